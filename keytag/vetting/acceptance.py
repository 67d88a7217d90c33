"""Warnings that a job accepts by name and with a reason, and acceptances that accept nothing.

An error cannot be accepted. An acceptance that matches nothing any more is said, so that it hides nothing to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from keytag.document import shown
from keytag.findings import Finding, Rule, Severity
from keytag.guess import guess_before
from keytag.job import Acceptance
from keytag.wording import Text

ACCEPTED_RULE_EXISTS = Rule(
    "accepted-rule-exists",
    Severity.ERROR,
    Text("Mọi mục accept gọi tên một quy tắc có thật.", "Every entry of accept names a rule that exists."),
    Text(
        "Tên sai thì cảnh báo vẫn còn, hoặc một ngày nào đó che mất cảnh báo khác.",
        "A misspelt name accepts nothing, or one day something else.",
    ),
    Text("Chép tên quy tắc từ dòng cảnh báo.", "Copy the rule's name from the warning."),
    Text("Quy định của keytag", "House rule"),
)
ERRORS_ARE_NOT_ACCEPTED = Rule(
    "errors-are-not-accepted",
    Severity.ERROR,
    Text("Chỉ chấp nhận được cảnh báo, không chấp nhận lỗi.", "Only warnings are accepted, never errors."),
    Text(
        "Lỗi là điều chắc chắn làm hỏng thẻ hoặc bị nhà in trả lại.",
        "An error is what surely spoils the tag or makes the shop refuse the file.",
    ),
    Text("Sửa lỗi đó, rồi xóa mục accept này.", "Mend the error, then remove this entry of accept."),
    Text("Quy định của keytag", "House rule"),
)
ACCEPTANCE_STILL_MATCHES = Rule(
    "acceptance-still-matches",
    Severity.WARNING,
    Text("Mỗi mục accept còn ứng với một cảnh báo.", "Every entry of accept still matches a warning."),
    Text(
        "Mục thừa sẽ che mất chính cảnh báo đó khi nó xuất hiện lại ở chỗ khác.",
        "A left-over entry would hide the same warning when it comes back elsewhere.",
    ),
    Text("Xóa mục accept này.", "Remove this entry of accept."),
    Text("Quy định của keytag", "House rule"),
)
RULES = (ACCEPTED_RULE_EXISTS, ERRORS_ARE_NOT_ACCEPTED, ACCEPTANCE_STILL_MATCHES)


def accepted(
    findings: tuple[Finding, ...], acceptances: tuple[Acceptance, ...], names: tuple[str, ...], *, is_whole: bool
) -> tuple[Finding, ...]:
    """Return ``findings`` with the accepted warnings marked, and what is wrong with ``acceptances``.

    ``names`` are those of all rules. ``is_whole`` tells that the whole job was judged: only then can an entry be
    said to match nothing.
    """
    reasons = {entry.rule: entry.reason for entry in acceptances}
    marked = tuple(
        replace(finding, accepted=reasons[finding.rule])
        if finding.severity is Severity.WARNING and finding.rule in reasons
        else finding
        for finding in findings
    )
    return (*marked, *_wrong(findings, acceptances, names, is_whole=is_whole))


def _wrong(
    findings: tuple[Finding, ...], acceptances: tuple[Acceptance, ...], names: tuple[str, ...], *, is_whole: bool
) -> Iterator[Finding]:
    wrong = {finding.rule for finding in findings if finding.severity is Severity.ERROR}
    warned = {finding.rule for finding in findings if finding.severity is Severity.WARNING}
    for index, entry in enumerate(acceptances):
        node = f"accept.{index}.rule"
        name = shown(entry.rule)
        if entry.rule not in names:
            message = Text(f"Không có quy tắc nào tên {name}.", f"There is no rule called {name}.")
            yield ACCEPTED_RULE_EXISTS.found(message, _meant(entry.rule, names), node=node)
        elif entry.rule in wrong:
            message = Text(f"{name} là lỗi, không chấp nhận được.", f"{name} is an error and cannot be accepted.")
            yield ERRORS_ARE_NOT_ACCEPTED.found(message, node=node)
        elif is_whole and entry.rule not in warned:
            message = Text(f"{name} không còn cảnh báo gì.", f"{name} warns of nothing any more.")
            yield ACCEPTANCE_STILL_MATCHES.found(message, node=node)


def _meant(name: str, names: tuple[str, ...]) -> Text:
    return guess_before(name, names, Text("Xem tất cả: keytag explain", "See them all: keytag explain"))
