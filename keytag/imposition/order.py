"""How many: overs, press sheets, and the division of a total among editions. Whole tags throughout.

Knows nothing of where slots are.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from msgspec import Struct

from keytag.imposition.layout import LayoutKind

# Absorbs the binary rounding of a percentage (1000 times 0.07 is a little over 70).
_EPSILON = 1e-6


class Figures(Struct, frozen=True):
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
    return min(_lost(number, [(copies[i], run) for run, copies in runs]) for i, number in enumerate(ordered))


def _lost(ordered: int, runs: Sequence[tuple[int, int]]) -> int:
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
