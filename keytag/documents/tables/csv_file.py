"""A CSV file's bytes to records of cells, each with its line and column: encoding, separator, quotation marks.

UTF-8, UTF-16 or Windows-1258 are told apart for sure or refused. Own splitting, not `csv`: that gives no cell's
place, joins text behind a closing quotation mark to the cell, and bounds a cell for the whole process alone.
Answers to RFC 3629, RFC 2781, IANA's windows-1258, RFC 4180 and to what Excel and LibreOffice write: ``;`` ``,``
and tab, Excel's ``sep=`` line, line ends of every system, newlines within quotation marks. Knows nothing of what
cells say.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import chain, repeat

from msgspec import Struct

from keytag.documents.tables.rules import (
    TABLE_ENCODING_IS_KNOWN,
    TABLE_IS_READABLE,
    TABLE_LETTERS_ARE_UNICODE,
    TABLE_QUOTES_ARE_CLOSED,
)
from keytag.documents.tables.table import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_many
from keytag.documents.yaml import quote
from keytag.documents.yaml.old_encodings import decode_vietnamese, is_misread, legacy_font
from keytag.documents.yaml.refusal import invalid_document
from keytag.documents.yaml.source import MAX_MARKS, first_excess_marks
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


def decode_table(data: bytes, file: str) -> str:
    """Return the text of ``data`` in NFC.

    Raises InvalidDocumentError where its encoding cannot be told, where two are possible and differ, or where it
    is typed for fonts that are not Unicode.
    """
    if data.startswith(_OTHERS):
        raise _refused(file, TABLE_IS_READABLE, _NO_TEXT)
    if max(data.count(b"\n"), data.count(b"\r")) > _MOST_LINES:
        raise too_many(file, Text("dòng", "lines"), _MOST_LINES)
    text = _text(data, file)
    piled = first_excess_marks(text)
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
    readings = {encoding: decode_vietnamese(data, encoding) for encoding in ("cp1258", "cp1252")}
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
                f"Chữ gõ theo {font}, không phải Unicode: {quote(line)}.",
                f"The text is {font}, not Unicode: {quote(line)}.",
            )
            return TABLE_LETTERS_ARE_UNICODE, message, line
        if is_misread(line):
            message = Text(
                f"Chữ đã hỏng vì từng mở sai bảng mã: {quote(line)}.",
                f"The text was opened in a wrong encoding and saved so: {quote(line)}.",
            )
            return TABLE_ENCODING_IS_KNOWN, message, line
    return None


def _at(found: tuple[Rule, Text, str], file: str, text: str) -> Finding:
    rule, message, line = found
    hint = _BACK if rule is TABLE_ENCODING_IS_KNOWN else None
    return rule.finding(message, hint, where=Where(file, _line_of(line, text)))


def _line_of(begin: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(begin))


def _refused(file: str, rule: Rule, message: Text, line: int | None = None) -> InvalidDocumentError:
    return invalid_document(file, (rule.finding(message, where=Where(file, line)),))


def _broken(encoding: str, line: int) -> Text:
    name = "UTF-8" if encoding == "utf-8" else "UTF-16"
    return Text(
        f"Không nhận ra bảng mã: dòng {line} không phải {name}, cũng không phải Windows-1258.",
        f"The encoding cannot be told: line {line} is neither {name} nor Windows-1258.",
    )


def _either(viet: str, west: str) -> Text:
    one, other = next((a, b) for a, b in zip(_WORD.findall(viet), _WORD.findall(west), strict=False) if a != b)
    return Text(
        f"Không nhận ra chắc chắn bảng mã: có thể là {quote(one)}, cũng có thể là {quote(other)}.",
        f"The encoding cannot be told for sure: it may say {quote(one)} or {quote(other)}.",
    )


MARKS = Text("dấu chồng lên một chữ", "marks on one letter")
"""Of what a table has too many, where to put them in order would take too long."""
_UNKNOWN = Text("Không nhận ra bảng mã của tệp.", "The file's encoding cannot be told.")
_NO_TEXT = Text("Đây không phải tệp CSV mà là tệp loại khác.", "This is no CSV but a file of another kind.")
_BACK = Text(
    "Lấy lại bảng gốc, mở bằng Excel rồi lưu thành .xlsx hoặc CSV UTF-8.",
    "Go back to the original table and save it from there as .xlsx or CSV UTF-8.",
)


_DELIMITERS = ";,\t"
# [MS-XLSX] does not know it, but every Excel reads and writes it: the first line names the separator.
_SEP_LINE = re.compile(r"sep=([;,\t|])\r?\n|sep=([;,\t|])\r", re.IGNORECASE)
# House rule: so many rows show how a file is separated.
_TRIED = 50
# House rule: and those stand in the first pages of it, blank ones among them.
_TRIED_CHARACTERS = 100_000
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
_END = re.compile(r"\r\n|\r|\n")


class RawCell(Struct, frozen=True):
    """A cell as it stands in the file, its quotation marks taken off, and where it begins."""

    text: str
    line: int
    column: int


class _NoEnd(Exception):  # noqa: N818 - it is caught where a separator is tried
    """A quotation mark has no end, or is followed by what does not belong to the cell."""

    def __init__(self, offset: int, *, is_open: bool) -> None:
        super().__init__()
        self.offset, self.is_open = offset, is_open


def csv_records(text: str, file: str) -> tuple[tuple[RawCell, ...], ...]:
    """Return every record of ``text``, blank ones too: the n-th is the spreadsheet's row n.

    Raises InvalidDocumentError where quotation marks do not match, or where there is too much.
    """
    named = _SEP_LINE.match(text)
    first = named.end() if named is not None else 0
    delimiter = (named[1] or named[2]) if named is not None else _delimiter(text)
    lines = _Lines(text)
    found: list[tuple[RawCell, ...]] = []
    count = 0
    try:
        for record in _split(text, first, delimiter):
            found.append(tuple(RawCell(cell, *lines.place(at)) for cell, at in record))
            _bounded(found, file)
            count += len(record)
            if count > MAX_CELLS:
                raise too_many(file, Text("ô", "cells"), MAX_CELLS)
    except _NoEnd as error:
        raise _unclosed(error, text, file) from None
    return tuple(found)


def _bounded(found: list[tuple[RawCell, ...]], file: str) -> None:
    last = found[-1]
    if len(found) > MAX_ROWS:
        raise too_many(file, Text("dòng", "rows"), MAX_ROWS)
    if len(last) > MAX_COLUMNS:
        raise too_many(file, Text("cột", "columns"), MAX_COLUMNS)
    long = next((cell for cell in last if len(cell.text) > MAX_CELL), None)
    if long is not None:
        raise too_many(file, Text("ký tự trong một ô", "characters in a cell"), MAX_CELL, long.line)


def _delimiter(text: str) -> str:
    """Return the separator that parts most rows alike; of equals the one that makes more columns."""
    text = text[:_TRIED_CHARACTERS]
    return max(_DELIMITERS, key=lambda delimiter: _regularity(text, delimiter))


def _regularity(text: str, delimiter: str) -> tuple[int, ...]:
    """Return how many rows are parted alike, and into how many cells; nothing where none is parted."""
    counts: list[int] = []
    try:
        for record in _split(text, 0, delimiter):
            if any(cell.strip() for cell, _ in record):
                counts.append(len(record))
            if len(counts) == _TRIED:
                break
    except _NoEnd:
        # A wrong separator often leaves a quotation mark within a cell; what was read before tells enough.
        pass
    parted = Counter(count for count in counts if count > 1)
    return max(((often, count) for count, often in parted.items()), default=())


def _split(text: str, start: int, delimiter: str) -> Iterator[list[tuple[str, int]]]:
    """Yield records as lists of a cell's text and the offset at which it begins."""
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    at, record = start, list[tuple[str, int]]()
    while at < len(text):
        begin = at
        if text[at] == '"':
            cell, at = _quoted(text, at)
            after = plain.match(text, at)
            if after is not None and after[0].strip():
                raise _NoEnd(begin, is_open=False)
            at = after.end() if after is not None else at
        else:
            match = plain.match(text, at)
            cell, at = (match[0], match.end()) if match is not None else ("", at)
        record.append((cell, begin))
        if len(record) > MAX_COLUMNS:
            # Nobody reads the rest of it.
            yield record
            record = []
        if text.startswith(delimiter, at):
            at += 1
            if at == len(text):
                record.append(("", at))
            continue
        ended = _END.match(text, at)
        at = ended.end() if ended is not None else at
        yield record
        record = []
    if record:
        yield record


