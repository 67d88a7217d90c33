"""Tables as offices keep them: every place is read, nothing else, and whatever was done is told once."""

from __future__ import annotations

import re

import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from keytag.documents.job import JobFile, NumberRole
from keytag.documents.tables.write import write_copy
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding, Severity

from .office_tables import HEADER, JOB, PLACES, official, read, sheet_of

NAMES = [str(place[1]) for place in PLACES]


def names(file: JobFile) -> list[str | None]:
    """Return the names of a job's editions."""
    return [edition.name for edition in file.editions]


def notes(file: JobFile) -> dict[str, str]:
    """Return what is told of how a table was read, by rule: one message each."""
    assert all(note.severity is Severity.NOTE for note in file.notes)
    assert len({note.rule for note in file.notes}) == len(file.notes)
    return {note.rule: note.message.vi for note in file.notes}


def refused(table: Worksheet | bytes, job: str = JOB) -> list[Finding]:
    """Return the findings with which a table is refused."""
    with pytest.raises(InvalidDocumentError) as error:
        read(table, job)
    return list(error.value.findings)


def test_an_official_list_is_its_places() -> None:
    """Motto, titles, total, words for it, remarks and signatures are no places; one note names their rows."""
    file = read(official())
    assert names(file) == NAMES
    assert [edition.quantity for edition in file.editions] == [610, 620, 630, 640]
    said = notes(file)["roster-rows-are-places"]
    assert "dòng 10 (dòng cộng)" in said
    assert "dòng 11–16 (chữ ký, ghi chú)" in said


@pytest.mark.parametrize(
    "line",
    [
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        (1, 2, 3, 4, 5, 6),
        ("A", "B", 1, 2, 3, 4),
        ("(1)", "(2)", "(3)=(4)+(5)", "(4)", "(5)", "(6)"),
        ("1.", "2.", "3.", "4.", "5.", "6."),
    ],
)
def test_the_line_that_numbers_columns_is_passed_over(line: tuple[object, ...]) -> None:
    """Numbers and letters under the header are no place."""
    file = read(official(places=(line, *PLACES)))
    assert names(file) == NAMES
    assert "dòng 6 (đánh số cột)" in notes(file)["roster-rows-are-places"]


