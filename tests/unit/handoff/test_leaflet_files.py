"""A leaflet's finished sheets looked at place by place: good ones pass, one wrong digit or code is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.findings import Finding
from keytag.handoff.leaflet_files import inspect_leaflets
from keytag.imposition import Imposition
from keytag.inspection.sheets.slots import SheetsSeen
from keytag.steps.check_editions import compose_and_check
from keytag.steps.job_setup import load_setup
from keytag.steps.leaflet import LeafletEdition, LeafletSetup, LeafletWishes, compose_leaflets, leaflet_setup
from keytag.steps.leaflet_sheets import leaflet_sheets, leaflets_on_press, one_up_leaflets
from keytag.steps.order import PlanLimits
from keytag.steps.progress import no_progress

DAY = date(2026, 1, 15)
JOB = """keytag: 1
as_of: 2026-01-15
issuer: {{name: Công an phường An Khê, province: Gia Lai}}
numbers:
  - {{label: Trực ban 24/24, number: {number}, role: duty}}
qr: {{link: "https://zalo.me/1000000000000000001"}}
tag: {{shape: oval, width: 50mm, height: 20mm, hole: {{diameter: 4mm, edge: 2.5mm, side: left}}}}
shop: office-a4
leaflet: {{size: a6, quantity: 4}}
"""
Sheets = tuple[LeafletSetup, tuple[LeafletEdition, ...], Imposition, dict[str, bytes], bytes]


def sheets_of(folder: Path, number: str) -> Sheets:
    """Make the leaflets of a job with that number: its one-ups and its sheets."""
    path = folder / "ward.yaml"
    path.write_text(JOB.format(number=number), encoding="utf-8")
    setup, found = load_setup(path)
    draft = compose_and_check(setup, setup.file.editions, DAY, found, no_progress)
    leaflet = leaflet_setup(setup, LeafletWishes(), None, setup.file.editions)
    editions, _ = compose_leaflets(setup, leaflet, draft.editions)
    products, _ = one_up_leaflets(leaflet, editions, DAY)
    run = leaflets_on_press(leaflet, count=None, backing=None)
    sheets, _, imposition = leaflet_sheets(leaflet, editions, run, PlanLimits(), DAY)
    return leaflet, editions, imposition, {editions[0].content.id: products[0].data}, sheets[0].data


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    """Sheets of a leaflet on two sides."""
    return sheets_of(tmp_path_factory.mktemp("leaflet"), "0269 3000 113")


def rules(seen: SheetsSeen) -> set[str]:
    """The rules of what was found."""
    found: tuple[Finding, ...] = seen.findings
    return {finding.rule for finding in found}


def test_every_place_of_good_sheets_shows_its_leaflet(good: Sheets) -> None:
    """Front and back of each place look like the one-up, codes read; the tag's picture is no fault."""
    seen = inspect_leaflets(*good)
    assert seen.findings == ()
    assert seen.slots == sum(seen.counts.values()) > 0
    assert {side for _, side in seen.counts} == {"front", "back"}
    assert seen.codes == seen.slots / 2
    assert all(each.found == each.planned for each in seen.counted)


def test_one_other_digit_on_the_sheet_is_told(good: Sheets, tmp_path: Path) -> None:
    """Sheets of another number are not the approved leaflet's, by their looks and by what the code saves."""
    *_, other = sheets_of(tmp_path, "0269 3000 118")
    leaflet, editions, imposition, one_ups, _ = good
    assert rules(inspect_leaflets(leaflet, editions, imposition, one_ups, other)) >= {
        "slot-shows-its-edition",
        "back-lies-under-its-front",
        "code-on-sheet-reads",
    }
