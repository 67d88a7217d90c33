"""The command that runs another for many jobs: those of a folder, or the rows of a table.

What was typed becomes one call, and what came of it one exit code. A command imports what it needs when it runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keytag.cli import complete, values
from keytag.cli import help_texts as texts
from keytag.cli.options import (
    Backing,
    Count,
    Date,
    Layout,
    MaxPlates,
    Out,
    Profile,
    Rules,
    Shop,
    find_named_job,
    read_order,
)
from keytag.cli.screen import Screen
from keytag.errors import ExitCode, MissingResourceError, UsageError
from keytag.files import reader
from keytag.files.reader import shorten_name
from keytag.steps.order import PlanLimits
from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.commands.batch.jobs import JobsFound
    from keytag.commands.batch.work import BatchWish
    from keytag.commands.batch.workers import Crew

# House rule: no machine for such work has more processors; the jobs may be fewer still.
_MOST_WORKERS = 256
# Python's documentation, ProcessPoolExecutor: Windows cannot wait for more.
_MOST_ON_WINDOWS = 61
_TABLES = (".csv", ".xlsx")
# Which options each command takes; --date, --out and how it is worked go with all.
_TAKEN: dict[str, frozenset[str]] = {
    "handoff": frozenset(
        {"--count", "--shop", "--layout", "--backing", "--max-plates", "--profile", "--rules", "--sign"}
        | {"--unapproved"}
    ),
    "sheet": frozenset(
        {"--count", "--shop", "--layout", "--backing", "--max-plates", "--profile", "--every-sheet"}
        | {"--sheets-per-file"}
    ),
    "render": frozenset({"--format", "--profile"}),
    "check": frozenset(),
    "proof": frozenset({"--shop"}),
}


def batch(  # noqa: PLR0913, PLR0917 - one parameter for each option
    ctx: typer.Context,
    source: Annotated[
        str,
        typer.Argument(metavar="FOLDER|TABLE", help=texts.BATCH_SOURCE.en, autocompletion=complete.table_files),
    ],
    command: Annotated[
        str,
        typer.Option(
            "--command",
            metavar="handoff|sheet|render|check|proof",
            help=texts.BATCH_COMMAND.en,
            autocompletion=complete.batch_commands,
        ),
    ] = "handoff",
    job: Annotated[
        str | None,
        typer.Option("--job", metavar="JOB", help=texts.BATCH_JOB.en, autocompletion=complete.jobs),
    ] = None,
    out: Out = "out",
    workers: Annotated[str | None, typer.Option("--workers", metavar="N", help=texts.WORKERS.en)] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help=texts.SCHEDULER.en)
    ] = None,
    count: Count = None,
    shop: Shop = None,
    layout: Layout = None,
    backing: Backing = None,
    max_plates: MaxPlates = None,
    every_sheet: Annotated[bool, typer.Option("--every-sheet", help=texts.EVERY_SHEET.en)] = False,  # noqa: FBT002
    sheets_per_file: Annotated[
        str | None, typer.Option("--sheets-per-file", metavar="N", help=texts.SHEETS_PER_FILE.en)
    ] = None,
    formats: Annotated[
        str | None, typer.Option("--format", metavar="LIST", help=texts.FORMAT.en, autocompletion=complete.formats)
    ] = None,
    profile: Profile = None,
    rules: Rules = None,
    sign: Annotated[
        str | None, typer.Option("--sign", metavar="KEY", help=texts.SIGN.en, autocompletion=complete.secret_keys)
    ] = None,
    unapproved: Annotated[bool, typer.Option("--unapproved", help=texts.UNAPPROVED.en)] = False,  # noqa: FBT002
    date: Date = None,
) -> ExitCode:
    """Run a command for every job of a folder, or for every row of a table."""
    screen, target = Screen(ctx.obj), Path(values.not_empty(out, "--out"))
    from keytag.commands.batch.work import COMMANDS, BatchWish  # noqa: PLC0415

    name = values.choice(command, "--command", COMMANDS)
    given = {
        "--count": count,
        "--shop": shop,
        "--layout": layout,
        "--backing": backing,
        "--max-plates": max_plates,
        "--every-sheet": every_sheet or None,
        "--sheets-per-file": sheets_per_file,
        "--format": formats,
        "--profile": profile,
        "--rules": rules,
        "--sign": sign,
        "--unapproved": unapproved or None,
    }
    chosen = next(each for each in COMMANDS if each == name)
    _refuse_others(chosen, tuple(option for option, value in given.items() if value is not None))
    from keytag.steps.side_by_side import processors  # noqa: PLC0415

    address = _scheduler_address(scheduler, workers, sign)
    size = values.whole_number(workers, "--workers", 1, _MOST_WORKERS, 2) or processors()
    order = read_order(
        values.day(date),
        count=count,
        shop=shop,
        layout=layout,
        backing=backing,
        profile=profile,
        rules=rules,
        limits=PlanLimits(max_plates=values.plate_limit(max_plates)),
        approval=("unapproved" if unapproved else "required") if chosen == "handoff" else "unasked",
    )
    from keytag.cli.keys import read_secret_key  # noqa: PLC0415

    wish = BatchWish(
        chosen,
        order,
        screen.options.language,
        values.file_formats(formats if formats is not None else ",".join(values.FORMATS)),
        every_sheet,
        read_secret_key(values.not_empty(sign, "--sign"), screen.options.language),
        date is not None or "SOURCE_DATE_EPOCH" in os.environ,
        values.sheets_per_file(sheets_per_file, every_sheet=every_sheet),
    )
    found = _find_jobs(ctx, values.not_empty(source, "FOLDER|TABLE"), job, target)
    return _run(screen, found, wish, target, address if address is not None else min(size, len(found.jobs)))


def _run(screen: Screen, found: JobsFound, wish: BatchWish, out: Path, where: str | int) -> ExitCode:
    """Have the jobs done, by so many processes or by a scheduler's workers, and show what came of them."""
    from keytag.cli.screen import batch as shown  # noqa: PLC0415
    from keytag.commands.batch.run import batch as do_batch  # noqa: PLC0415
    from keytag.commands.batch.run import write_results  # noqa: PLC0415

    with shown.progress(screen, len(found.jobs)) as watcher, _crew(where) as crew:
        report = do_batch(found, wish, out, crew, watcher, is_near=isinstance(where, int))
    language = screen.options.language
    files = write_results(
        out, shown.results_text(report, out, language), shown.workbook(report, language), wish.order.date
    )
    shown.show_batch(screen, "batch", report, out, files)
    return ExitCode.FINE if report.ok else ExitCode.FINDINGS


