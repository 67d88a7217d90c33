"""The command `render`: draw each edition and write its files."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from keytag.documents.job import EditionContent
from keytag.errors import UsageError
from keytag.files.writer import refuse_occupied
from keytag.findings import has_errors
from keytag.steps.check_editions import compose_and_check, judge_today
from keytag.steps.edition_names import names_of
from keytag.steps.export import ONE_UPS, Product, one_up_products, write_products
from keytag.steps.job_setup import load_setup
from keytag.steps.order import Order
from keytag.steps.progress import Advance
from keytag.steps.report import Report
from keytag.steps.side_words import words_of
from keytag.text.suggest import guess
from keytag.text.text import Text

# House rule: more names than this are not read.
_LISTED = 6


def render(path: Path, order: Order, out: Path, formats: tuple[str, ...], advance: Advance) -> Report:
    """Draw the job at ``path`` in ``formats`` (pdf, svg, png), a folder of ``out`` for each edition.

    Where a finding is an error, no file is written.
    """
    refuse_occupied(out)
    setup, found = load_setup(path, profile=order.profile)
    chosen = _choose(setup.file.editions, order.editions)
    draft = compose_and_check(setup, chosen, order.date, found, advance)
    report = Report(
        draft.findings,
        editions=draft.facts,
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
    return replace(report, files=write_products(out, products, stale))


def _choose(editions: tuple[EditionContent, ...], ids: tuple[str, ...]) -> tuple[EditionContent, ...]:
    """Return the editions that have these ``ids``, all without any. Raises UsageError for an unknown one."""
    known = {edition.id: edition for edition in editions}
    for name in ids:
        if name not in known:
            raise UsageError(
                Text(f"Tệp đặt in không có mẫu “{name}”.", f"The job has no edition “{name}”."),
                _editions_there_are(name, tuple(known)),
            )
    return tuple(known[name] for name in dict.fromkeys(ids)) if ids else editions


def _editions_there_are(name: str, known: tuple[str, ...]) -> Text:
    asked = guess(name, known)
    if asked is not None:
        return asked
    listed = ", ".join(known[:_LISTED])
    more = len(known) - _LISTED
    if more <= 0:
        return Text(f"Hiện có: {listed}.", f"There are: {listed}.")
    return Text(f"Hiện có: {listed} và {more} mẫu nữa.", f"There are: {listed} and {more} more.")
