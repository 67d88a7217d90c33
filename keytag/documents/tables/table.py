"""A table as it was read: rows of cells, each with its text and its place. Plain frozen values.

Knows neither CSV nor workbooks, nor what the columns mean.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from keytag.findings import Finding, TableCell, Where


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


class Unseen(Struct, frozen=True):
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
    unseen: Unseen = Unseen()
    notes: tuple[Finding, ...] = ()
    """What is to be said of how it was found."""
