"""Colours and the properties that decide how a shape is painted. SVG 1.1, 4.2 (colour), 6.4 and 11 (painting)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.svg_import import rules
from keytag.drawing.svg_import.refusal import RefusedDrawingError, not_taken
from keytag.text.text import Text

# CSS 2.1, 4.3.6: the seventeen colour names.
_NAMED = {
    "aqua": "#00FFFF",
    "black": "#000000",
    "blue": "#0000FF",
    "fuchsia": "#FF00FF",
    "gray": "#808080",
    "green": "#008000",
    "lime": "#00FF00",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "orange": "#FFA500",
    "purple": "#800080",
    "red": "#FF0000",
    "silver": "#C0C0C0",
    "teal": "#008080",
    "white": "#FFFFFF",
    "yellow": "#FFFF00",
    # CSS Color 3, 4.3 and common usage: the other spelling, and both names that drawing programs write for a flag.
    "grey": "#808080",
    "gold": "#FFD700",
    "crimson": "#DC143C",
}
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_RGB = re.compile(r"rgb\(\s*(\d{1,3}%?)\s*,\s*(\d{1,3}%?)\s*,\s*(\d{1,3}%?)\s*\)", re.IGNORECASE)
_AMOUNT = re.compile(r"\s*([0-9.]+)(%?)\s*", re.ASCII)

_EFFECTS = ("mask", "filter", "clip-path", "marker", "marker-start", "marker-mid", "marker-end")
_INHERITED = ("fill", "fill-rule", "stroke", "stroke-width", "visibility")
# SVG 2, 6.6 lets style sheets set these; SVG 1.1 programs write them as attributes.
_ATTRIBUTES_ONLY = frozenset({"transform", "transform-origin", "d", "x", "y", "cx", "cy", "r", "rx", "ry"})


class ArtPaint(Struct, frozen=True):
    """How shapes are painted at one place in the drawing, inherited values included."""

    fill: str | None = "#000000"
    """``#RRGGBB``, or None for no fill."""
    even_odd: bool = False
    stroke: bool = False
    hairless: bool = False
    """Whether the stroke's width is 0."""
    hidden: bool = False


def read_colour(value: str) -> str | None:
    """Return a colour as ``#RRGGBB`` in capitals; None for ``none`` and ``transparent``.

    Raises RefusedDrawingError for gradients and for what is no colour.
    """
    text = value.strip().lower()
    if text in {"none", "transparent"}:
        return None
    if _HEX.fullmatch(text):
        digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
        return f"#{digits.upper()}"
    if text in _NAMED:
        return _NAMED[text]
    call = _RGB.fullmatch(text)
    if call is not None:
        return "#" + "".join(f"{_channel(amount):02X}" for amount in call.groups())
    if "url(" in text:
        raise not_taken("gradient")
    raise RefusedDrawingError(
        rules.BAD_COLOUR,
        Text(f"“{value[:40]}” không phải là màu đọc được.", f"“{value[:40]}” is no colour that can be read."),
    )


def painted(attributes: Mapping[str, str], outer: ArtPaint) -> ArtPaint:
    """Return how an element with ``attributes`` is painted inside ``outer``; its ``style`` outranks attributes.

    Raises RefusedDrawingError where it asks for more than a flat opaque fill.
    """
    properties = {**attributes, **_declarations(attributes.get("style", ""))}
    _refuse_transparency(properties)
    own = {
        name: properties[name].strip()
        for name in _INHERITED
        if properties.get(name, "inherit").strip() != "inherit"
    }
    paint = outer
    if "fill" in own:
        paint = replace(paint, fill=read_colour(own["fill"]))
    if "fill-rule" in own:
        paint = replace(paint, even_odd=own["fill-rule"] == "evenodd")
    if "stroke" in own:
        paint = replace(paint, stroke=own["stroke"] not in {"none", "transparent"})
    if "stroke-width" in own:
        paint = replace(paint, hairless=re.fullmatch(r"0*(?:\.0*)?(px)?", own["stroke-width"]) is not None)
    if "visibility" in own:
        paint = replace(paint, hidden=own["visibility"] != "visible")
    return paint


def is_undisplayed(attributes: Mapping[str, str]) -> bool:
    """Tell whether an element and all that is in it are left out of the drawing."""
    return {**attributes, **_declarations(attributes.get("style", ""))}.get("display", "").strip() == "none"


def _declarations(style: str) -> dict[str, str]:
    """Return the declarations of a ``style`` attribute. Raises RefusedDrawingError for geometry among them."""
    found: dict[str, str] = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        found[name.strip().lower()] = value.replace("!important", "").strip()
    if not _ATTRIBUTES_ONLY.isdisjoint(found):
        raise not_taken("style")
    return found


def _refuse_transparency(properties: Mapping[str, str]) -> None:
    for name in ("opacity", "fill-opacity"):
        if name in properties and not _is_opaque(properties[name]):
            raise not_taken("opacity")
    if properties.get("mix-blend-mode", "normal").strip() not in {"normal", "inherit"}:
        raise not_taken("opacity")
    if any(properties.get(name, "none").strip() != "none" for name in _EFFECTS):
        raise not_taken("effect")


def _is_opaque(value: str) -> bool:
    match = _AMOUNT.fullmatch(value)
    try:
        return match is not None and float(match.group(1)) >= (100 if match.group(2) else 1)
    except ValueError:
        return False


def _channel(amount: str) -> int:
    if amount.endswith("%"):
        return round(min(int(amount[:-1]), 100) * 2.55)
    return min(int(amount), 255)
