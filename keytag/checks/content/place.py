"""Which places a job names, where, and in which province: what the checks of offices and places go through.

Pure. Reads issuers, editions' names and provinces; what a name means is `keytag.vietnam.places`' to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.content.subject import JobSubject
from keytag.documents.job import EditionContent
from keytag.documents.job.offices import is_open
from keytag.findings import Severity
from keytag.text.figures import format_day
from keytag.text.text import Text
from keytag.vietnam.places import (
    TWO_TIERS_SINCE,
    PlaceMention,
    PlacesTable,
    Province,
    Unit,
    UnitKind,
    UnitStatus,
    UnitVerdict,
    name_key,
    province_of,
    read_places,
    split_province,
    unit_status,
)

# House rule: a message names this many places and counts the rest.
_MOST = 4
# House rule: units change every few months; a year-old table has missed some.
FRESH = timedelta(days=365)
# House rule: in 2026 they changed three times; of a table half a year old one should know.
RECENT = timedelta(days=183)


class PlaceClue(Struct, frozen=True):
    """A line of the job that can name places, the province it is said to be in, and the unit's code with it."""

    text: str
    node: str
    province: str | None = None
    is_province: bool = False
    code: str | None = None


class NamedPlace(Struct, frozen=True):
    """A place as the job names it, and its province of today where it is known.

    ``says_province`` tells that the job gives one, be it known or misspelt; ``unit`` is the one whose code stands
    with it.
    """

    place: PlaceMention
    node: str
    province: Province | None
    says_province: bool = False
    unit: Unit | None = None


class ProvinceNamed(Struct, frozen=True):
    """A province as the job names it; ``kind`` is None where the word for it is left out."""

    name: str
    kind: UnitKind | None
    node: str


def signs(subject: JobSubject) -> tuple[PlaceClue, ...]:
    """Return each line once that names an office, an edition's place or a province."""
    found: dict[PlaceClue, None] = {}
    whole = province_of_office(subject.places, subject.job.issuer.name)
    for content in subject.editions:
        home = content.province or whole
        found[PlaceClue(content.issuer_name, content.issuer_node, home, code=content.unit_code)] = None
        # "X. Đoài" that made no office is a xóm, "P. Cảnh sát hình sự" a department: no place that must be known.
        is_left_open = content.issuer_node == "issuer.name" and content.name is not None and is_open(content.name)
        if content.name and content.issuer_node != f"{content.node}.name" and not is_left_open:
            found[
                PlaceClue(content.name, f"{content.node}.name", home, code=_own_code(subject.places, content))
            ] = None
        if content.province:
            found[PlaceClue(content.province, content.province_node, is_province=True)] = None
    return tuple(found)


def province_of_office(places: PlacesTable, issuer: str) -> str | None:
    """Return the province that an office's name gives; that of the job's own office has its editions too."""
    kinds = {UnitKind.PROVINCE, UnitKind.CITY}
    names = [place.name for place in read_places(issuer).places if place.kind in kinds]
    return next((name for name in names if province_of(places, name) is not None), None)


def _own_code(places: PlacesTable, content: EditionContent) -> str | None:
    """Return the code of the unit that an edition's own name speaks of, where its office is that unit's too."""
    unit = todays_unit(places, content.unit_code)
    is_its = unit is not None and name_key(unit.name) in name_key(content.name or "")
    return content.unit_code if is_its else None


def named_places(subject: JobSubject) -> Iterator[NamedPlace]:
    """Yield every place that the job names below the province; provinces are `provinces_named`'s."""
    for sign in signs(subject):
        unit = todays_unit(subject.places, sign.code)
        for named in read_places(sign.text).places:
            if not is_province(subject.places, named, subject.as_of):
                home = _home(subject.places, sign)
                name, own = split_province(subject.places, named.name)
                yield NamedPlace(
                    replace(named, name=name), sign.node, own or home, says_province=bool(sign.province), unit=unit
                )


def provinces_named(subject: JobSubject) -> Iterator[ProvinceNamed]:
    """Yield every province that the job names."""
    for sign in signs(subject):
        reading = read_places(sign.text)
        for named in reading.places:
            if is_province(subject.places, named, subject.as_of):
                yield ProvinceNamed(named.name, named.kind, sign.node)
        # A hamlet may be called Thái Bình: a name that is nothing else names no province.
        is_whole = not sign.is_province and len(reading.rest) == 1 and not reading.places
        for part in () if is_whole else reading.rest:
            if sign.is_province or province_of(subject.places, part) is not None:
                yield ProvinceNamed(part, None, sign.node)


