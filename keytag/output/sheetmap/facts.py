"""What a sheet map says: plates with their slots, each with its edition and its places; and that as JSON.

Places are as the press sees each side, the gripper at the bottom: a back is where the turned sheet has it. Keys of
the JSON are a contract (docs/sheet-map.md): they are added to, never renamed. Answers to
`keytag.imposition.backing_up`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from math import atan2, degrees

from msgspec import Struct

from keytag.drawing.badge import Badge
from keytag.drawing.geometry import Affine, Hole, Shape
from keytag.drawing.ink import BLACK, Cmyk
from keytag.imposition import Backing, Imposition, Press
from keytag.imposition.backing_up import back_on_sheet, front_on_sheet, front_slots
from keytag.text.text import Text

VERSION = 1
"""Version of the format."""
# What begins a line of the file: its lists, and each entry of them.
_LINES = ('"editions": [', '{"id": ', '"plates": [', '{"number": ', '{"slot": ')
# House rule: a thousandth of a millimetre, or of a degree, is more than any cutter keeps.
_DIGITS = 3


class MapPlace(Struct, frozen=True):
    """A tag's centre on one side of the sheet, in mm from its top left corner, the gripper at the bottom.

    ``rotation`` is in degrees clockwise from upright, as that side is read; ``shows_front`` tells which side
    of the tag is seen.
    """

    x: float
    y: float
    rotation: float
    shows_front: bool


class MapSlot(Struct, frozen=True):
    """One slot, numbered from 1 in the layout's order: its edition, and where it is on front and back.

    ``back`` is None where the sheet is printed on one side only.
    """

    number: int
    badge: Badge
    front: MapPlace
    back: MapPlace | None


class MapPlate(Struct, frozen=True):
    """A plate with its slots; ``pages`` count from 1 in ``file``; ``legend`` says whether its sheets carry one."""

    number: int
    file: str
    pages: tuple[int, ...]
    run_length: int
    slots: tuple[MapSlot, ...]
    legend: bool
    load: int = 0
    """Its good sheets, and those that are spoiled while it is made ready and the cutter is set up."""

    @property
    def counts(self) -> tuple[tuple[Badge, int], ...]:
        """The editions on the plate in the job's order, each with its slots."""
        found: dict[Badge, int] = {}
        for slot in self.slots:
            found[slot.badge] = found.get(slot.badge, 0) + 1
        return tuple(sorted(found.items(), key=lambda pair: pair[0].number))


class MapEdition(Struct, frozen=True):
    """An edition: its badge, its whole name, how many are printed in all, and whether tags carry the code."""

    badge: Badge
    name: str
    printed: int
    marked: bool


class SheetMap(Struct, frozen=True):
    """All that a sheet map says."""

    job: str
    issuer: str
    date: str
    version: str
    content_hash: str
    sample: bool
    shop: Text
    press: Press
    backing: Backing
    turn: Text | None
    shape: Shape
    hole: Hole | None
    editions: tuple[MapEdition, ...]
    plates: tuple[MapPlate, ...]
    unapproved: bool = False
    """Whether it is handed off though nobody has approved it."""


def map_plates(
    imposition: Imposition, badges: Sequence[Badge], files: Sequence[tuple[str, tuple[int, ...]]]
) -> Iterator[MapPlate]:
    """Yield each plate with its slots; ``files`` say for each plate in which file its pages are."""
    known = {badge.edition: badge for badge in badges}
    places = tuple(_places_of(imposition))
    for number, (plate, (file, pages)) in enumerate(zip(imposition.plates, files, strict=True), start=1):
        slots = tuple(
            MapSlot(i, known[edition], front, back)
            for i, (edition, (front, back)) in enumerate(zip(plate.editions, places, strict=True), start=1)
        )
        setup = imposition.cut.setup_sheets if number == 1 else 0
        load = plate.run_length + plate.make_ready + setup
        yield MapPlate(number, file, pages, plate.run_length, slots, plate.has_legend, load)


