"""The legend of a press sheet: where it stands, what it says, and when it is left out."""

from __future__ import annotations

from itertools import product

import pytest

from keytag.drawing.artwork import Artwork, Fill, Role, Stroke, inks, walk
from keytag.drawing.badge import badges
from keytag.drawing.geometry import Affine, Path, Rect, Shape, ShapeKind, place_hole, rectangle
from keytag.drawing.ink import BLACK, Ink, spot
from keytag.imposition import (
    Backing,
    Cut,
    EditionRun,
    Filling,
    Furniture,
    Imposition,
    LayoutAndBacking,
    LayoutKind,
    Legend,
    LineSetter,
    Placement,
    Press,
    SheetSide,
    SlugFacts,
    WantedMarks,
    impose,
)
from keytag.imposition.layout import arrange
from keytag.imposition.legend import LegendSpace, set_legend
from keytag.imposition.slug import Slug
from keytag.units import to_mm

OVAL = Shape(ShapeKind.OVAL, 50, 20)
CUT = Cut(OVAL, place_hole(OVAL, 4, 2.5, "left"), spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True))
SRA3 = Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2)
SIDE = Artwork((Fill(OVAL.outline(-2), Ink("brown", (0.2, 0.6, 0.8, 0.4)), Role.GROUND),), OVAL.trim, 2.0)
GREY = Artwork((Fill(OVAL.outline(-2), BLACK, Role.GROUND),), OVAL.trim, 2.0)
NAMES = tuple((f"xa-{i}", f"Xã {name}") for i, name in enumerate(("Glar", "HNol", "Trang", "Hà Bầu", "A Dơk")))


FACTS = SlugFacts("dak-doa", "digital-sra3", "2026-01-15", "3fa81c20", short=Legend(badges(NAMES)).short)


def letter(text: str, size_pt: float) -> tuple[Path, float]:
    """Stand in for lettering: each text one box, half an em a character."""
    em = to_mm(size_pt)
    if text.isspace():
        return Path(), 0.3 * em
    width = 0.5 * em * len(text)
    return rectangle(Rect(0.0, -1.05 * em, width, 0.25 * em)), width


def imposed(
    legend: Legend | None,
    backing: Backing = Backing.SHEETWISE,
    press: Press = SRA3,
    count: int = 5,
    side: Artwork = SIDE,
) -> Imposition:
    """Return the first editions on one plate, in equal parts as near as may be."""
    runs = tuple(EditionRun(edition, side, side, 100, 100) for edition, _ in NAMES[:count])
    slots = len(arrange(press, OVAL, LayoutKind.NESTED, backing).slots) // (2 if backing.shares_form else 1)
    copies = tuple(slots // count + (i < slots % count) for i in range(count))
    way = LayoutAndBacking(LayoutKind.NESTED, backing)
    return impose(
        press, CUT, runs, way, Furniture(WantedMarks(), FACTS, LineSetter(letter), legend), (Filling(5, copies),)
    )


def box_of(placement: Placement) -> Rect:
    """Return the box of all that a placement draws."""
    found: Rect | None = None
    for item, matrix in walk(placement.artwork.items, placement.transform):
        half = item.width / 2 if isinstance(item, Stroke) else 0.0
        box = item.path.transformed(matrix).bounds().grown(half)
        found = box if found is None else found.union(box)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("backing", "side"), [*product((Backing.SHEETWISE, Backing.PERFECTING), (0, 1)), (Backing.TURN, 0)]
)
def test_the_legend_is_in_nobodys_way(backing: Backing, side: int) -> None:
    """It keeps off tags with their bleed, the gripper's bite, the paper's edge and every other mark."""
    plain, dressed = (
        list(imposed(legend, backing).plates[0].forms[side].placements) for legend in (None, Legend(badges(NAMES)))
    )
    first = next(i for i, placed in enumerate(dressed) if inks(placed.artwork)[0].name == "badge 1")
    last = first + len(dressed) - len(plain)
    assert dressed[:first] + dressed[last:] == plain
    others = [box_of(placed) for placed in plain]
    bite = SRA3.gripper / 2
    inked = Rect(0.5, bite if backing is Backing.PERFECTING else 0.5, SRA3.width - 0.5, SRA3.height - bite)
    for box in map(box_of, dressed[first:last]):
        assert inked.contains(box)
        assert not any(box.intersects(other) for other in others)


