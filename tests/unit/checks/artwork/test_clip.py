"""Clips hide what lies beyond them, and nothing else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.checks.artwork import TagSubject, check_tag
from keytag.checks.artwork.clip import clipped_fill, clipped_line, hull
from keytag.drawing.artwork import Fill, Group, Role, Source, Stroke
from keytag.drawing.geometry import Affine, Path, Rect, circle, polygon, polyline, rectangle
from keytag.drawing.geometry.contour import signed_area
from keytag.drawing.ink import BLACK

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


def area(path: Path) -> float:
    """Return the area of a path of one contour."""
    return sum(abs(signed_area(contour)) for contour in path.flattened())


@pytest.mark.parametrize(
    ("path", "left"),
    [
        (rectangle(Rect(2, 2, 4, 4)), 4.0),
        (rectangle(Rect(-5, 2, 5, 4)), 10.0),
        (rectangle(Rect(-5, -5, 15, 15)), 100.0),
        (rectangle(Rect(20, 20, 30, 30)), 0.0),
        (polygon(((-5, 5), (5, -5), (15, 5), (5, 15))), 100.0),
        (polygon(((5, -5), (15, 5), (5, 15))), 50.0),
    ],
)
def test_fills_are_cut_to_the_window(path: Path, left: float) -> None:
    """What is left of a shape has the area of their intersection, whichever way the shape runs."""
    assert area(clipped_fill(path, hull(SQUARE))) == pytest.approx(left)
    assert area(clipped_fill(path.transformed(Affine.mirror_x(5.0)), hull(SQUARE))) == pytest.approx(left)


def test_lines_are_cut_to_the_window() -> None:
    """A line keeps its part inside; one that misses the window is gone; an empty window leaves nothing."""
    (piece,) = clipped_line(polyline(((-5.0, 5.0), (15.0, 5.0))), hull(SQUARE)).flattened()
    assert piece == ((0.0, 5.0), (10.0, 5.0))
    assert clipped_line(polyline(((-5.0, 12.0), (15.0, 11.0))), hull(SQUARE)).is_empty
    assert clipped_line(polyline(((1.0, 1.0), (2.0, 2.0))), ()).is_empty
    assert clipped_fill(circle(5.0, 5.0, 1.0), ()).is_empty


def test_hull_is_round_all_points() -> None:
    """Inner points and points on a side are no corners."""
    assert set(hull((*SQUARE, (5.0, 5.0), (5.0, 0.0)))) == set(SQUARE)


def test_what_a_clip_hides_is_not_judged(good: TagSubject) -> None:
    """Lettering over the cut is an error; clipped to the safe middle, in its group's coordinates, it is none."""
    hidden = Fill(rectangle(Rect(-30, -1, 30, 1)), BLACK, Role.LETTERING, Source("x", "slogan"), overprint=True)
    line = Stroke(polyline(((-30, 0), (30, 0))), BLACK, 0.3, Role.RULE, Source("line"), overprint=True)
    ground = good.front.items[0]
    for item, rule in ((hidden, "lettering-is-inside-safe-area"), (line, "lines-keep-off-the-cut")):
        for clip, fires in (
            (rectangle(Rect(-5, -5, 5, 5)), False),
            (rectangle(Rect(-40, -5, 5, 5)), True),
            (None, True),
        ):
            group = Group((item,), Affine.translation(25.0, 10.0), clip)
            front = replace(good.front, items=(ground, group))
            assert (rule in {f.rule for f in check_tag(replace(good, front=front))}) is fires
