"""Editions that share a plate, counted again on the finished sheets by what they show, not by where they lie."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork
from keytag.handoff.evidence import inspect_sheets
from keytag.imposition import Form, Imposition, Placement, Plate
from keytag.inspection.sheets.slots import SheetsSeen
from keytag.output.pdf.seal import Imprint
from keytag.standards import STANDARDS
from keytag.steps.compose_editions import ComposedEdition, compose_editions
from keytag.steps.export import with_cut
from keytag.steps.impose import impose_editions
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.order import PlanLimits
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import EditionsOnPress, choose_press
from keytag.steps.press_pdf import write_one_ups, write_sheets

DAY = date(2026, 1, 15)
# Fronts are all alike but one; backs differ in a digit, in the code, or not at all.
JOB = """keytag: 1
sample: true
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân tham gia tố giác tội phạm
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
qr: {link: "https://zalo.me/1000000000000000001"}
editions:
  - {id: mot, extra_numbers: [{label: Ấp, number: 0269 3000 114, side: back}]}
  - {id: hai, extra_numbers: [{label: Ấp, number: 0269 3000 115, side: back}]}
  - {id: ba, qr: {link: "https://zalo.me/1000000000000000002"}}
  - {id: bon}
  - {id: nam, issuer: {name: Công an xã Glar}}
"""
ORDERED = (120, 40, 10, 70, 60)


class Shared(Struct, frozen=True):
    """A job of five editions, ganged."""

    setup: JobSetup
    editions: tuple[ComposedEdition, ...]
    imposition: Imposition
    imprint: Imprint

    def seen(self, printed: Imposition) -> SheetsSeen:
        """Write the sheets of ``printed`` and look at them with this one's eyes."""
        files = {edition.content.id: self._files(edition) for edition in self.editions}
        sheets = write_sheets(tuple(printed.pages()), self.imprint)
        return inspect_sheets(self.setup, self.editions, self.imposition, files, [sheets])

    def _files(self, edition: ComposedEdition) -> tuple[bytes, bytes]:
        front, back = with_cut(self.setup, edition.printed)
        is_cut_behind = self.imposition.way.backing.shares_form
        sides = (front, back if is_cut_behind else edition.printed[1])
        first, second = (write_one_ups((side,), self.imprint) for side in sides)
        return first, second

    def sides(self, name: str) -> tuple[Artwork, Artwork]:
        """Return both sides of an edition as they are printed."""
        return next(edition.printed for edition in self.editions if edition.content.id == name)


