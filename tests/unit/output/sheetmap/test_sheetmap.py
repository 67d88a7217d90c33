"""The sheet map: every slot with its edition, where it is on both sides, on paper and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from math import hypot

import pytest
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Role, inks
from keytag.drawing.badge import Badge, badges
from keytag.drawing.geometry import Affine, Path, Rect, Shape, ShapeKind, place_hole, rectangle
from keytag.drawing.ink import Ink, spot
from keytag.drawing.paper import PaperPage
from keytag.imposition import (
    Backing,
    Cut,
    EditionRun,
    Filling,
    Form,
    Furniture,
    Imposition,
    LayoutAndBacking,
    LayoutKind,
    LineSetter,
    Press,
    SlugFacts,
    WantedMarks,
    arrange,
    impose,
)
from keytag.imposition.backing_up import turning_instruction
from keytag.output.sheetmap import MapEdition, SheetMap, map_pages, map_plates, map_record
from keytag.text.text import Text
from tests.paper_pages import boxes, placed_artworks

OVAL = Shape(ShapeKind.OVAL, 50, 20)
HOLE = place_hole(OVAL, 4, 2.5, "left")
CUT = Cut(OVAL, HOLE, spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True))
SRA3 = Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2)
B2 = Press(720, 520, gripper=12, sides=5, tail=5, gap=4, bleed=2)
FACTS = SlugFacts("dak-doa", "digital-sra3", "2026-01-15", "3fa81c20")
TWO_SIDED = [backing for backing in Backing if backing.is_two_sided]


def letter(text: str, size_pt: float) -> tuple[Path, float]:
    """Stand in for the slug's lettering."""
    return rectangle(Rect(0.0, -0.3 * size_pt, 0.2 * size_pt * len(text), 0.0)), 0.2 * size_pt * len(text)


def side(number: int, *, is_back: bool) -> Artwork:
    """Return a side that no other edition has."""
    ink = Ink(f"{'back' if is_back else 'front'} {number}", (number / 100, float(is_back), 0.0, 0.0))
    return Artwork((Fill(OVAL.outline(-2), ink, Role.GROUND),), OVAL.trim, 2.0)


def imposed(backing: Backing, count: int, press: Press = SRA3) -> Imposition:
    """Return so many editions on one plate."""
    runs = tuple(EditionRun(f"e{i}", side(i, is_back=False), side(i, is_back=True), 50, 50) for i in range(count))
    slots = len(arrange(press, OVAL, LayoutKind.NESTED, backing).slots) // (2 if backing.shares_form else 1)
    copies = tuple(slots // count + (i < slots % count) for i in range(count))
    furniture = Furniture(WantedMarks(), FACTS, LineSetter(letter))
    return impose(press, CUT, runs, LayoutAndBacking(LayoutKind.NESTED, backing), furniture, (Filling(7, copies),))


def mapped(
    backing: Backing = Backing.SHEETWISE, count: int = 5, press: Press = SRA3, *, marked: bool = False
) -> SheetMap:
    """Return the map of so many editions."""
    known = badges([(f"e{i}", f"Ấp {i + 1:02}") for i in range(count)])
    return of(imposed(backing, count, press), known, marked=marked)


def of(imposition: Imposition, known: tuple[Badge, ...], *, marked: bool = False) -> SheetMap:
    """Return the map of an imposition."""
    press, backing = imposition.press, imposition.way.backing
    return SheetMap(
        job="dat-do",
        issuer="Công an huyện Đất Đỏ",
        date="2026-01-15",
        version="0.1.0",
        content_hash="3fa81c20",
        sample=False,
        shop=Text("Máy in số", "Digital press"),
        press=press,
        backing=backing,
        turn=turning_instruction(press, backing),
        shape=OVAL,
        hole=HOLE,
        editions=tuple(MapEdition(badge, f"Ấp {badge.number:02}", 50, marked) for badge in known),
        plates=tuple(map_plates(imposition, known, [("sheets.pdf", (1, 2))])),
    )


def shown(form: Form, x: float, y: float) -> tuple[str, int]:
    """Return which artwork of a form lies with its middle at (x, y), and how it is turned."""
    for placed in form.placements:
        at = placed.transform.apply(OVAL.centre)
        name = inks(placed.artwork)[0].name
        if name.startswith(("front", "back")) and hypot(at[0] - x, at[1] - y) < 0.01:
            turns = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}
            return name, turns[round(placed.transform.a), round(placed.transform.b)]
    raise AssertionError((x, y))


