"""Tags that stay on their backing: every file of a hand-off says so, and is cut in the same order."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import ezdxf
import pytest

from keytag.cli import exit_code
from keytag.files import library
from keytag.inspection.pdf import survey
from tests.packages import files_in, hand_off

DAY = "2026-01-15"
JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
tag: {hole: {diameter: 4mm}}
quantity: 60
order: {cut: kiss}
shop: mine.yaml
"""
XJDF = "{http://www.CIP4.org/JDFSchema_2_0}"

pytestmark = pytest.mark.usefixtures("unasked")


def handed_off(folder: Path, job: str = JOB, side: str = "front") -> Path:
    """Return the package of a job at a small shop, which marks one side for a camera."""
    plain = (library.builtin_folder("shops") / "office-a4.yaml").read_text(encoding="utf-8")
    marks = f"cutter_marks: {{mark: square, size: 3mm, side: {side}}}\n"
    (folder / "mine.yaml").write_text(plain + marks, encoding="utf-8")
    (folder / "ward.yaml").write_text(job, encoding="utf-8")
    return hand_off(folder / "ward.yaml", folder / "out", "--date", DAY)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of a job that is cut kiss."""
    return handed_off(tmp_path_factory.mktemp("kiss"))


@pytest.fixture(scope="module")
def files(package: Path) -> dict[str, bytes]:
    """The package's files by name."""
    return files_in(package)


def test_every_pdf_says_that_the_cut_is_partial(files: dict[str, bytes]) -> None:
    """One-ups, sheets and the cut file have the outline as Structural/PartialCutting; the hole goes through."""
    for name, data in files.items():
        if not name.endswith(".pdf") or not name.startswith(("1-up/", "sheets/", "cut/")) or "print" in name:
            continue
        facts = survey(data)
        assert facts.layers is not None
        steps = {(layer.group, layer.step) for layer in facts.layers.layers} - {("Legend", "")}
        assert steps == {("Structural", "PartialCutting"), ("Structural", "Punching")}, name


def test_cutting_programs_find_another_layer(files: dict[str, bytes]) -> None:
    """DXF and SVG have outlines that do not go through on a layer KISS, each hole before its outline."""
    space = ezdxf.read(io.StringIO(files["cut/cut.dxf"].decode())).modelspace()
    layers = [each.dxf.layer for each in space if each.dxf.layer in ("KISS", "CUT", "HOLE")]
    assert layers == ["HOLE", "KISS"] * (len(layers) // 2)
    assert layers
    named = re.findall(r'inkscape:label="([^"]+)"', files["cut/cut.svg"].decode())
    assert named == ["HOLE", "KISS", "MARKS", "INFO"]


def test_tickets_say_it(files: dict[str, bytes]) -> None:
    """XJDF has each product's cut as partial."""
    root = ET.fromstring(files["ticket.xjdf"])  # noqa: S314 - our own
    assert {each.attrib["CutDepth"] for each in root.iter(f"{XJDF}ShapeCut")} == {"Partial"}


def test_it_is_another_package(package: Path, tmp_path: Path) -> None:
    """The same job cut through has another number, since the shop must not take one for the other."""
    other = handed_off(tmp_path, JOB.replace("order: {cut: kiss}\n", ""))
    assert other.name != package.name
    assert exit_code(["verify", str(package), "--quiet"]) == 0


def test_a_camera_that_looks_at_backs_gets_its_cut_as_they_see_it(files: dict[str, bytes], tmp_path: Path) -> None:
    """Where the cutter's marks are on backs, the cut file is the sheet as it lies with the back up."""
    behind = files_in(handed_off(tmp_path, side="back"))
    front, back = holes(files), holes(behind)
    assert {(round(210 - x, 1), y) for x, y in front} == back
    assert front != back
    assert "MẶT SAU LÊN TRÊN" in behind["cut/cut.svg"].decode()


def holes(files: dict[str, bytes]) -> set[tuple[float, float]]:
    """Return where the DXF has its holes, y up."""
    space = ezdxf.read(io.StringIO(files["cut/cut.dxf"].decode())).modelspace()
    return {
        (round(each.dxf.center.x, 1), round(each.dxf.center.y, 1))
        for each in space.query("CIRCLE")
        if each.dxf.layer == "HOLE"
    }
