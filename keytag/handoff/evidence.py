"""The finished files of a package looked at before it goes out: press sheets, standards, ink on the plates.

Whoever wrote a file is no witness for it: each is surveyed anew by `keytag.inspection`, like any stranger's. Every
slot of the sheets is held against its approved one-up. The set of rules is for the product, so it judges the
one-ups that carry the cut; press sheets hold many products at once. The ink of an artwork is measured once on
pictures of its plates and counted as often as the plate carries it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.handoff import FILES_KEEP_THEIR_RULES
from keytag.drawing.artwork import Artwork, inks
from keytag.drawing.geometry import IDENTITY, Affine, Path, Shape
from keytag.drawing.ink import ALL_PLATES, PROCESS
from keytag.findings import Finding
from keytag.handoff.press_files import OneUpFiles, SheetFiles
from keytag.imposition import Imposition, Page
from keytag.imposition.form_inks import plates_of_form
from keytag.inspection.codes.reader import payloads_in
from keytag.inspection.pdf import survey
from keytag.inspection.pdf.facts import FileFacts
from keytag.inspection.pdf.without_spot import remove_spot
from keytag.inspection.separations.coverage import PageInk, ink_areas, measure_ink
from keytag.inspection.separations.ghostscript import Window
from keytag.inspection.separations.separate import InseparableError
from keytag.inspection.sheets.one_ups import Mask, OneUp, mask_of
from keytag.inspection.sheets.raster import open_pages
from keytag.inspection.sheets.recount import count_findings, count_tags
from keytag.inspection.sheets.rules import CODE_ON_SHEET_READS
from keytag.inspection.sheets.slots import (
    READING_SCALE,
    SCALE,
    CodeSeen,
    SheetsSeen,
    add_reading,
    inspect_slots,
    picture_size,
    slot_picture,
)
from keytag.inspection.sheets.views import EditionLooks, views_of
from keytag.inspection.standards import standard_findings
from keytag.inspection.standards.gwg import Judgement, judge
from keytag.inspection.standards.processing_steps import technical_inks
from keytag.output.pdf.assemble import contact_sheet
from keytag.output.pdf.forms import ArtworkNumbers
from keytag.standards import STANDARDS, RuleSet, Standard
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.job_setup import JobSetup
from keytag.steps.making import has_patch
from keytag.steps.progress import Advance, no_progress
from keytag.steps.separations import windows_of
from keytag.steps.side_by_side import ALONE, SideBySide
from keytag.text.text import Text

_PRESSED = ("1-up/", "sheets/", "cut/")
ApprovedSides = Mapping[str, tuple[bytes, bytes]]
"""Each edition's approved sides as PDFs of one page, with cutting lines where the sheet has them."""


class CheckedFile(Struct, frozen=True):
    """One file: what was found against its standard, how it does by the rules, what lies on its plates.

    ``plates`` is None for files of press sheets and cuts; ``windows`` are the boxes of the first pages.
    """

    name: str
    findings: tuple[Finding, ...]
    judged: tuple[Judgement, ...]
    plates: PageInk | None
    windows: tuple[Window, ...]


