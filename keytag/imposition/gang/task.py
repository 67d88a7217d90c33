"""What a gang plan is asked for and what it answers, the work it may cost, and what needs no search.

No search: bounds on sheets, one plate, a plate for a few editions each, full sheets where plates are free. Work is
counted in steps, so that the same question has the same answer on any computer.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct


class GangPlate(Struct, frozen=True):
    """One plate of a gang plan: how often it is printed, and how many slots each edition has on it."""

    run_length: int
    """Good sheets; what is spoiled while the plate is made ready comes on top."""
    copies: tuple[int, ...]
    """Slots of each edition, in the order of the demands; none is below 0, their sum is at most the slots."""


class GangPlan(Struct, frozen=True):
    """Plates that together give every edition its demand."""

    plates: tuple[GangPlate, ...]
    """The longest run first."""
    impressions: int
    """All sheets through the press: run lengths and, for each plate, the make-ready sheets."""
    waste: int
    """Slots printed on good sheets that carry no tag asked for: spare tags and empty slots."""
    cost: float
    """``cost_per_impression * impressions + cost_per_plate * len(plates)``."""
    lower_bound: float
    """No plan under the same conditions costs less; in the unit of ``cost``."""
    proven: bool
    """Whether nothing cheaper exists: the cost is the bound."""

    @property
    def gap(self) -> float:
        """Part of the cost that a better plan could save at most, 0 to 1."""
        return (self.cost - self.lower_bound) / self.cost if self.cost else 0.0


class GangOption(Struct, frozen=True):
    """A row of the table of 1, 2, 3 … plates; bound and proof are for plans of exactly that many plates."""

    plan: GangPlan
    saves: float
    """What its cost is below that of the row before; negative where the further plate does not pay."""


class GangTask(Struct, frozen=True):
    """The conditions of a plan, checked; ``demands`` are above 0 here, the largest first."""

    demands: tuple[int, ...]
    slots: int
    min_run: int = 1
    split: bool = True

    @property
    def total(self) -> int:
        """All tags asked for."""
        return sum(self.demands)

    @property
    def fewest_plates(self) -> int:
        """Below this number of plates there is no slot for every edition."""
        return -(-len(self.demands) // self.slots)

    @property
    def fewest_sheets(self) -> int:
        """Good sheets below which not even full plates give all tags."""
        return -(-self.total // self.slots)


class Tariff(Struct, frozen=True):
    """What plates and sheets cost."""

    impression: float
    plate: float
    make_ready: int

    def impressions(self, sheets: int, plates: int) -> int:
        """Return the sheets through the press for ``sheets`` good ones."""
        return sheets + self.make_ready * plates

    def cost(self, sheets: int, plates: int) -> float:
        """Return what ``sheets`` good sheets from ``plates`` plates cost; in decimals, as money is counted."""
        sheet, plate = Decimal(repr(self.impression)), Decimal(repr(self.plate))
        return float(sheet * self.impressions(sheets, plates) + plate * plates)


PlateDraft = tuple[tuple[int, tuple[int, ...]], ...]
"""Plates as run length and copies."""


def one_plate(task: GangTask, demands: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    """Return the shortest run of one plate that gives ``demands``, and its copies.

    There are no fewer slots than demands.
    """
    run = _shortest(demands, task.slots, task.min_run)
    return run, tuple(-(-demand // run) for demand in demands)


def least_runs(task: GangTask, plates: int) -> tuple[int, ...]:
    """Return what each plate of any plan of so many plates prints at least, the longest run first.

    The longest plates give at most as many editions a slot as they have. What is left, the smallest demands at
    best, lies on the other plates alone, of which none runs longer than the longest of them.
    """
    return tuple(
        _shortest(task.demands[number * task.slots :], (plates - number) * task.slots, task.min_run)
        for number in range(plates)
    )


def fewest_sheets(task: GangTask, plates: int) -> int:
    """Return a number of sheets that no plan of so many plates goes below."""
    return max(task.fewest_sheets, sum(least_runs(task, plates)))


def _shortest(demands: tuple[int, ...], slots: int, least: int) -> int:
    """Return the shortest run of ``slots`` slots that gives ``demands``, not below ``least``.

    Fewer sheets mean more copies, so that the run can be bisected.
    """
    enough = max(least, *demands, 0)
    short = max(least, -(-sum(demands) // slots)) - 1
    while enough - short > 1:
        run = (enough + short) // 2
        if sum(-(-demand // run) for demand in demands) <= slots:
            enough = run
        else:
            short = run
    return enough


def full_sheets(task: GangTask) -> PlateDraft:
    """Return plates for sheets that may all differ: as few sheets as there can be.

    First full sheets of one edition, then the remainders one after the other, so that an edition lies on two mixed
    sheets at most. Sheets that come out alike are one plate.
    """
    sheets: dict[tuple[int, ...], int] = {}
    count, mixed, room = len(task.demands), [0] * len(task.demands), task.slots
    for edition, demand in enumerate(task.demands):
        full, rest = divmod(demand, task.slots)
        if full:
            only = tuple(task.slots if i == edition else 0 for i in range(count))
            sheets[only] = sheets.get(only, 0) + full
        while rest:
            mixed[edition] = min(rest, room)
            rest, room = rest - mixed[edition], room - mixed[edition]
            if not room:
                sheets[tuple(mixed)] = sheets.get(tuple(mixed), 0) + 1
                mixed, room = [0] * count, task.slots
    if room < task.slots:
        sheets[tuple(mixed)] = sheets.get(tuple(mixed), 0) + 1
    return tuple((run, copies) for copies, run in sheets.items())


def group_editions(task: GangTask, plates: int) -> PlateDraft:
    """Return a plate for each of ``plates`` groups of editions, like sizes together."""
    count, draft = len(task.demands), []
    for group in range(plates):
        start, end = group * count // plates, (group + 1) * count // plates
        run, copies = one_plate(task, task.demands[start:end])
        draft.append((run, (0,) * start + copies + (0,) * (count - end)))
    return tuple(draft)


# House rule, measured: elementary steps (an element of an array touched once) in a second of a slow office
# computer; that of the bench does twice as many.
STEPS_PER_SECOND = 200_000_000
# What a call of NumPy costs before it touches the first element, in steps; measured.
_STEPS_PER_CALL = 700


class WorkLimit:
    """Steps left; what a share of a limit spends is spent of the whole as well."""

    def __init__(
        self, steps: float, whole: WorkLimit | None = None, is_late: Callable[[], bool] | None = None
    ) -> None:
        self.left = steps
        self._whole = whole
        self._is_late = is_late

    def spend(self, elements: float, calls: int = 1) -> None:
        """Count ``calls`` operations on ``elements`` elements all together."""
        self.left -= elements + calls * _STEPS_PER_CALL
        if self._whole is not None:
            self._whole.spend(elements, calls)

    @property
    def is_spent(self) -> bool:
        """Whether the search has to stop."""
        if self._whole is not None and self._whole.is_spent:
            return True
        return self.left <= 0 or (self._is_late is not None and self._is_late())

    def share(self, steps: float) -> WorkLimit:
        """Return a part of this limit, at most what is left of it."""
        return WorkLimit(min(steps, self.left), self)


def work_for(seconds: float, clock: Callable[[], float] | None) -> WorkLimit:
    """Return the work of so many seconds; with a ``clock``, a slower computer stops after them all the same."""
    if clock is None:
        return WorkLimit(seconds * STEPS_PER_SECOND)
    end = clock() + seconds
    return WorkLimit(seconds * STEPS_PER_SECOND, is_late=lambda: clock() >= end)
