"""Layouts of two plates whose run lengths are given, for many pairs of run lengths at once.

Goes in: what the two plates must give. Comes out: the layouts for the first pair of runs that suffices. An
edition's way is its copies on the first plate; the fewest on the second follow. A dynamic program over the
editions has the slots of the first plate as states, and those of the second as value. Whole numbers throughout.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from keytag.imposition.gang.task import WorkLimit

Ints = NDArray[np.int64]

# More slots than any plate has, and small enough that some of it fit 16 bits.
_NEVER = 8000


def lay_two_plates(
    demands: Ints, slots: int, runs: Ints, budget: WorkLimit, *, split: bool
) -> tuple[Ints, Ints] | None:
    """Return the first pair of ``runs`` (B, 2) that gives all ``demands`` (n,), and its copies (n, 2), or None.

    ``runs`` stand in the order in which they are wanted.
    """
    ways = np.minimum(-(-demands // runs[:, 0].min()), slots) + 1
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(ways)])
    # All ways of all editions side by side. Quotients of such numbers are exact enough for the next whole number.
    tags = np.repeat(demands, ways).astype(np.float64)
    copies = (np.arange(starts[-1]) - np.repeat(starts[:-1], ways)).astype(np.float64)
    first, second = runs.T[:, :, None].astype(np.float64)
    given = copies * first
    others = np.maximum(np.ceil((tags - given) / second), 0)
    if not split:
        others[(others > 0) & (copies > 0)] = _NEVER
    # The thriftiest ways together must not print more tags than there are slots.
    printed = np.minimum.reduceat(np.maximum(given + others * second, tags), starts[:-1], axis=1)
    may = printed.T.copy().sum(axis=0) <= slots * runs.sum(axis=1)
    budget.spend(8 * others.size, 30)
    if not may.any():
        return None
    runs, few = runs[may], np.minimum(others[may], _NEVER).astype(np.int16)
    tables = _fill(few, starts, slots, budget)
    fits = np.flatnonzero(tables[-1, :, -1] <= slots)
    if not len(fits):
        return None
    chosen = int(fits[0])
    return runs[chosen], _copies(few[chosen], tables[:, chosen], slots, starts)


def _fill(others: NDArray[np.int16], starts: Ints, slots: int, budget: WorkLimit) -> NDArray[np.int16]:
    """Return, after 0, 1, … editions, the fewest slots of the second plate by pair and slots of the first.

    ``others`` are those that each way takes (pairs, ways of all editions), ``starts`` where each edition's begin.
    """
    pairs, count = len(others), len(starts) - 1
    tables = np.empty((count + 1, pairs, slots + 1), dtype=np.int16)
    tables[0] = 0
    wide = int(np.diff(starts).max()) - 1
    # Before the first slot there is no room: what reaches there never fits.
    padded = np.full((pairs, wide + slots + 1), _NEVER, dtype=np.int16)
    row, one = padded.strides
    window = as_strided(padded[:, wide:], (pairs, wide + 1, slots + 1), (row, -one, one))
    for edition in range(count):
        start, end = starts[edition], starts[edition + 1]
        padded[:, wide:] = tables[edition]
        reached = window[:, : end - start] + others[:, start:end, None]
        np.minimum(reached.min(axis=1), _NEVER, out=tables[edition + 1])
    budget.spend(others.size * (slots + 1) / 3, 6 * count)
    return tables


def _copies(others: NDArray[np.int16], tables: NDArray[np.int16], slots: int, starts: Ints) -> Ints:
    """Return the copies of one pair, going back through its tables."""
    room, copies = slots, np.zeros((len(starts) - 1, 2), dtype=np.int64)
    for edition in range(len(copies) - 1, -1, -1):
        start, end = int(starts[edition]), int(starts[edition + 1])
        tried = min(end - start - 1, room) + 1
        reached = tables[edition, room - tried + 1 : room + 1][::-1] + others[start : start + tried]
        on_first = int(np.argmax(reached == tables[edition + 1, room]))
        copies[edition] = on_first, others[start + on_first]
        room -= on_first
    return copies
