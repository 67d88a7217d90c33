"""An office's own table written again with cells mended: everything else as it lies, every change to be seen.

The workbook goes through openpyxl and keeps its layout; what openpyxl would lose is told. A CSV file becomes a
workbook. Knows nothing of what the cells mean.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is a class

from msgspec import Struct

from keytag.documents.tables.encoding import decoded_table
from keytag.documents.tables.parts import no_workbook
from keytag.documents.tables.records import records
from keytag.documents.tables.repairs import COMPUTED, Repair
from keytag.documents.tables.whole import whole
from keytag.documents.tables.write import saved
from keytag.findings import TableCell
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# What openpyxl raises at parts that are missing, broken or contradict one another.
_BROKEN = (
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
_ZIP = b"PK\x03\x04"
# Yellow, as a marker pen does it; a guess is orange.
_SURE, _GUESS = "FFFF99", "FFC266"
_WIDEST = 48
# Parts of a workbook that openpyxl does not write again.
_LOST = (
    ("vbaProject", Text("macro", "macros")),
    ("activeX", Text("nút bấm", "buttons")),
    ("ctrlProps", Text("nút bấm", "buttons")),
    ("xl/drawings/drawing", Text("hình vẽ, khung chữ", "shapes and text boxes")),
    ("threadedComments", Text("trao đổi trong ghi chú", "threads of comments")),
    ("xl/slicers", Text("bộ lọc nhanh (slicer)", "slicers")),
)


class MendedTable(Struct, frozen=True):
    """A mended workbook: its bytes, what was changed in it, and what of the office's file it lacks."""

    data: bytes
    repairs: tuple[Repair, ...]
    lost: tuple[Text, ...]


def mended(
    data: bytes,
    file: str,
    repairs: Sequence[Repair],
    computed: Mapping[tuple[int, int], str],
    language: Language,
    day: date,
) -> MendedTable:
    """Return the table in ``data`` with its ``repairs`` made, dated ``day``; comments are in ``language``.

    ``computed`` are the texts of cells that are used: formulas among them become their results, for no program has
    computed the new file yet.

    Raises InvalidDocumentError where there is too much to write again.
    """
    sheet = next((repair.cell.sheet for repair in repairs), None)
    if not data.startswith(_ZIP):
        book, lost = _of_csv(data, file), tuple[Text, ...]()
        page = book.worksheets[0]
    else:
        book, lost = _opened(whole(data, file), file), tuple(dict.fromkeys(_lost(data)))
        page = next((each for each in book.worksheets if each.title == sheet), book.worksheets[0])
    made = tuple(_made(page, repairs, computed, language))
    return MendedTable(saved(book, datetime.combine(day, time())), made, lost)


def _opened(data: bytes, file: str) -> Workbook:
    import openpyxl  # noqa: PLC0415 - 690 ms, for those alone who write one

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(BytesIO(data))
    except _BROKEN:
        raise no_workbook(file) from None


def _of_csv(data: bytes, file: str) -> Workbook:
    import openpyxl  # noqa: PLC0415 - the same

    book = openpyxl.Workbook()
    page = book.worksheets[0]
    widths: dict[int, int] = {}
    for row, record in enumerate(records(decoded_table(data, file), file), 1):
        for column, raw in enumerate(record, 1):
            if raw.text:
                cell = page.cell(row, column)
                cell.value, cell.number_format = raw.text, "@"
                cell.data_type = "s"
                widths[column] = min(_WIDEST, max(widths.get(column, 0), len(raw.text) + 2))
    for column, width in widths.items():
        page.column_dimensions[TableCell(1, column).letters].width = width
    return book


def _lost(data: bytes) -> Iterator[Text]:
    with ZipFile(BytesIO(data)) as parts:
        names = parts.namelist()
    for sign, what in _LOST:
        if any(sign in name for name in names):
            yield what


def _made(
    page: Worksheet, repairs: Sequence[Repair], computed: Mapping[tuple[int, int], str], language: Language
) -> Iterator[Repair]:
    """Make the repairs on ``page`` and yield them, and those that writing asks for."""
    places = {(repair.cell.row, repair.cell.column) for repair in repairs}
    for area in [*page.merged_cells.ranges]:
        within = [(row, column) for row, column in places if _covers(area, row, column)]
        if any(at != (area.min_row, area.min_col) for at in within):
            first = page.cell(area.min_row, area.min_col)
            page.unmerge_cells(area.coord)
            for row in range(area.min_row, area.max_row + 1):
                for column in range(area.min_col, area.max_col + 1):
                    page.cell(row, column)._style = copy(first._style)  # noqa: SLF001 - as openpyxl's manual has it
    for repair in repairs:
        _write(page, repair, language)
        yield repair
    for (row, column), text in computed.items():
        cell = page.cell(row, column)
        if cell.data_type == "f" and (row, column) not in places and text:
            formula = str(cell.value)
            repair = Repair(TableCell(row, column, page.title, text=formula), formula, text, COMPUTED)
            _write(page, repair, language)
            yield repair


def _covers(area: object, row: int, column: int) -> bool:
    bounds: tuple[int, int, int, int] = area.bounds  # type: ignore[attr-defined]
    left, top, right, bottom = bounds
    return left <= column <= right and top <= row <= bottom


def _write(page: Worksheet, repair: Repair, language: Language) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - the same
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - the same

    cell = page.cell(repair.cell.row, repair.cell.column)
    is_count = repair.why is COMPUTED and repair.becomes.isdecimal() and not repair.becomes.startswith("0")
    if is_count:
        cell.value = int(repair.becomes)
    else:
        cell.value, cell.number_format = repair.becomes, "@"
        cell.data_type = "s"
    cell.hyperlink = None
    cell.fill = PatternFill("solid", fgColor=_GUESS if repair.is_guess else _SURE)
    was = Text(f"Trước đó: {repair.was or '(trống)'}", f"It was: {repair.was or '(blank)'}")
    old = f"\n---\n{cell.comment.text}" if cell.comment is not None else ""
    cell.comment = Comment(f"{was.to(language)}\n{repair.why.to(language)}{old}", "keytag", width=260, height=90)