def test_a_header_on_the_next_page_is_passed_over() -> None:
    """The header again, in one line or two, and the line that numbers columns again."""
    again = (HEADER, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"))
    file = read(official(places=(*PLACES[:2], *again, *PLACES[2:])))
    assert names(file) == NAMES
    assert "dòng 9 (đánh số cột); dòng 8 (tiêu đề lặp lại)" in notes(file)["roster-rows-are-places"]


@pytest.mark.parametrize(
    "heading",
    [
        ("I. Cụm số 1",),
        ("I", "Cụm số 1"),
        (None, "Khu vực phía Đông"),
        (None, "Huyện Đak Đoa (cũ)"),
        ("A", "Các xã"),
        (None, "II/ Cụm Mang Yang"),
        ("I", "Cụm số 1", 1230),
    ],
)
def test_a_heading_of_a_group_is_passed_over(heading: tuple[object, ...]) -> None:
    """Names of groups, also with the sum of the group, head places and are none."""
    file = read(official(places=(heading, *PLACES[:2], ("II", "Cụm số 2"), *PLACES[2:])))
    assert names(file) == NAMES
    assert "dòng 6, 9 (tên cụm, nhóm)" in notes(file)["roster-rows-are-places"]


def test_a_merged_heading_is_passed_over() -> None:
    """Whatever is merged across the table is no place."""
    sheet = official(places=(("Đak Đoa cũ",), *PLACES))
    sheet.merge_cells("A6:F6")
    file = read(sheet)
    assert names(file) == NAMES
    assert "dòng 6 (tên cụm, nhóm)" in notes(file)["roster-rows-are-places"]
    assert "roster-numbers-are-there" not in notes(file)


@pytest.mark.parametrize("word", ["Cộng cụm 1", "Cộng", "Tổng cụm I", "Tổng cộng cụm 1"])
def test_sums_of_groups_are_passed_over(word: str) -> None:
    """A sum between the places is none of them."""
    file = read(official(places=(*PLACES[:2], (None, word, 1230), *PLACES[2:])))
    assert names(file) == NAMES


def test_a_sum_without_a_word_is_one() -> None:
    """A last row with nothing but what the rows above add up to is their sum."""
    file = read(sheet_of(HEADER, *PLACES, (None, None, 2500)))
    assert names(file) == NAMES
    assert "dòng 6 (dòng cộng)" in notes(file).get("roster-rows-are-places", "dòng 6 (dòng cộng)")


@pytest.mark.parametrize("name", ["Xã Cộng Hòa", "Cộng Hòa", "Tổng Cọt", "Phan Rang", "Cụm 3", "Tỉnh lỵ", "I"])
def test_a_row_with_its_own_number_is_a_place(name: str) -> None:
    """No word makes a row with a telephone number pass unread."""
    place = (5, name, 100, "0269 3000 255", "0769 000 255", None)
    assert names(read(official(places=(*PLACES, place))))[-1] == name


def test_a_place_without_figures_is_never_passed_over() -> None:
    """A place whose row lacks all figures is an error, wherever it stands between others."""
    (found,) = refused(official(places=(*PLACES[:2], (3, "Xã Ia Băng"), *PLACES[2:])))
    assert (found.rule, found.where and found.where.cell and found.where.cell.name) == (
        "roster-rows-say-more",
        "B8",
    )


def test_a_link_merged_down_reaches_every_row() -> None:
    """One link over all rows is that of every place, and a note names the cells."""
    sheet = official(places=tuple((*place[:5], PLACES[0][5] if place is PLACES[0] else None) for place in PLACES))
    sheet.merge_cells("F6:F9")
    file = read(sheet)
    assert {edition.qr.link for edition in file.editions if edition.qr} == {PLACES[0][5]}
    assert all(edition.qr for edition in file.editions)
    assert "F6:F9" in notes(file)["roster-merged-cells-reach-all"]


def test_a_quantity_merged_over_places_is_asked_for() -> None:
    """Nobody knows whether a merged figure is a sum: one error names the range."""
    sheet = official(
        places=tuple((*place[:2], 1200 if place is PLACES[0] else None, *place[3:]) for place in PLACES)
    )
    sheet.merge_cells("C6:C9")
    (found,) = refused(sheet)
    assert found.rule == "roster-merged-quantities-are-shared-out"
    assert "C6:C9 (“1200”)" in found.message.vi


def test_a_number_merged_over_places_is_each_ones_and_told() -> None:
    """A desk for several places is on every tag; its cell is named."""
    sheet = official(
        places=tuple((*place[:3], place[3] if place is PLACES[0] else None, *place[4:]) for place in PLACES)
    )
    sheet.merge_cells("D6:D9")
    file = read(sheet)
    assert {edition.numbers[0].written for edition in file.editions} == {"0269 3000 201"}
    assert "D6:D9" in notes(file)["roster-merged-cells-reach-all"]


PEOPLE = ("STT", "Đơn vị", "Họ và tên", "Chức vụ", "Số điện thoại", "Số lượng")


def people(*, is_merged: bool, is_repeated: bool = False) -> Worksheet:
    """Return a list with a line for each officer."""
    sheet = sheet_of(("DANH SÁCH",), (), PEOPLE)
    for number, (_, name, count, duty, chief, _link) in enumerate(PLACES, 1):
        again = name if is_repeated else None
        sheet.append((number, name, None, "Trực ban", duty, count))
        sheet.append((None, again, "Nguyễn Văn A", "Trưởng Công an xã", chief, None))
        sheet.append((None, again, "Trần Văn B", "Phó Trưởng Công an", str(chief).replace("0769", "0969"), None))
        if is_merged:
            for column in "ABF":
                sheet.merge_cells(f"{column}{3 * number + 1}:{column}{3 * number + 3}")
    return sheet


@pytest.mark.parametrize("form", ["merged", "blank", "repeated"])
def test_a_line_for_each_officer_is_one_edition(form: str) -> None:
    """Merged, blank or repeated names: a place is one edition, its officers labelled by their positions."""
    file = read(people(is_merged=form == "merged", is_repeated=form == "repeated"))
    assert names(file) == NAMES
    assert [edition.quantity for edition in file.editions] == [610, 620, 630, 640]
    assert [(n.label, n.written, n.role) for n in file.editions[0].numbers] == [
        ("Trực ban", "0269 3000 201", NumberRole.DUTY),
        ("Trưởng Công an xã", "0769 000 201", NumberRole.CHIEF),
        ("Phó Trưởng Công an", "0969 000 201", NumberRole.DEPUTY),
    ]
    said = notes(file)
    assert "dòng 4–15" in said["roster-places-are-put-together"]
    assert "Họ và tên" in said["roster-columns-are-used"]
    assert "Chức vụ" not in said["roster-columns-are-used"]


def test_lines_that_say_nobody_are_asked_for_once() -> None:
    """Several lines without positions: one error with a small table that can be read."""
    sheet = sheet_of(("STT", "Đơn vị", "Số điện thoại", "Số lượng"))
    for number, (_, name, count, duty, chief, _link) in enumerate(PLACES, 1):
        sheet.append((number, name, duty, count))
        sheet.append((None, None, chief, None))
        for column in "ABD":
            sheet.merge_cells(f"{column}{2 * number}:{column}{2 * number + 1}")
    (found,) = refused(sheet)
    assert found.rule == "roster-lines-are-told"
    header, *rows = [[cell.strip() for cell in line.split("|")] for line in found.hint.vi.splitlines()[1:]]
    example = sheet_of(tuple(header), *(tuple(cell or None for cell in row) for row in rows))
    (edition,) = read(example).editions
    assert [n.label for n in edition.numbers] == ["Trực ban", "Trưởng Công an"]


def test_a_position_beside_a_name_is_the_label() -> None:
    """Of "Nguyễn Văn A - Trưởng Công an xã" the position is printed, and the name goes nowhere."""
    sheet = sheet_of(
        ("STT", "Đơn vị", "Họ tên, chức vụ", "Số điện thoại", "Số lượng"),
        (1, "Xã Đak Đoa", "Nguyễn Văn A - Trưởng Công an xã", "0769 000 201", 5),
        (None, None, "Trần B - Phó Trưởng Công an", "0969 000 202", None),
    )
    file = read(sheet)
    assert [n.label for n in file.editions[0].numbers] == ["Trưởng Công an xã", "Phó Trưởng Công an"]
    assert not any("Nguyễn" in cell.text or "Trần" in cell.text for cell in file.tables[0].kept)
    assert read(write_copy(file.tables[0].kept)).digest == file.digest


def test_officers_under_headings_are_shown_a_table_that_reads() -> None:
    """A list of officers whose offices stand in headings is refused with an example, below its real header."""
    sheet = sheet_of(
        ("CÔNG AN TỈNH GIA LAI", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("STT", "Họ và tên", "Chức vụ", "Số điện thoại"),
        ("I", "CÔNG AN XÃ ĐAK ĐOA"),
        (1, "Nguyễn Văn A", "Trưởng Công an xã", "0769 000 201"),
    )
    (found,) = refused(sheet)
    assert found.rule == "roster-has-its-columns"
    assert "B (Họ và tên)" in found.message.vi
    assert "Thêm cột “Đơn vị”" in found.hint.vi


def test_a_contact_below_the_table_is_no_place() -> None:
    """A number with somebody's name among the signatures is passed over with them."""
    sheet = official()
    sheet["D15"] = "Liên hệ đ/c A: 0769 000 999"
    file = read(sheet)
    assert names(file) == NAMES
    assert "dòng 11–16 (chữ ký, ghi chú)" in notes(file)["roster-rows-are-places"]


def test_rows_without_names_are_one_error() -> None:
    """Names that are missing in many rows are told once."""
    places = tuple((*place[:1], None if place is not PLACES[0] else place[1], *place[2:]) for place in PLACES)
    (found,) = refused(official(places=places))
    assert found.rule == "roster-rows-have-names"
    assert "Dòng 7–9" in found.message.vi


def test_hidden_rows_and_columns_are_refused_until_the_job_speaks() -> None:
    """A hidden place and a hidden column of numbers are named; skip leaves them out, read reads them."""
    sheet = official()
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["E"].hidden = True
    (found,) = refused(sheet)
    assert found.rule == "table-is-wholly-seen"
    assert found.message.vi == "Bảng ẩn hoặc lọc mất: dòng 7 (Xã Kbang); cột E (Trưởng Công an)."
    lines = re.findall(r"editions: \{[^}]*\}", found.hint.vi)
    assert len(lines) == 2
    skipped, whole = (read(sheet, JOB.replace("editions: {from: xa.xlsx}", line)) for line in lines)
    assert names(skipped) == [name for name in NAMES if name != "Xã Kbang"]
    assert [n.label for n in skipped.editions[0].numbers] == ["Trực ban"]
    assert names(whole) == NAMES
    assert [n.label for n in whole.editions[0].numbers] == ["Trực ban", "Trưởng Công an"]


def test_rows_without_height_are_hidden_and_signatures_may_be() -> None:
    """A row of no height is hidden as any other; what is no place may be hidden, and so may an unused column."""
    sheet = official()
    sheet.row_dimensions[14].hidden = True
    sheet.row_dimensions[2].hidden = True
    assert names(read(sheet)) == NAMES
    sheet.row_dimensions[6].height = 0.5
    (found,) = refused(sheet)
    assert "dòng 6 (Xã Đak Đoa)" in found.message.vi


def test_what_is_struck_out_is_refused_once() -> None:
    """A place with a line through it was given up, and its text is still in the file; other rows may be so."""
    sheet = official()
    for column in "ABCDEF":
        sheet[f"{column}7"].font = Font(strike=True)
        sheet[f"{column}10"].font = Font(strike=True)
    (found,) = refused(sheet)
    assert found.rule == "table-nothing-is-struck-out"
    assert "B7 “Xã Kbang”" in found.message.vi
    assert "10" not in {cell[1:] for cell in found.message.en.split() if cell[:1] in "ABCDEF"}


def test_a_merged_link_whose_first_row_is_skipped_reaches_the_others() -> None:
    """The first cell of merged ones has their text, also where its row is left out."""
    sheet = official(places=tuple((*place[:5], PLACES[0][5] if place is PLACES[0] else None) for place in PLACES))
    sheet.merge_cells("F6:F9")
    sheet.row_dimensions[6].hidden = True
    file = read(sheet, JOB.replace("xa.xlsx}", "xa.xlsx, hidden: skip}"))
    assert names(file) == NAMES[1:]
    assert all(edition.qr and edition.qr.link == PLACES[0][5] for edition in file.editions)


def test_the_sheet_with_the_header_is_taken() -> None:
    """Of several sheets the one that has a list is read, and a note says so."""
    sheet = official()
    assert sheet.parent is not None
    sheet.parent.create_sheet("Kinh phí").append(("STT", "Nội dung", "Thành tiền"))
    file = read(sheet)
    assert names(file) == NAMES
    assert "“Danh sách”" in notes(file)["table-sheet-is-known"]


@pytest.mark.parametrize("title", ["Phụ lục 2", "Số: 2 {a}", "yes", 'Tờ "2"', "2026"])
def test_the_hint_about_sheets_cures(title: str) -> None:
    """Where several sheets have a list, the line in the message is the whole cure, whatever they are called."""
    sheet = official()
    sheet.title = re.sub(r"[:*?/\\\[\]]", "", title)
    assert sheet.parent is not None
    other = sheet.parent.create_sheet("Bản cũ")
    other.append(HEADER)
    other.append(PLACES[0])
    (found,) = refused(sheet)
    assert found.rule == "table-sheet-is-known"
    line = found.hint.vi[found.hint.vi.index("editions:") :]
    assert names(read(sheet, JOB.replace("editions: {from: xa.xlsx}", line))) == NAMES


def test_a_hidden_sheet_with_a_list_is_told() -> None:
    """A second list on a hidden sheet is named before anything is printed; lists of choices may be hidden."""
    sheet = official()
    assert sheet.parent is not None
    choices = sheet.parent.create_sheet("Danh mục")
    choices.append(("Có", "Không"))
    choices.sheet_state = "hidden"
    assert names(read(sheet)) == NAMES
    other = sheet.parent.create_sheet("Bản 2")
    other.append(HEADER)
    other.append(PLACES[0])
    other.sheet_state = "veryHidden"
    (found,) = refused(sheet)
    assert (found.rule, "“Bản 2”" in found.message.vi) == ("table-is-wholly-seen", True)
    assert names(read(sheet, JOB.replace("xa.xlsx}", "xa.xlsx, hidden: skip}"))) == NAMES


def test_a_hyperlink_is_read_as_its_address() -> None:
    """A cell that shows a name and leads to an address is that address, once told."""
    sheet = official(places=tuple((*place[:5], f"Zalo {place[1]}") for place in PLACES))
    for row, place in enumerate(PLACES, 6):
        sheet.cell(row, 6).hyperlink = str(place[5])
    file = read(sheet)
    assert [edition.qr and edition.qr.link for edition in file.editions] == [place[5] for place in PLACES]
    assert "F6 “Zalo Xã Đak Đoa”" in notes(file)["roster-links-are-read"]


def test_a_formula_that_links_is_read() -> None:
    """=HYPERLINK("…") leads where it says, without a result of its own."""
    sheet = official(places=tuple((*place[:5], f'=HYPERLINK("{place[5]}","Zalo")') for place in PLACES))
    assert [edition.qr and edition.qr.link for edition in read(sheet).editions] == [place[5] for place in PLACES]


def test_a_cell_that_leads_elsewhere_is_refused() -> None:
    """A cell that shows one address and leads to another is an error that names both."""
    sheet = official()
    sheet["F7"].hyperlink = "https://zalo.me/9999999999999999999"
    sheet["F6"].hyperlink = f"{PLACES[0][5]}/"
    (found,) = refused(sheet)
    assert found.rule == "roster-links-lead-where-they-say"
    assert "zalo.me/1000000000000000202" in found.message.vi
    assert "zalo.me/9999999999999999999" in found.message.vi


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("Nguyễn Văn A: 0769 000 101", [("Trưởng Công an", "0769 000 101")]),
        ("0769 000 101 (Đ/c A)", [("Trưởng Công an", "0769 000 101")]),
        ("Đ/c Trung tá A - 0769 000 101", [("Trưởng Công an", "0769 000 101")]),
        ("Nguyễn Văn A\n0769 000 101", [("Trưởng Công an", "0769 000 101")]),
        ("Ông Nguyễn Văn A, 0769000101", [("Trưởng Công an", "0769000101")]),
        ("Nguyễn Văn A: 0769 000 101; Trần B C: 0769 000 102", [("Trưởng Công an", "0769 000 101")] * 2),
        ("Trưởng CA Nguyễn Văn A: 0769 000 101", [("Trưởng CA", "0769 000 101")]),
        ("Chốt 1: 0769 000 101", [("Chốt 1", "0769 000 101")]),
        ("Công an xã Nguyễn Huệ: 0769 000 101", [("Công an xã Nguyễn Huệ", "0769 000 101")]),
    ],
)
def test_names_beside_numbers_are_not_printed(cell: str, numbers: list[tuple[str, str]]) -> None:
    """The number is read, who has it is not; a label stays one."""
    file = read(official(places=((*PLACES[0][:4], cell, PLACES[0][5]), *PLACES[1:])))
    found = [(n.label, n.written[:-1]) for n in file.editions[0].numbers[1:]]
    assert found == [(label, number[:-1]) for label, number in numbers]
    kept = [each.text for table in file.tables for each in table.kept]
    assert not any("Nguyễn Văn A" in text for text in kept)


