"""Files that are no table: each is refused by its true name, with what to do, whatever it is called."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from keytag.documents.file_kinds import WORD, file_kind
from keytag.documents.tables import read_table
from keytag.errors import InvalidDocumentError

from .encoded import workbook


def _zip(**parts: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return stream.getvalue()


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "said", "cure"),
    [
        (_ole("Workbook"), "Excel kiểu cũ (.xls)", ".xlsx"),
        (_ole("EncryptedPackage"), "có mật khẩu", "mật khẩu"),
        (_ole("WordDocument"), "Word (.doc)", "trang Excel trống"),
        (_zip(xl__workbook_dot_bin=b"x"), ".xlsb", ".xlsx"),
        (
            _zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_dot_xml=b"<a/>"),
            ".ods",
            ".xlsx",
        ),
        (_zip(Index__Document_dot_iwa=b"x"), "Numbers", "Export To"),
        (_zip(word__document_dot_xml=b"<a/>"), "Word (.docx)", "trang Excel trống"),
        (_zip(ppt__presentation_dot_xml=b"<a/>"), "trình chiếu", ".xlsx"),
        (b'{"url":"https://docs.google.com/open?id=1","doc_id":"1","email":"a@b"}', ".gsheet", "Download"),
        (b"<html><body><table><tr><td>a</td></tr></table></body></html>", "HTML", ".xlsx"),
        (b'\xef\xbb\xbf<table border="1"><tr><td>a</td></tr></table>', "HTML", ".xlsx"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "Excel 2003",
            ".xlsx",
        ),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "HTML", ".xlsx"),
        (b"%PDF-1.7", "PDF", ".xlsx"),
        (b"\x89PNG\r\n\x1a\n", "ảnh", ".xlsx"),
        (b"{\\rtf1 a}", "RTF", "trang Excel trống"),
    ],
)
@pytest.mark.parametrize("name", ["t.xlsx", "t.csv"])
def test_another_kind_of_file_is_named(data: bytes, said: str, cure: str, name: str) -> None:
    """What a file is, is told by its bytes, not its name; the hint leads to a table that can be read."""
    with pytest.raises(InvalidDocumentError) as refused:
        read_table(data, name)
    (finding,) = refused.value.findings
    assert finding.rule == "table-is-readable"
    assert said in finding.message.vi
    assert cure in finding.hint.vi


_STRICT = (
    (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def test_strict_open_xml_is_read() -> None:
    """A workbook saved as Strict Open XML says the same as one saved as usual."""
    data = workbook(("Tên xã", "Trực ban"), ("Xã Glar", "0269 3000 113"))
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for usual, strict in _STRICT:
                part = part.replace(usual, strict)
            new.writestr(name, part)
    assert read_table(stream.getvalue(), "t.xlsx") == read_table(data, "t.xlsx")


def test_a_text_file_within_a_workbook_does_not_make_it_a_text_file() -> None:
    """What is embedded lies behind the parts of the file that holds it, and names no other kind."""
    data = workbook(("Tên xã", "Trực ban"), ("Xã Glar", "0269 3000 113"))
    stream = BytesIO(data)
    with ZipFile(stream, "a") as file:
        file.writestr("xl/embeddings/note.docx", _zip(word__document_dot_xml=b"<a/>"))
    assert read_table(stream.getvalue(), "t.xlsx") == read_table(data, "t.xlsx")
    assert file_kind(_zip(word__document_dot_xml=b"<a/>") + data) is WORD
