"""The parts of a divided ground: a band between head and foot, a disc within a ring, a half for the code.

Goes in: what stands along the edges, or the code with what stands beside it. Comes out: `SidePart`s, each with its
outline out to the bleed, the line that parts it from the rest, and how wide it is at each height. A part follows
what stands on it: it has no place of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import inf, sqrt
from typing import Literal

from msgspec import Struct

from keytag.compose.design import Frame
from keytag.compose.free_area import SLICE, FreeArea, Interval
from keytag.drawing.geometry import Path, Point, Rect, Shape, ShapeKind, polygon, polyline

# House rules, in mm: clear space between a parting line and lettering on either side of it, and beside a code.
PART_GAP = 0.75
CODE_PART_GAP = 1.9
_LEAST_CODE_GAP = 1.5
_BESIDE_CODE = 0.2
# House rule: how far a bowed parting line falls towards the middle of the side, as a share of half its height.
_BOW = 0.25
# House rules, in mm: how closely the outline in the bleed is followed, and steps in which a place is looked for.
_STEP = 0.2
_TRY = 0.1
_NEAR_ENDS = (0.002, 0.01, 0.03, 0.06, 0.1, 0.15, 0.3)
# House rule, in mm: half of what is left between bowed edges where they come nearest.
_LEAST_EYE = 0.8
# House rule: a ring takes this share of the way to the middle at most.
_DEEPEST = 0.9


class SidePart(Struct, frozen=True):
    """A part of a side: its outline, and the lines that part it from the rest, both out to the bleed."""

    outline: Path
    lines: tuple[Path, ...]


class FieldPart(Struct, frozen=True):
    """The band between head and foot: the y of its edges in the middle, each bowed ``bow`` mm on its way out."""

    frame: Frame
    top: float
    bottom: float
    bow: float = 0.0

    def span(self, y: float, gap: float) -> Interval | None:
        """Return the x interval in which the field reaches ``gap`` mm beyond height ``y``."""
        over = max(self.top + gap - y, y - (self.bottom - gap))
        if not self.bow:
            return (-inf, inf) if over <= 0 else None
        # At u half widths off the axis the edges have come nearer to each other by bow times u².
        left = -over / self.bow
        if left < 0:
            return None
        half = sqrt(left) * self.frame.shape.width / 2
        return self.frame.shape.width / 2 - half, self.frame.shape.width / 2 + half

    def rise(self, x: float) -> float:
        """Return how far its edges have come towards each other at ``x``."""
        out = (x - self.frame.shape.width / 2) / (self.frame.shape.width / 2)
        return min(self.bow * out**2, max((self.bottom - self.top) / 2 - _LEAST_EYE, 0.0))

    def strips(self, gap: float) -> tuple[Rect, ...]:
        """Return the boxes above and below it, for what stands upright."""
        width, height = self.frame.shape.width, self.frame.shape.height
        return Rect(-1.0, -1.0, width + 1, self.top + gap), Rect(-1.0, self.bottom - gap, width + 1, height + 1)

    def part(self, outset: float = 0.0) -> SidePart:
        """Return it as it is painted, with its lines ``outset`` mm outside."""
        frame = self.frame
        upper = _across(frame, lambda x: self.top + self.rise(x))
        lower = _across(frame, lambda x: self.bottom - self.rise(x))
        if not upper or not lower:
            return SidePart(frame.shape.outline(-frame.bleed), ())
        lines = tuple(
            polyline(points)
            for edge in (lambda x: self.top + self.rise(x) - outset, lambda x: self.bottom - self.rise(x) + outset)
            if (points := _across(frame, edge))
        )
        first, last = upper[0][1], lower[0][1]
        right = [(chord[1], y) for y, chord in _chords(frame, first, last)]
        left = [(chord[0], y) for y, chord in _chords(frame, first, last)]
        return SidePart(polygon((*upper, *right, *lower[::-1], *left[::-1])), lines)


class DiscPart(Struct, frozen=True):
    """All that lies ``inset`` mm within the cut: the rest is a ring."""

    frame: Frame
    inset: float

    def span(self, y: float, gap: float) -> Interval | None:
        """Return the x interval in which the disc reaches ``gap`` mm further than ``y``."""
        return self.frame.shape.chord(y, self.inset + gap)

    def part(self, outset: float = 0.0) -> SidePart:
        """Return it as it is painted, with its line ``outset`` mm outside."""
        shape = self.frame.shape
        return SidePart(shape.outline(self.inset), (shape.outline(max(self.inset - outset, 0.05)),))


MiddlePart = FieldPart | DiscPart
"""The part that the middle of a side stands on."""


def area_within(area: FreeArea, part: MiddlePart, gap: float) -> FreeArea:
    """Return what of ``area`` lies on ``part``, ``gap`` mm off its edge."""
    slices: list[tuple[Interval, ...]] = []
    ends = [part.span(i * SLICE, gap) for i in range(len(area.slices) + 1)]
    for spans, upper, lower in zip(area.slices, ends, ends[1:], strict=False):
        if upper is None or lower is None:
            slices.append(())
            continue
        low, high = max(upper[0], lower[0]), min(upper[1], lower[1])
        cut = ((max(a, low), min(b, high)) for a, b in spans)
        slices.append(tuple((a, b) for a, b in cut if a < b))
    return FreeArea(tuple(slices))


def whole_field(frame: Frame) -> FieldPart:
    """Return a field that is all of the side: nothing stands in head or foot."""
    return FieldPart(frame, -2 * frame.bleed - 1, frame.shape.height + 2 * frame.bleed + 1)


def field_between(
    frame: Frame, upper: Sequence[Point], lower: Sequence[Point], least: float, gap: float, *, is_bowed: bool
) -> FieldPart:
    """Return the field between the corners of the lettering in head and foot, each ``least`` mm high at least.

    On round tags head and foot are of one height, so that the field lies on the tag's own axis; a hole in one of
    them makes it the higher.
    """
    height = frame.shape.height
    top = _edge_below(frame, upper, least, gap, is_bowed=is_bowed)
    foot = _edge_below(frame, [(x, height - y) for x, y in lower], least, gap, is_bowed=is_bowed)
    if frame.is_round and frame.wing is None:
        top = foot = max(top, foot)
    return FieldPart(frame, top, height - foot, _bow_at(frame) if is_bowed else 0.0)


def _edge_below(frame: Frame, points: Sequence[Point], least: float, gap: float, *, is_bowed: bool) -> float:
    """Return the y in the middle of the parting line that lies ``gap`` mm below ``points``."""
    top = least
    while top < frame.shape.height / 2:
        field = FieldPart(frame, top, frame.shape.height, _bow_at(frame) if is_bowed else 0.0)
        if all(y + gap <= top + field.rise(x) for x, y in points):
            break
        top += _TRY
    return top


def _bow_at(frame: Frame) -> float:
    return frame.shape.height / 2 * _BOW if frame.is_round else 0.0


def disc_within(frame: Frame, points: Iterable[Point], least: float, gap: float) -> DiscPart:
    """Return the disc that lies ``gap`` mm within the corners of the lettering that runs round it."""
    depth = max((frame.shape.depth(point) for point in points), default=0.0)
    return DiscPart(frame, min(max(depth + gap, least), min(frame.shape.width, frame.shape.height) / 2 * _DEEPEST))


Side = Literal["left", "right", "top", "bottom"]


def is_parted(own: Sequence[Rect], others: Sequence[Rect]) -> bool:
    """Tell whether a line can part the boxes ``own`` from ``others``."""
    return not others or max(_clearances(own, others))[0] >= _LEAST_CODE_GAP


def _clearances(own: Sequence[Rect], others: Sequence[Rect]) -> list[tuple[float, Side]]:
    code, words = _round(own), _round(others)
    return [
        (words.x0 - code.x1, "left"),
        (code.x0 - words.x1, "right"),
        (words.y0 - code.y1, "top"),
        (code.y0 - words.y1, "bottom"),
    ]


def code_half(
    frame: Frame, own: Sequence[Rect], others: Sequence[Rect], outset: float, gap: float
) -> SidePart | None:
    """Return the part that holds the boxes ``own``, parted from ``others`` by a line that follows the tag's curve.

    It keeps ``gap`` mm off the others where there is room; its line lies ``outset`` mm outside.
    None where there is no such line. Where there are no others, it is the whole side.
    """
    if not others:
        return SidePart(frame.shape.outline(-frame.bleed), ())
    if not is_parted(own, others):
        return None
    code, words = _round(own), _round(others)
    _, side = max(_clearances(own, others))
    if side in ("left", "right"):
        return _half_beside(frame, own, others, side, outset, gap)
    top = (code.y1 + words.y0) / 2 if side == "top" else (code.y0 + words.y1) / 2
    line = _across(frame, lambda _: top)
    shifted = polyline(_across(frame, lambda _: top + (outset if side == "top" else -outset)))
    end = -frame.bleed if side == "top" else frame.shape.height + frame.bleed
    first, last = sorted((top, end))
    chords = _chords(frame, first, last)
    right, left = [(c[1], y) for y, c in chords], [(c[0], y) for y, c in chords]
    body = (*line, *(right[::-1] if side == "top" else right), *(left if side == "top" else left[::-1]))
    return SidePart(polygon(body), (shifted,))


def _half_beside(
    frame: Frame,
    own: Sequence[Rect],
    others: Sequence[Rect],
    side: Literal["left", "right"],
    outset: float,
    gap: float,
) -> SidePart:
    """Return the half left or right of an arc that bulges towards the words."""
    turn = 1.0 if side == "left" else -1.0
    middle = frame.shape.height / 2

    def bulge(y: float, radius: float) -> float:
        """Return how far a line of ``radius`` lies back at height ``y``."""
        return radius - sqrt(max(radius**2 - (y - middle) ** 2, 0.0)) if radius < inf else 0.0

    def room(radius: float) -> tuple[float, float]:
        """Return how near to the code, and to the words, a line of ``radius`` may be."""
        code = max(
            turn * (box.x1 if side == "left" else box.x0) + bulge(y, radius) + _BESIDE_CODE
            for box in own
            for y in (box.y0, box.y1)
        )
        words = min(
            turn * (box.x0 if side == "left" else box.x1) + bulge(min(max(middle, box.y0), box.y1), radius)
            for box in others
        )
        return code, words - gap

    # Where the room is scarce, a flatter line leaves the words more of it.
    rooms = ((radius, *room(radius)) for radius in _radii(frame.shape))
    radius, reach, near = next((each for each in rooms if each[2] >= each[1]), (inf, *room(inf)))
    # In the middle of what is left, as near to the code as it may be where nothing is.
    place = max(reach, (reach + near) / 2)
    low, high = -frame.bleed, frame.shape.height + frame.bleed

    def line(shift: float) -> list[Point]:
        return _cut_to_bleed(frame, [(turn * (place + shift - bulge(y, radius)), y) for y in _steps(low, high)])

    points = line(0.0)
    chords = _chords(frame, low, high)
    first, last = points[0], points[-1]
    near_end, far_end = (0, 1) if side == "left" else (1, 0)
    # A half that holds more than the middle of the tag goes over its top and its bottom.
    below = [(chord[far_end], y) for y, chord in chords if y > last[1] and turn * chord[far_end] < turn * last[0]]
    above = [
        (chord[far_end], y) for y, chord in chords if y < first[1] and turn * chord[far_end] < turn * first[0]
    ]
    ends = max(turn * first[0], turn * last[0])
    outer = [(chord[near_end], y) for y, chord in chords if turn * chord[near_end] < ends]
    return SidePart(polygon((*points, *below, *outer[::-1], *above)), (polyline(line(outset)),))


def _radii(shape: Shape) -> tuple[float, ...]:
    """Return radii of a parting line, the best first: about that of the tag's flat side; a rectangle has none."""
    if shape.kind is ShapeKind.RECTANGLE:
        return (inf,)
    # House rule: an arc flatter than a tag's end, which would take the code's corners.
    return (*(factor * shape.height for factor in (1.8, 2.5, 4.0)), inf)


