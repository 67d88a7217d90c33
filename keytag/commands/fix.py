"""What `check --fix` writes: the values of a job that can be mended without a guess, each in its place.

Which value is the right one is said by the finding itself (``becomes``). What would be a guess stays as it is. A
table is mended in a copy (`keytag.commands.mend_table`); where a slip of typing keeps the job from being read at
all nothing is written, and the refusal shows the right line (`keytag.documents.yaml.typing_slips`).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from keytag.checks.content import JobSubject, vet
from keytag.documents.job.file import job_of, tables_beside
from keytag.documents.yaml import MAX_BYTES
from keytag.documents.yaml.rules import INVISIBLE_CHARACTER
from keytag.documents.yaml.write import value_paths, value_texts, without_invisible, write_values
from keytag.errors import CannotWriteError, InvalidDocumentError, UsageError
from keytag.files import allowed_paths, library, reader
from keytag.files.writer import write_files
from keytag.findings import Finding, Where
from keytag.steps.report import MendedValue
from keytag.text.text import Text

# House rule: quotation marks, then http, then tracking, then a slash at the end; a value needs no more rounds.
_ROUNDS = 6


def fix_job(path: Path, day: date) -> tuple[MendedValue, ...]:
    """Write into the job at ``path`` what its findings can mend without a guess; return what was changed.

    Values change, nothing else: comments, order and line ends stay. The file is replaced only where the result,
    read again, says the same but for those values.

    Raises UsageError for a job that comes with keytag, InvalidDocumentError for one that is no YAML, and
    CannotWriteError.
    """
    if allowed_paths.is_inside(library.builtin_folder(library.ResourceKind.CONFIGS), path):
        raise UsageError(_SAMPLE, _OWN)
    found = reader.read_bytes(path, MAX_BYTES)
    data, hidden = _with_all_shown(found, path, day)
    done: dict[str, MendedValue] = {}
    for _ in range(_ROUNDS):
        places = value_paths(data, str(path))
        mends = {
            places[mark]: each for each in reversed(_findings(data, path, day)) if (mark := _mark(each)) in places
        }
        values = {at: each.becomes for at, each in mends.items() if each.becomes is not None}
        result, written = write_values(data, str(path), values)
        if result == data:
            break
        was = value_texts(data, str(path))
        for at in written:
            first = (
                done[at]
                if at in done
                else MendedValue(mends[at].where or Where(str(path)), was[at], "", mends[at].rule)
            )
            done[at] = replace(first, becomes=values[at])
        data = result
    if data != found:
        reader.forget(path)
        if reader.read_bytes(path, MAX_BYTES) != found:
            raise CannotWriteError(_CHANGED, _AGAIN)
        target = path.resolve()
        write_files(target.parent, {target.name: data})
        reader.forget(path)
    return tuple(
        sorted((*hidden, *done.values()), key=lambda each: (each.where.line or 0, each.where.column or 0))
    )


def _with_all_shown(data: bytes, path: Path, day: date) -> tuple[bytes, tuple[MendedValue, ...]]:
    """Return a job without its invisible characters where it is refused for these, and where they stood."""
    told = [each for each in _findings(data, path, day) if each.rule == INVISIBLE_CHARACTER.name and each.where]
    if not told:
        return data, ()
    hidden = tuple(MendedValue(each.where or Where(str(path)), "…", "", each.rule) for each in told)
    return without_invisible(data), hidden


def _findings(data: bytes, path: Path, day: date) -> tuple[Finding, ...]:
    """Return what is wrong with the words of a job, as far as it can be read."""
    try:
        file = job_of(data, path, tables_beside(path))
    except InvalidDocumentError as error:
        return error.findings
    found = vet(JobSubject(file.job, file.editions, file.job.as_of or day, day, places=file.places))
    return tuple(each if each.where else replace(each, where=file.positions.where(each.node)) for each in found)


def _mark(finding: Finding) -> tuple[int, int] | None:
    """Return where the value stands that ``finding`` can mend, or None where it is not in the job itself."""
    where = finding.where
    if finding.becomes is None or where is None or where.cell is not None or not (where.line and where.column):
        return None
    return where.line, where.column


_SAMPLE = Text("Ví dụ có sẵn của keytag thì không sửa được.", "A sample job of keytag's own is not changed.")
_OWN = Text("Tạo tệp của đơn vị bằng: keytag init", "Make one of your own with: keytag init")
_CHANGED = Text(
    "Tệp vừa được chương trình khác lưu trong lúc sửa; keytag không ghi đè.",
    "The file was saved by another program meanwhile; keytag wrote nothing.",
)
_AGAIN = Text("Đóng trình soạn thảo rồi chạy lại.", "Close the editor and run it again.")
