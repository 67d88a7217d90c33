"""What holds for every gang plan, counted from its layout; and tiny ones against trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, pairwise, product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from keytag.imposition.gang import GangPlan, options, plan
from keytag.imposition.gang.lying_once import fewest_sheets_lying_once, tags_too_many
from keytag.imposition.gang.spreading import spread_editions
from keytag.imposition.gang.task import GangTask, WorkLimit
from keytag.imposition.gang.two_plates import lay_two_plates

FEW = settings(max_examples=60, deadline=None)
# Seconds of work; what is proven takes far less.
SHORT = 0.4


class Wishes(Struct, frozen=True):
    """The conditions of a plan."""

    demands: tuple[int, ...]
    slots: int
    max_plates: int | None
    cost_per_impression: float
    cost_per_plate: float
    min_run: int
    make_ready: int
    split: bool

    def plan(self, seconds: float = SHORT) -> GangPlan:
        """Return the plan under these conditions."""
        return plan(
            self.demands,
            self.slots,
            max_plates=self.max_plates,
            cost_per_impression=self.cost_per_impression,
            cost_per_plate=self.cost_per_plate,
            min_run=self.min_run,
            make_ready=self.make_ready,
            split=self.split,
            time_limit=seconds,
        )


@st.composite
def wishes(draw: st.DrawFn, most: int = 2000, editions: int = 12, slots: int = 120) -> Wishes:
    """Draw conditions that can be met."""
    demands = draw(st.lists(st.integers(0, most) | st.sampled_from((0, 1, most)), min_size=1, max_size=editions))
    room = draw(st.integers(1, slots))
    fewest = max(1, -(-sum(1 for demand in demands if demand) // room))
    return Wishes(
        tuple(demands),
        room,
        draw(st.none() | st.integers(fewest, fewest + 3)),
        draw(st.sampled_from((0.0, 0.07, 1.0, 13.44))),
        draw(st.sampled_from((0.0, 5.0, 700.0, 18676.0))),
        draw(st.sampled_from((1, 1, 2, 15, 100))),
        draw(st.sampled_from((0, 0, 3, 50))),
        draw(st.booleans()),
    )


@FEW
@given(wishes())
def test_plans_keep_what_they_promise(wish: Wishes) -> None:
    """Demands are met within the slots, runs are long enough, totals, cost and bound follow from the layout."""
    made = wish.plan()
    for i, demand in enumerate(wish.demands):
        tags = [plate.run_length * plate.copies[i] for plate in made.plates]
        assert sum(tags) >= demand
        assert wish.split or sum(1 for number in tags if number) <= 1
        for plate in made.plates:
            if plate.copies[i] and sum(plate.copies) > 1:
                assert sum(tags) - plate.run_length < demand, "a slot that nobody needs"
    for plate in made.plates:
        assert len(plate.copies) == len(wish.demands)
        assert min(plate.copies) >= 0
        assert 0 < sum(plate.copies) <= wish.slots
        assert plate.run_length >= wish.min_run
    sheets = sum(plate.run_length for plate in made.plates)
    assert made.impressions == sheets + wish.make_ready * len(made.plates)
    assert made.waste == sheets * wish.slots - sum(wish.demands) >= 0
    cost = wish.cost_per_impression * made.impressions + wish.cost_per_plate * len(made.plates)
    assert abs(made.cost - cost) <= 1e-9 * cost
    assert made.lower_bound <= made.cost
    assert made.proven == (made.lower_bound == made.cost)
    assert wish.max_plates is None or len(made.plates) <= wish.max_plates


@FEW
@given(wishes(), st.integers(1, 5))
def test_first_plans_use_every_plate(wish: Wishes, plates: int) -> None:
    """A plan to begin with has as many plates as were asked for, none empty, and gives every demand."""
    demands = tuple(sorted((demand for demand in wish.demands if demand), reverse=True))
    plates = max(plates, -(-len(demands) // wish.slots))
    assume(demands and (wish.split or plates <= len(demands)))
    draft = spread_editions(GangTask(demands, wish.slots, wish.min_run, wish.split), plates)
    assert len(draft) == plates
    for run, copies in draft:
        assert run >= wish.min_run
        assert 0 < sum(copies) <= wish.slots
    for i, demand in enumerate(demands):
        assert sum(run * copies[i] for run, copies in draft) >= demand


@FEW
@given(wishes(most=60, editions=5, slots=8))
def test_the_same_question_has_the_same_answer(wish: Wishes) -> None:
    """Nothing of a plan depends on chance, time or what was asked before."""
    assert wish.plan() == wish.plan()


@settings(max_examples=40, deadline=None)
@given(wishes(editions=25, slots=24), st.sampled_from((0.0, 0.01, 0.04)))
def test_more_plates_allowed_never_cost_more(wish: Wishes, seconds: float) -> None:
    """Whoever allows a plate more gets no dearer plan, however short the search is."""
    fewest = max(1, -(-sum(1 for demand in wish.demands if demand) // wish.slots))
    costs = [replace(wish, max_plates=most).plan(seconds).cost for most in range(fewest, fewest + 6)]
    costs.append(replace(wish, max_plates=None).plan(seconds).cost)
    assert costs == sorted(costs, reverse=True)


@settings(max_examples=40, deadline=None)
@given(
    demands=st.lists(st.integers(1, 900), min_size=1, max_size=3),
    slots=st.integers(1, 12),
    runs=st.lists(st.tuples(st.integers(1, 300), st.integers(1, 300)), min_size=1, max_size=5),
    split=st.booleans(),
)
def test_layouts_of_two_plates_are_exact(
    demands: list[int], slots: int, runs: list[tuple[int, int]], *, split: bool
) -> None:
    """The first pair of runs for which trying everything finds a layout is taken, with one that gives all."""
    found = lay_two_plates(np.array(demands), slots, np.array(runs), WorkLimit(1e9), split=split)
    fitting = [pair for pair in runs if fits(tuple(demands), pair, (slots, slots), split=split)]
    assert (found is None) == (not fitting)
    if found is not None:
        lengths, copies = found
        assert tuple(lengths) == fitting[0]
        assert (copies @ lengths >= demands).all()
        assert (copies.sum(axis=0) <= slots).all()
        assert split or (copies > 0).sum(axis=1).max() == 1


@FEW
@given(wishes(most=300, editions=8, slots=40))
def test_more_plates_take_fewer_sheets(wish: Wishes) -> None:
    """Each row of the table has more plates and fewer sheets than the one before, and knows what it saves."""
    rows = options(
        wish.demands, wish.slots, max_plates=wish.max_plates, cost_per_plate=wish.cost_per_plate, time_limit=SHORT
    )
    for before, row in pairwise(rows):
        assert len(row.plan.plates) > len(before.plan.plates)
        assert row.plan.impressions < before.plan.impressions
        assert row.saves == before.plan.cost - row.plan.cost
        assert row.plan.lower_bound <= row.plan.cost


def runs(plates: int, sheets: int, least: int) -> Iterator[tuple[int, ...]]:
    """Yield all run lengths of so many plates that are ``sheets`` together."""
    for some in product(range(least, sheets + 1), repeat=plates):
        if sum(some) == sheets:
            yield some


def fits(demands: tuple[int, ...], lengths: tuple[int, ...], room: tuple[int, ...], *, split: bool) -> bool:
    """Return whether layouts within ``room`` give all demands, by trying each number of copies of each."""
    if not demands:
        return True
    for copies in product(*(range(slots + 1) for slots in room)):
        if not split and sum(1 for number in copies if number) > 1:
            continue
        if sum(number * run for number, run in zip(copies, lengths, strict=True)) >= demands[0]:
            rest = tuple(slots - number for slots, number in zip(room, copies, strict=True))
            if fits(demands[1:], lengths, rest, split=split):
                return True
    return False


def fewest(demands: tuple[int, ...], slots: int, plates: int, least: int, *, split: bool) -> int:
    """Return the fewest sheets from exactly so many plates, by trying everything."""
    return next(
        sheets
        for sheets in count(plates * least)
        if any(fits(demands, some, (slots,) * plates, split=split) for some in runs(plates, sheets, least))
    )


@settings(max_examples=60, deadline=None)
@given(
    demands=st.lists(st.integers(1, 9), min_size=1, max_size=3),
    slots=st.integers(1, 4),
    plates=st.integers(1, 3),
    least=st.integers(1, 2),
    split=st.booleans(),
)
def test_trying_everything_finds_nothing_better(
    demands: list[int], slots: int, plates: int, least: int, *, split: bool
) -> None:
    """Tiny plans are proven, and as good as the best of all there are."""
    plates = max(plates, -(-len(demands) // slots))
    made = plan(demands, slots, max_plates=plates, min_run=least, split=split, time_limit=5)
    first = -(-len(demands) // slots)
    assert made.proven
    assert made.impressions == min(
        fewest(tuple(demands), slots, number, least, split=split) for number in range(first, plates + 1)
    )


@FEW
@given(
    demands=st.lists(st.integers(1, 60), min_size=2, max_size=6),
    slots=st.integers(1, 4),
    spare=st.integers(0, 2),
    least=st.sampled_from((1, 1, 20)),
)
def test_editions_lying_once_are_counted_exactly(demands: list[int], slots: int, spare: int, least: int) -> None:
    """What editions in one slot get too many is the least of all choices of them and of all shares into plates."""
    plates = -(-len(demands) // slots) + spare
    assume(plates * slots < 2 * len(demands) and plates <= 4)
    task = GangTask(tuple(sorted(demands, reverse=True)), slots, least)
    costs = []
    for lies in product(range(plates + 1), repeat=len(demands)):
        groups = [
            [demand for demand, on in zip(task.demands, lies, strict=True) if on == plate]
            for plate in range(1, plates + 1)
        ]
        if lies.count(0) <= plates * slots - len(demands) and max(map(len, groups)) <= slots:
            costs.append(sum(max(least, *some) * len(some) - sum(some) for some in groups if some))
    assert tags_too_many(task, plates) == min(costs)


@settings(max_examples=20, deadline=None)
@given(
    demands=st.lists(st.integers(1, 9), min_size=2, max_size=4),
    slots=st.integers(2, 3),
    split=st.booleans(),
)
def test_the_bound_of_editions_lying_once_holds(demands: list[int], slots: int, *, split: bool) -> None:
    """Trying everything finds no plan of two plates with fewer sheets than the bound."""
    assume(len(demands) <= 2 * slots < 2 * len(demands))
    bound = fewest_sheets_lying_once(GangTask(tuple(sorted(demands, reverse=True)), slots, 1, split), 2)
    assert bound <= fewest(tuple(demands), slots, 2, 1, split=split)
