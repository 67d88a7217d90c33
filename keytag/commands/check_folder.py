"""All jobs of a folder, each checked for itself: how many findings of each kind it has."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from keytag.commands.story import check
from keytag.errors import InvalidDocumentError, KeytagError
from keytag.files import library
from keytag.findings import Finding, Severity
from keytag.steps.compose_editions import Advance, no_progress
from keytag.steps.report import JobSummary


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
        with library.read_once():
            findings = check(path, day, no_progress).findings
    except InvalidDocumentError as error:
        findings = error.findings
    except KeytagError:
        return JobSummary(path, errors=1, warnings=0, notes=0, accepted=0)
    return _counted(path, findings)


def _counted(path: Path, findings: tuple[Finding, ...]) -> JobSummary:
    counts = Counter(finding.severity for finding in findings if finding.accepted is None)
    accepted = sum(finding.accepted is not None for finding in findings)
    return JobSummary(path, counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.NOTE], accepted)
