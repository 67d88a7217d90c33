"""The tags' shapes, each a convex body given by its support function, and lines along their edges for lettering.

The support function h(θ) is the distance from the centre to the tangent whose outward normal points along θ.
It answers exactly what print asks: the body shrunk by a safe area is h − d, grown by a bleed h + d, and two
bodies keep a gap g apart where, for some θ, the distance of their centres along θ exceeds h₁ + h₂ + g.
See R. Schneider, Convex Bodies: The Brunn–Minkowski Theory, 1.7.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, hypot, pi, radians, sin, sqrt
from typing import Literal

from msgspec import Struct

from keytag.drawing.geometry.path import Command, Path, circle, polygon, rounded_rectangle
from keytag.drawing.geometry.plane import Point, Rect

DIRECTIONS = 720
"""Tangent directions by which bodies are compared; on a 50 × 20 mm oval the error is below 0.001 mm."""
_NORMALS = tuple((cos(2 * pi * i / DIRECTIONS), sin(2 * pi * i / DIRECTIONS)) for i in range(DIRECTIONS))
# Measured: 32 segments keep within 0.002 mm of the true parallel curve of a 50 × 20 mm oval.
_OVAL_SEGMENTS = 32


class ShapeKind(StrEnum):
    """The outlines keytag cuts."""

    OVAL = "oval"
    PILL = "pill"
    RECTANGLE = "rectangle"
    CIRCLE = "circle"


class Shape(Struct, frozen=True):
    """A tag's outline: ``width`` × ``height`` mm, ``corner`` radius for rectangles; trim box from (0, 0)."""

    kind: ShapeKind
    width: float
    height: float
    corner: float = 0.0

    @property
    def trim(self) -> Rect:
        """The box round the outline."""
        return Rect(0.0, 0.0, self.width, self.height)

    @property
    def centre(self) -> Point:
        """The middle of the trim box, which is the middle of every shape here."""
        return (self.width / 2, self.height / 2)

    @property
    def radius(self) -> float:
        """Radius of the corners of what is not an oval."""
        if self.kind is ShapeKind.RECTANGLE:
            return min(self.corner, self.width / 2, self.height / 2)
        return min(self.width, self.height) / 2

    @property
    def area(self) -> float:
        """Area in mm²."""
        if self.kind is ShapeKind.OVAL:
            return pi * self.width * self.height / 4
        return self.width * self.height - (4 - pi) * self.radius**2

    def support(self, nx: float, ny: float) -> float:
        """Return h for the unit normal ``(nx, ny)``, in mm from the centre."""
        if self.kind is ShapeKind.OVAL:
            return hypot(self.width / 2 * nx, self.height / 2 * ny)
        r = self.radius
        return (self.width / 2 - r) * abs(nx) + (self.height / 2 - r) * abs(ny) + r

    def supports(self) -> tuple[tuple[float, float, float], ...]:
        """Return ``(nx, ny, h)`` for `DIRECTIONS` normals round the circle."""
        return _supports(self)

    def depth(self, point: Point) -> float:
        """Return how far inside the cut ``point`` lies (mm, exact up to `DIRECTIONS`); negative outside."""
        x, y = point[0] - self.width / 2, point[1] - self.height / 2
        return min(h - nx * x - ny * y for nx, ny, h in _supports(self))

    def is_clear(self, point: Point, distance: float) -> bool:
        """Tell whether ``point`` lies ``distance`` mm or more outside the cut, as `depth` measures it."""
        x, y = abs(point[0] - self.width / 2), abs(point[1] - self.height / 2)
        # Whatever the outline, it holds the circle within.
        if hypot(x, y) < min(self.width, self.height) / 2 + distance:
            return False
        # Both halves are alike either way: of four such normals the one towards the point tells most.
        normals = _supports_of_a_quarter(self)
        # Where any tangent parts them it is mostly the one that an ellipse has towards the point.
        towards = atan2(y * self.width**2, x * self.height**2) / (pi / 2)
        nx, ny, h = normals[round(towards * (len(normals) - 1))]
        if h - nx * x - ny * y <= -distance:
            return True
        # In bulk.
        for nx, ny, h in normals:  # noqa: SIM110 - a generator takes twice as long
            if h - nx * x - ny * y <= -distance:
                return True
        return False

    def chord(self, y: float, inset: float = 0.0) -> tuple[float, float] | None:
        """Return the x interval at height ``y`` of the outline shrunk by ``inset``, or None where it is empty."""
        return _chord(self, round(y, 4), round(inset, 4))

    def outline(self, inset: float = 0.0) -> Path:
        """Return the outline shrunk by ``inset`` (grown when negative): the true parallel curve.

        Raises ValueError where nothing is left.
        """
        if inset >= min(self.width, self.height) / 2:
            raise ValueError(f"an inset of {inset} mm leaves nothing of {self.width} × {self.height} mm")
        if self.kind is ShapeKind.OVAL:
            return _oval_outline(self, inset)
        if self.kind is ShapeKind.CIRCLE:
            return circle(*self.centre, self.radius - inset)
        return rounded_rectangle(self.trim.grown(-inset), max(self.radius - inset, 0.0))


