"""Points, upright rectangles and affine matrices: the plane in millimetres, y down."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians, sin

from msgspec import Struct

Point = tuple[float, float]


class Rect(Struct, frozen=True):
    """An upright rectangle from ``(x0, y0)``, its top-left corner, to ``(x1, y1)``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Extent along x."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Extent along y."""
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        """Area in mm²."""
        return self.width * self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """The four corners, clockwise from the top left."""
        return ((self.x0, self.y0), (self.x1, self.y0), (self.x1, self.y1), (self.x0, self.y1))

    def grown(self, by: float) -> Rect:
        """Return this rectangle with every side moved outwards ``by`` mm (inwards when negative)."""
        return Rect(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def moved(self, dx: float, dy: float) -> Rect:
        """Return this rectangle shifted."""
        return Rect(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    def union(self, other: Rect) -> Rect:
        """Return the smallest rectangle that holds both."""
        return Rect(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def cut_to(self, other: Rect) -> Rect:
        """Return what of this rectangle lies inside ``other``; empty, or turned inside out, where nothing does."""
        return Rect(max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1))

    def contains(self, other: Rect, tolerance: float = 1e-9) -> bool:
        """Tell whether ``other`` lies inside, touching allowed."""
        return (
            other.x0 >= self.x0 - tolerance
            and other.y0 >= self.y0 - tolerance
            and other.x1 <= self.x1 + tolerance
            and other.y1 <= self.y1 + tolerance
        )

    def intersects(self, other: Rect) -> bool:
        """Tell whether the interiors meet."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


def bounds(points: Iterable[Point]) -> Rect:
    """Return the smallest rectangle round ``points``. Raises ValueError where there are none."""
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs), max(ys))


class Affine(Struct, frozen=True):
    """x' = a·x + c·y + e and y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @staticmethod
    def translation(dx: float, dy: float) -> Affine:
        """Return a shift."""
        return Affine(e=dx, f=dy)

    @staticmethod
    def scaling(sx: float, sy: float) -> Affine:
        """Return a scaling about the origin."""
        return Affine(a=sx, d=sy)

    @staticmethod
    def rotation(angle_deg: float) -> Affine:
        """Return a turn about the origin, clockwise as seen on the page (y is down); right angles are exact."""
        exact = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}
        turn = float(angle_deg % 360)
        co, si = exact[turn] if turn in exact else (cos(radians(turn)), sin(radians(turn)))
        return Affine(co, si, -si, co)

    @staticmethod
    def mirror_x(axis: float) -> Affine:
        """Return the reflection in the vertical line x = ``axis`` (a sheet turned left to right)."""
        return Affine(a=-1.0, e=2.0 * axis)

    @staticmethod
    def mirror_y(axis: float) -> Affine:
        """Return the reflection in the horizontal line y = ``axis`` (a sheet tumbled head to tail)."""
        return Affine(d=-1.0, f=2.0 * axis)

    def then(self, after: Affine) -> Affine:
        """Return the matrix that applies this one first and ``after`` second."""
        return Affine(
            self.a * after.a + self.b * after.c,
            self.a * after.b + self.b * after.d,
            self.c * after.a + self.d * after.c,
            self.c * after.b + self.d * after.d,
            self.e * after.a + self.f * after.c + after.e,
            self.e * after.b + self.f * after.d + after.f,
        )

    def apply(self, point: Point) -> Point:
        """Return where ``point`` goes."""
        x, y = point
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    @property
    def determinant(self) -> float:
        """Signed change of area; negative for a reflection."""
        return self.a * self.d - self.b * self.c

    def inverse(self) -> Affine:
        """Return the matrix that undoes this one. Raises ZeroDivisionError where it flattens the plane."""
        det = self.determinant
        a, b, c, d = self.d / det, -self.b / det, -self.c / det, self.a / det
        return Affine(a, b, c, d, -(self.e * a + self.f * c), -(self.e * b + self.f * d))


IDENTITY = Affine()
