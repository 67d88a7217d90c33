"""A made sheet, judged by programs that know nothing of keytag: Ghostscript's plates and mupdf's trace."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Pdf
from PIL import Image

from keytag.drawing.artwork import Artwork, Fill, Item, Role, Stroke
from keytag.drawing.geometry import Affine, Rect, rectangle
from keytag.drawing.ink import BLACK, Ink, spot
from keytag.imposition.sheet import Form, Page, Placement, SheetSide
from keytag.output.pdf.profile import read_profile
from keytag.output.pdf.seal import Imprint
from keytag.standards import PDF_X1A, PDF_X4, Standard
from keytag.steps.press_pdf import write_sheets

pytestmark = pytest.mark.print

FOGRA39 = Path(__file__).parents[2] / "templates" / "profiles" / "FOGRA39L_coated.icc"
DPI = 300
NO_INK = 255
RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))
YELLOW = Ink("flag-yellow", (0.0, 0.0, 1.0, 0.0))
CUT = spot("CutContour", (0.0, 1.0, 0.0, 0.0), technical=True)
TAG = Rect(0.0, 0.0, 30.0, 20.0)
BLACK_AT = Rect(3.0, 5.0, 6.0, 15.0)
PLACE = Affine.translation(10.0, 15.0)


def sheet(folder: Path, *, overprint: bool = True, standard: Standard = PDF_X4) -> Path:
    """Write a small press sheet: a red tag with a yellow square and a dieline 1 mm wide."""
    items: tuple[Item, ...] = (
        Fill(rectangle(TAG.grown(2.0)), RED, Role.GROUND),
        Fill(rectangle(BLACK_AT), BLACK, Role.LETTERING, overprint=True),
        Fill(rectangle(Rect(10.0, 5.0, 20.0, 15.0)), YELLOW, Role.LETTERING),
        Stroke(rectangle(TAG), CUT, 1.0, Role.DIELINE, overprint=overprint),
    )
    page = Page(60.0, 50.0, Form(SheetSide.FRONT, (Placement(Artwork(items, TAG, 2.0), PLACE),)))
    date = datetime(2026, 1, 2, tzinfo=UTC)
    imprint = Imprint("Plates", "keytag", date, standard, read_profile(FOGRA39.read_bytes()))
    path = folder / "sheet.pdf"
    path.write_bytes(write_sheets((page,), imprint))
    return path


def plates(path: Path) -> dict[str, Image.Image]:
    """Separate ``path`` with Ghostscript and return its plates by name."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed")
    out = path.with_name("plate.tif")
    options = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=none", f"-r{DPI}")
    subprocess.run(["gs", *options, f"-sOutputFile={out}", str(path)], check=True, capture_output=True)
    found = {}
    for plate in path.parent.glob("plate*(*).tif"):
        with Image.open(plate) as picture:
            found[plate.name.partition("(")[2].partition(")")[0]] = picture.convert("L")
    return found


def ink_at(plate: Image.Image, x: float, y: float) -> int:
    """The plate's value at a place of the tag, in mm: 255 is no ink, 0 is solid."""
    px, py = PLACE.apply((x, y))
    found = plate.getpixel((round(px / 25.4 * DPI), round(py / 25.4 * DPI)))
    assert isinstance(found, int)
    return found


@pytest.fixture(scope="module")
def separated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    """The plates of a sheet as keytag makes it."""
    return plates(sheet(tmp_path_factory.mktemp("overprint")))


def test_dieline_has_its_own_plate(separated: dict[str, Image.Image]) -> None:
    """There are the four process plates and the dieline's, which carries the line and nothing else."""
    assert set(separated) == {"Cyan", "Magenta", "Yellow", "Black", "CutContour"}
    cut = separated["CutContour"]
    assert ink_at(cut, 0.0, 10.0) == 0
    assert ink_at(cut, 5.0, 10.0) == ink_at(cut, 15.0, 10.0) == NO_INK
    assert separated["Cyan"].getextrema() == (NO_INK, NO_INK)
    assert ink_at(separated["Black"], 15.0, 10.0) == NO_INK


