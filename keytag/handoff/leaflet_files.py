"""The leaflet of a package, where its job asks for one: drawn and checked before the gate, finished and judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.content import mark_accepted
from keytag.documents.shop import read_shop
from keytag.documents.yaml import MAX_BYTES
from keytag.drawing.geometry import Affine
from keytag.files import library, reader
from keytag.findings import Finding, has_errors
from keytag.handoff.evidence import shape_mask
from keytag.imposition import Imposition
from keytag.inspection.pdf import survey
from keytag.inspection.sheets.one_ups import OneUp
from keytag.inspection.sheets.raster import open_pages
from keytag.inspection.sheets.recount import count_findings, count_tags
from keytag.inspection.sheets.slots import SheetsSeen, inspect_slots, slot_picture
from keytag.inspection.sheets.views import EditionLooks, views_of
from keytag.inspection.standards import standard_findings
from keytag.output.ticket import TicketLeaflet
from keytag.standards import STANDARDS
from keytag.steps.check_editions import Draft
from keytag.steps.job_setup import JobSetup, with_locations
from keytag.steps.leaflet import (
    LeafletEdition,
    LeafletSetup,
    LeafletWishes,
    compose_leaflets,
    leaflet_setup,
    leaflet_template_name,
)
from keytag.steps.leaflet_sheets import has_quantities, leaflet_sheets, leaflets_on_press, one_up_leaflets
from keytag.steps.order import Order, PlanLimits
from keytag.text.text import Text


class PackedLeaflet(Struct, frozen=True):
    """The leaflet's files by name, and what the ticket says of it; neither where there is none."""

    files: Mapping[str, bytes] = {}
    facts: TicketLeaflet | None = None
    seen: SheetsSeen | None = None
    """What was seen in every place of its sheets; None where it is on none."""


def make_leaflet(setup: JobSetup, draft: Draft, order: Order) -> tuple[PackedLeaflet, Draft]:
    """Return the job's leaflet, none where the job asks for none, and ``draft`` with what was found about it.

    It is printed by the shop that its own key names, else by that of the tags. Raises UsageError where that shop
    does not print on paper, or its sheet is too small.
    """
    spec = setup.file.job.leaflet
    if spec is None or has_errors(draft.findings):
        return PackedLeaflet(), draft
    contents = tuple(edition.content for edition in draft.editions)
    leaflet = leaflet_setup(setup, LeafletWishes(), order.shop if spec.shop is None else None, contents)
    paper = replace(leaflet.paper, is_unapproved=setup.is_unapproved, content_hash=setup.content_hash)
    leaflet = replace(leaflet, paper=paper)
    editions, found = compose_leaflets(setup, leaflet, draft.editions)
    findings = mark_accepted(with_locations(setup, found), draft.reasons)
    if has_errors(findings):
        return PackedLeaflet(), replace(draft, findings=(*draft.findings, *findings))
    products, unread = one_up_leaflets(leaflet, editions, order.date)
    plan = seen = None
    if not leaflet.is_poster and has_quantities(leaflet):
        run = leaflets_on_press(leaflet, count=None, backing=None)
        sheets, plan, imposition = leaflet_sheets(leaflet, editions, run, PlanLimits(), order.date)
        one_ups = {each.content.id: product.data for each, product in zip(editions, products, strict=True)}
        products += sheets
        (imposed,) = (product.data for product in sheets if product.kind == "leaflet-sheets")
        seen = inspect_leaflets(leaflet, editions, imposition, one_ups, imposed)
    files = {product.name: product.data for product in products}
    standard = STANDARDS[leaflet.paper.shop.standard]
    judged = [
        finding
        for product in products
        # The map is a paper of the office, and nobody's plates.
        if product.kind in ("leaflet-pdf", "leaflet-sheets")
        for finding in standard_findings(survey(product.data), standard)
    ]
    size = leaflet.paper.shape
    facts = TicketLeaflet(
        size.width,
        size.height,
        is_two_sided=bool(leaflet.template.back),
        ordered=plan.ordered if plan is not None else None,
        slots=plan.slots if plan is not None else None,
        sheets=plan.sheets if plan is not None else None,
    )
    strange = (_of_leaflet(finding) for finding in seen.findings) if seen is not None else ()
    findings = (*draft.findings, *findings, *with_locations(setup, unread), *dict.fromkeys(judged), *strange)
    return PackedLeaflet(files, facts, seen), replace(draft, findings=findings)


def inspect_leaflets(
    leaflet: LeafletSetup,
    editions: Sequence[LeafletEdition],
    imposition: Imposition,
    one_ups: Mapping[str, bytes],
    sheets: bytes,
) -> SheetsSeen:
    """Hold every place of the leaflets' finished ``sheets`` against its one-up, and read every code.

    Raises pypdfium2.PdfiumError where a file cannot be opened.
    """
    looks = {each.content.id: _looks(each, one_ups[each.content.id]) for each in editions}
    trim = editions[0].composed.front.trim
    seen = inspect_slots((sheets,), views_of(imposition, looks), trim, shape_mask(leaflet.paper.shape))
    planned = Counter[str]()
    for plate in imposition.plates:
        planned.update(dict(plate.copies))
    counted = count_tags(seen.tags, planned)
    return replace(seen, counted=counted, findings=(*seen.findings, *count_findings(counted)))


def _looks(edition: LeafletEdition, data: bytes) -> EditionLooks:
    drawn, qr = edition.composed, edition.content.qr
    sides: list[OneUp] = []
    with open_pages(data) as pages:
        for side, page in zip(("front", "back"), pages, strict=False):
            picture = slot_picture(page, Affine.translation(page.trim.x0, page.trim.y0), drawn.front.trim)
            is_there = drawn.contact is not None and drawn.contact_side == side
            payload = drawn.contact.symbol.payload if drawn.contact is not None and is_there else None
            link = qr.link if qr is not None else None
            sides.append(OneUp(edition.content.id, side, picture, payload, link))
    return EditionLooks(sides[0], sides[1] if drawn.has_back else None)


def _of_leaflet(finding: Finding) -> Finding:
    message = finding.message
    return replace(finding, message=Text(f"Tờ rơi: {message.vi}", f"Leaflet: {message.en}"))


def leaflet_documents(setup: JobSetup) -> dict[str, bytes]:
    """Return what the leaflet is made from beside the job: its template, its own shop and that shop's profile."""
    spec, job = setup.file.job.leaflet, setup.file.path
    if spec is None:
        return {}
    name = leaflet_template_name(spec, LeafletWishes())
    found = library.find(library.ResourceKind.LEAFLETS, name, job)
    named = {_file_of(name): reader.read_bytes(found, MAX_BYTES)}
    if spec.shop is not None:
        shop = library.find(library.ResourceKind.SHOPS, spec.shop, job)
        named[_file_of(spec.shop)] = reader.read_bytes(shop, MAX_BYTES)
        profile = read_shop(spec.shop, job).profile
        ending = "" if profile.lower().endswith(".icc") else ".icc"
        named[f"{profile}{ending}"] = library.profile_bytes(profile, job)
    return named


def _file_of(name: str) -> str:
    """Return the file's name under which a job that says ``name`` finds it beside itself."""
    return name if name.endswith((".yaml", ".yml")) else f"{name}.yaml"
