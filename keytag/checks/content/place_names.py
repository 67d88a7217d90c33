"""Names of wards, communes and provinces: that they are today's, in their province, and spelled with their marks.

Dated: before 1-7-2025 only missing marks are told of, for the table holds not every unit of those days. Names
that several places have had, or have: the tag leaves no doubt which is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from keytag.checks.content.place import (
    FRESH,
    RECENT,
    NamedPlace,
    add_table_doubt,
    gravity,
    list_units,
    named_places,
    on_day,
    provinces_named,
    status_of_place,
    units_named,
)
from keytag.checks.content.place_numbers import LandlineOrigin, origin_by_landlines, with_province
from keytag.checks.content.subject import JobSubject
from keytag.findings import Finding, Rule, Severity
from keytag.text.figures import format_day
from keytag.text.suggest import nearest_name
from keytag.text.text import Text, fold_name
from keytag.vietnam.places import (
    TWO_TIERS_SINCE,
    Likeness,
    OldUnit,
    Unit,
    UnitKind,
    UnitVerdict,
    is_written_alike,
    likeness,
    name_key,
    similar_units,
)

UNIT_STILL_EXISTS = Rule.error("unit-still-exists", __name__)
UNIT_IS_IN_ITS_PROVINCE = Rule.error("unit-is-in-its-province", __name__)
UNIT_HAS_ITS_KIND = Rule.error("unit-has-its-kind", __name__)
PLACE_IS_KNOWN = Rule.error("place-is-known", __name__)
NAME_HAS_ITS_MARKS = Rule.warning("place-name-has-its-marks", __name__)
TABLE_IS_RECENT = Rule.warning("places-table-is-recent", __name__)
NAME_MEANS_THE_SAME_PLACE = Rule.error("name-means-the-same-place", __name__)
NAME_NEEDS_NO_PROVINCE = Rule.note("name-is-one-place", __name__)
RULES = (
    UNIT_STILL_EXISTS,
    UNIT_IS_IN_ITS_PROVINCE,
    UNIT_HAS_ITS_KIND,
    PLACE_IS_KNOWN,
    NAME_HAS_ITS_MARKS,
    TABLE_IS_RECENT,
    NAME_MEANS_THE_SAME_PLACE,
    NAME_NEEDS_NO_PROVINCE,
)

# House rule: one letter of five is a slip, one of two another name.
_SLIP = 0.8


def unit_still_exists(subject: JobSubject) -> Iterator[Finding]:
    """Yield an error for each ward or commune of before 1-7-2025, with what it is today."""
    for where, found in units_named(subject):
        if found.verdict is UnitVerdict.GONE and where.place.kind is not UnitKind.TOWNSHIP:
            now = list_units(found.units, subject.as_of)
            name, since = f"{where.place.kind} {found.official}", on_day(found.old[0].until)
            yield UNIT_STILL_EXISTS.finding(
                Text(
                    f"“{name}” không còn từ {since.vi}; nay thuộc: {now}.",
                    f"“{name}” is no more since {since.en}; it is now part of: {now}.",
                ),
                _write(found.units, subject),
                node=where.node,
            )


def unit_is_in_its_province(subject: JobSubject) -> Iterator[Finding]:
    """Yield a finding for each unit that exists, but in other provinces than the one given."""
    for where, found in units_named(subject):
        if found.verdict is UnitVerdict.ELSEWHERE and where.province is not None:
            place, home = where.place.full, where.province.name
            there = list_units(found.units, subject.as_of)
            yield UNIT_IS_IN_ITS_PROVINCE.finding(
                add_table_doubt(
                    Text(
                        f"{home} không có {place}; nơi khác có: {there}.",
                        f"{home} has no {place}; there is: {there}.",
                    ),
                    subject,
                ),
                node=where.node,
                severity=gravity(subject),
            )


def unit_has_its_kind(subject: JobSubject) -> Iterator[Finding]:
    """Yield a finding for each ward called a commune, and the like."""
    for where, found in units_named(subject):
        if found.verdict is UnitVerdict.OTHER_KIND and where.place.kind is not UnitKind.TOWNSHIP:
            unit, day = found.units[0], subject.as_of
            since = unit.since if unit.was_until(day) is not None else None
            date = f" từ {on_day(since).vi}" if since else ""
            date_en = f" since {on_day(since).en}" if since else ""
            now = list_units(found.units, day)
            message = Text(
                f"Không có {where.place.full}{date}; có {now}.",
                f"There is no {where.place.full}{date_en}; there is {now}.",
            )
            yield UNIT_HAS_ITS_KIND.finding(
                message if since else add_table_doubt(message, subject),
                _write(found.units, subject),
                node=where.node,
                severity=Severity.ERROR if since else gravity(subject),
            )


def place_is_known(subject: JobSubject) -> Iterator[Finding]:
    """Yield a finding for each unit and province of which the table knows nothing.

    A name that is nearly another's is surely a slip; one like no other may be newer than the table.
    """
    for where, found in units_named(subject):
        if (
            found.verdict is UnitVerdict.UNKNOWN
            and where.place.leads
            and where.place.kind is not UnitKind.TOWNSHIP
        ):
            home = f" ở {where.province.called}" if where.province is not None else ""
            home_en = f" in {where.province.called}" if where.province is not None else ""
            message = Text(f"Không có {where.place.full}{home}.", f"There is no {where.place.full}{home_en}.")
            alike = found.units or similar_units(subject.places, where.place.name, where.province)
            yield PLACE_IS_KNOWN.finding(
                add_table_doubt(message, subject),
                _meant(alike, subject),
                node=where.node,
                severity=gravity(subject) if _is_slip(where.place.name, alike) else Severity.WARNING,
            )
    if subject.as_of >= TWO_TIERS_SINCE:
        for said in provinces_named(subject):
            known = subject.places.province(said.name) or subject.places.old_province(said.name)
            if known is None or _is_other_word(said.name, known.name):
                names = [province.name for province in subject.places.provinces]
                meant = known.name if known is not None else nearest_name(said.name, names)
                message = Text(
                    f"Không có tỉnh, thành phố nào tên “{said.name}”.", f"There is no province “{said.name}”."
                )
                yield PLACE_IS_KNOWN.finding(
                    add_table_doubt(message, subject),
                    Text(f"Có phải “{meant}” không?", f"Did you mean “{meant}”?") if meant else None,
                    node=said.node,
                    severity=gravity(subject),
                )


def place_name_has_its_marks(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for each name typed without the marks that it has."""
    for where in named_places(subject):
        if where.place.kind.is_unit and where.place.name:
            found = status_of_place(where, subject)
            if found.likeness is Likeness.BARE and found.official:
                yield _unmarked(where.place.name, found.official, where.node)
    for said in provinces_named(subject):
        known = subject.places.province(said.name) or subject.places.old_province(said.name)
        if (
            known is not None
            and likeness(said.name, known.name) is Likeness.BARE
            and _spells(said.name, known.name)
        ):
            yield _unmarked(said.name, known.name, said.node)