def _quoted(text: str, at: int) -> tuple[str, int]:
    cell = _QUOTED.match(text, at)
    if cell is None:
        raise _NoEnd(at, is_open=True)
    return cell[1].replace('""', '"'), cell.end()


class _Lines:
    """Counts lines up to offsets that only grow."""

    def __init__(self, text: str) -> None:
        self._ends = chain((match.end() for match in _END.finditer(text)), repeat(len(text) + 1))
        self._begin, self._line = 0, 1
        self._next = next(self._ends)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of ``offset``, both from 1."""
        while self._next <= offset:
            self._begin, self._line = self._next, self._line + 1
            self._next = next(self._ends)
        return self._line, offset - self._begin + 1


def _unclosed(error: _NoEnd, text: str, file: str) -> InvalidDocumentError:
    line, column = _Lines(text).place(error.offset)
    cell = quote(text[error.offset : error.offset + 40])
    message = (
        Text(f"Dấu ngoặc kép mở ở {cell} không đóng lại.", f"The quotation mark before {cell} never closes.")
        if error.is_open
        else Text(
            f"Sau dấu ngoặc kép đóng của {cell} còn chữ.", f"Text follows the closing quotation mark of {cell}."
        )
    )
    return invalid_document(file, (TABLE_QUOTES_ARE_CLOSED.finding(message, where=Where(file, line, column)),))
