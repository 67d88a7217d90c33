"""How a place's name is compared: with its marks, and without them.

Pure: knows letters, not places. Vietnamese spelling allows a tone mark on either vowel of a pair (hòa, hoà), and
names of the highlands are written with and without apostrophes, hyphens and blanks: none of that parts two names.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

# Unicode 16, block Combining Diacritical Marks: grave, acute, tilde, hook above, dot below are the five tones.
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# "Đắk Lắk" is as often written "Đăk Lăk"; the communes of Gia Lai are "Đak" officially, those of Kon Tum "Đăk".
_DAK = re.compile(r"([đl])a\u0306?k")
_BLANKS = re.compile(r"\s+")
_BREAKS = re.compile(r"[\s–—-]+")


class Likeness(StrEnum):
    """How a written name relates to the official one that it matches without marks."""

    SAME = "same"
    BARE = "bare"
    OTHER = "other"


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return ``name`` in small letters without marks, blanks and signs; ``Phường 01`` and ``Phường 1`` are one."""
    bare = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(c for c in bare if c.isascii() and c.isalnum())
    return letters.lstrip("0") if letters.isdigit() else letters


@lru_cache(maxsize=8192)
def exact_key(name: str) -> str:
    """Return ``name`` with its marks, in small letters: equal for two writings of one name, and only for those."""
    said = "".join(_toned(word) for word in _BREAKS.split(unicodedata.normalize("NFD", name.casefold())))
    return said.lstrip("0") if said.isdigit() else said


def likeness(written: str, official: str) -> Likeness:
    """Return how ``written`` relates to ``official``, which has the same `name_key`."""
    if exact_key(written) == exact_key(official):
        return Likeness.SAME
    return Likeness.BARE if lacks_marks(written) else Likeness.OTHER


def lacks_marks(text: str) -> bool:
    """Tell whether ``text`` has no Vietnamese letter: typed without such a keyboard, or without need of one."""
    return not any(unicodedata.combining(c) or c in "đĐ" for c in unicodedata.normalize("NFD", text))


def compose_name(text: str) -> str:
    """Return ``text`` in composed form (NFC), with single blanks."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _toned(word: str) -> str:
    """Return a word (decomposed) with its tone at the end, where it is the same for òa and oà."""
    letters = "".join(c for c in word if (c.isalnum() or unicodedata.combining(c)) and c not in _TONES)
    tones = "".join(c for c in word if c in _TONES)
    plain = _DAK.sub(r"\1ak", letters)
    return plain if plain != letters or plain in {"đak", "lak"} else letters + tones
