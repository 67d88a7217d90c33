"""A document's bytes as text: bounded, UTF-8, before any parser sees them.

Knows nothing of YAML's grammar. Answers to RFC 3629 (UTF-8) and, for the characters, to YAML 1.2.2, 5.1.
"""

from __future__ import annotations

import re
from unicodedata import combining

from keytag.document.refusal import invalid_document
from keytag.document.rules import DOCUMENT_TOO_LARGE, NOT_UTF_8, TOO_LONG
from keytag.errors import InvalidDocumentError
from keytag.findings import Where
from keytag.wording import Text

# House rule: the largest sample job, 37 editions, is under 10 kB; a hundred times that is no job.
MAX_BYTES = 1_000_000

# UAX #15, 13 (Stream-Safe Text Format): no language puts more marks on a letter; to order more takes time that
# grows with the square of their number.
MAX_MARKS = 30

# Marks are neither letters nor ASCII: what is so long a run of neither is looked at.
_NO_LETTERS = re.compile(rf"[^\w\x00-\x7f]{{{MAX_MARKS + 1},}}")
UTF8_BOM = b"\xef\xbb\xbf"
"""What Windows puts before text."""
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def decoded(data: bytes, file: str) -> str:
    """Return the text of ``data``, its line ends those of Unix.

    Raises:
        InvalidDocumentError: ``data`` is too large, is not UTF-8 (the finding names line and byte), or has a
            letter with more than `MAX_MARKS` marks.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(file)
    if data.startswith(_UTF16_BOMS):
        raise _not_utf8(file, 0, 1)
    try:
        text = data.removeprefix(UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(file, error.start, data.count(b"\n", 0, error.start) + 1) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    piled = piled_at(text)
    if piled is not None:
        raise _piled(file, text, piled)
    return text


def piled_at(text: str) -> int | None:
    """Return where in ``text`` the first run of more than `MAX_MARKS` combining marks begins, or None."""
    if text.isascii():
        return None
    for run in _NO_LETTERS.finditer(text):
        count = 0
        for at, character in enumerate(run[0], run.start()):
            count = count + 1 if combining(character) else 0
            if count > MAX_MARKS:
                return at - MAX_MARKS
    return None


def _too_large(file: str) -> InvalidDocumentError:
    finding = DOCUMENT_TOO_LARGE.found(
        Text(
            f"Tệp dài hơn {MAX_BYTES} byte, quá dài cho một tài liệu của keytag.",
            f"The file has more than {MAX_BYTES} bytes, too many for a keytag document.",
        ),
        Text("Kiểm tra xem có đúng tệp không.", "Check that this is the right file."),
        where=Where(file),
    )
    return invalid_document(file, (finding,))


def _piled(file: str, text: str, at: int) -> InvalidDocumentError:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    finding = TOO_LONG.found(
        Text(
            f"Một chữ mang hơn {MAX_MARKS} dấu chồng lên nhau.",
            f"One letter carries more than {MAX_MARKS} marks upon one another.",
        ),
        Text("Xóa giá trị rồi gõ lại, đừng dán.", "Delete the value and type it again, do not paste it."),
        where=Where(file, line, column),
    )
    return invalid_document(file, (finding,))


def _not_utf8(file: str, offset: int, line: int) -> InvalidDocumentError:
    finding = NOT_UTF_8.found(
        Text(
            f"Tệp không phải UTF-8: byte thứ {offset + 1}, ở dòng {line}, không đọc được.",
            f"The file is not UTF-8: byte {offset + 1}, on line {line}, cannot be read.",
        ),
        Text(
            "Mở tệp trong trình soạn thảo và lưu lại với bảng mã UTF-8.",
            "Open the file in your editor and save it with the encoding UTF-8.",
        ),
        where=Where(file, line),
    )
    return invalid_document(file, (finding,))
