"""Offices that are no more: of districts, of townships, of provinces that were merged; and zones without police.

Dated: a job of before the reform is judged by what there was. Answers to the laws named in the rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.content.place import (
    NamedPlace,
    ProvinceNamed,
    add_table_doubt,
    gravity,
    list_units,
    named_places,
    on_day,
    provinces_named,
    status_of_place,
)
from keytag.checks.content.place_mentions import mentioned_places
from keytag.checks.content.subject import JobSubject
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text
from keytag.vietnam.places import (
    NO_DISTRICT_POLICE_SINCE,
    TWO_TIERS_SINCE,
    PlaceMention,
    Province,
    UnitKind,
    UnitVerdict,
)

NO_DISTRICT_POLICE = Rule.error("no-district-police", __name__)
NO_DISTRICT = Rule.error("no-district", __name__)
NO_TOWNSHIP = Rule.error("no-township", __name__)
PROVINCE_STILL_EXISTS = Rule.error("province-still-exists", __name__)
ZONE_HAS_POLICE = Rule.warning("special-zone-has-police", __name__)

_DISTRICTS = frozenset({UnitKind.DISTRICT, UnitKind.URBAN_DISTRICT, UnitKind.TOWN, UnitKind.CITY})
# House rule: of the 13 zones, the two of which no report of a police office was found; see the rule's source.
_ZONES_WITHOUT_POLICE = frozenset({"20333", "22736"})


def office_is_of_no_district(subject: JobSubject) -> Iterator[Finding]:
    """Yield an error for each district's police after 1-3-2025, also in labels, slogans and captions."""
    if subject.as_of < NO_DISTRICT_POLICE_SINCE:
        return
    for where in (*named_places(subject), *mentioned_places(subject)):
        place = where.place
        nameless_city = place.kind is UnitKind.CITY and not place.name
        if place.kind in _DISTRICTS and place.police and not nameless_city:
            message = Text(
                f"“Công an {place.full}” đã kết thúc hoạt động từ 01/03/2025: không còn tổ chức Công an cấp "
                "huyện.",
                f"“Công an {place.full}” was dissolved on 2025-03-01.",
            )
            yield NO_DISTRICT_POLICE.finding(
                add_table_doubt(message, subject) if _may_be_new(place, subject) else message,
                _todays(where, subject),
                node=where.node,
                severity=_district_gravity(place, subject),
            )


def place_is_no_district(subject: JobSubject) -> Iterator[Finding]:
    """Yield an error for each other mention of a district by its name after 1-7-2025."""
    if subject.as_of < TWO_TIERS_SINCE:
        return
    for where in named_places(subject):
        place = where.place
        if place.kind in _DISTRICTS and place.name and not place.police:
            message = Text(
                f"“{place.full}”: từ 01/07/2025 không còn đơn vị hành chính cấp huyện.",
                f"“{place.full}”: there are no districts since 2025-07-01.",
            )
            yield NO_DISTRICT.finding(
                add_table_doubt(message, subject) if _may_be_new(place, subject) else message,
                _todays(where, subject),
                node=where.node,
                severity=_district_gravity(place, subject),
            )


def place_is_no_township(subject: JobSubject) -> Iterator[Finding]:
    """Yield an error for each township after 1-7-2025, with what it is today."""
    if subject.as_of < TWO_TIERS_SINCE:
        return
    for where in (*named_places(subject), *(spot for spot in mentioned_places(subject) if spot.place.police)):
        place = where.place
        if place.kind is not UnitKind.TOWNSHIP or not (place.name or place.police):
            continue
        found = status_of_place(where, subject)
        known = found.units if found.verdict in {UnitVerdict.GONE, UnitVerdict.OTHER_KIND} else ()
        now = list_units(known, subject.as_of) if known else ""
        yield NO_TOWNSHIP.finding(
            Text(
                f"“{place.full}”: từ 01/07/2025 không còn đơn vị hành chính thị trấn"
                + (f"; nay là {now}." if now else "."),
                f"“{place.full}”: there are no townships since 2025-07-01"
                + (f"; it is now {now}." if now else "."),
            ),
            Text(
                f"Ghi {known[0].full(subject.as_of)}.",
                f"Write {known[0].full(subject.as_of)}.",
            )
            if len(known) == 1
            else None,
            node=where.node,
        )


