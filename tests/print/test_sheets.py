"""A ward's finished sheets, judged from their pixels: every code read, backs under their fronts, plates as meant.

The pixels are Ghostscript's and PDFium's, the codes are read by zxing; keytag is asked for no more than where its
tags are and what lies where on one of them.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from datetime import date
from functools import cache
from hashlib import sha256
from math import cos, hypot, pi, sin
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from msgspec import Struct
from PIL import Image, ImageChops, ImageDraw, ImageOps

from keytag.documents.job import read_job
from keytag.drawing.artwork import Artwork, Fill, Role, walk
from keytag.drawing.geometry import Affine, Point, Shape
from keytag.drawing.geometry.contour import inner_point
from keytag.files import library
from keytag.imposition import Imposition
from keytag.steps.compose_editions import compose_editions
from keytag.steps.export import sheet_product
from keytag.steps.impose import impose_editions
from keytag.steps.job_setup import load_setup
from keytag.steps.order import PlanLimits
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import EditionsOnPress, choose_press, divide_count

MM = 25.4
READ_DPI = 300
PLATE_DPI = 150
NO_INK, SOLID = 255, 0
# Symbols that zxing returns from one picture at most, by trial; a sheet of 65 × 86 cm has more.
TILE_MM = 200.0
OVERLAP_MM = 20.0
DAY = date(2026, 1, 15)
TWO_SIDED = ("sheetwise", "perfecting", "turn", "tumble")


class Made(Struct, frozen=True):
    """A made sheet: the file, how it was imposed, and what lies where on one tag."""

    data: bytes
    imposition: Imposition
    shape: Shape
    front: Artwork
    payload: str
    code: Point
    hole: Point
    """The hole's middle as the side with the code sees it."""
    hole_radius: float

    @property
    def is_tumbled(self) -> bool:
        """Whether the back is seen after turning the sheet head to tail."""
        return self.imposition.way.backing.swaps_gripper


class Read(Struct, frozen=True):
    """A code found on a page: its middle and the direction of its rows, in mm of the page."""

    text: str
    middle: Point
    along: Point


@cache
def made(shop: str, backing: str, job: Path | None = None) -> Made:
    """Impose a job (An Phú's unless another is given) as `keytag sheet` does."""
    setup, findings = load_setup(job or library.find("configs", "an-phu"), shop)
    assert findings == ()
    contents, ordered, _ = divide_count(setup, None)
    press, way, _ = choose_press(setup, None, backing)
    editions, misfits = compose_editions(setup, contents, lambda _done, _total: None)
    assert misfits == ()
    planned = plan_plates(setup, EditionsOnPress(contents, ordered, press, way), PlanLimits())
    imposition = impose_editions(setup, editions, planned, DAY)
    product, _ = sheet_product(setup, imposition, DAY)
    tag, code, hole = editions[0].tag, editions[0].tag.code, setup.hole
    assert code is not None
    assert hole is not None
    seen = hole if tag.code_side == "front" else hole.mirrored(setup.shape.width)
    middle = (code.cx, code.cy)
    facts = (setup.shape, tag.front, code.symbol.payload, middle, (seen.cx, seen.cy), hole.radius)
    return Made(product.data, imposition, *facts)


def ghostscript(data: bytes, folder: Path, device: str, dpi: int) -> list[Path]:
    """Rasterise ``data``, once for all tests of this module, and return the files that Ghostscript made."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed")
    ending = "png" if device == "pnggray" else "tif"
    own = folder / f"{sha256(data).hexdigest()}-{device}-{dpi}"
    if not own.exists():
        own.mkdir()
        source = own / "sheets.pdf"
        source.write_bytes(data)
        options = ["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", f"-sDEVICE={device}", f"-r{dpi}"]
        options += ["-sCompression=lzw"] if ending == "tif" else []
        arguments = ["gs", *options, f"-sOutputFile={own}/page-%d.{ending}", str(source)]
        subprocess.run(arguments, check=True, capture_output=True)
    return sorted(own.glob(f"page-*.{ending}"))


@cache
def codes_on(page: Path) -> tuple[Read, ...]:
    """Read every code of a page that Ghostscript made."""
    with Image.open(page) as picture:
        return tuple(codes(picture))


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what Ghostscript makes."""
    return tmp_path_factory.mktemp("sheets")


