"""Room: where on a side lettering may still go, as free intervals in thin horizontal slices.

The outline is the tag's own, shrunk by the safe area; the hole, placed lettering and the QR's ground are cut out
of it with their clearances. A slice is 0.1 mm high and stands for the worst case within it, so whatever is
placed in free room is clear to the true shapes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, inf, sqrt

from keytag.compose.frame import HOLE_CLEARANCE, Frame
from keytag.geometry import Point

SLICE = 0.1
"""Height of a slice in mm."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Chord:
    """A free interval from ``left`` to ``right`` in the slice that begins at ``top``."""

    left: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken stretch of free slices, and how far its freest slice reaches to both sides of the line."""

    top: float
    bottom: float
    left: float
    right: float
    width: float


@dataclass(frozen=True, slots=True)
class Spans:
    """One free interval for each slice, all round one vertical line; an empty one has its ends crossed."""

    lows: tuple[float, ...]
    highs: tuple[float, ...]
    runs: tuple[Run, ...]
    """The unbroken stretches of free slices, longest first."""

    def free(self, top: float, bottom: float) -> Interval | None:
        """Return the x interval that is free over the whole height from ``top`` to ``bottom``."""
        first, last = floor(top / SLICE + 1e-6), ceil(bottom / SLICE - 1e-6)
        if first < 0 or last > len(self.lows) or last <= first:
            return None
        lo, hi = max(self.lows[first:last]), min(self.highs[first:last])
        return (lo, hi) if lo < hi else None


_NONE = (inf, -inf)


def _spans(slices: Iterable[Interval | None], x: float) -> Spans:
    lows, highs = zip(*(span or _NONE for span in slices), strict=True)
    runs: list[Run] = []
    start: int | None = None
    for i, low in enumerate((*lows, inf)):
        if low < inf and start is None:
            start = i
        elif low == inf and start is not None:
            left = x - min(lows[start:i])
            right = max(highs[start:i]) - x
            width = max(high - low for low, high in zip(lows[start:i], highs[start:i], strict=True))
            runs.append(Run(start * SLICE, i * SLICE, left, right, width))
            start = None
    return Spans(lows, highs, tuple(sorted(runs, key=lambda run: run.top - run.bottom)))


@dataclass(frozen=True, slots=True)
class Room:
    """Free intervals of every slice from the top of the trim box down."""

    slices: tuple[tuple[Interval, ...], ...]

    def without(self, obstacles: Iterable[tuple[Point, ...]], gap: float) -> Room:
        """Return this room less convex ``obstacles`` (polygons in mm), each kept ``gap`` mm away."""
        slices = list(self.slices)
        for polygon in obstacles:
            ys = [y for _, y in polygon]
            first = max(0, floor((min(ys) - gap) / SLICE))
            last = min(len(slices), ceil((max(ys) + gap) / SLICE))
            for i in range(first, last):
                extent = _extent(polygon, i * SLICE - gap, (i + 1) * SLICE + gap)
                if extent is not None:
                    slices[i] = _cut(slices[i], extent[0] - gap, extent[1] + gap)
        return Room(tuple(slices))

    def spans(self, x: float) -> Spans:
        """Return for each slice the free interval that holds the vertical line at ``x``."""
        return _spans((next((s for s in spans if s[0] <= x <= s[1]), None) for spans in self.slices), x)

    def widest(self) -> Chord:
        """Return the widest free interval of any slice, the one nearest the middle of the height."""
        middle = len(self.slices) / 2
        chords = (Chord(lo, hi, i * SLICE) for i, spans in enumerate(self.slices) for lo, hi in spans)
        return max(
            chords,
            key=lambda chord: (round(chord.right - chord.left, 6), -abs(chord.top / SLICE - middle)),
            default=Chord(0.0, 0.0, 0.0),
        )


def open_room(frame: Frame) -> Room:
    """Return the room of an empty side: the safe area less the hole and its clearance."""
    count = ceil(frame.shape.height / SLICE - 1e-6)
    slices: list[tuple[Interval, ...]] = []
    for i in range(count):
        # The outline is convex: over a slice its chord is narrowest at one of the two edges.
        upper = frame.shape.chord(i * SLICE, frame.inset)
        lower = frame.shape.chord((i + 1) * SLICE, frame.inset)
        if upper is None or lower is None:
            slices.append(())
            continue
        spans: tuple[Interval, ...] = ((max(upper[0], lower[0]), min(upper[1], lower[1])),)
        slices.append(_less_hole(frame, spans, i))
    return Room(tuple(slices))


def _less_hole(frame: Frame, spans: tuple[Interval, ...], i: int) -> tuple[Interval, ...]:
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


def _extent(polygon: tuple[Point, ...], top: float, bottom: float) -> Interval | None:
    """Return the x extent of the part of a convex polygon between two heights."""
    xs = [x for x, y in polygon if top <= y <= bottom]
    for (x0, y0), (x1, y1) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        xs += [
            x0 + (x1 - x0) * (level - y0) / (y1 - y0) for level in (top, bottom) if (y0 < level) != (y1 < level)
        ]
    return (min(xs), max(xs)) if xs else None
