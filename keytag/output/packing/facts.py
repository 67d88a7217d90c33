"""What the papers of packing say besides the parcels: whose order it is, its editions with badges, the day."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from keytag.drawing.badge import Badge
from keytag.output.packing.parcels import Box, Share, Sizes
from keytag.text.text import Text

SPECIMEN = Text("BẢN LÀM THỬ \N{EN DASH} KHÔNG SỬ DỤNG", "SPECIMEN")
"""What every paper of a sample says."""


class PackedEdition(Struct, frozen=True):
    """An edition as the papers name it; ``code`` is what stands on the tag itself, where anything does."""

    id: str
    name: str
    badge: Badge
    code: str = ""
    office: str = ""
    """Whose tags they are, where that is another office than the order's."""


class PackedOrder(Struct, frozen=True):
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
    superior: str = ""
    """The office above the issuer, where papers name it; empty where there is none, or it is not known."""
    by_edition: bool = False
    """Whether the editions are the receivers, each with its own boxes."""
    lists: bool = False
    """Whether a line for each household was asked for also where nobody counted them."""
    goods: str = "Móc khóa"
    """What is packed, in a few words."""
    of_package: bool = False
    """Whether these papers are part of a package, whose # they carry then."""

    @property
    def reference(self) -> str:
        """By what these papers are told from others: a package's #, or a name of their own that is no such #."""
        return f"# {self.content_hash}" if self.of_package else f"mã đóng gói {self.content_hash}"

    def has_list(self, share: Share) -> bool:
        """Tell whether a share has a list in which households sign."""
        return self.lists or share.households is not None

    def receiver(self, share: Share) -> str:
        """Return who signs for a share: the edition's own office where editions are the receivers."""
        own = self.edition(share.edition).office if self.by_edition else ""
        return own or share.name

    def edition(self, name: str) -> PackedEdition:
        """Return the edition of that id."""
        return next(edition for edition in self.editions if edition.id == name)

    @property
    def tags(self) -> int:
        """All tags that are packed."""
        return sum(share.tags for share in self.shares)
