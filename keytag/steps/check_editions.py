"""The editions composed, checked and read back, with everything found; nothing is written yet.

A job is judged by its `as_of`, or else by the day that was asked for; either may be old. What yesterday's law
passes and today's refuses must not go unsaid: `judge_today` finds it. The clock is not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.content import JobSubject, apply_acceptances, fullest, reasons_of, vet
from keytag.documents.job import EditionContent
from keytag.documents.yaml import limit_repeats
from keytag.findings import Finding, Severity
from keytag.steps.code_reading import read_codes
from keytag.steps.compose_editions import ComposedEdition, check_editions, compose_editions
from keytag.steps.job_setup import JobSetup, allotments_of, with_locations
from keytag.steps.making import mould_findings
from keytag.steps.progress import Advance
from keytag.steps.report import ApprovalFacts, EditionFacts, Today
from keytag.steps.roomier_templates import with_roomier_templates


class Draft(Struct, frozen=True):
    """The editions that could be composed, and all findings about the job."""

    editions: tuple[ComposedEdition, ...]
    findings: tuple[Finding, ...]
    counted: tuple[EditionContent, ...] = ()
    """The editions with the quantities that are really ordered, where that is known."""
    reasons: Mapping[str, str] = {}
    """The reasons for which the job accepts warnings, by their rules."""
    approval: ApprovalFacts | None = None
    """How the approvals of its editions stand, where that was asked."""

    @property
    def facts(self) -> tuple[EditionFacts, ...]:
        """What is reported of each edition."""
        return tuple(edition.facts for edition in self.editions)


def compose_and_check(
    setup: JobSetup,
    contents: tuple[EditionContent, ...],
    day: date,
    found: tuple[Finding, ...],
    advance: Advance,
    counted: tuple[EditionContent, ...] = (),
) -> Draft:
    """Vet the job, compose ``contents``, check them and read them back; findings carry their places in the job.

    ``counted`` are the editions with the quantities that are really ordered, where that is known: what is said of
    the order is said of those.
    """
    job = setup.file.job
    every = with_quantities(setup, counted)
    # Another total than the job's (--count) is a trial or a part: nobody's allotment is measured by it.
    allotments = allotments_of(setup) if every == setup.file.editions else ()
    vetted = vet(JobSubject(job, every, judging_day(setup, day), day, allotments, setup.file.places))
    editions, misfits = compose_editions(setup, contents, advance, _among(setup, contents))
    fitting = {edition.content for edition in editions}
    misfits = with_roomier_templates(setup, [each for each in contents if each not in fitting], misfits)
    checked = (*check_editions(setup, editions), *_moulds(setup, editions))
    editions, unread = read_codes(setup, editions)
    findings = (*vetted, *found, *misfits, *checked, *unread)
    if setup.lock is not None:
        from keytag.steps.job_lock import hold_against_lock  # noqa: PLC0415 - few jobs are locked

        findings = (*findings, *hold_against_lock(setup, editions))
    if job.accept:
        from keytag.checks.catalogue import chapters, late  # noqa: PLC0415 - knows every rule there is

        is_whole = contents == setup.file.editions
        known = tuple(rule for _, rules in chapters() for rule in rules)
        findings = apply_acceptances(findings, job.accept, known, is_whole=is_whole, late=late())
    return Draft(editions, limit_repeats(with_locations(setup, findings)), counted, reasons_of(job.accept))


def _moulds(setup: JobSetup, editions: tuple[ComposedEdition, ...]) -> tuple[Finding, ...]:
    return mould_findings(setup, tuple((edition.content, edition.tag) for edition in editions))


def _among(setup: JobSetup, contents: tuple[EditionContent, ...]) -> tuple[EditionContent, ...]:
    """Return the editions that ``contents`` are to look like, so that a tag is the same however few are drawn.

    Those that stand for a very large job in a check stand for themselves: to measure all would take too long.
    """
    every = setup.file.editions
    return () if contents == fullest(every, setup.drawings) else every


def with_quantities(setup: JobSetup, counted: tuple[EditionContent, ...]) -> tuple[EditionContent, ...]:
    """Return the job's editions with the quantities of ``counted``; what is not among those gets no tags."""
    editions, quantities = setup.file.editions, {edition.id: edition.quantity for edition in counted}
    return tuple(replace(each, quantity=quantities.get(each.id, 0)) for each in editions) if counted else editions


def judging_day(setup: JobSetup, day: date) -> date:
    """Return the day by whose rules the job is judged: its own, or else ``day``."""
    return setup.file.job.as_of or day


# Findings about the day itself are no facts about the job that another day would add.
_OF_THE_DAY = ("", "as_of")
_GRAVE = {Severity.WARNING: 1, Severity.ERROR: 2}


def judge_today(
    setup: JobSetup, day: date, today: date | None, counted: tuple[EditionContent, ...] = ()
) -> Today | None:
    """Return what the rules of ``today`` add to those of the job's day, or else of ``day``.

    None for a sample, which nobody prints, and where there is no today. ``counted`` as in `compose_and_check`.
    """
    judged = judging_day(setup, day)
    if today is None or setup.file.job.sample:
        return None
    if judged == today:
        return Today(today, judged)
    editions = with_quantities(setup, counted)
    allotments = allotments_of(setup) if editions == setup.file.editions else ()

    def by(when: date) -> tuple[Finding, ...]:
        return vet(JobSubject(setup.file.job, editions, when, today, allotments, setup.file.places))

    added = tuple(_added(by(today), by(judged), {entry.rule for entry in setup.file.job.accept}))
    return Today(today, judged, with_locations(setup, added))


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
