"""Exact curves: what a cutter follows, before it is approximated by anything.

A cutting file says "ellipse" where a display list says "32 Béziers". Coordinates are millimetres, y down. Knows
nothing of files. Bulges are those of DXF's LWPOLYLINE (group 42): the tangent of a quarter of the arc's angle,
positive where the arc turns counter-clockwise as it is seen.
"""

from __future__ import annotations

from itertools import pairwise
from math import acos, atan2, ceil, cos, degrees, hypot, pi, sin, sqrt

from msgspec import Struct

from keytag.drawing.geometry.path import KAPPA, Command, Path, circle
from keytag.drawing.geometry.plane import Affine, Point
from keytag.drawing.geometry.shape import Hole, Shape, ShapeKind

# tan(90° / 4), a quarter circle.
_QUARTER = sqrt(2) - 1


class Circle(Struct, frozen=True):
    """A circle."""

    centre: Point
    radius: float

    @property
    def area(self) -> float:
        """Area in mm²."""
        return pi * self.radius**2

    @property
    def path(self) -> Path:
        """The circle for a display list."""
        return circle(*self.centre, self.radius)

    def through(self, matrix: Affine) -> Circle:
        """Return the circle taken through ``matrix``, which keeps lengths."""
        return Circle(matrix.apply(self.centre), self.radius)


class Ellipse(Struct, frozen=True):
    """A whole ellipse: ``major`` runs from the centre to an end of the long axis; ``ratio`` is short to long."""

    centre: Point
    major: Point
    ratio: float

    @property
    def area(self) -> float:
        """Area in mm²."""
        return pi * self.ratio * (self.major[0] ** 2 + self.major[1] ** 2)

    @property
    def path(self) -> Path:
        """The ellipse for a display list, as `Shape.outline` draws it."""
        long = 2 * hypot(*self.major)
        lying = Shape(ShapeKind.OVAL, long, long * self.ratio)
        turn = Affine.rotation(degrees(atan2(self.major[1], self.major[0])))
        x, y = lying.centre
        return lying.outline().transformed(
            Affine.translation(-x, -y).then(turn).then(Affine.translation(*self.centre))
        )

    def through(self, matrix: Affine) -> Ellipse:
        """Return the ellipse taken through ``matrix``, which keeps lengths."""
        x, y = self.major
        major = (matrix.a * x + matrix.c * y, matrix.b * x + matrix.d * y)
        return Ellipse(matrix.apply(self.centre), major, self.ratio)


class Chain(Struct, frozen=True):
    """Straight lines and arcs, end to end: each vertex with the bulge of what leads on from it."""

    vertices: tuple[tuple[float, float, float], ...]
    closed: bool = True

    @property
    def area(self) -> float:
        """Area in mm² of a closed chain: that of its corners, and of the segments its arcs add or take."""
        if not self.closed:
            return 0.0
        twice = added = 0.0
        for (x0, y0, bulge), (x1, y1, _) in pairwise((*self.vertices, self.vertices[0])):
            twice += x0 * y1 - x1 * y0
            added += _segment(hypot(x1 - x0, y1 - y0), bulge)
        # With y down a positive sum turns clockwise, against the sense of bulges.
        return abs(twice / 2 - added)

    @property
    def path(self) -> Path:
        """The chain for a display list; an arc is a quarter circle and one Bézier, as `rounded_rectangle`'s."""
        first = self.vertices[0]
        ends = (*self.vertices, first) if self.closed else self.vertices
        commands: list[Command] = [("M", first[:2])]
        for (x0, y0, bulge), (x1, y1, _) in pairwise(ends):
            commands.append(_arc((x0, y0), (x1, y1), bulge) if bulge else ("L", (x1, y1)))
        if self.closed:
            if commands[-1][0] == "L":
                commands.pop()
            commands.append(("Z", ()))
        return Path(tuple(commands))

    def through(self, matrix: Affine) -> Chain:
        """Return the chain taken through ``matrix``, which keeps lengths; a mirror turns the arcs round."""
        sense = 1.0 if matrix.determinant > 0 else -1.0
        moved = ((*matrix.apply((x, y)), sense * bulge) for x, y, bulge in self.vertices)
        return Chain(tuple(moved), self.closed)


Curve = Circle | Ellipse | Chain


def outline_of(shape: Shape) -> Curve:
    """Return the exact outline of ``shape``, its trim box starting at (0, 0)."""
    width, height, r = shape.width, shape.height, shape.radius
    if shape.kind is ShapeKind.CIRCLE or (width == height and (shape.kind is ShapeKind.OVAL or 2 * r == width)):
        return Circle(shape.centre, min(width, height) / 2)
    if shape.kind is ShapeKind.OVAL:
        major = (width / 2, 0.0) if width > height else (0.0, height / 2)
        return Ellipse(shape.centre, major, min(width, height) / max(width, height))
    return _rounded(width, height, r)


