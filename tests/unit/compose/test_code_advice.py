"""What helps a code is said in figures, and only where it helps."""

from __future__ import annotations

import re
from math import ceil

import pytest

from keytag.compose.code_advice import roomiest_code, square_at, what_helps
from keytag.compose.code_place import PlacedCode, widest_module
from keytag.compose.design import Frame
from keytag.drawing import qr
from keytag.drawing.geometry import Shape, ShapeKind, place_hole

OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)
FRAME = Frame(OVAL, place_hole(OVAL, 4.0, 2.5, "left"), safe=2.5, bleed=2.0)
LONG = "https://congan.gialai.gov.vn/phuong-an-khe/tiep-nhan-tin"


def widest(link: str, x: float, frame: Frame = FRAME) -> PlacedCode:
    """Return the code for ``link`` as large as it can be at ``x`` on the middle line."""
    symbol = qr.encode(link)
    return PlacedCode(symbol, x, 10.0, widest_module(symbol.full_size, 1.5, frame, (x, 10.0)), 1.5)


@pytest.mark.parametrize(("x", "side"), [(25.0, 16.2), (33.0, 13.5)])
def test_the_largest_square_is_that_of_the_true_ellipse(x: float, side: float) -> None:
    """Inside 50 × 20 mm, 1.5 mm from the cut: 16 mm in the middle, 13 mm eight off it; more with round corners."""
    assert square_at(widest(LONG, x), FRAME) == pytest.approx(side, abs=0.1)


def test_the_roomiest_place_is_the_middle() -> None:
    """An oval's widest square lies in its middle, the hole far away."""
    code = roomiest_code(qr.encode(LONG), 1.5, FRAME)
    assert code.cx == pytest.approx(25.0, abs=1.0)
    assert code.module == pytest.approx(0.394, abs=0.002)


def test_a_shorter_link_truly_reaches_its_version() -> None:
    """The length that is offered makes a symbol of the version that is promised; one character more does not."""
    code = widest(LONG, 25.0)
    said = what_helps(code, FRAME, is_alone=False).en
    match = re.search(r"cut (\d+) of the link's (\d+) characters \(version (\d), (0\.\d\d) mm\)", said)
    assert match is not None
    length, version, module = len(LONG) - int(match[1]), int(match[3]), float(match[4])
    assert int(match[2]) == len(LONG)
    assert qr.version_for(LONG[:length]) == version < qr.version_for(LONG[: length + 1])
    assert module >= 0.40


def test_its_own_side_is_offered_where_that_is_enough() -> None:
    """A code beside lettering gains by the middle of an empty side; one that is alone has it already."""
    code = widest("https://www.facebook.com/mau.congan.phuong", 33.0)
    assert "a side of its own, in its middle (0.44 mm)" in what_helps(code, FRAME, is_alone=False).en
    assert "a side of its own" not in what_helps(code, FRAME, is_alone=True).en


@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_the_larger_tag_that_is_offered_is_the_least(side: str) -> None:
    """The size named has room for 0.40 mm beside the same hole; a millimetre less has not."""
    frame = Frame(OVAL, place_hole(OVAL, 4.0, 2.5, side), safe=2.5, bleed=2.0)
    code = roomiest_code(qr.encode(LONG), 1.5, frame)
    match = re.search(r"a tag of (\d+) × (\d+) mm", what_helps(code, frame, is_alone=True).en)
    assert match is not None
    modules = []
    for width in (int(match[1]), int(match[1]) - 1):
        shape = Shape(ShapeKind.OVAL, width, ceil(20 * width / 50))
        grown = Frame(shape, place_hole(shape, 4.0, 2.5, side), safe=2.5, bleed=2.0)
        place = (code.cx * width / 50, code.cy * shape.height / 20)
        inset = 1.5 + grown.inset - frame.inset
        modules.append(widest_module(code.symbol.full_size, inset, grown, place))
    assert modules[0] >= 0.40 > modules[1]


def test_a_pill_is_offered_where_it_has_room() -> None:
    """A pill keeps the height that an oval loses; where the oval has area, or to a pill, it is no help."""
    code = widest("https://www.facebook.com/mau.congan.phuong", 33.0)
    assert "the shape pill" in what_helps(code, FRAME, is_alone=True).en
    roomy = PlacedCode(code.symbol, 25.0, 10.0, 0.35, 1.5)
    assert "pill" not in what_helps(roomy, FRAME, is_alone=True).en
    pill = Frame(Shape(ShapeKind.PILL, 50.0, 20.0), None, safe=2.5, bleed=2.0)
    assert "pill" not in what_helps(widest(LONG, 46.0, pill), pill, is_alone=True).en


def test_the_hole_at_an_end_is_offered_where_it_is_in_the_way() -> None:
    """A hole in the middle of an edge takes a code's room; one at the left does not."""
    above = Frame(OVAL, place_hole(OVAL, 4.0, 2.5, "top"), safe=2.5, bleed=2.0)
    code = widest("https://zalo.me/1234567890123456789", 14.0, above)
    match = re.search(r"side: left \(up to (0\.\d\d) mm\)", what_helps(code, above, is_alone=True).en)
    assert match is not None
    assert roomiest_code(code.symbol, code.inset, above).module < 0.40 <= float(match[1])
    assert "side: left" not in what_helps(widest(LONG, 33.0), FRAME, is_alone=True).en


def test_a_larger_tag_truly_has_the_room() -> None:
    """On a tag of the size that is offered, the module at the same place is as wide as wanted."""
    code = widest(LONG, 33.0)
    match = re.search(r"a tag of (\d+) × (\d+) mm", what_helps(code, FRAME, is_alone=True).en)
    assert match is not None
    width, height = int(match[1]), int(match[2])
    larger = Frame(Shape(ShapeKind.OVAL, width, height), None, safe=2.5, bleed=2.0)
    centre = (33.0 * width / 50.0, height / 2)
    assert widest_module(code.symbol.full_size, 1.5, larger, centre) >= 0.40


def test_where_nothing_helps_it_is_said() -> None:
    """A tag that would have to be twice as large is too small for the code."""
    symbol = qr.encode(LONG)
    assert "too small" in what_helps(PlacedCode(symbol, 46.0, 10.0, 0.1, 1.5), FRAME, is_alone=True).en
