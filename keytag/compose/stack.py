"""The stack: rows one under another, fitted into free room round a common axis.

Sizes are scaled until every row clears the true shapes; then the stack is centred in the height that is left,
and its axis in the width.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from keytag.artwork import Fill
from keytag.compose.room import SLICE, Room, Spans
from keytag.compose.rows import Row

Builder = Callable[[float], tuple[Row, ...]]
"""Sets a stack's rows at a scale from 0 (smallest sizes) to 1 (largest)."""

_HALVINGS = 5
_STEP = 2 * SLICE
# House rule: a stack is set smaller rather than pushed further than this share from the middle of its room.
_DRIFT = 0.4


@dataclass(frozen=True, slots=True)
class Placed:
    """Rows with the x of their axis, the y of each baseline, and the scale they were set at."""

    rows: tuple[Row, ...]
    axis: float
    baselines: tuple[float, ...]
    scale: float

    @property
    def extent(self) -> tuple[float, float]:
        """The leftmost and rightmost x that its rows reach."""
        return self.axis - max(row.left for row in self.rows), self.axis + max(row.right for row in self.rows)

    def fills(self) -> tuple[Fill, ...]:
        """Return the stack painted."""
        return tuple(
            fill
            for row, baseline in zip(self.rows, self.baselines, strict=True)
            for piece in row.pieces
            for fill in piece.fills(self.axis, baseline)
        )


@dataclass(frozen=True, slots=True)
class Berth:
    """Where a stack may lie: free spans round a line, and whether its axis is that line or may move."""

    spans: Spans
    axis: float
    fixed: bool


def berth(room: Room, axis: float, *, fixed: bool) -> Berth:
    """Return the berth of ``room`` round the line x = ``axis``."""
    return Berth(room.spans(axis), axis, fixed)


def height(rows: tuple[Row, ...]) -> float:
    """Return the height of a stack in mm; the first row's lead does not count."""
    return sum(row.above + row.below + row.lead for row in rows) - rows[0].lead


def fit(build: Builder, where: Berth) -> Placed | None:
    """Return the stack at the largest scale that fits ``where``, or None when even the smallest does not."""
    smallest = build(0.0)
    best = place(smallest, where, 0.0, _DRIFT) or place(smallest, where, 0.0, 1.0)
    if best is None:
        return None
    placed = place(build(1.0), where, 1.0, _DRIFT)
    if placed is not None:
        return placed
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        placed = place(build(middle), where, middle, _DRIFT)
        if placed is None:
            high = middle
        else:
            low, best = middle, placed
    return best


def place(rows: tuple[Row, ...], where: Berth, scale: float, drift: float) -> Placed | None:
    """Return ``rows`` as near the middle of the free height as they fit, or None.

    They may leave the middle by at most the share ``drift`` of the height they could move.
    """
    total = height(rows)
    for top, bottom in where.spans.runs:
        slack = bottom - top - total
        if slack < 0:
            return None
        steps = int(slack / 2 * drift / _STEP)
        for step in range(steps + 1):
            for sign in (1, -1) if step else (1,):
                found = _settle(rows, where, top + slack / 2 + sign * step * _STEP)
                if found is not None:
                    return Placed(rows, found[0], found[1], scale)
    return None


def _settle(rows: tuple[Row, ...], where: Berth, top: float) -> tuple[float, tuple[float, ...]] | None:
    """Return axis and baselines of ``rows`` stacked from ``top`` on, or None where one of them does not fit."""
    low, high = (where.axis, where.axis) if where.fixed else (-1e9, 1e9)
    wish, widest = where.axis, 0.0
    baselines: list[float] = []
    y = top - rows[0].lead
    for row in rows:
        y += row.lead + row.above
        free = where.spans.free(y - row.above, y + row.below)
        if free is None:
            return None
        low, high = max(low, free[0] + row.left), min(high, free[1] - row.right)
        if low > high + 1e-9:
            return None
        if row.width > widest:
            widest, wish = row.width, (free[0] + free[1] + row.left - row.right) / 2
        baselines.append(y)
        y += row.below
    return min(max(wish, low), high), tuple(baselines)
