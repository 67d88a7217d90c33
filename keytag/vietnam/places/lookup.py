"""Look a name up as people type it: what it is, what it was, where, and what a misspelt one was meant to be.

Pure. `look_up` answers a person's question; the others serve whoever reads names out of longer lines. Of a
misspelt name first those are tried that differ by one letter typed wrongly, left out, doubled or swapped, in the
province and then anywhere; then the likest name of the province.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from keytag.text.suggest import most_alike
from keytag.vietnam.places.model import OldProvince, OldUnit, Province, Unit, UnitKind
from keytag.vietnam.places.reading import PlaceMention, read_places
from keytag.vietnam.places.spelling import Likeness, compose_name, likeness, name_key
from keytag.vietnam.places.table import PlacesTable

# The longest province's name is "Bà Rịa - Vũng Tàu": four words and a dash.
_MOST_WORDS = 5
_DASH = re.compile(r"\s+[-–—]\s+")
_DISTRICTS = frozenset({UnitKind.DISTRICT, UnitKind.URBAN_DISTRICT, UnitKind.TOWN, UnitKind.CITY})


class PlaceAnswer(Struct, frozen=True):
    """What a name is and was; ``similar_units`` is what may have been meant where it is and was nothing."""

    name: str
    today: tuple[Unit, ...] = ()
    before: tuple[OldUnit, ...] = ()
    provinces: tuple[Province | OldProvince, ...] = ()
    similar_units: tuple[Unit, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the table knows the name."""
        return bool(self.today or self.before or self.provinces)


def look_up(table: PlacesTable, query: str) -> PlaceAnswer:
    """Return what ``query`` is and was: a name, with or without the word for its kind and its province.

    With a kind, only units of that kind or, for a district, the units that its communes went into.
    """
    reading = read_places(query)
    place = next((p for p in reading.places if p.kind.is_unit or p.kind in _DISTRICTS), None)
    given = place.name if place is not None else compose_name(query).split(",")[0].strip()
    name, home = split_province(table, given)
    named = [p.name for p in reading.places if p is not place]
    provinces = [p for p in (province_of(table, part) for part in (*named, *reading.rest, *_tail(query))) if p]
    home = provinces[0] if provinces and name != query else home
    today, before = _units(table, place, name, home)
    known = tuple(p for p in (table.province(name), table.old_province(name)) if p is not None)
    if place is not None and place.kind.is_unit:
        known = ()
    found = today or before or known
    return PlaceAnswer(name, today, before, _once(known), () if found else similar_units(table, name, home))


@lru_cache(maxsize=16384)
def split_province(table: PlacesTable, name: str) -> tuple[str, Province | None]:
    """Return a unit's name, and the province that follows it unannounced: "An Khê - Gia Lai"."""
    if _is_unit(table, name):
        return name, None
    # The last dash first: "Xuân Hương - Đà Lạt" is one ward, "Xuân Hương - Đà Lạt - Lâm Đồng" its address.
    for match in reversed(list(_DASH.finditer(name))):
        head, found = name[: match.start()], province_of(table, name[match.end() :])
        if found is not None or _is_unit(table, head):
            return head, found
    words = name.split()
    for at in range(max(1, len(words) - _MOST_WORDS), len(words)):
        head, found = " ".join(words[:at]), province_of(table, " ".join(words[at:]))
        if found is not None and _is_unit(table, head):
            return head, found
    return name, None


def province_of(table: PlacesTable, name: str) -> Province | None:
    """Return the province of today that ``name``, today's name or a former one, stands for."""
    today = table.province(name)
    if today is not None:
        return today
    old = table.old_province(name)
    return old.successor if old is not None else None


