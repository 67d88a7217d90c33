"""What the cutter follows on a sheet, and the marks it finds the print by."""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from keytag.drawing.artwork import Artwork, Fill, Role, Stroke, walk
from keytag.drawing.geometry import Path, Rect, Shape, ShapeKind, place_hole, rectangle
from keytag.drawing.geometry.curves import Chain, Circle, Ellipse
from keytag.drawing.ink import BLACK, spot
from keytag.imposition import (
    Backing,
    Cut,
    EditionRun,
    Filling,
    Furniture,
    Imposition,
    LayoutAndBacking,
    LayoutKind,
    LineSetter,
    Press,
    SheetSide,
    SlugFacts,
    WantedMarks,
    count_front_slots,
    impose,
)
from keytag.imposition.cut_sheet import CutSheet, cut_sheet
from keytag.imposition.cutter_marks import CutterMarkSet, MarkShape
from keytag.imposition.form_inks import ON_EVERY_PLATE
from keytag.imposition.sheet_layout import layout_with_margin

OVAL = Shape(ShapeKind.OVAL, 50, 20)
HOLE = place_hole(OVAL, 4, 2.5, "left")
DIE = spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True)
PUNCH = spot("Punch", (1.0, 0.0, 0.0, 0.0), technical=True)
CUT = Cut(OVAL, HOLE, DIE, PUNCH)
PRESS = Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2)
SQUARES = CutterMarkSet(MarkShape.SQUARE, size=2, line=0.25, count=4, clear=1)
CORNERS = CutterMarkSet(MarkShape.CORNER, size=5, line=0.3, count=3, clear=1)
CROSSES = CutterMarkSet(MarkShape.CROSS, size=4, line=0.1, count=4, clear=0.5)
SIDE = Artwork((Fill(OVAL.outline(-2), BLACK, Role.GROUND),), OVAL.trim, 2.0)


@cache
def imposed(backing: Backing = Backing.SHEETWISE, cutter: CutterMarkSet | None = None) -> Imposition:
    """Return a run of ovals imposed, with a slug of boxes."""

    def letter(text: str, size_pt: float) -> tuple[Path, float]:
        return rectangle(Rect(0, -size_pt / 4, size_pt / 6 * len(text), 0)), size_pt / 6 * len(text)

    furniture = Furniture(
        WantedMarks(cutter=cutter), SlugFacts("an-phu", "sra3", "2026-01-15", "#"), LineSetter(letter)
    )
    layout = layout_with_margin(PRESS, OVAL, LayoutKind.NESTED, backing, slug=True)
    run, way = EditionRun("a", SIDE, SIDE, 500, 500), LayoutAndBacking(LayoutKind.NESTED, backing)
    return impose(PRESS, CUT, (run,), way, furniture, (Filling(5, (count_front_slots(layout),)),))


def printed_cuts(imposition: Imposition, role: Role) -> list[Rect]:
    """Return the boxes of all cutting lines that the front form carries, rounded."""
    return sorted(
        (
            item.path.transformed(matrix).bounds()
            for placement in imposition.plates[0].front.placements
            for item, matrix in walk(placement.artwork.items, placement.transform)
            if item.role is role
        ),
        key=lambda box: (round(box.x0, 3), round(box.y0, 3)),
    )


def boxes(curves: tuple[object, ...]) -> list[Rect]:
    """Return the boxes of curves in the same order."""
    found = [curve.path.bounds() for curve in curves if isinstance(curve, Circle | Ellipse | Chain)]
    return sorted(found, key=lambda box: (round(box.x0, 3), round(box.y0, 3)))


def near(found: list[Rect], asked: list[Rect]) -> bool:
    """Tell whether boxes agree to 0.01 mm."""
    return len(found) == len(asked) and all(
        a.grown(0.01).contains(b) and b.grown(0.01).contains(a) for a, b in zip(found, asked, strict=True)
    )


@pytest.mark.parametrize("backing", Backing)
def test_every_slot_is_cut_where_it_is_printed(backing: Backing) -> None:
    """The cuts and holes of a sheet are those of its front form, one for each slot."""
    imposition = imposed(backing)
    sheet = cut_sheet(imposition, CUT)
    assert len(sheet.cuts) == len(sheet.holes) == len(imposition.layout.slots)
    assert near(boxes(sheet.cuts), printed_cuts(imposition, Role.DIELINE))
    assert near(boxes(sheet.holes), printed_cuts(imposition, Role.HOLE))
    assert all(isinstance(curve, Ellipse) for curve in sheet.cuts)


@pytest.mark.parametrize("backing", Backing)
def test_the_back_is_the_sheet_turned(backing: Backing) -> None:
    """Seen from the back, every cut and hole lies where turning the sheet brings it."""
    imposition = imposed(backing)
    front, back = cut_sheet(imposition, CUT), cut_sheet(imposition, CUT, SheetSide.BACK)
    mirror = imposition.press.mirror_for(backing)
    for one, other in ((front.cuts, back.cuts), (front.holes, back.holes)):
        assert near(boxes(tuple(curve.through(mirror) for curve in one)), boxes(other))


