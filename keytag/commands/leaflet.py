"""The command `leaflet`: the paper that goes with the tags, one-up for each edition and on press sheets."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from keytag.documents.job.leaflet import LeafletSize
from keytag.errors import UsageError
from keytag.files.writer import refuse_occupied
from keytag.findings import has_errors
from keytag.steps.check_editions import compose_and_check, judge_today
from keytag.steps.content_hash import with_content_hash
from keytag.steps.edition_names import choose_editions, names_of
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
from keytag.text.text import Text


def read_wishes(size: str | None, sides: str | None) -> LeafletWishes:
    """Return what was typed of a leaflet, each one of the values that there are."""
    known: dict[str, LeafletSize] = {name: name for name in get_args(LeafletSize)}
    return LeafletWishes(known[size] if size is not None else None, int(sides) if sides is not None else None)


def leaflet(path: Path, order: Order, wishes: LeafletWishes, out: Path, advance: Advance) -> Report:
    """Write the leaflets of the job at ``path`` to ``out``; on sheets as well where it is said how many there are.

    A poster is written alone: nobody prints several of it on a sheet. Leaflets of another size than the job's own
    have a folder of theirs. Where a finding is an error, no file is written.
    """
    refuse_occupied(out)
    setup, found = load_setup(path)
    chosen = choose_editions(setup.file.editions, order.editions)
    paper = leaflet_setup(setup, wishes, order.shop, chosen)
    if paper.is_poster and order.count is not None:
        raise UsageError(
            Text("Áp phích A4 không bình bài lên tờ in.", "A poster is not placed on press sheets."),
            Text("Bỏ --count.", "Leave out --count."),
        )
    is_imposed = not paper.is_poster and (order.count is not None or has_quantities(paper))
    run = leaflets_on_press(paper, count=order.count, backing=order.backing) if is_imposed else None
    draft = compose_and_check(setup, chosen, order.date, found, advance)
    leaflets, seen = compose_leaflets(setup, paper, draft.editions, advance)
    findings = (*draft.findings, *with_locations(setup, seen), *(run.findings if run is not None else ()))
    report = Report(
        findings,
        editions=leaflet_facts(leaflets),
        names=names_of(setup.file.editions),
        today=judge_today(setup, order.date, order.today),
    )
    if has_errors(findings):
        return report
    others = (wishes, order.shop, order.count, order.backing)
    asked = () if not any(others[1:]) and wishes == LeafletWishes() else others
    setup = with_content_hash(setup, draft.editions, others=asked)
    paper = replace(paper, paper=replace(paper.paper, content_hash=setup.content_hash))
    products: list[Product]
    products, unread = one_up_leaflets(paper, leaflets, order.date)
    report = replace(report, findings=(*findings, *with_locations(setup, unread)))
    if has_errors(report.findings):
        return report
    if run is not None:
        sheets, plan, _ = leaflet_sheets(paper, leaflets, run, order.limits, order.date)
        products += sheets
        report = replace(report, plan=plan)
    else:
        report = replace(report, without_sheets="poster" if paper.is_poster else "uncounted")
    return replace(report, files=write_products(out, products, leaflet_names(paper, setup.file.editions)))
