"""Who gets what, in which bags and boxes: how the tags of each group are parted so that nobody gets another's.

A bag holds one group's tags. A box holds one edition's: whole boxes of a group first, then what is left of several
groups together, in the order of the list. A channel shares no box: it is fetched by itself, and what it gets of
several editions lies together in its boxes. Where the editions are the receivers, each has boxes of its own, but
for those whose tags fill no more than a bag: their bags share boxes.
Pure figures; must not know how labels look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count

from msgspec import Struct

from keytag.drawing.badge import Badge
from keytag.imposition.slug import UNAPPROVED_STAMP
from keytag.output.document.pages import Letterhead
from keytag.output.document.parties import Contact, Firm, Person

# House rules: what one hand counts out and seals, and what one person carries (about 3 kg of plastic).
BAG, BOX = 50, 500
GOODS = "Móc khóa"
"""What tags are called where nobody names the programme."""
UNALLOTTED = "Dự phòng, chưa phân bổ"
"""What is ordered beyond all that is allotted: it is packed by itself and stays with the office."""


class Share(Struct, frozen=True):
    """What one group, hamlet or channel gets: ``households`` is None where nobody counted them."""

    name: str
    edition: str
    tags: int
    households: int | None = None
    alone: bool = False
    """Whether it is a channel, which hands on by itself and shares no box with others."""
    contact: str | None = None
    is_unallotted: bool = False
    """Whether nobody is to get it yet: it has boxes of its own, and nobody signs for it."""


class Bag(Struct, frozen=True):
    """A bag: ``number`` of ``of`` that its share is parted into, so many ``tags``, in the box of that number."""

    share: Share
    number: int
    of: int
    tags: int
    box: int


class Box(Struct, frozen=True):
    """A box, by its number in the whole order, with its bags."""

    number: int
    bags: tuple[Bag, ...]

    @property
    def editions(self) -> tuple[str, ...]:
        """The editions that its tags are of: one, but for small ones that share a box."""
        return tuple(dict.fromkeys(bag.share.edition for bag in self.bags))

    @property
    def tags(self) -> int:
        """How many tags are in it."""
        return sum(bag.tags for bag in self.bags)

    @property
    def channel(self) -> str:
        """The channel whose alone the box is, with tags of several editions; nothing of any other box."""
        names = {bag.share.name for bag in self.bags if bag.share.alone}
        return names.pop() if names and len(self.editions) > 1 else ""

    @property
    def contents(self) -> tuple[tuple[Share, tuple[Bag, ...]], ...]:
        """The groups in it, each with its bags here."""
        found: dict[int, tuple[Share, list[Bag]]] = {}
        for bag in self.bags:
            found.setdefault(id(bag.share), (bag.share, []))[1].append(bag)
        return tuple((share, tuple(bags)) for share, bags in found.values())


class Sizes(Struct, frozen=True):
    """Tags in a bag and in a box; a box holds whole bags alone."""

    bag: int = BAG
    box: int = BOX

    @property
    def bags(self) -> int:
        """Full bags in a full box."""
        return max(1, self.box // self.bag)


def pack_boxes(shares: Sequence[Share], sizes: Sizes, *, pooled: bool = False) -> tuple[Box, ...]:
    """Return the boxes of ``shares``: editions by their first share, groups in the order of the list.

    With ``pooled`` what fills no more than a bag shares boxes, the last, with others of whatever edition. Behind
    those of editions come the boxes of channels that get several.
    """
    numbers = count(1)
    boxes: list[Box] = []
    several = [own for own in by_receiver(shares) if len(own) > 1]
    apart = {id(share) for own in several for share in own}
    single = [share for share in shares if id(share) not in apart]
    small = [share for share in single if pooled and share.tags <= sizes.bag]
    large = [share for share in single if not pooled or share.tags > sizes.bag]
    for edition in dict.fromkeys(share.edition for share in large):
        boxes += _boxed([share for share in large if share.edition == edition], sizes, numbers)
    for own in several:
        boxes += _boxed(own, sizes, numbers, together=True)
    return (*boxes, *_boxed(small, sizes, numbers))


def by_receiver(shares: Iterable[Share]) -> tuple[tuple[Share, ...], ...]:
    """Return the shares of each receiver, by the first of them.

    A channel of one name is one body, whatever editions it gets; groups of one name are of different communes.
    """
    found: dict[object, list[Share]] = {}
    for share in shares:
        found.setdefault(share.name if share.alone else id(share), []).append(share)
    return tuple(map(tuple, found.values()))


def boxes_by_share(boxes: Iterable[Box]) -> dict[int, tuple[Box, ...]]:
    """Return the boxes that each share has tags in, by the identity of the share, in their order."""
    found: dict[int, dict[int, Box]] = {}
    for box in boxes:
        for bag in box.bags:
            found.setdefault(id(bag.share), {})[box.number] = box
    return {share: tuple(own.values()) for share, own in found.items()}


def _boxed(shares: Iterable[Share], sizes: Sizes, numbers: Iterator[int], *, together: bool = False) -> list[Box]:
    """Fill the boxes of one edition: by shares in turn, the next where a group's rest has no room.

    Also those of one channel, whose shares lie ``together``.
    """
    full = sizes.bags * sizes.bag
    filled: list[list[tuple[Share, int, int, int]]] = []
    shared: list[tuple[Share, int, int, int]] = []
    room = 0
    for share in shares:
        counted = _bags(share, sizes)
        per_box = sizes.bags
        whole, rest = (
            (len(counted) // per_box, len(counted) % per_box) if share.tags >= full else (0, len(counted))
        )
        filled += [counted[i * per_box : (i + 1) * per_box] for i in range(whole)]
        left = counted[len(counted) - rest :] if rest else []
        if not left:
            continue
        needed = sum(tags for *_, tags in left)
        if share.alone and not together:
            filled.append(left)
        elif needed <= room:
            shared += left
            room -= needed
        else:
            shared = list(left)
            filled.append(shared)
            room = full - needed
    return [
        Box(number, tuple(Bag(share, i, of, tags, number) for share, i, of, tags in bags))
        for bags, number in zip(filled, numbers, strict=False)
    ]


def _bags(share: Share, sizes: Sizes) -> list[tuple[Share, int, int, int]]:
    """Return the bags of a share, full ones first: whose, which, of how many, tags."""
    of = -(-share.tags // sizes.bag)
    last = share.tags - (of - 1) * sizes.bag
    return [(share, i, of, sizes.bag if i < of else last) for i in range(1, of + 1)]


class PackedEdition(Struct, frozen=True):
    """An edition as the papers name it; ``code`` is what stands on the tag itself, where anything does."""

    id: str
    name: str
    badge: Badge
    code: str = ""
    office: str = ""
    """Whose tags they are, where that is another office than the order's."""
    programme: str = ""
    """The programme's own name, where the job says it."""
    link: str = ""
    """Where its code leads, without what stands before the host."""
    own_number: str = ""
    """By what its tag is told among several: the number that its proof bears; empty where it is not known."""
    sticker: str = ""
    """How large the sticker is on which its code is printed; empty where the tag itself bears it."""


