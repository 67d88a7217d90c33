"""What a shop's machines reach: ink, marks of the cutter, sheets that lie upside down."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from keytag.documents.shop import read_shop
from keytag.drawing.artwork import walk
from keytag.drawing.geometry import Rect
from keytag.files import library
from keytag.findings import Finding
from keytag.imposition import Imposition
from keytag.imposition.technical_lines import CUT_ROLES
from keytag.steps.check_editions import compose_and_check
from keytag.steps.impose import impose_editions
from keytag.steps.job_setup import load_setup
from keytag.steps.order import PlanLimits
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import EditionsOnPress, choose_press, divide_count, wanted_marks, with_counts
from keytag.steps.progress import no_progress

DAY = date(2026, 1, 15)
JOB = """
keytag: 1
issuer: {name: Công an xã Glar}
numbers: [{label: Trực ban, number: 0269 3000 113}]
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
colours: {ground: white, number: black}
quantity: 600
"""
HOLE = ", hole: {diameter: 4mm, edge: 2.5mm, side: left}"
WAYS = ["sheetwise", "perfecting", "turn", "tumble"]


def imposed(folder: Path, shop: str, backing: str | None = None) -> tuple[Imposition, tuple[Finding, ...]]:
    """Return the sheets of a small order at ``shop``, and what there is to say about them."""
    path = folder / "ward.yaml"
    path.write_text(f"{JOB}shop: {shop}\n", encoding="utf-8")
    setup, _ = load_setup(path)
    contents, ordered, _ = divide_count(setup, None)
    counted = with_counts(contents, ordered)
    press, way, findings = choose_press(setup, None, backing, counted)
    draft = compose_and_check(setup, contents, DAY, (), no_progress, counted)
    order = plan_plates(setup, EditionsOnPress(contents, ordered, press, way), PlanLimits())
    assert wanted_marks(setup).slug
    return impose_editions(setup, draft.editions, order, DAY), findings


def own_shop(folder: Path, **changes: str) -> str:
    """Write a shop of one's own beside the job: digital-sra3 with other lines, and return its name."""
    text = (library.builtin_folder("shops") / "digital-sra3.yaml").read_text(encoding="utf-8")
    for key, line in changes.items():
        text, count = re.subn(rf"(?m)^{key}:.*$", line, text)
        assert count == 1
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    return "own.yaml"


def inked(imposition: Imposition) -> list[tuple[int, Rect]]:
    """Return the boxes of all that is printed, by form: forms as the machine sees them, gripper below."""
    plate = imposition.plates[0]

    @cache
    def box_of(number: int) -> Rect | None:
        boxes = [
            item.path.transformed(matrix).bounds()
            for item, matrix in walk(artworks[number].items)
            if item.role not in CUT_ROLES and not item.path.is_empty
        ]
        whole = boxes[0] if boxes else None
        for box in boxes[1:]:
            assert whole is not None
            whole = whole.union(box)
        return whole

    artworks = {id(each.artwork): each.artwork for form in plate.forms for each in form.placements}
    found: list[tuple[int, Rect]] = []
    for number, form in enumerate(plate.forms):
        for placement in form.placements:
            box = box_of(id(placement.artwork))
            if box is not None:
                corners = [placement.transform.apply(corner) for corner in box.corners]
                xs, ys = [x for x, _ in corners], [y for _, y in corners]
                whole = Rect(min(xs), min(ys), max(xs), max(ys))
                found.append((number, whole if form.clip is None else whole.cut_to(form.clip)))
    return found


@pytest.mark.parametrize("backing", WAYS)
@pytest.mark.parametrize("name", ["digital-sra3", "digital-330x480", "offset-52x72", "offset-pvc", "office-a4"])
def test_all_ink_keeps_inside(name: str, backing: str, tmp_path: Path) -> None:
    """Nothing is printed where the machine of a built-in shop cannot print: no bleed, mark, slug or legend."""
    imposition, _ = imposed(tmp_path, name, backing)
    shop = read_shop(name)
    bare = shop.sheet.unprintable
    assert bare is not None
    room = Rect(bare.left, bare.tail, shop.sheet.width - bare.right, shop.sheet.height - bare.gripper)
    assert [box for _, box in inked(imposition) if not room.contains(box, 1e-6)] == []


def test_every_edge_has_its_own_strip(tmp_path: Path) -> None:
    """Four different strips are kept on front and back, whichever way the sheet is turned."""
    edges = "{gripper: 14mm, tail: 7mm, left: 3mm, right: 9mm}"
    shop = own_shop(tmp_path, sheet=f"sheet: {{width: 320mm, height: 450mm, unprintable: {edges}}}")
    for backing in (*WAYS, "single"):
        imposition, findings = imposed(tmp_path, shop, backing)
        room = Rect(3, 7, 320 - 9, 450 - 14)
        assert [box for _, box in inked(imposition) if not room.contains(box, 1e-6)] == []
        assert [each.rule for each in findings if each.rule != "backs-are-left-out"] == []


