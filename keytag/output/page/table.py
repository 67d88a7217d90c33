"""Tables on paper: listed over as many pages as they take, or with all their lines to be filled in by hand.

Cells of a list are wrapped, never cut; a row never breaks over pages. The lines of a grid are one drawing for each
number of rows, so that a hundred pages of them cost as much as one. Must not know what is listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct, field

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Affine, Rect, circle, join_paths, polyline, rectangle
from keytag.drawing.ink import PAPER, Ink
from keytag.drawing.paper import PaperPage
from keytag.output.page.canvas import (
    A4,
    HEAD,
    LABEL,
    LEFT,
    RIGHT,
    SECOND,
    WARNING,
    Align,
    Canvas,
    Style,
    shorten_to_fit,
    wrap,
)
from keytag.text.text import Text
from keytag.units import to_mm

# House rules: the type of tables, read on the desk, and the room between their rows and columns.
CELL = Style(9.5, 400)
_STRONG = Style(9.5, 600)
_TITLE = Style(18.0, 700)
_VERDICT = Style(13.0, 700)
_LEADING, _ROW_GAP, _COLUMN_GAP = 1.35, 1.3, 6.0
_TOP, _BOTTOM = 20.0, A4.height - 18.0
# House rule: a last page has so many rows at least, where the one before can spare them.
_LEAST_ROWS = 3
# House rule: the height of a line of signatures with what is said above them.
_SIGNING = 38.0
# House rule: lines that guide the pen and do not hide what it writes.
_GRID_LINE, _GRID_INK = to_mm(0.6), Ink("grid", (0.0, 0.0, 0.0, 0.55))
_HEAD_INK = Ink("grid head", (0.0, 0.0, 0.0, 0.08))
_HEADING = Style(10.0, 700)
_PAD = 2.0


class Signal(Enum):
    """How something came out: a coloured dot and a word."""

    GOOD = Text("đạt", "passed")
    NOTED = Text("lưu ý", "noted")
    DOUBTFUL = Text("cần xem", "look at it")
    WRONG = Text("sai", "wrong")


_DOTS = {
    Signal.GOOD: Ink("good", (0.75, 0.0, 0.9, 0.1)),
    Signal.NOTED: Ink("noted", (0.0, 0.0, 0.0, 0.35)),
    Signal.DOUBTFUL: Ink("doubtful", (0.0, 0.45, 1.0, 0.0)),
    Signal.WRONG: Ink("wrong", (0.0, 1.0, 1.0, 0.0)),
}
Cell = str | Text | Signal
"""A `Text` is set in both languages, the second small under the first; lines of either are parted by \\n."""


class Column(Struct, frozen=True):
    """A column: its heading, its share of the width, and where its cells stand."""

    heading: Text
    share: float
    align: Align = Align.LEFT


class Section(Struct, frozen=True):
    """Rows under a heading of their own, which may be empty; its own ``columns`` stand in place of the table's."""

    heading: Text | None
    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[Column, ...] = ()
    total: tuple[Cell, ...] = ()
    """A last row in strong type, on the page of the one before."""


class PaperTable(Struct, frozen=True):
    """A document that is one table: ``about`` stands small beside the title, ``footer`` under each page.

    A ``warning`` stands in red at the top of each, a ``verdict`` large under the title of the first, and under
    that a ``note`` in small type.
    """

    title: Text
    about: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    footer: str = ""
    warning: str = ""
    signers: tuple[Text, ...] = ()
    """Who signs under the last row."""
    verdict: tuple[Signal, Text] | None = None
    note: Text | None = None


