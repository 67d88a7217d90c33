"""Affine matrices in PDF's order (ISO 32000-1, 8.3.3)."""

from __future__ import annotations

from math import cos, radians, sin

from msgspec import Struct

from keytag.drawing.geometry.rect import Point


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
