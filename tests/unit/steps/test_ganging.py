"""The terms of a plan, whose they are, and the plan that is taken by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from keytag.errors import InvalidDocumentError, UsageError
from keytag.imposition import Filling, count_front_slots, tags_per_slot
from keytag.steps.job_setup import load_setup
from keytag.steps.order import PlanLimits
from keytag.steps.plate_plan import PlatePlan, are_worth_their_piles, plan_plates
from keytag.steps.press import EditionsOnPress, choose_press, divide_count

JOB = """
keytag: 1
issuer: {{name: Công an xã Glar}}
numbers: [{{label: Trực ban, number: 0269 3000 113}}]
overs: 5%
editions: [{editions}]
"""
# digital-sra3 with another section for its plates.
SHOP = "gang: {%s}\nprices: {%s}\n"


def planned(
    folder: Path,
    quantities: tuple[int, ...] = (400, 300, 200, 75),
    *,
    shop: str = "digital-sra3",
    backing: str | None = None,
    wishes: PlanLimits | None = None,
) -> PlatePlan:
    """Plan an order of as many editions as there are ``quantities``."""
    path = folder / "ward.yaml"
    editions = ", ".join(f"{{id: e{i}, quantity: {quantity}}}" for i, quantity in enumerate(quantities))
    path.write_text(JOB.format(editions=editions), encoding="utf-8")
    setup, _ = load_setup(path, shop)
    contents, ordered, _ = divide_count(setup, None)
    press, way, _ = choose_press(setup, backing=backing)
    return plan_plates(setup, EditionsOnPress(contents, ordered, press, way), wishes or PlanLimits())


def own_shop(folder: Path, gang: str = "", prices: str = "") -> str:
    """Write a shop of the user's own, with its terms, and return its path."""
    from keytag.files import library  # noqa: PLC0415

    text = (library.builtin_folder("shops") / "digital-sra3.yaml").read_text(encoding="utf-8")
    path = folder / "own.yaml"
    path.write_text(text.replace("name: digital-sra3", "name: own") + SHOP % (gang, prices), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("backing", ["sheetwise", "turn", "tumble", "single"])
@pytest.mark.parametrize("shop", ["digital-sra3", "offset-52x72"])
def test_every_edition_gets_its_tags_and_every_slot_an_edition(shop: str, backing: str, tmp_path: Path) -> None:
    """Order and overs are met on every row of the table, and no slot of any plate is empty."""
    order = planned(tmp_path, shop=shop, backing=backing)
    assert order.wanted == (420, 315, 210, 79)
    for row in order.rows:
        assert all(sum(filling.copies) == count_front_slots(order.layout) for filling in row.fillings)
        for i, wanted in enumerate(order.wanted):
            printed = sum(f.run_length * f.copies[i] for f in row.fillings) * tags_per_slot(order.layout)
            assert printed >= wanted


def test_where_plates_are_free_the_fewest_sheets_are_taken(tmp_path: Path) -> None:
    """A digital press prints no sheet more than the tags need, from as few layouts as do it."""
    order = planned(tmp_path)
    assert order.terms.plate == 0
    assert order.chosen.sheets == -(-sum(order.wanted) // len(order.layout.slots)) == 10
    assert len(order.chosen.fillings) == min(len(row.fillings) for row in order.rows if row.sheets == 10)
    assert order.chosen.cost == 10


@pytest.mark.parametrize(
    ("saved", "further", "worth"), [(1, 206, False), (1, 11, False), (1, 10, True), (12, 90, True), (0, 0, False)]
)
def test_no_sheet_is_saved_by_hundreds_of_piles(saved: int, further: int, worth: bool) -> None:  # noqa: FBT001
    """135 communes on 590 sheets of 5 layouts are not printed from 211 so that it be 589."""
    assert are_worth_their_piles(saved, further) is worth


def test_where_plates_cost_as_much_as_sheets_one_is_enough(tmp_path: Path) -> None:
    """An offset press that wants a hundred sheets' worth for plates saves none by a second one."""
    order = planned(tmp_path, shop="offset-52x72")
    assert (order.terms.plate, order.terms.make_ready) == (100, 50)
    assert len(order.chosen.fillings) == 1
    assert order.chosen.cost == order.chosen.sheets + 50 + 100
    assert [filling.make_ready for filling in order.chosen.fillings] == [50]


def test_prices_are_the_shops(tmp_path: Path) -> None:
    """With its prices a layout costs its plates, one for each ink of each form, and making them ready."""
    shop = own_shop(tmp_path, "make_ready: 10", "plate: 50_000đ, sheet: 6_000đ, setup: 200_000đ")
    both = planned(tmp_path, shop=shop).terms
    shared = planned(tmp_path, shop=shop, backing="turn").terms
    assert (both.in_dong, both.sheet) == (True, 6000)
    # Classic's tags without a code take magenta and yellow, the cutter's marks black on the front; the price of
    # making ready has ten sheets of 6,000 in it.
    assert both.plate == (3 + 2) * 50_000 + 200_000 - 10 * 6000
    assert shared.plate == 3 * 50_000 + 200_000 - 10 * 6000
    assert both.cost(100, 1) == 100 * 6000 + 5 * 50_000 + 200_000


def test_without_a_price_for_plates_they_are_counted_in_sheets(tmp_path: Path) -> None:
    """A shop that names the price of a sheet alone has plates that cost so many sheets."""
    terms = planned(tmp_path, shop=own_shop(tmp_path, "plate: 30", "sheet: 6_000đ")).terms
    assert (terms.sheet, terms.plate, terms.in_dong) == (6000, 180_000, True)
    terms = planned(tmp_path, shop=own_shop(tmp_path, "plate: 30", "plate: 50_000đ")).terms
    assert (terms.sheet, terms.plate, terms.in_dong) == (1, 30, False)


def test_a_process_with_plates_has_them_cost_something(tmp_path: Path) -> None:
    """A user's own offset shop that says nothing of plates does not get them for nothing."""
    shop = Path(own_shop(tmp_path))
    shop.write_text(shop.read_text(encoding="utf-8").replace("process: digital", "process: offset"), "utf-8")
    assert planned(tmp_path, shop=str(shop)).terms.plate == 100


def test_the_command_overrides_the_shop(tmp_path: Path) -> None:
    """What is wished takes the place of what the shop says."""
    wishes = PlanLimits(plate_cost=7, sheet_cost=2, make_ready=3, shortest_run=4, split=False, max_plates=1)
    terms = planned(tmp_path, shop="offset-52x72", wishes=wishes).terms
    assert (terms.plate, terms.sheet, terms.make_ready, terms.shortest_run) == (7, 2, 3, 4)
    assert (terms.split, terms.max_plates) == (False, 1)


def test_a_run_is_never_shorter_than_the_shop_prints(tmp_path: Path) -> None:
    """Also of one edition alone."""
    wishes = PlanLimits(shortest_run=25)
    for quantities in ((400, 300, 200), (100,)):
        row = planned(tmp_path, quantities, wishes=wishes).chosen
        assert min(filling.run_length for filling in row.fillings) >= 25


def test_unsplit_editions_lie_on_one_plate_each(tmp_path: Path) -> None:
    """Where a shop does not split editions, none is on two plates."""
    order = planned(tmp_path, tuple(range(100, 500, 37)), wishes=PlanLimits(split=False))
    for row in order.rows:
        for i in range(len(order.wanted)):
            assert sum(filling.copies[i] > 0 for filling in row.fillings) == 1


def test_too_few_plates_for_the_editions_are_refused(tmp_path: Path) -> None:
    """Where the editions outnumber the slots the wish says how many plates it takes at least."""
    with pytest.raises(UsageError, match="at least 2"):
        planned(tmp_path, (9,) * 60, shop="office-a4", wishes=PlanLimits(max_plates=1))


def test_one_edition_is_planned_without_a_search(tmp_path: Path) -> None:
    """The only plan is the fewest sheets, and that is proven."""
    row = planned(tmp_path, (3200,)).chosen
    assert (row.sheets, len(row.fillings), row.proven, row.gap) == (30, 1, True, 0)


def test_a_plan_on_record_is_printed_again(tmp_path: Path) -> None:
    """Whatever a search would find now, the plates are those of the record."""
    slots = count_front_slots(planned(tmp_path).layout)
    record = (Filling(7, (60, slots - 60, 0, 0)), Filling(9, (0, 0, 90, slots - 90)))
    assert planned(tmp_path, wishes=PlanLimits(plan=record)).chosen.fillings == record


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plan: plan[:1],
        lambda plan: (replace(plan[0], run_length=6), plan[1]),
        lambda plan: (replace(plan[0], copies=plan[0].copies[:3]), plan[1]),
        lambda plan: (replace(plan[0], copies=(61, *plan[0].copies[1:])), plan[1]),
    ],
    ids=["a plate gone", "too short a run", "an edition gone", "a slot too many"],
)
def test_a_plan_that_gives_too_little_is_refused(
    spoil: Callable[[tuple[Filling, ...]], tuple[Filling, ...]], tmp_path: Path
) -> None:
    """A record that was changed cannot leave an edition short."""
    slots = count_front_slots(planned(tmp_path).layout)
    plan = spoil((Filling(7, (60, slots - 60, 0, 0)), Filling(9, (0, 0, 90, slots - 90))))
    with pytest.raises(InvalidDocumentError, match=r"does not (give|fit)"):
        planned(tmp_path, wishes=PlanLimits(plan=plan))


