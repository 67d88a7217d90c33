"""Checks at the cut: the hole's plastic, the bleed, and lines that the cut could run into.

A cut is never quite where it should be, and the back misses the front as well: the shop says by how much. Sizes
that no keyring tag has are a slip of the unit, or of the keyboard, which is still a legal length.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, hypot

from keytag.checks.artwork.drawn_item import DrawnItem
from keytag.checks.artwork.side import DrawnSide
from keytag.checks.artwork.subject import WorkSubject
from keytag.drawing.artwork import Role
from keytag.drawing.geometry import Point
from keytag.drawing.geometry.contour import distance_to_point, segments
from keytag.findings import Finding, Rule
from keytag.text.text import Text
from keytag.units import format_against

HOLE_FITS = Rule.error("hole-does-not-fit", __name__)
HOLE_HAS_PLASTIC = Rule.error("hole-has-plastic-round-it", __name__)
CUT_IS_MADE = Rule.error("cut-is-one-the-shop-makes", __name__)
GROUND_COVERS = Rule.error("ground-covers-the-bleed", __name__)
BLEED_OUTLASTS = Rule.warning("bleed-outlasts-the-cut", __name__)
LINES_KEEP_OFF = Rule.warning("lines-keep-off-the-cut", __name__)
HOLE_TAKES_A_RING = Rule.warning("hole-takes-a-ring", __name__)
TAG_GOES_IN_A_POCKET = Rule.warning("tag-goes-in-a-pocket", __name__)
RULES = (
    HOLE_FITS,
    HOLE_HAS_PLASTIC,
    CUT_IS_MADE,
    GROUND_COVERS,
    BLEED_OUTLASTS,
    LINES_KEEP_OFF,
    HOLE_TAKES_A_RING,
    TAG_GOES_IN_A_POCKET,
)

# Domain ("The reader's hand"): the hole tears first; keep 2 mm of plastic round it.
PLASTIC_ROUND_HOLE = 2.0
# House rule: what rounding and the search for the hole's place may lose.
_ROUNDING = 0.005
# House rule: how far an outline may fall short of the bleed: a tenth of the least bleed.
_BLEED_TOLERANCE = 0.1
# House rule: by how much of its length an edge must come nearer to the cut, or go off, to run across it.
_ACROSS = 0.2
# House rule, in mm: so near the edge of a ground a line belongs to it.
_BESIDE_EDGE = 2.0
# House rule: an outline is looked at this often, in mm; a bleed is wider.
_STEP = 0.75

_DEPTHS = {"through": Text("bế đứt", "a cut through"), "kiss": Text("bế demi", "a kiss cut")}

# House rule: two turns of a split ring's wire go through 2.5 mm; punches make holes of 3 to 6 mm, and beyond 8 mm
# a hole takes the room of the text.
_RING = (2.5, 8.0)
# House rule: the largest tags that shops list are cards of 85.6 by 54 mm; what is longer goes in no pocket.
_LONGEST = 120.0


def hole_fits_in_the_tag(subject: WorkSubject) -> Iterator[Finding]:
    """The hole that the job wants has room in the shape."""
    wish, shape = subject.hole, subject.shape
    if wish is None or subject.has_room_for_hole:
        return
    need = wish.diameter + 2 * wish.edge
    yield HOLE_FITS.finding(
        Text(
            f"Lỗ {wish.diameter:g} mm cách mép {wish.edge:g} mm không nằm gọn trong móc khóa {shape.width:g} × "
            f"{shape.height:g} mm.",
            f"A hole of {wish.diameter:g} mm, {wish.edge:g} mm from the edge, does not fit in a tag of "
            f"{shape.width:g} × {shape.height:g} mm.",
        ),
        Text(
            f"Trong hole, giảm diameter (thường là 4mm) hoặc edge; hoặc dùng móc khóa rộng hơn {need:g} mm mỗi "
            "chiều.",
            f"In hole, lower diameter (4mm is usual) or edge; or take a tag of more than {need:g} mm each way.",
        ),
        node="tag.hole",
    )


def cut_is_the_shops_to_make(subject: WorkSubject) -> Iterator[Finding]:
    """The cut that is ordered is one that the shop's cutter, or its mould, makes."""
    wish = subject.cut
    if wish.made in ("both", wish.depth):
        return
    wanted, made = _DEPTHS[wish.depth], _DEPTHS[wish.made]
    is_ordered = wish.node != "shop"
    yield CUT_IS_MADE.finding(
        Text(
            f"Cần {wanted.vi}, nhưng nhà in chỉ {made.vi}.",
            f"This wants {wanted.en}; the shop makes {made.en} only.",
        ),
        Text(
            f"Trong order, ghi cut: {wish.made}, hoặc chọn nhà in khác.",
            f"In order, write cut: {wish.made}, or choose another shop.",
        )
        if is_ordered
        else Text(
            f"Trong tệp nhà in, ghi cut: {wish.made}, hoặc sửa cuts trong tệp máy cắt.",
            f"In the shop's file, write cut: {wish.made}, or mend cuts in its cutter's file.",
        ),
        node=wish.node,
    )


