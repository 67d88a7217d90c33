"""What was typed, as values: dates, formats, names, and which job is meant; figures are `figures`'s.

Each reader refuses in both languages and says what to type instead. Knows nothing of what the values are for.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from keytag import library
from keytag.errors import MissingResourceError, UsageError
from keytag.findings import Rule
from keytag.guess import guess, guess_before
from keytag.library import shortened
from keytag.wording import Text

FORMATS = ("pdf", "svg", "png")
LAYOUTS = ("nested", "grid")
BACKINGS = ("sheetwise", "perfecting", "turn", "tumble", "single")
LISTS = ("templates", "shops", "cutters", "inks", "fonts")
LANGUAGES = ("vi", "en")
ANSWERS = ("text", "sarif")

DEFAULT_JOB = "ward.yaml"

S = TypeVar("S", bound=str | None)


def said(text: S, option: str) -> S:
    """Return ``text``, None where the option was left out. Raises UsageError where it is empty (``--shop ""``)."""
    if text is None or text.strip():
        return text
    raise UsageError(
        Text(f"{option}: giá trị để trống.", f"{option}: the value is empty."),
        Text(f"Ghi giá trị sau {option}, hoặc bỏ {option}.", f"Give a value after {option}, or leave it out.")
        if option.startswith("-")
        else None,
    )


def choice(text: str | None, option: str, known: Sequence[str]) -> str | None:
    """Return ``text`` where it is one of ``known``. Raises UsageError otherwise, with did-you-mean."""
    said(text, option)
    if text is None or text in known:
        return text
    listed = ", ".join(known)
    raise UsageError(
        Text(
            f"{option} {shortened(text)}: cần một trong: {listed}.",
            f"{option} {shortened(text)}: expected one of: {listed}.",
        ),
        guess(text, known),
    )


def answer(text: str, *, as_json: bool, one_job: bool) -> None:
    """Raise UsageError where ``text`` is no way to answer, or is asked for together with another."""
    choice(text, "--format", ANSWERS)
    other = "--json" if as_json else "" if one_job else "--summary"
    if text == "sarif" and other:
        raise UsageError(
            Text(f"--format sarif không dùng chung với {other}.", f"--format sarif does not go with {other}."),
            Text("Bỏ một trong hai.", "Leave out one of them."),
        )


def one_job_to_fix(*, fix: bool, summary: bool) -> None:
    """Raise UsageError where the jobs of a whole folder are to be changed at once."""
    if fix and summary:
        raise UsageError(
            Text("--fix không dùng chung với --summary.", "--fix does not go with --summary."),
            Text(
                "Sửa từng tệp: keytag check ward.yaml --fix",
                "Mend one job at a time: keytag check ward.yaml --fix",
            ),
        )


def alone(others: bool, option: str) -> None:  # noqa: FBT001 - the question itself
    """Raise UsageError where something else was given beside an ``option`` that says it all."""
    if others:
        raise UsageError(
            Text(f"{option} đã có đủ: không ghi thêm công việc hay tùy chọn khác.", f"{option} says it all."),
            Text("Chỉ thêm --out và --sign.", "Only --out and --sign go with it."),
        )


def folder(text: str | None) -> Path:
    """Return the folder whose jobs are meant; without ``text``, where keytag was started.

    Raises:
        UsageError: ``text`` is no folder.
        MissingResourceError: no job lies there.
    """
    refuse_gone_folder()
    said(text, "JOB")
    path = Path(text or ".")
    if not path.is_dir():
        raise UsageError(
            Text(f"{shortened(str(path))} không phải là thư mục.", f"{shortened(str(path))} is not a folder."),
            Text("Ví dụ: keytag check --summary jobs/", "Example: keytag check --summary jobs/"),
        )
    if not library.jobs(path):
        raise MissingResourceError(
            Text(
                f"Thư mục {shortened(str(path))} không có công việc nào.",
                f"No job lies in {shortened(str(path))}.",
            ),
            Text(f"Tạo một tệp bằng: keytag init {DEFAULT_JOB}", f"Make one with: keytag init {DEFAULT_JOB}"),
        )
    return path


def rule(name: str | None) -> Rule | None:
    """Return the rule called ``name``, or None without one. Raises UsageError with did-you-mean for an unknown."""
    from keytag.catalogue import rule_named, rule_names  # noqa: PLC0415 - knows every rule there is

    said(name, "RULE")
    if name is None:
        return None
    found = rule_named(name)
    if found is None:
        raise UsageError(
            Text(f"Không có quy tắc nào tên {shortened(name)}.", f"There is no rule called {shortened(name)}."),
            guess_before(name, rule_names(), Text("Xem tất cả: keytag explain", "See them all: keytag explain")),
        )
    return found


def command(*, as_json: bool) -> None:
    """Raise UsageError where a program named no command: help is for people."""
    if as_json:
        raise UsageError(
            Text("Thiếu tên lệnh.", "The command is missing."),
            Text("Xem các lệnh bằng: keytag --help", "See the commands with: keytag --help"),
        )


def formats(text: str) -> tuple[str, ...]:
    """Return the kinds of file in ``pdf,svg``, in the order of `FORMATS`."""
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    for part in wanted or [text.strip(" ,")]:
        choice(part, "--format", FORMATS)
    return tuple(name for name in FORMATS if name in wanted)


def day(text: str | None, environment: Mapping[str, str] | None = None) -> date:
    """Return the date to write into files: ``--date``, else SOURCE_DATE_EPOCH, else today.

    Raises UsageError where either is no date; a variable without sense stops reportlab too, so it is refused
    even where it does not decide.
    """
    built = _source_date(os.environ if environment is None else environment)
    said(text, "--date")
    if text is not None:
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise UsageError(
            Text(
                f"--date {shortened(text)}: không phải là ngày.", f"--date {shortened(text)}: this is not a date."
            ),
            Text("Viết năm-tháng-ngày, ví dụ 2026-01-15.", "Write year-month-day, like 2026-01-15."),
        )
    return built if built is not None else datetime.now(tz=UTC).astimezone().date()


def _source_date(environment: Mapping[str, str]) -> date | None:
    """Return the day of SOURCE_DATE_EPOCH, which counts seconds in UTC; None where it is not set.

    https://reproducible-builds.org/specs/source-date-epoch
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return None
    # Eleven digits reach the year 5138; twelve would pass the year 9999, where Python's calendar ends.
    if re.fullmatch(r"[0-9]{1,11}", epoch):
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    raise UsageError(
        Text(
            f"Biến môi trường SOURCE_DATE_EPOCH={shortened(epoch)} không phải là thời điểm.",
            f"The environment variable SOURCE_DATE_EPOCH={shortened(epoch)} is no point in time.",
        ),
        Text(
            "Ghi số giây từ 1-1-1970, ví dụ 1768435200, hoặc bỏ biến này.",
            "Give seconds since 1 January 1970, like 1768435200, or unset the variable.",
        ),
    )


