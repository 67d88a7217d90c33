"""Checks at the cut: the hole's plastic, and the ground's bleed."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, hypot

from keytag.artwork import Role
from keytag.findings import Finding, Severity
from keytag.geometry import Point
from keytag.geometry.contour import segments
from keytag.preflight.side import Mark, Side
from keytag.wording import Text

# Domain ("The reader's hand"): the hole tears first; keep 2 mm of plastic round it.
PLASTIC_ROUND_HOLE = 2.0
# House rule: what rounding and the search for the hole's place may lose.
_ROUNDING = 0.005
# House rule: a cut wanders by up to 1 mm (the least bleed that shops ask for); a colour must end further in.
_CUT_WANDERS = 1.0
# House rule: how far an outline may fall short of the bleed: a tenth of the least bleed.
_BLEED_TOLERANCE = 0.1
# House rule: an outline is looked at this often, in mm; a bleed is wider.
_STEP = 0.75


def hole_has_plastic_round_it(sides: tuple[Side, Side]) -> Iterator[Finding]:
    """At least 2 mm of plastic are left between the hole and the cut, all round."""
    frame = sides[0].frame
    if frame.hole is None:
        return
    left = frame.shape.depth((frame.hole.cx, frame.hole.cy)) - frame.hole.radius
    if left < PLASTIC_ROUND_HOLE - _ROUNDING:
        yield Finding(
            "hole-has-plastic-round-it",
            Severity.ERROR,
            Text(
                f"Lỗ chỉ cách mép thẻ {left:.1f} mm, cần ít nhất {PLASTIC_ROUND_HOLE:g} mm.",
                f"The hole is {left:.1f} mm from the cut; at least {PLASTIC_ROUND_HOLE:g} mm are needed.",
            ),
            Text(
                "Tăng edge của hole, hoặc giảm diameter: lỗ quá sát mép sẽ rách.",
                "Raise the hole's edge or lower its diameter: a hole too near the cut tears.",
            ),
            node="tag.hole",
        )


def ground_covers_the_bleed(side: Side) -> Iterator[Finding]:
    """A ground that comes near the cut runs past it to the full bleed, all round."""
    for mark in side.of(Role.GROUND):
        if mark.item.ink.total > 0 and not _stays_inside(mark, side) and not _covers(mark, side):
            slot = mark.item.source.slot
            yield Finding(
                "ground-covers-the-bleed",
                Severity.ERROR,
                Text(
                    f"Nền “{slot}” ở {side.title.vi} không tràn đủ {side.frame.bleed:g} mm ngoài đường cắt.",
                    f"The ground “{slot}” of the {side.title.en} lacks its bleed of {side.frame.bleed:g} mm.",
                ),
                Text(
                    f"Trong kiểu trình bày: bỏ inset của nền, hoặc cho inset trên {_CUT_WANDERS:g} mm.",
                    f"In the template: leave out the ground's inset, or make it more than {_CUT_WANDERS:g} mm.",
                ),
                node=side.subject.at("template"),
            )


def _stays_inside(mark: Mark, side: Side) -> bool:
    return all(_is_within(point, side, _CUT_WANDERS) for outline in mark.outlines for point in outline.points)


def _covers(mark: Mark, side: Side) -> bool:
    """Tell whether the mark holds the middle and no side of it comes within the bleed."""
    if not mark.holds(side.frame.shape.centre):
        return False
    inset = _BLEED_TOLERANCE - side.frame.bleed
    return not any(
        _is_within(point, side, inset) for outline in mark.outlines for point in _walked(outline.points)
    )


def _is_within(point: Point, side: Side, inset: float) -> bool:
    chord = side.frame.shape.chord(point[1], inset)
    return chord is not None and chord[0] < point[0] < chord[1]


def _walked(contour: tuple[Point, ...]) -> Iterator[Point]:
    """Yield points along a contour, none further from the next than `_STEP`."""
    for (x0, y0), (x1, y1) in segments(contour):
        steps = ceil(hypot(x1 - x0, y1 - y0) / _STEP)
        for i in range(steps):
            yield (x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps)