def hole_has_plastic_round_it(sides: tuple[DrawnSide, DrawnSide]) -> Iterator[Finding]:
    """At least 2 mm of plastic are left between the hole and the cut, all round."""
    frame = sides[0].frame
    if frame.hole is None:
        return
    left = frame.shape.depth((frame.hole.cx, frame.hole.cy)) - frame.hole.radius
    if left < PLASTIC_ROUND_HOLE - _ROUNDING:
        told = format_against(left, PLASTIC_ROUND_HOLE)
        yield HOLE_HAS_PLASTIC.finding(
            Text(
                f"Lỗ chỉ cách mép móc khóa {told} mm, cần ít nhất {PLASTIC_ROUND_HOLE:g} mm.",
                f"The hole is {told} mm from the cut; at least {PLASTIC_ROUND_HOLE:g} mm are needed.",
            ),
            node="tag.hole",
        )


def ground_covers_the_bleed(side: DrawnSide) -> Iterator[Finding]:
    """A ground that comes near the cut runs past it to the full bleed; the edge of a part runs across."""
    for drawn in side.of(Role.GROUND):
        if drawn.item.ink.total == 0 or _stays_inside(drawn, side):
            continue
        if not _covers(drawn, side) and not _is_part(drawn, side):
            slot = drawn.item.source.slot
            yield GROUND_COVERS.finding(
                Text(
                    f"Nền “{slot}” ở {side.title.vi} không tràn đủ {side.frame.bleed:g} mm ra ngoài đường bế.",
                    f"The ground “{slot}” of the {side.title.en} lacks its bleed of {side.frame.bleed:g} mm.",
                ),
                Text(
                    "Trong kiểu trình bày, bỏ inset (độ lùi vào) của nền, hoặc ghi inset trên "
                    f"{side.wander:.1f} mm.",
                    f"In the template, leave out the ground's inset, or make it more than {side.wander:.1f} mm.",
                ),
                node=side.subject.at("template"),
            )


def bleed_outlasts_the_cut(sides: tuple[DrawnSide, DrawnSide]) -> Iterator[Finding]:
    """Where colour runs over the cut, its bleed is wider than the cut may miss that side."""
    bleed = sides[0].frame.bleed
    short = [side for side in sides if bleed < side.wander - _ROUNDING and _reaches_the_cut(side)]
    if short:
        worst = max(short, key=lambda side: side.wander)
        yield BLEED_OUTLASTS.finding(
            Text(
                f"Nền chỉ tràn {bleed:g} mm ra ngoài đường bế, mà ở {worst.title.vi} dao bế có thể lệch "
                f"{worst.wander:.1f} mm.",
                f"The bleed is {bleed:g} mm, but the cut may miss the {worst.title.en} by {worst.wander:.1f} mm.",
            ),
            node="shop",
        )


def lines_keep_off_the_cut(side: DrawnSide) -> Iterator[Finding]:
    """No cut, however it strays, takes more than half of a line, unless the line runs over the bleed."""
    for drawn in side.of(Role.RULE):
        points = [(xy[-2], xy[-1]) for _, xy in drawn.path.commands if xy]
        if all(_is_within(point, side, side.wander) for point in points):
            continue
        if len(points) > 1 and _parts_a_ground(points, side) and _crosses(points, side):
            continue
        depths = [side.frame.shape.depth(point) for point in points]
        half = drawn.width / 2
        if max(depths) - half <= _BLEED_TOLERANCE - side.frame.bleed and min(depths) + half >= side.wander:
            continue
        slot = drawn.item.source.slot
        yield LINES_KEEP_OFF.finding(
            Text(
                f"Đường kẻ “{slot}” ở {side.title.vi} cách mép {min(depths):.1f} mm, mà dao bế có thể lệch "
                f"{side.wander:.1f} mm.",
                f"The line “{slot}” of the {side.title.en} is {min(depths):.1f} mm from the cut, which may "
                f"stray by {side.wander:.1f} mm.",
            ),
            node=side.subject.at("template"),
        )


def hole_takes_a_ring(subject: WorkSubject) -> Iterator[Finding]:
    """The hole that the job wants is neither too narrow for a ring nor wider than any."""
    least, most = _RING
    if subject.hole is not None and not least <= subject.hole.diameter <= most:
        width = subject.hole.diameter
        yield HOLE_TAKES_A_RING.finding(
            Text(
                f"Lỗ móc rộng {width:g} mm; lỗ thường rộng {least:g} mm đến {most:g} mm.",
                f"The hole is {width:g} mm wide; holes are usually {least:g} to {most:g} mm.",
            ),
            node="tag.hole.diameter",
        )


