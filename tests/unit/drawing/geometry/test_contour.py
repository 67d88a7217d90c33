"""Questions about flattened contours, on figures whose answers are known."""

from __future__ import annotations

from math import sqrt

import pytest

from keytag.drawing.geometry import Rect
from keytag.drawing.geometry.contour import (
    distance_to_point,
    distance_to_rect,
    has_crossing,
    inner_point,
    is_crossed,
    segments,
    signed_area,
    winding,
)

SQUARE = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
HOLE = ((1.0, 1.0), (1.0, 3.0), (3.0, 3.0), (3.0, 1.0))
# A letter C: its middle is not inside it.
BRACKET = ((0.0, 0.0), (5.0, 0.0), (5.0, 1.0), (1.0, 1.0), (1.0, 4.0), (5.0, 4.0), (5.0, 5.0), (0.0, 5.0))


def test_repeating_the_first_corner_changes_nothing() -> None:
    """A contour that names its first corner again at the end has the same sides."""
    assert set(segments((*SQUARE, SQUARE[0]))) == set(segments(SQUARE))
    assert len(list(segments((*SQUARE, SQUARE[0])))) == 4


def test_area_has_the_sign_of_the_direction() -> None:
    """Clockwise on the page is positive, anticlockwise negative."""
    assert signed_area(SQUARE) == 16.0
    assert signed_area(HOLE) == -4.0


def test_a_counter_is_not_inside() -> None:
    """A point in a hole that runs the other way round is outside by the non-zero rule."""
    assert winding((SQUARE,), (2.0, 2.0)) != 0
    assert winding((SQUARE, HOLE), (2.0, 2.0)) == 0
    assert winding((SQUARE, HOLE), (0.5, 2.0)) != 0
    assert winding((SQUARE, HOLE), (9.0, 2.0)) == 0


def test_crossing_is_more_than_touching() -> None:
    """Segments cross where their interiors do; ends that touch and lines that lie on each other do not."""
    assert is_crossed(((0, 0), (2, 2)), ((0, 2), (2, 0)))
    assert not is_crossed(((0, 0), (2, 2)), ((2, 2), (4, 0)))
    assert not is_crossed(((0, 0), (2, 0)), ((1, 0), (3, 0)))
    assert not is_crossed(((0, 0), (1, 1)), ((0, 2), (2, 0.5)))


def test_contours_cross_where_sides_do() -> None:
    """Overlapping squares cross; one inside the other and one far away do not."""
    moved = tuple((x + 3.0, y + 1.0) for x, y in SQUARE)
    far = tuple((x + 9.0, y) for x, y in SQUARE)
    assert has_crossing(SQUARE, moved)
    assert not has_crossing(SQUARE, HOLE)
    assert not has_crossing(SQUARE, far)


@pytest.mark.parametrize("contour", [SQUARE, HOLE, BRACKET, BRACKET[::-1]])
def test_inner_point_is_inside(contour: tuple[tuple[float, float], ...]) -> None:
    """Whatever its form and direction, a contour winds round its inner point."""
    assert winding((contour,), inner_point(contour)) != 0


def test_distance_to_a_point() -> None:
    """The nearest place may be a corner or the middle of a side; inside counts as outside does."""
    assert distance_to_point(SQUARE, (7.0, 8.0)) == 5.0
    assert distance_to_point(SQUARE, (2.0, -1.5)) == 1.5
    assert distance_to_point(SQUARE, (2.0, 3.0)) == 1.0
    assert distance_to_point(((1.0, 1.0),), (4.0, 5.0)) == 5.0


def test_distance_to_a_rectangle() -> None:
    """The distance is 0 where a side enters the rectangle, also where no corner is in it."""
    assert distance_to_rect(SQUARE, Rect(5.0, 5.0, 6.0, 6.0)) == pytest.approx(sqrt(2))
    assert distance_to_rect(SQUARE, Rect(6.5, 1.0, 8.0, 2.0)) == 2.5
    assert distance_to_rect(SQUARE, Rect(-1.0, 1.0, 5.0, 2.0)) == 0.0
    assert distance_to_rect(SQUARE, Rect(3.0, 3.0, 9.0, 9.0)) == 0.0
    assert distance_to_rect(((0.0, 9.0), (10.0, 9.0), (5.0, 2.0)), Rect(4.5, 0.0, 5.5, 1.0)) == 1.0
