"""The numbers of a job as its checks see them: each read, with who answers it and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keytag.document import shown
from keytag.job import EditionContent, Number, NumberRole, role_of
from keytag.phone import PhoneNumber, read
from keytag.vetting.subject import JobSubject
from keytag.wording import Text, same

HOUSE = Text("Quy định của keytag", "House rule")


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of one edition."""

    number: Number
    phone: PhoneNumber
    role: NumberRole
    content: EditionContent

    @property
    def node(self) -> str:
        """The path of the number's own node."""
        return f"{self.number.node}.number"

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
        return self.role in (NumberRole.CHIEF, NumberRole.DEPUTY)

    @property
    def label(self) -> str:
        """Its label, in quotation marks."""
        return shown(self.number.label)

    @property
    def name(self) -> Text:
        """The entry in a message: label and number."""
        return same(f"{self.label} {self.phone.display}")


@dataclass(frozen=True, slots=True)
class NumberSubject:
    """A job's numbers, read once for all checks: edition by edition, and ``each`` of them once.

    ``each`` has what editions inherit only with the first of them.
    """

    editions: tuple[tuple[Entry, ...], ...]
    each: tuple[Entry, ...]
    as_of: date


def number_subject(subject: JobSubject) -> NumberSubject:
    """Read every number of a job."""
    editions = tuple(
        tuple(Entry(number, read(number.written), role_of(number), content) for number in content.numbers)
        for content in subject.editions
    )
    each = {entry.number.node: entry for entries in reversed(editions) for entry in reversed(entries)}
    return NumberSubject(editions, tuple(reversed(each.values())), subject.as_of)
