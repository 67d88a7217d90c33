"""The same number twice: in one edition, or as the own number of two offices.

House rules: one of the two was copied and not corrected. What editions inherit from the job, and neighbours'
numbers, repeat by right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.checks.content.number_entries import EditionNumber, NumberSubject
from keytag.documents.job.ids import telex_words
from keytag.documents.yaml import quote
from keytag.findings import Finding, Rule
from keytag.text.text import Text, fold_name
from keytag.vietnam.phone import NumberKind

ENTRY_STANDS_ONCE = Rule.error("entry-stands-once", __name__)
NUMBER_HAS_ONE_ROLE = Rule.warning("number-has-one-role", __name__)
BELONGS_TO_ONE_OFFICE = Rule.warning("own-number-belongs-to-one-office", __name__)
LABEL_IS_OF_ONE_NUMBER = Rule.warning("label-is-of-one-number", __name__)
RULES = (ENTRY_STANDS_ONCE, NUMBER_HAS_ONE_ROLE, BELONGS_TO_ONE_OFFICE, LABEL_IS_OF_ONE_NUMBER)

# "Công an xã" alone says whose number it is.
_OWN_LABEL = re.compile(r"\b(?:cong-an-(?:xa|phuong)|ca-?[xp])\b")
# What is above a commune: its numbers are every commune's.
_WIDER = ("huyen", "quan", "thi-xa", "thanh-pho", "tinh", "district", "province", "city")


def number_stands_once(subject: NumberSubject) -> Iterator[Finding]:
    """No number stands on one tag twice."""
    for entries in subject.editions:
        first: dict[str, EditionNumber] = {}
        for entry in entries:
            before = first.setdefault(entry.phone.national, entry)
            if before is not entry:
                yield from _twice(before, entry)


def own_number_belongs_to_one_office(subject: NumberSubject) -> Iterator[Finding]:
    """No two editions of different offices claim one number as their own."""
    places = _places(subject)
    claims: dict[str, list[EditionNumber]] = {}
    for entry in (entry for entries in subject.editions for entry in entries):
        is_offices = entry.role.is_own or _OWN_LABEL.search(fold_name(entry.number.label))
        if is_offices and entry.is_own and entry.phone.kind is not NumberKind.EMERGENCY:
            claims.setdefault(entry.phone.national, []).append(entry)
    for repeated in (entries for entries in claims.values() if len(entries) > 1):
        claimed = [
            entry for entry in repeated if not is_wider(entry.number.label) and not _is_others(entry, places)
        ]
        if not _is_common(claimed, len(subject.editions)):
            yield from _claimed_twice(claimed)


def label_is_of_one_number(subject: NumberSubject) -> Iterator[Finding]:
    """No label of the job's own numbers stands on a tag again beside another number; told once for all of them."""
    again: dict[str, list[tuple[EditionNumber, EditionNumber]]] = {}
    for entries in subject.editions:
        own = {fold_name(entry.number.label): entry for entry in entries if entry.is_own}
        for entry in (entry for entry in entries if not entry.is_own):
            other = own.get(fold_name(entry.number.label))
            if other is not None and other.phone.national != entry.phone.national:
                again.setdefault(entry.label_node, []).append((entry, other))
    for node, pairs in again.items():
        entry, other = pairs[0]
        more = f" (+{len(pairs) - 1})" if len(pairs) > 1 else ""
        yield LABEL_IS_OF_ONE_NUMBER.finding(
            Text(
                f"{entry.name.vi} có trên móc khóa của mẫu {other.content.called}{more} cạnh {other.name.vi}.",
                f"{entry.name.en} stands on edition {other.content.called}{more} beside {other.name.en}.",
            ),
            node=node,
        )


def _claimed_twice(claimed: list[EditionNumber]) -> Iterator[Finding]:
    for entry in claimed[1:]:
        here, there = (one.content.issuer_name for one in (entry, claimed[0]))
        if telex_words(here) != telex_words(there):
            yield BELONGS_TO_ONE_OFFICE.finding(
                Text(
                    f"{entry.name.vi} của {quote(here)} cũng là số của {quote(there)}.",
                    f"{entry.name.en} of {quote(here)} is also a number of {quote(there)}.",
                ),
                node=entry.node,
            )


def _twice(before: EditionNumber, entry: EditionNumber) -> Iterator[Finding]:
    is_same = fold_name(before.number.label) == fold_name(entry.number.label) and before.role is entry.role
    sides = {before.number.side, entry.number.side}
    if not is_same:
        roles = (before.number.role, entry.number.role)
        one_label = fold_name(before.number.label) == fold_name(entry.number.label)
        yield NUMBER_HAS_ONE_ROLE.finding(
            Text(
                f"{entry.phone.display} đứng hai lần dưới nhãn {entry.label}, mỗi lần một role: "
                f"{roles[0]} và {roles[1]}.",
                f"{entry.phone.display} stands twice under the label {entry.label}, each time with another "
                f"role: {roles[0]} and {roles[1]}.",
            )
            if one_label
            else Text(
                f"{entry.phone.display} đứng dưới hai nhãn: {before.label} và {entry.label}.",
                f"{entry.phone.display} stands under two labels: {before.label} and {entry.label}.",
            ),
            node=entry.node,
        )
    # One entry on each side is how some tags repeat their hotline.
    elif len(sides) == 1 or None in sides:
        yield ENTRY_STANDS_ONCE.finding(
            Text(f"{entry.name.vi} được ghi hai lần.", f"{entry.name.en} is there twice."), node=entry.node
        )


def is_wider(label: str) -> bool:
    """Tell whether a label names what is above a commune: a number of its own then is every commune's."""
    said = f"-{fold_name(label)}-"
    return any(f"-{word}-" in said for word in _WIDER)


def _places(subject: NumberSubject) -> dict[str, str]:
    """Return the editions' places by the ids of their editions."""
    contents = (entries[0].content for entries in subject.editions if entries)
    return {content.id: fold_name(content.name) for content in contents if content.name}


def _is_others(entry: EditionNumber, places: dict[str, str]) -> bool:
    """Tell whether the label names another edition's place, so that the number is not its edition's own."""
    label = f"-{fold_name(entry.number.label)}-"
    own = places.get(entry.content.id)
    return any(f"-{place}-" in label for place in places.values() if place and place != own)


def _is_common(claimed: list[EditionNumber], editions: int) -> bool:
    """Tell whether every one of at least three editions names the desk alike: theirs together, not one's own.

    An officer serves one office: one in every row of a table was copied down.
    """
    labels = {fold_name(entry.number.label) for entry in claimed}
    are_desks = all(entry.role.is_desk for entry in claimed)
    return are_desks and editions > 2 and len(claimed) >= editions and len(labels) == 1


CHECKS = (number_stands_once, own_number_belongs_to_one_office, label_is_of_one_number)