@cache
def _shared(root: Path, backing: str = "sheetwise") -> Shared:
    path = root / "nam.yaml"
    path.write_text(JOB, encoding="utf-8")
    setup, findings = load_setup(path, "digital-sra3")
    assert findings == ()
    press, way, _ = choose_press(setup, "nested", backing)
    editions, misfits = compose_editions(setup, setup.file.editions, lambda _done, _total: None)
    assert misfits == ()
    planned = plan_plates(setup, EditionsOnPress(setup.file.editions, ORDERED, press, way), PlanLimits())
    imposition = impose_editions(setup, editions, planned, DAY)
    moment = datetime(2026, 1, 15, tzinfo=UTC)
    return Shared(setup, editions, imposition, Imprint("x", "y", moment, STANDARDS["pdf-x4"], setup.profile))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the jobs of these tests."""
    return tmp_path_factory.mktemp("shared")


@pytest.mark.parametrize("backing", ["sheetwise", "perfecting", "turn", "tumble", "single"])
def test_editions_that_share_plates_are_counted_again(backing: str, root: Path) -> None:
    """Each edition is found as often as was planned, and no less than was ordered, however the sheet is turned."""
    made = _shared(root, backing)
    assert any(len(set(plate.editions)) > 1 for plate in made.imposition.plates)
    seen = made.seen(made.imposition)
    assert seen.findings == ()
    planned: Counter[str] = Counter()
    for plate in made.imposition.plates:
        planned.update(dict(plate.copies))
    assert {each.edition: each.found for each in seen.counted} == planned
    assert all(planned[each.content.id] >= n for each, n in zip(made.editions, ORDERED, strict=True))
    assert planned.total() == made.imposition.plan.printed


def test_every_tag_is_told_by_what_it_shows(root: Path) -> None:
    """A number, a code and an issuer each tell an edition from the others; nothing else does."""
    made = _shared(root)
    seen = made.seen(made.imposition)
    assert {tag.planned: tag.editions for tag in seen.tags} == {
        name: frozenset({name}) for name in ("mot", "hai", "ba", "bon", "nam")
    }


def _exchanged(made: Shared, form: Form, slots: tuple[int, int], side: int) -> Form:
    """Return ``form`` with the tags of two slots exchanged on one side."""
    artworks = {edition.printed[side] for edition in made.editions}
    tags = [i for i, placement in enumerate(form.placements) if placement.artwork in artworks]
    one, other = (tags[slot] for slot in slots)
    placements = list(form.placements)
    placements[one], placements[other] = (
        Placement(placements[other].artwork, placements[one].transform),
        Placement(placements[one].artwork, placements[other].transform),
    )
    return replace(form, placements=tuple(placements))


def _with(imposition: Imposition, first: Plate) -> Imposition:
    return replace(imposition, plates=(first, *imposition.plates[1:]))


def _two(plate: Plate, one: str, other: str) -> tuple[int, int]:
    """Return a slot of each of two editions on ``plate``."""
    return plate.editions.index(one), plate.editions.index(other)


def test_two_slots_exchanged_are_told_though_the_counts_agree(root: Path) -> None:
    """Whoever sorts by the sheet map would mix two editions up: both slots are named, and no count is wrong."""
    made = _shared(root)
    plate = made.imposition.plates[0]
    assert plate.back is not None
    slots = _two(plate, "mot", "nam")
    front, back = (_exchanged(made, form, slots, i) for i, form in enumerate((plate.front, plate.back)))
    seen = made.seen(_with(made.imposition, replace(plate, front=front, back=back)))
    assert {finding.rule for finding in seen.findings} == {"slot-shows-its-edition", "back-lies-under-its-front"}
    assert len(seen.findings) == 4
    assert f"Page 1, slot {slots[1] + 1} " in " ".join(finding.message.en for finding in seen.findings)
    assert all(each.found == each.planned for each in seen.counted)


def test_an_edition_in_the_place_of_another_makes_the_counts_differ(root: Path) -> None:
    """A slot that carries another edition on both sides is one tag a sheet more of one and less of the other."""
    made = _shared(root)
    plate = made.imposition.plates[0]
    assert plate.back is not None
    slot = plate.editions.index("mot")
    fronts, backs = zip(made.sides("mot"), made.sides("bon"), strict=True)
    front, back = (
        _replaced(form, *pair, slot) for form, pair in zip((plate.front, plate.back), (fronts, backs), strict=True)
    )
    seen = made.seen(_with(made.imposition, replace(plate, front=front, back=back)))
    off = {each.edition: each.found - each.planned for each in seen.counted if each.found != each.planned}
    assert off == {"mot": -plate.run_length, "bon": plate.run_length}
    told = [f.message.en for f in seen.findings if f.rule == "sheets-give-what-was-planned"]
    assert len(told) == 2
    assert told[0].startswith("Edition mot: the sheets give ")


def _replaced(form: Form, wanted: Artwork, given: Artwork, nth: int) -> Form:
    """Return ``form`` with the ``nth`` placement of ``wanted`` carrying ``given``."""
    index = [i for i, placement in enumerate(form.placements) if placement.artwork == wanted][nth]
    placements = list(form.placements)
    placements[index] = replace(placements[index], artwork=given)
    return replace(form, placements=tuple(placements))


def test_a_tag_of_two_editions_is_no_tag(root: Path) -> None:
    """Fronts exchanged over backs that stayed: what looks like no edition counts for none."""
    made = _shared(root)
    plate = made.imposition.plates[0]
    slots = _two(plate, "mot", "nam")
    front = _exchanged(made, plate.front, slots, 0)
    seen = made.seen(_with(made.imposition, replace(plate, front=front)))
    off = {each.edition: each.found - each.planned for each in seen.counted if each.found != each.planned}
    # The front of mot over the back of nam is what bon looks like.
    assert off == {"mot": -plate.run_length, "nam": -plate.run_length, "bon": plate.run_length}
