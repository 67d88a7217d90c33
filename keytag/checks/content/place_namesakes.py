"""Names that several places have had, or have: that the tag leaves no doubt which is meant.

Pure. Dated: before 1-7-2025 nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.content.place import NamedPlace, judged, listed, units_named
from keytag.checks.content.place_numbers import Told, told_by_numbers, with_province
from keytag.checks.content.subject import JobSubject
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text
from keytag.vietnam.places import OldUnit, Unit, UnitVerdict, is_written_alike

NAME_MEANS_THE_SAME_PLACE = Rule.error("name-means-the-same-place", __name__)
NAME_NEEDS_NO_PROVINCE = Rule.note("name-is-one-place", __name__)


def name_means_the_same_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a finding for each name that was another place's of the same province, which has gone elsewhere.

    A note alone where that place's province was called otherwise and no number speaks for it: whoever writes
    today's province knows of the reform.
    """
    for named, _ in units_named(subject):
        where = with_province(named, subject)
        found = judged(where, subject)
        # A code of another place is `place_units`' to tell.
        if found.verdict is not UnitVerdict.STANDS or not found.old or where.unit is not None:
            continue
        unit, told = found.units[0], told_by_numbers(where, found, subject)
        if told is not Told.NOW:
            is_grave = told is Told.THEN or any(is_written_alike(unit, old) for old in found.old)
            severity = NAME_MEANS_THE_SAME_PLACE.severity if is_grave else Severity.NOTE
            yield _mistakable(where, unit, found.old, severity, subject)


def name_is_one_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a note for each name that several provinces have, where none is given."""
    for where, found in units_named(subject):
        if (
            found.verdict is UnitVerdict.STANDS
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


def _mistakable(
    where: NamedPlace, unit: Unit, old: tuple[OldUnit, ...], severity: Severity, subject: JobSubject
) -> Finding:
    day = subject.as_of
    parts = subject.places.made_of(unit)
    made = ", ".join(f"{part.full} ({part.district})" for part in parts[:3]) + (" …" if len(parts) > 3 else "")
    was = "; ".join(f"{o.full} cũ ({o.district}) nay thuộc {listed(o.successors, day)}" for o in old)
    was_en = "; ".join(
        f"the former {o.full} ({o.district}) is now part of {listed(o.successors, day)}" for o in old
    )
    now, then = unit.full(day), old[0].successors[0].full(day)
    is_edition = where.node.startswith("editions")
    to = (
        Text(" (trong bảng: cột unit)", " (in a table: a column unit)")
        if is_edition
        else Text(" vào issuer", " to the issuer")
    )
    code = f"issuer: {{unit: {unit.code}}}" if is_edition else f"unit: {unit.code}"
    return NAME_MEANS_THE_SAME_PLACE.found(
        Text(
            f"{now[0].upper()}{now[1:]} ({unit.province.name}) ngày nay lập từ {made}. {was[0].upper()}{was[1:]}.",
            f"Today's {now} ({unit.province.name}) was made of {made}. {was_en[0].upper()}{was_en[1:]}.",
        ),
        Text(
            f"Thẻ của nơi ngày nay thì thêm {code}{to.vi}. Của nơi cũ thì ghi {then}.",
            f"If today's is meant, add {code}{to.en}. If the former one, write {then}.",
        ),
        node=where.node,
        severity=severity,
    )
