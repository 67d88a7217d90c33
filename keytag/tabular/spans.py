"""Merged cells laid over a table: every cell that one covers knows it. Pure.

Nothing is filled here: whether a text counts for every row that it covers is for those to say who know the columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from keytag.tabular.bounds import MAX_CELLS, too_many
from keytag.tabular.table import DataRow, DataTable, Span
from keytag.wording import Text


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
