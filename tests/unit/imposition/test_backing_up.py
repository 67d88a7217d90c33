"""Backs lie under their fronts and read the right way round."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.drawing.geometry import Affine, Shape, ShapeKind
from keytag.imposition import Backing, Press, Slot
from keytag.imposition.backing_up import (
    back_on_sheet,
    front_on_sheet,
    front_slots,
    lay_corner,
    turning_instruction,
)
from keytag.imposition.layout import Layout, LayoutKind

OVAL = Shape(ShapeKind.OVAL, 50, 20)
SRA3 = Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2)
CLEAR = replace(SRA3, reverse=True)


@pytest.mark.parametrize(
    ("backing", "expected"),
    [
        # The front's top-left corner is at (40, 50), its right edge at x = 90. Turned left to right, that edge is
        # the left edge of the back; tumbled, the sheet's left stays and the tag stands on its head.
        (Backing.SHEETWISE, Affine(e=320 - 90, f=50)),
        (Backing.TURN, Affine(e=320 - 90, f=50)),
        (Backing.PERFECTING, Affine(a=-1, d=-1, e=90, f=450 - 50)),
        (Backing.TUMBLE, Affine(a=-1, d=-1, e=90, f=450 - 50)),
    ],
)
def test_back_of_an_upright_tag(backing: Backing, expected: Affine) -> None:
    """Each way of backing up puts the back of a known slot where paper and pencil put it."""
    assert back_on_sheet(Slot(65, 60, 0), OVAL, SRA3, backing) == expected


@pytest.mark.parametrize(
    ("width", "height", "backing", "vi", "en"),
    [
        (320, 450, Backing.SHEETWISE, "Lật theo cạnh dài, cùng nhíp", "Turn: long edge, same gripper"),
        (860, 650, Backing.TURN, "Lật theo cạnh ngắn, cùng nhíp", "Turn: short edge, same gripper"),
        (320, 450, Backing.TUMBLE, "Lật theo cạnh ngắn, đổi nhíp", "Turn: short edge, other gripper"),
        (860, 650, Backing.PERFECTING, "Lật theo cạnh dài, đổi nhíp", "Turn: long edge, other gripper"),
    ],
)
def test_slug_names_the_edge_to_turn_about(
    width: float, height: float, backing: Backing, vi: str, en: str
) -> None:
    """The instruction names the long or short edge as the sheet at hand has it."""
    press = Press(width, height, gripper=12, sides=5, tail=5, gap=4, bleed=2)
    text = turning_instruction(press, backing)
    assert text is not None
    assert (text.vi, text.en) == (vi, en)


def test_one_sided_work_is_not_turned() -> None:
    """There is no instruction where there is no second side."""
    assert turning_instruction(SRA3, Backing.SINGLE) is None


def test_a_front_stands_in_its_slot() -> None:
    """The front's corners come to where paper and pencil put them, upright and turned clockwise."""
    upright, turned = front_on_sheet(Slot(65, 60, 0), OVAL), front_on_sheet(Slot(65, 60, 90), OVAL)
    assert [upright.apply(corner) for corner in ((0, 0), (50, 20))] == [(40, 50), (90, 70)]
    assert [turned.apply(corner) for corner in ((0, 0), (50, 20))] == [(75, 35), (55, 85)]


def test_on_clear_stock_the_front_is_mirrored_and_the_back_upright_on_the_same_face() -> None:
    """A front printed in reverse has its left end on the right; its back is printed on it as it is read."""
    slot = Slot(65, 60, 0)
    front = front_on_sheet(slot, OVAL, reverse=True)
    assert [front.apply(corner) for corner in ((0, 0), (50, 20))] == [(90, 50), (40, 70)]
    for backing in (Backing.SHEETWISE, Backing.PERFECTING):
        assert back_on_sheet(slot, OVAL, CLEAR, backing) == Affine(e=40, f=50)


@pytest.mark.parametrize("count", [2, 6])
def test_half_of_a_mirrored_layout_carries_fronts(count: int) -> None:
    """Of a layout whose one form prints both sides the first half are fronts; of any other one all are."""
    slots = tuple(Slot(30 + 55 * i, 40, 0) for i in range(count))
    assert front_slots(Layout(LayoutKind.GRID, slots)) == slots
    assert front_slots(Layout(LayoutKind.GRID, slots, mirrored=True)) == slots[: count // 2]


def test_a_square_sheet_has_no_short_edge() -> None:
    """Where all edges are alike the turn is about a long one."""
    text = turning_instruction(replace(SRA3, width=450), Backing.SHEETWISE)
    assert text is not None
    assert text.en == "Turn: long edge, same gripper"


def test_clear_stock_is_not_turned() -> None:
    """Where both sides lie on one face the operator is told to leave the sheet as it is."""
    text = turning_instruction(CLEAR, Backing.SHEETWISE)
    assert text is not None
    assert (text.vi, text.en) == ("Không lật: in chồng cùng mặt", "Do not turn: print on the same face")


@pytest.mark.parametrize(
    ("press", "backing", "said"),
    [
        (SRA3, Backing.SINGLE, "góc kê / lay corner"),
        (CLEAR, Backing.SHEETWISE, "góc kê / lay corner"),
        (CLEAR, Backing.PERFECTING, "góc kê / lay corner"),
        (SRA3, Backing.SHEETWISE, "góc kê: trước bên trái, sau bên phải / lay corner"),
        (SRA3, Backing.TURN, "góc kê: trước bên trái, sau bên phải / lay corner"),
        (SRA3, Backing.PERFECTING, "góc kê: trước ở dưới trái, sau ở trên trái / lay corner"),
        (SRA3, Backing.TUMBLE, "góc kê: trước ở dưới trái, sau ở trên trái / lay corner"),
    ],
)
def test_the_lay_corner_is_followed(press: Press, backing: Backing, said: str) -> None:
    """The sheet's foot says where the corner that sheets are laid by has come to on the back."""
    assert lay_corner(press, backing) == said
