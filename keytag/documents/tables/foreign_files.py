"""Files of other kinds that offices send as tables: refused, each by its name, with how to get a table from it."""

from __future__ import annotations

from keytag.documents import file_kinds
from keytag.documents.file_kinds import FileKind
from keytag.documents.tables.rules import TABLE_IS_READABLE
from keytag.documents.yaml.refusal import invalid_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Where
from keytag.text.text import Text

_SAVE_AGAIN = Text(
    "Mở tệp bằng Excel hoặc LibreOffice, chọn Save As (Lưu như), loại “Excel Workbook (.xlsx)”.",
    "Open it in Excel or LibreOffice, choose Save As, type “Excel Workbook (.xlsx)”.",
)
_GET_TABLE = Text(
    "Xin lại bảng gốc ở dạng Excel (.xlsx), hoặc gõ lại thành bảng.",
    "Ask for the original table as Excel (.xlsx), or type it again.",
)
_FROM_WORD = Text(
    "Chép bảng trong Word, dán vào một trang Excel trống, lưu thành .xlsx.",
    "Copy the table in Word, paste it into an empty Excel sheet, save as .xlsx.",
)
_UNLOCK = Text(
    "Mở bằng Excel, vào File, Info, Protect Workbook, Encrypt with Password, xóa mật khẩu rồi lưu lại.",
    "Open it in Excel, go to File, Info, Protect Workbook, Encrypt with Password, clear it and save.",
)
_UNLOCK_OR_SAVE = Text(
    "Mở bằng Excel, bỏ mật khẩu nếu có, lưu lại thành .xlsx.",
    "Open it in Excel, take off any password, save as .xlsx.",
)
_EXPORT = Text(
    "Trong Numbers chọn File, Export To (Xuất sang), Excel, rồi dùng tệp .xlsx đó.",
    "In Numbers choose File, Export To, Excel, and use that .xlsx file.",
)
_DOWNLOAD = Text(
    "Mở bảng trên Google, chọn File (Tệp), Download (Tải xuống), Microsoft Excel (.xlsx), rồi dùng tệp đó.",
    "Open the sheet at Google, choose File, Download, Microsoft Excel (.xlsx), and use that file.",
)
_UNPACK = Text(
    "Giải nén trước (chuột phải, Extract All), rồi ghi tên bảng bên trong.",
    "Unpack it first (right click, Extract All), then name the table inside.",
)
_TO_TABLE = (
    ((file_kinds.WORD, file_kinds.OLD_WORD, file_kinds.ODT, file_kinds.RTF), _FROM_WORD),
    ((file_kinds.PDF, file_kinds.SLIDES, *file_kinds.PICTURES), _GET_TABLE),
    ((file_kinds.LOCKED,), _UNLOCK),
    ((file_kinds.OLD_OFFICE,), _UNLOCK_OR_SAVE),
    ((file_kinds.NUMBERS,), _EXPORT),
    ((file_kinds.GOOGLE_SHORTCUT,), _DOWNLOAD),
    (file_kinds.ARCHIVES, _UNPACK),
)


def foreign_file_refusal(file: str, kind: FileKind) -> InvalidDocumentError:
    """Return the refusal of a file of another ``kind``."""
    name = kind.name
    message = Text(
        f"Đây là {name.vi}, keytag không đọc bảng từ đó.", f"This is {name.en}; keytag reads no table from it."
    )
    hint = next((hint for kinds, hint in _TO_TABLE if kind in kinds), _SAVE_AGAIN)
    return invalid_document(file, (TABLE_IS_READABLE.finding(message, hint, where=Where(file)),))
