"""The editions composed, checked and read back, with everything found; nothing is written yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.content import JobSubject, accepted, fullest, reasons_of, vet
from keytag.documents.job import EditionContent
from keytag.documents.yaml import limit_repeats
from keytag.findings import Finding
from keytag.steps.allotments import allotments_of
from keytag.steps.code_reading import read_editions
from keytag.steps.edition_progress import Advance, ComposedEdition, check_editions, compose_editions
from keytag.steps.job_setup import Setting, placed
from keytag.steps.making import moulds_found
from keytag.steps.report import EditionFacts


class Draft(Struct, frozen=True):
    """The editions that could be composed, and all findings about the job."""

    editions: tuple[ComposedEdition, ...]
    findings: tuple[Finding, ...]
    counted: tuple[EditionContent, ...] = ()
    """The editions with the quantities that are really ordered, where that is known."""
    reasons: Mapping[str, str] = {}
    """The reasons for which the job accepts warnings, by their rules."""

    @property
    def facts(self) -> tuple[EditionFacts, ...]:
        """What is reported of each edition."""
        return tuple(edition.facts for edition in self.editions)


def drafted(
    setting: Setting,
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
    job = setting.file.job
    every = ordered(setting, counted)
    # Another total than the job's (--count) is a trial or a part: nobody's allotment is measured by it.
    allotments = allotments_of(setting) if every == setting.file.editions else ()
    vetted = vet(JobSubject(job, every, as_of(setting, day), day, allotments, setting.file.places))
    editions, misfits = compose_editions(setting, contents, advance, _among(setting, contents))
    checked = (*check_editions(setting, editions), *_moulds(setting, editions))
    editions, unread = read_editions(setting, editions)
    findings = (*vetted, *found, *misfits, *checked, *unread)
    if job.accept:
        from keytag.checks.catalogue import chapters, late  # noqa: PLC0415 - knows every rule there is

        is_whole = contents == setting.file.editions
        known = tuple(rule for _, rules in chapters() for rule in rules)
        findings = accepted(findings, job.accept, known, is_whole=is_whole, late=late())
    return Draft(editions, limit_repeats(placed(setting, findings)), counted, reasons_of(job.accept))


def _moulds(setting: Setting, editions: tuple[ComposedEdition, ...]) -> tuple[Finding, ...]:
    return moulds_found(setting, tuple((edition.content, edition.tag) for edition in editions))


def _among(setting: Setting, contents: tuple[EditionContent, ...]) -> tuple[EditionContent, ...]:
    """Return the editions that ``contents`` are to look like, so that a tag is the same however few are drawn.

    Those that stand for a very large job in a check stand for themselves: to measure all would take too long.
    """
    every = setting.file.editions
    return () if contents == fullest(every, setting.drawings) else every


def ordered(setting: Setting, counted: tuple[EditionContent, ...]) -> tuple[EditionContent, ...]:
    """Return the job's editions with the quantities of ``counted``; what is not among those gets no tags."""
    editions, quantities = setting.file.editions, {edition.id: edition.quantity for edition in counted}
    return tuple(replace(each, quantity=quantities.get(each.id, 0)) for each in editions) if counted else editions


def as_of(setting: Setting, day: date) -> date:
    """Return the day by whose rules the job is judged: its own, or else ``day``."""
    return setting.file.job.as_of or day
