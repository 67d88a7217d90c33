"""The sheet map as JSON, for whoever sorts, counts or draws by machine; its keys are listed in docs/sheet-map.md.

Its keys are a contract: they are added to, never renamed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from keytag.drawing.badge import Badge
from keytag.drawing.ink import BLACK, Cmyk
from keytag.output.sheetmap.facts import MapEdition, MapPlate, MapSlot, Place, SheetMap

VERSION = 1
"""Version of the format."""
# What begins a line of the file: its lists, and each entry of them.
_LINES = ('"editions": [', '{"id": ', '"plates": [', '{"number": ', '{"slot": ')


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


def _place(place: Place) -> Mapping[str, object]:
    return {
        "x": place.x,
        "y": place.y,
        "rotation": place.rotation,
        "shows": "front" if place.shows_front else "back",
    }
