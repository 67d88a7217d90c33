"""The layout that is printed: as many tags as leave slug, cutter's marks and all other marks their places.

Goes in: press, a tag's shape, kind of layout, backing, marks wanted. Comes out: a `Layout`. Tags give way to marks
that find no hollow and no strip, one by one, or all keep further from an edge, whichever costs fewer tags.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import ceil

from msgspec.structs import replace

from keytag.drawing.geometry import IDENTITY, Affine, Shape
from keytag.errors import InvalidDocumentError
from keytag.imposition.cutter_marks import CutterMarkSet, spots_to_clear
from keytag.imposition.layout import FreeLayout, Layout, LayoutPattern, Slot, arrange
from keytag.imposition.line_setter import LineSetter
from keytag.imposition.margin import CLEAR, EDGE, SLUG_NEEDS, Margin, SheetEdge, slug_edge, trim_strip
from keytag.imposition.press import Backing, BareEdges, Press
from keytag.imposition.sheet import SheetSide
from keytag.imposition.sheet_marks import MissingMark, WantedMarks, place_sheet_marks, reserve_places
from keytag.imposition.sheet_rules import no_room_for_cutter_marks, no_room_for_slug, tag_too_large

# House rule: the height that a slug wants for its largest letters.
_SLUG_WANTS = 3.6
# The heights at which a slug is tried that has the tail to itself.
_SLUG_LIKES = (3.6, 3.0, 2.5)
# House rule, in mm: a strip this wide beyond the bleed holds the smallest register mark, and the arrows.
_MARK_STRIP = 2.3
# House rule: so many tags give way to marks at most; where it takes more, the sheet is no sheet for such tags.
_MOST_CLEARED = 12
# House rule: so few tags are given up without looking for a layout that gives up fewer.
_NEARLY_ALL = 0.99
# As long as the number of a package.
_NUMBER = "0123456789"


@lru_cache(maxsize=64)
def sheet_layout(press: Press, shape: Shape, kind: LayoutPattern, backing: Backing, marks: WantedMarks) -> Layout:
    """Return the fullest layout found that leaves ``marks`` their places, as far as tags stand in them.

    Where some have none, tags give way one by one, or all keep further from the sides or the tail: whichever
    costs fewer. A free layout is laid as it is, mirrored or turned, whichever way loses fewest. Raises
    InvalidDocumentError where not one tag fits, or none with a slug or the cutter's marks.
    """
    if not isinstance(kind, FreeLayout):
        return _leave_marks(press, shape, kind, backing, marks)
    whole = len(kind.places) * (2 if backing.shares_form else 1)
    found: list[Layout] = []
    for image in kind.images():
        found.append(_leave_marks(press, shape, image, backing, marks))
        if len(found[-1].slots) == whole:
            break
    return max(found, key=lambda each: len(each.slots))


def _leave_marks(press: Press, shape: Shape, kind: LayoutPattern, backing: Backing, marks: WantedMarks) -> Layout:
    """Return the fullest layout of ``kind`` found that leaves ``marks`` their places."""
    layout = layout_with_margin(press, shape, kind, backing, slug=marks.slug, cutter=marks.cutter)
    if not missing_marks(press, shape, layout, backing, marks):
        return layout
    cleared = _clear_for_marks(press, shape, layout, backing, marks)
    is_whole = bool(cleared.slots) and not missing_marks(press, shape, cleared, backing, marks)
    if is_whole and len(cleared.slots) >= _NEARLY_ALL * len(layout.slots):
        return cleared
    found = [cleared]
    for narrower in (
        widen_strips(press, "sides"),
        widen_strips(press, "tail"),
        widen_strips(widen_strips(press, "sides"), "tail"),
    ):
        try:
            narrow = layout_with_margin(narrower, shape, kind, backing, slug=marks.slug, cutter=marks.cutter)
        except InvalidDocumentError:
            continue
        found.append(_clear_for_marks(press, shape, narrow, backing, marks))
    whole = [each for each in found if each.slots and not missing_marks(press, shape, each, backing, marks)]
    # Where nothing helps, what is missing is told of the layout as it was.
    return max(whole, key=lambda each: len(each.slots), default=layout)


def missing_marks(
    press: Press,
    shape: Shape,
    layout: Layout,
    backing: Backing,
    marks: WantedMarks,
    setter: LineSetter | None = None,
) -> tuple[MissingMark, ...]:
    """Return what has no place; what stands in it as the front sees it."""
    fixed = place_sheet_marks(Margin(press, shape, layout.slots, backing), marks)
    found = list(fixed.missing)
    for side, mirror in _form_sides(press, backing):
        slots = tuple(slot.through(mirror) for slot in layout.slots) if mirror != IDENTITY else layout.slots
        margin = Margin(press, shape, slots, backing)
        seen = fixed.through(mirror) if mirror != IDENTITY else fixed
        missing = reserve_places(margin, marks, seen, side, _NUMBER, setter).missing
        # A mirror undoes itself.
        found += (
            replace(each, in_its_place=tuple(slot.through(mirror) for slot in each.in_its_place))
            for each in missing
        )
    return tuple(found)


def _form_sides(press: Press, backing: Backing) -> Iterator[tuple[SheetSide, Affine]]:
    """Yield each form's side, and the mirror through which it sees the front's slots."""
    if backing.shares_form:
        yield SheetSide.BOTH, IDENTITY
        return
    yield SheetSide.FRONT, IDENTITY
    if backing.is_two_sided:
        yield SheetSide.BACK, press.mirror_for(backing)


def _clear_for_marks(press: Press, shape: Shape, layout: Layout, backing: Backing, marks: WantedMarks) -> Layout:
    """Return ``layout`` without the tags that stand in a mark's place; halves stay each other's image."""
    for _ in range(_MOST_CLEARED):
        missing = missing_marks(press, shape, layout, backing, marks)
        gone = next((each.in_its_place for each in missing if each.in_its_place), ())
        if not gone:
            break
        layout = replace(layout, slots=_slots_without(layout, frozenset((slot.x, slot.y) for slot in gone)))
        if not layout.slots:
            break
    return layout


def _slots_without(layout: Layout, gone: frozenset[tuple[float, float]]) -> tuple[Slot, ...]:
    kept = [(slot.x, slot.y) not in gone for slot in layout.slots]
    half = len(kept) // 2
    if layout.mirrored:
        kept = [one and other for one, other in zip(kept[:half], kept[half:], strict=True)] * 2
    return tuple(slot for slot, is_kept in zip(layout.slots, kept, strict=True) if is_kept)


def widen_strips(press: Press, key: str, strip: float = _MARK_STRIP) -> Press:
    """Return ``press`` with the strips of ``key`` so wide that a mark stands between bleed and bare edge."""
    bare = press.unprintable or BareEdges(gripper=press.gripper / 2)
    edges = {"sides": max(bare.left, bare.right), "tail": bare.tail, "gripper": bare.gripper}
    # In steps that people write down.
    need = ceil(10 * (max(edges[key], EDGE) + strip + CLEAR + press.bleed)) / 10
    return replace(press, **{key: max(getattr(press, key), need)})


@lru_cache(maxsize=64)
def layout_with_margin(
    press: Press,
    shape: Shape,
    kind: LayoutPattern,
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
    kind: LayoutPattern,
    backing: Backing,
    *,
    slug: bool,
    cutter: CutterMarkSet | None,
) -> Layout:
    """Return the fullest layout with room for a slug and the cutter's marks."""
    layout = arrange(press, shape, kind, backing)
    if not layout.slots:
        finding = tag_too_large(press, shape, backing)
        raise InvalidDocumentError(finding.message, (finding,))
    if slug:
        layout = _with_slug(press, shape, layout, kind, backing)
    if cutter is None:
        return layout
    cleared = _clear_for_cutter(press, shape, layout, backing, cutter)
    if not cleared.slots:
        finding = no_room_for_cutter_marks(press, 0, cutter)
        raise InvalidDocumentError(finding.message, (finding,))
    return cleared