def test_every_standard_has_the_same_plates(separated: dict[str, Image.Image], tmp_path: Path) -> None:
    """A standard without layers separates into the very same plates, the dieline's among them."""
    other = plates(sheet(tmp_path, standard=PDF_X1A))
    assert set(other) == set(separated)
    assert all(other[name].tobytes() == plate.tobytes() for name, plate in separated.items())


def test_dieline_overprints(separated: dict[str, Image.Image], tmp_path: Path) -> None:
    """The red under the dieline stays on its plates; without overprint it would be knocked out."""
    knocked_out = plates(sheet(tmp_path, overprint=False))
    for name in ("Magenta", "Yellow"):
        assert ink_at(separated[name], 0.0, 10.0) == 0
        assert ink_at(knocked_out[name], 0.0, 10.0) == NO_INK


def test_black_overprints_in_the_mode_that_spares_other_plates(
    separated: dict[str, Image.Image], tmp_path: Path
) -> None:
    """Under black lettering the red stays whole; without the overprint mode the plates would have a hole there."""
    x, y = BLACK_AT.x0 + 1.5, BLACK_AT.y0 + 5.0
    assert [ink_at(separated[name], x, y) for name in ("Black", "Magenta", "Yellow")] == [0, 0, 0]
    without = sheet(tmp_path)
    data = without.read_bytes()
    assert b"/OPM 1" in data
    without.write_bytes(data.replace(b"/OPM 1", b"/Xyz 1"))
    lost = plates(without)
    assert [ink_at(lost[name], x, y) for name in ("Black", "Magenta", "Yellow")] == [0, NO_INK, NO_INK]


def test_a_layer_that_is_switched_off_loses_its_plate(tmp_path: Path) -> None:
    """One key in the list of layers takes the dieline off its plate: that is why the read-back looks at it."""
    path = sheet(tmp_path)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.OCProperties.D.OFF = Array([pdf.Root.OCProperties.OCGs[0]])
        pdf.save(path)
    assert "CutContour" not in plates(path) or plates(path)["CutContour"].getextrema() == (NO_INK, NO_INK)


def test_a_spots_alternate_is_no_business_of_the_plates(separated: dict[str, Image.Image], tmp_path: Path) -> None:
    """Another alternate leaves every plate as it was: only the read-back can tell, and a screen."""
    path = sheet(tmp_path)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        for item in pdf.objects:
            if isinstance(item, Dictionary) and item.get("/FunctionType") == 2:
                item.C1 = Array([0, 0, 1, 0])
            spaces: Any = item.get("/ColorSpace", {}) if isinstance(item, Dictionary) else {}
            for space in spaces.values():
                space[3].C1 = Array([0, 0, 1, 0])
        pdf.save(path)
    assert all(plate.tobytes() == separated[name].tobytes() for name, plate in plates(path).items())


def test_yellow_on_red_knocks_out_magenta_only(separated: dict[str, Image.Image]) -> None:
    """Yellow lettering leaves a hole in the magenta and none in the yellow, so its edge is one ink's."""
    assert ink_at(separated["Magenta"], 15.0, 10.0) == NO_INK
    assert ink_at(separated["Yellow"], 15.0, 10.0) == 0
    assert ink_at(separated["Yellow"], 10.0, 10.0) == 0


def test_bleed_reaches_the_sheet(separated: dict[str, Image.Image]) -> None:
    """The red runs 2 mm over the cut and stops there."""
    assert ink_at(separated["Magenta"], -1.7, 10.0) == 0
    assert ink_at(separated["Magenta"], -2.3, 10.0) == NO_INK


def test_mupdf_sees_no_rgb(tmp_path: Path) -> None:
    """Every paint operation that mupdf traces is in DeviceCMYK or a Separation, opaque, without text."""
    if shutil.which("mutool") is None:
        pytest.skip("mutool is not installed")
    path = sheet(tmp_path)
    run = subprocess.run(["mutool", "trace", str(path), "1"], check=True, capture_output=True, text=True)
    spaces = set(re.findall(r'colorspace="([^"]*)"', run.stdout))
    assert spaces
    assert all(space.startswith(("DeviceCMYK", "Separation")) for space in spaces), spaces
    assert "alpha=" not in run.stdout
    assert "fill_text" not in run.stdout
    assert "fill_image" not in run.stdout