def places_table_is_recent(subject: JobSubject) -> Iterator[Finding]:
    """Yield a note where today's places are judged by a table over half a year old, a warning over a year.

    A table grows old by the calendar, whatever day the job is judged by; what was before the reform stays.
    """
    age, node = subject.today - subject.places.date, "places" if subject.job.places is not None else "issuer.name"
    if age.days < 0 and subject.job.places is not None:
        day, today = subject.places.date, subject.today
        yield TABLE_IS_RECENT.finding(
            Text(
                f"Bảng địa danh ghi ngày {format_day(day)}, sau hôm nay ({format_day(today)}): có lẽ ghi nhầm "
                "ngày.",
                f"The table of places is dated {day}, after today ({today}): its date may be a slip.",
            ),
            node=node,
        )
    elif age > RECENT and subject.as_of >= TWO_TIERS_SINCE:
        day = subject.places.date
        yield TABLE_IS_RECENT.finding(
            Text(
                f"Địa danh được xét theo bảng ngày {format_day(day)}, đến nay đã {age.days} ngày: có thể thiếu "
                "thay đổi mới.",
                f"Places are judged by the table of {day}, {age.days} days old: it may lack the latest changes.",
            ),
            node=node,
            severity=Severity.WARNING if age > FRESH else Severity.NOTE,
        )