@contextmanager
def _crew(where: str | int) -> Iterator[Crew]:
    if isinstance(where, int):
        from keytag.commands.batch.workers import processes  # noqa: PLC0415

        yield processes(min(where, _MOST_ON_WINDOWS) if os.name == "nt" else where)
        return
    from keytag.commands.batch.cluster import cluster  # noqa: PLC0415

    with cluster(where) as crew:
        yield crew


def _refuse_others(command: str, given: tuple[str, ...]) -> None:
    """Raise UsageError for an option that ``command`` does not take."""
    odd = next((option for option in given if option not in _TAKEN[command]), None)
    if odd is not None:
        raise UsageError(
            Text(f"--command {command} không có tùy chọn {odd}.", f"--command {command} does not take {odd}."),
            Text(f"Xem: keytag {command} --help", f"See: keytag {command} --help"),
        )


def _scheduler_address(scheduler: str | None, workers: str | None, sign: str | None) -> str | None:
    """Return the address of a scheduler; None where this machine does the work. Raises UsageError."""
    values.not_empty(scheduler, "--scheduler")
    if scheduler is None:
        return None
    if not scheduler.startswith(("tcp://", "tls://")) or any(map(str.isspace, scheduler)):
        raise UsageError(
            Text(
                f"--scheduler {shorten_name(scheduler)}: cần một địa chỉ tcp://.",
                f"--scheduler {shorten_name(scheduler)}: expected an address, tcp://.",
            ),
            Text("Ví dụ: --scheduler tcp://192.168.1.10:8786", "Example: --scheduler tcp://192.168.1.10:8786"),
        )
    other = "--workers" if workers is not None else "--sign" if sign is not None else None
    if other is not None:
        raise UsageError(
            Text(f"{other} không dùng chung với --scheduler.", f"{other} does not go with --scheduler."),
            Text(
                "Khóa ký không rời khỏi máy này: ký sau, bằng một lần chạy trên máy này."
                if other == "--sign"
                else "Số máy nhận việc do scheduler biết.",
                "A secret key stays on this machine: sign by a run of its own here."
                if other == "--sign"
                else "The scheduler knows its workers.",
            ),
        )
    return scheduler


def _find_jobs(ctx: typer.Context, source: str, job: str | None, out: Path) -> JobsFound:
    from keytag.commands.batch.jobs import jobs_in_folder, jobs_of_table  # noqa: PLC0415

    values.refuse_gone_folder()
    path, shown = Path(source), shorten_name(source)
    if reader.is_folder(path):
        if job is not None:
            raise UsageError(
                Text("--job chỉ dùng với một bảng.", "--job goes with a table alone."),
                Text("Bỏ --job.", "Leave out --job."),
            )
        return jobs_in_folder(path, out)
    if not reader.is_there(path):
        raise MissingResourceError(
            Text(f"Không tìm thấy: {shown}", f"There is no {shown}."),
            Text("Ghi tên một thư mục hoặc một bảng.", "Name a folder or a table."),
        )
    if path.suffix.lower() not in _TABLES:
        raise UsageError(
            Text(f"{shown} không phải là thư mục hay bảng.", f"{shown} is neither a folder nor a table."),
            Text("Cần thư mục, tệp .csv hoặc .xlsx.", "A folder is needed, a .csv or an .xlsx."),
        )
    if job is None:
        raise UsageError(
            Text(f"Cần tệp mẫu cho từng dòng của {shown}.", f"Each row of {shown} needs a job as its pattern."),
            Text(f"Ví dụ: keytag batch {shown} --job ward.yaml", f"Example: keytag batch {shown} --job ward.yaml"),
        )
    return jobs_of_table(path, find_named_job(ctx, job))
