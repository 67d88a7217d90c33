"""Layouts hold as many tags as they promise, keep their distance and lie where they may."""

from __future__ import annotations

import time

import pytest
from msgspec.structs import replace

from keytag.drawing.geometry import Shape, ShapeKind
from keytag.imposition import Backing, LayoutKind, Press, arrange

OVAL = Shape(ShapeKind.OVAL, 50, 20)
SRA3 = Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2)


@pytest.mark.parametrize(
    ("width", "height", "gap", "in_grid", "in_nest"),
    [
        (320, 450, 4, 104, 113),
        (320, 450, 2, 114, 127),
        (330, 480, 4, 114, 124),
        (650, 860, 4, 390, 461),
        (650, 860, 2, 464, 525),
        (790, 1090, 4, 616, 720),
        (520, 720, 2, 299, 347),
    ],
)
def test_reaches_the_counts_that_the_trade_was_promised(
    width: float, height: float, gap: float, in_grid: int, in_nest: int
) -> None:
    """On each shop's sheet the grid and the nest hold exactly the counts that were measured."""
    press = replace(SRA3, width=width, height=height, gap=gap)
    assert len(arrange(press, OVAL, LayoutKind.GRID).slots) == in_grid
    assert len(arrange(press, OVAL, LayoutKind.NESTED).slots) == in_nest


def test_nesting_the_largest_sheet_takes_a_blink() -> None:
    """The search on the largest sheet stays far below the second that the whole command may take."""
    press = replace(SRA3, width=790, height=1090)
    start = time.process_time()
    arrange(press, OVAL, LayoutKind.NESTED)
    # Some 0.06 s here; the limit leaves room for slow machines.
    assert time.process_time() - start < 0.4


def test_same_sheet_same_layout() -> None:
    """The search is deterministic."""
    assert arrange(SRA3, OVAL, LayoutKind.NESTED) == arrange(SRA3, OVAL, LayoutKind.NESTED)


def test_rectangles_stay_in_the_grid_where_nothing_is_gained() -> None:
    """Where nesting holds no more than the grid, the layout is the grid and says so."""
    press = Press(220, 220, gripper=5, sides=5, tail=5, gap=5, bleed=2)
    layout = arrange(press, Shape(ShapeKind.RECTANGLE, 100, 100, 3), LayoutKind.NESTED)
    assert layout.kind is LayoutKind.GRID
    assert len(layout.slots) == 4


def test_block_stands_in_the_middle_of_the_printable_area() -> None:
    """What is left over is shared by opposite ends."""
    middle = arrange(SRA3, OVAL, LayoutKind.GRID).box(OVAL).centre
    assert middle == pytest.approx(SRA3.printable.centre, abs=1e-5)


@pytest.mark.parametrize("backing", [Backing.TURN, Backing.TUMBLE])
@pytest.mark.parametrize("kind", list(LayoutKind))
def test_one_form_for_both_sides_is_its_own_mirror_image(backing: Backing, kind: LayoutKind) -> None:
    """Each slot of the first half has its mirror image in the second, and no tag lies across the axis."""
    layout = arrange(SRA3, OVAL, kind, backing)
    half = len(layout.slots) // 2
    mirror = SRA3.mirror_for(backing)
    assert layout.mirrored
    assert layout.slots[half:] == tuple(slot.through(mirror) for slot in layout.slots[:half])
    for slot in layout.slots:
        box = slot.box(OVAL)
        low, high, axis = (box.x0, box.x1, 160) if backing is Backing.TURN else (box.y0, box.y1, 225)
        assert high <= axis - SRA3.gap / 2 + 1e-5 or low >= axis + SRA3.gap / 2 - 1e-5


def test_one_form_for_both_sides_costs_few_tags() -> None:
    """The best symmetric layouts of an SRA3 sheet hold 108 (turn) and 106 (tumble) of its 113."""
    assert len(arrange(SRA3, OVAL, LayoutKind.NESTED, Backing.TURN).slots) == 108
    assert len(arrange(SRA3, OVAL, LayoutKind.NESTED, Backing.TUMBLE).slots) == 106


@pytest.mark.parametrize("backing", [Backing.PERFECTING, Backing.TUMBLE])
def test_gripper_is_kept_free_at_both_ends_where_it_changes_ends(backing: Backing) -> None:
    """Where the second side is gripped at the tail, no cut lies in the gripper's depth at either end."""
    box = arrange(SRA3, OVAL, LayoutKind.NESTED, backing).box(OVAL)
    assert box.y0 >= 12 - 1e-6
    assert box.y1 <= 450 - 12 + 1e-6


def test_too_large_a_tag_has_no_slots() -> None:
    """A tag larger than the printable area gets an empty layout, upright or turned."""
    assert arrange(SRA3, Shape(ShapeKind.OVAL, 440, 315), LayoutKind.NESTED).slots == ()
