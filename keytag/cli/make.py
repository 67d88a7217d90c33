"""What `init` does: ask for what was not given, and write a first job that the reader accepts.

Asks in the language of the run; writes through `keytag.handoff`, and never over a file.
"""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from keytag.document import json_schema_text, read_document
from keytag.errors import CannotWriteError, UsageError
from keytag.handoff import write_files
from keytag.job import Job, Starter, is_number, starter_text
from keytag.wording import Language, Text

SCHEMA_FILE = ".keytag/job.schema.json"

_ISSUER = Text("Đơn vị đứng tên (ví dụ Công an phường An Khê)", "The office (like Công an phường An Khê)")
_PROVINCE = Text("Tỉnh, thành phố (Enter để bỏ qua)", "Province or city (Enter to skip)")
_LABEL = Text("Nhãn của số điện thoại (Enter khi hết)", "Label of a number (Enter when done)")
_NUMBER = Text("Số điện thoại", "Telephone number")
_LINK = Text("Đường dẫn cho mã QR (Enter để bỏ qua)", "Address for the QR code (Enter to skip)")
_SLOGAN = Text("Khẩu hiệu (Enter để bỏ qua)", "Slogan (Enter to skip)")
_NO_NUMBER = Text("Đây không phải là một số điện thoại.", "This is not a telephone number.")
_DUTY = Text("Trực ban", "Trực ban")


def write_job(path: Path, starter: Starter) -> tuple[Path, ...]:
    """Write ``starter`` to ``path``, and the schema that editors complete from beside it.

    Raises:
        CannotWriteError: something has that name already, or the folder cannot be written.
        UsageError: a number is none, or the name does not end in .yaml.
        InvalidDocumentError: a text is too long to be a job's.
    """
    refuse_existing(path)
    for label, number in starter.numbers:
        if not is_number(number):
            raise UsageError(
                Text(f"{label}: “{number}” không phải là số điện thoại.", f"{label}: “{number}” is no number."),
                Text("Ví dụ: 0269 3825 113", "Example: 0269 3825 113"),
            )
    data = starter_text(starter, SCHEMA_FILE).encode()
    read_document(data, str(path), Job)
    return write_files(path.parent, {SCHEMA_FILE: json_schema_text(Job).encode(), path.name: data})


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
    if path.exists() or path.is_symlink():
        raise CannotWriteError(
            Text(f"{path} đã có; keytag init không ghi đè.", f"{path} exists; keytag init does not overwrite."),
            Text("Chọn tên khác, hoặc xóa tệp cũ.", "Choose another name, or remove the old file."),
        )


def asked(given: Starter, language: Language) -> Starter:
    """Return ``given`` with what it lacks asked at the terminal; optional parts only where nothing was given.

    Raises:
        UsageError: issuer or numbers are lacking and there is no terminal to ask at.
    """
    if given.issuer and given.numbers:
        return given
    if not sys.stdin.isatty():
        raise UsageError(
            Text("Thiếu --issuer hoặc --number.", "--issuer or --number is missing."),
            Text(
                'Ví dụ: keytag init --issuer "Công an phường An Khê" --number "Trực ban=0269 3825 113"',
                'Example: keytag init --issuer "Công an phường An Khê" --number "Trực ban=0269 3825 113"',
            ),
        )
    return Starter(
        issuer=given.issuer or str(typer.prompt(_ISSUER.to(language))).strip(),
        province=given.province or _optional(_PROVINCE, language),
        numbers=given.numbers or _numbers(language),
        link=given.link or _optional(_LINK, language),
        slogan=given.slogan or _optional(_SLOGAN, language),
        quantity=given.quantity,
    )


def _numbers(language: Language) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    while True:
        label = _ask(_LABEL, language, "" if pairs else _DUTY.to(language))
        if not label:
            return tuple(pairs)
        number = str(typer.prompt(_NUMBER.to(language))).strip()
        while not is_number(number):
            typer.echo(_NO_NUMBER.to(language), err=True)
            number = str(typer.prompt(_NUMBER.to(language))).strip()
        pairs.append((label, number))


def _optional(text: Text, language: Language) -> str | None:
    return _ask(text, language, "") or None


def _ask(text: Text, language: Language, default: str) -> str:
    return str(typer.prompt(text.to(language), default=default, show_default=bool(default))).strip()
