"""Lines of lettering from shared artworks: one per word group and one per digit, the same wherever they occur.

So a thousand sheets, each with a counter of its own, cost next to nothing. Lettering comes in as outlines through
``letter``; this module knows no font.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from keytag.artwork import Artwork, Fill, Role
from keytag.geometry import Affine, Path, Rect
from keytag.imposition.sheet import Placement
from keytag.ink import BLACK
from keytag.units import MM_PER_POINT

Letter = Callable[[str, float], Path]
"""Text and size in points to outlines: baseline from (0, 0) towards +x, y down."""

_REFERENCE_PT = 10.0
_EM = _REFERENCE_PT * MM_PER_POINT
# House rules, in ems: the space, and what follows a group's ink.
_SPACE, _BEARING = 0.28, 0.06
_TOKENS = re.compile(r"[0-9]|[^0-9 ]+(?: +[^0-9 ]+)*| +")


class Typesetter:
    """Sets lines from shared artworks at one size; they are scaled where they are placed."""

    def __init__(self, letter: Letter) -> None:
        def draw(text: str) -> Artwork:
            path = letter(text, _REFERENCE_PT)
            bounds = Rect(0.0, 0.0, 0.0, 0.0) if path.is_empty else path.bounds()
            return Artwork((Fill(path, BLACK, Role.MARK),), bounds)

        self._drawn = lru_cache(maxsize=None)(draw)

    def width(self, text: str) -> float:
        """Return the length of ``text`` at a size of one em (mm per mm of em)."""
        return sum(advance for _, advance in self._pieces(text)) / _EM

    def widest_number(self, digits: int) -> float:
        """Return the length of the longest number of so many ``digits`` at a size of one em."""
        return digits * max(map(self.width, "0123456789"))

    def place(self, text: str, x: float, y: float, em: float) -> tuple[Placement, ...]:
        """Return ``text`` with its baseline starting at (x, y), ``em`` mm large."""
        scale = em / _EM
        placements: list[Placement] = []
        for artwork, advance in self._pieces(text):
            if artwork is not None:
                placements.append(Placement(artwork, Affine(scale, 0.0, 0.0, scale, x, y)))
            x += advance * scale
        return tuple(placements)

    def _pieces(self, text: str) -> list[tuple[Artwork | None, float]]:
        pieces: list[tuple[Artwork | None, float]] = []
        for token in _TOKENS.findall(text):
            if token.isspace():
                pieces.append((None, len(token) * _SPACE * _EM))
            else:
                artwork = self._drawn(token)
                pieces.append((artwork, artwork.trim.x1 + _BEARING * _EM))
        return pieces