@pytest.mark.parametrize(
    ("lower", "labels"),
    [
        ((None, None, None, "Trực ban", "Trưởng Công an", None), ["Trực ban", "Trưởng Công an"]),
        ((None, None, None, "Trực", "Phó", None), ["Trực ban", "Phó"]),
    ],
)
def test_a_header_of_two_lines_is_one(lower: tuple[object, ...], labels: list[str]) -> None:
    """Merged cells of the header say what belongs together."""
    upper = ("STT", "Tên xã", "Số lượng", "Số điện thoại", None, "Link Zalo")
    sheet = official(upper, (lower, *PLACES))
    for area in ("A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:F6"):
        sheet.merge_cells(area)
    file = read(sheet)
    assert names(file) == NAMES
    assert [n.label for n in file.editions[0].numbers] == labels


def test_a_header_of_three_lines_is_one() -> None:
    """Three lines, the last of which names the columns."""
    sheet = sheet_of(
        ("STT", "Tên xã", "Số lượng", "Số điện thoại", None, None),
        (None, None, None, "Trực ban", "Lãnh đạo", None),
        (None, None, None, None, "Trưởng Công an", "Phó Trưởng Công an"),
        *((*place[:5], str(place[4]).replace("0769", "0969")) for place in PLACES),
    )
    for area in ("A1:A3", "B1:B3", "C1:C3", "D1:F1", "D2:D3", "E2:F2"):
        sheet.merge_cells(area)
    file = read(sheet)
    assert names(file) == NAMES
    assert [n.label for n in file.editions[0].numbers] == ["Trực ban", "Trưởng Công an", "Phó Trưởng Công an"]


