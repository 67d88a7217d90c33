"""Finished sheets seen as pictures: good ones pass, and each way of spoiling one is told by its rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from math import dist
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role
from keytag.drawing.geometry import Affine, Rect, rectangle
from keytag.drawing.ink import PAPER
from keytag.handoff.evidence import inspect_sheets
from keytag.imposition import Filling, Imposition, Placement, Plate, count_front_slots
from keytag.inspection.sheets.slots import SheetsSeen
from keytag.output.pdf.seal import Imprint
from keytag.standards import STANDARDS
from keytag.steps.compose_editions import ComposedEdition, compose_editions
from keytag.steps.export import with_cut
from keytag.steps.impose import impose_editions
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.order import PlanLimits
from keytag.steps.plate_plan import PlanRow, plan_plates
from keytag.steps.press import EditionsOnPress, choose_press
from keytag.steps.press_pdf import write_one_ups, write_sheets

DAY = date(2026, 1, 15)
JOB = """keytag: 1
sample: true
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân tham gia tố giác tội phạm
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
tag: {shape: %s, width: 50mm, height: %s, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
editions:
  - {id: mot, qr: {link: "https://zalo.me/1000000000000000001"}}
  - {id: hai, qr: {link: "https://zalo.me/1000000000000000002"}}
"""


class Made(Struct, frozen=True):
    """A job of two editions that differ in their codes alone, imposed."""

    setup: JobSetup
    editions: tuple[ComposedEdition, ...]
    imposition: Imposition
    imprint: Imprint

    def seen(self, printed: Imposition, one_ups: tuple[ComposedEdition, ...] | None = None) -> SheetsSeen:
        """Write the sheets of ``printed`` and look at them with this one's eyes."""
        approved = one_ups or self.editions
        files = {edition.content.id: self._files(edition) for edition in approved}
        sheets = write_sheets(tuple(printed.pages()), self.imprint)
        return inspect_sheets(self.setup, approved, self.imposition, files, [sheets])

    def _files(self, edition: ComposedEdition) -> tuple[bytes, bytes]:
        """The approved sides as they lie on the sheet: with the cutting lines where its form has them."""
        front, back = with_cut(self.setup, edition.printed)
        is_cut_behind = self.imposition.way.backing.shares_form
        sides = (front, back if is_cut_behind else edition.printed[1])
        first, second = (write_one_ups((side,), self.imprint) for side in sides)
        return first, second


def _is_cut(artwork: Artwork) -> bool:
    last = artwork.items[-1]
    return not isinstance(last, Group) and last.role is Role.DIELINE


@cache
def _folder(root: Path, shape: str, height: str) -> Path:
    path = root / f"{shape}.yaml"
    path.write_text(JOB % (shape, height), encoding="utf-8")
    return path


@cache
def _made(
    root: Path, shape: str = "oval", height: str = "20mm", backing: str = "sheetwise", shop: str = "office-a4"
) -> Made:
    setup, findings = load_setup(_folder(root, shape, height), shop)
    assert findings == ()
    press, way, _ = choose_press(setup, "nested", backing)
    editions, misfits = compose_editions(setup, setup.file.editions, lambda _done, _total: None)
    assert misfits == ()
    planned = plan_plates(setup, EditionsOnPress(setup.file.editions, (500, 300), press, way), PlanLimits())
    # Each edition on a plate of its own.
    slots = count_front_slots(planned.layout)
    fillings = tuple(Filling(40, copies) for copies in ((slots, 0), (0, slots)))
    apart = replace(planned, rows=(PlanRow(fillings, 0.0, 0.0, proven=True),))
    imposition = impose_editions(setup, editions, apart, DAY)
    moment = datetime(2026, 1, 15, tzinfo=UTC)
    return Made(setup, editions, imposition, Imprint("x", "y", moment, STANDARDS["pdf-x4"], setup.profile))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the jobs of these tests."""
    return tmp_path_factory.mktemp("readback")


@pytest.mark.parametrize("backing", ["sheetwise", "perfecting", "turn", "tumble", "single"])
def test_good_sheets_are_recognised_slot_by_slot(backing: str, root: Path) -> None:
    """Every slot shows its edition on both sides, and every code is read, however the sheet is turned."""
    made = _made(root, backing=backing, shop="digital-sra3")
    seen = made.seen(made.imposition)
    slots = len(made.imposition.layout.slots) // (2 if backing in ("turn", "tumble") else 1)
    sides = ("front",) if backing == "single" else ("front", "back")
    assert seen.findings == ()
    assert seen.counts == {(edition, side): slots for edition in ("mot", "hai") for side in sides}
    assert seen.codes == (0 if backing == "single" else 2 * slots)


@pytest.mark.parametrize(("shape", "height"), [("pill", "20mm"), ("rectangle", "25mm"), ("circle", "50mm")])
def test_other_shapes_are_recognised_too(shape: str, height: str, root: Path) -> None:
    """What is compared is what lies inside the cut, whatever its outline."""
    seen = _made(root, shape, height).seen(_made(root, shape, height).imposition)
    assert seen.findings == ()
    assert seen.codes == seen.slots // 2


Spoil = Callable[[Made, tuple[Placement, ...], int], tuple[Placement, ...]]


def _another_edition(made: Made, placements: tuple[Placement, ...], index: int) -> tuple[Placement, ...]:
    back = made.editions[1].tag.back
    return (*placements[:index], replace(placements[index], artwork=back), *placements[index + 1 :])


def _moved(by: Affine) -> Spoil:
    def spoil(_made: Made, placements: tuple[Placement, ...], index: int) -> tuple[Placement, ...]:
        moved = replace(placements[index], transform=by.then(placements[index].transform))
        return (*placements[:index], moved, *placements[index + 1 :])

    return spoil


def _left_out(_made: Made, placements: tuple[Placement, ...], index: int) -> tuple[Placement, ...]:
    return (*placements[:index], *placements[index + 1 :])


def _head_down(made: Made, placements: tuple[Placement, ...], index: int) -> tuple[Placement, ...]:
    cx, cy = made.setup.shape.centre
    turned = Affine.translation(-cx, -cy).then(Affine.rotation(180)).then(Affine.translation(cx, cy))
    return _moved(turned)(made, placements, index)


SPOILT: dict[str, tuple[Spoil, str]] = {
    "another edition": (_another_edition, "of edition hai in place of mot"),
    "1 mm aside": (_moved(Affine.translation(1.0, 0.0)), "does not look like"),
    "0.05 mm aside": (_moved(Affine.translation(0.0, 0.05)), "does not look like"),
    "half a degree askew": (_moved(Affine.rotation(0.5)), "does not look like"),
    "head down": (_head_down, "does not look like"),
    "left out": (_left_out, "does not look like"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_one_wrong_back_is_told(how: str, root: Path) -> None:
    """A single back that is wrong in any way is found, with its page and slot."""
    made = _made(root)
    spoil, said = SPOILT[how]
    plate = made.imposition.plates[0]
    assert plate.back is not None
    backs = plate.back.placements
    index = [i for i, p in enumerate(backs) if p.artwork == made.editions[0].tag.back][11]
    spoilt = replace(plate, back=replace(plate.back, placements=spoil(made, backs, index)))
    seen = made.seen(_with(made.imposition, spoilt))
    first = seen.findings[0]
    assert first.rule == "back-lies-under-its-front"
    assert first.message.en.startswith("Page 2, slot 12 ")
    assert said in first.message.en
    assert {finding.rule for finding in seen.findings[1:]} <= {
        "code-on-sheet-reads",
        "sheets-give-what-was-planned",
    }


def test_backs_that_are_not_turned_are_told(root: Path) -> None:
    """Backs laid where their fronts are, as if paper were glass, are found; many of one kind are summed up."""
    made = _made(root)
    plate = made.imposition.plates[0]
    assert plate.back is not None
    wrong = tuple(
        replace(
            p,
            transform=p.transform.then(made.imposition.press.mirror_for(made.imposition.way.backing)).then(
                Affine.mirror_x(made.imposition.press.width / 2 + 0.4)
            ),
        )
        for p in plate.back.placements
    )
    seen = made.seen(_with(made.imposition, replace(plate, back=replace(plate.back, placements=wrong))))
    backs = [f for f in seen.findings if f.rule == "back-lies-under-its-front"]
    assert len(backs) == 6
    assert "more slots likewise" in backs[-1].message.en


def test_a_digit_with_another_outline_is_told(root: Path) -> None:
    """A front whose lettering differs by one moved shape no longer looks like what was approved."""
    made = _made(root)
    front = made.editions[0].tag.front
    index = max(i for i, item in enumerate(front.items) if isinstance(item, Fill) and item.role is Role.LETTERING)
    item = front.items[index]
    assert isinstance(item, Fill)
    moved: Item = replace(item, path=item.path.transformed(Affine.translation(0.03, 0.0)))
    changed = Artwork((*front.items[:index], moved, *front.items[index + 1 :]), front.trim, front.bleed)
    plate = made.imposition.plates[0]
    places = tuple(replace(p, artwork=changed) if p.artwork == front else p for p in plate.front.placements)
    seen = made.seen(_with(made.imposition, replace(plate, front=replace(plate.front, placements=places))))
    assert seen.findings[0].rule == "slot-shows-its-edition"


def test_a_code_that_says_something_else_is_told(root: Path) -> None:
    """Where approved one-up and sheet agree but carry another code than the job, reading it tells."""
    made = _made(root)
    first, second = made.editions
    lying = (replace(first, tag=replace(first.tag, code=second.tag.code)), second)
    seen = made.seen(made.imposition, lying)
    assert {f.rule for f in seen.findings} == {"code-on-sheet-reads", "sheets-give-what-was-planned"}
    assert "reads as “https://zalo.me/1000000000000000001”" in seen.findings[0].message.en


def test_a_code_beyond_repair_is_told(root: Path) -> None:
    """Modules turned over until no correction helps are told by reading, even where the one-up has them too."""
    made = _made(root)
    first, second = made.editions
    back = first.tag.back
    ground = first.tag.code.ground if first.tag.code is not None else None
    assert ground is not None
    (cx, cy), reach = ground.centre, 0.28 * ground.width
    blot = Fill(rectangle(Rect(cx - reach, cy - reach, cx + reach, cy + reach)), PAPER, Role.ART)
    spoilt = Artwork((*back.items, blot), back.trim, back.bleed)
    plate = made.imposition.plates[0]
    assert plate.back is not None
    places = tuple(replace(p, artwork=spoilt) if p.artwork == back else p for p in plate.back.placements)
    printed = _with(made.imposition, replace(plate, back=replace(plate.back, placements=places)))
    approved = (replace(first, printed=(first.printed[0], spoilt)), second)
    for one_ups in (None, approved):
        seen = made.seen(printed, one_ups)
        unread = [f for f in seen.findings if f.rule == "code-on-sheet-reads"]
        assert "the QR code cannot be read" in unread[0].message.en
        readings = {code.edition: code.readings for code in seen.codes_seen}
        assert readings["mot"].get("", 0) > 0
        assert "" not in readings["hai"]


def test_another_cut_is_told(root: Path) -> None:
    """A cutting line that is missing from one front is seen, as it is part of what was approved."""
    made = _made(root)
    plate = made.imposition.plates[0]
    # Cuts come in the order in which they are cut, not in that of the slots.
    shape, slot = made.imposition.cut.shape, made.imposition.layout.slots[5]
    (sixth,) = (
        i
        for i, p in enumerate(plate.front.placements)
        if _is_cut(p.artwork) and dist(p.transform.apply(shape.centre), (slot.x, slot.y)) < 1
    )
    tags = plate.run_length * len(plate.editions)
    places = _left_out(made, plate.front.placements, sixth)
    seen = made.seen(_with(made.imposition, replace(plate, front=replace(plate.front, placements=places))))
    assert [finding.message.en for finding in seen.findings] == [
        "Page 1, slot 6 does not look like the front of edition mot.",
        f"Edition mot: the sheets give {tags - plate.run_length} tags, planned were {tags}.",
    ]


def _with(imposition: Imposition, first: Plate) -> Imposition:
    return replace(imposition, plates=(first, *imposition.plates[1:]))
