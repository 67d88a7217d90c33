"""Paths of straight lines and cubic Béziers, in millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil, hypot, sqrt
from typing import Literal

from msgspec import Struct

from keytag.drawing.geometry.plane import Affine, Point, Rect

Command = tuple[Literal["M", "L", "C", "Z"], tuple[float, ...]]
"""An operator with its coordinates: M x y, L x y, C x1 y1 x2 y2 x y, Z."""
# A quarter circle as one cubic Bézier: handles of 4/3·(√2 − 1) radii err by 0.027 % of the radius.
KAPPA = 4.0 / 3.0 * (sqrt(2.0) - 1.0)


class Path(Struct, frozen=True, cache_hash=True):
    """One or more contours. Filled by the non-zero winding rule wherever it is filled."""

    commands: tuple[Command, ...] = ()

    def transformed(self, matrix: Affine) -> Path:
        """Return this path with every point taken through ``matrix``."""
        a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
        out: list[Command] = []
        # Written out, what stands upright by itself: most of what a tag costs to draw passes through here.
        if b == c == 0:
            for op, xy in self.commands:
                if op == "C":
                    x1, y1, x2, y2, x, y = xy
                    out.append((op, (a * x1 + e, d * y1 + f, a * x2 + e, d * y2 + f, a * x + e, d * y + f)))
                elif op == "Z":
                    out.append((op, xy))
                else:
                    x, y = xy
                    out.append((op, (a * x + e, d * y + f)))
            return Path(tuple(out))
        for op, xy in self.commands:
            if op == "C":
                x1, y1, x2, y2, x, y = xy
                near, far = (a * x1 + c * y1 + e, b * x1 + d * y1 + f), (a * x2 + c * y2 + e, b * x2 + d * y2 + f)
                out.append((op, (*near, *far, a * x + c * y + e, b * x + d * y + f)))
            elif op == "Z":
                out.append((op, xy))
            else:
                x, y = xy
                out.append((op, (a * x + c * y + e, b * x + d * y + f)))
        return Path(tuple(out))

    def __add__(self, other: Path) -> Path:
        return Path(self.commands + other.commands)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to paint."""
        return not self.commands

    def bounds(self) -> Rect:
        """Return the tight upright box. Raises ValueError on an empty path."""
        xs = [xy[-2] for _, xy in self.commands if xy]
        ys = [xy[-1] for _, xy in self.commands if xy]
        if not xs:
            raise ValueError("an empty path has no bounds")
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        start = (0.0, 0.0)
        for op, xy in self.commands:
            # A curve lies within its corners and handles: only where these leave the box, it may.
            if op == "C":
                if not (x0 <= xy[0] <= x1 and x0 <= xy[2] <= x1):
                    xs += _extremes(start[0], xy[0], xy[2], xy[4])
                if not (y0 <= xy[1] <= y1 and y0 <= xy[3] <= y1):
                    ys += _extremes(start[1], xy[1], xy[3], xy[5])
            if xy:
                start = (xy[-2], xy[-1])
        return Rect(min(xs), min(ys), max(xs), max(ys))

    def flattened(self, tolerance: float = 0.005) -> tuple[tuple[Point, ...], ...]:
        """Return each contour as a polyline that stays within ``tolerance`` mm of the curve."""
        contours: list[list[Point]] = []
        for op, xy in self.commands:
            if op == "M":
                contours.append([(xy[0], xy[1])])
            elif op == "L":
                contours[-1].append((xy[0], xy[1]))
            elif op == "C":
                contours[-1].extend(_flatten_cubic(contours[-1][-1], xy, tolerance))
            elif contours[-1][0] != contours[-1][-1]:
                contours[-1].append(contours[-1][0])
        return tuple(tuple(contour) for contour in contours)


def join_paths(paths: Iterable[Path]) -> Path:
    """Return one compound path of all ``paths``."""
    return Path(tuple(command for path in paths for command in path.commands))


