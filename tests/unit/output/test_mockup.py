"""The picture of a tag on a key ring."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from keytag.drawing.geometry import Hole, Shape, ShapeKind, place_hole
from keytag.output.mockup import MockupSide, draw_mockup

SHAPES = [
    (Shape(ShapeKind.OVAL, 50, 20), "left"),
    (Shape(ShapeKind.CIRCLE, 36, 36), "top"),
    (Shape(ShapeKind.RECTANGLE, 30, 50, 3), "top"),
    (Shape(ShapeKind.PILL, 56, 22), "right"),
]


def side(name: str, hole: Hole | None) -> MockupSide:
    """Return a side whose drawing is one square, called ``name``."""
    return MockupSide(f'<rect id="{name}" width="5" height="5" fill="#0f0"/>', hole, (200, 30, 40))


@pytest.mark.parametrize(("shape", "where"), SHAPES, ids=lambda value: getattr(value, "kind", value))
def test_both_sides_lie_within_the_picture(shape: Shape, where: str) -> None:
    """Front and back are drawn, each once, with room round them; the same again gives the same picture."""
    hole = place_hole(shape, 4, 2.5, where)
    sides = side("a", hole), side("b", hole.mirrored(shape.width))
    mockup = draw_mockup(shape, *sides)
    document = ET.fromstring(mockup.svg)  # noqa: S314 - our own
    ids = [element.get("id") for element in document.iter()]
    assert (ids.count("a"), ids.count("b")) == (1, 1)
    across, down = mockup.width, mockup.height
    assert max(across, down) > 2 * min(shape.width, shape.height)
    assert (across > shape.width + 16, down > shape.height + 16) == (True, True)
    assert draw_mockup(shape, *sides) == mockup


def test_what_has_no_hole_hangs_on_no_ring() -> None:
    """Without a hole there is neither ring nor key: no circle is drawn."""
    shape, _ = SHAPES[0]
    hole = place_hole(shape, 4, 2.5, "left")
    bare, hung = (draw_mockup(shape, side("a", each), side("b", each)).svg for each in (None, hole))
    assert bare.count("<circle") == 0 < hung.count("<circle")
