"""Tables of groups as offices keep them: read whole, or refused by cell, and never repeating a contact."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from keytag.documents.job.allotment_table import AllotmentRows, read_allotments
from keytag.documents.job.allotments import AllotmentKind, AllotmentTable
from keytag.errors import InvalidDocumentError

ROWS = "Tổ dân phố 1,62\nTổ dân phố 2,58\n"


def _read(text: str | bytes, **source: object) -> AllotmentRows:
    data = text.encode() if isinstance(text, str) else text
    return read_allotments(data, "to.csv", AllotmentTable.model_validate({"from": "to.csv", **source}))


def _refused(text: str | bytes, **source: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidDocumentError) as caught:
        _read(text, **source)
    assert all("BÍMẬT" not in repr(finding) for finding in caught.value.findings)
    return [
        (f.where.cell.name if f.where is not None and f.where.cell is not None else "", f.message.en)
        for f in caught.value.findings
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Tổ,Số hộ",
        "Nơi nhận,Hộ",
        "NOI NHAN,SO HO",
        "Tên đơn vị,Tổng số hộ",
        "name,households",
        "Thôn,Hộ dân",
        "Tên TDP,SL hộ",
        "Thôn/Tổ,Số hộ GĐ",
        "Tên tổ dân phố (cũ),Số lượng hộ",
        "Tổ nhân dân,Tổng số hộ dân",
    ],
)
def test_headers_are_known_as_offices_write_them(header: str) -> None:
    """Vietnamese or English, with or without marks, large or small."""
    found = _read(f"{header}\n{ROWS}")
    assert [(each.name, each.households) for each in found.entries] == [("Tổ dân phố 1", 62), ("Tổ dân phố 2", 58)]
    assert [where.line for where in found.places] == [2, 3]


@pytest.mark.parametrize(
    "data",
    [
        f"Tổ;Số hộ\n{ROWS.replace(',', ';')}".encode("utf-8-sig"),
        f"Tổ\tSố hộ\n{ROWS.replace(',', chr(9))}".encode("utf-16"),
        f"DANH SÁCH TỔ DÂN PHỐ,\n,\nTổ,Số hộ\n{ROWS}".encode(),
        f"Tổ,Số hộ\n{ROWS}Cộng,120\n,\nNgười lập bảng,\n".encode(),
    ],
)
def test_tables_are_read_as_they_lie(data: bytes) -> None:
    """Any separator and encoding that Excel saves, titles above, sums and signatures below."""
    found = _read(data)
    assert [each.households for each in found.entries] == [62, 58]
    assert {each.rule for each in found.findings} <= {"allotment-rows-are-receivers"}


def test_a_workbook_is_read_too() -> None:
    """An XLSX gives the same, its figures being figures; a bad cell is named by its sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tổ"
    for row in (["STT", "Tổ dân phố", "Số hộ"], [1, "Tổ dân phố 1", 62], [2, "Tổ dân phố 2", 58]):
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    assert [each.households for each in _read(buffer.getvalue()).entries] == [62, 58]
    sheet["C3"] = "nhiều"
    buffer = BytesIO()
    book.save(buffer)
    assert _refused(buffer.getvalue()) == [("C3", "“nhiều” is not a whole number.")]


@pytest.mark.parametrize(("text", "value"), [("347", 347), ("1.047", 1047), ("1,047", 1047), ("1 047", 1047)])
def test_thousands_may_be_parted(text: str, value: int) -> None:
    """A figure may have its thousands parted as people do."""
    assert _read(f'Tổ,Số hộ\nTổ 1,"{text}"\n').entries[0].households == value


@pytest.mark.parametrize("text", ["12,5", "6o", "-4", "1.04", "khoảng 50", "0", "20001", "1e3"])
def test_what_is_no_count_is_refused(text: str) -> None:
    """Halves, letters, negative and absurd figures are errors of their cell."""
    ((cell, message),) = _refused(f'Tổ,Số hộ\nTổ 1,"{text}"\n')
    assert cell == "B2"
    assert message.startswith(f"“{text}”")


