"""The shop and its cutter: what a print shop expects, found by name and read."""

from __future__ import annotations

from pathlib import Path

from keytag.documents.shop.cutter import Cutter, CutterFile, CutterMarks
from keytag.documents.shop.model import (
    BackingName,
    Gang,
    Marks,
    Mould,
    Prices,
    ProcessName,
    Sheet,
    Shop,
    SmallestLine,
    SmallestText,
    Spots,
    Stock,
    Tolerance,
    Underbase,
    Unprintable,
)
from keytag.documents.yaml import MAX_BYTES, read_resource
from keytag.files import library, reader

__all__ = [
    "BackingName",
    "Cutter",
    "CutterFile",
    "CutterMarks",
    "Gang",
    "Marks",
    "Mould",
    "Prices",
    "ProcessName",
    "Sheet",
    "Shop",
    "SmallestLine",
    "SmallestText",
    "Spots",
    "Stock",
    "Tolerance",
    "Underbase",
    "Unprintable",
    "read_cutter",
    "read_shop",
]


def read_shop(name: str, beside: Path | None = None, *, asked: bool = False) -> Shop:
    """Return the shop ``name``: the user's own beside the job, by path, or built in.

    One that a user ``asked`` for on the command line may lie anywhere; one that a job names, in its folder alone.

    Raises:
        MissingResourceError: there is no such shop.
        InvalidDocumentError: its file is no shop; carries every finding.
    """
    path = library.find(library.ResourceKind.SHOPS, name, beside, asked=asked)
    return read_resource(reader.read_bytes(path, MAX_BYTES), str(path), Shop)


def read_cutter(name: str, beside: Path | None = None) -> Cutter:
    """Return the cutter ``name`` that a shop names: beside the job, by path, or built in.

    Raises:
        MissingResourceError: there is no such cutter.
        InvalidDocumentError: its file is no cutter; carries every finding.
    """
    path = library.find(library.ResourceKind.CUTTERS, name, beside)
    return read_resource(reader.read_bytes(path, MAX_BYTES), str(path), Cutter)
