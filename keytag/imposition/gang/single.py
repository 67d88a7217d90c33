"""What needs no search: bounds, one plate, a plate for a few editions each, full sheets where plates are free."""

from __future__ import annotations

from keytag.imposition.gang.values import GangTask

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


def grouped(task: GangTask, plates: int) -> PlateDraft:
    """Return a plate for each of ``plates`` groups of editions, like sizes together."""
    count, draft = len(task.demands), []
    for group in range(plates):
        start, end = group * count // plates, (group + 1) * count // plates
        run, copies = one_plate(task, task.demands[start:end])
        draft.append((run, (0,) * start + copies + (0,) * (count - end)))
    return tuple(draft)
