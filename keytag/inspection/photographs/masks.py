"""Which pixels of a picture hang together, made smaller, larger, whole. Pure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
"""Rows of pixels that belong to something."""


def dilate(mask: Mask, reach: int) -> Mask:
    """Return a mask with all that lies within so many pixels of it, across and down."""
    return ~erode(~mask, reach, is_framed=True)


def erode(mask: Mask, reach: int, *, is_framed: bool = False) -> Mask:
    """Return what of a mask is left when its rim is taken away; beyond the picture it goes on if it is framed."""
    for axis in (0, 1):
        padded = np.pad(mask, [(reach, reach) if axis == each else (0, 0) for each in (0, 1)], mode="edge")
        if is_framed:
            padded = np.pad(
                mask, [(reach, reach) if axis == each else (0, 0) for each in (0, 1)], constant_values=True
            )
        size, found = mask.shape[axis], mask
        for step in range(2 * reach + 1):
            found = found & (padded[step : step + size] if axis == 0 else padded[:, step : step + size])
        mask = found
    return mask


def without_rim(mask: Mask, reach: int = 4) -> Mask:
    """Return a mask without what is so near to where it ends, also at the picture's edge."""
    return erode(np.pad(mask, reach), reach)[reach:-reach, reach:-reach]


def pieces(mask: Mask, least: float) -> Iterator[tuple[int, int, Mask]]:
    """Yield the pieces of a mask that hang together by sides: top, left, and the piece in its box."""
    rows, starts, ends, names = _runs(mask)
    areas = np.bincount(names, weights=ends - starts)
    for name in np.flatnonzero(areas >= max(least, 1.0)):
        own = names == name
        top, left = int(rows[own].min()), int(starts[own].min())
        piece = np.zeros((int(rows[own].max()) - top + 1, int(ends[own].max()) - left), dtype=np.bool_)
        for row, start, end in zip(rows[own] - top, starts[own] - left, ends[own] - left, strict=True):
            piece[row, start:end] = True
        yield top, left, piece


def _runs(mask: Mask) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return each row's runs: row, first column, column after the last, the name of its piece."""
    width = mask.shape[1] + 2
    changes = np.flatnonzero(np.diff(np.pad(mask, ((0, 0), (1, 1))).ravel().astype(np.int8)))
    starts, ends = changes[::2] + 1, changes[1::2] + 1
    # A run touches those of the row above that end after its start and start before its end.
    first = np.searchsorted(ends, starts - width, side="right")
    last = np.searchsorted(starts, ends - width, side="left")
    name = list(range(len(starts)))

    def root(index: int) -> int:
        while name[index] != index:
            name[index] = name[name[index]]
            index = name[index]
        return index

    for index, (low, high) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        for above in range(low, high):
            one, other = root(index), root(above)
            name[max(one, other)] = min(one, other)
    names = np.array([root(index) for index in range(len(starts))], dtype=np.int64)
    rows = starts // width
    return rows, starts - rows * width - 1, ends - rows * width - 1, names


def without_holes(piece: Mask) -> Mask:
    """Return a piece with its holes: what cannot be reached from outside its box."""
    around = np.pad(~piece, 1, constant_values=True)
    rows, starts, ends, names = _runs(around)
    filled = np.ones_like(around)
    for row, start, end in zip(
        rows[names == names[0]], starts[names == names[0]], ends[names == names[0]], strict=True
    ):
        filled[row, start:end] = False
    return filled[1:-1, 1:-1]
