"""The table of 1, 2, 3 … plates: how many rows it has, in which of them to search on, and the search of a row.

Goes in: a task, a tariff, a limit of work. Comes out: for each number of plates the best plan found, and a bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from keytag.imposition.gang.lying_once import fewest_sheets_lying_once
from keytag.imposition.gang.task import (
    GangTask,
    PlateDraft,
    Tariff,
    WorkLimit,
    full_sheets,
    group_editions,
    one_plate,
)

if TYPE_CHECKING:
    from keytag.imposition.gang.annealing import Annealing
    from keytag.imposition.gang.box_search import BoxSearch
    from keytag.imposition.gang.renewal import Renewal

# House rules. So many numbers of plates that are not proven share the work alike; each further one has half of
# what is left. It is spent in so many rounds.
_ROWS, _ROUNDS = 10, 6
# In the end a row that is not the cheapest has this part of a round, as it will seldom become so.
_ASIDE = 0.2
# So many more plates are bounded each by itself; what lies beyond by the demands' sum alone.
_AHEAD = 6
# Rows with a gap and no cheaper plan after which no more plates are tried.
_PATIENCE = 3
# Where plates are free, more of them than this are no better than sheets that all differ, and less work is done.
_FEW, _EASY = 3, 0.1


class GangTable:
    """Rows from the fewest plates on."""

    def __init__(self, task: GangTask, tariff: Tariff, most: int | None, budget: WorkLimit) -> None:
        self.task, self.tariff, self.most, self.budget = task, tariff, most, budget
        self.rows: list[PlateRow] = []
        self._bounds: dict[int, int] = {}
        # Where each edition lies on one plate, one more plate than editions would be empty.
        self._useful = float("inf") if task.split else len(task.demands)
        self.full: PlateDraft | None = None
        """Full sheets, where plates are free."""
        if not (tariff.plate or tariff.make_ready) and task.split and task.min_run == 1:
            full = full_sheets(task)
            self.full = full if most is None or len(full) <= most else None

    def drafts(self) -> list[tuple[PlateDraft, int]]:
        """Return plans and bounds on their sheets; fewest plates first, each with fewer sheets than the last."""
        found: list[tuple[PlateDraft, int]] = []
        for row in self.rows:
            if row.draft and (not found or _sheets(row.draft) < _sheets(found[-1][0])):
                found.append((row.draft, row.bound))
        if self.full and (not found or _sheets(self.full) < _sheets(found[-1][0])):
            found = [one for one in found if len(one[0]) < len(self.full)]
            found.append((self.full, self.task.fewest_sheets))
        return found

    def cheapest(self) -> float:
        """Return the least cost found, full sheets aside."""
        return min(self.tariff.cost(_sheets(row.draft), row.plates) for row in self.rows if row.draft)

    def bound(self) -> float:
        """Return what no plan of any number of plates can cost less than."""
        if self.full:
            return self.tariff.cost(self.task.fewest_sheets, 1)
        costs = [self.cheapest(), *(self._cost_bound(row) for row in self.rows)]
        costs.append(self._least_cost(self.rows[-1].plates + 1, min(self._useful, self.most or self._useful)))
        return min(costs)

    def fill(self) -> None:
        """Search row after row while more plates are allowed and may pay, then on where something cheaper may be.

        What is done for a row depends on those before it alone, not on how many plates are allowed. So whoever
        allows more has all that is found with fewer, and never a dearer plan. Where more plates than are allowed
        may pay, work is left for them. What remains when none may is the same whatever is allowed.
        """
        budget = self.budget.share(self.budget.left * _EASY) if self.full else self.budget
        best, fruitless, plates = float("inf"), 0, self.task.fewest_plates
        while True:
            row = PlateRow(self.task, plates, self.rows[-1] if self.rows else None)
            self.rows.append(row)
            part = 1 / max(2, _ROWS - sum(not each.is_done for each in self.rows[:-1]))
            row.start(budget.share(budget.left * part / _ROUNDS))
            self._search(row, budget.share(budget.left * part))
            if self.cheapest() < best:
                best, fruitless = self.cheapest(), 0
            elif not row.is_done:
                fruitless += 1
            plates += 1
            if fruitless == _PATIENCE or not self._may_pay_beyond(row) or (self.full and len(self.rows) == _FEW):
                break
            if budget.is_spent or plates > (self.most or plates):
                return
        self._go_on(budget)

    def _search(self, row: PlateRow, share: WorkLimit) -> None:
        """Spend a row's part; one round of it where it cannot be the cheapest any more."""
        steps = share.left / _ROUNDS
        while not row.is_done and not share.is_spent:
            row.go_on(share.share(steps))
            if not self._may_pay(row):
                break

    def _go_on(self, budget: WorkLimit) -> None:
        """Spend what is left on all rows that may be the cheapest."""
        steps = budget.left / _ROUNDS
        while not budget.is_spent:
            todo = [row for row in self.rows if not row.is_done and self._may_pay(row)]
            if not todo:
                break
            for row in todo:
                if not row.is_done:
                    row.go_on(budget.share(steps if self._cost(row) <= self.cheapest() else steps * _ASIDE))

    def _may_pay_beyond(self, row: PlateRow) -> bool:
        """Whether more plates than those of ``row`` may be cheaper, were they allowed."""
        if row.sheets <= self.task.fewest_sheets:
            return False
        return self._least_cost(row.plates + 1, self._useful) < self.cheapest()

    def _may_pay(self, row: PlateRow) -> bool:
        return self._cost_bound(row) < self.cheapest()

    def _cost(self, row: PlateRow) -> float:
        return self.tariff.cost(row.sheets, row.plates)

    def _cost_bound(self, row: PlateRow) -> float:
        return self.tariff.cost(row.bound, row.plates)

    def _least_cost(self, plates: int, most: float) -> float:
        """Return what no plan of ``plates`` to ``most`` plates can cost less than."""
        least = float("inf")
        for count in range(plates, plates + _AHEAD):
            if count > most:
                return least
            if count not in self._bounds:
                self._bounds[count] = fewest_sheets_lying_once(self.task, count)
            least = min(least, self.tariff.cost(self._bounds[count], count))
            if self._bounds[count] == self.task.fewest_sheets:
                return least
        count = plates + _AHEAD
        return min(least, self.tariff.cost(max(self.task.fewest_sheets, count * self.task.min_run), count))


