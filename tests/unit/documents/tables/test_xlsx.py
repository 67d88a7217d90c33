"""Workbooks: values as their spreadsheet shows them, one sheet for sure, and nothing too large to read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from keytag.documents.tables import Stored, read_table
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding

from .encoded import saved, workbook

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook(("a", "b"), ("c", "d"))


def refusal(data: bytes, sheet: str | None = None) -> Finding:
    """Return the first finding with which ``data`` is refused."""
    with pytest.raises(InvalidDocumentError) as refused:
        read_table(data, "t.xlsx", sheet=sheet)
    return refused.value.findings[0]


def spoiled(change: Callable[[bytes], bytes], part: str = SHEET) -> bytes:
    """Return a workbook of two rows with one of its parts changed."""
    stream = BytesIO()
    with ZipFile(BytesIO(PLAIN)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, change(data) if name == part else data)
    return stream.getvalue()


def test_values_are_texts_with_places() -> None:
    """Texts, figures and dates are read from the only sheet with text, below the titles, each with its cell."""
    data = workbook(
        ("CÁC XÃ",),
        (),
        ("Tên xã", "Trực ban", "Số lượng", "Ngày", "Giờ", "Có"),
        (" Xã Glar\u00a0", "0269 3000 113", 880, date(2026, 3, 1), time(7, 30), True),
        (None, 269300011.0, 1.5, None, None, None),
        Trống=(),
    )
    table = read_table(data, "t.xlsx")
    assert (table.sheet, [row.number for row in table.rows]) == ("Danh sách", [4, 5])
    first, second = table.rows
    assert [cell.text for cell in first.cells] == [
        "Xã Glar",
        "0269 3000 113",
        "880",
        "2026-03-01",
        "07:30:00",
        "TRUE",
    ]
    assert [cell.stored for cell in first.cells[1:4]] == [Stored.TEXT, Stored.NUMBER, Stored.DATE]
    assert [cell.text for cell in second.cells] == ["", "269300011", "1.5", "", "", ""]
    where = first.cells[1].where
    assert where.description.vi == "t.xlsx, trang “Danh sách”, dòng 4, cột B (Trực ban)"
    assert str(where) == "t.xlsx:Danh sách!B4"


@pytest.mark.parametrize(
    ("value", "mask", "text"),
    [
        (769000201, "0000 000 000", "0769 000 201"),
        (769000201, '"0"000\\.000\\.000', "0769.000.201"),
        (769000201, "General", "769000201"),
        (769000201, "#,##0", "769000201"),
        (880, "0", "880"),
        (12345678901, "0000000000", "12345678901"),
    ],
)
def test_a_number_format_that_places_digits_is_what_people_see(value: int, mask: str, text: str) -> None:
    """A telephone number whose zero is in the format keeps it; a figure stays a figure."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["a", "b"])
    sheet.append(["x", value])
    sheet["B2"].number_format = mask
    assert read_table(saved(book), "t.xlsx").rows[0].cells[1].text == text


def test_a_formula_is_its_result_or_a_fault() -> None:
    """What a file holds of a formula is used; a formula without a result is told, none is computed."""
    data = workbook(("a", "b"), ("c", "=1+1"))
    fault = read_table(data, "t.xlsx").rows[0].cells[1].fault
    assert fault is not None
    assert (fault.rule, fault.where and fault.where.description.en) == (
        "table-cells-are-values",
        "t.xlsx, sheet “Danh sách”, row 2, column B (b)",
    )
    for kind, value, text in (
        (b"", b"<v>2</v>", "2"),
        (b' t="str"', b"<v></v>", ""),
        (b' t="str"', b"<v>x</v>", "x"),
    ):

        def computed(sheet: bytes, kind: bytes = kind, value: bytes = value) -> bytes:
            start = sheet.index(b'<c r="B2"')
            end = sheet.index(b"</c>", start)
            return sheet[:start] + b'<c r="B2"' + kind + b"><f>1+1</f>" + value + sheet[end:]

        cell = read_table(spoiled(computed), "t.xlsx").rows[0].cells[1]
        assert (cell.text, cell.fault) == (text, None)


def test_the_sheet_is_known_for_sure() -> None:
    """Of several sheets with text one must be named, with or without marks; hidden ones do not count."""
    data = workbook(("a", "b"), Hai=(("c", "d"),))
    finding = refusal(data)
    assert (finding.rule, finding.hint.vi) == ("table-sheet-is-known", "Ghi tên trang, ví dụ sheet: Danh sách")
    assert read_table(data, "t.xlsx", sheet="danh sach").header[0].text == "a"
    assert refusal(data, sheet="Danh sich").hint.en == "Did you mean “Danh sách”?"
    book = Workbook()
    first = book.active
    assert first is not None
    first.append(["a", "b"])
    hidden = book.create_sheet("Ẩn")
    hidden.append(["c", "d"])
    hidden.sheet_state = "hidden"
    assert read_table(saved(book), "t.xlsx").header[0].text == "a"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda part: part.replace(b'r="B2"', b'r="AAAAAAAA2"'), "table-is-readable"),
        (lambda part: part.replace(b'r="B2"', b'r="&#65;&#65;&#65;&#65;2"'), "table-is-readable"),
        (lambda part: part.replace(b'<row r="2"', b'<row r="999999999"'), "table-is-readable"),
        (lambda part: part.replace(b'r="B2"', b'r="XFD2"'), "table-is-bounded"),
        (lambda part: b'<!DOCTYPE a [<!ENTITY x "y">]>' + part, "table-is-readable"),
        (lambda part: part[: len(part) // 2], "table-is-readable"),
        (lambda _part: b"<a>" * 300 + b"</a>" * 300, "table-is-readable"),
        (
            lambda part: part.replace(b'<row r="2"', b"<row " + b" ".join(b'a%d="1"' % i for i in range(200))),
            "table-is-readable",
        ),
        (lambda _part: b"", "table-is-readable"),
        (lambda part: part + b" " * 30_000_000, "table-is-bounded"),
        (lambda part: part.replace(b"</sheetData>", b"<row/>" * 500_000 + b"</sheetData>"), "table-is-bounded"),
    ],
)
def test_a_workbook_made_to_harm_is_refused(change: Callable[[bytes], bytes], rule: str) -> None:
    """Bombs, entities, cells beyond every sheet and torn parts end in a finding, before a library reads them."""
    assert refusal(spoiled(change)).rule == rule


