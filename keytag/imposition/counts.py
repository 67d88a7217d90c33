"""How many: overs, press sheets, and which edition lies in which slot of a plate. Whole tags throughout.

Goes in: tags ordered, slots of a sheet, copies of each edition. Comes out: figures, and an edition for each slot.
The slots are walked row by row, each row from the end at which the one before it stopped, so that tags which
follow each other on the walk lie side by side. The editions are laid along it in the job's order, each in one
stretch. So every edition's slots hang together, whole rows where it fills them; and where one quantity changes a
little, the borders of the blocks move along the walk and nothing else does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from keytag.imposition.backing_up import front_slots
from keytag.imposition.bands import back_and_forth, in_bands
from keytag.imposition.layout import Layout, LayoutKind, Slot

# Absorbs the binary rounding of a percentage (1000 times 0.07 is a little over 70).
_EPSILON = 1e-6


class PlanFigures(Struct, frozen=True):
    """What will be printed; all editions together."""

    ordered: int
    overs: int
    """Tags asked for beyond the order, for what press and cutter spoil."""
    printed: int
    sheets: int
    slots: int
    """Slots on one press sheet."""
    layout: LayoutKind
    used_area: float
    """Part of a full press sheet that ends up as tags, 0 to 1."""
    make_ready: int = 0
    """Sheets beyond ``sheets`` that are spoiled while plates are made ready."""
    cutter_setup: int = 0
    """Printed sheets beyond ``sheets`` that are spoiled while the cutter is set up, once an order."""
    sheets_to_spare: int = 0
    """Good sheets that may be lost, whichever they are, before any edition is short of its order."""

    @property
    def sheets_to_load(self) -> int:
        """All sheets that the press is given."""
        return self.sheets + self.make_ready + self.cutter_setup

    @property
    def spare(self) -> int:
        """Tags printed beyond the order, overs included."""
        return self.printed - self.ordered


def with_overs(ordered: int, overs: float) -> int:
    """Return ``ordered`` raised by the ratio ``overs`` (0.03 for 3 %), rounded up to a whole tag."""
    return ordered + ceil(ordered * overs - _EPSILON)


def run_length(wanted: int, slots: int) -> int:
    """Return how many press sheets of ``slots`` tags give at least ``wanted``."""
    return -(-wanted // slots)


def sheets_to_spare(ordered: Sequence[int], runs: Sequence[tuple[int, Sequence[int]]]) -> int:
    """Return how many good sheets may be lost, whichever they are, before an edition has fewer tags than ordered.

    ``runs`` are the sheets of each run, with what one of them gives of each edition.
    """
    if not ordered:
        return 0
    return min(
        _sheets_one_bears(number, [(copies[i], run) for run, copies in runs]) for i, number in enumerate(ordered)
    )


def _sheets_one_bears(ordered: int, runs: Sequence[tuple[int, int]]) -> int:
    """Return how many sheets one edition bears to lose, those first that carry most of it."""
    spare, lost = sum(copies * run for copies, run in runs) - ordered, 0
    for copies, run in sorted(runs, reverse=True):
        taken = min(run, spare // copies) if copies else run
        lost, spare = lost + taken, spare - taken * copies
        if taken < run:
            break
    return max(lost, 0)


def split_count(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Divide ``total`` in proportion to ``weights`` by largest remainder; ties go to the earlier.

    Raises ValueError where there is no weight to divide by.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and not all zero")
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(total * weights[i] % whole))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return tuple(shares)


class Filling(Struct, frozen=True):
    """What one plate carries: ``run_length`` press sheets, on each so many ``copies`` of each edition in turn.

    Where one form prints both sides, copies are counted by fronts: a sheet then gives twice as many tags.
    ``make_ready`` sheets come on top, spoiled before the first good one.
    """

    run_length: int
    copies: tuple[int, ...]
    make_ready: int = 0


def count_front_slots(layout: Layout) -> int:
    """Return how many slots there are to fill: all, or the half with fronts where one form has both sides."""
    return len(front_slots(layout))


def tags_per_slot(layout: Layout) -> int:
    """Return how many tags a sheet gives for each slot that is filled."""
    return len(layout.slots) // count_front_slots(layout)


def fill_up(fillings: Sequence[Filling], wanted: Sequence[int], slots: int) -> tuple[Filling, ...]:
    """Return ``fillings`` with no slot empty: each goes to the edition of its plate that has least to spare.

    ``wanted`` are tags, or halves of them where a form has both sides: as `Filling.copies` counts.
    """
    printed = [sum(f.run_length * f.copies[i] for f in fillings) for i in range(len(wanted))]
    result: list[Filling] = []
    for filling in fillings:
        copies = list(filling.copies)
        there = [i for i, count in enumerate(copies) if count]
        for _ in range(slots - sum(copies)):
            poorest = min(there, key=lambda i: (printed[i] / wanted[i], i))
            copies[poorest] += 1
            printed[poorest] += filling.run_length
        result.append(replace(filling, copies=tuple(copies)))
    return tuple(result)


def assign_slots(layout: Layout, copies: Sequence[int]) -> tuple[int, ...]:
    """Return for each slot of ``layout`` the number of the edition in it; ``copies`` fill its front slots exactly.

    A mirrored layout has each edition's backs in the images of its fronts. Raises ValueError where ``copies`` are
    more or fewer than there are places.
    """
    fronts = front_slots(layout)
    along = [edition for edition, count in enumerate(copies) for _ in range(count)]
    if len(along) != len(fronts):
        raise ValueError(f"{len(along)} copies for {len(fronts)} places")
    found = [0] * len(fronts)
    walk = _walk_bands(fronts) if layout.kind is LayoutKind.FREE else _walk_rows(fronts)
    for place, edition in zip(walk, along, strict=True):
        found[place] = edition
    return tuple(found) * tags_per_slot(layout)


def _walk_bands(slots: Sequence[Slot]) -> tuple[int, ...]:
    """Return the numbers of ``slots`` that stand in no rows so that each is near the one before it."""
    places = [(slot.x, slot.y) for slot in slots]
    return back_and_forth(in_bands(places), places)


def _walk_rows(slots: Sequence[Slot]) -> list[int]:
    """Return the numbers of ``slots``, which come row by row, so that each is beside the one before it."""
    # Slots of one row share their distance across it; read the wrong way, nearly each would be a row of its own.
    level, upright = (
        [list(row) for _, row in groupby(range(len(slots)), across)]
        for across in (lambda i: slots[i].y, lambda i: slots[i].x)
    )
    rows = min(level, upright, key=len)
    walk: list[int] = []
    for row in rows:
        walk += row if not walk or _gap(slots, walk[-1], row[0]) <= _gap(slots, walk[-1], row[-1]) else row[::-1]
    return walk


def _gap(slots: Sequence[Slot], one: int, other: int) -> float:
    """Return how far apart two slots are, squared."""
    return (slots[one].x - slots[other].x) ** 2 + (slots[one].y - slots[other].y) ** 2
