"""Verdicts on any PDF: the facts of a survey held against a standard, or against a set of rules.

Each check is one function from facts and a `Standard` to findings, whose name says what must hold; `CHECKS` is the
whole list and `RULES` what `keytag explain` says of them. Pure: reads no PDF. A standard is asked for its values,
never for its name. No free program certifies PDF/X, nor does this one: it says what it found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keytag.findings import Finding, Rule
from keytag.inspection.pdf.facts import FileFacts
from keytag.inspection.standards import acting, boxes, identity, painted, processing_steps
from keytag.inspection.standards.identity import claimed_standard
from keytag.standards import Standard

__all__ = ["CHECKS", "RULES", "claimed_standard", "standard_findings"]

_MODULES = (identity, boxes, painted, processing_steps, acting)

CHECKS: tuple[Callable[[FileFacts, Standard], Iterator[Finding]], ...] = tuple(
    check for module in _MODULES for check in module.CHECKS
)
"""Every check, in the order in which its findings are told."""

RULES: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)
"""Every rule of a standard."""


def standard_findings(facts: FileFacts, standard: Standard) -> tuple[Finding, ...]:
    """Return what in ``facts`` is not as ``standard`` asks, each fact once, nothing where all is well."""
    return tuple(dict.fromkeys(finding for check in CHECKS for finding in check(facts, standard)))
