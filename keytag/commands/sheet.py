"""The command `sheet`: plan the plates, place the tags on press sheets and write them."""

from __future__ import annotations

from pathlib import Path

from keytag.files.writer import refuse_occupied
from keytag.findings import has_errors
from keytag.steps.check_editions import compose_and_check, judge_today
from keytag.steps.content_hash import with_content_hash
from keytag.steps.earlier_outputs import earlier_parts, stale_outputs
from keytag.steps.edition_names import names_of
from keytag.steps.export import (
    CUTS,
    MAP,
    SHEETS,
    Product,
    ProductToMake,
    cut_products,
    every_sheet_products,
    map_products,
    sheet_product,
    write_products,
)
from keytag.steps.impose import impose_editions
from keytag.steps.job_setup import load_setup
from keytag.steps.order import Order
from keytag.steps.plate_plan import lost_sheet_findings, plan_plates
from keytag.steps.press import put_on_press
from keytag.steps.progress import Advance
from keytag.steps.report import Report


def sheet(
    path: Path,
    order: Order,
    out: Path,
    advance: Advance,
    *,
    every_sheet: bool = False,
    per_file: int | None = None,
) -> Report:
    """Impose the job at ``path`` and write its sheets to ``out``, each layout once or ``every_sheet``.

    Of every sheet at most ``per_file`` are in a file. Where a finding is an error, no file is written.
    """
    refuse_occupied(out)
    setup, found = load_setup(path, order.shop, order.profile)
    run = put_on_press(setup, order)
    draft = compose_and_check(setup, run.contents, order.date, (*found, *run.findings), advance, run.counted)
    now = judge_today(setup, order.date, order.today, run.counted)
    if has_errors(draft.findings):
        return Report(draft.findings, editions=draft.facts, today=now)
    plan = plan_plates(setup, run, order.limits)
    findings = (*draft.findings, *lost_sheet_findings(setup, run, plan, order.limits))
    setup = with_content_hash(setup, draft.editions, run, order.limits.max_plates)
    imposition = impose_editions(setup, draft.editions, plan, order.date)
    products: list[Product | ProductToMake]
    if every_sheet:
        parts, facts = every_sheet_products(setup, imposition, order.date, per_file)
        products = [*parts]
    else:
        product, facts = sheet_product(setup, imposition, order.date)
        products = [product]
    products += cut_products(setup, imposition, order.date)
    products += map_products(setup, imposition, facts, order.date)
    files = write_products(out, products, (SHEETS, CUTS, *MAP, *earlier_parts(out)))
    left = stale_outputs(setup, out, [file.path for file in files], draft.editions)
    return Report(findings, files, facts, draft.facts, names=names_of(setup.file.editions), today=now, stale=left)
