"""Room for marks on what the tags leave of a sheet: bands along its ends and spots along its edges.

Bands stay clear of the box round all tags with their bleed; spots may also lie in the hollows between neighbouring
outlines, which nested layouts have plenty of. Knows nothing of what a mark looks like.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cached_property
from math import ceil

from msgspec import Struct

from keytag.drawing.geometry import Affine, Point, Rect, Shape, bounds
from keytag.imposition.layout import Slot, box_round
from keytag.imposition.press import Backing, BareEdges, GuillotinePress, Press

# House rules: ink keeps off the paper's edge by this much; a mark by twice that where it has the room, since what
# a guillotine or a feeder is out would cut into it.
EDGE = 0.5
_SPOT_EDGE = 1.0
# House rule: a mark keeps this much from the bleed of a tag.
CLEAR = 0.25
# House rule: the gripper bites the outer half of its strip; the inner half takes ink.
_BITE = 0.5
# House rule: how far a spot may be moved along its edge, and in which steps, to be as large as it should.
_REACH, _STEP = 40.0, 2.0
# House rule, in mm: the least height in which a slug can be read.
SLUG_NEEDS = 2.0
# House rules, in mm: how long the lines are along which a guillotine cuts, how far from the bleed they begin, and
# the least that is seen.
_TRIM_LINE, _TRIM_APART, _LEAST_TRIM_LINE = 3.0, 0.25, 1.0
# House rule, in mm: how finely a box is looked at for tags that reach into it.
_GRAIN = 0.5


def trim_strip(press: Press) -> float:
    """Return how deep a strip beside the product a guillotine's lines take; nothing for what a die cuts."""
    return _TRIM_LINE + _TRIM_APART if isinstance(press, GuillotinePress) else 0.0


class SheetEdge(Enum):
    """An edge of the sheet, by its outward direction."""

    TAIL = (0, -1)
    GRIPPER = (0, 1)
    LEFT = (-1, 0)
    RIGHT = (1, 0)


class Spot(Struct, frozen=True):
    """A round place for a mark."""

    x: float
    y: float
    diameter: float

    @property
    def box(self) -> Rect:
        """The square round it."""
        r = self.diameter / 2
        return Rect(self.x - r, self.y - r, self.x + r, self.y + r)

    def through(self, matrix: Affine) -> Spot:
        """Return the spot taken through a mirror."""
        x, y = matrix.apply((self.x, self.y))
        return Spot(x, y, self.diameter)


