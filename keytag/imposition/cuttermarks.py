"""Marks by which a cutter's camera finds the print: crosses, squares or corners near the corners of the sheet.

What they look like is the shop's to say, for each maker of cutters wants others: they are data. Printed in black
alone, since other plates may be out of register. Knows nothing of how a cutter works.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from math import sqrt

from msgspec import Struct

from keytag.artwork import Artwork, Fill, Role, Stroke
from keytag.geometry import Affine, Rect
from keytag.geometry.curves import Chain
from keytag.imposition.margin import Margin, Spot
from keytag.imposition.press import Press
from keytag.imposition.sheet import Placement, SheetSide
from keytag.ink import BLACK

# House rule: how far from its corner of the sheet a mark may stand, and in which steps a place is looked for.
_REACH, _STEP = 40, 1


class MarkShape(StrEnum):
    """What a cutter's camera looks for."""

    CROSS = "cross"
    SQUARE = "square"
    CORNER = "corner"


class CutterMarkSet(Struct, frozen=True):
    """The marks of one kind of cutter: ``size`` from end to end, ``line`` the width of crosses and corners.

    ``count`` is four, or three, of which none stands at the right end of the tail, so that a sheet fed the wrong
    way round is noticed. ``clear`` is white on all sides. ``side`` is the one that the camera sees.
    """

    shape: MarkShape
    size: float
    line: float
    count: int
    clear: float
    side: SheetSide = SheetSide.FRONT

    @property
    def diameter(self) -> float:
        """Diameter of the round place that one mark needs, its white included."""
        across = self.size + self.line if self.shape is MarkShape.CROSS else self.size * sqrt(2)
        return across + 2 * self.clear

    def are_on(self, side: SheetSide) -> bool:
        """Tell whether a form for ``side`` carries them."""
        return side in (self.side, SheetSide.BOTH)


def find_spots(margin: Margin, marks: CutterMarkSet) -> tuple[Spot, ...]:
    """Return a free place for each mark, as near to its corner of the sheet as there is one.

    Fewer than ``marks.count`` where the tags leave none.
    """
    corners = ((False, True), (True, True), (False, False), (True, False))[: marks.count]
    found = (_nearest(margin, marks.diameter, right=right, low=low) for right, low in corners)
    return tuple(spot for spot in found if spot is not None)


def lines_at(spot: Spot, marks: CutterMarkSet, press: Press) -> tuple[Chain, ...]:
    """Return the lines of the mark in ``spot`` on the sheet: closed ones are filled, others drawn.

    A corner opens towards the middle of the sheet.
    """
    place = Affine.translation(spot.x, spot.y)
    return tuple(line.through(place) for line in _lines(marks, *_quarter(spot, press)))


def placements(spots: tuple[Spot, ...], marks: CutterMarkSet, press: Press) -> Iterator[Placement]:
    """Yield the marks as they are printed."""
    r = marks.diameter / 2
    for spot in spots:
        items = tuple(
            Fill(line.path, BLACK, Role.MARK) if line.closed else Stroke(line.path, BLACK, marks.line, Role.MARK)
            for line in _lines(marks, *_quarter(spot, press))
        )
        yield Placement(Artwork(items, Rect(-r, -r, r, r)), Affine.translation(spot.x, spot.y))


def _quarter(spot: Spot, press: Press) -> tuple[float, float]:
    """Return the direction from ``spot`` towards the middle of the sheet, each way 1 or -1."""
    return (1.0 if spot.x < press.width / 2 else -1.0, 1.0 if spot.y < press.height / 2 else -1.0)


def _lines(marks: CutterMarkSet, inwards_x: float, inwards_y: float) -> tuple[Chain, ...]:
    """Return the lines of one mark round (0, 0)."""
    half = marks.size / 2
    if marks.shape is MarkShape.CROSS:
        return (
            Chain(((-half, 0.0, 0.0), (half, 0.0, 0.0)), closed=False),
            Chain(((0.0, -half, 0.0), (0.0, half, 0.0)), closed=False),
        )
    if marks.shape is MarkShape.SQUARE:
        return (Chain(tuple((x, y, 0.0) for x, y in Rect(-half, -half, half, half).corners)),)
    # The line's outer edge keeps to the size, its ends are cut off square.
    bend = -(half - marks.line / 2)
    ends = ((half * inwards_x, bend * inwards_y), (bend * inwards_x, bend * inwards_y))
    last = (bend * inwards_x, half * inwards_y)
    return (Chain(tuple((x, y, 0.0) for x, y in (*ends, last)), closed=False),)


def _nearest(margin: Margin, diameter: float, *, right: bool, low: bool) -> Spot | None:
    """Look along both edges that meet in a corner, from it outwards."""
    inner = margin.inked.grown(-diameter / 2)
    for step in range(0, _REACH + 1, _STEP):
        for dx, dy in ((step, 0), (0, step)) if step else ((0, 0),):
            x = inner.x1 - dx if right else inner.x0 + dx
            y = inner.y1 - dy if low else inner.y0 + dy
            if margin.has_room(spot := Spot(x, y, diameter)):
                return spot
    return None
