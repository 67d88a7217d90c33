"""Room for the tags and their marks: the layout that is printed, or a finding that says why there is none.

Knows nothing of editions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from math import dist, inf

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.geometry import Hole, Point, Shape
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Rule
from keytag.imposition.backup import back_on_sheet, front_on_sheet, fronts_of
from keytag.imposition.cuttermarks import CutterMarkSet, spots_to_clear, turned_apart
from keytag.imposition.layout import Layout, LayoutKind, arrange
from keytag.imposition.margin import CLEAR, Edge, Margin, Spot
from keytag.imposition.press import Backing, Press
from keytag.text.text import Text, same

# House rules: the height a slug wants for its largest letters, and the least that it can be read in.
_SLUG_WANTS, SLUG_NEEDS = 3.6, 2.0
# The heights at which a slug is tried that has the tail to itself.
_SLUG_LIKES = (3.6, 3.0, 2.5)
# House rule, in mm: a camera finds a mark that is so far from where it looks, and no further.
_CAMERA_FINDS = 10.0
# House rule, in mm: a tag further off than this is not looked for; no bleed is as wide.
_ASTRAY = 60.0
# House rule, in mm: a cut so near to where it belongs is one in its place.
_IN_PLACE = 0.25


TAG_LARGER_THAN_SHEET = Rule.error("tag-larger-than-sheet", __name__)
NO_ROOM_FOR_SLUG = Rule.error("no-room-for-slug", __name__)
BACKS_ARE_LEFT_OUT = Rule.warning("backs-are-left-out", __name__)
REVERSE_IS_NOT_TURNED = Rule.error("reverse-print-is-not-turned", __name__)
NO_ROOM_FOR_CUTTER_MARKS = Rule.error("no-room-for-cutter-marks", __name__)
TURNED_SHEET_IS_NOTICED = Rule.warning("turned-sheet-is-noticed", __name__)
_CROSSES_ALIKE = Text(
    "Trong tệp nhà in: ghi marks: slug: true (dòng ghi chú cho biết đầu nào), hoặc cutter: plain-crosses",
    "In the shop's file: write marks: slug: true (the slug tells which end it is), or cutter: plain-crosses",
)
RULES = (
    TAG_LARGER_THAN_SHEET,
    NO_ROOM_FOR_SLUG,
    NO_ROOM_FOR_CUTTER_MARKS,
    TURNED_SHEET_IS_NOTICED,
    BACKS_ARE_LEFT_OUT,
    REVERSE_IS_NOT_TURNED,
)
"""Every rule of this module."""


def cutter_marks_fit(press: Press, spots: tuple[Spot, ...], cutter: CutterMarkSet | None) -> tuple[Finding, ...]:
    """Return a finding where a mark of the ``cutter`` has no place among ``spots``."""
    if cutter is None or len(spots) >= cutter.wanted:
        return ()
    return (_no_room_for_cutter_marks(press, len(spots), cutter),)


def turned_sheet_is_noticed(
    press: Press, layout: Layout, stamp: Stamp, spots: tuple[Spot, ...], *, is_by_eye: bool = False
) -> tuple[Finding, ...]:
    """Return a finding where a sheet turned by 180° fits the marks in ``spots``, and is cut wrong for all that.

    Its outlines fall on the tags' own, so that nobody sees it, but not its holes; or none falls quite where it
    should. Where ``is_by_eye`` the marks are crosses, on which a person lays the sheet,
    or there are none and its edges serve.
    """
    if not layout.slots or (not spots and not is_by_eye) or (spots and turned_apart(spots) > _CAMERA_FINDS):
        return ()
    middle = _middle(spots) if spots else press.sheet.centre
    outlines, holes = nest_turned(layout, stamp, middle, press)
    if outlines > press.bleed or max(outlines, holes) <= _IN_PLACE:
        return ()
    beside = Text(
        f"; lỗ thì lệch tới {holes:.1f} mm" if holes > press.bleed else "",
        f"; holes stray by up to {holes:.1f} mm" if holes > press.bleed else "",
    )
    return (
        TURNED_SHEET_IS_NOTICED.found(
            Text(
                f"Tờ in quay ngược đầu vẫn khớp dấu, và móc khóa lệch nhiều nhất {outlines:.2f} mm, "
                f"không quá phần chừa xén {press.bleed:g} mm{beside.vi}",
                f"A sheet turned by 180° still fits its marks, and its tags stray by {outlines:.2f} mm at most, "
                f"no more than the bleed of {press.bleed:g} mm{beside.en}",
            ),
            _CROSSES_ALIKE if is_by_eye else None,
            node="shop",
        ),
    )


class Stamp(Struct, frozen=True):
    """All that is cut of one tag: its outline, and the hole as its front shows it."""

    shape: Shape
    hole: Hole | None
    backing: Backing


def nest_turned(layout: Layout, stamp: Stamp, centre: Point, press: Press) -> tuple[float, float]:
    """Return how far outlines and holes stray at most where the nest is turned by 180° about ``centre``.

    Of each cut from the tag nearest to it. A tag of the other orientation is none: it would be cut through.
    """
    at: dict[int, list[tuple[Point, Point]]] = {}
    for slot, hole in zip(layout.slots, _holes(layout, stamp, press), strict=True):
        at.setdefault(slot.angle_deg, []).append(((slot.x, slot.y), hole))
    outlines = holes = 0.0
    for places in at.values():
        places.sort()
        xs = [place[0] for place, _ in places]
        for place, hole in places:
            turned = _turned(place, centre)
            near = places[bisect_left(xs, turned[0] - _ASTRAY) : bisect_right(xs, turned[0] + _ASTRAY)]
            if not near:
                return inf, inf
            other, its = min(near, key=lambda one: dist(turned, one[0]))
            outlines = max(outlines, dist(turned, other))
            holes = max(holes, dist(_turned(hole, centre), its))
    return outlines, holes


def _holes(layout: Layout, stamp: Stamp, press: Press) -> list[Point]:
    """Return the middle of the hole in each slot; of tags without one, the tags' own."""
    shape, hole = stamp.shape, stamp.hole
    if hole is None:
        return [(slot.x, slot.y) for slot in layout.slots]
    fronts = fronts_of(layout)
    found = [front_on_sheet(slot, shape, reverse=press.reverse).apply((hole.cx, hole.cy)) for slot in fronts]
    if layout.mirrored:
        back = hole.mirrored(shape.width)
        found += [back_on_sheet(slot, shape, press, stamp.backing).apply((back.cx, back.cy)) for slot in fronts]
    return found


