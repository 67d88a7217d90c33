"""What kind of file came where a document or a table was asked for, told by its bytes, never by its name. Pure.

Answers to [MS-CFB], [MS-DOC] 2.1.1, [MS-XLS] 2.1.2 and [MS-OFFCRYPTO] 2.3.4.4 (old Office files, files with a
password), ECMA-376-2 and OpenDocument 1.3, part 2 (zips), RTF 1.9.1, ISO 32000 (PDF), RFC 2557 and HTML 5.
"""

from __future__ import annotations

import re

from msgspec import Struct

from keytag.text.text import Text


class FileKind(Struct, frozen=True):
    """A kind of file, as people call it after “this is”."""

    name: Text


EXCEL = FileKind(Text("bảng Excel (.xlsx)", "an Excel workbook (.xlsx)"))
BINARY_EXCEL = FileKind(Text("bảng Excel nhị phân (.xlsb)", "a binary Excel workbook (.xlsb)"))
OLD_EXCEL = FileKind(Text("tệp Excel kiểu cũ (.xls)", "an old Excel file (.xls)"))
XML_EXCEL = FileKind(Text("bảng XML của Excel 2003", "an XML table of Excel 2003"))
WORD = FileKind(Text("tệp Word (.docx)", "a Word file (.docx)"))
OLD_WORD = FileKind(Text("tệp Word (.doc) kiểu cũ", "an old Word file (.doc)"))
SLIDES = FileKind(Text("tệp trình chiếu PowerPoint (.pptx)", "a PowerPoint file (.pptx)"))
LOCKED = FileKind(Text("tệp Office có mật khẩu", "an Office file with a password"))
OLD_OFFICE = FileKind(
    Text(
        "tệp Office kiểu cũ (.doc, .xls) hoặc có mật khẩu",
        "an old Office file (.doc, .xls), or one with a password",
    )
)
ODT = FileKind(Text("tệp OpenDocument (.odt)", "an OpenDocument text (.odt)"))
ODS = FileKind(Text("bảng OpenDocument (.ods)", "an OpenDocument table (.ods)"))
NUMBERS = FileKind(Text("bảng Numbers của Apple (.numbers)", "a table of Apple's Numbers (.numbers)"))
GOOGLE_SHORTCUT = FileKind(
    Text(
        "lối tắt tới Google Trang tính (.gsheet), không có dữ liệu",
        "a shortcut to Google Sheets (.gsheet), without any data",
    )
)
ZIP = FileKind(Text("tệp nén zip", "a zip archive"))
RAR = FileKind(Text("tệp nén RAR", "a RAR archive"))
SEVEN_ZIP = FileKind(Text("tệp nén 7z", "a 7z archive"))
GZIP = FileKind(Text("tệp nén gzip", "a gzip archive"))
RTF = FileKind(Text("tệp RTF", "an RTF file"))
PDF = FileKind(Text("tệp PDF", "a PDF"))
PNG = FileKind(Text("ảnh PNG", "a PNG picture"))
JPEG = FileKind(Text("ảnh JPEG", "a JPEG picture"))
GIF = FileKind(Text("ảnh GIF", "a GIF picture"))
WEB_PAGE = FileKind(Text("trang web (HTML)", "a web page (HTML)"))
XML = FileKind(Text("tệp XML", "an XML file"))

PICTURES = (PNG, JPEG, GIF)
ARCHIVES = (ZIP, RAR, SEVEN_ZIP, GZIP)

_BEGINNINGS = (
    (b"{\\rtf", RTF),
    (b"%PDF", PDF),
    (b"\x89PNG", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF8", GIF),
    (b"Rar!", RAR),
    (b"7z\xbc\xaf", SEVEN_ZIP),
    (b"\x1f\x8b", GZIP),
)
_IN_ZIP = (
    (b"xl/workbook.xml", EXCEL),
    (b"xl/workbook.bin", BINARY_EXCEL),
    (b"word/document.xml", WORD),
    (b"ppt/presentation.xml", SLIDES),
    (b"application/vnd.oasis.opendocument.spreadsheet", ODS),
    (b"application/vnd.oasis.opendocument.text", ODT),
    (b".iwa", NUMBERS),
)
# [MS-CFB] 2.6.1: names of streams are UTF-16. A password's comes first: what it locks has its own name, too.
_IN_OLE = tuple(
    (name.encode("utf-16-le"), kind)
    for name, kind in (
        ("EncryptedPackage", LOCKED),
        ("WordDocument", OLD_WORD),
        ("Workbook", OLD_EXCEL),
        ("Book", OLD_EXCEL),
    )
)
# House rule: so much of a file shows what it is.
_BEGIN = 4_096
_PAGE = re.compile(
    rb"(?:<\?xml[^>]{0,500}>\s*)?<(?:!doctype\s+html|html|head|body|meta|div|p|span|style|table)\b", re.IGNORECASE
)


def file_kind(data: bytes) -> FileKind | None:
    """Return what kind of file ``data`` is, of those that can be told from a plain text; else None."""
    if data.startswith(b"PK\x03\x04"):
        return _kind_in_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return next((kind for name, kind in _IN_OLE if name in data), OLD_OFFICE)
    begin = data[:_BEGIN].removeprefix(b"\xef\xbb\xbf").lstrip()
    named = next((kind for sign, kind in _BEGINNINGS if begin.startswith(sign)), None)
    return named or _kind_of_text(begin)


def _kind_in_zip(data: bytes) -> FileKind:
    """Return the kind of the part that lies first: what is embedded in another program's file lies behind."""
    found = [(at, kind) for name, kind in _IN_ZIP if (at := data.find(name)) >= 0]
    return min(found, key=lambda each: each[0])[1] if found else ZIP


def _kind_of_text(begin: bytes) -> FileKind | None:
    if begin.startswith(b"{") and b'"doc_id"' in begin:
        return GOOGLE_SHORTCUT
    if begin.startswith(b"MIME-Version:") and b"multipart/related" in begin:
        return WEB_PAGE
    if not begin.startswith(b"<"):
        return None
    if b"urn:schemas-microsoft-com:office:spreadsheet" in begin:
        return XML_EXCEL
    if _PAGE.match(begin):
        return WEB_PAGE
    return XML if re.match(rb"<\?xml\b", begin) else None
