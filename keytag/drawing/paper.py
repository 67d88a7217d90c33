"""A page of paper whose lines stay text: what an office prints, and what people search, copy and have read out.

For papers alone: what is cut or goes onto plates is outlines (`keytag.drawing.artwork`). Millimetres, y down,
baselines for type.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.drawing.artwork import Artwork
from keytag.drawing.geometry import Affine, Path
from keytag.drawing.ink import Ink
from keytag.drawing.lettering import GlyphRun


class TypeLine(Struct, frozen=True):
    """A line of type: its shaped run, where its baseline begins, its em in mm, its ink."""

    run: GlyphRun
    x: float
    y: float
    em: float
    ink: Ink


class PlacedArtwork(Struct, frozen=True):
    """An artwork on a page: ``transform`` takes its millimetres to the page's; ``clip`` is in those of the page.

    One artwork is kept once, however often and however clipped it is placed.
    """

    artwork: Artwork
    transform: Affine
    clip: Path | None = None


class PaperPage(Struct, frozen=True):
    """A page of ``width`` × ``height`` mm with what stands on it, in paint order."""

    width: float
    height: float
    parts: tuple[TypeLine | PlacedArtwork, ...]
