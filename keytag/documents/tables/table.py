"""A table as values: cells with their places; how large it may be, how a job names it, what of it may travel.

Knows neither CSV nor workbooks, nor what the columns mean. A package's copy of a table must read as the table did
and hold nothing else: an office's list has people's names, telephones and identity cards beside what goes onto
tags.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.tables.rules import TABLE_IS_BOUNDED
from keytag.documents.yaml.refusal import invalid_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, TableCell, Where
from keytag.text.figures import format_count
from keytag.text.text import Text


class Stored(StrEnum):
    """As what a file holds a cell: a CSV file holds texts alone."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class Span(Struct, frozen=True):
    """Cells that a workbook merged into one; rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """The range as formulas call it, like ``G8:G24``."""
        return f"{TableCell(self.top, self.left).name}:{TableCell(self.bottom, self.right).name}"


class DataCell(Struct, frozen=True):
    """A cell's text (NFC, trimmed) and its place.

    ``fault`` says why the text cannot be relied on (a formula without its result, ``#REF!``, letters lost in
    saving); whoever uses the cell tells of it. A cell that nobody uses may be as it is. ``link`` is where a click
    on the cell leads. Of merged cells all have their ``span``, and only the first has text. ``raw`` is what stands
    in the file where that is another text.
    """

    text: str
    where: Where
    stored: Stored = Stored.TEXT
    fault: Finding | None = None
    link: str = ""
    span: Span | None = None
    raw: str | None = None

    @property
    def place(self) -> TableCell:
        """The cell as its spreadsheet names it."""
        if self.where.cell is None:
            raise ValueError(self.where)
        return self.where.cell

    @property
    def is_covered(self) -> bool:
        """Whether the cell lies under another one that was merged over it."""
        place = self.place
        return self.span is not None and (place.row, place.column) != (self.span.top, self.span.left)


class DataRow(Struct, frozen=True):
    """A row with something in it: its number in the spreadsheet, and a cell for each column of the header."""

    number: int
    cells: tuple[DataCell, ...]


class Hidden(Struct, frozen=True):
    """What of a workbook nobody sees: numbers of rows and columns, and sheets with a table of their own."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    sheets: tuple[str, ...] = ()


class DataTable(Struct, frozen=True):
    """What a table says: its header, and below it the rows that are not blank.

    ``sheet`` is the name of a workbook's sheet, None in CSV. Every row has as many cells as the header.
    """

    file: str
    sheet: str | None
    header: tuple[DataCell, ...]
    rows: tuple[DataRow, ...]
    unseen: Hidden = Hidden()
    notes: tuple[Finding, ...] = ()
    """What is to be said of how it was found."""


# House rule: a province's 3,000 hamlets with ten columns are under 1 MB.
MAX_BYTES = 2_000_000
# House rule: what a workbook unpacks to; its parts repeat themselves some ten times.
MAX_UNPACKED = 20_000_000
# House rule: three times those hamlets.
MAX_ROWS = 10_000
# House rule: an office's list has a dozen.
MAX_COLUMNS = 200
# House rule: twice those 3,000 hamlets with ten columns; reading as many takes a second.
MAX_CELLS = 60_000
# House rule: three for each place of the longest list, where each takes several lines.
MAX_SPANS = 20_000
# House rule: six for each of the most cells, in all parts of a workbook together: blank cells with a border, too.
MAX_ELEMENTS = 400_000
# House rule: as much as a file may have bytes; a workbook says one text of many cells.
MAX_TEXT = 2_000_000
# House rule: eight times the longest address for a QR code.
MAX_CELL = 4_000


def too_many(file: str, what: Text, limit: int, line: int | None = None) -> InvalidDocumentError:
    """Return the refusal of a table that has more than ``limit`` of ``what``."""
    message = Text(
        f"Bảng có hơn {format_count(limit)} {what.vi}.", f"The table has more than {limit:,} {what.en}."
    )
    return invalid_document(file, (TABLE_IS_BOUNDED.finding(message, where=Where(file, line)),))


# YAML 1.2.2, 7.3.3: what within braces needs no quotation marks, and is taken for no figure and no truth value.
_PLAIN = re.compile(r"[^\W\d_][\w.-]*(?: [\w.-]+)*")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off"})


class NamedTable(Struct, frozen=True):
    """A table as a job names it: under which key, its file, and what else the job says of it."""

    key: str
    name: str
    sheet: str | None = None
    hidden: str | None = None
    columns: Mapping[str, str | Sequence[str]] = {}

    def line(self, *, sheet: str | None = None, hidden: str | None = None) -> str:
        """Return the job's whole line, with another ``sheet`` or ``hidden`` where they are given."""
        parts = [f"from: {quote_in_braces(self.name)}"]
        for key, said in (("sheet", sheet or self.sheet), ("hidden", hidden or self.hidden)):
            if said is not None:
                parts.append(f"{key}: {quote_in_braces(said)}")
        if self.columns:
            columns = ", ".join(f"{key}: {_listed(said)}" for key, said in self.columns.items())
            parts.append(f"columns: {{{columns}}}")
        return f"{self.key}: {{{', '.join(parts)}}}"


def _listed(said: str | Sequence[str]) -> str:
    return quote_in_braces(said) if isinstance(said, str) else f"[{', '.join(map(quote_in_braces, said))}]"


def quote_in_braces(text: str) -> str:
    """Return ``text`` as it stands within braces: in quotation marks unless it is surely none but a text."""
    is_plain = _PLAIN.fullmatch(text) is not None and text.casefold() not in _WORDS
    return text if is_plain else json.dumps(text, ensure_ascii=False)


# Where a cell had something in it that stays at home. Whether a row is a sum is told by its first text, whether a
# column is unused by its having any: neither may change.
_TEXT, _FIGURE = "…", "1"
# ECMA-376-1, 22.9.2.19: control characters are none of XML's.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def shareable_header(cells: Iterable[DataCell]) -> Iterator[TableCell]:
    """Yield a header as it is, for it names columns, not people; but what no workbook can hold stays at home.

    Of a header of several lines each column's own words come into the first of them.
    """
    placed = list(cells)
    first = min(cell.place.row for cell in placed)
    for cell in placed:
        text = _TEXT if _CONTROL.search(cell.text) else cell.text
        yield replace(cell.place, row=first, text=text)


def shareable_row(row: DataRow, used: Collection[int]) -> Iterator[TableCell]:
    """Yield the cells of ``row`` in the columns ``used`` (from 0), a sign in place of every other with text."""
    for index, cell in enumerate(row.cells):
        if not cell.text:
            continue
        sign = _FIGURE if cell.text.isdecimal() else _TEXT
        yield replace(cell.place, row=row.number, header=None, text=cell.text if index in used else sign)
