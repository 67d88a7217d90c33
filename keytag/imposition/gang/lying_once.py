"""A bound on sheets where plates have few slots: many editions then lie once, and print more than they need.

Goes in: a task, a number of plates. Comes out: tags that any plan prints beyond the demands, and sheets with them.
"""

from __future__ import annotations

from functools import lru_cache

from keytag.imposition.gang.task import GangTask, fewest_sheets

# House rule: sums of the dynamic program beyond which the plain bound has to do; some seconds of NumPy.
_MOST_SUMS = 100_000_000


def fewest_sheets_lying_once(task: GangTask, plates: int) -> int:
    """Return a number of sheets that no plan of so many plates goes below, `fewest_sheets` or better."""
    printed = task.total + tags_too_many(task, plates)
    return max(fewest_sheets(task, plates), -(-printed // task.slots))


@lru_cache(maxsize=32)
def tags_too_many(task: GangTask, plates: int) -> int:
    """Return tags beyond the demands that editions which lie once get in any plan of ``plates`` plates, at least.

    P plates have P·S slots together, and each of n editions lies in one or more. So at most P·S − n editions lie
    in two slots or more: the others, at least 2n − P·S, lie in one slot of one plate, which runs as long as the
    largest demand of those that lie on it once (and ``min_run``). What they get too many is least for the best
    choice of them and the best share into P groups of at most S. That is counted, whether or not the rest fits.

    With demands in falling order each group is a row of neighbours. Of groups as large and with the largest
    demands M1 ≥ M2 ≥ … all demands above Mt are in the first t − 1, which have no more places than that: Mt is
    not below the demand at the next place, which is what a row of neighbours has. And who is left out stands
    after a group: to leave out its last in place of another of it saves the difference of their demands.
    """
    count, slots = len(task.demands), task.slots
    left_out = plates * slots - count
    if left_out >= count or plates * count * min(slots, count) * (left_out + 1) > _MOST_SUMS:
        return 0
    import numpy as np  # noqa: PLC0415 - plates with room need none

    demands = np.array(task.demands, dtype=np.int64)
    runs = np.maximum(demands, task.min_run)
    before = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(demands)])
    never = np.iinfo(np.int64).max // 2
    # After so many editions, of which so many were left out: the least that the others get too many.
    least = np.full((count + 1, left_out + 1), never)
    least[0] = 0
    for _ in range(plates):
        for done in range(count):
            np.minimum(least[done + 1, 1:], least[done, :-1], out=least[done + 1, 1:])
        grouped = least.copy()
        for end in range(1, count + 1):
            first = np.arange(max(0, end - slots), end)
            wasted = runs[first] * (end - first) - (before[end] - before[first])
            np.minimum(grouped[end], (least[first] + wasted[:, None]).min(axis=0), out=grouped[end])
        least = grouped
    # Those after the last group may be left out, too.
    after = [least[count - missing, left_out - missing] for missing in range(min(left_out, count) + 1)]
    return int(min(after))
