"""The parts of a workbook that say cells: a sheet's cells and its layout, texts that cells share, styles.

Merged cells, rows and columns that nobody sees, where cells lead, formulas without a result; of tens of thousands
of styles only number formats and lines through texts. Answers to ECMA-376-1, 18.3.1 and 18.8; every count is
bounded while it is counted. Knows neither what a value looks like nor what it means.
"""

from __future__ import annotations

import re

from msgspec import Struct

from keytag.documents.tables.parts import Allowance, Begins, Follower, spreadsheet_elements
from keytag.documents.tables.table import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SPANS, Span, too_many
from keytag.text.text import Text

# ECMA-376-1, 18.3.1.73 and Excel's own limits: 1,048,576 rows, columns up to XFD.
_ROW = re.compile(r"[0-9]{1,7}")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
# House rule: nobody sees a row of less than two points or a column of less than half a figure.
_LOWEST, _NARROWEST = 2.0, 0.5
_SIZE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,20})?")
_LINKING = re.compile(r'\s*(?:_xlfn\.)?HYPERLINK\(\s*"((?:[^"]|"")*)"\s*[,;)]', re.IGNORECASE)
# ECMA-376-1, 22.9.2.19: how a text writes a character that XML cannot.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

At = tuple[int, int]
"""A cell's row and column, from 1."""


class SheetLayout(Struct, frozen=True):
    """How a sheet lies: merged cells, rows and columns that nobody sees."""

    spans: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


class StoredCell(Struct, frozen=True):
    """A cell as it is stored: its type, its style's number, its value; ``link`` is where its formula leads."""

    kind: str
    style: int
    value: str
    is_without_result: bool = False
    link: str = ""


