"""The bytes of a CSV file as text: UTF-8, UTF-16 or Windows-1258, told apart for sure or refused.

Answers to RFC 3629 (UTF-8), RFC 2781 (UTF-16) and IANA's windows-1258, whose marks follow their letters. Knows
nothing of separators and cells.
"""

from __future__ import annotations

import re
import unicodedata

from keytag.documents.tables.bounds import MAX_ROWS, too_many
from keytag.documents.tables.rules import TABLE_ENCODING_IS_KNOWN, TABLE_IS_READABLE, TABLE_LETTERS_ARE_UNICODE
from keytag.documents.yaml import shown
from keytag.documents.yaml.legacy import is_misread, legacy_font, plausible
from keytag.documents.yaml.refusal import invalid_document
from keytag.documents.yaml.source import MAX_MARKS, piled_at
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Rule, Where
from keytag.text.text import Text

_WORD = re.compile(r"[^\W\d_]+")
# What files of other kinds begin with, so that a workbook that was called .csv is told from mangled text.
_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
# House rule: as many as rows may be, each with some cells of several lines.
_MOST_LINES = 10 * MAX_ROWS
# House rule: so much of a line shows by which font it was typed.
_LINE = 20_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decoded_table(data: bytes, file: str) -> str:
    """Return the text of ``data`` in NFC.

    Raises InvalidDocumentError where its encoding cannot be told, where two are possible and differ, or where it
    is typed for fonts that are not Unicode.
    """
    if data.startswith(_OTHERS):
        raise _refused(file, TABLE_IS_READABLE, _NO_TEXT)
    if max(data.count(b"\n"), data.count(b"\r")) > _MOST_LINES:
        raise too_many(file, Text("dòng", "lines"), _MOST_LINES)
    text = _text(data, file)
    piled = piled_at(text)
    if piled is not None:
        raise too_many(file, MARKS, MAX_MARKS, len(text[: piled + 1].splitlines()))
    text = unicodedata.normalize("NFC", text)
    found = _wrong_letters(text)
    if found is not None:
        raise invalid_document(file, (_at(found, file, text),))
    return text


def _text(data: bytes, file: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, file)
    if b"\0" in data:
        return _strict(data, _utf16_without_mark(data, file), file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _eight_bits(data, error.start, file)


def _strict(data: bytes, encoding: str, file: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(file, TABLE_ENCODING_IS_KNOWN, _broken(encoding, line), line) from None
    if "\0" in text:
        raise _refused(file, TABLE_ENCODING_IS_KNOWN, _UNKNOWN)
    return text


def _utf16_without_mark(data: bytes, file: str) -> str:
    """Tell the order of bytes by the separators and line ends, every one of which has a zero byte."""
    signs = [re.escape(sign) for sign in b';,\t\r\n "0'.decode()]
    low = len(re.findall(f"[{''.join(signs)}]\0".encode(), data))
    high = len(re.findall(f"\0[{''.join(signs)}]".encode(), data))
    if len(data) % 2 or low == high:
        raise _refused(file, TABLE_ENCODING_IS_KNOWN, _UNKNOWN)
    return "utf-16-le" if data[1::2].count(0) > data[0::2].count(0) else "utf-16-be"


def _eight_bits(data: bytes, start: int, file: str) -> str:
    """Return the reading of bytes that are no UTF-8: Windows-1258, where Windows-1252 cannot be meant."""
    western = data.decode("cp1252", "replace")
    if legacy_font(western) is not None:
        return western
    readings = {encoding: plausible(data, encoding) for encoding in ("cp1258", "cp1252")}
    viet, west = readings["cp1258"], readings["cp1252"]
    if viet is not None and (west is None or west == viet):
        return viet
    line = data.count(b"\n", 0, start) + 1
    if viet is None:
        raise _refused(file, TABLE_ENCODING_IS_KNOWN, _broken("utf-8", line), line)
    raise _refused(file, TABLE_ENCODING_IS_KNOWN, _either(viet, west or ""), line)


def _wrong_letters(text: str) -> tuple[Rule, Text, str] | None:
    for whole in text.splitlines():
        line = whole[:_LINE]
        font = legacy_font(line)
        if font is not None:
            message = Text(
                f"Chữ gõ theo {font}, không phải Unicode: {shown(line)}.",
                f"The text is {font}, not Unicode: {shown(line)}.",
            )
            return TABLE_LETTERS_ARE_UNICODE, message, line
        if is_misread(line):
            message = Text(
                f"Chữ đã hỏng vì từng mở sai bảng mã: {shown(line)}.",
                f"The text was opened in a wrong encoding and saved so: {shown(line)}.",
            )
            return TABLE_ENCODING_IS_KNOWN, message, line
    return None


def _at(found: tuple[Rule, Text, str], file: str, text: str) -> Finding:
    rule, message, line = found
    hint = _BACK if rule is TABLE_ENCODING_IS_KNOWN else None
    return rule.found(message, hint, where=Where(file, _line_of(line, text)))


def _line_of(begin: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(begin))


def _refused(file: str, rule: Rule, message: Text, line: int | None = None) -> InvalidDocumentError:
    return invalid_document(file, (rule.found(message, where=Where(file, line)),))


def _broken(encoding: str, line: int) -> Text:
    name = "UTF-8" if encoding == "utf-8" else "UTF-16"
    return Text(
        f"Không nhận ra bảng mã: dòng {line} không phải {name}, cũng không phải Windows-1258.",
        f"The encoding cannot be told: line {line} is neither {name} nor Windows-1258.",
    )


def _either(viet: str, west: str) -> Text:
    one, other = next((a, b) for a, b in zip(_WORD.findall(viet), _WORD.findall(west), strict=False) if a != b)
    return Text(
        f"Không nhận ra chắc chắn bảng mã: có thể là {shown(one)}, cũng có thể là {shown(other)}.",
        f"The encoding cannot be told for sure: it may say {shown(one)} or {shown(other)}.",
    )


MARKS = Text("dấu chồng lên một chữ", "marks on one letter")
"""Of what a table has too many, where to put them in order would take too long."""
_UNKNOWN = Text("Không nhận ra bảng mã của tệp.", "The file's encoding cannot be told.")
_NO_TEXT = Text("Đây không phải tệp CSV mà là tệp loại khác.", "This is no CSV but a file of another kind.")
_BACK = Text(
    "Lấy lại bảng gốc, mở bằng Excel rồi lưu thành .xlsx hoặc CSV UTF-8.",
    "Go back to the original table and save it from there as .xlsx or CSV UTF-8.",
)
