"""Colours as ``#RRGGBB``. CSS Color 4, 5 to 7 (sRGB), and SVG 1.1 (Second Edition), 11.2 (paint, icc-color)."""

from __future__ import annotations

import re
from functools import lru_cache

from keytag.drawing.svg_import import rules
from keytag.drawing.svg_import.refusal import RefusedDrawingError, not_taken
from keytag.text.text import Text

# SVG 1.1, 11.2: behind the sRGB colour may stand the same one for a profile; who cannot use it takes the first.
ICC = re.compile(r"\s+icc-color\([^()]*\)$", re.IGNORECASE)
# House rule: no colour is written longer.
_LONGEST = 200
# House rule: what differs less from full cover is full cover, written with rounding.
OPAQUE = 0.999


def read_colour(value: str, current: str | None = None) -> str | None:
    """Return a colour as ``#RRGGBB`` in capitals; None for ``none`` and what is wholly transparent.

    ``current`` is what ``currentColor`` stands for. Raises RefusedDrawingError for gradients, for half-transparent
    colours and for what is no colour.
    """
    text = value.strip()
    if "url(" in text.lower():
        raise not_taken("gradient")
    if text.lower() == "none":
        return None
    if text.lower() == "currentcolor" and current is not None:
        return read_colour(current)
    colour = _srgb(text[:_LONGEST])
    if colour is None:
        raise RefusedDrawingError(
            rules.BAD_COLOUR,
            Text(f"“{value[:40]}” không phải là màu đọc được.", f"“{value[:40]}” is no colour that can be read."),
        )
    red, green, blue, alpha = colour
    if alpha == 0:
        return None
    if alpha < OPAQUE:
        raise not_taken("opacity")
    return "#" + "".join(f"{round(min(max(channel, 0.0), 1.0) * 255):02X}" for channel in (red, green, blue))


@lru_cache(maxsize=1024)
def _srgb(text: str) -> tuple[float, float, float, float] | None:
    """Return red, green, blue and alpha between 0 and 1; None where ``text`` is no sRGB colour."""
    from tinycss2 import color4  # noqa: PLC0415 - only those who read drawings pay for it

    colour = color4.parse_color(ICC.sub("", text))
    if not isinstance(colour, color4.Color) or colour.space not in {"srgb", "hsl", "hwb"}:
        return None
    red, green, blue = colour.to("srgb").coordinates
    return red, green, blue, colour.alpha
