"""Plates, pages and marks of whole sheets."""

from __future__ import annotations

from itertools import combinations

import pytest

from keytag.drawing.artwork import Artwork, Fill, Role, Stroke, walk
from keytag.drawing.geometry import Affine, Path, Rect, Shape, ShapeKind, place_hole, rectangle
from keytag.drawing.ink import BLACK, Ink, spot
from keytag.drawing.ink import underbase_ink as white_ink
from keytag.errors import ExitCode, InvalidDocumentError
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
    Placement,
    Press,
    SheetSide,
    SlugFacts,
    WantedMarks,
    count_front_slots,
    impose,
    run_length,
    tag_fits,
)
from keytag.imposition.backing_up import back_on_sheet, front_on_sheet, front_slots
from keytag.imposition.cutter_marks import CutterMarkSet, MarkShape
from keytag.imposition.form_inks import ON_EVERY_PLATE, plates_of_form
from keytag.imposition.sheet_layout import layout_with_margin
from keytag.imposition.slug import Slug, set_slug
from keytag.imposition.underbase import White
from keytag.units import to_mm

OVAL = Shape(ShapeKind.OVAL, 50, 20)
HOLE = place_hole(OVAL, 4, 2.5, "left")
CUT = spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True)
GOLD = spot("PANTONE 871 C", (0.2, 0.3, 0.7, 0.1))
SRA3 = Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2)
A4 = Press(210, 297, gripper=6, sides=6, tail=6, gap=4, bleed=2)
FACTS = SlugFacts("an-phu", "digital-sra3", "2026-01-15", "3fa81c20", sample=True)


def letter(text: str, size_pt: float) -> tuple[Path, float]:
    """Stand in for lettering: each text one box, half an em a character, with stacked marks and descenders."""
    em = to_mm(size_pt)
    if text.isspace():
        return Path(), 0.3 * em
    width = 0.5 * em * len(text)
    return rectangle(Rect(0.0, -1.05 * em, width, 0.25 * em)), width


def side(ink: Ink) -> Artwork:
    """Return a side of a tag in one ink."""
    return Artwork((Fill(OVAL.outline(-2), ink, Role.GROUND),), OVAL.trim, 2.0)


RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))
FRONT, BACK = side(GOLD), side(BLACK)
ONE = (EditionRun("an-phu", FRONT, BACK, 3200, 3296),)


def imposed(
    backing: Backing = Backing.SHEETWISE,
    runs: tuple[EditionRun, ...] = ONE,
    press: Press = SRA3,
    facts: SlugFacts = FACTS,
    marks: WantedMarks | None = None,
    *,
    fillings: tuple[Filling, ...] = (),
) -> Imposition:
    """Return ``runs`` imposed on ``press``, without ``fillings`` each on a plate of its own."""
    marks = marks or WantedMarks()
    furniture = Furniture(marks, facts, LineSetter(letter))
    if not fillings:
        layout = layout_with_margin(press, OVAL, LayoutKind.NESTED, backing, slug=marks.slug)
        fillings = tuple(
            Filling(
                run_length(run.wanted, len(layout.slots)),
                tuple(count_front_slots(layout) * (other is run) for other in runs),
            )
            for run in runs
        )
    return impose(
        press, Cut(OVAL, HOLE, CUT), runs, LayoutAndBacking(LayoutKind.NESTED, backing), furniture, fillings
    )


def placed(placements: tuple[Placement, ...], artwork: Artwork) -> list[Affine]:
    """Return the matrices of ``artwork`` among ``placements``."""
    return [placement.transform for placement in placements if placement.artwork == artwork]


def bounds(placement: Placement) -> Rect:
    """Return the box of what a placement draws."""
    boxes = [item.path.transformed(m).bounds() for item, m in walk(placement.artwork.items, placement.transform)]
    return Rect(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
    )


def test_the_figures_of_a_ward() -> None:
    """3,200 tags with 3 % overs on SRA3 are 30 sheets of 113, and the figures agree with each other."""
    result = imposed()
    plan = result.plan
    assert (plan.ordered, plan.overs, plan.slots, plan.sheets, plan.printed) == (3200, 96, 113, 30, 3390)
    assert plan.spare == 190
    assert plan.used_area == pytest.approx(113 * OVAL.area / (320 * 450))
    assert result.plates[0].copies == (("an-phu", 3390),)
    assert result.plates[0].run_length == 30


