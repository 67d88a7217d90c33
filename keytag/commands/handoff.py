"""The command `handoff`: the package of a job made, other programs asked about it, written whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from keytag.checks.content import mark_accepted
from keytag.errors import UsageError
from keytag.files.writer import refuse_occupied
from keytag.handoff.make import STEPS, Package, make_package, refusal_of, stops_package, write_package
from keytag.handoff.record import read_record
from keytag.handoff.remake import (
    as_warnings,
    job_errors_finding,
    make_again,
    open_package,
    package_differences,
)
from keytag.handoff.second_opinions import ask_other_programs
from keytag.handoff.signature import check_secret_key
from keytag.steps.earlier_outputs import older_packages, stale_outputs
from keytag.steps.edition_names import names_of
from keytag.steps.order import Order
from keytag.steps.progress import ShowStep
from keytag.steps.report import Report, StaleFile
from keytag.steps.side_by_side import ALONE, SideBySide
from keytag.text.figures import format_day
from keytag.text.text import Text

Key = tuple[str | None, str]
"""A secret key's text and its password; no text where nothing is signed."""


def handoff(path: Path, order: Order, out: Path, key: Key, step: ShowStep, hands: SideBySide = ALONE) -> Report:
    """Make the package of the job at ``path``, write it to ``out`` as folder and zip, signed with a ``key``."""
    refuse_occupied(out)
    _check_key(key)
    setup, draft, package = make_package(path, order, step, is_last_gate=True, hands=hands)
    if package is None:
        return refusal_of(setup, draft, draft.findings)
    findings = (*draft.findings, *mark_accepted(package.evidence.findings, draft.reasons))
    if not stops_package(findings):
        step(Text("Đang hỏi chương trình khác", "Asking other programs"), 5, STEPS)
        others = ask_other_programs(setup, package.files, package.evidence)
        findings = (*findings, *mark_accepted(others, draft.reasons))
    if stops_package(findings):
        return refusal_of(setup, draft, findings)
    step(Text("Đang ghi", "Writing"), STEPS, STEPS)
    files, kept = write_package(package, out, order.date, *key)
    return Report(
        findings,
        files,
        package.plan,
        draft.facts,
        names=names_of(setup.file.editions),
        approval=draft.approval,
        stale=(*kept, *_older(package, out, kept), *stale_outputs(setup, out, ())),
    )


def _older(package: Package, out: Path, kept: tuple[StaleFile, ...]) -> tuple[StaleFile, ...]:
    """Return the packages in ``out`` that are older ones of the same job, but for those ``kept`` just now."""
    why = Text("gói cũ hơn của cùng tệp đặt in", "older packages of this job")
    told = {each.path for each in kept}
    return tuple(StaleFile(path, why) for path in older_packages(package.name, out) if path not in told)


def handoff_again(path: Path, out: Path, key: Key, day: date | None, today: date, step: ShowStep) -> Report:
    """Make the package at ``path`` again from its own folder ``job/``; write it where nothing differs.

    It is made by its own day, so that its bytes are the same; what the rules of today find is told.

    Raises UsageError where ``day`` is another than the package's.
    """
    refuse_occupied(out)
    _check_key(key)
    files = open_package(path).files
    record = read_record(files, path.name)
    if day is not None and day != record.options.day:
        raise _of_another_day(day, record.options.day)
    package, now = make_again(files, path.name, record, step, today)
    if package is None:
        return Report((job_errors_finding(record),))
    found = package_differences(files, package.files, record.version)
    if found:
        return Report(found)
    made_again, kept = write_package(package, out, record.options.day, *key)
    return Report(as_warnings(now), made_again, package.plan, today=now, stale=kept)


def _check_key(key: Key) -> None:
    """Refuse a key that cannot sign before seconds are spent on what it would sign."""
    secret, password = key
    if secret is not None:
        check_secret_key(secret, password)


def _of_another_day(asked: date, own: date) -> UsageError:
    return UsageError(
        Text(
            f"--date {asked.isoformat()}: gói này của ngày {format_day(own)}.",
            f"--date {asked.isoformat()}: the package is of {own.isoformat()}.",
        ),
        Text(
            "Bỏ --date: gói được tạo lại theo đúng ngày của nó.",
            "Leave out --date: it is made by its own day again.",
        ),
    )
