"""The tags' shapes against outlines sampled from their textbook equations."""

from __future__ import annotations

from math import cos, dist, hypot, pi, sin

import pytest

from keytag.drawing.geometry import Hole, Point, Shape, ShapeKind, place_hole

SHAPES = (
    Shape(ShapeKind.OVAL, 50.0, 20.0),
    Shape(ShapeKind.OVAL, 40.0, 25.0),
    Shape(ShapeKind.OVAL, 20.0, 50.0),
    Shape(ShapeKind.PILL, 60.0, 20.0),
    Shape(ShapeKind.PILL, 20.0, 45.0),
    Shape(ShapeKind.CIRCLE, 32.0, 32.0),
    Shape(ShapeKind.RECTANGLE, 50.0, 30.0, 3.0),
    Shape(ShapeKind.RECTANGLE, 30.0, 50.0, 0.0),
)
INSETS = (-2.0, 0.0, 1.2, 2.5, 3.5)
each_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda s: f"{s.kind}-{s.width:g}x{s.height:g}")


def sampled(shape: Shape, steps: int = 7200) -> list[Point]:
    """The outline by its own equation: an ellipse, or four quarter circles."""
    cx, cy = shape.width / 2, shape.height / 2
    turns = [((i + 0.5) * 2 * pi / steps) for i in range(steps)]
    if shape.kind is ShapeKind.OVAL:
        return [(cx + cx * cos(t), cy + cy * sin(t)) for t in turns]
    r = {ShapeKind.RECTANGLE: shape.corner}.get(shape.kind, min(cx, cy))
    ends = [
        (
            cx + (cx - r) * (1 if cos(t) > 0 else -1) + r * cos(t),
            cy + (cy - r) * (1 if sin(t) > 0 else -1) + r * sin(t),
        )
        for t in turns
    ]
    return [
        (a[0] + (b[0] - a[0]) * k / 50, a[1] + (b[1] - a[1]) * k / 50)
        for a, b in zip(ends, (*ends[1:], ends[0]), strict=True)
        for k in (range(50) if dist(a, b) > 1 else (0,))
    ]


@each_shape
def test_support_is_the_furthest_reach_of_the_outline(shape: Shape) -> None:
    """No point of the sampled outline lies further along a direction than its support, and one lies there."""
    points = [(x - shape.width / 2, y - shape.height / 2) for x, y in sampled(shape)]
    for k in range(37):
        nx, ny = cos(k * 2 * pi / 37), sin(k * 2 * pi / 37)
        reach = max(nx * x + ny * y for x, y in points)
        assert shape.support(nx, ny) == pytest.approx(reach, abs=1e-4)


@each_shape
def test_area_is_that_of_the_sampled_outline(shape: Shape) -> None:
    """The area agrees with the shoelace formula over the sampled outline."""
    points = sampled(shape)
    shoelace = sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(points, (*points[1:], points[0]), strict=True)) / 2
    assert shape.area == pytest.approx(shoelace, rel=1e-5)


@each_shape
@pytest.mark.parametrize("inset", INSETS)
def test_chord_is_what_all_tangents_leave(shape: Shape, inset: float) -> None:
    """At any height the chord ends where the nearest tangent, moved in by the inset, crosses that height."""
    normals = [(cos(2 * pi * i / 7200), sin(2 * pi * i / 7200)) for i in range(7200)]
    supports = [(nx, ny, shape.support(nx, ny) - inset) for nx, ny in normals if nx > 1e-9]
    for share in (-0.95, -0.6, -0.1, 0.0, 0.3, 0.8):
        rise = round(share * (shape.height / 2 - inset), 4)
        half = min((h - ny * rise) / nx for nx, ny, h in supports)
        chord = shape.chord(shape.height / 2 + rise, inset)
        assert chord is not None
        assert chord == pytest.approx((shape.width / 2 - half, shape.width / 2 + half), abs=2e-3)


@each_shape
def test_there_is_no_chord_outside(shape: Shape) -> None:
    """Above, below and where the inset has eaten the shape there is no chord."""
    assert shape.chord(-0.1) is None
    assert shape.chord(shape.height + 0.1) is None
    assert shape.chord(2.0, 2.5) is None
    assert shape.chord(shape.height / 2, min(shape.width, shape.height) / 2) is None