def codes(picture: Image.Image, dpi: int = READ_DPI) -> list[Read]:
    """Read every code of a page, tile by tile; one that lies on two tiles counts once."""
    found: dict[tuple[int, int], Read] = {}
    step, size = round(TILE_MM / MM * dpi), round((TILE_MM + OVERLAP_MM) / MM * dpi)
    for top in range(0, picture.height, step):
        for left in range(0, picture.width, step):
            tile = picture.crop((left, top, min(left + size, picture.width), min(top + size, picture.height)))
            for one in zxingcpp.read_barcodes(
                tile, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
            ):
                read = placed(one, left, top, dpi)
                found[round(read.middle[0]), round(read.middle[1])] = read
    distinct: list[Read] = []
    for read in found.values():
        if all(hypot(read.middle[0] - o.middle[0], read.middle[1] - o.middle[1]) > 5 for o in distinct):
            distinct.append(read)
    return distinct


def placed(one: zxingcpp.Barcode, left: int, top: int, dpi: int) -> Read:
    """A code that zxing found on a tile, in mm of the page."""
    spot = one.position
    corners = [
        ((left + p.x) / dpi * MM, (top + p.y) / dpi * MM)
        for p in (spot.top_left, spot.top_right, spot.bottom_right, spot.bottom_left)
    ]
    middle = (sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4)
    dx, dy = corners[1][0] - corners[0][0], corners[1][1] - corners[0][1]
    return Read(one.text, middle, (dx / hypot(dx, dy), dy / hypot(dx, dy)))


def plates(data: bytes, folder: Path) -> list[dict[str, Image.Image]]:
    """Separate ``data`` and return each page's plates by name."""
    files = ghostscript(data, folder, "tiffsep", PLATE_DPI)
    pages: dict[int, dict[str, Image.Image]] = {}
    for path in files:
        name = path.name.partition("(")[2].partition(")")[0]
        if name:
            with Image.open(path) as picture:
                number = int(path.name.partition("-")[2].partition("(")[0])
                pages.setdefault(number, {})[name] = picture.convert("L")
    return [pages[number] for number in sorted(pages)]


def at(plate: Image.Image, point: Point) -> int:
    """What a plate carries at ``point`` mm: 255 is nothing, 0 is solid; nothing beyond its edges."""
    x, y = (round(v / MM * PLATE_DPI - 0.5) for v in point)
    if not (0 <= x < plate.width and 0 <= y < plate.height):
        return NO_INK
    found = plate.getpixel((x, y))
    assert isinstance(found, int)
    return found


def darkest(plate: Image.Image, point: Point) -> int:
    """The darkest value within a pixel round ``point``: a thin line need not meet a pixel's middle."""
    step = MM / PLATE_DPI
    return min(at(plate, (point[0] + i * step, point[1] + j * step)) for i in (-1, 0, 1) for j in (-1, 0, 1))


def turned(point: Point, sheet: Made) -> Point:
    """Where a point of the back lies on the front, by how that backing turns the sheet."""
    press = sheet.imposition.press
    return (point[0], press.height - point[1]) if sheet.is_tumbled else (press.width - point[0], point[1])


def fronts(sheet: Made) -> list[Affine]:
    """The places of the fronts on the first page."""
    page = next(sheet.imposition.pages())
    return [place.transform for place in page.form.placements if place.artwork == sheet.front]


