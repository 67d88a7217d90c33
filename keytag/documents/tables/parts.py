"""A workbook's zip as parts of XML and the relations between them: bounded, nothing read that is not asked for.

XML that came from anybody is followed element by element: no entities, no depth, no more than a budget. A part is
found by the relations that lead to it, never by its name; nothing outside is followed. Answers to ECMA-376-2
(packages) and to XML 1.0 as ECMA-376-1 uses it: UTF-8 or UTF-16, without document types. Knows nothing of sheets
and cells.
"""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from struct import error as StructError  # noqa: N812 - it is a class
from typing import Self, TypeVar
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - it is a class

from msgspec import Struct

from keytag.documents.tables.rules import TABLE_IS_READABLE
from keytag.documents.tables.table import MAX_CELL, MAX_ELEMENTS, MAX_UNPACKED, too_many
from keytag.documents.yaml.refusal import invalid_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Where
from keytag.text.text import Text

_MAX_DEPTH = 200
# House rule: no element of a workbook has twenty attributes.
_MAX_ATTRIBUTES = 100
# Looked for before anything is parsed: the parser would go on with what a document type says after its refusal.
_DOCTYPE = b"<!DOCTYPE"
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?[ \t\r\n]*(?:<\?xml[ \t\r\n][^>]{0,200}>)?")
_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# ECMA-376-1, and ISO/IEC 29500 Strict, annex M.3 of part 1: the same elements under another name.
_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)

Begins = Callable[[dict[str, str]], None]
Done = TypeVar("Done")


class Allowance:
    """How many elements may still come, over all parts of a file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.left = MAX_ELEMENTS


class Follower:
    """Follows the elements of one part: ``begins`` and ``ends`` say by full names what is done at which."""

    begins: Mapping[str, Begins] = {}
    ends: Mapping[str, Callable[[], None]] = {}

    def __init__(self, budget: Allowance) -> None:
        self.depth = 0
        self._budget = budget
        self._heard: list[str] = []
        self._parser: expat.XMLParserType | None = None

    def follow(self, parser: expat.XMLParserType) -> None:
        """Take elements from ``parser``."""
        self._parser = parser
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end

    def listen(self) -> None:
        """Take note of the text from here on."""
        if self._parser is not None:
            self._parser.CharacterDataHandler = self._heard.append

    def heard(self) -> str:
        """Return the text since `listen` or `heard`, and listen no more."""
        if self._parser is not None:
            self._parser.CharacterDataHandler = None
        text = "".join(self._heard)
        self._heard.clear()
        return text

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        budget = self._budget
        budget.left -= 1
        if budget.left < 0:
            raise too_many(budget.file, Text("phần tử XML", "XML elements"), MAX_ELEMENTS)
        if self.depth > _MAX_DEPTH or len(attributes) > _MAX_ATTRIBUTES:
            raise ValueError(name)
        done = self.begins.get(name)
        if done is not None:
            done(attributes)

    def _end(self, name: str) -> None:
        done = self.ends.get(name)
        if done is not None:
            done()
        self.depth -= 1


def spreadsheet_elements(done: Mapping[str, Done]) -> dict[str, Done]:
    """Return what is ``done`` at the elements of spreadsheets by these' full names."""
    return {f"{namespace} {name}": act for name, act in done.items() for namespace in _MAIN}


def plain_xml(part: bytes) -> bytes:
    """Return ``part`` in UTF-8, without its own word about that. Raises ValueError at a document type."""
    encoding = next((name for mark, name in _BOMS if part.startswith(mark)), None)
    if encoding is not None:
        part = part[2:].decode(encoding).encode()
    # In another encoding than is looked at here a part could hide what a library would then find.
    part = _DECLARATION.sub(b"", part, count=1)
    if _DOCTYPE in part:
        raise ValueError(_DOCTYPE)
    return part


def walk_part(part: bytes, follower: Follower) -> None:
    """Let ``follower`` follow ``part``. Raises ValueError or ExpatError at what is no plain XML."""
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    follower.follow(parser)
    parser.Parse(plain_xml(part), True)


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
        walk_part(self.read(name), follower)

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
    return invalid_document(file, (TABLE_IS_READABLE.finding(message, where=Where(file)),))
