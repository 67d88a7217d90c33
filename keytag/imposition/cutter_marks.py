"""Marks by which a cutter's camera finds the print: squares, dots, crosses or corners near the sheet's corners.

What they look like is the shop's to say, for each maker of cutters wants others: they are data. Printed in black
alone, since other plates may be out of register. Knows nothing of how a cutter works.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from math import hypot, sqrt

from msgspec import Struct

from keytag.drawing.artwork import Artwork, Fill, Role, Stroke
from keytag.drawing.geometry import Affine, Point, Rect
from keytag.drawing.geometry.curves import Chain, Circle, Curve
from keytag.drawing.ink import BLACK
from keytag.imposition.margin import EDGE, Margin, Spot
from keytag.imposition.press import Press
from keytag.imposition.sheet import Placement, SheetSide

# House rule: how far from its corner of the sheet a mark may stand, and in which steps a place is looked for.
_REACH, _STEP = 40, 1
# House rule, in mm: a camera that looks for a mark does not find the one beside it from so far.
_KEY_OFF = 15.0


class MarkShape(StrEnum):
    """What a cutter's camera looks for."""

    CROSS = "cross"
    SQUARE = "square"
    CORNER = "corner"
    DOT = "dot"
    TARGET = "target"
    """Two rings round a dot, and a bar above them."""


class CutterMarkSet(Struct, frozen=True):
    """The marks of one kind of cutter: ``size`` from end to end, ``line`` the width of what is drawn in lines.

    ``count`` is four, or three, of which none stands at the right end of the tail, so that a sheet fed the wrong
    way round is noticed; ``key`` adds one beside the first for the same end. ``clear`` is white on all sides,
    ``apart`` how far other marks keep off, ``inset`` how far all of it keeps off the sheet's edges. ``first`` is
    the size of the square that stands in the first mark's place. ``side`` is the one that the camera sees.
    """

    shape: MarkShape
    size: float
    line: float
    count: int
    clear: float
    side: SheetSide = SheetSide.FRONT
    key: bool = False
    inset: float = 0.0
    apart: float = 0.0
    first: float | None = None

    @property
    def diameter(self) -> float:
        """Diameter of the round place that one mark needs, its white included."""
        across = {
            MarkShape.CROSS: self.size + self.line,
            MarkShape.DOT: self.size,
            MarkShape.TARGET: 2 * _bar_end(self.size, self.line),
        }.get(self.shape, self.size * sqrt(2))
        return max(across, (self.first or 0.0) * sqrt(2)) + 2 * self.clear

    @property
    def wanted(self) -> int:
        """How many marks stand on a sheet."""
        return self.count + self.key

    def are_on(self, side: SheetSide) -> bool:
        """Tell whether a form for ``side`` carries them."""
        return side in (self.side, SheetSide.BOTH)


def find_mark_spots(margin: Margin, marks: CutterMarkSet) -> tuple[Spot, ...]:
    """Return a free place for each mark, as near to its corner of the sheet as there is one; the first first.

    Fewer than are wanted where the tags leave none.
    """
    return tuple(spot for spot, is_free in _spots(margin, marks) if is_free)


def spots_to_clear(margin: Margin, marks: CutterMarkSet) -> tuple[Spot, ...]:
    """Return the places for marks that tags must leave: the corners where `find_mark_spots` found none."""
    return tuple(spot for spot, is_free in _spots(margin, marks) if not is_free and _is_inside(margin, spot))


def _spots(margin: Margin, marks: CutterMarkSet) -> Iterator[tuple[Spot, bool]]:
    """Yield a place for each mark, and whether it is free.

    They stand on the corners of one rectangle, whose sides are what a cutter is told, where there is such a one;
    where the cutter wants them at a distance from the edges, the tags make room for it.
    """
    corners = ((False, True), (True, True), (False, False), (True, False))[: marks.count]
    places = [list(_places(margin, marks, right=right, low=low)) for right, low in corners]
    taken: list[Rect] = []
    for alike in zip(*places, strict=True):
        if all(margin.has_room(spot) for spot in alike):
            places = [[spot] for spot in alike]
            break
    else:
        places = [spots[:1] for spots in places] if marks.inset else places
    for spots in places:
        found = next((spot for spot in spots if _is_free(margin, spot, taken)), None)
        yield (found, True) if found is not None else (spots[0], False)
        taken.append((found or spots[0]).box)
    if marks.key:
        first = taken[0]
        spots = list(_beside(Spot(*first.centre, first.width)))
        found = next((spot for spot in spots if _is_free(margin, spot, taken)), None)
        yield (found, True) if found is not None else (spots[0], False)


def _is_free(margin: Margin, spot: Spot, taken: list[Rect]) -> bool:
    return margin.has_room(spot) and not any(spot.box.grown(-EDGE / 100).intersects(box) for box in taken)


def _is_inside(margin: Margin, spot: Spot) -> bool:
    return margin.inked.contains(spot.box)


def _places(margin: Margin, marks: CutterMarkSet, *, right: bool, low: bool) -> Iterator[Spot]:
    """Yield places along both edges that meet in a corner, from it outwards."""
    press, inked, r = margin.press, margin.inked, marks.diameter / 2
    # The white round a mark may lie within what it is set in by; the mark may not.
    inset = max(0.0, marks.inset - marks.clear)
    x0, y0 = max(inked.x0, inset) + r, max(inked.y0, inset) + r
    x1, y1 = min(inked.x1, press.width - inset) - r, min(inked.y1, press.height - inset) - r
    for step in range(0, _REACH + 1, _STEP):
        for dx, dy in ((step, 0), (0, step)) if step else ((0, 0),):
            yield Spot(x1 - dx if right else x0 + dx, y1 - dy if low else y0 + dy, marks.diameter)