def _turned(place: Point, centre: Point) -> Point:
    return (2 * centre[0] - place[0], 2 * centre[1] - place[1])


def _middle(spots: tuple[Spot, ...]) -> Point:
    """Return the centre of the box round the marks, about which a turned sheet fits them best."""
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)


def tag_fits(press: Press, shape: Shape, backing: Backing) -> tuple[Finding, ...]:
    """Return a finding where not one tag fits the printable area for ``backing``."""
    if arrange(press, shape, LayoutKind.GRID, backing).slots:
        return ()
    return (_too_large(press, shape, backing),)


def backs_are_printed(backing: Backing) -> tuple[Finding, ...]:
    """Return a finding where ``backing`` leaves the backs out, with all that is on them."""
    if backing.is_two_sided:
        return ()
    message = Text(
        "In một mặt (single): mặt sau, với mọi thứ trên đó, không được in.",
        "Printed on one side (single): the backs, with all that is on them, are left out.",
    )
    return (BACKS_ARE_LEFT_OUT.found(message, node="shop"),)


def reverse_is_not_turned(press: Press, backing: Backing) -> tuple[Finding, ...]:
    """Return a finding where a sheet that is printed in reverse would be turned."""
    if not press.reverse or backing in (Backing.SHEETWISE, Backing.SINGLE):
        return ()
    message = Text(
        f"In lật gương đọc xuyên tấm, nhưng backing là {backing.value}: tờ in bị lật.",
        f"Printed in reverse to be read through the stock, but backing is {backing.value}: the sheet is turned.",
    )
    return (REVERSE_IS_NOT_TURNED.found(message, node="shop"),)


