"""The commands about a job itself: write a first one, check it, list its editions, look at its tags.

What was typed becomes one call, and what came of it one exit code. A command imports what it needs when it runs.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from keytag.cli import complete, values
from keytag.cli import help_texts as texts
from keytag.cli.options import (
    Date,
    Job,
    JudgedDate,
    Out,
    Profile,
    code_for,
    find_named_job,
    read_order,
    show_report,
)
from keytag.cli.screen import Screen
from keytag.errors import ExitCode, InvalidDocumentError
from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.steps.report import MendedValue

_CHECKING = Text("Đang kiểm tra", "Checking")


def init(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Annotated[str, typer.Argument(metavar="JOB", help=texts.NEW_JOB.en)] = values.DEFAULT_JOB,
    issuer: Annotated[str, typer.Option(help=texts.ISSUER.en, metavar="TEXT", show_default=False)] = "",
    province: Annotated[str | None, typer.Option(help=texts.PROVINCE.en, metavar="TEXT")] = None,
    number: Annotated[list[str] | None, typer.Option(help=texts.NUMBER.en, metavar="LABEL=NUMBER")] = None,
    link: Annotated[str | None, typer.Option(help=texts.LINK.en, metavar="URL")] = None,
    slogan: Annotated[str | None, typer.Option(help=texts.SLOGAN.en, metavar="TEXT")] = None,
    quantity: Annotated[str | None, typer.Option(help=texts.QUANTITY.en, metavar="N")] = None,
    shop: Annotated[
        str | None,
        typer.Option("--shop", metavar="NAME", help=texts.FIRST_SHOP.en, autocompletion=complete.shops),
    ] = None,
    editions: Annotated[bool, typer.Option("--editions", help=texts.WITH_TABLE.en)] = False,  # noqa: FBT002
) -> ExitCode:
    """Write a first job."""
    from keytag.cli.ask import ask_for_missing  # noqa: PLC0415
    from keytag.commands.init import refuse_existing, table_beside, write_job  # noqa: PLC0415
    from keytag.documents.job import Starter  # noqa: PLC0415

    values.refuse_gone_folder()
    screen = Screen(ctx.obj)
    path = Path(values.not_empty(job, "JOB"))
    refuse_existing(path)
    numbers = values.labelled_numbers(number or ())
    table = table_beside(path) if editions else None
    count = values.tag_count(quantity, "--quantity")
    starter = Starter(issuer.strip(), province, numbers, link, slogan, count, table)
    if shop is not None:
        starter = replace(starter, shop=values.not_empty(shop, "--shop"))
    language, day = screen.options.language, values.today()
    asked = ask_for_missing(starter, language, day, has_shop=shop is not None)
    written = write_job(path, asked, language, day)
    screen.written("init", written[1:])
    if shop is None and asked is starter:
        screen.say(_PAPER)
    following = "editions" if editions else "check"
    screen.say(Text(f"Tiếp theo: keytag {following} {path}", f"Next: keytag {following} {path}"))
    return ExitCode.FINE


_PAPER = Text(
    "Chất liệu: giấy (shop: digital-sra3). Nhựa dẻo thì ghi screen-pvc, moulded-pvc.",
    "Material: paper (shop: digital-sra3). For soft PVC: screen-pvc or moulded-pvc.",
)


def check(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    job: Job = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format", metavar="text|sarif", help=texts.CHECK_FORMAT.en, autocompletion=complete.answers
        ),
    ] = "text",
    called: Annotated[bool, typer.Option("--called", help=texts.CALLED.en)] = False,  # noqa: FBT002
    summary: Annotated[bool, typer.Option("--summary", help=texts.SUMMARY.en)] = False,  # noqa: FBT002
    fix: Annotated[bool, typer.Option("--fix", help=texts.FIX.en)] = False,  # noqa: FBT002
    date: JudgedDate = None,
) -> ExitCode:
    """Check a job, or all jobs of a folder."""
    screen, day = Screen(ctx.obj), values.day(date)
    values.refuse_two_answers(format_, as_json=ctx.obj.as_json, one_job=not summary)
    values.refuse_to_fix_many(fix=fix, summary=summary)
    if summary:
        return _check_folder(screen, values.folder_of_jobs(job), day)
    path = find_named_job(ctx, job)
    return _check(screen, path, day, called=called, fix=fix)


def _check_folder(screen: Screen, folder: Path, day: dt.date) -> ExitCode:
    from keytag.commands.check import check_folder  # noqa: PLC0415

    with screen.progress(_CHECKING) as advance:
        summaries = check_folder(folder, day, advance)
    screen.summaries("check", summaries)
    return ExitCode.FINDINGS if any(each.errors for each in summaries) else ExitCode.FINE


def _check(screen: Screen, path: Path, day: dt.date, *, called: bool, fix: bool) -> ExitCode:
    """Check the job at ``path``, mended before where that is wished; what was changed is said whatever follows."""
    from keytag.commands.check import check as check_job  # noqa: PLC0415

    mended = _fix(screen, path, day) if fix else ()
    try:
        with screen.progress(_CHECKING) as advance:
            report = check_job(path, day, advance, None if fix else values.today())
    except InvalidDocumentError as error:
        if not (fix and screen.options.as_json):
            raise
        from keytag.steps.report import Report  # noqa: PLC0415

        screen.report("check", Report(error.findings, mended=mended))
        return error.exit_code
    report = replace(report, mended=mended)
    if called:
        screen.calls("check", report)
        return code_for(report.findings)
    return show_report(screen, "check", report)


def _fix(screen: Screen, path: Path, day: dt.date) -> tuple[MendedValue, ...]:
    from keytag.commands.fix import fix_job  # noqa: PLC0415

    mended = fix_job(path, day)
    screen.mended(path, mended)
    return mended


def editions(
    ctx: typer.Context,
    job: Job = None,
    date: JudgedDate = None,
    mend: Annotated[str | None, typer.Option("--mend", metavar="FILE", help=texts.MEND.en)] = None,
) -> ExitCode:
    """List the editions of a job, or write its table again with what can be mended."""
    path, day = find_named_job(ctx, job), values.day(date)
    values.not_empty(mend, "--mend")
    screen = Screen(ctx.obj)
    if mend is not None:
        from keytag.commands.mend_table import mend_table  # noqa: PLC0415

        screen.mending("editions", path, mend_table(path, Path(mend), day, screen.options.language))
        return ExitCode.FINE
    from keytag.commands.list_editions import list_editions  # noqa: PLC0415

    listed = list_editions(path, day)
    screen.roster("editions", listed)
    return code_for(listed.findings)


def contacts(ctx: typer.Context, job: Job = None, out: Out = "out", date: Date = None) -> ExitCode:
    """Write the numbers of a job for the desk."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    folder = Path(values.not_empty(out, "--out"))
    from keytag.cli.screen.contacts import show_contacts  # noqa: PLC0415
    from keytag.commands.contacts import write_contacts  # noqa: PLC0415

    report = write_contacts(path, folder, values.day(date))
    show_contacts(screen, "contacts", report)
    return code_for(report.findings)


def preview(
    ctx: typer.Context,
    job: Job = None,
    edition: Annotated[
        list[str] | None, typer.Option(metavar="ID", help=texts.EDITION.en, autocompletion=complete.editions)
    ] = None,
    side: Annotated[
        str, typer.Option(metavar="front|back|both", help=texts.SIDE.en, autocompletion=complete.sides)
    ] = "both",
    profile: Profile = None,
    date: JudgedDate = None,
) -> ExitCode:
    """Show the tags in the terminal."""
    path, screen = find_named_job(ctx, job), Screen(ctx.obj)
    values.choice(side, "--side", values.SIDES)
    order = read_order(values.day(date), editions=edition, profile=profile)
    from keytag.cli.screen.pictures import show_preview  # noqa: PLC0415
    from keytag.commands import preview as command  # noqa: PLC0415

    wanted: command.PreviewSides = "front" if side == "front" else "back" if side == "back" else "both"
    with screen.progress(Text("Đang vẽ", "Drawing")) as advance:
        seen = command.preview(path, order, wanted, screen.pixels_across, advance)
    show_preview(screen, "preview", seen)
    return code_for(seen.findings)
