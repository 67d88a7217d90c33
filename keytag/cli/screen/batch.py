"""What goes on in a batch and what came of it: a line a job, a table, the same as JSON and as a workbook."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from keytag.cli.screen.columns import TextColumn, table, widths_of
from keytag.cli.screen.objects import answer, finding_object
from keytag.cli.screen.spelling import json_text, sentence, visible
from keytag.commands.batch.run import BatchReport, BatchWatcher
from keytag.documents.tables.write import Value, Workbook
from keytag.findings import Finding, Severity, each_place
from keytag.text.figures import format_count
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from rich.text import Text as RichText

    from keytag.cli.screen.screen import Screen
    from keytag.commands.batch.province import Together
    from keytag.commands.batch.work import JobResult

# House rules: beyond this the table is longer than a screen; so long a name breaks its lines; so many are listed,
# and so many findings told.
_MAX_ROWS, _LONGEST, _LISTED, _MAX_TOLD = 60, 34, 6, 20
_MINUTE = 60
_COMMAND = "batch"


@contextmanager
def progress(screen: Screen, total: int) -> Iterator[BatchWatcher]:
    """Show a line for each job as it is done, on a terminal also those in hand and the time left."""
    options = screen.options
    if options.as_json or options.quiet:
        yield BatchWatcher(lambda _: None, lambda _: None)
        return
    if sys.stderr.isatty():
        with _bars(screen, total) as watcher:
            yield watcher
        return
    began, done, kept = monotonic(), 0, 0

    def finish(result: JobResult) -> None:
        nonlocal done, kept
        done, kept = done + 1, kept + result.is_kept
        passed = monotonic() - began
        left = passed / (done - kept) * (total - done) if done > kept else 0.0
        sys.stderr.write(f"{_line(result, done, total, options.language)}{_left(left, options.language)}\n")
        sys.stderr.flush()

    yield BatchWatcher(lambda _: None, finish)


@contextmanager
def _bars(screen: Screen, total: int) -> Iterator[BatchWatcher]:
    from rich.console import Console, Group  # noqa: PLC0415 - costs time, and only terminals show it
    from rich.live import Live  # noqa: PLC0415 - the same
    from rich.progress import (  # noqa: PLC0415 - the same
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import TextColumn as Label  # noqa: PLC0415 - the same

    language = screen.options.language
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    name = Label("{task.description}", markup=False)
    left = Label(Text("còn", "left").to(language), markup=False)
    jobs = Progress(name, TimeElapsedColumn())
    whole = Progress(name, BarColumn(20), MofNCompleteColumn(), left, TimeRemainingColumn())
    task = whole.add_task(Text("Tất cả", "All").to(language), total=total)
    in_hand: dict[str, Any] = {}
    done = 0
    with Live(Group(jobs, whole), console=console, transient=True) as live:

        def begin(job: str) -> None:
            in_hand[job] = jobs.add_task(_short(job), total=None)

        def finish(result: JobResult) -> None:
            nonlocal done
            done += 1
            if result.name in in_hand:
                jobs.remove_task(in_hand.pop(result.name))
            whole.advance(task)
            with suppress(OSError):
                live.console.print(_line(result, done, total, language), soft_wrap=True)

        yield BatchWatcher(begin, finish)


def _line(result: JobResult, done: int, total: int, language: Language) -> str:
    """Return one line about a job that is done."""
    said = f"{done:>{len(str(total))}}/{total} {_short(result.name)}: {_state(result).to(language)}"
    return said + ("" if result.is_kept else f" ({result.seconds:.1f} s)".replace(".", _point(language)))


def _left(seconds: float, language: Language) -> str:
    if seconds < 1:
        return ""
    text = f"{seconds:.0f} s" if seconds < _MINUTE else f"{seconds / _MINUTE:.0f} min"
    vi = text.replace("min", "phút").replace(" s", " giây")
    return Text(f", còn {vi}", f", {text} left").to(language)


def _point(language: Language) -> str:
    return "," if language == "vi" else "."


def _short(name: str) -> str:
    shown = visible(name)
    half = (_LONGEST - 1) // 2
    return shown if len(shown) <= _LONGEST else f"{shown[:half]}…{shown[-half:]}"


def _state(result: JobResult) -> Text:
    if not result.ok:
        return Text("chưa được", "not ready")
    return Text("giữ nguyên", "kept") if result.is_kept else Text("xong", "ready")


def show_batch(screen: Screen, command: str, report: BatchReport, out: Path, files: Sequence[Path]) -> None:
    """Show what came of a batch, and what is wrong with which jobs."""
    language = screen.options.language
    told = tuple(_told(report))
    screen.result(
        told[:_MAX_TOLD],
        lambda: answer(
            command,
            report.found.notes,
            language,
            ok=report.ok,
            jobs=[_job_object(result, out, language) for result in report.results],
            files=[{"path": str(path)} for path in files],
            passed_over=[{"path": each.path, "why": each.why.to(language)} for each in report.found.passed],
            together=[_together_object(each) for each in report.together],
        ),
        lambda: (_paragraph(_rows(report, screen.width, language)), *_below(report, out, files, language)),
    )
    if len(told) > _MAX_TOLD:
        more = len(told) - _MAX_TOLD
        screen.remark(Text(f"còn {more} điều nữa: xem {files[-1]}.", f"there are {more} more: see {files[-1]}."))


def _told(report: BatchReport) -> Iterator[Finding]:
    """Yield what the screen tells: of the table, and of jobs that are not ready."""
    yield from report.found.notes
    for result in report.results:
        if not result.ok:
            open_ = [finding for finding in result.findings if finding.accepted is None]
            grave = [finding for finding in open_ if finding.severity is Severity.ERROR]
            yield from grave or open_


def results_text(report: BatchReport, out: Path, language: Language) -> str:
    """Return ``batch.json``."""
    jobs = [_job_object(result, out, language) for result in report.results]
    return json_text({"command": _COMMAND, "ok": report.ok, "jobs": jobs}, indent=1) + "\n"


def _job_object(result: JobResult, out: Path, language: Language) -> dict[str, Any]:
    return {
        "job": result.name,
        "ok": result.ok,
        "kept": result.is_kept,
        "files": [
            {"path": str(out / result.name / name), "sha256": digest} for name, digest in result.files.items()
        ],
        "findings": [finding_object(finding, language) for finding in each_place(result.findings)],
    }


def _together_object(each: Together) -> dict[str, Any]:
    def figures(said: tuple[int, int, int | None]) -> dict[str, int | None]:
        return dict(zip(("plates", "sheets", "cost"), said, strict=True))

    return {
        "shop": each.shop,
        "jobs": each.jobs,
        "editions": each.editions,
        "alone": figures(each.alone),
        "together": figures(each.together),
    }


def _counts(result: JobResult) -> tuple[int, int]:
    """Return how many errors and warnings a job has that nobody has accepted."""
    found = Counter(each.severity for each in each_place(result.findings) if each.accepted is None)
    return found[Severity.ERROR], found[Severity.WARNING]


def _rows(report: BatchReport, width: int, language: Language) -> Iterator[RichText]:
    """Yield the table; of more jobs than a screen bears those that are not ready come first."""
    results = report.results
    if len(results) > _MAX_ROWS:
        results = tuple(sorted(results, key=lambda each: each.ok))[:_MAX_ROWS]
    cells = [_cells(result, language) for result in results]
    headings = (
        Text("Tệp đặt in", "Job"),
        Text("", ""),
        Text("Lỗi", "Errors"),
        Text("Cảnh báo", "Warnings"),
        Text("Tờ in", "Sheets"),
        Text("Bài in", "Plates"),
        Text("Tiền", "Cost"),
    )
    columns = [
        TextColumn(heading.to(language), tuple(row[place] for row in cells), right=place > 1)
        for place, heading in enumerate(headings)
    ]
    columns = [column for place, column in enumerate(columns) if place < 2 or any(c != "-" for c in column.cells)]
    yield from table(columns, widths_of(columns, width) or [len(max(c.cells, key=len)) for c in columns])
    if len(report.results) > len(results):
        from rich.text import Text as RichText  # noqa: PLC0415 - the same

        yield RichText(f"  … +{len(report.results) - len(results)}")


def _cells(result: JobResult, language: Language) -> tuple[str, ...]:
    errors, warnings = _counts(result)
    figures = result.figures
    counted = (
        ("-", "-", "-")
        if figures is None
        else (
            format_count(figures.load, language),
            format_count(figures.plates, language),
            "-" if figures.cost is None else format_count(figures.cost, language),
        )
    )
    return (
        _short(result.name),
        _state(result).to(language),
        str(errors or "-"),
        str(warnings or "-"),
        *counted,
    )


def _paragraph(lines: Iterator[RichText]) -> RichText:
    from rich.text import Text as RichText  # noqa: PLC0415 - the same

    return RichText("\n").join([*lines, RichText()])


def _below(report: BatchReport, out: Path, files: Sequence[Path], language: Language) -> Iterator[str]:
    """Yield what stands below the table: the sum, together or alone, what was passed over, the files."""
    results = report.results
    ready, kept = sum(each.ok for each in results), sum(each.is_kept for each in results)
    total = Text(
        f"{len(results)} tệp đặt in: {ready} xong (giữ nguyên {kept}), {len(results) - ready} chưa được.",
        f"Jobs: {len(results)}; ready {ready} (kept {kept}), not ready {len(results) - ready}.",
    )
    yield total.to(language)
    for each in report.together:
        if each.jobs > 1:
            yield from _compared(each, language)
    left = [f"{out / result.name / name}" for result in results for name in result.left]
    yield from _listed(Text("Của lần chạy trước, còn lại", "Left from an earlier run"), left, language)
    passed = [f"{each.path} ({each.why.to(language)})" for each in report.found.passed]
    yield from _listed(Text("Bỏ qua", "Passed over"), passed, language)
    for path in files:
        yield Text(f"Đã ghi {path}", f"Wrote {path}").to(language)


def _compared(each: Together, language: Language) -> Iterator[str]:
    head = Text(
        f"Nhà in {each.shop}, {each.jobs} tệp đặt in, {each.editions} mẫu:",
        f"Shop {each.shop}, jobs {each.jobs}, editions {each.editions}:",
    )
    yield visible(head.to(language))
    for label, said in (
        (Text("in riêng", "each alone"), each.alone),
        (Text("in chung", "together"), each.together),
    ):
        plates, sheets = (format_count(number, language) for number in said[:2])
        cost = "" if said[2] is None else f", {format_count(said[2], language)} đ"
        figures = Text(f"{plates} bài in, {sheets} tờ{cost}", f"plates {plates}, sheets {sheets}{cost}")
        yield f"  {label.to(language)}: {figures.to(language)}"


def _listed(label: Text, names: Sequence[str], language: Language) -> Iterator[str]:
    if names:
        yield f"{label.to(language)}: {len(names)}"
        yield from (f"  {visible(name)}" for name in names[:_LISTED])
        if len(names) > _LISTED:
            yield f"  … +{len(names) - _LISTED}"


def workbook(report: BatchReport, language: Language) -> Workbook:
    """Return the table of a batch for people to sort and to file: a row for each job, its figures, its hashes."""
    headings = (
        Text("Tệp đặt in", "Job"),
        Text("Kết quả", "State"),
        Text("Lỗi", "Errors"),
        Text("Cảnh báo", "Warnings"),
        Text("Ở đâu", "Where"),
        Text("Mẫu", "Editions"),
        Text("Số lượng", "Tags"),
        Text("Bài in", "Plates"),
        Text("Tờ in", "Sheets"),
        Text("Tiền (đ)", "Cost (đ)"),
        Text("Tệp", "File"),
        Text("SHA-256", "SHA-256"),
        Text("Còn lại của lần trước", "Left from before"),
    )
    return Workbook(
        title=Text("Kết quả", "Results").to(language),
        headings=tuple(heading.to(language) for heading in headings),
        rows=(*(_book_row(result, language) for result in report.results), _sums(report, language)),
    )


def _book_row(result: JobResult, language: Language) -> tuple[Value, ...]:
    errors, warnings = _counts(result)
    open_ = [f for f in result.findings if f.accepted is None and f.severity is not Severity.NOTE]
    where = "\n".join(_place(finding, language) for finding in open_[:_LISTED])
    figures = result.figures
    counted: tuple[Value, ...] = ("", "", "", "", "")
    if figures is not None:
        cost: Value = "" if figures.cost is None else figures.cost
        counted = (figures.editions, figures.tags, figures.plates, figures.load, cost)
    file, digest = next(iter(result.files.items()), ("", ""))
    left = ", ".join(result.left)
    texts = (visible(result.name), _state(result).to(language)), (visible(file), digest, visible(left))
    return (*texts[0], errors, warnings, where, *counted, *texts[1])


def _place(finding: Finding, language: Language) -> str:
    where = f"{finding.where.description.to(language)}: " if finding.where is not None else ""
    return visible(f"{where}{sentence(finding.message, language)}")


def _sums(report: BatchReport, language: Language) -> tuple[Value, ...]:
    figures = [each.figures for each in report.results if each.figures is not None]
    counts = [_counts(each) for each in report.results]
    costs = [each.cost for each in figures]
    ready = sum(each.ok for each in report.results)
    return (
        Text("Cộng", "Sum").to(language),
        f"{ready}/{len(report.results)}",
        sum(errors for errors, _ in counts),
        sum(warnings for _, warnings in counts),
        "",
        sum(each.editions for each in figures),
        sum(each.tags for each in figures),
        sum(each.plates for each in figures),
        sum(each.load for each in figures),
        sum(cost for cost in costs if cost is not None) if figures and None not in costs else "",
        "",
        "",
        "",
    )
