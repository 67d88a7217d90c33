"""Numbers, lengths, lists of points and transforms as SVG and CSS write them.

SVG 1.1 (Second Edition), 4.2 (number, length) and 7.6 (transform); CSS Values 3, 6.2 (absolute lengths); CSS
Transforms 1, 12 (two-dimensional functions).
"""

from __future__ import annotations

import re
from math import degrees, hypot, radians, sqrt, tan

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

# CSS Values 3, 6.2: 96 px are an inch.
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "pt": 96 / 72,
    "pc": 16.0,
}
_DEGREES = {"": 1.0, "deg": 1.0, "grad": 0.9, "rad": degrees(1), "turn": 360.0}
_UNIT = re.compile(r"(.*?)([a-z]*|%)", re.IGNORECASE | re.DOTALL)

_TRANSFORM = re.compile(r"[ \t\r\n,]*([A-Za-z]+)[ \t\r\n]*\(([^()]*)\)[ \t\r\n,]*")
_COUNTS = {
    "matrix": (6,),
    "translate": (1, 2),
    "translatex": (1,),
    "translatey": (1,),
    "scale": (1, 2),
    "scalex": (1,),
    "scaley": (1,),
    "rotate": (1, 3),
    "skew": (1, 2),
    "skewx": (1,),
    "skewy": (1,),
}
_TURNS = frozenset({"rotate", "skew", "skewx", "skewy"})


class Viewport:
    """The width and height that percentages are of. SVG 1.1, 7.10."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self.diagonal = hypot(width, height) / sqrt(2)


def parse_number(what: str, text: str) -> float:
    """Return a plain number or one in px. Raises RefusedDrawingError for anything else."""
    bare = text.strip().removesuffix("px")
    if len(bare) > _MAX_DIGITS or NUMBER.fullmatch(bare) is None or abs(float(bare)) > MAX_NUMBER:
        raise bad_number(what, text)
    return float(bare)


def length(what: str, text: str, whole: float | None = None) -> float:
    """Return a length in px; a percentage is of ``whole``. Raises RefusedDrawingError for other units."""
    stripped = text.strip()
    bare, unit = stripped, ""
    if len(stripped) <= _MAX_DIGITS and (match := _UNIT.fullmatch(stripped)) is not None:
        bare, unit = match[1], match[2].lower()
    if unit == "%" and whole is not None:
        return parse_number(what, bare) * whole / 100
    if unit not in _UNITS:
        raise bad_number(what, text)
    return parse_number(what, bare) * _UNITS[unit]


def fraction(what: str, text: str) -> float:
    """Return a number or percentage, brought to between 0 and 1."""
    return min(max(length(what, text, 1.0), 0.0), 1.0)


def bounded_number(what: str, figures: str) -> float:
    """Return the value of ``figures``, which are a number's. Raises RefusedDrawingError where it is too large."""
    value = float(figures)
    if len(figures) > _MAX_DIGITS or abs(value) > MAX_NUMBER:
        raise bad_number(what, figures)
    return value


def parse_numbers(what: str, text: str) -> tuple[float, ...]:
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
        found.append(bounded_number(what, match[1]))
        position = match.end()
    return tuple(found)


def points(text: str) -> tuple[Point, ...]:
    """Return the points of a polygon."""
    values = parse_numbers("points", text)
    if len(values) % 2:
        raise bad_number("points", text)
    return tuple(zip(values[::2], values[1::2], strict=True))


def transform(text: str, viewport: Viewport) -> Affine:
    """Return the matrix of a ``transform``: its functions apply from the last to the first."""
    matrix = IDENTITY
    position = 0
    while position < len(text):
        match = _TRANSFORM.match(text, position)
        if match is None:
            raise bad_number("transform", text)
        name = match.group(1).lower()
        values = tuple(_arguments(name, match.group(2), viewport))
        if len(values) not in _COUNTS.get(name, ()):
            raise bad_number("transform", text)
        matrix = _matrix(name, values).then(matrix)
        position = match.end()
    return matrix


def angle_deg(text: str) -> float:
    """Return an angle in degrees."""
    match = _UNIT.fullmatch(text.strip()) if len(text) <= _MAX_DIGITS else None
    if match is None or match[2].lower() not in _DEGREES:
        raise bad_number("transform", text)
    return parse_number("transform", match[1]) * _DEGREES[match[2].lower()]


def _arguments(name: str, text: str, viewport: Viewport) -> tuple[float, ...]:
    parts = re.split(r"[ \t\r\n\f]*,[ \t\r\n\f]*|[ \t\r\n\f]+", text.strip())
    if not any(part[-1:].isalpha() or part.endswith("%") for part in parts):
        return parse_numbers("transform", text)
    if name in _TURNS:
        return tuple(angle_deg(part) for part in parts)
    if name.startswith("translate"):
        sides = (viewport.height,) if name == "translatey" else (viewport.width, viewport.height)
        return tuple(length("transform", part, side) for part, side in zip(parts, sides, strict=False))
    if name.startswith("scale"):
        return tuple(length("transform", part, 1.0) for part in parts)
    return tuple(parse_number("transform", part) for part in parts)


def _matrix(name: str, values: tuple[float, ...]) -> Affine:
    if name == "matrix":
        return Affine(*values)
    if name.startswith("translate"):
        x, y = (*values, 0.0)[:2]
        return Affine.translation(0.0, x) if name == "translatey" else Affine.translation(x, y)
    if name.startswith("scale"):
        x, y = values[0], values[-1]
        return Affine.scaling(1.0 if name == "scaley" else x, 1.0 if name == "scalex" else y)
    if name == "rotate":
        x, y = values[1:] or (0.0, 0.0)
        turn = Affine.rotation(values[0])
        return Affine.translation(-x, -y).then(turn).then(Affine.translation(x, y))
    slopes = [tan(radians(value)) if abs(value % 180 - 90) > 1e-9 else MAX_NUMBER for value in values]
    across, down = (*slopes, 0.0)[:2]
    return Affine(b=across) if name == "skewy" else Affine(c=across, b=down)
