"""What of lettering and lines overprints the ground it stands on: fine black alone."""

from __future__ import annotations

from keytag.drawing.ink import Ink
from keytag.units import to_mm

# GWG 2022, R0009: black text under 12 pt overprints.
_OVERPRINT_BELOW = to_mm(12.0)
# GWG 2022, R0010: black lines under 2 pt overprint.
_FINE_LINE = to_mm(2.0)


def overprints(ink: Ink, size: float) -> bool:
    """Tell whether lettering of font ``size`` (mm) in ``ink`` overprints: black alone, where it is small."""
    return _is_black(ink) and size < _OVERPRINT_BELOW


def line_overprints(ink: Ink, width: float) -> bool:
    """Tell whether a line ``width`` mm wide in ``ink`` overprints: black alone, where it is fine."""
    return _is_black(ink) and width < _FINE_LINE


def _is_black(ink: Ink) -> bool:
    return ink.plates == {"Black"} and not ink.spot
