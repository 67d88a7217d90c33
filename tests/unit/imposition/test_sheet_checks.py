"""Every mark that a shop wants stands on the sheet, or a finding says which does not and what would do."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from keytag.drawing.geometry import Path, Rect, Shape, ShapeKind, rectangle
from keytag.findings import Finding
from keytag.imposition import Backing, LayoutKind, LineSetter, Press, WantedMarks
from keytag.imposition.cutter_marks import CutterMarkSet, MarkShape
from keytag.imposition.margin import Margin
from keytag.imposition.press import BareEdges
from keytag.imposition.sheet_checks import SheetRequest, marks_fit
from keytag.imposition.sheet_layout import layout_with_margin, sheet_layout
from keytag.imposition.sheet_marks import place_sheet_marks

OVAL = Shape(ShapeKind.OVAL, 50, 20)
CARD = Shape(ShapeKind.RECTANGLE, 50, 30, 3)
DIGITAL = Press(330, 480, 12, sides=5, tail=5, gap=4, bleed=2, unprintable=BareEdges(4, 4, 4, 4), stray=0.943)
SQUARES = CutterMarkSet(MarkShape.SQUARE, size=3, line=0.25, count=3, clear=1, apart=5)
MARKS = WantedMarks(cutter=SQUARES)


def letter(text: str, size_pt: float) -> tuple[Path, float]:
    """Return a box in place of a word."""
    return rectangle(Rect(0, -size_pt / 4, size_pt / 6 * len(text), 0)), size_pt / 6 * len(text)


def found(press: Press, shape: Shape, marks: WantedMarks = MARKS) -> tuple[Finding, ...]:
    """Return what is said of the marks of a sheet printed sheetwise."""
    return marks_fit(SheetRequest(press, shape, LayoutKind.NESTED, Backing.SHEETWISE, marks), LineSetter(letter))


def test_tags_give_way_to_marks() -> None:
    """Cards leave no hollows: as few of them go as leave room for two register marks, and for the guide."""
    bare = layout_with_margin(DIGITAL, CARD, LayoutKind.NESTED, Backing.SHEETWISE, slug=True, cutter=SQUARES)
    without = place_sheet_marks(Margin(DIGITAL, CARD, bare.slots), MARKS)
    assert (len(without.registers), without.guide) == (1, None)
    layout = sheet_layout(DIGITAL, CARD, LayoutKind.NESTED, Backing.SHEETWISE, MARKS)
    fixed = place_sheet_marks(Margin(DIGITAL, CARD, layout.slots), MARKS)
    assert len(fixed.registers) >= 2
    assert fixed.guide is not None
    assert len(bare.slots) - 3 <= len(layout.slots) < len(bare.slots)
    assert found(DIGITAL, CARD) == ()


@pytest.mark.parametrize("backing", Backing)
def test_a_nest_keeps_all_its_tags(backing: Backing) -> None:
    """Ovals have hollows for every mark: the layout is the fullest that there is."""
    layout = sheet_layout(DIGITAL, OVAL, LayoutKind.NESTED, backing, MARKS)
    assert layout == layout_with_margin(DIGITAL, OVAL, LayoutKind.NESTED, backing, slug=True, cutter=SQUARES)


@pytest.mark.parametrize("backing", [Backing.TURN, Backing.TUMBLE])
def test_halves_stay_each_others_image(backing: Backing) -> None:
    """Where one form prints both sides, what gives way on one half gives way on the other."""
    layout = sheet_layout(DIGITAL, CARD, LayoutKind.NESTED, backing, MARKS)
    half, mirror = len(layout.slots) // 2, DIGITAL.mirror_for(backing)
    assert layout.slots[half:] == tuple(slot.through(mirror) for slot in layout.slots[:half])


# A sheet for one tag, whose strips are bare.
ONE = Shape(ShapeKind.RECTANGLE, 50, 26, 1)
SMALL = Press(70, 46, 8, sides=8, tail=8, gap=4, bleed=2, unprintable=BareEdges(6, 6, 6, 6), stray=0.943)
PLAIN = WantedMarks(slug=False, colour_bar=False)


def test_what_finds_no_place_is_told_with_a_key_that_does() -> None:
    """A mark without a place is an error that names the shop's key; with that key in its file it is gone."""
    said = found(SMALL, ONE, PLAIN)
    assert {each.rule for each in said} == {"marks-have-their-place"}
    assert {each.severity.value for each in said} == {"error"}
    assert {each.node for each in said} == {"shop"}
    press, marks = SMALL, PLAIN
    for each in said:
        key = re.search(r"write (?:marks: \{)?(\w+): ([\w.]+?)(?:mm)?[}. ]", each.hint.en)
        assert key is not None, each.hint.en
        if key[2] == "false":
            marks = replace(marks, **{key[1]: False})
        else:
            press = replace(press, **{key[1]: float(key[2])})
    assert found(press, ONE, marks) == ()


def test_no_mark_that_is_not_wanted_is_missed() -> None:
    """A shop that wants no marks gets none, and hears of none."""
    none = WantedMarks(register=False, gripper=False, side_guide=False, colour_bar=False, slug=False)
    assert found(SMALL, ONE, none) == ()


def test_a_mark_that_keeps_others_off_too_far_is_told() -> None:
    """Where the cutter's marks keep all others off the whole sheet, the hint lessens that distance."""
    press = Press(150, 100, 10, sides=6, tail=6, gap=4, bleed=2, unprintable=BareEdges(5, 5, 5, 5), stray=0.943)
    (said,) = found(press, OVAL, replace(MARKS, cutter=replace(SQUARES, apart=40)))
    assert "apart: 5mm" in said.hint.en
    assert found(press, OVAL, MARKS) == ()
