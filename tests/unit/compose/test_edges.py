"""Lettering along an edge: parted by a hole in its way, drawn to the side's axis where it has room to."""

from __future__ import annotations

import pytest

from keytag.artwork import Source
from keytag.compose.edges import EdgeSetter, EdgeText
from keytag.compose.frame import Frame
from keytag.compose.rows import Setter
from keytag.geometry import Rect, Shape, ShapeKind, bounds, place_hole
from keytag.ink import BLACK
from keytag.template import SizeRange, TextSlot, Type

OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)
PILL = Shape(ShapeKind.PILL, 50.0, 20.0)
KIND = Type(size=SizeRange(smallest=1.8, largest=2.2), ink="text")
LONG = "Công an phường Văn Miếu - Quốc Tử Giám, quận Đống Đa, thành phố Hà Nội, Việt Nam"


def lettered(text: str, shape: Shape, hole: str | None, most: float = 1.0, lines: int = 2) -> EdgeText | None:
    """``text`` along the upper edge."""
    slot = TextSlot(kind="text", slot="issuer", says="issuer", at="top-edge", lines=lines, type=KIND)
    frame = Frame(shape, place_hole(shape, 4.0, 2.5, hole) if hole else None, 2.5, 2.0)
    return EdgeSetter(text, slot, frame, Setter({"text": BLACK}, {}), Source("issuer")).set(most)


def parts(text: str, shape: Shape, hole: str | None) -> list[Rect]:
    """The box of each part of a text that fits."""
    found = lettered(text, shape, hole)
    assert found is not None
    return [bounds(point for box in line.boxes for point in box) for line in found.lines]


@pytest.mark.parametrize("shape", [OVAL, PILL], ids=["oval", "pill"])
def test_a_hole_above_parts_a_line_between_two_words(shape: Shape) -> None:
    """One part stands left of the hole and its 2 mm of plastic, the other right of it."""
    left, right = parts("Công an phường An Khê", shape, "top")
    assert left.x1 <= 21.0
    assert right.x0 >= 29.0
    assert len(parts("Công an phường An Khê", shape, "bottom")) == 1


def test_one_word_has_no_place_where_the_hole_is() -> None:
    """What cannot be parted is left to the middle of the side."""
    assert lettered("Công-an", OVAL, "top") is None
    assert lettered("Công-an", OVAL, None) is not None


def test_a_text_of_two_lines_is_not_parted() -> None:
    """Nobody would know whether to read across the hole or down beside it."""
    without = lettered(LONG, OVAL, None)
    assert without is not None
    assert len(without.lines) == 2
    assert lettered(LONG, OVAL, "top") is None


def test_a_short_line_is_drawn_to_the_axis_and_a_long_one_less() -> None:
    """Moved along the curve a line that fills it would look askew; between straight edges it would not."""

    def shift(text: str, shape: Shape) -> float:
        (box,), (plain,) = parts(text, shape, "left"), parts(text, shape, None)
        return box.centre[0] - plain.centre[0]

    assert 1.0 < shift("Xã Ea", OVAL) < 1.6
    assert 0.0 < shift("Công an phường Văn Miếu - Quốc Tử", OVAL) < 0.6
    assert shift("Công an phường An Khê", PILL) == pytest.approx(3.0, abs=0.1)


def test_letters_narrow_by_half_before_they_narrow_all_the_way() -> None:
    """Below the smallest size are Roboto's narrower letters: about seven eighths at -0.5, the narrowest at -1."""
    widths = []
    for most in (-0.5, -1.0):
        found = lettered("Công an phường An Khê", OVAL, None, most)
        assert found is not None
        assert found.size == pytest.approx(1.8)
        widths.append(found.setting.face.width)
    assert widths == [87.5, 67.5]
