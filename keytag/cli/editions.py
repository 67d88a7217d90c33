"""The command that lists a job's editions, from its YAML or from the spreadsheet that it names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from keytag.cli import given, words
from keytag.cli.frame import Job, app, job_path
from keytag.cli.manual import SpokenCommand
from keytag.cli.screen import Screen
from keytag.errors import ExitCode
from keytag.findings import has_errors


@app.command(cls=SpokenCommand, help=words.EDITIONS.en)
def editions(
    ctx: typer.Context,
    job: Job = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help=words.JUDGED.en)] = None,
    mend: Annotated[str | None, typer.Option("--mend", metavar="OUT", help=words.MEND.en)] = None,
) -> ExitCode:
    """List the editions of a job, or write its table again with what can be mended."""
    path, day = job_path(ctx, job), given.day(date)
    given.said(mend, "--mend")
    if mend is not None:
        from keytag.commands.mend_table import mend as mended  # noqa: PLC0415

        screen = Screen(ctx.obj)
        screen.mending("editions", path, mended(path, Path(mend), day, screen.manner.language))
        return ExitCode.FINE
    from keytag.commands.list_editions import roster  # noqa: PLC0415

    found = roster(path, day)
    Screen(ctx.obj).roster("editions", found)
    return ExitCode.FINDINGS if has_errors(found.findings) else ExitCode.FINE
