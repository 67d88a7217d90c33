"""Places named by a job of before the reform: that the table knows them, or that nobody has looked.

Pure. The table holds what there was on 30-6-2025; many units were merged or split in the years before, so that a
name it lacks may still be right and is only told of, unless it is one of today's.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.content.place import NamedPlace, list_units, named_places, provinces_named, status_of_place
from keytag.checks.content.subject import JobSubject
from keytag.findings import Finding, Rule, Severity
from keytag.text.figures import format_day
from keytag.text.suggest import nearest_name
from keytag.text.text import Text
from keytag.vietnam.places import TWO_TIERS_SINCE, Likeness, Unit, UnitKind, UnitVerdict, likeness

FORMER_PLACE_IS_KNOWN = Rule.note("former-place-is-known", __name__)
PLACE_EXISTED_THEN = Rule.error("place-existed-then", __name__)


def former_place_is_known(subject: JobSubject) -> Iterator[Finding]:
    """Yield a note for each place of before 1-7-2025 that the table does not have."""
    if subject.as_of >= TWO_TIERS_SINCE:
        return
    for where in named_places(subject):
        place = where.place
        if place.name and place.leads and not _is_known(where, subject) and not _of_today(where, subject):
            yield FORMER_PLACE_IS_KNOWN.finding(
                Text(
                    f"Bảng địa danh không có {place.full} ở thời trước 01/07/2025.",
                    f"The table of places has no {place.full} of before 2025-07-01.",
                ),
                node=where.node,
            )


def place_existed_then(subject: JobSubject) -> Iterator[Finding]:
    """Yield a finding for each unit that is new since 1-7-2025, and each province that there was not."""
    if subject.as_of >= TWO_TIERS_SINCE:
        return
    for where in named_places(subject):
        new = _of_today(where, subject)
        if new and not _is_known(where, subject):
            names, day = list_units(new, TWO_TIERS_SINCE), subject.as_of
            yield PLACE_EXISTED_THEN.finding(
                Text(
                    f"{names[0].upper()}{names[1:]} mới có từ 01/07/2025, mà as_of là {format_day(day)}.",
                    f"{names[0].upper()}{names[1:]} is new since 2025-07-01, and as_of is {day}.",
                ),
                node=where.node,
                severity=Severity.WARNING,
            )
    for said in provinces_named(subject):
        if subject.places.old_province(said.name) is None:
            meant = nearest_name(said.name, [province.name for province in subject.places.provinces])
            yield PLACE_EXISTED_THEN.finding(
                Text(
                    f"Không có tỉnh, thành phố nào tên “{said.name}” vào ngày {format_day(subject.as_of)}.",
                    f"There was no province “{said.name}” on {subject.as_of.isoformat()}.",
                ),
                Text(f"Có phải “{meant}” không?", f"Did you mean “{meant}”?") if meant else None,
                node=said.node,
            )


def _of_today(where: NamedPlace, subject: JobSubject) -> tuple[Unit, ...]:
    """Return the units of today that a place can only be: no special zone is older than they are."""
    place = where.place
    return tuple(
        unit
        for unit in (subject.places.units(place.name) if place.kind.is_unit else ())
        if unit.kind_on(TWO_TIERS_SINCE) is place.kind
        and likeness(place.name, unit.name) is not Likeness.OTHER
        and (where.province == unit.province or place.kind is UnitKind.ZONE)
    )


def _is_known(where: NamedPlace, subject: JobSubject) -> bool:
    if where.place.kind.is_unit:
        return status_of_place(where, subject).verdict is not UnitVerdict.UNKNOWN
    return subject.places.has_district(where.place.kind, where.place.name)


CHECKS = (former_place_is_known, place_existed_then)
RULES = (FORMER_PLACE_IS_KNOWN, PLACE_EXISTED_THEN)
