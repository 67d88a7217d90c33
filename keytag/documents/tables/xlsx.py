"""Workbooks read: sheets' values as their program shows them, bounded before and while they are read.

Results of formulas as the file holds them, none computed, no link or macro followed. Only what says cells is
opened: the workbook, its shared texts, its styles and the sheets that are asked for, each found by its relation.
Answers to ECMA-376-1 and to ISO/IEC 29500 Strict. Knows nothing of headers and what columns mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.tables.cells import cell_of, no_result_finding, plain_text, struck_out_finding
from keytag.documents.tables.csv_file import MARKS
from keytag.documents.tables.parts import BROKEN, Allowance, Follower, Parts, no_workbook, spreadsheet_elements
from keytag.documents.tables.rules import TABLE_IS_READABLE, TABLE_SHEET_IS_KNOWN
from keytag.documents.tables.sheet import (
    At,
    CellFormat,
    SharedTexts,
    SheetCells,
    SheetLayout,
    StoredCell,
    Styles,
    relation_of,
    unescape,
)
from keytag.documents.tables.table import MAX_CELL, MAX_CELLS, MAX_TEXT, DataCell, Stored, too_many
from keytag.documents.yaml import did_you_mean, quote
from keytag.documents.yaml.refusal import invalid_document, visible_text
from keytag.documents.yaml.source import MAX_MARKS, first_excess_marks
from keytag.errors import InvalidDocumentError
from keytag.findings import TableCell, Where
from keytag.text.text import Text, fold_name

# House rule: an office's workbook has a dozen sheets.
_MAX_SHEETS = 50
# House rule: a figure beyond fifteen digits has lost some (IEEE 754 binary64).
_EXACT = 10**15
# XML Schema 1.0, part 2, 3.2.5: how a figure is written.
_FIGURE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_MAX_FIGURE = 400
# A number format that only places digits, as people make them for telephone numbers: 0000 000 000, "0"000000000.
_MASK = re.compile(r'(?:"[^"]*"|\\.|[0# -])+')
_MASK_PART = re.compile(r'"([^"]*)"|\\(.)|([0# -])')
# House rule: no telephone number is shown so wide.
_MAX_MASK = 60
# ECMA-376-1, 18.17.4.1: the days from which figures count; the first calendar has a 29 February 1900.
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - of no zone
_LEAP = 60

Grid = list[tuple[int, list[DataCell]]]
"""Rows that are not blank: the row's number, and its cells from column A on."""


class ReadSheet(Struct, frozen=True):
    """A sheet as it was read, and how it lies."""

    title: str
    grid: Grid
    layout: SheetLayout
    is_visible: bool


class _Listed(Struct, frozen=True):
    """A sheet as the workbook lists it, and the part with its cells."""

    title: str
    part: str
    is_visible: bool


def read_sheets(data: bytes, file: str, sheet: str | None, top: int | None) -> tuple[ReadSheet, ...]:
    """Return the sheet called ``sheet``; without a name all, of those that nobody sees ``top`` rows at most.

    Raises InvalidDocumentError where ``data`` is no workbook or too much to read, or where the sheet is not there.
    """
    with Parts(data, file) as parts:
        try:
            return _read(parts, sheet, top)
        except BROKEN:
            raise no_workbook(file) from None


def _read(parts: Parts, sheet: str | None, top: int | None) -> tuple[ReadSheet, ...]:
    part = parts.workbook()
    book = _Book(parts.budget)
    parts.walk(part, book)
    relations = parts.relations(part)
    targets = {each.key: each for each in relations if not each.is_outside}
    # Sheets of other kinds (charts, macros, dialogs) have no table.
    listed = [
        _Listed(title, targets[key].target, is_visible)
        for title, key, is_visible in book.sheets
        if key in targets and targets[key].kind == "worksheet"
    ]
    if len({each.part.casefold() for each in listed}) < len(listed):
        raise _shared(parts.file)
    wanted = listed if sheet is None else [_named(listed, parts.file, sheet)]
    texts, styles = SharedTexts(parts.budget), Styles(parts.budget)
    for each in relations:
        if each.kind in ("sharedStrings", "styles") and not each.is_outside and each.target in parts:
            parts.walk(each.target, texts if each.kind == "sharedStrings" else styles)
    reading = _Reading(parts, texts.texts, styles, is_1904=book.is_1904)
    return tuple(
        reading.sheet(each, top if sheet is None and not each.is_visible else None)
        for each in wanted
        if each.part in parts
    )


