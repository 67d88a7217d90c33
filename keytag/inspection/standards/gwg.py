"""A set of rules held against a file: every rule with its limit, what was measured and what came of it."""

from __future__ import annotations

from keytag.findings import Rule
from keytag.inspection.pdf.facts import FileFacts
from keytag.inspection.standards import inks, pieces, sizes
from keytag.inspection.standards.judging import Judged
from keytag.rulesets import RuleSet

RULES: tuple[Rule, ...] = (*pieces.RULES, *inks.RULES, *sizes.RULES)
"""Every rule of a set that is not also a standard's."""


def judge(facts: FileFacts, rules: RuleSet, heaviest: float | None = None) -> tuple[Judged, ...]:
    """Return how each of ``rules`` comes out on ``facts``, by number; those without one come last.

    ``heaviest`` is the most ink that was measured on the plates, all inks together, mean over the rules' square;
    without it the heaviest single paint is judged.
    """
    judged = (
        *pieces.judge_pieces(facts, rules),
        *inks.judge_inks(facts, rules, heaviest),
        *sizes.judge_sizes(facts, rules),
    )
    return tuple(sorted(judged, key=lambda each: each.number or "~"))
