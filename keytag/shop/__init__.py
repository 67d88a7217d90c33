"""The shop: what a print shop expects, found by name and read."""

from __future__ import annotations

from pathlib import Path

from keytag import library
from keytag.document import MAX_BYTES, read_document
from keytag.shop.model import BackingName, LayoutName, Marks, Sheet, Shop, SmallestLine, SmallestText, Spots

__all__ = [
    "BackingName",
    "LayoutName",
    "Marks",
    "Sheet",
    "Shop",
    "SmallestLine",
    "SmallestText",
    "Spots",
    "read_shop",
]


def read_shop(name: str, beside: Path | None = None) -> Shop:
    """Return the shop ``name``: the user's own beside the job, by path, or built in.

    Raises:
        MissingResourceError: there is no such shop.
        InvalidDocumentError: its file is no shop; carries every finding.
    """
    path = library.find(library.Kind.SHOPS, name, beside)
    shop, _ = read_document(library.read_bytes(path, MAX_BYTES), str(path), Shop)
    return shop
