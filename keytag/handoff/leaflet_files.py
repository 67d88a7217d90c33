"""The leaflet of a package, where its job asks for one: drawn and checked before the gate, finished and judged."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.content import mark_accepted
from keytag.documents.shop import read_shop
from keytag.documents.yaml import MAX_BYTES
from keytag.files import library, reader
from keytag.findings import has_errors
from keytag.inspection.pdf import survey
from keytag.inspection.standards import standard_findings
from keytag.output.ticket import TicketLeaflet
from keytag.standards import STANDARDS
from keytag.steps.check_editions import Draft
from keytag.steps.job_setup import JobSetup, with_locations
from keytag.steps.leaflet import LeafletWishes, compose_leaflets, leaflet_setup, leaflet_template_name
from keytag.steps.leaflet_sheets import has_quantities, leaflet_sheets, leaflets_on_press, one_up_leaflets
from keytag.steps.order import Order, PlanLimits


class PackedLeaflet(Struct, frozen=True):
    """The leaflet's files by name, and what the ticket says of it; neither where there is none."""

    files: Mapping[str, bytes] = {}
    facts: TicketLeaflet | None = None


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
    plan = None
    if not leaflet.is_poster and has_quantities(leaflet):
        run = leaflets_on_press(leaflet, count=None, backing=None)
        sheets, plan = leaflet_sheets(leaflet, editions, run, PlanLimits(), order.date)
        products += sheets
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
    findings = (*draft.findings, *findings, *with_locations(setup, unread), *dict.fromkeys(judged))
    return PackedLeaflet(files, facts), replace(draft, findings=findings)


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
