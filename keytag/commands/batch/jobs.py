"""Which jobs there are: those of a folder and of the folders in it, or one for each row of a table.

A batch goes over its own results, and over those of others, without taking the jobs in them for new ones: packages
hold copies of their jobs. Links to folders are not followed, so none is met twice, and no ring has no end.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.job.file import tables_beside
from keytag.documents.job.roster import TableFile, names_a_table
from keytag.documents.job.roster.fill import part_table
from keytag.documents.tables import MAX_TABLE_BYTES
from keytag.documents.tables.write import write_copy
from keytag.documents.yaml import MAX_BYTES
from keytag.documents.yaml.nodes import MapNode, Positions
from keytag.documents.yaml.parse import parse_yaml
from keytag.documents.yaml.source import decode_document
from keytag.errors import InvalidDocumentError, MissingResourceError, UsageError
from keytag.files import library, reader
from keytag.files.reader import shorten_name
from keytag.findings import Finding, Severity, each_place, has_errors
from keytag.text.text import Text

RECORDS = ".batch"
"""The folder in a batch's results in which it remembers what it has done."""
# A package's folder for the job it was made from, and what tells it.
_PACKED = ("job", "record.json")
# House rule: Viet Nam has 3,321 wards and communes; a table of every hamlet of a province is as long again.
MOST_ROWS = 10_000


class BatchJob(Struct, frozen=True):
    """A job to be done: what it is called in the results, where it lies or comes from.

    One made of a table's row is in ``files``, by the names by which it finds them, and ``origins`` say where they
    come from; ``findings`` are what is known of its row before.
    """

    name: str
    path: str
    files: Mapping[str, bytes] = {}
    origins: Mapping[str, str] = {}
    findings: tuple[Finding, ...] = ()


class PassedOver(Struct, frozen=True):
    """What lies in a folder and is not done, and why."""

    path: str
    why: Text


class JobsFound(Struct, frozen=True):
    """The jobs of a batch, what was passed over, what is to be said of the table they come from."""

    jobs: tuple[BatchJob, ...]
    passed: tuple[PassedOver, ...] = ()
    notes: tuple[Finding, ...] = ()


def jobs_in_folder(folder: Path, out: Path) -> JobsFound:
    """Return the jobs that lie in ``folder`` and the folders in it, whose results will lie in ``out``.

    Raises:
        UsageError: ``out`` is the folder itself, or this is a package, or the results of a batch.
        MissingResourceError: no job lies there.
    """
    if os.path.realpath(folder) == os.path.realpath(out):
        raise UsageError(
            Text("Thư mục kết quả trùng với thư mục tệp đặt in.", "The results would lie among the jobs."),
            Text("Chọn thư mục khác, ví dụ --out ket-qua", "Choose another folder, like --out results"),
        )
    why = _why_not(folder) if not folder.is_symlink() else None
    if why is not None:
        shown = shorten_name(str(folder))
        raise UsageError(
            Text(f"{shown}: đây là {why.vi}.", f"{shown}: this is {why.en}."),
            Text("Ghi thư mục có các tệp đặt in gốc.", "Name the folder in which the jobs themselves lie."),
        )
    found: list[Path] = []
    passed: list[PassedOver] = []
    for here in _folders(folder, out, passed):
        jobs = library.job_files(here)
        found += jobs
        passed += _no_jobs(here, frozenset(jobs))
    if not found:
        shown = shorten_name(str(folder))
        raise MissingResourceError(
            Text(f"Thư mục {shown} không có tệp đặt in nào.", f"No job lies in {shown}."),
            Text("Tạo một tệp bằng: keytag init ward.yaml", "Make one with: keytag init ward.yaml"),
        )
    names = _names([path.relative_to(folder) for path in found])
    jobs_there = tuple(BatchJob(name, str(path)) for name, path in zip(names, found, strict=True))
    return JobsFound(jobs_there, tuple(passed))


def _folders(folder: Path, out: Path, passed: list[PassedOver]) -> Iterator[Path]:
    """Yield ``folder`` and those in it in which jobs are looked for; of the others say why not."""
    results = os.path.realpath(out)
    for above, folders, _ in os.walk(folder):
        yield Path(above)
        kept = []
        for name in sorted(folders):
            path = Path(above, name)
            if name.startswith(".") or os.path.realpath(path) == results:
                continue
            why = _why_not(path)
            if why is None:
                kept.append(name)
            else:
                passed.append(PassedOver(str(path), why))
        folders[:] = kept


