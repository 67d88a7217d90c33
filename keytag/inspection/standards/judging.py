"""One rule of a set, judged: its number, its limit, what was measured, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from keytag.findings import Finding, Rule, Severity
from keytag.inspection.pdf.facts import ContentKind, FileFacts, Use
from keytag.inspection.pdf.inking import plates
from keytag.text.text import Text


class Outcome(StrEnum):
    """What came of a rule."""

    HOLDS = "holds"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"
    NOT_APPLICABLE = "not-applicable"


class Judged(Struct, frozen=True):
    """A rule of a set with its ``number`` (R0031, "" for a rule without), the limit and what was measured."""

    number: str
    rule: Rule
    limit: Text
    measured: Text
    outcome: Outcome
    finding: Finding | None = None


def holds(number: str, rule: Rule, limit: Text, measured: Text) -> Judged:
    """Return that a rule holds."""
    return Judged(number, rule, limit, measured, Outcome.HOLDS)


def not_applicable(number: str, rule: Rule, limit: Text, why: Text) -> Judged:
    """Return that there is nothing for a rule to judge, and why."""
    return Judged(number, rule, limit, why, Outcome.NOT_APPLICABLE)


def broken(number: str, rule: Rule, limit: Text, measured: Text, severity: Severity | None = None) -> Judged:
    """Return that a rule is broken, with the finding that says so."""
    message = Text(f"{measured.vi}; giới hạn {limit.vi}.", f"{measured.en}; the limit is {limit.en}.")
    finding = rule.found(_capital(message), severity=severity)
    return Judged(number, rule, limit, measured, Outcome(finding.severity.value), finding)


def uses(facts: FileFacts, *kinds: ContentKind) -> Iterator[Use]:
    """Yield what is painted in these kinds, technical layers left out; of all kinds without any."""
    for page in facts.pages:
        for use in page.uses:
            if (not kinds or use.manner.kind in kinds) and not use.manner.step:
                yield use


def inked(use: Use) -> dict[str, float] | None:
    """Return how much lies on each plate that a use inks; None where that hangs on a profile or a picture."""
    found = plates(use.manner.space, use.manner.amounts)
    return None if found is None else {ink: amount for ink, amount in found.items() if amount > 0}


def _capital(text: Text) -> Text:
    return Text(text.vi[:1].upper() + text.vi[1:], text.en[:1].upper() + text.en[1:])
