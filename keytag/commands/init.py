"""The command `init`: write a first job that the reader accepts, and never over a file."""

from __future__ import annotations

import os
from pathlib import Path

from keytag.documents.job import Job, Starter, is_link, job_of, no_link, starter_table, starter_text
from keytag.documents.job.roster import TableFile
from keytag.documents.yaml import json_schema_text
from keytag.errors import CannotWriteError, UsageError
from keytag.files.writer import write_files
from keytag.text.text import Language, Text
from keytag.vietnam.phone import is_number

SCHEMA_FILE = ".keytag/job.schema.json"
_TABLE = "editions.csv"


def write_job(path: Path, starter: Starter, language: Language) -> tuple[Path, ...]:
    """Write ``starter`` to ``path``, and beside it the schema that editors complete from, in ``language``.

    Raises:
        CannotWriteError: something has that name already, or the folder cannot be written.
        UsageError: a number or the address is none, or the name does not end in .yaml.
        InvalidDocumentError: a text is too long to be a job's.
    """
    refuse_existing(path)
    for label, number in starter.numbers:
        if not is_number(number):
            raise UsageError(
                Text(f"{label}: “{number}” không phải là số điện thoại.", f"{label}: “{number}” is no number."),
                Text("Ví dụ: 0269 3000 113", "Example: 0269 3000 113"),
            )
    if starter.link and not is_link(starter.link):
        message, hint = no_link(starter.link)
        raise UsageError(Text(f"--link: {message.vi}", f"--link: {message.en}"), hint)
    data = starter_text(starter, SCHEMA_FILE, language).encode()
    tables = {starter.table: starter_table()} if starter.table is not None else {}
    job_of(data, path, lambda name: TableFile(name, str(path.parent / name), tables[name]))
    return write_files(
        path.parent, {SCHEMA_FILE: json_schema_text(Job, language).encode(), **tables, path.name: data}
    )


def table_beside(path: Path) -> str:
    """Return the name of the table that is written beside the job at ``path``.

    Raises CannotWriteError where something has that name already.
    """
    name = f"{path.stem}-{_TABLE}"
    refuse_taken(path.with_name(name))
    return name


def refuse_existing(path: Path) -> None:
    """Raise where ``path`` is taken or is no name for a job, before anything is asked."""
    if path.suffix not in (".yaml", ".yml"):
        raise UsageError(
            Text(f"{path}: tên tệp cần kết thúc bằng .yaml.", f"{path}: the name must end in .yaml."),
            Text(
                f"Ví dụ: keytag init {path.stem or 'ward'}.yaml",
                f"Example: keytag init {path.stem or 'ward'}.yaml",
            ),
        )
    refuse_taken(path)


def refuse_taken(path: Path, command: str = "keytag init") -> None:
    """Raise CannotWriteError where something has that name: ``command`` writes over nothing."""
    if os.path.lexists(path):
        raise CannotWriteError(
            Text(f"{path} đã có; {command} không ghi đè.", f"{path} exists; {command} does not overwrite."),
            Text("Chọn tên khác, hoặc xóa tệp cũ.", "Choose another name, or remove the old file."),
        )
