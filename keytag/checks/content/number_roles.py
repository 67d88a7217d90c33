"""Label, role and number of an entry say the same: a chief is no duty desk, 114 is no ambulance, 112 no police.

What answers 112 to 115 is by the numbering plan and Decree 200/2025/NĐ-CP (112, since 23-8-2025); what contradicts
what is the house's own rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from keytag.checks.content.number_entries import EditionNumber, NumberSubject
from keytag.documents.job import NumberRole, roles_in
from keytag.findings import Finding, Rule
from keytag.text.text import Text, fold_name
from keytag.vietnam.phone import NumberKind

LABEL_AND_ROLE_AGREE = Rule.warning("label-and-role-agree", __name__)
EMERGENCY_MATCHES_LABEL = Rule.warning("emergency-number-matches-its-label", __name__)
RESCUE_IS_NOT_POLICE = Rule.warning("rescue-line-is-not-police", __name__)
LABEL_AND_LINE_AGREE = Rule.warning("label-and-line-agree", __name__)
RULES = (LABEL_AND_ROLE_AGREE, EMERGENCY_MATCHES_LABEL, RESCUE_IS_NOT_POLICE, LABEL_AND_LINE_AGREE)

# Decree 200/2025/NĐ-CP: the Ministry of Defence runs 112, for disasters and rescue, since this day.
_OF_DEFENCE_SINCE = date(2025, 8, 23)
_OFFICERS = (NumberRole.CHIEF, NumberRole.DEPUTY)
_DESKS = (NumberRole.DUTY, NumberRole.HOTLINE)
# House rule: what a label says beside these roles would mislead, unless it names the role as well.
_CLASHES: dict[NumberRole, tuple[NumberRole, ...]] = {
    NumberRole.CHIEF: (NumberRole.DEPUTY, *_DESKS, NumberRole.CHECKPOINT, NumberRole.NEIGHBOUR),
    NumberRole.DEPUTY: (NumberRole.CHIEF, *_DESKS, NumberRole.CHECKPOINT, NumberRole.NEIGHBOUR),
    NumberRole.DUTY: (*_OFFICERS, NumberRole.CHECKPOINT, NumberRole.NEIGHBOUR),
    NumberRole.HOTLINE: (*_OFFICERS, NumberRole.CHECKPOINT, NumberRole.NEIGHBOUR),
    NumberRole.CHECKPOINT: _OFFICERS,
    NumberRole.EMERGENCY: _OFFICERS,
}
_ROLE_NAMES = {
    NumberRole.DUTY: Text("số trực", "the duty desk"),
    NumberRole.HOTLINE: Text("đường dây nóng", "a hotline"),
    NumberRole.CHIEF: Text("cấp trưởng", "the chief"),
    NumberRole.DEPUTY: Text("cấp phó", "a deputy"),
    NumberRole.CHECKPOINT: Text("chốt", "a checkpoint"),
    NumberRole.NEIGHBOUR: Text("nơi giáp ranh", "a neighbour"),
    NumberRole.EMERGENCY: Text("số khẩn cấp", "an emergency number"),
    NumberRole.OTHER: Text("số khác", "some other number"),
}
# House rule: labels of the police alone, beside which role: other is wrong; village heads and hospitals have it by
# right.
_OWN_LABEL = (
    r"(?:so-|dt-)?(?:duong-day-nong|hotline|truc-ban|truc-chi-huy|(?:pho-)?truong-(?:cong-an|ca)|p?tca[xp]?)"
    r"(?:-(?:24|24h|7|gio|cong-an|ca|xa|phuong|tinh|dac-khu))*"
)
# What labels call each service; each knows its own number.
_SERVICES = {
    "113": r"cong-an|canh-sat|an-ninh|trat-tu|csgt|phan-ung-nhanh|trom|to-giac|police|113",
    "114": r"chua-chay|cuu-hoa|pccc|bao-chay|hoa-hoan|phong-chay|fire|114",
    "115": r"cap-cuu|y-te|cuu-thuong|benh-vien|ambulance|medical|115",
    "112": r"cuu-nan|cuu-ho|thien-tai|tim-kiem|rescue|112",
    # Decree 56/2017/NĐ-CP, article 24: the national line for the protection of children.
    "111": r"tre-em|thieu-nhi|xam-hai|bao-hanh|child|children|111",
}
SERVICE_NAMES = {
    "113": Text("Công an", "the police"),
    "114": Text("chữa cháy, cứu nạn, cứu hộ", "the fire brigade"),
    "115": Text("cấp cứu y tế", "the ambulance"),
    "112": Text("cứu nạn thiên tai", "disaster rescue"),
    "111": Text("tổng đài bảo vệ trẻ em", "the line for children in danger"),
}


# What a label must not say beside each kind of line, unless it offers both. A patrol may be di động, a checkpoint
# cố định: it is the telephone that must be called so.
_MOBILE = r"(?:^|\b(?:số|sđt|đt|điện thoại|máy) |\()(?:di động|mobile)\b"
_FIXED = r"(?:^|\b(?:số|sđt|đt|điện thoại|máy) |\()cố định\b|\bmáy bàn\b|\blandline\b"
_OTHER_LINE = {NumberKind.MOBILE: (_FIXED, "di động|mobile"), NumberKind.LANDLINE: (_MOBILE, _FIXED)}


def label_and_role_agree(subject: NumberSubject) -> Iterator[Finding]:
    """No label names one person and the role another."""
    for entry in subject.each:
        role, said = entry.number.role, roles_in(entry.number.label)
        clash = _clash(entry)
        if clash is None or role in said:
            continue
        meant, given = _ROLE_NAMES[clash], _ROLE_NAMES[role]
        yield LABEL_AND_ROLE_AGREE.finding(
            Text(
                f"Nhãn {entry.label} là {meant.vi}, nhưng role: {role} là {given.vi}.",
                f"The label {entry.label} is {meant.en}, but role: {role} is {given.en}.",
            ),
            Text(
                f"Đổi thành role: {clash}, hoặc sửa nhãn (label).", f"Write role: {clash}, or correct the label."
            ),
            node=f"{entry.number.node}.role",
            # The label is what prints; the role only tells keytag what it means.
            becomes=clash.value if len(said) == 1 else None,
        )


def _clash(entry: EditionNumber) -> NumberRole | None:
    """Return who a label names that the role beside it is not; a role that was not given is no contradiction."""
    said = roles_in(entry.number.label)
    is_own = re.fullmatch(_OWN_LABEL, fold_name(entry.number.label)) is not None
    if entry.is_other_by_its_role:
        return next(iter(said), None) if is_own else None
    is_elsewhere = entry.number.role.is_elsewhere and entry.phone.kind is not NumberKind.EMERGENCY
    clashes = (*_CLASHES.get(entry.number.role, ()), *(_DESKS if is_own and is_elsewhere else ()))
    return next((other for other in said if other in clashes), None)


def emergency_number_matches_its_label(subject: NumberSubject) -> Iterator[Finding]:
    """What answers 113, 114, 115 and 112 is what the label says."""
    for entry in subject.each:
        number = entry.phone.national
        if number not in _SERVICES or _is_for_police(entry):
            continue
        named = services_in(entry.number.label)
        # The fire brigade's full name ends in "cứu nạn, cứu hộ", and people in distress may call either.
        right = {number} | ({"112", "114"} if number in ("112", "114") else set())
        if named and not named & right:
            answers, said = SERVICE_NAMES[number], SERVICE_NAMES[min(named)]
            yield EMERGENCY_MATCHES_LABEL.finding(
                Text(
                    f"{number} là {answers.vi}, không phải {said.vi} như nhãn {entry.label}.",
                    f"{number} is {answers.en}, not {said.en} as the label {entry.label} has it.",
                ),
                Text(
                    f"Số của {said.vi} là {min(named)}; sửa số hoặc nhãn.",
                    f"The number of {said.en} is {min(named)}; correct number or label.",
                ),
                node=entry.label_node,
            )
        else:
            yield from _not_an_officers(entry)
            if not named and number != "113" and entry.role.is_desk:
                yield _not_a_desks(entry)


def rescue_line_is_not_police(subject: NumberSubject) -> Iterator[Finding]:
    """112 stands neither under the police's name nor as a duty number."""
    for entry in subject.each:
        if entry.phone.kind is NumberKind.RESCUE and _is_for_police(entry):
            is_of_defence = subject.as_of >= _OF_DEFENCE_SINCE
            by, by_en = (" của Bộ Quốc phòng", ", run by the Ministry of Defence") if is_of_defence else ("", "")
            message = Text(
                f"{entry.label} 112: ở Việt Nam 112 là tổng đài cứu nạn{by}, không phải Công an.",
                f"{entry.label} 112: in Vietnam 112 is disaster rescue{by_en}, not the police.",
            )
            yield RESCUE_IS_NOT_POLICE.finding(message, node=entry.node)


