"""The display list: what a finished side of a tag, or a mark on the sheet, consists of.

The whole vocabulary is `Fill`, `Stroke` and `Group`. Coordinates are millimetres, origin top-left of the trim
box, y down. There are no fonts: lettering is outlines. Every exporter (PDF, SVG, preview) consumes only this.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.geometry import IDENTITY, Affine, Path, Rect
from keytag.drawing.ink import Ink


class Role(StrEnum):
    """What an item is for, so that a check can pick it out."""

    GROUND = "ground"
    RULE = "rule"
    LETTERING = "lettering"
    QR = "qr"
    QR_GROUND = "qr-ground"
    ART = "art"
    SIGN = "sign"
    MARK = "mark"
    DIELINE = "dieline"
    KISS_CUT = "kiss-cut"
    HOLE = "hole"
    UNDERBASE = "underbase"
    BLEED_LINE = "bleed-line"
    DIMENSION = "dimension"
    INFO = "info"
    GUIDE = "guide"
    """What a cutting file shows of printed marks, so that its operator finds the print."""


class Source(Struct, frozen=True):
    """Where an item comes from: the template's slot and the job's node (``numbers.0``), for a check to name."""

    slot: str
    node: str = ""


NOWHERE = Source("")


class Fill(Struct, frozen=True, cache_hash=True):
    """A path filled by the non-zero winding rule.

    What does ``overprint`` leaves all that is beneath it but its own inks; what ``spares_spots`` knocks out the
    process inks beneath it and leaves the spots.
    """

    path: Path
    ink: Ink
    role: Role
    source: Source = NOWHERE
    overprint: bool = False
    said: str = ""
    """Of lettering the letters that it draws, in their case: what a person reads there."""
    spares_spots: bool = False


class Stroke(Struct, frozen=True, cache_hash=True):
    """A path stroked centred, ``width`` in mm, with round joins and butt caps."""

    path: Path
    ink: Ink
    width: float
    role: Role
    source: Source = NOWHERE
    overprint: bool = False
    dash: tuple[float, ...] = ()
    spares_spots: bool = False


class Group(Struct, frozen=True, cache_hash=True):
    """Items moved together by ``transform`` and, where ``clip`` is given, clipped to it (before the transform)."""

    items: tuple[Item, ...]
    transform: Affine = IDENTITY
    clip: Path | None = None


Item = Fill | Stroke | Group


class Artwork(Struct, frozen=True, cache_hash=True):
    """A finished drawing: its items in paint order, its trim box and the bleed round it.

    Equal artworks are one artwork: exporters draw them once and place them often.
    """

    items: tuple[Item, ...]
    trim: Rect
    bleed: float = 0.0
    room: float = 0.0
    """Beyond the bleed, for what is said to the shop outside of the product."""

    @property
    def bleed_box(self) -> Rect:
        """The trim box grown by the bleed."""
        return self.trim.grown(self.bleed)

    @property
    def page_box(self) -> Rect:
        """All that is drawn: the bleed box grown by the room."""
        return self.trim.grown(self.bleed + self.room)


def walk(items: tuple[Item, ...], transform: Affine = IDENTITY) -> Iterator[tuple[Fill | Stroke, Affine]]:
    """Yield every fill and stroke in paint order with the matrix that takes it to the artwork's coordinates."""
    for item in items:
        if isinstance(item, Group):
            yield from walk(item.items, item.transform.then(transform))
        else:
            yield item, transform


def visible_items(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield what is seen of a tag, in process colours: no cut, no white below, spots by their alternates."""
    for item in items:
        if isinstance(item, Group):
            yield replace(item, items=tuple(visible_items(item.items)))
        elif not item.ink.technical and item.role is not Role.UNDERBASE:
            yield replace(item, ink=Ink(item.ink.name, item.ink.look), overprint=False)


def inks(artwork: Artwork) -> tuple[Ink, ...]:
    """Return the distinct inks of ``artwork`` in the order of first use."""
    return tuple(dict.fromkeys(item.ink for item, _ in walk(artwork.items)))
