"""The command `contacts`: the numbers of an issue for the desk, as cards for telephones and as a workbook.

What is wrong with a number is wrong with its card: with an error among the findings nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from keytag import __version__
from keytag.checks.content import JobSubject, apply_acceptances, vet
from keytag.documents.job import EditionContent
from keytag.documents.tables.write import Workbook, write_xlsx
from keytag.documents.yaml import limit_repeats
from keytag.files import library
from keytag.files.writer import refuse_occupied, write_files
from keytag.findings import Finding, has_errors
from keytag.output.contacts import HEADINGS, ContactCard, ContactNumber, Contacts, contact_rows, vcards
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup, load_setup, with_locations
from keytag.steps.report import WrittenFile
from keytag.vietnam import phone

# What spreadsheets would take for figures: they stay text also where somebody edits them.
_TEXTS = ("Số in trên móc khóa", "Số để quay")
_SPECIMEN = "BẢN LÀM THỬ"


class ContactFacts(Struct, frozen=True):
    """How many cards there are, how many numbers stand on them, and how many of those are different."""

    cards: int
    numbers: int
    different: int


class ContactReport(Struct, frozen=True):
    """What a run of `contacts` found and made."""

    findings: tuple[Finding, ...]
    files: tuple[WrittenFile, ...] = ()
    facts: ContactFacts | None = None


def write_contacts(path: Path, out: Path, day: date) -> ContactReport:
    """Write the numbers of the job at ``path`` into the folder ``out``, as they are on ``day``."""
    refuse_occupied(out)
    setup, found = load_setup(path)
    findings = _judge(setup, found, day)
    if has_errors(findings):
        return ContactReport(findings)
    contacts = contacts_of(setup, day)
    files = {"contacts.vcf": vcards(contacts), "contacts.xlsx": write_xlsx(_book(contacts), day)}
    written = tuple(
        WrittenFile(at, at.suffix.removeprefix("."), None, sha256(data).hexdigest())
        for at, data in zip(write_files(out, files, ()), files.values(), strict=True)
    )
    dialled = [number.dialled for card in contacts.cards for number in card.numbers]
    return ContactReport(findings, written, ContactFacts(len(contacts.cards), len(dialled), len(set(dialled))))


def contacts_of(setup: JobSetup, day: date) -> Contacts:
    """Return the cards of a job, one for each of its editions."""
    return Contacts(
        library.job_name(setup.file.path),
        day,
        __version__,
        tuple(_cards(setup.file.editions)),
        _SPECIMEN if setup.file.job.sample else "",
    )


def _cards(editions: tuple[EditionContent, ...]) -> Iterator[ContactCard]:
    """Yield a card for each edition, called as its office; where several have one office, by the edition, too."""
    names, offices = names_of(editions), Counter(edition.issuer_name for edition in editions)
    for edition in editions:
        name = names[edition.id]
        is_alone = offices[edition.issuer_name] == 1
        yield ContactCard(
            id=edition.id,
            name=edition.issuer_name if is_alone else f"{edition.issuer_name} \N{EN DASH} {name}",
            office=edition.issuer_name,
            edition=name,
            numbers=tuple(
                ContactNumber(
                    number.label,
                    number.display,
                    (read := phone.read_number(number.written)).tel.removeprefix("tel:"),
                    phone.describe_number(read),
                    read.kind is phone.NumberKind.MOBILE,
                )
                for number in edition.numbers
            ),
            link=edition.qr.link if edition.qr is not None else "",
        )


def _judge(setup: JobSetup, found: tuple[Finding, ...], day: date) -> tuple[Finding, ...]:
    """Return what is found of what the job says, with what it accepts marked."""
    job, file = setup.file.job, setup.file
    as_of = job.as_of or day
    findings = (*found, *vet(JobSubject(job, file.editions, as_of, day, places=file.places)))
    if job.accept:
        from keytag.checks.catalogue import chapters  # noqa: PLC0415 - knows every rule there is

        every = tuple(rule for _, rules in chapters() for rule in rules)
        findings = apply_acceptances(findings, job.accept, every, is_whole=False)
    return limit_repeats(with_locations(setup, findings))


def _book(contacts: Contacts) -> Workbook:
    headings = tuple(heading.vi for heading in HEADINGS)
    return Workbook(
        "Số điện thoại", headings, contact_rows(contacts), contacts.remark, has_sums=False, texts=_TEXTS
    )
