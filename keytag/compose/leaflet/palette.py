"""A leaflet's colours, from those of its tag: one strong accent, and what can be read on it and on paper.

House rules throughout; what contrast is enough is that of the checks of lettering.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from keytag.drawing.colorimetry import Lab, contrast
from keytag.drawing.ink import BLACK, PAPER, Cmyk, Ink

# WCAG 2.2, 1.4.3: 4.5:1 for what is read, 3:1 for what is large.
_READ, _LARGE = 4.5, 3.0
# House rule: grey that stands back and can still be read; a tint that shows and carries black.
_MUTED = Ink("muted", (0.0, 0.0, 0.0, 0.7))
_TINT = 0.08


def palette_of(tag: Mapping[str, Ink], look: Callable[[Cmyk], Lab]) -> dict[str, Ink]:
    """Return the ink of each role, from the inks ``tag`` of a tag's template by their roles.

    A tag on white lends its rim, its lines or its lettering. What would be a spot is printed in process colours.
    """
    own = {role: Ink(ink.name, ink.look) for role, ink in tag.items()}

    def reads(one: Ink, other: Ink) -> float:
        return contrast(look(one.cmyk), look(other.cmyk))

    def first(wanted: Iterable[str], ground: Ink, least: float, otherwise: Ink) -> Ink:
        inks = (own[role] for role in wanted if role in own)
        return next((ink for ink in inks if reads(ink, ground) >= least), otherwise)

    def is_like(one: Ink, other: Ink, ground: Ink) -> bool:
        """Tell whether both are lighter than ``ground``, or both darker."""
        middle = look(ground.cmyk)[0]
        return (look(one.cmyk)[0] > middle) == (look(other.cmyk)[0] > middle)

    offered = (own[role] for role in ("ground", "rim", "line", "accent", "text") if role in own)
    band = next((ink for ink in offered if not ink.is_white), BLACK)
    plain = PAPER if reads(PAPER, band) >= reads(BLACK, band) else BLACK
    on_band = first(("text",), band, _READ, plain)
    accents = [own[role] for role in ("accent",) if role in own and is_like(own[role], on_band, band)]
    highlight = next((ink for ink in accents if reads(ink, band) >= _LARGE), on_band)
    strong = band if reads(band, PAPER) >= _LARGE else first(("line", "accent", "text"), PAPER, _LARGE, BLACK)
    c, m, y, k = band.cmyk
    return {
        "band": band,
        "on-band": on_band,
        "highlight": highlight,
        "strong": strong,
        "tint": Ink("tint", (c * _TINT, m * _TINT, y * _TINT, k * _TINT)),
        "ink": BLACK,
        "muted": _MUTED,
        "paper": PAPER,
    }
