"""What a named unit is on a given day: still there, gone, elsewhere, of another kind, unknown.

Pure: a `PlaceMention`, its province where it is known, the table and the day in; one `UnitStatus` out, for rules
to speak of. A name with its marks is matched exactly first, so that Thạnh Phú is never taken for Thành Phú; only
one typed without marks is matched without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from keytag.vietnam.places.model import TWO_TIERS_SINCE, OldUnit, Province, Unit
from keytag.vietnam.places.reading import PlaceMention
from keytag.vietnam.places.spelling import Likeness, likeness, name_key
from keytag.vietnam.places.table import PlacesTable

P = TypeVar("P", Unit, OldUnit)


class UnitVerdict(StrEnum):
    """What is to be said of a named unit."""

    STANDS = "stands"
    GONE = "gone"
    ELSEWHERE = "elsewhere"
    OTHER_KIND = "other-kind"
    UNKNOWN = "unknown"


class UnitStatus(Struct, frozen=True):
    """What became of a named unit.

    ``units`` are those of today that it is or was made into; of an unknown name those written with other marks:
    for others `similar_units` is asked, which takes long. ``old`` are the former ones of that name; ``likeness``
    says how the name is written beside the official one.
    """

    verdict: UnitVerdict
    units: tuple[Unit, ...] = ()
    old: tuple[OldUnit, ...] = ()
    likeness: Likeness = Likeness.SAME

    @property
    def official(self) -> str:
        """The official spelling of what was found, empty where nothing was."""
        places: Sequence[Unit | OldUnit] = self.old if self.verdict is UnitVerdict.GONE else self.units
        return places[0].name if places else ""


def unit_status(
    table: PlacesTable, place: PlaceMention, province: Province | None, day: date, unit: Unit | None = None
) -> UnitStatus:
    """Return what the unit ``place`` is on ``day``, in ``province`` where that is known.

    ``unit`` is the one whose code the name comes with: where it bears that name, nothing is in doubt.
    """
    if day < TWO_TIERS_SINCE:
        return _before(table, place, province)
    if unit is not None and is_called(unit, place, day):
        return UnitStatus(UnitVerdict.STANDS, (unit,), (), likeness(place.name, unit.name))
    everywhere = _units(table, place.name, day)
    here = [u for u in everywhere if province is None or u.province == province]
    of_kind, how = _best([u for u in here if u.kind_on(day) == place.kind], place.name)
    old, old_how = _best(_old(table, place, province, day), place.name)
    if of_kind and how is not Likeness.OTHER:
        # Thuận Hòa was not Thuận Hóa: a name with other marks is another place's.
        return UnitStatus(
            UnitVerdict.STANDS, of_kind, _former(of_kind, () if old_how is Likeness.OTHER else old), how
        )
    changed, how = _best([u for u in here if u.was_until(day) is place.kind], place.name)
    if changed and how is not Likeness.OTHER:
        # "Xã Chi Lăng" of before 20-9-2026 went on as a ward: what was of that name before the reform tells less.
        return UnitStatus(UnitVerdict.OTHER_KIND, changed, (), how)
    if old and old_how is not Likeness.OTHER:
        successors = dict.fromkeys(unit for unit_old in old for unit in unit_old.successors)
        return UnitStatus(UnitVerdict.GONE, tuple(successors), old, old_how)
    return _not_found(table, place, province, day)


def is_called(unit: Unit, place: PlaceMention, day: date) -> bool:
    """Tell whether ``unit`` is of the kind and the name of ``place`` on ``day``, marks left out or not."""
    return unit.kind_on(day) == place.kind and likeness(place.name, unit.name) is not Likeness.OTHER


def _not_found(table: PlacesTable, place: PlaceMention, province: Province | None, day: date) -> UnitStatus:
    """Return what is to be said where no unit of that kind and name is or was there."""
    everywhere = _units(table, place.name, day)
    here, how = _best([u for u in everywhere if province is None or u.province == province], place.name)
    if here and how is not Likeness.OTHER:
        return UnitStatus(UnitVerdict.OTHER_KIND, here, (), how)
    there, how = _best([u for u in everywhere if u.kind_on(day) == place.kind], place.name)
    if there and how is not Likeness.OTHER:
        return UnitStatus(UnitVerdict.ELSEWHERE, there, (), how)
    return UnitStatus(UnitVerdict.UNKNOWN, here)


def _before(table: PlacesTable, place: PlaceMention, province: Province | None) -> UnitStatus:
    """Return what is known of a unit named before 1-7-2025: there were more than the table holds."""
    old, how = _best(_old(table, place, province, TWO_TIERS_SINCE), place.name)
    return UnitStatus(UnitVerdict.GONE, (), old, how) if old else UnitStatus(UnitVerdict.UNKNOWN)


def _units(table: PlacesTable, name: str, day: date) -> tuple[Unit, ...]:
    """Return the units called ``name``: today's, and those of a newer table that had not ended on ``day``."""
    lasting = (
        Unit(old.code, old.kind, old.name, old.province.successor)
        for old in table.old_units(name)
        if old.until > day
    )
    return (*table.units(name), *lasting)


def _old(table: PlacesTable, place: PlaceMention, province: Province | None, day: date) -> list[OldUnit]:
    """Return the former units of that kind and name; of those that ended at different times the latest."""
    found = [
        unit
        for unit in table.old_units(place.name)
        if unit.kind == place.kind
        and unit.until <= day
        and (province is None or unit.province.successor == province)
    ]
    latest = max((unit.until for unit in found), default=day)
    return [unit for unit in found if unit.until == latest]


def _best(places: Sequence[P], name: str) -> tuple[tuple[P, ...], Likeness]:
    """Return those of ``places`` that are written most like ``name``, and how like."""
    for how in Likeness:
        found = tuple(place for place in places if likeness(name, place.name) is how)
        if found:
            return found, how
    return (), Likeness.SAME


def _former(units: Sequence[Unit], old: Sequence[OldUnit]) -> tuple[OldUnit, ...]:
    """Return the former units of the same kind and name that went elsewhere, where none went into the only unit.

    Where one did, the name goes on and nothing need be said. What was in a province of today's name comes before
    the rest: its whole address, province and all, was written as that of the unit is now.
    """
    if len(units) != 1:
        return ()
    named = [unit for unit in old if units[0].kind == unit.kind]
    alike = tuple(unit for unit in named if is_written_alike(units[0], unit))
    meant = alike or tuple(named)
    return () if any(units[0] in unit.successors for unit in meant) else meant


def is_written_alike(unit: Unit, old: OldUnit) -> bool:
    """Tell whether a unit of today lies in a province of the name that the former unit's had."""
    return name_key(unit.province.name) == name_key(old.province.name)