class Margin:
    """What the tags of one side leave of the sheet; not a value: it remembers where the tags are.

    ``slots`` are as this side sees them. Where ``backing`` swaps the gripper both ends of the sheet are bitten,
    one on each side.
    """

    def __init__(
        self, press: Press, shape: Shape, slots: tuple[Slot, ...], backing: Backing = Backing.SHEETWISE
    ) -> None:
        self.press = press
        self.shape = shape
        self.slots = slots
        self.backing = backing

    @cached_property
    def product(self) -> Rect:
        """The box round all tags with their bleed."""
        return box_round(self.slots, self.shape).grown(self.press.bleed)

    @cached_property
    def trim_lines(self) -> tuple[tuple[Point, Point], ...]:
        """The lines at which a guillotine cuts, outside of the product's bleed on all four sides."""
        if not isinstance(self.press, GuillotinePress):
            return ()
        boxes = [slot.box(self.shape) for slot in self.slots]
        across = sorted({round(x, 4) for box in boxes for x in (box.x0, box.x1)})
        down = sorted({round(y, 4) for box in boxes for y in (box.y0, box.y1)})
        return tuple(self._trim_lines(across, down))

    def _trim_lines(self, across: Sequence[float], down: Sequence[float]) -> Iterator[tuple[Point, Point]]:
        inked, product = self.inked, self.product.grown(_TRIM_APART)
        top, bottom = max(inked.y0, product.y0 - _TRIM_LINE), min(inked.y1, product.y1 + _TRIM_LINE)
        left, right = max(inked.x0, product.x0 - _TRIM_LINE), min(inked.x1, product.x1 + _TRIM_LINE)
        for start, end in ((product.y0, top), (product.y1, bottom)):
            if abs(end - start) >= _LEAST_TRIM_LINE:
                yield from (((x, start), (x, end)) for x in across)
        for start, end in ((product.x0, left), (product.x1, right)):
            if abs(end - start) >= _LEAST_TRIM_LINE:
                yield from (((start, y), (end, y)) for y in down)

    def _meets_a_trim_line(self, box: Rect) -> bool:
        lines = (bounds(line) for line in self.trim_lines)
        return any(line.grown(CLEAR).intersects(box) for line in lines)

    @property
    def inked(self) -> Rect:
        """The part of the sheet that may take ink at all."""
        return self._inked(EDGE)

    def _inked(self, edge: float) -> Rect:
        """Return what is left of the sheet ``edge`` mm off its edges and clear of what takes no ink.

        Where the shop does not say what that is, it is the gripper's bite.
        """
        press = self.press
        bare = press.unprintable or BareEdges(gripper=press.gripper * _BITE)
        bare = bare.for_backing(self.backing)
        return Rect(
            max(edge, bare.left),
            max(edge, bare.tail),
            press.width - max(edge, bare.right),
            press.height - max(edge, bare.gripper),
        )

    def can_hold(self, box: Rect) -> bool:
        """Tell whether ink may go everywhere in ``box``, clear of every tag's bleed."""
        if not self.inked.contains(box) or self._meets_a_trim_line(box):
            return False
        need = self.press.bleed + CLEAR
        reach = box.grown(need)
        near = list(self._near(reach))
        return all(self.shape.is_clear(self._local(slot, point), need) for slot in near for point in _sample(box))

    def band(self, edge: SheetEdge) -> Rect:
        """Return the free band along the tail or the gripper edge, between the side strips' outer ends."""
        inked, product, clear = self.inked, self.product, CLEAR + trim_strip(self.press)
        if edge is SheetEdge.TAIL:
            return Rect(inked.x0 + CLEAR, inked.y0, inked.x1 - CLEAR, product.y0 - clear)
        return Rect(inked.x0 + CLEAR, product.y1 + clear, inked.x1 - CLEAR, inked.y1)

    def find_spot(
        self, edge: SheetEdge, along: float, diameters: Sequence[float], taken: Iterable[Rect] = ()
    ) -> Spot | None:
        """Return the largest free spot near ``along`` on ``edge``, as far out as ink may go; None where none is.

        ``diameters`` are tried in their order, each at all places before the next; ``taken`` is kept free. Where
        not one has room as far off the paper's edge as a mark should be, it may go nearer.
        """
        taken = tuple(taken)
        rooms = (self._inked(_SPOT_EDGE), self.inked)
        found = (self._find_spot_in(room, edge, along, diameters, taken) for room in rooms)
        return next((spot for spot in found if spot is not None), None)

    def _find_spot_in(
        self, room: Rect, edge: SheetEdge, along: float, diameters: Sequence[float], taken: tuple[Rect, ...]
    ) -> Spot | None:
        for diameter in diameters:
            for step in _steps():
                spot = _outermost_spot(room, edge, along + step, diameter)
                if self.has_room(spot) and not any(spot.box.intersects(rect) for rect in taken):
                    return spot
        return None

    def has_room(self, spot: Spot) -> bool:
        """Tell whether ink may go everywhere in ``spot``, clear of every tag's bleed."""
        if not self.inked.contains(spot.box) or self._meets_a_trim_line(spot.box):
            return False
        need = spot.diameter / 2 + self.press.bleed + CLEAR
        reach = spot.box.grown(self.press.bleed + CLEAR)
        near = self._near(reach)
        return all(self.shape.is_clear(self._local(slot, (spot.x, spot.y)), need) for slot in near)

    def tags_to_clear(
        self, edge: SheetEdge, along: float, diameter: float, taken: Iterable[Rect] = ()
    ) -> tuple[Slot, ...]:
        """Return the tags that stand in the place near ``along`` on ``edge`` that the fewest of them block.

        Nothing where no such place keeps clear of what is ``taken``.
        """
        taken = tuple(taken)
        spots = (_outermost_spot(self.inked, edge, along + step, diameter) for step in _steps())
        free = (
            spot
            for spot in spots
            if self.inked.contains(spot.box) and not any(spot.box.intersects(rect) for rect in taken)
        )
        return min((self._blocking(spot) for spot in free), key=len, default=())

    @cached_property
    def _boxes(self) -> tuple[tuple[float, float, float, float, Slot], ...]:
        """The box of each tag's cut; a sheet has thousands of tags, and is looked at hundreds of times."""
        boxes = ((slot.box(self.shape), slot) for slot in self.slots)
        return tuple((box.x0, box.y0, box.x1, box.y1, slot) for box, slot in boxes)

    def _near(self, reach: Rect) -> Iterator[Slot]:
        """Yield the tags whose boxes meet ``reach``."""
        left, top, right, bottom = reach.x0, reach.y0, reach.x1, reach.y1
        return (
            slot for x0, y0, x1, y1, slot in self._boxes if x0 < right and left < x1 and y0 < bottom and top < y1
        )

    def _blocking(self, spot: Spot) -> tuple[Slot, ...]:
        need = spot.diameter / 2 + self.press.bleed + CLEAR
        reach = spot.box.grown(self.press.bleed + CLEAR)
        near = self._near(reach)
        return tuple(slot for slot in near if -self.shape.depth(self._local(slot, (spot.x, spot.y))) < need)

    def _local(self, slot: Slot, point: Point) -> Point:
        return slot.to_sheet(self.shape).inverse().apply(point)


def _steps() -> Iterator[float]:
    """Yield how far from where it should stand a mark is looked for, the nearest first."""
    yield 0.0
    for i in range(1, int(_REACH / _STEP) + 1):
        yield from (-i * _STEP, i * _STEP)


def _sample(box: Rect) -> Iterator[Point]:
    """Yield points all over ``box``, its edges included, no further apart than a hollow between tags is wide."""
    across, down = ceil(box.width / _GRAIN) or 1, ceil(box.height / _GRAIN) or 1
    for i in range(across + 1):
        for j in range(down + 1):
            yield (box.x0 + box.width * i / across, box.y0 + box.height * j / down)


def _outermost_spot(room: Rect, edge: SheetEdge, along: float, diameter: float) -> Spot:
    inner = room.grown(-diameter / 2)
    x, y = {
        SheetEdge.TAIL: (along, inner.y0),
        SheetEdge.GRIPPER: (along, inner.y1),
        SheetEdge.LEFT: (inner.x0, along),
        SheetEdge.RIGHT: (inner.x1, along),
    }[edge]
    return Spot(x, y, diameter)


def slug_edge(margin: Margin) -> SheetEdge:
    """Return the end of the sheet for the slug: the gripper end where it is high enough, else the higher one."""
    heights = {edge: margin.band(edge).height for edge in (SheetEdge.GRIPPER, SheetEdge.TAIL)}
    if heights[SheetEdge.GRIPPER] >= SLUG_NEEDS:
        return SheetEdge.GRIPPER
    return max(heights, key=lambda edge: heights[edge])
