"""keytag's own small drawings: a handset, a code to scan, a star and so on, each one path 1 mm high.

They are drawn here and nowhere taken from; none is or resembles an emblem of the state. Every contour runs
clockwise as seen on the page, what is open in it the other way round.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import cos, pi, sin
from typing import Literal, get_args

from keytag.drawing.geometry import (
    Affine,
    Path,
    Point,
    Rect,
    circle,
    join_paths,
    polygon,
    rectangle,
    rounded_rectangle,
)
from keytag.drawing.geometry.contour import stroke_thickness

SignName = Literal["handset", "scan", "star", "shield", "house", "clock", "flame", "cross"]
"""What signs there are."""
SIGNS: tuple[SignName, ...] = get_args(SignName)
# House rule: a flattened curve of a sign 4 mm high is as smooth as the eye can see.
_SMOOTH = 0.002


@lru_cache(maxsize=16)
def sign_path(name: SignName) -> Path:
    """Return the sign ``name``: 1 mm high, its upper left corner at the origin."""
    drawn = _DRAWN[name]()
    box = drawn.bounds()
    scale = 1.0 / box.height
    return drawn.transformed(Affine.translation(-box.x0, -box.y0).then(Affine.scaling(scale, scale)))


@lru_cache(maxsize=16)
def sign_strokes(name: SignName) -> float:
    """Return how thick the strokes of the sign ``name`` are in the mean, in mm, where it is 1 mm high."""
    return stroke_thickness(sign_path(name).flattened(_SMOOTH))


def _opening(path: Path) -> Path:
    """Return the contours of ``path`` the other way round: what is cut out of a sign."""
    return join_paths(polygon(contour[::-1]) for contour in path.flattened(_SMOOTH))


def _star_points(outer: float, inner: float) -> tuple[Point, ...]:
    return tuple((r * sin(i * pi / 5), -r * cos(i * pi / 5)) for i, r in enumerate((outer, inner) * 5))


def _star() -> Path:
    # Geometry of the pentagram: the inner corners lie at (3 − √5)/2 of the outer radius.
    return polygon(_star_points(1.0, 0.382))


def _handset() -> Path:
    bow = Path(
        (
            ("M", (-0.64, 0.12)),
            ("C", (-0.52, -0.36, 0.52, -0.36, 0.64, 0.12)),
            ("L", (0.34, 0.16)),
            ("C", (0.26, -0.04, -0.26, -0.04, -0.34, 0.16)),
            ("Z", ()),
        )
    )
    ends = (rounded_rectangle(Rect(x, 0.04, x + 0.37, 0.40), 0.09) for x in (-0.66, 0.29))
    return join_paths((bow, *ends)).transformed(Affine.rotation(225.0))


def _scan() -> Path:
    corner = ((0.0, 0.0), (0.3, 0.0), (0.3, 0.11), (0.11, 0.11), (0.11, 0.3), (0.0, 0.3))
    turned = [
        polygon(tuple(Affine.rotation(angle).apply((x - 0.5, y - 0.5)) for x, y in corner))
        for angle in (0, 90, 180, 270)
    ]
    return join_paths((*turned, rectangle(Rect(-0.22, -0.22, 0.22, 0.22))))


def _shield() -> Path:
    def outline(size: float) -> Path:
        body = Path(
            (
                ("M", (0.0, -0.52)),
                ("C", (0.14, -0.42, 0.28, -0.38, 0.42, -0.38)),
                ("L", (0.42, 0.02)),
                ("C", (0.42, 0.26, 0.2, 0.42, 0.0, 0.52)),
                ("C", (-0.2, 0.42, -0.42, 0.26, -0.42, 0.02)),
                ("L", (-0.42, -0.38)),
                ("C", (-0.28, -0.38, -0.14, -0.42, 0.0, -0.52)),
                ("Z", ()),
            )
        )
        return body.transformed(Affine.scaling(size, size))

    tick = polygon(((-0.24, -0.02), (-0.15, -0.11), (-0.05, -0.01), (0.15, -0.21), (0.24, -0.12), (-0.05, 0.17)))
    return join_paths((outline(1.0), _opening(tick)))


def _house() -> Path:
    body = polygon(
        ((0.0, -0.5), (0.55, -0.02), (0.4, -0.02), (0.4, 0.46), (-0.4, 0.46), (-0.4, -0.02), (-0.55, -0.02))
    )
    return join_paths((body, _opening(rectangle(Rect(-0.12, 0.1, 0.12, 0.46)))))


def _clock() -> Path:
    hands = polygon(((-0.06, -0.3), (0.06, -0.3), (0.06, -0.04), (0.24, 0.1), (0.17, 0.2), (-0.06, 0.03)))
    return join_paths((circle(0.0, 0.0, 0.5), _opening(circle(0.0, 0.0, 0.385)), hands))


def _flame() -> Path:
    outer = Path(
        (
            ("M", (0.04, -0.55)),
            ("C", (0.12, -0.32, 0.38, -0.16, 0.38, 0.12)),
            ("C", (0.38, 0.36, 0.2, 0.5, 0.0, 0.5)),
            ("C", (-0.2, 0.5, -0.38, 0.36, -0.38, 0.12)),
            ("C", (-0.38, -0.04, -0.3, -0.16, -0.22, -0.24)),
            ("C", (-0.2, -0.14, -0.16, -0.1, -0.1, -0.06)),
            ("C", (-0.12, -0.26, -0.06, -0.42, 0.04, -0.55)),
            ("Z", ()),
        )
    )
    inner = Path(
        (
            ("M", (0.02, 0.06)),
            ("C", (0.08, 0.14, 0.17, 0.18, 0.17, 0.28)),
            ("C", (0.17, 0.37, 0.1, 0.42, 0.0, 0.42)),
            ("C", (-0.1, 0.42, -0.17, 0.37, -0.17, 0.28)),
            ("C", (-0.17, 0.18, -0.04, 0.16, 0.02, 0.06)),
            ("Z", ()),
        )
    )
    return join_paths((outer, _opening(inner)))


def _cross() -> Path:
    a, b = 0.17, 0.5
    corners = (
        (-a, -b),
        (a, -b),
        (a, -a),
        (b, -a),
        (b, a),
        (a, a),
        (a, b),
        (-a, b),
        (-a, a),
        (-b, a),
        (-b, -a),
        (-a, -a),
    )
    return polygon(corners)


_DRAWN: dict[SignName, Callable[[], Path]] = {
    "handset": _handset,
    "scan": _scan,
    "star": _star,
    "shield": _shield,
    "house": _house,
    "clock": _clock,
    "flame": _flame,
    "cross": _cross,
}
