"""What must hold of a table of editions."""

from __future__ import annotations

from keytag.findings import HOUSE_RULE, Rule, Severity
from keytag.wording import Text

ROSTER_HAS_ITS_COLUMNS = Rule(
    "roster-has-its-columns",
    Severity.ERROR,
    Text(
        "Bảng có cột tên xã, phường, thôn (hoặc cột mã) và mọi cột ghi ở columns.",
        "The table has a column of names (or of ids), and every column that columns names.",
    ),
    Text("Không có tên thì không biết mỗi dòng là mẫu nào.", "Without it nobody knows whose each row is."),
    Text(
        "Đặt tiêu đề cột là “Tên xã”, hoặc ghi columns: {name: …}.", "Head it “Name”, or say columns: {name: …}."
    ),
    HOUSE_RULE,
)
ROSTER_COLUMNS_ARE_CLEAR = Rule(
    "roster-columns-are-clear",
    Severity.ERROR,
    Text("Mỗi khóa ứng với một cột.", "Each key has one column."),
    Text("Không biết cột nào đúng.", "Nobody can tell which of them is meant."),
    Text("Chọn một cột ở khóa columns.", "Choose one with the key columns."),
    HOUSE_RULE,
)
ROSTER_ROWS_HAVE_NAMES = Rule(
    "roster-rows-have-names",
    Severity.ERROR,
    Text("Mỗi dòng có tên hoặc mã.", "Every row has a name or an id."),
    Text("Ô gộp chỉ có chữ ở dòng đầu; các dòng sau thành không tên.", "Of merged cells only the first has text."),
    Text("Điền tên vào dòng đó, hoặc xóa dòng.", "Fill in the name, or delete the row."),
    HOUSE_RULE,
)
ROSTER_ROWS_SAY_MORE = Rule(
    "roster-rows-say-more",
    Severity.ERROR,
    Text("Dòng có tên thì còn ô khác được điền.", "A row with a name has other cells filled in as well."),
    Text(
        "Dòng chỉ có tên thường là tiêu đề nhóm hay chữ ký, sẽ thành một mẫu thẻ thừa.",
        "A row with a name alone is mostly a heading or a signature, and would become a tag of its own.",
    ),
    Text("Xóa dòng nếu không phải một mẫu; phải thì điền số.", "Delete it, or fill in its numbers."),
    HOUSE_RULE,
)
ROSTER_ROWS_DIFFER = Rule(
    "roster-rows-differ",
    Severity.ERROR,
    Text("Mỗi dòng có tên hoặc mã riêng.", "Every row has a name or an id of its own."),
    Text("Hai dòng cùng mã thì thẻ của chúng lẫn vào nhau.", "Tags of two rows with one id would be mixed up."),
    Text(
        "Xóa dòng lặp; nếu là hai nơi trùng tên, thêm cột Mã với mã riêng cho mỗi dòng.",
        "Delete the repeated row; for two places of one name add a column Id with an id for each.",
    ),
    HOUSE_RULE,
)
ROSTER_COLUMNS_ARE_USED = Rule(
    "roster-columns-are-used",
    Severity.NOTE,
    Text("Mọi cột của bảng đều được dùng.", "Every column of the table is used."),
    Text("Cột không nhận ra thì không in gì từ đó.", "Of a column that is not known nothing is printed."),
    Text(
        "Cần dùng thì ghi ở khóa columns, ví dụ columns: {numbers: [Trực ban]}.",
        "To use it, name it with the key columns, like columns: {numbers: [Trực ban]}.",
    ),
    HOUSE_RULE,
)
ROSTER_TOTAL_ADDS_UP = Rule(
    "roster-total-adds-up",
    Severity.WARNING,
    Text("Dòng tổng cộng của bảng bằng tổng các dòng.", "The table's own total is the sum of its rows."),
    Text("Tổng sai thì có dòng bị thiếu hoặc ghi nhầm số.", "Else a row is missing, or a figure is wrong."),
    Text("So lại số lượng từng dòng với dòng tổng.", "Hold the rows' quantities against the total."),
    HOUSE_RULE,
)

ROSTER_NUMBERS_ARE_THERE = Rule(
    "roster-numbers-are-there",
    Severity.WARNING,
    Text("Cột số điện thoại không có ô bị bỏ trống.", "No cell of a column of numbers was left empty."),
    Text(
        "Ô trống thì thẻ của dòng đó thiếu số mà các thẻ khác có.",
        "That row's tag lacks a number that the others have.",
    ),
    Text(
        "Điền số; nơi nào thật sự không có thì ghi dấu gạch ngang (-) vào ô.",
        "Fill in the number; where there really is none, write a hyphen (-) in the cell.",
    ),
    HOUSE_RULE,
)
ROSTER_LINKS_ARE_THERE = Rule(
    "roster-links-are-there",
    Severity.WARNING,
    Text("Cột đường dẫn không có ô bị bỏ trống.", "No cell of a column of links was left empty."),
    Text(
        "Ô trống thì móc khóa của dòng đó mang mã QR chung của tệp, hoặc không có mã nào.",
        "That row's tag then has the job's own QR code, or none.",
    ),
    Text(
        "Điền đường dẫn; nơi nào thật sự không có thì ghi dấu gạch ngang (-) vào ô.",
        "Fill in the link; where there really is none, write a hyphen (-) in the cell.",
    ),
    HOUSE_RULE,
)
ROSTER_NAMES_ARE_NAMES = Rule(
    "roster-names-are-names",
    Severity.ERROR,
    Text("Tên không bị Excel đổi thành ngày tháng.", "No name was turned into a date by the spreadsheet."),
    Text(
        "Gõ 3-2 hay 1/5 thì Excel tự đổi thành ngày; không ai biết tên gõ lúc đầu là gì.",
        "Typed as 3-2 or 1/5 it becomes a date, and nobody knows any more what was typed.",
    ),
    Text(
        "Định dạng cột là Text (Văn bản) rồi gõ lại tên, nên thêm từ đứng trước: Tổ 3-2, Thôn 1/5.",
        "Format the column as Text and type the name again, best with its word in front: Tổ 3-2, Thôn 1/5.",
    ),
    HOUSE_RULE,
)
RULES = (
    ROSTER_NUMBERS_ARE_THERE,
    ROSTER_LINKS_ARE_THERE,
    ROSTER_NAMES_ARE_NAMES,
    ROSTER_HAS_ITS_COLUMNS,
    ROSTER_COLUMNS_ARE_CLEAR,
    ROSTER_ROWS_HAVE_NAMES,
    ROSTER_ROWS_SAY_MORE,
    ROSTER_ROWS_DIFFER,
    ROSTER_TOTAL_ADDS_UP,
    ROSTER_COLUMNS_ARE_USED,
)
"""Every rule of this package."""