@pytest.mark.parametrize("backing", TWO_SIDED)
def test_every_slot_is_where_the_forms_have_it(backing: Backing) -> None:
    """On both sides the artwork at a slot's place is of the edition that the map names, turned as it says."""
    imposition = imposed(backing, 5)
    (plate,) = of(imposition, badges([(f"e{i}", None) for i in range(5)])).plates
    forms = imposition.plates[0].forms
    assert [(slot.front.x, slot.front.y) for slot in plate.slots] == [
        pytest.approx((slot.x, slot.y), abs=0.002) for slot in imposition.layout.slots
    ]
    for slot in plate.slots:
        index = slot.badge.number - 1
        assert slot.back is not None
        for place, form in ((slot.front, forms[0]), (slot.back, forms[-1])):
            name = f"{'front' if place.shows_front else 'back'} {index}"
            assert shown(form, place.x, place.y) == (name, place.rotation)
        assert slot.front.shows_front is not slot.back.shows_front


@pytest.mark.parametrize("backing", TWO_SIDED)
def test_front_and_back_of_a_slot_meet_through_the_paper(backing: Backing) -> None:
    """A slot's place on the back is its place on the front, seen when the sheet is turned."""
    sheet_map = mapped(backing)
    mirror = sheet_map.press.mirror_for(backing)
    for slot in sheet_map.plates[0].slots:
        assert slot.back is not None
        assert mirror.apply((slot.front.x, slot.front.y)) == pytest.approx((slot.back.x, slot.back.y), abs=0.002)


@pytest.mark.parametrize("backing", list(Backing))
def test_counts_are_those_of_the_plate(backing: Backing) -> None:
    """Slots of each edition times the run are the tags that the plate prints."""
    imposition = imposed(backing, 5)
    (plate,) = of(imposition, badges([(f"e{i}", None) for i in range(5)])).plates
    printed = tuple((badge.edition, count * plate.run_length) for badge, count in plate.counts)
    assert printed == imposition.plates[0].copies


def test_the_record_has_every_slot() -> None:
    """The JSON names each slot's edition, short name, colour and both places, and its counts agree with them."""
    sheet_map = mapped(marked=True)
    record = json.loads(map_record(sheet_map))
    assert record["format"] == 1
    assert record["sheet"]["backing"] == "sheetwise"
    (plate,) = record["plates"]
    assert (plate["number"], plate["file"], plate["pages"], plate["run_length"]) == (1, "sheets.pdf", [1, 2], 7)
    assert Counter(slot["edition"] for slot in plate["slots"]) == plate["copies"]
    assert [slot["slot"] for slot in plate["slots"]] == list(range(1, len(plate["slots"]) + 1))
    first, slot = sheet_map.plates[0].slots[0], plate["slots"][0]
    assert (slot["short"], slot["cmyk"]) == ("Ấp 01", [0, 15, 75, 0])
    assert slot["front"] == {"x": first.front.x, "y": first.front.y, "rotation": 90, "shows": "front"}
    assert slot["back"]["shows"] == "back"
    assert record["editions"][1]["code"] == "C3"
    assert record["editions"][1]["marked"] is True
    assert map_record(sheet_map) == map_record(mapped(marked=True))
    assert map_record(sheet_map).count(b'\n{"slot": ') == len(plate["slots"])


def test_one_sided_work_has_no_backs() -> None:
    """Nothing is said of a back that is not printed, in JSON or on paper."""
    sheet_map = mapped(Backing.SINGLE)
    (plate,) = json.loads(map_record(sheet_map))["plates"]
    assert {slot["back"] for slot in plate["slots"]} == {None}
    assert len(map_pages(sheet_map)) == 1


@pytest.mark.parametrize(("backing", "count"), [(Backing.SHEETWISE, 2), (Backing.TURN, 1), (Backing.TUMBLE, 1)])
def test_a_plate_has_a_page_for_each_form(backing: Backing, count: int) -> None:
    """Front and back have a page each; one form that prints both has one."""
    assert len(map_pages(mapped(backing))) == count


