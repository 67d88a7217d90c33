"""How near two tags may stand: the exact distance that keeps their cuts a gap apart.

Two convex, centrally symmetric bodies keep a gap g where the offset of their centres lies outside their
Minkowski sum grown by g, whose support function is h₁ + h₂ + g (R. Schneider, Convex Bodies: The
Brunn-Minkowski Theory, 3.1). Rows need one thing of it: given the offset along the row, how far apart the rows
must be. Ovals, pills, circles and rectangles all go through the same code. Knows nothing of sheets.
"""

from __future__ import annotations

from bisect import bisect_left
from math import cos, pi, sin

from msgspec import Struct

from keytag.drawing.geometry import Shape

# House rule: tangents each half degree, as `keytag.drawing.geometry` compares bodies. The polygon of the tangents
# holds the body, so that what is left of the error (under 0.001 mm) widens the gap and never narrows it.
_STEPS = 180


class Clearance(Struct, frozen=True):
    """The upper right quarter of the grown sum of two bodies: from ``(0, depth)`` down to ``(reach, 0)``."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def reach(self) -> float:
        """Offset along the row from which two tags may stand in one row."""
        return self.xs[-1]

    @property
    def depth(self) -> float:
        """Offset across rows from which two tags may stand at the same place along the row."""
        return self.ys[0]

    def across(self, along: float) -> float:
        """Return the least offset across rows for centres ``along`` mm apart along the row."""
        if along >= self.reach:
            return 0.0
        i = bisect_left(self.xs, along)
        if i == 0:
            return self.depth
        x0, x1 = self.xs[i - 1], self.xs[i]
        part = (along - x0) / (x1 - x0)
        return self.ys[i - 1] + part * (self.ys[i] - self.ys[i - 1])


def clearance(shape: Shape, turns: tuple[bool, bool], gap: float) -> Clearance:
    """Return the clearance of two tags of ``shape``, each turned by 90° or not, that keep ``gap`` mm apart."""
    quarter = pi / 2
    normals = [
        (1.0, 0.0),
        *((cos(quarter * i / _STEPS), sin(quarter * i / _STEPS)) for i in range(1, _STEPS)),
        (0.0, 1.0),
    ]
    first, second = turns
    supports = [_support(shape, first, nx, ny) + _support(shape, second, nx, ny) + gap for nx, ny in normals]
    corners = [(supports[0], 0.0)]
    for i in range(_STEPS):
        (a, b), (c, d) = normals[i], normals[i + 1]
        det = a * d - b * c
        corners.append(
            ((supports[i] * d - supports[i + 1] * b) / det, (a * supports[i + 1] - c * supports[i]) / det)
        )
    corners.append((0.0, supports[-1]))
    corners.reverse()
    return Clearance(tuple(x for x, _ in corners), tuple(y for _, y in corners))


def _support(shape: Shape, turned: bool, nx: float, ny: float) -> float:  # noqa: FBT001 - one of a pair
    """Return the support of ``shape``, turned by 90° or not."""
    return shape.support(ny, nx) if turned else shape.support(nx, ny)
