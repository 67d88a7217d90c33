"""The commands: what was typed becomes one call, and what came of it one exit code.

No logic and no geometry. Each command imports what it needs when it runs, so that help and completion stay
quick. Commands return an `ExitCode`; exceptions are `keytag.cli.run`'s.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keytag import __version__
from keytag.cli import complete, given, words
from keytag.cli.manual import SpokenCommand, SpokenGroup
from keytag.console import Screen
from keytag.errors import ExitCode
from keytag.findings import has_errors
from keytag.wording import Text

if TYPE_CHECKING:
    from keytag.workflow import Report

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
Date = Annotated[str | None, typer.Option("--date", metavar="DATE", help=words.DATE.en)]


@app.callback(invoke_without_command=True)
def top(ctx: typer.Context) -> None:
    """Show the help where no command was named; a program gets an answer that it can read."""
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
) -> ExitCode:
    """Write a first job."""
    from keytag.cli import make  # noqa: PLC0415
    from keytag.job import Starter  # noqa: PLC0415

    given.refuse_gone_folder()
    screen = Screen(ctx.obj)
    path = Path(given.said(job, "JOB"))
    make.refuse_existing(path)
    numbers = given.numbers(number or ())
    starter = Starter(issuer.strip(), province, numbers, link, slogan, given.count(quantity, "--quantity"))
    written = make.write_job(path, make.asked(starter, screen.manner.language))
    screen.written("init", written[-1:])
    screen.say(Text(f"Tiếp theo: keytag check {path}", f"Next: keytag check {path}"))
    return ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.CHECK.en)
def check(
    ctx: typer.Context,
    job: Job = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help=words.JUDGED.en)] = None,
) -> ExitCode:
    """Check a job."""
    path = given.job_path(job)
    from keytag import workflow  # noqa: PLC0415

    screen = Screen(ctx.obj)
    day = given.day(date)
    with screen.progress(Text("Đang kiểm tra", "Checking")) as advance:
        report = workflow.check(path, day, advance)
    return _shown(screen, "check", report)


@app.command(cls=SpokenCommand, help=words.RENDER.en)
def render(
    ctx: typer.Context,
    job: Job = None,
    edition: Annotated[
        list[str] | None, typer.Option(metavar="ID", help=words.EDITION.en, autocompletion=complete.editions)
    ] = None,
    formats: Annotated[
        str,
        typer.Option("--format", metavar="LIST", help=words.FORMAT.en, autocompletion=complete.formats),
    ] = ",".join(given.FORMATS),
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Draw each edition."""
    path = given.job_path(job)
    from keytag import workflow  # noqa: PLC0415

    screen = Screen(ctx.obj)
    order = workflow.RenderOrder(
        out=Path(given.said(out, "--out")),
        editions=tuple(given.said(name, "--edition") for name in edition or ()),
        formats=given.formats(formats),
        date=given.day(date),
    )
    with screen.progress(Text("Đang vẽ", "Drawing")) as advance:
        report = workflow.render(path, order, advance)
    return _shown(screen, "render", report)


@app.command(cls=SpokenCommand, help=words.SHEET.en)
def sheet(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    count: Annotated[str | None, typer.Option(metavar="N", help=words.COUNT.en)] = None,
    shop: Annotated[
        str | None, typer.Option(metavar="NAME", help=words.SHOP.en, autocompletion=complete.shops)
    ] = None,
    layout: Annotated[
        str | None,
        typer.Option(metavar="nested|grid", help=words.LAYOUT.en, autocompletion=complete.layouts),
    ] = None,
    backing: Annotated[
        str | None, typer.Option(metavar="WAY", help=words.BACKING.en, autocompletion=complete.backings)
    ] = None,
    every_sheet: Annotated[bool, typer.Option("--every-sheet", help=words.EVERY_SHEET.en)] = False,  # noqa: FBT002
    out: Out = "out",
    date: Date = None,
) -> ExitCode:
    """Place the tags on press sheets."""
    path = given.job_path(job)
    from keytag import workflow  # noqa: PLC0415

    screen = Screen(ctx.obj)
    order = workflow.SheetOrder(
        out=Path(given.said(out, "--out")),
        count=given.count(count),
        shop=given.said(shop, "--shop"),
        layout=given.choice(layout, "--layout", given.LAYOUTS),
        backing=given.choice(backing, "--backing", given.BACKINGS),
        every_sheet=every_sheet,
        date=given.day(date),
    )
    with screen.progress(Text("Đang bình bài", "Imposing")) as advance:
        report = workflow.sheet(path, order, advance)
    return _shown(screen, "sheet", report)


@app.command(cls=SpokenCommand, help=words.SCHEMA.en)
def schema(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=words.KIND.en, autocompletion=complete.kinds)
    ] = "job",
) -> ExitCode:
    """Print the JSON Schema of a kind of document."""
    from keytag.cli import look  # noqa: PLC0415

    given.choice(kind, "KIND", tuple(look.MODELS))
    Screen(ctx.obj).write(look.schema(kind))
    return ExitCode.FINE


@app.command("list", cls=SpokenCommand, help=words.LIST.en)
def list_(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=words.LISTED.en, autocompletion=complete.listed)],
) -> ExitCode:
    """List templates, shops, inks or fonts."""
    from keytag.cli import look  # noqa: PLC0415

    screen = Screen(ctx.obj)
    given.choice(what, "WHAT", given.LISTS)
    screen.rows("list", look.rows(what, screen.manner.language))
    return ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.SHOW.en)
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=words.NAME.en, autocompletion=complete.documents)],
) -> ExitCode:
    """Print a resolved document."""
    from keytag.cli import look  # noqa: PLC0415

    Screen(ctx.obj).document("show", look.resolved(given.said(name, "NAME")))
    return ExitCode.FINE


@app.command(cls=SpokenCommand, help=words.VERSION.en)
def version(ctx: typer.Context) -> ExitCode:
    """Print the version."""
    Screen(ctx.obj).document("version", f"keytag {__version__}")
    return ExitCode.FINE


def _shown(screen: Screen, command: str, report: Report) -> ExitCode:
    screen.report(command, report)
    return ExitCode.FINDINGS if has_errors(report.findings) else ExitCode.FINE
