"""The commands that print: draw, place on press sheets, plan, count the cost, pack.

What was typed becomes one call, and what came of it one exit code. A command imports what it needs when it runs.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Annotated

import typer

from keytag.cli import complete, values
from keytag.cli import help_texts as texts
from keytag.cli.options import (
    Backing,
    Count,
    Date,
    Job,
    Layout,
    MaxPlates,
    Out,
    Overwrite,
    Profile,
    Shop,
    code_for,
    find_named_job,
    read_order,
    show_report,
)
from keytag.cli.screen import Screen
from keytag.errors import ExitCode, KeytagError
from keytag.steps.order import TIME_LIMIT, Order, PlanLimits
from keytag.steps.progress import no_progress
from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.steps.report import Report

_ALL_FORMATS = ",".join(values.USUAL_FORMATS)
Edition = Annotated[
    list[str] | None, typer.Option(metavar="ID", help=texts.EDITION.en, autocompletion=complete.editions)
]
Formats = Annotated[
    str, typer.Option("--format", metavar="LIST", help=texts.FORMAT.en, autocompletion=complete.formats)
]


def render(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    edition: Edition = None,
    formats: Formats = _ALL_FORMATS,
    profile: Profile = None,
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Draw each edition."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    folder, kinds = Path(values.not_empty(out, "--out")), values.file_formats(formats)
    order = read_order(values.day(date), editions=edition, profile=profile)
    from keytag.commands import render as command  # noqa: PLC0415

    with screen.progress(Text("Đang vẽ", "Drawing")) as advance:
        report = command.render(path, order, folder, kinds, advance)
    return show_report(screen, "render", report)


def watch(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    edition: Edition = None,
    formats: Formats = _ALL_FORMATS,
    profile: Profile = None,
    out: Out = "out",
    date: Date = None,
    once: Annotated[bool, typer.Option("--once", help=texts.ONCE.en)] = False,  # noqa: FBT002
) -> ExitCode:
    """Draw each edition again whenever the job is saved."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    folder, kinds = Path(values.not_empty(out, "--out")), values.file_formats(formats)

    def order() -> Order:
        """Return what was typed as an order of today: who watches may do so past midnight."""
        return read_order(values.day(date), editions=edition, profile=profile)

    order()
    from keytag.commands import render as command  # noqa: PLC0415
    from keytag.commands import watch as watching  # noqa: PLC0415

    def draw() -> Report:
        return command.render(path, order(), folder, kinds, no_progress)

    code = ExitCode.FINE
    for run in watching.watch(path, draw, sleep):
        screen.watched("watch", run, values.time_of_day(), goes_on=not once)
        code = run.outcome.exit_code if isinstance(run.outcome, KeytagError) else code_for(run.outcome.findings)
        # Nobody watches any more whose pipe has closed.
        if once or not screen.is_heard:
            break
    return code


