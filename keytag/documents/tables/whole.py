"""A whole workbook made safe for a library that reads every part of it: each looked at before, and bounded.

`xlsx` reads the little that it needs itself; who writes a workbook again must have all of it read. A part is
looked at where its name or a relation says XML, whatever it is called. Answers to ECMA-376-2 and to ISO/IEC 29500
Strict, whose names are made those that every reader knows.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from keytag.documents.tables.bounds import MAX_CELLS, MAX_TEXT, too_many
from keytag.documents.tables.markup import Allowance, Follower, plain, walk
from keytag.documents.tables.parts import BROKEN, Parts, no_workbook
from keytag.documents.tables.sheet import span_of
from keytag.text.text import Text

# House rule: a cell costs the library some 20 microseconds.
_MAX_STORED = 150_000
# House rule: a style, a name, a rule or a remark costs it 50.
_MAX_OTHERS = 40_000
# House rule: of ranges in one rule it compares each with all others.
_MAX_RANGES = 1_000
# ECMA-376-1: what relations lead to that is no XML.
_BINARY = frozenset(
    {
        "activeXControlBinary",
        "attachedToolbars",
        "audio",
        "font",
        "image",
        "oleObject",
        "package",
        "printerSettings",
        "thumbnail",
        "vbaProject",
        "video",
        "vmlDrawing",
    }
)
# What the library hands on of pictures as it lies (PNG, JPEG, GIF); others it would unpack.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_STORED = frozenset({"c", "is", "r", "row", "si", "t", "v"})

# ISO/IEC 29500-1:2016, annex M.3 against 29500-4: the same elements under other names.
_STRICT = b"http://purl.oclc.org/ooxml/"
_KNOWN = b"http://schemas.openxmlformats.org/"
_TRANSITIONAL = (
    (_STRICT + b"spreadsheetml/main", _KNOWN + b"spreadsheetml/2006/main"),
    (_STRICT + b"drawingml/main", _KNOWN + b"drawingml/2006/main"),
    (_STRICT + b"officeDocument/relationships", _KNOWN + b"officeDocument/2006/relationships"),
    (_STRICT + b"officeDocument/extendedProperties", _KNOWN + b"officeDocument/2006/extended-properties"),
)


def whole(data: bytes, file: str) -> bytes:
    """Return the workbook in ``data`` with all that a library may read of it.

    Raises InvalidDocumentError where ``data`` is no workbook, or one that would take too much to read.
    """
    with Parts(data, file) as parts:
        try:
            return _packed(parts)
        except BROKEN:
            raise no_workbook(file) from None


def _packed(parts: Parts) -> bytes:
    parts.workbook()
    related = {
        each.target.casefold()
        for name in parts.names
        if name.casefold().endswith(".rels")
        for each in parts.relations(_owner(name))
        if not each.is_outside and each.kind not in _BINARY
    }
    weight = _Weight(parts.budget)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as new:
        for name in parts.names:
            content = parts.read(name)
            if name.casefold() in related or name.casefold().endswith((".xml", ".rels")):
                weight.begin_part()
                content = plain(content)
                for strict, known in _TRANSITIONAL:
                    content = content.replace(strict, known)
                walk(content, weight)
            elif not content.startswith(_PICTURES):
                content = b""
            new.writestr(name, content)
    return out.getvalue()


def _owner(relations: str) -> str:
    """Return the part whose relations lie in the part ``relations``."""
    folder, _, name = relations.rpartition("/")
    above = folder.rpartition("/")[0]
    owner = name[: -len(".rels")]
    return f"{above}/{owner}" if above else owner


class _Weight(Follower):
    """Weighs the elements of all parts by what they cost."""

    def __init__(self, budget: Allowance) -> None:
        super().__init__(budget)
        self._file = budget.file
        self._stored = self._others = self._merged = self._translated = 0
        self._shared: dict[str, int] = {}
        self._key: str | None = None

    def begin_part(self) -> None:
        """Begin a part: formulas are shared within one."""
        self.depth = 0
        self._shared.clear()

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        super()._begin(name, attributes)
        local = name.rpartition(" ")[2]
        if local in _STORED:
            self._stored += 1
            if self._stored > _MAX_STORED:
                raise too_many(self._file, Text("ô, kể cả ô trống", "cells, blank ones too"), _MAX_STORED)
            return
        if local == "f":
            self._formula(attributes)
            return
        self._others += 1
        if self._others > _MAX_OTHERS:
            raise too_many(self._file, Text("định dạng, tên, ghi chú", "styles, names and remarks"), _MAX_OTHERS)
        if local == "mergeCell":
            span = span_of(attributes.get("ref", ""))
            self._merged += (span.bottom - span.top + 1) * (span.right - span.left + 1)
            # The library makes a cell of each that is covered.
            if self._merged > MAX_CELLS:
                raise too_many(self._file, Text("ô bị gộp", "merged cells"), MAX_CELLS)
        elif attributes.get("sqref", "").count(" ") >= _MAX_RANGES:
            raise too_many(self._file, Text("vùng trong một quy tắc", "ranges in a rule"), _MAX_RANGES)

    def _formula(self, attributes: dict[str, str]) -> None:
        """Weigh a formula that is written once and translated for every cell that shares it."""
        if attributes.get("t") == "shared":
            self._key = attributes.get("si", "")
            self._translated += self._shared.get(self._key, 0)
            if self._translated > MAX_TEXT:
                raise too_many(self._file, Text("ký tự công thức", "characters in formulas"), MAX_TEXT)
            self.listen()

    def _end(self, name: str) -> None:
        super()._end(name)
        if self._key is not None:
            length = len(self.heard())
            self._shared[self._key] = max(length, self._shared.get(self._key, 0))
            self._key = None