class Signers(Struct, frozen=True):
    """Who signs for the office: who confirms, who checks what the shop delivers, who hands over."""

    approve: Person = Person()
    check: Person = Person()
    hand_over: Person = Person()


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
    goods: str = GOODS
    """What is packed, in a few words."""
    specification: str = ""
    """The same with what else was ordered of it: shape, material, ring."""
    programme: str = ""
    """The programme's own name; empty is left to the pen, as all that follows."""
    orderer: str = ""
    signed_in: str = ""
    """The place before the date."""
    basis: str = ""
    """The plan that is carried out, with its number and day."""
    deliver_to: str = ""
    firm: Firm = Firm()
    signers: Signers = Signers()
    contact: Contact = Contact()
    unapproved: bool = False
    """Whether it is handed off though nobody has approved it."""
    number: int | None = None
    """The order's running number: 2 of a reprint."""

    @property
    def head(self) -> Letterhead:
        """The head of the office's own documents."""
        return Letterhead(
            self.issuer,
            self.date,
            self.superior,
            self.signed_in,
            is_sample=self.sample,
            is_unapproved=self.unapproved,
        )

    @property
    def receivers(self) -> tuple[tuple[Share, ...], ...]:
        """What each receiver gets, in one edition or, a channel, in several."""
        return by_receiver(share for share in self.shares if not share.is_unallotted)

    @property
    def reference(self) -> str:
        """By what these papers are matched with proof, package and sheets: the order's #."""
        stamp = f"{UNAPPROVED_STAMP} · " if self.unapproved else ""
        return f"{stamp}mã in # {self.content_hash}"

    def has_list(self, share: Share) -> bool:
        """Tell whether a share has a list in which households sign."""
        return share.households is not None or (self.lists and not share.is_unallotted)

    def receiver(self, share: Share) -> str:
        """Return who signs for a share: the edition's own office where editions are the receivers."""
        own = self.edition(share.edition).office if self.by_edition else ""
        return own or share.name

    def goods_of(self, share: Share) -> str:
        """Return what a share's tags are called: by the programme's name, where there is one."""
        return self.edition(share.edition).programme or self.programme or GOODS

    def edition(self, name: str) -> PackedEdition:
        """Return the edition of that id."""
        return next(edition for edition in self.editions if edition.id == name)

    @property
    def tags(self) -> int:
        """All tags that are packed."""
        return sum(share.tags for share in self.shares)