@pytest.mark.parametrize(("press", "size"), [(SRA3, (210.0, 297.0)), (B2, (297.0, 210.0))])
def test_the_page_lies_as_the_sheet_does(press: Press, size: tuple[float, float]) -> None:
    """A4 stands for a standing sheet and lies for a lying one, and all that is drawn is on it."""
    for page in map_pages(mapped(press=press, count=37, marked=True)):
        assert (page.width, page.height) == size
        for placed in placed_artworks(page):
            box = _box(placed.artwork.trim, placed.transform)
            assert Rect(5.0, 5.0, size[0] - 5.0, size[1] - 5.0).contains(box)


@pytest.mark.parametrize("backing", [Backing.SHEETWISE, Backing.TUMBLE])
def test_each_slot_is_drawn_in_its_colour(backing: Backing) -> None:
    """The page has as many shapes in an edition's colour as the sheet has tags of it, and a chip in the list."""
    sheet_map = mapped(backing)
    for page in map_pages(sheet_map):
        for badge, slots in sheet_map.plates[0].counts:
            assert _drawn(page, badge) == slots + 1


def test_the_back_is_drawn_as_the_turned_sheet_shows_it() -> None:
    """The second page is the mirror image of the first: each edition's tags have changed sides."""
    sheet_map = mapped()
    first, second = (
        {badge: _middles(page, badge) for badge, _ in sheet_map.plates[0].counts} for page in map_pages(sheet_map)
    )
    axis = min(x for xs in first.values() for x in xs) + max(x for xs in second.values() for x in xs)
    for badge, xs in first.items():
        assert xs == pytest.approx(sorted(axis - x for x in second[badge]), abs=0.01)
    assert first != second


def test_more_editions_than_the_page_lists_are_on_the_next() -> None:
    """Not one of 70 editions is left out: those without room beside the drawing are on a page with all of them."""
    sheet_map = mapped(count=70, press=B2)
    pages = map_pages(sheet_map)
    assert len(pages) > 2
    fewer = mapped(count=37, press=B2)
    pages = map_pages(fewer)
    assert len(pages) == 2
    # Editions 20 apart share their ink: each has its slots and its row.
    alike = [slots for badge, slots in fewer.plates[0].counts if badge.number in (17, 37)]
    badge = fewer.plates[0].counts[36][0]
    assert {_drawn(page, badge) for page in pages} == {sum(alike) + 2}


@pytest.mark.parametrize("press", [SRA3, B2])
@pytest.mark.parametrize("count", [5, 37, 70])
def test_no_line_of_a_foot_runs_into_another(press: Press, count: int) -> None:
    """However much a foot has to say, its letters lie apart: the package's number can be read."""
    whole = mapped(count=count, press=press)
    plates = tuple(replace(plate, legend=False, file="sheets/sheets-001.pdf") for plate in whole.plates)
    for page in map_pages(replace(whole, plates=plates))[:2]:
        foot = [box for box in boxes(page, Role.LETTERING) if box.y0 > page.height - 13.0]
        assert len(foot) > 40
        assert all(page.width - 11.9 > box.x1 and box.x0 > 11.9 and box.y1 < page.height - 4.0 for box in foot)
        for number, box in enumerate(foot):
            # Letters of one line may touch, as a kerned pair does.
            assert not any(box.grown(-0.25).intersects(other.grown(-0.25)) for other in foot[number + 1 :])


def _drawn(page: PaperPage, badge: Badge) -> int:
    return sum(badge.ink in inks(placed.artwork)[:1] for placed in placed_artworks(page))


def _middles(page: PaperPage, badge: Badge) -> list[float]:
    tags = (placed for placed in placed_artworks(page) if placed.artwork.trim == OVAL.trim)
    return sorted(
        placed.transform.apply(OVAL.centre)[0] for placed in tags if inks(placed.artwork)[0] == badge.ink
    )


def _box(trim: Rect, matrix: Affine) -> Rect:
    xs, ys = zip(*(matrix.apply(corner) for corner in trim.corners), strict=True)
    return Rect(min(xs), min(ys), max(xs), max(ys))
