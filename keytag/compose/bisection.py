"""The two bisections of composition: the largest scale that still fits, and the first count that does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
# House rule: five halvings settle a size to a thirtieth of its range, less than the eye sees.
_HALVINGS = 5


def largest_fitting(attempt: Callable[[float], T | None], low: float, high: float, best: T) -> T:
    """Return what the largest fitting scale gave; ``best`` fits at ``low``, and None is no fit."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        found = attempt(middle)
        if found is None:
            high = middle
        else:
            low, best = middle, found
    return best


def first_count(holds: Callable[[int], bool], low: int, high: int) -> int:
    """Return the least count above ``low`` for which ``holds``; it does for ``high`` and all beyond."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
