"""The sheet map among a job's files: made for jobs of several editions, in step with their sheets."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from keytag.commands.sheet import sheet
from keytag.steps.order import Order
from keytag.steps.progress import no_progress
from keytag.steps.report import Report

JOB = """
keytag: 1
sample: true
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 120, role: duty, side: front}]
quantity: 100
"""
EDITIONS = """
editions:
  - {id: to-1, name: Tổ dân phố 1}
  - {id: to-2, name: Tổ dân phố 2, quantity: 300}
"""


def ordered(folder: Path, more: str, backing: str | None = None) -> Report:
    """Return what `sheet` made of the job with more lines."""
    path = folder / "ward.yaml"
    path.write_text(JOB + more, encoding="utf-8")
    return sheet(path, Order(date(2026, 1, 15), backing=backing), folder, no_progress)


def test_a_job_of_one_design_has_no_map(tmp_path: Path) -> None:
    """Where all tags are alike there is nothing to sort."""
    made = ordered(tmp_path, "")
    assert [file.path.name for file in made.files] == ["sheets.pdf"]


@pytest.mark.parametrize("backing", ["sheetwise", "turn", "single"])
def test_the_map_agrees_with_the_plan(tmp_path: Path, backing: str) -> None:
    """Plates, their pages, their runs and their slots are those of the sheets written beside it."""
    made = ordered(tmp_path, EDITIONS, backing)
    record = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    assert made.plan is not None
    assert [(p["file"], p["pages"], p["run_length"], p["copies"]) for p in record["plates"]] == [
        (plate.file, list(plate.pages), plate.run_length, plate.copies) for plate in made.plan.plates
    ]
    assert sum(edition["printed"] for edition in record["editions"]) == made.plan.printed
    assert [edition["short"] for edition in record["editions"]] == ["Tổ 1", "Tổ 2"]
    assert all(plate["legend"] for plate in record["plates"])
    (pages,) = (file.pages for file in made.files if file.kind == "map")
    assert pages == len(record["plates"]) * (2 if backing == "sheetwise" else 1)


def test_marked_tags_are_said_to_be(tmp_path: Path) -> None:
    """With mark: code each edition's code is on its tags, and the map says so; without it, it does not."""
    ordered(tmp_path, EDITIONS)
    plain = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    ordered(tmp_path, f"mark: code\n{EDITIONS}")
    marked = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    assert [(e["code"], e["marked"]) for e in plain["editions"]] == [("A2", False), ("C3", False)]
    assert [(e["code"], e["marked"]) for e in marked["editions"]] == [("A2", True), ("C3", True)]


def test_the_same_order_has_the_same_map(tmp_path: Path) -> None:
    """Map and record are byte for byte the same when the order is."""
    digests = [{file.path.name: file.sha256 for file in ordered(tmp_path, EDITIONS).files} for _ in range(2)]
    assert digests[0] == digests[1]
    assert {"map.pdf", "map.json"} <= digests[0].keys()
