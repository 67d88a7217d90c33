"""Files of other kinds that offices send as tables, each by its true name and with what to do. Pure.

Told by their bytes, never by the file's name: a workbook is renamed more easily than saved again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from zipfile import ZipFile

from keytag.documents.tables.rules import TABLE_IS_READABLE
from keytag.documents.yaml.refusal import invalid_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Where
from keytag.text.text import Text

Kind = tuple[Text, Text]
"""What a file is, and what to do."""

# [MS-CFB] 2.2: what .xls files and workbooks with a password begin with.
_OLE = b"\xd0\xcf\x11\xe0"
# [MS-OFFCRYPTO] 2.3.4.4, [MS-CFB] 2.6.1: the name of the stream in which a workbook lies under its password.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# [MS-XLS] 2.1.2, [MS-DOC] 2.1.1: the streams of an old workbook and an old text.
_OLD_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OLD_TEXT = "WordDocument".encode("utf-16-le")
# House rule: so much of a file shows what it is.
_BEGIN = 4_096
_HTML = re.compile(rb"<(?:html|table|meta|!doctype\s+html|head|body|style)\b", re.IGNORECASE)

_SAVE_AGAIN = Text(
    "Mở tệp bằng Excel hoặc LibreOffice, chọn Save As (Lưu như), loại “Excel Workbook (.xlsx)”.",
    "Open it in Excel or LibreOffice, choose Save As, type “Excel Workbook (.xlsx)”.",
)
_GET_TABLE = Text(
    "Xin lại bảng gốc ở dạng Excel (.xlsx), hoặc gõ lại thành bảng.",
    "Ask for the original table as Excel (.xlsx), or type it again.",
)
_OLD: Kind = (Text("Đây là tệp Excel kiểu cũ (.xls).", "This is an old Excel file (.xls)."), _SAVE_AGAIN)
_OLD_OR_LOCKED: Kind = (
    Text(
        "Đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu.",
        "This is an old Excel file (.xls), or one with a password.",
    ),
    Text(
        "Mở bằng Excel, bỏ mật khẩu nếu có, lưu lại thành .xlsx.",
        "Open it in Excel, take off any password, save as .xlsx.",
    ),
)
_LOCKED: Kind = (
    Text("Tệp Excel này có mật khẩu.", "This Excel file has a password."),
    Text(
        "Mở bằng Excel, vào File, Info, Protect Workbook, Encrypt with Password, xóa mật khẩu rồi lưu lại.",
        "Open it in Excel, go to File, Info, Protect Workbook, Encrypt with Password, clear it and save.",
    ),
)
_BINARY: Kind = (
    Text("Đây là bảng tính nhị phân của Excel (.xlsb).", "This is a binary Excel workbook (.xlsb)."),
    _SAVE_AGAIN,
)
_ODS: Kind = (
    Text("Đây là bảng tính OpenDocument (.ods).", "This is an OpenDocument spreadsheet (.ods)."),
    _SAVE_AGAIN,
)
_NUMBERS: Kind = (
    Text("Đây là bảng tính Numbers của Apple (.numbers).", "This is a spreadsheet of Apple's Numbers (.numbers)."),
    Text(
        "Trong Numbers chọn File, Export To (Xuất sang), Excel, rồi dùng tệp .xlsx đó.",
        "In Numbers choose File, Export To, Excel, and use that .xlsx file.",
    ),
)
_WORD: Kind = (
    Text("Đây là văn bản Word (.docx), không phải bảng tính.", "This is a Word document (.docx), no spreadsheet."),
    Text(
        "Chép bảng trong Word, dán vào một trang Excel trống, lưu thành .xlsx.",
        "Copy the table in Word, paste it into an empty Excel sheet, save as .xlsx.",
    ),
)
_OLD_WORD: Kind = (
    Text("Đây là văn bản Word (.doc), không phải bảng tính.", "This is a Word document (.doc), no spreadsheet."),
    _WORD[1],
)
_SLIDES: Kind = (
    Text("Đây là tệp trình chiếu (.pptx), không phải bảng tính.", "These are slides (.pptx), no spreadsheet."),
    _GET_TABLE,
)
_SHORTCUT: Kind = (
    Text(
        "Đây chỉ là lối tắt tới Google Trang tính (.gsheet), không có dữ liệu.",
        "This is only a shortcut to Google Sheets (.gsheet), without any data.",
    ),
    Text(
        "Mở bảng trên Google, chọn File (Tệp), Download (Tải xuống), Microsoft Excel (.xlsx), rồi dùng tệp đó.",
        "Open the sheet at Google, choose File, Download, Microsoft Excel (.xlsx), and use that file.",
    ),
)
_WEB: Kind = (
    Text(
        "Đây là trang web (HTML) mang tên tệp Excel, như nhiều phần mềm xuất ra.",
        "This is a web page (HTML) under a spreadsheet's name, as much software exports it.",
    ),
    _SAVE_AGAIN,
)
_XML_2003: Kind = (
    Text("Đây là bảng tính XML của Excel 2003.", "This is an XML spreadsheet of Excel 2003."),
    _SAVE_AGAIN,
)
_PDF: Kind = (
    Text(
        "Đây là tệp loại khác: PDF, không phải bảng tính.", "This is another kind of file: a PDF, no spreadsheet."
    ),
    _GET_TABLE,
)
_PICTURE: Kind = (Text("Đây là ảnh, không phải bảng tính.", "This is a picture, no spreadsheet."), _GET_TABLE)
_RTF: Kind = (Text("Đây là văn bản RTF, không phải bảng tính.", "This is an RTF text, no spreadsheet."), _WORD[1])

_BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"{\\rtf", _RTF),
)


def foreign_file_refusal(file: str, kind: Kind) -> InvalidDocumentError:
    """Return the refusal of a file of another ``kind``."""
    message, hint = kind
    return invalid_document(file, (TABLE_IS_READABLE.finding(message, hint, where=Where(file)),))


def foreign_kind(data: bytes) -> Kind | None:
    """Return what ``data`` is where it is neither a zip nor a text of cells."""
    if data.startswith(_OLE):
        return _of_old(data)
    begin = data[:_BEGIN].lstrip(b"\xef\xbb\xbf \t\r\n")
    named = next((kind for sign, kind in _BEGINNINGS if begin.startswith(sign)), None)
    return named or _of_text(begin)


def _of_text(begin: bytes) -> Kind | None:
    """Return what a file is that begins so, of those that are texts."""
    if begin.startswith(b"{") and b"doc_id" in begin and b'"' in begin:
        return _SHORTCUT
    if begin.startswith(b"<") and b"urn:schemas-microsoft-com:office:spreadsheet" in begin:
        return _XML_2003
    is_page = begin.startswith(b"<") and _HTML.search(begin) is not None
    is_mail = begin.startswith(b"MIME-Version:") and b"multipart/related" in begin
    return _WEB if is_page or is_mail else None


def _of_old(data: bytes) -> Kind:
    if _ENCRYPTED in data:
        return _LOCKED
    if _OLD_TEXT in data:
        return _OLD_WORD
    return _OLD if any(stream in data for stream in _OLD_BOOKS) else _OLD_OR_LOCKED


def kind_of_zip(parts: ZipFile, names: Iterable[str]) -> Kind | None:
    """Return what an archive is that is no workbook of the usual kind."""
    listed = frozenset(names)
    if "xl/workbook.bin" in listed:
        return _BINARY
    if "word/document.xml" in listed:
        return _WORD
    if "ppt/presentation.xml" in listed:
        return _SLIDES
    if any(name.endswith(".iwa") or name == "Index.zip" for name in listed):
        return _NUMBERS
    if "mimetype" in listed:
        with parts.open("mimetype") as said:
            mime = said.read(100)
        if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            return _ODS
    return None
