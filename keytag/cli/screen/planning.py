"""The plan of an order: the table of 1, 2, 3 … plates in at most 80 columns, the plates chosen, and both as JSON.

Knows rich for the tables alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import RenderableType
from rich.table import Table

from keytag.cli.screen.figures import of_plan
from keytag.cli.screen.objects import answer, plan_object
from keytag.cli.screen.spelling import TIE
from keytag.cli.screen.tables import of_plates
from keytag.text.figures import format_count, format_percent
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.cli.screen.screen import Screen
    from keytag.commands.plan import PlanOption, PlanReport
    from keytag.imposition.bounds import LayoutBound
    from keytag.steps.plate_plan import Terms


def show_plan(screen: Screen, command: str, report: PlanReport) -> None:
    """Show the table of plans, the plan chosen and what it was reckoned by."""
    language = screen.options.language
    screen.result(
        report.findings, lambda: _object(command, report, language), lambda: tuple(_shown(report, language))
    )


def _shown(report: PlanReport, language: Language) -> Iterator[RenderableType]:
    if report.plan is None or report.terms is None:
        return
    yield of_plan(report.plan, language)
    yield _options(report.options, report.terms, language)
    yield _terms(report.terms, language).to(language)
    yield of_plates(report.plan.plates, report.names, language)


def _options(options: tuple[PlanOption, ...], terms: Terms, language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    unit = Text("đ", "đ") if terms.in_dong else Text("tờ", "sheets")
    for heading in (
        Text("", ""),
        Text("Số bài", "Runs"),
        Text("Tờ in", "Sheets"),
        Text("Canh bài", "Make-ready"),
        Text("Con thừa", "Waste"),
        Text(f"Giá ({unit.vi})", f"Cost ({unit.en})"),
        Text("Tiết kiệm", "Saves"),
        Text("Tối ưu", "Optimal"),
    ):
        table.add_column(heading.to(language), justify="right")
    for option in options:
        table.add_row(
            "*" if option.chosen else "",
            format_count(option.plates, language),
            format_count(option.sheets, language),
            format_count(option.make_ready, language) if option.make_ready else "-",
            format_count(option.waste, language),
            format_count(round(option.cost), language),
            format_count(round(option.saves), language) if option is not options[0] else "-",
            _standing(option, language),
        )
    return table


def _standing(option: PlanOption, language: Language) -> str:
    """Say how good a plan is known to be: the best there is, or within so much of it."""
    if option.proven:
        return Text("tốt nhất", "proven").to(language)
    gap = format_percent(100 * option.gap, 1, language).replace(TIE, " ")
    return Text(f"hơn tối đa {gap}", f"within {gap}").to(language)


def _terms(terms: Terms, language: Language) -> Text:
    """Say by which costs the plans were compared, and what the star means."""
    unit = Text("đ", "đ") if terms.in_dong else Text("tờ in", "sheets")
    plate, sheet = (format_count(round(cost), language) for cost in (terms.plate, terms.sheet))
    if terms.plate == 0 and terms.make_ready:
        spoiled = format_count(terms.make_ready, language)
        said = Text(
            f"Mỗi bài chỉ mất {spoiled} tờ canh bài.", f"A run costs but the {spoiled} sheets spoiled for it."
        )
    elif terms.plate == 0:
        said = Text("Thêm bài không mất tiền: ít tờ nhất.", "Runs are free: the fewest sheets.")
    else:
        said = Text(f"Kẽm, khuôn của mỗi bài: {plate} {unit.vi}", f"Plates of a run: {plate} {unit.en}")
        ending = Text(f", mỗi tờ in {sheet} đ.", f", a sheet: {sheet} đ.") if terms.in_dong else Text(".", ".")
        said = Text(said.vi + ending.vi, said.en + ending.en)
    if terms.shortest_run > 1:
        least = format_count(terms.shortest_run, language)
        said = Text(f"{said.vi}\nMỗi bài ít nhất {least} tờ.", f"{said.en}\nEach runs {least} sheets or more.")
    star, best = Text("* được chọn.", "* chosen."), Text("tốt nhất: đã chứng minh.", "proven: none is cheaper.")
    return Text(f"{said.vi} {star.vi} {best.vi}", f"{said.en} {star.en} {best.en}")


def _object(command: str, report: PlanReport, language: Language) -> str:
    """Return the plan as the one JSON object that ``--json`` prints."""
    return answer(
        command,
        report.findings,
        language,
        plan=plan_object(report.plan) if report.plan is not None else None,
        options=[_option(option) for option in report.options],
        terms=_terms_object(report.terms) if report.terms is not None else None,
        at_most=_bound_object(report.at_most) if report.at_most is not None else None,
    )


def _bound_object(bound: LayoutBound) -> dict[str, int]:
    return {"any_turn": bound.any_turn, "one_way": bound.one_way}


def _option(option: PlanOption) -> dict[str, Any]:
    return {
        "plates": option.plates,
        "sheets": option.sheets,
        "make_ready": option.make_ready,
        "impressions": option.sheets + option.make_ready,
        "printed": option.printed,
        "waste": option.waste,
        "cost": option.cost,
        "saves": option.saves,
        "lower_bound": option.lower_bound,
        "gap": round(option.gap, 6),
        "proven": option.proven,
        "chosen": option.chosen,
        "run_lengths": list(option.run_lengths),
    }


def _terms_object(terms: Terms) -> dict[str, Any]:
    return {
        "unit": "dong" if terms.in_dong else "sheets",
        "sheet_cost": terms.sheet,
        "plate_cost": terms.plate,
        "make_ready": terms.make_ready,
        "shortest_run": terms.shortest_run,
        "split": terms.split,
        "max_plates": terms.max_plates,
    }