def hole_of(hole: Hole) -> Circle:
    """Return the exact outline of ``hole``."""
    return Circle((hole.cx, hole.cy), hole.radius)


def polyline_of(curve: Curve, tolerance: float) -> Chain:
    """Return ``curve`` as straight lines between points on it, nowhere further off than ``tolerance`` mm."""
    if isinstance(curve, Circle):
        return _polygon(curve.centre, (curve.radius, 0.0), (0.0, curve.radius), tolerance)
    if isinstance(curve, Ellipse):
        (x, y), ratio = curve.major, curve.ratio
        return _polygon(curve.centre, curve.major, (-y * ratio, x * ratio), tolerance)
    points: list[Point] = []
    ends = (*curve.vertices, curve.vertices[0]) if curve.closed else curve.vertices
    for start, end in pairwise(ends):
        points.append(start[:2])
        points += _along(start[:2], end[:2], start[2], tolerance)
    if not curve.closed:
        points.append(ends[-1][:2])
    return Chain(tuple((x, y, 0.0) for x, y in points), curve.closed)


def _polygon(centre: Point, long: Point, short: Point, tolerance: float) -> Chain:
    """Return a whole ellipse as a polygon: of all its chords those across the long axis' ends stand off most."""
    count = _chords(hypot(*long), 2 * pi, tolerance)
    turns = (2 * pi * i / count for i in range(count))
    return Chain(
        tuple(
            (
                centre[0] + long[0] * cos(turn) + short[0] * sin(turn),
                centre[1] + long[1] * cos(turn) + short[1] * sin(turn),
                0.0,
            )
            for turn in turns
        )
    )


def _along(start: Point, end: Point, bulge: float, tolerance: float) -> list[Point]:
    """Return the points between the ends of an arc; none of a straight line."""
    if not bulge:
        return []
    half = 2 * bulge / (1 - bulge * bulge)
    # With y down the centre lies to the other side of the chord than it is seen.
    cx = (start[0] + end[0]) / 2 + (end[1] - start[1]) / 2 / half
    cy = (start[1] + end[1]) / 2 - (end[0] - start[0]) / 2 / half
    angle = -4 * atan2(bulge, 1.0)
    count = _chords(hypot(start[0] - cx, start[1] - cy), abs(angle), tolerance)
    turns = (angle * i / count for i in range(1, count))
    x, y = start[0] - cx, start[1] - cy
    return [(cx + x * cos(turn) - y * sin(turn), cy + x * sin(turn) + y * cos(turn)) for turn in turns]


def _chords(radius: float, angle: float, tolerance: float) -> int:
    """Return how many chords an arc needs so that none stands off further: r (1 − cos(θ/2)) is its height."""
    most = 2 * acos(max(0.0, 1 - tolerance / radius)) if radius > 0 else angle
    return max(1, ceil(angle / most))


def _rounded(width: float, height: float, r: float) -> Chain:
    """Return a box from (0, 0) with round corners, clockwise; sides of no length are left out."""
    corners = (
        ((width - r, 0.0), (width, r)),
        ((width, height - r), (width - r, height)),
        ((r, height), (0.0, height - r)),
        ((0.0, r), (r, 0.0)),
    )
    vertices: list[tuple[float, float, float]] = []
    for start, end in corners:
        if vertices and vertices[-1][:2] == start:
            vertices.pop()
        vertices.append((*start, -_QUARTER if r else 0.0))
        if r:
            vertices.append((*end, 0.0))
    if vertices[-1][:2] == vertices[0][:2]:
        vertices.pop()
    return Chain(tuple(vertices))


def _segment(chord: float, bulge: float) -> float:
    """Return the area between a chord and its arc, signed like the bulge.

    With b = tan(θ/4) and chord c the radius is c(1 + b²)/4b and the segment r²(θ − sin θ)/2.
    """
    if not bulge:
        return 0.0
    angle = 4 * atan2(bulge, 1.0)
    radius = chord * (1 + bulge * bulge) / (4 * bulge)
    sine = 4 * bulge * (1 - bulge * bulge) / (1 + bulge * bulge) ** 2
    return radius * radius * (angle - sine) / 2


def _arc(start: Point, end: Point, bulge: float) -> Command:
    """Return a quarter circle as a Bézier: its handles meet in the corner of the square round it."""
    (x0, y0), (x1, y1) = start, end
    middle, half = ((x0 + x1) / 2, (y0 + y1) / 2), ((x1 - x0) / 2, (y1 - y0) / 2)
    # Seen, counter-clockwise bulges to the right of the way; with y down that is (-y, x).
    side = 1.0 if bulge > 0 else -1.0
    cx, cy = middle[0] - side * half[1], middle[1] + side * half[0]
    k = KAPPA
    return ("C", (x0 + (cx - x0) * k, y0 + (cy - y0) * k, x1 + (cx - x1) * k, y1 + (cy - y1) * k, x1, y1))
