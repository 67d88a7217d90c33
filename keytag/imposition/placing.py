"""The layout that is printed: as many tags as leave every mark its place, or a finding that says which has none.

Tags give way to register marks, side guide and gripper mark where these find no hollow and no strip. Knows nothing
of editions.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.geometry import IDENTITY, Affine, Shape
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Rule
from keytag.imposition.furniture import Lacking, MarkName, WantedMarks, reserve, sheet_marks
from keytag.imposition.layout import Layout, LayoutKind, Slot
from keytag.imposition.margin import CLEAR, EDGE, Margin
from keytag.imposition.press import Backing, BareEdges, Press
from keytag.imposition.room import layout_with_margin
from keytag.imposition.sheet import SheetSide
from keytag.imposition.typesetter import LineSetter
from keytag.text.text import Text

# House rule, in mm: a strip this wide beyond the bleed holds the smallest register mark, and the arrows.
_STRIP = 2.3
# House rule: so many tags give way to marks at most; where it takes more, the sheet is no sheet for such tags.
_MOST_CLEARED = 12
# House rule: so few tags are given up without looking for a layout that gives up fewer.
_NEARLY_ALL = 0.99
# House rules, in mm: strips that hold a line of words as well, and what a cutter's marks may keep off others.
_LINE = 3.6
_APART = (5.0, 2.0, 0.0)

MARKS_FIT = Rule.error("marks-have-their-place", __name__)

_NAMES = {
    MarkName.REGISTER: Text("dấu chồng màu", "register marks"),
    MarkName.GRIPPER: Text("dấu nhíp", "the gripper mark"),
    MarkName.SIDE_GUIDE: Text("dấu tay kê", "the side guide"),
    MarkName.COLOUR_BAR: Text("thanh màu", "the colour bar"),
    MarkName.SLUG: Text("dòng ghi chú", "the slug"),
    MarkName.JOB_NUMBER: Text("số của việc in bên dấu máy cắt", "the job's number by the cutter's mark"),
}


@lru_cache(maxsize=64)
def sheet_layout(press: Press, shape: Shape, kind: LayoutKind, backing: Backing, marks: WantedMarks) -> Layout:
    """Return the fullest layout found that leaves ``marks`` their places, as far as tags stand in them.

    Where some have none, tags give way one by one, or all keep further from the sides or the tail: whichever
    costs fewer. Raises InvalidDocumentError where not one tag fits, or none with a slug or the cutter's marks.
    """
    layout = layout_with_margin(press, shape, kind, backing, slug=marks.slug, cutter=marks.cutter)
    if not _lacking(press, shape, layout, backing, marks):
        return layout
    cleared = _cleared(press, shape, layout, backing, marks)
    is_whole = bool(cleared.slots) and not _lacking(press, shape, cleared, backing, marks)
    if is_whole and len(cleared.slots) >= _NEARLY_ALL * len(layout.slots):
        return cleared
    found = [cleared]
    for narrower in (_wider(press, "sides"), _wider(press, "tail"), _wider(_wider(press, "sides"), "tail")):
        try:
            narrow = layout_with_margin(narrower, shape, kind, backing, slug=marks.slug, cutter=marks.cutter)
        except InvalidDocumentError:
            continue
        found.append(_cleared(press, shape, narrow, backing, marks))
    whole = [each for each in found if each.slots and not _lacking(press, shape, each, backing, marks)]
    # Where nothing helps, what is missing is told of the layout as it was.
    return max(whole, key=lambda each: len(each.slots), default=layout)


class SheetWish(Struct, frozen=True):
    """A sheet as it is to be laid, and the marks that it is to have."""

    press: Press
    shape: Shape
    kind: LayoutKind
    backing: Backing
    marks: WantedMarks

    def layout(self) -> Layout:
        """Return the layout that is printed: see `sheet_layout`."""
        return sheet_layout(self.press, self.shape, self.kind, self.backing, self.marks)

    def missing(self, setter: LineSetter) -> tuple[MarkName, ...]:
        """Return the marks that have no place on it."""
        found = _lacking(self.press, self.shape, self.layout(), self.backing, self.marks, setter)
        return tuple(dict.fromkeys(each.mark for each in found))


def marks_fit(wish: SheetWish, setter: LineSetter) -> tuple[Finding, ...]:
    """Return a finding for each mark that has no place on the sheet, with a figure that would do."""
    return tuple(_without_place(wish, mark, setter) for mark in wish.missing(setter))


def _without_place(wish: SheetWish, mark: MarkName, setter: LineSetter) -> Finding:
    helping = (said for said, other in _cures(wish, mark) if _helps(other, mark, setter))
    cure = next(helping, Text("giảm sheet.unprintable.", "lower sheet.unprintable."))
    name = _NAMES[mark]
    return MARKS_FIT.found(
        Text(f"Tờ in không có chỗ cho {name.vi}.", f"The sheet has no place for {name.en}."),
        Text(f"Trong tệp nhà in, {cure.vi}", f"In the shop's file, {cure.en}"),
        node="shop",
    )


def _helps(wish: SheetWish, mark: MarkName, setter: LineSetter) -> bool:
    """Tell whether ``mark`` finds its place on another sheet, or is no longer wanted there."""
    try:
        return mark not in wish.missing(setter)
    except InvalidDocumentError:
        return False


def _cures(wish: SheetWish, mark: MarkName) -> Iterator[tuple[Text, SheetWish]]:
    """Yield what a shop's file may say so that ``mark`` finds its place, and the sheet as it is then."""
    press, marks = wish.press, wish.marks
    for key in ("sides", "tail", "gripper"):
        other = _wider(press, key, _LINE)
        if other != press:
            said = f"{key}: {getattr(other, key):g}mm"
            yield Text(f"ghi {said}.", f"write {said}."), replace(wish, press=other)
    for apart in _APART if marks.cutter is not None else ():
        if marks.cutter is not None and apart < marks.cutter.apart:
            nearer = replace(marks, cutter=replace(marks.cutter, apart=apart))
            said = f"apart: {apart:g}mm"
            cure = Text(f"ghi {said} (trong cutter_marks).", f"write {said} (in cutter_marks).")
            yield cure, replace(wish, marks=nearer)
    if mark is not MarkName.JOB_NUMBER:
        said = f"marks: {{{mark.value}: false}}"
        off = replace(marks, **{mark.value: False})
        yield Text(f"ghi {said} nếu không cần.", f"write {said} if it is not needed."), replace(wish, marks=off)


