"""The command `leaflet`: the paper that goes with the tags, one-up for each edition and on press sheets."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from keytag.commands.render import choose_editions
from keytag.files.writer import refuse_occupied
from keytag.findings import has_errors
from keytag.steps.check_editions import compose_and_check, judge_today
from keytag.steps.edition_names import names_of
from keytag.steps.export import Product, write_products
from keytag.steps.job_setup import load_setup, with_locations
from keytag.steps.leaflet import LeafletWishes, compose_leaflets, leaflet_facts, leaflet_setup
from keytag.steps.leaflet_sheets import (
    has_quantities,
    leaflet_names,
    leaflet_sheets,
    leaflets_on_press,
    one_up_leaflets,
)
from keytag.steps.order import Order
from keytag.steps.progress import Advance
from keytag.steps.report import Report


def leaflet(path: Path, order: Order, wishes: LeafletWishes, out: Path, advance: Advance) -> Report:
    """Write the leaflets of the job at ``path`` to ``out``; on sheets as well where it is said how many there are.

    A poster is written alone: nobody prints several of it on a sheet. Where a finding is an error, no file is
    written.
    """
    refuse_occupied(out)
    setup, found = load_setup(path)
    chosen = choose_editions(setup.file.editions, order.editions)
    paper = leaflet_setup(setup, wishes, order.shop, chosen)
    is_imposed = not paper.is_poster and (order.count is not None or has_quantities(paper))
    run = leaflets_on_press(paper, count=order.count, backing=order.backing) if is_imposed else None
    draft = compose_and_check(setup, chosen, order.date, found, advance)
    leaflets, seen = compose_leaflets(setup, paper, draft.editions)
    findings = (*draft.findings, *with_locations(setup, seen), *(run.findings if run is not None else ()))
    report = Report(
        findings,
        editions=leaflet_facts(leaflets),
        names=names_of(setup.file.editions),
        today=judge_today(setup, order.date, order.today),
    )
    if has_errors(findings):
        return report
    products: list[Product]
    products, unread = one_up_leaflets(paper, leaflets, order.date)
    report = replace(report, findings=(*findings, *with_locations(setup, unread)))
    if has_errors(report.findings):
        return report
    if run is not None:
        sheets, plan = leaflet_sheets(paper, leaflets, run, order.limits, order.date)
        products += sheets
        report = replace(report, plan=plan)
    return replace(report, files=write_products(out, products, leaflet_names(setup.file.editions)))
