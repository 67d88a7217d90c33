"""A page of paper as one drawing, its type as outlines: for a picture, which has no fonts."""

from __future__ import annotations

from keytag.drawing.artwork import Fill, Group, Item, Role
from keytag.drawing.geometry import Affine
from keytag.drawing.lettering import outline
from keytag.drawing.paper import PaperPage, PlacedArtwork, TypeLine


def outline_page(page: PaperPage) -> tuple[Item, ...]:
    """Return the parts of ``page`` in their places, as they are seen."""
    return tuple(_outline_part(part) for part in page.parts)


def _outline_part(part: TypeLine | PlacedArtwork) -> Item:
    if isinstance(part, TypeLine):
        path = outline(part.run, part.em).transformed(Affine.translation(part.x, part.y))
        return Fill(path, part.ink, Role.LETTERING)
    placed = Group(part.artwork.items, part.transform)
    return placed if part.clip is None else Group((placed,), clip=part.clip)