def units_named(subject: JobSubject) -> Iterator[tuple[NamedPlace, UnitStatus]]:
    """Yield each ward and commune that is named, and what it is; nothing before 1-7-2025."""
    if subject.as_of >= TWO_TIERS_SINCE:
        for where in named_places(subject):
            if where.place.kind.is_unit and where.place.name:
                yield where, status_of_place(where, subject)


def status_of_place(where: NamedPlace, subject: JobSubject) -> UnitStatus:
    """Return what the unit named at ``where`` is on the job's day."""
    return _judged(subject.places, where.place, where.province, subject.as_of, where.unit)


def todays_unit(places: PlacesTable, code: str | None) -> Unit | None:
    """Return today's unit of that code; None where there is none or no code."""
    try:
        return places.unit(code) if code is not None else None
    except KeyError:
        return None


def homes_of(subject: JobSubject) -> dict[str, str]:
    """Return the province of each office's line that names none, where only one has such a place.

    Keys are the lines' nodes; empty before 1-7-2025, whose places the table does not know all of.
    """
    if all(content.province for content in subject.editions):
        return {}
    named = [(where, found) for where, found in units_named(subject) if found.verdict is UnitVerdict.STANDS]
    return {where.node: found.units[0].province.name for where, found in named if len(found.units) == 1}


def gravity(subject: JobSubject) -> Severity:
    """Return how grave it is that a name is not in the table.

    While the table is fresh it is surely wrong. After it a unit may be new, and an error cannot be accepted.
    """
    return Severity.ERROR if subject.as_of - subject.places.date <= FRESH else Severity.WARNING


def add_table_doubt(message: Text, subject: JobSubject) -> Text:
    """Return ``message``, with why it is no error where the table is too old to be sure."""
    if gravity(subject) is Severity.ERROR:
        return message
    of = subject.places.date
    return Text(
        f"{message.vi} Chưa chắc là sai: bảng địa danh ngày {format_day(of)} đã quá một năm.",
        f"{message.en} It may be right: the table of places, of {of}, is over a year old.",
    )


def on_day(day: date) -> Text:
    """Return a day as sentences say it."""
    return Text(format_day(day), format_day(day, "en"))


def list_units(units: Sequence[Unit], day: date) -> str:
    """Return the full names of ``units`` with their provinces, the last ones only counted where there are many."""
    provinces = {unit.province for unit in units}
    if len(provinces) == 1:
        names = [unit.full(day) for unit in units[:_MOST]]
        return f"{_series(names, len(units))} ({units[0].province.called})"
    return _series([f"{unit.full(day)} ({unit.province.called})" for unit in units[:_MOST]], len(units))


def _series(names: Sequence[str], number: int) -> str:
    more = number - len(names)
    return ", ".join(names) + (f" … (+{more})" if more > 0 else "")


def is_province(places: PlacesTable, named: PlaceMention, day: date) -> bool:
    """Tell whether the place named is a province or a city of that rank, not a city of a district's."""
    if named.kind is UnitKind.PROVINCE:
        return bool(named.name)
    if named.kind is not UnitKind.CITY or not named.name:
        return False
    today, old = places.province(named.name), places.old_province(named.name)
    was_city = old is not None and old.kind is UnitKind.CITY
    if day < TWO_TIERS_SINCE:
        return was_city
    return today is not None and (UnitKind.CITY in {today.kind, today.kind_on(day)} or was_city)


@lru_cache(maxsize=16384)
def _home(places: PlacesTable, sign: PlaceClue) -> Province | None:
    """Return the province in which the places of ``sign`` are said to be, by today's name or the unit's code."""
    reading = read_places(sign.text)
    names = [p.name for p in reading.places if p.kind in {UnitKind.PROVINCE, UnitKind.CITY}]
    for name in (*reversed(names), *reading.rest, *_names_of(sign.province)):
        found = province_of(places, name)
        if found is not None:
            return found
    unit = todays_unit(places, sign.code)
    return unit.province if unit is not None else None


def _names_of(province: str | None) -> Iterator[str]:
    if province:
        reading = read_places(province)
        yield from (place.name for place in reversed(reading.places))
        yield from reading.rest


@lru_cache(maxsize=16384)
def _judged(
    places: PlacesTable, place: PlaceMention, province: Province | None, day: date, unit: Unit | None
) -> UnitStatus:
    return unit_status(places, place, province, day, unit)
