"""Acrylic with white, by Ghostscript's plates: white on its own plate, all others as without it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from keytag.library import builtin
from keytag.workflow import render
from keytag.workflow.editions import unwatched
from keytag.workflow.report import RenderOrder

pytestmark = pytest.mark.print

DPI = 300
JOB = """\
keytag: 1
sample: true
issuer: {name: Công an phường An Khê, province: Gia Lai}
slogan: Toàn dân tham gia tố giác tội phạm
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
qr: {link: "https://zalo.me/1234567890123456789"}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
template: classic
quantity: 500
"""


@pytest.fixture(scope="module")
def separated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Image.Image]]:
    """Plates of a one-up's back by name, with the shop's white and without."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed")
    folder = tmp_path_factory.mktemp("white")
    lines = (builtin("shops") / "uv-acrylic.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "plain.yaml").write_text("".join(line for line in lines if "underbase" not in line[:9]), "utf-8")
    found = {}
    for shop in ("uv-acrylic", "plain"):
        (folder / f"{shop}-job.yaml").write_text(f"{JOB}shop: {shop}\n", encoding="utf-8")
        order = RenderOrder(folder / shop, (), ("pdf",), date(2026, 1, 15))
        render(folder / f"{shop}-job.yaml", order, unwatched)
        found[shop] = plates(folder / shop / f"{shop}-job" / "back.pdf")
    return found


def plates(path: Path) -> dict[str, Image.Image]:
    """Separate ``path`` and return its plates by name."""
    out = path.with_name("plate.tif")
    options = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=none", f"-r{DPI}")
    subprocess.run(["gs", *options, f"-sOutputFile={out}", str(path)], check=True, capture_output=True)
    found = {}
    for plate in path.parent.glob("plate*(*).tif"):
        with Image.open(plate) as picture:
            found[plate.name.partition("(")[2].partition(")")[0]] = picture.convert("L")
    return found


def test_white_has_a_plate_of_its_own(separated: dict[str, dict[str, Image.Image]]) -> None:
    """There is one plate more, and no other plate has changed by a pixel: white overprints."""
    with_white, without = separated["uv-acrylic"], separated["plain"]
    assert set(with_white) - set(without) == {"White"}
    for name, plate in without.items():
        assert ImageChops.difference(plate, with_white[name]).getbbox() is None, name


def test_white_is_the_tags_shape(separated: dict[str, dict[str, Image.Image]]) -> None:
    """It is solid from choke to choke, open over the hole, under the code too: nothing knocks it out."""
    white = separated["uv-acrylic"]["White"]
    box = ImageChops.invert(white).getbbox()
    assert box is not None
    # 50 × 20 mm less 0.2 mm all round.
    assert (box[2] - box[0]) * 25.4 / DPI == pytest.approx(49.6, abs=0.2)
    assert (box[3] - box[1]) * 25.4 / DPI == pytest.approx(19.6, abs=0.2)
    middle = ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)
    assert white.getpixel(middle) == 0
    ink = sum((255 - value) * count for value, count in enumerate(white.histogram())) / 255
    share = ink * (25.4 / DPI) ** 2 / (3.14159 * (49.6 * 19.6 - 4.4 * 4.4) / 4)
    assert share == pytest.approx(1, abs=0.01)