def tag_goes_in_a_pocket(subject: WorkSubject) -> Iterator[Finding]:
    """No side of the tag is longer than a pocket takes."""
    shape = subject.shape
    length, node = max((shape.width, "tag.width"), (shape.height, "tag.height"))
    if length > _LONGEST:
        yield TAG_GOES_IN_A_POCKET.finding(
            Text(
                f"Móc khóa {shape.width:g} × {shape.height:g} mm dài quá {_LONGEST:g} mm: có phải nhầm đơn vị?",
                f"{shape.width:g} × {shape.height:g} mm is longer than {_LONGEST:g} mm: a slip of the unit?",
            ),
            node=node,
        )


def _reaches_the_cut(side: DrawnSide) -> bool:
    return any(drawn.item.ink.total > 0 and not _stays_inside(drawn, side) for drawn in side.of(Role.GROUND))


def _stays_inside(drawn: DrawnItem, side: DrawnSide) -> bool:
    return all(_is_within(point, side, side.wander) for outline in drawn.outlines for point in outline.points)


def _covers(drawn: DrawnItem, side: DrawnSide) -> bool:
    """Tell whether what is drawn holds the middle and no side of it comes within the bleed."""
    if not drawn.holds(side.frame.shape.centre):
        return False
    inset = _BLEED_TOLERANCE - side.frame.bleed
    return not any(
        _is_within(point, side, inset) for outline in drawn.outlines for point in _walked(outline.points)
    )


def _is_part(drawn: DrawnItem, side: DrawnSide) -> bool:
    """Tell whether it divides a ground below it that covers the bleed: no edge of it runs along the cut."""
    below = (ground for ground in side.of(Role.GROUND) if ground.order < drawn.order)
    inset = _BLEED_TOLERANCE - side.frame.bleed
    return any(_covers(ground, side) for ground in below) and not any(
        _runs_along(tuple(_walked(outline.points)), side, side.wander, inset) for outline in drawn.outlines
    )


def _runs_along(points: tuple[Point, ...], side: DrawnSide, most: float, least: float) -> bool:
    """Tell whether a line comes between ``least`` and ``most`` mm inside the cut, and keeps there."""
    depth = side.frame.shape.depth
    for p, q in pairwise((*points, points[0])):
        if not _is_within(p, side, least) or _is_within(p, side, most):
            continue
        length = hypot(q[0] - p[0], q[1] - p[1])
        if length > 0 and abs(depth(q) - depth(p)) < _ACROSS * length:
            return True
    return False


def _parts_a_ground(points: list[Point], side: DrawnSide) -> bool:
    """Tell whether a line runs along the edge of a part of the ground."""
    at = len(points) // 2
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    parts = (drawn for drawn in side.of(Role.GROUND) if not _stays_inside(drawn, side) and _is_part(drawn, side))
    return any(distance_to_point(o.points, middle) < _BESIDE_EDGE for drawn in parts for o in drawn.outlines)


def _crosses(points: list[Point], side: DrawnSide) -> bool:
    """Tell whether a line runs from bleed to bleed across the tag, and nowhere along the cut."""
    depth, out = side.frame.shape.depth, _BLEED_TOLERANCE - side.frame.bleed
    if depth(points[0]) > out or depth(points[-1]) > out:
        return False
    walked = [point for p, q in pairwise(points) for point in _between(p, q)] + [points[-1]]
    near = [
        (p, q)
        for p, q in pairwise(walked)
        if -side.wander < depth(p) < side.wander and hypot(q[0] - p[0], q[1] - p[1]) > 0
    ]
    return all(abs(depth(q) - depth(p)) >= _ACROSS * hypot(q[0] - p[0], q[1] - p[1]) for p, q in near)


def _between(p: Point, q: Point) -> Iterator[Point]:
    steps = max(ceil(hypot(q[0] - p[0], q[1] - p[1]) / _STEP), 1)
    return ((p[0] + (q[0] - p[0]) * i / steps, p[1] + (q[1] - p[1]) * i / steps) for i in range(steps))


def _is_within(point: Point, side: DrawnSide, inset: float) -> bool:
    chord = side.frame.shape.chord(point[1], inset)
    return chord is not None and chord[0] < point[0] < chord[1]


def _walked(contour: tuple[Point, ...]) -> Iterator[Point]:
    """Yield points along a contour, none further from the next than `_STEP`."""
    for (x0, y0), (x1, y1) in segments(contour):
        steps = ceil(hypot(x1 - x0, y1 - y0) / _STEP)
        for i in range(steps):
            yield (x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps)
