"""Lines that run along a tag's upper or lower edge at a constant depth, for lettering to stand on."""

from __future__ import annotations

from math import cos, hypot, radians, sin
from typing import Literal

from keytag.drawing.geometry.rect import Point
from keytag.drawing.geometry.shape import Shape, ShapeKind

Edge = Literal["top", "bottom"]

# House rule: letters stay readable while they lean no more than this from upright ...
MAX_LEAN_DEG = 52.0
# ... and while the line they stand on bends no tighter than this.
MIN_RADIUS = 4.0
_STEP_DEG = 1.0


def edge_line(shape: Shape, edge: Edge, depth: float, outer: float) -> tuple[Point, ...]:
    """Return a polyline from left to right, ``depth`` mm inside the cut, symmetric about the middle.

    ``outer`` is the depth that the lettering's outermost ink reaches. Pills and rectangles have straight lines,
    which end where the edge begins to bend: letters that turn a corner look thrown. Empty where there is none.
    """
    if shape.kind is ShapeKind.OVAL:
        upper = _oval_top(shape, depth)
    elif shape.kind is ShapeKind.CIRCLE and shape.radius - depth >= MIN_RADIUS:
        upper = _round_top(shape, depth)
    else:
        chord = shape.chord(outer + 0.05, outer)
        upper = ((chord[0], depth), (chord[1], depth)) if chord else ()
    if edge == "top":
        return upper
    return tuple((x, shape.height - y) for x, y in upper)


def _oval_top(shape: Shape, depth: float) -> tuple[Point, ...]:
    a, b = shape.width / 2, shape.height / 2
    points: list[Point] = []
    steps = int(MAX_LEAN_DEG / _STEP_DEG)
    for i in range(-steps, steps + 1):
        lean = radians(i * _STEP_DEG)
        nx, ny = sin(lean), -cos(lean)
        h = hypot(a * nx, b * ny)
        if a * a * b * b / h**3 - depth >= MIN_RADIUS:
            points.append((a + a * a * nx / h - depth * nx, b + b * b * ny / h - depth * ny))
    return tuple(points) if len(points) > 1 else ()


def _round_top(shape: Shape, depth: float) -> tuple[Point, ...]:
    r, reach = shape.radius, shape.radius - depth
    steps = int(MAX_LEAN_DEG / _STEP_DEG)
    leans = (radians(i * _STEP_DEG) for i in range(-steps, steps + 1))
    return tuple((r + reach * sin(lean), r - reach * cos(lean)) for lean in leans)