def _with_slug(press: Press, shape: Shape, layout: Layout, kind: LayoutPattern, backing: Backing) -> Layout:
    """Return ``layout`` moved, or one with fewer tags, so that a slug has room."""
    moved = _move_for_slug(press, shape, layout, backing)
    margin = Margin(press, shape, (moved or layout).slots, backing)
    if moved is not None and slug_edge(margin) is SheetEdge.GRIPPER:
        return moved
    if moved is None or margin.band(SheetEdge.TAIL).height < _SLUG_WANTS:
        # A higher slug at the tail often costs no tag.
        wider = [_narrow_for_slug(press, margin, tail=want) for want in _SLUG_LIKES]
        for narrower in wider:
            found = _fill_narrower(narrower, press, shape, kind, backing)
            if found is not None and len(found.slots) == len(layout.slots):
                return found
    if moved is not None:
        return moved
    least = (_narrow_for_slug(press, margin, gripper=SLUG_NEEDS), _narrow_for_slug(press, margin, tail=SLUG_NEEDS))
    layouts = [_fill_narrower(narrower, press, shape, kind, backing) for narrower in least]
    held = [each for each in layouts if each is not None]
    if not held:
        finding = no_room_for_slug(press)
        raise InvalidDocumentError(finding.message, (finding,))
    return max(held, key=lambda each: len(each.slots))


