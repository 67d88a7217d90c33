"""The checks of a press sheet before it is laid: does a tag fit, has each mark its place, is a wrong turn noticed.

Goes in: press, layout, marks wanted. Comes out: findings, with a figure of the shop's file that would do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from math import dist, inf

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.geometry import Hole, Point, Shape
from keytag.drawing.geometry.separation import TurnedTag, outline_deviation
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding
from keytag.imposition.backing_up import back_on_sheet, front_on_sheet, front_slots
from keytag.imposition.cutter_marks import CutterMarkSet, turned_mark_distance
from keytag.imposition.layout import Layout, LayoutKind, LayoutPattern, arrange
from keytag.imposition.line_setter import LineSetter
from keytag.imposition.margin import Spot
from keytag.imposition.press import Backing, Press
from keytag.imposition.sheet_layout import (
    missing_marks,
    sheet_layout,
    widen_strips,
)
from keytag.imposition.sheet_marks import MarkName, WantedMarks
from keytag.imposition.sheet_rules import (
    BACKS_ARE_LEFT_OUT,
    MARKS_FIT,
    REVERSE_IS_NOT_TURNED,
    TURNED_SHEET_IS_NOTICED,
    no_room_for_cutter_marks,
    tag_too_large,
)
from keytag.text.text import Text

# House rule, in mm: a camera finds a mark that is so far from where it looks, and no further.
_CAMERA_FINDS = 10.0
# House rule, in mm: a tag further off than this is not looked for; no bleed is as wide.
_ASTRAY = 60.0
# House rule, in mm: a cut so near to where it belongs is one in its place.
_IN_PLACE = 0.25
# House rules, in mm: strips that hold a line of words as well, and what a cutter's marks may keep off others.
_LINE_STRIP = 3.6
_APART = (5.0, 2.0, 0.0)


def tag_fits(press: Press, shape: Shape, backing: Backing) -> tuple[Finding, ...]:
    """Return a finding where not one tag fits the printable area for ``backing``."""
    if arrange(press, shape, LayoutKind.GRID, backing).slots:
        return ()
    return (tag_too_large(press, shape, backing),)


def backs_are_printed(backing: Backing) -> tuple[Finding, ...]:
    """Return a finding where ``backing`` leaves the backs out, with all that is on them."""
    if backing.is_two_sided:
        return ()
    message = Text(
        "In một mặt (single): mặt sau, với mọi thứ trên đó, không được in.",
        "Printed on one side (single): the backs, with all that is on them, are left out.",
    )
    return (BACKS_ARE_LEFT_OUT.finding(message, node="shop"),)


def reverse_is_not_turned(press: Press, backing: Backing) -> tuple[Finding, ...]:
    """Return a finding where a sheet that is printed in reverse would be turned."""
    if not press.reverse or backing in (Backing.SHEETWISE, Backing.SINGLE):
        return ()
    message = Text(
        f"In lật gương đọc xuyên tấm, nhưng backing là {backing.value}: tờ in bị lật.",
        f"Printed in reverse to be read through the stock, but backing is {backing.value}: the sheet is turned.",
    )
    return (REVERSE_IS_NOT_TURNED.finding(message, node="shop"),)


def cutter_marks_fit(press: Press, spots: tuple[Spot, ...], cutter: CutterMarkSet | None) -> tuple[Finding, ...]:
    """Return a finding where a mark of the ``cutter`` has no place among ``spots``."""
    if cutter is None or len(spots) >= cutter.wanted:
        return ()
    return (no_room_for_cutter_marks(press, len(spots), cutter),)


def marks_fit(request: SheetRequest, setter: LineSetter) -> tuple[Finding, ...]:
    """Return a finding for each mark that has no place on the sheet, with a figure that would do."""
    return tuple(_without_place(request, mark, setter) for mark in request.missing(setter))


class SheetRequest(Struct, frozen=True):
    """A sheet as it is to be laid, and the marks that it is to have."""

    press: Press
    shape: Shape
    kind: LayoutPattern
    backing: Backing
    marks: WantedMarks

    def layout(self) -> Layout:
        """Return the layout that is printed: see `sheet_layout`."""
        return sheet_layout(self.press, self.shape, self.kind, self.backing, self.marks)

    def missing(self, setter: LineSetter) -> tuple[MarkName, ...]:
        """Return the marks that have no place on it."""
        found = missing_marks(self.press, self.shape, self.layout(), self.backing, self.marks, setter)
        return tuple(dict.fromkeys(each.mark for each in found))


_NAMES = {
    MarkName.REGISTER: Text("dấu chồng màu", "register marks"),
    MarkName.GRIPPER: Text("dấu nhíp", "the gripper mark"),
    MarkName.SIDE_GUIDE: Text("dấu tay kê", "the side guide"),
    MarkName.COLOUR_BAR: Text("thanh màu", "the colour bar"),
    MarkName.SLUG: Text("dòng ghi chú", "the slug"),
    MarkName.JOB_NUMBER: Text("số của việc in bên dấu máy cắt", "the job's number by the cutter's mark"),
}


def _without_place(request: SheetRequest, mark: MarkName, setter: LineSetter) -> Finding:
    helping = (said for said, other in _cures(request, mark) if _helps(other, mark, setter))
    cure = next(helping, Text("giảm sheet.unprintable.", "lower sheet.unprintable."))
    name = _NAMES[mark]
    return MARKS_FIT.finding(
        Text(f"Tờ in không có chỗ cho {name.vi}.", f"The sheet has no place for {name.en}."),
        Text(f"Trong tệp nhà in, {cure.vi}", f"In the shop's file, {cure.en}"),
        node="shop",
    )


def _helps(request: SheetRequest, mark: MarkName, setter: LineSetter) -> bool:
    """Tell whether ``mark`` finds its place on another sheet, or is no longer wanted there."""
    try:
        return mark not in request.missing(setter)
    except InvalidDocumentError:
        return False


def _cures(request: SheetRequest, mark: MarkName) -> Iterator[tuple[Text, SheetRequest]]:
    """Yield what a shop's file may say so that ``mark`` finds its place, and the sheet as it is then."""
    press, marks = request.press, request.marks
    for key in ("sides", "tail", "gripper"):
        other = widen_strips(press, key, _LINE_STRIP)
        if other != press:
            said = f"{key}: {getattr(other, key):g}mm"
            yield Text(f"ghi {said}.", f"write {said}."), replace(request, press=other)
    for apart in _APART if marks.cutter is not None else ():
        if marks.cutter is not None and apart < marks.cutter.apart:
            nearer = replace(marks, cutter=replace(marks.cutter, apart=apart))
            said = f"apart: {apart:g}mm"
            cure = Text(f"ghi {said} (trong cutter_marks).", f"write {said} (in cutter_marks).")
            yield cure, replace(request, marks=nearer)
    if mark is not MarkName.JOB_NUMBER:
        said = f"marks: {{{mark.value}: false}}"
        off = replace(marks, **{mark.value: False})
        yield Text(f"ghi {said} nếu không cần.", f"write {said} if it is not needed."), replace(request, marks=off)


