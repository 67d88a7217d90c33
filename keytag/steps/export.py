"""Finished bytes: one-up files of each edition, the press sheets, the sheet map; and their way to the disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from keytag import __version__
from keytag.documents.template import GroundSlot
from keytag.drawing.artwork import Artwork
from keytag.drawing.badge import Badge
from keytag.drawing.geometry import join_paths
from keytag.files import library
from keytag.files.writer import write_files
from keytag.imposition import Imposition, Page, dieline
from keytag.imposition.backing_up import turning_instruction
from keytag.imposition.form_inks import plates_of_form
from keytag.imposition.technical_lines import (
    cut_alone,
    sheets_of_cut,
    sheets_without_cut,
    with_technical_lines,
    without_cut,
)
from keytag.output.pdf.seal import Imprint
from keytag.standards import STANDARDS
from keytag.steps.artwork_hash import artwork_hash
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.edition_names import badges_of, names_of
from keytag.steps.job_setup import JobSetup
from keytag.steps.making import patch_of
from keytag.steps.paper_pdf import colours_of, write_paper
from keytag.steps.press import letter
from keytag.steps.press_pdf import write_one_ups, write_sheets
from keytag.steps.report import PlanFacts, PlateFacts, WrittenFile
from keytag.text.figures import write_times
from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.output.png import PreviewSide
    from keytag.output.sheetmap import MapEdition, SheetMap

SHEETS = "sheets.pdf"
CUTS = "cut.pdf"
ONE_UPS = (
    *(f"{name}.pdf" for name in ("front", "back", "tag", "cut", "code")),
    *("front.svg", "back.svg", "tag.png", "mockup.png"),
)
"""All that an edition's folder may hold; what of it a run does not write is another run's."""


PROOF, PROOF_PAGE = "proof.pdf", "proof.html"
"""What an office looks at before anything is printed, on paper and in a browser."""
SHARED = "share"
"""The folder of what is sent to offices to be looked at."""


class Product(Struct, frozen=True):
    """A file not yet written: its name below the output folder, what it is, its pages, its bytes."""

    name: str
    kind: str
    pages: int | None
    data: bytes

    @property
    def sha256(self) -> str:
        """Digest of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


class ProductToMake(Struct, frozen=True):
    """A file that is made when it is written, so that of many large ones no two are in memory."""

    name: str
    kind: str
    pages: int
    make: Callable[[], bytes]


class _FilesToWrite(Mapping[str, bytes]):
    """The bytes of products by name, made when they are asked for; ``digests`` are of those that were."""

    def __init__(self, products: Sequence[Product | ProductToMake]) -> None:
        self._products = {product.name: product for product in products}
        self.digests: dict[str, str] = {}

    def __getitem__(self, name: str) -> bytes:
        product = self._products[name]
        data = product.data if isinstance(product, Product) else product.make()
        self.digests[name] = sha256(data).hexdigest()
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self._products)

    def __len__(self) -> int:
        return len(self._products)


def write_products(
    out: Path, products: Sequence[Product | ProductToMake], stale: Sequence[str]
) -> tuple[WrittenFile, ...]:
    """Write ``products`` in the place of what an earlier run made of the same set, ``stale`` files included."""
    files = _FilesToWrite(products)
    paths = write_files(out, files, stale)
    return tuple(
        WrittenFile(path, product.kind, product.pages, files.digests[product.name])
        for path, product in zip(paths, products, strict=True)
    )


