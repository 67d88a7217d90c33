"""Better plans of many plates: take two or three plates out, plan them anew for what the others do not give.

Exact search for all plates at once ends at four or so; for two or three it is quick. When no pair gives more, one
plate is changed by force and the rest follows (large neighbourhood search): of few plates that finds more than
`annealing`, of many less. Which one and how follows a fixed sequence of numbers, so that it comes out alike every
time.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from msgspec.structs import replace

from keytag.imposition.gang.box_search import BoxSearch, Ints
from keytag.imposition.gang.task import GangTask, PlateDraft, WorkLimit, fewest_sheets

# Steps for one pair and for one triple of plates: some three times what most of them need.
_PAIR, _TRIPLE = 6_000_000, 30_000_000
# House rule, tried on ten hard instances: how far from the best plan the search may stray before it starts again.
_MOST_ASTRAY = 1.004
# With more states than this, a triple takes longer than its worth.
_MANY_STATES = 3_000


class Renewal:
    """A plan of a fixed number of plates under improvement."""

    def __init__(self, task: GangTask, draft: PlateDraft, least: int) -> None:
        self.task = task
        self.demands = np.array(task.demands, dtype=np.int64)
        self.least = least
        self.best = draft
        self._runs = np.array([run for run, _ in draft], dtype=np.int64)
        self._copies = np.array([copies for _, copies in draft], dtype=np.int64).T
        self._number = 1
        self.is_settled = False
        """Whether no pair of plates gives more."""
        self._has_triples = len(draft) > 3 and (task.slots + 1) ** 2 <= _MANY_STATES

    @property
    def sheets(self) -> int:
        """Sheets of the best plan."""
        return sum(run for run, _ in self.best)

    def split(self, budget: WorkLimit) -> None:
        """Plan the last two plates anew, of which the last may be empty."""
        last = len(self._runs) - 1
        self._renew((last - 1, last), int(self._runs[last - 1 :].sum()), budget)

    def settle(self, budget: WorkLimit) -> None:
        """Plan pairs anew until none is better."""
        if not self.is_settled:
            self.is_settled = self._descend(budget)

    def go_on(self, budget: WorkLimit) -> None:
        """Plan pairs anew until none is better; then change a plate by force, while there is work."""
        self.settle(budget)
        while not budget.is_spent and self.sheets > self.least and len(self._runs) > 2:
            if int(self._runs.sum()) > self.sheets * _MOST_ASTRAY:
                self._restore()
            self._shake(budget)
            self._descend(budget)
            if self._has_triples:
                self._renew_three(budget)

    def _shake(self, budget: WorkLimit) -> None:
        """Make one plate's run up to a fifth shorter or longer; let two others give what is then missing."""
        plates = list(range(len(self._runs)))
        odd, *pair = (plates.pop(self._next(len(plates))) for _ in range(3))
        self._runs[odd] = max(self.task.min_run, int(self._runs[odd]) * (80 + self._next(41)) // 100)
        if not self.task.split:
            # What no longer suffices goes elsewhere as a whole.
            short = self._copies[:, odd] * self._runs[odd] < self.demands
            self._copies[short, odd] = 0
        if not self._renew(tuple(pair), 4 * int(self._runs.sum()), budget.share(_PAIR)):
            self._restore()

    def _renew_three(self, budget: WorkLimit) -> None:
        """Plan any three plates anew; to try all triples each time would take too long."""
        plates = list(range(len(self._runs)))
        three = tuple(plates.pop(self._next(len(plates))) for _ in range(3))
        self._renew(three, int(self._runs[list(three)].sum()), budget.share(_TRIPLE))

    def _restore(self) -> None:
        self._runs = np.array([run for run, _ in self.best], dtype=np.int64)
        self._copies = np.array([copies for _, copies in self.best], dtype=np.int64).T.copy()

    def _next(self, below: int) -> int:
        """Return the next number of the sequence (Park and Miller's minimal standard, CACM 31, 1988)."""
        self._number = self._number * 48271 % 2147483647
        return self._number * below // 2147483647

    def _descend(self, budget: WorkLimit) -> bool:
        """Plan all pairs anew until none is better, in an order that changes.

        Return whether there was work enough.
        """
        tried: dict[tuple[int, ...], bytes] = {}
        better = True
        while better:
            better = False
            groups = list(combinations(range(len(self._runs)), 2))
            while groups:
                if budget.is_spent:
                    return False
                some = groups.pop(self._next(len(groups)) if self.is_settled else 0)
                missing = self._missing(some).tobytes()
                if tried.get(some) == missing:
                    continue
                if self._renew(some, int(self._runs[list(some)].sum()), budget.share(_PAIR)):
                    better = True
                else:
                    tried[some] = missing
        return True

    def _note(self) -> None:
        if int(self._runs.sum()) < self.sheets:
            columns = self._copies.T.tolist()
            self.best = tuple((int(run), tuple(column)) for run, column in zip(self._runs, columns, strict=True))

    def _missing(self, some: tuple[int, ...]) -> Ints:
        """Return what the plates other than ``some`` leave to be printed."""
        others = [p for p in range(len(self._runs)) if p not in some]
        given = self._copies[:, others] @ self._runs[others]
        missing: Ints = np.maximum(self.demands - given, 0)
        return missing

    def _renew(self, some: tuple[int, ...], below: int, budget: WorkLimit) -> bool:
        """Plan ``some`` plates anew with fewer sheets than ``below``; return whether that is possible."""
        missing = self._missing(some)
        budget.spend(self._copies.size, 20)
        wanted = missing > 0
        demands = tuple(int(d) for d in missing[wanted])
        part = GangTask(demands, self.task.slots, self.task.min_run, self.task.split)
        least = fewest_sheets(replace(part, demands=tuple(sorted(demands, reverse=True))), len(some))
        budget.spend(0, len(demands) * len(some))
        if not demands or least >= below:
            return False
        found = BoxSearch(part, len(some), below, least).run(budget)
        if not found.runs:
            return False
        self._runs[list(some)] = found.runs
        self._copies[:, list(some)] = 0
        self._copies[np.ix_(np.flatnonzero(wanted), np.array(some))] = found.copies
        self._note()
        return True


def split_one_plate(task: GangTask, draft: PlateDraft, least: int, budget: WorkLimit) -> PlateDraft | None:
    """Return the best plan that splits one plate of ``draft`` in two; None where that saves no sheet."""
    best: PlateDraft | None = None
    for plate, (run, copies) in enumerate(draft):
        rest = draft[:plate] + draft[plate + 1 :]
        start = Renewal(task, (*rest, (run, copies), (0, (0,) * len(copies))), least)
        start.split(budget.share(_PAIR))
        if start.sheets < sum(r for r, _ in best or draft):
            best = start.best
    return best
