"""A table with all its lines, to be filled in by hand: rows of one height, a heading on every page.

The lines are one drawing for each number of rows, so that a hundred pages of them cost as much as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Affine, Rect, join_paths, rectangle
from keytag.drawing.ink import Ink
from keytag.output.page import Align, Board, Style
from keytag.output.page.board import SECOND
from keytag.units import to_mm

# House rule: lines that guide the pen and do not hide what it writes.
_LINE, _LINE_INK = to_mm(0.6), Ink("grid", (0.0, 0.0, 0.0, 0.55))
_HEAD_INK = Ink("grid head", (0.0, 0.0, 0.0, 0.08))
_HEADING = Style(10.0, 700)
_PAD = 2.0


class GridColumn(Struct, frozen=True):
    """A column ``width`` mm wide; a second line of its heading is smaller."""

    heading: str
    width: float
    align: Align = Align.LEFT


class Grid(Struct, frozen=True):
    """Columns, and rows ``row`` mm high under a heading ``head`` mm high."""

    columns: tuple[GridColumn, ...]
    row: float
    head: float = 11.0

    def draw(
        self, board: Board, x: float, y: float, rows: Sequence[Sequence[str]], styles: tuple[Style, Style]
    ) -> float:
        """Draw ``rows`` with the heading; return where they end. ``styles``: of the first cell, of others."""
        board.place(_lines(self, len(rows)), Affine.translation(x, y))
        lefts = list(accumulate((column.width for column in self.columns), initial=x))
        for column, left in zip(self.columns, lefts, strict=False):
            middle = left + column.width / 2
            first, *more = column.heading.split("\n")
            # The lines of a heading stand in the middle of its height.
            top = y + self.head / 2 + (-0.6 if more else _HEADING.em * 0.35)
            board.fixed(first, middle, top, _HEADING, Align.CENTRE)
            for line in more:
                board.fixed(line, middle, top + 4.0, SECOND.fitted(line, column.width - 1.0, 6.0), Align.CENTRE)
        at = y + self.head
        for row in rows:
            baseline = at + self.row / 2 + styles[1].em * 0.35
            for number, (column, left, text) in enumerate(zip(self.columns, lefts, row, strict=False)):
                if text:
                    inset = _PAD * (1 - 2 * column.align.value)
                    place = left + column.width * column.align.value + inset
                    board.fixed(text, place, baseline, styles[min(number, 1)], column.align)
            at += self.row
        return at


@lru_cache(maxsize=256)
def _lines(grid: Grid, rows: int) -> Artwork:
    """Return the lines of a grid with so many ``rows``, its upper left corner at (0, 0)."""
    width = sum(column.width for column in grid.columns)
    height = grid.head + rows * grid.row
    half = _LINE / 2
    levels = (0.0, *(grid.head + number * grid.row for number in range(rows + 1)))
    uprights = accumulate((column.width for column in grid.columns), initial=0.0)
    boxes = (
        *(Rect(-half, y - half, width + half, y + half) for y in levels),
        *(Rect(x - half, -half, x + half, height + half) for x in uprights),
    )
    head = Fill(rectangle(Rect(0.0, 0.0, width, grid.head)), _HEAD_INK, Role.ART)
    lines = Fill(join_paths(rectangle(box) for box in boxes), _LINE_INK, Role.RULE)
    return Artwork((head, lines), Rect(-half, -half, width + half, height + half))
