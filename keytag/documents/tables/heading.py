"""A header of several lines made one: what stands below merged cells says more of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from keytag.documents.tables.table import DataCell, DataRow, DataTable

Joined = Callable[[str, str], str]
"""Makes one text of a header's two lines, of which the upper covers the lower."""

# House rule: an office's header has three lines at most.
_MOST_LOWER = 2
_FIGURE = re.compile(r"[0-9]{4}")


def with_whole_header(table: DataTable, is_lower: Callable[[DataTable], bool], joined: Joined) -> DataTable:
    """Return ``table`` with the lower lines of its header in it.

    Merged cells tell them; ``is_lower`` tells of the first row where none do.
    """
    for _ in range(_MOST_LOWER):
        if not table.rows or not (_is_below_merged(table) or is_lower(table)):
            break
        table = _joined(table, joined)
    return table


def _is_below_merged(table: DataTable) -> bool:
    """Tell whether the first row is the header's: beside cells merged down, or below some merged across."""
    row = table.rows[0]
    below = [(above, cell) for above, cell in zip(table.header, row.cells, strict=True) if cell.text]
    if any(_FIGURE.search(cell.text) for _, cell in below):
        return False
    if any(_goes_down(cell, row.number) for cell in table.header):
        return True
    across = [above for above, _ in below if above.span is not None and above.span.right > above.span.left]
    return len(below) > 1 and len(across) == len(below)


def _goes_down(cell: DataCell, row: int) -> bool:
    span = cell.span
    return span is not None and bool(cell.text) and span.left == span.right and span.bottom >= row


def _joined(table: DataTable, joined: Joined) -> DataTable:
    lower, *rest = table.rows
    upper = [_covering(table, index, lower.cells[index]) for index in range(len(table.header))]
    header = tuple(
        _called(below if below.text else above, joined(text, below.text) if below.text else above.text)
        for above, text, below in zip(table.header, upper, lower.cells, strict=True)
    )
    names = [" ".join(cell.text.split()) or None for cell in header]
    return replace(table, header=header, rows=tuple(_under(row, names) for row in rest))


def _covering(table: DataTable, index: int, below: DataCell) -> str:
    """Return the header's text over the column ``index``, also where it is merged or only meant for several."""
    cell = table.header[index]
    if cell.text:
        return cell.text
    if cell.span is None:
        # Without merged cells the text stands over the first of its columns.
        before = (each.text for each in reversed(table.header[:index]) if each.text)
        return next(before, "") if below.text else ""
    first = cell.span.left - cell.place.column + index
    return table.header[first].text if 0 <= first < len(table.header) else ""


def _called(cell: DataCell, text: str) -> DataCell:
    where = replace(cell.where, cell=replace(cell.place, text=text))
    return replace(cell, text=text, where=where)


def _under(row: DataRow, names: list[str | None]) -> DataRow:
    return replace(row, cells=tuple(under(cell, name) for cell, name in zip(row.cells, names, strict=True)))


def under(cell: DataCell, header: str | None) -> DataCell:
    """Return ``cell`` with its column's header in its place, also in that of its fault."""
    where = replace(cell.where, cell=replace(cell.place, header=header))
    fault = cell.fault
    return replace(cell, where=where, fault=replace(fault, where=where) if fault is not None else None)
