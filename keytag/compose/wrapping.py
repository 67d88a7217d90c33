"""Where a text is broken into lines: between words, as evenly as can be, without widows and stumps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

# House rules, in letters: by how much the longest line may grow for no widow among two lines, and for no stump
# among three or more, where there is a way in fewer.
_WIDOW_COST = 1.5
_STUMP_COST = 4.5
_FEW_LINES = 2


def unbreakable_words(text: str) -> tuple[str, ...]:
    """Split ``text`` where a line may end: between words, but not before a figure ("Ấp 36" is one name)."""
    words: list[str] = []
    for word in text.split():
        if words and word[0].isdigit():
            words[-1] += f" {word}"
        else:
            words.append(word)
    return tuple(words)


@lru_cache(maxsize=256)
def wrap_text(text: str, lines: int) -> tuple[str, ...]:
    """Split ``text`` between words into at most ``lines`` lines, the longest as short as can be.

    A last line under half the longest (a widow) is avoided where that costs little. Of three lines none is a
    stump: "Quét / mã để / phản ánh" stumbles at the start, "Quét mã / để / phản ánh" has a hole in the middle,
    "Quét mã / để phản / ánh" parts a word. Of two ways that are alike the one with the longer first line reads
    better.
    """
    return min(_all_wrappings(text, lines), key=_unevenness)


@lru_cache(maxsize=256)
def narrowest_wrapping(text: str, lines: int) -> tuple[str, ...]:
    """Split ``text`` as `wrap_text` does, but let the middle be a stump where the longest line is then shorter."""
    return min(_all_wrappings(text, lines), key=_breadth)


def _all_wrappings(text: str, lines: int) -> Iterator[tuple[str, ...]]:
    """Yield every way to split ``text`` between words into at most ``lines`` lines."""
    words = unbreakable_words(text)
    for count in range(1, min(lines, len(words)) + 1):
        for cuts in combinations(range(1, len(words)), count - 1):
            yield tuple(" ".join(words[a:b]) for a, b in pairwise((0, *cuts, len(words))))


def _unevenness(lines: tuple[str, ...]) -> tuple[float, float, float]:
    longest = max(map(len, lines))
    mean = sum(map(len, lines)) / len(lines)
    is_widow = len(lines[-1]) < longest / 2
    # A kind of place stands well above its name ("Ấp / Phước Sơn"): two lines may begin with a short one.
    cost = _WIDOW_COST * is_widow
    if len(lines) > _FEW_LINES:
        hollows = sum(len(line) <= longest / 2 for line in lines[1:-1])
        cost = _STUMP_COST * (is_widow + hollows + (" " not in lines[0]))
    return longest + cost, sum((len(line) - mean) ** 2 for line in lines), -len(lines[0])


def _breadth(lines: tuple[str, ...]) -> tuple[float, float]:
    longest = max(map(len, lines))
    stumps = (len(lines[-1]) < longest / 2) + (len(lines) > _FEW_LINES and len(lines[0]) <= longest / 2)
    return longest + _WIDOW_COST * stumps, _unevenness(lines)[1]