def _shared(file: str) -> InvalidDocumentError:
    message = Text(
        "Hai trang tính lấy chung một phần của tệp.",
        "Two sheets of the workbook are made of one and the same part.",
    )
    return invalid_document(file, (TABLE_IS_READABLE.finding(message, where=Where(file)),))


def _named(sheets: Sequence[_Listed], file: str, sheet: str) -> _Listed:
    found = [each for each in sheets if plain_text(each.title) == plain_text(sheet)]
    found = found or [each for each in sheets if fold_name(each.title) == fold_name(sheet)]
    if len(found) == 1:
        return found[0]
    message = Text(f"Không có trang {quote(sheet)}.", f"There is no sheet {quote(sheet)}.")
    hint = did_you_mean(sheet, [visible_text(each.title) for each in sheets])
    raise invalid_document(file, (TABLE_SHEET_IS_KNOWN.finding(message, hint, where=Where(file)),))


class _Book(Follower):
    """Follows the part of the workbook: the names, relations and visibility of its sheets, the calendar."""

    def __init__(self, budget: Allowance) -> None:
        super().__init__(budget)
        self.sheets: list[tuple[str, str, bool]] = []
        self.is_1904 = False
        self._file = budget.file
        self.begins = spreadsheet_elements({"sheet": self._sheet, "workbookPr": self._properties})

    def _sheet(self, said: dict[str, str]) -> None:
        if len(self.sheets) >= _MAX_SHEETS:
            raise too_many(self._file, Text("trang tính", "sheets"), _MAX_SHEETS)
        title = said.get("name", "")
        if len(title) > MAX_CELL:
            raise ValueError(title)
        self.sheets.append((title, relation_of(said), said.get("state", "visible") == "visible"))

    def _properties(self, said: dict[str, str]) -> None:
        self.is_1904 = said.get("date1904") in ("1", "true", "on")


class _Reading:
    """Reads sheets with what they share; counts what they have in common."""

    def __init__(self, parts: Parts, texts: Sequence[str], styles: Styles, *, is_1904: bool) -> None:
        self._parts, self._texts, self._styles = parts, texts, styles
        self._is_1904 = is_1904
        self._file = parts.file
        self._count = self._length = 0

    def sheet(self, listed: _Listed, top: int | None) -> ReadSheet:
        """Return a sheet, of its rows the first ``top`` where that is given."""
        found = SheetCells(self._parts.budget, top)
        self._parts.walk(listed.part, found)
        links = self._links(found, listed.part)
        grid = [
            (number, cells)
            for number in sorted(found.rows)
            if (cells := self._row(number, found.rows[number], links, listed.title))
        ]
        return ReadSheet(listed.title, grid, found.layout(), listed.is_visible)

    def _links(self, sheet: SheetCells, part: str) -> dict[At, str]:
        if not sheet.related:
            return {}
        targets = {each.key: each.target for each in self._parts.relations(part)}
        return {
            (row, column): plain_text(targets.get(relation, ""))
            for span, relation in sheet.related
            for row in range(span.top, span.bottom + 1)
            for column in range(span.left, span.right + 1)
        }

    def _row(self, number: int, cells: dict[int, StoredCell], links: dict[At, str], title: str) -> list[DataCell]:
        made: list[DataCell] = []
        for column in range(1, max(cells) + 1):
            where = Where(self._file, number, column, TableCell(number, column, title))
            link = links.get((number, column), "")
            stored = cells.get(column)
            made.append(self._cell(stored, link, where) if stored is not None else DataCell("", where, link=link))
        while made and not made[-1].text and made[-1].fault is None and not made[-1].link:
            made.pop()
        self._count += len(made)
        if self._count > MAX_CELLS:
            raise too_many(self._file, Text("ô", "cells"), MAX_CELLS)
        return made

    def _cell(self, stored: StoredCell, link: str, where: Where) -> DataCell:
        link = plain_text(stored.link) or link
        if not stored.value:
            fault = no_result_finding(where) if stored.is_without_result and not link else None
            found = cell_of("", where, fault=fault)
        else:
            shape = self._styles.of(stored.style)
            found = self._valued(stored, shape, where)
            if found.text and found.fault is None and shape.is_struck:
                found = replace(found, fault=struck_out_finding(found))
        return replace(found, link=link) if link else found

    def _valued(self, stored: StoredCell, shape: CellFormat, where: Where) -> DataCell:
        kind, value = stored.kind, stored.value
        if kind == "s":
            return self._text(self._shared(value.strip()), where)
        if kind == "n":
            return self._figure(value.strip(), shape, where)
        if kind == "b":
            return cell_of("TRUE" if value.strip() in ("1", "true") else "FALSE", where)
        if kind == "d":
            return cell_of(_day_of(value.strip()), where, Stored.DATE)
        return self._text(unescape(value) if kind == "str" else value, where)

    def _shared(self, number: str) -> str:
        if not number.isdecimal() or len(number) > 7 or int(number) >= len(self._texts):
            raise ValueError(number)
        return self._texts[int(number)]

    def _text(self, value: str, where: Where) -> DataCell:
        if len(value) > MAX_CELL:
            raise too_many(self._file, Text("ký tự trong một ô", "characters in a cell"), MAX_CELL, where.line)
        self._length += len(value)
        if self._length > MAX_TEXT:
            raise too_many(self._file, Text("ký tự trong các ô", "characters in cells"), MAX_TEXT)
        if first_excess_marks(value) is not None:
            raise too_many(self._file, MARKS, MAX_MARKS, where.line)
        return cell_of(value, where)

    def _figure(self, said: str, shape: CellFormat, where: Where) -> DataCell:
        if len(said) > _MAX_FIGURE or _FIGURE.fullmatch(said) is None:
            raise ValueError(said)
        value = float(said)
        if not shape.is_date:
            return _number(int(said) if said.isdecimal() else value, shape.mask, where)
        try:
            text = _moment(value, shape, is_1904=self._is_1904)
        except (OverflowError, ValueError):
            return cell_of("#VALUE!", where)
        return cell_of(text, where, Stored.DATE)


