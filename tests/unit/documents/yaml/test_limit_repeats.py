"""A fault told very many times is told up to a limit, and counted."""

from __future__ import annotations

from msgspec.structs import replace

from keytag.documents.yaml import limit_repeats
from keytag.documents.yaml.refusal import MAX_OF_A_RULE
from keytag.documents.yaml.rules import MORE_PROBLEMS
from keytag.findings import Rule, Severity, has_errors
from keytag.text.text import same_text

WORD = same_text("word")
FIRST = Rule.error("first", __name__)
SECOND = Rule.warning("second", __name__)


def test_few_findings_are_all_told() -> None:
    """Up to the limit nothing is left out, rule by rule."""
    findings = (FIRST.finding(WORD, WORD),) * MAX_OF_A_RULE + (SECOND.finding(WORD, WORD),) * MAX_OF_A_RULE
    assert limit_repeats(findings) == findings


def test_many_are_counted_with_their_gravity() -> None:
    """Beyond the limit one finding of the same gravity says how many more; other rules stay."""
    told = limit_repeats((SECOND.finding(WORD, WORD),) * (MAX_OF_A_RULE + 460) + (FIRST.finding(WORD, WORD),))
    assert len(told) == MAX_OF_A_RULE + 2
    assert FIRST.finding(WORD, WORD) in told
    assert (told[-1].rule, told[-1].severity) == (MORE_PROBLEMS.name, Severity.WARNING)
    assert "460" in told[-1].message.en
    assert has_errors(limit_repeats((FIRST.finding(WORD, WORD),) * (MAX_OF_A_RULE + 1))[-1:])


def test_accepted_findings_are_counted_by_themselves() -> None:
    """What stands for accepted findings is accepted too, and hides none that are not."""
    finding = SECOND.finding(WORD, WORD)
    told = limit_repeats((replace(finding, accepted="known"),) * (MAX_OF_A_RULE + 10) + (finding,))
    assert told[-2:] == (finding, told[-1])
    assert told[-1].accepted == "known"
