"""One fault told many times over: the first few, and how many there are.

Knows findings, not what they are about. The gravest of what is left out still counts.
"""

from __future__ import annotations

from msgspec.structs import replace

from keytag.documents.yaml.rules import MORE_PROBLEMS
from keytag.findings import Finding, Severity
from keytag.text.text import Text

# House rule: a province's places with a fault each are all told to programs (people read them as one); of what
# somebody's machine made there is an end.
MAX_OF_A_RULE = 1000


def capped(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return ``findings`` with at most `MAX_OF_A_RULE` of each rule and severity, and how many more there are.

    Accepted findings are counted by themselves, so that what is left out is accepted or not as a whole.
    """
    kept: list[Finding] = []
    left: dict[tuple[str, Severity, str | None], list[Finding]] = {}
    counts: dict[tuple[str, Severity, str | None], int] = {}
    for finding in findings:
        kind = (finding.rule, finding.severity, finding.accepted)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] > MAX_OF_A_RULE:
            left.setdefault(kind, []).append(finding)
        else:
            kept.append(finding)
    return (*kept, *(_rest(rest) for rest in left.values()))


def _rest(left: list[Finding]) -> Finding:
    first = left[0]
    message = Text(
        f"… và còn {len(left)} chỗ nữa như vậy ({first.rule}).",
        f"… and {len(left)} more of the kind ({first.rule}).",
    )
    told = MORE_PROBLEMS.found(message, node=first.node, where=first.where, severity=first.severity)
    return replace(told, accepted=first.accepted)