def _is_near(frame: Frame, point: Point) -> bool:
    chord = frame.shape.chord(point[1], -frame.bleed)
    return chord is not None and chord[0] <= point[0] <= chord[1]


def _round(boxes: Sequence[Rect]) -> Rect:
    found = boxes[0]
    for box in boxes[1:]:
        found = found.union(box)
    return found


def _steps(low: float, high: float) -> list[float]:
    count = max(int((high - low) / _STEP), 1)
    return [low + (high - low) * i / count for i in range(count + 1)]


def _chords(frame: Frame, low: float, high: float) -> list[tuple[float, Interval]]:
    """Return the chords of the outline out in the bleed, from the height ``low`` down to ``high``."""
    # Where it begins and ends, at a rounded corner or an oval's top, an outline is followed more closely.
    near = [end for near in _NEAR_ENDS for end in (low + near, high - near) if low < end < high]
    found = ((y, frame.shape.chord(y, -frame.bleed)) for y in sorted({*_steps(low, high), *near}))
    return [(y, chord) for y, chord in found if chord is not None]


def _across(frame: Frame, edge: Callable[[float], float]) -> list[Point]:
    """Return the points of a line across the tag from left to right, as far as the bleed reaches."""
    low, high = -frame.bleed, frame.shape.width + frame.bleed
    points = _cut_to_bleed(frame, [(x, edge(x)) for x in _steps(low, high)])
    # Straight lines need their ends alone.
    is_level = bool(points) and max(y for _, y in points) - min(y for _, y in points) < 1e-9
    return [points[0], points[-1]] if is_level else points


def _cut_to_bleed(frame: Frame, points: Sequence[Point]) -> list[Point]:
    """Return the part of a line that lies within the bleed, its ends on the outline there."""
    inside = [i for i, point in enumerate(points) if _is_near(frame, point)]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    kept = list(points[first : last + 1])
    if first > 0:
        kept.insert(0, _end_between(frame, points[first], points[first - 1]))
    if last + 1 < len(points):
        kept.append(_end_between(frame, points[last], points[last + 1]))
    return kept


def _end_between(frame: Frame, inside: Point, outside: Point) -> Point:
    for _ in range(20):
        middle = ((inside[0] + outside[0]) / 2, (inside[1] + outside[1]) / 2)
        if _is_near(frame, middle):
            inside = middle
        else:
            outside = middle
    return inside
