"""Findings as people read them: how grave, what, the line it is about, and what to do.

Knows rich's `Text`; reads the line of the file that a finding is about, through `keytag.files.library`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text as RichText

from keytag.cli.screen import naming
from keytag.cli.screen.alike import Alike
from keytag.cli.screen.spelling import WIDTH, command_apart, lines, sentence, visible
from keytag.errors import KeytagError
from keytag.files import reader
from keytag.findings import Finding, Severity, TableCell, Where, has_errors
from keytag.text.figures import format_day
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.steps.report import HandoffRefusal, MendedValue, PlacesFacts, Today

# House rule: a longer line would be broken, and its caret with it.
_LINE_WIDTH = 72
_READ_BYTES = 1_000_000

_WORDS = {
    Severity.ERROR: (Text("lỗi", "error"), "bold red"),
    Severity.WARNING: (Text("cảnh báo", "warning"), "bold yellow"),
    Severity.NOTE: (Text("lưu ý", "note"), "bold cyan"),
}
_PLURALS = {
    Severity.ERROR: Text("lỗi", "errors"),
    Severity.WARNING: Text("cảnh báo", "warnings"),
    Severity.NOTE: Text("lưu ý", "notes"),
}
_CONTACT = re.compile(r"""(\bcontact["']?\s*:\s*)("(?:[^"\\]|\\.)*"?|'[^']*'?|[^}]*)""")
_ACCEPTED = Text("đã chấp nhận", "accepted")
_REASON = Text("lý do", "reason")
_FINE = Text(
    "Không có lỗi: có thể chạy keytag render, keytag sheet",
    "No errors: ready for keytag render, keytag sheet",
)
_NOTHING_MENDED = Text("Không có chỗ nào sửa được mà không phải đoán.", "Nothing could be mended without a guess.")
_TAKEN_OUT = Text("bỏ ký tự ẩn", "an invisible character was taken out")
_NOT_READY = Text("chưa in được", "not ready to print")
_UNUSABLE = Text("chưa dùng được", "it cannot be used yet")
_NOT_APPROVED = Text("chưa duyệt được", "not approved")
_NOT_HANDED_OFF = Text("chưa gửi được", "not handed off")
_REFUSED_AHEAD = Text(
    "Còn cảnh báo thì chưa duyệt, chưa gửi nhà in được (keytag approve, handoff).",
    "With open warnings nobody can approve or hand off (keytag approve, handoff).",
)
_JUDGED = Text("xét theo ngày", "judged as of")
_PLACES = Text("địa danh theo bảng", "places by the table")


def of_findings(group: Alike, language: Language, *, named: bool = True) -> RichText:
    """Return findings of one cause as one: the first in several lines, then where the others are, then the remedy.

    One that the job accepts takes two lines, with the reason. ``named`` tells whether to show the rule's name, for
    `keytag explain` and a job's ``accept``.
    """
    finding, more = group.first, [visible(sentence(line, language)) for line in group.more]
    word, style = _WORDS[finding.severity]
    message = visible(sentence(finding.message, language))
    shown = RichText()
    if finding.accepted is not None:
        shown.append(f"{_ACCEPTED.to(language)}: {message}{f' ({more[0]})' if more else ''}\n", style="dim")
        shown.append(f"  {_REASON.to(language)}: {visible(finding.accepted)} [{finding.rule}]", style="dim")
        return shown
    shown.append(word.to(language), style=style)
    shown.append(f"[{finding.rule}]: " if named else ": ", style="dim")
    shown.append(message, style="bold")
    if finding.where is not None:
        shown.append(f"\n  --> {visible(naming.place(finding.where).to(language))}", style="blue")
        shown.append(_excerpt(finding.where))
    if len(more) == 1:
        shown.append(f"\n  {more[0]}", style="bold")
    # A hint may show a small table, line by line.
    for line in sentence(finding.hint, language).splitlines():
        for part in command_apart(visible(line), WIDTH - 2):
            shown.append(f"\n  {part}")
    for place, line in enumerate(more if len(more) > 1 else ()):
        shown.append(f"\n  {line}" if not place else f"\n    {line}", style="" if place else "bold")
    return shown


def offer_to_fix(findings: Sequence[Finding], language: Language) -> str:
    """Return the line that offers `check --fix` for what it can write into the job; nothing where it can none."""
    mendable = [f for f in findings if f.becomes is not None and f.where is not None and f.where.cell is None]
    if not mendable:
        return ""
    job = visible(naming.job(Path(mendable[0].where.file))) if mendable[0].where is not None else ""
    count = len({finding.where for finding in mendable})
    return Text(
        f"{count} chỗ trên đây sửa ngay được bằng: keytag check {job} --fix",
        f"{count} of these {'is' if count == 1 else 'are'} mended by: keytag check {job} --fix",
    ).to(language)


def of_mended(job: Path, values: Sequence[MendedValue], language: Language) -> RichText:
    """Return what was written anew in ``job``: of each value its line, what it was and what it is now."""
    if not values:
        return RichText(_NOTHING_MENDED.to(language))
    head = Text(f"Đã sửa {len(values)} chỗ trong {job}:", f"Mended in {job}: {len(values)}")
    shown = RichText(visible(head.to(language)), style="bold")
    for value in values:
        line = Text(f"dòng {value.where.line}", f"line {value.where.line}").to(language)
        shown.append(f"\n  {line}: ", style="blue")
        if not value.becomes:
            shown.append(_TAKEN_OUT.to(language))
            continue
        shown.append(visible(value.was), style="red")
        shown.append("  →  ", style="dim")
        shown.append(visible(value.becomes), style="green")
    return shown


def summary(findings: Sequence[Finding], language: Language) -> str:
    """Return how many findings there are of each severity: "2 errors, 1 warning"."""
    counts = Counter(finding.severity for finding in findings if finding.accepted is None)
    parts = [
        f"{counts[severity]} {(_PLURALS if counts[severity] > 1 else _singular())[severity].to(language)}"
        for severity in Severity
        if counts[severity]
    ]
    accepted = sum(finding.accepted is not None for finding in findings)
    if accepted:
        parts.append(f"{accepted} {_ACCEPTED.to(language)}")
    return ", ".join(parts)


def refusal(findings: Sequence[Finding], language: Language) -> str:
    """Return the line that closes the findings about a document that could not be read."""
    return f"{summary(findings, language)}: {_UNUSABLE.to(language)}."


_SAMPLE = Text(
    "Tệp này là bản làm thử (sample: true): số không có thật, không gửi nhà in. Việc thật thì thay số và địa chỉ, "
    "rồi xóa dòng sample.",
    "This job is a sample (sample: true): its numbers are made up, it is not handed off. For a real one, put in "
    "your numbers and link, then delete the line sample.",
)


def refusal_verdict(findings: Sequence[Finding], refusal: HandoffRefusal, language: Language) -> str:
    """Return what closes a refused hand-off, and the lines of ``accept`` to paste, each without its reason."""
    verdict = _NOT_APPROVED if refusal.approving else _NOT_HANDED_OFF
    counted = f"{summary(findings, language)}: {verdict.to(language)}."
    return "\n".join([counted, *_lines_to_accept(refusal, language)])


def of_sample(language: Language) -> str:
    """Return what nobody may overlook of a job that is a sample."""
    return "\n".join(lines(_SAMPLE.to(language)))


def open_warnings(refusal: HandoffRefusal, language: Language) -> str:
    """Return what follows the verdict on a job that is right but for warnings: who will refuse it, what to do."""
    head = "\n".join(lines(_REFUSED_AHEAD.to(language)))
    return "\n".join([head, *_lines_to_accept(refusal, language)])


def _lines_to_accept(refusal: HandoffRefusal, language: Language) -> list[str]:
    """Return the lines of ``accept`` to paste, each without its reason, and where they go."""
    if not refusal.rules:
        return []
    job = visible(naming.job(refusal.job))
    gap = "\n" if refusal.adds else " "
    if refusal.adds:
        place = Text(f"vào danh sách accept đã có trong {job}", f"to the list under accept in {job}")
    else:
        place = Text(f"vào cuối {job}", f"to the end of {job}")
    told = Text(
        f"Sửa theo cảnh báo. Vẫn muốn in như vậy thì chép dòng ấy{gap}{place.vi},\n"
        "ghi lý do vào giữa hai dấu nháy:",
        f"Mend what is wrong. What is meant as it is, add{gap}{place.en},\nand write why between the quotes:",
    )
    entries = [f'  - {{rule: {rule}, reason: ""}}' for rule in refusal.rules]
    return [told.to(language), "", *([] if refusal.adds else ["accept:"]), *entries]


def verdict_line(
    findings: Sequence[Finding], as_of: date | None, language: Language, places: PlacesFacts | None = None
) -> str:
    """Return the line that closes a run: how many findings, whether to go on, and by which day that was judged.

    A table of places that the job names itself is told with the day.

    Without ``as_of`` nothing was judged but what is made: then files speak for a run without errors.
    """
    counted = summary(findings, language)
    if has_errors(findings):
        said = f"{counted}: {_NOT_READY.to(language)}"
    elif as_of is None:
        return counted
    else:
        fine = _FINE.to(language)
        said = f"{counted}, {fine[0].lower()}{fine[1:]}" if counted else fine
    if as_of is None:
        return f"{said}."
    own = ""
    if places is not None and places.file is not None:
        own = f"; {_PLACES.to(language)} {visible(places.file)}, {format_day(places.date, language)}"
    return f"{said} ({_JUDGED.to(language)} {format_day(as_of, language)}{own})."


def by_today(today: Today, language: Language) -> str:
    """Return the line that says what the rules of today add to a job that was judged by another day."""
    count = summary(today.findings, language)
    day, judged = format_day(today.date, language), format_day(today.judged, language)
    rules = ", ".join(dict.fromkeys(finding.rule for finding in today.findings))
    said = Text(
        f"Trên đây chỉ xét theo ngày {judged}. Theo quy định hôm nay, {day}: thêm {count} ({rules}). "
        "Bỏ as_of hoặc --date để xét theo hôm nay.",
        f"That is judged by {judged} alone. By the rules of today, {day}: {count} more ({rules}). "
        "Leave out as_of or --date to be judged by today.",
    )
    return "\n".join(lines(said.to(language)))


@lru_cache(maxsize=4)
def _without_contact(line: str) -> str:
    """Return a line of a job with dots in place of who takes tags over: what is shown ends up in logs."""
    return _CONTACT.sub(lambda found: found[1] + "·" * len(found[2]), line)


def _singular() -> dict[Severity, Text]:
    return {severity: word for severity, (word, _) in _WORDS.items()}


@lru_cache(maxsize=4)
def _lines(data: bytes) -> tuple[str, ...]:
    """Return the lines of a file, none of one that is no UTF-8 text; many findings are about one."""
    if b"\0" in data:
        return ()
    text = data.decode("utf-8", errors="replace")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _cell(cell: TableCell) -> RichText:
    """Return what the cell says, marked under its whole length; nothing of an empty one."""
    text = visible(" ".join(cell.text.split()))[:_LINE_WIDTH]
    if not text:
        return RichText()
    shown = RichText()
    name = f"{cell.name:>5} | "
    shown.append(f"\n{name}", style="blue")
    shown.append(text)
    shown.append("\n" + " " * len(name) + "^" * RichText(text).cell_len, style="bold red")
    return shown


def _excerpt(where: Where) -> RichText:
    """Return the file's line with a caret under the column, or nothing where it cannot be had."""
    if where.cell is not None:
        return _cell(where.cell)
    if where.line is None:
        return RichText()
    try:
        data = reader.read_bytes(Path(where.file), _READ_BYTES)
    except KeytagError:
        return RichText()
    lines = _lines(data)
    if where.line > len(lines):
        return RichText()
    line = _without_contact(lines[where.line - 1])
    start = max(0, (where.column or 1) - 1 - _LINE_WIDTH // 2) if len(line) > _LINE_WIDTH else 0
    part = "".join(c if c.isprintable() else " " for c in line[start : start + _LINE_WIDTH])
    number = f"{where.line:>5} | "
    shown = RichText()
    shown.append(f"\n{number}", style="blue")
    shown.append(part)
    if where.column is not None:
        gap = RichText(part[: where.column - 1 - start]).cell_len
        shown.append("\n" + " " * (len(number) + gap) + "^", style="bold red")
    return shown
