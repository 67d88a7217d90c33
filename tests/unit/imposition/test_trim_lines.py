"""Lines for a guillotine: at every cut, outside all bleed, in place of a die's; a die's press stays as it was."""

from __future__ import annotations

import pytest

from keytag.drawing.artwork import Artwork, Fill, Role, walk
from keytag.drawing.geometry import Rect, Shape, ShapeKind, rectangle
from keytag.drawing.ink import Ink, spot
from keytag.imposition import (
    Backing,
    Cut,
    EditionRun,
    Filling,
    Furniture,
    LayoutAndBacking,
    LayoutKind,
    LineSetter,
    Press,
    SlugFacts,
    WantedMarks,
    impose,
)
from keytag.imposition.press import GuillotinePress, for_guillotine
from keytag.steps.press import letter

DIE = Press(width=320, height=450, gripper=12, sides=5, tail=5, gap=4, bleed=2)
PRESS = for_guillotine(DIE)
PAPER = Shape(ShapeKind.RECTANGLE, 148, 210)
SIDE = Artwork((Fill(rectangle(Rect(-2, -2, 150, 212)), Ink("red", (0, 1, 1, 0)), Role.GROUND),), PAPER.trim, 2.0)
BACK = Artwork((Fill(rectangle(Rect(-2, -2, 150, 212)), Ink("blue", (1, 0, 0, 0)), Role.GROUND),), PAPER.trim, 2.0)
MARKS = WantedMarks(register=True, gripper=True, side_guide=True, colour_bar=True, slug=True)
FURNITURE = Furniture(MARKS, SlugFacts("Tờ rơi", "shop", "15/01/2026", "0123456789"), LineSetter(letter), None)


Drawn = list[tuple[Artwork, Rect, Role]]
"""Artworks with the box of each of their items, and its role."""


def imposed(press: Press, backing: Backing = Backing.SHEETWISE) -> tuple[Drawn, Drawn]:
    """Return what lies on the front and on the back of the sheet."""
    cut = Cut(PAPER, None, spot("CutContour", (0, 1, 0, 0), technical=True))
    way = LayoutAndBacking(LayoutKind.GRID, backing)
    runs = (EditionRun("a", SIDE, BACK, 8, 8),)
    laid = impose(press, cut, runs, way, FURNITURE, (Filling(2, (4,), 0),))
    front, back = (
        [
            (placement.artwork, item.path.transformed(matrix).bounds(), item.role)
            for placement in page.form.placements
            for item, matrix in walk(placement.artwork.items, placement.transform)
        ]
        for page in laid.pages()
    )
    return front, back


def test_a_press_of_dies_is_written_as_it_was() -> None:
    """A package's number is made of the press's words: a guillotine's is another class, with no further field."""
    assert repr(DIE).startswith("Press(width=320")
    assert repr(PRESS) == repr(DIE).replace("Press(", "GuillotinePress(", 1)
    assert isinstance(PRESS, GuillotinePress)
    assert PRESS != DIE


@pytest.mark.parametrize("backing", [Backing.SHEETWISE, Backing.PERFECTING])
def test_lines_stand_at_every_cut_outside_the_bleed(backing: Backing) -> None:
    """On both sides each of the four cuts across and down has a line, and no line enters any leaflet's bleed."""
    for side in imposed(PRESS, backing):
        assert not [role for _, _, role in side if role is Role.DIELINE]
        bleeds = [box for artwork, box, _ in side if artwork in (SIDE, BACK)]
        assert len(bleeds) == 4
        lines = [box for artwork, box, role in side if role is Role.MARK and artwork.trim == PRESS.sheet]
        across = {round(box.x0, 2) for box in lines if box.height > box.width}
        down = {round(box.y0, 2) for box in lines if box.width > box.height}
        cuts = [box.grown(-2) for box in bleeds]
        assert across == {round(x, 2) for box in cuts for x in (box.x0, box.x1)}
        assert down == {round(y, 2) for box in cuts for y in (box.y0, box.y1)}
        for line in lines:
            assert not any(line.grown(0.05).intersects(bleed) for bleed in bleeds)
            assert PRESS.sheet.contains(line)


def test_backs_lie_behind_their_fronts() -> None:
    """Turned about its upright middle, the sheet has every back where its front is."""
    front, back = imposed(PRESS)
    fronts = {(round(box.x0, 3), round(box.y0, 3)) for artwork, box, _ in front if artwork == SIDE}
    backs = {(round(320 - box.x1, 3), round(box.y0, 3)) for artwork, box, _ in back if artwork == BACK}
    assert fronts == backs
    assert len(fronts) == 4


def test_no_mark_lies_over_a_line() -> None:
    """Register marks, arrows, bar and slug keep clear of the lines along which the guillotine cuts."""
    for side in imposed(PRESS):
        lines = [box for artwork, box, role in side if role is Role.MARK and artwork.trim == PRESS.sheet]
        others = [box for artwork, box, role in side if role is Role.MARK and artwork.trim != PRESS.sheet]
        assert others
        for line in lines:
            assert not any(line.grown(0.02).intersects(other) for other in others)


def test_a_die_has_its_outlines_and_no_lines() -> None:
    """On a press of dies nothing changed: a dieline for each tag, no line of a guillotine."""
    front, _ = imposed(DIE)
    assert sum(role is Role.DIELINE for _, _, role in front) == 4
    assert not [box for artwork, box, role in front if role is Role.MARK and artwork.trim == DIE.sheet]
