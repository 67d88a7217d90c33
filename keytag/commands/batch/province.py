"""What jobs take on the press: each alone, and what it would be if those of one shop and one size ran together.

The plan is that of `plan` over the editions of all jobs whose tags can share a sheet: the same shop by every
figure, the same outline, the same number of printing plates. Nothing is composed for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.errors import KeytagError
from keytag.imposition import Filling, count_front_slots, tags_per_slot
from keytag.steps.job_setup import load_setup
from keytag.steps.order import Order
from keytag.steps.plate_plan import PlanRow, Terms, plan_plates, plan_quantities
from keytag.steps.press import put_on_press
from keytag.steps.report import PlanFacts

# House rule: a search over more editions than these finds nothing that it does not find in parts.
_MOST_EDITIONS = 200


class JobFigures(Struct, frozen=True):
    """What one job takes: tags ordered, layouts, good press sheets, all that the press is given, what it costs.

    ``cost`` is by all the shop's prices, None where one is missing; ``run_cost`` that of plates and sheets as
    plans are compared, in đồng or in sheets. ``group`` is the same for jobs that can share sheets; ``wanted`` are
    the slots that each edition fills, on sheets of so many ``slots``.
    """

    editions: int
    tags: int
    plates: int
    sheets: int
    load: int
    cost: int | None
    run_cost: float
    shop: str
    group: str
    wanted: tuple[int, ...]
    slots: int
    terms: Terms


class Together(Struct, frozen=True):
    """What jobs that can share sheets take, each alone and all together; costs None without the shop's prices."""

    shop: str
    jobs: int
    editions: int
    alone: tuple[int, int, int | None]
    """Layouts, sheets to load, and đồng."""
    together: tuple[int, int, int | None]


def figures_of(path: Path, order: Order, plan: PlanFacts | None) -> JobFigures | None:
    """Return what the job at ``path`` takes, by the ``plan`` that was made of it, or else by a new one.

    None where nobody knows how many tags there are.
    """
    from keytag.commands.cost import cost_of_run  # noqa: PLC0415 - with the checks of content

    try:
        setup, _ = load_setup(path, order.shop, order.profile, order.rules)
        run = put_on_press(setup, order)
        limits = order.limits
        if plan is not None and len(run.contents) > 1:
            ready = setup.shop.gang.make_ready if limits.make_ready is None else limits.make_ready
            limits = replace(limits, plan=tuple(_fillings(plan, [c.id for c in run.contents], ready)))
        planned = plan_plates(setup, run, limits)
    except KeytagError:
        return None
    facts = cost_of_run(setup, run, planned)
    chosen, terms = planned.chosen, replace(planned.terms, max_plates=None)
    shared = (setup.shop.model_dump_json(), setup.shape, setup.hole, run.way, setup.profile.digest, terms)
    slots = tags_per_slot(planned.layout)
    return JobFigures(
        editions=len(run.contents),
        tags=sum(planned.ordered),
        plates=len(chosen.fillings),
        sheets=chosen.sheets,
        load=chosen.sheets + sum(each.make_ready for each in chosen.fillings) + setup.shop.cutter_setup,
        cost=facts.total if facts.is_whole else None,
        run_cost=chosen.cost,
        shop=setup.shop.name,
        group=sha256(repr(shared).encode()).hexdigest(),
        wanted=tuple(-(-number // slots) for number in planned.wanted),
        slots=count_front_slots(planned.layout),
        terms=terms,
    )


def _fillings(plan: PlanFacts, ids: Sequence[str], make_ready: int) -> Iterator[Filling]:
    for plate in plan.plates:
        yield Filling(plate.run_length, tuple(plate.copies.get(each, 0) for each in ids), make_ready)


def plan_together(jobs: Iterable[JobFigures]) -> tuple[Together, ...]:
    """Return for each group of jobs that can share sheets what they take alone and together, the largest first."""
    groups: dict[str, list[JobFigures]] = {}
    for job in jobs:
        groups.setdefault(job.group, []).append(job)
    compared = (_compare(group) for group in groups.values())
    return tuple(sorted(compared, key=lambda each: (-each.editions, each.shop)))


def _compare(group: Sequence[JobFigures]) -> Together:
    terms, slots = group[0].terms, group[0].slots
    plates, sheets = sum(job.plates for job in group), sum(job.load for job in group)
    alone = (plates, sheets, _in_dong(sum(job.run_cost for job in group), terms))
    # What the cutter is set up with is spent once a run, however many jobs are in it.
    cutting = max(job.load - job.sheets - terms.make_ready * job.plates for job in group)
    wanted = sorted((number for job in group for number in job.wanted), reverse=True)
    rows = list(_rows(wanted, slots, terms)) if len(group) > 1 else []
    together = alone
    if rows:
        plates, sheets = sum(len(row.fillings) for row in rows), sum(row.sheets for row in rows)
        together = (
            plates,
            sheets + terms.make_ready * plates + cutting,
            _in_dong(sum(row.cost for row in rows), terms),
        )
    return Together(group[0].shop, len(group), len(wanted), alone, together)


def _rows(wanted: Sequence[int], slots: int, terms: Terms) -> Iterator[PlanRow]:
    """Yield the cheapest plan, in as many parts as the editions are too many for one; alike quantities in one.

    All parts together are sought as long as one would be.
    """
    parts = range(0, len(wanted), _MOST_EDITIONS)
    terms = replace(terms, time_limit=terms.time_limit / len(parts))
    for first in parts:
        rows = plan_quantities(tuple(wanted[first : first + _MOST_EDITIONS]), slots, terms)
        yield min(rows, key=lambda row: (row.cost, len(row.fillings)))


def _in_dong(cost: float, terms: Terms) -> int | None:
    return round(cost) if terms.in_dong else None
