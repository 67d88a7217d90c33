"""Gang plans: what they count, what conditions do to them, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from itertools import count
from math import inf, nan

import pytest

from keytag.imposition.gang import GangPlan, GangPlate, options, plan
from keytag.imposition.gang.annealing import Annealing
from keytag.imposition.gang.lying_once import fewest_sheets_lying_once
from keytag.imposition.gang.plate_table import PlateRow
from keytag.imposition.gang.renewal import Renewal
from keytag.imposition.gang.spreading import spread_editions
from keytag.imposition.gang.task import GangTask, WorkLimit, fewest_sheets, least_runs

# CSPLib 002, cat food.
CAT_FOOD = (250, 255, 260, 500, 500, 800, 1100)
WARDS = (2450, *[1500] * 16)


def test_one_edition_has_one_plate() -> None:
    """One edition fills one plate, as long as it takes."""
    assert plan([3296], 113) == GangPlan((GangPlate(30, (110,)),), 30, 94, 30.0, 30.0, proven=True)


def test_copies_stand_in_the_order_of_the_demands() -> None:
    """Whatever the order of the demands, an edition's copies are at its place."""
    made = plan([1, 200, 0, 100], 4, max_plates=1)
    assert made.plates == (GangPlate(100, (1, 2, 0, 1)),)


def test_nothing_asked_for_takes_nothing() -> None:
    """Editions that want no tags have no plate."""
    assert plan([0, 0], 10) == GangPlan((), 0, 0, 0.0, 0.0, proven=True)
    assert options([0], 10) == ()


