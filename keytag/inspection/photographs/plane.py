"""Flat things seen by a camera: which point of a photograph shows which point of a sheet. Pure.

A camera maps a plane to a plane (Hartley and Zisserman, Multiple View Geometry, 2nd edition, 2.3); the map is
found from four pairs of points or more by the normalised direct linear transform (the same, algorithm 4.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Points as rows of x and y."""


class Plane(Struct, frozen=True, eq=False):
    """A map between two planes, as a matrix of 3 × 3 that takes (x, y, 1)."""

    matrix: NDArray[np.float64]

    def apply(self, points: Points | Sequence[tuple[float, float]]) -> Points:
        """Return where ``points`` lie in the other plane."""
        given = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        x, y, w = self.matrix @ np.vstack([given.T, np.ones(len(given))])
        return np.column_stack([x / w, y / w])

    def then(self, other: Plane) -> Plane:
        """Return the map that does this one first."""
        return Plane(other.matrix @ self.matrix)

    def inverse(self) -> Plane:
        """Return the map back. Raises numpy.linalg.LinAlgError where there is none."""
        return Plane(np.asarray(np.linalg.inv(self.matrix), dtype=np.float64))

    def scale_at(self, x: float, y: float) -> float:
        """Return how many units of the other plane one unit takes near a point, as the root of their areas."""
        corners = self.apply([(x, y), (x + 1.0, y), (x, y + 1.0)])
        (ax, ay), (bx, by) = corners[1] - corners[0], corners[2] - corners[0]
        return sqrt(abs(float(ax * by - ay * bx)))


def fit_plane(points: Points, images: Points) -> Plane:
    """Return the map that takes four ``points`` or more nearest to their ``images``.

    Raises numpy.linalg.LinAlgError where they do not determine one.
    """
    to_unit, from_unit = _unit_frame(points), _unit_frame(images)
    given, wanted = Plane(to_unit).apply(points), Plane(from_unit).apply(images)
    one = np.column_stack([given, np.ones(len(given))])
    none, (u, v) = np.zeros_like(one), wanted.T[:, :, None]
    rows = np.vstack([np.hstack([one, none, -u * one]), np.hstack([none, one, -v * one])])
    # The points are of unit size, so that squares lose nothing that a pixel would show.
    _, vectors = np.linalg.eigh(rows.T @ rows)
    matrix = np.linalg.inv(from_unit) @ vectors[:, 0].reshape(3, 3) @ to_unit
    if not np.isfinite(matrix).all() or abs(matrix[2, 2]) < 1e-12:
        raise np.linalg.LinAlgError
    return Plane(matrix / matrix[2, 2])


def fit_affine(points: Points, images: Points) -> Plane:
    """Return the map without perspective that takes three ``points`` or more nearest to their ``images``."""
    given = np.column_stack([points, np.ones(len(points))])
    solved, *_ = np.linalg.lstsq(given, images, rcond=None)
    return Plane(np.vstack([solved.T, [0.0, 0.0, 1.0]]))


def fit_most(points: Points, images: Points, within: float) -> tuple[Plane, NDArray[np.bool_]]:
    """Return the map of those pairs that agree on one to ``within`` units of the images, and which those are.

    Pairs far off are left out one round after another; raises numpy.linalg.LinAlgError where too few are left.
    """
    kept = np.ones(len(points), dtype=np.bool_)
    for _ in range(8):
        if kept.sum() < 4:
            raise np.linalg.LinAlgError
        plane = fit_plane(points[kept], images[kept])
        off = np.linalg.norm(plane.apply(points) - images, axis=1)
        reach = max(within, 3.0 * float(np.median(off[kept])))
        now = off <= reach
        if (now == kept).all():
            break
        kept = now
    return plane, kept


def _unit_frame(points: Points) -> NDArray[np.float64]:
    """Return the matrix that puts ``points`` round the origin, √2 from it in the mean."""
    centre = points.mean(axis=0)
    spread = float(np.linalg.norm(points - centre, axis=1).mean())
    if spread <= 0.0:
        raise np.linalg.LinAlgError
    s = sqrt(2.0) / spread
    return np.array([[s, 0.0, -s * centre[0]], [0.0, s, -s * centre[1]], [0.0, 0.0, 1.0]])
