"""Merged cells laid over a table: every cell that one covers knows it. Pure.

Nothing is filled unasked: whether a text counts for every row that it covers, those say who know the columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from keytag.documents.tables.bounds import MAX_CELLS, too_many
from keytag.documents.tables.table import DataCell, DataRow, DataTable, Span
from keytag.text.text import Text

Anchors = Mapping[tuple[int, int], DataCell]
"""The first cells of spans, which have their texts, by row and column."""


def anchors_of(table: DataTable) -> Anchors:
    """Return the cells that are merged over others."""
    return {
        (cell.span.top, cell.span.left): cell
        for row in table.rows
        for cell in row.cells
        if cell.span is not None and not cell.is_covered
    }


def anchor_of(cell: DataCell, anchors: Anchors) -> DataCell | None:
    """Return the cell that is merged over the blank ``cell`` and says something."""
    if cell.span is None or cell.text or not cell.is_covered:
        return None
    anchor = anchors.get((cell.span.top, cell.span.left))
    return anchor if anchor is not None and (anchor.text or anchor.link) else None


def saying(cell: DataCell, text: str) -> DataCell:
    """Return ``cell`` with another text, which stands in its place, too."""
    return replace(cell, text=text, where=replace(cell.where, cell=replace(cell.place, text=text)))


def as_its_anchor(cell: DataCell, anchor: DataCell) -> DataCell:
    """Return ``cell`` with what the cell merged over it says."""
    fault = replace(anchor.fault, where=cell.where) if anchor.fault is not None else None
    return replace(saying(cell, anchor.text), link=anchor.link, stored=anchor.stored, fault=fault)


def with_spans(table: DataTable, spans: Sequence[Span]) -> DataTable:
    """Return ``table`` with each of its cells under the span that covers it.

    Raises InvalidDocumentError where they cover far more than there is, as those of a file made to harm do.
    """
    lines = (DataRow(table.header[0].place.row, table.header), *table.rows)
    numbers = [line.number for line in lines]
    width = len(table.header)
    covering: dict[tuple[int, int], Span] = {}
    count = 0
    for span in spans:
        first, last = bisect_left(numbers, span.top), bisect_right(numbers, span.bottom)
        columns = range(span.left, min(span.right, width) + 1)
        count += (last - first) * len(columns)
        if count > MAX_CELLS:
            raise too_many(table.file, Text("ô bị gộp", "merged cells"), MAX_CELLS)
        covering.update({(row, column): span for row in range(first, last) for column in columns})
    if not covering:
        return table
    laid = [
        replace(
            line,
            cells=tuple(
                replace(cell, span=covering[row, column]) if (row, column) in covering else cell
                for column, cell in enumerate(line.cells, 1)
            ),
        )
        for row, line in enumerate(lines)
    ]
    return replace(table, header=laid[0].cells, rows=tuple(laid[1:]))
