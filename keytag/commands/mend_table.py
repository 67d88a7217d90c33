"""What `editions --mend` writes: a job's table of editions again, mended by machine. The original is only read.

It goes cell by cell, through what the table's own program did to it (a dropped 0, merged cells), and may guess
where it says so. Values of the job itself are mended in their places, without a guess: `keytag.commands.fix`.
"""

from __future__ import annotations

import os
from datetime import date
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.job.file import find_named_table
from keytag.documents.tables.mend import Repair
from keytag.documents.yaml.refusal import invalid_document
from keytag.errors import CannotWriteError, UsageError
from keytag.files.writer import write_files
from keytag.steps.report import WrittenFile
from keytag.text.text import Language, Text


class Mending(Struct, frozen=True):
    """What was mended: of which table, into which file, if there was anything, and what the copy lacks."""

    table: str
    line: str
    """The line of the job that names the copy."""
    written: WrittenFile | None
    repairs: tuple[Repair, ...]
    lost: tuple[Text, ...] = ()


def mend_table(path: Path, out: Path, day: date, language: Language) -> Mending:
    """Write the table that the job at ``path`` names to ``out``, its cells mended and coloured.

    Raises:
        UsageError: the job names no table, or ``out`` is no workbook's name.
        CannotWriteError: something has the name of ``out`` already, the table itself perhaps.
        InvalidDocumentError: the table cannot be read, or nobody can tell its columns.
    """
    _refuse_name(out)
    said, file = find_named_table(path)
    from keytag.documents.job.roster.mending import repairs_of  # noqa: PLC0415 - only tables pay for it
    from keytag.documents.tables.mend import write_mended  # noqa: PLC0415 - the same

    columns, repairs, computed = repairs_of(file, said)
    if not columns.are_clear:
        raise invalid_document(file.path, (finding for _, finding in columns.findings))
    if not repairs:
        return Mending(file.name, said.named.line(), None, ())
    made = write_mended(file.data, file.path, repairs, computed, language, day)
    (at,) = write_files(out.parent, {out.name: made.data})
    return Mending(
        file.name,
        replace(said.named, name=out.name).line(),
        WrittenFile(at, "table", None, sha256(made.data).hexdigest()),
        made.repairs,
        made.lost,
    )


def _refuse_name(out: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise UsageError(
            Text(f"--mend {out}: tên tệp cần kết thúc bằng .xlsx.", f"--mend {out}: the name must end in .xlsx."),
            Text("Ví dụ: --mend danh-sach-da-sua.xlsx", "Example: --mend communes-mended.xlsx"),
        )
    if os.path.lexists(out):
        raise CannotWriteError(
            Text(f"{out} đã có; keytag không ghi đè.", f"{out} exists; keytag does not overwrite."),
            Text("Chọn tên khác, hoặc xóa tệp cũ.", "Choose another name, or remove the old file."),
        )
