"""CSV text as records of raw cells, each with its line and column in the file.

Answers to RFC 4180 and to what Excel and LibreOffice write: ``;`` ``,`` and tab, Excel's ``sep=`` line, line ends
of every system, newlines within quotation marks. Knows nothing of what cells say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from keytag.documents.tables.bounds import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_many
from keytag.documents.tables.rules import TABLE_QUOTES_ARE_CLOSED
from keytag.documents.yaml import shown
from keytag.documents.yaml.refusal import invalid_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Where
from keytag.text.text import Text

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


def records(text: str, file: str) -> tuple[tuple[RawCell, ...], ...]:
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


def _regularity(text: str, delimiter: str) -> tuple[float, int]:
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
    if not parted:
        return 0.0, 0
    count, often = max(parted.items(), key=lambda item: (item[1], item[0]))
    return often / len(counts), count


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
        self._ends = (match.end() for match in _END.finditer(text))
        self._begin, self._line = 0, 1
        self._next = next(self._ends, len(text) + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of ``offset``, both from 1."""
        while self._next <= offset:
            self._begin, self._line = self._next, self._line + 1
            self._next = next(self._ends, offset + 1)
        return self._line, offset - self._begin + 1


def _unclosed(error: _NoEnd, text: str, file: str) -> InvalidDocumentError:
    line, column = _Lines(text).place(error.offset)
    cell = shown(text[error.offset : error.offset + 40])
    message = (
        Text(f"Dấu ngoặc kép mở ở {cell} không đóng lại.", f"The quotation mark before {cell} never closes.")
        if error.is_open
        else Text(
            f"Sau dấu ngoặc kép đóng của {cell} còn chữ.", f"Text follows the closing quotation mark of {cell}."
        )
    )
    return invalid_document(file, (TABLE_QUOTES_ARE_CLOSED.found(message, where=Where(file, line, column)),))
