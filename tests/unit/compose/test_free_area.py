"""FreeArea: what is free is clear to the true shapes."""

from __future__ import annotations

from math import hypot

import pytest

from keytag.compose.design import HOLE_CLEARANCE, Frame
from keytag.compose.free_area import SLICE, FreeArea, open_area
from keytag.drawing.geometry import Hole, Shape, ShapeKind, place_hole

OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)
HOLE = place_hole(OVAL, 4.0, 2.5, "left")
FRAME = Frame(OVAL, HOLE, 2.5, 2.0)


def test_free_room_is_in_the_safe_area_and_clear_of_the_hole() -> None:
    """Every corner of every free interval keeps the safe distance and the plastic round the hole."""
    checked = 0
    for i, spans in enumerate(open_area(FRAME).slices):
        for x in (x for span in spans for x in span):
            for y in (i * SLICE, (i + 1) * SLICE):
                assert OVAL.depth((x, y)) >= 2.5 - 2e-3
                assert hypot(x - HOLE.cx, y - HOLE.cy) >= HOLE.radius + HOLE_CLEARANCE - 1e-6
                checked += 1
    assert checked > 400


def test_an_empty_side_offers_its_widest_chord() -> None:
    """Without a hole the widest room is the oval's middle; a hole takes its end of it."""
    whole = open_area(Frame(OVAL, None, 2.5, 2.0)).widest()
    assert (whole.left, whole.right) == pytest.approx((2.5, 47.5), abs=0.01)
    assert whole.top == pytest.approx(10.0, abs=SLICE)
    holed = open_area(FRAME)
    assert holed.spans(25.0).free(9.5, 10.5) == pytest.approx((HOLE.cx + HOLE.radius + 2.0, 47.45), abs=0.1)


def test_obstacles_are_cut_out_with_their_gap() -> None:
    """What is placed takes its own room and the gap round it, and no more."""
    area = open_area(Frame(OVAL, None, 2.5, 2.0)).without(
        (((20.0, 8.0), (30.0, 8.0), (30.0, 12.0), (20.0, 12.0)),), 1.0
    )
    left = area.spans(10.0).free(9.0, 11.0)
    right = area.spans(40.0).free(9.0, 11.0)
    assert left is not None
    assert right is not None
    assert (left[1], right[0]) == pytest.approx((19.0, 31.0))
    assert area.spans(25.0).free(9.0, 11.0) is None
    above = area.spans(25.0).free(5.0, 6.5)
    assert above is not None
    assert above[0] < 20.0
    assert above[1] > 30.0
    assert area.spans(25.0).free(5.0, 7.5) is None


def test_a_slanting_obstacle_takes_what_it_covers() -> None:
    """A triangle takes little room at its tip and much at its foot."""
    area = open_area(Frame(OVAL, None, 2.5, 2.0)).without((((25.0, 8.0), (30.0, 14.0), (20.0, 14.0)),), 0.2)
    tip, foot = area.spans(15.0).free(8.0, 8.3), area.spans(15.0).free(13.5, 13.9)
    assert tip is not None
    assert foot is not None
    assert tip[1] > 24.0
    assert foot[1] < 20.5


def test_spans_are_the_free_intervals_of_a_height() -> None:
    """Over a height only what is free in every slice is free; outside the tag nothing is."""
    area = FreeArea((((0.0, 10.0),), ((2.0, 8.0),), (), ((0.0, 10.0),), ((5.0, 10.0),), ((0.0, 6.0),)))
    spans = area.spans(5.5)
    assert spans.free(0.0, 2 * SLICE) == (2.0, 8.0)
    assert spans.free(0.0, 3 * SLICE) is None
    assert spans.free(4 * SLICE, 6 * SLICE) == (5.0, 6.0)
    assert spans.free(-SLICE, SLICE) is None
    assert spans.free(5 * SLICE, 7 * SLICE) is None


def test_the_back_sees_the_hole_at_the_other_end() -> None:
    """Turned, a frame is mirrored, and turned twice it is itself."""
    assert FRAME.other_side().hole == Hole(50.0 - HOLE.cx, HOLE.cy, HOLE.diameter)
    assert FRAME.other_side().other_side() == FRAME


def test_sizes_grow_with_the_tag_and_never_shrink() -> None:
    """Largest sizes hold for the 50 × 20 mm oval and smaller tags; a tag of four times its area doubles them."""
    growths = [
        Frame(Shape(ShapeKind.OVAL, w, h), None, 2.5, 2.0).growth
        for w, h in ((40, 15), (50, 20), (100, 40), (300, 300))
    ]
    assert growths == pytest.approx([1.0, 1.0, 2.0, 3.0])
