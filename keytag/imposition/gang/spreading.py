"""A first plan of many plates: slots in proportion to demands, editions that need like runs together.

Goes in: a task, a number of plates. Comes out: a plan that uses every plate, for others to better.
"""

from __future__ import annotations

from heapq import heapify, heapreplace

import numpy as np

from keytag.imposition.gang.box_search import trim_runs
from keytag.imposition.gang.task import GangTask, PlateDraft, group_editions


def spread_editions(task: GangTask, plates: int) -> PlateDraft:
    """Return a plan of exactly ``plates`` plates, which have a slot for each edition.

    Slots go one by one to the edition whose slots would run longest. Then editions stand by the run that they
    need, and each plate takes the next of them; who is cut in two lies on both plates.
    """
    if not task.split:
        return group_editions(task, plates)
    slots = _share_slots(task.demands, plates * task.slots)
    order = sorted(range(len(slots)), key=lambda edition: (-task.demands[edition] / slots[edition], edition))
    lies = np.repeat(np.array(order), [slots[edition] for edition in order]).reshape(plates, task.slots)
    copies = np.stack([np.bincount(plate, minlength=len(slots)) for plate in lies], axis=1)
    longest = [
        max(-(-task.demands[edition] // slots[edition]) for edition in set(plate.tolist())) for plate in lies
    ]
    runs = trim_runs(task, copies, [max(task.min_run, run) for run in longest])
    return tuple(
        sorted(((run, tuple(column)) for run, column in zip(runs, copies.T.tolist(), strict=True)), reverse=True)
    )


def _share_slots(demands: tuple[int, ...], slots: int) -> list[int]:
    """Return how many of ``slots`` each edition has: at least one, the rest where runs are longest."""
    shares = [1] * len(demands)
    heap: list[tuple[float, int]] = [(-demand, edition) for edition, demand in enumerate(demands)]
    heapify(heap)
    for _ in range(slots - len(demands)):
        edition = heap[0][1]
        shares[edition] += 1
        heapreplace(heap, (-demands[edition] / shares[edition], edition))
    return shares
