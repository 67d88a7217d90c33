"""Acrylic with white, by Ghostscript's plates: white on its own plate, all others as without it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from keytag.commands.render import render
from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Affine, Rect, Shape, ShapeKind, rectangle
from keytag.drawing.ink import Ink, spot, underbase_ink
from keytag.files.library import builtin_folder
from keytag.imposition.underbase import White, with_underbase
from keytag.inspection.sheets.raster import open_pages
from keytag.inspection.sheets.slots import slot_picture
from keytag.output.pdf.assemble import unsealed_one_ups
from keytag.steps.order import Order
from keytag.steps.progress import no_progress

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
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the job is made for the shop and for the same shop without white."""
    return tmp_path_factory.mktemp("white")


@pytest.fixture(scope="module")
def separated(folder: Path) -> dict[str, dict[str, Image.Image]]:
    """Plates of a one-up's back by name, with the shop's white and without."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed")
    lines = (builtin_folder("shops") / "uv-acrylic.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "plain.yaml").write_text("".join(line for line in lines if "underbase" not in line[:9]), "utf-8")
    found = {}
    for shop in ("uv-acrylic", "plain"):
        (folder / f"{shop}-job.yaml").write_text(f"{JOB}shop: {shop}\n", encoding="utf-8")
        order = Order(date(2026, 1, 15))
        render(folder / f"{shop}-job.yaml", order, folder / shop, ("pdf",), no_progress)
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


def test_a_viewer_without_overprint_shows_the_tag(
    separated: dict[str, dict[str, Image.Image]], folder: Path
) -> None:
    """PDFium knows no overprint; it shows red where the tag is red, black where it is black, no white tag."""
    assert separated
    shown = {}
    for shop in ("uv-acrylic", "plain"):
        with open_pages((folder / shop / f"{shop}-job" / "back.pdf").read_bytes()) as (page,):
            shown[shop] = slot_picture(
                page, Affine.translation(page.trim.x0, page.trim.y0), Rect(0.0, 0.0, 50.0, 20.0)
            )
    white, plain = (shown[shop].convert("RGB") for shop in ("uv-acrylic", "plain"))
    # What is white shows as the white's own light cyan; all else is as on paper.
    coloured = plain.convert("L").point(lambda level: 255 if level < 160 else 0)
    difference = Image.composite(ImageChops.difference(white, plain), Image.new("RGB", white.size), coloured)
    assert sum(coloured.histogram()[255:]) > 0.4 * white.size[0] * white.size[1]
    # Edges, where white shines through from beside, are some pixels more.
    off = difference.convert("L").point(lambda level: 255 if level > 25 else 0)
    assert sum(off.histogram()[255:]) < 0.01 * white.size[0] * white.size[1]


def test_spots_on_white_have_the_plates_they_had(tmp_path: Path) -> None:
    """A spot that stands on another, and on white, knocks out what it did and leaves the white whole."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed")
    trim = Rect(0.0, 0.0, 40.0, 20.0)
    shape = Shape(ShapeKind.RECTANGLE, 40, 20)
    gold, navy = spot("Gold", (0.0, 0.2, 1.0, 0.0)), spot("Navy", (1.0, 0.8, 0.0, 0.4))
    red, paper = Ink("red", (0.0, 1.0, 1.0, 0.0)), Ink("white", (0.0, 0.0, 0.0, 0.0))
    places = (
        (gold, Rect(2, 2, 20, 18)),
        (navy, Rect(8, 4, 30, 14)),
        (red, Rect(12, 6, 24, 10)),
        (paper, Rect(14, 1, 16, 19)),
    )
    fills = tuple(Fill(rectangle(box), ink, Role.ART) for ink, box in places)
    ground = Fill(rectangle(trim.grown(2.0)), red, Role.GROUND)
    side = Artwork((ground, *fills), trim, 2.0)
    topped, _ = with_underbase((side, side), shape, None, White(underbase_ink(), 0.2))
    found = {}
    for name, artwork in (("plain", side), ("white", topped)):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "tag.pdf"
        path.write_bytes(unsealed_one_ups((artwork,)))
        found[name] = plates(path)
    assert set(found["white"]) - set(found["plain"]) == {"White"}
    for name, plate in found["plain"].items():
        assert ImageChops.difference(plate, found["white"][name]).getbbox() is None, name
    white = found["white"]["White"]
    box = ImageChops.invert(white).getbbox()
    assert box is not None
    assert white.crop((box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1)).getextrema() == (0, 0)


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
