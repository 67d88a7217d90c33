"""Leaflets as finished bytes: a one-up for each edition, read back, and sheets with lines to cut along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from keytag.checks.leaflet import codes_read_back
from keytag.documents.job import EditionContent
from keytag.drawing.artwork import Artwork
from keytag.errors import UsageError
from keytag.findings import Finding
from keytag.imposition import Backing, Imposition, LayoutAndBacking, LayoutKind, backs_are_printed, tag_fits
from keytag.imposition.press import Press, for_guillotine
from keytag.inspection.codes.verdict import PIXEL
from keytag.steps.export import MAP, Product, imprint_of, map_products, sheet_product
from keytag.steps.impose import impose_sides
from keytag.steps.job_setup import JobSetup
from keytag.steps.leaflet import LeafletEdition, LeafletSetup
from keytag.steps.order import PlanLimits
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import EditionsOnPress, choose_press, divide_count
from keytag.steps.press_pdf import write_one_ups
from keytag.steps.report import PlanFacts
from keytag.text.text import Text

SHEETS = "sheets.pdf"


def leaflet_names(leaflet: LeafletSetup, editions: Sequence[EditionContent]) -> tuple[str, ...]:
    """Return every name that a run of ``leaflet`` for ``editions`` may write: those of one size alone."""
    folder = leaflet.folder
    return (
        *(f"{folder}/1-up/{each.id}.pdf" for each in editions),
        *(f"{folder}/{name}" for name in (SHEETS, *MAP)),
    )


def one_up_leaflets(
    leaflet: LeafletSetup, editions: Sequence[LeafletEdition], day: date
) -> tuple[list[Product], tuple[Finding, ...]]:
    """Return a PDF for each edition, and what its codes, read from the finished pages, do not give."""
    products: list[Product] = []
    findings: list[Finding] = []
    for edition in editions:
        drawn = edition.composed
        sides = (drawn.front, drawn.back) if drawn.has_back else (drawn.front,)
        title = f"{edition.said.words.get('title', '')} – {edition.content.issuer_name}"
        data = write_one_ups(sides, imprint_of(leaflet.paper, title, day))
        products.append(
            Product(f"{leaflet.folder}/1-up/{edition.content.id}.pdf", "leaflet-pdf", len(sides), data)
        )
        findings += codes_read_back(edition.said, drawn, tuple(payloads_on(data)))
    return products, tuple(findings)


def payloads_on(data: bytes) -> Iterator[tuple[bytes, ...]]:
    """Yield what each page of a finished PDF gives to a phone: the codes that other code reads in its pixels."""
    from keytag.drawing.geometry import Affine  # noqa: PLC0415 - the same
    from keytag.inspection.codes.reader import payloads_in  # noqa: PLC0415 - only leaflets are read as pages
    from keytag.inspection.sheets.raster import open_pages  # noqa: PLC0415 - the same

    with open_pages(data) as pages:
        for page in pages:
            trim = page.trim
            to_pixels = Affine.translation(-trim.x0, -trim.y0).then(Affine.scaling(1 / PIXEL, 1 / PIXEL))
            picture = page.piece(to_pixels, round(trim.width / PIXEL), round(trim.height / PIXEL))
            yield payloads_in(picture.convert("L"))


def has_quantities(leaflet: LeafletSetup) -> bool:
    """Tell whether the job says how many leaflets each edition has."""
    return all(edition.quantity is not None for edition in leaflet.paper.file.editions)


def leaflets_on_press(leaflet: LeafletSetup, *, count: int | None, backing: str | None) -> EditionsOnPress:
    """Return the leaflets with their counts on the shop's press, cut by a guillotine.

    Raises UsageError where nobody says how many, or where not one fits the sheet.
    """
    paper, is_two_sided = leaflet.paper, bool(leaflet.template.back)
    contents, ordered, skipped = divide_count(paper, count)
    press, _, _ = choose_press(paper, "grid", backing)
    turned = Backing(backing or paper.shop.backing) if is_two_sided else Backing.SINGLE
    way = LayoutAndBacking(LayoutKind.GRID, turned)
    press = for_guillotine(press)
    if tag_fits(press, paper.shape, way.backing):
        raise _too_large(paper, press, way.backing)
    left_out = backs_are_printed(turned) if is_two_sided else ()
    return EditionsOnPress(contents, ordered, press, way, (*skipped, *left_out))


def _too_large(paper: JobSetup, press: Press, backing: Backing) -> UsageError:
    room, size = press.printable_for(backing), paper.shape
    wide, high = f"{size.width:g} × {size.height:g}", f"{room.width:g} × {room.height:g}"
    return UsageError(
        Text(
            f"Tờ rơi {wide} mm không vừa tờ in của {paper.shop.name}: vùng in được {high} mm.",
            f"The leaflet, {wide} mm, does not fit a sheet of {paper.shop.name}: its printable area is {high} mm.",
        ),
        Text(
            "Chọn nhà in có tờ lớn hơn (--shop digital-sra3), hoặc khổ nhỏ hơn (--size a6).",
            "Take a shop with larger sheets (--shop digital-sra3), or a smaller size (--size a6).",
        ),
    )


def leaflet_sheets(
    leaflet: LeafletSetup, editions: Sequence[LeafletEdition], run: EditionsOnPress, limits: PlanLimits, day: date
) -> tuple[list[Product], PlanFacts, Imposition]:
    """Return the leaflets' sheets with the map of which lies where, how the order was planned, how imposed."""
    paper = leaflet.paper
    plan = plan_plates(paper, run, limits)
    bleed = paper.shop.bleed
    among = {content.id for content in run.contents}
    sides = {
        each.content.id: (_with_bleed(each.composed.front, bleed), _with_bleed(each.composed.back, bleed))
        for each in editions
        if each.content.id in among
    }
    imposition = impose_sides(paper, sides, plan, day, f"Tờ rơi / leaflet – {paper.file.office}")
    product, facts = sheet_product(paper, imposition, day)
    sheets = f"{leaflet.folder}/{SHEETS}"
    facts = replace(facts, plates=tuple(replace(plate, file=sheets) for plate in facts.plates))
    products = [replace(product, name=sheets, kind="leaflet-sheets")]
    products += (
        replace(each, name=f"{leaflet.folder}/{each.name}", kind=f"leaflet-{each.kind}")
        for each in map_products(paper, imposition, facts, day)
    )
    return products, facts, imposition


def _with_bleed(side: Artwork, bleed: float) -> Artwork:
    """Return ``side`` with as much bleed as the shop's sheets have room for between two leaflets."""
    return replace(side, bleed=bleed)
