"""Geometry over many values: matrices undo, boxes hold, shapes are convex bodies, holes keep their plastic."""

from __future__ import annotations

from math import cos, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keytag.drawing.geometry import Affine, Command, Path, Shape, ShapeKind, edge_line, place_hole

mm = st.floats(-200.0, 200.0, allow_nan=False)
angle = st.floats(0.0, 2 * pi)
points = st.tuples(mm, mm)
factor = st.floats(0.1, 5.0) | st.floats(-5.0, -0.1)
matrices = st.builds(
    lambda turn, sx, sy, dx, dy: (
        Affine.scaling(sx, sy).then(Affine.rotation(turn)).then(Affine.translation(dx, dy))
    ),
    st.floats(0.0, 360.0),
    factor,
    factor,
    mm,
    mm,
)
sizes = st.floats(14.0, 80.0)
shapes = st.builds(
    Shape,
    st.sampled_from([ShapeKind.OVAL, ShapeKind.PILL, ShapeKind.RECTANGLE]),
    sizes,
    sizes,
    st.floats(0.0, 6.0),
)
commands: st.SearchStrategy[Command] = st.one_of(
    st.tuples(st.just("L"), points), st.tuples(st.just("C"), st.tuples(mm, mm, mm, mm, mm, mm))
)
paths = st.builds(
    lambda start, rest: Path((("M", start), *rest, ("Z", ()))), points, st.lists(commands, max_size=5)
)


@settings(deadline=None, max_examples=60)
@given(matrices, points)
def test_inverse_undoes(matrix: Affine, point: tuple[float, float]) -> None:
    """There and back again, every point is where it was."""
    assert matrix.inverse().apply(matrix.apply(point)) == pytest.approx(point, abs=1e-6)
    assert matrix.then(matrix.inverse()).apply(point) == pytest.approx(point, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(matrices, matrices, points)
def test_then_is_one_after_the_other(first: Affine, second: Affine, point: tuple[float, float]) -> None:
    """A product of matrices does what its factors do in turn, and changes areas by the product of theirs."""
    both = first.then(second)
    assert both.apply(point) == pytest.approx(second.apply(first.apply(point)), abs=1e-6)
    assert both.determinant == pytest.approx(first.determinant * second.determinant)


@settings(deadline=None, max_examples=60)
@given(paths)
def test_bounds_are_those_of_the_flattened_path(path: Path) -> None:
    """The box holds every flattened point, and a flattened point comes near each of its sides."""
    box = path.bounds()
    flat = [point for contour in path.flattened(0.01) for point in contour]
    xs, ys = [x for x, _ in flat], [y for _, y in flat]
    found = (min(xs), min(ys), max(xs), max(ys))
    assert found == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=0.03)
    assert min(xs) >= box.x0 - 1e-9
    assert max(ys) <= box.y1 + 1e-9


@settings(deadline=None, max_examples=60)
@given(shapes, st.floats(0.0, 1.0), angle, st.floats(0.0, 3.0))
def test_chords_stay_in_the_shrunken_body(shape: Shape, share: float, turn: float, inset: float) -> None:
    """Both ends of a chord satisfy every tangent moved in by the inset."""
    chord = shape.chord(share * shape.height, inset)
    if chord is None:
        return
    nx, ny = cos(turn), sin(turn)
    for x in chord:
        reach = nx * (x - shape.width / 2) + ny * (share * shape.height - shape.height / 2)
        assert reach <= shape.support(nx, ny) - inset + 2e-3


@settings(deadline=None, max_examples=60)
@given(shapes, st.floats(2.0, 5.0), st.floats(0.5, 4.0), st.sampled_from(["left", "right", "top", "bottom"]))
def test_every_hole_keeps_its_plastic(shape: Shape, diameter: float, edge: float, side: str) -> None:
    """Wherever a hole fits, its plastic is what was asked for; otherwise it is refused."""
    need = diameter / 2 + edge
    if need > min(shape.width, shape.height) / 2:
        with pytest.raises(ValueError, match="does not fit"):
            place_hole(shape, diameter, edge, side)
        return
    hole = place_hole(shape, diameter, edge, side)
    assert shape.depth((hole.cx, hole.cy)) - diameter / 2 == pytest.approx(edge, abs=1e-3)


@settings(deadline=None, max_examples=60)
@given(shapes, st.sampled_from(["top", "bottom"]), st.floats(1.0, 6.0))
def test_edge_lines_are_symmetric(shape: Shape, edge: str, depth: float) -> None:
    """On every shape a line along an edge is its own mirror image and lies inside the cut."""
    line = edge_line(shape, "top" if edge == "top" else "bottom", depth, 1.0)
    for (x, y), (mx, my) in zip(line, reversed(line), strict=True):
        assert (shape.width - x, y) == pytest.approx((mx, my), abs=1e-6)
        assert shape.depth((x, y)) > 0.5
