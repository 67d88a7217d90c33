"""A document's bytes as text: bounded, UTF-8, and told by its first bytes where it is another program's file.

Knows nothing of YAML's grammar. Answers to RFC 3629 (UTF-8), RFC 2781 and Unicode's UTF-32, to YAML 1.2.2, 5.1 for
the characters.
"""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from keytag.documents import file_kinds
from keytag.documents.yaml.old_encodings import decode_vietnamese, legacy_font
from keytag.documents.yaml.refusal import invalid_document, quote
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


def decode_document(data: bytes, file: str) -> str:
    """Return the text of ``data``, its line ends those of Unix.

    Raises:
        InvalidDocumentError: ``data`` is another program's file, too large, not UTF-8 (the finding names line and
            encoding), or has a letter with more than `MAX_MARKS` marks.
    """
    # Word files and pictures are named even where they are larger than any document.
    kind = file_kinds.file_kind(data)
    if kind is not None:
        message = Text(
            f"Đây là {kind.name.vi}, không phải tệp chữ.", f"This is {kind.name.en}, not a plain text file."
        )
        hint = next((hint for kinds, hint in _TO_TEXT if kind in kinds), _AS_TEXT)
        raise _refused(FILE_IS_TEXT, message, hint, file, None)
    if len(data) > MAX_BYTES:
        raise _too_large(file)
    encoding = wide_encoding(data)
    if encoding is not None:
        raise _refused(NOT_UTF_8, *wide_encoding_words(encoding), file, 1)
    try:
        text = data.removeprefix(UTF8_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, file, error.start) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    piled = first_excess_marks(text)
    if piled is not None:
        raise _piled(file, text, piled)
    return text


def first_excess_marks(text: str) -> int | None:
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
    finding = DOCUMENT_TOO_LARGE.finding(
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
    finding = TOO_LONG.finding(
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
    message, hint = old_encoding_words(data[begin : min(ends, default=len(data))][:_MAX_LINE], data, offset)
    return _refused(NOT_UTF_8, message, hint, file, before.count(b"\n") + 1)


def _refused(rule: Rule, message: Text, hint: Text, file: str, line: int | None) -> InvalidDocumentError:
    return invalid_document(file, (rule.finding(message, hint, where=Where(file, line)),))


_NOTEPAD = Text(
    "Mở tệp bằng Notepad, chọn File > Save as (Lưu dưới dạng), Encoding (Mã hóa): UTF-8.",
    "Open the file in Notepad, choose File > Save as, Encoding: UTF-8.",
)
_AS_TEXT = Text(
    "Mở tệp đó, chép phần chữ sang Notepad, rồi lưu thành ward.yaml với Encoding (Mã hóa): UTF-8.",
    "Open it, copy the text into Notepad, and save it as ward.yaml with Encoding: UTF-8.",
)
_TABLE = Text(
    "Bảng thì ghi tên trong tệp đặt in: editions: {from: bang.xlsx}. Tạo tệp đặt in: keytag init --editions",
    "A table is named in the job: editions: {from: bang.xlsx}. Make a job with: keytag init --editions",
)
_PICTURE = Text(
    "Ảnh chụp không đọc được: xin tệp gốc, hoặc tạo mới bằng: keytag init",
    "A picture cannot be read: ask for the file itself, or make one with: keytag init",
)
_PACKED = Text(
    "Giải nén trước (chuột phải, Extract All), rồi ghi tên tệp .yaml bên trong.",
    "Unpack it first (right click, Extract All), then name the .yaml file inside.",
)
_TO_TEXT = (
    (file_kinds.PICTURES, _PICTURE),
    (file_kinds.ARCHIVES, _PACKED),
    ((file_kinds.EXCEL, file_kinds.BINARY_EXCEL, file_kinds.OLD_EXCEL, file_kinds.XML_EXCEL), _TABLE),
    ((file_kinds.ODS, file_kinds.NUMBERS, file_kinds.GOOGLE_SHORTCUT), _TABLE),
)
_UTF32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# House rule: what tells UTF-16 without a mark shows in the first lines.
_HEAD = 4096


def wide_encoding(data: bytes) -> str | None:
    """Return "UTF-16" or "UTF-32" where the letters of ``data`` have two or four bytes, with a mark or without."""
    if data.startswith(_UTF32):
        return "UTF-32"
    if data.startswith(_UTF16):
        return "UTF-16"
    head = data[:_HEAD]
    zeros = head.count(0)
    # Of a text in Latin letters every second byte is zero, or three of four; those of Vietnamese are fewer.
    if zeros * 2 > len(head):
        return "UTF-32"
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return "UTF-16" if zeros * 4 > len(head) and min(even, odd) * 10 < max(even, odd) else None


def wide_encoding_words(encoding: str) -> tuple[Text, Text]:
    """Return message and hint for a text in ``encoding``."""
    return (
        Text(
            f"Tệp lưu theo bảng mã {encoding} (Notepad gọi là Unicode), không phải UTF-8.",
            f"The file is saved in {encoding} (Notepad calls it Unicode), not in UTF-8.",
        ),
        Text(
            f"{_NOTEPAD.vi} Dấu > của PowerShell cũng lưu như vậy: dùng keytag show TÊN --out TỆP.",
            f"{_NOTEPAD.en} PowerShell's > saves so, too: use keytag show NAME --out FILE.",
        ),
    )


def old_encoding_words(line: bytes, whole: bytes, offset: int) -> tuple[Text, Text]:
    """Return message and hint for a ``line`` of the ``whole`` file, whose byte at ``offset`` is no UTF-8."""
    said = (normalize("NFC", data.decode("cp1252", "replace")) for data in (line, whole))
    font = next((font for text in said if (font := legacy_font(text)) is not None), None)
    if font is not None:
        return (
            Text(
                f"Dòng này gõ theo bảng mã cũ {font}, không phải Unicode UTF-8.",
                f"This line is typed in the old encoding {font}, not in Unicode (UTF-8).",
            ),
            unicode_hint(font),
        )
    read = decode_vietnamese(line, "cp1258")
    if read is not None:
        return (
            Text(
                f"Dòng này lưu theo bảng mã cũ Windows-1258, không phải UTF-8: {quote(read)}.",
                f"This line is saved in the old encoding Windows-1258, not in UTF-8: {quote(read)}.",
            ),
            _NOTEPAD,
        )
    return (
        Text(
            f"Dòng này không phải UTF-8: byte thứ {offset + 1} của tệp không đọc được.",
            f"This line is not UTF-8: byte {offset + 1} of the file cannot be read.",
        ),
        _NOTEPAD,
    )


def unicode_hint(font: str) -> Text:
    """Return how to turn a text that is typed for a ``font`` of its own into Unicode."""
    return Text(
        f"Chuyển sang Unicode bằng Unikey (Công cụ, chuyển mã từ {font} sang Unicode), hoặc gõ lại.",
        f"Convert it with Unikey (Toolkit, from {font} to Unicode), or type it again.",
    )
