"""The command that plans plates and sheets before anything is drawn.

As `keytag.cli.app`: what was typed becomes one call, and what came of it one exit code.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from keytag.cli import figures, given, words
from keytag.cli.frame import Backing, Count, Job, Layout, MaxPlates, Shop, app, job_path
from keytag.cli.manual import SpokenCommand
from keytag.cli.screen import Screen
from keytag.errors import ExitCode
from keytag.findings import has_errors
from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.steps.plate_plan import PlanLimits


@app.command(cls=SpokenCommand, help=words.PLAN.en)
def plan(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    count: Count = None,
    shop: Shop = None,
    layout: Layout = None,
    backing: Backing = None,
    max_plates: MaxPlates = None,
    plate_cost: Annotated[str | None, typer.Option(metavar="SUM", help=words.PLATE_COST.en)] = None,
    sheet_cost: Annotated[str | None, typer.Option(metavar="SUM", help=words.SHEET_COST.en)] = None,
    make_ready: Annotated[str | None, typer.Option(metavar="N", help=words.MAKE_READY.en)] = None,
    min_run: Annotated[str | None, typer.Option(metavar="N", help=words.MIN_RUN.en)] = None,
    no_split: Annotated[bool, typer.Option("--no-split", help=words.NO_SPLIT.en)] = False,  # noqa: FBT002
    time_limit: Annotated[str | None, typer.Option(metavar="SECONDS", help=words.TIME_LIMIT.en)] = None,
) -> ExitCode:
    """Plan plates and sheets."""
    from keytag.cli.screen.planning import show_plan  # noqa: PLC0415
    from keytag.commands import plan as story  # noqa: PLC0415

    path = job_path(ctx, job)
    wishes = _wishes(
        (max_plates, make_ready, min_run), (plate_cost, sheet_cost), time_limit, is_split=not no_split
    )
    order = story.PlanOrder(
        count=figures.count(count),
        shop=given.said(shop, "--shop"),
        layout=given.choice(layout, "--layout", given.LAYOUTS),
        backing=given.choice(backing, "--backing", given.BACKINGS),
        gang=wishes,
    )
    screen = Screen(ctx.obj)
    with screen.progress(Text("Đang tính", "Planning")):
        # Only seconds that were asked for are counted by the clock: else the plan is that of `sheet` anywhere.
        report = story.plan(path, order, None if time_limit is None else monotonic)
    show_plan(screen, "plan", report)
    return ExitCode.FINDINGS if has_errors(report.findings) else ExitCode.FINE


def _wishes(
    numbers: tuple[str | None, str | None, str | None],
    costs: tuple[str | None, str | None],
    seconds: str | None,
    *,
    is_split: bool,
) -> PlanLimits:
    """Return what was typed of plates, sheets made ready and shortest run, of costs, and of time."""
    from keytag.steps.plate_plan import TIME_LIMIT, PlanLimits  # noqa: PLC0415

    max_plates, make_ready, min_run = numbers
    limit = figures.whole(seconds, "--time-limit", 1, 3600)
    return PlanLimits(
        max_plates=figures.plates(max_plates),
        plate_cost=figures.money(costs[0], "--plate-cost"),
        sheet_cost=figures.money(costs[1], "--sheet-cost", least=1),
        make_ready=figures.whole(make_ready, "--make-ready", 0, 10_000),
        shortest_run=figures.whole(min_run, "--min-run", 1, 100_000),
        split=None if is_split else False,
        time_limit=TIME_LIMIT if limit is None else float(limit),
    )
