"""What an order costs, as a table of at most 80 columns and as JSON. Knows rich for the table alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from keytag.cli.screen.objects import answer
from keytag.cli.screen.spelling import visible
from keytag.text.figures import format_count
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.cli.screen.screen import Screen
    from keytag.commands.cost import CostFacts, CostReport


def show_cost(screen: Screen, command: str, report: CostReport) -> None:
    """Show what an order costs by its shop's prices."""
    language = screen.options.language
    screen.result(
        report.findings,
        lambda: cost_object(command, report, language),
        lambda: (of_cost(report.facts, language), of_total(report.facts, language)),
    )


def of_cost(facts: CostFacts, language: Language) -> Table:
    """Return the kinds of work with how many, at which price, and what they come to."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=True)
    headings = (
        (Text("Khoản", "Work"), Text("Tổng", "Total") if facts.is_whole else Text("Đã biết", "Known so far")),
        (Text("Số lượng", "Count"), Text("", "")),
        (Text("Đơn giá đ", "Price đ"), Text("", "")),
        (Text("Thành tiền đ", "Amount đ"), None),
    )
    total = format_count(facts.total, language) if facts.total else "-"
    for number, (heading, footer) in enumerate(headings):
        table.add_column(
            heading.to(language),
            justify="right" if number else "left",
            footer=total if footer is None else footer.to(language),
            overflow="fold",
        )
    unknown = Text("hỏi nhà in", "ask the shop").to(language)
    for line in facts.lines:
        price = unknown if line.price is None else format_count(line.price, language)
        amount = "-" if line.amount is None else format_count(line.amount, language)
        table.add_row(line.label.to(language), format_count(line.count, language), price, amount)
    return table


def of_total(facts: CostFacts, language: Language) -> str:
    """Return what a tag costs, and how that stands to the budget."""
    each = format_count(round(facts.total / facts.ordered), language)
    ordered, printed = format_count(facts.ordered, language), format_count(facts.printed, language)
    lines = [
        Text(
            f"Nhà in {facts.shop}: đặt {ordered} chiếc, in {printed} chiếc gồm cả bù hao.",
            f"Shop {facts.shop}: {ordered} tags ordered, {printed} printed with overs.",
        )
    ]
    if facts.total:
        lines.append(Text(f"Mỗi chiếc đặt: {each} đ.", f"Each tag ordered: {each} đ."))
    if facts.budget is not None and facts.is_whole and facts.total <= facts.budget:
        budget, left = format_count(facts.budget, language), format_count(facts.budget - facts.total, language)
        lines.append(Text(f"Kinh phí {budget} đ: còn {left} đ.", f"Budget {budget} đ: {left} đ left."))
    return "\n".join(visible(line.to(language)) for line in lines)


def cost_object(command: str, report: CostReport, language: Language) -> str:
    """Return a run of `cost` as the one JSON object that ``--json`` prints; sums are in đồng."""
    facts = report.facts
    cost = {
        "shop": facts.shop,
        "ordered": facts.ordered,
        "printed": facts.printed,
        "lines": [
            {"name": line.name, "count": line.count, "price": line.price, "amount": line.amount}
            for line in facts.lines
        ],
        "missing": [line.name for line in facts.missing],
        "total": facts.total,
        "budget": facts.budget,
    }
    return answer(command, report.findings, language, cost=cost)
