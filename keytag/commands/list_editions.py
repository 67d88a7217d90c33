"""The editions of a job as they came out, in a list: what `keytag editions` shows. Nothing is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from keytag.checks.content import JobSubject, apply_acceptances, fullest, vet
from keytag.documents.job import EditionContent
from keytag.documents.yaml import limit_repeats
from keytag.findings import Finding, Where
from keytag.steps.compose_editions import compose_editions
from keytag.steps.job_setup import load_setup, with_locations
from keytag.steps.progress import no_progress
from keytag.steps.report import EditionWords
from keytag.steps.side_words import words_of


class ListedEdition(Struct, frozen=True):
    """An edition, and where the job or its table says it."""

    content: EditionContent
    where: Where


class Roster(Struct, frozen=True):
    """The editions of the job at ``path``, and what is wrong with what they say."""

    path: Path
    editions: tuple[ListedEdition, ...]
    findings: tuple[Finding, ...]
    as_of: date
    words: tuple[EditionWords, ...] = ()
    """What will stand on each one's tags."""

    @property
    def quantity(self) -> int | None:
        """Tags in all; None where an edition does not say how many."""
        quantities = [listed.content.quantity for listed in self.editions]
        return sum(filter(None, quantities)) if all(quantities) else None


def list_editions(path: Path, day: date) -> Roster:
    """Read the job at ``path`` with its tables and vet what it says, as of its own date or else ``day``."""
    setup, found = load_setup(path)
    file = setup.file
    as_of = file.job.as_of or day
    findings = (*vet(JobSubject(file.job, file.editions, as_of, day, places=file.places)), *found)
    if file.job.accept:
        from keytag.checks.catalogue import chapters  # noqa: PLC0415 - knows every rule there is

        every = tuple(rule for _, rules in chapters() for rule in rules)
        findings = apply_acceptances(findings, file.job.accept, every, is_whole=False)
    editions = tuple(ListedEdition(each, file.positions.where(each.node)) for each in file.editions)
    drawn, _ = compose_editions(setup, fullest(file.editions, setup.drawings), no_progress, file.editions)
    words = words_of(setup, file.editions, drawn)
    return Roster(path, editions, limit_repeats(with_locations(setup, findings)), as_of, words)
