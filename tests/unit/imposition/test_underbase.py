"""The white underbase: where it ends, and where it does not."""

from __future__ import annotations

from math import hypot

import pytest
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Group, Role
from keytag.drawing.geometry import Shape, ShapeKind, place_hole
from keytag.drawing.geometry.contour import winding
from keytag.drawing.ink import BLACK, Ink, spot
from keytag.drawing.ink import underbase_ink as white_ink
from keytag.imposition.underbase import White, underbase_artwork, with_underbase

OVAL = Shape(ShapeKind.OVAL, 50, 20)
HOLE = place_hole(OVAL, 4, 2.5, "left")
WHITE = White(white_ink(), 0.2)
RED = Ink("red", (0.0, 1.0, 1.0, 0.0))
SIDE = Artwork((Fill(OVAL.outline(-2), RED, Role.GROUND),), OVAL.trim, 2.0)


def fill_of(artwork: Artwork) -> Fill:
    """Return the first item of ``artwork``, which is its white."""
    item = artwork.items[0]
    assert isinstance(item, Fill)
    return item


@pytest.mark.parametrize("kind", list(ShapeKind))
@pytest.mark.parametrize("choke", [0.0, 0.2, 0.5])
def test_white_stays_inside_by_the_choke(kind: ShapeKind, choke: float) -> None:
    """Every point of the white's edge is as deep inside the cut, or as far from the hole, as the choke says."""
    shape = Shape(kind, 20 if kind is ShapeKind.CIRCLE else 50, 20, 3)
    hole = place_hole(shape, 4, 2.5, "left")
    outer, inner = fill_of(underbase_artwork(shape, hole, White(white_ink(), choke))).path.flattened(0.001)
    assert all(shape.depth(point) == pytest.approx(choke, abs=0.01) for point in outer)
    radius = hole.radius + choke
    assert all(hypot(x - hole.cx, y - hole.cy) == pytest.approx(radius, abs=0.005) for x, y in inner)


def test_white_has_a_hole() -> None:
    """By the non-zero rule the middle of the tag is white, and the middle of its hole is not."""
    contours = fill_of(underbase_artwork(OVAL, HOLE, WHITE)).path.flattened()
    assert winding(contours, OVAL.centre) != 0
    assert winding(contours, (HOLE.cx, HOLE.cy)) == 0
    assert winding(fill_of(underbase_artwork(OVAL, None, WHITE)).path.flattened(), (HOLE.cx, HOLE.cy)) != 0


def test_white_lies_beneath() -> None:
    """It comes before every colour, as a viewer shows it; process colours spare it and are else as they were."""
    front, back = with_underbase((SIDE, SIDE), OVAL, HOLE, WHITE)
    for side in (front, back):
        assert side.items[1:] == tuple(replace(item, spares_spots=True) for item in SIDE.items)
        assert (side.trim, side.bleed) == (SIDE.trim, SIDE.bleed)
        assert fill_of(side).overprint
        assert fill_of(side).role is Role.UNDERBASE
    mirrored = HOLE.mirrored(OVAL.width)
    assert winding(fill_of(back).path.flattened(), (mirrored.cx, mirrored.cy)) == 0


def test_sides_without_white_stay_as_they_are() -> None:
    """Where the shop has white on one side or on none, the others are the very same artworks."""
    front, back = with_underbase((SIDE, SIDE), OVAL, HOLE, White(white_ink(), 0.2, on_back=False))
    assert front is not SIDE
    assert back is SIDE
    front, back = with_underbase((SIDE, SIDE), OVAL, HOLE, White(white_ink(), 0.2, on_front=False))
    assert front is SIDE
    assert back is not SIDE
    assert with_underbase((SIDE, SIDE), OVAL, HOLE, None) == (SIDE, SIDE)


def test_too_wide_a_choke_is_refused() -> None:
    """A choke that leaves nothing of the tag is an error, not an empty white."""
    with pytest.raises(ValueError, match="leaves nothing"):
        underbase_artwork(OVAL, None, White(white_ink(), 10.0))


def test_what_must_knock_out_has_its_white_laid_again() -> None:
    """White areas do not overprint, spots knock each other out: beneath both the white is laid again, choked."""
    patch = Fill(Shape(ShapeKind.CIRCLE, 9, 9).outline(), Ink("white", (0.0, 0.0, 0.0, 0.0)), Role.QR_GROUND)
    black = Fill(OVAL.outline(5), BLACK, Role.LETTERING, overprint=True)
    base, ground, under, again, printed = with_underbase(
        (replace(SIDE, items=(*SIDE.items, patch, black)), SIDE), OVAL, HOLE, WHITE
    )[0].items
    assert isinstance(base, Fill)
    assert (ground, under, printed) == (replace(SIDE.items[0], spares_spots=True), patch, black)
    assert again == Group((replace(patch, ink=WHITE.ink, role=Role.UNDERBASE, overprint=True),), clip=base.path)
    gold = replace(patch, ink=spot("Gold", (0.0, 0.2, 1.0, 0.0)))
    items = with_underbase((replace(SIDE, items=(gold,)), SIDE), OVAL, HOLE, WHITE)[0].items
    assert items[1] == gold
    assert items[3] == replace(gold, overprint=True)