def one_up_products(
    setup: JobSetup, edition: ComposedEdition, formats: tuple[str, ...], day: date
) -> list[Product]:
    """Return an edition's files in ``formats`` (pdf, svg, png, mockup)."""
    folder = edition.content.id
    products: list[Product] = []
    if "pdf" in formats:
        own = f"{edition.content.issuer_name} – mã riêng {artwork_hash(setup, edition)}"
        imprint = imprint_of(setup, own, day)
        sides = with_cut(setup, edition.printed)
        for name, artworks in _one_ups(sides, cut_apart=imprint.standard.cut_apart):
            data = write_one_ups(artworks, imprint)
            products.append(Product(f"{folder}/{name}.pdf", f"{name}-pdf", len(artworks), data))
        patch = code_patch(setup, edition, imprint)
        if patch is not None:
            products.append(Product(f"{folder}/code.pdf", "code-pdf", 1, patch))
    if "svg" in formats:
        from keytag.output.svg import write_svg  # noqa: PLC0415 - only those who want SVG pay for it

        looks = with_cut(setup, (edition.tag.front, edition.tag.back))
        for name, artwork in zip(("front", "back"), looks, strict=True):
            text = write_svg(
                artwork,
                colours_of(setup.profile),
                outline=setup.shape.outline(),
                title=f"{edition.content.issuer_name} – {name}",
            )
            products.append(Product(f"{folder}/{name}.svg", f"{name}-svg", None, text.encode()))
    if "png" in formats:
        products.append(Product(f"{folder}/tag.png", "preview", None, preview_png(setup, edition)))
    if "mockup" in formats:
        products.append(Product(f"{folder}/mockup.png", "mockup", None, mockup_png(setup, edition)))
    return products


def _one_ups(sides: tuple[Artwork, Artwork], *, cut_apart: bool) -> Iterator[tuple[str, tuple[Artwork, ...]]]:
    """Yield the name and the pages of each PDF; the cut in one of its own where the standard parts them."""
    shown = tuple(without_cut(side) for side in sides) if cut_apart else sides
    yield from (("front", shown[:1]), ("back", shown[1:]), ("tag", shown))
    if cut_apart:
        yield "cut", (cut_alone(sides[0]),)


def cut_products(setup: JobSetup, imposition: Imposition, day: date) -> list[Product]:
    """Return the file with the sheets' cut alone where the standard keeps it out of the press sheets."""
    imprint = imprint_of(setup, setup.file.office, day)
    if not imprint.standard.cut_apart:
        return []
    pages = sheets_of_cut(tuple(imposition.pages()))
    return [Product(CUTS, "cuts", len(pages), write_sheets(pages, imprint))]


def sheet_product(setup: JobSetup, imposition: Imposition, day: date) -> tuple[Product, PlanFacts]:
    """Return the press sheets, each layout once, and how the order was planned."""
    pages = tuple(imposition.pages())
    places = _places(SHEETS, [len(plate.forms) for plate in imposition.plates])
    return Product(SHEETS, "sheets", len(pages), _sheets(setup, pages, day)), plan_facts(imposition, places)


# House rule: so many sheets in a file take a hundred megabytes to make, and open on any machine.
_MOST_SHEETS = 1_000