class Hole(Struct, frozen=True):
    """The keyring hole, in the coordinates of the side it is seen from."""

    cx: float
    cy: float
    diameter: float

    @property
    def radius(self) -> float:
        """Half the diameter."""
        return self.diameter / 2

    def outline(self) -> Path:
        """Return the punched circle."""
        return circle(self.cx, self.cy, self.radius)

    def mirrored(self, width: float) -> Hole:
        """Return the same hole seen from the other side of a tag ``width`` mm wide."""
        return Hole(width - self.cx, self.cy, self.diameter)


def place_hole(shape: Shape, diameter: float, edge: float, side: str) -> Hole:
    """Return the hole whose plastic towards the cut is exactly ``edge`` mm at its thinnest.

    ``side`` is left, right, top or bottom. On a narrow oval the thinnest place is not on the axis: of
    all tangents the one that comes nearest decides. Raises ValueError where the shape has no room for it.
    """
    cx, cy = shape.centre
    need = edge + diameter / 2
    if shape.depth((cx, cy)) < need:
        raise ValueError("the hole does not fit inside the shape")
    dx, dy = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}[side]
    towards = ((nx * dx + ny * dy, h) for nx, ny, h in _supports(shape))
    out = min((h - need) / slope for slope, h in towards if slope > 1e-9)
    return Hole(round(cx + dx * out, 4), round(cy + dy * out, 4), diameter)


@lru_cache(maxsize=64)
def _supports(shape: Shape) -> tuple[tuple[float, float, float], ...]:
    return tuple((nx, ny, shape.support(nx, ny)) for nx, ny in _NORMALS)


