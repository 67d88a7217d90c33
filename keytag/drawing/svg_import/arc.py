"""Elliptical arcs as cubic Béziers. SVG 1.1, appendix F.6 (implementation notes)."""

from __future__ import annotations

from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt, tan

from keytag.drawing.geometry import Affine, Point

# House rule: a radius below this is none (F.6.2 says so of 0), nor is an arc that is so short for its radius:
# neither ever divides.
_POINT = 1e-9

Cubic = tuple[float, float, float, float, float, float]


def arc(start: Point, radii: Point, angle_deg: float, flags: tuple[bool, bool], end: Point) -> tuple[Cubic, ...]:
    """Return the arc from ``start`` to ``end``; ``flags`` are large-arc and sweep, ``angle_deg`` turns the x axis.

    A radius of 0 makes it a straight line, as does an end next to the start; radii that are too small grow until
    they reach (F.6.2, F.6.6).
    """
    rx, ry = abs(radii[0]), abs(radii[1])
    if start == end:
        return ()
    if min(rx, ry) < _POINT or hypot(end[0] - start[0], end[1] - start[1]) < _POINT * max(rx, ry):
        return ((*start, *end, *end),)
    turn = Affine.rotation(angle_deg)
    # F.6.5.1: half the chord, in the ellipse's own axes.
    x, y = Affine.rotation(-angle_deg).apply(((start[0] - end[0]) / 2, (start[1] - end[1]) / 2))
    grow = hypot(x / rx, y / ry)
    if grow > 1:
        rx, ry = rx * grow, ry * grow
    # F.6.5.2: the centre, likewise.
    share = (x / rx) ** 2 + (y / ry) ** 2
    reach = sqrt(max(1 / share - 1, 0.0)) * (-1 if flags[0] == flags[1] else 1)
    cx, cy = reach * rx * y / ry, -reach * ry * x / rx
    # F.6.5.5 and F.6.5.6: where the arc begins, and how far it goes which way.
    first = atan2((y - cy) / ry, (x - cx) / rx)
    sweep = (atan2((-y - cy) / ry, (-x - cx) / rx) - first) % (2 * pi)
    if not flags[1]:
        sweep -= 2 * pi
    ellipse = Affine.scaling(rx, ry).then(turn)
    middle = Affine.translation((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return _round(ellipse.then(Affine.translation(*turn.apply((cx, cy)))).then(middle), first, sweep, end)


def _round(ellipse: Affine, first: float, sweep: float, end: Point) -> tuple[Cubic, ...]:
    """Return an arc of the unit circle taken through ``ellipse``, no cubic over more than a quarter of it."""
    steps = max(1, ceil(abs(sweep) / radians(90) - 1e-9))
    step = sweep / steps
    handle = 4 / 3 * tan(step / 4)
    cubics: list[Cubic] = []
    for i in range(steps):
        low, high = first + i * step, first + (i + 1) * step
        one = ellipse.apply((cos(low) - handle * sin(low), sin(low) + handle * cos(low)))
        two = ellipse.apply((cos(high) + handle * sin(high), sin(high) - handle * cos(high)))
        to = end if i + 1 == steps else ellipse.apply((cos(high), sin(high)))
        cubics.append((*one, *two, *to))
    return tuple(cubics)