def test_an_entry_says_name_and_tags_on_the_sheet() -> None:
    """An entry is a chip in the edition's colour with its short name and how many a sheet has of it."""
    legend = Legend(badges(NAMES))
    entries = legend.entries((("xa-0", 34), ("xa-3", 20)))
    assert [words for _, words in entries] == ["Glar × 34", "Hà Bầu × 20"]
    assert [words for _, words in Legend(badges(NAMES), coded=True).entries((("xa-3", 20),))] == ["E5 Hà Bầu × 20"]


def test_there_is_a_chip_for_each_edition_on_both_sides() -> None:
    """Front and back carry the colours of all five editions, once each."""
    legend = Legend(badges(NAMES))
    plate = imposed(legend).plates[0]
    assert plate.has_legend
    for form in plate.forms:
        seen = [ink for placed in form.placements for ink in inks(placed.artwork) if ink.name.startswith("badge")]
        assert sorted(seen, key=lambda ink: ink.name) == [badge.ink for badge in legend.badges]


def test_chips_take_no_plate_that_the_tags_do_not() -> None:
    """On sheets printed in black alone the legend is words: a chip in yellow would be a plate for itself."""
    plate = imposed(Legend(badges(NAMES)), side=GREY).plates[0]
    assert plate.has_legend
    assert not any(ink.name.startswith("badge") for p in plate.front.placements for ink in inks(p.artwork))


def test_without_a_legend_nothing_changes() -> None:
    """A job of one design has sheets with the marks it always had."""
    plate = imposed(None, count=1).plates[0]
    assert not plate.has_legend
    assert not any(ink.name.startswith("badge") for p in plate.front.placements for ink in inks(p.artwork))


def test_spots_alone_have_names_but_no_chips() -> None:
    """Where a shop prints no process inks the legend is words alone."""
    plate = imposed(Legend(badges(NAMES), chips=False)).plates[0]
    assert plate.has_legend
    assert not any(ink.name.startswith("badge") for p in plate.front.placements for ink in inks(p.artwork))


def test_a_legend_without_room_is_left_out() -> None:
    """Rooms that are too low or too short get nothing; the next room that holds all gets it whole."""
    legend = Legend(badges(NAMES))
    counts = tuple((edition, 20) for edition, _ in NAMES)
    low, short = LegendSpace((Rect(0, 0, 300, 1.5),), Affine()), LegendSpace((Rect(0, 0, 30, 3),), Affine())
    parted = LegendSpace((Rect(0, 10, 20, 13), Rect(25, 10, 90, 13)), Affine())
    setter = LineSetter(letter)
    assert set_legend(legend, counts, (low, short), setter) == ()
    assert set_legend(legend, counts, (LegendSpace((), Affine()),), setter) == ()
    placed = set_legend(legend, counts, (low, short, parted), setter)
    assert placed
    for box in map(box_of, placed):
        assert any(part.grown(0.05).contains(box) for part in parted.parts)


def test_side_strips_are_read_from_the_right() -> None:
    """A room along the side holds the legend turned, in its own box."""
    legend = Legend(badges(NAMES))
    upright = Affine.rotation(-90)
    strip = LegendSpace((Rect(-300.0, 2.0, -10.0, 5.0),), upright)
    placed = set_legend(legend, tuple((edition, 20) for edition, _ in NAMES), (strip,), LineSetter(letter))
    assert placed
    for box in map(box_of, placed):
        assert Rect(2.0, 10.0, 5.0, 300.0).grown(0.05).contains(box)


def test_the_slug_names_the_editions_shortly() -> None:
    """Several editions go by their short names with their slots, many by the first few and how many more."""
    two = Slug(FACTS, (("xa-0", 34), ("xa-3", 20)), SheetSide.FRONT, 1, 2, 25, 25)
    assert two.fields[1] == "Glar × 34 · Hà Bầu × 20"
    seven = Slug(FACTS, tuple((f"xa-{i % 5}", 9) for i in range(7)), SheetSide.FRONT, 1, 2, 25, 25)
    assert seven.fields[1].endswith("Trang × 9 · và 4 mẫu nữa / 4 more")
    assert Slug(FACTS, (("xa-0", 113),), SheetSide.FRONT, 1, 2, 25, 25).fields[1] == "xa-0"
