"""Where the back of a slot goes, so that it lies under its own front; and how the operator turns the sheet.

A point p printed on the front lies at T(p) as the press sees the back, T the mirror of `Press.mirror_for`. The
back of a tag is drawn as its reader sees it, the tag turned left to right: its x counts from the other end of the
front's. Hence back matrix = (x -> w - x), then the front's matrix, then T: two mirrors, so lettering is never
mirrored.
"""

from __future__ import annotations

from keytag.drawing.geometry import Affine, Shape
from keytag.imposition.layout import Layout, Slot
from keytag.imposition.press import Backing, Press
from keytag.text.text import Text


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
    return as_seen_from_behind.then(slot.to_sheet(shape)).then(press.mirror_for(backing))


def front_slots(layout: Layout) -> tuple[Slot, ...]:
    """Return the slots that carry a front on the first side: all, or the first half of a mirrored layout."""
    return layout.slots[: len(layout.slots) // 2] if layout.mirrored else layout.slots


def turning_instruction(press: Press, backing: Backing) -> Text | None:
    """Return the instruction for ``backing`` on this sheet, None for one-sided work.

    A sheet turned left to right turns about its upright edges, head to tail about the others; whether those are
    the long ones depends on the sheet.
    """
    if not backing.is_two_sided:
        return None
    if press.reverse:
        return Text("Không lật: in chồng cùng mặt", "Do not turn: print on the same face")
    axis, other = (press.width, press.height) if backing.swaps_gripper else (press.height, press.width)
    edge = Text("cạnh dài", "long edge") if axis >= other else Text("cạnh ngắn", "short edge")
    grip = press.edge
    swapped, kept = Text(f"đổi {grip.vi}", f"other {grip.en}"), Text(f"cùng {grip.vi}", f"same {grip.en}")
    grip = swapped if backing.swaps_gripper else kept
    return Text(f"Lật theo {edge.vi}, {grip.vi}", f"Turn: {edge.en}, {grip.en}")


def lay_corner(press: Press, backing: Backing) -> str:
    """Say where the corner that sheets are laid by stands on the front, and where it has come to on the back."""
    if not backing.is_two_sided or press.reverse:
        return "góc kê / lay corner"
    if backing.swaps_gripper:
        return "góc kê: trước ở dưới trái, sau ở trên trái / lay corner"
    return "góc kê: trước bên trái, sau bên phải / lay corner"
