"""The white underbase: the tag's own shape in white, choked so that none of it shows beyond the print.

It stands first in the display list, so that a viewer without overprint simulation shows colours on it. But paint
on a spot knocks the spot out (ISO 32000-1, 8.6.7). So process colours spare it, in overprint mode 0; white areas
may not overprint (GWG 2022, R0007 and R0008) and spots would not knock each other out: they knock out, and the
white is laid again where they did. Its layer is White (ISO 19593-1).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role, walk
from keytag.drawing.geometry import Affine, Hole, Path, Shape, circle, join_paths
from keytag.drawing.ink import Ink
from keytag.imposition.sheet import SheetSide


class White(Struct, frozen=True):
    """The white of a shop: its spot, how far it stays inside the cut in mm, and which sides have it."""

    ink: Ink
    choke: float
    on_front: bool = True
    on_back: bool = True

    def is_on(self, side: SheetSide) -> bool:
        """Tell whether a form for ``side`` has white at all."""
        if side is SheetSide.BOTH:
            return self.on_front or self.on_back
        return self.on_front if side is SheetSide.FRONT else self.on_back


def underbase_artwork(shape: Shape, hole: Hole | None, white: White) -> Artwork:
    """Return the white of one side: ``shape`` less the choke, without ``hole`` and as much round it.

    Raises ValueError where the choke leaves nothing.
    """
    path = shape.outline(white.choke)
    if hole is not None:
        # A circle drawn the other way round is a hole to the non-zero rule.
        around = circle(hole.cx, hole.cy, hole.radius + white.choke)
        path = join_paths((path, around.transformed(Affine.mirror_x(hole.cx))))
    return Artwork((Fill(path, white.ink, Role.UNDERBASE, overprint=True),), shape.trim)


def with_underbase(
    sides: tuple[Artwork, Artwork], shape: Shape, hole: Hole | None, white: White | None
) -> tuple[Artwork, Artwork]:
    """Return front and back with the ``white`` of those that have it beneath each; ``hole`` is the front's."""
    if white is None:
        return sides
    front, back = sides
    turned = hole.mirrored(shape.width) if hole is not None else None
    return (
        _lay_beneath(front, underbase_artwork(shape, hole, white)) if white.on_front else front,
        _lay_beneath(back, underbase_artwork(shape, turned, white)) if white.on_back else back,
    )


def _lay_beneath(side: Artwork, white: Artwork) -> Artwork:
    (base,) = white.items
    if not isinstance(base, Fill):
        raise TypeError(base)
    return replace(side, items=(base, *keep_white_whole(side.items, base.ink, base.path)))


def keep_white_whole(items: tuple[Item, ...], white: Ink, within: Path | None = None) -> Iterator[Item]:
    """Yield ``items`` so that ``white`` stays whole beneath them; ``within`` is where there is any."""
    yield from _keep_whole(items, white, within, has_spots=any(item.ink.spot for item, _ in walk(items)))


def _keep_whole(items: tuple[Item, ...], white: Ink, within: Path | None, *, has_spots: bool) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            inner = within.transformed(item.transform.inverse()) if within is not None else None
            yield replace(item, items=tuple(_keep_whole(item.items, white, inner, has_spots=has_spots)))
        elif item.overprint:
            yield item
        elif item.ink.total > 0 and not has_spots:
            yield replace(item, spares_spots=True)
        else:
            yield item
            again = replace(item, ink=white, role=Role.UNDERBASE, overprint=True)
            yield Group((again,), clip=within) if within is not None else again
            if item.ink.total > 0:
                yield replace(item, overprint=True)
