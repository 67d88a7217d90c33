"""The sheet map of an order, gathered from job, shop and imposition: map.pdf for people, map.json for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from keytag import __version__
from keytag.drawing.badge import Badge
from keytag.files import library
from keytag.imposition import Imposition
from keytag.imposition.turning import turning
from keytag.steps.badges import badges_of
from keytag.steps.edition_names import names_of
from keytag.steps.export import Product, imprint_of
from keytag.steps.job_setup import Setting
from keytag.steps.press_pdf import write_sheets
from keytag.steps.report import PlanFacts
from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.output.sheetmap import MapEdition, SheetMap

MAP = (PAGES, RECORD) = ("map.pdf", "map.json")


def map_products(setting: Setting, imposition: Imposition, plan: PlanFacts, day: date) -> list[Product]:
    """Return the files of the sheet map; none for a job of one design, whose slots are all alike."""
    if len(setting.file.editions) < 2:
        return []
    from keytag.output.sheetmap import map_pages, map_record  # noqa: PLC0415 - only jobs of several editions pay for it

    drawn = _sheet_map(setting, imposition, plan, day)
    pages = map_pages(drawn)
    data = write_sheets(pages, imprint_of(setting, setting.file.office, day))
    return [Product(PAGES, "map", len(pages), data), Product(RECORD, "map-json", None, map_record(drawn))]


def _sheet_map(setting: Setting, imposition: Imposition, plan: PlanFacts, day: date) -> SheetMap:
    from keytag.output.sheetmap import SheetMap, map_plates  # noqa: PLC0415 - as above

    job, shop = setting.file.job, setting.shop
    press, backing, badges = imposition.press, imposition.way.backing, badges_of(setting)
    files = [(plate.file, plate.pages) for plate in plan.plates]
    return SheetMap(
        job=library.job_name(setting.file.path),
        issuer=setting.file.office,
        date=day.isoformat(),
        version=__version__,
        content_hash=setting.content_hash,
        sample=job.sample,
        shop=Text(shop.title.vi, shop.title.en),
        press=press,
        backing=backing,
        turn=turning(press, backing),
        shape=setting.shape,
        hole=setting.hole,
        editions=tuple(_editions(setting, imposition, badges)),
        plates=tuple(map_plates(imposition, badges, files)),
    )


def _editions(setting: Setting, imposition: Imposition, badges: tuple[Badge, ...]) -> Iterator[MapEdition]:
    """Yield the editions that are printed."""
    from keytag.output.sheetmap import MapEdition  # noqa: PLC0415 - as above

    printed: Counter[str] = Counter()
    names = names_of(setting.file.editions)
    for plate in imposition.plates:
        printed.update(dict(plate.copies))
    for content, badge in zip(setting.file.editions, badges, strict=True):
        if printed[content.id]:
            yield MapEdition(badge, names[content.id], printed[content.id], bool(content.mark))
