"""In which order tags are cut: back and forth along their rows, so that the head's way is short.

What lies inside a tag is cut before its outline, since a part that has come loose moves (Luban #1758 and #2266,
jscut #43 and #60, dxfplotter #9: programs that cut in the order of their file). Knows nothing of cutting files.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import dist

from keytag.drawing.geometry import Point

# Places of one row share their coordinate across it, but for rounding.
_DECIMALS = 3


def short_way(places: Sequence[Point]) -> tuple[int, ...]:
    """Return the numbers of ``places`` in the order in which a head visits them.

    Row by row from the first, each from the end at which the one before it stopped; or column by column, where
    that is shorter.
    """
    ways = (_to_and_fro(places, across=1), _to_and_fro(places, across=0))
    return min(ways, key=lambda way: length(tuple(places[number] for number in way)))


def length(places: Sequence[Point]) -> float:
    """Return how far a head goes that visits ``places`` in their order."""
    return sum(dist(one, other) for one, other in pairwise(places))


def _to_and_fro(places: Sequence[Point], *, across: int) -> tuple[int, ...]:
    rows: dict[float, list[int]] = {}
    for number, place in enumerate(places):
        rows.setdefault(round(place[across], _DECIMALS), []).append(number)
    way: list[int] = []
    for _, row in sorted(rows.items()):
        row.sort(key=lambda number: places[number][1 - across])
        is_nearer = not way or dist(places[way[-1]], places[row[0]]) <= dist(places[way[-1]], places[row[-1]])
        way += row if is_nearer else row[::-1]
    return tuple(way)