@lru_cache(maxsize=64)
def layout_with_margin(
    press: Press,
    shape: Shape,
    kind: LayoutKind,
    backing: Backing,
    *,
    slug: bool,
    cutter: CutterMarkSet | None = None,
) -> Layout:
    """Return the fullest layout whose margins leave room for a slug, moved to where that room is largest.

    What the tags leave over goes to the gripper end first, where the slug stands, else to the tail. Only where
    even that is too little is the printable area cut down. Where the ``cutter``'s marks find no free place, the
    tags that stand in it give way. Part of the outermost tags' bleed is given up, as far as the ``press`` lets it
    be, only where that gains tags. Raises InvalidDocumentError where not one tag fits, or none with a slug: a
    sheet without one cannot be told from another, nor a sample from the order.
    """
    found: list[Layout] = []
    refused: list[InvalidDocumentError] = []
    whole = replace(press, stray=None)
    is_roomier = press.printable_for(backing) != whole.printable_for(backing)
    for each in (whole, press) if is_roomier else (whole,):
        try:
            found.append(_with_marks(each, shape, kind, backing, slug=slug, cutter=cutter))
        except InvalidDocumentError as error:
            refused.append(error)
    if not found:
        raise refused[-1]
    return max(found, key=lambda layout: len(layout.slots))


def _with_marks(
    press: Press,
    shape: Shape,
    kind: LayoutKind,
    backing: Backing,
    *,
    slug: bool,
    cutter: CutterMarkSet | None,
) -> Layout:
    """Return the fullest layout with room for a slug and the cutter's marks."""
    layout = arrange(press, shape, kind, backing)
    if not layout.slots:
        finding = _too_large(press, shape, backing)
        raise InvalidDocumentError(finding.message, (finding,))
    if slug:
        layout = _with_slug(press, shape, layout, kind, backing)
    if cutter is None:
        return layout
    cleared = _cleared(press, shape, layout, backing, cutter)
    if not cleared.slots:
        finding = _no_room_for_cutter_marks(press, 0, cutter)
        raise InvalidDocumentError(finding.message, (finding,))
    return cleared


def _with_slug(press: Press, shape: Shape, layout: Layout, kind: LayoutKind, backing: Backing) -> Layout:
    """Return ``layout`` moved, or one with fewer tags, so that a slug has room."""
    moved = _moved_for_slug(press, shape, layout, backing)
    margin = Margin(press, shape, (moved or layout).slots, backing)
    if moved is not None and slug_edge(margin) is Edge.GRIPPER:
        return moved
    if moved is None or margin.band(Edge.TAIL).height < _SLUG_WANTS:
        # A higher slug at the tail often costs no tag.
        wider = [_narrowed(press, margin, tail=want) for want in _SLUG_LIKES]
        for narrower in wider:
            found = _with_as_much_room(narrower, press, shape, kind, backing)
            if found is not None and len(found.slots) == len(layout.slots):
                return found
    if moved is not None:
        return moved
    least = (_narrowed(press, margin, gripper=SLUG_NEEDS), _narrowed(press, margin, tail=SLUG_NEEDS))
    layouts = [_with_as_much_room(narrower, press, shape, kind, backing) for narrower in least]
    held = [each for each in layouts if each is not None]
    if not held:
        finding = _no_room_for_slug(press)
        raise InvalidDocumentError(finding.message, (finding,))
    return max(held, key=lambda each: len(each.slots))


def _narrowed(press: Press, margin: Margin, *, gripper: float = 0.0, tail: float = 0.0) -> Press:
    """Return ``press`` with a strip so deep that a slug of that height has room beside the product."""
    inked, apart = margin.inked, CLEAR + press.bleed
    if gripper:
        return replace(press, gripper=max(press.gripper, press.height - inked.y1 + gripper + apart))
    return replace(press, tail=max(press.tail, inked.y0 + tail + apart))


def _with_as_much_room(
    narrower: Press, press: Press, shape: Shape, kind: LayoutKind, backing: Backing
) -> Layout | None:
    """Return the fullest layout of the ``narrower`` sheet, moved on ``press``; None where its slug has no room."""
    layout = arrange(narrower, shape, kind, backing)
    if not layout.slots:
        return None
    moved = _moved_for_slug(narrower, shape, layout, backing)
    if moved is None:
        return None
    margin = Margin(press, shape, moved.slots, backing)
    return moved if margin.band(slug_edge(margin)).height >= SLUG_NEEDS else None


