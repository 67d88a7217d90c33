"""Rules as people read them: one at length, or all of them by name.

Plain lines of at most 80 columns; knows nothing of rich.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from keytag.cli.screen.spelling import WIDTH, lines, sentence, tie_figures
from keytag.findings import Rule, Severity
from keytag.text.text import Language, Text

_SEVERITIES = {
    Severity.ERROR: Text("lỗi", "error"),
    Severity.WARNING: Text("cảnh báo", "warning"),
    Severity.NOTE: Text("lưu ý", "note"),
}
_HOLDS = Text("Quy tắc", "The rule")
_WHY = Text("Vì sao", "Why")
_MEND = Text("Cách sửa", "What to do")
_SOURCE = Text("Căn cứ", "Source")
_ACCEPT = Text("Chấp nhận", "Accepting")
_HOW_TO_ACCEPT = Text(
    "Ghi vào tệp, nếu đã cân nhắc: accept: [{{rule: {0}, reason: …}}]",
    "Where it is known and meant, write: accept: [{{rule: {0}, reason: …}}]",
)
_NEVER_ACCEPTED = Text(
    "Là lỗi thì không chấp nhận được, phải sửa; chỉ là cảnh báo thì ghi vào accept được.",
    "As an error it cannot be accepted and must be mended; where it only warns, accept may name it.",
)


def of_rule(rule: Rule, language: Language) -> str:
    """Return what a rule asks for, why, how to mend what breaks it, by whose word, and whether to accept it."""
    accept = _NEVER_ACCEPTED if rule.severity is Severity.ERROR else _HOW_TO_ACCEPT
    rows = [(_HOLDS, rule.holds), (_WHY, rule.why), (_MEND, rule.mend), (_SOURCE, rule.source)]
    if rule.severity is not Severity.NOTE:
        rows.append((_ACCEPT, Text(accept.vi.format(rule.name), accept.en.format(rule.name))))
    width = max(len(label.to(language)) for label, _ in rows) + 2
    shown = [f"{rule.name} ({_SEVERITIES[rule.severity].to(language)})"]
    for label, text in rows:
        indent = f"{label.to(language):<{width}}"
        shown += lines(tie_figures(sentence(text, language)), WIDTH, indent, " " * width)
    return "\n".join(shown)


def of_chapters(chapters: Sequence[tuple[Text, Sequence[Rule]]], language: Language) -> str:
    """Return the names of all rules, each with what must hold, under the headings of their chapters."""
    shown: list[str] = []
    for title, rules in chapters:
        shown += ["", title.to(language)]
        for rule in rules:
            shown.append(f"  {rule.name} ({_SEVERITIES[rule.severity].to(language)})")
            shown += lines(tie_figures(sentence(rule.holds, language)), WIDTH, " " * 6, " " * 6)
    return "\n".join(shown[1:])


def rule_object(rule: Rule, language: Language) -> dict[str, Any]:
    """Return a rule as JSON holds it."""
    return {
        "rule": rule.name,
        "severity": rule.severity.value,
        "holds": sentence(rule.holds, language),
        "why": sentence(rule.why, language),
        "mend": sentence(rule.mend, language),
        "source": sentence(rule.source, language),
    }
