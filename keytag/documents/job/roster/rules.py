"""What must hold of a table of editions."""

from __future__ import annotations

from keytag.documents.tables.rules import TABLE_SHEET_IS_KNOWN
from keytag.findings import HOUSE_RULE, Rule, Severity
from keytag.text.text import Text

_EXAMPLE_VI = """
  Đơn vị     | Chức vụ        | Số điện thoại | Số lượng
  Xã Đak Đoa | Trực ban       | 0269 3000 201 | 700
             | Trưởng Công an | 0769 000 201  |"""
_EXAMPLE_EN = """
  Place      | Position       | Telephone     | Quantity
  Xã Đak Đoa | Trực ban       | 0269 3000 201 | 700
             | Trưởng Công an | 0769 000 201  |"""

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
ROSTER_HEADERS_AGREE = Rule(
    "roster-headers-agree",
    Severity.ERROR,
    Text(
        "Tiêu đề lặp lại giữa bảng có các cột theo đúng thứ tự cũ.",
        "A header that stands again further down has its columns in the same order.",
    ),
    Text(
        "Đổi thứ tự cột thì số ở các dòng sau đứng dưới tên cột sai: số Trưởng Công an in thành số trực ban.",
        "In another order the numbers below stand under the wrong headers: the chief's prints as the duty desk's.",
    ),
    Text(
        "Xếp lại các cột ở phần dưới cho giống tiêu đề đầu tiên.",
        "Put the lower part's columns into the order of the first header.",
    ),
    HOUSE_RULE,
)
ROSTER_ROWS_HAVE_NAMES = Rule(
    "roster-rows-have-names",
    Severity.ERROR,
    Text("Mỗi dòng có tên hoặc mã.", "Every row has a name or an id."),
    Text("Không có tên thì không biết dòng đó là của nơi nào.", "Without a name nobody knows whose the row is."),
    Text(
        f"Điền tên vào dòng đó, hoặc xóa dòng. Nơi có nhiều dòng thì ghi thêm cột “Chức vụ”:{_EXAMPLE_VI}",
        f"Fill in the name, or delete the row. For several lines a place add a column “Chức vụ”:{_EXAMPLE_EN}",
    ),
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

ROSTER_LINES_ARE_TOLD = Rule(
    "roster-lines-are-told",
    Severity.ERROR,
    Text(
        "Nơi ghi nhiều dòng thì mỗi dòng có chức vụ của người nghe máy.",
        "Where a place has several lines, each says who answers its number.",
    ),
    Text(
        "Trên móc khóa, trước mỗi số phải có chữ cho biết gọi cho ai.",
        "On the tag, words before each number say who is called.",
    ),
    Text(
        f"Thêm cột “Chức vụ” như bảng dưới đây; hoặc ghi mỗi nơi một dòng, mỗi chức vụ một cột.{_EXAMPLE_VI}",
        f"Add a column “Chức vụ” as below; or give each place one line and each position a column.{_EXAMPLE_EN}",
    ),
    HOUSE_RULE,
)
ADD_PLACES = Text(
    f"Thêm cột “Đơn vị” ghi tên xã, phường ở dòng đầu của mỗi nơi, như bảng dưới đây.{_EXAMPLE_VI}",
    f"Add a column “Đơn vị” with the place's name in its first line, as below.{_EXAMPLE_EN}",
)
"""What to do about a list of officers under headings that name their offices."""
ROSTER_PLACES_ARE_PUT_TOGETHER = Rule(
    "roster-places-are-put-together",
    Severity.NOTE,
    Text("Nhiều dòng của một nơi thành một mẫu.", "Several lines of one place become one edition."),
    Text(
        "Bảng ghi mỗi người một dòng; móc khóa của nơi đó có đủ các số.",
        "The table has a line for each officer; the place's tag bears all their numbers.",
    ),
    Text(
        "Xem lại: mỗi nơi có đúng các số của mình không. Chữ trước số lấy từ cột “Chức vụ”, tên người không in.",
        "See that each place has its own numbers. Labels are the column “Chức vụ”; no person is named.",
    ),
    HOUSE_RULE,
)
ROSTER_LINES_AGREE = Rule(
    "roster-lines-agree",
    Severity.ERROR,
    Text(
        "Các dòng của một nơi không ghi khác nhau về số lượng, đường dẫn, cơ quan.",
        "Lines of one place do not differ in its quantity, link or office.",
    ),
    Text("Một nơi chỉ có một số lượng và một đường dẫn.", "A place has one quantity and one link."),
    Text("Ghi một lần, ở dòng đầu của nơi đó.", "Write it once, in the place's first line."),
    HOUSE_RULE,
)
ROSTER_MERGED_CELLS_REACH_ALL = Rule(
    "roster-merged-cells-reach-all",
    Severity.NOTE,
    Text(
        "Chữ trong ô gộp tính cho mọi dòng mà ô đó phủ.", "What a merged cell says counts for every row it covers."
    ),
    Text(
        "Trong tệp, chỉ dòng đầu của ô gộp có chữ; các dòng sau không được thiếu nó.",
        "In the file only its first row has the text; the others must not go without.",
    ),
    Text("Xem lại: có đúng là chung cho các nơi đó không.", "See that it is meant for all of these places."),
    HOUSE_RULE,
)
ROSTER_MERGED_QUANTITIES_ARE_SHARED_OUT = Rule(
    "roster-merged-quantities-are-shared-out",
    Severity.ERROR,
    Text("Số lượng ghi riêng cho từng nơi.", "A quantity is written for each place by itself."),
    Text(
        "Một số gộp cho nhiều nơi có thể là tổng của chúng, cũng có thể là số của mỗi nơi.",
        "A figure merged over several places may be their sum, or what each of them gets.",
    ),
    Text("Bỏ gộp ô, ghi số lượng cho từng nơi.", "Unmerge the cell and write each place's quantity."),
    HOUSE_RULE,
)
ROSTER_LINKS_LEAD_WHERE_THEY_SAY = Rule(
    "roster-links-lead-where-they-say",
    Severity.ERROR,
    Text(
        "Địa chỉ đọc thấy trong ô là nơi liên kết của ô dẫn tới.",
        "The address that a cell shows is where its hyperlink leads.",
    ),
    Text(
        "Người duyệt thấy một địa chỉ, bấm vào lại tới địa chỉ khác: không biết cái nào đúng.",
        "Whoever approves the table sees one address and gets to another: nobody knows which is right.",
    ),
    Text(
        "Trong Excel bấm chuột phải vào ô, chọn Remove Hyperlink (Bỏ liên kết), rồi ghi địa chỉ đúng.",
        "In Excel right-click the cell, choose Remove Hyperlink, and write the right address.",
    ),
    HOUSE_RULE,
)
ROSTER_LINKS_ARE_READ = Rule(
    "roster-links-are-read",
    Severity.NOTE,
    Text(
        "Chữ có liên kết tính là địa chỉ mà nó dẫn tới.",
        "Text with a hyperlink counts as the address it leads to.",
    ),
    Text("Mã QR cần địa chỉ, không phải tên của nó.", "A QR code needs the address, not its name."),
    Text("Bấm thử từng liên kết trong bảng.", "Try each link in the table."),
    HOUSE_RULE,
)
ROSTER_PERSONS_STAY_OFF = Rule(
    "roster-persons-stay-off",
    Severity.NOTE,
    Text("Tên người ghi cạnh số điện thoại không in.", "Names of persons beside their numbers are not printed."),
    Text(
        "Cán bộ luân chuyển, móc khóa thì còn đó; và tên là dữ liệu cá nhân.",
        "Officers move on and tags stay; and a name is personal data.",
    ),
    Text(
        "Không cần làm gì. Muốn có chữ trước số thì ghi chức vụ, ví dụ “Trưởng Công an: 0769 000 201”.",
        "Nothing to do. For words before the number write the position, like “Trưởng Công an: 0769 000 201”.",
    ),
    HOUSE_RULE,
)
ROSTER_ROWS_ARE_PLACES = Rule(
    "roster-rows-are-places",
    Severity.NOTE,
    Text("Mỗi dòng dưới tiêu đề là một nơi.", "Every row under the header is a place."),
    Text(
        "Dòng đánh số cột, tiêu đề lặp lại, tên cụm, dòng cộng và chữ ký không phải là nơi nào.",
        "Numbers of columns, repeated headers, headings of groups, sums and signatures are none.",
    ),
    Text(
        "Nếu một dòng trong đó là nơi cần in, điền số lượng hay số điện thoại cho dòng ấy.",
        "If one of them is a place to print, fill in its quantity or its number.",
    ),
    HOUSE_RULE,
)
RULES = (
    ROSTER_LINES_ARE_TOLD,
    ROSTER_LINES_AGREE,
    ROSTER_MERGED_QUANTITIES_ARE_SHARED_OUT,
    ROSTER_LINKS_LEAD_WHERE_THEY_SAY,
    ROSTER_PLACES_ARE_PUT_TOGETHER,
    ROSTER_MERGED_CELLS_REACH_ALL,
    ROSTER_LINKS_ARE_READ,
    ROSTER_PERSONS_STAY_OFF,
    ROSTER_ROWS_ARE_PLACES,
    ROSTER_NUMBERS_ARE_THERE,
    ROSTER_LINKS_ARE_THERE,
    ROSTER_NAMES_ARE_NAMES,
    ROSTER_HAS_ITS_COLUMNS,
    ROSTER_COLUMNS_ARE_CLEAR,
    ROSTER_HEADERS_AGREE,
    ROSTER_ROWS_HAVE_NAMES,
    ROSTER_ROWS_SAY_MORE,
    ROSTER_ROWS_DIFFER,
    ROSTER_TOTAL_ADDS_UP,
    ROSTER_COLUMNS_ARE_USED,
)
"""Every rule of this package."""

ABOUT_READING = frozenset(
    {
        rule.name
        for rule in (
            ROSTER_PLACES_ARE_PUT_TOGETHER,
            ROSTER_MERGED_CELLS_REACH_ALL,
            ROSTER_LINKS_ARE_READ,
            ROSTER_PERSONS_STAY_OFF,
            ROSTER_ROWS_ARE_PLACES,
            TABLE_SHEET_IS_KNOWN,
        )
    }
)
"""Rules whose notes tell how an office's own file was read."""