def label_and_line_agree(subject: NumberSubject) -> Iterator[Finding]:
    """No label says mobile where a landline stands, nor the other way round."""
    for entry in subject.each:
        other, own = _OTHER_LINE.get(entry.phone.kind, (None, ""))
        label = entry.number.label.casefold()
        if other is not None and re.search(other, label) and not re.search(own, label):
            is_mobile = entry.phone.kind is NumberKind.MOBILE
            kind, kind_en = ("số di động", "a mobile number") if is_mobile else ("số cố định", "a landline")
            yield LABEL_AND_LINE_AGREE.finding(
                Text(f"{entry.name.vi}: đây là {kind}.", f"{entry.name.en}: this is {kind_en}."), node=entry.node
            )


def _not_an_officers(entry: EditionNumber) -> Iterator[Finding]:
    """Tell of an emergency number that the label or the role gives to one officer, or to a neighbour."""
    number = entry.phone.national
    if entry.number.role is NumberRole.OTHER and entry.role.is_officer:
        given = _ROLE_NAMES[entry.role]
        yield EMERGENCY_MATCHES_LABEL.finding(
            Text(
                f"{number} là số khẩn cấp của cả nước, không phải số của {given.vi} như nhãn {entry.label}.",
                f"{number} is an emergency number, not {given.en}'s as the label {entry.label} has it.",
            ),
            node=entry.label_node,
        )
    elif entry.number.role in (*_OFFICERS, NumberRole.NEIGHBOUR):
        given = _ROLE_NAMES[entry.number.role]
        yield EMERGENCY_MATCHES_LABEL.finding(
            Text(
                f"{number} là số khẩn cấp của cả nước, nhưng role: {entry.number.role} là {given.vi}.",
                f"{number} is an emergency number, but role: {entry.number.role} is {given.en}.",
            ),
            Text("Ghi role: emergency.", "Write role: emergency."),
            node=f"{entry.number.node}.role",
        )


def _not_a_desks(entry: EditionNumber) -> Finding:
    """Tell of another service's number under a label that only says that somebody is on duty."""
    number, given = entry.phone.national, _ROLE_NAMES[entry.role]
    answers = SERVICE_NAMES[number]
    return EMERGENCY_MATCHES_LABEL.finding(
        Text(
            f"{number} là {answers.vi}, không phải {given.vi} của Công an như nhãn {entry.label}.",
            f"{number} is {answers.en}, not {given.en} of the police as the label {entry.label} has it.",
        ),
        node=entry.node,
    )


def _is_for_police(entry: EditionNumber) -> bool:
    if entry.phone.kind is not NumberKind.RESCUE:
        return False
    named = services_in(entry.number.label)
    return ("113" in named and "112" not in named) or (not named and entry.role.is_desk)


def services_in(text: str) -> set[str]:
    """Return the numbers of the services that ``text`` speaks of, by name or by number."""
    plain = fold_name(text)
    return {number for number, words in _SERVICES.items() if re.search(rf"\b(?:{words})\b", plain)}


CHECKS = (
    label_and_role_agree,
    emergency_number_matches_its_label,
    rescue_line_is_not_police,
    label_and_line_agree,
)