@pytest.mark.print
@pytest.mark.parametrize(
    ("shop", "backing"),
    [*(("digital-sra3", way) for way in TWO_SIDED), ("offset-65x86", "sheetwise"), ("digital-330x480", "turn")],
)
def test_every_code_of_a_sheet_is_read(shop: str, backing: str, room: Path) -> None:
    """Counted over both sides of a sheet no tag's code is missing, and each leads where the job says."""
    sheet = made(shop, backing)
    pages = ghostscript(sheet.data, room, "pnggray", READ_DPI)
    found: list[Read] = []
    for path in pages:
        found += codes_on(path)
    # One form that prints both sides meets every sheet twice.
    sides = 2 if sheet.imposition.way.backing.shares_form else 1
    assert len(found) * sides == sheet.imposition.plan.slots > 50
    assert {read.text for read in found} == {sheet.payload}


@pytest.mark.print
def test_one_sided_work_carries_the_code_in_front(tmp_path: Path) -> None:
    """A job whose code is on the front gives one-sided sheets with a code on every tag."""
    job = tmp_path / "front.yaml"
    text = library.find("configs", "an-phu").read_text(encoding="utf-8")
    job.write_text(text.replace("side: back}", "side: front}"), encoding="utf-8")
    sheet = made("digital-sra3", "single", job)
    (page,) = ghostscript(sheet.data, tmp_path, "pnggray", READ_DPI)
    found = codes_on(page)
    assert len(found) == sheet.imposition.plan.slots > 50
    assert {read.text for read in found} == {sheet.payload}


@pytest.mark.print
@pytest.mark.parametrize("backing", TWO_SIDED)
def test_backs_lie_under_their_fronts(backing: str, room: Path) -> None:
    """Turned as the backing turns it, every back finds the hole of its own front where one tag has it.

    From each code, read as its reader holds it, the hole is a fixed way off; there the front's cutting plate must
    carry the hole's circle, and nothing in its middle.
    """
    sheet = made("digital-sra3", backing)
    pages = ghostscript(sheet.data, room, "pnggray", READ_DPI)
    found = codes_on(pages[-1])
    cut = plates(sheet.data, room)[0]["CutContour"]
    dx, dy = sheet.hole[0] - sheet.code[0], sheet.hole[1] - sheet.code[1]
    assert abs(dx) > 5
    for read in found:
        (x, y), (ux, uy) = read.middle, read.along
        hole = turned((x + dx * ux - dy * uy, y + dx * uy + dy * ux), sheet)
        ring = [
            (hole[0] + sheet.hole_radius * cos(k * pi / 4), hole[1] + sheet.hole_radius * sin(k * pi / 4))
            for k in range(8)
        ]
        assert all(darkest(cut, point) < NO_INK for point in ring), f"no hole at {hole}"
        assert at(cut, hole) == NO_INK
    assert found


@pytest.mark.print
@pytest.mark.parametrize("backing", ["sheetwise", "perfecting"])
def test_grounds_of_both_sides_coincide(backing: str, room: Path) -> None:
    """Round every cut the red of the back, turned, covers what the red of the front covers."""
    sheet = made("digital-sra3", backing)
    front, back = (page["Magenta"].point(lambda v: 255 if v < 128 else 0) for page in plates(sheet.data, room))
    back = ImageOps.flip(back) if sheet.is_tumbled else ImageOps.mirror(back)
    mask = Image.new("L", front.size, 0)
    draw = ImageDraw.Draw(mask)
    for inset, value in ((-2.4, 255), (0.6, 0)):
        for place in fronts(sheet):
            outline = sheet.shape.outline(inset).transformed(place)
            points = [(x / MM * PLATE_DPI, y / MM * PLATE_DPI) for x, y in outline.flattened(0.02)[0]]
            draw.polygon(points, fill=value)
    covered = share(mask, mask)
    assert covered > 0.1
    # Ghostscript paints every pixel that a shape touches, which mirroring shifts by one; hence not nothing.
    assert share(ImageChops.difference(front, back), mask) / covered < 0.02
    shifted = ImageChops.offset(back, round(0.5 / MM * PLATE_DPI), 0)
    assert share(ImageChops.difference(front, shifted), mask) / covered > 0.04