@pytest.mark.parametrize("quantities", [(400,), (7,), (400, 300, 200, 75), (1, 1, 900)])
@pytest.mark.parametrize("shop", ["digital-sra3", "offset-52x72"])
def test_every_plan_of_keytag_is_taken_again(quantities: tuple[int, ...], shop: str, tmp_path: Path) -> None:
    """What stands in a package's record as keytag wrote it is never held for a plan that somebody changed."""
    order = planned(tmp_path, quantities, shop=shop)
    for row in order.rows:
        again = planned(tmp_path, quantities, shop=shop, wishes=PlanLimits(plan=row.fillings))
        assert again.chosen.fillings == row.fillings


def _runs(sheets: int) -> Callable[[Filling], tuple[Filling, ...]]:
    return lambda one: (replace(one, run_length=sheets),)


def _holding(*copies: int) -> Callable[[Filling], tuple[Filling, ...]]:
    return lambda one: (replace(one, copies=copies),)


CHANGED: dict[str, tuple[Callable[[Filling], tuple[Filling, ...]], str | None]] = {
    "as it was": (_runs(7), None),
    "a sheet for each tag": (_runs(420), None),
    "more sheets than tags": (_runs(421), "has a plate of 421 sheets"),
    "a sheet too few": (_runs(6), "does not give what is ordered"),
    "an edition more": (_holding(65, 47, 1), "does not fit a sheet of 113 slots"),
    "an edition less": (_holding(113), "does not fit a sheet of 113 slots"),
    "a slot more": (_holding(66, 48), "does not fit a sheet of 113 slots"),
    "a slot less": (_holding(65, 47), "does not fit a sheet of 113 slots"),
    "spoilt sheets": (lambda one: (replace(one, make_ready=1),), "has a plate of 8 sheets"),
    "two plates for each edition": (lambda one: (one,) * 4, None),
    "one plate more": (lambda one: (one,) * 5, "has as many as 5 plates"),
}


