"""Backs lie under their fronts and read the right way round."""

from __future__ import annotations

import pytest

from keytag.drawing.geometry import Affine, Shape, ShapeKind
from keytag.imposition import Backing, Press, Slot
from keytag.imposition.backing_up import back_on_sheet, turning_instruction

OVAL = Shape(ShapeKind.OVAL, 50, 20)
SRA3 = Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2)


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