def _why_not(folder: Path) -> Text | None:
    if folder.is_symlink():
        return Text("lối tắt tới thư mục khác", "a link to a folder")
    if reader.is_file(folder.joinpath(*_PACKED)):
        return Text("gói gửi nhà in", "a package for the shop")
    if reader.is_folder(folder / RECORDS):
        return Text("kết quả của một lần chạy batch", "the results of a batch")
    return None


# Documents that lie beside jobs and are none, by the first word of their own.
_OTHERS = ("approval:", "lock:", "leaflet:", "template:", "sheet:", "file:")


def _no_jobs(folder: Path, jobs: frozenset[Path]) -> Iterator[PassedOver]:
    """Yield the files of ``folder`` that somebody may take for jobs and that are none."""
    for path in library.text_files_of_jobs(folder):
        if path not in jobs:
            yield PassedOver(str(path), Text("tên kết thúc bằng .txt", "its name ends in .txt"))
    for path in library.yaml_files(folder):
        if path in jobs or library.document_kind_at(path) is not None:
            continue
        head = reader.read_head(path, 4096).decode("utf-8", "replace").splitlines()
        if not any(line.startswith(_OTHERS) for line in head):
            yield PassedOver(str(path), Text("không có dòng keytag: 1", "it has no line keytag: 1"))


def _names(paths: Sequence[Path]) -> list[str]:
    """Return what each job's results are called: its path without ending, in full where two would meet.

    Names that differ in capitals alone are one folder on Windows and on Macs, as are letters and their marks.
    """
    names = [(path.parent / library.job_name(path)).as_posix() for path in paths]
    above = {_as_folder(str(parent)) for name in names for parent in Path(name).parents}
    often = Counter(map(_as_folder, names))
    whole = [
        path.as_posix() if often[_as_folder(name)] > 1 or _as_folder(name) in above else name
        for name, path in zip(names, paths, strict=True)
    ]
    taken: dict[str, int] = defaultdict(int)
    unique = []
    for name in whole:
        key = _as_folder(name)
        taken[key] += 1
        unique.append(name if taken[key] == 1 else f"{name}-{taken[key]}")
    return unique


