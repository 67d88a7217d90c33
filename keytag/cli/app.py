"""The commands that make something: what was typed becomes one call, and what came of it one exit code.

No logic and no geometry. Each command imports what it needs when it runs, so that help and completion stay
quick. Commands return an `ExitCode`; exceptions are `keytag.cli.run`'s.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from keytag import __version__
from keytag.cli import complete, figures, given, words
from keytag.cli.frame import Backing, Count, Date, Job, Layout, MaxPlates, Out, Profile, Shop, app, job_path, shown
from keytag.cli.manual import SpokenCommand
from keytag.cli.screen import Screen
from keytag.errors import ExitCode, InvalidDocumentError
from keytag.findings import has_errors
from keytag.text.text import Text


@app.callback(invoke_without_command=True)
def top(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help=words.VERSION_OPTION.en)] = False,  # noqa: FBT002
) -> None:
    """Show the version, or the help where no command was named; a program gets an answer that it can read."""
    if version:
        Screen(ctx.obj).document("version", f"keytag {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        given.command(as_json=ctx.obj.as_json)
        Screen(ctx.obj).write(ctx.get_help())


@app.command(cls=SpokenCommand, help=words.INIT.en)
def init(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Annotated[str, typer.Argument(metavar="JOB", help=words.NEW_JOB.en)] = given.DEFAULT_JOB,
    issuer: Annotated[str, typer.Option(help=words.ISSUER.en, metavar="TEXT", show_default=False)] = "",
    province: Annotated[str | None, typer.Option(help=words.PROVINCE.en, metavar="TEXT")] = None,
    number: Annotated[list[str] | None, typer.Option(help=words.NUMBER.en, metavar="LABEL=NUMBER")] = None,
    link: Annotated[str | None, typer.Option(help=words.LINK.en, metavar="URL")] = None,
    slogan: Annotated[str | None, typer.Option(help=words.SLOGAN.en, metavar="TEXT")] = None,
    quantity: Annotated[str | None, typer.Option(help=words.QUANTITY.en, metavar="N")] = None,
    editions: Annotated[bool, typer.Option("--editions", help=words.WITH_TABLE.en)] = False,  # noqa: FBT002
) -> ExitCode:
    """Write a first job."""
    from keytag.cli import make  # noqa: PLC0415
    from keytag.documents.job import Starter  # noqa: PLC0415

    given.refuse_gone_folder()
    screen = Screen(ctx.obj)
    path = Path(given.said(job, "JOB"))
    make.refuse_existing(path)
    numbers = given.numbers(number or ())
    table = make.table_beside(path) if editions else None
    count = figures.count(quantity, "--quantity")
    starter = Starter(issuer.strip(), province, numbers, link, slogan, count, table)
    written = make.write_job(path, make.asked(starter, screen.manner.language), screen.manner.language)
    screen.written("init", written[1:])
    following = "editions" if editions else "check"
    screen.say(Text(f"Tiếp theo: keytag {following} {path}", f"Next: keytag {following} {path}"))
    return ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.CHECK.en)
def check(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format", metavar="text|sarif", help=words.CHECK_FORMAT.en, autocompletion=complete.answers
        ),
    ] = "text",
    called: Annotated[bool, typer.Option("--called", help=words.CALLED.en)] = False,  # noqa: FBT002
    summary: Annotated[bool, typer.Option("--summary", help=words.SUMMARY.en)] = False,  # noqa: FBT002
    fix: Annotated[bool, typer.Option("--fix", help=words.FIX.en)] = False,  # noqa: FBT002
    date: Annotated[str | None, typer.Option(metavar="DATE", help=words.JUDGED.en)] = None,
) -> ExitCode:
    """Check a job, or all jobs of a folder."""
    screen, day = Screen(ctx.obj), given.day(date)
    given.answer(format_, as_json=ctx.obj.as_json, one_job=not summary)
    given.one_job_to_fix(fix=fix, summary=summary)
    path = given.folder(job) if summary else job_path(ctx, job)
    from keytag import commands  # noqa: PLC0415

    if fix:
        return _fixed(screen, path, day, called=called)
    with screen.progress(Text("Đang kiểm tra", "Checking")) as advance:
        if summary:
            summaries = commands.check_folder(path, day, advance)
        else:
            report = commands.check(path, day, advance, given.today())
    if summary:
        screen.summaries("check", summaries)
        return ExitCode.FINDINGS if any(each.errors for each in summaries) else ExitCode.FINE
    if called:
        screen.calls("check", report)
        return ExitCode.FINDINGS if has_errors(report.findings) else ExitCode.FINE
    return shown(screen, "check", report)


def _fixed(screen: Screen, path: Path, day: dt.date, *, called: bool) -> ExitCode:
    """Mend the job at ``path`` and check it; what was changed is said also where it still cannot be used."""
    from keytag import commands  # noqa: PLC0415

    mended = commands.fix_job(path, day)
    screen.mended(path, mended)
    try:
        with screen.progress(Text("Đang kiểm tra", "Checking")) as advance:
            report = replace(commands.check(path, day, advance), mended=mended)
    except InvalidDocumentError as error:
        if not screen.manner.as_json:
            raise
        screen.report("check", commands.Report(error.findings, mended=mended))
        return error.exit_code
    if called:
        screen.calls("check", report)
        return ExitCode.FINDINGS if has_errors(report.findings) else ExitCode.FINE
    return shown(screen, "check", report)


@app.command(cls=SpokenCommand, help=words.EXPLAIN.en)
def explain(
    ctx: typer.Context,
    rule: Annotated[
        str | None,
        typer.Argument(metavar="RULE", help=words.RULE.en, show_default=False, autocompletion=complete.rules),
    ] = None,
) -> ExitCode:
    """Explain a rule."""
    from keytag.checks import catalogue  # noqa: PLC0415

    named = given.rule(rule)
    Screen(ctx.obj).rulebook("explain", catalogue.chapters(), named)
    return ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.RENDER.en)
def render(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    edition: Annotated[
        list[str] | None, typer.Option(metavar="ID", help=words.EDITION.en, autocompletion=complete.editions)
    ] = None,
    formats: Annotated[
        str,
        typer.Option("--format", metavar="LIST", help=words.FORMAT.en, autocompletion=complete.formats),
    ] = ",".join(given.FORMATS),
    profile: Profile = None,
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Draw each edition."""
    path = job_path(ctx, job)
    from keytag import commands  # noqa: PLC0415

    screen = Screen(ctx.obj)
    order = commands.RenderOrder(
        out=Path(given.said(out, "--out")),
        editions=tuple(given.said(name, "--edition") for name in edition or ()),
        formats=given.formats(formats),
        date=given.day(date),
        profile=given.said(profile, "--profile"),
        today=given.today(),
    )
    with screen.progress(Text("Đang vẽ", "Drawing")) as advance:
        report = commands.render(path, order, advance)
    return shown(screen, "render", report)


