"""A number can be dialled: it has all its digits, begins as numbers do, costs nothing extra, and stands in groups.

Answers to the numbering plan of Vietnam (Circular 22/2014/TT-BTTTT), to the plan of 2018 for mobile numbers and to
libphonenumber's tables, on the job's day. Area codes have checks of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.content.number_entries import EditionNumber, NumberSubject
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text
from keytag.vietnam.phone import (
    NEW_PREFIXES,
    OLD_PREFIXES_END,
    DigitFault,
    NumberKind,
    digits,
    group_digits,
    groups,
    read_number,
    regroup_digits,
)

HAS_ALL_DIGITS = Rule.error("number-has-all-its-digits", __name__)
MOBILE_HAS_TEN = Rule.error("mobile-number-has-ten-digits", __name__)
PREFIX_IS_IN_USE = Rule.error("number-prefix-is-in-use", __name__)
NUMBER_IS_KNOWN = Rule.warning("number-is-of-a-known-kind", __name__)
NUMBER_IS_VIETNAMESE = Rule.warning("number-is-vietnamese", __name__)
CALL_COSTS_NO_EXTRA = Rule.warning("call-costs-no-extra", __name__)
NUMBER_STANDS_IN_GROUPS = Rule.note("number-stands-in-groups", __name__)
RULES = (
    HAS_ALL_DIGITS,
    MOBILE_HAS_TEN,
    PREFIX_IS_IN_USE,
    NUMBER_IS_KNOWN,
    NUMBER_IS_VIETNAMESE,
    CALL_COSTS_NO_EXTRA,
    NUMBER_STANDS_IN_GROUPS,
)

# Numbering plan of Vietnam: 111 for children in danger; 1022, the citizens' line of provinces and cities.
_PUBLIC_SERVICES = ("111", "1022")


def number_has_all_its_digits(subject: NumberSubject) -> Iterator[Finding]:
    """No digit is missing or too many, the zero in front included."""
    for entry in subject.each:
        if entry.phone.fault is DigitFault.LENGTH:
            yield HAS_ALL_DIGITS.finding(_count(entry), _complete(entry), node=entry.node)
        elif entry.phone.fault is DigitFault.NO_ZERO:
            yield HAS_ALL_DIGITS.finding(
                Text(f"{entry.name.vi} thiếu số 0 ở đầu.", f"{entry.name.en} lacks the zero in front."),
                _meant(entry, subject),
                node=entry.node,
            ).with_guess(entry.meant(group_digits(_meant_today(entry, subject))))
        elif entry.phone.fault is DigitFault.NO_AREA:
            yield HAS_ALL_DIGITS.finding(
                Text(f"{entry.name.vi} thiếu mã vùng.", f"{entry.name.en} lacks its area code."),
                Text(
                    "Thêm mã vùng của tỉnh vào trước số, ví dụ 0269; thiếu nó thì di động không gọi được.",
                    "Put the province's area code in front, like 0269; without it mobile phones cannot call.",
                ),
                node=entry.node,
            )


def mobile_number_has_ten_digits(subject: NumberSubject) -> Iterator[Finding]:
    """Mobile numbers that begin with 01 ended in 2018."""
    for entry in subject.each:
        phone = entry.phone
        if phone.kind is not NumberKind.OLD_MOBILE or subject.as_of < NEW_PREFIXES:
            continue
        right = group_digits(phone.instead or "")
        yield MOBILE_HAS_TEN.finding(
            Text(
                f"{entry.name.vi} là số di động 11 chữ số, hết dùng từ 15/11/2018.",
                f"{entry.name.en} is a mobile number of eleven digits, which ended on 2018-11-14.",
            ),
            Text(
                f"Ghi số mới: {right}, và gọi thử trước khi in.",
                f"Write its new number, {right}, and call it before printing.",
            ),
            node=entry.node,
            severity=Severity.WARNING if subject.as_of <= OLD_PREFIXES_END else Severity.ERROR,
        ).with_guess(entry.meant(right))


def number_prefix_is_in_use(subject: NumberSubject) -> Iterator[Finding]:
    """Every number begins as numbers in Vietnam do; what libphonenumber alone does not know is a warning."""
    for entry in subject.each:
        number = entry.phone.national
        if entry.phone.fault is DigitFault.OPENING:
            start = number[:2]
            yield PREFIX_IS_IN_USE.finding(
                Text(
                    f"{entry.name.vi}: ở Việt Nam không có số nào bắt đầu bằng {start}.",
                    f"{entry.name.en}: no number in Vietnam begins with {start}.",
                ),
                node=entry.node,
            )
        elif entry.phone.fault is DigitFault.PREFIX:
            start = number[:4]
            yield PREFIX_IS_IN_USE.finding(
                Text(
                    f"{entry.name.vi}: chưa thấy đầu số {start} được dùng.",
                    f"{entry.name.en}: the prefix {start} is not known to be in use.",
                ),
                node=entry.node,
                severity=Severity.WARNING,
            )
        elif entry.phone.fault is DigitFault.SUBSCRIBER and entry.phone.area is not None:
            code = entry.phone.area.code
            start = number.removeprefix(code)[:1]
            yield PREFIX_IS_IN_USE.finding(
                Text(
                    f"{entry.name.vi}: sau mã vùng {code} không có số nào bắt đầu bằng {start}.",
                    f"{entry.name.en}: after the area code {code} no number begins with {start}.",
                ),
                node=entry.node,
                severity=Severity.WARNING,
            )


def number_is_of_a_known_kind(subject: NumberSubject) -> Iterator[Finding]:
    """Short numbers are the whole country's; lines of the police and of services have their usual length."""
    for entry in subject.each:
        if entry.phone.kind is NumberKind.SHORT and entry.role.is_own and entry.phone.fault is None:
            yield from _short(entry)
        if entry.phone.fault is not DigitFault.UNUSUAL:
            continue
        message = (
            Text(
                f"{entry.name.vi} không phải số khẩn cấp của Việt Nam (chỉ có 111–115).",
                f"{entry.name.en} is no emergency number of Vietnam (those are 111–115).",
            )
            if entry.phone.kind is NumberKind.SHORT
            else Text(
                f"{entry.name.vi} có {len(entry.phone.national)} chữ số; loại số này thường có 8 hoặc 10.",
                f"{entry.name.en} has {len(entry.phone.national)} digits; such numbers have 8 or 10.",
            )
        )
        yield NUMBER_IS_KNOWN.finding(message, node=entry.node)


