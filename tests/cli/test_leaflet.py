"""`keytag leaflet`: what is written, what is refused, and that a package holds what its job asks for."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any, Protocol

import pytest

from keytag.cli import exit_code
from keytag.inspection.pdf import survey
from keytag.inspection.standards import standard_findings
from keytag.standards import PDF_X4
from keytag.steps.leaflet_sheets import payloads_on
from keytag.vietnam.phone.vcard import read_vcard

DAY = "2026-01-15"
JOB = """keytag: 1
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers:
  - {label: Trực ban 24/24, number: 0269 3000 113, role: duty}
  - {label: Trưởng Công an, number: 0769 000 101, role: chief}
qr: {link: "https://zalo.me/1000000000000000001"}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
shop: office-a4
quantity: 60
"""


class Run(Protocol):
    """Runs keytag with --json and holds what it says against the contract; see conftest."""

    def __call__(self, *arguments: object) -> tuple[int, dict[str, Any]]:
        """Return the exit code and what was said."""


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A small job that is fine."""
    path = tmp_path / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    return path


def test_a_leaflet_is_written_alone_and_on_sheets(job: Path, run: Run, tmp_path: Path) -> None:
    """Each edition has a file of its own, true to size with its bleed; sheets carry several, built to PDF/X-4."""
    out = tmp_path / "out"
    code, said = run(
        "leaflet", job, "--size", "a6", "--count", 100, "--shop", "digital-sra3", "-o", out, "--date", DAY
    )
    assert code == 0, said
    assert [Path(file["path"]).relative_to(out).as_posix() for file in said["files"]] == [
        "leaflet-a6/1-up/ward.pdf",
        "leaflet-a6/sheets.pdf",
    ]
    plan, edition = said["plan"], said["editions"][0]
    assert (plan["slots"], plan["layout"]) == (8, "grid")
    assert plan["ordered"] == 100
    contact = read_vcard(edition["qr"]["payload"])
    assert contact is not None
    assert contact.tels == ("+842693000113", "+84769000101")
    one_up, sheets = (Path(file["path"]).read_bytes() for file in said["files"])
    for data in (one_up, sheets):
        assert not standard_findings(survey(data), PDF_X4)
    pages = survey(one_up).pages
    assert len(pages) == 2
    trim, bleed = pages[0].box("TrimBox"), pages[0].box("BleedBox")
    assert trim is not None
    assert bleed is not None
    assert (round(trim.width), round(trim.height), round(bleed.width)) == (105, 148, 111)
    front, back = payloads_on(sheets)
    assert set(front) == {b"https://zalo.me/1000000000000000001"}
    assert [read_vcard(payload.decode()) for payload in back] == [contact] * 8


def test_a_poster_stands_alone(job: Path, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A poster has one page and no sheet, and says so; how many there are is not asked, and refused where said.

    It lies in a folder of its own, so that nothing of the job's own size goes.
    """
    sheets = tmp_path / "out" / "leaflet" / "sheets.pdf"
    sheets.parent.mkdir(parents=True)
    sheets.write_bytes(b"A5")
    assert exit_code(["leaflet", str(job), "--size", "a4", "-o", str(tmp_path / "out"), "--lang", "vi"]) == 0
    assert "Áp phích A4 in từng tờ: không bình bài." in capsys.readouterr().out
    assert sheets.read_bytes() == b"A5"
    code, said = run("leaflet", job, "--size", "a4", "-o", tmp_path / "out", "--date", DAY)
    assert code == 0, said
    assert Path(said["files"][0]["path"]).parent == tmp_path / "out" / "leaflet-a4" / "1-up"
    assert [(file["kind"], file["pages"]) for file in said["files"]] == [("leaflet-pdf", 1)]
    assert (
        exit_code(["leaflet", str(job), "--size", "a4", "--count", "3", "-o", str(tmp_path / "x"), "--quiet"]) == 2
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--shop", "moulded-pvc"), "does not print on paper"),
        (("--size", "a4", "--sides", "2"), "no A4 of 2 sides"),
        (("--size", "a3"), "a4, a5, a6"),
        (("--edition", "none"), "none"),
    ],
)
def test_what_cannot_be_is_refused(
    job: Path, options: tuple[str, ...], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A shop of plastic, a size that there is not, an edition that nobody knows: one line, and nothing written."""
    command = ["leaflet", str(job), *options, "-o", str(tmp_path / "out"), "--lang", "en"]
    assert exit_code(command) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_sheet_that_is_too_small_is_told(job: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A shop whose sheets do not hold one leaflet is named with its printable area, and what to do."""
    assert exit_code(["show", "office-a4", "--out", str(tmp_path / "small.yaml"), "--quiet"]) == 0
    shop = (tmp_path / "small.yaml").read_text(encoding="utf-8")
    shop = re.sub(r"width: 210mm", "width: 120mm", shop)
    (tmp_path / "small.yaml").write_text(shop.replace("name: office-a4", "name: small"), encoding="utf-8")
    command = [
        "leaflet",
        str(job),
        "--shop",
        str(tmp_path / "small.yaml"),
        "--lang",
        "en",
        "-o",
        str(tmp_path / "o"),
    ]
    assert exit_code(command) == 2
    said = capsys.readouterr().err
    assert "148 × 210 mm, does not fit a sheet of small" in said
    assert "--size a6" in said


def test_what_the_job_says_of_its_leaflet_is_kept(job: Path, run: Run, tmp_path: Path) -> None:
    """Size, sides, quantity and words of the job hold without options; an edition's own take their place."""
    own = """editions:
  - {id: mot, qr: {link: "https://zalo.me/1000000000000000001"}}
  - {id: hai, qr: {link: "https://zalo.me/1000000000000000002"}, leaflet: {quantity: 50}}
leaflet: {size: a6, sides: 1, quantity: 20}
"""
    job.write_text(JOB + own, encoding="utf-8")
    code, said = run("leaflet", job, "-o", tmp_path / "out", "--date", DAY)
    assert code == 0, said
    assert said["plan"]["ordered"] == 70
    assert {Path(file["path"]).name for file in said["files"]} >= {"mot.pdf", "hai.pdf", "sheets.pdf", "map.pdf"}
    assert said["files"][0]["pages"] == 1


@pytest.mark.usefixtures("unasked")
def test_a_package_holds_the_leaflet_that_its_job_asks_for(
    job: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The hand-off has it in leaflet/, names it in README and manifest, and makes it again byte for byte."""
    job.write_text(JOB + "leaflet: {size: a6, quantity: 40}\n", encoding="utf-8")
    out = tmp_path / "out"
    command = ["handoff", str(job), "--unapproved", "--date", DAY, "-o", str(out), "--quiet"]
    assert exit_code(command) == 0, capsys.readouterr()
    (package,) = out.glob("*.zip")
    with zipfile.ZipFile(package) as archive:
        files = {entry.filename.partition("/")[2]: archive.read(entry) for entry in archive.infolist()}
    assert {"leaflet/1-up/ward.pdf", "leaflet/sheets.pdf", "job/leaflet-a6.yaml"} <= set(files)
    assert b"leaflet/sheets.pdf" in files["MANIFEST.sha256"]
    assert "leaflet/1-up/" in files["README.txt"].decode()
    capsys.readouterr()
    assert exit_code(["verify", str(package), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"]
