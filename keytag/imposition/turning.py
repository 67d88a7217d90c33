"""How the operator turns the sheet, in words for the slug."""

from __future__ import annotations

from keytag.imposition.press import Backing, Press
from keytag.text.text import Text


def turning(press: Press, backing: Backing) -> Text | None:
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
