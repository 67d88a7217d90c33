"""Workbooks: the only user of openpyxl where tables are read.

Reads sheets' values, bounded; results of formulas as the file holds them, none computed, no link or macro
followed. Knows nothing of headers and what columns mean.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - it is a class

from msgspec import Struct
from msgspec.structs import replace

from keytag.document import did_you_mean, shown
from keytag.document.refusal import invalid_document, visible
from keytag.document.source import MAX_MARKS, piled_at
from keytag.errors import InvalidDocumentError
from keytag.findings import TableCell, Where
from keytag.tabular.bounds import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_many
from keytag.tabular.cells import cell_of, no_result, plain_text, struck_out
from keytag.tabular.encoding import MARKS
from keytag.tabular.rules import TABLE_SHEET_IS_KNOWN
from keytag.tabular.table import DataCell, Stored
from keytag.tabular.unpacked import SheetLayout, no_workbook, unpacked
from keytag.wording import Text, bare

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

# What openpyxl raises at parts that are missing, broken or contradict one another.
BROKEN = (
    BadZipFile,
    ZlibError,
    ParseError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    OSError,
)
# House rule: a figure beyond fifteen digits has lost some (IEEE 754 binary64).
_EXACT = 10**15
# A number format that only places digits, as people make them for telephone numbers: 0000 000 000, "0"000000000.
_MASK = re.compile(r'(?:"[^"]*"|\\.|[0# -])+')
_MASK_PART = re.compile(r'"([^"]*)"|\\(.)|([0# -])')

Grid = list[tuple[int, list[DataCell]]]
"""Rows that are not blank: the row's number, and its cells from column A on."""


class ReadSheet(Struct, frozen=True):
    """A sheet as it was read, and how it lies."""

    title: str
    grid: Grid
    layout: SheetLayout
    is_visible: bool


def sheets_of(data: bytes, file: str, sheet: str | None, top: int | None) -> tuple[ReadSheet, ...]:
    """Return the sheet called ``sheet``; without a name all, of those that nobody sees ``top`` rows at most.

    Raises InvalidDocumentError where ``data`` is no workbook or too much to read, or where the sheet is not there.
    """
    whole = unpacked(data, file)
    with _opened(whole.data, file) as book:
        wanted = list(book.worksheets) if sheet is None else [_named(book, file, sheet)]
        found: list[ReadSheet] = []
        count = 0
        for each in wanted:
            is_visible = each.sheet_state == "visible"
            layout = whole.layouts[each.title]
            # Several sheets may be said by one part, so that a small file has many cells.
            grid = _cells(each, file, layout, top if sheet is None and not is_visible else None)
            found.append(ReadSheet(each.title, grid, layout, is_visible))
            count += sum(len(cells) for _, cells in grid)
            if count > MAX_CELLS:
                raise too_many(file, Text("ô", "cells"), MAX_CELLS)
    return tuple(found)


@contextmanager
def _opened(data: bytes, file: str) -> Iterator[Workbook]:
    import openpyxl  # noqa: PLC0415 - costs time that only workbooks are worth

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                yield book
            finally:
                book.close()
    except InvalidDocumentError:
        raise
    except BROKEN:
        raise no_workbook(file) from None


def _named(book: Workbook, file: str, sheet: str) -> ReadOnlyWorksheet:
    found = [each for each in book.worksheets if plain_text(each.title) == plain_text(sheet)]
    found = found or [each for each in book.worksheets if bare(each.title) == bare(sheet)]
    if len(found) == 1:
        return found[0]
    message = Text(f"Không có trang {shown(sheet)}.", f"There is no sheet {shown(sheet)}.")
    hint = did_you_mean(sheet, [visible(each.title) for each in book.worksheets])
    raise invalid_document(file, (TABLE_SHEET_IS_KNOWN.found(message, hint, where=Where(file)),))


def _cells(sheet: ReadOnlyWorksheet, file: str, layout: SheetLayout, top: int | None) -> Grid:
    # A sheet's own word about its size is often wrong, and may be a lie.
    sheet.reset_dimensions()
    grid: Grid = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [
            _linked(cell, Where(file, number, column, TableCell(number, column, sheet.title)), layout)
            for column, cell in enumerate(row, 1)
        ]
        while cells and not cells[-1].text and cells[-1].fault is None and not cells[-1].link:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise too_many(file, Text("cột", "columns"), MAX_COLUMNS, number)
        if cells:
            grid.append((number, cells))
        if len(grid) > MAX_ROWS:
            raise too_many(file, Text("dòng", "rows"), MAX_ROWS)
        if top is not None and len(grid) >= top:
            break
    return grid


def _linked(cell: ReadOnlyCell, where: Where, layout: SheetLayout) -> DataCell:
    at = (where.line or 0, where.column or 0)
    link = plain_text(layout.links.get(at, ""))
    if cell.value is None:
        is_unknown = at in layout.without_result and not link
        found = cell_of("", where, fault=no_result(where) if is_unknown else None)
    else:
        found = _cell(cell, where)
        if found.text and found.fault is None and cell.font.strike:
            found = replace(found, fault=struck_out(found))
    return replace(found, link=link) if link else found


def _cell(cell: ReadOnlyCell, where: Where) -> DataCell:
    value = cell.value
    if isinstance(value, str):
        if len(value) > MAX_CELL:
            raise too_many(where.file, Text("ký tự trong một ô", "characters in a cell"), MAX_CELL, where.line)
        if piled_at(value) is not None:
            raise too_many(where.file, MARKS, MAX_MARKS, where.line)
        return cell_of(value, where)
    if isinstance(value, bool):
        return cell_of(str(value).upper(), where)
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format), where)
    if isinstance(value, datetime | date | time | timedelta):
        is_day = isinstance(value, datetime) and value.time() == time()
        text = value.date().isoformat() if isinstance(value, datetime) and is_day else str(value)
        return cell_of(text, where, Stored.DATE)
    return cell_of(str(value), where)


def _number(value: float, mask: str, where: Where) -> DataCell:
    if value != value or abs(value) >= _EXACT or not float(value).is_integer():  # noqa: PLR0124 - NaN alone
        return cell_of(f"{value:.15g}", where, Stored.NUMBER)
    text = str(int(value))
    as_seen = _masked(text, mask) if value >= 0 else text
    return cell_of(as_seen, where, Stored.TEXT if as_seen != text else Stored.NUMBER)


def _masked(digits: str, mask: str) -> str:
    """Return ``digits`` as the number format shows them, where all it does is to place digits."""
    if _MASK.fullmatch(mask) is None or len(re.findall(r"0", mask)) < 2:
        return digits
    rest, shown_text = list(digits), ""
    parts = list(_MASK_PART.finditer(mask))
    first = next((index for index, part in enumerate(parts) if part[3] in ("0", "#")), 0)
    for index in range(len(parts) - 1, -1, -1):
        quoted, escaped, sign = parts[index].groups()
        if sign in ("0", "#"):
            taken = "".join(rest) if index == first else rest[-1] if rest else ""
            rest = [] if index == first else rest[:-1]
            shown_text = (taken or ("0" if sign == "0" else "")) + shown_text
        else:
            shown_text = (sign or escaped or quoted or "") + shown_text
    return shown_text
