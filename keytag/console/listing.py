"""Findings as people read them: how grave, what, the line it is about, and what to do.

Knows rich's `Text`; reads the line of the file that a finding is about, through `keytag.library`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from rich.text import Text as RichText

from keytag import library
from keytag.console import naming
from keytag.console.spelling import sentence, visible
from keytag.errors import KeytagError
from keytag.findings import Finding, Severity, TableCell, Where, has_errors
from keytag.wording import Language, Text

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
_NOT_READY = Text("chưa in được", "not ready to print")
_UNUSABLE = Text("chưa dùng được", "it cannot be used yet")
_JUDGED = Text("xét theo ngày", "judged as of")


def of_finding(finding: Finding, language: Language, *, named: bool = True) -> RichText:
    """Return one finding in several lines; one that the job accepts in two, with the reason.

    ``named`` tells whether to show the rule's name, for `keytag explain` and a job's ``accept``.
    """
    word, style = _WORDS[finding.severity]
    message = visible(sentence(finding.message, language))
    shown = RichText()
    if finding.accepted is not None:
        shown.append(f"{_ACCEPTED.to(language)}: {message}\n", style="dim")
        shown.append(f"  {_REASON.to(language)}: {visible(finding.accepted)} [{finding.rule}]", style="dim")
        return shown
    shown.append(word.to(language), style=style)
    shown.append(f"[{finding.rule}]: " if named else ": ", style="dim")
    shown.append(message, style="bold")
    if finding.where is not None:
        shown.append(f"\n  --> {visible(naming.place(finding.where).to(language))}", style="blue")
        shown.append(_excerpt(finding.where))
    # A hint may show a small table, line by line.
    for line in sentence(finding.hint, language).splitlines():
        shown.append(f"\n  {visible(line)}")
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


def verdict(findings: Sequence[Finding], as_of: date | None, language: Language) -> str:
    """Return the line that closes a run: how many findings, whether to go on, and by which day that was judged.

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
    judged = f" ({_JUDGED.to(language)} {as_of.isoformat()})" if as_of is not None else ""
    return f"{said}{judged}."


@lru_cache(maxsize=4)
def _without_contact(line: str) -> str:
    """Return a line of a job with dots in place of who takes tags over: what is shown ends up in logs."""
    return _CONTACT.sub(lambda found: found[1] + "·" * len(found[2]), line)


def _singular() -> dict[Severity, Text]:
    return {severity: word for severity, (word, _) in _WORDS.items()}


@lru_cache(maxsize=4)
def _lines(data: bytes) -> tuple[str, ...]:
    """Return the lines of a file; many findings are about one."""
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
        data = library.read_bytes(Path(where.file), _READ_BYTES)
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
