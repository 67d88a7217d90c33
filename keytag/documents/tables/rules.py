"""What must hold of a table's form, whatever its columns mean."""

from __future__ import annotations

from keytag.findings import HOUSE_RULE, Rule, Severity
from keytag.text.text import Text

_SAVE_AS = Text(
    "Trong Excel chọn Save As (Lưu như), loại CSV UTF-8; hoặc lưu thành .xlsx và dùng tệp đó.",
    "In Excel choose Save As, type CSV UTF-8; or save as .xlsx and use that file.",
)
_WRONG_READING = Text(
    "keytag không đoán: đoán sai một chỗ là in sai cả loạt thẻ.",
    "keytag does not guess: one wrong guess spoils the whole run.",
)
_HARMFUL = Text(
    "Tệp gửi qua email có thể cố tình làm treo máy; bảng thật không bao giờ cần thế.",
    "A file that came by e-mail may be made to hang the machine; no real table needs this.",
)


def _error(name: str, holds: Text, why: Text, mend: Text, source: Text = HOUSE_RULE) -> Rule:
    return Rule(name, Severity.ERROR, holds, why, mend, source)


TABLE_IS_BOUNDED = _error(
    "table-is-bounded",
    Text("Bảng không quá lớn.", "A table has a limit to its size."),
    _HARMFUL,
    Text("Kiểm tra xem có đúng tệp không; xóa trang và cột thừa.", "Check that this is the right file."),
)
TABLE_IS_READABLE = _error(
    "table-is-readable",
    Text("Bảng là tệp .csv hoặc .xlsx đọc được.", "A table is a .csv or .xlsx file that can be read."),
    Text("Không có gì để đọc.", "There is nothing to read."),
    Text("Mở bằng Excel rồi lưu lại thành .xlsx.", "Open it in Excel and save it again as .xlsx."),
)
TABLE_ENCODING_IS_KNOWN = _error(
    "table-encoding-is-known",
    Text(
        "Chữ trong tệp CSV theo bảng mã nhận ra được chắc chắn.",
        "A CSV file's encoding can be told for sure: UTF-8, UTF-16 or Windows-1258.",
    ),
    Text("Nhầm bảng mã thì chữ có dấu thành chữ khác.", "In a wrong encoding letters with marks become others."),
    _SAVE_AS,
    Text("RFC 3629; RFC 2781; Windows-1258 (IANA)", "RFC 3629; RFC 2781; windows-1258 (IANA)"),
)
TABLE_LETTERS_ARE_UNICODE = _error(
    "table-letters-are-unicode",
    Text("Chữ Việt là Unicode, không phải TCVN3 hay VNI.", "Vietnamese is Unicode, neither TCVN3 nor VNI."),
    Text(
        "TCVN3 và VNI chỉ đọc được bằng phông chữ riêng; thẻ sẽ in ra chữ lạ.",
        "TCVN3 and VNI read right in their own fonts alone; the tag would show other letters.",
    ),
    Text(
        "Chuyển bảng sang Unicode (Unikey: Công cụ, Chuyển mã), rồi lưu lại.",
        "Convert the table to Unicode (Unikey: Toolkit), then save it again.",
    ),
    Text("TCVN 6909:2001", "TCVN 6909:2001"),
)
TABLE_LETTERS_ARE_WHOLE = _error(
    "table-letters-are-whole",
    Text("Không chữ nào mất dấu thành “?”.", "No letter was lost and became “?”."),
    Text(
        "Excel lưu CSV thường theo bảng mã không đủ chữ Việt, chữ thiếu thành “?”.",
        "Excel's plain CSV has an encoding without all Vietnamese letters; those it lacks become “?”.",
    ),
    _SAVE_AS,
)
TABLE_ROWS_ARE_WHOLE = _error(
    "table-rows-are-whole",
    Text("Mỗi dòng có số ô như dòng tiêu đề.", "Every row has as many cells as the header."),
    Text("Thừa một dấu ngăn là mọi ô sau lệch cột.", "One separator too many moves every cell after it."),
    Text("Đặt ô có dấu ngăn trong ngoặc kép.", "Put a cell that holds the separator in quotation marks."),
    Text("RFC 4180, mục 2", "RFC 4180, 2"),
)
TABLE_QUOTES_ARE_CLOSED = _error(
    "table-quotes-are-closed",
    Text("Dấu ngoặc kép của mỗi ô có mở có đóng.", "A cell's quotation marks open and close."),
    Text("Thiếu dấu đóng, cả phần sau của bảng thành một ô.", "Without its end the whole rest is one cell."),
    Text('Thêm dấu đóng; dấu " trong ô viết thành "".', 'Close it; a mark within a cell is written "".'),
    Text("RFC 4180, mục 2.5–2.7", "RFC 4180, 2.5 to 2.7"),
)
TABLE_SHEET_IS_KNOWN = _error(
    "table-sheet-is-known",
    Text("Biết chắc bảng nằm ở trang nào.", "It is known on which sheet the table is."),
    _WRONG_READING,
    Text("Ghi tên trang ở khóa sheet.", "Name the sheet with the key sheet."),
)
TABLE_CELLS_ARE_VALUES = _error(
    "table-cells-are-values",
    Text(
        "Ô là giá trị: không phải lỗi của Excel, không phải công thức chưa có kết quả.",
        "A cell is a value: neither an error of Excel's nor a formula without its result.",
    ),
    Text("keytag không tính công thức.", "keytag computes no formulas."),
    Text(
        "Trong Excel chép ô rồi dán giá trị (Paste Special, Values), lưu lại.",
        "In Excel copy the cell, paste it as a value (Paste Special, Values), and save.",
    ),
)
TABLE_NUMBERS_ARE_TEXT = _error(
    "table-numbers-are-text",
    Text(
        "Số điện thoại trong bảng là chữ, còn nguyên số 0 ở đầu.",
        "Telephone numbers are stored as text and keep their leading 0.",
    ),
    Text(
        "Excel coi số điện thoại là con số: bỏ số 0 ở đầu, đổi thành 2,69E+08 hoặc ngày tháng.",
        "Excel takes a telephone number for a figure: drops its 0, or makes it 2.69E+08 or a date.",
    ),
    Text(
        "Chọn cột, Format Cells (Định dạng ô), Text (Văn bản), rồi gõ lại số kể cả số 0 đầu.",
        "Select the column, Format Cells, Text, then type the number again with its leading 0.",
    ),
)
TABLE_HIDES_NOTHING = _error(
    "table-hides-nothing",
    Text("Không ô nào có ký tự ẩn.", "No cell has a character that does not show."),
    Text(
        "Ký tự ẩn làm số hay đường dẫn khác với những gì mắt thấy.",
        "It makes a number or an address another than the one that is seen.",
    ),
    Text("Xóa ô rồi gõ lại, đừng dán.", "Clear the cell and type it again, do not paste it."),
    Text("Unicode 15, mục 4.5 (loại Cc, Cf)", "Unicode 15, 4.5 (general categories Cc, Cf)"),
)
TABLE_IS_WHOLLY_SEEN = _error(
    "table-is-wholly-seen",
    Text(
        "Không dòng, cột, trang nào dùng tới bị ẩn hay bị lọc, trừ khi tệp đặt in nói rõ phải làm gì.",
        "No row, column or sheet that is used is hidden or filtered out, unless the job says what becomes of it.",
    ),
    Text(
        "Người duyệt không thấy chỗ ẩn, nên không biết nó sẽ được in.",
        "Whoever approves the table does not see it, and does not know that it will be printed.",
    ),
    Text(
        "Bỏ ẩn, bỏ lọc trong Excel; hoặc ghi hidden: skip (không in) hay hidden: read (vẫn in).",
        "Unhide it in Excel; or write hidden: skip (not printed) or hidden: read (printed).",
    ),
)
TABLE_NOTHING_IS_STRUCK_OUT = _error(
    "table-nothing-is-struck-out",
    Text("Không ô nào dùng tới bị gạch ngang chữ.", "No cell that is used is struck out."),
    Text(
        "Gạch ngang thường là đã bỏ: nơi không in nữa, số không dùng nữa; tệp thì vẫn còn chữ.",
        "What is struck out was mostly given up: a place that is not printed, a number no longer used.",
    ),
    Text(
        "Bỏ nơi đó, số đó thì xóa hẳn dòng hay ô; vẫn in thì bỏ gạch: Format Cells (Định dạng ô), Font, "
        "Strikethrough.",
        "Delete the row or cell where it was given up; where it stands, take the line off: Format Cells, Font, "
        "Strikethrough.",
    ),
)

RULES = (
    TABLE_IS_READABLE,
    TABLE_IS_BOUNDED,
    TABLE_ENCODING_IS_KNOWN,
    TABLE_LETTERS_ARE_UNICODE,
    TABLE_LETTERS_ARE_WHOLE,
    TABLE_ROWS_ARE_WHOLE,
    TABLE_QUOTES_ARE_CLOSED,
    TABLE_SHEET_IS_KNOWN,
    TABLE_CELLS_ARE_VALUES,
    TABLE_NUMBERS_ARE_TEXT,
    TABLE_HIDES_NOTHING,
    TABLE_IS_WHOLLY_SEEN,
    TABLE_NOTHING_IS_STRUCK_OUT,
)
"""Every rule of this package."""