def _as_folder(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def jobs_of_table(table: Path, pattern: Path) -> JobsFound:
    """Return a job for each row of ``table``: the job at ``pattern`` with that row as its only edition.

    A row that is wrong has its findings, each once and at its own cell; what is wrong with the whole table stops.

    Raises:
        UsageError: the pattern has editions of its own, or those of another table.
        InvalidDocumentError: the pattern or the table cannot be read.
        MissingResourceError: one of them is not there.
    """
    data = reader.read_bytes(pattern, MAX_BYTES)
    text = _with_table(data, pattern, table)
    positions = Positions(str(pattern), parse_yaml(decode_document(text, str(pattern)), str(pattern)))
    if not isinstance(positions.root, MapNode):
        raise _no_pattern(pattern)
    beside = tables_beside(pattern)

    def read(name: str) -> TableFile:
        if name == table.name:
            return TableFile(name, str(table), reader.read_bytes(table, MAX_TABLE_BYTES))
        return beside(name)

    rows, findings, _ = part_table(positions.root, positions, read, MOST_ROWS)
    own = {row.row: list[Finding]() for row in rows}
    whole: list[Finding] = []
    for finding in (replace(each, also=()) for each in each_place(findings)):
        first = _row_of(finding, str(table), tuple(own))
        (own[first] if first is not None and finding.severity is Severity.ERROR else whole).append(finding)
    if has_errors(whole):
        message = Text("Không dùng được bảng này.", "The table cannot be used.")
        raise InvalidDocumentError(message, tuple(whole))
    named = _files_beside(pattern, text)
    jobs = []
    ids = [_free_name(row.id or str(row.row), named) for row in rows]
    for row, name in zip(rows, _names([Path(f"{each}.yaml") for each in ids]), strict=True):
        files = {**named, f"{name}.yaml": text, table.name: write_copy(row.cells)}
        origins = {**{each: str(pattern.parent / each) for each in named}, table.name: str(table)}
        origins[f"{name}.yaml"] = str(pattern)
        jobs.append(BatchJob(name, f"{name}.yaml", files, origins, tuple(own[row.row])))
    return JobsFound(tuple(jobs), (), tuple(whole))


def _free_name(name: str, taken: Mapping[str, bytes]) -> str:
    """Return ``name``, or one made of it, whose file is none of those that the pattern may name."""
    return name if f"{name}.yaml" not in taken else f"{name}-job"


def _row_of(finding: Finding, table: str, firsts: tuple[int, ...]) -> int | None:
    """Return the first row of the place that a finding is about; None where it is about the whole table."""
    where = finding.where
    if where is None or where.cell is None or where.file != table:
        return None
    return max((row for row in firsts if row <= where.cell.row), default=None)


def _with_table(data: bytes, pattern: Path, table: Path) -> bytes:
    """Return the pattern's bytes, with a line that names ``table`` where it has none.

    Raises UsageError where it has editions of its own, or names another table.
    """
    root = parse_yaml(decode_document(data, str(pattern)), str(pattern))
    if not isinstance(root, MapNode):
        raise _no_pattern(pattern)
    if "editions" not in root.entries:
        return data.rstrip() + f"\neditions: {{from: {json.dumps(table.name, ensure_ascii=False)}}}\n".encode()
    if not names_a_table(root):
        raise UsageError(
            Text(
                f"{pattern.name} đã có mẫu riêng (editions): không dùng làm tệp mẫu cho bảng được.",
                f"{pattern.name} has editions of its own: it is no pattern for the rows of a table.",
            ),
            Text("Bỏ mục editions trong tệp ấy.", "Remove editions from it."),
        )
    source = root.entries["editions"][1]
    named = getattr(source.entries["from"][1], "text", "") if isinstance(source, MapNode) else ""
    if named != table.name:
        raise UsageError(
            Text(
                f"{pattern.name} lấy các mẫu từ {shorten_name(named)}, không phải {table.name}.",
                f"{pattern.name} takes its editions from {shorten_name(named)}, not from {table.name}.",
            ),
            Text("Dùng đúng bảng ấy, hoặc sửa from.", "Use that table, or change from."),
        )
    return data


def _no_pattern(pattern: Path) -> UsageError:
    return UsageError(
        Text(f"{pattern.name} không phải là tệp đặt in.", f"{pattern.name} is no job."),
        Text("Tạo một tệp bằng: keytag init ward.yaml", "Make one with: keytag init ward.yaml"),
    )


# House rules: what a pattern names is little and lies beside it; drawings and profiles have some MB.
_MOST_BESIDE, _MOST_BYTES = 300, 10_000_000
_NAMED, _TABLES = (".yaml", ".yml", ".svg", ".icc"), (".csv", ".xlsx")


def _files_beside(pattern: Path, data: bytes) -> dict[str, bytes]:
    """Return what lies beside the pattern that says ``data`` and may be named by it or by a row.

    Documents, drawings and profiles, of the tables those that it names. Raises UsageError where that is more than
    any job names.
    """
    files: dict[str, bytes] = {}
    for folder in (pattern.parent, *(path for path in reader.folders(pattern.parent) if _why_not(path) is None)):
        for path in sorted(folder.iterdir()):
            is_named = path.suffix.lower() in _NAMED or (
                path.suffix.lower() in _TABLES and path.name.encode() in data
            )
            if path == pattern or not is_named or not reader.is_file(path):
                continue
            if library.document_kind_at(path) is not library.ResourceKind.CONFIGS:
                files[path.relative_to(pattern.parent).as_posix()] = reader.read_bytes(path)
    if len(files) > _MOST_BESIDE or sum(map(len, files.values())) > _MOST_BYTES:
        raise UsageError(
            Text(
                f"Bên cạnh {pattern.name} có quá nhiều tệp: {len(files)}.",
                f"Too much lies beside {pattern.name}: {len(files)} files.",
            ),
            Text(
                "Chuyển tệp mẫu và các tệp nó dùng sang một thư mục riêng.",
                "Put the pattern and what it names into a folder of their own.",
            ),
        )
    return files
