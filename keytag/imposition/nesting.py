"""The densest stack of rows of tags: which rows, in which order, how near each other.

Goes in: a tag's shape, the gap, a field. Comes out: rows of centres, each with its depth.

A row holds tags of one orientation. There are few useful rows: packed to the gap against either end or centred,
spread over the whole length, or spread with half a pitch left over at one end; each also with one tag fewer, in
the hollows of its neighbour. Rows of both orientations may follow each other, which uses up a rest that no
further row of the same kind would fit. The best sequence is found exactly, by dynamic programming over (tags so
far, last row) -> least depth. Lattices skewed against the sheet were measured too: at equal density they lose at
both ends of each row and won on no sheet.

How near two tags may stand is exact. Two convex, centrally symmetric bodies keep a gap g where the offset of
their centres lies outside their Minkowski sum grown by g, whose support function is h₁ + h₂ + g (R. Schneider,
Convex Bodies: The Brunn-Minkowski Theory, 3.1). Rows need one thing of it: given the offset along the row, how far
apart the rows must be. Ovals, pills, circles and rectangles all go through the same code.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import cos, floor, inf, pi, sin

from msgspec import Struct

from keytag.drawing.geometry import Shape

# Absorbs the rounding of a length that is an exact multiple of a pitch.
EPSILON = 1e-9
# House rule: tangents each half degree, as `keytag.drawing.geometry` compares bodies. The polygon of the tangents
# holds the body, so that what is left of the error (under 0.001 mm) widens the gap and never narrows it.
_STEPS = 180


class Clearance(Struct, frozen=True):
    """The upper right quarter of the grown sum of two bodies: from ``(0, depth)`` down to ``(reach, 0)``."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def reach(self) -> float:
        """Offset along the row from which two tags may stand in one row."""
        return self.xs[-1]

    @property
    def depth(self) -> float:
        """Offset across rows from which two tags may stand at the same place along the row."""
        return self.ys[0]

    def across(self, along: float) -> float:
        """Return the least offset across rows for centres ``along`` mm apart along the row."""
        if along >= self.reach:
            return 0.0
        i = bisect_left(self.xs, along)
        if i == 0:
            return self.depth
        x0, x1 = self.xs[i - 1], self.xs[i]
        part = (along - x0) / (x1 - x0)
        return self.ys[i - 1] + part * (self.ys[i] - self.ys[i - 1])


class SlotRow(Struct, frozen=True):
    """Centres along the row, all tags ``turned`` by 90° against the row or none; ``half`` its half depth."""

    turned: bool
    half: float
    centres: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.centres)


class RowStack(Struct, frozen=True):
    """Rows from the first to the last with the depth of each row's centre line."""

    rows: tuple[SlotRow, ...] = ()
    depths: tuple[float, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, self.rows))


Clearances = dict[tuple[bool, bool], Clearance]
Reached = dict[int, tuple[float, int]]
"""For stacks of one size: by the last row's kind, the least depth of its centre and the kind before it (or -1)."""


def densest_stack(shape: Shape, gap: float, length: float, depth: float, at_least: int = 1) -> RowStack | None:
    """Return the fullest stack of rows in a field ``length`` mm along the rows and ``depth`` mm across them.

    ``shape`` unturned lies with its width along the rows. Of stacks with equally many tags one whose tags all lie
    the same way is preferred. Returns None where fewer than ``at_least`` tags fit.
    """
    clearances = {(a, b): clearance(shape, (a, b), gap) for a in (False, True) for b in (False, True)}
    lying = _rows((shape.width, shape.height), (length, depth), gap, turned=False)
    standing = _rows((shape.height, shape.width), (length, depth), gap, turned=True)
    families = [lying] if shape.width == shape.height else [lying, standing, lying + standing]
    best: RowStack | None = None
    for rows in families:
        found = _fullest(rows, clearances, depth, at_least)
        if found is not None:
            best, at_least = found, len(found) + 1
    return best


def _rows(
    tag: tuple[float, float], field: tuple[float, float], gap: float, *, turned: bool
) -> tuple[SlotRow, ...]:
    """Return the useful rows of tags in a field, both given as (along, across) the rows."""
    along, across = tag
    room = field[0] - along
    if room < -EPSILON or across > field[1] + EPSILON:
        return ()
    centres = dict.fromkeys(
        tuple(round(along / 2 + start + i * pitch, 6) for i in range(count))
        for start, pitch, count in _arrangements(room, along + gap)
        if count > 0
    )
    return tuple(SlotRow(turned, across / 2, row) for row in centres)


def _arrangements(room: float, pitch: float) -> list[tuple[float, float, int]]:
    """Return (first centre, pitch, count) of the useful rows for centres that have ``room``, ``pitch`` the least.

    Further ones (centred, packed against the other end, shifted by a third) were measured and changed no count.
    """
    most = floor(room / pitch + EPSILON) + 1
    rest = room - (most - 1) * pitch
    packed = [(0.0, pitch, most), (min(rest, pitch / 2), pitch, most), (pitch / 2, pitch, most - 1)]
    if most == 1:
        return packed
    spread, halves = room / (most - 1), room / (most - 0.5)
    hollows = [(0.0, spread, most), (spread / 2, spread, most - 1)]
    zigzag = [(0.0, halves, most), (halves / 2, halves, most)] if halves >= pitch else []
    return hollows + zigzag + packed


