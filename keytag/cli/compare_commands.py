"""The commands that hold a job against what it was: lock it, say what is different.

What was typed becomes one call, and what came of it one exit code. A command imports what it needs when it runs.
"""

from __future__ import annotations

from typing import Annotated

import typer

from keytag.cli import help_texts as texts
from keytag.cli import values
from keytag.cli.options import Date, Job, code_for, find_named_job, read_order
from keytag.cli.screen import Screen
from keytag.errors import ExitCode
from keytag.text.text import Text


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
