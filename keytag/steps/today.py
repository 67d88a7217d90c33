"""What the rules of today add to those of the day by which a job is judged.

A job is judged by its `as_of`, or else by the day that was asked for; either may be old. What yesterday's law
passes and today's refuses must not go unsaid. The clock is not looked at here: today is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from keytag.checks.content import JobSubject, vet
from keytag.documents.job import EditionContent
from keytag.findings import Finding, Severity
from keytag.steps.allotments import allotments_of
from keytag.steps.check_editions import as_of, ordered
from keytag.steps.job_setup import Setting, placed
from keytag.steps.report import Today

# Findings about the day itself are no facts about the job that another day would add.
_OF_THE_DAY = ("", "as_of")
_GRAVE = {Severity.WARNING: 1, Severity.ERROR: 2}


def by_todays_rules(
    setting: Setting, day: date, today: date, counted: tuple[EditionContent, ...] = ()
) -> Today | None:
    """Return what the rules of ``today`` add to those of the job's day, or else of ``day``.

    None for a sample, which nobody prints. ``counted`` as `drafted` takes it.
    """
    judged = as_of(setting, day)
    if setting.file.job.sample:
        return None
    if judged == today:
        return Today(today, judged)
    editions = ordered(setting, counted)
    allotments = allotments_of(setting) if editions == setting.file.editions else ()

    def by(when: date) -> tuple[Finding, ...]:
        return vet(JobSubject(setting.file.job, editions, when, today, allotments, setting.file.places))

    added = tuple(_added(by(today), by(judged), {entry.rule for entry in setting.file.job.accept}))
    return Today(today, judged, placed(setting, added))


def _added(now: tuple[Finding, ...], then: tuple[Finding, ...], accepted: set[str]) -> Iterator[Finding]:
    """Yield the errors and warnings of ``now`` that were none, or less grave, ``then``."""
    known: dict[tuple[str, str, object], int] = {}
    for finding in then:
        fact = (finding.rule, finding.node, finding.where)
        known[fact] = max(known.get(fact, 0), _GRAVE.get(finding.severity, 0))
    for finding in now:
        grave = _GRAVE.get(finding.severity, 0)
        if finding.node in _OF_THE_DAY or grave <= known.get((finding.rule, finding.node, finding.where), 0):
            continue
        if finding.severity is Severity.ERROR or finding.rule not in accepted:
            yield finding