def test_free_plates_fill_every_sheet() -> None:
    """Where plates cost nothing, sheets are as few as tags allow."""
    demands = [997, 1009, 1013, 1019, 1021, 1031]
    made = plan(demands, 100, time_limit=0.1)
    assert made.impressions == -(-sum(demands) // 100)
    assert made.proven


def test_free_plates_are_few_where_that_is_easy() -> None:
    """Sheets that all differ are the last resort: two plates that waste nothing are tidier than twenty."""
    made = plan(WARDS, 48)
    assert made.impressions == 552
    assert len(made.plates) == 2


def test_few_plates_are_better_than_many_at_one_price() -> None:
    """Of plans that cost the same the one with fewer plates is chosen."""
    assert len(plan([100, 200, 100], 4).plates) == 1


def test_plates_are_made_while_they_pay() -> None:
    """A plate that saves less than it costs is not made."""
    one, two, three = (len(plan(CAT_FOOD, 9, cost_per_plate=cost).plates) for cost in (500.0, 50.0, 5.0))
    assert (one, two, three) == (1, 2, 3)


def test_make_ready_costs_and_gives_nothing() -> None:
    """Sheets spoiled while a plate is made ready are impressions, but no tags come from them."""
    made = plan(CAT_FOOD, 9, max_plates=2, make_ready=40)
    assert sum(plate.run_length for plate in made.plates) == 418
    assert made.impressions == made.cost == 418 + 2 * 40
    assert len(plan(CAT_FOOD, 9, max_plates=2, make_ready=200).plates) == 1


def test_runs_have_their_least_length() -> None:
    """A short run on paper is not a run at the press: with a least length the plan is another."""
    free = plan(WARDS, 60, max_plates=3)
    held = plan(WARDS, 60, max_plates=3, min_run=148)
    assert free.impressions == 441
    assert min(plate.run_length for plate in held.plates) >= 148
    assert held.impressions == 442
    assert held.proven


def test_editions_stay_whole_where_they_must() -> None:
    """Where editions may not be split each lies on one plate, which takes more sheets."""
    whole = plan(CAT_FOOD, 9, max_plates=2, split=False)
    for copies in zip(*(plate.copies for plate in whole.plates), strict=True):
        assert sum(1 for number in copies if number) == 1
    assert whole.proven
    assert whole.impressions > 418


def test_the_table_says_what_a_plate_saves() -> None:
    """Rows have the fewest sheets of 1, 2, 3 plates, proven, and what each further plate saves."""
    rows = options(CAT_FOOD, 9, max_plates=3, cost_per_plate=4.0)
    assert [row.plan.impressions for row in rows] == [550, 418, 408]
    assert [row.saves for row in rows] == [0.0, 128.0, 6.0]
    assert all(row.plan.proven for row in rows)


def test_money_comes_out_in_decimals() -> None:
    """7 cents are 7 cents, not their nearest binary fraction."""
    assert plan([41], 1, cost_per_impression=0.07).cost == 2.87


def test_without_work_there_is_a_plan_all_the_same() -> None:
    """No time at all gives a plan that holds, with an honest bound."""
    made = plan(WARDS, 12, max_plates=3, time_limit=0)
    assert not made.proven
    assert 0 < made.gap < 1
    assert made.lower_bound <= plan(WARDS, 12, max_plates=3, time_limit=2).cost <= made.cost


def test_a_clock_stops_a_slow_computer() -> None:
    """With a clock that leaps a minute at every look there is a plan, but no search."""
    ticks = count(step=60)
    slow = plan(WARDS, 12, max_plates=3, clock=lambda: float(next(ticks)))
    assert slow == plan(WARDS, 12, max_plates=3, time_limit=0)


def test_very_many_and_very_few() -> None:
    """A million tags, sixty editions, thousands of slots and one slot all come out."""
    assert plan([3000] * 9, 7000, max_plates=3, cost_per_plate=0.1, time_limit=0.2).impressions == 4
    assert plan([997] * 40, 120, max_plates=6, time_limit=0.2).impressions == 333
    assert plan([10**6] * 60, 1000, max_plates=2, time_limit=0.2).impressions >= 60_000
    assert plan([5, 5, 5], 1, max_plates=3, time_limit=0.2).impressions == 15
    assert plan([10**6, 1], 2, max_plates=1).impressions == 10**6


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: plan([], 9), "demands must hold at least one number"),
        (lambda: plan([5, -1], 9), "demand 2 must be a whole number of at least 0, not -1"),
        (lambda: plan([5, True], 9), "demand 2 must be a whole number"),
        (lambda: plan([5], 0), "slots must be a whole number of at least 1 and at most 20000, not 0"),
        (lambda: plan([1] * 9, 4, max_plates=2), "9 editions need at least 3 plates of 4 slots, max_plates is 2"),
        (lambda: plan([5], 9, max_plates=0), "max_plates must be a whole number of at least 1, not 0"),
        (lambda: plan([5], 9, min_run=0), "min_run must be"),
        (lambda: plan([5], 9, make_ready=-1), "make_ready must be"),
        (lambda: plan([5], 9, cost_per_plate=-1.0), "cost_per_plate must be a finite number of at least 0"),
        (lambda: plan([5], 9, cost_per_impression=inf), "cost_per_impression must be a finite number"),
        (
            lambda: plan([5], 9, time_limit=nan),
            "time_limit must be a finite number of at least 0 seconds, not nan",
        ),
        (lambda: plan([10**9, 1], 9), "demands must be at most 1000000000 together"),
    ],
)
def test_what_cannot_be_is_refused(ask: Callable[[], GangPlan], said: str) -> None:
    """Each condition that makes no sense is named, with what was given."""
    with pytest.raises(ValueError, match=said):
        ask()


def test_one_plate_does_not_pay_for_numpy() -> None:
    """An order that needs no search starts as quickly as before."""
    code = "import sys; from keytag.imposition.gang import plan; plan([9, 9], 6); print('numpy' in sys.modules)"
    environment: Mapping[str, str] = {}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=dict(environment)
    )
    assert done.stdout == "False\n"


def test_another_process_has_the_same_answer() -> None:
    """A plan that is searched for by chance is the same in a process with other hashes."""
    ask = "plan([700, 513, 433, 391, 350, 296, 201, 167, 120, 88, 61, 30], 11, max_plates=4, time_limit=0.5)"
    code = f"from keytag.imposition.gang import plan; print({ask})"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": "7"}
    )
    demands = (700, 513, 433, 391, 350, 296, 201, 167, 120, 88, 61, 30)
    assert done.stdout == f"{plan(demands, 11, max_plates=4, time_limit=0.5)}\n"


def test_a_row_has_a_plan_where_no_plate_can_be_split() -> None:
    """There is a plan of three plates to better, though to split a plate of the best of two saves nothing."""
    task = GangTask(tuple(range(600, 200, -20)), 200)
    two = PlateRow(task, 2, None)
    two.start(WorkLimit(1e6))
    assert two.draft is not None
    three = PlateRow(task, 3, two)
    three.start(WorkLimit(0))
    assert three.draft is None
    three.go_on(WorkLimit(3e6))
    assert three.draft is not None
    assert len(three.draft) == 3