def numbers(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return labels and numbers from ``Label=0269 3000 113``."""
    pairs: list[tuple[str, str]] = []
    for text in texts:
        label, equals, number = (part.strip() for part in text.rpartition("="))
        if not (label and equals and number):
            raise UsageError(
                Text(f"--number {text}: thiếu nhãn hoặc số.", f"--number {text}: label or number is missing."),
                Text('Ví dụ: --number "Trực ban=0269 3000 113"', 'Example: --number "Trực ban=0269 3000 113"'),
            )
        pairs.append((label, number))
    return tuple(pairs)


def job_path(text: str | None, folder: Path = Path()) -> Path:
    """Return the job that is meant: ``text``, ./ward.yaml, or the only job in ``folder``.

    A bare name means the job of that name here, else the sample job that comes with keytag.

    Raises:
        UsageError: several jobs lie here.
        MissingResourceError: none does, or the folder itself is gone.
    """
    refuse_gone_folder()
    said(text, "JOB")
    if text is not None:
        path = folder / text
        if library.is_file(path) or re.fullmatch(r"[A-Za-z0-9-]+", text) is None:
            return path
        own = folder / f"{text}.yaml"
        return own if library.is_file(own) else _sample(text, folder)
    if library.is_file(folder / DEFAULT_JOB):
        return folder / DEFAULT_JOB
    found = library.jobs(folder)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(path.name for path in found)
        raise UsageError(
            Text(
                f"Thư mục này có {len(found)} công việc: {listed}.", f"There are {len(found)} jobs here: {listed}."
            ),
            Text(f"Ghi rõ tệp, ví dụ: {found[0].name}", f"Name one, like: {found[0].name}"),
        )
    raise MissingResourceError(
        Text("Thư mục này không có công việc nào.", "There is no job in this folder."),
        Text(f"Tạo một tệp bằng: keytag init {DEFAULT_JOB}", f"Make one with: keytag init {DEFAULT_JOB}"),
    )


def refuse_gone_folder() -> None:
    """Raise MissingResourceError where the folder keytag was started in is no more: no path leads anywhere."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise MissingResourceError(
            Text("Thư mục đang làm việc đã bị xóa.", "The folder you are working in has been removed."),
            Text("Chuyển sang thư mục khác bằng lệnh cd.", "Change to another folder with cd."),
        ) from None


def _sample(name: str, folder: Path) -> Path:
    """Return the sample job ``name``. Raises MissingResourceError with the jobs that a user may have meant."""
    samples = library.names(library.ResourceKind.CONFIGS)
    if name in samples:
        return library.find(library.ResourceKind.CONFIGS, name)
    meant = (*(path.stem for path in library.jobs(folder)), *samples)
    listed = ", ".join(samples)
    raise MissingResourceError(
        Text(f"Ở đây không có tệp {shortened(name)}.yaml.", f"There is no {shortened(name)}.yaml here."),
        guess_before(name, meant, Text(f"Ví dụ có sẵn: {listed}.", f"Built-in examples: {listed}.")),
    )
