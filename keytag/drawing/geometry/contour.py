"""Questions about outlines: what winds round a point, what crosses what, how near something comes.

A contour is a closed polygon given by its corners; whether the first is repeated at the end makes no difference.
A silhouette is how far an outline reaches to the left and to the right, in thin horizontal slices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import ceil, floor, hypot, inf

from keytag.drawing.geometry.path import Path
from keytag.drawing.geometry.plane import Point, Rect

Contour = tuple[Point, ...]
"""Corners of a closed polygon."""
Segment = tuple[Point, Point]
"""A straight line from one point to another."""


def segments(contour: Contour) -> Iterator[Segment]:
    """Yield the sides of ``contour``, the closing one included; sides without length are left out."""
    start = contour[-1]
    for end in contour:
        if end != start:
            yield start, end
        start = end


def winding(contours: Iterable[Contour], point: Point) -> int:
    """Return how often ``contours`` wind round ``point``; it is inside a filled path where that is not 0."""
    x, y = point
    turns = 0
    for contour in contours:
        start = contour[-1]
        was_above = start[1] <= y
        for end in contour:
            # Of very many sides few pass the point's height: the rest cost one comparison each.
            if (end[1] <= y) is not was_above:
                was_above = not was_above
                (x0, y0), (x1, y1) = start, end
                if (x1 - x0) * (y - y0) / (y1 - y0) + x0 > x:
                    turns += 1 if y1 > y0 else -1
            start = end
    return turns


def signed_area(contour: Contour) -> float:
    """Return the area within ``contour`` in mm², negative where it runs anticlockwise as seen on the page."""
    return sum(p[0] * q[1] - q[0] * p[1] for p, q in segments(contour)) / 2


def stroke_thickness(contours: Iterable[Contour]) -> float:
    """Return how thick the strokes within ``contours`` are in the mean, in mm; nothing drawn has none.

    A long stroke's area is half its outline times that.
    """
    area = length = 0.0
    for contour in contours:
        area += signed_area(contour)
        length += sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in segments(contour))
    return 2 * abs(area) / length if length else 0.0


def is_crossed(one: Segment, other: Segment) -> bool:
    """Tell whether two segments cross in their interiors; touching and overlapping along a line do not count."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
    first = ux * (cy - ay) - uy * (cx - ax)
    second = ux * (dy - ay) - uy * (dx - ax)
    if not (first < 0 < second or second < 0 < first):
        return False
    third = vx * (ay - cy) - vy * (ax - cx)
    fourth = vx * (by - cy) - vy * (bx - cx)
    return third < 0 < fourth or fourth < 0 < third


def has_crossing(one: Contour, other: Contour) -> bool:
    """Tell whether any side of one contour crosses a side of the other."""
    sides = tuple(segments(other))
    for side in segments(one):
        (x0, y0), (x1, y1) = side
        left, right = (x0, x1) if x0 < x1 else (x1, x0)
        top, bottom = (y0, y1) if y0 < y1 else (y1, y0)
        for facing in sides:
            (u0, v0), (u1, v1) = facing
            # Most sides are apart: that is told by comparisons alone.
            if (u0 > right and u1 > right) or (u0 < left and u1 < left):
                continue
            if (v0 > bottom and v1 > bottom) or (v0 < top and v1 < top):
                continue
            if is_crossed(side, facing):
                return True
    return False


def inner_point(contour: Contour) -> Point:
    """Return a point just inside the middle of the longest side, where no touching neighbour misleads."""
    longest = max(segments(contour), key=_length, default=(contour[0], contour[0]))
    (x0, y0), (x1, y1) = longest
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    step = 1e-6 / (_length(longest) or 1.0)
    left, right = (x + (y1 - y0) * step, y - (x1 - x0) * step), (x - (y1 - y0) * step, y + (x1 - x0) * step)
    return left if winding((contour,), left) else right


def distance_to_point(contour: Contour, point: Point) -> float:
    """Return how near the sides of ``contour`` come to ``point``, in mm."""
    return min(
        (_from_segment(point, side) for side in segments(contour)),
        default=hypot(contour[0][0] - point[0], contour[0][1] - point[1]),
    )


def distance_to_rect(contour: Contour, rect: Rect) -> float:
    """Return how near the sides of ``contour`` come to ``rect``, in mm; 0 where they enter it."""
    nearest = min(_outside(rect, point) for point in contour)
    corners = rect.corners
    for side in segments(contour):
        if nearest == 0.0:
            break
        if any(is_crossed(side, edge) for edge in segments(corners)):
            return 0.0
        nearest = min(nearest, *(_from_segment(corner, side) for corner in corners))
    return nearest


def _length(side: Segment) -> float:
    return hypot(side[1][0] - side[0][0], side[1][1] - side[0][1])


def _outside(rect: Rect, point: Point) -> float:
    dx = max(rect.x0 - point[0], point[0] - rect.x1, 0.0)
    dy = max(rect.y0 - point[1], point[1] - rect.y1, 0.0)
    return hypot(dx, dy)


def _from_segment(point: Point, side: Segment) -> float:
    (x0, y0), (x1, y1) = side
    ux, uy = x1 - x0, y1 - y0
    along = ((point[0] - x0) * ux + (point[1] - y0) * uy) / (ux * ux + uy * uy)
    along = min(max(along, 0.0), 1.0)
    return hypot(point[0] - x0 - along * ux, point[1] - y0 - along * uy)


Silhouette = dict[int, tuple[float, float]]
"""Least and greatest x by slice; slices in which there is nothing are missing."""
_NOTHING = (inf, -inf)


def silhouette(path: Path, slice_height: float) -> Silhouette:
    """Return the silhouette of ``path``; slice i runs from i to i + 1 times ``slice_height``."""
    found: Silhouette = {}
    for contour in path.flattened(slice_height / 10):
        # A segment begins where the one before it ends: the first of all is led by its own beginning.
        for (x0, y0), (x1, y1) in pairwise((contour[0], *contour)):
            steps = ceil(abs(y1 - y0) / slice_height * 2) or 1
            for step in range(1, steps + 1):
                x = x0 + (x1 - x0) * step / steps
                i = floor((y0 + (y1 - y0) * step / steps) / slice_height)
                low, high = found.get(i, _NOTHING)
                if x < low or x > high:
                    found[i] = (min(low, x), max(high, x))
    return found


def silhouette_gap(left: Silhouette, right: Silhouette) -> float:
    """Return the least distance along x from ``left`` to ``right``; infinite where no slices are neighbours."""
    return min(
        (right[j][0] - high for i, (_, high) in left.items() for j in (i - 1, i, i + 1) if j in right),
        default=inf,
    )
