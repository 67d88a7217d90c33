"""The fewest sheets from a few plates, exactly: boxes of run lengths, the most promising first.

If some run lengths suffice, longer ones do too. So a box of run lengths whose longest do not suffice holds no plan
at all, and where they do suffice, their layouts are a plan. Boxes are halved until none can hold a better one
(branch and bound). A box's bound is its shortest runs, or the tags that its ways print at least, by the slots.

For given run lengths the layouts are a packing of ways (a vector of copies, a number a plate) into plates of equal
slots: ways for an edition to reach its demand, and a dynamic program over the editions. It is done for many
vectors of run lengths at once. Whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from itertools import product

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from keytag.imposition.gang.task import GangTask, WorkLimit, least_runs

Ints = NDArray[np.int64]
Small = NDArray[np.int16]
# More slots than any plate has, and small enough that two of it fit 16 bits.
NEVER = 8000
# Elements of the largest array that a round of the search makes: what a processor's cache holds.
_ROUND = 200_000
# More boxes than this a round, and bounds found in it come too late for the rest.
_MOST_BOXES = 1024
# With no more states than this, a packing is tried at once: it takes no longer than weighing.
_FEW_STATES = 150
# With more states than this, a packing is tried for single run lengths only: wide boxes would seldom fail it.
_MANY_STATES = 2000
_DOZENS = 64
# Measured: of the boxes that fail, nearly all fail within so many weighings.
_WEIGHINGS = 12


class Found:
    """The best plan so far: run lengths, copies (an edition a row), and their sum; and the bound on that sum."""

    def __init__(self, sheets: int, bound: int) -> None:
        self.sheets = sheets
        self.bound = bound
        self.runs: tuple[int, ...] = ()
        self.copies: Ints = np.zeros((0, 0), dtype=np.int64)


class BoxSearch:
    """Search of run lengths for a number of plates, that looks for fewer sheets than ``below``."""

    def __init__(self, task: GangTask, plates: int, below: int, bound: int) -> None:
        self.task, self.plates = task, plates
        self.budget: WorkLimit = WorkLimit(0)
        self.found = Found(below, bound)
        self.demands, which = np.unique(np.array(task.demands, dtype=np.int64), return_inverse=True)
        self.which = [int(i) for i in which]
        self.counts = np.bincount(which).astype(np.int64)
        self.states = (task.slots + 1) ** (plates - 1)
        self._round = 0
        falling = replace(task, demands=tuple(sorted(task.demands, reverse=True)))
        low = np.array([least_runs(falling, plates)], dtype=np.int64)
        self.low, self.high = low, np.full((1, plates), below, dtype=np.int64)
        self.bounds = np.full(1, bound, dtype=np.int64)
        self._tighten_all()

    def look_below(self, sheets: int) -> None:
        """Look for fewer than ``sheets`` from now on, as a plan found elsewhere has so many."""
        if sheets < self.found.sheets:
            self.found.sheets = sheets
            self._tighten_all()

    def run(self, budget: WorkLimit) -> Found:
        """Search until nothing better can be, or the budget is spent; called again, it goes on."""
        self.budget = budget
        while len(self.bounds) and not budget.is_spent:
            self._step()
        self.found.bound = (
            min(self.found.sheets, int(self.bounds.min())) if len(self.bounds) else self.found.sheets
        )
        return self.found

    def _step(self) -> None:
        low, high, bounds = self._next()
        low, high, bounds = self._hopeful(low, high, bounds)
        if not len(bounds):
            return
        # Few boxes take hardly less time than some dozens: halve them until there are.
        enough = min(_DOZENS, _ROUND // 10 // (int(self._ways_of(high).max()) * len(self.demands) + self.states))
        while True:
            low, high, bounds = self._tightened(*_halves(low, high, bounds))
            if not 0 < len(bounds) < enough or not (high > low).any():
                break
        self._add(low, high, bounds)

    def _next(self) -> tuple[Ints, Ints, Ints]:
        """Take the boxes of the next round: least bound first, small ones and far-flung ones by turns."""
        self._round += 1
        size = (self.high - self.low).sum(axis=1)
        if self._round % 2:
            # Knuth's multiplicative hash scatters them, always alike.
            size = (self.low @ np.arange(1, 2 * self.plates, 2) * 2654435761 + self.high[:, 0]) % 1_000_003
        key = np.minimum(self.bounds - self.bounds.min(), 2**28) * 2**34 + np.minimum(size, 2**34 - 1)
        self.budget.spend(len(key) * 12, 12)
        first = int(key.argmin())
        effort = self._ways_of(self.high)
        count = int(min(_MOST_BOXES, max(1, _ROUND // (effort[first] * len(self.demands)))))
        chosen = np.argpartition(key, count)[:count] if count < len(key) else np.arange(len(key))
        # A box with many more ways than the first would make the arrays of all as large as its own.
        chosen = chosen[effort[chosen] <= 2 * effort[first]]
        rest = np.ones(len(key), dtype=np.bool_)
        rest[chosen] = False
        taken = self.low[chosen], self.high[chosen], self.bounds[chosen]
        self.low, self.high, self.bounds = self.low[rest], self.high[rest], self.bounds[rest]
        return taken

    def _ways_of(self, high: Ints) -> Ints:
        """Return about how many ways the largest demand has in each box."""
        tops = np.minimum(-(-int(self.demands.max()) // high[:, :-1]), self.task.slots) + 1
        ways: Ints = tops.prod(axis=1)
        return ways

    def _hopeful(self, low: Ints, high: Ints, bounds: Ints) -> tuple[Ints, Ints, Ints]:
        """Return the boxes that may still hold a better plan, with better bounds."""
        ways = Ways(self.demands, self.task.slots, low, high, split=self.task.split)
        self.budget.spend(16 * ways.tags.size, 40)
        printed = ways.fewest @ self.counts
        printed = np.where((ways.fewest > 2**60).any(axis=1), 2**60, printed)
        bounds = np.maximum(bounds, -(-printed // self.task.slots))
        # Tags that a box may print at most, less those that it must.
        spare = self.task.slots * np.minimum(high.sum(axis=1), self.found.sheets - 1) - printed
        keep = (bounds < self.found.sheets) & (spare >= 0)
        low, high, bounds = low[keep], high[keep], bounds[keep]
        if not len(bounds):
            return low, high, bounds
        ways = ways.only(keep)
        ways.forget_wasteful(spare[keep])
        if self.states > _FEW_STATES:
            keep = self._enough(ways)
            ways, low, high, bounds = ways.only(keep), low[keep], high[keep], bounds[keep]
        return self._packable(ways, low, high, bounds) if len(bounds) else (low, high, bounds)

    def _enough(self, ways: Ways) -> NDArray[np.bool_]:
        """Return which boxes pass every weighing of the plates.

        Whatever a slot of each plate is taken to weigh, the lightest ways together must not weigh more than all
        slots (Lagrangian relaxation). Weights go up where the lightest ways crowd, down where they leave room.
        """
        slots, passed = self.task.slots, np.arange(len(ways.last))
        weights = np.full((len(passed), self.plates), 256, dtype=np.int64)
        last = ways.last
        for _ in range(_WEIGHINGS):
            weight, used = _lightest(ways.heads, last, weights, self.counts)
            self.budget.spend(6 * last.size, 40)
            good = weight <= slots * weights.sum(axis=1)
            if not good.all():
                passed, last, weights, used = passed[good], last[good], weights[good], used[good]
            if not len(passed):
                break
            crowd = np.clip((used - slots) / slots, -1, 1)
            weights = np.maximum(weights * (1 + 0.4 * crowd), 1).astype(np.int64)
            weights = np.maximum(weights * 256 * self.plates // weights.sum(axis=1)[:, None], 1)
        result = np.zeros(len(ways.last), dtype=np.bool_)
        result[passed] = True
        return result

    def _packable(self, ways: Ways, low: Ints, high: Ints, bounds: Ints) -> tuple[Ints, Ints, Ints]:
        """Return the boxes worth halving, whose longest runs suffice; keep the best plan of them."""
        wide: NDArray[np.bool_] = np.any(high > low, axis=1)
        tried = ~wide | (self.states <= _MANY_STATES)
        fits = self._pack(ways.only(tried), low[tried], high[tried], bounds[tried])
        halve = wide & ~tried
        halve[tried] = fits & wide[tried]
        return low[halve], high[halve], bounds[halve]

    def _pack(self, ways: Ways, low: Ints, high: Ints, bounds: Ints) -> NDArray[np.bool_]:
        """Return which boxes' longest runs suffice; those for which the budget is too small stay open."""
        chunk = max(1, _ROUND // self.states)
        fits = np.zeros(len(bounds), dtype=np.bool_)
        for start in range(0, len(bounds), chunk):
            part = slice(start, start + chunk)
            if self.budget.is_spent:
                self._add(low[start:], high[start:], bounds[start:])
                break
            some = ways.only(part)
            for table in smallest_tables(some, self.which, self.budget):
                end = table
            fits[part] = end.reshape(len(end), -1)[:, -1] <= self.task.slots
            self._take_best(some, high[part], fits[part])
        return fits

    def _take_best(self, ways: Ways, high: Ints, fits: NDArray[np.bool_]) -> None:
        for box in np.flatnonzero(fits)[np.argsort(high[fits].sum(axis=1), kind="stable")[:2]]:
            one = ways.only(slice(int(box), int(box) + 1))
            copies = copies_of_first_box(one, self.which, list(smallest_tables(one, self.which, self.budget)))
            runs = trim_runs(self.task, copies, [int(x) for x in high[box]])
            if sum(runs) < self.found.sheets:
                self.found.sheets, self.found.runs, self.found.copies = sum(runs), tuple(runs), copies
                self._tighten_all()

    def _add(self, low: Ints, high: Ints, bounds: Ints) -> None:
        self.low = np.concatenate([self.low, low])
        self.high = np.concatenate([self.high, high])
        self.bounds = np.concatenate([self.bounds, bounds])

    def _tighten_all(self) -> None:
        self.low, self.high, self.bounds = self._tightened(self.low, self.high, self.bounds)

    def _tightened(self, low: Ints, high: Ints, bounds: Ints) -> tuple[Ints, Ints, Ints]:
        """Shrink boxes to what can be better, in falling order of run lengths; drop the empty ones."""
        low = np.maximum.accumulate(low[:, ::-1], axis=1)[:, ::-1]
        high = np.minimum(high, self.found.sheets - 1 - low.sum(axis=1)[:, None] + low)
        high = np.minimum.accumulate(high, axis=1)
        low = np.maximum(low, bounds[:, None] - high.sum(axis=1)[:, None] + high)
        low = np.maximum.accumulate(low[:, ::-1], axis=1)[:, ::-1]
        bounds = np.maximum(bounds, low.sum(axis=1))
        keep = (low <= high).all(axis=1) & (bounds < self.found.sheets)
        self.budget.spend(10 * low.size, 14)
        return low[keep], high[keep], bounds[keep]


def _lightest(heads: Ints, last: NDArray[np.int16], weights: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Return, by box, what the lightest ways of all editions weigh, and the slots of each plate that they take."""
    plain = (weights[:, :-1] @ heads).astype(np.int32)[:, None, :]
    tail = weights[:, -1].astype(np.int32)[:, None, None]
    price = np.where(last >= NEVER, np.int32(2**30), plain + last * tail).reshape(-1, heads.shape[1])
    best = price.argmin(axis=1)
    rows, shape = np.arange(len(best)), last.shape[:2]
    weight = price[rows, best].reshape(shape) @ counts
    tails = last.reshape(price.shape)[rows, best].reshape(shape) @ counts
    others = [head[best].reshape(shape) @ counts for head in heads]
    return weight, np.stack([*others, tails], axis=1)


def _halves(low: Ints, high: Ints, bounds: Ints) -> tuple[Ints, Ints, Ints]:
    """Halve each box across its longest side; single run lengths stay as they are."""
    rows = np.arange(len(bounds))
    side = (high - low).argmax(axis=1)
    middle = (low[rows, side] + high[rows, side]) // 2
    upper, lower = low.copy(), high.copy()
    upper[rows, side] = middle + 1
    lower[rows, side] = middle
    two = high[rows, side] > low[rows, side]
    return (
        np.concatenate([low, upper[two]]),
        np.concatenate([lower, high[two]]),
        np.concatenate([bounds, bounds[two]]),
    )


def trim_runs(task: GangTask, copies: Ints, runs: list[int]) -> list[int]:
    """Return run lengths as short as the layouts allow, one plate after the other."""
    runs = list(runs)
    demands = np.array(task.demands, dtype=np.int64)
    for plate in range(len(runs)):
        column = copies[:, plate]
        on = column > 0
        others = copies @ np.array(runs, dtype=np.int64) - column * runs[plate]
        need = -(-(demands - others)[on] // column[on])
        runs[plate] = max(task.min_run, int(need.max(initial=0)))
    return runs


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


def smallest_tables(ways: Ways, which: list[int], budget: WorkLimit) -> Iterator[Small]:
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


def copies_of_first_box(ways: Ways, which: list[int], filled: list[Small]) -> Ints:
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