def test_an_officer_over_name_and_number_labels_the_number() -> None:
    """A position merged over "Họ tên" and "SĐT" is the label of the number, and no name is printed."""
    sheet = sheet_of(
        ("STT", "Đơn vị", "Trưởng Công an", None, "Phó Trưởng Công an", None),
        (None, None, "Họ và tên", "SĐT", "Họ và tên", "SĐT"),
        *((n, name, "Nguyễn Văn A", chief, "Trần B", f"0969 000 20{n}") for n, name, _, _, chief, _ in PLACES),
    )
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1"):
        sheet.merge_cells(area)
    assert [n.label for n in read(sheet).editions[0].numbers] == ["Trưởng Công an", "Phó Trưởng Công an"]


def test_an_officer_over_name_and_number_needs_no_merged_cells() -> None:
    """A position over the first of its two columns labels the number in the second."""
    sheet = sheet_of(
        ("STT", "Đơn vị", "Trưởng Công an", None, "Phó Trưởng Công an", None, "Số lượng"),
        (None, None, "Họ tên", "SĐT", "Họ tên", "SĐT", None),
        (1, "Xã Kbang", "Trần Văn B", "0769 000 201", "Lê Văn C", "0769 000 301", 700),
    )
    (edition,) = read(sheet).editions
    assert [(number.label, number.written) for number in edition.numbers] == [
        ("Trưởng Công an", "0769 000 201"),
        ("Phó Trưởng Công an", "0769 000 301"),
    ]


