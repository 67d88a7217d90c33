"""What an order costs by its shop's own prices: plates, sheets, finishing, overs, held against the budget.

The press sheets are planned as for `sheet`; nothing is composed and no price is invented: what the shop has not
told is asked for.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from keytag.checks.content import apply_acceptances
from keytag.checks.content.cost import budget_covers_the_cost, prices_are_known
from keytag.documents.shop import Prices
from keytag.documents.yaml import limit_repeats
from keytag.findings import Finding
from keytag.imposition import tags_per_slot
from keytag.output.ticket.figures import PLATES
from keytag.steps.job_setup import JobSetup, load_setup, with_locations
from keytag.steps.making import sticker_count
from keytag.steps.order import Order
from keytag.steps.plate_plan import PlatePlan, plan_plates, printing_plates
from keytag.steps.press import EditionsOnPress, put_on_press
from keytag.text.text import Text

# What is printed from plates; digital presses and flatbeds have none.
_WITHOUT_PLATES = ("digital", "uv", None)


class CostLine(Struct, frozen=True):
    """One kind of work: how many, at which price; without a price it is not counted."""

    name: str
    label: Text
    count: int
    price: int | None
    is_needed: bool = True

    @property
    def amount(self) -> int | None:
        """What it comes to in đồng."""
        return None if self.price is None else self.count * self.price


class CostFacts(Struct, frozen=True):
    """What an order comes to; ``ordered`` tags are paid for, ``printed`` come off the press."""

    shop: str
    ordered: int
    printed: int
    lines: tuple[CostLine, ...]
    budget: int | None

    @property
    def is_whole(self) -> bool:
        """Whether every price that is needed is known."""
        return not self.missing

    @property
    def missing(self) -> tuple[CostLine, ...]:
        """What the shop has to be asked about."""
        return tuple(line for line in self.lines if line.price is None and line.is_needed)

    @property
    def total(self) -> int:
        """The sum of all that has a price, in đồng."""
        return sum(line.amount or 0 for line in self.lines)


class CostReport(Struct, frozen=True):
    """What a run of `cost` found."""

    findings: tuple[Finding, ...]
    facts: CostFacts


def cost(path: Path, order: Order) -> CostReport:
    """Return what the job at ``path`` costs. Raises UsageError where nobody says how many tags there are."""
    setup, found = load_setup(path, order.shop)
    run = put_on_press(setup, order)
    facts = cost_of_run(setup, run, plan_plates(setup, run, order.limits))
    told = (
        *prices_are_known(tuple(line.label for line in facts.missing), facts.shop),
        *budget_covers_the_cost(facts.total, facts.budget, is_whole=facts.is_whole),
    )
    findings = (*found, *run.findings, *told)
    if setup.file.job.accept:
        from keytag.checks.catalogue import chapters  # noqa: PLC0415 - knows every rule there is

        every = tuple(rule for _, rules in chapters() for rule in rules)
        findings = apply_acceptances(findings, setup.file.job.accept, every, is_whole=False)
    return CostReport(limit_repeats(with_locations(setup, findings)), facts)


def cost_of_run(setup: JobSetup, run: EditionsOnPress, planned: PlatePlan) -> CostFacts:
    """Return what editions on a press cost by the shop's prices, planned as they are."""
    plates = printing_plates(setup, run.contents, run.way)
    prices, fillings = setup.shop.prices, planned.chosen.fillings
    layouts = len(fillings)
    sheets = sum(filling.run_length for filling in fillings)
    printed = sum(filling.run_length * sum(filling.copies) for filling in fillings) * tags_per_slot(planned.layout)
    # The shop's price for making ready has the spoiled stock in it.
    spoiled = 0 if prices.setup is not None else sum(filling.make_ready for filling in fillings)
    cutter = setup.shop.cutter_setup
    ordered = sum(planned.ordered)
    stickers = sum(
        sticker_count(setup, number) or 0
        for content, number in zip(run.contents, planned.ordered, strict=True)
        if setup.shop.code == "patch" and content.qr is not None
    )
    return CostFacts(
        setup.shop.name,
        ordered,
        printed,
        _lines(
            setup, prices, (layouts, layouts * plates, sheets + spoiled + cutter), (ordered, printed, stickers)
        ),
        setup.file.job.budget,
    )


def _lines(
    setup: JobSetup, prices: Prices, press: tuple[int, int, int], tags: tuple[int, int, int]
) -> tuple[CostLine, ...]:
    """Return the kinds of work: ``press`` are layouts, plates, sheets; ``tags`` ordered, printed, with stickers.

    Whatever comes off the press is cut and punched; rings and bags are for what is delivered.
    """
    layouts, plates, sheets = press
    ordered, printed, stickers = tags
    has_plates, has_hole = setup.shop.process not in _WITHOUT_PLATES, setup.hole is not None
    lines = (
        CostLine(
            "plate", PLATES.get(setup.shop.process or "", PLATES["offset"]), plates, prices.plate, has_plates
        ),
        CostLine("setup", Text("Canh máy", "Make-ready"), layouts, prices.setup, has_plates),
        CostLine("sheet", Text("Tờ in", "Press sheets"), sheets, prices.sheet),
        CostLine("die", Text("Khuôn bế", "Cutting die"), 1, prices.die, is_needed=False),
        CostLine("cut", Text("Bế", "Cutting"), printed, prices.cut),
        CostLine("punch", Text("Đục lỗ", "Punching"), printed, prices.punch, has_hole),
        CostLine("ring", Text("Khoen", "Keyrings"), ordered, prices.ring, has_hole),
        CostLine("sticker", Text("Tem mã QR", "QR stickers"), stickers, prices.sticker, is_needed=False),
        CostLine("pack", Text("Đóng gói", "Packing"), ordered, prices.pack),
        CostLine("delivery", Text("Giao hàng", "Delivery"), 1, prices.delivery, is_needed=False),
    )
    return tuple(line for line in lines if line.count and (line.is_needed or line.price is not None))
