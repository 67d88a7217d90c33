"""A workbook's parts looked at before any library reads them: how large, how deep, how far apart cells are.

And what the library does not tell when it reads in a bounded way: merged cells, hidden rows and columns, where
cells lead, formulas without a result. Answers to ECMA-376-1, 18.3.1 (sheets) and ISO/IEC 29500 Strict, whose names
are made those that every reader knows. Nothing is followed: neither links nor entities.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_STORED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is a class

from msgspec import Struct

from keytag.document.refusal import invalid_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Where
from keytag.tabular.bounds import MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_SPANS, MAX_UNPACKED, too_many
from keytag.tabular.kinds import kind_of_zip, refused_kind
from keytag.tabular.rules import TABLE_IS_READABLE
from keytag.tabular.table import Span
from keytag.wording import Text

# House rule: a workbook of one list has some twelve parts.
_MAX_PARTS = 1_000
# ECMA-376-1, 18.3.1.73 and Excel's own limits: 1,048,576 rows, columns up to XFD.
_ROW = re.compile(r"[0-9]{1,7}")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_MAX_DEPTH = 200
# House rule: four for each of the most cells, in all parts together.
_MAX_ELEMENTS = 240_000
# House rules: no element of a workbook has twenty attributes; an office's has a dozen sheets.
_MAX_ATTRIBUTES, _MAX_SHEETS = 100, 50
# House rule: nobody sees a row of less than two points or a column of less than half a figure.
_LOWEST, _NARROWEST = 2.0, 0.5
_SIZE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,20})?")
_LINKING = re.compile(r'\s*(?:_xlfn\.)?HYPERLINK\(\s*"((?:[^"]|"")*)"\s*[,;)]', re.IGNORECASE)

# ISO/IEC 29500-1:2016, annex M.3 against 29500-4: the same elements under other names.
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (_STRICT + b"spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (_STRICT + b"drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        _STRICT + b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        _STRICT + b"officeDocument/extendedProperties",
        b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    ),
)

At = tuple[int, int]
"""A cell's row and column, from 1."""


class SheetLayout(Struct, frozen=True):
    """How a sheet lies: merged cells, rows and columns that nobody sees, where cells lead, what has no result."""

    spans: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    links: dict[At, str] = {}
    without_result: frozenset[At] = frozenset()


class Unpacked(Struct, frozen=True):
    """A workbook that can be given to a library, and the layout of each of its sheets by the sheet's name."""

    data: bytes
    layouts: dict[str, SheetLayout]


def unpacked(data: bytes, file: str) -> Unpacked:
    """Return the workbook in ``data``, and how its sheets lie.

    Raises InvalidDocumentError where ``data`` is no workbook, or one that would take too much to read.
    """
    scan = _Scan(file)
    try:
        with ZipFile(BytesIO(data)) as parts:
            listed = parts.infolist()
            if len(listed) > _MAX_PARTS:
                raise too_many(file, Text("phần trong tệp", "parts"), _MAX_PARTS)
            if sum(part.file_size for part in listed) > MAX_UNPACKED:
                raise too_many(file, Text("byte khi giải nén", "bytes when unpacked"), MAX_UNPACKED)
            names = [part.filename for part in listed]
            if "xl/workbook.xml" not in names:
                kind = kind_of_zip(parts, names)
                raise refused_kind(file, kind) if kind is not None else no_workbook(file)
            is_strict = _STRICT in parts.read("xl/workbook.xml")
            for part in listed:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _read_through(parts.read(part), scan.part(part.filename))
            if is_strict:
                data = _transitional(parts)
    except (
        BadZipFile,
        ZlibError,
        expat.ExpatError,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        NotImplementedError,
    ):
        raise no_workbook(file) from None
    return Unpacked(data, dict(scan.layouts()))


def no_workbook(file: str) -> InvalidDocumentError:
    """Return the refusal of what is no workbook that can be read."""
    message = Text("Tệp không phải bảng tính .xlsx đọc được.", "The file is no .xlsx workbook that can be read.")
    return invalid_document(file, (TABLE_IS_READABLE.found(message, where=Where(file)),))