@pytest.mark.parametrize(
    ("backing", "once", "every"),
    [(Backing.SHEETWISE, 2, 60), (Backing.SINGLE, 1, 30), (Backing.TURN, 1, 62), (Backing.PERFECTING, 2, 60)],
)
def test_pages_come_once_or_for_every_sheet(backing: Backing, once: int, every: int) -> None:
    """Each form is a page; every sheet has a page a side, also where one form prints both."""
    result = imposed(backing)
    assert len(list(result.pages())) == once
    assert len(list(result.pages(every_sheet=True))) == every


@pytest.mark.parametrize("backing", [Backing.SHEETWISE, Backing.TURN])
def test_parts_of_every_sheet_are_all_of_them(backing: Backing) -> None:
    """Sheets in parts, whatever their length, are the sheets of the whole in their order, each once."""
    result = imposed(backing)
    pages = list(result.pages(every_sheet=True))
    for most in (1, 7, 100):
        parts = [range(start, start + most) for start in range(0, len(pages) // 2, most)]
        assert [page for part in parts for page in result.pages(every_sheet=True, sheets=part)] == pages


def test_every_sheet_shares_its_form_and_its_digits() -> None:
    """Sixty pages hold two forms, and their counters are made from a word, ten digits and a stroke."""
    pages = list(imposed().pages(every_sheet=True))
    assert len({id(page.form) for page in pages}) == 2
    counters = {placement.artwork for page in pages for placement in page.extras}
    assert len(counters) <= 12
    assert len(pages[0].extras) == len(("sheet", *"1/30"))
    assert len(pages[-1].extras) == len(("sheet", *"30/30"))


def test_both_sides_carry_their_own_artwork_and_cutting_lines() -> None:
    """Sheetwise, the front form carries fronts and cutting lines, the back form as many backs and no lines."""
    front, back = (page.form.placements for page in imposed().pages())
    lines = [p for p in front if any(item.role is Role.DIELINE for item, _ in walk(p.artwork.items))]
    assert (len(placed(front, FRONT)), len(placed(front, BACK)), len(lines)) == (113, 0, 113)
    assert (len(placed(back, FRONT)), len(placed(back, BACK))) == (0, 113)
    assert not [p for p in back if any(item.role is Role.DIELINE for item, _ in walk(p.artwork.items))]


def test_one_form_carries_as_many_fronts_as_backs_and_cuts_all() -> None:
    """Work-and-turn has both sides on one plate, with a cutting line in every slot."""
    result = imposed(Backing.TURN)
    (page,) = result.pages()
    half = len(result.layout.slots) // 2
    assert len(placed(page.form.placements, FRONT)) == len(placed(page.form.placements, BACK)) == half
    holes = [bounds(p) for p in page.form.placements if p.artwork.items[0].role is Role.HOLE]  # type: ignore[union-attr]
    assert len(holes) == 2 * half
    assert result.plates[0].back is None
    assert result.plates[0].front.side is SheetSide.BOTH


def test_holes_of_both_sides_lie_on_each_other() -> None:
    """Turned over, the hole drawn for a tag's back lies on the hole drawn for its front."""
    result = imposed(Backing.TURN)
    (page,) = result.pages()
    holes = set()
    for placement in page.form.placements:
        for item, matrix in walk(placement.artwork.items, placement.transform):
            if item.role is Role.HOLE:
                x, y = item.path.transformed(matrix).bounds().centre
                holes.add((round(x, 3), round(y, 3)))
    mirror = SRA3.mirror_for(Backing.TURN)
    assert {(round(mirror.apply(hole)[0], 3), hole[1]) for hole in holes} == holes


def test_cutting_line_overprints_in_its_technical_spot() -> None:
    """Hole and outline are one stroke each, in this order, a quarter point wide, overprinting, nothing filled."""
    line = next(
        p.artwork
        for p in imposed().plates[0].front.placements
        if p.artwork.items[-1].role is Role.DIELINE  # type: ignore[union-attr]
    )
    assert [item.role for item, _ in walk(line.items)] == [Role.HOLE, Role.DIELINE]
    for item, _ in walk(line.items):
        assert isinstance(item, Stroke)
        assert (item.ink, item.overprint) == (CUT, True)
        assert item.width == pytest.approx(to_mm(0.25))


def test_editions_keep_their_artwork_and_plates_are_counted_through() -> None:
    """Editions on plates of their own have nothing of each other's, and the sheets of all are counted together."""
    other = side(spot("Green", (1.0, 0.0, 1.0, 0.0)))
    runs = (*ONE, EditionRun("glar", other, BACK, 100, 103))
    result = imposed(runs=runs)
    assert [set(plate.editions) for plate in result.plates] == [{"an-phu"}, {"glar"}]
    assert [plate.copies for plate in result.plates] == [(("an-phu", 3390),), (("glar", 113),)]
    assert len(placed(result.plates[1].front.placements, other)) == 113
    assert not placed(result.plates[1].front.placements, FRONT)
    assert result.plan.sheets == 31


@pytest.mark.parametrize("backing", list(Backing))
def test_each_slot_of_a_shared_plate_has_its_edition_on_both_sides(backing: Backing) -> None:
    """Every slot shows the front of the edition that the plate names and, turned, the same edition's back."""
    sides = {
        name: (side(spot(f"{name} 1", (1, 0, 0, 0))), side(spot(f"{name} 2", (0, 1, 0, 0)))) for name in "abc"
    }
    runs = tuple(EditionRun(name, *artworks, 100, 100) for name, artworks in sides.items())
    half = count_front_slots(imposed(backing).layout)
    result = imposed(backing, runs, fillings=(Filling(7, (3, 0, half - 3)), Filling(2, (1, half - 1, 0))))
    assert [plate.run_length for plate in result.plates] == [7, 2]
    for plate in result.plates:
        fronts, backs = _tags(plate.forms[0]), _tags(plate.forms[-1])
        for slot, edition in zip(front_slots(result.layout), plate.editions, strict=False):
            assert fronts[_place(front_on_sheet(slot, OVAL))] == sides[edition][0]
            if backing.is_two_sided:
                assert backs[_place(back_on_sheet(slot, OVAL, SRA3, backing))] == sides[edition][1]


def test_a_shared_plate_is_counted_by_edition() -> None:
    """Copies are slots times sheets in the job's order; the figures sum over all plates, spoiled sheets apart."""
    runs = tuple(EditionRun(name, FRONT, BACK, 300, 310) for name in "abc")
    result = imposed(runs=runs, fillings=(Filling(4, (80, 33, 0), 50), Filling(3, (0, 60, 53), 50)))
    assert [plate.copies for plate in result.plates] == [
        (("a", 320), ("b", 132)),
        (("b", 180), ("c", 159)),
    ]
    plan = result.plan
    assert (plan.ordered, plan.overs, plan.printed, plan.sheets, plan.make_ready) == (900, 30, 791, 7, 100)


def test_a_shared_plate_has_every_spot_on_its_colour_bar() -> None:
    """The bar shows the spots of all editions on the plate, and of no other."""
    green, blue = (spot(name, (1.0, 0.0, 1.0, 0.0)) for name in ("Green", "Blue"))
    runs = (
        EditionRun("a", side(green), BACK, 9, 9),
        EditionRun("b", side(blue), BACK, 9, 9),
        EditionRun("c", FRONT, BACK, 9, 9),
    )
    first = imposed(runs=runs, fillings=(Filling(1, (60, 53, 0)),)).plates[0].front
    assert {item.ink.name for item in _bar(first)} == {"Green", "Blue"}
    assert plates_of_form(first) == ("Blue", "Green")


def _bar(form: Form) -> list[Fill]:
    """Return the patches of a form's colour bar."""
    found = [p.artwork.items for p in form.placements if len(p.artwork.items) > 1 and p.artwork.trim.height == 4.0]
    return [item for items in found for item in items if isinstance(item, Fill)]


def _tags(form: Form) -> dict[tuple[float, ...], Artwork]:
    return {_place(p.transform): p.artwork for p in form.placements if p.artwork.items[0].role is Role.GROUND}  # type: ignore[union-attr]


def _place(matrix: Affine) -> tuple[float, ...]:
    return tuple(round(value, 4) for value in (matrix.a, matrix.b, matrix.e, matrix.f))


@pytest.mark.parametrize("backing", list(Backing))
@pytest.mark.parametrize("press", [SRA3, A4, Press(860, 650, 12, 5, 5, 4, 2)], ids=["sra3", "a4", "65x86"])
def test_marks_do_not_overlap_each_other(press: Press, backing: Backing) -> None:
    """Register marks, arrows, colour bar and every piece of the slug keep off each other."""
    for page in imposed(backing, press=press).pages():
        marks = [
            bounds(placement)
            for placement in page.form.placements
            if all(item.role is Role.MARK for item, _ in walk(placement.artwork.items))
        ]
        assert len(marks) > 20
        for one, other in combinations(marks, 2):
            assert not one.grown(-1e-6).intersects(other)


def test_register_marks_of_both_sides_meet() -> None:
    """Seen through the sheet, the back's register marks lie on the front's."""
    for backing in (Backing.SHEETWISE, Backing.PERFECTING):
        front, back = (
            {
                (round(m.apply((2.5, 2.5))[0], 3), round(m.apply((2.5, 2.5))[1], 3))
                for m, artwork in ((p.transform, p.artwork) for p in page.form.placements)
                if any(isinstance(item, Stroke) and item.source == ON_EVERY_PLATE for item in artwork.items)
                and artwork.trim.width == pytest.approx(5.0)
            }
            for page in imposed(backing).pages()
        )
        mirror = SRA3.mirror_for(backing)
        assert front
        assert {tuple(round(v, 3) for v in mirror.apply(point)) for point in back} == front


def test_colour_bar_shows_the_spots_in_use_but_not_the_cutting_line() -> None:
    """The bar has process solids and half tints and the job's own spots; technical spots are never printed."""
    names = [item.ink.name for item in _bar(imposed().plates[0].front)]
    assert names == [GOLD.name, GOLD.name]
    runs = (EditionRun("a", side(RED), side(BLACK), 9, 9),)
    front, back = imposed(runs=runs).plates[0].forms
    assert [item.ink.cmyk for item in _bar(front)] == [
        (0, 1, 0, 0), (0, 0.5, 0, 0), (0, 0, 1, 0), (0, 0, 0.5, 0), RED.cmyk
    ]  # fmt: skip
    assert [item.ink.cmyk for item in _bar(back)] == [(0, 0, 0, 1), (0, 0, 0, 0.5)]


def test_no_plate_is_made_for_marks_alone() -> None:
    """A side in magenta and yellow has these plates and no other; every mark and the slug stands on both."""
    runs = (EditionRun("a", side(RED), side(GOLD), 9, 9),)
    front, back = imposed(runs=runs).plates[0].forms
    assert plates_of_form(front) == ("Magenta", "Yellow")
    assert plates_of_form(back) == (GOLD.name,)
    for form, told in ((front, "Magenta"), (back, GOLD.name)):
        marks = [i for p in form.placements for i, _ in walk(p.artwork.items) if i.source == ON_EVERY_PLATE]
        assert len(marks) > 100
        assert all(told in item.ink.plates for item in marks)


def test_every_ink_is_named_on_its_own_plate_alone() -> None:
    """Beside the slug stands "Magenta" in magenta and "Yellow" in yellow: as many letters in each as it has."""
    runs = (EditionRun("a", side(RED), side(GOLD), 9, 9),)
    front, back = imposed(runs=runs).plates[0].forms
    for form, name in ((front, "Magenta"), (front, "Yellow"), (back, GOLD.name)):
        letters = [p for p in form.placements if _is_letter(p, name)]
        assert len(letters) == len(name.replace(" ", ""))


def _is_letter(placement: Placement, ink: str) -> bool:
    (item, *others) = placement.artwork.items
    own = isinstance(item, Fill) and item.role is Role.MARK and item.source != ON_EVERY_PLATE
    return not others and isinstance(item, Fill) and own and item.ink.name == ink


def test_the_cutters_black_has_its_plate_and_the_slug_is_on_it() -> None:
    """A camera wants black: where the product has none the cutter's marks bring it, on their own side alone."""
    cutter = CutterMarkSet(MarkShape.SQUARE, 2.0, 0.25, 4, 1.0)
    runs = (EditionRun("a", side(RED), side(RED), 9, 9),)
    front, back = imposed(runs=runs, marks=WantedMarks(cutter=cutter)).plates[0].forms
    assert plates_of_form(front) == ("Magenta", "Yellow", "Black")
    assert plates_of_form(back) == ("Magenta", "Yellow")
    spots = imposed(marks=WantedMarks(cutter=cutter, spots_alone=True)).plates[0]
    assert plates_of_form(spots.front) == (GOLD.name,)


@pytest.mark.parametrize("name", ["an-phu", "x" * 400])
@pytest.mark.parametrize("press", [SRA3, A4], ids=["sra3", "a4"])
def test_slug_of_any_length_stays_in_its_strip(press: Press, name: str) -> None:
    """However long a name is, every letter stays on the sheet and inside the side strips."""
    facts = SlugFacts(name, "digital-sra3", "2026-01-15", "3fa81c20", sample=True)
    for page in imposed(press=press, facts=facts).pages(every_sheet=True):
        boxes = [bounds(p) for p in (*page.form.placements, *page.extras) if p.artwork.items[0] in _lettering(p)]
        assert boxes
        for box in boxes:
            assert Rect(press.sides, 0, press.width - press.sides, press.height).contains(box)
        break


def _lettering(placement: Placement) -> list[Fill]:
    items = placement.artwork.items
    stands = placement.artwork.trim.y0 < 0
    return [i for i in items if stands and isinstance(i, Fill) and i.source == ON_EVERY_PLATE]


def test_slug_can_be_read_on_the_smallest_shop_sheet() -> None:
    """On A4, whose strips are narrow, the slug's em is no smaller than 4 pt."""
    (slug, _) = imposed(press=A4).slugs[0]
    assert slug is not None
    assert slug.em >= to_mm(4)


def test_slug_says_what_the_sheet_is() -> None:
    """Job, run, side, sheets to load, shop, date, content hash and the sample warning are on it, edition once."""
    slug = Slug(FACTS, (("an-phu", 113),), SheetSide.FRONT, 1, 2, 29, 31)
    assert slug.fields == (
        "BẢN LÀM THỬ \N{EN DASH} KHÔNG IN / SPECIMEN",
        "an-phu",
        "bài 1/2 / run 1/2",
        "mặt trước / front",
        "nạp 31, tốt 29 tờ / load 31, good 29",
        "digital-sra3",
        "2026-01-15",
        "# 3fa81c20",
    )


def test_slug_takes_more_lines_where_that_makes_it_larger() -> None:
    """In a short high room the fields are broken over lines; in a long one they stand in one."""
    setter, slug = LineSetter(letter), Slug(FACTS, (("glar", 113),), SheetSide.BACK, 2, 2, 29, 31)
    short, long = (set_slug(slug, Rect(0, 0, width, 8), setter) for width in (60, 400))
    assert len({p.transform.f for p in short.placements}) == 3
    assert len({p.transform.f for p in long.placements}) == 1
    assert long.em == pytest.approx(2.5)


def test_slug_sets_the_words_of_a_sample_heavy_and_nothing_else() -> None:
    """Of a sample's slug the warning alone is set in the heavy letters."""

    def heavy(text: str, size_pt: float) -> tuple[Path, float]:
        path, advance = letter(text, size_pt)
        return path.transformed(Affine(1.0, 0.0, 0.0, 2.0, 0.0, 0.0)), advance

    slug = Slug(FACTS, (("an-phu", 113),), SheetSide.FRONT, 1, 2, 29, 31)
    found = set_slug(slug, Rect(0, 0, 400, 8), LineSetter(letter, heavy=heavy)).placements
    tall = max(bounds(placement).height for placement in found)
    warning = slug.fields[0].replace(" ", "")
    assert [bounds(placement).height > tall * 0.75 for placement in found] == [
        i < len(warning) for i in range(len(found))
    ]


def test_register_marks_keep_a_millimetre_off_the_edge_of_the_paper() -> None:
    """What a guillotine is out does not cut into the marks that colours are laid over each other by."""
    form = imposed().plates[0].front
    found = [
        bounds(placement)
        for placement in form.placements
        if any(isinstance(item, Stroke) and item.role is Role.MARK for item in placement.artwork.items)
    ]
    assert len(found) == 3
    assert all(Rect(0, 0, SRA3.width, SRA3.height).grown(-1.0 + 1e-6).contains(box) for box in found)


def test_marks_that_a_shop_does_not_want_are_left_out() -> None:
    """With all marks off nothing but tags and cutting lines is printed."""
    result = imposed(
        marks=WantedMarks(register=False, gripper=False, side_guide=False, colour_bar=False, slug=False)
    )
    roles = {item.role for p in result.plates[0].front.placements for item, _ in walk(p.artwork.items)}
    assert roles == {Role.GROUND, Role.DIELINE, Role.HOLE}
    assert not next(iter(result.pages(every_sheet=True))).extras


@pytest.mark.parametrize("backing", [Backing.SHEETWISE, Backing.TURN])
def test_a_tag_larger_than_the_sheet_is_a_finding_with_both_sizes(backing: Backing) -> None:
    """The finding names the tag, the printable area and the way out; imposing all the same raises it."""
    press = Press(50, 40, gripper=12, sides=5, tail=5, gap=4, bleed=2)
    (finding,) = tag_fits(press, OVAL, backing)
    assert finding.rule == "tag-larger-than-sheet"
    assert "50 \N{MULTIPLICATION SIGN} 20 mm" in finding.message.vi
    assert "40 \N{MULTIPLICATION SIGN} 23 mm" in finding.message.en
    with pytest.raises(InvalidDocumentError) as caught:
        imposed(backing, press=press)
    assert caught.value.exit_code is ExitCode.INVALID
    assert caught.value.findings[0].rule == "tag-larger-than-sheet"


def test_a_sheet_without_room_for_its_slug_is_refused() -> None:
    """Where a tag fits but the slug does not, the finding says so; without the slug the tag is imposed."""
    press = Press(70, 30.5, gripper=6, sides=5, tail=4, gap=4, bleed=2)
    with pytest.raises(InvalidDocumentError) as caught:
        imposed(press=press)
    assert caught.value.findings[0].rule == "no-room-for-slug"
    assert imposed(press=press, marks=WantedMarks(slug=False)).plan.slots == 1


def test_slug_keeps_to_the_gripper_end_where_a_desk_printer_prints() -> None:
    """On A4 with a deep lower strip and no other marks, the slug does not stand at the paper's very edge."""
    press = Press(210, 297, gripper=10, sides=6, tail=6, gap=4, bleed=2)
    result = imposed(press=press, marks=WantedMarks(False, False, False, False, True))
    slug = result.slugs[0][0]
    assert slug is not None
    for placement in slug.placements:
        box = bounds(placement)
        assert box.y0 > 297 - 10
        assert box.y1 <= 297 - 5


def test_a_tag_that_fits_has_no_finding() -> None:
    """Room for one tag is room."""
    assert tag_fits(SRA3, OVAL, Backing.SHEETWISE) == ()


def test_clear_stock_has_white_beneath_what_is_read() -> None:
    """White lies beneath slug, bar and the cutter's marks, clear space included, and beneath no other mark."""
    cutter = CutterMarkSet(MarkShape.CROSS, 5.0, 0.25, 4, 1.0)
    marks = WantedMarks(cutter=cutter, white=White(white_ink(), 0.2, on_back=False))
    runs = (EditionRun("a", side(RED), side(RED), 9, 9),)
    front, back = imposed(runs=runs, marks=marks).plates[0].forms
    whites = [bounds(p) for p in front.placements if p.artwork.items[0].role is Role.UNDERBASE]  # type: ignore[union-attr]
    # Beneath four marks, the job's number by the first of them, bar and slug.
    assert len(whites) == 4 + 3
    read = [p for p in front.placements if p.artwork.trim.y0 < 0 and p.artwork.items[0].role is Role.MARK]  # type: ignore[union-attr]
    assert len(read) > 100
    for box in map(bounds, read):
        assert sum(white.contains(box) for white in whites) == 1
    assert not any(item.role is Role.UNDERBASE for p in back.placements for item, _ in walk(p.artwork.items))


def test_marks_leave_the_white_beneath_them_whole() -> None:
    """On clear stock no mark knocks the white out, as none does that spares the spots or overprints."""
    runs = (EditionRun("a", side(RED), side(RED), 9, 9),)
    form = imposed(runs=runs, marks=WantedMarks(white=White(white_ink(), 0.2))).plates[0].front
    marks = [item for p in form.placements for item, _ in walk(p.artwork.items) if item.role is Role.MARK]
    assert marks
    assert all(item.spares_spots or item.overprint for item in marks)
