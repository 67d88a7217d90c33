"""A number stands in groups that people can read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.content.number_entries import NumberSubject
from keytag.findings import Finding, Rule
from keytag.text.text import Text
from keytag.vietnam.phone import digits, groups, regroup_digits

NUMBER_STANDS_IN_GROUPS = Rule.note("number-stands-in-groups", __name__)
RULES = (NUMBER_STANDS_IN_GROUPS,)


def number_stands_in_groups(subject: NumberSubject) -> Iterator[Finding]:
    """No group that the writer made is longer than people say at once."""
    for entry in subject.each:
        right = regroup_digits(entry.number.written) if entry.phone.fault is None else None
        if right is None:
            continue
        longest = max(len(digits(group)) for group in groups(entry.number.written))
        yield NUMBER_STANDS_IN_GROUPS.found(
            Text(
                f"{entry.name.vi} có nhóm {longest} chữ số; viết {right}.",
                f"{entry.name.en} has a group of {longest} digits; write {right}.",
            ),
            node=entry.node,
            becomes=right,
        )


CHECKS = (number_stands_in_groups,)
