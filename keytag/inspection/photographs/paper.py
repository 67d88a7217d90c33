"""The paper's four corners in a photograph, where it stands out from what it lies on."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from keytag.inspection.photographs.masks import Mask, dilate, erode, pieces, without_holes
from keytag.inspection.photographs.picture import extreme
from keytag.inspection.photographs.plane import Points

# So small a share of the picture is no paper, with or without its holes.
_SPECK = 0.02
# Pixels across which gaps between what is bright are closed: lines of print up to the paper's edge.
_GAP = 3
# House rule: whoever photographs a sheet has it fill a fifth of the picture.
_LEAST = 0.15
# A quadrangle that the paper fills to such a share is its outline.
_FILLED = 0.9
# House rule: a finger is narrower than twice this share of the picture.
_LIMB = 0.06
# A side is taken from rim pixels so near to it in pixels, step by step, without so large a share of its ends, and
# from no fewer; sides whose directions have so small a determinant do not meet.
_ASIDE, _ENDS, _FEWEST, _PARALLEL = (16.0, 5.0, 2.5), 0.2, 20, 0.2


Tones = Literal["two", "paper brightest", "paper shaded"]
"""Paper and table alone; something darker than the table round both; paper of which a part lies in the shade."""


def paper_corners(small: Image.Image, scale: NDArray[np.float64], tones: Tones = "two") -> Points | None:
    """Return the paper's corners, clockwise from the top left as the picture lies; None where unsure.

    ``small`` are greys of a picture that is ``scale`` times as wide and high, in whose pixels corners are given.
    """
    levels = extreme(np.minimum, extreme(np.maximum, np.asarray(small), _GAP), _GAP)
    is_bright = levels > _threshold(levels)
    # The brighter or the darker of what was parted is parted once more.
    if tones == "paper brightest" and is_bright.any():
        is_bright = levels > _threshold(levels[is_bright])
    elif tones == "paper shaded" and not is_bright.all():
        is_bright = levels > _threshold(levels[~is_bright])
    paper = _largest(is_bright)
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


def _filled(corners: Points, piece: Mask) -> float:
    """Return what a quadrangle and a piece have in common, as a share of what either covers."""
    outline = Image.new("L", piece.shape[::-1])
    ImageDraw.Draw(outline).polygon([(float(x), float(y)) for x, y in corners], fill=1)
    within = np.asarray(outline) > 0
    return float((within & piece).sum() / max(1, (within | piece).sum()))


def _without_limbs(paper: Mask) -> Mask:
    """Return the piece without what is narrower than a hand: fingers and cables that reach over its edge."""
    reach = round(_LIMB * max(paper.shape))
    return dilate(erode(paper, reach), reach)


def _by_sides(corners: Points, paper: Mask) -> Points | None:
    """Return where the paper's sides meet, each taken from the middle of its length; None where one is not seen.

    A corner may lie under a finger or in a shadow.
    """
    ys, xs = np.nonzero(paper & ~erode(paper, 1))
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


def _largest(is_bright: Mask) -> Mask | None:
    """Return the largest bright piece with its holes filled, if it is as large as paper."""
    found = max(pieces(is_bright, _SPECK * is_bright.size), key=lambda piece: int(piece[2].sum()), default=None)
    if found is None:
        return None
    top, left, piece = found
    whole = np.zeros_like(is_bright)
    whole[top : top + piece.shape[0], left : left + piece.shape[1]] = without_holes(piece)
    return whole


def _quadrangle(paper: Mask) -> Points | None:
    """Return the largest quadrangle whose corners are the paper's farthest points in four directions."""
    # What lies farthest out is the first or the last of its row.
    (rows,) = np.nonzero(paper.any(axis=1))
    first, last = paper[rows].argmax(axis=1), paper.shape[1] - 1 - paper[rows, ::-1].argmax(axis=1)
    points = np.column_stack([np.concatenate([first, last]), np.tile(rows, 2)]).astype(np.float64)
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
    return np.roll(corners, -int(corners.sum(axis=1).argmin()), axis=0)
