"""The one did-you-mean of every message: by meaning, by a part of the name, or by likeness."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from keytag.text.text import Text
from keytag.text.vocabulary import translate_word

# House rule: more names than this are no question any more.
_MOST = 6
# House rule: the likeness that difflib takes by default: twice the common letters over all of both.
ALIKE = 0.6
# House rule: one letter is part of too much.
_LEAST = 2


def nearest_name(word: str, known: Sequence[str]) -> str | None:
    """Return the one of ``known`` that is spelt most like ``word``, or None."""
    by_folded = {name.casefold(): name for name in known}
    found = most_alike(word.casefold(), by_folded)
    return by_folded[found] if found is not None else None


def most_alike(word: str, known: Iterable[str]) -> str | None:
    """Return the one of ``known`` that is likest to ``word`` letter for letter, or None where none is like it.

    The same as difflib finds. What they have in common at most, their letters in any order, is soon counted; only
    what could be liker than the likest so far is compared in earnest, which takes thirty times as long.
    """
    letters = _letters(word)
    atmost = ((_in_common(letters, name), name) for name in known)
    matcher = SequenceMatcher(b=word)
    best, found = ALIKE, None
    for bound, name in sorted((pair for pair in atmost if pair[0] >= ALIKE), reverse=True):
        if bound < best:
            break
        matcher.set_seq1(name)
        ratio = matcher.ratio()
        if ratio > best or (ratio == best and (found is None or name > found)):
            best, found = ratio, name
    return found


def _in_common(letters: frozenset[tuple[str, int]], name: str) -> float:
    """Return the most that difflib's likeness of ``name`` to a word of these letters can be."""
    both = len(letters) + len(name)
    if not both or 2 * min(len(letters), len(name)) < ALIKE * both:
        return 0.0
    return 2 * len(letters & _letters(name)) / both


# The names of a province are asked about for each misspelt one.
@lru_cache(maxsize=16_384)
def _letters(word: str) -> frozenset[tuple[str, int]]:
    """Return the letters of ``word``, each with which of its kind it is."""
    seen = Counter[str]()
    found: list[tuple[str, int]] = []
    for letter in word:
        found.append((letter, seen[letter]))
        seen[letter] += 1
    return frozenset(found)


def likely_names(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``known`` that ``word`` may have meant: one, or all that it is a part of; none, too."""
    found = next((name for name in known if name.casefold() == word.strip().casefold()), None)
    found = found or translate_word(word, known)
    if found is not None:
        return (found,)
    holding = _holding(word, known)
    if holding:
        return holding
    like = nearest_name(word, known)
    return (like,) if like is not None else ()


def guess(word: str, known: Sequence[str]) -> Text | None:
    """Return the question whether the likely ones of ``known`` were meant, or None where none is."""
    names = [f"“{name}”" for name in likely_names(word, known)]
    if not names:
        return None
    first, last = ", ".join(names[:-1]), names[-1]
    vi, en = (f"{first} hay {last}", f"{first} or {last}") if first else (last, last)
    if len(names) > _MOST:
        vi = en = ", ".join(names[:_MOST]) + " …"
    return Text(f"Có phải {vi} không?", f"Did you mean {en}?")


def guess_before(word: str, known: Sequence[str], rest: Text) -> Text:
    """Return ``rest`` with the question before it where some of ``known`` are likely."""
    asked = guess(word, known)
    return Text(f"{asked.vi} {rest.vi}", f"{asked.en} {rest.en}") if asked is not None else rest


def _holding(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``known`` that have every part of ``word``, those that begin with it first."""
    wanted = _parts(word)
    if len(word.strip()) < _LEAST or not wanted:
        return ()
    found = [name for name in known if wanted <= _parts(name)]
    return tuple(sorted(found, key=lambda name: not name.casefold().startswith(word.strip().casefold())))


def _parts(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold().replace("_", "-")))
