"""Where the paper's edges lie against the print, in a photograph that was straightened by the print.

From the edges of both sides follows how far backs lie off their fronts: the paper is what both have in common.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from keytag.inspection.photographs.picture import sample
from keytag.inspection.photographs.plane import Points
from keytag.inspection.photographs.straighten import Straightened

# How far off its place in mm an edge is looked for, in which steps, and at how many places along it.
_REACH, _STEP, _PLACES = 8.0, 0.05, 60
# So much of the ends is left out: corners are dog-eared.
_ENDS = 0.06
# Paper stands out where it is so much brighter or darker than what it lies on.
_CONTRAST = 0.08
# An edge is sure where so many of its places agree within so many mm.
_AGREE, _WITHIN = 0.6, 0.35


class Edge(StrEnum):
    """An edge of a side as the press sees it."""

    LEFT = "left"
    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"


class PaperEdges(Struct, frozen=True):
    """How far outwards in mm each edge of the paper lies from where the drawing has it; None where not seen."""

    left: float | None
    top: float | None
    right: float | None
    bottom: float | None


def find_edges(straightened: Straightened) -> PaperEdges:
    """Return the paper's edges as a photograph shows them."""
    grey = np.asarray(straightened.photograph.grey)
    return PaperEdges(*(_edge(straightened, grey, edge) for edge in Edge))


def _edge(straightened: Straightened, grey: NDArray[np.uint8], edge: Edge) -> float | None:
    """Return how far outwards an edge lies, in the median of its places."""
    side = straightened.side
    steps = np.arange(-_REACH, _REACH + _STEP / 2, _STEP)
    along = np.linspace(_ENDS, 1.0 - _ENDS, _PLACES)
    found = []
    for share in along:
        points = _line(edge, side.width, side.height, float(share), steps)
        profile = sample(grey, straightened.to_photograph.apply(points) - 0.5)
        place = _step_in(profile, steps)
        if place is not None:
            found.append(place)
    if len(found) < _AGREE * _PLACES:
        return None
    middle = float(np.median(found))
    agreeing = np.abs(np.array(found) - middle) <= _WITHIN
    return middle if agreeing.sum() >= _AGREE * _PLACES else None


def _line(edge: Edge, width: float, height: float, share: float, steps: NDArray[np.float64]) -> Points:
    """Return points across an edge, from ``steps`` inside (negative) to outside."""
    along = np.full(len(steps), share)
    match edge:
        case Edge.LEFT:
            return np.column_stack([-steps, along * height])
        case Edge.RIGHT:
            return np.column_stack([width + steps, along * height])
        case Edge.TOP:
            return np.column_stack([along * width, -steps])
        case Edge.BOTTOM:
            return np.column_stack([along * width, height + steps])


def _step_in(profile: NDArray[np.float32], steps: NDArray[np.float64]) -> float | None:
    """Return where a profile passes from paper to what lies outside: the outermost strong step."""
    width = round(0.4 / _STEP)
    # A picture may end near the paper: what lies inside tells the edge as well.
    profile = profile[: int(np.isfinite(profile).argmin()) or len(profile)]
    if not np.isfinite(profile).all() or len(profile) < 3 * width:
        return None
    smooth = np.convolve(profile, np.ones(width) / width, mode="valid")
    rise = np.abs(smooth[width:] - smooth[:-width])
    if rise.max() < _CONTRAST:
        return None
    # The outermost place that is a peak at least half as strong as the strongest.
    strong = np.flatnonzero(rise >= 0.5 * rise.max())
    last = int(strong[-1])
    first = last
    while first - 1 in set(strong.tolist()):
        first -= 1
    at = first + int(rise[first : last + 1].argmax())
    return float(steps[0] + (at + width - 0.5) * _STEP)
