"""The stack: rows one under another, fitted into free room round a common axis.

Sizes are scaled until every row clears the true shapes; then the stack is centred in the height that is left,
and its axis in the width.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.bisect import largest
from keytag.compose.room import SLICE, Room, Spans, Stretch
from keytag.compose.rows import Row
from keytag.drawing.artwork import Fill
from keytag.drawing.geometry import Rect

Scales = tuple[float, ...]
"""Where in its range each size of a stack lies, 0 (smallest) to 1 (largest)."""


class Rows(Struct, frozen=True):
    """A stack's rows with what decides where they fit: full height, reach to both sides of the axis, width."""

    rows: tuple[Row, ...]
    height: float
    left: float
    right: float
    width: float


def measured(rows: tuple[Row, ...]) -> Rows:
    """Return ``rows`` measured; the first row's lead does not count."""
    return Rows(
        rows,
        sum(row.above + row.below + row.lead for row in rows) - rows[0].lead,
        max(row.left for row in rows),
        max(row.right for row in rows),
        max(row.width for row in rows),
    )


Builder = Callable[[Scales], Rows]
"""Sets a stack's rows at scales from 0 (smallest sizes) to 1 (largest)."""

TIGHT = -0.12
"""The air of a stack whose blocks stand as close as they may: house rule, where the alternative is no tag."""

_STEP = 2 * SLICE
_MOST_TRIES = 16
# House rules: the share of the space between two lines, and the mm, that a series' other words must leave.
_CLOSER = 0.6
_LEAST_LEAD = 0.3
# House rule, in mm: how far other words of a series may reach beyond the room; less than the eye sees.
_HAIR = 0.05
# House rule: a stack is set smaller rather than pushed further than this share from the middle of its room.
_DRIFT = 0.3
# House rule, in mm: how far its middle may move while its lines draw apart.
_AIRING = 2.0


class PlacedRows(Struct, frozen=True):
    """Rows with the x of their axis, the y of each baseline, and the scale that all were set at first.

    ``scales`` are those of each dial; once set, they may grow beyond it.
    """

    rows: tuple[Row, ...]
    axis: float
    baselines: tuple[float, ...]
    scale: float
    scales: Scales = ()
    slump: float = 0.0
    """How far in mm it lies above or below the middle of the height it has."""

    @property
    def extent(self) -> tuple[float, float]:
        """The leftmost and rightmost x that its rows reach."""
        return self.axis - max(row.left for row in self.rows), self.axis + max(row.right for row in self.rows)

    @property
    def boxes(self) -> tuple[Rect, ...]:
        """The boxes round its rows."""
        return tuple(
            Rect(self.axis - row.left, y - row.above, self.axis + row.right, y + row.below)
            for row, y in zip(self.rows, self.baselines, strict=True)
        )

    @property
    def is_tight(self) -> bool:
        """Whether its blocks stand closer than they should."""
        return bool(self.scales) and self.scales[-1] < 0

    def worded(self, rows: tuple[Row, ...], room: Room) -> PlacedRows | None:
        """Return other ``rows`` on the same baselines round the same axis; None where they do not fit there."""
        if len(rows) != len(self.baselines):
            return None
        bottom = -inf
        for row, y in zip(rows, self.baselines, strict=True):
            if y - row.above < bottom + min(row.lead * _CLOSER, _LEAST_LEAD) - _HAIR:
                return None
            bottom = y + row.below
        placed = PlacedRows(rows, self.axis, self.baselines, self.scale, self.scales)
        return placed if placed.is_free_in(room) else None

    def is_free_in(self, room: Room) -> bool:
        """Tell whether its rows lie in free room."""
        spans = room.spans(self.axis)
        free = [spans.free(box.y0 + _HAIR, box.y1 - _HAIR) for box in self.boxes]
        return all(
            span is not None and span[0] - _HAIR <= box.x0 and box.x1 <= span[1] + _HAIR
            for span, box in zip(free, self.boxes, strict=True)
        )

    def fills(self) -> tuple[Fill, ...]:
        """Return the stack painted."""
        return tuple(
            fill
            for row, baseline in zip(self.rows, self.baselines, strict=True)
            for piece in row.pieces
            for fill in piece.fills(self.axis, baseline)
        )


class Berth(Struct, frozen=True):
    """Where a stack may lie: free spans round a line, and whether its axis is that line or may move.

    It may leave the middle of its height by ``sway`` mm before it is set smaller, and by ``airing`` mm for lines
    that draw apart.
    """

    spans: Spans
    axis: float
    fixed: bool
    sway: float = 0.6
    airing: float = _AIRING


