"""An office's own table written again with cells mended: everything else as it lies, every change to be seen.

The workbook goes through openpyxl and keeps its layout; what openpyxl would lose is told. For that library, which
reads every part, each part is looked at before and bounded, and names of ISO/IEC 29500 Strict are made those that
every reader knows. A CSV file becomes a workbook. Answers to ECMA-376-2. Knows nothing of what the cells mean.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import ZIP_STORED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is a class

from msgspec import Struct

from keytag.documents.tables.csv_file import csv_records, decode_table
from keytag.documents.tables.parts import BROKEN, Allowance, Follower, Parts, no_workbook, plain_xml, walk_part
from keytag.documents.tables.sheet import span_of
from keytag.documents.tables.table import MAX_CELLS, MAX_TEXT, too_many
from keytag.documents.tables.write import save_workbook
from keytag.findings import TableCell
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


class Repair(Struct, frozen=True):
    """A cell of the table, what stands in it, what is to stand in it, and why.

    ``cell`` names sheet, row and column. ``is_guess`` tells that somebody must try the number.
    """

    cell: TableCell
    was: str
    becomes: str
    why: Text
    is_guess: bool = False


ZERO = Text("Thêm số 0 ở đầu mà bảng tính đã bỏ. Gọi thử.", "The leading 0 that the spreadsheet dropped. Call it.")
MERGED = Text("Điền chữ của ô gộp.", "Filled in from the merged cell.")
BLANKS = Text("Bỏ dấu cách và xuống dòng thừa.", "Stray blanks and line breaks taken out.")
HIDDEN = Text("Bỏ ký tự ẩn.", "Characters that do not show taken out.")
QUOTES = Text("Bỏ dấu ngoặc kép bao quanh.", "Quotation marks round it taken off.")
LINKED = Text("Ghi địa chỉ mà liên kết dẫn tới.", "The address to which the hyperlink leads.")
COMPUTED = Text("Ghi kết quả thay cho công thức.", "The formula's result in place of the formula.")


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


def write_mended(
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
        book, lost = _opened(bound_workbook(data, file), file), tuple(dict.fromkeys(_lost(data)))
        page = next((each for each in book.worksheets if each.title == sheet), book.worksheets[0])
    made = tuple(_made(page, repairs, computed, language))
    return MendedTable(save_workbook(book, datetime.combine(day, time())), made, lost)


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
    for row, record in enumerate(csv_records(decode_table(data, file), file), 1):
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


# House rule: a cell costs the library some 20 microseconds.
_MAX_STORED = 150_000
# House rule: a style, a name, a rule or a remark costs it 50.
_MAX_OTHERS = 40_000
# House rule: of ranges in one rule it compares each with all others.
_MAX_RANGES = 1_000
# ECMA-376-1: what relations lead to that is no XML.
_BINARY = frozenset(
    {
        "activeXControlBinary",
        "attachedToolbars",
        "audio",
        "font",
        "image",
        "oleObject",
        "package",
        "printerSettings",
        "thumbnail",
        "vbaProject",
        "video",
        "vmlDrawing",
    }
)
# What the library hands on of pictures as it lies (PNG, JPEG, GIF); others it would unpack.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_STORED = frozenset({"c", "is", "r", "row", "si", "t", "v"})

# ISO/IEC 29500-1:2016, annex M.3 against 29500-4: the same elements under other names.
_STRICT = b"http://purl.oclc.org/ooxml/"
_KNOWN = b"http://schemas.openxmlformats.org/"
_TRANSITIONAL = (
    (_STRICT + b"spreadsheetml/main", _KNOWN + b"spreadsheetml/2006/main"),
    (_STRICT + b"drawingml/main", _KNOWN + b"drawingml/2006/main"),
    (_STRICT + b"officeDocument/relationships", _KNOWN + b"officeDocument/2006/relationships"),
    (_STRICT + b"officeDocument/extendedProperties", _KNOWN + b"officeDocument/2006/extended-properties"),
)


def bound_workbook(data: bytes, file: str) -> bytes:
    """Return the workbook in ``data`` with all that a library may read of it.

    Raises InvalidDocumentError where ``data`` is no workbook, or one that would take too much to read.
    """
    with Parts(data, file) as parts:
        try:
            return _packed(parts)
        except BROKEN:
            raise no_workbook(file) from None


def _packed(parts: Parts) -> bytes:
    parts.workbook()
    related = {
        each.target.casefold()
        for name in parts.names
        if name.casefold().endswith(".rels")
        for each in parts.relations(_owner(name))
        if not each.is_outside and each.kind not in _BINARY
    }
    weight = _Weight(parts.budget)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as new:
        for name in parts.names:
            content = parts.read(name)
            if name.casefold() in related or name.casefold().endswith((".xml", ".rels")):
                weight.begin_part()
                content = plain_xml(content)
                for strict, known in _TRANSITIONAL:
                    content = content.replace(strict, known)
                walk_part(content, weight)
            elif not content.startswith(_PICTURES):
                content = b""
            new.writestr(name, content)
    return out.getvalue()


def _owner(relations: str) -> str:
    """Return the part whose relations lie in the part ``relations``."""
    folder, _, name = relations.rpartition("/")
    above = folder.rpartition("/")[0]
    owner = name[: -len(".rels")]
    return f"{above}/{owner}" if above else owner


class _Weight(Follower):
    """Weighs the elements of all parts by what they cost."""

    def __init__(self, budget: Allowance) -> None:
        super().__init__(budget)
        self._file = budget.file
        self._stored = self._others = self._merged = self._translated = 0
        self._shared: dict[str, int] = {}
        self._key: str | None = None

    def begin_part(self) -> None:
        """Begin a part: formulas are shared within one."""
        self.depth = 0
        self._shared.clear()

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        super()._begin(name, attributes)
        local = name.rpartition(" ")[2]
        if local in _STORED:
            self._stored += 1
            if self._stored > _MAX_STORED:
                raise too_many(self._file, Text("ô, kể cả ô trống", "cells, blank ones too"), _MAX_STORED)
            return
        if local == "f":
            self._formula(attributes)
            return
        self._others += 1
        if self._others > _MAX_OTHERS:
            raise too_many(self._file, Text("định dạng, tên, ghi chú", "styles, names and remarks"), _MAX_OTHERS)
        if local == "mergeCell":
            span = span_of(attributes.get("ref", ""))
            self._merged += (span.bottom - span.top + 1) * (span.right - span.left + 1)
            # The library makes a cell of each that is covered.
            if self._merged > MAX_CELLS:
                raise too_many(self._file, Text("ô bị gộp", "merged cells"), MAX_CELLS)
        elif attributes.get("sqref", "").count(" ") >= _MAX_RANGES:
            raise too_many(self._file, Text("vùng trong một quy tắc", "ranges in a rule"), _MAX_RANGES)

    def _formula(self, attributes: dict[str, str]) -> None:
        """Weigh a formula that is written once and translated for every cell that shares it."""
        if attributes.get("t") == "shared":
            self._key = attributes.get("si", "")
            self._translated += self._shared.get(self._key, 0)
            if self._translated > MAX_TEXT:
                raise too_many(self._file, Text("ký tự công thức", "characters in formulas"), MAX_TEXT)
            self.listen()

    def _end(self, name: str) -> None:
        super()._end(name)
        if self._key is not None:
            length = len(self.heard())
            self._shared[self._key] = max(length, self._shared.get(self._key, 0))
            self._key = None
