"""Paths: what is drawn is where it is said to be."""

from __future__ import annotations

from math import hypot, pi

import pytest

from keytag.drawing.geometry import (
    Affine,
    Path,
    Rect,
    circle,
    join_paths,
    polygon,
    polyline,
    rectangle,
    rounded_rectangle,
)


def shoelace(path: Path) -> float:
    """The area within a path, contours running clockwise on the page counted positive."""
    return sum(
        (p[0] * q[1] - q[0] * p[1]) / 2
        for contour in path.flattened(0.0005)
        for p, q in zip(contour, (*contour[1:], contour[0]), strict=True)
    )


def test_circle_is_round() -> None:
    """Four Béziers stay within 0.03 % of the circle and enclose its area."""
    path = circle(3.0, 4.0, 10.0)
    radii = [hypot(x - 3.0, y - 4.0) for x, y in path.flattened(0.0005)[0]]
    assert (min(radii), max(radii)) == pytest.approx((10.0, 10.0), abs=0.003)
    assert shoelace(path) == pytest.approx(pi * 100, rel=5e-4)


def test_circle_reaches_its_box() -> None:
    """The bounds of curves are those of what is painted, not of their handles."""
    box = circle(3.0, 4.0, 10.0).bounds()
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((-7.0, -6.0, 13.0, 14.0))


def test_bounds_of_a_bulging_curve_are_tight() -> None:
    """A curve that bulges beyond its ends is bounded by its turning point, short of its handles."""
    path = Path((("M", (0.0, 0.0)), ("C", (0.0, 4.0, 3.0, 4.0, 3.0, 0.0))))
    assert path.bounds() == Rect(0.0, 0.0, 3.0, 3.0)


def test_rounded_corners_are_cut_down_to_half_the_shorter_side() -> None:
    """Corners larger than the rectangle make a pill; corners of nothing leave it a rectangle."""
    box = Rect(0.0, 0.0, 10.0, 4.0)
    assert shoelace(rounded_rectangle(box, 99.0)) == pytest.approx(6 * 4 + pi * 4, rel=1e-3)
    assert rounded_rectangle(box, 0.0) == rectangle(box)
    assert shoelace(rounded_rectangle(box, 1.0)) == pytest.approx(40 - (4 - pi), rel=1e-3)


def test_outlines_run_one_way() -> None:
    """Every ready-made outline runs clockwise on the page, so that joined ones fill by the non-zero rule."""
    box = Rect(0.0, 0.0, 10.0, 4.0)
    for path in (rectangle(box), rounded_rectangle(box, 1.0), circle(0, 0, 1)):
        assert shoelace(path) > 0


def test_joined_paths_keep_every_contour() -> None:
    """A compound path has the contours of its parts in their order."""
    one, other = rectangle(Rect(0, 0, 1, 1)), circle(5, 5, 2)
    assert join_paths((one, other)) == one + other
    assert join_paths((one, other)).flattened() == (*one.flattened(), *other.flattened())
    assert join_paths(()).is_empty
    assert not one.is_empty


def test_transformed_moves_what_is_painted() -> None:
    """Moving a path moves its flattened points, curves included."""
    matrix = Affine(0.0, 2.0, -2.0, 0.0, 5.0, 1.0)
    path = circle(1.0, 2.0, 3.0)
    expected = [matrix.apply(point) for point in path.flattened(0.01)[0]]
    for found, wanted in zip(path.transformed(matrix).flattened(0.02)[0], expected, strict=True):
        assert found == pytest.approx(wanted)


def test_flattened_contours_close_only_where_the_path_does() -> None:
    """A closed contour ends where it began; an open one does not."""
    points = ((0.0, 0.0), (4.0, 0.0), (4.0, 3.0))
    assert polyline(points).flattened() == (points,)
    assert polygon(points).flattened() == ((*points, points[0]),)


def test_an_empty_path_has_no_bounds() -> None:
    """Asking for the box of nothing is an error."""
    with pytest.raises(ValueError, match="empty"):
        Path().bounds()
