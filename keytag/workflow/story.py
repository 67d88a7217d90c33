"""The story of keytag, in order: read, compose, check, impose, export, read back, write.

Each function takes a job's path and what was asked for, and returns a report. Where a finding is an error, no
file is written.
"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from pathlib import Path

from keytag.errors import UsageError
from keytag.findings import has_errors
from keytag.handoff import write_files
from keytag.job import EditionContent
from keytag.wording import Text
from keytag.workflow.editions import Advance, compose_editions
from keytag.workflow.export import Product, one_up_products, sheet_product
from keytag.workflow.preflight import preflight
from keytag.workflow.press import impose_editions, press_of, shares
from keytag.workflow.report import RenderOrder, Report, SheetOrder, WrittenFile
from keytag.workflow.setting import gather, placed


def check(path: Path, _date: date) -> Report:
    """Read the job at ``path``, compose every edition and check it; write nothing."""
    setting, found = gather(path)
    editions, misfits = compose_editions(setting, setting.file.editions, _silent)
    findings = (*found, *misfits, *preflight(setting, editions))
    return Report(placed(setting, findings), editions=tuple(edition.facts for edition in editions))


def render(path: Path, order: RenderOrder, advance: Advance) -> Report:
    """Draw each edition of the job at ``path`` and write its files."""
    setting, found = gather(path)
    contents = _chosen(setting.file.editions, order.editions)
    editions, misfits = compose_editions(setting, contents, _silent)
    findings = placed(setting, (*found, *misfits, *preflight(setting, editions)))
    facts = tuple(edition.facts for edition in editions)
    if has_errors(findings):
        return Report(findings, editions=facts)
    products: list[Product] = []
    for done, edition in enumerate(editions):
        advance(done, len(editions))
        products += one_up_products(setting, edition, order.formats, order.date)
    return Report(findings, _write(order.out, products), editions=facts)


def sheet(path: Path, order: SheetOrder, advance: Advance) -> Report:
    """Impose the job at ``path`` on press sheets and write them."""
    setting, found = gather(path, order.shop)
    contents, ordered, skipped = shares(setting, order.count)
    press, way, room = press_of(setting, order)
    editions, misfits = compose_editions(setting, contents, advance)
    checked = preflight(setting, editions)
    findings = placed(setting, (*found, *skipped, *room, *misfits, *checked))
    facts = tuple(edition.facts for edition in editions)
    if has_errors(findings):
        return Report(findings, editions=facts)
    imposition = impose_editions(setting, editions, ordered, press, way, order.date)
    product, plan = sheet_product(setting, imposition, order)
    return Report(findings, _write(order.out, [product]), plan, facts)


def _write(out: Path, products: list[Product]) -> tuple[WrittenFile, ...]:
    paths = write_files(out, {product.name: product.data for product in products})
    return tuple(
        WrittenFile(path, product.kind, product.pages, product.sha256)
        for path, product in zip(paths, products, strict=True)
    )


def _chosen(editions: tuple[EditionContent, ...], ids: tuple[str, ...]) -> tuple[EditionContent, ...]:
    known = {edition.id: edition for edition in editions}
    for name in ids:
        if name not in known:
            guess = get_close_matches(name, known, n=1) or list(known)[:1]
            raise UsageError(
                Text(f"Công việc không có mẫu “{name}”.", f"The job has no edition “{name}”."),
                Text(f"Có phải ý bạn là “{guess[0]}”?", f"Did you mean “{guess[0]}”?"),
            )
    return tuple(known[name] for name in dict.fromkeys(ids)) if ids else editions


def _silent(_done: int, _total: int) -> None:
    """Show nothing of the progress."""
