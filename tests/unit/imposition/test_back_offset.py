"""Backs that are moved on their form, because the machine prints them aside."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.imposition import Backing, Press
from keytag.imposition.press import for_guillotine

PRESS = Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2)
MOVED = replace(PRESS, back_offset=(0.3, -0.2))
POINT = (100.0, 50.0)


@pytest.mark.parametrize("backing", [Backing.SHEETWISE, Backing.PERFECTING])
def test_a_form_of_backs_is_moved_as_a_whole(backing: Backing) -> None:
    """Every point of the back lies to the right and down of where it lay, by what the shop says."""
    x, y = PRESS.mirror_for(backing).apply(POINT)
    assert MOVED.mirror_for(backing).apply(POINT) == pytest.approx((x + 0.3, y - 0.2))
    assert for_guillotine(MOVED).mirror_for(backing).apply(POINT) == pytest.approx((x + 0.3, y - 0.2))


@pytest.mark.parametrize("backing", [Backing.TURN, Backing.TUMBLE])
def test_a_form_that_prints_both_sides_stays(backing: Backing) -> None:
    """One form for both sides cannot move its backs without its fronts."""
    assert MOVED.mirror_for(backing) == PRESS.mirror_for(backing)
