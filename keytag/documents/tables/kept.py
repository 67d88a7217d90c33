"""What of a table may leave the house: the cells that were used, each in its row and column.

A package's copy of a table must read as the table did and hold nothing else: an office's list has people's names,
telephones and identity cards beside what goes onto tags. Pure; `write` makes a file of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from keytag.documents.tables.table import DataCell, DataRow
from keytag.findings import TableCell

# Where a cell had something in it that stays at home. Whether a row is a sum is told by its first text, whether a
# column is unused by its having any: neither may change.
_TEXT, _FIGURE = "…", "1"
# ECMA-376-1, 22.9.2.19: control characters are none of XML's.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def kept_header(cells: Iterable[DataCell]) -> Iterator[TableCell]:
    """Yield a header as it is, for it names columns, not people; but what no workbook can hold stays at home.

    Of a header of several lines each column's own words come into the first of them.
    """
    placed = list(cells)
    first = min(cell.place.row for cell in placed)
    for cell in placed:
        text = _TEXT if _CONTROL.search(cell.text) else cell.text
        yield replace(cell.place, row=first, text=text)


def kept_row(row: DataRow, used: Collection[int]) -> Iterator[TableCell]:
    """Yield the cells of ``row`` in the columns ``used`` (from 0), a sign in place of every other with text."""
    for index, cell in enumerate(row.cells):
        if not cell.text:
            continue
        sign = _FIGURE if cell.text.isdecimal() else _TEXT
        yield replace(cell.place, row=row.number, header=None, text=cell.text if index in used else sign)
