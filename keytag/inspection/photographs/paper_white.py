"""What white paper looks like at each place of a photographed side: light falls unevenly, and has a colour."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFilter

from keytag.inspection.photographs.picture import straight_piece
from keytag.inspection.photographs.plane import Plane
from keytag.inspection.photographs.sheet import WHOLE
from keytag.inspection.photographs.straighten import Straightened

# Squares in mm over which light is taken to be even, and what a drawing has where there is paper alone.
_SQUARE, _PAPER = 20.0, 250


class PaperWhite:
    """The mean of the paper in each square of a side; not a value, it has arrays."""

    def __init__(self, squares: NDArray[np.float64], every: NDArray[np.float64]) -> None:
        self._squares = squares
        self._every = every

    def at(self, x: float, y: float) -> tuple[float, float, float]:
        """Return red, green and blue of white paper near a point of the side, in mm."""
        row = min(int(y / _SQUARE), self._squares.shape[0] - 1)
        column = min(int(x / _SQUARE), self._squares.shape[1] - 1)
        found = self._squares[max(row, 0), max(column, 0)]
        red, green, blue = (float(value) for value in (found if np.isfinite(found).all() else self._every))
        return red, green, blue


def paper_white(straightened: Straightened) -> PaperWhite:
    """Return what white paper looks like on a photograph, seen where the drawing has nothing but paper."""
    whole = straightened.side.whole
    width, height = whole.size
    # Off edges: what is left of a print there is no paper.
    is_paper = np.asarray(whole.convert("L").filter(ImageFilter.MinFilter(5))) >= _PAPER
    plane = Plane(np.diag([1 / WHOLE, 1 / WHOLE, 1.0])).then(straightened.to_photograph)
    seen = straight_piece(straightened.photograph.picture, plane, width, height).astype(np.float64)
    counts = is_paper & np.isfinite(seen).all(axis=2)
    size = max(1, round(height / WHOLE / _SQUARE)), max(1, round(width / WHOLE / _SQUARE))
    squares = np.full((*size, 3), np.nan)
    for row, rows in enumerate(np.array_split(np.arange(height), size[0])):
        for column, columns in enumerate(np.array_split(np.arange(width), size[1])):
            here = counts[np.ix_(rows, columns)]
            if here.any():
                squares[row, column] = seen[np.ix_(rows, columns)][here].mean(axis=0)
    every = seen[counts].mean(axis=0) if counts.any() else np.ones(3)
    return PaperWhite(squares, every)
