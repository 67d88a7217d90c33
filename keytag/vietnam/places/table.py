"""The table of places: today's provinces and units, the former ones, and what went into what.

One text, read from disk once. A name is found by searching the text for its key, so that only the lines of that
name are ever taken apart: a job names two or three places, the table has 14,000. Made by
`keytag.vietnam.places.build`; the format is in docs/adr. A newer table takes today's places from somebody else and
the former ones from this; whether they can be right is for whoever read them to say.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Container, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache

from msgspec import Struct

from keytag.files import library
from keytag.vietnam.places.model import OldProvince, OldUnit, Province, Unit, UnitKind
from keytag.vietnam.places.spelling import name_key

# Names by which people write two of the cities; Thừa Thiên Huế became the city of Huế by Resolution 175/2024/QH15.
_CITY_ALIASES = {
    "tphcm": "hochiminh",
    "hcm": "hochiminh",
    "hcmc": "hochiminh",
    "saigon": "hochiminh",
    "hn": "hanoi",
}
_OLD_ALIASES = {"brvt": "bariavungtau", "baria": "bariavungtau"}
_THUA_THIEN_HUE = ("Thừa Thiên Huế", frozenset({"thuathienhue", "tthue"}))


# Which section follows: districts, former units, units of today.
_NEXT = {"D": "O", "O": "U"}
# House rule: fewer characters than these are searched through faster than they are halved.
_NEAR = 2_000


class PlacesTable(Struct, frozen=True, eq=False):
    """The whole table as text, with the few lines that are always needed taken apart."""

    text: str
    date: date
    """The day on which it was last held against the official list."""
    source: str
    licence: str
    province_by_key: Mapping[str, Province]
    old_province_by_key: Mapping[str, OldProvince]

    @property
    def provinces(self) -> tuple[Province, ...]:
        """Today's provinces, in the order of their codes."""
        return tuple(self.province_by_key.values())

    @property
    def counts(self) -> dict[str, int]:
        """How many of each were read and kept when the table was built."""
        pairs = (pair.split("=") for pair in _head(self.text, "counts").split())
        return {name: int(number) for name, number in pairs}

    def province(self, name: str) -> Province | None:
        """Return today's province called ``name``, with or without marks; None where there is none."""
        wanted = _CITY_ALIASES.get(name_key(name), name_key(name))
        return self.province_by_key.get(wanted)

    def old_province(self, name: str) -> OldProvince | None:
        """Return the province of before 1-7-2025 called ``name``; None where there was none."""
        wanted = _OLD_ALIASES.get(name_key(name), _CITY_ALIASES.get(name_key(name), name_key(name)))
        if wanted in _THUA_THIEN_HUE[1]:
            hue = self.province("Huế")
            return OldProvince(UnitKind.PROVINCE, _THUA_THIEN_HUE[0], hue) if hue is not None else None
        return self.old_province_by_key.get(wanted)

    def units(self, name: str) -> tuple[Unit, ...]:
        """Return today's units called ``name`` (without the word for their kind), in all provinces."""
        return _units(self, name_key(name))

    def old_units(self, name: str) -> tuple[OldUnit, ...]:
        """Return the former units called ``name``, in all districts; of a newer table also what ended since."""
        return _old_units(self, name_key(name))

    def unit(self, code: str) -> Unit:
        """Return today's unit of that code. Raises KeyError where there is none."""
        return self.unit_on(_by_number(self.text, "U")[code])

    def made_of(self, unit: Unit) -> tuple[OldUnit, ...]:
        """Return the former units that went into ``unit``, whole or in part."""
        return tuple(map(self.old_unit_on, _made_of(self.text).get(unit.code, ())))

    def of_district(self, kind: UnitKind, name: str, province: Province | None = None) -> tuple[Unit, ...]:
        """Return the units of today that the communes of a former district went into.

        An island district without communes became the special zone of its name.
        """
        numbers = [f[1] for f in map(_fields, _lines(self.text, f"D{name_key(name)}|")) if f[2] == kind]
        codes: dict[str, None] = {}
        for number in numbers:
            codes.update(dict.fromkeys(_of_districts(self.text).get(number[1:], ())))
        zones = (u for u in self.units(name) if u.kind is UnitKind.ZONE)
        made = tuple(map(self.unit, codes)) or tuple(zones)
        return tuple(u for u in made if province is None or u.province == province)

    def has_district(self, kind: UnitKind, name: str) -> bool:
        """Tell whether there was a district of that kind and name on 30-6-2025."""
        return _has_district(self, kind, name_key(name))

    def keys(self) -> frozenset[str]:
        """Return the key of every unit of today."""
        return _keys(self.text)

    def units_in(self, province: Province) -> tuple[Unit, ...]:
        """Return today's units of ``province``."""
        return tuple(self.unit_on(m[1]) for m in re.finditer(rf"\n(U.*\|{province.code}\|.*)", self.text))

    def unit_on(self, line: str) -> Unit:
        """Return the unit of today that ``line`` is."""
        _, code, kind, name, province, since = _fields(line)
        return Unit(
            code, UnitKind(kind), name, _by_code(self)[province], date.fromisoformat(since) if since else None
        )

    def old_unit_on(self, line: str) -> OldUnit:
        """Return the former unit that ``line`` is."""
        _, kind, name, number, codes, *ended = _fields(line)
        if ended:
            return self._ended(UnitKind(kind), name, codes, ended)
        _, _, district_kind, district, province = _fields(_by_number(self.text, "D")[f"#{number}"])
        home = self.old_province_by_key[province]
        return OldUnit(
            UnitKind(kind), name, f"{district_kind} {district}", home, tuple(map(self.unit, codes.split()))
        )

    def _ended(self, kind: UnitKind, name: str, codes: str, ended: list[str]) -> OldUnit:
        """Return a unit that there was after the reform: when it ended, its code and its province say the rest."""
        until, code, province = ended
        home = _by_code(self)[province]
        was = OldProvince(home.kind, home.name, home)
        successors = tuple(map(self.unit, codes.split()))
        return OldUnit(kind, name, "", was, successors, date.fromisoformat(until), code)


