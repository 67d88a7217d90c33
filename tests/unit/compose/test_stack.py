"""Stacks: rows fitted into area, as large and as central as it lets them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.compose.design import Frame
from keytag.compose.free_area import FreeArea, open_area
from keytag.compose.rows import Piece, Row, Scales, StackRows, measure_rows
from keytag.compose.stack import can_fit, fit, grow_scales, place_rows, stack_area
from keytag.drawing.artwork import Source
from keytag.drawing.geometry import Shape, ShapeKind
from keytag.drawing.ink import BLACK

OVAL = Frame(Shape(ShapeKind.OVAL, 50.0, 20.0), None, 2.5, 2.0)
# 30 mm wide, 10 mm high.
BOX = FreeArea((((0.0, 30.0),),) * 100)


def bar(width: float, tall: float, lead: float = 1.0) -> Row:
    """A row of a size."""
    piece = Piece(0.0, 0.0, tall, BLACK, Source(""))
    return Row((piece,), width / 2, width / 2, tall * 0.75, tall * 0.25, lead)


def stack(*rows: Row) -> StackRows:
    """A stack of rows."""
    return measure_rows(rows)


def growing(scales: Scales) -> StackRows:
    """Two rows, each 10 to 40 mm wide and a tenth as high; the last scale, the spread, is left alone."""
    return stack(*(bar(10 + 30 * scale, 1 + 3 * scale) for scale in scales[:2]))


def test_a_stack_lies_in_the_middle() -> None:
    """StackRows that fit are centred in height and width, each on its own baseline."""
    placed = place_rows(stack(bar(10, 2), bar(20, 3)), stack_area(BOX, 15.0, fixed=False), 0.0, 0.4, 20.0)
    assert placed is not None
    assert measure_rows(placed.rows).height == 6.0
    assert placed.axis == pytest.approx(15.0)
    assert placed.baselines == pytest.approx((3.5, 7.25))
    assert placed.extent == pytest.approx((5.0, 25.0))


def test_a_stack_too_high_or_too_wide_is_not_placed() -> None:
    """There is no place for what is larger than the area."""
    area = stack_area(BOX, 15.0, fixed=False)
    assert place_rows(stack(bar(10, 11)), area, 0.0, 1.0, 20.0) is None
    assert place_rows(stack(bar(31, 1)), area, 0.0, 1.0, 20.0) is None
    assert place_rows(stack(bar(30, 10)), area, 0.0, 1.0, 20.0) is not None


def test_a_given_axis_is_kept() -> None:
    """Where the axis is given a row that fits only off it is not placed; a free one moves as far as it must."""
    assert place_rows(stack(bar(20, 2)), stack_area(BOX, 5.0, fixed=True), 0.0, 0.4, 20.0) is None
    moved = place_rows(stack(bar(20, 2)), stack_area(BOX, 5.0, fixed=False), 0.0, 0.4, 20.0)
    assert moved is not None
    assert moved.axis == pytest.approx(10.0)


def test_blocks_draw_together_before_a_stack_is_refused() -> None:
    """Air is taken in only where the smallest sizes do not fit with it, and is then said to be wanting."""

    def build(scales: Scales) -> StackRows:
        return stack(bar(10, 4.0), replace(bar(10, 4.0), lead=2.5 + 10 * scales[-1]))

    placed = fit(build, 2, stack_area(BOX, 15.0, fixed=True))
    assert placed is not None
    assert placed.is_tight
    assert can_fit(build, 2, stack_area(BOX, 15.0, fixed=True))
    roomy = fit(lambda _: stack(bar(10, 4.0), bar(10, 4.0)), 2, stack_area(BOX, 15.0, fixed=True))
    assert roomy is not None
    assert not roomy.is_tight


def test_fit_finds_the_largest_scale() -> None:
    """The common scale is as large as the room allows, to the step of the search."""
    placed = fit(growing, 3, stack_area(BOX, 15.0, fixed=False))
    assert placed is not None
    assert 0.6 < placed.scale <= 2 / 3 + 1e-9
    assert fit(growing, 3, stack_area(FreeArea((((0.0, 9.0),),) * 100), 4.0, fixed=False)) is None


def test_grow_lets_each_size_grow_alone() -> None:
    """What one row is held down by does not hold down the other."""

    def build(scales: Scales) -> StackRows:
        return stack(bar(10 + 60 * scales[0], 1.0), bar(10 + 10 * scales[1], 1.0))

    where = stack_area(BOX, 15.0, fixed=False)
    placed = fit(build, 3, where)
    assert placed is not None
    grown = grow_scales(build, (0, 1, 2), where, placed)
    assert grown.scales[0] == pytest.approx(1 / 3, abs=0.05)
    assert grown.scales[1] == 1.0
    assert grown.extent[0] >= 0.0


def test_rows_keep_to_the_ovals_own_width() -> None:
    """In an oval each row is held by the chord over its own height: the middle takes what the top cannot."""
    where = stack_area(open_area(OVAL), 25.0, fixed=False)
    short_on_top = place_rows(stack(bar(30, 3, 0.3), bar(42, 3, 0.3), bar(30, 3, 0.3)), where, 0.0, 0.4, 20.0)
    assert short_on_top is not None
    assert place_rows(stack(bar(42, 3, 0.3), bar(30, 3, 0.3), bar(30, 3, 0.3)), where, 0.0, 1.0, 20.0) is None
    for one, baseline in zip(short_on_top.rows, short_on_top.baselines, strict=True):
        for x in (short_on_top.axis - one.left, short_on_top.axis + one.right):
            for y in (baseline - one.above, baseline + one.below):
                assert OVAL.shape.depth((x, y)) >= 2.5 - 2e-3


def test_a_stack_sways_no_further_than_it_may() -> None:
    """It leaves the middle of its height for a wider place, and only as far as it is let."""
    narrow_above = FreeArea(tuple(((0.0, 10.0),) if i < 60 else ((0.0, 30.0),) for i in range(100)))
    rows, where = stack(bar(20, 2)), stack_area(narrow_above, 5.0, fixed=False)
    assert place_rows(rows, where, 0.0, 1.0, 1.0) is None
    placed = place_rows(rows, where, 0.0, 1.0, 3.0)
    assert placed is not None
    assert placed.off_middle == pytest.approx(2.0, abs=0.21)


def test_other_words_stand_on_the_same_lines() -> None:
    """StackRows of a series keep axis and baselines, and what does not fit there is told."""
    placed = place_rows(stack(bar(10, 2), bar(20, 3)), stack_area(BOX, 15.0, fixed=False), 0.0, 0.4, 1.0)
    assert placed is not None
    other = placed.with_rows((bar(8, 2), bar(12, 3)), BOX)
    assert other is not None
    assert (other.axis, other.baselines) == (placed.axis, placed.baselines)
    assert placed.with_rows((bar(8, 2), bar(40, 3)), BOX) is None
    assert placed.with_rows((bar(8, 2), bar(12, 8)), BOX) is None
    assert placed.with_rows((bar(8, 2),), BOX) is None
