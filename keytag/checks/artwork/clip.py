"""What a clip leaves of a path: outlines and lines cut to a convex window.

A window that is not convex is taken as its hull: what it hides beyond that is checked as if it showed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from keytag.drawing.geometry import Path, Point, join_paths, polygon, polyline
from keytag.drawing.geometry.contour import Contour, segments


def clipped_fill(path: Path, window: Contour) -> Path:
    """Return what ``window`` (a hull, see `hull`) leaves of a filled ``path``, flattened."""
    left = (_cut(contour, window) for contour in (path.flattened() if len(window) > 2 else ()))
    return join_paths(polygon(contour) for contour in left if len(contour) > 2)


def clipped_line(path: Path, window: Contour) -> Path:
    """Return what ``window`` leaves of a line, piece by piece; how far its width reaches out is passed over."""
    pieces = (
        piece
        for contour in (path.flattened() if len(window) > 2 else ())
        for side in pairwise(contour)
        for piece in _inside(side, window)
    )
    return join_paths(polyline(piece) for piece in pieces)


def hull(points: Iterable[Point]) -> Contour:
    """Return the convex hull of ``points``, clockwise as seen on the page."""
    ordered = sorted(set(points))
    halves: list[Point] = []
    for run in (ordered, ordered[::-1]):
        half: list[Point] = []
        for point in run:
            while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves += half[:-1]
    return tuple(halves)


def _turn(a: Point, b: Point, c: Point) -> float:
    """Return twice the signed area of a triangle: positive where c lies on the inner side of a hull's side ab."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _cut(contour: Contour, window: Contour) -> Contour:
    """Cut a polygon by each side of the window in turn (Sutherland and Hodgman, 1974)."""
    for start, end in segments(window):
        kept: list[Point] = []
        for p, q in segments(contour) if len(contour) > 2 else ():
            inside, will_be = _turn(start, end, p), _turn(start, end, q)
            if inside >= 0:
                kept.append(p)
            if (inside > 0 > will_be) or (inside < 0 < will_be):
                along = inside / (inside - will_be)
                kept.append((p[0] + (q[0] - p[0]) * along, p[1] + (q[1] - p[1]) * along))
        contour = tuple(kept)
    return contour


def _inside(side: tuple[Point, Point], window: Contour) -> Iterator[tuple[Point, Point]]:
    """Yield the part of a straight line within the window (Cyrus and Beck, 1978)."""
    (x0, y0), (x1, y1) = side
    first, last = 0.0, 1.0
    for start, end in segments(window):
        at_start, at_end = _turn(start, end, side[0]), _turn(start, end, side[1])
        if at_start < 0 and at_end < 0:
            return
        if at_start < 0 or at_end < 0:
            along = at_start / (at_start - at_end)
            first, last = (max(first, along), last) if at_start < 0 else (first, min(last, along))
    if first < last:
        yield (
            (x0 + (x1 - x0) * first, y0 + (y1 - y0) * first),
            (x0 + (x1 - x0) * last, y0 + (y1 - y0) * last),
        )
