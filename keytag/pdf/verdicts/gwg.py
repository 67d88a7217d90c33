"""A set of rules held against a file: every rule with its limit, what was measured and what came of it."""

from __future__ import annotations

from keytag.findings import Rule
from keytag.pdf.survey.facts import FileFacts
from keytag.pdf.verdicts import inks, pieces, sizes
from keytag.pdf.verdicts.judging import Judged
from keytag.rulesets import RuleSet

RULES: tuple[Rule, ...] = (*pieces.RULES, *inks.RULES, *sizes.RULES)
"""Every rule of a set that is not also a standard's."""


def judge(facts: FileFacts, rules: RuleSet) -> tuple[Judged, ...]:
    """Return how each of ``rules`` comes out on ``facts``, by number; those without one come last."""
    judged = (
        *pieces.judge_pieces(facts, rules),
        *inks.judge_inks(facts, rules),
        *sizes.judge_sizes(facts, rules),
    )
    return tuple(sorted(judged, key=lambda each: each.number or "~"))