def sheet(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    count: Count = None,
    shop: Shop = None,
    layout: Layout = None,
    backing: Backing = None,
    max_plates: MaxPlates = None,
    every_sheet: Annotated[bool, typer.Option("--every-sheet", help=texts.EVERY_SHEET.en)] = False,  # noqa: FBT002
    sheets_per_file: Annotated[
        str | None, typer.Option("--sheets-per-file", metavar="N", help=texts.SHEETS_PER_FILE.en)
    ] = None,
    profile: Profile = None,
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Place the tags on press sheets."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    folder, limits = Path(values.not_empty(out, "--out")), PlanLimits(max_plates=values.plate_limit(max_plates))
    per_file = values.sheets_per_file(sheets_per_file, every_sheet=every_sheet)
    order = read_order(
        values.day(date), count=count, shop=shop, layout=layout, backing=backing, profile=profile, limits=limits
    )
    from keytag.commands import sheet as command  # noqa: PLC0415

    with screen.progress(Text("Đang bình bài", "Imposing")) as advance:
        report = command.sheet(path, order, folder, advance, every_sheet=every_sheet, per_file=per_file)
    return show_report(screen, "sheet", report)


def leaflet(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    size: Annotated[
        str | None,
        typer.Option(metavar="a4|a5|a6", help=texts.LEAFLET_SIZE.en, autocompletion=complete.leaflet_sizes),
    ] = None,
    sides: Annotated[
        str | None,
        typer.Option(metavar="1|2", help=texts.LEAFLET_SIDES.en, autocompletion=complete.leaflet_sides),
    ] = None,
    edition: Annotated[
        list[str] | None, typer.Option(metavar="ID", help=texts.EDITION.en, autocompletion=complete.editions)
    ] = None,
    count: Annotated[str | None, typer.Option("--count", metavar="N", help=texts.LEAFLET_COUNT.en)] = None,
    shop: Shop = None,
    backing: Backing = None,
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Make the leaflet that goes with the tags."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    folder = Path(values.not_empty(out, "--out"))
    paper = values.choice(size, "--size", values.LEAFLET_SIZES)
    printed = values.choice(sides, "--sides", values.LEAFLET_SIDES)
    order = read_order(values.day(date), count=count, shop=shop, backing=backing, editions=edition)
    from keytag.commands import leaflet as command  # noqa: PLC0415

    with screen.progress(Text("Đang làm tờ rơi", "Making leaflets")) as advance:
        report = command.leaflet(path, order, command.read_wishes(paper, printed), folder, advance)
    code = show_report(screen, "leaflet", report)
    if report.without_sheets is not None:
        screen.say(_WITHOUT_SHEETS[report.without_sheets])
    return code


_WITHOUT_SHEETS = {
    "poster": Text(
        "Áp phích A4 in từng tờ: không bình bài.", "An A4 poster is printed by itself: no press sheets."
    ),
    "uncounted": Text(
        "Chưa biết số lượng nên chưa bình bài: thêm --count.",
        "No press sheets, since nobody says how many: add --count.",
    ),
}


def plan(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    count: Count = None,
    shop: Shop = None,
    layout: Layout = None,
    backing: Backing = None,
    max_plates: MaxPlates = None,
    plate_cost: Annotated[str | None, typer.Option(metavar="SUM", help=texts.PLATE_COST.en)] = None,
    sheet_cost: Annotated[str | None, typer.Option(metavar="SUM", help=texts.SHEET_COST.en)] = None,
    make_ready: Annotated[str | None, typer.Option(metavar="N", help=texts.MAKE_READY.en)] = None,
    min_run: Annotated[str | None, typer.Option(metavar="N", help=texts.MIN_RUN.en)] = None,
    no_split: Annotated[bool, typer.Option("--no-split", help=texts.NO_SPLIT.en)] = False,  # noqa: FBT002
    time_limit: Annotated[str | None, typer.Option(metavar="SECONDS", help=texts.TIME_LIMIT.en)] = None,
) -> ExitCode:
    """Plan plates and sheets."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    seconds = values.whole_number(time_limit, "--time-limit", 1, 3600)
    limits = PlanLimits(
        max_plates=values.plate_limit(max_plates),
        plate_cost=values.sum_of_money(plate_cost, "--plate-cost"),
        sheet_cost=values.sum_of_money(sheet_cost, "--sheet-cost", least=1),
        make_ready=values.whole_number(make_ready, "--make-ready", 0, 10_000),
        shortest_run=values.whole_number(min_run, "--min-run", 1, 100_000),
        split=False if no_split else None,
        time_limit=TIME_LIMIT if seconds is None else float(seconds),
    )
    order = read_order(values.today(), count=count, shop=shop, layout=layout, backing=backing, limits=limits)
    from keytag.cli.screen.planning import show_plan  # noqa: PLC0415
    from keytag.commands import plan as command  # noqa: PLC0415

    with screen.progress(Text("Đang tính", "Planning")):
        # Only seconds that were asked for are counted by the clock: else the plan is that of `sheet` anywhere.
        report = command.plan(path, order, None if time_limit is None else monotonic)
    show_plan(screen, "plan", report)
    return code_for(report.findings)


def nest(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    count: Count = None,
    shop: Shop = None,
    backing: Backing = None,
    time: Annotated[str | None, typer.Option("--time", metavar="TIME", help=texts.NEST_TIME.en)] = None,
    out: Annotated[str | None, typer.Option("--out", "-o", metavar="FILE", help=texts.NEST_OUT.en)] = None,
    overwrite: Overwrite = False,  # noqa: FBT002
) -> ExitCode:
    """Search a free layout."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    seconds, target = values.duration(time, "--time", _NEST_SECONDS), values.not_empty(out, "--out")
    order = read_order(values.today(), count=count, shop=shop, backing=backing)
    from keytag.cli.screen.nesting import show_nest  # noqa: PLC0415
    from keytag.commands import nest as command  # noqa: PLC0415

    wishes = command.NestWishes(seconds, Path(target) if target is not None else None, overwrite)
    with screen.progress(
        Text("Đang tìm (Ctrl-C: dừng, giữ kết quả)", "Searching (Ctrl-C: stop, keep)")
    ) as advance:
        nesting = command.find_nest(path, order, wishes, monotonic, advance)
    show_nest(screen, "nest", nesting)
    return code_for(nesting.findings)


# House rule: as long as somebody waits who is asked to.
_NEST_SECONDS = 60


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
    path = find_named_job(ctx, job)
    order = read_order(values.day(date), count=count, shop=shop, layout=layout, backing=backing)
    from keytag.cli.screen.costs import show_cost  # noqa: PLC0415
    from keytag.commands import cost as command  # noqa: PLC0415

    report = command.cost(path, order)
    show_cost(Screen(ctx.obj), "cost", report)
    return code_for(report.findings)


def order(ctx: typer.Context, job: Job = None, shop: Shop = None, out: Out = "out", date: Date = None) -> ExitCode:
    """Write the papers by which an office asks for a price and orders."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    folder = Path(values.not_empty(out, "--out"))
    wanted = read_order(values.day(date), shop=shop)
    from keytag.commands.order import write_order  # noqa: PLC0415

    with screen.progress(Text("Đang soạn", "Writing")) as advance:
        report = write_order(path, wanted, folder, advance)
    code = show_report(screen, "order", report)
    if report.files:
        screen.say(
            Text(
                "Chỗ chưa biết là dòng chấm: điền vào tệp .docx, hoặc in ra rồi ghi tay.",
                "What is not known is a dotted line: fill in the .docx, or write by hand.",
            )
        )
    return code


def packing(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    shop: Shop = None,
    bundle: Annotated[str | None, typer.Option("--bundle", metavar="N", help=texts.BUNDLE.en)] = None,
    lists: Annotated[bool, typer.Option("--lists", help=texts.LISTS.en)] = False,  # noqa: FBT002
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Write labels, packing list and receipt sheets."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    bag, box = values.bag_and_box(bundle)
    # What draws the papers takes a second to load: who waits sees before it that something is going on.
    with screen.steps() as step:
        folder, order = Path(values.not_empty(out, "--out")), read_order(values.day(date), shop=shop)
        from keytag.commands import packing as command  # noqa: PLC0415

        report = command.pack(path, order, command.PackingWishes(folder, bag, box, lists=lists), step)
    from keytag.cli.screen.parcels import show_packing  # noqa: PLC0415

    show_packing(screen, "packing", report)
    return code_for(report.findings)
