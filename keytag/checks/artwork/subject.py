"""What is checked: a job as it is set up, and each edition's tag with the shop's limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

from keytag.compose import Frame
from keytag.compose.code_place import PlacedCode
from keytag.documents.job import EditionContent
from keytag.drawing.artwork import Artwork
from keytag.drawing.colorimetry import Lab
from keytag.drawing.geometry import Shape
from keytag.drawing.ink import ByPolarity, Cmyk, Ink


class Misregister(Struct, frozen=True):
    """How far things stray, in mm: any two plates of a side, the back against the front, the cut."""

    plates: float
    back: float
    cut: float


class Craft(Struct, frozen=True):
    """What a shop's way of printing can do: flat spots alone, how many inks, how low letters may be in mm.

    ``code_apart`` says that codes are printed on patches; ``is_poured`` that the material and what stands out of
    it are poured, each colour mixed for it; ``inks`` are the parts of the tag's template that have a
    colour, each with its ink. ``stock`` is the colour of the material; None where it is white.
    """

    spots_alone: bool = False
    most_inks: int | None = None
    smallest_letter: float | None = None
    code_apart: bool = False
    is_poured: bool = False
    inks: tuple[tuple[str, Ink], ...] = ()
    stock: Ink | None = None


class TagSubject(Struct, frozen=True):
    """A tag as composed: its sides, the front's frame, the code with its side, and the shop's limits.

    ``smallest_text`` are font sizes and ``smallest_line`` widths, in mm; ``most_ink`` is 1 for one full ink.
    ``look`` tells what a process mixture looks like on the shop's paper; ``colours`` are the nodes of the inks
    that the job gives, by their names. ``content`` is what the tag has to say; findings name its nodes.
    """

    front: Artwork
    back: Artwork
    frame: Frame
    code: PlacedCode | None
    code_side: Literal["front", "back", ""]
    smallest_text: ByPolarity
    smallest_line: ByPolarity
    most_ink: float
    tolerance: Misregister
    look: Callable[[Cmyk], Lab]
    colours: Mapping[str, str]
    content: EditionContent
    craft: Craft = Craft()

    def colour_node(self, *names: str, otherwise: str = "") -> str:
        """Return the node of the first of these inks that the job gives; where it gives none, the template's."""
        given = (self.colours[name] for name in names if name in self.colours)
        return next(given, otherwise or self.at("template"))

    def at(self, node: str) -> str:
        """Return the path of ``node`` of this edition."""
        return f"{self.content.node}.{node}" if self.content.node else node


class CutWish(Struct, frozen=True):
    """How deep tags are to be cut, and how the shop's cutter can; ``node`` is where that is said."""

    depth: Literal["through", "kiss"]
    made: Literal["both", "through", "kiss"] = "both"
    node: str = "shop"


class HoleWish(Struct, frozen=True):
    """The hole that a job asks for: ``edge`` mm of plastic between it and the cut."""

    diameter: float
    edge: float


class GivenColour(Struct, frozen=True):
    """A colour of an edition: its role, its ink, the ``#RRGGBB`` it was written as, and where.

    ``roles`` are those that the edition's template has.
    """

    role: str
    ink: Ink
    screen: str | None
    node: str
    template: str
    roles: tuple[str, ...]


class WorkSubject(Struct, frozen=True):
    """A job before anything is composed: what it says, its shape, its hole, its colours, the technical inks.

    ``stocks`` are the colours of the editions' materials (None: white), each with the node that gives it.
    """

    contents: tuple[EditionContent, ...]
    shape: Shape
    hole: HoleWish | None
    has_room_for_hole: bool
    colours: tuple[GivenColour, ...]
    technical: tuple[Ink, ...]
    look: Callable[[Cmyk], Lab]
    stocks: tuple[tuple[Ink | None, str], ...] = ()
    cut: CutWish = CutWish("through")
