"""How much ink really lies on a side: the tag in small cells, each with what is painted there."""

from __future__ import annotations

from itertools import accumulate
from math import ceil, floor

from keytag.checks.artwork.paint import BARE, Paint, over
from keytag.checks.artwork.side import DrawnSide
from keytag.drawing.geometry.contour import Contour, segments
from keytag.drawing.ink import Ink

# GWG 2022, R0025 and R0026: the mean over a square of 15 mm counts.
SQUARE = 15.0
# House rule: a cell of half a millimetre, a third of the finest that could change a mean over such a square.
_CELL = 0.5


def heaviest_square(side: DrawnSide) -> float:
    """Return the most ink in the mean over a square of 15 mm anywhere within the trim box (1: one full ink)."""
    grid = [[cell.total for cell in row] for row in _grid(side)]
    columns, rows = len(grid[0]), len(grid)
    wide, high = (min(round(SQUARE / _CELL), count) for count in (columns, rows))
    sums = [list(accumulate(row, initial=0.0)) for row in grid]
    across = [[line[i + wide] - line[i] for i in range(columns - wide + 1)] for line in sums]
    heaviest = 0.0
    for column in zip(*across, strict=True):
        down = list(accumulate(column, initial=0.0))
        heaviest = max(heaviest, *(down[i + high] - down[i] for i in range(rows - high + 1)))
    return heaviest / (wide * high)


def _grid(side: DrawnSide) -> list[list[Paint]]:
    """Return what lies in each cell of the trim box, row by row."""
    trim = side.frame.shape.trim
    columns, rows = ceil(trim.width / _CELL), ceil(trim.height / _CELL)
    return [_row(side, (row + 0.5) * _CELL, columns) for row in range(rows)]


def _row(side: DrawnSide, y: float, columns: int) -> list[Paint]:
    cells = [BARE] * columns
    known: dict[tuple[Ink, bool, Paint], Paint] = {}
    for mark in side.marks:
        if mark.width or not mark.box.y0 <= y <= mark.box.y1:
            continue
        for start, end in _spans(tuple(outline.points for outline in mark.outlines), y):
            for i in range(max(floor(start / _CELL + 0.5), 0), min(floor(end / _CELL + 0.5), columns)):
                key = (mark.item.ink, mark.item.overprint, cells[i])
                if key not in known:
                    known[key] = over(key[0], key[2], overprint=key[1])
                cells[i] = known[key]
    return cells


def _spans(contours: tuple[Contour, ...], y: float) -> list[tuple[float, float]]:
    """Return where a filled path lies on the line at ``y``, by the non-zero rule."""
    turns = sorted(
        (p[0] + (q[0] - p[0]) * (y - p[1]) / (q[1] - p[1]), 1 if q[1] > p[1] else -1)
        for contour in contours
        for p, q in segments(contour)
        if (p[1] <= y) != (q[1] <= y)
    )
    spans: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for x, turn in turns:
        if depth == 0:
            start = x
        depth += turn
        if depth == 0:
            spans.append((start, x))
    return spans
