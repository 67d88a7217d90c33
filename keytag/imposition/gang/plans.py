"""Gang plans asked for: conditions checked, the table of 1, 2, 3 … plates filled, the cheapest chosen.

Goes in: demands and slots, prices, limits. Comes out: a `GangPlan`, or the whole table of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite

from keytag.imposition.gang.plate_table import GangTable
from keytag.imposition.gang.task import (
    GangOption,
    GangPlan,
    GangPlate,
    GangTask,
    PlateDraft,
    Tariff,
    WorkLimit,
    work_for,
)

# House rule: far beyond any order, and small enough that sums of products stay exact in 64 bits.
_MOST_TAGS = 10**9
_MOST_SLOTS = 20_000


def plan(  # noqa: PLR0913 - the conditions of a plan, all but two of them by name
    demands: Sequence[int],
    slots: int,
    *,
    max_plates: int | None = None,
    cost_per_impression: float = 1.0,
    cost_per_plate: float = 0.0,
    min_run: int = 1,
    make_ready: int = 0,
    split: bool = True,
    time_limit: float = 30.0,
    clock: Callable[[], float] | None = None,
) -> GangPlan:
    """Return the cheapest plan: which edition lies in how many slots of which plate, and how long each plate runs.

    Every number is as `keytag.imposition.gang` says. Of plans that cost the same, the one with fewer plates is
    chosen. It has no more copies than the demands take: slots left over are empty.

    Raises:
        ValueError: No demands, numbers out of range or not whole, or more editions than ``max_plates`` have slots.
    """
    tariff = _check_tariff(cost_per_impression, cost_per_plate, make_ready)
    task = _check_task(demands, slots, min_run, max_plates, split=split)
    table = GangTable(task, tariff, max_plates, _check_work(time_limit, clock))
    if not task.demands:
        return GangPlan((), 0, 0, 0.0, 0.0, proven=True)
    table.fill()
    plans = [_plan_from_draft(draft, demands, slots, tariff, table.bound()) for draft, _ in table.drafts()]
    return min(plans, key=lambda one: (one.cost, len(one.plates)))


def options(  # noqa: PLR0913 - the same
    demands: Sequence[int],
    slots: int,
    *,
    max_plates: int | None = None,
    cost_per_impression: float = 1.0,
    cost_per_plate: float = 0.0,
    min_run: int = 1,
    make_ready: int = 0,
    split: bool = True,
    time_limit: float = 30.0,
    clock: Callable[[], float] | None = None,
) -> tuple[GangOption, ...]:
    """Return the table of 1, 2, 3 … plates that `plan` chooses from; the arguments are those of `plan`.

    A row is the best plan found with exactly so many plates. Rows start at the fewest plates that hold all
    editions and end where more plates cannot pay, or did not three times in a row; a number of plates that saves
    no sheet has no row. Where plates are free, the last row may be full sheets, with as many plates as that takes.

    Raises:
        ValueError: As for `plan`.
    """
    tariff = _check_tariff(cost_per_impression, cost_per_plate, make_ready)
    task = _check_task(demands, slots, min_run, max_plates, split=split)
    table = GangTable(task, tariff, max_plates, _check_work(time_limit, clock))
    if not task.demands:
        return ()
    table.fill()
    plans = [
        _plan_from_draft(draft, demands, slots, tariff, tariff.cost(bound, len(draft)))
        for draft, bound in table.drafts()
    ]
    costs = [plans[0].cost, *(one.cost for one in plans)]
    return tuple(GangOption(one, before - one.cost) for one, before in zip(plans, costs, strict=False))


def _plan_from_draft(
    draft: PlateDraft, demands: Sequence[int], slots: int, tariff: Tariff, bound: float
) -> GangPlan:
    """Return the plan in the order of ``demands``, after counting every tag again."""
    order = sorted((i for i, demand in enumerate(demands) if demand), key=lambda i: -demands[i])
    plates = []
    for run, copies in sorted(draft, reverse=True):
        row = [0] * len(demands)
        for i, count in zip(order, copies, strict=True):
            row[i] = count
        plates.append((run, row))
    if any(sum(row) > slots or min(row) < 0 for _, row in plates) or min(_spare(plates, demands)) < 0:
        raise ArithmeticError("the plan found does not give every edition its demand within the slots")
    _empty_needless_slots(plates, demands)
    sheets = sum(run for run, _ in plates)
    cost = tariff.cost(sheets, len(plates))
    return GangPlan(
        plates=tuple(GangPlate(run, tuple(row)) for run, row in plates),
        impressions=tariff.impressions(sheets, len(plates)),
        waste=sheets * slots - sum(demands),
        cost=cost,
        lower_bound=min(bound, cost),
        proven=bound >= cost,
    )


def _spare(plates: list[tuple[int, list[int]]], demands: Sequence[int]) -> list[int]:
    return [sum(run * row[i] for run, row in plates) - demand for i, demand in enumerate(demands)]


def _empty_needless_slots(plates: list[tuple[int, list[int]]], demands: Sequence[int]) -> None:
    """Take away copies without which every demand is met all the same; a plate keeps one slot at least."""
    for i, spare in enumerate(_spare(plates, demands)):
        left = spare
        for run, row in plates:
            needless = min(left // run, row[i], sum(row) - 1)
            row[i] -= needless
            left -= needless * run


def _check_tariff(impression: float, plate: float, make_ready: int) -> Tariff:
    for name, cost in (("cost_per_impression", impression), ("cost_per_plate", plate)):
        if not (isfinite(cost) and cost >= 0):
            raise ValueError(f"{name} must be a finite number of at least 0, not {cost!r}")
    _check_whole("make_ready", make_ready, 0)
    return Tariff(impression, plate, make_ready)


def _check_task(
    demands: Sequence[int], slots: int, min_run: int, max_plates: int | None, *, split: bool
) -> GangTask:
    """Return the conditions for editions that want tags; ValueError for what cannot be."""
    for i, demand in enumerate(demands):
        _check_whole(f"demand {i + 1}", demand, 0)
    _check_whole("slots", slots, 1, _MOST_SLOTS)
    _check_whole("min_run", min_run, 1, _MOST_TAGS)
    if not demands:
        raise ValueError("demands must hold at least one number")
    if sum(demands) > _MOST_TAGS:
        raise ValueError(f"demands must be at most {_MOST_TAGS} together, not {sum(demands)}")
    task = GangTask(tuple(sorted((d for d in demands if d), reverse=True)), slots, min_run, split)
    if max_plates is not None:
        _check_whole("max_plates", max_plates, 1)
        if task.fewest_plates > max_plates:
            raise ValueError(
                f"{len(task.demands)} editions need at least {task.fewest_plates} plates of {slots} slots,"
                f" max_plates is {max_plates}"
            )
    return task


def _check_work(time_limit: float, clock: Callable[[], float] | None) -> WorkLimit:
    if not (isfinite(time_limit) and time_limit >= 0):
        raise ValueError(f"time_limit must be a finite number of at least 0 seconds, not {time_limit!r}")
    return work_for(time_limit, clock)


def _check_whole(name: str, value: int, least: int, most: int | None = None) -> None:
    if type(value) is not int or value < least or (most is not None and value > most):
        upper = f" and at most {most}" if most else ""
        raise ValueError(f"{name} must be a whole number of at least {least}{upper}, not {value!r}")
