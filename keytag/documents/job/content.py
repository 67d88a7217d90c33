"""What one edition of a job says, every override applied: the value that composition works from.

Plain frozen values. Knows nothing of YAML; each part carries the path of the node it came from (``node``), so that
a finding can name the line to change. Who answers a number is told by its label where the job does not say it:
words are looked for with their marks, so that "Trường Bình" is no chief (trưởng) and "Phố Mới" no deputy (phó);
labels typed without marks are known by whole phrases.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache
from typing import Literal

from msgspec import Struct

from keytag.documents.yaml import Hex
from keytag.drawing.ink import Ink
from keytag.text.text import fold_name

SideName = Literal["front", "back"]


class NumberRole(StrEnum):
    """Who answers a number."""

    DUTY = "duty"
    HOTLINE = "hotline"
    CHIEF = "chief"
    DEPUTY = "deputy"
    CHECKPOINT = "checkpoint"
    NEIGHBOUR = "neighbour"
    EMERGENCY = "emergency"
    OTHER = "other"

    @property
    def is_desk(self) -> bool:
        """Whether somebody is always there, whoever has the shift."""
        return self in {NumberRole.DUTY, NumberRole.HOTLINE}

    @property
    def is_officer(self) -> bool:
        """Whether it is one person's."""
        return self in {NumberRole.CHIEF, NumberRole.DEPUTY}

    @property
    def is_own(self) -> bool:
        """Whether it is the office's own."""
        return self.is_desk or self.is_officer

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is another place's by right."""
        return self in {NumberRole.NEIGHBOUR, NumberRole.CHECKPOINT, NumberRole.EMERGENCY}


class Number(Struct, frozen=True):
    """A number with its label: ``written`` as the job has it, ``display`` in groups.

    Without a side, the template decides.
    """

    label: str
    written: str
    display: str
    role: NumberRole
    side: SideName | None
    node: str


class Code(Struct, frozen=True):
    """What the QR symbol leads to."""

    link: str
    caption: str | None
    side: SideName | None
    node: str


class EditionContent(Struct, frozen=True):
    """One design's content. ``quantity`` is None where neither the edition nor the job says how many.

    What an edition inherits keeps the node of the job that says it, so that a fault of the job is told once.
    """

    id: str
    name: str | None
    issuer_name: str
    province: str | None
    slogan: str | None
    numbers: tuple[Number, ...]
    qr: Code | None
    template: str
    colours: tuple[tuple[str, Ink | Hex], ...]
    quantity: int | None
    node: str
    issuer_node: str = "issuer.name"
    province_node: str = "issuer.province"
    slogan_node: str = "slogan"
    unit_code: str | None = None
    """The code of the issuer's ward or commune, where the job says it."""
    unit_node: str = "issuer.unit"
    mark: str = ""
    """The edition's code, where the job wants it on the tags' backs."""
    programme: str | None = None
    """The programme's own name, for papers: no tag shows it."""

    @property
    def called(self) -> str:
        """What people call it: its name; one that has none goes by its id."""
        return self.name or self.id


# Trực tuyến is online, trực thuộc belonging to, trực tiếp direct: none of them says that somebody is on duty.
_SAID = {
    NumberRole.HOTLINE: r"đường dây nóng|\bhotline\b|\bsố nóng\b",
    NumberRole.DUTY: r"\btrực\b(?! (?:tuyến|thuộc|tiếp))|\bduty\b|\b24 ?/ ?(?:24|7)\b|\b24 ?h\b|\b24 giờ\b",
    NumberRole.DEPUTY: r"\bphó\b|\bp\. ?trưởng\b|\bp\.? ?tca[xp]?\b|\bdeputy\b",
    NumberRole.CHIEF: (
        r"(?<!\bphó )(?<!\bp\.)(?<!\bp\. )\btrưởng\b|(?<!\bphó )\bgiám đốc\b"
        r"|(?<!\bp\.)(?<!\bp )(?<!\bp\. )\btca[xp]?\b|\bchief\b"
    ),
    NumberRole.CHECKPOINT: r"\bchốt\b|\btrạm kiểm soát\b|\bcheckpoint\b",
    NumberRole.NEIGHBOUR: r"\bgiáp ranh\b|\blân cận\b|\bbên cạnh\b|\bláng giềng\b|\bneighbou?r",
}
# The same in labels without any marks, where a phrase is long enough to be nothing else. Patterns are compiled
# when a label asks for them, which spares every run the others.
_SAID_BARE = {
    NumberRole.HOTLINE: r"\bduong-day-nong\b",
    NumberRole.DUTY: r"\btruc-ban\b|\btruc-chi-huy\b|\bthuong-truc\b",
    NumberRole.DEPUTY: r"\bpho-(?:truong-)?(?:cong-an|ca)\b",
    NumberRole.CHIEF: r"(?<!pho-)(?<!\bp-)\btruong-(?:cong-an|ca)\b",
    NumberRole.CHECKPOINT: r"\btram-kiem-soat\b",
    NumberRole.NEIGHBOUR: r"\bgiap-ranh\b",
}


@cache
def roles_in(label: str) -> tuple[NumberRole, ...]:
    """Return every role that ``label`` names, none where it says nothing of who answers.

    A checkpoint at the border of two places ("Chốt giáp ranh") is a checkpoint, not the neighbour's police.
    """
    said = unicodedata.normalize("NFC", label).casefold()
    plain = fold_name(label) if said.isascii() else None
    roles = tuple(role for role, words in _SAID.items() if re.search(words, said) or _is_bare_in(plain, role))
    if NumberRole.CHECKPOINT in roles:
        return tuple(role for role in roles if role is not NumberRole.NEIGHBOUR)
    return roles


def _is_bare_in(plain: str | None, role: NumberRole) -> bool:
    return plain is not None and re.search(_SAID_BARE[role], plain) is not None


def role_of(number: Number) -> NumberRole:
    """Return who answers ``number``: as the job says, else as its label does."""
    if number.role is not NumberRole.OTHER:
        return number.role
    return next(iter(roles_in(number.label)), NumberRole.OTHER)


def duty_number_of(content: EditionContent) -> Number | None:
    """Return the first number that is answered day and night; where none says so, the first of all."""
    answered = (n for n in content.numbers if role_of(n) in {NumberRole.DUTY, NumberRole.HOTLINE})
    return next(answered, next(iter(content.numbers), None))
