"""Which edition lies in which slot of a plate: in blocks that few cuts part, in the order of the job.

The slots are walked row by row, each row from the end at which the one before it stopped, so that tags which
follow each other on the walk lie side by side. The editions are laid along it in the job's order, each in one
stretch. So every edition's slots hang together, whole rows where it fills them; and where one quantity changes a
little, the borders of the blocks move along the walk and nothing else does. Knows nothing of artworks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from keytag.imposition.backup import fronts_of
from keytag.imposition.layout import Layout, Slot


class Filling(Struct, frozen=True):
    """What one plate carries: ``run_length`` press sheets, on each so many ``copies`` of each edition in turn.

    Where one form prints both sides, copies are counted by fronts: a sheet then gives twice as many tags.
    ``make_ready`` sheets come on top, spoiled before the first good one.
    """

    run_length: int
    copies: tuple[int, ...]
    make_ready: int = 0


def places(layout: Layout) -> int:
    """Return how many slots there are to fill: all, or the half with fronts where one form has both sides."""
    return len(fronts_of(layout))


def yields(layout: Layout) -> int:
    """Return how many tags a sheet gives for each slot that is filled."""
    return len(layout.slots) // places(layout)


def filled_up(fillings: Sequence[Filling], wanted: Sequence[int], slots: int) -> tuple[Filling, ...]:
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


def assigned(layout: Layout, copies: Sequence[int]) -> tuple[int, ...]:
    """Return for each slot of ``layout`` the number of the edition in it; ``copies`` fill `places` exactly.

    A mirrored layout has each edition's backs in the images of its fronts. Raises ValueError where ``copies`` are
    more or fewer than there are places.
    """
    fronts = fronts_of(layout)
    along = [edition for edition, count in enumerate(copies) for _ in range(count)]
    if len(along) != len(fronts):
        raise ValueError(f"{len(along)} copies for {len(fronts)} places")
    found = [0] * len(fronts)
    for place, edition in zip(_walk(fronts), along, strict=True):
        found[place] = edition
    return tuple(found) * yields(layout)


def _walk(slots: Sequence[Slot]) -> list[int]:
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
