"""Shops by process: a job that suits each goes through `sheet`, `inspect` and `handoff` without a word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from keytag.cli import exit_code
from tests.packages import files_in

DAY = "2026-01-15"
WORDS = """\
keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
qr: {link: "https://zalo.me/1234567890123456789"}
quantity: 500
"""
MIXED = """\
template: classic
slogan: Toàn dân tham gia tố giác tội phạm
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
"""
RED = "{spot: Red, cmyk: [0, 100, 100, 0]}"
SPOTS = f"""\
template: hotline
tag: {{shape: pill, width: 80mm, height: 40mm, hole: {{diameter: 5mm, edge: 3mm, side: left}}}}
colours: {{ground: white, text: {RED}, accent: {RED}, line: {RED}}}
"""
SHOPS = {
    "digital-pvc": (MIXED, {"Magenta", "Yellow", "Black", "CutContour"}),
    "offset-pvc": (MIXED, {"Magenta", "Yellow", "Black", "CutContour"}),
    "uv-acrylic": (MIXED, {"Magenta", "Yellow", "Black", "CutContour", "White"}),
    # No process plate, not for the code, the slug or the colour bar either; nowhere a plate for marks alone.
    "screen-pvc": (SPOTS, {"CutContour", "Red"}),
    "moulded-pvc": (SPOTS, {"CutContour", "Red"}),
}
Capture = pytest.CaptureFixture[str]


def job_for(folder: Path, shop: str) -> Path:
    """Write a job that suits ``shop``."""
    path = folder / "ward.yaml"
    path.write_text(f"{WORDS}{SHOPS[shop][0]}shop: {shop}\n", encoding="utf-8")
    return path


def said_by(capsys: Capture, *arguments: object) -> dict[str, Any]:
    """Run keytag, which must find nothing wrong, and return what it says."""
    capsys.readouterr()
    assert exit_code([*map(str, arguments), "--json"]) == 0
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


@pytest.mark.parametrize("shop", SHOPS)
def test_each_process_prints_a_job_that_suits_it(tmp_path: Path, shop: str, capsys: Capture) -> None:
    """The sheets are made without errors or warnings, are clean PDF/X-4, and in its inks alone."""
    job = job_for(tmp_path, shop)
    made = said_by(capsys, "sheet", job, "-o", tmp_path / "out", "--date", DAY)
    assert [finding for finding in made["findings"] if finding["severity"] != "note"] == []
    found = said_by(capsys, "inspect", tmp_path / "out" / "sheets.pdf")
    assert found["findings"] == []
    assert set(found["inks"]) == SHOPS[shop][1]


@pytest.mark.usefixtures("unasked")
@pytest.mark.parametrize(("shop", "has_patch"), [("uv-acrylic", False), ("moulded-pvc", True)])
def test_packages_are_read_back(tmp_path: Path, shop: str, has_patch: bool, capsys: Capture) -> None:  # noqa: FBT001
    """Every slot is recognised beneath its white, and every code is read: on the tags, or once on its patch."""
    said_by(capsys, "handoff", job_for(tmp_path, shop), "--unapproved", "-o", tmp_path, "--date", DAY)
    (package,) = tmp_path.glob("*.zip")
    files = files_in(package)
    assert ("1-up/ward/code.pdf" in files) is has_patch
    sheets = json.loads(files["preflight.json"])["sheets"]
    assert [each["slots"] for each in sheets["recognised"]] == [sheets["slots"] / 2] * 2
    assert sheets["codes_read"] == (1 if has_patch else sheets["slots"] / 2)


def test_layers_that_the_shop_asks_for(tmp_path: Path, capsys: Capture) -> None:
    """A one-up for acrylic shows its bleed and its measures, each in its layer and its spot."""
    job = job_for(tmp_path, "uv-acrylic")
    said_by(capsys, "render", job, "-o", tmp_path / "out", "--date", DAY, "--format", "pdf")
    found = said_by(capsys, "inspect", tmp_path / "out" / "ward" / "front.pdf", "--rules", "gwg2022-label")
    assert [finding for finding in found["findings"] if finding["severity"] != "note"] == []
    assert {"White", "Bleed", "Dimensions", "CutContour"} <= set(found["inks"])
    assert {layer["name"] for layer in found["layers"]} == {"White", "Dieline", "Hole", "Bleed", "Dimensions"}


def test_x1a_says_none_of_it(tmp_path: Path, capsys: Capture) -> None:
    """PDF/X-1a has no layers, so bleed and measures are left out; the white is printed all the same."""
    text = (Path(__file__).parents[2] / "templates" / "shops" / "uv-acrylic.yaml").read_text(encoding="utf-8")
    (tmp_path / "old.yaml").write_text(text.replace("standard: pdf-x4", "standard: pdf-x1a"), encoding="utf-8")
    job = job_for(tmp_path, "uv-acrylic")
    job.write_text(job.read_text(encoding="utf-8").replace("shop: uv-acrylic", "shop: old"), encoding="utf-8")
    said_by(capsys, "render", job, "-o", tmp_path / "out", "--date", DAY, "--format", "pdf")
    found = said_by(capsys, "inspect", tmp_path / "out" / "ward" / "front.pdf")
    assert found["findings"] == []
    assert "White" in found["inks"]
    assert not {"Bleed", "Dimensions", "CutContour"} & set(found["inks"])


def test_a_hole_of_another_name_looks_otherwise(tmp_path: Path, capsys: Capture) -> None:
    """Where the shop punches by another spot than it cuts by, no two have one alternate (GWG 2022, R0023)."""
    text = (Path(__file__).parents[2] / "templates" / "shops" / "digital-pvc.yaml").read_text(encoding="utf-8")
    (tmp_path / "punch.yaml").write_text(text.replace("hole: CutContour", "hole: Punch"), encoding="utf-8")
    job = job_for(tmp_path, "digital-pvc")
    job.write_text(job.read_text(encoding="utf-8").replace("shop: digital-pvc", "shop: punch"), encoding="utf-8")
    said_by(capsys, "render", job, "-o", tmp_path / "out", "--date", DAY, "--format", "pdf")
    found = said_by(capsys, "inspect", tmp_path / "out" / "ward" / "front.pdf", "--rules", "gwg2022-label")
    assert {"CutContour", "Punch"} <= set(found["inks"])
    assert [each["outcome"] for each in found["judged"] if each["number"] == "R0023"] == ["holds"]


@pytest.mark.usefixtures("unasked")
def test_a_programmes_tag_is_moulded_whole(tmp_path: Path, capsys: Capture) -> None:
    """Red, 50 by 20 mm, as the programmes had it: the package has the mould's drawing, and its README says so."""
    job = tmp_path / "ward.yaml"
    job.write_text(f"{WORDS}{MIXED}shop: moulded-pvc\n", encoding="utf-8")
    said_by(capsys, "handoff", job, "--unapproved", "-o", tmp_path, "--date", DAY)
    (package,) = tmp_path.glob("*.zip")
    files = files_in(package)
    assert {"mould/mould.pdf", "mould/mould-1.dxf"} <= files.keys()
    for file in ("README.txt", "MANIFEST.sha256"):
        assert "mould/mould.pdf" in files[file].decode()
    found = said_by(capsys, "inspect", tmp_path / package.stem / "sheets" / "sheets.pdf")
    assert set(found["inks"]) == {"CutContour", "flag-yellow", "white"}
    assert said_by(capsys, "verify", package)


@pytest.mark.usefixtures("unasked")
@pytest.mark.second_opinions
@pytest.mark.parametrize("shop", ["screen-pvc", pytest.param("offset-pvc", marks=pytest.mark.more)])
def test_a_spot_may_have_a_vietnamese_name(tmp_path: Path, shop: str, capsys: Capture) -> None:
    """A shop's own name for an ink is on its plate as it was written, whatever its letters."""
    job = tmp_path / "ward.yaml"
    more = "colours: {accent: {spot: Vàng nghệ, cmyk: [0, 20, 100, 0]}}\n"
    job.write_text(f"{WORDS}{MIXED}{more}shop: {shop}\n", encoding="utf-8")
    said_by(capsys, "handoff", job, "--unapproved", "-o", tmp_path, "--date", DAY)
    (package,) = tmp_path.glob("*.zip")
    found = said_by(capsys, "inspect", tmp_path / package.stem / "sheets" / "sheets.pdf")
    assert "Vàng nghệ" in found["inks"]
