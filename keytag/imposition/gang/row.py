"""The search for the best plan of a given number of plates: a row of the table of 1, 2, 3 … plates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keytag.imposition.gang.budget import WorkLimit
from keytag.imposition.gang.single import PlateDraft, fewest_sheets, grouped, one_plate
from keytag.imposition.gang.values import GangTask

if TYPE_CHECKING:
    from keytag.imposition.gang.boxes import BoxSearch
    from keytag.imposition.gang.renewal import Renewal

# House rule: exact search over all plates where its dynamic program has no more states than this.
_MOST_STATES = 65_000
# The dynamic program has 16 bits for slots. With more of them, one plate wastes next to nothing.
_MOST_SLOTS = 4_000
# Steps.
_A_LOOK = 1_000_000


class PlateRow:
    """The search for plans of exactly ``plates`` plates, with fewer sheets than the row before has."""

    def __init__(self, task: GangTask, plates: int, before: PlateRow | None) -> None:
        self.task, self.plates = task, plates
        self.bound = fewest_sheets(task, plates)
        """No plan of so many plates has fewer sheets, unless the row before has."""
        self.draft: PlateDraft | None = None
        self._before = before
        self._widened: PlateDraft | None = None
        self._exact: BoxSearch | None = None
        self._renewal: Renewal | None = None

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
            self._take(grouped(self.task, self.plates))
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
        if before is None or before is self._widened:
            return
        from keytag.imposition.gang.renewal import widened  # noqa: PLC0415 - one plate needs no NumPy

        self._widened = before
        draft = widened(self.task, before, self.bound, budget)
        if draft:
            self._take(draft)

    def _renew(self, budget: WorkLimit) -> None:
        from keytag.imposition.gang.renewal import Renewal  # noqa: PLC0415 - the same

        if self.draft is None:
            return
        if self._renewal is None or self._renewal.sheets > self.sheets:
            self._renewal = Renewal(self.task, self.draft, self.bound)
        self._renewal.go_on(budget)
        self._take(self._renewal.best)

    def _search(self, budget: WorkLimit) -> None:
        from keytag.imposition.gang.boxes import BoxSearch  # noqa: PLC0415 - the same

        if self._exact is None:
            self._exact = BoxSearch(self.task, self.plates, self.sheets, self.bound)
        self._exact.look_below(self.sheets)
        found = self._exact.run(budget)
        if found.runs and found.sheets < self.sheets:
            columns = found.copies.T.tolist()
            self._take(tuple((run, tuple(column)) for run, column in zip(found.runs, columns, strict=True)))
        self.bound = max(self.bound, found.bound)
