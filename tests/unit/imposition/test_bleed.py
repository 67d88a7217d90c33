"""What a machine cannot print of the bleed: it is clipped away, and the rest is wider than the cut strays."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.drawing.geometry import Rect, Shape, ShapeKind
from keytag.imposition import Backing, LayoutKind, Press
from keytag.imposition.press import BareEdges
from keytag.imposition.sheet_layout import layout_with_margin

OVAL = Shape(ShapeKind.OVAL, 50, 20)
# What the cut may miss a back by: 0.8 mm and 0.5 mm, added as squares are.
STRAY = 0.943
DIGITAL = Press(330, 480, 12, sides=5, tail=5, gap=4, bleed=2, unprintable=BareEdges(4, 4, 4, 4), stray=STRAY)
OFFSET = Press(1090, 790, 12, sides=5, tail=5, gap=4, bleed=2, unprintable=BareEdges(gripper=12), stray=STRAY)


def counted(press: Press, backing: Backing = Backing.SHEETWISE) -> tuple[int, Rect]:
    """Return how many tags are laid, and the box round their cuts."""
    layout = layout_with_margin(press, OVAL, LayoutKind.NESTED, backing, slug=True)
    return len(layout.slots), layout.box(OVAL)


@pytest.mark.parametrize(
    ("press", "backing", "whole", "clipped"),
    [
        (DIGITAL, Backing.SHEETWISE, 121, 124),
        (DIGITAL, Backing.PERFECTING, 120, 123),
        (DIGITAL, Backing.TURN, 114, 118),
        (OFFSET, Backing.SHEETWISE, 716, 721),
        (OFFSET, Backing.TURN, 706, 712),
    ],
)
def test_bleed_is_given_up_for_tags(press: Press, backing: Backing, whole: int, clipped: int) -> None:
    """Where part of the bleed may be lost the sheet holds more; what is left is wider than the cut strays."""
    assert counted(replace(press, stray=None), backing)[0] == whole
    count, box = counted(press, backing)
    assert count == clipped
    inked = press.inked_for(backing)
    assert inked is not None
    assert not inked.contains(box.grown(press.bleed))
    assert inked.contains(box.grown(STRAY + 0.01))


def test_no_bleed_is_given_up_for_nothing() -> None:
    """Where it gains no tag, all of the bleed is printed."""
    press = replace(DIGITAL, width=320, height=450)
    inked = press.inked_for(Backing.SHEETWISE)
    assert inked is not None
    count, box = counted(press)
    assert count == counted(replace(press, stray=None))[0] == 113
    assert inked.contains(box.grown(2 - 1e-6))


@pytest.mark.parametrize("stray", [1.2, 1.99, 2.0, 5.0])
def test_a_cut_that_strays_further_moves_the_layout_in(stray: float) -> None:
    """The more the cut strays, the more of the bleed is kept; never more than there is."""
    press = replace(DIGITAL, stray=stray)
    inked = press.inked_for(Backing.SHEETWISE)
    assert inked is not None
    count, box = counted(press)
    assert count < 124
    assert inked.contains(box.grown(min(stray, 2.0)), 1e-6)
