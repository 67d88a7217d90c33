"""Which places of the finished sheets must show which one-up, by the imposition's fronts and the sheet's turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from keytag.artwork import Artwork
from keytag.imposition import Imposition, Plate
from keytag.readback.slots import OneUp, SlotView, back_in_view


class EditionLooks(Struct, frozen=True):
    """An edition's approved sides: the artwork that marks its slots, and how both sides look."""

    front_artwork: Artwork
    front: OneUp
    back: OneUp | None


def views_of(imposition: Imposition, looks: Mapping[str, EditionLooks]) -> tuple[SlotView, ...]:
    """Return a view for each slot of every form, in the order of the pages of a file with each layout once."""
    found: list[SlotView] = []
    page = 0
    for plate in imposition.plates:
        found += _views(imposition, plate, looks[plate.edition], page)
        page += len(plate.forms)
    return tuple(found)


def _views(imposition: Imposition, plate: Plate, look: EditionLooks, page: int) -> Iterator[SlotView]:
    turn = imposition.press.turned(imposition.way.backing)
    width = look.front_artwork.trim.width
    fronts = [each.transform for each in plate.front.placements if each.artwork == look.front_artwork]
    # Where one form prints both sides, its backs are seen on the same page.
    behind = page if plate.back is None else page + 1
    for number, front in enumerate(fronts, start=1):
        yield SlotView(page, number, front, look.front, is_back=False)
        if look.back is not None and imposition.way.backing.is_two_sided:
            yield SlotView(behind, number, back_in_view(front, width, turn), look.back, is_back=True)