@cache
def own_table() -> PlacesTable:
    """Return the table that comes with keytag."""
    # zlib's manual, inflateInit2: 15 bits of window and 16 more tell it to expect a gzip header.
    return parse_table(zlib.decompress(library.places_bytes(), 31).decode())


def parse_table(text: str) -> PlacesTable:
    """Return the table that ``text`` is."""
    top = text[: _section(text, "D")]
    today = {f[0][1:]: _province(f) for f in map(_fields, re.findall(r"\n(P.*)", top))}
    by_code = {province.code: province for province in today.values()}
    old = {
        f[0][1:]: OldProvince(UnitKind(f[1]), f[2], by_code[f[3]])
        for f in map(_fields, re.findall(r"\n(Q.*)", top))
    }
    day = date.fromisoformat(_head(top, "date"))
    return PlacesTable(text, day, _head(top, "source"), _head(top, "licence"), today, old)


def _province(fields: list[str]) -> Province:
    _, code, kind, name, since = fields
    return Province(code, UnitKind(kind), name, date.fromisoformat(since) if since else None)


# As many as a file of 1 MB can name: several checks ask for each.
@lru_cache(maxsize=32_768)
def _units(table: PlacesTable, wanted: str) -> tuple[Unit, ...]:
    return tuple(table.unit_on(line) for line in _lines(table.text, f"U{wanted}|"))


@lru_cache(maxsize=32_768)
def _old_units(table: PlacesTable, wanted: str) -> tuple[OldUnit, ...]:
    return tuple(table.old_unit_on(line) for line in _lines(table.text, f"O{wanted}|"))


@lru_cache(maxsize=32_768)
def _has_district(table: PlacesTable, kind: UnitKind, wanted: str) -> bool:
    islands = (u for u in _units(table, wanted) if kind is UnitKind.DISTRICT and u.kind is UnitKind.ZONE)
    return any(f[2] == kind for f in map(_fields, _lines(table.text, f"D{wanted}|"))) or any(islands)


