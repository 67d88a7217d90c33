"""Numbers as SVG writes them, lists of points, transforms. SVG 1.1, 4.2 (number, length) and 7.6 (transform)."""

from __future__ import annotations

import re
from math import radians, tan

from keytag.drawing.geometry import IDENTITY, Affine, Point
from keytag.drawing.svg_import.refusal import MAX_COMMANDS, bad_number, too_large

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
SEPARATOR = re.compile(r"[ \t\r\n\f]*,?[ \t\r\n\f]*")
# A number and what parts it from the next: a path has hundreds of thousands.
NUMBER_AND_SEPARATOR = re.compile(f"({NUMBER.pattern}){SEPARATOR.pattern}", re.ASCII)
# House rule: no drawing needs larger figures, and their products stay finite.
MAX_NUMBER = 1e9
# House rule: twice the digits that a float holds, with sign, point and exponent.
_MAX_DIGITS = 40

_TRANSFORM = re.compile(r"[ \t\r\n,]*([A-Za-z]+)[ \t\r\n]*\(([^()]*)\)[ \t\r\n,]*")
_COUNTS = {"matrix": (6,), "translate": (1, 2), "scale": (1, 2), "rotate": (1, 3), "skewX": (1,), "skewY": (1,)}


def number(what: str, text: str) -> float:
    """Return a plain number or one in px. Raises RefusedDrawingError for anything else."""
    bare = text.strip().removesuffix("px")
    if len(bare) > _MAX_DIGITS or NUMBER.fullmatch(bare) is None or abs(float(bare)) > MAX_NUMBER:
        raise bad_number(what, text)
    return float(bare)


def bounded(what: str, figures: str) -> float:
    """Return the value of ``figures``, which are a number's. Raises RefusedDrawingError where it is too large."""
    value = float(figures)
    if len(figures) > _MAX_DIGITS or abs(value) > MAX_NUMBER:
        raise bad_number(what, figures)
    return value


def numbers(what: str, text: str) -> tuple[float, ...]:
    """Return the numbers of a list, parted by blanks, commas or signs."""
    found: list[float] = []
    position = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    while position < end:
        match = NUMBER_AND_SEPARATOR.match(text, position)
        if match is None:
            raise bad_number(what, text)
        if len(found) >= 2 * MAX_COMMANDS:
            raise too_large()
        found.append(bounded(what, match[1]))
        position = match.end()
    return tuple(found)


def points(text: str) -> tuple[Point, ...]:
    """Return the points of a polygon."""
    values = numbers("points", text)
    if len(values) % 2:
        raise bad_number("points", text)
    return tuple(zip(values[::2], values[1::2], strict=True))


def transform(text: str) -> Affine:
    """Return the matrix of a ``transform`` attribute: its functions apply from the last to the first."""
    matrix = IDENTITY
    position = 0
    while position < len(text):
        match = _TRANSFORM.match(text, position)
        if match is None:
            raise bad_number("transform", text)
        name, values = match.group(1), numbers("transform", match.group(2))
        if len(values) not in _COUNTS.get(name, ()):
            raise bad_number("transform", text)
        matrix = _matrix(name, values).then(matrix)
        position = match.end()
    return matrix


def _matrix(name: str, values: tuple[float, ...]) -> Affine:
    if name == "matrix":
        return Affine(*values)
    if name == "translate":
        return Affine.translation(values[0], values[1] if len(values) > 1 else 0.0)
    if name == "scale":
        return Affine.scaling(values[0], values[-1])
    if name == "rotate":
        x, y = values[1:] or (0.0, 0.0)
        turn = Affine.rotation(values[0])
        return Affine.translation(-x, -y).then(turn).then(Affine.translation(x, y))
    slope = tan(radians(values[0]))
    return Affine(c=slope) if name == "skewX" else Affine(b=slope)
