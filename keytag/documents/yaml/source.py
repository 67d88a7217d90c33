"""A document's bytes as text: bounded, UTF-8, before any parser sees them.

Knows nothing of YAML's grammar. Answers to RFC 3629 (UTF-8) and, for the characters, to YAML 1.2.2, 5.1.
"""

from __future__ import annotations

import re
from unicodedata import combining

from keytag.documents.yaml.kinds import old_encoding, other_program, wide, wide_encoding
from keytag.documents.yaml.refusal import invalid_document
from keytag.documents.yaml.rules import DOCUMENT_TOO_LARGE, FILE_IS_TEXT, NOT_UTF_8, TOO_LONG
from keytag.errors import InvalidDocumentError
from keytag.findings import Rule, Where
from keytag.text.text import Text

# House rule: the largest sample job, 37 editions, is under 10 kB; a hundred times that is no job.
MAX_BYTES = 1_000_000

# UAX #15, 13 (Stream-Safe Text Format): no language puts more marks on a letter; to order more takes time that
# grows with the square of their number.
MAX_MARKS = 30

# Marks are neither letters nor ASCII: what is so long a run of neither is looked at.
_NO_LETTERS = re.compile(rf"[^\w\x00-\x7f]{{{MAX_MARKS + 1},}}")
UTF8_BOM = b"\xef\xbb\xbf"
"""What Windows puts before text."""
# House rule: so much of a line shows in which encoding it is.
_MAX_LINE = 1_000


def decoded(data: bytes, file: str) -> str:
    """Return the text of ``data``, its line ends those of Unix.

    Raises:
        InvalidDocumentError: ``data`` is another program's file, too large, not UTF-8 (the finding names line and
            encoding), or has a letter with more than `MAX_MARKS` marks.
    """
    # Word files and pictures are named even where they are larger than any document.
    other = other_program(data)
    if other is not None:
        what, hint = other
        raise _refused(
            FILE_IS_TEXT,
            Text(f"Đây là {what.vi}, không phải tệp chữ.", f"This is {what.en}, not a plain text file."),
            hint,
            file,
            None,
        )
    if len(data) > MAX_BYTES:
        raise _too_large(file)
    encoding = wide_encoding(data)
    if encoding is not None:
        raise _refused(NOT_UTF_8, *wide(encoding), file, 1)
    try:
        text = data.removeprefix(UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, file, error.start) from None
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


def _not_utf8(data: bytes, file: str, offset: int) -> InvalidDocumentError:
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    begin = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    ends = [at for at in (data.find(b"\n", offset), data.find(b"\r", offset)) if at >= 0]
    message, hint = old_encoding(data[begin : min(ends, default=len(data))][:_MAX_LINE], data, offset)
    return _refused(NOT_UTF_8, message, hint, file, before.count(b"\n") + 1)


def _refused(rule: Rule, message: Text, hint: Text, file: str, line: int | None) -> InvalidDocumentError:
    return invalid_document(file, (rule.found(message, hint, where=Where(file, line)),))