def test_columns_say_which_is_which() -> None:
    """What ``columns`` names goes before what a header seems to say."""
    found = _read("Tổ,Số hộ,Hộ thực tế\nTổ 1,60,62\n", columns={"households": "Hộ thực tế"})
    assert found.entries[0].households == 62


def test_kinds_and_contacts_are_read() -> None:
    """A kind may be a word of either language; several columns of contacts are one."""
    found = _read("Nơi nhận,Loại,Số thẻ,Tổ trưởng,Điện thoại\nMặt trận,kênh,100,Bà Lan,0769 000 113\n")
    (entry,) = found.entries
    assert (entry.kind, entry.quantity, entry.contact) == (AllotmentKind.CHANNEL, 100, "Bà Lan, 0769 000 113")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tổ,Số hộ\n", [("", "The table names nobody.")]),
        ("STT,Ghi chú\n1,x\n", [("A1", "No column has the names"), ("A1", "No column has households or tags")]),
        ("Tổ,Hộ,Số hộ\nTổ 1,3,4\n", [("C1", "Two columns are the households: B and C.")]),
        ("Tổ,Số hộ\n,62\n", [("A2", "The name is missing.")]),
        ("Tổ,Số hộ,Tổ trưởng\nTổ 1,,BÍMẬT\n", [("A2", "“Tổ 1”: neither households nor tags are given.")]),
        ("Tổ,Số hộ,Tổ trưởng\nTổ 1,62,BÍMẬT\u200b\n", [("C2", "The contact cannot be read.")]),
        ("Tổ,Số hộ,Loại\nTổ 1,62,Huyện\n", [("C2", "There is no kind “Huyện”.")]),
        (f"Tổ,Số hộ\n{'x' * 161},3\n", [("A2", "“")]),
    ],
)
def test_mangled_tables_name_the_cell(text: str, told: list[tuple[str, str]]) -> None:
    """Whatever is wrong is told by cell, and what a contact says is not told at all."""
    found = _refused(text)
    assert len(found) == len(told)
    for (cell, message), (place, words) in zip(found, told, strict=True):
        assert cell == place
        assert message.startswith(words)


def test_every_wrong_cell_is_told_at_once() -> None:
    """All that is wrong with a table is said in one run."""
    assert [cell for cell, _ in _refused("Tổ,Số hộ\nTổ 1,x\nTổ 2,y\n,7\n")] == ["B2", "B3", "A4"]


@pytest.mark.parametrize(("said", "is_odd"), [("120", False), ("121", True), ("", False)])
def test_the_row_of_sums_is_added_up(said: str, is_odd: bool) -> None:  # noqa: FBT001
    """A sum that is not that of its rows is a warning at its cell; without one there is nothing to say."""
    found = _read(f"Tổ,Số hộ\n{ROWS}Tổng cộng,{said}\n").findings
    assert [f.where.cell.name for f in found if f.where and f.where.cell] == (["B4"] if is_odd else [])


def test_sums_may_stand_under_each_part() -> None:
    """A subtotal is held against its own rows, the last against all."""
    found = _read("Tổ,Số hộ\nA,10\nCộng,10\nB,20\nCộng,20\nTổng cộng,30\n")
    assert [each.name for each in found.entries] == ["A", "B"]
    assert found.findings == ()


def test_too_many_rows_are_refused() -> None:
    """A hostile table is refused by its length."""
    rows = "".join(f"Tổ {i},3\n" for i in range(2001))
    assert _refused(f"Tổ,Số hộ\n{rows}")[-1][1] == "The table has 2001 rows, more than 2000."


def test_a_group_that_is_a_number_has_its_columns_name() -> None:
    """Below "Tên tổ dân phố" offices write 9: a label says whose bag it is."""
    assert [each.name for each in _read("Tên tổ dân phố,Số hộ\n9,62\nThôn 2,58\n").entries] == [
        "Tổ dân phố 9",
        "Thôn 2",
    ]


