"""One job of a batch, done by whoever works: a process of this machine, or a worker of a cluster.

A task says all that it takes; what comes back is all that came of it. The job runs by the command's own function,
as it would alone, so that its files have the same bytes. Where the task brings the job's files along, they are
laid out for the time being, and what is said of them names them as they are called at home.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag import __version__
from keytag.commands.batch.province import JobFigures, figures_of
from keytag.errors import KeytagError, error_findings
from keytag.files import library, reader
from keytag.files.writer import temporary_files
from keytag.findings import Finding, Where, has_errors
from keytag.steps.order import Order
from keytag.steps.progress import no_progress, no_step
from keytag.steps.report import Report
from keytag.text.text import Language, Text

BatchCommand = Literal["handoff", "sheet", "render", "check", "proof"]
COMMANDS: tuple[BatchCommand, ...] = ("handoff", "sheet", "render", "check", "proof")
# A package has some hundred files and some MB; sheets that are all written may have a thousand times as much.
_MOST_FILES, _MOST_BYTES = 100_000, 4_000_000_000


class BatchWish(Struct, frozen=True):
    """What is to be done with each job: the command, and its options."""

    command: BatchCommand
    order: Order
    language: Language = "vi"
    formats: tuple[str, ...] = ()
    every_sheet: bool = False
    key: tuple[str | None, str] = (None, "")
    """A secret key's text and its password."""
    is_dated: bool = False
    """Whether the day of the files was asked for."""
    per_file: int | None = None
    """Of every sheet, how many at most are in a file."""


class BatchTask(Struct, frozen=True):
    """A job to be done, with everything that it takes.

    ``job`` is its path, or its name among the ``files`` that are brought along, as are a shop and a profile that
    were asked for; ``origins`` say what those are called at home. The results go to the folder ``out``; where that
    is None they come back.
    """

    name: str
    job: str
    wish: BatchWish
    out: str | None
    files: Mapping[str, bytes] = {}
    origins: Mapping[str, str] = {}
    version: str = __version__


class JobResult(Struct, frozen=True):
    """What came of a job: its findings, its files by their names in its folder, what it takes on the press."""

    name: str
    ok: bool
    findings: tuple[Finding, ...] = ()
    files: Mapping[str, str] = {}
    """What is told of, with the SHA-256 of each: the package and its manifest, the sheets …"""
    made: Mapping[str, str] = {}
    """Every file that was written."""
    inputs: Mapping[str, str | None] = {}
    """Everything that was asked of the disk, None where nothing was there."""
    data: Mapping[str, bytes] = {}
    """The files themselves, where they come back."""
    figures: JobFigures | None = None
    seconds: float = 0.0
    is_kept: bool = False
    left: tuple[str, ...] = ()
    """Files of an earlier run that lie there still and are none of this one's."""
    refused: Text | None = None
    """Why the worker did not even begin: then nobody else of its kind will."""


# What a run remembers is a process's own: a process has one job in hand, whatever threads a cluster gives it.
_ONE_AT_A_TIME = Lock()


def do_job(task: BatchTask) -> JobResult:
    """Do the job of ``task``. Whatever is wrong with it is a finding: one bad job stops no other."""
    if task.version != __version__:
        return JobResult(task.name, ok=False, refused=_other_version(task.version))
    began = monotonic()
    with _ONE_AT_A_TIME:
        # Collecting often costs a tenth of the time; once a job holds memory where it is.
        gc.disable()
        try:
            with reader.read_once(), lay_out_files(task) as (path, wish), _results(task) as out:
                result = _do(task, path, wish, out)
        finally:
            gc.enable()
            _collect()
    return replace(result, seconds=monotonic() - began)


def _collect() -> None:
    """Collect what the job has left; what is loaded since the first one stays, and is not gone through again."""
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()


def version_here() -> str:
    """Return the version of keytag by which this process works."""
    return __version__


def _other_version(asked: str) -> Text:
    import socket  # noqa: PLC0415 - to name the machine that cannot

    return Text(
        f"Máy {socket.gethostname()} có keytag {__version__}, lần chạy này cần {asked}.",
        f"The worker {socket.gethostname()} has keytag {__version__}; this batch needs {asked}.",
    )


@contextmanager
def lay_out_files(task: BatchTask) -> Iterator[tuple[Path, BatchWish]]:
    """Give the job's path, and what is wished of it: where its files were brought along, as they lie here."""
    if not task.files:
        yield Path(task.job), task.wish
        return
    order = task.wish.order
    with temporary_files(task.files) as folder:
        shop, profile = (
            str(folder / asked) if asked is not None and asked in task.files else asked
            for asked in (order.shop, order.profile)
        )
        yield folder / task.job, replace(task.wish, order=replace(order, shop=shop, profile=profile))


@contextmanager
def _results(task: BatchTask) -> Iterator[Path]:
    """Give the folder for the results: the job's own, or one for the time being."""
    with ExitStack() as held:
        yield Path(task.out) if task.out is not None else held.enter_context(temporary_files({}))


