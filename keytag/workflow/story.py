"""The story of keytag, in order: read, compose, check, impose, export, read back, write.

Each function takes a job's path and what was asked for, and returns a report. Where a finding is an error, no
file is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from keytag.errors import UsageError
from keytag.findings import Finding, has_errors
from keytag.guess import guess
from keytag.handoff import write_files
from keytag.job import EditionContent
from keytag.wording import Text
from keytag.workflow.editions import Advance, ComposedEdition, check_editions, compose_editions
from keytag.workflow.export import Product, one_up_products, sheet_product
from keytag.workflow.plates import check_plates
from keytag.workflow.press import impose_editions, press_of, shares
from keytag.workflow.report import EditionFacts, RenderOrder, Report, SheetOrder, WrittenFile
from keytag.workflow.setting import Setting, gather, placed

# House rule: more names than this are not read.
_LISTED = 6


def check(path: Path, day: date, advance: Advance) -> Report:
    """Read the job at ``path``, compose every edition and check it; write nothing.

    It is judged as of the job's own date, or else as of ``day``.
    """
    setting, found = gather(path)
    _, _, room = press_of(setting)
    draft = _drafted(setting, setting.file.editions, (*found, *room), advance)
    return Report(draft.findings, editions=draft.facts, as_of=setting.file.job.as_of or day)


def render(path: Path, order: RenderOrder, advance: Advance) -> Report:
    """Draw each edition of the job at ``path`` and write its files."""
    setting, found = gather(path)
    draft = _drafted(setting, _chosen(setting.file.editions, order.editions), found, advance)
    if has_errors(draft.findings):
        return Report(draft.findings, editions=draft.facts)
    products: list[Product] = []
    for done, edition in enumerate(draft.editions):
        advance(done, len(draft.editions))
        products += one_up_products(setting, edition, order.formats, order.date)
    return Report(draft.findings, _write(order.out, products), editions=draft.facts)


def sheet(path: Path, order: SheetOrder, advance: Advance) -> Report:
    """Impose the job at ``path`` on press sheets and write them."""
    setting, found = gather(path, order.shop)
    contents, ordered, skipped = shares(setting, order.count)
    press, way, room = press_of(setting, order.layout, order.backing)
    draft = _drafted(setting, contents, (*found, *skipped, *room), advance)
    if has_errors(draft.findings):
        return Report(draft.findings, editions=draft.facts)
    imposition = impose_editions(setting, draft.editions, ordered, press, way, order.date)
    product, plan = sheet_product(setting, imposition, order)
    return Report(draft.findings, _write(order.out, [product]), plan, draft.facts)


@dataclass(frozen=True, slots=True)
class _Draft:
    """The editions composed and checked; nothing is written yet."""

    editions: tuple[ComposedEdition, ...]
    findings: tuple[Finding, ...]

    @property
    def facts(self) -> tuple[EditionFacts, ...]:
        return tuple(edition.facts for edition in self.editions)


def _drafted(
    setting: Setting, contents: tuple[EditionContent, ...], found: tuple[Finding, ...], advance: Advance
) -> _Draft:
    """Compose ``contents`` and check them; findings carry their places in the job."""
    editions, misfits = compose_editions(setting, contents, advance)
    findings = (*found, *misfits, *check_plates(setting), *check_editions(setting, editions))
    return _Draft(editions, placed(setting, findings))


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
            raise UsageError(
                Text(f"Công việc không có mẫu “{name}”.", f"The job has no edition “{name}”."),
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
