"""The code's places: as large as the true shape allows, clear of everything."""

from __future__ import annotations

from math import hypot

import pytest

from keytag.compose.code_place import CORNER_MODULES, PlacedCode, candidate_codes
from keytag.compose.design import Frame
from keytag.documents.template import QrSlot, SizeRange
from keytag.drawing import qr
from keytag.drawing.geometry import Point, Rect, Shape, ShapeKind, place_hole
from keytag.drawing.ink import BLACK, PAPER

OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)
SYMBOL = qr.encode("https://zalo.me/1000000000000000001")
SLOT = QrSlot(kind="qr", slot="code", inset=1.5, module=SizeRange(smallest=0.33, largest=0.6))
PLAIN = Frame(OVAL, None, 2.5, 2.0)
HOLED = Frame(OVAL, place_hole(OVAL, 4.0, 2.5, "right"), 2.5, 2.0)


def ground(code: PlacedCode) -> tuple[Point, ...]:
    """The painted ground's outline."""
    plate, _ = code.fills(SLOT, BLACK, PAPER, "qr")
    return plate.path.flattened()[0]


@pytest.mark.parametrize("frame", [PLAIN, HOLED], ids=["plain", "holed"])
def test_every_place_is_clear(frame: Frame) -> None:
    """Every place that is offered keeps the ground inside the shape, away from the hole and from what is taken."""
    taken = (Rect(10.0, 2.0, 40.0, 4.5),)
    found = list(candidate_codes(SYMBOL, SLOT, frame, taken))
    assert len(found) > 10
    for code in found:
        assert SLOT.module.smallest - 1e-9 <= code.module <= SLOT.module.largest
        assert not code.ground.intersects(taken[0])
        outline = ground(code)
        assert min(OVAL.depth(point) for point in outline) >= 1.5 - 0.02
        if frame.hole is not None:
            nearest = min(hypot(x - frame.hole.cx, y - frame.hole.cy) for x, y in outline)
            assert nearest >= frame.hole.radius + 1.5 - 0.02


def test_the_middle_of_the_oval_takes_half_a_millimetre_modules() -> None:
    """Alone on the 50 × 20 mm oval a version 2 code has modules near 0.5 mm, and touches its inset."""
    code = max(candidate_codes(SYMBOL, SLOT, PLAIN, ()), key=lambda code: code.module)
    assert code is not None
    assert 0.484 <= code.module <= 0.55
    assert min(OVAL.depth(point) for point in ground(code)) == pytest.approx(1.5, abs=0.02)


def test_the_quiet_zone_is_on_the_ground() -> None:
    """Four modules all round the symbol lie on its ground, and the rounded corners leave as much at the corner."""
    code = PlacedCode(SYMBOL, 25.0, 10.0, 0.4)
    plate, symbol = code.fills(SLOT, BLACK, PAPER, "qr")
    dark, white = symbol.path.bounds(), plate.path.bounds()
    assert (dark.x0 - white.x0, dark.y0 - white.y0, white.x1 - dark.x1) == pytest.approx((1.6, 1.6, 1.6))
    corner = min(hypot(x - dark.x0, y - dark.y0) for x, y in plate.path.flattened()[0])
    assert corner >= 4 * 0.4 - 0.01
    assert CORNER_MODULES <= 4


def test_where_nothing_fits_there_is_no_code() -> None:
    """On a tag too small for the smallest module no place is offered, and none is when all is taken."""
    small = Frame(Shape(ShapeKind.OVAL, 25.0, 12.0), None, 2.5, 2.0)
    assert not list(candidate_codes(SYMBOL, SLOT, small, ()))
    assert not list(candidate_codes(SYMBOL, SLOT, PLAIN, (OVAL.trim,)))
