"""A table from its bytes, CSV or XLSX: the one way in. Pure: it opens no file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.file_kinds import EXCEL, ZIP, file_kind
from keytag.documents.tables.cells import cell_of
from keytag.documents.tables.csv_file import csv_records, decode_table
from keytag.documents.tables.foreign_files import foreign_file_refusal
from keytag.documents.tables.layout import with_header, with_spans
from keytag.documents.tables.rules import TABLE_IS_READABLE, TABLE_ROWS_ARE_WHOLE, TABLE_SHEET_IS_KNOWN
from keytag.documents.tables.table import (
    MAX_BYTES,
    MAX_CELLS,
    DataCell,
    DataRow,
    DataTable,
    Hidden,
    NamedTable,
    too_many,
)
from keytag.documents.yaml import quote
from keytag.documents.yaml.refusal import invalid_document, visible_text
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Severity, TableCell, Where
from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.documents.tables.xlsx import ReadSheet

IsHeader = Callable[[Sequence[str]], bool]
"""Tells of a row's texts whether they are the header."""

Grid = list[tuple[int, list[DataCell]]]

# House rule: more sheets than this hide the sentence round them.
_LISTED = 10
# House rule: titles above a header take fewer rows.
_TITLES = 20


def read_table(
    data: bytes,
    file: str,
    *,
    sheet: str | None = None,
    is_header: IsHeader | None = None,
    named: NamedTable | None = None,
) -> DataTable:
    """Return the table in ``data``: rows that are not blank, under the first row that is a header.

    Args:
        data: the file's bytes; what they are is told by themselves, not by the file's name.
        file: its name, for findings.
        sheet: which sheet of a workbook; without it, the only one with text, or the only one with a header.
        is_header: tells the header among the first rows, where titles stand above it; where none is, and without
            it, the header is the first row with two texts or more.
        named: how the job names the table, for the lines that findings give to copy.

    Raises:
        InvalidDocumentError: the bytes are no table that can be read for sure; carries findings with their cells.
    """
    if len(data) > MAX_BYTES:
        raise too_many(file, Text("byte", "bytes"), MAX_BYTES)
    kind = file_kind(data)
    # A workbook's part may have any name: of a zip without a better name the relations tell.
    if kind in (EXCEL, ZIP):
        from keytag.documents.tables.xlsx import read_sheets  # noqa: PLC0415 - only workbooks pay for it

        # Of sheets that nobody sees only so much is read as tells whether they have a table.
        top = None if named is not None and named.hidden == "read" else _TITLES
        found = _Choice(file, is_header, named).of(read_sheets(data, file, sheet, top), is_named=sheet is not None)
        at = _header_at(found.sheet.grid, is_header)
        table = _headed(file, found.sheet.title, found.sheet.grid[at:], is_csv=False)
        layout = found.sheet.layout
        unseen = Hidden(layout.hidden_rows, layout.hidden_columns, found.unseen)
        return with_spans(replace(table, unseen=unseen, notes=found.notes), layout.spans)
    if kind is not None:
        raise foreign_file_refusal(file, kind)
    if sheet is not None:
        raise invalid_document(file, (TABLE_SHEET_IS_KNOWN.finding(_NO_SHEETS, _NO_SHEET_KEY, where=Where(file)),))
    grid = _csv_cells(data, file)
    if not grid:
        raise _empty(file)
    return _headed(file, None, grid[_header_at(grid, is_header) :], is_csv=True)


class _Chosen(Struct, frozen=True):
    """The sheet with the table, sheets with one that nobody sees, and what is to be said of the choice."""

    sheet: ReadSheet
    unseen: tuple[str, ...] = ()
    notes: tuple[Finding, ...] = ()


