"""Silhouettes: how far a shape reaches to the left and to the right, in thin horizontal slices."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor, inf

from keytag.drawing.geometry.path import Path

Silhouette = dict[int, tuple[float, float]]
"""Least and greatest x by slice; slices in which there is nothing are missing."""

_NOTHING = (inf, -inf)


def silhouette(path: Path, slice_height: float) -> Silhouette:
    """Return the silhouette of ``path``; slice i runs from i to i + 1 times ``slice_height``."""
    found: Silhouette = {}
    for contour in path.flattened(slice_height / 10):
        # A segment begins where the one before it ends: the first of all is led by its own beginning.
        for (x0, y0), (x1, y1) in pairwise((contour[0], *contour)):
            steps = ceil(abs(y1 - y0) / slice_height * 2) or 1
            for step in range(1, steps + 1):
                x = x0 + (x1 - x0) * step / steps
                i = floor((y0 + (y1 - y0) * step / steps) / slice_height)
                low, high = found.get(i, _NOTHING)
                if x < low or x > high:
                    found[i] = (min(low, x), max(high, x))
    return found


def clearance(left: Silhouette, right: Silhouette) -> float:
    """Return the least distance along x from ``left`` to ``right``; infinite where no slices are neighbours."""
    return min(
        (right[j][0] - high for i, (_, high) in left.items() for j in (i - 1, i, i + 1) if j in right),
        default=inf,
    )
