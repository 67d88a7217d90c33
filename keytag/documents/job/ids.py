"""An edition's id, which names its folder: made from its name, its own wherever the name is its own.

Pure. Two names that differ by their marks alone (Thôn Đông, Thôn Đồng) are two places and have two ids, which
depend on the names and not on their order; a name that Windows keeps for itself makes another one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import chain, count

from keytag.text.text import fold_name

# The longest that an id can be.
MAX_ID = 60
# Windows refuses these as names of folders (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
RESERVED_IDS = frozenset({"con", "prn", "aux", "nul", *(f"{d}{i}" for d in ("com", "lpt") for i in range(1, 10))})
# "mẫu", an edition: xã Con is mau-con.
_UNRESERVED = "mau"
# How marks are typed in Telex, which every telephone and computer in Viet Nam knows: tones behind the word.
_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_VOWELS = {"\u0302": None, "\u0306": "w", "\u031b": "w"}
_APOSTROPHES = re.compile("['\u2019]")


def id_of(name: str) -> str:
    """Return the id that a name makes, by its letters alone: Xã K'Dang is xa-kdang; empty where it has none."""
    made = fold_name(_APOSTROPHES.sub("", name))[:MAX_ID].strip("-")
    return f"{_UNRESERVED}-{made}" if made in RESERVED_IDS else made


def ids_of(names: Iterable[str]) -> Mapping[str, str]:
    """Return an id for each of ``names``, the same for those that are one name however it is typed."""
    alike: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for name in dict.fromkeys(names):
        alike.setdefault(id_of(name), {}).setdefault(telex_words(name), []).append(name)
    taken = set(alike)
    found: dict[str, str] = {}
    for plain, by_marks in alike.items():
        # The name with the fewest marks keeps the plain id, whatever row it stands in.
        first, *others = sorted(by_marks, key=lambda words: (sum(map(len, words)), words))
        found |= dict.fromkeys(by_marks[first], plain)
        for words in others:
            made = _apart(plain, first, words)
            numbered = (f"{made[: MAX_ID - 5]}-{number}" for number in count(2))
            own = next(each for each in chain((made,), numbered) if each and each not in taken)
            taken.add(own)
            found |= dict.fromkeys(by_marks[words], own)
    return found


def telex_words(name: str) -> tuple[str, ...]:
    """Return a name's words as they are typed in Telex: equal for two writings of one name, and only for those."""
    words = re.split(r"[^\w]+", unicodedata.normalize("NFC", _APOSTROPHES.sub("", name)).casefold())
    return tuple(map(_telex, filter(None, words)))


def _telex(word: str) -> str:
    letters, tones = "", ""
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tones += _TONES[letter]
        elif letter in _VOWELS:
            letters += _VOWELS[letter] or letters[-1:]
        else:
            letters += "dd" if letter == "đ" else letter if letter.isascii() else ""
    return letters + tones


def _apart(plain: str, first: tuple[str, ...], words: tuple[str, ...]) -> str:
    """Return the id ``plain`` with those words typed out that differ from the ``first`` name's."""
    parts = plain.split("-")
    if len(parts) == len(first) == len(words):
        parts = [word if word != other else part for part, other, word in zip(parts, first, words, strict=True)]
        return "-".join(parts)[:MAX_ID].strip("-")
    return "-".join(words)[:MAX_ID].strip("-")
