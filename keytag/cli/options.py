"""The options that several commands take, each declared once, and what becomes of them: one `Order`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keytag.cli import complete, values
from keytag.cli import help_texts as texts
from keytag.errors import ExitCode
from keytag.findings import Finding, has_errors
from keytag.steps.order import ApprovalMode, Order, PlanLimits

if TYPE_CHECKING:
    from keytag.cli.screen import Screen
    from keytag.steps.report import Report

Job = Annotated[
    str | None,
    typer.Argument(metavar="JOB", help=texts.JOB.en, show_default=False, autocompletion=complete.jobs),
]
Out = Annotated[str, typer.Option("--out", "-o", metavar="DIR", help=texts.OUT.en)]
OutFile = Annotated[str | None, typer.Option("--out", "-o", metavar="FILE", help=texts.OUT_FILE.en)]
Overwrite = Annotated[bool, typer.Option("--overwrite", help=texts.OVERWRITE.en)]
Profile = Annotated[
    str | None, typer.Option("--profile", metavar="FILE", help=texts.PROFILE.en, autocompletion=complete.profiles)
]
Date = Annotated[str | None, typer.Option("--date", metavar="DATE", help=texts.DATE.en)]
JudgedDate = Annotated[str | None, typer.Option("--date", metavar="DATE", help=texts.JUDGED.en)]
Count = Annotated[str | None, typer.Option("--count", metavar="N", help=texts.COUNT.en)]
Shop = Annotated[
    str | None, typer.Option("--shop", metavar="NAME", help=texts.SHOP.en, autocompletion=complete.shops)
]
Layout = Annotated[
    str | None,
    typer.Option("--layout", metavar="KIND|FILE", help=texts.LAYOUT.en, autocompletion=complete.layouts),
]
Backing = Annotated[
    str | None, typer.Option("--backing", metavar="WAY", help=texts.BACKING.en, autocompletion=complete.backings)
]
Rules = Annotated[
    str | None, typer.Option("--rules", metavar="NAME", help=texts.RULES.en, autocompletion=complete.rule_sets)
]
MaxPlates = Annotated[str | None, typer.Option("--max-plates", metavar="N", help=texts.MAX_PLATES.en)]


def read_order(  # noqa: PLR0913 - one parameter for each option
    day: dt.date,
    *,
    count: str | None = None,
    shop: str | None = None,
    layout: str | None = None,
    backing: str | None = None,
    profile: str | None = None,
    rules: str | None = None,
    editions: list[str] | None = None,
    limits: PlanLimits | None = None,
    approval: ApprovalMode = "unasked",
) -> Order:
    """Return what was typed as an order of ``day``. Raises UsageError where an option cannot be used."""
    from keytag.standards import RULE_SETS  # noqa: PLC0415 - few commands ask for rules

    return Order(
        count=values.tag_count(count),
        shop=values.not_empty(shop, "--shop"),
        layout=values.layout(layout),
        backing=values.choice(backing, "--backing", values.BACKINGS),
        editions=tuple(values.not_empty(name, "--edition") for name in editions or ()),
        date=day,
        profile=values.not_empty(profile, "--profile"),
        limits=limits if limits is not None else PlanLimits(),
        rules=values.choice(rules, "--rules", tuple(RULE_SETS)),
        today=values.today(),
        approval=approval,
    )


def find_named_job(ctx: typer.Context, text: str | None) -> Path:
    """Return the job that ``text`` means; what is odd about where it was found is said."""
    from keytag.cli import jobs  # noqa: PLC0415 - not needed to declare a command
    from keytag.cli.screen import Screen  # noqa: PLC0415 - the same

    return jobs.find_job(text, remark=Screen(ctx.obj).remark, command=ctx.command_path)


def show_report(screen: Screen, command: str, report: Report) -> ExitCode:
    """Show what came of a run, and return its exit code."""
    screen.report(command, report)
    return ExitCode.FINDINGS if report.refusal is not None else code_for(report.findings)


def code_for(findings: tuple[Finding, ...]) -> ExitCode:
    """Return the exit code of a run that found these: an error among them is the work's, not keytag's."""
    return ExitCode.FINDINGS if has_errors(findings) else ExitCode.FINE
