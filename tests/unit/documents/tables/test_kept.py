"""A table's copy for others: the same cells in the same places, a sign where something stayed at home."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from keytag.documents.tables import DataTable, read_table, shareable_header, shareable_row
from keytag.documents.tables.write import write_copy
from keytag.documents.yaml.old_encodings import is_misread, legacy_font
from keytag.findings import TableCell

CSV = "Danh sách BÍMẬT;;\r\n\r\nTên xã;CCCD;Năm sinh\r\nXã Glar;BÍMẬT;1970\r\n;;\r\nXã Hneng;;\r\n".encode()


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Xã"
    for row in (("BÍMẬT",), (), ("Tên xã", "CCCD", "Năm sinh"), ("Xã Glar", "BÍMẬT", 1970), (), ("Xã Hneng",)):
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _kept(table: DataTable, used: set[int]) -> tuple[TableCell, ...]:
    return (*shareable_header(table.header), *(cell for row in table.rows for cell in shareable_row(row, used)))


def _cells(table: DataTable) -> dict[str, str]:
    rows = (table.header, *(row.cells for row in table.rows))
    return {cell.place.name: cell.text for row in rows for cell in row if cell.text}


@pytest.mark.parametrize("data", [CSV, _workbook()])
def test_a_copy_has_its_cells_where_they_were(data: bytes) -> None:
    """Rows and columns keep their names, what is not used becomes a sign of its kind, titles stay at home."""
    table = read_table(data, "t")
    copied = read_table(write_copy(_kept(table, {0})), "t")
    assert copied.sheet == table.sheet
    assert _cells(copied) == {
        "A3": "Tên xã",
        "B3": "CCCD",
        "C3": "Năm sinh",
        "A4": "Xã Glar",
        "B4": "…",
        "C4": "1",
        "A6": "Xã Hneng",
    }


@pytest.mark.parametrize("data", [CSV, _workbook()])
def test_a_copy_of_a_copy_is_the_same(data: bytes) -> None:
    """A package made from a package has the same bytes."""
    first = write_copy(_kept(read_table(data, "t"), {0}))
    assert write_copy(_kept(read_table(first, "t"), {0})) == first


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12), min_size=1, max_size=6)
)
def test_whatever_a_used_cell_says_is_read_again(texts: list[str]) -> None:
    """Separators, quotation marks, apostrophes and lines in a cell come through."""
    # A table in letters of old fonts, or opened in a wrong encoding, is refused before anything of it is kept.
    assume(not any(legacy_font(text) or is_misread(text) for text in texts))
    header = (TableCell(1, 1, text="a"), TableCell(1, 2, text="b"))
    table = read_table(
        write_copy((*header, *(TableCell(row, 1, text=text) for row, text in enumerate(texts, 2)))), "t"
    )
    again = read_table(write_copy(_kept(table, {0, 1})), "t")
    assert _cells(again) == _cells(table)
