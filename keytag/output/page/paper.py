"""A canvas whose lines stay text: what is drawn on it is a page for an office printer, not for a press."""

from __future__ import annotations

from keytag.drawing.artwork import Artwork
from keytag.drawing.geometry import Affine, Path, Rect
from keytag.drawing.paper import PaperPage, PlacedArtwork, TypeLine
from keytag.output.page.canvas import A4, Align, Canvas, Style


class PaperCanvas(Canvas):
    """A `Canvas` that keeps lines as text; lines that stand on many pages cost no more than others."""

    def __init__(self, size: Rect = A4) -> None:
        super().__init__(size)
        self._parts: list[TypeLine | PlacedArtwork] = []

    def paper(self) -> PaperPage:
        """Return the page as it is now."""
        return PaperPage(self._size.width, self._size.height, tuple(self._parts))

    def line(self, text: str, x: float, y: float, style: Style, align: Align = Align.LEFT) -> None:
        """Set one line of type."""
        run = style.run(text)
        if run.glyphs:
            self._parts.append(TypeLine(run, x - run.advance * style.em * align.value, y, style.em, style.ink))

    def fixed(self, text: str, x: float, y: float, style: Style, align: Align = Align.LEFT) -> None:
        """Set one line of type."""
        self.line(text, x, y, style, align)

    def place(self, artwork: Artwork, transform: Affine) -> None:
        """Place an artwork, which is kept once however often it is placed."""
        self._parts.append(PlacedArtwork(artwork, transform))

    def place_clipped(self, artwork: Artwork, transform: Affine, clip: Path) -> None:
        """Place what of an artwork lies within ``clip``, which is in millimetres of the page."""
        self._parts.append(PlacedArtwork(artwork, transform, clip))