def _narrow_for_slug(press: Press, margin: Margin, *, gripper: float = 0.0, tail: float = 0.0) -> Press:
    """Return ``press`` with a strip so deep that a slug of that height has room beside the product."""
    inked, apart = margin.inked, CLEAR + trim_strip(press) + press.bleed
    if gripper:
        return replace(press, gripper=max(press.gripper, press.height - inked.y1 + gripper + apart))
    return replace(press, tail=max(press.tail, inked.y0 + tail + apart))


def _fill_narrower(
    narrower: Press, press: Press, shape: Shape, kind: LayoutPattern, backing: Backing
) -> Layout | None:
    """Return the fullest layout of the ``narrower`` sheet, moved on ``press``; None where its slug has no room."""
    layout = arrange(narrower, shape, kind, backing)
    if not layout.slots:
        return None
    moved = _move_for_slug(narrower, shape, layout, backing)
    if moved is None:
        return None
    margin = Margin(press, shape, moved.slots, backing)
    return moved if margin.band(slug_edge(margin)).height >= SLUG_NEEDS else None


def _move_for_slug(press: Press, shape: Shape, layout: Layout, backing: Backing) -> Layout | None:
    """Return ``layout`` where the slug has room: at the gripper end, else at the tail; None where neither has."""
    room = press.printable_for(backing)
    moves = [layout]
    if backing is not Backing.TUMBLE:
        spare = layout.box(shape).y0 - room.y0
        wanted = _SLUG_WANTS - Margin(press, shape, layout.slots, backing).band(SheetEdge.GRIPPER).height
        below = max(0.0, room.y1 - layout.box(shape).y1)
        rise = max(0.0, min(spare, wanted))
        if press.unprintable is not None:
            # What the slug does not want is the legend's, which has the tail.
            rise = max(-below, min(spare, wanted))
        moves = [layout.shift(0.0, -rise), layout.shift(0.0, below)]
    for moved in moves:
        margin = Margin(press, shape, moved.slots, backing)
        if margin.band(slug_edge(margin)).height >= SLUG_NEEDS:
            return moved
    return None


def _clear_for_cutter(
    press: Press, shape: Shape, layout: Layout, backing: Backing, cutter: CutterMarkSet
) -> Layout:
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
