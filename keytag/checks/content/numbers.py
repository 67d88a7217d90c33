"""The numbers of a job: read once, then asked every question about them.

Each check is one function from a `NumberSubject` to findings; they stand in the modules whose names begin with
``number``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keytag.checks.content import (
    number_areas,
    number_bodies,
    number_digits,
    number_lines,
    number_repeats,
    number_roles,
    number_words,
)
from keytag.checks.content.number_entries import NumberSubject, number_subject
from keytag.checks.content.subject import JobSubject
from keytag.findings import Finding

NUMBER_CHECKS: tuple[Callable[[NumberSubject], Iterator[Finding]], ...] = (
    *number_digits.CHECKS,
    *number_areas.CHECKS,
    *number_roles.CHECKS,
    *number_repeats.CHECKS,
    *number_lines.CHECKS,
    *number_bodies.CHECKS,
)
"""Every check of numbers, in the order in which its findings are told."""

RULES = (
    *number_digits.RULES,
    *number_areas.RULES,
    *number_roles.RULES,
    *number_repeats.RULES,
    *number_lines.RULES,
    *number_bodies.RULES,
    *number_words.RULES,
)


def numbers_are_right(subject: JobSubject) -> Iterator[Finding]:
    """Every number can be dialled, is the issuer's, is labelled rightly, and one is answered at night."""
    numbers = number_subject(subject)
    for check in NUMBER_CHECKS:
        yield from check(numbers)
    for words_check in number_words.CHECKS:
        yield from words_check(numbers)


CHECKS = (numbers_are_right,)
