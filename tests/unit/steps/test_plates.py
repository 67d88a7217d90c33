"""Spots that a shop's software could confuse are errors before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from keytag.findings import Severity
from keytag.steps.job_setup import load_setup, with_locations

JOB = """keytag: 1
issuer: {name: Công an xã Glar}
numbers: [{label: Trực ban, number: 0269 3000 113}]
"""


def clashes(folder: Path, more: str) -> list[tuple[str, int | None]]:
    """Return the rules that fire on the job with more lines, with the lines they name."""
    path = folder / "ward.yaml"
    path.write_text(JOB + more, encoding="utf-8")
    setup, findings = load_setup(path)
    found = with_locations(setup, findings)
    assert all(finding.severity is Severity.ERROR for finding in found)
    return [(finding.rule, finding.where.line if finding.where else None) for finding in found]


@pytest.mark.parametrize("name", ["CutContour", "cutcontour", "CUTCONTOUR"])
def test_a_printed_spot_may_not_take_the_dielines_name(name: str, tmp_path: Path) -> None:
    """A colour on the dieline's plate would be cut along, whatever its case."""
    more = f"colours:\n  ground: {{spot: {name}, cmyk: [0, 100, 100, 0]}}\n"
    assert clashes(tmp_path, more) == [("spot-names-clash", 5)]


@pytest.mark.parametrize("second", ["{spot: RED1, cmyk: [0, 100, 100, 0]}", "{spot: Red1, cmyk: [0, 90, 100, 0]}"])
def test_two_spots_may_not_be_mistaken_for_one(second: str, tmp_path: Path) -> None:
    """Names that differ by case alone (GWG R0022) and one name with two alternates (R0023) are told."""
    more = f"colours:\n  ground: {{spot: Red1, cmyk: [0, 100, 100, 0]}}\n  accent: {second}\n"
    assert clashes(tmp_path, more) == [("spot-names-clash", 6)]


def test_a_spot_used_twice_is_one_plate(tmp_path: Path) -> None:
    """The same spot in two roles, at two tints, is no clash."""
    more = (
        "colours:\n  ground: {spot: Red1, cmyk: [0, 100, 100, 0]}\n"
        "  line: {spot: Red1, cmyk: [0, 100, 100, 0], tint: 40}\n"
    )
    assert clashes(tmp_path, more) == []


def test_an_editions_own_colour_is_named_in_its_place(tmp_path: Path) -> None:
    """The line of the edition that brings the clash in is the one to change."""
    more = "editions:\n  - id: a\n    colours: {ground: {spot: CutContour, cmyk: [0, 100, 100, 0]}}\n"
    assert clashes(tmp_path, more) == [("spot-names-clash", 6)]
