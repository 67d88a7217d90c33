"""How well each side of a tag is set, in figures: how large, how clear, how full, how balanced.

Must not judge: figures are for people who compare designs, and for the bench. They are taken from the display
list, as checks are. Where a figure has nothing to measure (no number, no lettering, no code) it is None.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from math import ceil
from typing import Literal

from msgspec import Struct

from keytag.checks.artwork.drawn_item import DrawnItem
from keytag.checks.artwork.legibility import CAP_HEIGHT, figure_height
from keytag.checks.artwork.side import DrawnSide, drawn_sides
from keytag.checks.artwork.subject import TagSubject
from keytag.compose import Frame
from keytag.compose.free_area import SLICE, FreeArea, Interval, open_area
from keytag.documents.job.content import duty_number_of
from keytag.drawing.artwork import Role
from keytag.drawing.colorimetry import contrast
from keytag.drawing.geometry import Rect
from keytag.drawing.geometry.contour import Contour, segments
from keytag.units import to_pt

# House rule, in mm: as far round a letter as the space is its own; what lies further off is empty.
AIR = 1.0
# House rule, in mm: the side of the squares in which room is counted.
_CELL = 0.25
# House rule: how much of a module's width of blur any phone bears, where the code was not tried (docs/adr/0012).
_BLUR = 0.35
_TRIES = 12


class SideFigures(Struct, frozen=True):
    """How one side is set.

    ``hotline_mm`` is the height of the figures of the number answered day and night, ``hotline_most_mm`` the
    height that they would have if that number, in the same letters on one line, had the whole side to itself: the
    largest box of its proportions that the safe area takes, clear of the hole. ``number_mm`` is the height of the
    figures of the smallest other number.

    ``contrast`` is the lowest of any lettering to what lies under it (WCAG 2.2, as printed), ``smallest_text_pt``
    the font size of the smallest text, told from its tallest letter.

    ``empty_share`` is the part of the room that lettering has (the safe area with the margin of larger tags, less
    the hole and its clearance) that lies further than `AIR` from all lettering, signs, drawings and the code's
    ground. ``off_axis_mm`` is how far the centroid of the ink of lettering, signs, drawings and code, weighted by
    area, lies left or right of the middle of the shape, wherever the hole is; grounds and lines have no weight.

    ``module_mm`` is the width of the code's modules, ``blur_mm`` the deviation of a Gaussian blur that it bears.
    """

    side: Literal["front", "back"]
    hotline_mm: float | None
    hotline_most_mm: float | None
    number_mm: float | None
    contrast: float | None
    smallest_text_pt: float | None
    empty_share: float
    off_axis_mm: float | None
    module_mm: float | None
    blur_mm: float | None


def measure_composition(subject: TagSubject, blur: float | None = None) -> tuple[SideFigures, SideFigures]:
    """Return the figures of front and back; ``blur`` is what the code was seen to bear, in modules."""
    front, back = drawn_sides(subject)
    return _figures(front, "front", blur), _figures(back, "back", blur)


def _figures(side: DrawnSide, name: Literal["front", "back"], blur: float | None) -> SideFigures:
    hotline, code = _hotline(side), side.code
    words = tuple(side.of(Role.LETTERING))
    return SideFigures(
        name,
        figure_height(hotline) if hotline is not None else None,
        most_height(hotline.box, figure_height(hotline), side.frame) if hotline is not None else None,
        min(_other_heights(side), default=None),
        min((_contrast(side, drawn) for drawn in words), default=None),
        min(_text_sizes(words), default=None),
        empty_share(side),
        off_axis(side),
        code.module if code is not None else None,
        code.module * (_BLUR if blur is None else blur) if code is not None else None,
    )


def _hotline(side: DrawnSide) -> DrawnItem | None:
    """Return the largest setting of the duty number on this side, None where it is not on it."""
    node = _duty_node(side)
    return max(
        (drawn for drawn in side.of(Role.LETTERING) if drawn.item.source.node == node),
        key=figure_height,
        default=None,
    )


def _other_heights(side: DrawnSide) -> Iterator[float]:
    duty = _duty_node(side)
    for drawn in side.of(Role.LETTERING):
        if drawn.item.source.node.endswith(".number") and drawn.item.source.node != duty:
            yield figure_height(drawn)


def _duty_node(side: DrawnSide) -> str | None:
    number = duty_number_of(side.subject.content)
    return f"{number.node}.number" if number is not None else None


def most_height(box: Rect, height: float, frame: Frame) -> float:
    """Return how high figures could be alone on a side in mm, now ``height`` high in lettering wide as ``box``."""
    area = open_area(frame)
    low, high = 0.0, frame.shape.height / height
    for _ in range(_TRIES):
        scale = (low + high) / 2
        if _widest(area, height * scale) >= box.width * scale:
            low = scale
        else:
            high = scale
    return low * height


def _widest(area: FreeArea, height: float) -> float:
    """Return the width of the widest box of a height in mm that has room anywhere in ``area``."""
    count = ceil(height / SLICE)
    tops = range(len(area.slices) - count + 1)
    free = (reduce(_overlap, area.slices[top : top + count]) for top in tops)
    return max((high - low for spans in free for low, high in spans), default=0.0)


def _overlap(one: tuple[Interval, ...], other: tuple[Interval, ...]) -> tuple[Interval, ...]:
    pairs = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple((low, high) for low, high in pairs if low < high)


def _contrast(side: DrawnSide, drawn: DrawnItem) -> float:
    look = side.subject.look
    return min(contrast(look(side.paint(drawn, under).cmyk), look(under.cmyk)) for under in side.under(drawn))


def _text_sizes(words: tuple[DrawnItem, ...]) -> Iterator[float]:
    """Yield the font size in pt of each text."""
    texts: dict[str, float] = {}
    for drawn in words:
        node = drawn.item.source.node
        texts[node] = max(texts.get(node, 0.0), figure_height(drawn))
    return (to_pt(height / CAP_HEIGHT) for height in texts.values())


def empty_share(side: DrawnSide) -> float:
    """Return the share of the safe area, less the hole and its clearance, that nothing stands in or near."""
    area = open_area(side.frame)
    stands = (Role.LETTERING, Role.SIGN, Role.ART, Role.QR_GROUND)
    boxes = [outline.box.grown(AIR) for drawn in side.of(*stands) for outline in drawn.outlines]
    rows = round(_CELL / SLICE)
    free = empty = 0
    for first in range(0, len(area.slices), rows):
        y = (first + rows / 2) * SLICE
        near = [(box.x0, box.x1) for box in boxes if box.y0 <= y <= box.y1]
        for low, high in area.slices[min(first + rows // 2, len(area.slices) - 1)]:
            cells = [low + (i + 0.5) * _CELL for i in range(round((high - low) / _CELL))]
            free += len(cells)
            empty += sum(not any(x0 <= x <= x1 for x0, x1 in near) for x in cells)
    return empty / free if free else 0.0


def off_axis(side: DrawnSide) -> float | None:
    """Return how far in mm the centroid of a side's ink lies off the middle of its width, None without any."""
    area = moment = 0.0
    for drawn in side.of(Role.LETTERING, Role.SIGN, Role.ART, Role.QR):
        # Counters run against the outlines they lie in, whichever way those run.
        parts = [moments(outline.points) for outline in drawn.outlines]
        turn = 1.0 if sum(part for part, _ in parts) > 0 else -1.0
        area += turn * sum(part for part, _ in parts)
        moment += turn * sum(x for _, x in parts)
    return abs(moment / area - side.frame.shape.width / 2) if area else None


def moments(contour: Contour) -> tuple[float, float]:
    """Return the area within ``contour`` in mm² and that area's moment about x = 0 in mm³, signed as it runs."""
    crosses = [(p[0] * q[1] - q[0] * p[1], p[0] + q[0]) for p, q in segments(contour)]
    return sum(cross for cross, _ in crosses) / 2, sum(cross * x for cross, x in crosses) / 6
