"""What unit a misspelt name was most likely meant to be.

Pure: looks among the keys of a table. First for names that differ by one letter typed wrongly, left out, doubled
or swapped, in the province and then anywhere; then for the likest name of the province.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from keytag.text import likest
from keytag.vietnam.places.model import Province, Unit
from keytag.vietnam.places.spelling import key
from keytag.vietnam.places.table import PlacesTable

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
def near(table: PlacesTable, name: str, province: Province | None) -> tuple[Unit, ...]:
    """Return up to three units that ``name`` may have been meant to be, the likeliest first."""
    wanted = key(name)
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
    return homes.get(likest(wanted, homes) or "", ())[:_MOST]


@lru_cache(maxsize=64)
def _homes(table: PlacesTable, province: Province) -> Mapping[str, tuple[Unit, ...]]:
    """Return the units of a province by the keys of their names."""
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in table.units_in(province):
        name = key(unit.name)
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
