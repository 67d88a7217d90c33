"""What a batch remembers of each job that went well, and whether that still holds.

A job is kept where everything that it was made from is what it was, byte for byte, and everything that was made
lies there as it was written: by what files hold, not by their dates. What it was made from is whatever its run
asked of the disk, also in vain: a template that has come beside it since would be another. On another day it is
judged again. A record is read strictly: one that is not of its form is none, and its job is done again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from keytag import __version__
from keytag.commands.batch.jobs import RECORDS, BatchJob
from keytag.commands.batch.province import JobFigures
from keytag.commands.batch.work import BatchTask, BatchWish, JobResult, lay_out_files
from keytag.errors import KeytagError
from keytag.files import font_files, library, reader
from keytag.files.writer import write_files
from keytag.findings import Finding, Severity, TableCell, Where
from keytag.handoff.manifest import is_safe_name
from keytag.steps.check_editions import judge_today
from keytag.steps.job_setup import load_setup
from keytag.steps.plate_plan import Terms
from keytag.text.text import Text

# House rule: version of the record's own form.
_FORM = 1
# House rule: the record of a package of 500 editions has less than a megabyte.
_MAX_BYTES = 20_000_000


class JobRecord(Struct, frozen=True):
    """What came of a job, and by what it is known again: ``key`` is of what was asked for, ``day`` when."""

    key: str
    day: date
    today: date | None
    """The clock's own day, by whose rules it passed as well."""
    inputs: Mapping[str, str | None]
    result: JobResult


def key_of(job: BatchJob, wish: BatchWish) -> str:
    """Return what changes with keytag, its data, what is asked for, and the row of a table; not with the clock."""
    order = wish.order if wish.is_dated else replace(wish.order, date=date.min)
    order = replace(order, today=None)
    signed = sha256((wish.key[0] or "").encode()).hexdigest()
    language = wish.language if wish.command == "proof" else ""
    sheets = (wish.every_sheet, wish.per_file)
    asked = (wish.command, order, language, wish.formats, sheets, wish.is_dated, signed)
    files = sorted((name, sha256(data).hexdigest()) for name, data in job.files.items())
    return sha256(repr((_FORM, __version__, _own_data(), asked, job.name, files)).encode()).hexdigest()


@cache
def _own_data() -> str:
    """Return the digest of keytag's own documents, tables and fonts."""
    digest = sha256(library.places_bytes())
    folder = library.builtin_folder(library.ResourceKind.SHOPS).parent
    for name, data in reader.read_tree(folder, 1000, 100_000_000).items():
        digest.update(f"{name} {sha256(data).hexdigest()}".encode())
    for font in font_files.all_font_files():
        digest.update(reader.read_bytes(font.path))
    return digest.hexdigest()


def kept_result(job: BatchJob, wish: BatchWish, out: Path) -> JobResult | None:
    """Return what an earlier run came to where all of it still holds, else None."""
    record = read_job_record(job, out)
    if record is None or record.key != key_of(job, wish):
        return None
    folder = Path(job.path).parent
    for name, digest in record.inputs.items():
        path = folder / name[2:] if name.startswith("./") else Path(name)
        # The files that a row's job brings along are part of its key.
        if not (job.files and name.startswith("./")) and reader.file_digest(path) != digest:
            return None
    for name, made in record.result.made.items():
        if reader.file_digest(out / job.name / name) != made:
            return None
    if record.today != wish.order.today and not _holds_today(job, wish, record.day):
        return None
    return replace(record.result, is_kept=True)


def _holds_today(job: BatchJob, wish: BatchWish, day: date) -> bool:
    """Tell whether the rules of today find nothing in a job that was made on another ``day``."""
    try:
        with (
            reader.read_once(),
            lay_out_files(BatchTask(job.name, job.path, wish, "", job.files, job.origins)) as (
                path,
                asked,
            ),
        ):
            setup, _ = load_setup(path, asked.order.shop, asked.order.profile, asked.order.rules)
            now = judge_today(setup, day, wish.order.today)
    except KeytagError:
        return False
    return now is None or not now.findings


