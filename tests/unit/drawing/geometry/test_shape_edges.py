"""Lines for lettering along a tag's edge."""

from __future__ import annotations

from itertools import pairwise
from math import atan2, degrees

import pytest

from keytag.drawing.geometry import Edge, Shape, ShapeKind, edge_line
from keytag.drawing.geometry.shape import MAX_LEAN_DEG

OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)
ROUND = (
    OVAL,
    Shape(ShapeKind.OVAL, 40.0, 25.0),
    Shape(ShapeKind.CIRCLE, 32.0, 32.0),
)
PILL = Shape(ShapeKind.PILL, 60.0, 20.0)
CARD = Shape(ShapeKind.RECTANGLE, 50.0, 30.0, 3.0)
each_edge = pytest.mark.parametrize("edge", ["top", "bottom"])
each_round = pytest.mark.parametrize("shape", ROUND, ids=lambda s: f"{s.kind}-{s.width:g}x{s.height:g}")


@each_edge
@each_round
@pytest.mark.parametrize("depth", [2.5, 4.2])
def test_line_keeps_its_depth(shape: Shape, edge: Edge, depth: float) -> None:
    """Every point of a curved line is as far inside the cut as asked, so margins along the curve are equal."""
    line = edge_line(shape, edge, depth, 2.5)
    assert len(line) > 10
    assert all(shape.depth(point) == pytest.approx(depth, abs=2e-3) for point in line)


@each_edge
@pytest.mark.parametrize("shape", [*ROUND, PILL, CARD], ids=lambda s: f"{s.kind}-{s.width:g}x{s.height:g}")
def test_line_is_symmetric_and_runs_from_left_to_right(shape: Shape, edge: Edge) -> None:
    """Turned left to right the line is itself; its points are in reading order, on the edge asked for."""
    line = edge_line(shape, edge, 4.2, 2.5)
    assert line
    for (x, y), (mx, my) in zip(line, reversed(line), strict=True):
        assert (shape.width - x, y) == pytest.approx((mx, my), abs=1e-9)
    assert all(p[0] < q[0] for p, q in pairwise(line))
    assert all((y < shape.height / 2) == (edge == "top") for _, y in line)


@each_edge
@each_round
def test_line_leans_no_further_than_letters_are_read(shape: Shape, edge: Edge) -> None:
    """No stretch of a line is steeper than the most that a letter may lean."""
    line = edge_line(shape, edge, 4.2, 2.5)
    leans = [abs(degrees(atan2(q[1] - p[1], q[0] - p[0]))) for p, q in pairwise(line)]
    assert max(leans) <= MAX_LEAN_DEG + 0.5
    assert max(leans) > 20


@pytest.mark.parametrize(("shape", "end"), [(CARD, 2.5), (PILL, 10.0)], ids=["card", "pill"])
def test_straight_edges_end_where_they_begin_to_bend(shape: Shape, end: float) -> None:
    """Along a straight edge the line is straight, and as long as its outermost ink stays in the safe area."""
    (x0, y0), (x1, y1) = edge_line(shape, "top", 4.2, 2.5)
    assert y0 == y1 == 4.2
    assert end - 1.0 <= x0 <= end + 0.5
    assert x0 + x1 == pytest.approx(shape.width)


def test_where_the_curve_is_too_tight_there_is_no_line() -> None:
    """On an oval so small that no letter could stand along its edge the line is empty."""
    assert edge_line(Shape(ShapeKind.OVAL, 12.0, 12.0), "top", 3.0, 2.5) == ()