class StandardChecks(Struct, frozen=True):
    """Every file for the press, held against ``standard`` and, where the shop names them, ``rules``."""

    standard: Standard
    rules: RuleSet | None
    files: tuple[CheckedFile, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, each fact once, with the first file that it is true of."""
        told: dict[tuple[str, str], list[str]] = {}
        kept: dict[tuple[str, str], Finding] = {}
        for file in self.files:
            found = (*file.findings, *(each.finding for each in file.judged if each.finding is not None))
            for finding in found:
                key = (finding.rule, finding.message.en)
                told.setdefault(key, []).append(file.name)
                kept.setdefault(key, finding)
        return tuple(_of_files(kept[key], names) for key, names in told.items())

    def coverage(self, name: str) -> tuple[tuple[str, float], ...]:
        """Return what was measured on the plates of the file called ``name``."""
        found = next((file.plates for file in self.files if file.name == name), None)
        return found.coverage if found is not None else ()


class SideCoverage(Struct, frozen=True):
    """One side of a press plate: where its page is, and each ink's share of the sheet (1: solid).

    ``plates`` are the inks that are printed; dieline and hole have a share too, and no plate.
    """

    file: str
    page: int
    coverage: tuple[tuple[str, float], ...]
    plates: tuple[str, ...]


class Evidence(Struct, frozen=True):
    """What was seen on the sheets, how every file stands, what lies on every plate."""

    seen: SheetsSeen
    standards: StandardChecks
    coverage: tuple[SideCoverage, ...]
    leaflet: SheetsSeen | None = None
    """What was seen on the leaflet's sheets, told with the leaflet; None where there are none."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the finished files."""
        return (*self.seen.findings, *self.standards.findings)


def collect_evidence(  # noqa: PLR0913, PLR0917 - what there is, and who looks at it
    setup: JobSetup,
    editions: tuple[ComposedEdition, ...],
    one_ups: Mapping[str, OneUpFiles],
    sheets: SheetFiles,
    files: Mapping[str, bytes],
    advance: Advance,
    hands: SideBySide = ALONE,
) -> Evidence:
    """Look at the finished ``sheets``, at every patch and at all ``files`` for the press."""
    approved = {name: each.as_printed(sheets.imposition) for name, each in one_ups.items()}
    printed = tuple(sheets.files.values())
    seen = inspect_sheets(setup, editions, sheets.imposition, approved, printed, advance)
    seen = add_patches(seen, editions, {name: each.patch for name, each in one_ups.items()})
    standards = check_standards(files, STANDARDS[setup.shop.standard], setup.rules, hands)
    return Evidence(seen, standards, coverage_by_side(sheets.imposition, sheets.places))


def check_standards(
    files: Mapping[str, bytes], standard: Standard, rules: RuleSet | None, hands: SideBySide = ALONE
) -> StandardChecks:
    """Hold every PDF for the press among ``files`` against what it must be; equal files are looked at once."""
    keys: dict[str, tuple[str, bool]] = {}
    first: dict[tuple[str, bool], tuple[str, bytes]] = {}
    for name, data in sorted(files.items()):
        if name.endswith(".pdf") and name.startswith(_PRESSED):
            keys[name] = (sha256(data).hexdigest(), _is_product(name, standard))
            first.setdefault(keys[name], (name, data))
    known = dict(zip(first, hands.make(_check_file, (standard, rules), tuple(first.values())), strict=True))
    return StandardChecks(standard, rules, tuple(replace(known[key], name=name) for name, key in keys.items()))


def _check_file(against: tuple[Standard, RuleSet | None], file: tuple[str, bytes]) -> CheckedFile:
    """Return how a file stands by its standard and, where it is a product's, by a set of rules."""
    (standard, rules), (name, data) = against, file
    facts = survey(data)
    plates = _plates(data, facts) if name.startswith("1-up/") else None
    judged: tuple[Judgement, ...] = ()
    if rules is not None and _is_product(name, standard):
        judged = judge(facts, rules, plates.heaviest if plates is not None else None)
    return CheckedFile(name, standard_findings(facts, standard), judged, plates, windows_of(facts))


def _plates(data: bytes, facts: FileFacts) -> PageInk | None:
    """Return what lies on the plates of a one-up, by its content alone: every machine must say the same."""
    try:
        return measure_ink(data, technical_inks(facts), 1).pages[0]
    except InseparableError:
        return None


def _is_product(name: str, standard: Standard) -> bool:
    """Tell whether a file is the one-up that a shop's prepress opens: with the cut, where the standard has it."""
    ends = ("/front-print.pdf", "/back-print.pdf") if standard.cut_apart else ("/front.pdf", "/back.pdf")
    return name.startswith("1-up/") and name.endswith(ends)


def _of_files(finding: Finding, names: list[str]) -> Finding:
    more = len(names) - 1
    said = Text(f" (và {more} tệp nữa)", f" (and {more} more files)") if more else Text("", "")
    return FILES_KEEP_THEIR_RULES.finding(
        Text(
            f"{names[0]}{said.vi}: {finding.message.vi} [{finding.rule}]",
            f"{names[0]}{said.en}: {finding.message.en} [{finding.rule}]",
        ),
        severity=finding.severity,
    )


def coverage_by_side(
    imposition: Imposition, places: Sequence[tuple[str, tuple[int, ...]]]
) -> tuple[SideCoverage, ...]:
    """Return what lies on every side of every plate; ``places`` are each plate's file and its pages there."""
    pages = tuple(imposition.pages())
    census = ArtworkNumbers(artwork for page in pages for artwork in _artworks(page))
    areas = ink_areas(*contact_sheet(census.distinct), tuple(map(_plates_of, census.distinct)))
    where = [(file, number) for file, numbers in places for number in numbers]
    return tuple(
        SideCoverage(file, number, _coverage(page, census, areas), plates_of_form(page.form))
        for (file, number), page in zip(where, pages, strict=True)
    )


def _plates_of(artwork: Artwork) -> frozenset[str] | None:
    """Return the plates on which anything of an artwork may lie, technical ones too; None where on any."""
    found: set[str] = set()
    for ink in inks(artwork):
        found |= (
            {ink.name} if ink.spot else {name for name, amount in zip(PROCESS, ink.cmyk, strict=True) if amount}
        )
    return None if ALL_PLATES in found else frozenset(found)


def _artworks(page: Page) -> Iterator[Artwork]:
    yield from (placement.artwork for placement in page.form.placements)
    yield from (placement.artwork for placement in page.extras)


def _coverage(
    page: Page, census: ArtworkNumbers, areas: Sequence[Mapping[str, float]]
) -> tuple[tuple[str, float], ...]:
    sums: dict[str, float] = {}
    for artwork in _artworks(page):
        for ink, area in areas[census.number(artwork)].items():
            sums[ink] = sums.get(ink, 0.0) + area
    order = (*(name for name in PROCESS if name in sums), *sorted(set(sums) - set(PROCESS)))
    return tuple((name, sums[name] / (page.width * page.height)) for name in order)


def inspect_sheets(
    setup: JobSetup,
    editions: tuple[ComposedEdition, ...],
    imposition: Imposition,
    one_ups: ApprovedSides,
    sheets: Sequence[bytes],
    advance: Advance = no_progress,
) -> SheetsSeen:
    """Look at every slot of every form in ``sheets``, files that together hold each layout once.

    Raises pypdfium2.PdfiumError where a file cannot be opened.
    """
    trim = editions[0].tag.front.trim
    looks = {edition.content.id: _looks(setup, edition, one_ups[edition.content.id]) for edition in editions}
    views = views_of(imposition, looks)
    shown = [_beneath_white(setup, data) for data in sheets]
    seen = inspect_slots(shown, views, trim, shape_mask(setup.shape), advance)
    planned = Counter[str]()
    for plate in imposition.plates:
        planned.update(dict(plate.copies))
    counted = count_tags(seen.tags, planned)
    return replace(seen, counted=counted, findings=(*seen.findings, *count_findings(counted)))


def add_patches(
    seen: SheetsSeen, editions: tuple[ComposedEdition, ...], patches: Mapping[str, bytes | None]
) -> SheetsSeen:
    """Return what was ``seen`` with the codes that are printed apart read too, each from its own file."""
    findings: list[Finding] = []
    codes: list[CodeSeen] = []
    for edition in editions:
        data, code = patches[edition.content.id], edition.tag.code
        if data is None or code is None:
            continue
        with open_pages(data) as (page,):
            picture = slot_picture(page, IDENTITY, page.trim, READING_SCALE)
        read = payloads_in(picture.convert("L"))
        one = OneUp(edition.content.id, "patch", picture, code.symbol.payload)
        codes.append(add_reading(None, one, picture, read))
        if read != (code.symbol.payload.encode(),):
            name = f"1-up/{edition.content.id}/code.pdf"
            message = Text(f"{name}: không đọc được mã QR.", f"{name}: the QR code cannot be read.")
            findings.append(CODE_ON_SHEET_READS.finding(message))
    good = sum(code.payload in code.readings for code in codes)
    return replace(
        seen,
        codes=seen.codes + good,
        findings=(*seen.findings, *findings),
        codes_seen=(*seen.codes_seen, *codes),
    )


def _looks(setup: JobSetup, edition: ComposedEdition, files: tuple[bytes, bytes]) -> EditionLooks:
    code, side = edition.tag.code, edition.tag.code_side
    if has_patch(setup, edition.tag):
        code = None
    front, back = (
        _one_up(
            edition.content.id,
            name,
            artwork,
            _beneath_white(setup, data),
            code.symbol.payload if code and side == name else None,
        )
        for name, artwork, data in zip(("front", "back"), edition.printed, files, strict=True)
    )
    return EditionLooks(front, back)


def _beneath_white(setup: JobSetup, data: bytes) -> bytes:
    """Return the file as a reader sees the printed tag: the white lies under its colours."""
    return data if setup.white is None else remove_spot(data, setup.white.ink.name)


def _one_up(edition: str, side: str, artwork: Artwork, data: bytes, payload: str | None) -> OneUp:
    with open_pages(data) as (page,):
        picture = slot_picture(page, Affine.translation(page.trim.x0, page.trim.y0), artwork.trim)
    return OneUp(edition, side, picture, payload)


def shape_mask(shape: Shape) -> Mask:
    """Return the mask of a product: what lies inside its cut."""
    (outline,) = _pixels(shape.outline())
    return mask_of(picture_size(shape.trim), outline, ())


def _pixels(path: Path) -> tuple[tuple[tuple[float, float], ...], ...]:
    # House rule: a fiftieth of a millimetre is a quarter of a pixel.
    return tuple(tuple((x * SCALE, y * SCALE) for x, y in contour) for contour in path.flattened(0.02))