class SheetCells(Follower):
    """Follows the part of a sheet; raises ValueError at what no spreadsheet program writes.

    Of its rows with something in them only the first ``top`` are kept, where that is given.
    """

    def __init__(self, budget: Allowance, top: int | None = None) -> None:
        super().__init__(budget)
        self.rows: dict[int, dict[int, StoredCell]] = {}
        self.related: list[tuple[Span, str]] = []
        self._file, self._top = budget.file, top
        self._spans: list[Span] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._columns = self._linked = self._count = 0
        self._row = self._column = 0
        self._cells: dict[int, StoredCell] = {}
        self._kind, self._style = "", 0
        self._texts: list[str] = []
        self._formula: str | None = None
        self._value: str | None = None
        self._phonetic = 0
        self.begins = spreadsheet_elements(
            {
                "row": self._begin_row,
                "c": self._begin_cell,
                "v": self._begin_value,
                "f": self._begin_value,
                "t": self._begin_text,
                "rPh": self._begin_phonetic,
                "col": self._hidden,
                "mergeCell": self._merged,
                "hyperlink": self._leading,
            }
        )
        self.ends = spreadsheet_elements(
            {
                "c": self._end_cell,
                "v": self._end_value,
                "f": self._end_formula,
                "t": self._end_text,
                "rPh": self._end_phonetic,
            }
        )

    def layout(self) -> SheetLayout:
        """Return how the sheet lies."""
        return SheetLayout(tuple(self._spans), frozenset(self._hidden_rows), frozenset(self._hidden_columns))

    def _begin_row(self, said: dict[str, str]) -> None:
        if self.depth != 3:
            return
        place = said.get("r")
        if place is not None and (_ROW.fullmatch(place) is None or not 0 < int(place) <= _LAST_ROW):
            raise ValueError(place)
        self._row, self._column = int(place) if place is not None else self._row + 1, 0
        self._cells = self.rows.get(self._row, {})
        if said.get("hidden") in _TRUE or _size(said.get("ht"), _LOWEST) < _LOWEST:
            self._hidden_rows.add(self._row)

    def _begin_cell(self, said: dict[str, str]) -> None:
        if self.depth != 4:
            return
        place = said.get("r")
        if place is None:
            self._column += 1
        else:
            match = _CELL.fullmatch(place)
            if match is None or int(match[2]) != self._row:
                raise ValueError(place)
            self._column = column_number(match[1])
        self._kind = said.get("t", "n")
        style = said.get("s", "0")
        self._style = int(style) if style.isdecimal() and len(style) < 8 else 0
        self._formula = self._value = None

    def _begin_value(self, _: dict[str, str]) -> None:
        if self.depth == 5:
            self.listen()

    def _begin_text(self, _: dict[str, str]) -> None:
        # Within `is`, or within one of its runs.
        if 5 < self.depth < 8 and self._kind == "inlineStr" and not self._phonetic:
            self.listen()

    def _begin_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic += 1

    def _end_phonetic(self) -> None:
        self._phonetic -= 1

    def _end_value(self) -> None:
        if self.depth == 5:
            self._value = self.heard()

    def _end_formula(self) -> None:
        if self.depth == 5:
            self._formula = self.heard()[:MAX_CELL]

    def _end_text(self) -> None:
        if 5 < self.depth < 8 and self._kind == "inlineStr":
            self._texts.append(self.heard())

    def _end_cell(self) -> None:
        if self.depth != 4:
            return
        value = self._value or ""
        if self._kind == "inlineStr":
            value = unescape("".join(self._texts))
            self._texts.clear()
        if self._formula is not None:
            leading = _LINKING.match(self._formula)
            link = leading[1].replace('""', '"') if leading is not None else ""
            # An empty text is a result; an empty value of any other type is none (18.3.1.96).
            is_without = self._kind != "str" and not value.strip()
            self._keep(StoredCell(self._kind, self._style, value, is_without, link))
        elif value:
            self._keep(StoredCell(self._kind, self._style, value))

    def _keep(self, cell: StoredCell) -> None:
        if self._column > MAX_COLUMNS:
            if cell.value or cell.is_without_result:
                raise too_many(self._file, Text("cột", "columns"), MAX_COLUMNS, self._row)
            return
        if self._column in self._cells:
            # Which of the two is seen nobody can say.
            raise ValueError(self._column)
        if not self._cells:
            if self._top is not None and len(self.rows) >= self._top:
                return
            if len(self.rows) >= MAX_ROWS:
                raise too_many(self._file, Text("dòng", "rows"), MAX_ROWS)
            self.rows[self._row] = self._cells
        self._cells[self._column] = cell
        self._count += 1
        if self._count > MAX_CELLS:
            raise too_many(self._file, Text("ô", "cells"), MAX_CELLS)

    def _hidden(self, said: dict[str, str]) -> None:
        """Note columns that are not seen."""
        self._columns += 1
        if self._columns > _LAST_COLUMN:
            raise ValueError(self._columns)
        first, last = (int(place) if _ROW.fullmatch(place := said.get(key, "")) else 0 for key in ("min", "max"))
        if said.get("hidden") in _TRUE or _size(said.get("width"), _NARROWEST) < _NARROWEST:
            self._hidden_columns.update(range(max(first, 1), min(last, MAX_COLUMNS) + 1))

    def _merged(self, said: dict[str, str]) -> None:
        """Note merged cells."""
        if len(self._spans) >= MAX_SPANS:
            raise too_many(self._file, Text("ô gộp", "merged cells"), MAX_SPANS)
        span = span_of(said.get("ref", ""))
        if (span.top, span.left) != (span.bottom, span.right):
            self._spans.append(span)

    def _leading(self, said: dict[str, str]) -> None:
        """Note where a click on some cells leads."""
        span = span_of(said.get("ref", ""))
        self._linked += (span.bottom - span.top + 1) * (span.right - span.left + 1)
        if self._linked > MAX_CELLS:
            raise too_many(self._file, Text("ô có liên kết", "cells with links"), MAX_CELLS)
        relation = relation_of(said)
        if relation:
            self.related.append((span, relation))


class SharedTexts(Follower):
    """Follows the part of texts that cells share."""

    def __init__(self, budget: Allowance) -> None:
        super().__init__(budget)
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._phonetic = 0
        self.begins = spreadsheet_elements({"t": self._begin_text, "rPh": self._begin_phonetic})
        self.ends = spreadsheet_elements({"t": self._end_text, "rPh": self._end_phonetic, "si": self._end_item})

    def _begin_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic += 1

    def _end_phonetic(self) -> None:
        self._phonetic -= 1

    def _begin_text(self, _: dict[str, str]) -> None:
        # Within `si`, or within one of its runs.
        if 2 < self.depth < 5 and not self._phonetic:
            self.listen()

    def _end_text(self) -> None:
        self._parts.append(self.heard())

    def _end_item(self) -> None:
        if self.depth == 2:
            self.texts.append(unescape("".join(self._parts)))
            self._parts.clear()


def relation_of(said: dict[str, str]) -> str:
    """Return the key of the relation that an element's attributes name."""
    return next((value for name, value in said.items() if name.endswith(" id")), "")