def table_pages(table: PaperTable, first: int = 1) -> tuple[PaperPage, ...]:
    """Return ``table`` on A4 pages, at least one, numbered from ``first``.

    Raises ValueError where a row has not a cell for each column.
    """
    writer = _written(table)
    *_, before, left = (0, *writer.rows)
    if len(writer.rows) > 1 and (moved := min(_LEAST_ROWS - left, before - 1)) > 0:
        writer = _written(table, sum(writer.rows) - left - moved)
    last = first + len(writer.canvases) - 1
    for number, canvas in enumerate(writer.canvases, start=first):
        canvas.rule(_BOTTOM + 4.0)
        canvas.line(shorten_to_fit(table.footer, SECOND, RIGHT - LEFT - 16.0), LEFT, _BOTTOM + 8.6, SECOND)
        canvas.line(f"{number} / {last}", RIGHT, _BOTTOM + 8.6, LABEL, Align.RIGHT)
    return tuple(canvas.page() for canvas in writer.canvases)


def _written(table: PaperTable, turn_at: int = -1) -> _Writer:
    """Return the pages of ``table``, filled; the row of number ``turn_at``, from 0, begins one."""
    writer = _Writer(table, table.columns, turn_at)
    for section in table.sections:
        writer.begin(section)
        for number, row in enumerate(section.rows, start=1):
            # A total never stands without a row above it.
            is_last = bool(section.total) and number == len(section.rows)
            writer.row(row, below=writer.height(section.total, strong=True) if is_last else 0.0)
        if section.total:
            writer.row(section.total, strong=True)
    if table.signers:
        writer.sign(table.signers)
    return writer


