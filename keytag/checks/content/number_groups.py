"""A number stands in groups that people can read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.content.number_entries import NumberSubject
from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.text.text import Text
from keytag.vietnam.phone import digits, groups, regroup_digits

NUMBER_STANDS_IN_GROUPS = Rule(
    "number-stands-in-groups",
    Severity.NOTE,
    Text(
        "Chữ số của mỗi số điện thoại đứng thành nhóm ngắn.", "The digits of every number stand in short groups."
    ),
    Text(
        "Nhóm dài thì đọc cho người khác dễ sót hoặc thừa một chữ số.",
        "Of a long group a digit is easily lost or doubled when it is read aloud.",
    ),
    Text(
        "Viết số theo nhóm, ví dụ 0269 3000 113, hoặc viết liền để keytag tự chia nhóm.",
        "Write it in groups, like 0269 3000 113, or without any: keytag then groups it.",
    ),
    HOUSE_RULE,
)
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
