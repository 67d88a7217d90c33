"""What the papers of packing say besides the parcels: whose order it is, its editions with badges, the day."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from keytag.badge import Badge
from keytag.packing.parcels import Box, Share, Sizes
from keytag.wording import Text

SPECIMEN = Text("MẪU \N{EN DASH} KHÔNG IN", "SPECIMEN")
"""What every paper of a sample says, as its press sheets do."""


class PackedEdition(Struct, frozen=True):
    """An edition as the papers name it; ``code`` is what stands on the tag itself, where anything does."""

    id: str
    name: str
    badge: Badge
    code: str = ""


class Order(Struct, frozen=True):
    """All that is packed: who gets what, in which boxes, and by which sizes. Contacts are in ``shares``."""

    job: str
    issuer: str
    date: date
    version: str
    content_hash: str
    sample: bool
    editions: tuple[PackedEdition, ...]
    shares: tuple[Share, ...]
    boxes: tuple[Box, ...]
    sizes: Sizes

    def edition(self, name: str) -> PackedEdition:
        """Return the edition of that id."""
        return next(edition for edition in self.editions if edition.id == name)

    @property
    def tags(self) -> int:
        """All tags that are packed."""
        return sum(share.tags for share in self.shares)