class _Writer(Struct):
    """Fills canvases from top to bottom."""

    table: PaperTable
    columns: tuple[Column, ...]
    turn_at: int = -1
    """The row that begins a page, whatever room is left on the one before."""
    canvases: list[Canvas] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    """How many rows each page has."""
    y: float = 0.0

    def __post_init__(self) -> None:
        self.turn()

    def turn(self) -> None:
        """Begin a page, with the title large on the first and small on the others."""
        canvas = Canvas()
        self.canvases.append(canvas)
        self.rows.append(0)
        canvas.line(self.table.warning, RIGHT, _TOP - 9.0, WARNING, Align.RIGHT)
        title, self.y = self.table.title, _TOP
        if len(self.canvases) == 1:
            canvas.pair(title, LEFT, self.y, _TITLE)
            canvas.line(self.table.about, RIGHT, self.y, SECOND, Align.RIGHT)
            self.y += 13.0
        else:
            canvas.beside(title, LEFT, self.y - 4.0, HEAD)
            canvas.line(self.table.about, RIGHT, self.y - 4.0, SECOND, Align.RIGHT)
            self.y += 3.0
        if self.table.verdict is not None and len(self.canvases) == 1:
            self._judge(*self.table.verdict)
            self._note()
        if self.columns:
            self._head()

    def _head(self) -> None:
        """Set the headings of the columns in force."""
        canvas = self.canvases[-1]
        for column, x, room in self._columns():
            at = x + room * column.align.value
            canvas.pair(column.heading, at, self.y, LABEL, column.align)
        self.y += 6.2
        canvas.rule(self.y, heavy=True)
        self.y += _ROW_GAP

    def _judge(self, signal: Signal, said: Text) -> None:
        """Set the verdict, with its dot, as large as the page lets it be."""
        canvas, room = self.canvases[-1], RIGHT - LEFT - 6.0
        style = _VERDICT.fitted(said.vi, room, CELL.size_pt)
        _dot(canvas, LEFT, self.y - style.em * 0.32, signal)
        for line in wrap(said.vi, style, room):
            canvas.line(line, LEFT + 5.4, self.y, style)
            self.y += style.em * _LEADING
        for line in wrap(said.en, SECOND, room):
            canvas.line(line, LEFT + 5.4, self.y - 0.8, SECOND)
            self.y += SECOND.em * _LEADING
        self.y += 5.0

    def _note(self) -> None:
        """Set what is said of the whole under its verdict."""
        if self.table.note is None:
            return
        for text, style in ((self.table.note.vi, CELL), (self.table.note.en, SECOND)):
            for line in wrap(text, style, RIGHT - LEFT):
                self.canvases[-1].line(line, LEFT, self.y, style)
                self.y += style.em * _LEADING
        self.y += 4.0

    def begin(self, section: Section) -> None:
        """Set a section's heading and its own columns, never as the last thing of a page."""
        own = section.columns
        if section.heading is None and not own:
            return
        if self.y + (30.0 if own else 20.0) > _BOTTOM or self._is_to_turn():
            self.columns = () if own else self.columns
            self.turn()
        if section.heading is not None:
            self.y += 6.4
            self.canvases[-1].beside(section.heading, LEFT, self.y, HEAD)
            self.y += 2.0
        if own:
            self.columns = own
            self.y += 4.0
            self._head()
        else:
            self.canvases[-1].rule(self.y)
            self.y += _ROW_GAP

    def height(self, cells: Sequence[Cell], *, strong: bool = False) -> float:
        """Return how high a row is, in mm."""
        return _height(self._set(cells, strong=strong))

    def _set(self, cells: Sequence[Cell], *, strong: bool) -> list[list[tuple[str, Style]]]:
        """Return the lines of each cell with their styles."""
        first = _STRONG if strong else CELL
        return [_lines(cell, room, first) for cell, (_, _, room) in zip(cells, self._columns(), strict=True)]

    def row(self, cells: Sequence[Cell], *, strong: bool = False, below: float = 0.0) -> None:
        """Set one row on this page, or on the next where it has no room here with ``below`` mm under it."""
        lines = self._set(cells, strong=strong)
        height = _height(lines)
        if self.y + height + below > _BOTTOM or self._is_to_turn():
            self.turn()
        self.rows[-1] += 1
        canvas = self.canvases[-1]
        for cell, set_lines, (column, x, room) in zip(cells, lines, self._columns(), strict=True):
            baseline, at = self.y + _ROW_GAP, x + room * column.align.value
            if isinstance(cell, Signal):
                _dot(canvas, x, baseline + CELL.em * 0.68, cell)
                at = x + 4.4
            for text, style in set_lines:
                baseline += style.em * _LEADING
                canvas.line(text, at, baseline - style.em * 0.3, style, column.align)
        self.y += height
        canvas.rule(self.y)

    def sign(self, signers: Sequence[Text]) -> None:
        """Set who signs, with room for each to do so, together on one page."""
        if self.y + _SIGNING > _BOTTOM:
            self.turn()
        canvas, wide = self.canvases[-1], (RIGHT - LEFT) / len(signers)
        y = self.y + 9.0
        for number, who in enumerate(signers):
            at = LEFT + wide * (number + 0.5)
            canvas.line(who.vi, at, y, HEAD, Align.CENTRE)
            canvas.line(who.en, at, y + 4.4, SECOND, Align.CENTRE)

    def _is_to_turn(self) -> bool:
        """Tell whether the next row is the one that begins a page, and does not yet."""
        return sum(self.rows) == self.turn_at and self.rows[-1] > 0

    def _columns(self) -> list[tuple[Column, float, float]]:
        """Return the columns, each with its left end and its width."""
        whole = sum(column.share for column in self.columns)
        wide = RIGHT - LEFT - _COLUMN_GAP * (len(self.columns) - 1)
        found: list[tuple[Column, float, float]] = []
        x = LEFT
        for column in self.columns:
            room = wide * column.share / whole
            found.append((column, x, room))
            x += room + _COLUMN_GAP
        return found


def _height(lines: list[list[tuple[str, Style]]]) -> float:
    """Return how high a row with such cells is, in mm."""
    return max(sum(style.em * _LEADING for _, style in cell) for cell in lines) + 2 * _ROW_GAP


def _lines(cell: Cell, room: float, first: Style = CELL) -> list[tuple[str, Style]]:
    """Return a cell's lines with their styles."""
    if isinstance(cell, str):
        return _wrapped(cell, first, room)
    text, first, kept = (cell.value, _STRONG, room - 4.4) if isinstance(cell, Signal) else (cell, first, room)
    lines = _wrapped(text.vi, first, kept)
    if text.en != text.vi:
        lines += _wrapped(text.en, SECOND, kept)
    return lines


