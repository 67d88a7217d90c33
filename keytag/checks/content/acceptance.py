"""Warnings that a job accepts by name and with a reason, and acceptances that accept nothing.

An error cannot be accepted. An acceptance that matches nothing any more is said, so that it hides nothing to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from keytag.documents.job import Acceptance
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule, Severity
from keytag.text.suggest import guess_before
from keytag.text.text import Text

ACCEPTED_RULE_EXISTS = Rule.error("accepted-rule-exists", __name__)
ERRORS_ARE_NOT_ACCEPTED = Rule.error("errors-are-not-accepted", __name__)
ACCEPTANCE_STILL_MATCHES = Rule.warning("acceptance-still-matches", __name__)
ACCEPTANCE_SAYS_WHY = Rule.error("acceptance-says-why", __name__)
RULES = (ACCEPTED_RULE_EXISTS, ERRORS_ARE_NOT_ACCEPTED, ACCEPTANCE_STILL_MATCHES, ACCEPTANCE_SAYS_WHY)

# House rule: one word is no reason.
_FEWEST_WORDS = 2
# What stands where a reason is to be written, in keytag's own examples and in others'.
_PLACEHOLDERS = frozenset(
    ("lý do", "ghi lý do", "lý do ở đây", "ghi lý do ở đây", "the reason", "reason here", "your reason", "say why")
)
_WORD = re.compile(r"[^\W_]+")


def apply_acceptances(
    findings: tuple[Finding, ...],
    acceptances: tuple[Acceptance, ...],
    rules: tuple[Rule, ...],
    *,
    is_whole: bool,
    late: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Return ``findings`` with the accepted warnings marked, and what is wrong with ``acceptances``.

    ``rules`` are all that there are. ``is_whole`` tells that the whole job was judged: only then can an entry be
    said to match nothing; never one of the ``late``, the rules that only finished files can break.
    """
    wrong = _wrong(findings, acceptances, rules, late if is_whole else None)
    return (*mark_accepted(findings, reasons_of(acceptances)), *wrong)


def reasons_of(acceptances: tuple[Acceptance, ...]) -> dict[str, str]:
    """Return the reason for which each rule's warnings are accepted; an entry without a reason accepts nothing."""
    return {entry.rule: entry.reason for entry in reversed(acceptances) if _says_why(entry.reason)}


def mark_accepted(findings: tuple[Finding, ...], reasons: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return ``findings`` with the warnings marked that are accepted for one of the ``reasons`` by rule."""
    return tuple(
        replace(finding, accepted=reasons[finding.rule])
        if finding.severity is Severity.WARNING and finding.rule in reasons
        else finding
        for finding in findings
    )


def unaccepted_rules(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Return the rules of which there are warnings that nobody has accepted, in the order of the findings."""
    open_ = (f.rule for f in findings if f.severity is Severity.WARNING and f.accepted is None)
    return tuple(dict.fromkeys(open_))


def rules_to_accept(findings: tuple[Finding, ...], acceptances: tuple[Acceptance, ...]) -> tuple[str, ...]:
    """Return the rules for which lines of `accept` are still to be written.

    An entry of `accept` that is wrong is mended, not accepted.
    """
    named = {entry.rule for entry in acceptances} | {rule.name for rule in RULES}
    return tuple(rule for rule in unaccepted_rules(findings) if rule not in named)


def _says_why(reason: str) -> bool:
    words = _WORD.findall(reason)
    return len(words) >= _FEWEST_WORDS and " ".join(words).casefold() not in _PLACEHOLDERS


def _wrong(
    findings: tuple[Finding, ...],
    acceptances: tuple[Acceptance, ...],
    rules: tuple[Rule, ...],
    late: frozenset[str] | None,
) -> Iterator[Finding]:
    """Yield what is wrong with ``acceptances``; whether they match something is judged unless ``late`` is None."""
    found = {(finding.rule, finding.severity) for finding in findings}
    gravest = {rule.name: rule.severity for rule in rules}
    first: dict[str, int] = {}
    for index, entry in enumerate(acceptances):
        node = f"accept.{index}.rule"
        name = quote(entry.rule)
        earlier = first.setdefault(entry.rule, index)
        if entry.rule not in gravest:
            message = Text(f"Không có quy tắc nào tên {name}.", f"There is no rule called {name}.")
            yield ACCEPTED_RULE_EXISTS.finding(message, _meant(entry.rule, tuple(gravest)), node=node)
        elif earlier != index:
            message = Text(
                f"Mục {earlier + 1} đã chấp nhận {name}.", f"Entry {earlier + 1} accepts {name} already."
            )
            yield ACCEPTANCE_STILL_MATCHES.finding(message, node=node)
        elif (entry.rule, Severity.ERROR) in found:
            message = Text(f"{name} là lỗi, không chấp nhận được.", f"{name} is an error and cannot be accepted.")
            yield ERRORS_ARE_NOT_ACCEPTED.finding(message, node=node)
        elif gravest[entry.rule] is Severity.NOTE or (
            late is not None and entry.rule not in late and (entry.rule, Severity.WARNING) not in found
        ):
            message = _idle(name, gravest[entry.rule], is_noted=(entry.rule, Severity.NOTE) in found)
            yield ACCEPTANCE_STILL_MATCHES.finding(message, node=node)
        elif not _says_why(entry.reason):
            yield ACCEPTANCE_SAYS_WHY.finding(_reasonless(name, entry.reason), node=f"accept.{index}.reason")


def _reasonless(name: str, reason: str) -> Text:
    if not reason:
        return Text(f"{name}: chưa ghi lý do chấp nhận.", f"{name} is accepted without a reason.")
    return Text(f"{name}: {quote(reason)} chưa phải là lý do.", f"{name}: {quote(reason)} is no reason.")


def _idle(name: str, gravest: Severity, *, is_noted: bool) -> Text:
    """Return why nothing is accepted by an entry whose rule, called ``name``, warns of nothing."""
    if is_noted or gravest is Severity.NOTE:
        return Text(
            f"{name} chỉ là lưu ý, không cần và không thể chấp nhận.",
            f"{name} is only a note; notes need no acceptance and take none.",
        )
    if gravest is Severity.ERROR:
        return Text(
            f"{name} không cảnh báo gì; khi quy tắc này báo lỗi thì không chấp nhận được.",
            f"{name} warns of nothing; where it is an error, it cannot be accepted.",
        )
    return Text(
        f"{name} không còn cảnh báo gì: mục này thừa.",
        f"{name} warns of nothing any more: this entry is not needed.",
    )


def _meant(name: str, names: tuple[str, ...]) -> Text:
    return guess_before(
        name, names, Text("Xem mọi tên bằng: keytag explain", "See all names with: keytag explain")
    )