@app.command(cls=SpokenCommand, help=words.SHEET.en)
def sheet(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    count: Count = None,
    shop: Shop = None,
    layout: Layout = None,
    backing: Backing = None,
    max_plates: MaxPlates = None,
    every_sheet: Annotated[bool, typer.Option("--every-sheet", help=words.EVERY_SHEET.en)] = False,  # noqa: FBT002
    profile: Profile = None,
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Place the tags on press sheets."""
    path = job_path(ctx, job)
    from keytag import commands  # noqa: PLC0415
    from keytag.steps.plate_plan import PlanLimits  # noqa: PLC0415

    screen = Screen(ctx.obj)
    order = commands.SheetOrder(
        out=Path(given.said(out, "--out")),
        count=figures.count(count),
        shop=given.said(shop, "--shop"),
        layout=given.choice(layout, "--layout", given.LAYOUTS),
        backing=given.choice(backing, "--backing", given.BACKINGS),
        every_sheet=every_sheet,
        date=given.day(date),
        profile=given.said(profile, "--profile"),
        gang=PlanLimits(max_plates=figures.plates(max_plates)),
        today=given.today(),
    )
    with screen.progress(Text("Đang bình bài", "Imposing")) as advance:
        report = commands.sheet(path, order, advance)
    return shown(screen, "sheet", report)
