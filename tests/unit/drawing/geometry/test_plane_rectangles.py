"""Upright rectangles."""

from __future__ import annotations

import pytest

from keytag.drawing.geometry import Rect, bounds

BOX = Rect(1.0, 2.0, 5.0, 5.0)


def test_a_rectangle_knows_its_measures() -> None:
    """Width, height, area, middle and corners follow from the two points."""
    assert (BOX.width, BOX.height, BOX.area, BOX.centre) == (4.0, 3.0, 12.0, (3.0, 3.5))
    assert BOX.corners == ((1.0, 2.0), (5.0, 2.0), (5.0, 5.0), (1.0, 5.0))
    assert bounds(BOX.corners) == BOX


def test_growing_and_moving() -> None:
    """Growing moves each side outwards, moving shifts all, and both can be undone."""
    assert BOX.grown(2.0) == Rect(-1.0, 0.0, 7.0, 7.0)
    assert BOX.grown(2.0).grown(-2.0) == BOX
    assert BOX.moved(1.0, -1.0) == Rect(2.0, 1.0, 6.0, 4.0)


def test_union_holds_both() -> None:
    """The union contains both rectangles and nothing smaller does."""
    other = Rect(4.0, -1.0, 9.0, 3.0)
    assert BOX.union(other) == Rect(1.0, -1.0, 9.0, 5.0)
    assert BOX.union(other).contains(BOX)
    assert BOX.union(other).contains(other)


def test_touching_is_inside_but_not_a_meeting() -> None:
    """A rectangle contains itself; neighbours that share a side do not meet."""
    assert BOX.contains(BOX)
    assert not BOX.contains(BOX.grown(0.001))
    assert not BOX.intersects(BOX.moved(4.0, 0.0))
    assert BOX.intersects(BOX.moved(3.9, 2.9))
    assert not BOX.intersects(BOX.moved(0.0, -3.0))


def test_nothing_has_no_bounds() -> None:
    """Bounds of no points are an error."""
    with pytest.raises(ValueError, match="unpack"):
        bounds(())