def test_annealing_betters_what_pairs_leave() -> None:
    """Run lengths of all plates shift at once: fewer sheets than where no pair of plates gives more, all met."""
    demands = tuple(sorted((300 + 7919 * number % 2500 for number in range(24)), reverse=True))
    task = GangTask(demands, 12)
    pairs = Renewal(task, spread_editions(task, 6), 1)
    pairs.settle(WorkLimit(1e9))
    assert pairs.is_settled
    annealed = Annealing(task, pairs.best, 1)
    annealed.go_on(WorkLimit(4e7))
    assert annealed.sheets < pairs.sheets
    assert annealed.sheets == sum(run for run, _ in annealed.best)
    for i, demand in enumerate(demands):
        assert sum(run * copies[i] for run, copies in annealed.best) >= demand
    assert all(sum(copies) <= 12 for _, copies in annealed.best)


@pytest.mark.parametrize(
    ("plates", "slots", "split", "by_force", "by_annealing"),
    [
        pytest.param(4, 48, True, 1.0, 0.0, id="few plates"),
        pytest.param(7, 8, True, 0.5, 0.5, id="small plates"),
        pytest.param(5, 48, False, 0.5, 0.5, id="whole editions"),
        pytest.param(6, 24, True, 0.0, 1.0, id="many plates"),
        pytest.param(3, 300, True, 0.0, 1.0, id="few large plates"),
    ],
)
def test_the_way_that_finds_more_has_the_work(
    plates: int, slots: int, *, split: bool, by_force: float, by_annealing: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Few plates are changed by force, many annealed; small plates and whole editions share the work in halves."""
    given = dict.fromkeys((Renewal, Annealing), 0.0)

    def spend_all(search: Renewal | Annealing, budget: WorkLimit) -> None:
        given[type(search)] += budget.left
        budget.spend(budget.left, 0)

    monkeypatch.setattr(Renewal, "settle", lambda *_: None)
    monkeypatch.setattr(Renewal, "go_on", spend_all)
    monkeypatch.setattr(Annealing, "go_on", spend_all)
    row = PlateRow(GangTask(tuple(range(900, 400, -20)), slots, split=split), plates, None)
    row.start(WorkLimit(0))
    row.go_on(WorkLimit(1e8))
    whole = sum(given.values())
    assert whole > 9e7
    assert given[Renewal] / whole == pytest.approx(by_force)
    assert given[Annealing] / whole == pytest.approx(by_annealing)


@pytest.mark.parametrize("plates", [1, 2, 3])
def test_no_plan_runs_shorter_than_its_bounds(plates: int) -> None:
    """Of a plan found by search, each plate runs at least as long as `least_runs` says of so many plates."""
    demands = (90, 70, 61, 40, 33, 20, 8)
    task = GangTask(demands, 4 if plates > 1 else 8, 3)
    found = plan(demands, task.slots, max_plates=plates, min_run=3, time_limit=2)
    least = least_runs(task, len(found.plates))
    assert all(plate.run_length >= run for plate, run in zip(found.plates, least, strict=True))
    assert sum(least) <= fewest_sheets(task, len(found.plates)) <= found.impressions


def test_nearly_full_plates_are_bounded_beyond_their_tags() -> None:
    """Eight editions in eight slots leave nothing to share: the bound is the largest demand of each plate."""
    task = GangTask((90, 80, 70, 60, 50, 40, 30, 20), 4)
    assert least_runs(task, 2) == (90, 50)
    assert fewest_sheets(task, 2) == 140 > task.fewest_sheets


def test_plates_of_few_slots_are_bounded_by_editions_that_lie_once() -> None:
    """Fifty editions on eight plates of eight slots: 36 lie once, four or five a plate, and get 3,520 too many."""
    task = GangTask(tuple(200 + 55 * number for number in range(49, -1, -1)), 8)
    assert fewest_sheets(task, 8) == task.fewest_sheets == 9672
    assert fewest_sheets_lying_once(task, 8) == 10112
    made = plan(task.demands, 8, max_plates=8, time_limit=0.5)
    assert 10112 == made.lower_bound <= made.impressions


def test_whole_editions_need_no_more_plates_than_there_are_editions() -> None:
    """Where no edition is split the search ends with a plate for each, and what it found is proven."""
    found = plan((50, 30, 7), 5, split=False, time_limit=2)
    assert found.proven
    assert len(found.plates) <= 3
