"""The paper's four corners in a photograph, where it stands out from what it lies on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from keytag.inspection.photographs.plane import Points

# Steps between points from which pieces are flooded; how often a flood grows before it is looked at.
_GRID, _ROUNDS = 16, 16
# House rule: whoever photographs a sheet has it fill a fifth of the picture.
_LEAST = 0.15
# A quadrangle that the paper fills to such a share is its outline.
_FILLED = 0.9


def paper_corners(small: Image.Image, scale: NDArray[np.float64]) -> Points | None:
    """Return the paper's corners, clockwise from the top left as the picture lies; None where unsure.

    ``small`` are greys of a picture that is ``scale`` times as wide and high, in whose pixels corners are given.
    """
    size = small.size
    is_bright = _bright(small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.MinFilter(7)))
    paper = _component(is_bright)
    if paper is None or paper.mean() < _LEAST:
        return None
    corners = _quadrangle(paper)
    if corners is None:
        return None
    outline = Image.new("L", size)
    ImageDraw.Draw(outline).polygon([(float(x), float(y)) for x, y in corners], fill=1)
    within = np.asarray(outline) > 0
    both, either = (within & paper).sum(), (within | paper).sum()
    return (corners + 0.5) * scale if both > _FILLED * either else None


def _bright(picture: Image.Image) -> NDArray[np.bool_]:
    """Return what is brighter than Otsu's threshold (N. Otsu, IEEE Trans. SMC 9, 1979)."""
    levels = np.asarray(picture)
    counts = np.bincount(levels.ravel(), minlength=256).astype(np.float64)
    below, total = np.cumsum(counts), counts.sum()
    sums = np.cumsum(counts * np.arange(256))
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (sums[-1] * below / total - sums) ** 2 / (below * (total - below))
    threshold = int(np.nanargmax(np.where(np.isfinite(between), between, -1.0)))
    return np.asarray(levels > threshold, dtype=np.bool_)


def _component(is_bright: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """Return the largest bright piece with its holes filled: what cannot be reached from the picture's edge."""
    left, best = is_bright.copy(), None
    height, width = is_bright.shape
    # Pieces are flooded from a coarse grid of points: paper is far larger than its steps.
    for y in range(_GRID // 2, height, _GRID):
        for x in range(_GRID // 2, width, _GRID):
            if left[y, x]:
                piece = _flood(left, y, x)
                left &= ~piece
                if best is None or piece.sum() > best.sum():
                    best = piece
    if best is None:
        return None
    around = _flood(np.pad(~best, 1, constant_values=True), 0, 0)
    return np.asarray(~around[1:-1, 1:-1], dtype=np.bool_)


def _flood(among: NDArray[np.bool_], y: int, x: int) -> NDArray[np.bool_]:
    """Return what of ``among`` hangs together with one point, by sides."""
    reached = np.zeros_like(among)
    reached[y, x] = True
    count = 0
    while count != (now := int(reached.sum())):
        count = now
        for _ in range(_ROUNDS):
            grown = reached.copy()
            grown[1:] |= reached[:-1]
            grown[:-1] |= reached[1:]
            grown[:, 1:] |= reached[:, :-1]
            grown[:, :-1] |= reached[:, 1:]
            reached = grown & among
    return reached


def _quadrangle(paper: NDArray[np.bool_]) -> Points | None:
    """Return the largest quadrangle whose corners are the paper's farthest points in four directions."""
    ys, xs = np.nonzero(paper)
    points = np.column_stack([xs, ys]).astype(np.float64)
    best: tuple[float, Points] | None = None
    for degrees in range(0, 90, 5):
        turn = np.radians(degrees + 45.0 + 90.0 * np.arange(4) + 90.0)
        corners = np.array([points[int((points @ (np.cos(t), np.sin(t))).argmax())] for t in turn])
        x, y = corners[:, 0], corners[:, 1]
        area = 0.5 * float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum())
        if best is None or abs(area) > best[0]:
            best = abs(area), corners
    if best is None or best[0] <= 0:
        return None
    corners = best[1]
    first = int((corners.sum(axis=1)).argmin())
    return np.roll(corners, -first, axis=0)
