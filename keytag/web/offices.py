"""Offices as they are typed: of the units of today those whose name begins so, each with what it was before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from keytag.vietnam.places import Unit, look_up, name_key, own_table, province_of

# House rule: so many to choose from; whoever types on has fewer.
_MOST = 12
# House rule: former units that are named; a commune of today was made of two or three.
_NAMED = 4
_KINDS = re.compile(r"^\s*(?:công an|ca)?\s*(?:phường|xã|đặc khu|thị trấn|p\.|x\.)?\s*", re.IGNORECASE)


def offices_like(typed: str, province: str, day: date) -> list[dict[str, str]]:
    """Return police offices of units whose name begins as ``typed``, those of ``province`` first."""
    name = _KINDS.sub("", typed, count=1)
    if not name.strip():
        return []
    table = own_table()
    home = province_of(table, province) if province else None
    wanted = name_key(name)
    found = {unit.code: unit for unit in _beginning(wanted)}
    if len(found) < _MOST:
        # What was looked for may be a name of before: then what became of it.
        answer = look_up(table, name)
        for old in answer.before:
            found.update({unit.code: unit for unit in old.successors})
    units = sorted(
        found.values(),
        key=lambda unit: (home is not None and unit.province != home, name_key(unit.name) != wanted),
    )
    return [_office(unit, day) for unit in units[:_MOST]]


def _beginning(wanted: str) -> Iterator[Unit]:
    """Yield the units whose name, with the province behind it, begins as was typed."""
    return (unit for key, home, unit in _units() if f"{key}{home}".startswith(wanted))


@cache
def _units() -> tuple[tuple[str, str, Unit], ...]:
    table = own_table()
    return tuple(
        (name_key(unit.name), name_key(province.name), unit)
        for province in table.provinces
        for unit in table.units_in(province)
    )


def _office(unit: Unit, day: date) -> dict[str, str]:
    before = [each.full for each in own_table().made_of(unit)]
    listed = ", ".join(before[:_NAMED]) + (" …" if len(before) > _NAMED else "")
    return {
        "name": f"Công an {unit.full(day)}",
        "province": unit.province.called,
        "unit": unit.code,
        "was": listed,
    }