def _do(task: BatchTask, path: Path, wish: BatchWish, out: Path) -> JobResult:
    figures = None
    try:
        report = run_command(path, wish, out)
        figures = figures_of(path, wish.order, report.plan)
    except KeytagError as error:
        report, ok = Report(error_findings(error)), False
    except Exception as error:  # noqa: BLE001 - a bug that one job meets is told with it and stops no other
        report, ok = Report(error_findings(KeytagError(_bug(error)))), False
    else:
        ok = report.refusal is None and not has_errors(report.findings)
    inputs = _inputs(task, path, out)
    made = _made(report, out) if ok else {}
    names = _Homes(task, path.parent) if task.files else None
    return JobResult(
        task.name,
        ok=ok,
        findings=tuple(map(names.finding, report.findings)) if names is not None else report.findings,
        files={name: made[name] for name in _told_of(report, out) if name in made},
        made=made,
        inputs=inputs,
        data={name: reader.read_bytes(out / name, _MOST_BYTES) for name in made} if task.out is None else {},
        figures=figures,
    )


def _bug(error: Exception) -> Text:
    what = f"{type(error).__name__}: {error}"
    return Text(f"Đây là lỗi của keytag, hoặc của máy: {what}.", f"A bug in keytag, or the machine: {what}.")


def run_command(path: Path, wish: BatchWish, out: Path) -> Report:
    """Run the command of ``wish`` for the job at ``path``, as it would run alone, with its results in ``out``.

    Raises KeytagError as the command does.
    """
    order = wish.order
    if wish.command == "handoff":
        from keytag.commands.handoff import handoff  # noqa: PLC0415 - a worker loads what its jobs take

        return handoff(path, order, out, wish.key, no_step)
    if wish.command == "sheet":
        from keytag.commands.sheet import sheet  # noqa: PLC0415 - the same

        return sheet(path, order, out, no_progress, every_sheet=wish.every_sheet, per_file=wish.per_file)
    if wish.command == "render":
        from keytag.commands.render import render  # noqa: PLC0415 - the same

        return render(path, order, out, wish.formats, no_progress)
    if wish.command == "proof":
        from keytag.commands.proof import make_proof  # noqa: PLC0415 - the same

        return make_proof(path, order, out, wish.language, no_step)
    from keytag.commands.check import check  # noqa: PLC0415 - the same

    return check(path, order.date, no_progress, order.today)


def _made(report: Report, out: Path) -> dict[str, str]:
    """Return every file that a run wrote below ``out``, a folder's one by one, with its SHA-256."""
    made: dict[str, str] = {}
    for file in report.files:
        if file.kind == "folder":
            for name, data in reader.read_tree(file.path, _MOST_FILES, _MOST_BYTES).items():
                made[(file.path / name).relative_to(out).as_posix()] = sha256(data).hexdigest()
        else:
            made[file.path.relative_to(out).as_posix()] = file.sha256
    return made


def _told_of(report: Report, out: Path) -> Iterator[str]:
    """Yield the names of the files that a person is told of: of a folder its manifest, which names the others."""
    from keytag.handoff.manifest import MANIFEST  # noqa: PLC0415 - not needed before there are files

    for file in report.files:
        path = file.path / MANIFEST if file.kind == "folder" else file.path
        yield path.relative_to(out).as_posix()


def _inputs(task: BatchTask, path: Path, out: Path) -> dict[str, str | None]:
    """Return what the run asked of the disk, by names that hold wherever the job lies; keytag's own files aside.

    Those of its folder begin with ``./``; others are there as whole paths. Its own results are no input.
    """
    folder, results = Path(os.path.abspath(path.parent)), Path(os.path.abspath(out))  # noqa: PTH100 - links stay
    wished = {task.wish.order.shop, task.wish.order.profile} & set(task.files)
    own, found = _own_folders(), {}
    for asked, digest in reader.asked_files().items():
        if asked.is_relative_to(results) or any(asked.is_relative_to(each) for each in own):
            continue
        if asked.is_relative_to(folder):
            name = asked.relative_to(folder).as_posix()
            found[task.origins[name] if name in wished else f"./{name}"] = digest
        elif task.out is not None:
            found[str(asked)] = digest
    return found


def _own_folders() -> tuple[Path, ...]:
    """Return where keytag's own data and fonts lie: they go with its version."""
    from keytag.files.font_files import all_font_files  # noqa: PLC0415 - the same

    package = Path(__file__).parents[2]
    data = library.builtin_folder(library.ResourceKind.SHOPS).parent
    return (package, data, *dict.fromkeys(font.path.parent for font in all_font_files()))


class _Homes:
    """Calls files that were laid out for the time being by their names at home."""

    def __init__(self, task: BatchTask, folder: Path) -> None:
        self._folder = str(folder)
        laid = {str(folder / name): origin for name, origin in task.origins.items()}
        # The longest first: a folder's name is part of what lies in it.
        self._homes = dict(sorted(laid.items(), key=lambda pair: -len(pair[0])))

    def finding(self, finding: Finding) -> Finding:
        """Return ``finding`` with every file as it is called at home."""
        return replace(
            finding,
            message=self._text(finding.message),
            hint=self._text(finding.hint),
            where=self._where(finding.where) if finding.where is not None else None,
            also=tuple(map(self._where, finding.also)),
        )

    def _where(self, where: Where) -> Where:
        return replace(where, file=self._said(where.file))

    def _text(self, text: Text) -> Text:
        return Text(self._said(text.vi), self._said(text.en))

    def _said(self, text: str) -> str:
        for laid, home in self._homes.items():
            text = text.replace(laid, home)
        return text.replace(f"{self._folder}{os.sep}", "")
