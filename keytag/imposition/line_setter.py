"""Lines of lettering from shared artworks: one for each letter, the same wherever it occurs.

So the slugs of all forms, and the counters of a thousand sheets, cost next to nothing. Lettering comes in as
outlines through ``letter``; this module knows no font.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Affine, Path
from keytag.drawing.ink import Ink, registration
from keytag.imposition.sheet import Placement
from keytag.units import MM_PER_POINT

Letter = Callable[[str, float], tuple[Path, float]]
"""Text and size in points to outlines and advance in mm: baseline from (0, 0) towards +x, y down."""
# Large enough that a thousandth of a millimetre, to which exporters round, is nothing once scaled down.
_REFERENCE_PT = 10.0
_EM = _REFERENCE_PT * MM_PER_POINT


class LineSetter:
    """Sets lines from shared artworks at one size and in one ink, that of all plates unless said; placing scales.

    ``heavy`` sets what must stand out, in letters of its own where there are any.
    """

    def __init__(self, letter: Letter, ink: Ink | None = None, heavy: Letter | None = None) -> None:
        ink = ink or registration()
        self.heavy: LineSetter = self if heavy is None else LineSetter(heavy, ink)

        def draw(character: str) -> tuple[Artwork | None, float]:
            path, advance = letter(character, _REFERENCE_PT)
            if path.is_empty:
                return None, advance
            return Artwork((Fill(path, ink, Role.MARK),), path.bounds()), advance

        def whole(text: str) -> Artwork:
            path, at = Path(), 0.0
            for character in text:
                outlines, advance = letter(character, _REFERENCE_PT)
                path += outlines.transformed(Affine.translation(at, 0.0))
                at += advance
            return Artwork((Fill(path, ink, Role.MARK),), path.bounds())

        self._drawn = lru_cache(maxsize=None)(draw)
        self._whole = lru_cache(maxsize=None)(whole)
        self._set_in = lru_cache(maxsize=None)(lambda other: LineSetter(letter, other))

    def in_ink(self, ink: Ink) -> LineSetter:
        """Return who sets the same letters in ``ink``."""
        return self._set_in(ink)

    def width(self, text: str) -> float:
        """Return the length of ``text`` at a size of one em (mm per mm of em)."""
        return sum(self._drawn(character)[1] for character in text) / _EM

    def widest_number(self, digits: int) -> float:
        """Return the length of the longest number of so many ``digits`` at a size of one em."""
        return digits * max(map(self.width, "0123456789"))

    def place(self, text: str, x: float, y: float, em: float) -> tuple[Placement, ...]:
        """Return ``text`` with its baseline starting at (x, y), ``em`` mm large."""
        scale = em / _EM
        placements: list[Placement] = []
        for character in text:
            artwork, advance = self._drawn(character)
            if artwork is not None:
                placements.append(Placement(artwork, Affine(scale, 0.0, 0.0, scale, x, y)))
            x += advance * scale
        return tuple(placements)

    def word(self, text: str, x: float, y: float, em: float) -> Placement:
        """Return ``text`` as `place` sets it, but as one artwork: for what stands on every sheet."""
        scale = em / _EM
        return Placement(self._whole(text), Affine(scale, 0.0, 0.0, scale, x, y))
