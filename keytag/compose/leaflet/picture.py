"""The tag as a picture on its leaflet: both sides as they will look, cut out and punched, in process colours."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role, Source, Stroke, visible_items
from keytag.drawing.geometry import Affine, Hole, Shape
from keytag.drawing.ink import PAPER, Ink

# House rule: a line round the cut, so that a white tag is seen on white paper.
_EDGE, _EDGE_INK = 0.25, Ink("edge", (0.0, 0.0, 0.0, 0.35))
SOURCE = Source("tag")
"""Where its items say they come from."""


class TagLook(Struct, frozen=True):
    """A tag's two sides as they are composed, its outline and its hole as the front has it."""

    front: Artwork
    back: Artwork
    shape: Shape
    hole: Hole | None

    def side(self, name: str, scale: float) -> Group:
        """Return one side, its trim box's corner at (0, 0)."""
        hole = self.hole
        if name == "back" and hole is not None:
            hole = hole.mirrored(self.shape.width)
        drawn = self.front if name == "front" else self.back
        outline = self.shape.outline()
        items = [Group(tuple(_pictured(visible_items(drawn.items))), clip=outline)]
        lines: list[Item] = []
        if hole is not None:
            lines += [Fill(hole.outline(), PAPER, Role.ART, SOURCE)]
            lines += [Stroke(hole.outline(), _EDGE_INK, _EDGE / scale, Role.ART, SOURCE)]
        lines += [Stroke(outline, _EDGE_INK, _EDGE / scale, Role.ART, SOURCE)]
        return Group((*items, *lines), Affine.scaling(scale, scale))


def _pictured(items: Iterator[Item] | tuple[Item, ...]) -> Iterator[Item]:
    """Yield ``items`` as parts of a picture: nothing in it is read or scanned as the leaflet's own."""
    for item in items:
        if isinstance(item, Group):
            yield replace(item, items=tuple(_pictured(item.items)))
        else:
            yield replace(item, role=Role.ART, source=SOURCE, overprint=False, spares_spots=False)
