"""A workbook's zip as parts and the relations between them: bounded, and nothing read that is not asked for.

Answers to ECMA-376-2 (packages): a part is found by the relations that lead to it, never by its name or by how its
name ends. Nothing outside is followed. Knows nothing of sheets and cells.
"""

from __future__ import annotations

import posixpath
from io import BytesIO
from struct import error as StructError  # noqa: N812 - it is a class
from typing import Self
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - it is a class

from msgspec import Struct

from keytag.documents.tables.bounds import MAX_CELL, MAX_UNPACKED, too_many
from keytag.documents.tables.kinds import kind_of_zip, refused_kind
from keytag.documents.tables.markup import Allowance, Follower, walk
from keytag.documents.tables.rules import TABLE_IS_READABLE
from keytag.documents.yaml.refusal import invalid_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Where
from keytag.text.text import Text

# What the readers of zips and of XML raise at what is broken.
BROKEN = (
    BadZipFile,
    ZlibError,
    expat.ExpatError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    ArithmeticError,
    NotImplementedError,
    StructError,
)
# House rule: a workbook of one list has some twelve parts.
_MAX_PARTS = 1_000
# APPNOTE 6.3.10, 4.3.12: how each entry of a zip's list begins.
_LISTED = b"PK\x01\x02"
# ECMA-376-2, annex B: a package knows no other ways to pack.
_PACKED = {ZIP_STORED, ZIP_DEFLATED}
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_WORKBOOK = "xl/workbook.xml"


class Relation(Struct, frozen=True):
    """Where a relation leads: ``kind`` is the last word of its type; ``target`` a part, or an address outside."""

    key: str
    kind: str
    target: str
    is_outside: bool


class Parts:
    """The parts of one workbook; what is read of them all together is bounded."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.budget = Allowance(file)
        self._left = MAX_UNPACKED
        # Counted before the list is read, which takes longer the longer it is.
        if data.count(_LISTED) > _MAX_PARTS:
            raise too_many(file, Text("phần trong tệp", "parts"), _MAX_PARTS)
        try:
            self._zip = ZipFile(BytesIO(data))
        except BROKEN:
            raise no_workbook(file) from None
        self._listed: dict[str, ZipInfo] = {}
        for entry in self._zip.infolist():
            # ECMA-376-2, 6.2.2.3: names that differ in capitals alone are the same.
            name = entry.filename.casefold()
            if name in self._listed or entry.compress_type not in _PACKED:
                raise no_workbook(file)
            self._listed[name] = entry

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._listed

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(entry.filename for entry in self._listed.values())

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises InvalidDocumentError where it is not there, or where too much has been read with it.
        """
        entry = self._listed.get(name.casefold())
        if entry is None:
            raise no_workbook(self.file)
        self._left -= entry.file_size
        if self._left < 0:
            raise too_many(self.file, Text("byte khi giải nén", "bytes when unpacked"), MAX_UNPACKED)
        # No more than the list says is unpacked, whatever comes out.
        return self._zip.read(entry)

    def walk(self, name: str, follower: Follower) -> None:
        """Let ``follower`` follow the elements of the part ``name``."""
        walk(self.read(name), follower)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Return the relations of ``part``; of the whole package where it is empty."""
        folder, _, name = part.rpartition("/")
        beside = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if beside not in self:
            return ()
        found = _Relations(self.budget, folder)
        self.walk(beside, found)
        return tuple(found.found)

    def workbook(self) -> str:
        """Return the name of the part with the workbook. Raises InvalidDocumentError where this is none."""
        if _WORKBOOK not in self:
            kind = kind_of_zip(self._zip, self.names)
            if kind is not None:
                raise refused_kind(self.file, kind)
        found = [
            each.target for each in self.relations("") if each.kind == "officeDocument" and each.target in self
        ]
        return found[0] if found else _WORKBOOK


class _Relations(Follower):
    """Follows a part of relations."""

    def __init__(self, budget: Allowance, folder: str) -> None:
        super().__init__(budget)
        self.found: list[Relation] = []
        self._folder = folder
        self.begins = {_RELATION: self._relation}

    def _relation(self, said: dict[str, str]) -> None:
        target, is_outside = said.get("Target", "")[:MAX_CELL], said.get("TargetMode") == "External"
        if not is_outside:
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{self._folder}/{target}")
            )
        kind = said.get("Type", "").rpartition("/")[2]
        self.found.append(
            Relation(said.get("Id", ""), kind, target.lstrip("/") if not is_outside else target, is_outside)
        )


def no_workbook(file: str) -> InvalidDocumentError:
    """Return the refusal of what is no workbook that can be read."""
    message = Text("Tệp không phải bảng tính .xlsx đọc được.", "The file is no .xlsx workbook that can be read.")
    return invalid_document(file, (TABLE_IS_READABLE.found(message, where=Where(file)),))