def _transitional(parts: ZipFile) -> bytes:
    """Return a workbook of ISO/IEC 29500 Strict under the names that every reader knows."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as new:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename.lower().endswith((".xml", ".rels")):
                for strict, known in _TRANSITIONAL:
                    content = content.replace(strict, known)
            new.writestr(part.filename, content)
    return out.getvalue()


def _read_through(part: bytes, scan: _Part) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = scan.begin
    parser.CharacterDataHandler = scan.text
    parser.EndElementHandler = scan.end
    parser.StartDoctypeDeclHandler = scan.refuse
    parser.Parse(part, True)


class _Scan:
    """Follows all parts: counts what they have in common, and puts together what they say of each sheet."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.elements = self.sheets = self.spans = self.linked = 0
        self._parts: dict[str, _Part] = {}

    def part(self, name: str) -> _Part:
        """Return what follows the part ``name``."""
        return self._parts.setdefault(name, _Part(self))

    def layouts(self) -> Iterator[tuple[str, SheetLayout]]:
        """Yield sheets' names and layouts."""
        targets = self._targets("xl/workbook.xml")
        for title, relation in self._parts["xl/workbook.xml"].titles:
            target = targets.get(relation, "")
            part = self._parts.get(target)
            yield title, (part.layout(self._targets(target)) if part is not None else SheetLayout())

    def _targets(self, part: str) -> dict[str, str]:
        """Return where the relations of ``part`` lead: parts by their names, and addresses as they are."""
        folder, _, name = part.rpartition("/")
        relations = self._parts.get(f"{folder}/_rels/{name}.rels")
        found: dict[str, str] = {}
        for key, target, is_outside in relations.relations if relations is not None else ():
            inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[key] = target if is_outside else inside
        return found


