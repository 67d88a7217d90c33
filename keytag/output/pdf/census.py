"""Which artworks are one and the same: equal artworks get one number, in the order of first use."""

from __future__ import annotations

from collections.abc import Iterable

from keytag.drawing.artwork import Artwork


class Census:
    """The distinct artworks among those given.

    Comparing artworks in full is slow, so each object is looked at once and then known by its identity; the
    census holds on to every object it was given, so that no identity is ever reused.
    """

    def __init__(self, artworks: Iterable[Artwork]) -> None:
        numbers: dict[Artwork, int] = {}
        self._held: dict[int, tuple[Artwork, int]] = {}
        for artwork in artworks:
            if id(artwork) not in self._held:
                self._held[id(artwork)] = (artwork, numbers.setdefault(artwork, len(numbers)))
        self.distinct = tuple(numbers)

    def number(self, artwork: Artwork) -> int:
        """Return the number of one of the artworks given, an index of ``distinct``."""
        return self._held[id(artwork)][1]
