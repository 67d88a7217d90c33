"""Which of two places of one name is meant, by the landlines of whoever names it.

Pure. Provinces that were merged on 1-7-2025 keep their area codes side by side for now, so a code still tells in
which of them an office lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from keytag.job import NumberRole
from keytag.phone import MERGER, Area, read
from keytag.places import Standing, province_of, table
from keytag.vetting.place import NamedPlace
from keytag.vetting.subject import JobSubject

_EVE: date = MERGER - timedelta(days=1)


def is_told_by_numbers(where: NamedPlace, found: Standing, subject: JobSubject) -> bool:
    """Tell whether every landline is of a province that today's unit was made of, none of the former unit's."""
    now = {part.province.name for part in table().made_of(found.units[0])}
    then = {old.province.name for old in found.old}
    areas = set(_areas(where, subject))
    return bool(areas) and all(_serves(area, now) and not _serves(area, then) for area in areas)


def with_province(where: NamedPlace, subject: JobSubject) -> NamedPlace:
    """Return the place with the province that its landlines are of, where the job gives none and they agree."""
    if where.province is not None or where.says_province:
        return where
    homes = {province_of(table(), area.today.removeprefix("TP. ")) for area in _areas(where, subject)}
    return replace(where, province=homes.pop()) if len(homes) == 1 else where


def _serves(area: Area, provinces: set[str]) -> bool:
    return any(area.serves(province, _EVE) for province in provinces)


def _areas(where: NamedPlace, subject: JobSubject) -> Iterator[Area]:
    """Yield the areas of the landlines of each edition that names the place."""
    for content in subject.editions:
        if where.node in {content.issuer_node, f"{content.node}.name"}:
            for number in content.numbers:
                area = read(number.written).area
                if area is not None and number.role is not NumberRole.NEIGHBOUR:
                    yield area
