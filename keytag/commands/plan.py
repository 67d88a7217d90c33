"""The plan of an order before anything is drawn: what 1, 2, 3 … plates cost, and which editions share which.

Writes nothing. What it chooses is what `sheet` and `handoff` print, as long as nothing is wished otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.findings import Finding, has_errors
from keytag.imposition import layout_field
from keytag.imposition.bounds import LayoutBound, layout_bound
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup, load_setup, with_locations
from keytag.steps.order import Order
from keytag.steps.plate_plan import PlanRow, PlatePlan, Terms, lost_sheet_findings, plan_plates
from keytag.steps.press import EditionsOnPress, put_on_press
from keytag.steps.report import PlanFacts, PlateFacts

# House rule: two more plates than may pay show by how much they do not.
_FURTHER = 2


class PlanOption(Struct, frozen=True):
    """A row of the table: so many plates, and what they come to; ``saves`` is against the row before."""

    plates: int
    sheets: int
    make_ready: int
    printed: int
    waste: int
    """Tags printed beyond order and overs."""
    cost: float
    saves: float
    lower_bound: float
    gap: float
    proven: bool
    chosen: bool
    run_lengths: tuple[int, ...]


class PlanReport(Struct, frozen=True):
    """What was found; the plan chosen, the table and its terms, unless there is an error."""

    findings: tuple[Finding, ...]
    plan: PlanFacts | None = None
    options: tuple[PlanOption, ...] = ()
    terms: Terms | None = None
    at_most: LayoutBound | None = None
    """The most tags that a sheet of this size can hold, however they are laid."""
    names: Mapping[str, str] = {}
    """What people call each edition, by its id."""


def plan(path: Path, order: Order, clock: Callable[[], float] | None) -> PlanReport:
    """Plan the job at ``path`` and return the table of 1, 2, 3 … plates.

    The search ends after so much work as takes the time limit as a rule; with a ``clock`` also when time is up.
    """
    setup, found = load_setup(path, order.shop)
    run = put_on_press(setup, order)
    findings = with_locations(setup, (*found, *run.findings))
    if has_errors(findings):
        return PlanReport(findings)
    planned = plan_plates(setup, run, replace(order.limits, further=_FURTHER), clock)
    findings += lost_sheet_findings(setup, run, planned, order.limits)
    ids = tuple(content.id for content in run.contents)
    area = setup.shape.area / run.press.sheet.area
    facts = replace(_facts(planned, ids, area), cutter_setup=setup.shop.cutter_setup)
    names = names_of(setup.file.editions)
    return PlanReport(findings, facts, _options(planned), planned.terms, _bound_of(setup, run), names)


def _bound_of(setup: JobSetup, run: EditionsOnPress) -> LayoutBound:
    """Return the most tags that one sheet can hold; both halves of it where a form has both sides."""
    backing = run.way.backing
    field = layout_field(run.press, backing)
    bound = layout_bound(setup.shape, field.width, field.height, run.press.gap)
    return LayoutBound(2 * bound.any_turn, 2 * bound.one_way) if backing.shares_form else bound


def _options(planned: PlatePlan) -> tuple[PlanOption, ...]:
    chosen, before = planned.chosen, planned.rows[0].cost
    result: list[PlanOption] = []
    for row in planned.rows:
        printed = row.sheets * len(planned.layout.slots)
        result.append(
            PlanOption(
                plates=len(row.fillings),
                sheets=row.sheets,
                make_ready=_make_ready(row),
                printed=printed,
                waste=printed - sum(planned.wanted),
                cost=row.cost,
                saves=before - row.cost,
                lower_bound=row.lower_bound,
                gap=row.gap,
                proven=row.proven,
                chosen=row is chosen,
                run_lengths=tuple(filling.run_length for filling in row.fillings),
            )
        )
        before = row.cost
    return tuple(result)


def _make_ready(row: PlanRow) -> int:
    return sum(filling.make_ready for filling in row.fillings)


def _facts(planned: PlatePlan, names: tuple[str, ...], area: float) -> PlanFacts:
    """Return the chosen plan with the figures that `sheet` shows of it; it has no files. A tag takes ``area``."""
    row, slots = planned.chosen, len(planned.layout.slots)
    ordered, printed = sum(planned.ordered), row.sheets * slots
    return PlanFacts(
        ordered=ordered,
        overs=sum(planned.wanted) - ordered,
        printed=printed,
        sheets=row.sheets,
        slots=slots,
        layout=planned.layout.kind,
        used_area=slots * area,
        plates=tuple(
            PlateFacts("", (), run, {name: n for name, n in zip(names, copies, strict=True) if n})
            for run, copies in planned.runs
        ),
        make_ready=_make_ready(row),
        sheets_to_spare=planned.sheets_to_spare,
    )