@pytest.mark.parametrize("data", [b"PK\x03\x04", PLAIN[: len(PLAIN) // 2], PLAIN[:-30]])
def test_a_torn_file_is_refused(data: bytes) -> None:
    """A file that was cut off is no workbook."""
    assert refusal(data).rule == "table-is-readable"


def test_a_letter_of_a_hundred_marks_is_refused() -> None:
    """Marks upon marks, which take longer to order the more they are, end in a finding at once."""
    assert refusal(workbook(("a", "b"), ("c\u0323\u0301" + "\u0323\u0301" * 50, "d"))).rule == "table-is-bounded"


def test_another_zip_is_no_workbook() -> None:
    """An archive of other things (an .ods, a .docx) is refused as what it is not."""
    stream = BytesIO()
    with ZipFile(stream, "w") as other:
        other.writestr("content.xml", "<a/>")
    assert refusal(stream.getvalue()).message.en == "The file is no .xlsx workbook that can be read."


def test_a_sheet_that_is_meant_is_read_to_its_end() -> None:
    """Of sheets that nobody sees the first rows tell what they are; one that is named or seen is read whole."""
    rows = (("a", "b"), *((f"c{i}", "d") for i in range(40)))
    seen = workbook(*rows)
    assert len(read_table(seen, "t.xlsx").rows) == 40
    assert len(read_table(seen, "t.xlsx", sheet="Danh sách").rows) == 40
    book = Workbook()
    book.worksheets[0].append(("x", "y"))
    hidden = book.create_sheet("Ẩn")
    for row in rows:
        hidden.append(row)
    hidden.sheet_state = "hidden"
    assert len(read_table(saved(book), "t.xlsx", sheet="Ẩn").rows) == 40


def test_two_sheets_of_one_part_are_refused() -> None:
    """Many sheets that are one and the same would be read as often; whoever made it did not use a spreadsheet."""
    stream = BytesIO()
    with ZipFile(BytesIO(workbook(("a", "b"), Hai=(("c", "d"),)))) as before, ZipFile(stream, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(b"sheet2.xml", b"sheet1.xml") if name.endswith(".rels") else data)
    assert refusal(stream.getvalue()).message.en == "Two sheets of the workbook are made of one and the same part."


def _with(part: bytes) -> bytes:
    """Return a workbook with ``part`` behind its sheet's cells."""
    return spoiled(lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData>" + part))


@pytest.mark.parametrize(
    "part",
    [
        b"<mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 30_000 + b"</mergeCells>",
        b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
        b"<hyperlinks>" + b'<hyperlink ref="A1:Z100"/>' * 3_000 + b"</hyperlinks>",
    ],
)
def test_merged_cells_and_links_have_a_limit(part: bytes) -> None:
    """More merged cells or links than a list can have are refused before any is laid over the table."""
    assert refusal(_with(part)).rule == "table-is-bounded"


@pytest.mark.parametrize(
    "part",
    [
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 10_000 + b"</mergeCells>",
        b'<cols><col min="1" max="16384" width="9"/></cols>' * 100,
    ],
)
def test_what_covers_the_whole_sheet_costs_nothing(part: bytes) -> None:
    """A span over a million blank cells is laid over the few that there are."""
    assert read_table(_with(part), "t.xlsx").rows[0].number == 2


@pytest.mark.parametrize("ref", ["", "A1:", "A:B", "1:2", "AAAA1:B2", "A99999999:B1"])
def test_a_broken_range_is_refused(ref: str) -> None:
    """A range that no spreadsheet program writes makes the file unreadable."""
    part = b'<mergeCells><mergeCell ref="%s"/></mergeCells>' % ref.encode()
    assert refusal(_with(part)).rule == "table-is-readable"


def test_how_a_sheet_lies_is_read_with_it() -> None:
    """Merged cells, hidden rows and columns and hyperlinks are known of the sheet that has them alone."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Một"
    for row in (("a", "b", "c"), ("d", "e", "f"), ("g", None, "i")):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["A2"].hyperlink = "https://example.com/x"
    other = book.create_sheet("Hai")
    other.append(("k", "l"))
    other.append(("m", "n"))
    data = saved(book)
    table = read_table(data, "t.xlsx", sheet="Một")
    assert (table.unseen.rows, table.unseen.columns) == (frozenset({3}), frozenset({3}))
    assert [[cell.span.name if cell.span else "" for cell in row.cells] for row in table.rows] == [
        ["", "B2:B3", ""]
    ] * 2
    assert [row.cells[1].is_covered for row in table.rows] == [False, True]
    assert [cell.link for row in table.rows for cell in row.cells] == ["https://example.com/x", *[""] * 5]
    plain = read_table(data, "t.xlsx", sheet="Hai")
    assert (plain.unseen.rows, plain.unseen.columns, plain.rows[0].cells[0].span) == (
        frozenset(),
        frozenset(),
        None,
    )
