"""The table of plates that a shop is told, against the plates that Ghostscript finds, side by side."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from keytag.workflow import sheet
from keytag.workflow.editions import unwatched
from keytag.workflow.report import SheetOrder

pytestmark = pytest.mark.print

CONFIGS = Path(__file__).parents[2] / "configs"
TECHNICAL = {"CutContour"}
NO_INK = 255
# Each sample once, and one of them on every kind of shop.
MADE = [
    ("ward", "digital-sra3"),
    ("ward", "offset-52x72"),
    ("ward", "offset-pvc"),
    ("ward", "uv-acrylic"),
    ("ward", "office-a4"),
    ("an-phu", "offset-65x86"),
    ("tri-quang", "digital-pvc"),
    ("dat-do", "offset-52x72"),
    ("dak-doa", "uv-acrylic"),
    ("can-giuoc", "offset-79x109"),
]


def separated(path: Path, page: int) -> set[str]:
    """Return the plates of a page on which there is ink, technical ones left out."""
    options = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=lzw", "-r72")
    folder = path.parent / str(page)
    folder.mkdir()
    pages = (f"-dFirstPage={page}", f"-dLastPage={page}")
    subprocess.run(["gs", *options, *pages, "-o", str(folder / "plate.tif"), str(path)], check=True)
    found: set[str] = set()
    for plate in folder.glob("plate*(*).tif"):
        with Image.open(plate) as picture:
            darkest = picture.convert("L").getextrema()[0]
        if isinstance(darkest, int) and darkest < NO_INK:
            found.add(plate.name.partition("(")[2].rpartition(")")[0])
    return found - TECHNICAL


@pytest.mark.parametrize(("job", "shop"), MADE)
def test_a_separator_finds_the_plates_that_are_told(job: str, shop: str, tmp_path: Path) -> None:
    """Each side of the first layout has the plates of the table with ink on them, and no other."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed")
    order = SheetOrder(tmp_path, 3400, shop, None, None, False, date(2026, 1, 15))
    report = sheet(CONFIGS / f"{job}.yaml", order, unwatched)
    assert report.plan is not None, [finding.rule for finding in report.findings]
    plate = report.plan.plates[0]
    assert plate.inks
    for page, told in zip(plate.pages, plate.inks, strict=True):
        assert separated(tmp_path / plate.file, page) == set(told)
