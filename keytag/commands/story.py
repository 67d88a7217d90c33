"""The story of keytag, in order: read, compose, check, impose, export, read back, write.

Each function takes a job's path and what was asked for, and returns a report. Where a finding is an error, no
file is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from keytag.checks.content import every_edition_is_drawn, fullest
from keytag.documents.job import EditionContent
from keytag.errors import UsageError
from keytag.files.writer import write_files
from keytag.findings import has_errors
from keytag.steps.check_editions import compose_and_check, judge_today, judging_day
from keytag.steps.compose_editions import Advance
from keytag.steps.edition_names import names_of
from keytag.steps.export import (
    CUTS,
    MAP,
    ONE_UPS,
    Product,
    cut_products,
    map_products,
    one_up_products,
    sheet_product,
)
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import divide_count, impose_editions, press_of, with_counts, with_print_run
from keytag.steps.report import PlacesFacts, RenderOrder, Report, SheetOrder, Today, WrittenFile
from keytag.steps.side_words import number_facts, words_of
from keytag.steps.spare_sheets import lost_sheet_findings
from keytag.text import guess
from keytag.text.text import Text

# House rule: more names than this are not read.
_LISTED = 6


def check(path: Path, day: date, advance: Advance, today: date | None = None) -> Report:
    """Read the job at ``path``, compose its editions (of very many the fullest) and check them; write nothing.

    It is judged as of the job's own date, or else as of ``day``; what ``today`` adds is told beside that.
    """
    setting, found = load_setup(path)
    _, _, room = press_of(setting)
    drawn = fullest(setting.file.editions, setting.drawings)
    partly = every_edition_is_drawn(len(drawn), setting.file.editions)
    draft = compose_and_check(setting, drawn, day, (*found, *room, *partly), advance)
    editions = setting.file.editions
    return Report(
        draft.findings,
        editions=draft.facts,
        numbers=number_facts(editions),
        words=words_of(setting, editions, draft.editions),
        names=names_of(editions),
        as_of=judging_day(setting, day),
        places=_places(setting),
        today=_today(setting, day, today),
    )


def render(path: Path, order: RenderOrder, advance: Advance) -> Report:
    """Draw each edition of the job at ``path`` and write its files."""
    setting, found = load_setup(path, profile=order.profile)
    chosen = _chosen(setting.file.editions, order.editions)
    draft = compose_and_check(setting, chosen, order.date, found, advance)
    now = _today(setting, order.date, order.today)
    words, names = words_of(setting, chosen, draft.editions), names_of(setting.file.editions)
    report = Report(draft.findings, editions=draft.facts, words=words, names=names, today=now)
    if has_errors(draft.findings):
        return report
    products: list[Product] = []
    for done, edition in enumerate(draft.editions):
        advance(done, len(draft.editions))
        products += one_up_products(setting, edition, order.formats, order.date)
    stale = [f"{edition.content.id}/{name}" for edition in draft.editions for name in ONE_UPS]
    return replace(report, files=_write(order.out, products, stale))


def sheet(path: Path, order: SheetOrder, advance: Advance) -> Report:
    """Impose the job at ``path`` on press sheets and write them."""
    setting, found = load_setup(path, order.shop, order.profile)
    contents, ordered, skipped = divide_count(setting, order.count)
    counted = with_counts(contents, ordered)
    press, way, room = press_of(setting, order.layout, order.backing, counted)
    draft = compose_and_check(setting, contents, order.date, (*found, *skipped, *room), advance, counted)
    now = _today(setting, order.date, order.today, counted)
    if has_errors(draft.findings):
        return Report(draft.findings, editions=draft.facts, today=now)
    planned = plan_plates(setting, contents, ordered, (press, way), order.gang)
    findings = (*draft.findings, *lost_sheet_findings(setting, contents, planned, order.gang))
    setting = with_print_run(setting, planned, order.date)
    imposition = impose_editions(setting, draft.editions, planned, order.date)
    product, plan = sheet_product(setting, imposition, order)
    products = [product, *cut_products(setting, imposition, order)]
    products += map_products(setting, imposition, plan, order.date)
    names = names_of(setting.file.editions)
    return Report(findings, _write(order.out, products, (CUTS, *MAP)), plan, draft.facts, names=names, today=now)


def _today(
    setting: JobSetup, day: date, today: date | None, counted: tuple[EditionContent, ...] = ()
) -> Today | None:
    return None if today is None else judge_today(setting, day, today, counted)


def _places(setting: JobSetup) -> PlacesFacts:
    places = setting.file.places
    return PlacesFacts(places.date, places.source, setting.file.job.places)


def _write(out: Path, products: list[Product], stale: Sequence[str]) -> tuple[WrittenFile, ...]:
    """Write ``products`` in the place of what an earlier run made of the same set, ``stale`` files included."""
    paths = write_files(out, {product.name: product.data for product in products}, stale)
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
