"""The table of plates that a shop is told, against what separators find, for every sample at every shop."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace
from PIL import Image

from keytag.drawing.geometry import Affine
from keytag.imposition.form_inks import plates_of_form
from keytag.imposition.technical_lines import sheets_without_cut
from keytag.inspection.separations.separate import separate
from keytag.inspection.sheets.raster import open_pages
from keytag.steps.check_editions import compose_and_check
from keytag.steps.content_hash import with_content_hash
from keytag.steps.export import imprint_of
from keytag.steps.impose import impose_editions
from keytag.steps.job_setup import load_setup
from keytag.steps.order import PlanLimits
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import EditionsOnPress, choose_press
from keytag.steps.press_pdf import write_sheets
from keytag.steps.progress import no_progress

pytestmark = pytest.mark.print

ROOT = Path(__file__).parents[2]
SAMPLES = tuple(sorted(path.stem for path in (ROOT / "configs").glob("*.yaml")))
SHOPS = tuple(sorted(path.stem for path in (ROOT / "templates" / "shops").glob("*.yaml")))
# One sample at every shop, and every sample at the shop of its own.
SOME = (
    *(("ward", shop) for shop in SHOPS),
    *((sample, "digital-sra3") for sample in SAMPLES if sample != "ward"),
)
EVERY = tuple((sample, shop) for sample in SAMPLES for shop in SHOPS)
# No sheet is larger here: plates hang on what is printed, not on how often.
WIDEST, HIGHEST = 200.0, 200.0
DAY = date(2026, 1, 15)
TECHNICAL = {"CutContour", "Marks", "Info"}
# Editions differ in words alone: two stand for all. Letters of a sheet are grey at so few dots, which is ink.
FEW, DPI = 2, 36
# Ghostscript inks every dot that a shape touches: fewer do.
COARSE = 18
NO_INK = 255


class Sides(Struct, frozen=True):
    """A file of press sheets with the plates that the ticket tells of each of its pages."""

    data: bytes
    told: tuple[frozenset[str], ...]


@cache
def imposed(sample: str, shop: str) -> Sides:
    """Return the press sheets of the first editions of a sample, as `sheet` writes them."""
    setup, found = load_setup(ROOT / "configs" / f"{sample}.yaml", shop)
    sheet = setup.shop.sheet
    small = sheet.model_copy(update={"width": min(sheet.width, WIDEST), "height": min(sheet.height, HIGHEST)})
    setup = replace(setup, shop=setup.shop.model_copy(update={"sheet": small}))
    contents = setup.file.editions[:FEW]
    press, way, _ = choose_press(setup)
    draft = compose_and_check(setup, contents, DAY, found, no_progress)
    run = EditionsOnPress(contents, (100,) * len(contents), press, way)
    order = plan_plates(setup, run, PlanLimits(max_plates=1))
    setup = with_content_hash(setup, draft.editions, run, 1)
    imposition = impose_editions(setup, draft.editions, order, DAY)
    imprint, pages = imprint_of(setup, "sheets", DAY), tuple(imposition.pages())
    data = write_sheets(sheets_without_cut(pages) if imprint.standard.cut_apart else pages, imprint)
    return Sides(
        data, tuple(frozenset(plates_of_form(form)) for plate in imposition.plates for form in plate.forms)
    )


def taken_apart(data: bytes) -> list[set[str]]:
    """Return for each page the plates that have ink on them, by keytag's own separations and PDFium."""
    plates = separate(data)
    found: list[set[str]] = [set() for _ in range(plates.pages)]
    for name, copy in plates.files:
        with open_pages(copy) as pages:
            for page, names in zip(pages, found, strict=True):
                size = round(page.media.width / 25.4 * DPI), round(page.media.height / 25.4 * DPI)
                scale = Affine.scaling(size[0] / page.media.width, size[1] / page.media.height)
                if is_inked(page.piece(scale, *size)):
                    names.add(name)
    return [names - TECHNICAL for names in found]


def is_inked(plate: Image.Image) -> bool:
    """Tell whether anything of a plate is darker than no ink at all."""
    darkest = plate.convert("L").getextrema()[0]
    return isinstance(darkest, (int, float)) and darkest < NO_INK


@pytest.mark.parametrize(("sample", "shop"), SOME)
def test_our_separator_finds_the_plates_that_are_told(sample: str, shop: str) -> None:
    """Each side has the plates of the table with ink on them, and no other."""
    sides = imposed(sample, shop)
    assert taken_apart(sides.data) == list(sides.told)


@pytest.mark.parametrize(("sample", "shop"), SOME)
def test_ghostscript_finds_the_plates_that_are_told(sample: str, shop: str, tmp_path: Path) -> None:
    """So does Ghostscript, whose separations are its own."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed")
    sides = imposed(sample, shop)
    assert by_ghostscript([sides.data], tmp_path) == list(sides.told)


@pytest.mark.more
@pytest.mark.parametrize("shop", SHOPS)
def test_both_separators_find_the_plates_of_every_sample(shop: str, tmp_path: Path) -> None:
    """Our own separator and Ghostscript find what the table tells, of every sample at every shop."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed")
    every = {sample: imposed(sample, shop) for sample in SAMPLES}
    told = {sample: list(sides.told) for sample, sides in every.items()}
    assert {sample: taken_apart(sides.data) for sample, sides in every.items()} == told
    pages = iter(by_ghostscript([sides.data for sides in every.values()], tmp_path))
    assert {sample: [next(pages) for _ in sides.told] for sample, sides in every.items()} == told


def by_ghostscript(files: list[bytes], folder: Path) -> list[set[str]]:
    """Return for each page of ``files`` the plates that have ink on them, by one run of Ghostscript."""
    names = [folder / f"{number}.pdf" for number in range(len(files))]
    for name, data in zip(names, files, strict=True):
        name.write_bytes(data)
    options = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-sCompression=lzw", f"-r{COARSE}")
    subprocess.run(["gs", *options, "-o", str(folder / "%d.tif"), *map(str, names)], check=True)
    found: dict[int, set[str]] = {}
    for plate in folder.glob("*.tif"):
        said = re.fullmatch(r"(\d+)\((.*)\)\.tif", plate.name)
        if said is None:
            continue
        with Image.open(plate) as picture:
            found.setdefault(int(said[1]), set()).update({said[2]} if is_inked(picture) else ())
    return [found[number] - TECHNICAL for number in sorted(found)]