def _sheets(draft: PlateDraft) -> int:
    return sum(run for run, _ in draft)


# House rule: exact search over all plates where its dynamic program has no more states than this.
_MOST_STATES = 65_000
# The dynamic program has 16 bits for slots. With more of them, one plate wastes next to nothing.
_MOST_SLOTS = 4_000
# Up to so many plates and slots, one plate changed by force at a time finds as much as annealing does.
_FEW_PLATES, _FEW_SLOTS = 4, 150
# Plates that together have no more slots than this gain by both in turn.
_SMALL = 60
# Steps.
_A_LOOK = 1_000_000


class PlateRow:
    """The search for plans of exactly ``plates`` plates, with fewer sheets than the row before has."""

    def __init__(self, task: GangTask, plates: int, before: PlateRow | None) -> None:
        self.task, self.plates = task, plates
        self.bound = fewest_sheets_lying_once(task, plates)
        """No plan of so many plates has fewer sheets, unless the row before has."""
        self.draft: PlateDraft | None = None
        self._before = before
        self._split: PlateDraft | None = None
        self._exact: BoxSearch | None = None
        self._renewals: list[Renewal] = []
        self._annealing: Annealing | None = None

    @property
    def sheets(self) -> int:
        """Sheets of the best plan; without one, those of the row before, which are enough for this one too."""
        before = self._before.sheets if self._before else None
        if self.draft is None:
            return before or 0
        own = sum(run for run, _ in self.draft)
        return own if before is None else min(own, before)

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to find."""
        return self.bound >= self.sheets

    def start(self, budget: WorkLimit) -> None:
        """Find a first plan."""
        if self.plates == 1:
            self._take((one_plate(self.task, self.task.demands),))
            self.bound = self.sheets
        elif self._before is None:
            self._take(group_editions(self.task, self.plates))
        elif self.task.slots <= _MOST_SLOTS:
            self._widen(budget)

    def go_on(self, budget: WorkLimit) -> None:
        """Search on, a third of the work with plates taken out in turn, the rest with all plates at once."""
        # Where there is nothing to try, work is spent all the same, so that the search ends.
        budget.spend(_A_LOOK)
        if self.task.slots > _MOST_SLOTS:
            return
        self._widen(budget)
        if self.plates > 2 and not self.is_done:
            self._renew(budget.share(budget.left / 3))
        if (self.task.slots + 1) ** (self.plates - 1) <= _MOST_STATES and not self.is_done:
            self._search(budget)
        elif not self.is_done:
            self._renew(budget)

    def _take(self, draft: PlateDraft) -> None:
        if self.draft is None or sum(run for run, _ in draft) < self.sheets:
            self.draft = tuple(sorted(draft, reverse=True))

    def _widen(self, budget: WorkLimit) -> None:
        """Start from the plan of the row before, wherever there is a new one."""
        before = self._before.draft if self._before else None
        if before is None or before is self._split:
            return
        from keytag.imposition.gang.renewal import split_one_plate  # noqa: PLC0415 - one plate needs no NumPy

        self._split = before
        draft = split_one_plate(self.task, before, self.bound, budget)
        if draft:
            self._take(draft)

    def _renew(self, budget: WorkLimit) -> None:
        """Better a plan that grew from that of the row before, and one that owes it nothing; then the best."""
        from keytag.imposition.gang.annealing import Annealing  # noqa: PLC0415 - the same
        from keytag.imposition.gang.renewal import Renewal  # noqa: PLC0415 - the same
        from keytag.imposition.gang.spreading import spread_editions  # noqa: PLC0415 - the same

        if not self._renewals:
            self._renewals = [Renewal(self.task, spread_editions(self.task, self.plates), self.bound)]
        is_small = self.plates * self.task.slots <= _SMALL
        is_few = (self.plates <= _FEW_PLATES and self.task.slots <= _FEW_SLOTS) or not self.task.split
        best = min([each.sheets for each in self._renewals])
        # Where plates are many, pairs seldom better what was annealed.
        is_annealed = self._annealing is not None and self._annealing.sheets <= self.sheets
        if self.draft and _sheets(self.draft) < best and (is_few or not is_annealed):
            self._renewals = [Renewal(self.task, self.draft, self.bound), *self._renewals[:1]]
        unsettled = [each for each in self._renewals if not each.is_settled]
        for number, each in enumerate(unsettled):
            each.settle(budget.share(budget.left / (len(unsettled) - number + 1)))
            self._take(each.best)
        if is_few or is_small:
            line = min(self._renewals, key=lambda each: each.sheets)
            # Of few plates changes by force find all that annealing does, and more; small ones and whole
            # editions gain by both.
            has_both = not self.task.split or (is_small and self.plates > _FEW_PLATES)
            line.go_on(budget.share(budget.left / 2) if has_both else budget)
            self._take(line.best)
        if self.draft and (self._annealing is None or _sheets(self.draft) < self._annealing.sheets):
            self._annealing = Annealing(self.task, self.draft, self.bound)
        if self._annealing:
            self._annealing.go_on(budget)
            self._take(self._annealing.best)

    def _search(self, budget: WorkLimit) -> None:
        from keytag.imposition.gang.box_search import BoxSearch  # noqa: PLC0415 - the same

        if self._exact is None:
            self._exact = BoxSearch(self.task, self.plates, self.sheets, self.bound)
        self._exact.look_below(self.sheets)
        found = self._exact.run(budget)
        if found.runs and found.sheets < self.sheets:
            columns = found.copies.T.tolist()
            self._take(tuple((run, tuple(column)) for run, column in zip(found.runs, columns, strict=True)))
        self.bound = max(self.bound, found.bound)
