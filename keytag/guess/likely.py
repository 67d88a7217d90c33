"""The one did-you-mean of every message: by meaning, by a part of the name, or by likeness."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from keytag.guess.vietnamese import translated
from keytag.wording import Text

# House rule: more names than this are no question any more.
_MOST = 6
# House rule: one letter is part of too much.
_LEAST = 2


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the one of ``known`` that is spelt most like ``word``, or None."""
    by_folded = {name.casefold(): name for name in known}
    # House rule: the likeness that difflib takes by default.
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def likely(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``known`` that ``word`` may have meant: one, or all that it is a part of; none, too."""
    found = next((name for name in known if name.casefold() == word.strip().casefold()), None)
    found = found or translated(word, known)
    if found is not None:
        return (found,)
    holding = _holding(word, known)
    if holding:
        return holding
    like = nearest(word, known)
    return (like,) if like is not None else ()


def guess(word: str, known: Sequence[str]) -> Text | None:
    """Return the question whether the likely ones of ``known`` were meant, or None where none is."""
    names = [f"“{name}”" for name in likely(word, known)]
    if not names:
        return None
    first, last = ", ".join(names[:-1]), names[-1]
    vi, en = (f"{first} hay {last}", f"{first} or {last}") if first else (last, last)
    if len(names) > _MOST:
        vi = en = ", ".join(names[:_MOST]) + " …"
    return Text(f"Có phải ý bạn là {vi}?", f"Did you mean {en}?")


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