class _Choice:
    """Chooses a workbook's sheet: the one that is named, the only one with text, the only one with a header."""

    def __init__(self, file: str, is_header: IsHeader | None, named: NamedTable | None) -> None:
        self.file, self.is_header, self.named = file, is_header, named

    def of(self, sheets: Sequence[ReadSheet], *, is_named: bool) -> _Chosen:
        """Return the choice. Raises InvalidDocumentError where it cannot be made for sure."""
        filled = [sheet for sheet in sheets if sheet.grid]
        if not filled:
            raise _empty(self.file)
        if is_named:
            return _Chosen(filled[0])
        reads_all = self.named is not None and self.named.hidden == "read"
        seen = [sheet for sheet in filled if sheet.is_visible or (reads_all and self._fits(sheet))]
        unseen = tuple(sheet.title for sheet in filled if sheet not in seen and self._fits(sheet))
        if not seen:
            raise self._refused(
                Text("Mọi trang có chữ đều bị ẩn", "All sheets with text are hidden"),
                [sheet.title for sheet in filled],
            )
        if len(seen) == 1:
            return _Chosen(seen[0], unseen)
        fitting = [sheet for sheet in seen if self._fits(sheet)]
        if len(fitting) != 1:
            found = (
                Text("Nhiều trang có bảng", "Several sheets have a table")
                if fitting
                else Text("Tệp có nhiều trang có chữ", "Several sheets have text")
            )
            raise self._refused(found, [sheet.title for sheet in fitting or seen])
        return _Chosen(fitting[0], unseen, (self._taken(fitting[0], seen),))

    def _fits(self, sheet: ReadSheet) -> bool:
        tops = ([cell.text for cell in cells] for _, cells in sheet.grid[:_TITLES])
        return self.is_header is not None and any(map(self.is_header, tops))

    def _taken(self, sheet: ReadSheet, seen: Sequence[ReadSheet]) -> Finding:
        others = _quoted([other.title for other in seen if other is not sheet])
        message = Text(
            f"Lấy bảng ở trang {quote(sheet.title)}; không dùng trang {others}.",
            f"The table is taken from the sheet {quote(sheet.title)}; not used: {others}.",
        )
        return TABLE_SHEET_IS_KNOWN.finding(
            message, self._written(sheet.title), where=Where(self.file), severity=Severity.NOTE
        )

    def _refused(self, found: Text, titles: Sequence[str]) -> InvalidDocumentError:
        listed = _quoted(titles)
        message = Text(f"{found.vi}: {listed}.", f"{found.en}: {listed}.")
        where = Where(self.file)
        return invalid_document(
            self.file, (TABLE_SHEET_IS_KNOWN.finding(message, self._written(titles[0]), where=where),)
        )

    def _written(self, title: str) -> Text:
        """Return the line that names the sheet ``title``."""
        if self.named is None:
            said = f"sheet: {visible_text(title)}"
            return Text(f"Ghi tên trang, ví dụ {said}", f"Name the sheet, like {said}")
        line = visible_text(self.named.line(sheet=title))
        return Text(f"Ghi rõ trang cần dùng, ví dụ: {line}", f"Name the sheet that is meant, like: {line}")


def _quoted(titles: Sequence[str]) -> str:
    return ", ".join(quote(title) for title in titles[:_LISTED]) + (" …" if len(titles) > _LISTED else "")


def _empty(file: str) -> InvalidDocumentError:
    return invalid_document(file, (TABLE_IS_READABLE.finding(_EMPTY, _FILL, where=Where(file)),))


def _csv_cells(data: bytes, file: str) -> Grid:
    grid: Grid = []
    for number, record in enumerate(csv_records(decode_table(data, file), file), 1):
        cells = [
            cell_of(raw.text, Where(file, raw.line, raw.column, TableCell(number, column)))
            for column, raw in enumerate(record, 1)
        ]
        if any(cell.text for cell in cells):
            grid.append((number, cells))
    return grid


def _header_at(grid: Grid, is_header: IsHeader | None) -> int:
    texts = [[cell.text for cell in cells] for _, cells in grid[:_TITLES]]
    full = [index for index, row in enumerate(texts) if sum(map(bool, row)) > 1]
    if is_header is None:
        return next(iter(full), 0)
    told = [index for index, row in enumerate(texts) if is_header(row)]
    # The national motto and the office stand side by side above many a list.
    wide = [index for index in full if sum(map(bool, texts[index])) > 2]
    return next(iter((*told[:1], *wide, *full)), 0)


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
        tuple(DataRow(row.number, tuple(map(with_header, row.cells, names))) for row in rows),
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


def _beyond(cell: DataCell, width: int) -> Finding:
    message = Text(
        f"Dòng {cell.place.row} có nhiều ô hơn {width} cột của dòng tiêu đề: thừa {quote(cell.text)}.",
        f"Row {cell.place.row} has more cells than the header has columns ({width}): {quote(cell.text)}.",
    )
    return TABLE_ROWS_ARE_WHOLE.finding(message, where=cell.where)


_NO_SHEETS = Text("Tệp CSV không có trang.", "A CSV file has no sheets.")
_NO_SHEET_KEY = Text("Xóa từ khóa sheet.", "Remove the key sheet.")
_EMPTY = Text("Bảng không có dòng nào.", "The table has no rows.")
_FILL = Text("Ghi dòng tiêu đề và mỗi mẫu một dòng.", "Write a header, and a row for each entry.")
