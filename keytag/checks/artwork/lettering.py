"""Checks of where lettering and drawings stand: clear of the cut, the hole, the ring and other lettering."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from math import ceil, floor

from keytag.checks.artwork.drawn_item import DrawnItem, Outline
from keytag.checks.artwork.side import DrawnSide
from keytag.compose.design import HOLE_CLEARANCE, ring
from keytag.drawing.artwork import Role
from keytag.drawing.geometry import Point, Rect, Shape, bounds
from keytag.drawing.geometry.contour import winding
from keytag.findings import Finding, Rule
from keytag.text.text import Text
from keytag.units import format_against

# House rule: lettering along a curve may lean this far into the safe area.
SAFE_TOLERANCE = 0.15
# House rule: what flattening and rounding may lose, in mm.
_ROUNDING = 0.01
# House rule: height of the strips in which chords are looked up, in mm.
_STRIP = 0.1

_STANDS = (Role.LETTERING, Role.ART, Role.SIGN)

INSIDE_SAFE_AREA = Rule.error("lettering-is-inside-safe-area", __name__)
OUTLASTS_THE_CUT = Rule.warning("lettering-outlasts-the-cut", __name__)
CLEARS_THE_HOLE = Rule.error("lettering-clears-the-hole", __name__)
CLEARS_THE_RING = Rule.warning("lettering-clears-the-ring", __name__)
LINES_APART = Rule.error("marks-of-lines-do-not-touch", __name__)
RULES = (INSIDE_SAFE_AREA, OUTLASTS_THE_CUT, CLEARS_THE_HOLE, CLEARS_THE_RING, LINES_APART)


def lettering_is_inside_safe_area(side: DrawnSide) -> Iterator[Finding]:
    """Nothing that is read comes nearer to the cut than the shop's safe distance, or than the cut strays."""
    shape, safe = side.frame.shape, side.frame.safe
    least = safe - SAFE_TOLERANCE
    wanted = max(least, side.wander)
    chords = _chords(shape, wanted)
    for drawn in side.of(*_STANDS):
        if _holds(chords, drawn.box):
            continue
        points = [p for outline in drawn.outlines for p in _outlying(outline, chords)]
        depth = min((shape.depth(point) for point in points), default=wanted)
        what = _named(drawn)
        if depth < least - _ROUNDING:
            told = format_against(depth, safe)
            yield drawn.finding(
                INSIDE_SAFE_AREA,
                Text(
                    f"{what.vi} ở {side.title.vi} cách đường bế {told} mm, cần ít nhất {safe:g} mm.",
                    f"{what.en} on the {side.title.en} is {told} mm from the cut; {safe:g} mm are needed.",
                ),
            )
        elif depth < wanted - _ROUNDING:
            yield drawn.finding(
                OUTLASTS_THE_CUT,
                Text(
                    f"{what.vi} ở {side.title.vi} cách đường bế {depth:.1f} mm, mà dao bế có thể lệch "
                    f"{side.wander:.1f} mm.",
                    f"{what.en} on the {side.title.en} is {depth:.1f} mm from the cut, which may stray by "
                    f"{side.wander:.1f} mm.",
                ),
            )


def lettering_clears_the_hole(side: DrawnSide) -> Iterator[Finding]:
    """Nothing that is read comes nearer to the hole's edge than 2 mm."""
    hole = side.frame.hole
    if hole is None:
        return
    reach = hole.radius + HOLE_CLEARANCE
    for drawn in side.of(*_STANDS):
        clear = drawn.distance_to_point((hole.cx, hole.cy), reach) - hole.radius
        if clear < HOLE_CLEARANCE - _ROUNDING:
            what = _named(drawn)
            yield drawn.finding(
                CLEARS_THE_HOLE,
                Text(
                    f"{what.vi} ở {side.title.vi} cách lỗ {max(clear, 0.0):.1f} mm, cần ít nhất "
                    f"{HOLE_CLEARANCE:g} mm.",
                    f"{what.en} on the {side.title.en} is {max(clear, 0.0):.1f} mm from the hole; "
                    f"at least {HOLE_CLEARANCE:g} mm are needed.",
                ),
            )


def lettering_clears_the_ring(side: DrawnSide) -> Iterator[Finding]:
    """Nothing that is read stands where the ring lies: between the hole and the nearest edge."""
    hole = side.frame.hole
    if hole is None:
        return
    wedge = ring(side.frame.shape, hole)
    area = bounds(wedge)
    for drawn in side.of(*_STANDS):
        if not drawn.box.intersects(area):
            continue
        near = (outline for outline in drawn.outlines if outline.box.intersects(area))
        if any(winding((wedge,), point) for outline in near for point in outline.points):
            what = _named(drawn)
            yield drawn.finding(
                CLEARS_THE_RING,
                Text(
                    f"{what.vi} ở {side.title.vi} nằm giữa lỗ và mép móc khóa, dưới khoen.",
                    f"{what.en} on the {side.title.en} stands between the hole and the edge, under the ring.",
                ),
            )


def marks_of_lines_do_not_touch(side: DrawnSide) -> Iterator[Finding]:
    """No two pieces of lettering meet: Vietnamese marks stay clear of the line above."""
    for one, other in combinations(side.of(Role.LETTERING), 2):
        if one.overlaps(other):
            first, second = one.item.source.node, other.item.source.node
            yield other.finding(
                LINES_APART,
                Text(
                    f"Hai dòng chữ ở {side.title.vi} chạm nhau: {first} và {second}.",
                    f"Two lines on the {side.title.en} touch each other: {first} and {second}.",
                ),
            )


def _named(drawn: DrawnItem) -> Text:
    slot = drawn.item.source.slot
    return (
        Text("Chữ", "Lettering")
        if drawn.item.role is Role.LETTERING
        else Text(f"Hình “{slot}”", f"The drawing “{slot}”")
    )


@lru_cache(maxsize=16)
def _chords(shape: Shape, inset: float) -> tuple[tuple[float, float] | None, ...]:
    """Return the chords at the edges of strips from the top of the trim box down, for a first, strict answer."""
    return tuple(shape.chord(i * _STRIP, inset) for i in range(ceil(shape.height / _STRIP) + 1))


def _holds(chords: tuple[tuple[float, float] | None, ...], box: Rect) -> bool:
    """Tell whether ``box`` is surely inside: so are its corners' strips, and the shape is convex."""
    first, last = floor(box.y0 / _STRIP), ceil(box.y1 / _STRIP)
    if first < 0 or last >= len(chords):
        return False
    upper, lower = chords[first], chords[last]
    if upper is None or lower is None:
        return False
    return max(upper[0], lower[0]) <= box.x0 and box.x1 <= min(upper[1], lower[1])


def _outlying(outline: Outline, chords: tuple[tuple[float, float] | None, ...]) -> Iterator[Point]:
    """Yield the points of an outline that are not surely inside."""
    if not _holds(chords, outline.box):
        for x, y in outline.points:
            if not _holds(chords, Rect(x, y, x, y)):
                yield (x, y)
