"""What lies over a sheet's cells: merged cells, a header of several lines, rows and columns that are hidden. Pure.

Nothing is filled unasked: whether a merged text counts for every row that it covers, those say who know the
columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from keytag.documents.tables.rules import TABLE_IS_WHOLLY_SEEN
from keytag.documents.tables.table import (
    MAX_CELLS,
    DataCell,
    DataRow,
    DataTable,
    Hidden,
    NamedTable,
    Span,
    too_many,
)
from keytag.documents.yaml import quote
from keytag.documents.yaml.refusal import visible_text
from keytag.findings import Finding, TableCell, Where
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


def with_text(cell: DataCell, text: str) -> DataCell:
    """Return ``cell`` with another text, which stands in its place, too."""
    return replace(cell, text=text, where=replace(cell.where, cell=replace(cell.place, text=text)))


def fill_from_anchor(cell: DataCell, anchor: DataCell) -> DataCell:
    """Return ``cell`` with what the cell merged over it says."""
    fault = replace(anchor.fault, where=cell.where) if anchor.fault is not None else None
    return replace(with_text(cell, anchor.text), link=anchor.link, stored=anchor.stored, fault=fault)


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


Joined = Callable[[str, str], str]
"""Makes one text of a header's two lines, of which the upper covers the lower."""

# House rule: an office's header has three lines at most.
_MOST_LOWER = 2
_FOUR_DIGITS = re.compile(r"[0-9]{4}")


def join_header_lines(table: DataTable, is_lower: Callable[[DataTable], bool], joined: Joined) -> DataTable:
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
    if any(_FOUR_DIGITS.search(cell.text) for _, cell in below):
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
    return replace(row, cells=tuple(with_header(cell, name) for cell, name in zip(row.cells, names, strict=True)))


def with_header(cell: DataCell, header: str | None) -> DataCell:
    """Return ``cell`` with its column's header in its place, also in that of its fault."""
    place, where = cell.place, cell.where
    # In bulk: every cell of a table comes by here.
    place = TableCell(place.row, place.column, place.sheet, header, place.text)
    where = Where(where.file, where.line, where.column, place)
    fault = cell.fault
    return replace(cell, where=where, fault=replace(fault, where=where) if fault is not None else None)


# House rule: more places than this hide the sentence round them.
_LISTED = 8


def drop_hidden(table: DataTable) -> DataTable:
    """Return ``table`` as its reader sees it: without the rows and columns that are hidden."""
    unseen = table.unseen
    seen = [index for index, cell in enumerate(table.header) if cell.place.column not in unseen.columns]
    if not seen:
        return table
    rows = (
        DataRow(row.number, tuple(row.cells[index] for index in seen))
        for row in table.rows
        if row.number not in unseen.rows
    )
    filled = tuple(row for row in rows if any(cell.text or cell.span for cell in row.cells))
    return replace(table, header=tuple(table.header[index] for index in seen), rows=filled, unseen=Hidden())


def hidden_finding(
    table: DataTable, places: Iterable[tuple[DataRow, DataCell]], used: Collection[int], named: NamedTable
) -> Finding | None:
    """Return what is to be said of what is hidden of the rows of ``places`` and the columns ``used`` (from 0).

    Each row of a place comes with the cell that names it.
    """
    unseen = table.unseen
    rows = [(row.number, name) for row, name in places if row.number in unseen.rows]
    columns = [
        cell for index, cell in enumerate(table.header) if index in used and cell.place.column in unseen.columns
    ]
    if not rows and not columns and not unseen.sheets:
        return None
    vi, en = list[str](), list[str]()
    if rows:
        listed = _listed([f"{row} ({visible_text(name.text)})" if name.text else str(row) for row, name in rows])
        vi.append(f"dòng {listed}")
        en.append(f"row {listed}")
    if columns:
        listed = _listed([f"{cell.place.letters} ({visible_text(cell.text)})" for cell in columns])
        vi.append(f"cột {listed}")
        en.append(f"column {listed}")
    if unseen.sheets:
        listed = _listed([quote(title) for title in unseen.sheets])
        vi.append(f"trang {listed}")
        en.append(f"sheet {listed}")
    message = Text(f"Bảng ẩn hoặc lọc mất: {'; '.join(vi)}.", f"The table hides or filters out: {'; '.join(en)}.")
    skip, read = (visible_text(named.line(hidden=wish)) for wish in ("skip", "read"))
    hint = Text(
        f"Bỏ ẩn, bỏ lọc trong Excel rồi lưu lại. Muốn giữ ẩn: không in những chỗ đó thì ghi {skip}; "
        f"vẫn in thì ghi {read}",
        f"Unhide it in Excel and save. To keep it hidden: write {skip} so that it is not printed, "
        f"or {read} so that it is",
    )
    where = rows[0][1].where if rows else columns[0].where if columns else Where(table.file)
    return TABLE_IS_WHOLLY_SEEN.finding(message, hint, where=where)


def _listed(parts: list[str]) -> str:
    return ", ".join(parts[:_LISTED]) + (f" … ({len(parts)})" if len(parts) > _LISTED else "")