@pytest.mark.parametrize(("cutter", "backing"), list(product((SQUARES, CORNERS, CROSSES), Backing)))
def test_cutter_marks_are_printed_where_the_file_has_them(cutter: CutterMarkSet, backing: Backing) -> None:
    """The marks of the cutting file are those on the sheet, in black alone, near three or four corners."""
    imposition = imposed(backing, cutter)
    black = [
        (item, matrix)
        for placement in imposition.plates[0].front.placements
        for item, matrix in walk(placement.artwork.items, placement.transform)
        if item.role is Role.MARK and item.ink == BLACK and placement.artwork.trim.x0 < 0
    ]
    marks = cut_sheet(imposition, CUT).marks
    assert len(imposition.marks.cutter) == cutter.count
    assert near(boxes(marks), boxes_of([item.path.transformed(matrix).bounds() for item, matrix in black]))
    assert {isinstance(item, Stroke) for item, _ in black} == {cutter.shape is not MarkShape.SQUARE}
    for place in imposition.marks.cutter:
        assert min(place.x, 320 - place.x) < 45
        assert min(place.y, 450 - place.y) < 45


def boxes_of(found: list[Rect]) -> list[Rect]:
    """Return boxes in the order of `boxes`."""
    return sorted(found, key=lambda box: (round(box.x0, 3), round(box.y0, 3)))


@pytest.mark.parametrize("backing", [Backing.SHEETWISE, Backing.PERFECTING, Backing.TUMBLE, Backing.TURN])
def test_marks_for_a_camera_behind_are_on_the_back(backing: Backing) -> None:
    """A cutter that works from the back finds its marks there, where the back's cutting file has them."""
    behind = CutterMarkSet(MarkShape.SQUARE, 2, 0.25, 3, 1, SheetSide.BACK)
    imposition = imposed(backing, behind)
    plate = imposition.plates[0]
    form = plate.back or plate.front
    squares = [
        item.path.transformed(matrix).bounds()
        for placement in form.placements
        for item, matrix in walk(placement.artwork.items, placement.transform)
        if item.role is Role.MARK and item.ink == BLACK and placement.artwork.trim.x0 < 0
    ]
    assert near(boxes(cut_sheet(imposition, CUT, SheetSide.BACK).marks), boxes_of(squares))
    if plate.back is not None:
        assert not any(placement.artwork.trim.x0 < 0 for placement in plate.front.placements)


@pytest.mark.parametrize(("cutter", "backing"), list(product((SQUARES, CORNERS, CROSSES), Backing)))
def test_cutter_marks_meet_nothing(cutter: CutterMarkSet, backing: Backing) -> None:
    """No tag's bleed, slug, bar or other mark comes into the white round a cutter's mark."""
    imposition = imposed(backing, cutter)
    places = [spot.box for spot in imposition.marks.cutter]
    for placement in imposition.plates[0].front.placements:
        if placement.artwork.trim.x0 < 0 or placement.artwork == SIDE:
            continue
        for item, matrix in walk(placement.artwork.items, placement.transform):
            if item.role in (Role.DIELINE, Role.HOLE):
                continue
            box = item.path.transformed(matrix).bounds()
            assert not any(place.grown(-0.05).intersects(box) for place in places), (item.role, item.ink.name)
    for slot in imposition.layout.slots:
        to_tag = slot.to_sheet(OVAL).inverse()
        for spot_ in imposition.marks.cutter:
            assert -OVAL.depth(to_tag.apply((spot_.x, spot_.y))) >= spot_.diameter / 2 + PRESS.bleed


def test_three_corners_show_which_way_up() -> None:
    """Three marks leave the tail's right end free, and each opens towards the middle of the sheet."""
    marks = cut_sheet(imposed(cutter=CORNERS), CUT).marks
    assert len(marks) == 3
    bends = []
    for mark in marks:
        assert isinstance(mark, Chain)
        (x0, y0, _), (x, y, _), (x2, y2, _) = mark.vertices
        bends.append((x < 160, y < 225))
        assert ((x0 > x) is (x < 160), y0) == (True, y)
        assert ((y2 > y) is (y < 225), x2) == (True, x)
        # The line is 0.3 mm wide, and its outer edge keeps to 5 mm.
        assert (abs(x0 - x), abs(y2 - y)) == pytest.approx((4.85, 4.85))
    assert (False, True) not in bends


def test_without_cutter_marks_the_register_marks_serve() -> None:
    """Where the shop names no marks for its cutter, the file has the crosses that print on every plate."""
    imposition = imposed()
    registers = [
        item.path.transformed(matrix).bounds()
        for placement in imposition.plates[0].front.placements
        for item, matrix in walk(placement.artwork.items, placement.transform)
        if isinstance(item, Stroke) and item.source == ON_EVERY_PLATE
    ]
    assert len(registers) == 9
    assert near(boxes(cut_sheet(imposition, CUT).marks), boxes_of(registers))


def test_the_drawing_is_spots_alone() -> None:
    """As an artwork the sheet has the shop's technical spots and one for marks, each stroke overprinting."""
    sheet = cut_sheet(imposed(cutter=SQUARES), CUT)
    artwork = sheet.artwork(CUT)
    items = [item for item, _ in walk(artwork.items)]
    assert artwork.trim == Rect(0, 0, 320, 450)
    assert all(isinstance(item, Stroke) and item.overprint and item.ink.technical for item in items)
    assert len({item.ink.cmyk for item in items}) == len({item.ink.name for item in items}) == 3
    assert [item.role for item in items].count(Role.HOLE) == 113


def test_a_tag_without_a_hole_has_none_cut() -> None:
    """Without a hole the layer of holes is empty and nothing else changes."""
    imposition = imposed()
    sheet = cut_sheet(imposition, Cut(OVAL, None, DIE))
    assert sheet == CutSheet(320, 450, cut_sheet(imposition, CUT).cuts, (), sheet.marks)