@pytest.mark.parametrize(
    ("marks", "rules"),
    [
        ("{mark: square, size: 3mm, count: 4}", ["turned-sheet-is-noticed"]),
        ("{mark: square, size: 3mm, count: 4, key: true}", []),
        ("{mark: square, size: 3mm}", []),
        (
            "{mark: square, size: 30mm, count: 4, clear: 20mm, inset: 100mm, key: true}",
            ["no-room-for-cutter-marks"],
        ),
    ],
)
def test_a_sheet_upside_down_is_noticed(marks: str, rules: list[str], tmp_path: Path) -> None:
    """Four squares round a nest that is its own image are told; three, or one more beside the first, are not."""
    # Marks and nest have one middle: half of the gripper takes ink, and half a millimetre of the tail does not.
    sheet, tail = "sheet: {width: 320mm, height: 450mm}", "tail: 6.5mm"
    shop = own_shop(tmp_path, cutter=f"cutter_marks: {marks}", sheet=sheet, tail=tail)
    path = tmp_path / "ward.yaml"
    path.write_text(f"{JOB}shop: {shop}\n", encoding="utf-8")
    setup, _ = load_setup(path)
    found = choose_press(setup)[2]
    # Beside a key mark there is no room for the job's number here, which is told as well.
    assert [each.rule for each in found if each.rule != "marks-have-their-place"] == rules
    if rules == ["turned-sheet-is-noticed"]:
        assert "0.00 mm" in found[0].message.en
        assert "key: true" in found[0].hint.en


@pytest.mark.parametrize(
    ("hole", "backing", "rules"),
    [
        (HOLE, "sheetwise", ["turned-sheet-is-noticed"]),
        # No hole: turned or not, the sheet is cut just the same.
        ("", "sheetwise", []),
        # Upright tags have their holes at the top in both halves, so that none falls on another.
        (HOLE, "turn", ["turned-sheet-is-noticed"]),
        # The backs' half is upside down: turned by 180° every hole falls on the hole of another tag.
        (HOLE, "tumble", []),
    ],
)
def test_holes_count_where_a_sheet_lies_upside_down(
    hole: str, backing: str, rules: list[str], tmp_path: Path
) -> None:
    """Outlines that fall on themselves are told where holes do not, and only there."""
    shop = own_shop(
        tmp_path,
        cutter="cutter_marks: {mark: square, size: 3mm, count: 4}",
        sheet="sheet: {width: 320mm, height: 450mm}",
        tail="tail: 6.5mm",
    )
    path = tmp_path / "ward.yaml"
    path.write_text(f"{JOB.replace(HOLE, hole)}shop: {shop}\n", encoding="utf-8")
    setup, _ = load_setup(path)
    found = [each for each in choose_press(setup, None, backing)[2] if each.rule == "turned-sheet-is-noticed"]
    assert [each.rule for each in found] == rules
    assert all("holes stray by up to" in each.message.en for each in found)


def test_sheets_laid_by_eye_have_something_to_read(tmp_path: Path) -> None:
    """Without a cutter the slug tells a sheet that lies upside down; without either it is told."""
    text = (library.builtin_folder("shops") / "screen-pvc.yaml").read_text(encoding="utf-8")
    marks = "marks: {register: true, gripper: false, side_guide: true, colour_bar: false, slug: true}"
    assert marks in text
    bare = "marks: {register: false, gripper: false, slug: false}"
    for new, rules in ((marks, []), (bare, ["turned-sheet-is-noticed"])):
        (tmp_path / "own.yaml").write_text(text.replace(marks, new), encoding="utf-8")
        path = tmp_path / "ward.yaml"
        path.write_text(f"{JOB}shop: own.yaml\n", encoding="utf-8")
        setup, _ = load_setup(path)
        assert [each.rule for each in choose_press(setup)[2]] == rules


def test_a_nest_that_is_not_its_own_image_is_not_told(tmp_path: Path) -> None:
    """With four squares a sheet upside down is cut far beside its tags where the nest lies off the middle."""
    shop = own_shop(
        tmp_path,
        cutter="cutter_marks: {mark: square, size: 3mm, count: 4}",
        sheet="sheet: {width: 320mm, height: 450mm, unprintable: {gripper: 4mm}}",
        tail="tail: 30mm",
    )
    path = tmp_path / "ward.yaml"
    path.write_text(f"{JOB}shop: {shop}\n", encoding="utf-8")
    setup, _ = load_setup(path)
    assert choose_press(setup)[2] == ()


@pytest.mark.parametrize("cutter", library.document_names("cutters"))
def test_every_cutter_finds_its_marks(cutter: str, tmp_path: Path) -> None:
    """On an SRA3 sheet each cutter's marks have their places, inset as it wants, with nothing in their white."""
    shop = own_shop(tmp_path, cutter=f"cutter: {cutter}")
    imposition, findings = imposed(tmp_path, shop)
    assert findings == ()
    wanted = imposition.furniture.marks.cutter
    assert wanted is not None
    spots = imposition.marks.cutter
    assert len(spots) == wanted.wanted
    edge = wanted.inset - wanted.clear
    assert all(min(s.box.x0, s.box.y0, 320 - s.box.x1, 450 - s.box.y1) >= edge - 1e-6 for s in spots)
    # What the cutter is told are the sides of one rectangle.
    low_left, low_right, top_left = spots[:3]
    assert low_left.y == pytest.approx(low_right.y)
    assert low_left.x == pytest.approx(top_left.x)
    for register in imposition.marks.registers:
        apart = wanted.apart - wanted.clear - 1e-6
        assert not any(register.box.intersects(spot.box.grown(apart)) for spot in spots)


def test_the_job_number_stands_by_the_first_mark(tmp_path: Path) -> None:
    """The number of the job is printed beside the first of the cutter's marks, where the camera sees it."""
    imposition, _ = imposed(tmp_path, "digital-sra3")
    first = imposition.marks.cutter[0].box
    near = first.grown(30)
    letters = [box for number, box in inked(imposition) if number == 0 and box.height < 3 and near.contains(box)]
    assert len([box for box in letters if abs(box.centre[1] - first.centre[1]) < 4]) >= 10