@lru_cache(maxsize=16)
def _by_code(places: PlacesTable) -> dict[str, Province]:
    return {province.code: province for province in places.provinces}


def _fields(line: str) -> list[str]:
    return line.split("|")


def _head(text: str, name: str) -> str:
    match = re.search(rf"\n#{name} (.*)", text)
    return match[1] if match is not None else ""


@lru_cache(maxsize=16)
def _by_number(text: str, section: str) -> Mapping[str, str]:
    """Return the lines of a section by their second fields."""
    return {match[2]: match[1] for match in re.finditer(rf"\n({section}[^|\n]*\|([^|\n]*).*)", text)}


@lru_cache(maxsize=16384)
def _lines(text: str, start: str) -> tuple[str, ...]:
    """Return the lines that begin with ``start``; those of a section are in order."""
    low, high = _section(text, start[0]), _section(text, _NEXT[start[0]]) if start[0] in _NEXT else len(text)
    while high - low > _NEAR:
        middle = text.index("\n", (low + high) // 2)
        if middle >= high:
            break
        if text[middle + 1 : middle + 1 + len(start)] < start:
            low = middle
        else:
            high = middle
    found: list[str] = []
    at = text.find(f"\n{start}", low, high + 1 + len(start))
    while at >= 0 and text.startswith(start, at + 1):
        end = text.find("\n", at + 1)
        found.append(text[at + 1 : end])
        at = end
    return tuple(found)


@lru_cache(maxsize=4)
def _of_districts(text: str) -> Mapping[str, list[str]]:
    """Return the codes of the units that the communes of each district went into, by the district's number."""
    found: dict[str, list[str]] = {}
    for number, codes in re.findall(r"\nO[^|\n]*\|[^|\n]*\|[^|\n]*\|([^|\n]*)\|([^|\n]*)", text):
        found.setdefault(number, []).extend(codes.split())
    return found


@lru_cache(maxsize=4)
def _made_of(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lines of the former units that went into each of today's, by its code."""
    found: dict[str, list[str]] = {}
    for match in re.finditer(r"\n(O[^|\n]*\|[^|\n]*\|[^|\n]*\|[^|\n]*\|([^|\n]*).*)", text):
        for code in match[2].split():
            found.setdefault(code, []).append(match[1])
    return {code: tuple(lines) for code, lines in found.items()}


@lru_cache(maxsize=64)
def _section(text: str, section: str) -> int:
    """Return where the lines that begin with ``section`` begin."""
    return text.find(f"\n{section}")


@lru_cache(maxsize=4)
def _keys(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\nU([^|]*)", text))


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
    """Return ``own_table`` with ``places`` in the place of its own provinces and units.

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
        f"U{name_key(unit.name)}|{unit.code}|{unit.kind}|{unit.name}|{unit.province.code}|{_day(unit.since)}"
        for unit in places.units
    )
    provinces = (f"P{name_key(p.name)}|{p.code}|{p.kind}|{p.name}|{_day(p.since)}" for p in places.provinces)
    kept = (line for line in table.text.splitlines() if line.startswith(("Q", "D")))
    return parse_table("\n".join([*head, *provinces, *kept, *former, *units]) + "\n")


def _former(text: str, into: Mapping[str, tuple[str, ...]], now: Container[str]) -> Iterator[str]:
    for line in text.splitlines():
        if line.startswith("O"):
            name, kind, bare, district, codes = line.split("|")[:5]
            led = {led for code in codes.split() for led in ((code,) if code in now else into.get(code, ()))}
            if led:
                yield "|".join((name, kind, bare, district, " ".join(sorted(led))))


def _ended(ended: Ended) -> str:
    unit = ended.unit
    fields = (f"O{name_key(unit.name)}", unit.kind, unit.name, "", " ".join(ended.into))
    return "|".join((*fields, ended.until.isoformat(), unit.code, unit.province.code))


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
