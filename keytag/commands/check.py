"""The command `check`: read a job, compose its editions, say all that is wrong; a folder's jobs a line each."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from keytag.checks.content import every_edition_is_drawn, fullest, rules_to_accept, unaccepted_rules
from keytag.errors import InvalidDocumentError, KeytagError
from keytag.files import library, reader
from keytag.findings import Finding, Severity
from keytag.steps.check_editions import Draft, compose_and_check, judge_today, judging_day
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.press import choose_press
from keytag.steps.progress import Advance, no_progress
from keytag.steps.report import ApprovalFacts, HandoffRefusal, JobSummary, PlacesFacts, Report
from keytag.steps.side_words import number_facts, words_of


def check(path: Path, day: date, advance: Advance, today: date | None = None) -> Report:
    """Read the job at ``path``, compose its editions (of very many the fullest) and check them; write nothing.

    It is judged as of the job's own date, or else as of ``day``; what ``today`` adds is told beside that.
    """
    setup, found = load_setup(path)
    _, _, room = choose_press(setup)
    editions, places = setup.file.editions, setup.file.places
    drawn = fullest(editions, setup.drawings)
    partly = every_edition_is_drawn(len(drawn), editions)
    draft = compose_and_check(setup, drawn, day, (*found, *room, *partly), advance)
    return Report(
        draft.findings,
        editions=draft.facts,
        numbers=number_facts(editions),
        words=words_of(setup, editions, draft.editions),
        names=names_of(editions),
        open_rules=_open_rules(setup, draft),
        as_of=judging_day(setup, day),
        places=PlacesFacts(places.date, places.source, setup.file.job.places),
        today=judge_today(setup, day, today),
        approval=_approval(setup, draft),
        is_sample=setup.file.job.sample,
    )


def _open_rules(setup: JobSetup, draft: Draft) -> HandoffRefusal | None:
    """Return the warnings for which nobody may approve or hand off, with what to write into the job.

    None where there is none, and of a sample, which is never approved.
    """
    if setup.file.job.sample or not unaccepted_rules(draft.findings):
        return None
    accepted = setup.file.job.accept
    return HandoffRefusal(setup.file.path, rules_to_accept(draft.findings, accepted), adds=bool(accepted))


def _approval(setup: JobSetup, draft: Draft) -> ApprovalFacts | None:
    """Return how the approvals of the job's editions stand; nothing of a sample that nobody has approved."""
    path = setup.file.path
    if setup.file.job.sample and not reader.is_there(library.approval_path(path)):
        return None
    from keytag.documents.approval import read_approval  # noqa: PLC0415 - a sample is seldom approved
    from keytag.handoff.approval_gate import approval_facts  # noqa: PLC0415 - the same
    from keytag.steps.approval import approval_subjects  # noqa: PLC0415 - the same

    try:
        file = read_approval(path)
    except KeytagError as error:
        return ApprovalFacts((), error.message)
    drawn = draft.editions if file is not None else ()
    return approval_facts(approval_subjects(setup, setup.file.editions, drawn, file))


def check_folder(folder: Path, day: date, advance: Advance) -> tuple[JobSummary, ...]:
    """Check every job that lies in ``folder``, in order of their names.

    One that cannot be read, or names what is missing, counts what stops it as errors and does not stop the others.
    """
    summaries: list[JobSummary] = []
    jobs = library.job_files(folder)
    for done, path in enumerate(jobs):
        advance(done, len(jobs))
        summaries.append(_summary(path, day))
    advance(len(jobs), len(jobs))
    return tuple(summaries)


def _summary(path: Path, day: date) -> JobSummary:
    try:
        # Each job's files for themselves: a folder may hold hundreds.
        with reader.read_once():
            findings = check(path, day, no_progress).findings
    except InvalidDocumentError as error:
        findings = error.findings
    except KeytagError:
        return JobSummary(path, errors=1, warnings=0, notes=0, accepted=0)
    return _count_findings(path, findings)


def _count_findings(path: Path, findings: tuple[Finding, ...]) -> JobSummary:
    counts = Counter(finding.severity for finding in findings if finding.accepted is None)
    accepted = sum(finding.accepted is not None for finding in findings)
    return JobSummary(path, counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.NOTE], accepted)