def polyline(points: Sequence[Point]) -> Path:
    """Return an open path through ``points``."""
    first, *rest = points
    return Path((("M", first), *(("L", point) for point in rest)))


def polygon(points: Sequence[Point]) -> Path:
    """Return a closed path through ``points``."""
    return Path((*polyline(points).commands, ("Z", ())))


def rectangle(rect: Rect) -> Path:
    """Return the outline of ``rect``."""
    return polygon(((rect.x0, rect.y0), (rect.x1, rect.y0), (rect.x1, rect.y1), (rect.x0, rect.y1)))


def rounded_rectangle(rect: Rect, radius: float) -> Path:
    """Return ``rect`` with corners of ``radius`` (cut down to half the shorter side)."""
    r = min(radius, rect.width / 2, rect.height / 2)
    if r <= 0:
        return rectangle(rect)
    k = r * (1 - KAPPA)
    x0, y0, x1, y1 = rect.x0, rect.y0, rect.x1, rect.y1
    return Path(
        (
            ("M", (x0 + r, y0)),
            ("L", (x1 - r, y0)),
            ("C", (x1 - k, y0, x1, y0 + k, x1, y0 + r)),
            ("L", (x1, y1 - r)),
            ("C", (x1, y1 - k, x1 - k, y1, x1 - r, y1)),
            ("L", (x0 + r, y1)),
            ("C", (x0 + k, y1, x0, y1 - k, x0, y1 - r)),
            ("L", (x0, y0 + r)),
            ("C", (x0, y0 + k, x0 + k, y0, x0 + r, y0)),
            ("Z", ()),
        )
    )


def circle(cx: float, cy: float, radius: float) -> Path:
    """Return a circle as four Béziers."""
    r, k = radius, radius * KAPPA
    return Path(
        (
            ("M", (cx + r, cy)),
            ("C", (cx + r, cy + k, cx + k, cy + r, cx, cy + r)),
            ("C", (cx - k, cy + r, cx - r, cy + k, cx - r, cy)),
            ("C", (cx - r, cy - k, cx - k, cy - r, cx, cy - r)),
            ("C", (cx + k, cy - r, cx + r, cy - k, cx + r, cy)),
            ("Z", ()),
        )
    )


def _extremes(p0: float, p1: float, p2: float, p3: float) -> list[float]:
    """Return the ends and the turning values of one coordinate of a cubic Bézier."""
    values = [p0, p3]
    a = -p0 + 3 * p1 - 3 * p2 + p3
    b = 2 * (p0 - 2 * p1 + p2)
    c = p1 - p0
    if abs(a) < 1e-12:
        roots = [-c / b] if abs(b) > 1e-12 else []
    else:
        disc = b * b - 4 * a * c
        roots = [(-b + s * sqrt(disc)) / (2 * a) for s in (1, -1)] if disc >= 0 else []
    for t in roots:
        if 0 < t < 1:
            u = 1 - t
            values.append(u * u * u * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t * t * t * p3)
    return values


def _flatten_cubic(start: Point, xy: tuple[float, ...], tolerance: float) -> list[Point]:
    """Return points along a cubic, its start excluded; the second difference bounds the error."""
    x0, y0 = start
    x1, y1, x2, y2, x3, y3 = xy
    bend = max(hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2), hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3))
    return [
        (k0 * x0 + k1 * x1 + k2 * x2 + k3 * x3, k0 * y0 + k1 * y1 + k2 * y2 + k3 * y3)
        for k0, k1, k2, k3 in _weights(max(1, ceil(sqrt(0.75 * bend / tolerance))))
    ]


@lru_cache(maxsize=256)
def _weights(steps: int) -> tuple[tuple[float, float, float, float], ...]:
    """Return what each of a cubic's four points counts for at the end of each of so many equal steps."""
    ends = ((i / steps, 1 - i / steps) for i in range(1, steps + 1))
    return tuple((u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t) for t, u in ends)
