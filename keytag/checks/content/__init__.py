"""What must hold of a job's words before anything is drawn: numbers, offices, links, the order.

Each check is one function from a `JobSubject` to findings, whose name says what must hold; `CHECKS` is the whole
list and `RULES` what `keytag explain` says of them. Pure: judges what is written, on the day it is given. Must not
know of artworks, sheets or PDF; how a tag came out is `keytag.checks.artwork`'s to say.

Read `subject` (what a check is given), `captions` (checks of one kind, rule and table in one screen), then what
you need:

- `printed`: the words that a job prints, each with its node; every check of words goes through it;
- `numbers`: all of the job's numbers; `number_entries` reads them, `number_digits`, `number_areas`,
  `number_bodies`, `number_roles`, `number_lines`, `number_repeats` ask; `number_words` and `number_letters` find
  those in running text;
- `links`: all of the job's links; `link_address` reads them, `link_form`, `link_host` (with `link_hosts`),
  `link_page` and `link_inside` ask; `captions`: whether a caption says what opens;
- `offices`, `issuers`: whose name it is; `place` and `place_mentions` say which places are named, `place_names`,
  `place_words`, `place_units`, `place_numbers`, `place_agreement`, `place_labels`, `place_before`, `other_places`
  ask;
- `words`, `word_requests`: words still to come, words that frauds use; `edition_names`: what editions are called;
- `order`, `allotments`, `cost`, `day`: how many, for whom, for how much, when; `drawn`: what of a large job is
  drawn;
- `acceptance`: which warnings a job accepts, and with which reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from keytag.checks.content import (
    acceptance,
    allotments,
    captions,
    cost,
    day,
    drawn,
    edition_names,
    issuers,
    links,
    number_letters,
    numbers,
    offices,
    order,
    other_places,
    place_agreement,
    place_before,
    place_labels,
    place_names,
    place_numbers,
    place_units,
    place_words,
    word_requests,
    words,
)
from keytag.checks.content.acceptance import (
    apply_acceptances,
    mark_accepted,
    reasons_of,
    rules_to_accept,
    unaccepted_rules,
)
from keytag.checks.content.drawn import MAX_MISFITS, every_edition_is_drawn, fullest
from keytag.checks.content.order import enough_per_artwork, every_edition_gets_tags
from keytag.checks.content.subject import JobSubject
from keytag.findings import Finding, Rule

__all__ = [
    "CHECKS",
    "MAX_MISFITS",
    "RULES",
    "JobSubject",
    "apply_acceptances",
    "enough_per_artwork",
    "every_edition_gets_tags",
    "every_edition_is_drawn",
    "fullest",
    "mark_accepted",
    "reasons_of",
    "rules_to_accept",
    "unaccepted_rules",
    "vet",
    "vet_allotments",
]

CHECKS: tuple[Callable[[JobSubject], Iterator[Finding]], ...] = (
    *day.CHECKS,
    *numbers.CHECKS,
    *links.CHECKS,
    *offices.CHECKS,
    *words.CHECKS,
    *word_requests.CHECKS,
    *number_letters.CHECKS,
    *captions.CHECKS,
    *issuers.CHECKS,
    *other_places.CHECKS,
    *place_words.CHECKS,
    *place_names.CHECKS,
    *place_numbers.CHECKS,
    *place_units.CHECKS,
    *place_agreement.CHECKS,
    *place_labels.CHECKS,
    *place_before.CHECKS,
    *edition_names.CHECKS,
    *order.CHECKS,
    *allotments.CHECKS,
)
"""Every check, in the order in which its findings are told."""

RULES: tuple[Rule, ...] = (
    *day.RULES,
    *numbers.RULES,
    *links.RULES,
    *offices.RULES,
    *words.RULES,
    *word_requests.RULES,
    *number_letters.RULES,
    *captions.RULES,
    *issuers.RULES,
    *place_words.RULES,
    *place_names.RULES,
    *place_numbers.RULES,
    *place_units.RULES,
    *place_agreement.RULES,
    *place_labels.RULES,
    *place_before.RULES,
    *edition_names.RULES,
    *order.RULES,
    *allotments.RULES,
    *cost.RULES,
    *drawn.RULES,
    *acceptance.RULES,
)
"""Every rule of this package."""


def vet(subject: JobSubject) -> tuple[Finding, ...]:
    """Return what the checks find in a job, each fact once, nothing where all is well."""
    return tuple(dict.fromkeys(finding for check in CHECKS for finding in check(subject)))


def vet_allotments(subject: JobSubject) -> tuple[Finding, ...]:
    """Return what is found of who gets the tags alone: for `packing`, which judges nothing else."""
    return tuple(dict.fromkeys(finding for check in allotments.CHECKS for finding in check(subject)))
