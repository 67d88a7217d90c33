"""What unit a misspelt name was most likely meant to be.

Pure: looks among the keys of a table. First for names that differ by one letter typed wrongly, left out, doubled
or swapped, in the province and then anywhere; then for the likest name of the province.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from keytag.guess import nearest
from keytag.places.model import Province, Unit
from keytag.places.spelling import key
from keytag.places.table import PlacesTable

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
# House rule: shorter names have too many others within one letter.
_SHORTEST = 4
# The longest name is "Văn Miếu - Quốc Tử Giám", 17 letters; what is much longer is no slip of the keyboard.
_LONGEST = 24
# House rule: a message is read in one breath.
_MOST = 3


@lru_cache(maxsize=512)
def near(table: PlacesTable, name: str, province: Province | None) -> tuple[Unit, ...]:
    """Return up to three units that ``name`` may have been meant to be, the likeliest first."""
    wanted = key(name)
    if not _SHORTEST <= len(wanted) <= _LONGEST:
        return ()
    known = table.keys()
    found = [unit for other in sorted(set(_one_off(wanted)) & known) for unit in table.units(other)]
    if province is None:
        return tuple(found[:_MOST])
    own = tuple(unit for unit in found if unit.province == province)
    if own:
        return own[:_MOST]
    homes = _homes(table, province)
    likest = nearest(wanted, [key(unit.name) for unit in homes])
    return tuple(unit for unit in homes if likest is not None and key(unit.name) == likest)[:_MOST]


@lru_cache(maxsize=64)
def _homes(table: PlacesTable, province: Province) -> tuple[Unit, ...]:
    return table.units_in(province)


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
