"""Where the back of a slot goes, so that it lies under its own front when the sheet is turned.

A point p printed on the front lies at T(p) as the press sees the back, T the mirror of `Press.turned`. The back of
a tag is drawn as its reader sees it, the tag turned left to right: its x counts from the other end of the front's.
Hence back matrix = (x -> w - x), then the front's matrix, then T: two mirrors, so lettering is never mirrored.
"""

from __future__ import annotations

from keytag.drawing.geometry import Affine, Shape
from keytag.imposition.layout import Layout, Slot
from keytag.imposition.press import Backing, Press


def front_on_sheet(slot: Slot, shape: Shape, *, reverse: bool = False) -> Affine:
    """Return the matrix from the front's trim box to the front of the sheet.

    Printed in ``reverse`` it is the front's mirror image, which reads right through the stock.
    """
    upright = slot.to_sheet(shape)
    return Affine.mirror_x(shape.width / 2).then(upright) if reverse else upright


def back_on_sheet(slot: Slot, shape: Shape, press: Press, backing: Backing) -> Affine:
    """Return the matrix from the back's trim box to the back of the sheet, for the tag whose front is in ``slot``.

    Where one form prints both sides, this is at the same time the place on that form. Where fronts are printed in
    reverse, it is printed on them, as its reader sees it.
    """
    if press.reverse:
        return slot.to_sheet(shape)
    as_seen_from_behind = Affine.mirror_x(shape.width / 2)
    return as_seen_from_behind.then(slot.to_sheet(shape)).then(press.turned(backing))


def fronts_of(layout: Layout) -> tuple[Slot, ...]:
    """Return the slots that carry a front on the first side: all, or the first half of a mirrored layout."""
    return layout.slots[: len(layout.slots) // 2] if layout.mirrored else layout.slots
