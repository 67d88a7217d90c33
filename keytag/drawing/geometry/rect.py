"""Points and upright rectangles, in millimetres, y down."""

from __future__ import annotations

from collections.abc import Iterable

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
