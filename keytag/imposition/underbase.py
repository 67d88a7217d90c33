"""The white underbase: the tag's own shape in white, choked so that none of it shows beyond the print.

It is printed first and stands last in the display list, where it overprints: process ink painted on a spot knocks
the spot out (ISO 32000-1, 8.6.7), and only overprint leaves the process plates as they were. So colours need not
know of the white. Its layer is White (ISO 19593-1).
"""

from __future__ import annotations

from msgspec import Struct

from keytag.artwork import Artwork, Fill, Role
from keytag.geometry import Affine, Hole, Shape, circle, joined
from keytag.ink import Ink


class White(Struct, frozen=True):
    """The white of a shop: its spot, how far it stays inside the cut in mm, and which sides have it."""

    ink: Ink
    choke: float
    on_front: bool = True
    on_back: bool = True


def underbase(shape: Shape, hole: Hole | None, white: White) -> Artwork:
    """Return the white of one side: ``shape`` less the choke, without ``hole`` and as much round it.

    Raises ValueError where the choke leaves nothing.
    """
    path = shape.outline(white.choke)
    if hole is not None:
        # A circle drawn the other way round is a hole to the non-zero rule.
        around = circle(hole.cx, hole.cy, hole.radius + white.choke)
        path = joined((path, around.transformed(Affine.mirror_x(hole.cx))))
    return Artwork((Fill(path, white.ink, Role.UNDERBASE, overprint=True),), shape.trim)


def with_underbase(
    sides: tuple[Artwork, Artwork], shape: Shape, hole: Hole | None, white: White | None
) -> tuple[Artwork, Artwork]:
    """Return front and back with the ``white`` of those that have it on top of each; ``hole`` is the front's."""
    if white is None:
        return sides
    front, back = sides
    turned = hole.mirrored(shape.width) if hole is not None else None
    return (
        _topped(front, underbase(shape, hole, white)) if white.on_front else front,
        _topped(back, underbase(shape, turned, white)) if white.on_back else back,
    )


def _topped(side: Artwork, white: Artwork) -> Artwork:
    return Artwork((*side.items, *white.items), side.trim, side.bleed)
