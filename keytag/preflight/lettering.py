"""Checks of where lettering stands: clear of the cut, of the hole and of other lettering."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from math import ceil, floor

from keytag.artwork import Role
from keytag.compose.frame import HOLE_CLEARANCE
from keytag.findings import Finding
from keytag.geometry import Point, Rect, Shape
from keytag.preflight.side import Outline, Side
from keytag.wording import Text

# House rule: lettering along a curve may lean this far into the safe area.
SAFE_TOLERANCE = 0.15
# House rule: what flattening and rounding may lose, in mm.
_ROUNDING = 0.01
# House rule: height of the strips in which chords are looked up, in mm.
_STRIP = 0.1


def lettering_is_inside_safe_area(side: Side) -> Iterator[Finding]:
    """No letter comes nearer to the cut than the shop's safe distance."""
    shape, safe = side.frame.shape, side.frame.safe
    chords = _chords(shape, safe - SAFE_TOLERANCE)
    for mark in side.of(Role.LETTERING):
        if _holds(chords, mark.box):
            continue
        points = [p for outline in mark.outlines for p in _outlying(outline, chords)]
        depth = min((shape.depth(point) for point in points), default=safe)
        if depth < safe - SAFE_TOLERANCE - _ROUNDING:
            yield mark.finding(
                "lettering-is-inside-safe-area",
                Text(
                    f"Chữ ở {side.title.vi} cách đường cắt {depth:.1f} mm, cần ít nhất {safe:g} mm.",
                    f"Lettering on the {side.title.en} is {depth:.1f} mm from the cut; {safe:g} mm are needed.",
                ),
                Text("Rút ngắn chữ hoặc dùng thẻ lớn hơn.", "Shorten the text or take a larger tag."),
            )


def lettering_clears_the_hole(side: Side) -> Iterator[Finding]:
    """No letter comes nearer to the hole's edge than 2 mm."""
    hole = side.frame.hole
    if hole is None:
        return
    reach = hole.radius + HOLE_CLEARANCE
    for mark in side.of(Role.LETTERING):
        clear = mark.distance_to_point((hole.cx, hole.cy), reach) - hole.radius
        if clear < HOLE_CLEARANCE - _ROUNDING:
            yield mark.finding(
                "lettering-clears-the-hole",
                Text(
                    f"Chữ ở {side.title.vi} cách lỗ {max(clear, 0.0):.1f} mm, cần ít nhất {HOLE_CLEARANCE:g} mm.",
                    f"Lettering on the {side.title.en} is {max(clear, 0.0):.1f} mm from the hole; "
                    f"at least {HOLE_CLEARANCE:g} mm are needed.",
                ),
                Text(
                    "Rút ngắn chữ, hoặc dời lỗ sang phía khác (hole.side).",
                    "Shorten the text, or move the hole (hole.side).",
                ),
            )


def marks_of_lines_do_not_touch(side: Side) -> Iterator[Finding]:
    """No two pieces of lettering meet: Vietnamese marks stay clear of the line above."""
    for one, other in combinations(side.of(Role.LETTERING), 2):
        if one.overlaps(other):
            first, second = one.item.source.node, other.item.source.node
            yield other.finding(
                "marks-of-lines-do-not-touch",
                Text(
                    f"Hai dòng chữ ở {side.title.vi} chạm nhau ({first}, {second}).",
                    f"Two lines on the {side.title.en} touch each other ({first}, {second}).",
                ),
                Text(
                    "Rút ngắn chữ, bỏ bớt dòng, hoặc dùng thẻ lớn hơn.",
                    "Shorten or drop a line, or take a larger tag.",
                ),
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
