"""A table from its bytes, CSV or XLSX: the one way in. Pure: it opens no file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from keytag.document import shown
from keytag.document.refusal import invalid_document
from keytag.findings import Finding, TableCell, Where
from keytag.tabular.bounds import MAX_BYTES, MAX_CELLS, too_many
from keytag.tabular.cells import cell_of
from keytag.tabular.encoding import decoded_table
from keytag.tabular.records import records
from keytag.tabular.rules import TABLE_IS_READABLE, TABLE_ROWS_ARE_WHOLE, TABLE_SHEET_IS_KNOWN
from keytag.tabular.table import DataCell, DataRow, DataTable
from keytag.wording import Text

IsHeader = Callable[[Sequence[str]], bool]
"""Tells of a row's texts whether they are the header."""

Grid = list[tuple[int, list[DataCell]]]

_ZIP = b"PK\x03\x04"
# [MS-CFB] 2.2: what .xls files and workbooks with a password begin with.
_OLE = b"\xd0\xcf\x11\xe0"
# House rule: titles above a header take fewer rows.
_TITLES = 20


def read_table(
    data: bytes, file: str, *, sheet: str | None = None, is_header: IsHeader | None = None
) -> DataTable:
    """Return the table in ``data``: rows that are not blank, under the first row that is a header.

    Args:
        data: the file's bytes; what they are is told by themselves, not by the file's name.
        file: its name, for findings.
        sheet: which sheet of a workbook; without it, the only one with text.
        is_header: tells the header among the first rows, where titles stand above it; where none is, and without
            it, the header is the first row with two texts or more.

    Raises:
        InvalidDocumentError: the bytes are no table that can be read for sure; carries findings with their cells.
    """
    if len(data) > MAX_BYTES:
        raise too_many(file, Text("byte", "bytes"), MAX_BYTES)
    if data.startswith(_OLE):
        raise invalid_document(file, (TABLE_IS_READABLE.found(_OLD, _SAVE, where=Where(file)),))
    title: str | None = None
    if data.startswith(_ZIP):
        from keytag.tabular.xlsx import sheet_cells  # noqa: PLC0415 - only workbooks pay for it

        title, grid = sheet_cells(data, file, sheet)
    elif sheet is not None:
        raise invalid_document(file, (TABLE_SHEET_IS_KNOWN.found(_NO_SHEETS, _NO_SHEET_KEY, where=Where(file)),))
    else:
        grid = _csv_cells(data, file)
    if not grid:
        raise invalid_document(file, (TABLE_IS_READABLE.found(_EMPTY, _FILL, where=Where(file)),))
    at = _header_at(grid, is_header)
    return _headed(file, title, grid[at:], is_csv=title is None)


def with_second_header(table: DataTable) -> DataTable:
    """Return ``table`` with its first row as the second line of the header, which says more of merged cells."""
    second, *rest = table.rows
    header = tuple(below if below.text else above for above, below in zip(table.header, second.cells, strict=True))
    names = [" ".join(cell.text.split()) or None for cell in header]
    rows = (DataRow(row.number, tuple(map(_under, row.cells, names))) for row in rest)
    return DataTable(table.file, table.sheet, header, tuple(rows))


def _csv_cells(data: bytes, file: str) -> Grid:
    grid: Grid = []
    for number, record in enumerate(records(decoded_table(data, file), file), 1):
        cells = [
            cell_of(raw.text, Where(file, raw.line, raw.column, TableCell(number, column)))
            for column, raw in enumerate(record, 1)
        ]
        if any(cell.text for cell in cells):
            grid.append((number, cells))
    return grid


def _header_at(grid: Grid, is_header: IsHeader | None) -> int:
    texts = [[cell.text for cell in cells] for _, cells in grid[:_TITLES]]
    told = (index for index, row in enumerate(texts) if is_header is not None and is_header(row))
    full = (index for index, row in enumerate(texts) if sum(map(bool, row)) > 1)
    return next(told, next(full, 0))


def _headed(file: str, sheet: str | None, grid: Grid, *, is_csv: bool) -> DataTable:
    number, top = grid[0]
    width = len(top) if is_csv else max(len(cells) for _, cells in grid)
    if width * len(grid) > MAX_CELLS:
        # Every row becomes as wide as the header.
        raise too_many(file, Text("ô", "cells"), MAX_CELLS)
    header = _padded(DataRow(number, tuple(top)), width, file, sheet).cells
    too_wide = [cell for _, cells in grid[1:] for cell in [c for c in cells[width:] if c.text][:1]]
    if too_wide:
        raise invalid_document(file, tuple(_beyond(cell, width) for cell in too_wide))
    names = [" ".join(cell.text.split()) or None for cell in header]
    rows = (_padded(DataRow(row, tuple(cells[:width])), width, file, sheet) for row, cells in grid[1:])
    return DataTable(
        file,
        sheet,
        header,
        tuple(DataRow(row.number, tuple(map(_under, row.cells, names))) for row in rows),
    )


def _padded(row: DataRow, width: int, file: str, sheet: str | None) -> DataRow:
    """Return ``row`` with blank cells up to ``width``, each with the place where it would be."""
    last = row.cells[-1]
    after = (last.where.column or 0) + (len(last.text) if sheet is None else 0)
    blanks = (
        DataCell(
            "",
            Where(file, last.where.line, after if sheet is None else column, TableCell(row.number, column, sheet)),
        )
        for column in range(len(row.cells) + 1, width + 1)
    )
    return DataRow(row.number, (*row.cells, *blanks))


def _under(cell: DataCell, header: str | None) -> DataCell:
    """Return ``cell`` with its column's header in its place, also that of its fault."""
    at = cell.where
    place = cell.place
    where = Where(at.file, at.line, at.column, TableCell(place.row, place.column, place.sheet, header, place.text))
    fault = cell.fault
    if fault is not None:
        fault = replace(fault, where=where)
    return DataCell(cell.text, where, cell.stored, fault)


def _beyond(cell: DataCell, width: int) -> Finding:
    message = Text(
        f"Dòng {cell.place.row} có nhiều ô hơn {width} cột của dòng tiêu đề: thừa {shown(cell.text)}.",
        f"Row {cell.place.row} has more cells than the header has columns ({width}): {shown(cell.text)}.",
    )
    return TABLE_ROWS_ARE_WHOLE.found(message, where=cell.where)


_OLD = Text(
    "Đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu.",
    "This is an old Excel file (.xls), or one with a password.",
)
_SAVE = Text(
    "Mở bằng Excel, bỏ mật khẩu nếu có, lưu lại thành .xlsx.",
    "Open it in Excel, take off any password, save as .xlsx.",
)
_NO_SHEETS = Text("Tệp CSV không có trang.", "A CSV file has no sheets.")
_NO_SHEET_KEY = Text("Xóa khóa sheet.", "Remove the key sheet.")
_EMPTY = Text("Bảng không có dòng nào.", "The table has no rows.")
_FILL = Text("Ghi dòng tiêu đề và mỗi mẫu một dòng.", "Write a header, and a row for each entry.")
