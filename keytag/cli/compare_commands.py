"""The commands that hold a job against what it was: lock it, say what is different.

What was typed becomes one call, and what came of it one exit code. A command imports what it needs when it runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from keytag.cli import complete, values
from keytag.cli import help_texts as texts
from keytag.cli.options import Count, Date, Job, Shop, code_for, find_named_job, read_order
from keytag.cli.screen import Screen
from keytag.errors import ExitCode
from keytag.text.text import Text


def diff(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    first: Annotated[
        str | None,
        typer.Argument(metavar="A", help=texts.FIRST.en, show_default=False, autocompletion=complete.states),
    ] = None,
    second: Annotated[
        str | None,
        typer.Argument(metavar="B", help=texts.SECOND.en, show_default=False, autocompletion=complete.states),
    ] = None,
    count: Count = None,
    shop: Shop = None,
    out: Annotated[str | None, typer.Option("--out", "-o", metavar="DIR", help=texts.PICTURES.en)] = None,
    date: Date = None,
) -> ExitCode:
    """Say how a job is not as it was."""
    one, other = _compared(ctx, first), None if second is None else _compared(ctx, second)
    folder = values.not_empty(out, "--out")
    screen, order = Screen(ctx.obj), read_order(values.day(date), count=count, shop=shop)
    from keytag.cli.screen.differences import show_difference  # noqa: PLC0415
    from keytag.commands import diff as command  # noqa: PLC0415

    with screen.progress(Text("Đang so", "Comparing")) as advance:
        target = Path(folder) if folder is not None else None
        difference = command.diff(one, other, order, target, ctx.obj.language, advance)
    show_difference(screen, "diff", difference)
    return ExitCode.FINE if difference.is_equal else ExitCode.FINDINGS


def _compared(ctx: typer.Context, text: str | None) -> Path:
    """Return what was typed as a path: that of a package's folder, or as of any command the job that it means."""
    values.not_empty(text, "A")
    if text is not None and (Path(text) / "MANIFEST.sha256").is_file():
        return Path(text)
    return find_named_job(ctx, text)


def lock(
    ctx: typer.Context,
    job: Job = None,
    renew: Annotated[bool, typer.Option("--renew", help=texts.RENEW.en)] = False,  # noqa: FBT002 - Typer's form of a flag
    date: Date = None,
) -> ExitCode:
    """Lock a job, or say how it is not as it was locked."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    order = read_order(values.day(date))
    from keytag.cli.screen.locking import show_lock  # noqa: PLC0415
    from keytag.commands import lock as command  # noqa: PLC0415

    with screen.progress(Text("Đang xem", "Looking")) as advance:
        locking = command.lock(path, order, advance, renew=renew)
    show_lock(screen, "lock", locking)
    return code_for(locking.findings)