def unescape(text: str) -> str:
    """Return ``text`` with the characters that are written by their numbers."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    # Halves of a pair are no characters.
    return match[0] if 0xD800 <= code < 0xE000 else chr(code)


def column_number(letters: str) -> int:
    """Return the number of the column ``letters``: A is 1, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


_TRUE = ("1", "true", "on")


def _size(said: str | None, otherwise: float) -> float:
    return float(said) if said is not None and _SIZE.fullmatch(said) else otherwise


def span_of(ref: str) -> Span:
    """Return the range that ``ref`` names. Raises ValueError where it names none."""
    match = _RANGE.fullmatch(ref)
    if match is None:
        raise ValueError(ref)
    left, top = column_number(match[1]), int(match[2])
    right, bottom = (column_number(match[3]), int(match[4])) if match[3] else (left, top)
    return Span(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


# ECMA-376-1, 18.8.30: the formats that every program knows by number, of those that show a date or a time.
_DATES = frozenset(range(14, 23)) | {45, 46, 47}
_DURATION = 46
_FIGURES = {1: "0", 3: "#,##0"}
_MAX_FORMATS = 65_490
# What of a format is no sign for a part of a date: quoted text, colours and languages, signs set apart.
_NO_PART = re.compile(r'"[^"]*"?|\[(?!h{1,2}\]|m{1,2}\]|s{1,2}\])[^\]]*\]?|[\\_*].', re.IGNORECASE)
_PART = re.compile(r"[dmhys]", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h{1,2}|m{1,2}|s{1,2})\]", re.IGNORECASE)


class CellFormat(Struct, frozen=True):
    """How a cell shows its value."""

    mask: str = "General"
    is_date: bool = False
    is_duration: bool = False
    is_struck: bool = False


class Styles(Follower):
    """Follows the part of styles."""

    def __init__(self, budget: Allowance) -> None:
        super().__init__(budget)
        self._masks: dict[int, str] = dict(_FIGURES)
        self._are_struck: list[bool] = []
        self._formats: list[tuple[int, int]] = []
        self._known: dict[tuple[int, int], CellFormat] = {}
        self._within = ""
        self.begins = spreadsheet_elements(
            {
                "numFmt": self._mask,
                "fonts": self._section("fonts"),
                "font": self._font,
                "strike": self._strike,
                "cellXfs": self._section("cellXfs"),
                "xf": self._format,
            }
        )
        self.ends = spreadsheet_elements({"fonts": self._leave, "cellXfs": self._leave})

    def of(self, number: int) -> CellFormat:
        """Return the format with ``number``; the usual one where there is none."""
        if not 0 <= number < len(self._formats):
            return _USUAL
        said = self._formats[number]
        if said not in self._known:
            self._known[said] = self._made(*said)
        return self._known[said]

    def _made(self, number: int, font: int) -> CellFormat:
        mask = self._masks.get(number)
        is_struck = 0 <= font < len(self._are_struck) and self._are_struck[font]
        if mask is None:
            return CellFormat("General", number in _DATES, number == _DURATION, is_struck)
        signs = _NO_PART.sub("", mask.partition(";")[0])
        is_date = _PART.search(signs) is not None
        return CellFormat(mask, is_date, is_date and _ELAPSED.search(signs) is not None, is_struck)

    def _section(self, name: str) -> Begins:
        def enter(_: dict[str, str]) -> None:
            self._within = name

        return enter

    def _leave(self) -> None:
        self._within = ""

    def _mask(self, said: dict[str, str]) -> None:
        if self.depth == 3:
            # Excel's own limit to a format: 255 characters.
            self._masks[_whole(said.get("numFmtId"))] = said.get("formatCode", "")[:255]

    def _font(self, _: dict[str, str]) -> None:
        if self._within == "fonts":
            self._are_struck.append(False)

    def _strike(self, said: dict[str, str]) -> None:
        if self._within == "fonts" and self._are_struck:
            self._are_struck[-1] = said.get("val", "1") in ("1", "true", "on")

    def _format(self, said: dict[str, str]) -> None:
        if self._within == "cellXfs" and len(self._formats) < _MAX_FORMATS:
            self._formats.append((_whole(said.get("numFmtId")), _whole(said.get("fontId"))))


def _whole(said: str | None) -> int:
    return int(said) if said is not None and said.isdecimal() and len(said) < 8 else 0


_USUAL = CellFormat()