@lru_cache(maxsize=64)
def _supports_of_a_quarter(shape: Shape) -> tuple[tuple[float, float, float], ...]:
    """Return `_supports` of the normals that point right and down, the two axes among them."""
    return tuple((abs(nx), abs(ny), h) for nx, ny, h in _supports(shape)[: DIRECTIONS // 4 + 1])


@lru_cache(maxsize=65536)
def _chord(shape: Shape, y: float, inset: float) -> tuple[float, float] | None:
    """Return the chord in closed form; beyond the curvature's radius an oval's needs its tangents."""
    cx, cy = shape.centre
    rise = abs(y - cy)
    if rise >= shape.height / 2 - inset or inset >= shape.width / 2:
        return None
    if shape.kind is not ShapeKind.OVAL:
        r = max(shape.radius - inset, 0.0)
        over = rise - (shape.height / 2 - inset - r)
        half = shape.width / 2 - inset - (r - sqrt(max(r * r - over * over, 0.0)) if over > 0 else 0.0)
    elif inset < min(shape.width, shape.height) ** 2 / max(shape.width, shape.height) / 2:
        half = _oval_half_chord(shape.width / 2, shape.height / 2, inset, rise)
    else:
        half = _half_chord_by_tangents(shape, inset, rise)
    return (cx - half, cx + half) if half > 0 else None


def _oval_half_chord(a: float, b: float, inset: float, rise: float) -> float:
    """Find the normal's angle at which the parallel curve has risen by ``rise``, by bisection; return its x."""
    low, high = 0.0, pi / 2
    for _ in range(40):
        angle = (low + high) / 2
        nx, ny = cos(angle), sin(angle)
        if (b * b / hypot(a * nx, b * ny) - inset) * ny < rise:
            low = angle
        else:
            high = angle
    return (a * a / hypot(a * nx, b * ny) - inset) * nx


def _half_chord_by_tangents(shape: Shape, inset: float, rise: float) -> float:
    """Intersect the line with every tangent's half-plane moved in by ``inset``."""
    return min((h - inset - ny * rise) / nx for nx, ny, h in _supports(shape) if nx > 1e-9)


# The cut of a sheet has one for every tag.
@lru_cache(maxsize=64)
def _oval_outline(shape: Shape, inset: float) -> Path:
    """Trace the parallel curve of an ellipse by Hermite segments in the eccentric angle.

    With p(t) = (a·cos t, b·sin t), its speed v and the curvature ab/v³, the parallel curve is p − d·n, whose
    derivative is that of p times 1 − d·ab/v³. Where d exceeds the radius of curvature the curve would loop; there
    the shrunken body has a corner, and its chords are traced instead.
    """
    a, b = shape.width / 2, shape.height / 2
    if inset >= min(a, b) ** 2 / max(a, b):
        return _chord_outline(shape, inset)
    cx, cy = shape.centre
    step = 2 * pi / _OVAL_SEGMENTS
    knots: list[tuple[Point, Point]] = []
    for i in range(_OVAL_SEGMENTS + 1):
        co, si = cos(i * step), sin(i * step)
        v = hypot(a * si, b * co)
        reach = (1 - inset * a * b / v**3) * step / 3
        point = (cx + a * co - inset * b * co / v, cy + b * si - inset * a * si / v)
        knots.append((point, (-a * si * reach, b * co * reach)))
    commands: list[Command] = [("M", knots[0][0])]
    for (p, u), (q, w) in pairwise(knots):
        commands.append(("C", (p[0] + u[0], p[1] + u[1], q[0] - w[0], q[1] - w[1], q[0], q[1])))
    return Path((*commands, ("Z", ())))


def _chord_outline(shape: Shape, inset: float, steps: int = 200) -> Path:
    """Trace a shrunken body by its chords, cosine-spaced so that the flat ends are fine."""
    top, bottom = inset, shape.height - inset
    left: list[Point] = []
    right: list[Point] = []
    for i in range(1, steps):
        y = (top + bottom) / 2 - (bottom - top) / 2 * cos(pi * i / steps)
        chord = shape.chord(y, inset)
        if chord is not None:
            left.append((chord[0], y))
            right.append((chord[1], y))
    return polygon(right + left[::-1])


Edge = Literal["top", "bottom"]
# House rule: letters stay readable while they lean no more than this from upright ...
MAX_LEAN_DEG = 52.0
# ... on a seal, whose words the eye follows round, a little short of lying down ...
ROUND_LEAN_DEG = 78.0
# ... and while the line they stand on bends no tighter than this.
MIN_RADIUS = 4.0
_STEP_DEG = 1.0


def edge_line(
    shape: Shape, edge: Edge, depth: float, outer: float, *, is_round: bool = False
) -> tuple[Point, ...]:
    """Return a polyline from left to right, ``depth`` mm inside the cut, symmetric about the middle.

    ``outer`` is the depth that the lettering's outermost ink reaches. Pills and rectangles have straight lines,
    which end where the edge begins to bend: letters that turn a corner look thrown. On a circle a line that
    ``is_round`` runs further round. Empty where there is none.
    """
    if shape.kind is ShapeKind.OVAL:
        upper = _oval_top(shape, depth)
    elif shape.kind is ShapeKind.CIRCLE and shape.radius - depth >= MIN_RADIUS:
        upper = _round_top(shape, depth, ROUND_LEAN_DEG if is_round else MAX_LEAN_DEG)
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


def _round_top(shape: Shape, depth: float, lean_deg: float) -> tuple[Point, ...]:
    r, reach = shape.radius, shape.radius - depth
    steps = int(lean_deg / _STEP_DEG)
    leans = (radians(i * _STEP_DEG) for i in range(-steps, steps + 1))
    return tuple((r + reach * sin(lean), r - reach * cos(lean)) for lean in leans)
