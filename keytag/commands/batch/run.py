"""The command `batch`: keep what still holds, have the rest done, remember each job as it comes back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.commands.batch.jobs import RECORDS, BatchJob, JobsFound
from keytag.commands.batch.province import Together, plan_together
from keytag.commands.batch.records import (
    kept_result,
    left_over,
    unchanged_leftovers,
    write_job_record,
)
from keytag.commands.batch.work import BatchTask, BatchWish, JobResult
from keytag.commands.batch.workers import Crew, do_jobs
from keytag.documents.approval import read_approval
from keytag.documents.layout import is_layout_file
from keytag.documents.tables.write import Workbook, write_xlsx
from keytag.errors import CannotWriteError, KeytagError, error_findings
from keytag.files import library, reader
from keytag.files.writer import refuse_occupied, write_alone, write_files
from keytag.findings import has_errors
from keytag.handoff.leaflet_files import leaflet_documents
from keytag.handoff.manifest import is_safe_name
from keytag.steps.job_setup import load_setup
from keytag.steps.order import Order
from keytag.steps.press import press_and_way
from keytag.text.text import Text

RESULTS, WORKBOOK = "batch.json", "batch.xlsx"
"""What came of a batch, for programs and for people."""
# What a second batch into the same folder waits for.
_LOCK = "lock"


class BatchWatcher(Struct, frozen=True):
    """Is told of a batch as it goes on: that a job goes out, and what came of one."""

    begin: Callable[[str], None]
    finish: Callable[[JobResult], None]


class BatchReport(Struct, frozen=True):
    """What came of a batch: of each job in order, and what those that went well take together on the press."""

    results: tuple[JobResult, ...]
    found: JobsFound
    together: tuple[Together, ...]

    @property
    def ok(self) -> bool:
        """Whether every job went well."""
        return all(result.ok for result in self.results)


def batch(
    found: JobsFound, wish: BatchWish, out: Path, crew: Crew, watcher: BatchWatcher, *, is_near: bool = True
) -> BatchReport:
    """Do every job of ``found`` by a ``crew``, each into a folder of its own in ``out``; keep what still holds.

    Those who work ``is_near`` read and write where the files lie; others get the bytes and give bytes back.

    Raises CannotWriteError where another batch writes into ``out``, and MachineError as `do_jobs` does.
    """
    refuse_occupied(out)
    results: dict[str, JobResult] = {}
    jobs = {job.name: job for job in found.jobs}

    def finish(result: JobResult) -> None:
        results[result.name] = result
        watcher.finish(result)

    def tasks() -> Iterator[BatchTask]:
        """Yield what is to be done; what is settled without is told at once."""
        for job in found.jobs:
            settled = _settled(job, wish, out)
            if settled is None:
                try:
                    yield _task(job, wish, out) if is_near else _shipped(job, wish)
                except KeytagError as error:
                    settled = JobResult(job.name, ok=False, findings=error_findings(error))
            if settled is not None:
                finish(settled)

    with write_alone(out / RECORDS, _LOCK), closing(do_jobs(tasks(), crew, watcher.begin)) as done:
        for result in done:
            finish(_landed(jobs[result.name], wish, out, result))
    ordered = tuple(results[job.name] for job in found.jobs)
    figures = (each.figures for each in ordered if each.ok and each.figures is not None)
    return BatchReport(ordered, found, plan_together(figures))


def write_results(out: Path, text: str, book: Workbook, day: date) -> tuple[Path, ...]:
    """Write what came of a batch into ``out``: for programs, and as a workbook. Raises CannotWriteError."""
    return write_files(out, {RESULTS: text.encode("utf-8", "backslashreplace"), WORKBOOK: write_xlsx(book, day)})


def _settled(job: BatchJob, wish: BatchWish, out: Path) -> JobResult | None:
    """Return what is known of a job without doing it: what is kept, or that its row is wrong; else None."""
    if has_errors(job.findings):
        return JobResult(job.name, ok=False, findings=job.findings)
    return kept_result(job, wish, out)


def _task(job: BatchJob, wish: BatchWish, out: Path) -> BatchTask:
    return BatchTask(job.name, job.path, wish, str(out / job.name), job.files, job.origins)


def _landed(job: BatchJob, wish: BatchWish, out: Path, result: JobResult) -> JobResult:
    """Return ``result`` with its files where they belong, and remembered; the bytes themselves are let go."""
    try:
        if result.data:
            # A package of old may be at the shop; all else is the command's own to replace.
            stale = () if wish.command == "handoff" else unchanged_leftovers(job, out, result.made)
            _write_back(out / job.name, result.data, stale)
        left = left_over(job, out, result.made)
        if result.ok:
            write_job_record(job, wish, out, result)
    except KeytagError as error:
        return replace(result, ok=False, findings=(*result.findings, *error_findings(error)), files={}, data={})
    return replace(result, data={}, left=left)


def _write_back(folder: Path, data: Mapping[str, bytes], stale: tuple[str, ...]) -> None:
    """Write what came back from another machine, in place of what is ``stale``.

    Raises CannotWriteError for names that lead elsewhere.
    """
    odd = next((name for name in data if not is_safe_name(name)), None)
    if odd is not None:
        shown = reader.shorten_name(odd)
        raise CannotWriteError(Text(f"Tên tệp không dùng được: {shown}", f"No name for a file: {shown}"))
    write_files(folder, data, stale)


def _shipped(job: BatchJob, wish: BatchWish) -> BatchTask:
    """Return the task of a job that is done elsewhere: with the bytes of all that it names, and of what was asked.

    Raises KeytagError where it names what is not there: then nobody need be asked.
    """
    files, origins = dict(job.files), dict(job.origins)
    name = job.path
    if not job.files:
        path = Path(job.path)
        files, name = _named_files(path, wish.order), path.name
        origins = {each: str(path.parent / each) for each in files}
    beside = Path(job.path) if not job.files else None

    def bring(kind: library.ResourceKind, asked: str | None) -> str | None:
        """Return the name under which what was asked for is found there: keytag's own, or one that is brought."""
        source = library.find(kind, asked, beside, asked=True) if asked is not None else None
        if source is None or source.parent == library.builtin_folder(kind):
            return asked
        brought = f"asked/{kind}{source.suffix}"
        files[brought] = reader.read_bytes(source)
        origins[brought] = os.path.abspath(source)  # noqa: PTH100 - links stay links
        return brought

    layout = wish.order.layout
    order = replace(
        wish.order,
        shop=bring(library.ResourceKind.SHOPS, wish.order.shop),
        profile=bring(library.ResourceKind.PROFILES, wish.order.profile),
        layout=bring(library.ResourceKind.LAYOUTS, layout) if layout and is_layout_file(layout) else layout,
    )
    return BatchTask(job.name, name, replace(wish, order=order), None, files, origins)


def _named_files(path: Path, order: Order) -> dict[str, bytes]:
    """Return everything in the folder of the job at ``path`` that it, or a run of it, reads."""
    folder = Path(os.path.abspath(path.parent))  # noqa: PTH100 - links stay links
    with reader.read_once():
        setup, _ = load_setup(path, order.shop, order.profile, order.rules)
        press_and_way(setup, order.layout, order.backing)
        read_approval(path)
        leaflet_documents(setup)
        asked = reader.asked_files()
        inside = (each for each, digest in asked.items() if digest is not None and each.is_relative_to(folder))
        return {each.relative_to(folder).as_posix(): reader.read_bytes(each) for each in inside}
