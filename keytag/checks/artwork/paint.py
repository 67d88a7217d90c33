"""What lies on the plates at one place, after everything painted there: amounts of ink, and how they look.

Answers to ISO 32000-1, 8.6.7 (overprinting, OPM 1).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from keytag.drawing.ink import PAPER, Cmyk, Ink, amounts, amounts_after


class Paint(Struct, frozen=True):
    """Amounts by plate, the process mixture they look like (spots by their alternates), and a name for people."""

    plates: tuple[tuple[str, float], ...]
    cmyk: Cmyk
    name: str

    @property
    def amounts(self) -> dict[str, float]:
        """How much lies on each plate."""
        return dict(self.plates)

    @property
    def total(self) -> float:
        """All inks together, 1 for one full ink."""
        return sum(amount for _, amount in self.plates)


BARE = Paint(tuple(amounts(PAPER).items()), PAPER.cmyk, PAPER.name)


def paint_of_layers(layers: Iterable[tuple[Ink, bool]]) -> Paint:
    """Return what ``layers`` come to in paint order: each is an ink and whether it overprints."""
    paint = BARE
    for ink, overprint in layers:
        paint = over(ink, paint, overprint=overprint)
    return paint


def over(ink: Ink, under: Paint, *, overprint: bool) -> Paint:
    """Return what ``ink`` painted over ``under`` comes to."""
    look = tuple(amount * ink.tint for amount in ink.cmyk) if ink.spot else ink.cmyk
    if overprint and ink.spot:
        look = tuple(min(above + below, 1.0) for above, below in zip(look, under.cmyk, strict=True))
    elif overprint:
        look = tuple(above or below for above, below in zip(look, under.cmyk, strict=True))
    cyan, magenta, yellow, black = look
    plates = amounts_after(ink, under.amounts, overprint=overprint)
    return Paint(tuple(plates.items()), (cyan, magenta, yellow, black), ink.name)
