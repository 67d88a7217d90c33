"""How many tags a field can hold at most, however they are laid: what no search needs to look beyond.

Grown by half the gap all round, tags that keep the gap do not overlap, and lie in the field grown by as much. D is
the area of the least hexagon round a grown tag.

- At any angles: N ≤ (W + g)(H + g) / D. L. Fejes Tóth, "Some packing and covering theorems", Acta Sci. Math.
  Szeged 12 A (1950): in a convex field of at most six sides.
- All one way: N ≤ XY/D + X/(w + g) + Y/(h + g) + 1, where X and Y are the field less the tag. H. Groemer, "Über
  die Einlagerung von Kreisen in einen konvexen Bereich", Math. Zeitschrift 73 (1960), and N. Oler, "An inequality
  in the geometry of numbers", Acta Mathematica 105 (1961): A/Δ + half the perimeter in the norm of the tags + 1.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from math import cos, floor, hypot, inf, pi, sin

from msgspec import Struct

from keytag.drawing.geometry import Shape

# Tangents that are tried first, every sixth degree of half a turn; then each is moved by ever smaller steps.
_TANGENTS = 30
_STARTS = 6
_LEAST_STEP = 1e-7
# Absorbs what the least hexagon may be off, and binary rounding: so much of a tag.
_ROUNDING = 1e-6


class LayoutBound(Struct, frozen=True):
    """The most tags that a field holds: turned at will, and all lying the same way."""

    any_turn: int
    one_way: int


@lru_cache(maxsize=64)
def layout_bound(shape: Shape, width: float, height: float, gap: float) -> LayoutBound:
    """Return how many tags of ``shape`` a field of ``width`` by ``height`` mm holds at most, ``gap`` mm apart."""
    hexagon = least_hexagon(shape, gap / 2)
    turned = _whole((width + gap) * (height + gap) / hexagon)
    # A tag too large for the field one way may fit the other.
    ways = ((shape.width, shape.height), (shape.height, shape.width))
    level = max(_one_way(width - w, height - h, w + gap, h + gap, hexagon) for w, h in ways)
    # What holds for tags turned at will holds for these as well; a circle looks alike however it is turned.
    level = min(level, turned)
    return LayoutBound(level if shape.width == shape.height and _is_round(shape) else turned, level)


def _is_round(shape: Shape) -> bool:
    return shape.area >= pi * shape.width**2 / 4 * (1 - 1e-9) and shape.support(1.0, 0.0) == shape.support(
        0.0, 1.0
    )


def _one_way(across: float, down: float, pitch: float, rise: float, hexagon: float) -> int:
    if across < 0 or down < 0:
        return 0
    return _whole(across * down / hexagon + across / pitch + down / rise + 1)


def _whole(tags: float) -> int:
    return floor(tags + _ROUNDING)


@lru_cache(maxsize=64)
def least_hexagon(shape: Shape, grown: float) -> float:
    """Return the area, in mm², of the least hexagon round ``shape`` grown by ``grown`` mm all round.

    A centrally symmetric body has one that is centrally symmetric (C. H. Dowker, "On minimum circumscribed
    polygons", Bulletin of the AMS 50, 1944): three directions of tangents tell it.
    """
    turns = [pi * number / _TANGENTS for number in range(_TANGENTS)]
    starts = sorted((_hexagon(shape, grown, three), three) for three in combinations(turns, 3))[:_STARTS]
    return min(_shrink(shape, grown, three, area) for area, three in starts)


def _shrink(shape: Shape, grown: float, three: tuple[float, float, float], area: float) -> float:
    """Return the area of the least hexagon near that of these tangents."""
    step = pi / _TANGENTS / 2
    while step > _LEAST_STEP:
        moves = (
            (three[0] + a * step, three[1] + b * step, three[2] + c * step)
            for a in (-1, 0, 1)
            for b in (-1, 0, 1)
            for c in (-1, 0, 1)
        )
        found, where = min((_hexagon(shape, grown, each), each) for each in moves)
        if found < area:
            area, three = found, where
        else:
            step /= 2
    return area


def _hexagon(shape: Shape, grown: float, three: tuple[float, float, float]) -> float:
    """Return the area of the hexagon of three pairs of tangents whose normals have these angles; they rise."""
    normals = [(cos(turn), sin(turn)) for turn in three]
    supports = [shape.support(nx, ny) + grown for nx, ny in normals]
    normals += [(-nx, -ny) for nx, ny in normals]
    supports += supports
    corners = []
    for number in range(6):
        (a, b), (c, d) = normals[number], normals[(number + 1) % 6]
        det = a * d - b * c
        if det <= 0:
            return inf
        h, k = supports[number], supports[(number + 1) % 6]
        corners.append(((h * d - k * b) / det, (a * k - c * h) / det))
    area = 0.0
    for number in range(6):
        (x0, y0), (x1, y1) = corners[number], corners[(number + 1) % 6]
        nx, ny = normals[(number + 1) % 6]
        # A tangent that is cut off by its neighbours is none of a hexagon's sides.
        if (y1 - y0) * nx - (x1 - x0) * ny < -1e-9 * hypot(x1 - x0, y1 - y0):
            return inf
        area += x0 * y1 - x1 * y0
    return area / 2
