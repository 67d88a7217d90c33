"""The numbers of a job as its checks see them: each read, with who answers it and where it stands."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from keytag.checks.content.place import homes_of
from keytag.checks.content.subject import JobSubject
from keytag.documents.job import EditionContent, Job, Number, NumberRole, role_of
from keytag.documents.yaml import quote
from keytag.text.text import Text, same_text
from keytag.vietnam.phone import PhoneNumber, read_number
from keytag.vietnam.places import PlacesTable


class EditionNumber(Struct, frozen=True):
    """One number of one edition.

    ``at`` is where it stands if that is no entry of its own; ``is_other_by_its_role``, whether ``role: other`` is
    written there rather than left out; ``province``, the issuer's, said or the only one that has such a place.
    """

    number: Number
    phone: PhoneNumber
    role: NumberRole
    content: EditionContent
    at: str | None = None
    is_other_by_its_role: bool = False
    province: str | None = None

    @property
    def node(self) -> str:
        """The path of the number's own node."""
        return self.at or f"{self.number.node}.number"

    def meant(self, right: str) -> str | None:
        """Return ``right`` as what can be written at the number's node; None where words stand there as well."""
        return right if self.at is None else None

    @property
    def label_node(self) -> str:
        """The path of its label."""
        return f"{self.number.node}.label"

    @property
    def is_own(self) -> bool:
        """Whether its edition names it, rather than inheriting it from the job."""
        return bool(self.content.node) and self.number.node.startswith(f"{self.content.node}.")

    @property
    def is_personal(self) -> bool:
        """Whether it is an officer's, not an office's."""
        return self.role.is_officer

    @property
    def label(self) -> str:
        """Its label, in quotation marks."""
        return quote(self.number.label)

    @property
    def name(self) -> Text:
        """The entry in a message: label and number."""
        return same_text(f"{self.label} {self.phone.display}")


class NumberSubject(Struct, frozen=True):
    """A job's numbers, read once for all checks: edition by edition, and ``each`` of them once.

    ``each`` has what editions inherit only with the first of them.
    """

    editions: tuple[tuple[EditionNumber, ...], ...]
    each: tuple[EditionNumber, ...]
    as_of: date
    places: PlacesTable


def number_subject(subject: JobSubject) -> NumberSubject:
    """Read every number of a job."""
    others, homes = _others(subject.job), homes_of(subject)
    editions = tuple(
        tuple(
            EditionNumber(
                n,
                read_number(n.written),
                role_of(n),
                content,
                is_other_by_its_role=n.node in others,
                province=content.province or homes.get(content.issuer_node),
            )
            for n in content.numbers
        )
        for content in subject.editions
    )
    return subject_of(editions, subject)


def subject_of(
    editions: tuple[tuple[EditionNumber, ...], ...], subject: JobSubject | NumberSubject
) -> NumberSubject:
    """Return the entries of all editions as checks ask for them, on the day and by the table of ``subject``."""
    each = {
        (entry.node, entry.phone.national): entry for entries in reversed(editions) for entry in reversed(entries)
    }
    return NumberSubject(editions, tuple(reversed(each.values())), subject.as_of, subject.places)


def _others(job: Job) -> frozenset[str]:
    """Return the paths of the entries in which ``role: other`` is written."""
    lists = [("numbers", job.numbers)]
    for index, edition in enumerate(job.editions or ()):
        lists.append((f"editions.{index}.numbers", edition.numbers or ()))
        lists.append((f"editions.{index}.extra_numbers", edition.extra_numbers))
    return frozenset(
        f"{node}.{index}"
        for node, entries in lists
        for index, entry in enumerate(entries)
        if "role" in entry.model_fields_set and entry.role is NumberRole.OTHER
    )
