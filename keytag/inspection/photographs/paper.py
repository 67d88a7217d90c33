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
# House rule: a finger is narrower than twice this share of the picture.
_LIMB = 0.06
# A side is taken from rim pixels so near to it in pixels, step by step, without so large a share of its ends, and
# from no fewer; sides whose directions have so small a determinant do not meet.
_ASIDE, _ENDS, _FEWEST, _PARALLEL = (16.0, 5.0, 2.5), 0.2, 20, 0.2


def paper_corners(small: Image.Image, scale: NDArray[np.float64], *, is_brightest: bool = False) -> Points | None:
    """Return the paper's corners, clockwise from the top left as the picture lies; None where unsure.

    ``small`` are greys of a picture that is ``scale`` times as wide and high, in whose pixels corners are given.
    Where the paper ``is_brightest``, there are three: what is dark, the table, and the paper.
    """
    levels = np.asarray(small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.MinFilter(7)))
    is_bright = levels > _threshold(levels)
    if is_brightest and is_bright.any():
        is_bright = levels > _threshold(levels[is_bright])
    paper = _component(is_bright)
    if paper is None or paper.mean() < _LEAST:
        return None
    bare = _without_limbs(paper)
    rough = [corners for corners in map(_quadrangle, (paper, bare)) if corners is not None]
    by_sides = [corners for each in rough if (corners := _by_sides(each, bare)) is not None]
    # Sides tell more than the farthest points, of which one may be a finger's.
    for tried in (by_sides, rough):
        filled, at = max(
            ((_filled(corners, bare), -index) for index, corners in enumerate(tried)), default=(0.0, 0)
        )
        if filled > _FILLED:
            return (tried[-at] + 0.5) * scale
    return None


def _filled(corners: Points, piece: NDArray[np.bool_]) -> float:
    """Return what a quadrangle and a piece have in common, as a share of what either covers."""
    outline = Image.new("L", piece.shape[::-1])
    ImageDraw.Draw(outline).polygon([(float(x), float(y)) for x, y in corners], fill=1)
    within = np.asarray(outline) > 0
    return float((within & piece).sum() / max(1, (within | piece).sum()))


def _without_limbs(paper: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the piece without what is narrower than a hand: fingers and cables that reach over its edge."""
    reach = round(_LIMB * max(paper.shape))
    return ~_shrunk(~_shrunk(paper, reach), reach)


def _shrunk(piece: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    for axis in (0, 1):
        padded = np.pad(piece, [(reach, reach) if axis == each else (0, 0) for each in (0, 1)], mode="edge")
        size, found = piece.shape[axis], piece
        for step in range(2 * reach + 1):
            found = found & (padded[step : step + size] if axis == 0 else padded[:, step : step + size])
        piece = found
    return piece


def _by_sides(corners: Points, paper: NDArray[np.bool_]) -> Points | None:
    """Return where the paper's sides meet, each taken from the middle of its length; None where one is not seen.

    A corner may lie under a finger or in a shadow.
    """
    ys, xs = np.nonzero(paper & ~_shrunk(paper, 1))
    rim = np.column_stack([xs, ys]).astype(np.float64)
    lines = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        share = (rim - start) @ (end - start) / max(float(((end - start) ** 2).sum()), 1.0)
        middle, way = (start + end) / 2, end - start
        for within in _ASIDE:
            way = way / max(float(np.linalg.norm(way)), 1e-9)
            off = (rim - middle) @ np.array([-way[1], way[0]])
            own = rim[(np.abs(off) < within) & (share > _ENDS) & (share < 1 - _ENDS)]
            if len(own) < _FEWEST:
                return None
            middle, way = own.mean(axis=0), np.linalg.eigh(np.cov((own - own.mean(axis=0)).T))[1][:, 1]
        lines.append((middle, way))
    found = []
    for (one, along), (other, across) in zip([lines[-1], *lines[:-1]], lines, strict=True):
        sides = np.column_stack([along, -across])
        if abs(np.linalg.det(sides)) < _PARALLEL:
            return None
        found.append(one + along * np.linalg.solve(sides, other - one)[0])
    return np.array(found)


def _threshold(levels: NDArray[np.uint8]) -> int:
    """Return the level that parts bright from dark best (N. Otsu, IEEE Trans. SMC 9, 1979)."""
    counts = np.bincount(levels.ravel(), minlength=256).astype(np.float64)
    below, total = np.cumsum(counts), counts.sum()
    sums = np.cumsum(counts * np.arange(256))
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (sums[-1] * below / total - sums) ** 2 / (below * (total - below))
    return int(np.nanargmax(np.where(np.isfinite(between), between, -1.0)))


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
