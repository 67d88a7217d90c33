"""Which places of the finished sheets must show which one-up, by the imposition's fronts and the sheet's turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from keytag.imposition import Imposition, tags_per_slot
from keytag.imposition.backing_up import front_on_sheet, front_slots
from keytag.inspection.sheets.one_ups import OneUp
from keytag.inspection.sheets.slots import SlotView, back_in_view


class EditionLooks(Struct, frozen=True):
    """How an edition's approved sides look."""

    front: OneUp
    back: OneUp | None


def views_of(imposition: Imposition, looks: Mapping[str, EditionLooks]) -> tuple[SlotView, ...]:
    """Return a view for each slot of every form, in the order of the pages of a file with each layout once."""
    found: list[SlotView] = []
    page = 0
    for index, plate in enumerate(imposition.plates):
        found += _views(imposition, index, looks, page)
        page += len(plate.forms)
    return tuple(found)


def _views(imposition: Imposition, index: int, looks: Mapping[str, EditionLooks], page: int) -> Iterator[SlotView]:
    plate, tags = imposition.plates[index], imposition.plates[index].run_length * tags_per_slot(imposition.layout)
    turn = imposition.press.mirror_for(imposition.way.backing)
    shape, slots = imposition.cut.shape, front_slots(imposition.layout)
    # Where one form prints both sides, its backs are seen on the same page.
    behind = page if plate.back is None else page + 1
    for number, (slot, edition) in enumerate(zip(slots, plate.editions, strict=False), start=1):
        front, look = front_on_sheet(slot, shape, reverse=imposition.press.reverse), looks[edition]
        yield SlotView(index, page, number, front, look.front, is_back=False, tags=tags)
        if look.back is not None and imposition.way.backing.is_two_sided:
            place = back_in_view(front, shape.width, turn)
            yield SlotView(index, behind, number, place, look.back, is_back=True, tags=tags)
