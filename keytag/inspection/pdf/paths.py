"""Where a path lies: the box of its points, taken from a run of path construction in bulk.

A curve lies within its control points, so its box is never too small. Answers to ISO 32000-1, 8.5.2.
"""

from __future__ import annotations

import re

from keytag.drawing.geometry import Affine, Rect, bounds

_SPACED = bytes.maketrans(b"mlcvyh", b" " * 6)
_RECTANGLE = re.compile(rb"([-+.\d]+)\s+([-+.\d]+)\s+([-+.\d]+)\s+([-+.\d]+)\s+re")


def box_of(runs: list[bytes], matrix: Affine) -> Rect | None:
    """Return the box of the points of ``runs`` under ``matrix``; None where there are none."""
    found: Rect | None = None
    for run in runs:
        try:
            box = _box(run)
        except ValueError:
            continue
        if box is not None:
            found = box if found is None else found.union(box)
    return bounds(matrix.apply(corner) for corner in found.corners) if found is not None else None


def _box(run: bytes) -> Rect | None:
    xs: list[float] = []
    ys: list[float] = []
    if b"re" in run:
        for found in _RECTANGLE.finditer(run):
            x, y, width, height = map(float, found.groups())
            xs += (x, x + width)
            ys += (y, y + height)
        run = _RECTANGLE.sub(b" ", run)
    numbers = list(map(float, run.translate(_SPACED).split()))
    xs += numbers[::2]
    ys += numbers[1::2]
    return Rect(min(xs), min(ys), max(xs), max(ys)) if xs and ys else None