def _distance(first: SlotRow, second: SlotRow, clearances: Clearances) -> float:
    """Return how far apart the centre lines of two neighbouring rows must be.

    Clearance falls with the offset along the row, so the nearest pair decides. Half the sum of both rows' own
    depths with the gap is kept at least, so that the row after next keeps its distance by itself.
    """
    a, b = first.centres, second.centres
    i = j = 0
    nearest = inf
    while i < len(a) and j < len(b):
        nearest = min(nearest, abs(a[i] - b[j]))
        if a[i] < b[j]:
            i += 1
        else:
            j += 1
    own = max(clearances[row.turned, row.turned].depth / 2 for row in (first, second))
    return max(own, clearances[first.turned, second.turned].across(nearest))


def _fullest(rows: Sequence[SlotRow], clearances: Clearances, depth: float, at_least: int) -> RowStack | None:
    """Return the fullest sequence of ``rows`` within ``depth``, or None where none holds ``at_least`` tags."""
    if not rows:
        return None
    sizes = [len(row) for row in rows]
    longest = max(sizes)
    apart = [[_distance(a, b, clearances) for b in rows] for a in rows]
    last = [depth - row.half + EPSILON for row in rows]
    goal = max(at_least, _alternating(rows, apart, last))
    # No sequence gains more tags per millimetre than its densest pair of neighbours; a start that falls short of
    # the goal even at that rate is not followed up.
    pairs = [(a, b) for a in range(len(rows)) for b in range(len(rows))]
    rate = max((sizes[a] + sizes[b]) / 2 / apart[a][b] for a, b in pairs)
    reached: list[Reached] = [{} for _ in range(longest + 1)]
    for kind, row in enumerate(rows):
        reached[sizes[kind]][kind] = (row.half, -1)
    most = count = 0
    while count < len(reached):
        for kind, (at, _) in reached[count].items():
            most = count
            if count + (max(last) - at) * rate + (longest - sizes[kind]) / 2 < max(goal, most):
                continue
            reached.extend({} for _ in range(count + longest + 1 - len(reached)))
            for following, step in enumerate(apart[kind]):
                then = at + step
                if then <= last[following]:
                    there = reached[count + sizes[following]]
                    if following not in there or then < there[following][0]:
                        there[following] = (then, kind)
        count += 1
    return _retrace(rows, reached, most) if most >= at_least else None


def _alternating(rows: Sequence[SlotRow], apart: list[list[float]], last: list[float]) -> int:
    """Return how many tags the fullest stack holds in which two rows take turns."""
    best = 0
    for a, first in enumerate(rows):
        for b, second in enumerate(rows):
            pairs = floor((last[a] - first.half) / (2 * apart[a][b]))
            at = first.half + pairs * 2 * apart[a][b]
            rest = len(second) if at + apart[a][b] <= last[b] else 0
            best = max(best, (pairs + 1) * len(first) + pairs * len(second) + rest)
    return best


def _retrace(rows: Sequence[SlotRow], reached: Sequence[Reached], count: int) -> RowStack:
    """Follow the predecessors back from the shallowest stack of ``count`` tags."""
    kind = min(reached[count], key=lambda kind: reached[count][kind][0])
    found: list[tuple[SlotRow, float]] = []
    while kind >= 0:
        at, before = reached[count][kind]
        found.append((rows[kind], at))
        count -= len(rows[kind])
        kind = before
    found.reverse()
    return RowStack(tuple(row for row, _ in found), tuple(at for _, at in found))


def clearance(shape: Shape, turns: tuple[bool, bool], gap: float) -> Clearance:
    """Return the clearance of two tags of ``shape``, each turned by 90° or not, that keep ``gap`` mm apart."""
    quarter = pi / 2
    normals = [
        (1.0, 0.0),
        *((cos(quarter * i / _STEPS), sin(quarter * i / _STEPS)) for i in range(1, _STEPS)),
        (0.0, 1.0),
    ]
    first, second = turns
    supports = [_support(shape, first, nx, ny) + _support(shape, second, nx, ny) + gap for nx, ny in normals]
    corners = [(supports[0], 0.0)]
    for i in range(_STEPS):
        (a, b), (c, d) = normals[i], normals[i + 1]
        det = a * d - b * c
        corners.append(
            ((supports[i] * d - supports[i + 1] * b) / det, (a * supports[i + 1] - c * supports[i]) / det)
        )
    corners.append((0.0, supports[-1]))
    corners.reverse()
    return Clearance(tuple(x for x, _ in corners), tuple(y for _, y in corners))


def _support(shape: Shape, turned: bool, nx: float, ny: float) -> float:  # noqa: FBT001 - one of a pair
    """Return the support of ``shape``, turned by 90° or not."""
    return shape.support(ny, nx) if turned else shape.support(nx, ny)
