"""Free layouts: where tags of one size stand on one field, each at an angle of its own; found by name and read.

A layout's file is data, whoever found it and however: that its tags keep their gap and their field is seen anew
each time it is read.
"""

from __future__ import annotations

from pathlib import Path

from keytag.documents.layout.model import (
    LAYOUT_KINDS,
    LayoutName,
    Nest,
    is_layout_file,
    layout_text,
    name_layout,
)
from keytag.documents.yaml import MAX_BYTES, read_resource
from keytag.errors import MissingResourceError
from keytag.files import library, reader

__all__ = [
    "LAYOUT_KINDS",
    "LayoutName",
    "Nest",
    "find_layout",
    "is_layout_file",
    "layout_text",
    "name_layout",
    "read_layout",
]


def find_layout(name: str, beside: Path | None = None, *, asked: bool = False) -> Path:
    """Return the file of the layout ``name``, with its ending or without: beside the job, by path, or built in.

    Raises MissingResourceError where there is none.
    """
    kind = library.ResourceKind.LAYOUTS
    try:
        return library.find(kind, name, beside, asked=asked)
    except MissingResourceError:
        if not is_layout_file(name) or Path(name).name != name:
            raise
        return library.find(kind, Path(name).stem, beside, asked=asked)


def read_layout(path: Path) -> Nest:
    """Return the layout in the file at ``path``, its gap and its field held.

    Raises InvalidDocumentError where it is no layout, or two of its tags stand too near; carries every finding.
    """
    return read_resource(reader.read_bytes(path, MAX_BYTES), str(path), Nest)
