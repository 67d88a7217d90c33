"""Where on a side lettering may still go, as free intervals in thin horizontal slices.

The outline is the tag's own, shrunk by the safe area; the hole, placed lettering and the QR's ground are cut out
of it with their clearances. A slice is 0.1 mm high and stands for the worst case within it, so whatever is
placed in free area is clear to the true shapes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, inf, sqrt
from operator import sub

from msgspec import Struct

from keytag.compose.design import HOLE_CLEARANCE, Frame
from keytag.drawing.geometry import Point

SLICE = 0.1
"""Height of a slice in mm."""
Interval = tuple[float, float]


class Chord(Struct, frozen=True):
    """A free interval from ``left`` to ``right`` in the slice that begins at ``top``."""

    left: float
    right: float
    top: float


class Stretch(Struct, frozen=True):
    """An unbroken stretch of free slices, and how far its freest slice reaches to both sides of the line."""

    top: float
    bottom: float
    left: float
    right: float
    width: float


class Spans(Struct, frozen=True):
    """One free interval for each slice, all round one vertical line; an empty one has its ends crossed."""

    lows: tuple[float, ...]
    highs: tuple[float, ...]
    runs: tuple[Stretch, ...]
    """The unbroken stretches of free slices, longest first."""

    def free(self, top: float, bottom: float) -> Interval | None:
        """Return the x interval that is free over the whole height from ``top`` to ``bottom``."""
        first, last = floor(top / SLICE + 1e-6), ceil(bottom / SLICE - 1e-6)
        if first < 0 or last > len(self.lows) or last <= first:
            return None
        lo, hi = max(self.lows[first:last]), min(self.highs[first:last])
        return (lo, hi) if lo < hi else None


@lru_cache(maxsize=256)
def _spans(area: FreeArea, x: float) -> Spans:
    lows: list[float] = []
    highs: list[float] = []
    for spans in area.slices:
        for low, high in spans:
            if low <= x <= high:
                lows.append(low)
                highs.append(high)
                break
        else:
            lows.append(inf)
            highs.append(-inf)
    runs: list[Stretch] = []
    start: int | None = None
    for i, low in enumerate((*lows, inf)):
        if low < inf and start is None:
            start = i
        elif low == inf and start is not None:
            left, right = lows[start:i], highs[start:i]
            width = max(map(sub, right, left))
            runs.append(Stretch(start * SLICE, i * SLICE, x - min(left), max(right) - x, width))
            start = None
    return Spans(tuple(lows), tuple(highs), tuple(sorted(runs, key=lambda run: run.top - run.bottom)))


class FreeArea(Struct, frozen=True):
    """Free intervals of every slice from the top of the trim box down."""

    slices: tuple[tuple[Interval, ...], ...]

    def without(self, obstacles: Iterable[tuple[Point, ...]], gap: float) -> FreeArea:
        """Return this area less convex ``obstacles`` (polygons in mm), each kept ``gap`` mm away."""
        return _without(self, tuple(obstacles), gap)

    def spans(self, x: float) -> Spans:
        """Return for each slice the free interval that holds the vertical line at ``x``."""
        return _spans(self, x)

    def widest(self) -> Chord:
        """Return the widest free interval of any slice, the one nearest the middle of the height."""
        return _widest(self)


@lru_cache(maxsize=64)
def _widest(area: FreeArea) -> Chord:
    middle = len(area.slices) / 2
    chords = (Chord(lo, hi, i * SLICE) for i, spans in enumerate(area.slices) for lo, hi in spans)
    return max(
        chords,
        key=lambda chord: (round(chord.right - chord.left, 6), -abs(chord.top / SLICE - middle)),
        default=Chord(0.0, 0.0, 0.0),
    )


@lru_cache(maxsize=256)
def _without(area: FreeArea, obstacles: tuple[tuple[Point, ...], ...], gap: float) -> FreeArea:
    slices = list(area.slices)
    for polygon in obstacles:
        for i, low, high in _shadow(polygon, gap, len(slices)):
            slices[i] = _cut(slices[i], low - gap, high + gap)
    return FreeArea(tuple(slices))


@lru_cache(maxsize=16)
def open_area(frame: Frame) -> FreeArea:
    """Return the free area of an empty side: the safe area less the hole and its clearance."""
    shape, inset = frame.shape, frame.inset
    count = ceil(shape.height / SLICE - 1e-6)
    # The outline is the same above as below: what is known of one half is asked for again.
    chords = [shape.chord(min(i * SLICE, shape.height - i * SLICE), inset) for i in range(count + 1)]
    slices: list[tuple[Interval, ...]] = []
    for i, (upper, lower) in enumerate(pairwise(chords)):
        # The outline is convex: over a slice its chord is narrowest at one of the two edges.
        if upper is None or lower is None:
            slices.append(())
            continue
        spans: tuple[Interval, ...] = ((max(upper[0], lower[0]), min(upper[1], lower[1])),)
        slices.append(_cut_hole(frame, spans, i))
    return FreeArea(tuple(slices))


def _cut_hole(frame: Frame, spans: tuple[Interval, ...], i: int) -> tuple[Interval, ...]:
    if frame.hole is None:
        return spans
    reach = frame.hole.radius + HOLE_CLEARANCE
    top, bottom = i * SLICE - frame.hole.cy, (i + 1) * SLICE - frame.hole.cy
    nearest = 0.0 if top <= 0 <= bottom else min(abs(top), abs(bottom))
    if nearest >= reach:
        return spans
    half = sqrt(reach * reach - nearest * nearest)
    return _cut(spans, frame.hole.cx - half, frame.hole.cx + half)


def _cut(spans: tuple[Interval, ...], lo: float, hi: float) -> tuple[Interval, ...]:
    """Return ``spans`` less the interval from ``lo`` to ``hi``."""
    out: list[Interval] = []
    for a, b in spans:
        if hi <= a or lo >= b:
            out.append((a, b))
            continue
        if lo > a:
            out.append((a, lo))
        if hi < b:
            out.append((hi, b))
    return tuple(out)


# Letters stand in the way of one way to share the space after the other, and of the next edition's.
@lru_cache(maxsize=1024)
def _shadow(polygon: tuple[Point, ...], gap: float, count: int) -> tuple[tuple[int, float, float], ...]:
    """Return each of ``count`` slices that a convex polygon comes within ``gap`` mm of, with its x extent there.

    Of a convex polygon's left side the nearest part to its leftmost corner reaches furthest, and so on the right.
    """
    ys = [y for _, y in polygon]
    upper, lower = min(ys), max(ys)
    (left, left_y), (right, right_y) = min(polygon), max(polygon)
    sides = [
        (min(y0, y1), max(y0, y1), x0 - y0 * (x1 - x0) / (y1 - y0), (x1 - x0) / (y1 - y0))
        for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True)
        if y0 != y1
    ]
    found: list[tuple[int, float, float]] = []
    for i in range(max(0, floor((upper - gap) / SLICE)), min(count, ceil((lower + gap) / SLICE))):
        top, bottom = max(i * SLICE - gap, upper), min((i + 1) * SLICE + gap, lower)
        if top > bottom:
            continue
        low, high = left, right
        if not top <= left_y <= bottom:
            low = min(_crossings(sides, bottom if bottom < left_y else top))
        if not top <= right_y <= bottom:
            high = max(_crossings(sides, bottom if bottom < right_y else top))
        found.append((i, low, high))
    return tuple(found)


def _crossings(sides: list[tuple[float, float, float, float]], level: float) -> list[float]:
    """Return the x at height ``level`` of the sides that reach it, each given by its ends' y, x at 0 and slope."""
    return [x + slope * level for upper, lower, x, slope in sides if upper <= level <= lower]
