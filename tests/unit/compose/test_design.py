"""The frame: where a side's axis is, and what a hole in the middle of an edge takes."""

from __future__ import annotations

import pytest

from keytag.compose.design import Frame
from keytag.drawing.geometry import Shape, ShapeKind, place_hole

SHAPES = (
    Shape(ShapeKind.OVAL, 50.0, 20.0),
    Shape(ShapeKind.CIRCLE, 32.0, 32.0),
    Shape(ShapeKind.PILL, 50.0, 20.0),
    Shape(ShapeKind.RECTANGLE, 50.0, 30.0, 3.0),
)


def framed(shape: Shape, side: str | None) -> Frame:
    """The frame of ``shape`` with a hole at ``side``."""
    return Frame(shape, place_hole(shape, 4.0, 2.5, side) if side else None, 2.5, 2.0)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.kind)
def test_the_axis_gives_way_to_a_hole_at_an_end(shape: Shape) -> None:
    """It is the middle without a hole or with one above or below, and else as far off as on the turned side."""
    middle = shape.width / 2
    assert [framed(shape, side).axis for side in (None, "top", "bottom")] == [middle] * 3
    left, right = framed(shape, "left"), framed(shape, "right")
    assert middle < left.axis < middle + 4.0
    assert left.axis - middle == pytest.approx(middle - right.axis)
    assert left.other_side().axis == pytest.approx(right.axis)


def test_on_an_oval_the_axis_is_the_centre_of_gravity() -> None:
    """A disc of 4 mm radius, 20.4 mm from the middle of 785 mm², leaves a centre 1.40 mm beyond it."""
    assert framed(SHAPES[0], "left").axis == pytest.approx(26.4, abs=0.02)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.kind)
def test_a_hole_above_or_below_parts_the_side(shape: Shape) -> None:
    """Only there it keeps lettering from the axis: by its radius and 2 mm of plastic."""
    assert [framed(shape, side).wing for side in (None, "left", "right")] == [None] * 3
    assert [framed(shape, side).wing for side in ("top", "bottom")] == pytest.approx([4.0, 4.0])
