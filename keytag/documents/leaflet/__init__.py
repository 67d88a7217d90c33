"""Leaflets: what stands where on the paper that goes with a tag, as a document found by name and read."""

from __future__ import annotations

from pathlib import Path

from keytag.documents.leaflet.model import (
    AddressSlot,
    Cell,
    CodeSlot,
    EmergencySlot,
    HotlineSlot,
    Leaflet,
    LeafletRow,
    LeafletSlot,
    NumberListSlot,
    PictureSlot,
    PointsSlot,
    SaidSlot,
    Sentence,
)
from keytag.documents.yaml import MAX_BYTES, read_resource
from keytag.files import library, reader

__all__ = [
    "AddressSlot",
    "Cell",
    "CodeSlot",
    "EmergencySlot",
    "HotlineSlot",
    "Leaflet",
    "LeafletRow",
    "LeafletSlot",
    "NumberListSlot",
    "PictureSlot",
    "PointsSlot",
    "SaidSlot",
    "Sentence",
    "read_leaflet_template",
]


def read_leaflet_template(name: str, beside: Path | None = None) -> Leaflet:
    """Return the leaflet template ``name``: the user's own beside the job, by path, or built in.

    Raises:
        MissingResourceError: there is no such template.
        InvalidDocumentError: its file is no leaflet template; carries every finding.
    """
    path = library.find(library.ResourceKind.LEAFLETS, name, beside)
    return read_resource(reader.read_bytes(path, MAX_BYTES), str(path), Leaflet)