def test_contacts_and_what_stands_below_stay_at_home() -> None:
    """Of a table those cells may travel that say who gets how many, and of the sums their figures."""
    rows = "BÍMẬT,,,\nTổ,Số hộ,Tổ trưởng,CCCD\n1,62,BÍMẬT,BÍMẬT\n2,58,BÍMẬT,12\nCộng,120,BÍMẬT,\nBÍMẬT,,,\n"
    kept = _read(rows).kept
    assert {cell.name: cell.text for cell in kept if cell.row > 2} == {
        "A3": "1",
        "B3": "62",
        "C3": "…",
        "D3": "…",
        "A4": "2",
        "B4": "58",
        "C4": "…",
        "D4": "1",
        "A5": "Cộng",
        "B5": "120",
        "C5": "…",
    }
    assert {cell.row for cell in kept} == {2, 3, 4, 5}


def _book(*rows: tuple[object, ...]) -> openpyxl.worksheet.worksheet.Worksheet:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    return sheet


def _saved(sheet: openpyxl.worksheet.worksheet.Worksheet) -> bytes:
    buffer = BytesIO()
    assert isinstance(sheet.parent, openpyxl.Workbook)
    sheet.parent.save(buffer)
    return buffer.getvalue()


_LIST = (
    ("STT", "Xã", "Thôn", "Số hộ", "Trưởng thôn"),
    ("(1)", "(2)", "(3)", "(4)", "(5)"),
    ("I", "Cụm số 1", None, None, None),
    (1, "Xã Glar", "Thôn Một", 62, "Ông A"),
    (2, None, "Thôn Hai", 58, "Ông B"),
    ("STT", "Xã", "Thôn", "Số hộ", "Trưởng thôn"),
    (3, "Xã Dơr", "Thôn Ba", 40, "Ông C"),
    ("Tổng cộng", None, None, 160, None),
    ("Bằng chữ: một trăm sáu mươi",),
    (None, None, "NGƯỜI LẬP BIỂU", None, None),
)


def test_what_receives_nothing_is_passed_over() -> None:
    """Numbers of columns, headings, headers and signatures are told once; a merged commune reaches all."""
    sheet = _book(*_LIST)
    sheet.merge_cells("B4:B5")
    found = _read(_saved(sheet), columns={"edition": "Xã"})
    assert [(each.name, each.households, each.edition) for each in found.entries] == [
        ("Thôn Một", 62, "Xã Glar"),
        ("Thôn Hai", 58, "Xã Glar"),
        ("Thôn Ba", 40, "Xã Dơr"),
    ]
    (note,) = found.findings
    assert note.rule == "allotment-rows-are-receivers"
    assert "dòng 2 (đánh số cột); dòng 6 (tiêu đề lặp lại); dòng 3 (tên cụm, nhóm)" in note.message.vi


def test_a_figure_merged_over_groups_is_asked_for() -> None:
    """Households merged over two groups are an error that names the range."""
    sheet = _book(*_LIST[:1], _LIST[3], (2, "Xã Glar", "Thôn Hai", None, None))
    sheet.merge_cells("D2:D3")
    found = _refused(_saved(sheet))
    assert [message for _, message in found if "D2:D3" in message]


def test_hidden_groups_are_refused_until_the_job_speaks() -> None:
    """A hidden row is named; skip leaves it out, read reads it."""
    sheet = _book(*_LIST[:1], *_LIST[3:5], _LIST[6])
    sheet.row_dimensions[3].hidden = True
    data = _saved(sheet)
    ((cell, message),) = _refused(data)
    assert (cell, message) == ("C3", "The table hides or filters out: row 3 (Thôn Hai).")
    assert [each.name for each in _read(data, hidden="skip").entries] == ["Thôn Một", "Thôn Ba"]
    assert len(_read(data, hidden="read").entries) == 3