def name_means_the_same_place(subject: JobSubject) -> Iterator[Finding]:
    """Yield a finding for each name that was another place's of the same province, which has gone elsewhere.

    A note alone where that place's province was called otherwise and no number speaks for it: whoever writes
    today's province knows of the reform.
    """
    for named, _ in units_named(subject):
        where = with_province(named, subject)
        found = status_of_place(where, subject)
        # A code of another place is `place_units`' to tell.
        if found.verdict is not UnitVerdict.STANDS or not found.old or where.unit is not None:
            continue
        unit, told = found.units[0], origin_by_landlines(where, found, subject)
        if told is not LandlineOrigin.NOW:
            is_grave = told is LandlineOrigin.THEN or any(is_written_alike(unit, old) for old in found.old)
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
            there = list_units(found.units, subject.as_of)
            yield NAME_NEEDS_NO_PROVINCE.finding(
                Text(
                    f"Có nhiều nơi tên {where.place.full}: {there}.",
                    f"There are several {where.place.full}: {there}.",
                ),
                node=where.node,
            )


def _is_slip(name: str, units: Sequence[Unit]) -> bool:
    """Tell whether ``name`` is nearly that of one of ``units``."""
    return any(SequenceMatcher(None, fold_name(name), fold_name(unit.name)).ratio() >= _SLIP for unit in units)


def _write(units: tuple[Unit, ...], subject: JobSubject) -> Text | None:
    """Return the hint to write the only unit that can be meant."""
    if len(units) != 1:
        return None
    name = units[0].full(subject.as_of)
    return Text(f"Ghi {name}.", f"Write {name}.")


def _meant(units: tuple[Unit, ...], subject: JobSubject) -> Text | None:
    if not units:
        return None
    names = list_units(units, subject.as_of)
    return Text(f"Có phải {names} không?", f"Did you mean {names}?")


def _unmarked(written: str, official: str, node: str) -> Finding:
    return NAME_HAS_ITS_MARKS.finding(
        Text(f"“{written}” thiếu dấu, sẽ in đúng như vậy.", f"“{written}” lacks its marks and will print so."),
        Text(f"Ghi “{official}”.", f"Write “{official}”."),
        node=node,
    )


def _is_other_word(written: str, official: str) -> bool:
    """Tell whether ``written`` is the name with other marks: “Gia Lài”."""
    return name_key(written) == name_key(official) and likeness(written, official) is Likeness.OTHER


def _spells(written: str, official: str) -> bool:
    """Tell whether ``written`` is the name itself, not a short form of it such as HCM."""
    return len(written.split()) == len(official.split())


def _mistakable(
    where: NamedPlace, unit: Unit, old: tuple[OldUnit, ...], severity: Severity, subject: JobSubject
) -> Finding:
    day = subject.as_of
    parts = subject.places.made_of(unit)
    made = ", ".join(f"{part.full} ({part.district})" for part in parts[:3]) + (" …" if len(parts) > 3 else "")
    was = "; ".join(f"{o.full} cũ ({o.district}) nay thuộc {list_units(o.successors, day)}" for o in old)
    was_en = "; ".join(
        f"the former {o.full} ({o.district}) is now part of {list_units(o.successors, day)}" for o in old
    )
    now, then = unit.full(day), old[0].successors[0].full(day)
    is_edition = where.node.startswith("editions")
    to = (
        Text(" (trong bảng: cột unit)", " (in a table: a column unit)")
        if is_edition
        else Text(" vào issuer", " to the issuer")
    )
    code = f"issuer: {{unit: {unit.code}}}" if is_edition else f"unit: {unit.code}"
    home = unit.province.called
    return NAME_MEANS_THE_SAME_PLACE.finding(
        Text(
            f"{now[0].upper()}{now[1:]} ({home}) ngày nay lập từ {made}. {was[0].upper()}{was[1:]}.",
            f"Today's {now} ({home}) was made of {made}. {was_en[0].upper()}{was_en[1:]}.",
        ),
        Text(
            f"Móc khóa của nơi ngày nay thì thêm {code}{to.vi}. Của nơi cũ thì ghi {then}.",
            f"If today's is meant, add {code}{to.en}. If the former one, write {then}.",
        ),
        node=where.node,
        severity=severity,
    )


CHECKS = (
    unit_still_exists,
    unit_is_in_its_province,
    unit_has_its_kind,
    place_is_known,
    place_name_has_its_marks,
    places_table_is_recent,
    name_means_the_same_place,
    name_is_one_place,
)