def _wrapped(text: str, style: Style, room: float) -> list[tuple[str, Style]]:
    return [(line, style) for part in text.split("\n") for line in wrap(part, style, room)]


def _dot(canvas: Canvas, x: float, y: float, verdict: Signal) -> None:
    """Draw a verdict's dot, all of one size; a wrong one is crossed, so that it needs no colour."""
    centre, r = (x + 1.3, y), 1.3
    dot = circle(*centre, r)
    canvas.draw((Fill(dot, _DOTS[verdict], Role.ART),), dot.bounds())
    if verdict is Signal.WRONG:
        for dx in (-0.6, 0.6):
            line = polyline(((centre[0] - dx, centre[1] - 0.6), (centre[0] + dx, centre[1] + 0.6)))
            canvas.stroked(line, PAPER, 0.35)


class GridColumn(Struct, frozen=True):
    """A column ``width`` mm wide; the further lines of its heading are smaller."""

    heading: str
    width: float
    align: Align = Align.LEFT


class Grid(Struct, frozen=True):
    """Columns, and rows ``row`` mm high under a heading ``head`` mm high, set in ``heading`` and ``note``."""

    columns: tuple[GridColumn, ...]
    row: float
    head: float = 11.0
    heading: Style = _HEADING
    note: Style = SECOND

    def draw(
        self, canvas: Canvas, x: float, y: float, rows: Sequence[Sequence[str]], styles: tuple[Style, Style]
    ) -> float:
        """Draw ``rows`` with the heading; return where they end. ``styles``: of the first cell, of others."""
        canvas.place(_grid_lines(self, len(rows)), Affine.translation(x, y))
        lefts = list(accumulate((column.width for column in self.columns), initial=x))
        for column, left in zip(self.columns, lefts, strict=False):
            middle = left + column.width / 2
            first, *more = column.heading.split("\n")
            # The lines of a heading stand in the middle of its height.
            step = self.note.em * 1.26
            top = y + self.head / 2 - step * len(more) / 2 + self.heading.em * 0.35
            canvas.line(first, middle, top, self.heading, Align.CENTRE)
            for number, line in enumerate(more, start=1):
                style = self.note.fitted(line, column.width - 1.0, 6.0)
                canvas.line(line, middle, top + step * number, style, Align.CENTRE)
        at = y + self.head
        for row in rows:
            baseline = at + self.row / 2 + styles[1].em * 0.35
            for number, (column, left, text) in enumerate(zip(self.columns, lefts, row, strict=False)):
                if text:
                    inset = _PAD * (1 - 2 * column.align.value)
                    place = left + column.width * column.align.value + inset
                    canvas.line(text, place, baseline, styles[min(number, 1)], column.align)
            at += self.row
        return at


@lru_cache(maxsize=256)
def _grid_lines(grid: Grid, rows: int) -> Artwork:
    """Return the lines of a grid with so many ``rows``, its upper left corner at (0, 0)."""
    width = sum(column.width for column in grid.columns)
    height = grid.head + rows * grid.row
    half = _GRID_LINE / 2
    levels = (0.0, *(grid.head + number * grid.row for number in range(rows + 1)))
    uprights = accumulate((column.width for column in grid.columns), initial=0.0)
    boxes = (
        *(Rect(-half, y - half, width + half, y + half) for y in levels),
        *(Rect(x - half, -half, x + half, height + half) for x in uprights),
    )
    head = Fill(rectangle(Rect(0.0, 0.0, width, grid.head)), _HEAD_INK, Role.ART)
    lines = Fill(join_paths(rectangle(box) for box in boxes), _GRID_INK, Role.RULE)
    return Artwork((head, lines), Rect(-half, -half, width + half, height + half))
