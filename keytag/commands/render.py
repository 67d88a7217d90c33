"""The command `render`: draw each edition and write its files."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from keytag.files.writer import refuse_occupied
from keytag.findings import has_errors
from keytag.steps.check_editions import compose_and_check, judge_today
from keytag.steps.compose_editions import measured_facts
from keytag.steps.content_hash import with_content_hash
from keytag.steps.earlier_outputs import stale_outputs
from keytag.steps.edition_names import choose_editions, names_of
from keytag.steps.export import ONE_UPS, Product, one_up_products, write_products
from keytag.steps.job_setup import load_setup
from keytag.steps.order import Order
from keytag.steps.progress import Advance
from keytag.steps.report import Report
from keytag.steps.side_words import words_of


def render(path: Path, order: Order, out: Path, formats: tuple[str, ...], advance: Advance) -> Report:
    """Draw the job at ``path`` in ``formats`` (pdf, svg, png, mockup), a folder of ``out`` for each edition.

    Where a finding is an error, no file is written.
    """
    refuse_occupied(out)
    setup, found = load_setup(path, profile=order.profile)
    chosen = choose_editions(setup.file.editions, order.editions)
    draft = compose_and_check(setup, chosen, order.date, found, advance)
    report = Report(
        draft.findings,
        editions=tuple(measured_facts(setup, edition) for edition in draft.editions),
        words=words_of(setup, chosen, draft.editions),
        names=names_of(setup.file.editions),
        today=judge_today(setup, order.date, order.today),
    )
    if has_errors(draft.findings):
        return report
    products: list[Product] = []
    for done, edition in enumerate(draft.editions):
        advance(done, len(draft.editions))
        products += one_up_products(setup, edition, formats, order.date)
    stale = [f"{edition.content.id}/{name}" for edition in draft.editions for name in ONE_UPS]
    files = write_products(out, products, stale)
    if chosen == setup.file.editions:
        setup = with_content_hash(setup, draft.editions)
    left = stale_outputs(setup, out, [file.path for file in files], draft.editions)
    return replace(report, files=files, stale=left)
