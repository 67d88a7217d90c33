"""Rules as people read them: one at length, or all of them by name.

Plain lines of at most 80 columns; knows nothing of rich.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from keytag.findings import Rule, Severity
from keytag.wording import Language, Text

# House rule: the narrowest terminal that is still common.
_WIDTH = 80
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
_NEVER_ACCEPTED = Text("Lỗi không chấp nhận được: phải sửa.", "An error cannot be accepted: it must be mended.")


def of_rule(rule: Rule, language: Language) -> str:
    """Return what a rule asks for, why, how to mend what breaks it, by whose word, and whether to accept it."""
    accept = _NEVER_ACCEPTED if rule.severity is Severity.ERROR else _HOW_TO_ACCEPT
    rows = [(_HOLDS, rule.holds), (_WHY, rule.why), (_MEND, rule.mend), (_SOURCE, rule.source)]
    if rule.severity is not Severity.NOTE:
        rows.append((_ACCEPT, Text(accept.vi.format(rule.name), accept.en.format(rule.name))))
    width = max(len(label.to(language)) for label, _ in rows) + 2
    lines = [f"{rule.name} ({_SEVERITIES[rule.severity].to(language)})"]
    for label, text in rows:
        indent = f"{label.to(language):<{width}}"
        lines += wrap(
            text.to(language),
            _WIDTH,
            initial_indent=indent,
            subsequent_indent=" " * width,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def of_chapters(chapters: Sequence[tuple[Text, Sequence[Rule]]], language: Language) -> str:
    """Return the names of all rules, each with what must hold, under the headings of their chapters."""
    lines: list[str] = []
    for title, rules in chapters:
        lines += ["", title.to(language)]
        for rule in rules:
            lines.append(f"  {rule.name} ({_SEVERITIES[rule.severity].to(language)})")
            lines += wrap(rule.holds.to(language), _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6)
    return "\n".join(lines[1:])


def rule_object(rule: Rule, language: Language) -> dict[str, Any]:
    """Return a rule as JSON holds it."""
    return {
        "rule": rule.name,
        "severity": rule.severity.value,
        "holds": rule.holds.to(language),
        "why": rule.why.to(language),
        "mend": rule.mend.to(language),
        "source": rule.source.to(language),
    }
