"""What all commands share: the app that they belong to, and the arguments that several of them take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keytag.cli import complete, words
from keytag.cli.manual import SpokenGroup
from keytag.errors import ExitCode
from keytag.findings import has_errors

if TYPE_CHECKING:
    from keytag.cli.screen import Screen
    from keytag.commands import Report

app = typer.Typer(
    name="keytag",
    cls=SpokenGroup,
    help=words.APP.en,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Job = Annotated[
    str | None,
    typer.Argument(metavar="JOB", help=words.JOB.en, show_default=False, autocompletion=complete.jobs),
]
Out = Annotated[str, typer.Option("--out", "-o", metavar="DIR", help=words.OUT.en)]
Profile = Annotated[
    str | None, typer.Option("--profile", metavar="FILE", help=words.PROFILE.en, autocompletion=complete.profiles)
]
Date = Annotated[str | None, typer.Option("--date", metavar="DATE", help=words.DATE.en)]
Count = Annotated[str | None, typer.Option("--count", metavar="N", help=words.COUNT.en)]
Shop = Annotated[
    str | None, typer.Option("--shop", metavar="NAME", help=words.SHOP.en, autocompletion=complete.shops)
]
Layout = Annotated[
    str | None,
    typer.Option("--layout", metavar="nested|grid", help=words.LAYOUT.en, autocompletion=complete.layouts),
]
Backing = Annotated[
    str | None, typer.Option("--backing", metavar="WAY", help=words.BACKING.en, autocompletion=complete.backings)
]
Rules = Annotated[
    str | None, typer.Option("--rules", metavar="NAME", help=words.RULES.en, autocompletion=complete.rule_sets)
]
MaxPlates = Annotated[str | None, typer.Option("--max-plates", metavar="N", help=words.MAX_PLATES.en)]


def job_path(ctx: typer.Context, text: str | None) -> Path:
    """Return the job that ``text`` means; what is odd about where it was found is said."""
    from keytag.cli import jobs  # noqa: PLC0415 - not needed to declare a command
    from keytag.cli.screen import Screen  # noqa: PLC0415 - the same

    return jobs.job_path(text, remark=Screen(ctx.obj).remark, command=ctx.command_path)


def shown(screen: Screen, command: str, report: Report) -> ExitCode:
    """Show what came of a run, and return its exit code."""
    screen.report(command, report)
    is_refused = report.refusal is not None or has_errors(report.findings)
    return ExitCode.FINDINGS if is_refused else ExitCode.FINE