def berth(room: Room, axis: float, *, fixed: bool, sway: float = 0.6) -> Berth:
    """Return the berth of ``room`` round the line x = ``axis``."""
    return Berth(room.spans(axis), axis, fixed, sway)


def fit(build: Builder, dials: int, where: Berth) -> PlacedRows | None:
    """Return the stack with its ``dials`` at the largest common scale that fits ``where``, the last (air) at 0.

    Where even the smallest does not, its blocks draw closer together; return None where that is no help.
    """

    def attempt(scale: float, air: float = 0.0, drift: float = _DRIFT) -> PlacedRows | None:
        scales = (*(scale,) * (dials - 1), air)
        found = place(build(scales), where, scale, drift, where.sway if drift < 1.0 else inf)
        return None if found is None else replace(found, scales=scales)

    tightest = build((*(0.0,) * (dials - 1), TIGHT))
    if not any(_has_room(tightest, where, run) for run in where.spans.runs):
        return None
    best = attempt(0.0) or attempt(0.0, drift=1.0)
    if best is None:
        return attempt(0.0, TIGHT, 1.0)
    return attempt(1.0) or largest(attempt, 0.0, 1.0, best)


def fits(build: Builder, dials: int, where: Berth) -> bool:
    """Tell whether `fit` would find a place."""
    smallest, tightest = (0.0,) * dials, (*(0.0,) * (dials - 1), TIGHT)
    return any(place(build(scales), where, 0.0, 1.0, inf) for scales in (smallest, tightest))


def grow(build: Builder, order: tuple[int, ...], where: Berth, placed: PlacedRows) -> PlacedRows:
    """Return ``placed`` with each scale in ``order`` as large as the others, as they then are, let it be.

    What holds one line down (a long number) need not hold down the rest.
    """
    grown = placed
    for dial in order:
        grown = _grown(build, dial, where, grown)
    return grown


def regain(build: Builder, where: Berth, placed: PlacedRows) -> PlacedRows | None:
    """Return what ``build`` sets at the scales of ``placed``, or None where it does not fit."""
    found = _placed_again(build(placed.scales), where, placed, where.sway)
    return None if found is None else replace(found, scales=placed.scales)


def _grown(build: Builder, dial: int, where: Berth, placed: PlacedRows) -> PlacedRows:
    """Return ``placed`` with one scale as large as it may be; for air it may move, its widest line stays."""
    most = where.airing if dial == len(placed.scales) - 1 else where.sway

    def attempt(scale: float) -> PlacedRows | None:
        scales = (*placed.scales[:dial], scale, *placed.scales[dial + 1 :])
        found = _placed_again(build(scales), where, placed, most)
        return None if found is None else replace(found, scales=scales)

    return attempt(1.0) or largest(attempt, placed.scales[dial], 1.0, placed)


def _placed_again(stack: Rows, where: Berth, placed: PlacedRows, most: float) -> PlacedRows | None:
    """Return other rows where ``placed`` are: what already lies off the middle of its room may stay there."""
    is_low = placed.slump > where.sway
    return place(stack, where, placed.scale, 1.0 if is_low else _DRIFT, placed.slump + _STEP if is_low else most)


def place(stack: Rows, where: Berth, scale: float, drift: float, most: float) -> PlacedRows | None:
    """Return ``stack`` as near the middle of the free height as it fits, or None.

    It may leave the middle by at most the share ``drift`` of the height it could move, and ``most`` mm.
    """
    for run in where.spans.runs:
        if not _has_room(stack, where, run):
            continue
        slack = run.bottom - run.top - stack.height
        reach = min(slack / 2 * drift, most)
        step = max(_STEP, reach / _MOST_TRIES)
        for i in range(int(reach / step) + 1):
            for sign in (1, -1) if i else (1,):
                found = _settle(stack.rows, where, run.top + slack / 2 + sign * i * step)
                if found is not None:
                    return PlacedRows(stack.rows, found[0], found[1], scale, slump=i * step)
    return None


def _has_room(stack: Rows, where: Berth, run: Stretch) -> bool:
    """Tell whether ``stack`` is no taller and no wider than the run at its freest."""
    if stack.height > run.bottom - run.top or stack.width > run.width:
        return False
    return not where.fixed or (stack.left <= run.left and stack.right <= run.right)


def _settle(rows: tuple[Row, ...], where: Berth, top: float) -> tuple[float, tuple[float, ...]] | None:
    """Return axis and baselines of ``rows`` stacked from ``top`` on, or None where one of them does not fit."""
    low, high = (where.axis, where.axis) if where.fixed else (-1e9, 1e9)
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
        baselines.append(y)
        y += row.below
    return min(max(where.axis, low), high), tuple(baselines)
