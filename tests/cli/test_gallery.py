"""`keytag gallery`: the job in every design on one sheet, and what does not fit named with the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from keytag.cli import exit_code
from keytag.errors import ExitCode
from keytag.files import library

JOB = """keytag: 1
sample: true
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers:
  - {label: Trực ban 24/24, number: 0269 3000 113, role: duty}
  - {label: Trưởng Công an, number: 0769 000 101, role: chief}
colours: {band: white}
template: band
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
"""
# Figures of 40 points at least: on no keyring tag is there room for them.
HUGE = """template: 1
title: {vi: Rất lớn, en: Huge}
colours: {ground: flag-red, text: white}
front:
  - {kind: ground, slot: ground, ink: ground}
  - kind: numbers
    slot: hotline
    take: first
    label: &type {size: {smallest: 40pt, largest: 60pt}, ink: text}
    number: *type
back:
  - {kind: numbers, slot: others, take: rest, label: *type, number: *type}
  - {kind: qr, slot: code, ink: text, ground: text, module: {smallest: 0.33mm, largest: 0.45mm}}
"""


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A job beside a template that no tag has room for and one that is none; two of keytag's own are tried."""
    path = tmp_path / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    (tmp_path / "huge.yaml").write_text(HUGE, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("template: 1\nfront: 3\n", encoding="utf-8")
    monkeypatch.setattr(library, "document_names", lambda *_: ("band", "broken", "hotline", "huge"))
    return path


def drawn(job: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    """Return what ``--json`` says of a gallery of ``job``."""
    exit_code(["gallery", str(job), "-o", str(job.parent / "out"), "--json", *more])
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def test_all_that_fits_stands_on_one_sheet(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The job's own design first, others with what they change, misfits with the reason; the same files again."""
    said = drawn(job, capsys)
    assert said["ok"] is True
    assert [design["meant"] for design in said["designs"]] == [True] * 4
    designs = {design["template"]: design for design in said["designs"]}
    assert [design["template"] for design in said["designs"]] == ["band", "broken", "hotline", "huge"]
    assert [design["fits"] for design in said["designs"]] == [True, False, True, False]
    assert (designs["band"]["current"], designs["band"]["changes"]) == (True, [])
    assert designs["hotline"]["digits_mm"] > designs["band"]["digits_mm"] >= 3
    assert designs["hotline"]["read_at_most_cm"] > designs["hotline"]["read_easily_cm"] > 50
    assert any("band" in change for change in designs["hotline"]["changes"])
    assert all(designs[name]["reason"] for name in ("broken", "huge"))
    paper, picture = (Path(file["path"]) for file in said["files"])
    (page,) = pypdfium2.PdfDocument(paper)
    text = page.get_textpage().get_text_bounded()
    for shown in ("band", "đang dùng", "hotline", "huge (bầu dục)", "KHÔNG IN", "đọc dễ cách"):
        assert shown in text
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert drawn(job, capsys)["files"] == said["files"]


def test_people_are_told_in_eighty_columns(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each design has its figures; what does not fit stands apart; the sheet is named."""
    assert exit_code(["gallery", str(job), "-o", str(job.parent / "out"), "--lang", "en"]) == ExitCode.FINE
    shown = capsys.readouterr().out.replace(str(job.parent), "").splitlines()
    assert max(map(len, shown)) <= 80
    assert any(line.startswith("band") and "as it is now" in line for line in shown)
    assert shown.index("Does not fit:") < next(at for at, line in enumerate(shown) if line.startswith("huge"))
    assert shown[-1] == "Wrote /out/gallery.png"


def test_other_shapes_are_tried_where_asked(
    job: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job's own tag stands for its shape, a usual one for each other; a page for each."""
    monkeypatch.setattr(library, "document_names", lambda *_: ("band",))
    said = drawn(job, capsys, "--shape", "rectangle", "--shape", "oval")
    tags = [(design["shape"], design["width_mm"], design["current"]) for design in said["designs"]]
    assert tags == [("rectangle", 50, False), ("oval", 50, True)]
    assert said["files"][0]["pages"] == 2


def test_what_is_meant_for_such_a_job_comes_first(
    job: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind the job's own stand those meant for its shape and so many numbers; the others fit, and are marked."""
    monkeypatch.setattr(library, "document_names", lambda *_: ("directory", "hotline"))
    one = "\n".join(line for line in JOB.splitlines() if "role: chief" not in line and "colours" not in line)
    job.write_text(one.replace("template: band", "template: hotline"), encoding="utf-8")
    said = drawn(job, capsys)
    assert [(design["template"], design["meant"]) for design in said["designs"]] == [
        ("hotline", True),
        ("directory", False),
    ]
    (page,) = pypdfium2.PdfDocument(said["files"][0]["path"])
    assert "Kiểu này không dành cho" in page.get_textpage().get_text_bounded()


def test_where_nothing_fits_nothing_is_written(
    job: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job's own design says why, by its line; the run ends as one with an error does."""
    monkeypatch.setattr(library, "document_names", lambda *_: ("huge",))
    job.write_text(JOB.replace("template: band", "template: huge").replace("band:", "ground:"), encoding="utf-8")
    assert exit_code(["gallery", str(job), "-o", str(job.parent / "out"), "--json"]) == ExitCode.FINDINGS
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["files"]) == (False, [])
    assert [finding["severity"] for finding in said["findings"]] == ["error"]
    assert not (job.parent / "out").exists()


def test_what_is_wrong_in_the_job_comes_first(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number that cannot be dialled is no matter of design: nothing is drawn."""
    job.write_text(JOB.replace("0769 000 101", "0769 000 10"), encoding="utf-8")
    assert exit_code(["gallery", str(job), "-o", str(job.parent / "out"), "--json"]) == ExitCode.FINDINGS
    said = json.loads(capsys.readouterr().out)
    assert said["designs"] == []
    assert said["findings"]


def test_an_unknown_shape_is_refused(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What may be typed is said."""
    assert exit_code(["gallery", str(job), "--shape", "square"]) == ExitCode.USAGE
    assert "rectangle" in capsys.readouterr().err
