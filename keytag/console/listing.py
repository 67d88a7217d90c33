"""Findings as people read them: how grave, what, the line it is about, and what to do.

Knows rich's `Text`; reads the line of the file that a finding is about, through `keytag.library`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text as RichText

from keytag import library
from keytag.errors import KeytagError
from keytag.findings import Finding, Severity, Where
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


def of_finding(finding: Finding, language: Language) -> RichText:
    """Return one finding in several lines."""
    word, style = _WORDS[finding.severity]
    shown = RichText()
    shown.append(word.to(language), style=style)
    shown.append(": ")
    shown.append(_clean(finding.message.to(language)), style="bold")
    if finding.where is not None:
        shown.append(f"\n  --> {_clean(str(finding.where))}", style="blue")
        shown.append(_excerpt(finding.where))
    hint = _clean(finding.hint.to(language))
    if hint:
        shown.append(f"\n  {hint}")
    return shown


def summary(findings: Sequence[Finding], language: Language) -> str:
    """Return how many findings there are of each severity: "2 errors, 1 warning"."""
    counts = Counter(finding.severity for finding in findings)
    parts = [
        f"{counts[severity]} {(_PLURALS if counts[severity] > 1 else _singular())[severity].to(language)}"
        for severity in Severity
        if counts[severity]
    ]
    return ", ".join(parts)


def _singular() -> dict[Severity, Text]:
    return {severity: word for severity, (word, _) in _WORDS.items()}


def _excerpt(where: Where) -> RichText:
    """Return the file's line with a caret under the column, or nothing where it cannot be had."""
    if where.line is None:
        return RichText()
    try:
        data = library.read_bytes(Path(where.file), _READ_BYTES)
    except KeytagError:
        return RichText()
    lines = data.decode("utf-8", errors="replace").split("\n")
    if where.line > len(lines):
        return RichText()
    line = lines[where.line - 1].rstrip("\r")
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


def _clean(text: str) -> str:
    return "".join(character for character in text if character.isprintable() or character == "\u00a0")
