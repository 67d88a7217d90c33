"""What one-ups say beyond the cut: the bleed's end and the measures."""

from __future__ import annotations

from itertools import combinations

import pytest

from keytag.drawing.artwork import Artwork, Fill, Role, Stroke
from keytag.drawing.geometry import Path, Rect, Shape, ShapeKind, place_hole, rectangle
from keytag.drawing.ink import Ink, underbase_ink
from keytag.imposition.technical_lines import technical_ink, with_technical_lines
from keytag.units import to_mm

OVAL = Shape(ShapeKind.OVAL, 50, 20)
HOLE = place_hole(OVAL, 4, 2.5, "left")
RED = Ink("red", (0.0, 1.0, 1.0, 0.0))
SIDE = Artwork((Fill(OVAL.outline(-2), RED, Role.GROUND),), OVAL.trim, 2.0)
BOTH = frozenset({Role.BLEED_LINE, Role.DIMENSION})


def letter(text: str, size_pt: float) -> tuple[Path, float]:
    """Stand in for lettering: each text one box, half an em a character."""
    em = to_mm(size_pt)
    return rectangle(Rect(0.0, -0.7 * em, 0.5 * em * len(text), 0.2 * em)), 0.5 * em * len(text)


def said(*roles: Role) -> tuple[Artwork, list[Fill | Stroke]]:
    """Return a side with what ``roles`` say, and what was added."""
    side = with_technical_lines(SIDE, OVAL, HOLE, frozenset(roles), letter)
    assert side.items[:1] == SIDE.items
    return side, [item for item in side.items[1:] if isinstance(item, Fill | Stroke)]


def test_technical_inks_can_be_told_apart() -> None:
    """No two technical spots, the white among them, have one alternate (GWG 2022, R0023)."""
    inks = [technical_ink(role, role.value) for role in (Role.DIELINE, Role.HOLE, *sorted(BOTH))]
    for one, other in combinations([*inks, underbase_ink()], 2):
        assert one.cmyk != other.cmyk
    assert all(ink.technical for ink in inks)


def test_bleed_line_ends_the_bleed() -> None:
    """It is a stroke round the tag, as far outside the cut as the bleed is wide, that overprints."""
    side, (line,) = said(Role.BLEED_LINE)
    assert isinstance(line, Stroke)
    assert (line.role, line.overprint, line.ink.name) == (Role.BLEED_LINE, True, "Bleed")
    box = line.path.bounds()
    assert box.x0 == pytest.approx(-2)
    assert box.y1 == pytest.approx(22)
    assert side.page_box.contains(side.bleed_box)
    assert side.room > line.width / 2


def test_without_bleed_there_is_no_line() -> None:
    """A side that has no bleed gets no line along its cut."""
    bare = Artwork(SIDE.items, OVAL.trim)
    assert with_technical_lines(bare, OVAL, HOLE, frozenset({Role.BLEED_LINE}), letter).items == bare.items


def test_measures_stand_outside_of_the_product() -> None:
    """Lines and figures keep off the bleed, lie on the page, overprint, and say width, height and hole."""
    side, items = said(Role.DIMENSION)
    figures = [item for item in items if isinstance(item, Fill)]
    assert len(figures) == 3
    for item in items:
        assert (item.role, item.overprint, item.ink.name) == (Role.DIMENSION, True, "Dimensions")
        box = item.path.bounds()
        assert side.page_box.contains(box)
        assert not box.grown(0.4).intersects(side.bleed_box)
    lengths = [
        (round(box.width, 3), round(box.height, 3))
        for box in (item.path.bounds() for item in items if isinstance(item, Stroke))
    ]
    assert (50, 0) in lengths
    assert (0, 20) in lengths


def test_measures_without_a_hole() -> None:
    """A tag without a hole has its width and height alone."""
    side = with_technical_lines(SIDE, OVAL, None, frozenset({Role.DIMENSION}), letter)
    assert sum(isinstance(item, Fill) for item in side.items[1:]) == 2


def test_nothing_asked_takes_no_room() -> None:
    """Where the shop asks for nothing the page is the bleed box."""
    side, items = said()
    assert (items, side.page_box) == ([], side.bleed_box)
