"""Short names and codes: what an edition is called where its name has no room.

A short name is what is left of a name when it must fit a slot of a sheet map: "Xã Glar" is Glar, "Tổ dân phố 5" is
Tổ 5, "Xã Đông Thạnh" is Đ.Thạnh. The words of Vietnamese administration that all editions share go first, then all
but the last word shrinks to its letter; figures are never lost.

A code is two characters that are hard to misread, for 4 pt on the back of a tag: a letter, then a digit, so that
neither is taken for the other. Of the first 19 editions no two share a letter: one misread character gives a code
that no edition has. Only beyond them does the digit begin to tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import count

from keytag.text.pattern import pattern

LONGEST = 8
"""Most characters of a short name."""
# Law on the organisation of local government 72/2025/QH15, article 1, and the hamlets of circular 04/2012/TT-BNV:
# longer words before those that they begin with. Each with what it shrinks to before a bare number.
_KINDS = {
    "tổ dân phố": "Tổ",
    "khu dân cư": "KDC",
    "khu phố": "KP",
    "thị trấn": "TT",
    "thị xã": "TX",
    "thành phố": "TP",
    "đặc khu": "ĐK",
    "phường": "P",
    "huyện": "H",
    "quận": "Q",
    "xã": "X",
    "thôn": "Thôn",
    "ấp": "Ấp",
    "tổ": "Tổ",
    "làng": "Làng",
    "buôn": "Buôn",
    "bản": "Bản",
    "xóm": "Xóm",
    "khóm": "Khóm",
    "nhóm": "Nhóm",
}
_KIND = pattern(rf"({'|'.join(_KINDS)})\s+(?=\S)", re.IGNORECASE)
_NUMBER = pattern(r"(?:số\s+)?(\d\S*)", re.IGNORECASE)
_WORDS = pattern(r"[^\W_]+", re.UNICODE)


def short_names(editions: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    """Return a short name for each (id, name or None), no two alike; the earlier edition has the first choice."""
    taken: set[str] = set()
    names: list[str] = []
    for number, (edition, name) in enumerate(editions, start=1):
        shown = unicodedata.normalize("NFC", " ".join((name or edition).split()))
        chosen = next(short for short in _candidates(shown, number) if short.casefold() not in taken)
        taken.add(chosen.casefold())
        names.append(chosen)
    return tuple(names)


def split_kind(name: str) -> tuple[str, str]:
    """Return the words for the kind of place that ``name`` begins with, as they stand there, and what follows.

    "Thị trấn Cần Giuộc" is "Thị trấn" and "Cần Giuộc"; a name without such words is all of it.
    """
    kind, rest = _parted(name)
    return name[: len(kind)], rest


def _candidates(name: str, number: int) -> Iterator[str]:
    """Yield what ``name`` may be called, the fullest first; at last its beginning with the edition's number."""
    kind, rest = _parted(name)
    bare_number = _NUMBER.fullmatch(rest)
    if kind and bare_number:
        kind, rest = "", f"{_KINDS[kind]} {bare_number[1]}"
    shorter = [short for short in _shorter(rest) if len(short) <= LONGEST]
    yield from shorter[:1]
    if kind:
        # "Xã Đak Đoa" beside "Thị trấn Đak Đoa".
        yield from (f"{_KINDS[kind]} {short}" for short in shorter if len(_KINDS[kind]) + len(short) < LONGEST)
    yield from shorter[1:]
    for again in count():
        tail = str(number) + "'" * again
        yield f"{rest[: LONGEST - 1 - len(tail)].rstrip(' .,')} {tail}".strip()


def _parted(name: str) -> tuple[str, str]:
    """Return the kind of place that ``name`` begins with, small ("" for none), and what follows."""
    found = _KIND.match(name)
    return (found[1].lower(), name[found.end() :]) if found is not None else ("", name)


def _shorter(name: str) -> Iterator[str]:
    """Yield ``name``, then with more and more words shrunk to their first letters."""
    yield name
    words = _WORDS.findall(name)
    if not words:
        return
    *before, last = words
    initials = [word if word[0].isdigit() else word[0].upper() for word in before]
    if len(before) > 1:
        yield f"{''.join(initials[:-1])}.{before[-1]} {last}"
    if before:
        yield f"{''.join(initials)}.{last}"
        yield f"{''.join(initials)}{last if last[0].isdigit() else last[0].upper()}"
    yield f"{name[: LONGEST - 1].rstrip(' .,')}…"


# House rule: without B, G, I, O, Q, S and Z, which a worn print shows as 8, 6, 1, 0, 0, 5 and 2.
LETTERS = "ACDEFHJKLMNPRTUVWXY"
# House rule: without 0 and 1, which are read as letters.
DIGITS = "23456789"
CODES = len(LETTERS) * len(DIGITS)
"""How many codes of two characters there are; beyond them a code has one digit more."""


def code_of(index: int) -> str:
    """Return the code of the edition at ``index`` from 0, each its own: A2, C3 to Y4, then A3, C4 and so on."""
    rounds, place = divmod(index, CODES)
    turn, letter = divmod(place, len(LETTERS))
    code = LETTERS[letter] + DIGITS[(letter + turn) % len(DIGITS)]
    return code + _tail(rounds)


def _tail(rounds: int) -> str:
    """Return the digits after the first two characters: none, then 2 to 9, then 22 to 99."""
    tail = ""
    while rounds:
        rounds, digit = divmod(rounds - 1, len(DIGITS))
        tail = DIGITS[digit] + tail
    return tail
