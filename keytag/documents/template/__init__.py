"""Templates: the design of a tag as a document, found by name and read."""

from __future__ import annotations

from pathlib import Path

from keytag.documents.template.model import (
    ArtSlot,
    GroundSlot,
    NumberRange,
    NumbersSlot,
    PartName,
    QrSlot,
    RuleSlot,
    SignSlot,
    SizeRange,
    Slot,
    Template,
    TextSlot,
    Type,
    is_meant_for,
    slot_roles,
)
from keytag.documents.yaml import MAX_BYTES, read_resource
from keytag.files import library, reader

__all__ = [
    "ArtSlot",
    "GroundSlot",
    "NumberRange",
    "NumbersSlot",
    "PartName",
    "QrSlot",
    "RuleSlot",
    "SignSlot",
    "SizeRange",
    "Slot",
    "Template",
    "TextSlot",
    "Type",
    "is_meant_for",
    "read_template",
    "slot_roles",
]


def read_template(name: str, beside: Path | None = None) -> Template:
    """Return the template ``name``: the user's own beside the job, by path, or built in.

    Raises:
        MissingResourceError: there is no such template.
        InvalidDocumentError: its file is no template; carries every finding.
    """
    path = library.find(library.ResourceKind.TAGS, name, beside)
    return read_resource(reader.read_bytes(path, MAX_BYTES), str(path), Template)
