"""Tables out: what spreadsheets read back, and the same bytes each time."""

from __future__ import annotations

import csv
import zipfile
from datetime import date
from io import BytesIO, StringIO
from time import sleep

import openpyxl
import pytest

from keytag.documents.tables.write import Workbook, write_csv, write_xlsx

DAY = date(2026, 1, 15)
BOOK = Workbook(
    "Bảng kê",
    ("STT", "Nơi nhận", "Số thẻ"),
    ((1, "Tổ dân phố Nguyễn Trung Trực – khu phố 12", 64), (2, '=cmd|" /C calc"!A0', 7), ("", "Cộng", 71)),
    "BẢN LÀM THỬ – KHÔNG IN / SPECIMEN",
)


def test_a_workbook_reads_back() -> None:
    """Excel's own reader finds remark, headings, texts and figures; a text that begins with = is no formula."""
    sheet = openpyxl.load_workbook(BytesIO(write_xlsx(BOOK, DAY)))["Bảng kê"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == BOOK.remark
    assert rows[1] == list(BOOK.headings)
    assert rows[2:] == [[1, BOOK.rows[0][1], 64], [2, BOOK.rows[1][1], 7], [None, "Cộng", 71]]
    assert sheet["B4"].data_type == "s"
    assert sheet.freeze_panes == "A3"


def test_a_workbook_has_the_same_bytes_at_any_time() -> None:
    """Neither the clock nor the order of saving changes a byte; the zip's dates are the day's."""
    first = write_xlsx(BOOK, DAY)
    # The zip's clock counts two seconds.
    sleep(2.1)
    assert write_xlsx(BOOK, DAY) == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 15, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert b"2026-01-15T00:00:00Z" in archive.read("docProps/core.xml")
    assert write_xlsx(BOOK, date(2026, 1, 16)) != first


@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_opens_in_excel(separator: str) -> None:
    """The CSV has the mark of UTF-8, the separator asked for, RFC 4180's line ends, and no cell is a formula."""
    data = write_csv(BOOK, separator)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))
    assert rows[0] == list(BOOK.headings)
    assert rows[1] == ["1", BOOK.rows[0][1], "64"]
    assert rows[2][1].startswith("'=")
    assert data.count(b"\r\n") == 4


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_of_a_csv_is_a_formula(start: str) -> None:
    """Whatever a spreadsheet would take for a formula is a text."""
    data = write_csv(Workbook("a", ("b",), ((f"{start}1+1",),)))
    assert f"'{start}1+1" in data.decode("utf-8-sig")