def province_still_exists(subject: JobSubject) -> Iterator[Finding]:
    """Yield an error for each province that was merged, or has become a city, with today's name."""
    if subject.as_of < TWO_TIERS_SINCE:
        return
    for said in provinces_named(subject):
        today, old = subject.places.province(said.name), subject.places.old_province(said.name)
        if today is None and old is not None:
            now = old.successor.full(subject.as_of)
            name = old.successor.name if said.kind is None else now
            yield PROVINCE_STILL_EXISTS.finding(
                Text(
                    f"{_sentence(old.full)} không còn từ 01/07/2025; nay thuộc {now}.",
                    f"{_sentence(old.full)} is no more since 2025-07-01; it is now part of {now}.",
                ),
                Text(f"Ghi {name}.", f"Write {name}."),
                node=said.node,
            )
        elif today is not None:
            yield from _kind_is_right(said, today, subject)


def zone_has_police(subject: JobSubject) -> Iterator[Finding]:
    """Yield a warning for the police of a special zone that seems to have none."""
    if subject.as_of < TWO_TIERS_SINCE:
        return
    for where in named_places(subject):
        if where.place.kind is UnitKind.ZONE and where.place.police:
            for unit in status_of_place(where, subject).units:
                if unit.code in _ZONES_WITHOUT_POLICE:
                    yield ZONE_HAS_POLICE.finding(
                        Text(
                            f"Chưa xác định được {unit.full(subject.as_of)} có tổ chức Công an riêng hay "
                            "không: 11 trong 13 đặc khu có.",
                            f"{_sentence(unit.full(subject.as_of))} may have no police: only 11 of 13 zones have.",
                        ),
                        node=where.node,
                    )


CHECKS = (
    office_is_of_no_district,
    place_is_no_district,
    place_is_no_township,
    province_still_exists,
    zone_has_police,
)
RULES = (NO_DISTRICT_POLICE, NO_DISTRICT, NO_TOWNSHIP, PROVINCE_STILL_EXISTS, ZONE_HAS_POLICE)


def _todays(where: NamedPlace, subject: JobSubject) -> Text | None:
    """Return the hint that names the units of today that a district became."""
    place = where.place
    # Which word stands before a former district's name is easily mistaken: Phú Quốc was a city, no huyện.
    kinds = (place.kind, *sorted(_DISTRICTS - {place.kind}))
    each = (subject.places.of_district(kind, place.name, where.province) for kind in kinds)
    units = next((units for units in each if units), ()) if place.name else ()
    if not units:
        return None
    own = sorted(units, key=lambda unit: unit.name != place.name)
    names = list_units(own, subject.as_of)
    return Text(f"Ghi tên ngày nay của địa bàn đó: {names}.", f"Write what that area is now: {names}.")


def _district_gravity(place: PlaceMention, subject: JobSubject) -> Severity:
    """Return error, but a warning where a province of that name may have become a city and the table is old."""
    return gravity(subject) if _may_be_new(place, subject) else Severity.ERROR


def _may_be_new(place: PlaceMention, subject: JobSubject) -> bool:
    """Tell whether a province of that name may have become a city since."""
    return place.kind is UnitKind.CITY and subject.places.province(place.name) is not None


def _kind_is_right(said: ProvinceNamed, today: Province, subject: JobSubject) -> Iterator[Finding]:
    right = today.kind_on(subject.as_of)
    if said.kind in {None, right}:
        return
    since = today.since is not None and subject.as_of >= today.since
    date, date_en = "", ""
    if today.since is not None and since:
        date, date_en = f" từ {on_day(today.since).vi}", f" since {on_day(today.since).en}"
    right_en = "city" if right is UnitKind.CITY else "province"
    message = Text(
        f"“{said.kind} {said.name}” sai: {today.name} là {right}{date}.",
        f"“{said.kind} {said.name}” is wrong: {today.name} is a {right_en}{date_en}.",
    )
    yield PROVINCE_STILL_EXISTS.finding(
        add_table_doubt(message, subject) if today.since is None else message,
        Text(f"Ghi {today.full(subject.as_of)}.", f"Write {today.full(subject.as_of)}."),
        node=said.node,
        severity=gravity(subject) if today.since is None else Severity.ERROR,
    )


def _sentence(name: str) -> str:
    return name[0].upper() + name[1:]