def every_sheet_products(
    setup: JobSetup, imposition: Imposition, day: date, per_file: int | None
) -> tuple[list[ProductToMake], PlanFacts]:
    """Return every press sheet, at most ``per_file`` in a file, and how the order was planned.

    A plate's pages are counted through all files; the one that is named is that of its first sheet.
    """
    sides = 2 if imposition.way.backing.is_two_sided else 1
    lengths = [plate.run_length for plate in imposition.plates]
    total, most = sum(lengths), per_file or _MOST_SHEETS
    starts = range(0, total, most)
    names = [SHEETS] if len(starts) == 1 else [_PART.format(number) for number, _ in enumerate(starts, 1)]

    def make(part: range) -> Callable[[], bytes]:
        return lambda: _sheets(setup, tuple(imposition.pages(every_sheet=True, sheets=part)), day)

    parts = [range(start, min(start + most, total)) for start in starts]
    products = [
        ProductToMake(name, "sheets", len(part) * sides, make(part))
        for name, part in zip(names, parts, strict=True)
    ]
    firsts = (sum(lengths[:index]) // most for index in range(len(lengths)))
    places = zip((names[first] for first in firsts), _places("", [sides * each for each in lengths]), strict=True)
    return products, plan_facts(imposition, [(name, pages) for name, (_, pages) in places])


# Names of parts, by their number.
_PART = "sheets-{:03}.pdf"


def _places(name: str, counts: Sequence[int]) -> list[tuple[str, tuple[int, ...]]]:
    """Return the file ``name`` with the pages of each plate, of which there are so many."""
    ends = list(accumulate(counts, initial=1))
    return [(name, tuple(range(first, end))) for first, end in pairwise(ends)]


def _sheets(setup: JobSetup, pages: tuple[Page, ...], day: date) -> bytes:
    imprint = imprint_of(setup, setup.file.office, day)
    return write_sheets(sheets_without_cut(pages) if imprint.standard.cut_apart else pages, imprint)


def plan_facts(imposition: Imposition, places: Sequence[tuple[str, tuple[int, ...]]]) -> PlanFacts:
    """Return how the order was planned; ``places`` are each plate's file and its pages there."""
    plates = tuple(
        PlateFacts(
            file,
            pages,
            plate.run_length,
            {edition: copies // plate.run_length for edition, copies in plate.copies},
            tuple(plates_of_form(form) for form in plate.forms),
        )
        for plate, (file, pages) in zip(imposition.plates, places, strict=True)
    )
    plan = imposition.plan
    return PlanFacts(
        ordered=plan.ordered,
        overs=plan.overs,
        printed=plan.printed,
        sheets=plan.sheets,
        slots=plan.slots,
        layout=plan.layout,
        used_area=plan.used_area,
        make_ready=plan.make_ready,
        cutter_setup=plan.cutter_setup,
        sheets_to_spare=plan.sheets_to_spare,
        plates=plates,
    )


def with_cut(setup: JobSetup, sides: tuple[Artwork, Artwork]) -> tuple[Artwork, Artwork]:
    """Return both ``sides`` with the cutting lines on top, as each side sees them."""
    (front, back), hole = sides, setup.hole
    mirrored = hole.mirrored(setup.shape.width) if hole else None
    is_kiss = setup.shop.cut == "kiss"
    fronts = dieline(setup.shape, hole, setup.dieline, setup.hole_ink, is_kiss=is_kiss)
    backs = dieline(setup.shape, mirrored, setup.dieline, setup.hole_ink, is_kiss=is_kiss)
    cut = (
        Artwork((*front.items, *fronts.items), front.trim, front.bleed),
        Artwork((*back.items, *backs.items), back.trim, back.bleed),
    )
    if not setup.said:
        return cut
    return (
        with_technical_lines(cut[0], setup.shape, hole, setup.said, letter),
        with_technical_lines(cut[1], setup.shape, mirrored, setup.said, letter),
    )


def code_patch(setup: JobSetup, edition: ComposedEdition, imprint: Imprint) -> bytes | None:
    """Return the file of the patch that carries the code, where the shop prints it apart."""
    patch = patch_of(setup, edition.tag)
    if patch is None:
        return None
    return write_one_ups((without_cut(patch) if imprint.standard.cut_apart else patch,), imprint)


# House rule: what stands below a picture is read beside the tags' own lettering.
_STAMP_PT = 8.0


def preview_png(setup: JobSetup, edition: ComposedEdition, *, on_paper: bool = False) -> bytes:
    """Return a picture of both sides of a tag, cut and punched, as PNG."""
    from keytag.output.png import write_png  # noqa: PLC0415 - only those who want pictures pay for it
    from keytag.output.svg import path_data  # noqa: PLC0415 - the same

    caption = path_data(letter(setup.stamp, _STAMP_PT)[0]) if setup.stamp else ""
    return write_png(preview_sides(setup, edition), caption, on_paper=on_paper)


def mockup_png(setup: JobSetup, edition: ComposedEdition) -> bytes:
    """Return a picture of a tag as soft plastic on a key ring, back and front, as PNG."""
    from keytag.output.mockup import MockupSide, draw_mockup  # noqa: PLC0415 - only those who want pictures pay
    from keytag.output.png import render_svg  # noqa: PLC0415 - the same

    hole, edge = setup.hole, _edge_tone(setup, edition)
    turned = hole.mirrored(setup.shape.width) if hole is not None else None
    front, back = preview_sides(setup, edition, "mockup")
    mockup = draw_mockup(
        setup.shape, MockupSide(front.drawing, hole, edge), MockupSide(back.drawing, turned, edge)
    )
    per_mm = _MOCKUP_PIXELS / max(mockup.width, mockup.height)
    return render_svg(mockup.svg, round(mockup.width * per_mm), round(mockup.height * per_mm))


# House rule: as wide as a projector or a telephone shows.
_MOCKUP_PIXELS = 1400


def _edge_tone(setup: JobSetup, edition: ComposedEdition) -> tuple[int, int, int]:
    """Return the colour of the plastic at a tag's edge: that of the material, or of the front's whole ground."""
    stock = setup.stock(edition.content)
    inks = setup.inks(edition.content)
    grounds = (each for each in setup.templates[edition.content.template].front if isinstance(each, GroundSlot))
    ground = next((inks[each.ink] for each in grounds if each.inset is None and each.part is None), None)
    ink = stock or ground
    return colours_of(setup.profile)(ink) if ink is not None else (240, 240, 240)


def preview_sides(setup: JobSetup, edition: ComposedEdition, prefix: str = "") -> tuple[PreviewSide, PreviewSide]:
    """Return front and back of a tag as they are pictured: what is drawn, and how it is cut and punched.

    ``prefix`` keeps several tags in one picture apart.
    """
    from keytag.output.png import PreviewSide  # noqa: PLC0415 - only those who want pictures pay for it
    from keytag.output.svg import draw_elements, path_data  # noqa: PLC0415 - the same

    shape, hole = setup.shape, setup.hole
    holes = (hole, hole.mirrored(shape.width)) if hole else (None, None)
    front, back = (
        PreviewSide(
            draw_elements(art, colours_of(setup.profile), technical=False, prefix=name),
            path_data(join_paths((shape.outline(), *((punched.outline(),) if punched else ())))),
            shape.width,
            shape.height,
        )
        for art, punched, name in zip(
            (edition.tag.front, edition.tag.back), holes, (f"{prefix}f", f"{prefix}b"), strict=True
        )
    )
    return front, back


def imprint_of(setup: JobSetup, title: str, day: date) -> Imprint:
    """Return what a file of ``setup`` says about itself."""
    number = f"# {setup.content_hash}" if setup.content_hash else ""
    title = " – ".join(filter(None, (setup.stamp, title, number)))
    return Imprint(title, f"keytag {__version__}", moment_of(day), STANDARDS[setup.shop.standard], setup.profile)


def moment_of(day: date) -> datetime:
    """Return the moment that files of ``day`` name: its first, wherever keytag runs."""
    return datetime.combine(day, time(), tzinfo=UTC)


MAP = (PAGES, RECORD) = ("map.pdf", "map.json")


def map_products(setup: JobSetup, imposition: Imposition, plan: PlanFacts, day: date) -> list[Product]:
    """Return the files of the sheet map; none for a job of one design, whose slots are all alike."""
    if len(setup.file.editions) < 2:
        return []
    from keytag.output.sheetmap import map_pages, map_record  # noqa: PLC0415 - only jobs of several editions pay for it

    drawn = _sheet_map(setup, imposition, plan, day)
    pages = map_pages(drawn)
    data = write_paper(pages, setup.file.office, day, colours_of(setup.profile))
    return [Product(PAGES, "map", len(pages), data), Product(RECORD, "map-json", None, map_record(drawn))]


def _sheet_map(setup: JobSetup, imposition: Imposition, plan: PlanFacts, day: date) -> SheetMap:
    from keytag.output.sheetmap import SheetMap, map_plates  # noqa: PLC0415 - as above

    job, shop = setup.file.job, setup.shop
    press, backing, badges = imposition.press, imposition.way.backing, badges_of(setup)
    files = [(plate.file, plate.pages) for plate in plan.plates]
    return SheetMap(
        job=library.job_name(setup.file.path),
        issuer=setup.file.office,
        date=day.isoformat(),
        version=__version__,
        content_hash=setup.content_hash,
        sample=job.sample,
        unapproved=setup.is_unapproved,
        shop=Text(write_times(shop.title.vi), write_times(shop.title.en)),
        press=press,
        backing=backing,
        turn=turning_instruction(press, backing),
        shape=setup.shape,
        hole=setup.hole,
        editions=tuple(_editions(setup, imposition, badges)),
        plates=tuple(map_plates(imposition, badges, files)),
    )


def _editions(setup: JobSetup, imposition: Imposition, badges: tuple[Badge, ...]) -> Iterator[MapEdition]:
    """Yield the editions that are printed."""
    from keytag.output.sheetmap import MapEdition  # noqa: PLC0415 - as above

    printed: Counter[str] = Counter()
    names = names_of(setup.file.editions)
    for plate in imposition.plates:
        printed.update(dict(plate.copies))
    for content, badge in zip(setup.file.editions, badges, strict=True):
        if printed[content.id]:
            yield MapEdition(badge, names[content.id], printed[content.id], bool(content.mark))