def number_is_vietnamese(subject: NumberSubject) -> Iterator[Finding]:
    """No number is another country's."""
    for entry in subject.each:
        if entry.phone.kind is NumberKind.FOREIGN:
            message = Text(f"{entry.name.vi} là số nước ngoài.", f"{entry.name.en} is a foreign number.")
            yield NUMBER_IS_VIETNAMESE.finding(message, node=entry.node)


def call_costs_no_extra(subject: NumberSubject) -> Iterator[Finding]:
    """No number begins with 1900."""
    for entry in subject.each:
        if entry.phone.kind is NumberKind.PREMIUM:
            message = Text(
                f"{entry.name.vi}: gọi 1900 bị tính cước cao.", f"{entry.name.en}: calls to 1900 cost extra."
            )
            yield CALL_COSTS_NO_EXTRA.finding(message, node=entry.node)


def number_stands_in_groups(subject: NumberSubject) -> Iterator[Finding]:
    """No group that the writer made is longer than people say at once."""
    for entry in subject.each:
        right = regroup_digits(entry.number.written) if entry.phone.fault is None else None
        if right is None:
            continue
        longest = max(len(digits(group)) for group in groups(entry.number.written))
        yield NUMBER_STANDS_IN_GROUPS.finding(
            Text(
                f"{entry.name.vi} có nhóm {longest} chữ số; viết {right}.",
                f"{entry.name.en} has a group of {longest} digits; write {right}.",
            ),
            node=entry.node,
            becomes=right,
        )


def _short(entry: EditionNumber) -> Iterator[Finding]:
    """Tell of a service's short number where an office's own should stand."""
    number = entry.phone.national
    if number not in _PUBLIC_SERVICES:
        yield NUMBER_IS_KNOWN.finding(
            Text(
                f"{entry.name.vi} chỉ có {len(number)} chữ số; số riêng của Công an không ngắn như vậy.",
                f"{entry.name.en} has only {len(number)} digits; no police office's own number is so short.",
            ),
            node=entry.node,
        )


def _meant(entry: EditionNumber, subject: NumberSubject) -> Text:
    """Return what a number without its zero was likely meant to be: one that is still answered on the day."""
    typed, today = entry.phone.instead or "", _meant_today(entry, subject)
    right, before = group_digits(today), group_digits(typed) if today != typed else ""
    return Text(
        f"Có phải là {right}" + (f" (trước đây là {before})" if before else "") + "? Gọi thử rồi sửa.",
        f"Is it {right}" + (f" (once {before})" if before else "") + "? Call it, then correct it.",
    )


def _meant_today(entry: EditionNumber, subject: NumberSubject) -> str:
    typed = entry.phone.instead or ""
    return read_number(typed).living if subject.as_of >= NEW_PREFIXES else typed


def _complete(entry: EditionNumber) -> Text | None:
    wanted = entry.phone.wanted
    if wanted is None:
        return None
    return Text(
        f"Hỏi lại số đúng, ghi đủ {wanted} chữ số, rồi gọi thử trước khi in.",
        f"Ask for the right number, write all {wanted} digits, and call it before printing.",
    )


def _count(entry: EditionNumber) -> Text:
    count, wanted = len(digits(entry.phone.national)), entry.phone.wanted
    if wanted is None:
        return Text(
            f"{entry.name.vi} có {count} chữ số; không số nào ở Việt Nam dài như vậy."
            if entry.phone.kind is not NumberKind.FOREIGN
            else f"{entry.name.vi} có {count} chữ số; nước đó không có số dài như vậy.",
            f"{entry.name.en} has {count} digits; there are no such numbers there.",
        )
    return Text(
        f"{entry.name.vi} có {count} chữ số, phải là {wanted}.",
        f"{entry.name.en} has {count} digits; it should have {wanted}.",
    )


CHECKS = (
    number_has_all_its_digits,
    mobile_number_has_ten_digits,
    number_prefix_is_in_use,
    number_is_of_a_known_kind,
    number_is_vietnamese,
    call_costs_no_extra,
    number_stands_in_groups,
)
