"""How far two turned tags stand apart, with a certificate; and what of a field a turned tag takes.

Two convex bodies with centres v apart keep the distance max over unit vectors u of v·u − h₁(u) − h₂(−u), where it
is positive (R. Schneider, Convex Bodies: The Brunn-Minkowski Theory, 1.7). Every u gives a lower bound of it:
whichever is found, by whatever means, proves that distance. Tags are centrally symmetric, so that h(−u) = h(u).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import atan2, cos, hypot, pi, radians, sin, sqrt

from msgspec import Struct

from keytag.drawing.geometry.plane import Rect
from keytag.drawing.geometry.shape import Shape

# Directions that are tried first, in radians about that of the centres. Where two bodies are 0.5 mm apart, the
# directions that show it span more than twice this on tags of up to 120 mm.
_STEP = pi / 90
_STEPS = 45
_GOLDEN = (sqrt(5) - 1) / 2
# Narrows a bracket of two steps to 1e-9 radians, at which the distance is right to less than 1e-12 mm.
_NARROWINGS = 38


class TurnedTag(Struct, frozen=True):
    """A tag's middle on a field, in mm, and its angle in degrees clockwise."""

    x: float
    y: float
    angle_deg: float

    def half_extents(self, shape: Shape) -> tuple[float, float]:
        """Return half the width and half the height of the upright box round it."""
        co, si = cos(radians(self.angle_deg)), sin(radians(self.angle_deg))
        return shape.support(co, -si), shape.support(si, co)

    def box(self, shape: Shape) -> Rect:
        """Return the upright box round it."""
        half_w, half_h = self.half_extents(shape)
        return Rect(self.x - half_w, self.y - half_h, self.x + half_w, self.y + half_h)


def tag_distance(shape: Shape, first: TurnedTag, second: TurnedTag, enough: float | None = None) -> float:
    """Return a distance, in mm, that two tags keep at least; negative or 0 where they are not known to be apart.

    It is the distance itself to 1e-9 mm; with ``enough`` the search ends at a direction that shows as much.
    """
    dx, dy = second.x - first.x, second.y - first.y
    one, other = radians(first.angle_deg), radians(second.angle_deg)

    def apart(turn: float) -> float:
        a, b = turn - one, turn - other
        return dx * cos(turn) + dy * sin(turn) - shape.support(cos(a), sin(a)) - shape.support(cos(b), sin(b))

    middle = atan2(dy, dx)
    best, at = apart(middle), middle
    for number in range(1, _STEPS):
        for turn in (middle + number * _STEP, middle - number * _STEP):
            if enough is not None and best >= enough:
                return best
            found = apart(turn)
            if found > best:
                best, at = found, turn
    low, high = at - _STEP, at + _STEP
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = apart(left), apart(right)
    for _ in range(_NARROWINGS):
        if at_left > at_right:
            high, right, at_right = right, left, at_left
            left = high - _GOLDEN * (high - low)
            at_left = apart(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + _GOLDEN * (high - low)
            at_right = apart(right)
        best = max(best, at_left, at_right)
        if enough is not None and best >= enough:
            break
    return best


def close_pairs(shape: Shape, tags: Sequence[TurnedTag], gap: float) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the tags whose circles about both come nearer than ``gap``: all others keep it."""
    # No point of a tag is further from its middle than the corners of its box.
    reach = hypot(shape.width, shape.height) + gap
    by_x = sorted(range(len(tags)), key=lambda number: (tags[number].x, tags[number].y))
    for place, number in enumerate(by_x):
        one = tags[number]
        for other_number in by_x[place + 1 :]:
            other = tags[other_number]
            if other.x - one.x >= reach:
                break
            if hypot(other.x - one.x, other.y - one.y) < reach:
                yield min(number, other_number), max(number, other_number)


def outline_deviation(shape: Shape, first: TurnedTag, second: TurnedTag) -> float:
    """Return how far the outline of one tag strays from that of another at most, in mm.

    It is the Hausdorff distance of two convex bodies: max over u of |h₁(u) − h₂(u)| (Schneider, 1.8).
    """
    dx, dy = second.x - first.x, second.y - first.y
    one, other = radians(first.angle_deg), radians(second.angle_deg)
    turns = (2 * pi * number / _DIRECTIONS for number in range(_DIRECTIONS))
    return max(
        abs(
            dx * cos(turn)
            + dy * sin(turn)
            + shape.support(cos(turn - other), sin(turn - other))
            - shape.support(cos(turn - one), sin(turn - one))
        )
        for turn in turns
    )


# House rule: every third degree; between two of these nothing strays by more than a thousandth more.
_DIRECTIONS = 120