def test_lost_zeros_are_one_error_a_column() -> None:
    """Every number that lost its 0 is told in one message, with the command that mends them all."""
    places = tuple((*place[:3], int(str(place[3]).replace(" ", "")), *place[4:]) for place in PLACES)
    (found,) = refused(official(places=places))
    assert found.rule == "table-numbers-are-text"
    assert "Cột D (Trực ban), dòng 6–9: 4 số mất số 0 ở đầu" in found.message.vi
    assert "keytag editions ward.yaml --mend xa-da-sua.xlsx" in found.hint.vi


def test_formulas_without_results_are_one_error_a_column() -> None:
    """A column of formulas that no program has computed is told once, by its true cause."""
    places = tuple((*place[:3], f'="0{place[3]}"&""', *place[4:]) for place in PLACES)
    (found,) = refused(official(places=places))
    assert found.rule == "table-cells-are-values"
    assert "4 ô như vậy: D6, D7, D8, D9" in found.message.vi
    assert "Mở bảng bằng Excel rồi lưu lại" in found.hint.vi


@pytest.mark.parametrize("form", ["official", "people", "merged", "two lines"])
def test_a_packages_copy_says_the_same(form: str) -> None:
    """What of a table goes into a package reads as the same editions, and has the same digest."""
    sheet = people(is_merged=True) if form == "people" else official()
    if form == "merged":
        sheet = official(places=tuple((*p[:5], PLACES[0][5] if p is PLACES[0] else None) for p in PLACES))
        sheet.merge_cells("F6:F9")
    if form == "two lines":
        sheet = sheet_of(("STT", "Tên xã", "Số lượng", "Trực ban"))
        for number, place in enumerate(PLACES, 1):
            sheet.append(place[:4])
            sheet.append((None, None, None, f"0269 3000 3{number:02}"))
            for column in "ABC":
                sheet.merge_cells(f"{column}{2 * number}:{column}{2 * number + 1}")
    before = read(sheet)
    after = read(write_copy(before.tables[0].kept))
    assert [e.numbers and [(n.label, n.written) for n in e.numbers] for e in after.editions] == [
        [(n.label, n.written) for n in e.numbers] for e in before.editions
    ]
    assert [(e.id, e.quantity, e.qr) for e in after.editions] == [
        (e.id, e.quantity, e.qr) for e in before.editions
    ]
    assert after.digest == before.digest
    assert not any("Nguyễn" in cell.text for cell in before.tables[0].kept)


def test_lines_of_one_place_agree() -> None:
    """Two links in the lines of one place are refused: nobody can tell which of them counts."""
    link = "https://zalo.me/100000000000000020"
    lines: tuple[tuple[object, ...], ...] = (
        (1, "Xã Glar", 700, "Trưởng Công an xã", "0769 000 201", f"{link}1"),
        (None, None, None, "Phó Trưởng Công an xã", "0769 000 202", f"{link}2"),
        (2, "Xã Kbang", 700, "Trực ban", "0769 000 203", f"{link}3"),
    )
    found = refused(official(("STT", "Tên xã", "Số lượng", "Chức vụ", "Số điện thoại", "Link Zalo"), lines))
    assert {each.rule for each in found} == {"roster-lines-agree"}
    assert "F6 " in found[0].message.vi
    assert "F7 " in found[0].message.vi


def test_persons_beside_numbers_are_told_once() -> None:
    """Names of persons in a column of numbers stay off the tags, and one note for the column says so."""
    places = tuple((*place[:4], f"Nguyễn Văn A: {place[4]}", *place[5:]) for place in PLACES)
    said = notes(read(official(places=places)))
    assert "roster-persons-stay-off" in said
