"""The basic shapes as paths. SVG 1.1 (Second Edition), 9; SVG 2, 9 (radii that are not given)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from keytag.drawing.geometry import Affine, Path, Rect, circle, polygon, polyline, rectangle, rounded_rectangle
from keytag.drawing.svg_import.numbers import Viewport, length, points
from keytag.drawing.svg_import.path_data import read_path
from keytag.drawing.svg_import.refusal import bad_number

Attributes = Mapping[str, str]


def _path(attributes: Attributes, _of: Viewport) -> Path:
    return read_path(attributes.get("d", ""))


def _polygon(attributes: Attributes, _of: Viewport) -> Path:
    corners = points(attributes.get("points", ""))
    return polygon(corners) if len(corners) > 1 else Path()


def _polyline(attributes: Attributes, _of: Viewport) -> Path:
    corners = points(attributes.get("points", ""))
    return polyline(corners) if len(corners) > 1 else Path()


def _line(attributes: Attributes, of: Viewport) -> Path:
    ends = [(at(attributes, f"x{i}", of.width), at(attributes, f"y{i}", of.height)) for i in (1, 2)]
    return polyline(ends)


def _circle(attributes: Attributes, of: Viewport) -> Path:
    radius = size(attributes, "r", of.diagonal)
    return _ellipse_of(attributes, radius, radius, of)


def _ellipse(attributes: Attributes, of: Viewport) -> Path:
    # SVG 2, 9.4: a radius that is not given is like the other.
    given = [name for name in ("rx", "ry") if attributes.get(name, "auto").strip() != "auto"]
    if not given:
        return Path()
    whole = {"rx": of.width, "ry": of.height}
    return _ellipse_of(
        attributes, size(attributes, given[0], whole[given[0]]), size(attributes, given[-1], whole[given[-1]]), of
    )


def _ellipse_of(attributes: Attributes, rx: float, ry: float, of: Viewport) -> Path:
    if rx == 0 or ry == 0:
        return Path()
    cx, cy = at(attributes, "cx", of.width), at(attributes, "cy", of.height)
    return circle(0.0, 0.0, 1.0).transformed(Affine(rx, 0.0, 0.0, ry, cx, cy))


def _rect(attributes: Attributes, of: Viewport) -> Path:
    width, height = size(attributes, "width", of.width), size(attributes, "height", of.height)
    if width == 0 or height == 0:
        return Path()
    x, y = at(attributes, "x", of.width), at(attributes, "y", of.height)
    # SVG 1.1, 9.2: a radius that is not given is like the other; neither passes half the side.
    given = [name for name in ("rx", "ry") if attributes.get(name, "auto").strip() != "auto"]
    radii = {name: size(attributes, name, of.width if name == "rx" else of.height) for name in given}
    rx = min(radii[given[0]], width / 2) if given else 0.0
    ry = min(radii[given[-1]], height / 2) if given else 0.0
    if rx == 0 or ry == 0:
        return rectangle(Rect(x, y, x + width, y + height))
    unit = rounded_rectangle(Rect(0.0, 0.0, width / rx, height / ry), 1.0)
    return unit.transformed(Affine(rx, 0.0, 0.0, ry, x, y))


def at(attributes: Attributes, name: str, whole: float, default: str = "0") -> float:
    """Return a coordinate in px; a percentage is of ``whole``."""
    return length(name, attributes.get(name, default), whole)


def size(attributes: Attributes, name: str, whole: float, default: str = "0") -> float:
    """Return a length that is not below 0 in px; a percentage is of ``whole``."""
    value = length(name, attributes.get(name, default), whole)
    if value < 0:
        raise bad_number(name, attributes[name])
    return value


SHAPES: Mapping[str, Callable[[Attributes, Viewport], Path]] = {
    "path": _path,
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "polygon": _polygon,
    "polyline": _polyline,
    "line": _line,
}
"""What each element draws, in its own coordinates."""
