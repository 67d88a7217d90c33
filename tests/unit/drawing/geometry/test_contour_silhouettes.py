"""Silhouettes, on figures whose reach is known."""

from __future__ import annotations

from math import inf

import pytest

from keytag.drawing.geometry import Rect, circle, polygon, rectangle, silhouette, silhouette_gap


def test_a_rectangle_reaches_as_far_everywhere() -> None:
    """Every slice that a rectangle covers has its left and right side, and no other slice anything."""
    found = silhouette(rectangle(Rect(2.0, 0.05, 5.0, 0.95)), 0.1)
    assert set(found) == set(range(10))
    assert set(found.values()) == {(2.0, 5.0)}


def test_a_circle_reaches_furthest_in_the_middle() -> None:
    """The middle slice has the whole width; the outermost ones little."""
    found = silhouette(circle(0.0, 0.0, 1.0), 0.05)
    assert found[0] == pytest.approx((-1.0, 1.0), abs=1e-3)
    assert found[19][1] - found[19][0] < 0.7


def test_clearance_is_that_of_the_nearest_heights() -> None:
    """Two figures are as near as they come at one height, not as their boxes do."""
    left = silhouette(polygon(((0.0, 0.0), (3.0, 0.0), (0.0, 3.0))), 0.1)
    right = silhouette(polygon(((4.0, 3.0), (4.0, 0.0), (1.0, 3.0))), 0.1)
    assert silhouette_gap(left, right) == pytest.approx(1.0, abs=0.25)
    assert silhouette_gap(right, left) == pytest.approx(-4.0, abs=0.25)


def test_figures_at_other_heights_never_meet() -> None:
    """Where no slices are neighbours there is no nearest place."""
    low = silhouette(rectangle(Rect(0.0, 5.0, 1.0, 6.0)), 0.1)
    high = silhouette(rectangle(Rect(0.0, 0.0, 1.0, 1.0)), 0.1)
    assert silhouette_gap(low, high) == inf
