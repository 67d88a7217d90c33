"""What a proof says and shows, as values: paper, page and pictures are drawn from these alone.

A proof is for people who read a list, not a picture: each line and each number stands here again as plain text,
as it is printed. Must not know how a tag is composed, nor of files.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from keytag.drawing.artwork import Artwork
from keytag.drawing.geometry import Hole, Path, Point, Shape
from keytag.drawing.ink import Ink
from keytag.drawing.qr import Symbol
from keytag.text.text import Text

SideName = Literal["front", "back"]
Rgb = tuple[int, int, int]
SIDE_TITLES: Mapping[SideName, Text] = {"front": Text("Mặt trước", "Front"), "back": Text("Mặt sau", "Back")}


SPECIMEN = "BẢN LÀM THỬ – KHÔNG IN"
"""What a sample's proof says everywhere."""


class ProofSide(Struct, frozen=True):
    """One side as it will look: ``look`` holds what is seen of it, in process colours; its trim box is the tag's.

    ``hole`` is the keyring hole as this side sees it.
    """

    name: SideName
    look: Artwork
    hole: Hole | None = None
    stray: Point = (0.0, 0.0)
    """The worst misregister: by so much (mm) the print may lie off the cut, the way in which it hurts most."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.look.items


class ProofLine(Struct, frozen=True):
    """A line of a tag that is no number: its side, what it is, and its letters as they are printed."""

    side: SideName
    what: Text
    as_printed: str


class ProofNumber(Struct, frozen=True):
    """A telephone number of a tag.

    ``id`` tells it from every other of the proof and changes with its digits; ``tel`` is how it is dialled
    (``tel:+842693000113``), ``kind`` what it is, like “di động”; ``called`` is its id in the list of numbers to
    be called (``keytag check --called``), by which `keytag approve` is told that it was.
    """

    id: str
    side: SideName
    label: str
    as_printed: str
    tel: str
    kind: Text
    called: str


class ProofCode(Struct, frozen=True):
    """A tag's QR code: its side, and the address that it opens in three parts, ``host`` being whose site it is."""

    side: SideName
    before: str
    host: str
    after: str
    symbol: Symbol
    module: float
    """How wide one module is on the tag, in mm."""
    is_sticker: bool = False
    """Whether it is printed on a sticker that is put on the tag."""

    @property
    def link(self) -> str:
        """The address, letter for letter."""
        return self.before + self.host + self.after


class AcceptedWarning(Struct, frozen=True):
    """A warning that the job accepts, and why."""

    rule: str
    message: Text
    reason: str


class OpenWarning(Struct, frozen=True):
    """A warning that nobody has accepted yet, and what to do about it."""

    rule: str
    message: Text
    hint: Text


class ProofMisregister(Struct, frozen=True):
    """How far things may stray at the shop, in mm: plates of a side, the back against the front, the cut."""

    plates: float
    back: float
    cut: float

    def worst(self, side: SideName) -> float:
        """Return how far the print of ``side`` may lie off the cut: of a back, which strays itself, by both."""
        return self.cut + (self.back if side == "back" else 0.0)


class ProofFact(Struct, frozen=True):
    """One line of the specification: what it is, and what is ordered; None is left to the pen."""

    what: Text
    fact: Text | None


class ProofEdition(Struct, frozen=True):
    """One edition: what its office reads, calls, scans and signs.

    ``number`` is its number on press sheets and lists, ``artwork_hash`` ten hexadecimal digits that change with
    whatever is seen of its tag; ``safe`` is how far lettering keeps inside the cut, in mm.
    """

    id: str
    name: str
    number: int
    office: str
    programme: str
    quantity: int | None
    artwork_hash: str
    shape: Shape
    safe: float
    front: ProofSide
    back: ProofSide
    lines: tuple[ProofLine, ...]
    numbers: tuple[ProofNumber, ...]
    code: ProofCode | None
    specification: tuple[ProofFact, ...]
    accepted: tuple[AcceptedWarning, ...]
    open_warnings: tuple[OpenWarning, ...]
    misregister: ProofMisregister

    @property
    def sides(self) -> tuple[ProofSide, ProofSide]:
        """Front and back."""
        return (self.front, self.back)

    @property
    def hole(self) -> Hole | None:
        """The keyring hole as the front sees it."""
        return self.front.hole

    @property
    def safe_area(self) -> Path | None:
        """The outline within which lettering stays; None where the tag is too small to have one."""
        try:
            return self.shape.outline(self.safe)
        except ValueError:
            return None


class ProofSigner(Struct, frozen=True):
    """Who signs: post and name as the job says them; empty is left to the pen."""

    post: str = ""
    name: str = ""


class Proof(Struct, frozen=True):
    """A job's proof: what is common to it, and its editions in the job's order.

    ``office`` is the job's, ``programme`` its own name or empty; ``content_hash`` is the order's #, which stands
    on all that comes of it; ``colours`` tell how each ink of the editions' looks is seen on a screen.
    """

    job: str
    office: str
    programme: str
    day: date
    content_hash: str
    version: str
    is_sample: bool
    shop: Text
    goods: str
    size: tuple[float, float]
    quantity: int | None
    editions: tuple[ProofEdition, ...]
    open_warnings: tuple[OpenWarning, ...]
    colours: Mapping[Ink, Rgb]
    checker: ProofSigner = ProofSigner()
    approver: ProofSigner = ProofSigner()
    is_general_shop: bool = False
    """Whether the shop's figures are keytag's own, of no shop in particular."""
    has_own_numbers: bool = False
    """Whether the job has several editions, each then told by a number of its own beside the order's #."""

    @property
    def number(self) -> str:
        """The order's # with its name."""
        return f"mã in #\u00a0{self.content_hash}"

    def colour_of(self, ink: Ink) -> Rgb:
        """Return how ``ink`` is seen on a screen, each channel 0 to 255.

        Of any other than those of the editions it is the plain complement.
        """
        if ink in self.colours:
            return self.colours[ink]
        cyan, magenta, yellow, black = ink.look
        red, green, blue = (round(255 * (1 - amount) * (1 - black)) for amount in (cyan, magenta, yellow))
        return red, green, blue

    @property
    def numbers(self) -> tuple[ProofNumber, ...]:
        """Every number of every edition."""
        return tuple(number for edition in self.editions for number in edition.numbers)
