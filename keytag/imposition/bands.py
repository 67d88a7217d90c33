"""Places that stand in no rows, taken in bands: how people count them, editions follow each other, a head visits.

A band is a strip across the field, each as deep as the others; within it places come from left to right. Of all
numbers of bands that one is taken along which the way there and back is shortest.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, dist, sqrt

from keytag.drawing.geometry import Point


def in_bands(places: Sequence[Point]) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of ``places`` band by band from the top, within each from left to right."""
    most = ceil(2 * sqrt(len(places))) + 1
    ways = (_divide(places, count) for count in range(1, most + 1))
    return min(ways, key=lambda bands: travel_length([places[number] for number in back_and_forth(bands, places)]))


def back_and_forth(rows: Sequence[Sequence[int]], places: Sequence[Point]) -> tuple[int, ...]:
    """Return the numbers in ``rows`` row after row, each from the end nearer to where the one before stopped."""
    way: list[int] = []
    for row in rows:
        is_nearer = not way or dist(places[way[-1]], places[row[0]]) <= dist(places[way[-1]], places[row[-1]])
        way += row if is_nearer else row[::-1]
    return tuple(way)


def travel_length(places: Sequence[Point]) -> float:
    """Return how far a head goes that visits ``places`` in their order."""
    return sum(dist(one, other) for one, other in pairwise(places))


def _divide(places: Sequence[Point], count: int) -> tuple[tuple[int, ...], ...]:
    top = min((y for _, y in places), default=0.0)
    depth = (max((y for _, y in places), default=0.0) - top) / count
    bands: list[list[int]] = [[] for _ in range(count)]
    for number, (_, y) in enumerate(places):
        bands[min(int((y - top) / depth), count - 1) if depth > 0 else 0].append(number)
    return tuple(tuple(sorted(band, key=lambda number: places[number])) for band in bands if band)