def _beside(first: Spot) -> Iterator[Spot]:
    """Yield places beside the first mark along the gripper, then above it."""
    d = first.diameter
    off = max(d, _KEY_OFF)
    for step in range(0, _REACH + 1, _STEP):
        yield Spot(first.x + off + step, first.y, d)
    for step in range(0, _REACH + 1, _STEP):
        yield Spot(first.x, first.y - off - step, d)


class MarkLine(Struct, frozen=True):
    """A piece of a mark: a curve drawn ``width`` mm wide, or filled where that is None."""

    curve: Curve
    width: float | None = None


def mark_lines(spots: tuple[Spot, ...], marks: CutterMarkSet, press: Press) -> tuple[Curve, ...]:
    """Return the lines of the marks in ``spots`` on the sheet. A corner opens towards the middle of the sheet."""
    return tuple(
        line.curve.through(Affine.translation(spot.x, spot.y))
        for number, spot in enumerate(spots)
        for line in _lines(marks, number, *_quarter(spot, press))
    )


def mark_placements(spots: tuple[Spot, ...], marks: CutterMarkSet, press: Press) -> Iterator[Placement]:
    """Yield the marks as they are printed."""
    r = marks.diameter / 2
    for number, spot in enumerate(spots):
        items = tuple(
            Fill(line.curve.path, BLACK, Role.MARK)
            if line.width is None
            else Stroke(line.curve.path, BLACK, line.width, Role.MARK)
            for line in _lines(marks, number, *_quarter(spot, press))
        )
        yield Placement(Artwork(items, Rect(-r, -r, r, r)), Affine.translation(spot.x, spot.y))


def mark_anchors(spots: tuple[Spot, ...], marks: CutterMarkSet, press: Press) -> tuple[Point, ...]:
    """Return the points by which a cutter is told where its marks stand: their middle, of a corner its bend."""
    if marks.shape is not MarkShape.CORNER:
        return tuple((spot.x, spot.y) for spot in spots)
    bend = (marks.size - marks.line) / 2
    inwards = [_quarter(spot, press) for spot in spots]
    return tuple((spot.x - bend * x, spot.y - bend * y) for spot, (x, y) in zip(spots, inwards, strict=True))


def turned_mark_distance(spots: tuple[Spot, ...]) -> float:
    """Return by how much a camera misses a mark at most where the sheet lies turned by 180° about its marks."""
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    x, y = min(xs) + max(xs), min(ys) + max(ys)
    return max(min(hypot(x - one.x - spot.x, y - one.y - spot.y) for spot in spots) for one in spots)


def _quarter(spot: Spot, press: Press) -> tuple[float, float]:
    """Return the direction from ``spot`` towards the middle of the sheet, each way 1 or -1."""
    return (1.0 if spot.x < press.width / 2 else -1.0, 1.0 if spot.y < press.height / 2 else -1.0)


def _lines(marks: CutterMarkSet, number: int, inwards_x: float, inwards_y: float) -> tuple[MarkLine, ...]:
    """Return the lines of one mark round (0, 0); the first has ``number`` 0."""
    half, line = marks.size / 2, marks.line
    if number == 0 and marks.first is not None:
        # It fills the outer corner of the field in which the others' arms lie.
        out = max(0.0, half - marks.first / 2)
        return (_square(marks.first / 2, -out * inwards_x, -out * inwards_y),)
    if marks.shape is MarkShape.SQUARE:
        return (_square(half),)
    if marks.shape is MarkShape.DOT:
        return (MarkLine(Circle((0.0, 0.0), half)),)
    if marks.shape is MarkShape.CROSS:
        return (
            MarkLine(Chain(((-half, 0.0, 0.0), (half, 0.0, 0.0)), closed=False), line),
            MarkLine(Chain(((0.0, -half, 0.0), (0.0, half, 0.0)), closed=False), line),
        )
    if marks.shape is MarkShape.TARGET:
        bar = -(_bar_end(marks.size, line) - line / 2)
        return (
            MarkLine(Circle((0.0, 0.0), half - line / 2), line),
            MarkLine(Circle((0.0, 0.0), half * 0.6 - line / 2), line),
            MarkLine(Circle((0.0, 0.0), half * 0.2)),
            MarkLine(Chain(((-half, bar, 0.0), (half, bar, 0.0)), closed=False), line),
        )
    # The line's outer edge keeps to the size, its ends are cut off square.
    bend = -(half - line / 2)
    ends = ((half * inwards_x, bend * inwards_y), (bend * inwards_x, bend * inwards_y))
    last = (bend * inwards_x, half * inwards_y)
    return (MarkLine(Chain(tuple((x, y, 0.0) for x, y in (*ends, last)), closed=False), line),)


def _bar_end(size: float, line: float) -> float:
    """Return how far a target's bar reaches from its middle; between bar and rings is as much white as a line."""
    return size / 2 + 2 * line


def _square(half: float, x: float = 0.0, y: float = 0.0) -> MarkLine:
    corners = Rect(x - half, y - half, x + half, y + half).corners
    return MarkLine(Chain(tuple((*corner, 0.0) for corner in corners)))
