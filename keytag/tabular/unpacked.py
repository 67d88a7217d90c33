"""A workbook's parts looked at before any library reads them: how large, how deep, how far apart cells are.

Answers to ECMA-376-1, 18.3.1.4 (cells) and 18.3.1.73 (rows). Nothing is followed: neither links nor entities.
"""

from __future__ import annotations

import re
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is a class

from keytag.document.refusal import invalid_document
from keytag.errors import InvalidDocumentError
from keytag.findings import Where
from keytag.tabular.bounds import MAX_UNPACKED, too_many
from keytag.tabular.rules import TABLE_IS_READABLE
from keytag.wording import Text

# House rule: a workbook of one list has some twelve parts.
_MAX_PARTS = 1_000
# ECMA-376-1, 18.3.1.73 and Excel's own limits: 1,048,576 rows, columns up to XFD.
_ROW = re.compile(r"[0-9]{1,7}")
_CELL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}")
_MAX_DEPTH = 200
# House rule: four for each of the most cells, in all parts together.
_MAX_ELEMENTS = 240_000
# House rules: no element of a workbook has twenty attributes; an office's has a dozen sheets.
_MAX_ATTRIBUTES, _MAX_SHEETS = 100, 50


def formulas_without_result(data: bytes, file: str) -> frozenset[str]:
    """Return the names of cells (``C5``), of whichever sheet, that hold a formula and no result.

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
            if not any(part.filename == "xl/workbook.xml" for part in listed):
                raise no_workbook(file)
            for part in listed:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _read_through(parts.read(part), scan)
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
    return frozenset(scan.found)


def no_workbook(file: str) -> InvalidDocumentError:
    """Return the refusal of what is no workbook that can be read."""
    message = Text("Tệp không phải bảng tính .xlsx đọc được.", "The file is no .xlsx workbook that can be read.")
    return invalid_document(file, (TABLE_IS_READABLE.found(message, where=Where(file)),))


def _read_through(part: bytes, scan: _Scan) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = scan.begin
    parser.CharacterDataHandler = scan.text
    parser.EndElementHandler = scan.end
    parser.StartDoctypeDeclHandler = scan.refuse
    parser.Parse(part, True)


class _Scan:
    """Follows the parts' elements; raises ValueError at what no spreadsheet program writes."""

    def __init__(self, file: str) -> None:
        self.found: set[str] = set()
        self._file = file
        self._count = self._depth = self._sheets = 0
        self._cell = ""
        self._has_formula = self._has_result = self._in_value = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Judge an element by its depth and its place in the sheet."""
        self._depth += 1
        self._count += 1
        if self._count > _MAX_ELEMENTS:
            raise too_many(self._file, Text("phần tử XML", "XML elements"), _MAX_ELEMENTS)
        local = name.rpartition(" ")[2]
        place = attributes.get("r")
        self._sheets += local == "sheet"
        if self._sheets > _MAX_SHEETS:
            raise too_many(self._file, Text("trang tính", "sheets"), _MAX_SHEETS)
        if self._depth > _MAX_DEPTH or len(attributes) > _MAX_ATTRIBUTES:
            raise ValueError(local)
        if local == "row" and place is not None and _ROW.fullmatch(place) is None:
            raise ValueError(place)
        if local == "c":
            if place is not None and _CELL.fullmatch(place) is None:
                raise ValueError(place)
            # An empty text is a result; an empty value of any other type is none (18.3.1.96).
            self._cell, self._has_formula, self._has_result = place or "", False, attributes.get("t") == "str"
        self._has_formula |= local == "f"
        self._in_value = local == "v"

    def text(self, data: str) -> None:
        """Note that a value has one."""
        self._has_result |= self._in_value and bool(data.strip())

    def end(self, name: str) -> None:
        """Note the cell that ends without a result."""
        self._depth -= 1
        self._in_value = False
        if name.rpartition(" ")[2] == "c" and self._has_formula and not self._has_result:
            self.found.add(self._cell)

    def refuse(self, *_: object) -> None:
        """Refuse a document type: entities are what bombs are made of, and no spreadsheet program writes any."""
        raise ValueError("DOCTYPE")