def _units(
    table: PlacesTable, place: PlaceMention | None, name: str, home: Province | None
) -> tuple[tuple[Unit, ...], tuple[OldUnit, ...]]:
    if place is not None and place.kind in _DISTRICTS:
        return table.of_district(place.kind, name, home), ()
    kinds = {place.kind} if place is not None else set(UnitKind)
    today = [u for u in table.units(name) if home in {None, u.province} and u.kind in kinds]
    before = [u for u in table.old_units(name) if home in {None, u.province.successor} and u.kind in kinds]
    # Typed with its marks, a name means itself: An Phú is not An Phụ.
    names = [*(unit.name for unit in today), *(unit.name for unit in before)]
    if any(likeness(name, each) is Likeness.SAME for each in names):
        today = [u for u in today if likeness(name, u.name) is Likeness.SAME]
        before = [u for u in before if likeness(name, u.name) is Likeness.SAME]
    return tuple(today), tuple(before)


def _is_unit(table: PlacesTable, name: str) -> bool:
    return bool(table.units(name) or table.old_units(name))


def _tail(query: str) -> Sequence[str]:
    return [part.strip() for part in compose_name(query).split(",")[1:]]


def _once(provinces: tuple[Province | OldProvince, ...]) -> tuple[Province | OldProvince, ...]:
    """Leave out a former province that only passed its name on."""
    today = {p.name for p in provinces if isinstance(p, Province)}
    return tuple(p for p in provinces if isinstance(p, Province) or p.name not in today)


_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
# House rule: shorter names have too many others within one letter.
_SHORTEST = 4
# The longest name is "Văn Miếu - Quốc Tử Giám", 17 letters; what is much longer is no slip of the keyboard.
_LONGEST = 24
# House rule: so many letters of each end tell names apart well enough to look through few.
_END = 3
# House rule: a message is read in one breath.
_MOST = 3


# As many as a file of 1 MB can name: several checks ask for each.
@lru_cache(maxsize=32_768)
def similar_units(table: PlacesTable, name: str, province: Province | None) -> tuple[Unit, ...]:
    """Return up to three units that ``name`` may have been meant to be, the likeliest first."""
    wanted = name_key(name)
    if not _SHORTEST <= len(wanted) <= _LONGEST:
        return ()
    known = table.keys()
    found = [unit for other in sorted(_slips(wanted, known)) for unit in table.units(other)]
    if province is None:
        return tuple(found[:_MOST])
    own = tuple(unit for unit in found if unit.province == province)
    if own:
        return own[:_MOST]
    homes = _homes(table, province)
    return homes.get(most_alike(wanted, homes) or "", ())[:_MOST]


@lru_cache(maxsize=64)
def _homes(table: PlacesTable, province: Province) -> Mapping[str, tuple[Unit, ...]]:
    """Return the units of a province by the keys of their names."""
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in table.units_in(province):
        name = name_key(unit.name)
        found[name] = (*found.get(name, ()), unit)
    return found


def _slips(word: str, known: frozenset[str]) -> Iterable[str]:
    """Return those of ``known`` that are one slip of the keyboard away from ``word``."""
    if len(word) < 2 * _END + 1:
        return known.intersection(_one_off(word))
    # A slip leaves the first letters as they are, or the last.
    ends = _by_ends(known)
    others = {*ends.get((word[:_END], ""), ()), *ends.get(("", word[-_END:]), ())}
    return [other for other in others if _is_one_off(word, other)]


@lru_cache(maxsize=4)
def _by_ends(known: frozenset[str]) -> Mapping[tuple[str, str], Sequence[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for word in known:
        found.setdefault((word[:_END], ""), []).append(word)
        found.setdefault(("", word[-_END:]), []).append(word)
    return found


def _is_one_off(word: str, other: str) -> bool:
    """Tell whether ``other`` is ``word``, or one that `_one_off` yields for it."""
    longer = len(other) - len(word)
    if not -1 <= longer <= 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    if longer:
        return word[at + (longer < 0) :] == other[at + (longer > 0) :]
    swapped = word[at + 1 : at + 2] + word[at : at + 1]
    return word[at + 1 :] == other[at + 1 :] or swapped + word[at + 2 :] == other[at:]


def _one_off(word: str) -> Iterator[str]:
    """Yield every word that is one slip of the keyboard away."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
