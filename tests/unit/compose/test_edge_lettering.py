"""Lettering along an edge: parted by a hole in its way, drawn to the side's axis where it has room to."""

from __future__ import annotations

import pytest

from keytag.compose.design import Frame
from keytag.compose.edge_lettering import EdgeSetter, EdgeText
from keytag.compose.type_settings import TypeSettings
from keytag.documents.template import SizeRange, TextSlot, Type
from keytag.drawing.artwork import Source
from keytag.drawing.geometry import Rect, Shape, ShapeKind, bounds, place_hole
from keytag.drawing.ink import BLACK

OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)
PILL = Shape(ShapeKind.PILL, 50.0, 20.0)
KIND = Type(size=SizeRange(smallest=1.8, largest=2.2), ink="text")
LONG = "Công an phường Văn Miếu - Quốc Tử Giám, quận Đống Đa, thành phố Hà Nội, Việt Nam"


def lettered(
    text: str, shape: Shape, hole: str | None, most: float = 1.0, lines: int = 2, narrowing: float = 0.0
) -> EdgeText | None:
    """``text`` along the upper edge."""
    slot = TextSlot(kind="text", slot="issuer", says="issuer", at="top-edge", lines=lines, type=KIND)
    frame = Frame(shape, place_hole(shape, 4.0, 2.5, hole) if hole else None, 2.5, 2.0)
    return EdgeSetter(text, slot, frame, TypeSettings({"text": BLACK}, {}), Source("issuer")).set_text(
        most, narrowing
    )


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
    """Below the smallest size are Roboto's narrower letters: about seven eighths half way, then the narrowest."""
    widths = []
    for narrowing in (0.5, 1.0):
        found = lettered("Công an phường An Khê", OVAL, None, 0.0, narrowing=narrowing)
        assert found is not None
        assert found.size == pytest.approx(1.8)
        widths.append(found.setting.face.width)
    assert widths == [87.5, 67.5]


def test_a_parted_name_keeps_as_far_from_the_hole_on_both_sides() -> None:
    """The gaps to the hole are one, whatever the lengths of the parts."""
    found = lettered("Công an phường An Phú", PILL, "top")
    assert found is not None
    left, right = (bounds(point for box in line.boxes for point in box) for line in found.lines)
    assert 25.0 - left.x1 == pytest.approx(right.x0 - 25.0, abs=0.25)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Công an phường Văn Miếu - Quốc Tử Giám", "Công an phường"),
        ("Công an xã Ea", "Công an"),
        ("Công an đặc khu Phú Quốc", "Công an đặc khu"),
    ],
)
def test_an_office_is_around_hole_after_what_it_is(name: str, first: str) -> None:
    """A hole in the way breaks no place's name; what has no such words stands elsewhere."""
    found = lettered(name, Shape(ShapeKind.RECTANGLE, 90.0, 20.0), "top")
    assert found is not None
    assert found.lines[0].run.text == first
    assert lettered("Văn Miếu Quốc Tử Giám", PILL, "top") is None


def test_a_line_between_straight_edges_is_smaller_rather_than_off_the_axis() -> None:
    """One that fills the width beside no hole shrinks until it stands on the axis that the hole leaves."""
    (box,) = parts("Công an phường Quốc Tử Giám", PILL, "left")
    assert box.centre[0] == pytest.approx(28.0, abs=0.15)


def test_lines_of_a_series_stand_at_one_height() -> None:
    """What its peers' capitals carry counts for every line: the baselines are one."""
    slot = TextSlot(kind="text", slot="issuer", says="issuer", at="top-edge", lines=1, type=KIND)
    frame, types = Frame(OVAL, None, 2.5, 2.0), TypeSettings({"text": BLACK}, {})
    names = ("Xa Ea", "XÃ HÀ BẦU")
    found = [EdgeSetter(name, slot, frame, types, Source("issuer"), names).set_text(1.0) for name in names]
    lines = [edge.lines[0].line for edge in found if edge is not None]
    assert len(lines) == 2
    assert lines[0] == lines[1]


def test_on_a_tall_oval_no_line_is_bent() -> None:
    """Its ends are too narrow: lines stand straight in the middle."""
    assert lettered("Xã Ea", Shape(ShapeKind.OVAL, 25.0, 40.0), None) is None
    assert lettered("Xã Ea", Shape(ShapeKind.CIRCLE, 32.0, 32.0), None) is not None
