"""Exact curves: of the tags' shapes, moved, and as display lists."""

from __future__ import annotations

from math import isclose, pi

import numpy as np
import pytest

from keytag.drawing.geometry import Affine, Path, Shape, ShapeKind, place_hole
from keytag.drawing.geometry.curves import Chain, Circle, Ellipse, hole_of, outline_of

SHAPES = [
    Shape(ShapeKind.OVAL, 50, 20),
    Shape(ShapeKind.OVAL, 20, 50),
    Shape(ShapeKind.OVAL, 30, 30),
    Shape(ShapeKind.PILL, 50, 20),
    Shape(ShapeKind.PILL, 20, 50),
    Shape(ShapeKind.PILL, 30, 30),
    Shape(ShapeKind.CIRCLE, 32, 32),
    Shape(ShapeKind.RECTANGLE, 50, 30, 0),
    Shape(ShapeKind.RECTANGLE, 50, 30, 3),
    Shape(ShapeKind.RECTANGLE, 30, 30, 15),
]
MOVES = [
    Affine.translation(3, 4),
    Affine.rotation(90).then(Affine.translation(70, 10)),
    Affine.rotation(37).then(Affine.translation(70, 10)),
    Affine.mirror_x(40),
    Affine.rotation(30).then(Affine.mirror_y(20)),
]


def farthest(path: Path, other: Path) -> float:
    """Return how far a point of ``path`` lies from ``other`` at most, both as fine polygons."""
    (points,), (line,) = path.flattened(0.0005), other.flattened(0.0005)
    p, corners = np.array(points)[:, None], np.array(line)
    a, along = corners[None, :-1], np.diff(corners, axis=0)[None]
    length = np.maximum((along**2).sum(axis=2), 1e-30)
    t = np.clip(((p - a) * along).sum(axis=2) / length, 0.0, 1.0)
    return float(np.linalg.norm(p - a - t[:, :, None] * along, axis=2).min(axis=1).max())


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("move", MOVES, ids=range(len(MOVES)))
def test_a_curve_is_the_shapes_outline(shape: Shape, move: Affine) -> None:
    """The exact curve, moved and drawn, is the outline that is printed, moved, to 0.01 mm either way."""
    drawn, printed = outline_of(shape).through(move).path, shape.outline().transformed(move)
    assert farthest(drawn, printed) < 0.01
    assert farthest(printed, drawn) < 0.01


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_curve_keeps_its_area(shape: Shape) -> None:
    """The area of the curve is that of the shape, also in a mirror."""
    curve = outline_of(shape)
    assert curve.area == pytest.approx(shape.area)
    assert curve.through(Affine.mirror_x(9)).area == pytest.approx(shape.area)


def test_each_shape_is_the_simplest_curve() -> None:
    """Ovals are ellipses, round ones circles; pills have two straight sides and four quarter circles, no more."""
    kinds = [type(outline_of(shape)) for shape in SHAPES]
    round_ones = {2: Circle, 5: Circle, 6: Circle, 9: Circle, 0: Ellipse, 1: Ellipse}
    assert kinds == [round_ones.get(i, Chain) for i in range(len(SHAPES))]
    vertices = [len(curve.vertices) for shape in SHAPES if isinstance(curve := outline_of(shape), Chain)]
    assert vertices == [6, 6, 4, 8]


def test_an_ellipse_knows_its_long_axis() -> None:
    """The major axis is the longer one, wherever it points, and the ratio is never above one."""
    upright = outline_of(Shape(ShapeKind.OVAL, 20, 50))
    assert upright == Ellipse((10, 25), (0, 25), 0.4)
    turned = upright.through(Affine.rotation(90))
    assert isinstance(turned, Ellipse)
    assert isclose(abs(turned.major[0]), 25)


def test_bulges_turn_as_they_are_seen() -> None:
    """A clockwise quarter circle has the bulge −tan 22.5°, its mirror image the opposite."""
    chain = outline_of(Shape(ShapeKind.RECTANGLE, 50, 30, 3))
    assert isinstance(chain, Chain)
    assert chain.vertices[0] == pytest.approx((47, 0, -0.414214), abs=1e-6)
    assert chain.through(Affine.mirror_x(25)).vertices[0] == pytest.approx((3, 0, 0.414214), abs=1e-6)


def test_an_open_chain_encloses_nothing() -> None:
    """A line has no area and does not come back."""
    line = Chain(((0, 0, 0), (5, 0, 0), (5, 5, 0)), closed=False)
    assert line.area == 0
    assert [op for op, _ in line.path.commands] == ["M", "L", "L"]


def test_a_hole_is_a_circle() -> None:
    """The hole's curve has its centre and radius."""
    hole = place_hole(Shape(ShapeKind.OVAL, 50, 20), 4, 2.5, "left")
    assert hole_of(hole) == Circle((hole.cx, hole.cy), 2)
    assert hole_of(hole).area == pytest.approx(pi * 4)
