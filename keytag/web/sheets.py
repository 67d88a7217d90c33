"""An order on the page: how many sheets, what 1, 2, 3 … plates come to, what lies on which, and what it costs.

Shows what `commands.plan` and `commands.cost` say; reckons nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from keytag.commands.cost import CostFacts
from keytag.commands.plan import PlanOption, PlanReport
from keytag.output.proof.html.elements import Element, element, html_text
from keytag.steps.report import PlanFacts
from keytag.text.figures import format_count
from keytag.text.text import Language, Text
from keytag.web import wording as w

Said = Callable[[Text], str]


def sheets_html(report: PlanReport, cost: CostFacts, language: Language) -> str:
    """Return what the plan and its cost say, as text."""
    return "".join(html_text(part) for part in _parts(report, cost, language))


def _parts(report: PlanReport, cost: CostFacts, language: Language) -> Iterator[Element]:
    def t(text: Text) -> str:
        return text.to(language)

    def count(number: float) -> str:
        return format_count(round(number), language)

    if report.plan is not None:
        yield _figures(report.plan, t, count)
    if report.terms is not None and report.options:
        unit = Text("đ", "đ") if report.terms.in_dong else Text("tờ", "sheets")
        heads = (*w.PLAN_HEADS, Text(f"Giá ({unit.vi})", f"Cost ({unit.en})"))
        yield element("h3", t(w.PLAN_OPTIONS))
        yield element("p", t(w.PLAN_OPTIONS_HELP), class_="help")
        chosen = t(w.PLAN_CHOSEN)
        yield _table(heads, (_option(each, chosen, count) for each in report.options), t)
    if report.plan is not None and report.plan.is_shared:
        yield element("h3", t(w.PLATES))
        yield _table(w.PLATES_HEADS, _plates(report.plan, report, count), t)
    yield element("h3", t(w.COST))
    rows = [
        (
            line.label.to(language),
            count(line.count),
            count(line.price) if line.price is not None else "…",
            count(line.amount) if line.amount is not None else "…",
        )
        for line in cost.lines
    ]
    if any(line.amount is not None for line in cost.lines):
        rows.append((t(w.TOTAL), "", "", f"{count(cost.total)} đ"))
    yield _table(w.COST_HEADS, rows, t)
    if not cost.is_whole:
        yield element("p", t(w.NO_PRICES), class_="help")
    if cost.budget is not None and cost.is_whole:
        said = w.WITHIN_BUDGET if cost.total <= cost.budget else w.OVER_BUDGET
        yield element(
            "p", t(said).format(count(cost.budget)), class_=False if cost.total <= cost.budget else "not-done"
        )


def _figures(plan: PlanFacts, t: Said, count: Callable[[float], str]) -> Element:
    said = (plan.ordered, plan.printed, plan.slots, plan.sheets_to_load, len(plan.plates))
    pairs = (
        element("div", element("dt", t(name)), element("dd", count(value)))
        for name, value in zip(w.PLAN_FIGURES, said, strict=True)
    )
    return element("dl", *pairs, class_="figures")


def _option(option: PlanOption, chosen: str, count: Callable[[float], str]) -> tuple[str, ...]:
    plates = f"{count(option.plates)} ({chosen})" if option.chosen else count(option.plates)
    return plates, count(option.sheets), count(option.make_ready), count(option.waste), count(option.cost)


def _plates(plan: PlanFacts, report: PlanReport, count: Callable[[float], str]) -> Iterator[tuple[str, ...]]:
    for number, plate in enumerate(plan.plates, 1):
        lies = ", ".join(f"{report.names.get(key, key)} × {copies}" for key, copies in plate.copies.items())
        yield count(number), count(plate.run_length), lies


def _table(heads: Iterable[Text], rows: Iterable[tuple[str, ...]], t: Said) -> Element:
    return element(
        "table",
        element("thead", element("tr", *(element("th", t(head), scope="col") for head in heads))),
        element("tbody", *(element("tr", *(element("td", cell) for cell in row)) for row in rows)),
        class_="cost",
    )
