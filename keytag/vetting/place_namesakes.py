"""Names that several places have had, or have: that the tag leaves no doubt which is meant.

Pure. Dated: before 1-7-2025 nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.places import OldUnit, Unit, Verdict, table
from keytag.vetting.place import NamedPlace, judged, listed, units_named
from keytag.vetting.place_numbers import is_told_by_numbers, with_province
from keytag.vetting.subject import JobSubject
from keytag.wording import Text

NAME_MEANS_THE_SAME_PLACE = Rule(
    "name-means-the-same-place",
    Severity.WARNING,
    Text("Tên cũ không chỉ một nơi khác ngày nay.", "An old name is not that of another place today."),
    Text(
        "Xã, phường cũ đã nhập đi; tên ấy nay là của một xã, phường khác cùng tỉnh.",
        "The former unit went elsewhere, and its name now belongs to another of the same province.",
    ),
    Text("Kiểm tra lại nơi định ghi.", "Make sure which place is meant."),
    Text(
        "Bảng đơn vị hành chính của keytag (Quyết định 19/2025/QĐ-TTg, Nghị quyết 237/NQ-UBTVQH16)",
        "keytag's table of places (Decision 19/2025/QĐ-TTg, Resolution 237/NQ-UBTVQH16)",
    ),
)
NAME_NEEDS_NO_PROVINCE = Rule(
    "name-is-one-place",
    Severity.NOTE,
    Text("Tên chỉ một nơi, hoặc có tên tỉnh đi kèm.", "A name is that of one place, or has its province with it."),
    Text("Tên trùng thì keytag không biết xét theo nơi nào.", "keytag cannot tell by which of them to judge."),
    Text("Thêm province vào issuer.", "Add province to the issuer."),
    HOUSE_RULE,
)


def name_means_the_same_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each name that was another place's of the same province, which has gone elsewhere."""
    for named, _ in units_named(subject):
        where = with_province(named, subject)
        found = judged(where, subject.as_of)
        if found.verdict is Verdict.STANDS and found.old and not is_told_by_numbers(where, found, subject):
            yield _mistakable(where, found.units[0], found.old, subject)


def name_is_one_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a note for each name that several provinces have, where none is given."""
    for where, found in units_named(subject):
        if (
            found.verdict is Verdict.STANDS
            and len(found.units) > 1
            and not (where.province or where.says_province)
        ):
            there = listed(found.units, subject.as_of)
            yield NAME_NEEDS_NO_PROVINCE.found(
                Text(
                    f"Có nhiều nơi tên {where.place.full}: {there}.",
                    f"There are several {where.place.full}: {there}.",
                ),
                node=where.node,
            )


CHECKS = (name_means_the_same_place, name_is_one_place)
RULES = (NAME_MEANS_THE_SAME_PLACE, NAME_NEEDS_NO_PROVINCE)


def _mistakable(where: NamedPlace, unit: Unit, old: tuple[OldUnit, ...], subject: JobSubject) -> Finding:
    day = subject.as_of
    parts = table().made_of(unit)
    made = ", ".join(f"{part.full} ({part.district})" for part in parts[:3]) + (" …" if len(parts) > 3 else "")
    was = "; ".join(f"{o.full} cũ ({o.district}) nay thuộc {listed(o.successors, day)}" for o in old)
    was_en = "; ".join(
        f"the former {o.full} ({o.district}) is now part of {listed(o.successors, day)}" for o in old
    )
    now, then = unit.full(day), old[0].successors[0].full(day)
    return NAME_MEANS_THE_SAME_PLACE.found(
        Text(
            f"{now[0].upper()}{now[1:]} ({unit.province.name}) ngày nay lập từ {made}. {was[0].upper()}{was[1:]}.",
            f"Today's {now} ({unit.province.name}) was made of {made}. {was_en[0].upper()}{was_en[1:]}.",
        ),
        Text(
            f"Là nơi cũ thì ghi {then}. Đúng là nơi ngày nay thì thêm một dòng: accept: [{{rule: "
            f"{NAME_MEANS_THE_SAME_PLACE.name}, reason: Đúng nơi ngày nay}}]",
            f"If the former one is meant, write {then}; if today's, add a line: accept: [{{rule: "
            f"{NAME_MEANS_THE_SAME_PLACE.name}, reason: Today's is meant}}]",
        ),
        node=where.node,
    )
