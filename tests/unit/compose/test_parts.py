"""Tests of the parts of a divided ground."""

from __future__ import annotations

import pytest

from keytag.compose.design import Frame
from keytag.compose.free_area import open_area
from keytag.compose.parts import (
    PART_GAP,
    area_within,
    code_half,
    disc_within,
    field_between,
    is_parted,
    whole_field,
)
from keytag.drawing.geometry import Rect, Shape, ShapeKind

# How far words keep off an edge with a line along it, in mm.
GAP = 1.1
OVAL = Frame(Shape(ShapeKind.OVAL, 50.0, 20.0), None, 2.0, 2.0)
PLATE = Frame(Shape(ShapeKind.RECTANGLE, 50.0, 30.0, 3.0), None, 2.0, 2.0)


def test_a_field_lies_below_what_stands_in_the_head() -> None:
    """Its edge keeps the gap below the lowest corner; between straight edges head and foot are each their own."""
    field = field_between(PLATE, [(25.0, 5.0)], [(25.0, 27.0)], 2.0, PART_GAP, is_bowed=False)
    assert 5.0 + PART_GAP <= field.top < 5.0 + PART_GAP + 0.2
    assert 27.0 - PART_GAP - 0.2 < field.bottom <= 27.0 - PART_GAP


def test_on_round_tags_the_field_lies_on_the_axis() -> None:
    """Head and foot of an oval are of one height, whatever stands in them."""
    field = field_between(OVAL, [(25.0, 5.0)], [], 2.0, PART_GAP, is_bowed=False)
    assert field.top == pytest.approx(20.0 - field.bottom)


def test_a_bowed_field_falls_towards_the_middle_at_its_ends() -> None:
    """It is highest on the axis, and its edges never meet."""
    field = field_between(OVAL, [(25.0, 4.0)], [], 2.0, PART_GAP, is_bowed=True)
    assert field.rise(25.0) == 0.0 < field.rise(5.0)
    assert field.top + field.rise(0.0) < field.bottom - field.rise(0.0)


def test_a_part_reaches_the_bleed_and_no_further() -> None:
    """Its outline ends where the bleed ends; its lines run from bleed to bleed."""
    part = field_between(OVAL, [(25.0, 5.0)], [], 2.0, PART_GAP, is_bowed=False).part(0.5)
    box = part.outline.bounds()
    assert box.x0 == pytest.approx(-2.0, abs=0.1)
    assert box.x1 == pytest.approx(52.0, abs=0.1)
    for line in part.lines:
        assert OVAL.shape.depth(line.flattened()[0][0]) == pytest.approx(-2.0, abs=0.05)


def test_a_side_without_head_and_foot_is_all_field() -> None:
    """It covers the whole side and has no lines."""
    part = whole_field(OVAL).part(0.5)
    assert part.lines == ()
    assert part.outline == OVAL.shape.outline(-2.0)


def test_lettering_keeps_off_the_edge_of_its_part() -> None:
    """What is free of a side ends a gap within its disc."""
    disc = disc_within(OVAL, [(25.0, 4.0)], 2.0, PART_GAP)
    assert disc.inset == pytest.approx(4.0 + PART_GAP, abs=0.01)
    slices = area_within(open_area(OVAL), disc, 1.0).slices
    assert not slices[55]
    assert slices[100][0][0] >= disc.inset + 1.0 - 0.01


def test_a_code_is_parted_from_the_words_beside_it() -> None:
    """The half holds the code's ground and none of the words; without words it is the whole side."""
    code, words = Rect(8.0, 4.0, 20.0, 16.0), Rect(23.0, 5.0, 40.0, 15.0)
    half = code_half(OVAL, [code], [words], 0.5, GAP)
    assert half is not None
    assert half.outline.bounds().x1 < words.x0
    assert half.outline.bounds().contains(code)
    alone = code_half(OVAL, [code], [], 0.5, GAP)
    assert alone is not None
    assert alone.outline == OVAL.shape.outline(-2.0)


def test_words_close_to_a_code_keep_their_distance_from_the_line() -> None:
    """Where the room is scarce the line is flatter, so that it and its edge keep clear of words at half height."""
    code, words = Rect(20.0, 4.5, 31.0, 15.5), Rect(5.0, 8.0, 18.4, 12.0)
    half = code_half(OVAL, [code], [words], 0.3, GAP)
    assert half is not None
    (line,) = half.lines
    assert line.bounds().x0 >= words.x1 + GAP - 0.3


def test_what_lies_too_close_is_not_parted() -> None:
    """Without room for the line there is no half."""
    code, words = Rect(8.0, 4.0, 20.0, 16.0), Rect(20.5, 5.0, 40.0, 15.0)
    assert not is_parted([code], [words])
    assert code_half(OVAL, [code], [words], 0.5, GAP) is None


def test_a_code_above_its_list_has_the_upper_part() -> None:
    """Where words stand below it the line lies between both."""
    frame = Frame(Shape(ShapeKind.RECTANGLE, 30.0, 50.0, 3.0), None, 2.0, 2.0)
    half = code_half(frame, [Rect(8.0, 4.0, 22.0, 18.0)], [Rect(5.0, 24.0, 25.0, 40.0)], 0.4, GAP)
    assert half is not None
    assert half.outline.bounds().y1 == pytest.approx(21.0)
