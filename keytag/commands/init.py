"""The command `init`: write a first job that the reader accepts, and never over a file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from keytag.checks.content.numbers import numbers_are_right
from keytag.checks.content.subject import JobSubject
from keytag.documents.job import Job, Starter, is_link, job_of, no_link, starter_table, starter_text
from keytag.documents.job.roster import TableFile
from keytag.documents.shop import read_shop
from keytag.documents.yaml import json_schema_text
from keytag.errors import CannotWriteError, InvalidDocumentError, UsageError
from keytag.files.writer import write_files
from keytag.findings import Severity
from keytag.text.text import Language, Text
from keytag.vietnam.phone import is_number

SCHEMA_FILE = ".keytag/job.schema.json"
_TABLE = "editions.csv"


def write_job(path: Path, starter: Starter, language: Language, day: date) -> tuple[Path, ...]:
    """Write ``starter`` to ``path``, and beside it the schema that editors complete from, in ``language``.

    Its numbers are judged as `check` judges them on ``day``.

    Raises:
        CannotWriteError: something has that name already, or the folder cannot be written.
        UsageError: a label, a number or the address is none, or the name does not end in .yaml.
        MissingResourceError: there is no such shop.
        InvalidDocumentError: a text is too long to be a job's.
    """
    refuse_existing(path)
    read_shop(starter.shop, path)
    for label, number in starter.numbers:
        fault = fault_of_number(label, number, starter.province, day)
        if fault is not None:
            raise UsageError(*fault)
    if starter.link and not is_link(starter.link):
        message, hint = no_link(starter.link)
        raise UsageError(Text(f"--link: {message.vi}", f"--link: {message.en}"), hint)
    data = starter_text(starter, SCHEMA_FILE, language).encode()
    tables = {starter.table: starter_table()} if starter.table is not None else {}
    job_of(data, path, lambda name: TableFile(name, str(path.parent / name), tables[name]))
    return write_files(
        path.parent, {SCHEMA_FILE: json_schema_text(Job, language).encode(), **tables, path.name: data}
    )


def fault_of_number(label: str, number: str, province: str | None, day: date) -> tuple[Text, Text] | None:
    """Return why a number with its label cannot stand on a tag, and what to do; None where it can.

    Beside its form, the errors that `check` finds on ``day``.
    """
    if not is_number(number):
        return (
            Text(f"{label}: “{number}” không phải là số điện thoại.", f"{label}: “{number}” is no number."),
            Text("Ví dụ: 0269 3000 113", "Example: 0269 3000 113"),
        )
    if not is_label(label):
        return (
            Text(f"“{label}” không phải là tên gọi của một số.", f"“{label}” is no label of a number."),
            Text("Ví dụ: Trực ban", "Example: Trực ban"),
        )
    text = starter_text(Starter("Công an", province, ((label, number),)), SCHEMA_FILE, "vi")
    try:
        file = job_of(text.encode(), Path("ward.yaml"), lambda name: TableFile(name, name, b""))
    except InvalidDocumentError:
        # What no job can say is told of the whole job.
        return None
    subject = JobSubject(file.job, file.editions, day, day, places=file.places)
    found = next((each for each in numbers_are_right(subject) if each.severity is Severity.ERROR), None)
    return (found.message, found.hint) if found is not None else None


def is_label(text: str) -> bool:
    """Tell whether ``text`` can stand before a number: figures alone, like 1200, are a quantity or a number."""
    return any(character.isalpha() for character in text)


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
