"""Workbooks that are written again: all of them is weighed before the library reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from keytag.documents.tables.mend import COMPUTED, Repair, write_mended
from keytag.errors import InvalidDocumentError
from keytag.findings import TableCell

from .encoded import workbook

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook(("a", "b"), ("c", "d"))
_SHARED = b'<row r="%d"><c r="A%d"><f t="shared" si="0"/></c></row>'
REPAIR = Repair(TableCell(2, 1, "Danh sách", text="c"), "c", "e", COMPUTED)


def spoiled(change: Callable[[bytes], bytes], part: str = SHEET, called: str | None = None) -> bytes:
    """Return a workbook with one of its parts changed, and called otherwise."""
    stream = BytesIO()
    with ZipFile(BytesIO(PLAIN)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if called is not None and name.endswith((".rels", "[Content_Types].xml")):
                data = data.replace(part.rpartition("/")[2].encode(), called.encode())
            here = part.rpartition("/")[0] + f"/{called}" if called is not None and name == part else name
            after.writestr(here, change(data) if name == part else data)
    return stream.getvalue()


def after(part: bytes) -> Callable[[bytes], bytes]:
    """Return what puts ``part`` behind a sheet's cells."""
    return lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData>" + part)


def within(part: bytes) -> Callable[[bytes], bytes]:
    """Return what puts ``part`` behind a sheet's rows."""
    return lambda sheet: sheet.replace(b"</sheetData>", part + b"</sheetData>")


def write_again(data: bytes) -> bytes:
    """Return the workbook in ``data`` with a cell mended."""
    return write_mended(data, "t.xlsx", (REPAIR,), {}, "en", date(2026, 1, 15)).data


@pytest.mark.parametrize("called", [None, "list.bin"])
def test_a_sheet_is_written_again_whatever_its_part_is_called(called: str | None) -> None:
    """A workbook comes back with its mended cell, also where its part has an odd name."""
    page = openpyxl.load_workbook(BytesIO(write_again(spoiled(bytes, called=called))))["Danh sách"]
    assert (page["A2"].value, page["B2"].value) == ("e", "d")


@pytest.mark.parametrize("called", [None, "list.bin"])
@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (within(b"<row>" + b"<c/>" * 200_000 + b"</row>"), "table-is-bounded"),
        (within(b"<row/>" * 500_000), "table-is-bounded"),
        (after(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "table-is-bounded"),
        (after(b'<conditionalFormatting sqref="A1"/>' * 50_000), "table-is-bounded"),
        (after(b'<conditionalFormatting sqref="%s"/>' % b" ".join([b"A1"] * 2_000)), "table-is-bounded"),
        (
            within(
                b'<row r="9"><c r="A9"><f t="shared" si="0" ref="A9:A999">'
                + b"1+" * 4_000
                + b"1</f></c></row>"
                + b"".join(
                    b'<row r="%d"><c r="A%d"><f t="shared" si="0"/></c></row>' % (r, r) for r in range(10, 999)
                )
            ),
            "table-is-bounded",
        ),
        (lambda part: b'<!DOCTYPE a [<!ENTITY x "y">]>' + part, "table-is-readable"),
        (lambda part: (b'<!DOCTYPE a [<!ENTITY x "y">]>' + part).decode().encode("utf-16"), "table-is-readable"),
        (lambda part: part[: len(part) // 2], "table-is-readable"),
    ],
)
def test_what_would_take_minutes_is_refused(
    change: Callable[[bytes], bytes], rule: str, called: str | None
) -> None:
    """Blank cells, rules, ranges, shared formulas and entities are told before the library sees any of them."""
    with pytest.raises(InvalidDocumentError) as refused:
        write_again(spoiled(change, called=called))
    assert refused.value.findings[0].rule == rule


def test_the_library_parses_without_entities() -> None:
    """Openpyxl has found defusedxml and takes its parser."""
    assert openpyxl.DEFUSEDXML
