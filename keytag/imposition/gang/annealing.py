"""Better plans of many plates by simulated annealing over run lengths, two plates at a time.

What exact search finds for two plates is the best for the run lengths of all others. Here two plates are given
other run lengths by chance, a little more or less together than before, and layouts for them by `two_plates`,
which are exact. A plan may become longer by as much as the temperature allows (Kirkpatrick, Gelatt, Vecchi,
Science 220, 1983), so that in time all run lengths shift at once. It cools, then starts again from the best.

Chance is a fixed sequence and the work is counted, so that the same question has the same answer.
"""

from __future__ import annotations

from math import log

import numpy as np

from keytag.imposition.gang.box_search import trim_runs
from keytag.imposition.gang.task import GangTask, PlateDraft, WorkLimit
from keytag.imposition.gang.two_plates import Ints, lay_two_plates

# House rules, tried on thirty orders. First and last temperature, as part of all sheets; tries between them.
_HOT, _COLD, _TRIES = 0.0003, 0.0001, 2000
# A plan so much longer than the best is given up.
_MOST_ASTRAY = 1.004
# Pairs of run lengths that are tried at once, and how far the first may be from what it was.
_PAIRS, _REACHES = 32, (0.01, 0.03, 0.1)
# Values of -ln u for u in equal steps, rounded: no machine's own logarithm decides.
_PATIENCE = tuple(round(-log((number + 0.5) / 1024), 6) for number in range(1024))
# Calls of NumPy for one try, beside those that `two_plates` counts.
_CALLS = 60


class Annealing:
    """A plan of three plates or more under improvement."""

    def __init__(self, task: GangTask, draft: PlateDraft, least: int) -> None:
        """Begin with ``draft``; fewer sheets than ``least`` there cannot be."""
        self.task, self.best, self._least = task, draft, least
        self.sheets = sum(run for run, _ in draft)
        self._demands = np.array(task.demands, dtype=np.int64)
        self._random = np.random.default_rng(len(draft))
        self._tries = 0
        self._restore()

    def go_on(self, budget: WorkLimit) -> None:
        """Try changes while there is work, or until no plan can be better."""
        while self.sheets > self._least and not budget.is_spent:
            at = self._tries % _TRIES
            if not at or int(self._runs.sum()) > self.sheets * _MOST_ASTRAY:
                self._restore()
            self._try(round(_HOT * (_COLD / _HOT) ** (at / _TRIES), 9) * self.sheets, budget)
            self._tries += 1

    def _restore(self) -> None:
        self._runs: Ints = np.array([run for run, _ in self.best], dtype=np.int64)
        self._copies: Ints = np.array([copies for _, copies in self.best], dtype=np.int64).T.copy()

    def _try(self, heat: float, budget: WorkLimit) -> None:
        """Give two plates other run lengths, together at most as much longer as ``heat`` and chance allow."""
        budget.spend(3 * self._copies.size, _CALLS)
        draw = self._random.random(4 + 2 * _PAIRS)
        count = len(self._runs)
        one = int(draw[0] * count)
        two = (one + 1 + int(draw[1] * (count - 1))) % count
        some = [one, two]
        run, total = int(self._runs[one]), int(self._runs[some].sum())
        others = self._copies @ self._runs - self._copies[:, some] @ self._runs[some]
        missing = np.maximum(self._demands - others, 0)
        wanted = np.flatnonzero(missing)
        most = total + int(heat * _PATIENCE[int(draw[2] * 1024)])
        least = max(total - 1 - int(2 * heat), -(-int(missing.sum()) // self.task.slots))
        if not len(wanted) or least > most:
            return
        reach = run * _REACHES[int(draw[3] * len(_REACHES))]
        first = np.rint(run + reach * (2 * draw[4 : 4 + _PAIRS] - 1)).astype(np.int64)
        together = least + (draw[4 + _PAIRS :] * (most - least + 1)).astype(np.int64)
        pairs = np.stack([first, together - first], axis=1)
        pairs = pairs[(first != run) & (pairs.min(axis=1) >= self.task.min_run)]
        if not len(pairs):
            return
        pairs = pairs[np.argsort(pairs.sum(axis=1), kind="stable")]
        found = lay_two_plates(missing[wanted], self.task.slots, pairs, budget, split=self.task.split)
        if found is None:
            return
        runs, copies = found
        self._copies[:, some] = 0
        self._copies[np.ix_(wanted, np.array(some))] = copies
        self._runs[some] = runs
        self._runs[:] = trim_runs(self.task, self._copies, self._runs.tolist())
        if int(self._runs.sum()) < self.sheets and self._copies.any(axis=0).all():
            columns, self.sheets = self._copies.T.tolist(), int(self._runs.sum())
            self.best = tuple(
                (run, tuple(column)) for run, column in zip(self._runs.tolist(), columns, strict=True)
            )