@pytest.mark.parametrize("how", CHANGED)
def test_a_plan_that_no_order_needs_is_refused(how: str, tmp_path: Path) -> None:
    """Of a record's plan each edition gets its tags, on no more plates and sheets than it could need at most."""
    change, expected = CHANGED[how]
    order = planned(tmp_path, (400, 300))
    slots = count_front_slots(order.layout)
    assert (order.wanted, slots) == ((420, 315), 113)
    fillings = change(Filling(7, (65, 48)))
    if expected is None:
        assert planned(tmp_path, (400, 300), wishes=PlanLimits(plan=fillings)).chosen.fillings == fillings
        return
    with pytest.raises(InvalidDocumentError, match=expected) as caught:
        planned(tmp_path, (400, 300), wishes=PlanLimits(plan=fillings))
    assert [finding.rule for finding in caught.value.findings] == ["record-can-be-read"]


def test_one_edition_has_one_plate_and_a_wish_is_kept(tmp_path: Path) -> None:
    """A record's plan of two plates for one edition, or of more than were asked for, is no plan of keytag."""
    alone, one = planned(tmp_path, (400,)).chosen.fillings[0], Filling(7, (65, 48))
    with pytest.raises(InvalidDocumentError, match="has as many as 2 plates"):
        planned(tmp_path, (400,), wishes=PlanLimits(plan=(alone, alone)))
    with pytest.raises(InvalidDocumentError, match="has as many as 3 plates"):
        planned(tmp_path, (400, 300), wishes=PlanLimits(max_plates=2, plan=(one, one, one)))
    assert planned(tmp_path, (400, 300), wishes=PlanLimits(max_plates=2, plan=(one, one))).chosen.sheets == 14
