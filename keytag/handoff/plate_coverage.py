"""How much ink lies on each side of each press plate: tags, marks, bar and slug, as they stand on the sheet.

Each artwork's ink is measured once on pictures of its plates and counted as often as the plate carries it; that
the finished file carries just these artworks is what `keytag.checks.press_file.compare` has read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from keytag.drawing.artwork import Artwork
from keytag.drawing.ink import PROCESS
from keytag.imposition import Imposition, Page
from keytag.imposition.form_inks import plates_of
from keytag.inspection.separations.coverage import ink_areas
from keytag.output.pdf.assemble import unsealed_one_ups
from keytag.output.pdf.census import Census


class PlateInk(Struct, frozen=True):
    """One side of a press plate: where its page is, and each ink's share of the sheet (1: solid).

    ``plates`` are the inks that are printed; dieline and hole have a share too, and no plate.
    """

    file: str
    page: int
    coverage: tuple[tuple[str, float], ...]
    plates: tuple[str, ...]


def plate_inks(imposition: Imposition, places: Sequence[tuple[str, tuple[int, ...]]]) -> tuple[PlateInk, ...]:
    """Return what lies on every side of every plate; ``places`` are each plate's file and its pages there."""
    pages = tuple(imposition.pages())
    census = Census(artwork for page in pages for artwork in _artworks(page))
    areas = ink_areas(unsealed_one_ups(census.distinct))
    where = [(file, number) for file, numbers in places for number in numbers]
    return tuple(
        PlateInk(file, number, _coverage(page, census, areas), plates_of(page.form))
        for (file, number), page in zip(where, pages, strict=True)
    )


def _artworks(page: Page) -> Iterator[Artwork]:
    yield from (placement.artwork for placement in page.form.placements)
    yield from (placement.artwork for placement in page.extras)


def _coverage(page: Page, census: Census, areas: Sequence[Mapping[str, float]]) -> tuple[tuple[str, float], ...]:
    sums: dict[str, float] = {}
    for artwork in _artworks(page):
        for ink, area in areas[census.number(artwork)].items():
            sums[ink] = sums.get(ink, 0.0) + area
    order = (*(name for name in PROCESS if name in sums), *sorted(set(sums) - set(PROCESS)))
    return tuple((name, sums[name] / (page.width * page.height)) for name in order)