def write_job_record(job: BatchJob, wish: BatchWish, out: Path, result: JobResult) -> None:
    """Remember what came of a job that went well. Raises CannotWriteError where that cannot be written."""
    content = {
        "form": _FORM,
        "key": key_of(job, wish),
        "day": wish.order.date.isoformat(),
        "today": wish.order.today.isoformat() if wish.order.today is not None else None,
        "inputs": dict(result.inputs),
        "made": dict(result.made),
        "files": list(result.files),
        "findings": [_finding_object(finding) for finding in result.findings],
        "figures": _figures_object(result.figures) if result.figures is not None else None,
        "seconds": result.seconds,
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    write_files(out / RECORDS, {_file(job.name): text.encode("utf-8", "surrogatepass")})


def left_over(job: BatchJob, out: Path, made: Mapping[str, str]) -> tuple[str, ...]:
    """Return the files of an earlier run for a job that lie there still, and that this run did not make."""
    record = read_job_record(job, out)
    names = record.result.files if record is not None else ()
    return tuple(name for name in names if name not in made and reader.is_file(out / job.name / name))


def unchanged_leftovers(job: BatchJob, out: Path, made: Mapping[str, str]) -> tuple[str, ...]:
    """Return of the same files those in which nobody has changed a byte."""
    record = read_job_record(job, out)
    before = record.result.made if record is not None else {}
    return tuple(
        name
        for name, digest in before.items()
        if name not in made and reader.file_digest(out / job.name / name) == digest
    )


def read_job_record(job: BatchJob, out: Path) -> JobRecord | None:
    """Return what is remembered of a job; None where that is nothing, or nothing that can be read."""
    path = out / RECORDS / _file(job.name)
    if not reader.is_file(path):
        return None
    try:
        said = json.loads(reader.read_bytes(path, _MAX_BYTES + 1))
        return _record_of(job.name, said)
    except (KeytagError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _file(name: str) -> str:
    """Return the name of a job's record: its own is a path, and may be long."""
    return f"{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"


def _record_of(name: str, said: dict[str, Any]) -> JobRecord:
    made = {str(file): str(digest) for file, digest in said["made"].items()}
    if said["form"] != _FORM or not all(map(is_safe_name, made)):
        raise ValueError(name)
    figures = said["figures"]
    result = JobResult(
        name,
        ok=True,
        findings=tuple(map(_finding, said["findings"])),
        files={file: made[file] for file in said["files"]},
        made=made,
        figures=_figures(figures) if figures is not None else None,
        seconds=float(said["seconds"]),
    )
    inputs = {str(file): None if digest is None else str(digest) for file, digest in said["inputs"].items()}
    today = date.fromisoformat(said["today"]) if said["today"] is not None else None
    return JobRecord(str(said["key"]), date.fromisoformat(said["day"]), today, inputs, result)


def _figures_object(figures: JobFigures) -> dict[str, Any]:
    fields = {name: getattr(figures, name) for name in figures.__struct_fields__}
    terms = {name: getattr(figures.terms, name) for name in figures.terms.__struct_fields__}
    return {**fields, "wanted": list(figures.wanted), "terms": terms}


def _figures(said: dict[str, Any]) -> JobFigures:
    return JobFigures(**{**said, "wanted": tuple(map(int, said["wanted"])), "terms": Terms(**said["terms"])})


def _finding_object(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": [finding.message.vi, finding.message.en],
        "hint": [finding.hint.vi, finding.hint.en],
        "where": _where_object(finding.where),
        "accepted": finding.accepted,
        "also": [_where_object(where) for where in finding.also],
    }


def _where_object(where: Where | None) -> dict[str, Any] | None:
    if where is None:
        return None
    cell = where.cell
    place = None if cell is None else [cell.row, cell.column, cell.sheet, cell.header, cell.text]
    return {"file": where.file, "line": where.line, "column": where.column, "cell": place}


def _finding(said: dict[str, Any]) -> Finding:
    return Finding(
        str(said["rule"]),
        Severity(said["severity"]),
        Text(*map(str, said["message"])),
        Text(*map(str, said["hint"])),
        _where(said["where"]),
        accepted=said["accepted"],
        also=tuple(where for each in said["also"] if (where := _where(each)) is not None),
    )


def _where(said: dict[str, Any] | None) -> Where | None:
    if said is None:
        return None
    cell = TableCell(*said["cell"]) if said["cell"] is not None else None
    return Where(str(said["file"]), said["line"], said["column"], cell)