@each_shape
@pytest.mark.parametrize("inset", INSETS)
def test_outline_lies_at_exactly_its_inset(shape: Shape, inset: float) -> None:
    """Every point of the outline shrunk by d is d mm inside the cut, by the nearest point of the true cut."""
    cut = sampled(shape)
    contours = shape.outline(inset).flattened(0.002)
    assert len(contours) == 1
    for point in contours[0][::7]:
        assert min(dist(point, other) for other in cut) == pytest.approx(abs(inset), abs=0.02)
        assert shape.depth(point) == pytest.approx(inset, abs=0.006)


def test_inset_beyond_the_curvature_gives_the_pointed_body() -> None:
    """Where an oval is shrunk beyond its tightest curve, the outline still is nowhere nearer than the inset."""
    shape = Shape(ShapeKind.OVAL, 50.0, 20.0)
    points = shape.outline(6.0).flattened()[0]
    depths = [shape.depth(point) for point in points]
    assert min(depths) >= 6.0 - 1e-3
    assert max(depths) < 6.01
    assert max(x for x, _ in points) - min(x for x, _ in points) > 20


@each_shape
def test_outline_with_nothing_left_is_refused(shape: Shape) -> None:
    """An inset of half the shorter side is an error, not an empty path."""
    with pytest.raises(ValueError, match="leaves nothing"):
        shape.outline(min(shape.width, shape.height) / 2)


def test_depth_is_the_distance_to_the_cut() -> None:
    """Inside, depth is the distance to the nearest point of the cut; outside it is that distance negative."""
    shape = Shape(ShapeKind.OVAL, 50.0, 20.0)
    cut = sampled(shape)
    for point, sign in (
        ((25.0, 10.0), 1),
        ((8.0, 10.0), 1),
        ((12.0, 5.0), 1),
        ((-3.0, 4.0), -1),
        ((40.0, 22.0), -1),
    ):
        assert shape.depth(point) == pytest.approx(sign * min(dist(point, other) for other in cut), abs=2e-3)


@each_shape
def test_what_is_clear_lies_as_deep_outside(shape: Shape) -> None:
    """A point is clear of the cut by a distance where its depth says so, all round and at every distance."""
    for step in range(72):
        for away in (0.0, 0.7, 1.0, 1.3, 2.0):
            reach = away * hypot(shape.width, shape.height) / 2
            point = (shape.width / 2 + reach * cos(step * pi / 36), shape.height / 2 + reach * sin(step * pi / 36))
            for distance in (0.0, 2.0, 7.5):
                assert shape.is_clear(point, distance) is (-shape.depth(point) >= distance)


@each_shape
@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_hole_leaves_exactly_the_plastic_asked_for(shape: Shape, side: str) -> None:
    """Between hole and cut the thinnest plastic is the edge asked for, and the hole is at the side asked for."""
    hole = place_hole(shape, 4.0, 2.5, side)
    thinnest = min(dist((hole.cx, hole.cy), point) for point in sampled(shape)) - 2.0
    assert thinnest == pytest.approx(2.5, abs=2e-3)
    cx, cy = shape.centre
    away = {"left": cx - hole.cx, "right": hole.cx - cx, "top": cy - hole.cy, "bottom": hole.cy - cy}
    assert away[side] > 1.0
    assert sum(away.values()) == pytest.approx(0.0, abs=1e-9)


def test_hole_without_room_is_refused() -> None:
    """A hole that the tag cannot hold is an error, also where only its plastic does not fit."""
    shape = Shape(ShapeKind.OVAL, 50.0, 20.0)
    for diameter, edge in ((21.0, 0.0), (4.0, 8.5), (16.0, 2.5)):
        with pytest.raises(ValueError, match="does not fit"):
            place_hole(shape, diameter, edge, "left")


def test_hole_seen_from_behind_is_at_the_other_end() -> None:
    """Mirrored twice a hole is where it was; once, it is as far from the other end."""
    hole = Hole(6.5, 10.0, 4.0)
    assert hole.mirrored(50.0) == Hole(43.5, 10.0, 4.0)
    assert hole.mirrored(50.0).mirrored(50.0) == hole
    assert all(hypot(x - 6.5, y - 10.0) == pytest.approx(2.0, abs=0.006) for x, y in hole.outline().flattened()[0])
