"""Which editions share which plates: the conditions of shop and order, and the plan that costs least under them.

What a plate and a sheet cost is the shop's to say (`prices:`, `gang:`), or the command's. Nothing is composed for
it: quantities, the layout's slots and the shop's terms decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.content.order import MOST_OVERS, LostSheet, order_bears_a_lost_sheet
from keytag.checks.handoff import RECORD_CAN_BE_READ
from keytag.documents.job import EditionContent
from keytag.documents.template import QrSlot, slot_roles
from keytag.drawing.ink import BLACK
from keytag.errors import InvalidDocumentError, UsageError
from keytag.findings import Finding
from keytag.imposition import (
    Filling,
    Layout,
    LayoutAndBacking,
    Press,
    SheetSide,
    count_front_slots,
    fill_up,
    run_length,
    tags_per_slot,
    with_overs,
)
from keytag.imposition.counts import sheets_to_spare
from keytag.imposition.sheet_layout import sheet_layout
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup, with_locations
from keytag.steps.order import PlanLimits
from keytag.steps.press import EditionsOnPress, wanted_marks
from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.imposition.gang import GangPlan

T = TypeVar("T")

# House rule: where a shop with plates to make gives neither prices nor figures, those of one layout cost as much
# as so many printed sheets.
_PLATE_IN_SHEETS = 100
# House rule: no shop's plates cost as much as so many sheets; who says more means đồng.
_MOST_SHEETS = 10_000
_WITHOUT_PLATES = ("digital", "uv", None)
# Less than any sheet that a plate may save, as long as there are not a thousand plates.
_NEXT_TO_NOTHING = 0.001
# House rule: nobody rips, prints and sorts more than ten further layouts to save one sheet.
_PILES_A_SHEET = 10
# Percentages are looked for up to the most that are usual, and rounding takes none of them away.
_PER_CENT, _ROUNDING = 100, 1e-9


class Terms(Struct, frozen=True):
    """The conditions of a plan. ``plate`` are all plates of one layout; both costs are in đồng, or in sheets."""

    sheet: float
    plate: float
    in_dong: bool
    make_ready: int
    shortest_run: int
    split: bool
    max_plates: int | None
    time_limit: float
    further: int

    def cost(self, sheets: int, plates: int) -> float:
        """Return what ``sheets`` good sheets from ``plates`` layouts cost."""
        return self.sheet * (sheets + self.make_ready * plates) + self.plate * plates


class PlanRow(Struct, frozen=True):
    """A plan: what each of its plates carries, no slot empty; what it costs, and how good that is known to be."""

    fillings: tuple[Filling, ...]
    cost: float
    lower_bound: float
    """No plan with as many plates costs less."""
    proven: bool

    @property
    def sheets(self) -> int:
        """Good press sheets."""
        return sum(filling.run_length for filling in self.fillings)

    @property
    def gap(self) -> float:
        """Part of the cost that a better plan could save at most, 0 to 1."""
        return (self.cost - self.lower_bound) / self.cost if self.cost else 0.0


class PlatePlan(Struct, frozen=True):
    """An order ready for the press: how many of each edition, on which press, and what each plate carries."""

    press: Press
    way: LayoutAndBacking
    layout: Layout
    ordered: tuple[int, ...]
    wanted: tuple[int, ...]
    """As ``ordered``, with overs."""
    terms: Terms
    rows: tuple[PlanRow, ...]
    """The plans for 1, 2, 3 … plates, as far as further plates save anything."""

    @property
    def chosen(self) -> PlanRow:
        """The cheapest of ``rows``; of those that cost the same, the one with fewest plates."""
        return min(self.rows, key=lambda row: (row.cost, len(row.fillings)))

    @property
    def runs(self) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """The good sheets of each run that is chosen, with the tags that one of them gives of each edition."""
        a_slot = tags_per_slot(self.layout)
        return tuple((each.run_length, tuple(n * a_slot for n in each.copies)) for each in self.chosen.fillings)

    @property
    def sheets_to_spare(self) -> int:
        """Good sheets that may be lost, whichever they are, before any edition is short of its order."""
        return sheets_to_spare(self.ordered, self.runs)

    def most_on_a_sheet(self, edition: int) -> int:
        """Return the most tags of an edition that any one sheet gives."""
        return max(copies[edition] for _, copies in self.runs)

    def left_over(self, edition: int) -> int:
        """Return the tags of an edition that are printed beyond its order."""
        return sum(run * copies[edition] for run, copies in self.runs) - self.ordered[edition]


def plan_plates(
    setup: JobSetup, run: EditionsOnPress, wishes: PlanLimits, clock: Callable[[], float] | None = None
) -> PlatePlan:
    """Plan what each plate carries, for the tags that are ordered of each edition and the job's overs.

    Without a ``clock`` the search is limited by work alone, so that the same order has the same plan on every
    machine. Raises UsageError where the editions cannot have so few plates as are wished.
    """
    contents, ordered, press, way = run.contents, run.ordered, run.press, run.way
    wanted = tuple(with_overs(number, setup.file.job.overs) for number in ordered)
    terms = _terms(setup, contents, way, wishes)
    marks = wanted_marks(setup)
    layout = sheet_layout(press, setup.shape, way.pattern, way.backing, marks)
    a_slot = tags_per_slot(layout)
    halves = tuple(-(-number // a_slot) for number in wanted)
    if wishes.plan:
        rows: tuple[PlanRow, ...] = (_again(wishes.plan, halves, count_front_slots(layout), terms),)
    else:
        rows = plan_quantities(halves, count_front_slots(layout), terms, clock)
    return PlatePlan(press, way, layout, ordered, wanted, terms, rows)


def plan_quantities(
    wanted: tuple[int, ...], slots: int, terms: Terms, clock: Callable[[], float] | None = None
) -> tuple[PlanRow, ...]:
    """Return the plans for 1, 2, 3 … plates that fill so many slots with each edition as are ``wanted`` of it.

    Raises UsageError where the editions cannot have so few plates as ``terms`` allow.
    """
    if len(wanted) == 1:
        return (_alone(wanted[0], slots, terms),)
    _refuse_too_few_plates(len(wanted), slots, terms)
    return tuple(_row(plan, wanted, slots, terms) for plan in _plans(wanted, slots, terms, clock))


def _alone(wanted: int, slots: int, terms: Terms) -> PlanRow:
    """Return the only plan for one edition."""
    sheets = max(run_length(wanted, slots), terms.shortest_run)
    cost = terms.cost(sheets, 1)
    return PlanRow((Filling(sheets, (slots,), terms.make_ready),), cost, cost, proven=True)


def _again(plan: tuple[Filling, ...], wanted: tuple[int, ...], slots: int, terms: Terms) -> PlanRow:
    """Return a plan that was made before, perhaps by another version of keytag, and that anybody may have changed.

    Raises InvalidDocumentError where it does not give what is wanted, or has plates or sheets that no order needs.
    """
    if any(len(filling.copies) != len(wanted) or sum(filling.copies) != slots for filling in plan):
        raise _bad_plan(Text(f"không vừa tờ in {slots} ô", f"does not fit a sheet of {slots} slots"))
    if any(sum(f.run_length * f.copies[i] for f in plan) < n for i, n in enumerate(wanted)):
        raise _bad_plan(Text("không đủ số lượng đã đặt", "does not give what is ordered"))
    # Sheets that are all full, each as it comes, take two plates for each edition: one of its own, one shared.
    most = 1 if len(wanted) == 1 else 2 * len(wanted)
    if len(plan) > min(most, terms.max_plates or most):
        raise _bad_plan(Text(f"có đến {len(plan)} bản in", f"has as many as {len(plan)} plates"))
    for filling in plan:
        needed = max(n for n, copies in zip(wanted, filling.copies, strict=True) if copies)
        if filling.run_length > max(needed, terms.shortest_run) or filling.make_ready != terms.make_ready:
            sheets = filling.run_length + filling.make_ready
            raise _bad_plan(Text(f"có bản in {sheets} tờ", f"has a plate of {sheets} sheets"))
    cost = terms.cost(sum(filling.run_length for filling in plan), len(plan))
    return PlanRow(plan, cost, 0.0, proven=False)


def _bad_plan(why: Text) -> InvalidDocumentError:
    message = Text(
        f"Cách chia tờ in ghi lại trong gói {why.vi}: đơn đặt không cần như vậy.",
        f"The plan on the package's record {why.en}: the order needs another.",
    )
    hint = Text(
        "Xin lại gói, hoặc đóng gói lại từ tệp đặt in.",
        "Ask for the package again, or make it again from the job.",
    )
    return InvalidDocumentError(message, (RECORD_CAN_BE_READ.finding(message, hint),))


def _plans(
    wanted: tuple[int, ...], slots: int, terms: Terms, clock: Callable[[], float] | None
) -> Iterator[GangPlan]:
    """Yield the best plans found for 1, 2, 3 … plates.

    Where plates are free the fewest sheets count first, and of plans with as many sheets the fewest plates: there
    are fewer piles to sort. Full sheets, each as it comes, are the last of them where nothing else is as short and
    the sheets that they save are worth their piles.
    """
    # One edition alone needs no search.
    from keytag.imposition.gang import options, plan  # noqa: PLC0415

    tie_break = _NEXT_TO_NOTHING * terms.sheet
    asked = partial(_asked, wanted=wanted, slots=slots, terms=terms, clock=clock)
    is_free = terms.plate == 0 and terms.make_ready == 0
    found = [row.plan for row in asked(options, tie_break if is_free else terms.plate)]
    yield from found
    most = len(found[-1].plates)
    if is_free:
        full, shortest = asked(plan, 0.0), min(found, key=lambda each: each.impressions)
        if are_worth_their_piles(shortest.impressions - full.impressions, len(full.plates) - len(shortest.plates)):
            yield full
    elif terms.further and (terms.max_plates is None or most < terms.max_plates):
        shown = min(most + terms.further, terms.max_plates or most + terms.further)
        # What does not pay is worth a glance, not a search.
        glance = replace(terms, max_plates=shown, make_ready=0, time_limit=terms.time_limit / 4)
        yield from (row.plan for row in asked(options, tie_break, terms=glance) if len(row.plan.plates) > most)


def are_worth_their_piles(saved: int, further: int) -> bool:
    """Tell whether so many ``saved`` sheets are worth so many ``further`` layouts, where plates are free."""
    return saved > 0 and further <= _PILES_A_SHEET * saved


def _asked(
    method: Callable[..., T],
    cost_per_plate: float,
    *,
    wanted: tuple[int, ...],
    slots: int,
    terms: Terms,
    clock: Callable[[], float] | None,
) -> T:
    return method(
        wanted,
        slots,
        max_plates=terms.max_plates,
        cost_per_impression=terms.sheet,
        cost_per_plate=cost_per_plate,
        min_run=terms.shortest_run,
        make_ready=terms.make_ready,
        split=terms.split,
        time_limit=terms.time_limit,
        clock=clock,
    )


def _row(plan: GangPlan, wanted: tuple[int, ...], slots: int, terms: Terms) -> PlanRow:
    fillings = tuple(Filling(plate.run_length, plate.copies, terms.make_ready) for plate in plan.plates)
    sheets, count = sum(filling.run_length for filling in fillings), len(fillings)
    cost = terms.cost(sheets, count)
    # The search may have reckoned plates cheaper than they are: what it says of sheets holds all the same.
    bound = cost if plan.proven else min(cost - plan.cost + plan.lower_bound, cost)
    return PlanRow(fill_up(fillings, wanted, slots), cost, bound, plan.proven)


def _terms(
    setup: JobSetup, contents: tuple[EditionContent, ...], way: LayoutAndBacking, wishes: PlanLimits
) -> Terms:
    """Return the conditions of a plan: what was wished, else what the shop says, else the house rules."""
    shop, prices = setup.shop, setup.shop.prices
    gang = shop.gang
    make_ready = gang.make_ready if wishes.make_ready is None else wishes.make_ready
    sheet = prices.sheet if wishes.sheet_cost is None else wishes.sheet_cost
    if sheet is None and (wishes.plate_cost or 0) > _MOST_SHEETS:
        raise _without_sheet_cost(wishes.plate_cost or 0)
    in_sheets = gang.plate
    if in_sheets is None:
        in_sheets = 0 if shop.process in _WITHOUT_PLATES else _PLATE_IN_SHEETS
    plate: float = in_sheets * (1 if sheet is None else sheet)
    if sheet is not None and prices.plate is not None:
        plate = prices.plate * printing_plates(setup, contents, way)
        # The shop's price for making ready has the spoiled stock in it.
        plate += max(0, (prices.setup or 0) - make_ready * sheet)
    return Terms(
        sheet=1 if sheet is None else sheet,
        plate=plate if wishes.plate_cost is None else wishes.plate_cost,
        in_dong=sheet is not None,
        make_ready=make_ready,
        shortest_run=gang.shortest_run if wishes.shortest_run is None else wishes.shortest_run,
        split=gang.split if wishes.split is None else wishes.split,
        max_plates=wishes.max_plates,
        time_limit=wishes.time_limit,
        further=wishes.further,
    )


def _without_sheet_cost(plate: int) -> UsageError:
    return UsageError(
        Text(
            f"--plate-cost {plate}: chưa biết giá một tờ in nên không so được.",
            f"--plate-cost {plate}: nothing to compare it with, as the price of a press sheet is not known.",
        ),
        Text("Thêm giá một tờ, ví dụ --sheet-cost 3_000đ.", "Add what a sheet costs, like --sheet-cost 3_000đ."),
    )


def printing_plates(setup: JobSetup, contents: tuple[EditionContent, ...], way: LayoutAndBacking) -> int:
    """Return how many printing plates a layout takes: one for each ink of each form, none for marks alone."""
    if way.backing.shares_form:
        return len(_plates(setup, contents, SheetSide.FRONT) | _plates(setup, contents, SheetSide.BACK))
    sides = (SheetSide.FRONT, SheetSide.BACK) if way.backing.is_two_sided else (SheetSide.FRONT,)
    return sum(len(_plates(setup, contents, side)) for side in sides)


def _plates(setup: JobSetup, contents: tuple[EditionContent, ...], side: SheetSide) -> frozenset[str]:
    """Return the plates that one side of the tags takes, by the colours of its slots, and what lies beneath."""
    shop, plates = setup.shop, set()
    for content in contents:
        inks, template = setup.inks(content), setup.templates[content.template]
        for slot in template.front if side is SheetSide.FRONT else template.back:
            is_blank = isinstance(slot, QrSlot) and (content.qr is None or shop.code == "patch")
            plates |= {plate for role in slot_roles(slot) for plate in inks[role].plates if not is_blank}
    cutter = wanted_marks(setup).cutter
    if cutter is not None and cutter.are_on(side) and shop.inks != "spots":
        plates |= BLACK.plates
    if setup.white is not None and setup.white.is_on(side):
        plates |= setup.white.ink.plates
    return frozenset(plates)


def _refuse_too_few_plates(editions: int, slots: int, terms: Terms) -> None:
    least = -(-editions // slots)
    if terms.max_plates is None or terms.max_plates >= least:
        return
    raise UsageError(
        Text(
            f"--max-plates {terms.max_plates}: {editions} mẫu, mỗi tờ {slots} ô, cần ít nhất {least} bản.",
            f"--max-plates {terms.max_plates}: {editions} editions, {slots} slots a sheet: at least {least}.",
        ),
        Text(f"Ví dụ: --max-plates {least}", f"Example: --max-plates {least}"),
    )


def lost_sheet_findings(
    setup: JobSetup, run: EditionsOnPress, planned: PlatePlan, wishes: PlanLimits
) -> tuple[Finding, ...]:
    """Return what is to be said of a plan by which no sheet may be lost; nothing where one may."""
    if planned.sheets_to_spare:
        return ()
    short = min(range(len(run.contents)), key=lambda i: planned.left_over(i) - planned.most_on_a_sheet(i))
    names = names_of(setup.file.editions)
    said = setup.file.job.model_fields_set
    lost = LostSheet(
        sheets=planned.chosen.sheets,
        takes=planned.most_on_a_sheet(short),
        over=planned.left_over(short),
        edition=names[run.contents[short].id] if len(run.contents) > 1 else "",
        overs=_overs(setup, run, planned, wishes),
        shortest_run=_shortest_run(setup, run, planned, wishes),
        node=next((key for key in ("overs", "quantity") if key in said), ""),
    )
    return with_locations(setup, tuple(order_bears_a_lost_sheet(lost)))


def _overs(setup: JobSetup, run: EditionsOnPress, planned: PlatePlan, wishes: PlanLimits) -> float | None:
    """Return the least whole percentage of overs with which a sheet may be lost; None beyond what is usual."""
    wanted = [(number, number + planned.most_on_a_sheet(i)) for i, number in enumerate(planned.ordered)]
    least = max(ceil(_PER_CENT * (whole - number) / number - _ROUNDING) for number, whole in wanted)
    job, most = setup.file.job, round(_PER_CENT * MOST_OVERS)
    # More tags may come to lie on a sheet of another plan: then a little more does it.
    for per_cent in sorted({least, min(least + 2, most), most}):
        overs = per_cent / _PER_CENT
        if not least <= per_cent <= most or any(with_overs(n, overs) < n for n in planned.ordered):
            continue
        more = job.model_copy(update={"overs": overs})
        if _bears_loss(replace(setup, file=replace(setup.file, job=more)), run, wishes):
            return overs
    return None


def _shortest_run(setup: JobSetup, run: EditionsOnPress, planned: PlatePlan, wishes: PlanLimits) -> int | None:
    """Return the least length of a run with which the order bears a lost sheet: a sheet more than the longest."""
    longest = max(filling.run_length for filling in planned.chosen.fillings)
    more = replace(wishes, shortest_run=longest + 1)
    return longest + 1 if _bears_loss(setup, run, more) else None


def _bears_loss(setup: JobSetup, run: EditionsOnPress, wishes: PlanLimits) -> bool:
    """Tell whether a sheet may be lost where the same is planned anew."""
    try:
        anew = plan_plates(setup, run, replace(wishes, plan=(), further=0))
    except UsageError:
        return False
    return anew.sheets_to_spare > 0
