"""Which edition lies in which slot: blocks that hang together, and that stay where they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import hypot

import pytest

from keytag.drawing.geometry import Shape, ShapeKind
from keytag.imposition import (
    Backing,
    Filling,
    Layout,
    LayoutKind,
    Press,
    Slot,
    arrange,
    assign_slots,
    count_front_slots,
    fill_up,
    tags_per_slot,
)

OVAL = Shape(ShapeKind.OVAL, 50, 20)
SRA3 = Press(320, 450, gripper=12, sides=5, tail=5, gap=4, bleed=2)
WIDE = Press(860, 650, gripper=12, sides=5, tail=5, gap=4, bleed=2)
LAYOUTS = {
    "nested upright": arrange(SRA3, OVAL, LayoutKind.NESTED),
    "nested lying": arrange(WIDE, OVAL, LayoutKind.NESTED),
    "grid": arrange(SRA3, OVAL, LayoutKind.GRID),
    "turn": arrange(SRA3, OVAL, LayoutKind.NESTED, Backing.TURN),
    "tumble": arrange(SRA3, OVAL, LayoutKind.NESTED, Backing.TUMBLE),
}


def copies_of(layout: Layout, weights: Sequence[int]) -> list[int]:
    """Divide the places of a layout among editions about as ``weights``."""
    slots, whole = count_front_slots(layout), sum(weights)
    ends = [round(slots * sum(weights[: i + 1]) / whole) for i in range(len(weights))]
    return [end - start for start, end in pairwise([0, *ends])]


def neighbours(layout: Layout, reach: float = 1.3) -> list[tuple[int, int]]:
    """Return the pairs of slots no further apart than ``reach`` tags with their gap: side by side up to 1.3."""
    slots = layout.slots[: count_front_slots(layout)]
    return [(i, j) for i, j in combinations(range(len(slots)), 2) if _apart(slots[i], slots[j]) < reach]


def _apart(one: Slot, other: Slot) -> float:
    boxes = one.box(OVAL), other.box(OVAL)
    width, height = (sum(box.width for box in boxes) / 2, sum(box.height for box in boxes) / 2)
    return hypot((one.x - other.x) / (width + SRA3.gap), (one.y - other.y) / (height + SRA3.gap))


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("weights", [(1,) * 37, (5, 1, 9, 2, 2, 7), (1, 1), (100, 1, 1, 1)], ids=str)
def test_every_edition_lies_in_one_piece(name: str, weights: tuple[int, ...]) -> None:
    """From any slot of an edition every other of it is reached over slots of the same edition alone."""
    layout = LAYOUTS[name]
    slots = assign_slots(layout, copies_of(layout, weights))[: count_front_slots(layout)]
    beside: dict[int, set[int]] = {}
    # Lying and standing tags in one layout meet at corners.
    for one, other in neighbours(layout, 1.6):
        if slots[one] == slots[other]:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    for edition in set(slots):
        there = {i for i, found in enumerate(slots) if found == edition}
        reached, todo = set(), [min(there)]
        while todo:
            slot = todo.pop()
            reached.add(slot)
            todo += beside.get(slot, set()) - reached
        assert reached == there


@pytest.mark.parametrize("name", LAYOUTS)
def test_few_cuts_part_the_editions(name: str) -> None:
    """Of the pairs of slots side by side far more are of one edition than where editions take turns."""
    layout = LAYOUTS[name]
    copies = copies_of(layout, (4, 3, 5, 2, 6))
    pairs = neighbours(layout)
    blocks = assign_slots(layout, copies)
    turns = [i % len(copies) for i in range(count_front_slots(layout))]
    parted, scattered = (sum(of[a] != of[b] for a, b in pairs) for of in (blocks, turns))
    # Five blocks have four borders, none much longer than a row, and a slot has two neighbours in the row beyond.
    longest = max(Counter(slot.y for slot in layout.slots[: count_front_slots(layout)]).values())
    assert parted <= min(4 * (2 * longest + 3), scattered / 2)


def test_an_edition_that_fills_rows_has_whole_rows() -> None:
    """Copies that are rows of the layout come out as these rows, and no other edition reaches into them."""
    layout = LAYOUTS["nested upright"]
    rows = list(Counter(slot.y for slot in layout.slots).values())
    copies = (rows[0] + rows[1], rows[2], sum(rows[3:]))
    at = [slot.y for slot in layout.slots]
    assert [len(set(found)) for found in _by_row(at, assign_slots(layout, copies))] == [1] * len(rows)


def _by_row(at: Sequence[float], slots: Sequence[int]) -> list[list[int]]:
    rows: dict[float, list[int]] = {}
    for y, edition in zip(at, slots, strict=True):
        rows.setdefault(y, []).append(edition)
    return list(rows.values())


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_small_change_moves_the_borders_alone(name: str, at: int) -> None:
    """One slot more for an edition, one less for another: no more slots change hands than there are borders."""
    layout = LAYOUTS[name]
    before = copies_of(layout, (4, 3, 5, 2, 6))
    after = list(before)
    after[at] += 1
    after[(at + 2) % 5] -= 1
    slots = zip(assign_slots(layout, before), assign_slots(layout, after), strict=True)
    assert sum(one != other for one, other in slots) <= 4 * tags_per_slot(layout)


@pytest.mark.parametrize("name", LAYOUTS)
def test_counts_come_out_as_they_were_planned(name: str) -> None:
    """Each edition has exactly its slots, twice over where one form has both sides."""
    layout = LAYOUTS[name]
    copies = copies_of(layout, (4, 3, 5, 0, 6))
    found = Counter(assign_slots(layout, copies))
    assert [found[i] for i in range(5)] == [count * tags_per_slot(layout) for count in copies]


@pytest.mark.parametrize("name", ["turn", "tumble"])
def test_backs_that_share_a_form_are_of_the_same_editions(name: str) -> None:
    """A slot's image on the other half of the sheet carries the edition of the slot."""
    layout = LAYOUTS[name]
    slots = assign_slots(layout, copies_of(layout, (4, 3, 5)))
    half = count_front_slots(layout)
    assert (half, tags_per_slot(layout)) == (len(layout.slots) // 2, 2)
    assert slots[:half] == slots[half:]


def test_copies_that_do_not_fill_the_sheet_are_refused() -> None:
    """A slot without an edition would be printed blank, and cut."""
    with pytest.raises(ValueError, match="112 copies for 113 places"):
        assign_slots(LAYOUTS["nested upright"], (112,))


def test_spare_slots_go_to_whoever_has_least_to_spare() -> None:
    """A plate's empty slots are filled one by one, each for the edition of that plate with the least surplus."""
    plates = (Filling(10, (3, 4, 0), 50), Filling(5, (0, 0, 6)))
    filled = fill_up(plates, (29, 40, 30), 9)
    assert filled == (Filling(10, (4, 5, 0), 50), Filling(5, (0, 0, 9)))
    assert fill_up(plates[:1], (29, 40, 0), 7) == plates[:1]
