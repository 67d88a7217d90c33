"""What of a side a mould can hold: letters, lines and grounds that are large enough stand out of the body.

Decided by the shop's own limits. What is finer is printed on what was moulded, and judged as print. Must not know
how a mould is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import hypot, inf

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.artwork.drawn_item import DrawnItem, Outline, control_box
from keytag.drawing.artwork import Artwork, Fill, Item, Role, Stroke
from keytag.drawing.geometry import Path
from keytag.drawing.geometry.contour import distance_to_point, has_crossing, segments, signed_area
from keytag.drawing.ink import as_material

# House rule: what flattening and rounding may lose, in mm.
_ROUNDING = 0.01
# House rules: a contour lower than this share of the tallest is a mark, a dot or a stop; a letter is higher.
_LETTER_SHARE = 0.6
# House rule: longer texts are no relief on any tag; their outlines are not even looked at.
_MOST_OUTLINES = 200


class MouldLimits(Struct, frozen=True):
    """In mm: the least height of letters, raised line and gap between raised parts; the height of a level."""

    letter: float
    line: float
    gap: float
    relief: float


def with_relief(side: Artwork, mould: MouldLimits) -> Artwork:
    """Return ``side`` with all that the mould holds turned into material: it looks as before and does not print.

    The lines of one text are made alike. Groups, the code and drawings stay print.
    """
    drawn = {id(item): _drawn_item(item) for item in side.items if isinstance(item, Fill | Stroke)}
    texts: dict[tuple[str, str], bool] = {}
    for item in side.items:
        if isinstance(item, Fill) and item.role is Role.LETTERING:
            key = (item.source.slot, item.source.node)
            texts[key] = texts.get(key, True) and _letters_hold(drawn[id(item)], mould)

    def holds(item: Item) -> bool:
        if not isinstance(item, Fill | Stroke) or item.ink.material or item.ink.technical:
            return False
        if isinstance(item, Stroke):
            return item.role is Role.RULE and item.width >= mould.line - _ROUNDING
        if item.role is Role.LETTERING:
            return texts[item.source.slot, item.source.node]
        return item.role is Role.GROUND

    items = tuple(
        replace(item, ink=as_material(item.ink), overprint=False)
        if isinstance(item, Fill | Stroke) and holds(item)
        else item
        for item in side.items
    )
    return replace(side, items=items) if items != side.items else side


def _drawn_item(item: Fill | Stroke) -> DrawnItem:
    width = item.width if isinstance(item, Stroke) else 0.0
    return DrawnItem(item, 0, item.path, control_box(item.path.commands), width)


def _letters_hold(drawn: DrawnItem, mould: MouldLimits) -> bool:
    """Tell whether letters are high, their strokes thick and what lies between them wide enough for the mould."""
    outlines = drawn.outlines
    if not 0 < len(outlines) <= _MOST_OUTLINES or drawn.thickness < mould.line - _ROUNDING:
        return False
    outer = [one for one in outlines if not any(_lies_in(one, other) for other in outlines)]
    tallest = max(one.box.height for one in outer)
    letters = [one for one in outer if one.box.height >= _LETTER_SHARE * tallest]
    small = [one for one in outer if one.box.height < _LETTER_SHARE * tallest]
    least = mould.line - _ROUNDING
    return (
        min(one.box.height for one in letters) >= mould.letter - _ROUNDING
        and all(min(one.box.width, one.box.height) >= least for one in small)
        and _tightest(outer, [one for one in outlines if one not in outer]) >= mould.gap - _ROUNDING
    )


def lowest_letter(item: Fill | Stroke) -> float:
    """Return how high in mm the lowest letter of a text is, marks and stops left out: what a mould is held to."""
    heights = [one.box.height for one in _drawn_item(item).outlines]
    return min(height for height in heights if height >= _LETTER_SHARE * max(heights))


def _lies_in(one: Outline, other: Outline) -> bool:
    return other is not one and other.box.contains(one.box)


def _tightest(outer: list[Outline], hollows: Iterable[Outline]) -> float:
    """Return the narrowest hollow in mm: in a letter by its mean, between neighbours where they come nearest."""
    inside = (_mean_width(one) for one in hollows)
    ordered = sorted(outer, key=lambda one: one.box.x0)
    between = (_apart(left, right) for left, right in pairwise(ordered))
    return min((*inside, *between), default=inf)


def _mean_width(one: Outline) -> float:
    """Return how wide a hollow is in the mean; a long one's area is half its outline times that."""
    length = sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in segments(one.points))
    return 2 * abs(signed_area(one.points)) / length if length else 0.0


def _apart(left: Outline, right: Outline) -> float:
    """Return how near two outlines come to each other; parts of one letter that overlap are none of it."""
    if left.box.intersects(right.box) and has_crossing(left.points, right.points):
        return inf
    one = min(distance_to_point(left.points, point) for point in right.points)
    return min(one, *(distance_to_point(right.points, point) for point in left.points))


def is_within(path: Path, ground: Path) -> bool:
    """Tell whether the box of ``path`` lies in that of ``ground``: what stands on a raised ground is higher."""
    return ground.bounds().contains(path.bounds(), _ROUNDING)
