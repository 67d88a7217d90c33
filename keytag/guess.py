"""What a misspelt name was most likely meant to be: the one did-you-mean of every message.

Pure: knows words, not what they name.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from keytag.wording import Text


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the one of ``known`` that ``word`` was most likely meant to be, or None."""
    by_folded = {name.casefold(): name for name in known}
    # House rule: the likeness that difflib takes by default.
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def guess(word: str, known: Sequence[str]) -> Text | None:
    """Return the question whether the nearest of ``known`` was meant, or None where none is near."""
    found = nearest(word, known)
    return Text(f"Có phải ý bạn là “{found}”?", f"Did you mean “{found}”?") if found is not None else None


def guess_before(word: str, known: Sequence[str], rest: Text) -> Text:
    """Return ``rest`` with the question before it where one of ``known`` is near ``word``."""
    asked = guess(word, known)
    return Text(f"{asked.vi} {rest.vi}", f"{asked.en} {rest.en}") if asked is not None else rest