def _moment(value: float, shape: CellFormat, *, is_1904: bool) -> str:
    """Return the day, the time or both that a figure stands for, or how long it takes."""
    if shape.is_duration:
        return str(timedelta(seconds=round(value * 86_400)))
    day, fraction = divmod(value, 1)
    rest = timedelta(milliseconds=round(fraction * 86_400_000))
    if 0 <= value < 1 and rest.days == 0:
        return str((_EPOCH + rest).time())
    if 0 < value < _LEAP and not is_1904:
        day += 1
    moment = (_EPOCH_1904 if is_1904 else _EPOCH) + timedelta(days=day) + rest
    return moment.date().isoformat() if moment.time() == time() else str(moment)


def _day_of(said: str) -> str:
    """Return a day that is stored as ISO 8601 writes it."""
    try:
        return date.fromisoformat(said[:10]).isoformat() if said[10:] in _MIDNIGHT else said.replace("T", " ")
    except ValueError:
        return said


_MIDNIGHT = ("", "T00:00:00", "T00:00:00Z", "T00:00:00.000")


def _number(value: float, mask: str, where: Where) -> DataCell:
    if abs(value) >= _EXACT or not float(value).is_integer():
        return cell_of(f"{value:.15g}", where, Stored.NUMBER)
    text = str(int(value))
    as_seen = _masked(text, mask) if value >= 0 else text
    return cell_of(as_seen, where, Stored.TEXT if as_seen != text else Stored.NUMBER)


@lru_cache(maxsize=256)
def _places(mask: str) -> tuple[tuple[str, str, str], ...]:
    """Return the parts of a number format that only places digits; none of any other."""
    if len(mask) > _MAX_MASK or _MASK.fullmatch(mask) is None or mask.count("0") < 2:
        return ()
    return tuple((part[1] or "", part[2] or "", part[3] or "") for part in _MASK_PART.finditer(mask))


def _masked(digits: str, mask: str) -> str:
    """Return ``digits`` as the number format shows them, where all it does is to place digits."""
    parts = _places(mask)
    if not parts:
        return digits
    rest, shown_text = list(digits), ""
    first = next((index for index, part in enumerate(parts) if part[2] in ("0", "#")), 0)
    for index in range(len(parts) - 1, -1, -1):
        quoted, escaped, sign = parts[index]
        if sign in ("0", "#"):
            taken = "".join(rest) if index == first else rest[-1] if rest else ""
            rest = [] if index == first else rest[:-1]
            shown_text = (taken or ("0" if sign == "0" else "")) + shown_text
        else:
            shown_text = (sign or escaped or quoted) + shown_text
    return shown_text
