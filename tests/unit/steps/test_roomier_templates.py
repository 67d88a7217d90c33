"""A tag that finds no room in its template is told which others have it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.steps.check_editions import compose_and_check
from keytag.steps.job_setup import load_setup
from keytag.steps.progress import no_progress

JOB = """keytag: 1
sample: true
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers:
  - {label: Trực ban 24/24, number: 0269 3000 113, role: duty}
"""
TAG = "tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}\n"


def hint(folder: Path, template: str, others: int) -> str:
    """Return what a job with so many numbers beside the hotline's is told that it can do."""
    rows = "".join(f"  - {{label: Tổ dân phố {at}, number: 0769 000 {100 + at}}}\n" for at in range(1, others + 1))
    path = folder / "job.yaml"
    path.write_text(f"{JOB}{rows}{TAG}template: {template}\n", encoding="utf-8")
    setup, found = load_setup(path)
    draft = compose_and_check(setup, setup.file.editions, date(2026, 1, 15), found, no_progress)
    assert not draft.editions
    return next(each.hint.en for each in draft.findings if each.rule == "numbers-do-not-fit")


@pytest.mark.parametrize(
    ("template", "others", "ends"),
    [
        pytest.param("seal", 8, "There is room in directory (template: directory).", id="there-is"),
        pytest.param("seal", 12, "", id="there-is-none"),
    ],
)
def test_templates_with_room_are_named(tmp_path: Path, template: str, others: int, ends: str) -> None:
    """Those that say they are for the shape and so many numbers, and in which the tag was set; else none."""
    said = hint(tmp_path, template, others)
    assert said.endswith(ends)
    assert ("There is room" in said) is bool(ends)
