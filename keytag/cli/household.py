"""The commands of whoever orders and hands out: the papers of packing, and what it all costs.

As `keytag.cli.app`: what was typed becomes one call, and what came of it one exit code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from keytag.cli import figures, given, words
from keytag.cli.frame import Backing, Count, Date, Job, Layout, Out, Shop, app, job_path
from keytag.cli.manual import SpokenCommand
from keytag.cli.screen import Screen
from keytag.errors import ExitCode
from keytag.findings import has_errors

Bundle = Annotated[str | None, typer.Option("--bundle", metavar="N", help=words.BUNDLE.en)]


@app.command(cls=SpokenCommand, help=words.PACKING.en)
def packing(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    shop: Shop = None,
    bundle: Bundle = None,
    lists: Annotated[bool, typer.Option("--lists", help=words.LISTS.en)] = False,  # noqa: FBT002
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Write labels, packing list and receipt sheets."""
    path = job_path(ctx, job)
    bag, box = figures.bundle(bundle)
    screen = Screen(ctx.obj)
    with screen.steps() as step:
        from keytag.steps import packing as story  # noqa: PLC0415

        order = story.PackingOrder(
            out=Path(given.said(out, "--out")),
            shop=given.said(shop, "--shop"),
            bag=bag,
            box=box,
            date=given.day(date),
            lists=lists,
        )
        report = story.pack(path, order, step)
    from keytag.cli.screen.parcels import show_packing  # noqa: PLC0415

    show_packing(screen, "packing", report)
    return ExitCode.FINDINGS if has_errors(report.findings) else ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.COST.en)
def cost(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    count: Count = None,
    shop: Shop = None,
    layout: Layout = None,
    backing: Backing = None,
    date: Date = None,
) -> ExitCode:
    """Add up what the shop charges."""
    path = job_path(ctx, job)
    from keytag.cli.screen.costs import show_cost  # noqa: PLC0415
    from keytag.commands import cost as story  # noqa: PLC0415

    order = story.CostOrder(
        count=figures.count(count),
        shop=given.said(shop, "--shop"),
        layout=given.choice(layout, "--layout", given.LAYOUTS),
        backing=given.choice(backing, "--backing", given.BACKINGS),
        date=given.day(date),
    )
    report = story.cost(path, order)
    show_cost(Screen(ctx.obj), "cost", report)
    return ExitCode.FINDINGS if has_errors(report.findings) else ExitCode.FINE
