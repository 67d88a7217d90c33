"""A press sheet's cuts as SVG: lines alone, true to size, one named group for each layer.

What lies inside a tag comes before its outline. Must not know what is printed. Answers to SVG 1.1 (Second
Edition), 7.10 (units), 8.3.8 (arcs) and 9 (shapes); groups are layers by Inkscape's attributes, which others read
too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from math import atan, atan2, degrees, hypot, sin

from keytag.drawing.geometry.curves import Chain, Circle, Curve, Ellipse
from keytag.imposition.cut_sheet import CutInfo, CutSheet
from keytag.units import to_mm

# Cutters tell lines to follow by their colour and take hairlines alone: 0.25 pt, and plain blue, red, black, grey.
_HAIRLINE = to_mm(0.25)
_HOLE, _CUT, _MARKS, _INFO = "#0000ff", "#ff0000", "#000000", "#808080"


def write_cut_svg(sheet: CutSheet, title: str = "") -> str:
    """Return ``sheet`` as an SVG document whose user unit is the millimetre, origin top-left."""
    width, height = _number(sheet.width), _number(sheet.height)
    names = sheet.names
    # A program that follows the file's order cuts what lies inside a tag first.
    layers = ((names.hole, _HOLE, sheet.holes), (names.cut, _CUT, sheet.cuts), (names.marks, _MARKS, sheet.marks))
    groups = [_group(name, colour, map(_element, curves)) for name, colour, curves in layers if curves]
    if sheet.info is not None:
        groups.append(_group(names.info, _INFO, _said(sheet.info)))
    named = f"<title>{escape(title)}</title>\n" if title else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
        f' width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}">\n{named}{"".join(groups)}</svg>\n'
    )


def _group(name: str, colour: str, elements: Iterable[str]) -> str:
    lines = "\n".join(elements)
    return (
        f'<g id="{_identifier(name)}" inkscape:groupmode="layer" inkscape:label="{escape(name)}" fill="none"'
        f' stroke="{colour}" stroke-width="{_number(_HAIRLINE)}">\n{lines}\n</g>\n'
    )


def _identifier(name: str) -> str:
    """Return a layer's name as XML's identifiers are: no spaces, and a letter first."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in name)
    return plain if plain[:1].isalpha() else f"_{plain}"


def _said(info: CutInfo) -> Iterator[str]:
    yield from (f'<path d="{_data(line)}"/>' for line in info.lines)
    for words, at in info.words:
        x, y = map(_number, at)
        yield (
            f'<text x="{x}" y="{y}" font-family="sans-serif" font-size="{_number(info.size)}"'
            f' fill="{_INFO}" stroke="none">{escape(words)}</text>'
        )


def _element(curve: Curve) -> str:
    if isinstance(curve, Circle):
        x, y = map(_number, curve.centre)
        return f'<circle cx="{x}" cy="{y}" r="{_number(curve.radius)}"/>'
    if isinstance(curve, Ellipse):
        return _ellipse(curve)
    return f'<path d="{_data(curve)}"/>'


def _ellipse(curve: Ellipse) -> str:
    (x, y), (major_x, major_y) = curve.centre, curve.major
    long = hypot(major_x, major_y)
    rx, ry, turn = long, long * curve.ratio, degrees(atan2(major_y, major_x)) % 180
    if abs(turn - 90) < 1e-9:
        rx, ry, turn = ry, rx, 0.0
    moved = f' transform="rotate({turn:.6g} {_number(x)} {_number(y)})"' if min(turn, 180 - turn) > 1e-9 else ""
    return f'<ellipse cx="{_number(x)}" cy="{_number(y)}" rx="{_number(rx)}" ry="{_number(ry)}"{moved}/>'


def _data(chain: Chain) -> str:
    """Return the path data of a chain; with y down SVG's positive sweep is clockwise as seen."""
    first = chain.vertices[0]
    parts = [f"M{_number(first[0])} {_number(first[1])}"]
    for (x0, y0, bulge), (x1, y1, _) in pairwise((*chain.vertices, first) if chain.closed else chain.vertices):
        end = f"{_number(x1)} {_number(y1)}"
        if bulge:
            angle = 4 * atan(abs(bulge))
            radius = _number(hypot(x1 - x0, y1 - y0) / 2 / sin(angle / 2))
            parts.append(f"A{radius} {radius} 0 0 {int(bulge < 0)} {end}")
        elif (x1, y1) != first[:2] or not chain.closed:
            parts.append(f"L{end}")
    return "".join((*parts, "Z" if chain.closed else ""))


def _number(value: float) -> str:
    return f"{round(value, 4) + 0.0:.8g}"