def share(picture: Image.Image, mask: Image.Image) -> float:
    """The share of all pixels that are set both in ``picture`` and in ``mask``."""
    both = ImageChops.multiply(picture, mask).point(lambda v: 255 if v > 128 else 0)
    return both.histogram()[255] / (both.width * both.height)


@pytest.mark.print
def test_plates_are_the_four_and_the_cut(room: Path) -> None:
    """Nothing but the process plates and the dieline's exists; a red tag has no cyan in its cut."""
    sheet = made("digital-sra3", "sheetwise")
    front, back = plates(sheet.data, room)
    process = {"Cyan", "Magenta", "Yellow", "Black"}
    assert set(front) == process | {"CutContour"}
    assert process <= set(back) <= process | {"CutContour"}
    mask = Image.new("L", front["Cyan"].size, 0)
    draw = ImageDraw.Draw(mask)
    for place in fronts(sheet):
        points = sheet.shape.outline().transformed(place).flattened(0.02)[0]
        draw.polygon([(x / MM * PLATE_DPI, y / MM * PLATE_DPI) for x, y in points], fill=255)
    assert share(ImageOps.invert(front["Cyan"]), mask) == 0.0
    assert share(ImageOps.invert(front["Magenta"]), mask) > 0.2


@pytest.mark.print
def test_yellow_digits_knock_out_the_magenta_only(room: Path) -> None:
    """Under and round the yellow number the yellow plate is solid; the magenta spares each digit."""
    sheet = made("digital-sra3", "sheetwise")
    front = plates(sheet.data, room)[0]
    number = next(
        item
        for item, _ in walk(sheet.front.items)
        if isinstance(item, Fill) and item.role is Role.LETTERING and item.source.node == "numbers.0.number"
    )
    assert number.ink.plates == {"Yellow"}
    places = fronts(sheet)
    assert len(places) == sheet.imposition.plan.slots
    for place in places[:: len(places) // 9]:
        box = number.path.transformed(place).bounds().grown(0.3)
        x0, y0, x1, y1 = (round(v / MM * PLATE_DPI) for v in (box.x0, box.y0, box.x1, box.y1))
        area = (x0, y0, x1, y1)
        assert front["Yellow"].crop(area).getextrema() == (SOLID, SOLID)
        assert front["Magenta"].crop(area).getextrema() == (SOLID, NO_INK)
        assert front["CutContour"].crop(area).getextrema() == (NO_INK, NO_INK)
        for contour in number.path.transformed(place).flattened(0.02)[:4]:
            assert at(front["Yellow"], inner_point(contour)) == SOLID


def test_pdfium_shows_every_code() -> None:
    """Also as PDFium (the viewer of every browser) draws the sheet, each code is read."""
    sheet = made("digital-sra3", "sheetwise")
    document = pypdfium2.PdfDocument(sheet.data)
    assert len(document) == 2
    picture = document[1].render(scale=READ_DPI / 72, grayscale=True).to_pil()
    found = codes(picture)
    document.close()
    assert len(found) == sheet.imposition.plan.slots
    assert {read.text for read in found} == {sheet.payload}


def test_every_hamlets_tags_are_counted_on_its_sheets() -> None:
    """Of 37 groups that share one plate each is read from the pixels as often as its tags were planned."""
    job = library.find("configs", "dat-do")
    sheet = made("digital-sra3", "sheetwise", job)
    read: Counter[str] = Counter()
    document = pypdfium2.PdfDocument(sheet.data)
    for plate, page in zip(sheet.imposition.plates, (0, 2, 4, 6), strict=False):
        picture = document[page].render(scale=READ_DPI / 72, grayscale=True).to_pil()
        for found in codes(picture):
            read[found.text] += plate.run_length
    document.close()
    editions = {edition.id: edition for edition in read_job(job).editions}
    planned: Counter[str] = Counter()
    for plate in sheet.imposition.plates:
        for name, copies in plate.copies:
            code = editions[name].qr
            assert code is not None
            planned[code.link] += copies
    assert read == planned
    assert len(read) == 37
    assert all(read[e.qr.link] >= (e.quantity or 0) for e in editions.values() if e.qr is not None)