def _wider(press: Press, key: str, strip: float = _STRIP) -> Press:
    """Return ``press`` with the strips of ``key`` so wide that a mark stands between bleed and bare edge."""
    bare = press.unprintable or BareEdges(gripper=press.gripper / 2)
    edges = {"sides": max(bare.left, bare.right), "tail": bare.tail, "gripper": bare.gripper}
    # In steps that people write down.
    need = ceil(10 * (max(edges[key], EDGE) + strip + CLEAR + press.bleed)) / 10
    return replace(press, **{key: max(getattr(press, key), need)})


def _sides(press: Press, backing: Backing) -> Iterator[tuple[SheetSide, Affine]]:
    """Yield each form's side, and the mirror through which it sees the front's slots."""
    if backing.shares_form:
        yield SheetSide.BOTH, IDENTITY
        return
    yield SheetSide.FRONT, IDENTITY
    if backing.is_two_sided:
        yield SheetSide.BACK, press.turned(backing)


# As long as the number of a package.
_NUMBER = "0123456789"


def _lacking(
    press: Press,
    shape: Shape,
    layout: Layout,
    backing: Backing,
    marks: WantedMarks,
    setter: LineSetter | None = None,
) -> tuple[Lacking, ...]:
    """Return what has no place; what stands in it as the front sees it."""
    fixed = sheet_marks(Margin(press, shape, layout.slots, backing), marks)
    found = list(fixed.lacking)
    for side, mirror in _sides(press, backing):
        slots = tuple(slot.through(mirror) for slot in layout.slots) if mirror != IDENTITY else layout.slots
        margin = Margin(press, shape, slots, backing)
        seen = fixed.through(mirror) if mirror != IDENTITY else fixed
        lacking = reserve(margin, marks, seen, side, _NUMBER, setter).lacking
        # A mirror undoes itself.
        found += (
            replace(each, in_its_place=tuple(slot.through(mirror) for slot in each.in_its_place))
            for each in lacking
        )
    return tuple(found)


def _cleared(press: Press, shape: Shape, layout: Layout, backing: Backing, marks: WantedMarks) -> Layout:
    """Return ``layout`` without the tags that stand in a mark's place; halves stay each other's image."""
    for _ in range(_MOST_CLEARED):
        lacking = _lacking(press, shape, layout, backing, marks)
        gone = next((each.in_its_place for each in lacking if each.in_its_place), ())
        if not gone:
            break
        layout = replace(layout, slots=_without(layout, frozenset((slot.x, slot.y) for slot in gone)))
        if not layout.slots:
            break
    return layout


def _without(layout: Layout, gone: frozenset[tuple[float, float]]) -> tuple[Slot, ...]:
    kept = [(slot.x, slot.y) not in gone for slot in layout.slots]
    half = len(kept) // 2
    if layout.mirrored:
        kept = [one and other for one, other in zip(kept[:half], kept[half:], strict=True)] * 2
    return tuple(slot for slot, is_kept in zip(layout.slots, kept, strict=True) if is_kept)
