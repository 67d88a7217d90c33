"""Layouts for given run lengths: ways for an edition to reach its demand, and a dynamic program over the editions.

The run lengths are known, the layouts are not: that is a packing of ways (a vector of copies, a number a plate)
into plates of equal slots. It is done for many vectors of run lengths at once. Whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from itertools import product

import numpy as np
from numpy.typing import NDArray

from keytag.imposition.gang.budget import WorkLimit

Ints = NDArray[np.int64]
Small = NDArray[np.int16]

# More slots than any plate has, and small enough that two of it fit 16 bits.
NEVER = 8000


class Ways:
    """All ways that are not wasteful, for ``boxes`` of run lengths from ``low`` to ``high``, a row a box.

    A way is a number of copies on every plate but the last (``heads``, shared by all boxes) and on the last
    (``last``, by box, demand and way; `NEVER` where the way is no way).
    """

    def __init__(self, demands: Ints, slots: int, low: Ints, high: Ints, *, split: bool) -> None:
        self.slots = slots
        self.heads = _heads(demands, slots, high, split=split)
        given = high[:, :-1] @ self.heads
        need = demands[None, :, None] - given[:, None, :]
        last = np.maximum(-(-need // high[:, -1][:, None, None]), 0)
        never = last > slots
        for head, run in zip(self.heads, high.T, strict=False):
            # One copy less would do as well.
            never |= (need + run[:, None, None] <= 0) & (head > 0)
        if not split:
            never |= (last > 0) & (self.heads.sum(axis=0) > 0)
        least = (low[:, :-1] @ self.heads)[:, None, :] + last * low[:, -1][:, None, None]
        self.tags = np.where(never, np.iinfo(np.int64).max // 4, np.maximum(least, demands[None, :, None]))
        """Tags that a way prints at least, anywhere in the box."""
        self.last = np.where(never, NEVER, last).astype(np.int16)
        self.fewest = self.tags.min(axis=2)

    def only(self, boxes: slice | NDArray[np.bool_]) -> Ways:
        """Return the ways of a part of the boxes."""
        part = copy(self)
        part.last, part.tags, part.fewest = self.last[boxes], self.tags[boxes], self.fewest[boxes]
        return part

    def forget_wasteful(self, spare: Ints) -> None:
        """Forget ways that print more than ``spare`` tags (by box) beyond the thriftiest way of their demand."""
        wasteful = self.tags - self.fewest[:, :, None] > spare[:, None, None]
        self.last[wasteful] = NEVER
        used = (self.last < NEVER).any(axis=(0, 1))
        self.heads, self.last, self.tags = self.heads[:, used], self.last[:, :, used], self.tags[:, :, used]


def _heads(demands: Ints, slots: int, high: Ints, *, split: bool) -> Ints:
    """Return copies on all plates but the last, a column a way."""
    shortest = high[:, :-1].min(axis=0)
    tops = [min(slots, -(-int(demands.max()) // int(run))) for run in shortest]
    if split:
        return np.array(list(product(*(range(top + 1) for top in tops))), dtype=np.int64).T
    ways = [[0] * len(tops)]
    for plate, top in enumerate(tops):
        ways += [[j if p == plate else 0 for p in range(len(tops))] for j in range(1, top + 1)]
    return np.array(ways, dtype=np.int64).T


def tables(ways: Ways, which: list[int], budget: WorkLimit) -> Iterator[Small]:
    """Yield, after 0, 1, … editions, the fewest slots of the last plate, by box and slots of the others.

    ``which`` names the demand of each edition by its place in the demands of ``ways``.
    """
    boxes, plates = ways.last.shape[0], ways.heads.shape[0]
    room = ways.slots + 1
    before = np.zeros((boxes, *([room] * plates)), dtype=np.int16)
    yield before
    possible: NDArray[np.bool_] = np.any(ways.last < NEVER, axis=0)
    for edition in which:
        after = np.full_like(before, NEVER)
        used = np.flatnonzero(possible[edition])
        for way in used:
            head = ways.heads[:, way]
            to = (slice(None), *(slice(int(c), None) for c in head))
            of = (slice(None), *(slice(0, room - int(c)) for c in head))
            last = ways.last[:, edition, way].reshape((boxes, *([1] * plates)))
            np.minimum(after[to], before[of] + last, out=after[to])
        budget.spend(before.size * len(used) / 10, 6 * len(used) + 4)
        before = after
        yield after


def layout(ways: Ways, which: list[int], filled: list[Small]) -> Ints:
    """Return the copies, an edition a row and a plate a column, of the first box; ``filled`` are its tables."""
    room = [ways.slots] * ways.heads.shape[0]
    rows: list[list[int]] = []
    for edition, before, after in reversed(list(zip(which, filled, filled[1:], strict=False))):
        goal = int(after[(0, *room)])
        for way in np.flatnonzero(ways.last[0, edition] < NEVER):
            rest = [r - int(c) for r, c in zip(room, ways.heads[:, way], strict=True)]
            last = int(ways.last[0, edition, way])
            if min(rest) >= 0 and int(before[(0, *rest)]) + last == goal:
                rows.append([*(int(c) for c in ways.heads[:, way]), last])
                room = rest
                break
    return np.array(rows[::-1], dtype=np.int64)