def _moved_for_slug(press: Press, shape: Shape, layout: Layout, backing: Backing) -> Layout | None:
    """Return ``layout`` where the slug has room: at the gripper end, else at the tail; None where neither has."""
    room = press.printable_for(backing)
    moves = [layout]
    if backing is not Backing.TUMBLE:
        spare = layout.box(shape).y0 - room.y0
        wanted = _SLUG_WANTS - Margin(press, shape, layout.slots, backing).band(Edge.GRIPPER).height
        below = max(0.0, room.y1 - layout.box(shape).y1)
        rise = max(0.0, min(spare, wanted))
        if press.unprintable is not None:
            # What the slug does not want is the legend's, which has the tail.
            rise = max(-below, min(spare, wanted))
        moves = [layout.moved(0.0, -rise), layout.moved(0.0, below)]
    for moved in moves:
        margin = Margin(press, shape, moved.slots, backing)
        if margin.band(slug_edge(margin)).height >= SLUG_NEEDS:
            return moved
    return None


def _cleared(press: Press, shape: Shape, layout: Layout, backing: Backing, cutter: CutterMarkSet) -> Layout:
    """Return ``layout`` without the tags that stand in a mark's place; halves stay each other's image."""
    slots = layout.slots
    for spot in spots_to_clear(Margin(press, shape, slots, backing), cutter):
        alone = [Margin(press, shape, (slot,), backing).has_room(spot) for slot in slots]
        half = len(slots) // 2
        if layout.mirrored:
            alone = [one and other for one, other in zip(alone[:half], alone[half:], strict=True)] * 2
        slots = tuple(slot for slot, is_clear in zip(slots, alone, strict=True) if is_clear)
        if not slots:
            break
    return replace(layout, slots=slots)


def slug_edge(margin: Margin) -> Edge:
    """Return the end of the sheet for the slug: the gripper end where it is high enough, else the higher one."""
    heights = {edge: margin.band(edge).height for edge in (Edge.GRIPPER, Edge.TAIL)}
    if heights[Edge.GRIPPER] >= SLUG_NEEDS:
        return Edge.GRIPPER
    return max(heights, key=lambda edge: heights[edge])


def _too_large(press: Press, shape: Shape, backing: Backing) -> Finding:
    room = press.printable_for(backing)
    tag, area = _size(shape.width, shape.height), _size(room.width, room.height)
    halves = Text(" (mỗi mặt một nửa)", " (half of it for each side)") if backing.shares_form else same("")
    return TAG_LARGER_THAN_SHEET.found(
        Text(
            f"Thẻ {tag} lớn hơn vùng in được của tờ in: {area}{halves.vi}",
            f"The tag, {tag}, is larger than the printable area of the sheet: {area}{halves.en}",
        ),
        node="tag",
    )


def _no_room_for_slug(press: Press) -> Finding:
    bare = _bare(press)
    return NO_ROOM_FOR_SLUG.found(
        Text(
            f"Tờ in không còn chỗ cho dòng ghi chú cao {SLUG_NEEDS:g} mm{bare.vi}",
            f"The sheet has no room left for a slug {SLUG_NEEDS:g} mm high{bare.en}",
        ),
    )


def _no_room_for_cutter_marks(press: Press, found: int, cutter: CutterMarkSet) -> Finding:
    bare = _bare(press)
    return NO_ROOM_FOR_CUTTER_MARKS.found(
        Text(
            f"Tờ in chỉ có chỗ cho {found} trong {cutter.wanted} dấu của máy cắt{bare.vi}",
            f"The sheet has room for {found} of the cutter's {cutter.wanted} marks{bare.en}",
        ),
        node="shop",
    )


def _bare(press: Press) -> Text:
    """Name the strips that take no ink, where the shop has some."""
    bare = press.unprintable
    if bare is None:
        return same("")
    figures = f"{bare.gripper:g}, {bare.tail:g}, {bare.left:g}, {bare.right:g} mm"
    return Text(
        f"; sheet.unprintable (nhíp, đuôi, trái, phải): {figures}",
        f"; sheet.unprintable (gripper, tail, left, right): {figures}",
    )


def _size(width: float, height: float) -> str:
    return f"{width:g} \N{MULTIPLICATION SIGN} {height:g} mm"
