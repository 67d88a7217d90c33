"""A template's types at one point of their ranges: face, size, tracking and ink, as tag and shop let them be."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from math import inf

from msgspec import Struct

from keytag.documents.template import Type
from keytag.drawing.ink import Ink
from keytag.drawing.lettering import Face, GlyphRun, shape

# House rule: a line twice as thick as it was drawn is still the same line; beyond, the template has to change.
_MOST_THICKER = 2.0
# House rule: the last step squeezes the narrowest letters by a tenth; beyond that strokes grow uneven to the eye.
NARROWER = (None, 100.0, 87.5, 75.0, 67.5)
"""Steps of narrowing: the type's own face, then Roboto down its width axis, then narrower than its narrowest."""


class TypeSetting(Struct, frozen=True):
    """A type at one point of its ranges: face, font size in mm, tracking in ems, ink."""

    face: Face
    size: float
    tracking: float
    ink: Ink
    upper: bool

    def run(self, text: str) -> GlyphRun:
        """Shape ``text`` in this setting."""
        composed = unicodedata.normalize("NFC", text)
        return shape(composed.upper() if self.upper else composed, self.face, round(self.tracking, 4))


class TypeSettings(Struct, frozen=True):
    """Resolves types: the inks by role, how small the shop lets lettering become, how large the tag lets it."""

    inks: Mapping[str, Ink]
    smallest: Mapping[str, float]
    """Smallest font size in mm by role of colour."""
    growth: float = 1.0
    """What the largest sizes are multiplied by on tags larger than the one they were drawn for."""
    ceiling: float = inf
    """The largest font size in mm that the hotline leaves to all other lettering."""
    hotline: Type | None = None
    """The type of the hotline's figures, which know no ceiling."""
    finest: Mapping[str, float] = {}
    """Finest line in mm by role of colour, where the template's may be too fine for the shop."""

    def line_weight(self, ink: str, wanted: float) -> float:
        """Return how thick a line in ``ink`` is: as ``wanted``, or as the shop holds it, up to twice that."""
        return min(max(wanted, self.finest.get(ink, 0.0)), _MOST_THICKER * wanted)

    def setting(self, kind: Type, scale: float, step: int = 0) -> TypeSetting:
        """Return ``kind`` at ``scale`` (0 smallest to 1 largest) and a step of narrowing."""
        low = max(kind.size.smallest, self.smallest.get(kind.ink, 0.0))
        ceiling = inf if kind is self.hotline else self.ceiling
        high = max(min(kind.size.largest * self.growth, ceiling), low)
        width = NARROWER[step]
        face = Face(kind.family, kind.weight, kind.width) if width is None else Face("roboto", kind.weight, width)
        # Tracking opens up only where there is room to spare.
        tracking = kind.tracking / 100 * (scale if step == 0 else 0.0)
        return TypeSetting(face, low + (high - low) * scale, tracking, self.inks[kind.ink], kind.case == "upper")