def turned_sheet_is_noticed(
    press: Press, layout: Layout, cut: TagCut, spots: tuple[Spot, ...], *, is_by_eye: bool = False
) -> tuple[Finding, ...]:
    """Return a finding where a sheet turned by 180° fits the marks in ``spots``, and is cut wrong for all that.

    Its outlines fall on the tags' own, so that nobody sees it, but not its holes; or none falls quite where it
    should. Where ``is_by_eye`` the marks are crosses, on which a person lays the sheet,
    or there are none and its edges serve.
    """
    if (
        not layout.slots
        or (not spots and not is_by_eye)
        or (spots and turned_mark_distance(spots) > _CAMERA_FINDS)
    ):
        return ()
    middle = _middle(spots) if spots else press.sheet.centre
    outlines, holes = turned_deviation(layout, cut, middle, press)
    if outlines > press.bleed or max(outlines, holes) <= _IN_PLACE:
        return ()
    beside = Text(
        f"; lỗ thì lệch tới {holes:.1f} mm" if holes > press.bleed else "",
        f"; holes stray by up to {holes:.1f} mm" if holes > press.bleed else "",
    )
    return (
        TURNED_SHEET_IS_NOTICED.finding(
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


_CROSSES_ALIKE = Text(
    "Trong tệp nhà in: ghi marks: slug: true (dòng ghi chú cho biết đầu nào), hoặc cutter: plain-crosses",
    "In the shop's file: write marks: slug: true (the slug tells which end it is), or cutter: plain-crosses",
)


class TagCut(Struct, frozen=True):
    """All that is cut of one tag: its outline, and the hole as its front shows it."""

    shape: Shape
    hole: Hole | None
    backing: Backing


def turned_deviation(layout: Layout, cut: TagCut, centre: Point, press: Press) -> tuple[float, float]:
    """Return how far outlines and holes stray at most where the nest is turned by 180° about ``centre``.

    Of each cut from the tag nearest to it. A tag of the other orientation is none: it would be cut through. Of
    tags that lean their outlines are held against each other.
    """
    if not all(slot.is_level for slot in layout.slots):
        return _leaning_deviation(layout, cut, centre, press)
    at: dict[float, list[tuple[Point, Point]]] = {}
    for slot, hole in zip(layout.slots, _holes(layout, cut, press), strict=True):
        at.setdefault(slot.angle_deg, []).append(((slot.x, slot.y), hole))
    outlines = holes = 0.0
    for places in at.values():
        places.sort()
        xs = [place[0] for place, _ in places]
        for place, hole in places:
            turned = _turn_place(place, centre)
            near = places[bisect_left(xs, turned[0] - _ASTRAY) : bisect_right(xs, turned[0] + _ASTRAY)]
            if not near:
                return inf, inf
            other, its = min(near, key=lambda one: dist(turned, one[0]))
            outlines = max(outlines, dist(turned, other))
            holes = max(holes, dist(_turn_place(hole, centre), its))
    return outlines, holes


def _leaning_deviation(layout: Layout, cut: TagCut, centre: Point, press: Press) -> tuple[float, float]:
    """Return what `turned_deviation` does, for tags at any angle: half a turn leaves an outline's as it is."""
    places = sorted(zip(layout.slots, _holes(layout, cut, press), strict=True), key=lambda place: place[0].x)
    xs = [slot.x for slot, _ in places]
    outlines = holes = 0.0
    for slot, hole in places:
        x, y = _turn_place((slot.x, slot.y), centre)
        near = places[bisect_left(xs, x - _ASTRAY) : bisect_right(xs, x + _ASTRAY)]
        if not near:
            return inf, inf
        other, its = min(near, key=lambda one: dist((x, y), (one[0].x, one[0].y)))
        turned, stays = TurnedTag(x, y, slot.angle_deg), TurnedTag(other.x, other.y, other.angle_deg)
        outlines = max(outlines, outline_deviation(cut.shape, turned, stays))
        holes = max(holes, dist(_turn_place(hole, centre), its))
        if outlines > press.bleed:
            # Seen already; the rest says nothing more.
            break
    return outlines, holes


def _holes(layout: Layout, cut: TagCut, press: Press) -> list[Point]:
    """Return the middle of the hole in each slot; of tags without one, the tags' own."""
    shape, hole = cut.shape, cut.hole
    if hole is None:
        return [(slot.x, slot.y) for slot in layout.slots]
    fronts = front_slots(layout)
    found = [front_on_sheet(slot, shape, reverse=press.reverse).apply((hole.cx, hole.cy)) for slot in fronts]
    if layout.mirrored:
        back = hole.mirrored(shape.width)
        found += [back_on_sheet(slot, shape, press, cut.backing).apply((back.cx, back.cy)) for slot in fronts]
    return found


def _turn_place(place: Point, centre: Point) -> Point:
    return (2 * centre[0] - place[0], 2 * centre[1] - place[1])


def _middle(spots: tuple[Spot, ...]) -> Point:
    """Return the centre of the box round the marks, about which a turned sheet fits them best."""
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
