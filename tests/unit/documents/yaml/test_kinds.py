"""Files that are no plain text in UTF-8 are named for what they are."""

from __future__ import annotations

import io
import zipfile

import pytest

from keytag.documents.yaml.source import decode_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding

JOB = 'keytag: 1\nissuer: {name: "Công an phường An Khê", province: "Gia Lai"}\nslogan: "Vì an ninh Tổ quốc"\n'
# The line of the job in old encodings, as their keyboards made it.
TCVN3 = "keytag: 1\r\nissuer: {name: C«ng an ph\u00adêng}\r\n".encode("cp1252")
VNI = "keytag: 1\nissuer: {name: Coâng an phöôøng}\n".encode("cp1252")
WINDOWS_1258 = "keytag: 1\n# chào\nissuer: {name: Công an \u01a1\u0309 xa\u0303 Ia Băng}\n".encode("cp1258")


def _found(data: bytes) -> Finding:
    with pytest.raises(InvalidDocumentError) as caught:
        decode_document(data, "ward.yaml")
    (finding,) = caught.value.findings
    return finding


def _zip(*names: str, content: str = "x") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (_zip("[Content_Types].xml", "word/document.xml"), "Word"),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (_zip("mimetype", content="application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (_zip("ward.yaml"), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le"), ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Workbook".encode("utf-16-le"), ".xls"),
        (b"{\\rtf1\\ansi keytag: 1}", "RTF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"<!DOCTYPE html>\n<html><body>keytag: 1</body></html>", "HTML"),
        (b'\xef\xbb\xbf  <html xmlns:o="urn:schemas-microsoft-com:office:office">', "HTML"),
        (b'<?xml version="1.0"?><job/>', "XML"),
        (b"Rar!\x1a\x07", "RAR"),
    ],
)
def test_a_file_of_another_program_is_named(data: bytes, named: str) -> None:
    """Whatever program a file came from, both languages name it, and say how to get a plain text."""
    finding = _found(data)
    assert finding.rule == "file-is-text"
    assert named in finding.message.vi
    assert named in finding.message.en
    assert finding.hint.en


def test_a_word_file_is_named_whatever_its_size() -> None:
    """A Word file with a picture is larger than any job; it is named all the same."""
    assert "Word" in _found(_zip("word/document.xml") + bytes(2_000_000)).message.en


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
def test_wide_encodings_are_named(encoding: str, named: str) -> None:
    """UTF-16 and UTF-32 are named with a byte order mark and without, and the cure is for Notepad."""
    finding = _found(JOB.encode(encoding))
    assert (finding.rule, finding.where and finding.where.line) == ("not-utf-8", 1)
    assert named in finding.message.vi
    assert "Notepad" in finding.hint.en


@pytest.mark.parametrize(
    ("data", "named", "line"),
    [
        (TCVN3, "TCVN3", 2),
        (VNI, "VNI", 2),
        (WINDOWS_1258, "Windows-1258", 2),
        (TCVN3.replace(b"\r\n", b"\r"), "TCVN3", 2),
        (b"keytag: 1\nslogan: \xff\xfe\n", "byte 19", 2),
    ],
)
def test_old_encodings_are_named_at_their_line(data: bytes, named: str, line: int) -> None:
    """An encoding from before Unicode is named, at the first line that has it."""
    finding = _found(data)
    assert finding.rule == "not-utf-8"
    assert finding.where is not None
    assert finding.where.line == line
    assert named in finding.message.en


@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf"])
def test_utf_8_with_or_without_its_mark_is_read(begin: bytes) -> None:
    """Notepad's "UTF-8 with BOM" is as good as without."""
    assert decode_document(begin + JOB.encode(), "ward.yaml") == JOB