def _places_of(imposition: Imposition) -> Iterator[tuple[MapPlace, MapPlace | None]]:
    """Yield where each slot of the layout is on both sides; all plates share it.

    Where one form prints both sides, a tag whose back is seen on the sheet's front shows its front behind it.
    """
    shape, press, backing = imposition.cut.shape, imposition.press, imposition.way.backing
    fronts = [
        front_on_sheet(slot, shape, reverse=imposition.press.reverse) for slot in front_slots(imposition.layout)
    ]
    if not backing.is_two_sided:
        yield from ((_place_of(matrix, shape, shows_front=True), None) for matrix in fronts)
        return
    backs = [back_on_sheet(slot, shape, press, backing) for slot in front_slots(imposition.layout)]
    both = [
        (_place_of(front, shape, shows_front=True), _place_of(back, shape, shows_front=False))
        for front, back in zip(fronts, backs, strict=True)
    ]
    yield from both
    if backing.shares_form:
        yield from ((back, front) for front, back in both)


def _place_of(matrix: Affine, shape: Shape, *, shows_front: bool) -> MapPlace:
    x, y = matrix.apply(shape.centre)
    turned = round(degrees(atan2(matrix.b, matrix.a)) % 360, _DIGITS) % 360
    # A tag that does not lean has a whole number, as it always had.
    return MapPlace(
        round(x, _DIGITS), round(y, _DIGITS), int(turned) if turned.is_integer() else turned, shows_front
    )


def map_record(sheet_map: SheetMap) -> bytes:
    """Return ``sheet_map`` as JSON in UTF-8; the same map gives the same bytes."""
    text = json.dumps(_document(sheet_map), ensure_ascii=False)
    # Within a string each quote is escaped, so that these stand for themselves alone.
    for opening in _LINES:
        text = text.replace(opening, f"\n{opening}")
    return f"{text}\n".encode()


def _document(of: SheetMap) -> Mapping[str, object]:
    press, shape, hole = of.press, of.shape, of.hole
    return {
        "format": VERSION,
        "made_by": f"keytag {of.version}",
        "job": of.job,
        "issuer": of.issuer,
        "date": of.date,
        "content_hash": of.content_hash,
        "sample": of.sample,
        "unapproved": of.unapproved,
        "units": "mm",
        "origin": "top left of each side as the press sees it, gripper at the bottom, y down",
        "sheet": {
            "shop": {"vi": of.shop.vi, "en": of.shop.en},
            "width": press.width,
            "height": press.height,
            "gripper": press.gripper,
            "backing": of.backing.value,
            "turn": {"vi": of.turn.vi, "en": of.turn.en} if of.turn is not None else None,
        },
        "tag": {
            "shape": shape.kind.value,
            "width": shape.width,
            "height": shape.height,
            "hole": {"x": hole.cx, "y": hole.cy, "diameter": hole.diameter} if hole is not None else None,
        },
        "editions": [_edition(edition) for edition in of.editions],
        "plates": [_plate(plate) for plate in of.plates],
    }


def _edition(edition: MapEdition) -> Mapping[str, object]:
    badge = edition.badge
    return {
        "id": badge.edition,
        "number": badge.number,
        "name": edition.name,
        "short": badge.name,
        "code": badge.code,
        "marked": edition.marked,
        "colour": _colour(badge),
        "printed": edition.printed,
    }


def _colour(badge: Badge) -> Mapping[str, object]:
    return {
        "cmyk": _percent(badge.ink.cmyk),
        "lettering": "black" if badge.on == BLACK else "paper",
        "pattern": badge.pattern.value,
    }


def _percent(cmyk: Cmyk) -> list[int]:
    return [round(100 * amount) for amount in cmyk]


def _plate(plate: MapPlate) -> Mapping[str, object]:
    return {
        "number": plate.number,
        "file": plate.file,
        "pages": list(plate.pages),
        "run_length": plate.run_length,
        "legend": plate.legend,
        "copies": {badge.edition: count for badge, count in plate.counts},
        "slots": [_slot(slot) for slot in plate.slots],
    }


def _slot(slot: MapSlot) -> Mapping[str, object]:
    return {
        "slot": slot.number,
        "edition": slot.badge.edition,
        "short": slot.badge.name,
        "cmyk": _percent(slot.badge.ink.cmyk),
        "front": _place(slot.front),
        "back": _place(slot.back) if slot.back is not None else None,
    }


def _place(place: MapPlace) -> Mapping[str, object]:
    return {
        "x": place.x,
        "y": place.y,
        "rotation": place.rotation,
        "shows": "front" if place.shows_front else "back",
    }
