"""What one edition of a job says, every override applied: the value that composition works from.

Plain frozen values. Knows nothing of YAML; each part carries the path of the node it came from (``node``), so
that a finding can name the line to change.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from keytag.documents.yaml import Hex
from keytag.drawing.ink import Ink

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

    @property
    def called(self) -> str:
        """What people call it: its name; one that has none goes by its id."""
        return self.name or self.id
