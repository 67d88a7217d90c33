"""The basic shapes as paths. SVG 1.1, 9."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from keytag.drawing.geometry import Affine, Path, Rect, circle, polygon, rectangle, rounded_rectangle
from keytag.drawing.svg_import.numbers import number, points
from keytag.drawing.svg_import.path_data import read_path
from keytag.drawing.svg_import.refusal import bad_number

Attributes = Mapping[str, str]


def _path(attributes: Attributes) -> Path:
    return read_path(attributes.get("d", ""))


def _polygon(attributes: Attributes) -> Path:
    corners = points(attributes.get("points", ""))
    return polygon(corners) if len(corners) > 2 else Path()


def _circle(attributes: Attributes) -> Path:
    radius = _size(attributes, "r")
    return _ellipse_of(attributes, radius, radius)


def _ellipse(attributes: Attributes) -> Path:
    return _ellipse_of(attributes, _size(attributes, "rx"), _size(attributes, "ry"))


def _ellipse_of(attributes: Attributes, rx: float, ry: float) -> Path:
    if rx == 0 or ry == 0:
        return Path()
    return circle(0.0, 0.0, 1.0).transformed(
        Affine(rx, 0.0, 0.0, ry, _at(attributes, "cx"), _at(attributes, "cy"))
    )


def _rect(attributes: Attributes) -> Path:
    width, height = _size(attributes, "width"), _size(attributes, "height")
    if width == 0 or height == 0:
        return Path()
    x, y = _at(attributes, "x"), _at(attributes, "y")
    # SVG 1.1, 9.2: a radius that is not given is like the other; neither passes half the side.
    given = [name for name in ("rx", "ry") if attributes.get(name, "auto") != "auto"]
    rx = min(_size(attributes, given[0]), width / 2) if given else 0.0
    ry = min(_size(attributes, given[-1]), height / 2) if given else 0.0
    if rx == 0 or ry == 0:
        return rectangle(Rect(x, y, x + width, y + height))
    unit = rounded_rectangle(Rect(0.0, 0.0, width / rx, height / ry), 1.0)
    return unit.transformed(Affine(rx, 0.0, 0.0, ry, x, y))


def _line(_attributes: Attributes) -> Path:
    """Return nothing: a line has no inside to fill, and strokes are refused."""
    return Path()


def _at(attributes: Attributes, name: str) -> float:
    return number(name, attributes.get(name, "0"))


def _size(attributes: Attributes, name: str) -> float:
    value = number(name, attributes.get(name, "0"))
    if value < 0:
        raise bad_number(name, attributes[name])
    return value


SHAPES: Mapping[str, Callable[[Attributes], Path]] = {
    "path": _path,
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "polygon": _polygon,
    "polyline": _polygon,
    "line": _line,
}
"""What each element draws, in its own coordinates."""
