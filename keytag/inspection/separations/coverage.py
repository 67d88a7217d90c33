"""How much ink lies on each plate of a finished file, measured on pictures of its plates.

Two ways to those pictures: the file taken apart by its own content and rasterised by PDFium, which every machine
does alike; and Ghostscript, a colour engine of its own, where it is installed
(`keytag.inspection.separations.ghostscript`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import sqrt

from msgspec import Struct
from PIL import Image, ImageMath

from keytag.drawing.geometry import Affine, Rect
from keytag.drawing.ink import PROCESS
from keytag.inspection.separations.separate import separate
from keytag.inspection.sheets.raster import Raster, open_pages
from keytag.text.text import Text
from keytag.units import MM_PER_INCH

# House rule: what an ink's share of an area needs; edges are grey, so that thin lines count by their width.
DPI = 100
# Measured: at 300 dpi a dieline of 0.25 pt is a pixel wide, and counts as wide as it is.
FINE = 300
# House rule: at most so many pixels of a page: 1.2 by 0.8 m at 100 dpi; larger ones are looked at coarser.
MOST_PIXELS = 15_000_000
# GWG 2022, R0025 and R0026: the mean over a square of 15 mm counts.
SQUARE = 15
_NONE, _FULL = 255, 255.0


class PageInk(Struct, frozen=True):
    """What lies on one page's plates, within its trim.

    ``coverage`` is each ink's mean (1: solid) on those plates that have any; ``heaviest`` the most of all printed
    inks in the mean over a square of 15 mm, ``peak`` in the mean over a millimetre.
    """

    page: int
    coverage: tuple[tuple[str, float], ...]
    heaviest: float
    peak: float


class Separation(Struct, frozen=True):
    """The plates of a file's first pages, measured: by what, and how many of the file's pages there are."""

    by: Text
    pages: tuple[PageInk, ...]
    of: int

    @property
    def heaviest(self) -> float:
        """The most ink of all pages, mean over a square of 15 mm."""
        return max((page.heaviest for page in self.pages), default=0.0)


BY_CONTENT = Text("nội dung tệp, PDFium", "the file's content, PDFium")


def measure_ink(data: bytes, technical: frozenset[str], most: int) -> Separation:
    """Return what lies on the plates of the first ``most`` pages; ``technical`` inks are not printed.

    Raises InseparableError where only a colour engine can tell, UnreadableFileError or PdfiumError where the file
    cannot be read.
    """
    plates = separate(data)
    greys: list[dict[str, Image.Image]] = [{} for _ in range(min(most, plates.pages))]
    for name, copy in plates.files:
        with open_pages(copy) as pages:
            for page, found in zip(pages, greys, strict=False):
                found[name] = _grey(page, page.trim, DPI)
    return Separation(BY_CONTENT, tuple(_inks(greys, technical)), plates.pages)


def ink_areas(
    data: bytes, places: Sequence[Rect], inked: Sequence[frozenset[str] | None]
) -> list[dict[str, float]]:
    """Return how many mm² of each ink lie within each of ``places`` of the only page of ``data``, in mm.

    ``inked`` names for each place the plates that may have anything there, None where any may; of a plate that no
    place names every place is measured. Raises InseparableError where only a colour engine can tell.
    """
    plates, named = separate(data), frozenset(PROCESS).union(*filter(None, inked))
    found: list[dict[str, float]] = [{} for _ in places]
    for name, copy in plates.files:
        with open_pages(copy) as (page,):
            for place, may_have, areas in zip(places, inked, found, strict=True):
                if name in named and may_have is not None and name not in may_have:
                    continue
                area = mean(_grey(page, place, FINE)) * place.area
                if area > 0:
                    areas[name] = area
    return found


def dpi_of(width: float, height: float, wanted: float = DPI) -> float:
    """Return the resolution for an area in mm: the one that is ``wanted``, or as much as memory allows."""
    pixels = width * height * (wanted / MM_PER_INCH) ** 2
    return wanted * min(1.0, sqrt(MOST_PIXELS / max(pixels, 1.0)))


def page_ink(number: int, greys: Mapping[str, Image.Image], dpi: float, technical: frozenset[str]) -> PageInk:
    """Return what lies on one page, whose plates are pictures of ``dpi`` in which 255 is no ink."""
    means = {name: mean(picture) for name, picture in greys.items()}
    coverage = tuple((name, amount) for name, amount in means.items() if amount > 0)
    printed = [picture for name, picture in greys.items() if name not in technical and means[name] > 0]
    heaviest, peak = _most(printed, dpi) if printed else (0.0, 0.0)
    return PageInk(number, coverage, heaviest, peak)


def mean(picture: Image.Image) -> float:
    """Return how much of a plate is inked, from 0 to 1."""
    counts = picture.histogram()
    return sum((_NONE - level) * count for level, count in enumerate(counts)) / (_FULL * max(sum(counts), 1))


def _inks(greys: Sequence[Mapping[str, Image.Image]], technical: frozenset[str]) -> Iterator[PageInk]:
    for number, found in enumerate(greys, 1):
        dpi = found[PROCESS[0]].info["dpi"]
        yield page_ink(number, found, dpi, technical)


def _grey(page: Raster, area: Rect, wanted: float) -> Image.Image:
    """Return what lies within ``area``, its resolution beside it."""
    dpi = dpi_of(area.width, area.height, wanted)
    scale = dpi / MM_PER_INCH
    size = max(round(area.width * scale), 1), max(round(area.height * scale), 1)
    # Stretched to whole pixels, so that what is small counts in full.
    to_pixels = Affine.scaling(size[0] / area.width, size[1] / area.height)
    picture = page.piece(Affine.translation(-area.x0, -area.y0).then(to_pixels), *size)
    grey = picture.getchannel(0)
    grey.info["dpi"] = dpi
    return grey


def _most(plates: Sequence[Image.Image], dpi: float) -> tuple[float, float]:
    """Return the most ink in the mean over a square of 15 mm (or all of a smaller page), and over a millimetre."""
    total = plates[0].convert("I")
    for plate in plates[1:]:
        total = ImageMath.lambda_eval(lambda given: given["a"] + given["b"], a=total, b=plate.convert("I"))
    wide, high = (max(round(side / dpi * MM_PER_INCH), 1) for side in total.size)
    cells = total.convert("F").resize((wide, high), Image.Resampling.BOX)
    full = _NONE * len(plates)
    levels = array("f", cells.tobytes())
    rows = [[(full - level) / _FULL for level in levels[y * wide : (y + 1) * wide]] for y in range(high)]
    return _heaviest_mean(rows), max(map(max, rows))


def _heaviest_mean(rows: Sequence[Sequence[float]]) -> float:
    wide, high = min(SQUARE, len(rows[0])), min(SQUARE, len(rows))
    sums = [list(accumulate(row, initial=0.0)) for row in rows]
    across = [[line[i + wide] - line[i] for i in range(len(line) - wide)] for line in sums]
    heaviest = 0.0
    for column in zip(*across, strict=True):
        down = list(accumulate(column, initial=0.0))
        heaviest = max(heaviest, *(down[i + high] - down[i] for i in range(len(down) - high)))
    return heaviest / (wide * high)
