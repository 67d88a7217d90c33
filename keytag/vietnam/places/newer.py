"""A newer table of places than keytag's own: today's places from somebody else, former ones as keytag has them.

Pure: values in, a table out. Whether the values can be right is for whoever read them to say.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date

from msgspec import Struct

from keytag.vietnam.places.model import Province, Unit
from keytag.vietnam.places.spelling import key
from keytag.vietnam.places.table import PlacesTable, taken_apart


class Ended(Struct, frozen=True):
    """A unit that is no more: since when, and the codes of what it went into; its own where it was renamed."""

    unit: Unit
    until: date
    into: tuple[str, ...]


class Places(Struct, frozen=True):
    """Every province and unit there is, and what has ended since the reform; of which day, and by whose word."""

    date: date
    source: str
    provinces: tuple[Province, ...]
    units: tuple[Unit, ...]
    ended: tuple[Ended, ...] = ()


def with_places(table: PlacesTable, places: Places) -> PlacesTable:
    """Return ``table`` with ``places`` in the place of its own provinces and units.

    Former units lead on to what their successors went into; one that leads nowhere is left out.
    """
    now = {unit.code for unit in places.units}
    into = {each.unit.code: each.into for each in places.ended if each.unit.code not in now}
    head = [
        "# keytag places 1",
        f"#date {places.date.isoformat()}",
        f"#source {places.source}",
        "#licence ",
        f"#counts provinces={len(places.provinces)} units={len(places.units)}",
    ]
    former = sorted([*_former(table.text, into, now), *map(_ended, places.ended)])
    units = sorted(
        f"U{key(unit.name)}|{unit.code}|{unit.kind}|{unit.name}|{unit.province.code}|{_day(unit.since)}"
        for unit in places.units
    )
    provinces = (f"P{key(p.name)}|{p.code}|{p.kind}|{p.name}|{_day(p.since)}" for p in places.provinces)
    kept = (line for line in table.text.splitlines() if line.startswith(("Q", "D")))
    return taken_apart("\n".join([*head, *provinces, *kept, *former, *units]) + "\n")


def _former(text: str, into: Mapping[str, tuple[str, ...]], now: Container[str]) -> Iterator[str]:
    for line in text.splitlines():
        if line.startswith("O"):
            name, kind, bare, district, codes = line.split("|")[:5]
            led = {led for code in codes.split() for led in ((code,) if code in now else into.get(code, ()))}
            if led:
                yield "|".join((name, kind, bare, district, " ".join(sorted(led))))


def _ended(ended: Ended) -> str:
    unit = ended.unit
    fields = (f"O{key(unit.name)}", unit.kind, unit.name, "", " ".join(ended.into))
    return "|".join((*fields, ended.until.isoformat(), unit.code, unit.province.code))


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