class _Part:
    """Follows the elements of one part; raises ValueError at what no spreadsheet program writes."""

    def __init__(self, scan: _Scan) -> None:
        self._scan = scan
        self.titles: list[tuple[str, str]] = []
        self.relations: list[tuple[str, str, bool]] = []
        self._spans: list[Span] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._related: list[tuple[Span, str]] = []
        self._links: dict[At, str] = {}
        self._without: set[At] = set()
        self._depth = self._row = self._column = 0
        self._has_formula = self._has_result = self._in_value = self._in_formula = False
        self._formula = ""

    def layout(self, targets: dict[str, str]) -> SheetLayout:
        """Return what the part says of its sheet; ``targets`` are its relations."""
        links: dict[At, str] = {}
        for span, relation in self._related:
            for row in range(span.top, span.bottom + 1):
                links.update(
                    {(row, column): targets.get(relation, "") for column in range(span.left, span.right + 1)}
                )
        return SheetLayout(
            tuple(self._spans),
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            {at: link for at, link in {**links, **self._links}.items() if link},
            frozenset(self._without),
        )

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Judge an element by its depth and its place in the sheet."""
        scan = self._scan
        self._depth += 1
        scan.elements += 1
        if scan.elements > _MAX_ELEMENTS:
            raise too_many(scan.file, Text("phần tử XML", "XML elements"), _MAX_ELEMENTS)
        local = name.rpartition(" ")[2]
        if self._depth > _MAX_DEPTH or len(attributes) > _MAX_ATTRIBUTES:
            raise ValueError(local)
        self._in_value, self._in_formula = local == "v", local == "f"
        self._has_formula |= self._in_formula
        taken = _TAKEN.get(local)
        if taken is not None:
            taken(self, attributes)

    def text(self, data: str) -> None:
        """Note that a value has one, and how a formula begins."""
        self._has_result |= self._in_value and bool(data.strip())
        if self._in_formula and len(self._formula) < MAX_CELL:
            self._formula += data

    def end(self, name: str) -> None:
        """Note the cell that ends without a result, and where its formula leads."""
        self._depth -= 1
        self._in_value = self._in_formula = False
        if name.rpartition(" ")[2] == "c" and self._has_formula:
            leading = _LINKING.match(self._formula)
            if leading is not None:
                self._links[self._row, self._column] = leading[1].replace('""', '"')
            if not self._has_result:
                self._without.add((self._row, self._column))
            self._has_formula = False

    def refuse(self, *_: object) -> None:
        """Refuse a document type: entities are what bombs are made of, and no spreadsheet program writes any."""
        raise ValueError("DOCTYPE")

    def sheet(self, attributes: dict[str, str]) -> None:
        """Note a sheet's name and part."""
        self._scan.sheets += 1
        if self._scan.sheets > _MAX_SHEETS:
            raise too_many(self._scan.file, Text("trang tính", "sheets"), _MAX_SHEETS)
        self.titles.append((attributes.get("name", ""), _relation(attributes)))

    def relation(self, attributes: dict[str, str]) -> None:
        """Note where a relation leads."""
        target, is_outside = attributes.get("Target", ""), attributes.get("TargetMode") == "External"
        self.relations.append((attributes.get("Id", ""), target[:MAX_CELL], is_outside))

    def row(self, attributes: dict[str, str]) -> None:
        """Note a row, and whether it is seen."""
        place = attributes.get("r")
        if place is not None and _ROW.fullmatch(place) is None:
            raise ValueError(place)
        self._row, self._column = int(place) if place is not None else self._row + 1, 0
        if _is_true(attributes.get("hidden")) or _size(attributes.get("ht"), _LOWEST) < _LOWEST:
            self._hidden_rows.add(self._row)

    def cell(self, attributes: dict[str, str]) -> None:
        """Note a cell."""
        place = attributes.get("r")
        match = _CELL.fullmatch(place) if place is not None else None
        if place is not None and match is None:
            raise ValueError(place)
        self._column = _number(match[1]) if match is not None else self._column + 1
        self._row = int(match[2]) if match is not None else self._row
        # An empty text is a result; an empty value of any other type is none (18.3.1.96).
        self._has_formula, self._has_result, self._formula = False, attributes.get("t") == "str", ""

    def column(self, attributes: dict[str, str]) -> None:
        """Note columns that are not seen."""
        first, last = (
            int(said) if _ROW.fullmatch(said := attributes.get(key, "")) else 0 for key in ("min", "max")
        )
        is_narrow = _size(attributes.get("width"), _NARROWEST) < _NARROWEST
        if _is_true(attributes.get("hidden")) or is_narrow:
            self._hidden_columns.update(range(max(first, 1), min(last, MAX_COLUMNS) + 1))

    def merged(self, attributes: dict[str, str]) -> None:
        """Note merged cells."""
        self._scan.spans += 1
        if self._scan.spans > MAX_SPANS:
            raise too_many(self._scan.file, Text("ô gộp", "merged cells"), MAX_SPANS)
        span = _span(attributes.get("ref", ""))
        if (span.top, span.left) != (span.bottom, span.right):
            self._spans.append(span)

    def hyperlink(self, attributes: dict[str, str]) -> None:
        """Note where a click on some cells leads."""
        span = _span(attributes.get("ref", ""))
        self._scan.linked += (span.bottom - span.top + 1) * (span.right - span.left + 1)
        if self._scan.linked > MAX_CELLS:
            raise too_many(self._scan.file, Text("ô có liên kết", "cells with links"), MAX_CELLS)
        self._related.append((span, _relation(attributes)))


_TAKEN = {
    "sheet": _Part.sheet,
    "Relationship": _Part.relation,
    "row": _Part.row,
    "c": _Part.cell,
    "col": _Part.column,
    "mergeCell": _Part.merged,
    "hyperlink": _Part.hyperlink,
}
"""What is done at the elements that say something of a sheet's layout."""


def _relation(attributes: dict[str, str]) -> str:
    return next((said for name, said in attributes.items() if name.endswith(" id")), "")


def _is_true(said: str | None) -> bool:
    return said in ("1", "true", "on")


def _size(said: str | None, otherwise: float) -> float:
    return float(said) if said is not None and _SIZE.fullmatch(said) else otherwise


def _number(letters: str) -> int:
    """Return the number of the column ``letters``: A is 1, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _span(ref: str) -> Span:
    match = _RANGE.fullmatch(ref)
    if match is None:
        raise ValueError(ref)
    left, top = _number(match[1]), int(match[2])
    right, bottom = (_number(match[3]), int(match[4])) if match[3] else (left, top)
    return Span(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
