"""Somebody answers at night, and not an officer who will be moved to another post.

House rules, from what the programmes of 2018 to 2022 were for: a tag is used at night, in a hurry, and lasts
longer than an officer stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from keytag.checks.content.number_entries import EditionNumber, NumberSubject
from keytag.documents.job import NumberRole, roles_in
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text, fold_name
from keytag.vietnam.phone import NumberKind

HAS_A_DUTY_LINE = Rule.warning("tag-has-a-duty-line", __name__)
ANSWERS_DAY_AND_NIGHT = Rule.warning("number-answers-day-and-night", __name__)
RULES = (HAS_A_DUTY_LINE, ANSWERS_DAY_AND_NIGHT)

_OFFICE_HOURS = (
    r"\b(?:gio-hanh-chinh|gio-lam-viec|office-hours|ban-ngay(?!-(?:va-)?(?:ban-)?dem)|buoi-(?:sang|chieu))\b"
)
# From one hour to another: 7h-17h, 7g30 – 17g, 7:00-17:00.
_HOURS = r"\b(\d{1,2})(?:h|g|gio|-00|-30)\d{0,2}-(?:den-|toi-)?(\d{1,2})(?:h|g|gio|-00|-30)"
# House rule: what offices do by day alone.
_DAY_DESKS = r"\b(?:can-cuoc|cccd|tiep-dan|tiep-cong-dan|ho-khau|cu-tru|mot-cua|van-phong|thu-tuc|dang-ky-xe)\b"
_OFFICER = r"\b(?:cskv|canh-sat-khu-vuc|cong-an-vien|dong-chi|d-c)\b"
_OFFICE = r"^(?:so-|dt-|dien-thoai-)*(?:cong-an|ca|don|phong|doi|tram|police)\b"
_AWAKE_ROLES = (NumberRole.DUTY, NumberRole.HOTLINE, NumberRole.EMERGENCY)
# 113, 114, 115 and lines of 069 are answered at all hours.
_AWAKE_KINDS = (NumberKind.EMERGENCY, NumberKind.POLICE, NumberKind.FORCES)


def tag_has_a_duty_line(subject: NumberSubject) -> Iterator[Finding]:
    """Not every number is an officer's mobile."""
    for entries in subject.editions:
        own = _own(entries)
        if own and all(_is_officers_mobile(entry) for entry in own):
            count = len(own)
            yield HAS_A_DUTY_LINE.finding(
                Text(
                    f"Cả {count} số đều là di động riêng của cán bộ; không có số trực."
                    if count > 1
                    else "Chỉ có một số, là di động riêng của cán bộ; không có số trực.",
                    f"The {count} numbers are all officers' own mobiles; there is no duty number."
                    if count > 1
                    else "The only number is an officer's own mobile; there is no duty number.",
                ),
                node=_node(own),
            )


def number_answers_day_and_night(subject: NumberSubject) -> Iterator[Finding]:
    """By its role, its label or its kind, one number is answered at all hours."""
    for entries in subject.editions:
        own = _own(entries)
        if not own or any(_is_awake(entry) for entry in own) or all(_is_officers_mobile(entry) for entry in own):
            continue
        office = next((entry for entry in own if _may_be_awake(entry)), None)
        if office is None:
            message = Text("Không có số nào trực ngày đêm.", "No number is answered day and night.")
            yield ANSWERS_DAY_AND_NIGHT.finding(message, node=_node(own))
        else:
            yield ANSWERS_DAY_AND_NIGHT.finding(
                Text(
                    f"Tệp chưa ghi rõ {office.name.vi} có trực ngày đêm không.",
                    f"The job does not say whether {office.name.en} is answered at night.",
                ),
                Text(
                    "Nếu có, ghi thêm role: duty, hoặc thêm 24/24 vào nhãn.",
                    "If it is, add role: duty, or add 24/24 to the label.",
                ),
                node=office.label_node,
                severity=Severity.NOTE,
            )


def _own(entries: tuple[EditionNumber, ...]) -> tuple[EditionNumber, ...]:
    return tuple(entry for entry in entries if entry.role is not NumberRole.NEIGHBOUR)


def _node(entries: tuple[EditionNumber, ...]) -> str:
    """Return the list that the edition wrote itself, else the job's."""
    entry = next((entry for entry in entries if entry.is_own), entries[0])
    return entry.number.node.rpartition(".")[0]


def _is_awake(entry: EditionNumber) -> bool:
    said = roles_in(entry.number.label)
    is_staffed = (
        entry.role in _AWAKE_ROLES
        or entry.phone.kind in _AWAKE_KINDS
        or NumberRole.DUTY in said
        or NumberRole.HOTLINE in said
    )
    return is_staffed and not _is_by_day(fold_name(entry.number.label))


def _may_be_awake(entry: EditionNumber) -> bool:
    """Tell whether an entry without a role is an office's number."""
    plain = fold_name(entry.number.label)
    return (
        entry.role is NumberRole.OTHER
        and bool(re.search(_OFFICE, plain))
        and not re.search(_DAY_DESKS, plain)
        and not _is_by_day(plain)
    )


def _is_by_day(plain: str) -> bool:
    """Tell whether a label, without its marks, names the hours of an office; from 0 to 24 is no such thing."""
    hours = re.search(_HOURS, plain)
    spans = hours is not None and int(hours[1]) % 24 != int(hours[2]) % 24
    return spans or re.search(_OFFICE_HOURS, plain) is not None


def _is_officers_mobile(entry: EditionNumber) -> bool:
    said = roles_in(entry.number.label)
    if (
        entry.phone.kind not in (NumberKind.MOBILE, NumberKind.OLD_MOBILE)
        or NumberRole.DUTY in said
        or NumberRole.HOTLINE in said
    ):
        return False
    return entry.is_personal or (
        entry.role is NumberRole.OTHER and bool(re.search(_OFFICER, fold_name(entry.number.label)))
    )


CHECKS = (tag_has_a_duty_line, number_answers_day_and_night)
