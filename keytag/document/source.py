"""A document's bytes as text: bounded, UTF-8, before any parser sees them.

Knows nothing of YAML's grammar. Answers to RFC 3629 (UTF-8) and, for the characters, to YAML 1.2.2, 5.1.
"""

from __future__ import annotations

from keytag.document.refusal import invalid_document
from keytag.document.rules import DOCUMENT_TOO_LARGE, NOT_UTF_8
from keytag.errors import InvalidDocumentError
from keytag.findings import Where
from keytag.wording import Text

# House rule: the largest sample job, 37 editions, is under 10 kB; a hundred times that is no job.
MAX_BYTES = 1_000_000

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


def decoded(data: bytes, file: str) -> str:
    """Return the text of ``data``, its line ends those of Unix.

    Raises:
        InvalidDocumentError: ``data`` is too large or is not UTF-8; the finding names line and byte.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(file)
    if data.startswith(_UTF16_BOMS):
        raise _not_utf8(file, 0, 1)
    try:
        text = data.removeprefix(_UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(file, error.start, data.count(b"\n", 0, error.start) + 1) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
