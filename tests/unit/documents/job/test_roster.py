"""A table of editions: columns by their headers, rows to editions, and everything that is wrong at its cell."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from jsonschema import Draft202012Validator
from openpyxl import Workbook

from keytag.documents.job import Job, JobFile, NumberRole, job_of, read_job
from keytag.documents.job.roster import TableFile
from keytag.documents.yaml import json_schema
from keytag.errors import InvalidDocumentError, MissingResourceError
from keytag.findings import Finding, Severity

JOB = """keytag: 1
issuer: {name: Công an huyện Đak Đoa, province: Gia Lai}
numbers: [{label: Trực ban huyện, number: 0269 3000 200, role: duty}]
qr: {link: "https://zalo.me/1000000000000000200", caption: Quét mã, side: back}
editions: {from: communes.csv}
"""
TABLE = (
    "STT;Tên xã;Số lượng;SĐT Trưởng CA;Phó Trưởng Công an;Số trực ban\r\n"
    "1;Xã Glar;880;0769 000 213;0769 000 214;0769 000 215\r\n"
    "2;Xã K'Dang;1.200;0769 000 237;-;0769 000 239; \r\n"
)


def read(table: str | bytes, job: str = JOB) -> JobFile:
    """Return the job whose table says ``table``."""
    data = table.encode() if isinstance(table, str) else table
    return job_of(job.encode(), Path("ward.yaml"), lambda name: TableFile(name, name, data))


def refused(table: str | bytes, job: str = JOB) -> list[Finding]:
    """Return the findings with which a table is refused, none of them milder than an error."""
    with pytest.raises(InvalidDocumentError) as error:
        read(table, job)
    assert all(finding.severity is Severity.ERROR for finding in error.value.findings)
    return list(error.value.findings)


def workbook(*rows: tuple[object, ...]) -> bytes:
    """Return the bytes of a workbook with ``rows`` on its only sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def told(finding: Finding) -> tuple[str, str]:
    """Return a finding's rule and its cell."""
    assert finding.where is not None
    return finding.rule, finding.where.cell.name if finding.where.cell is not None else str(finding.where)


def test_a_row_is_an_edition() -> None:
    """Ids come from names, quantities lose their dots, labels and roles of numbers come from headers."""
    file = read(TABLE)
    first, second = file.editions
    assert (first.id, first.name, first.issuer_name, first.quantity) == (
        "xa-glar",
        "Xã Glar",
        "Công an xã Glar",
        880,
    )
    assert [(n.label, n.written, n.role) for n in first.numbers] == [
        ("Trực ban huyện", "0269 3000 200", NumberRole.DUTY),
        ("Trưởng CA", "0769 000 213", NumberRole.CHIEF),
        ("Phó Trưởng Công an", "0769 000 214", NumberRole.DEPUTY),
        ("Trực ban", "0769 000 215", NumberRole.DUTY),
    ]
    assert (second.id, second.quantity, len(second.numbers)) == ("xa-kdang", 1200, 3)
    assert file.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_encoding_gives_the_same_editions(encoding: str, form: Literal["NFC", "NFD"]) -> None:
    """What an edition says does not depend on how the spreadsheet was saved."""
    assert read(normalize(form, TABLE).encode(encoding)).editions == read(TABLE).editions


def test_a_workbook_gives_the_same_editions() -> None:
    """XLSX and CSV of one table are the same editions, but for their places."""
    rows = [tuple(line.split(";")[:6]) for line in TABLE.strip().splitlines()]
    assert read(workbook(*rows)).editions == read(TABLE).editions


def test_nodes_lead_to_cells() -> None:
    """Whatever is said of an edition's node is placed at the row and column that says it."""
    file = read(TABLE)
    content = file.editions[1]
    where = file.positions.where(f"{content.numbers[1].node}.number")
    assert where.description.vi == "communes.csv, dòng 3, cột D (SĐT Trưởng CA)"
    assert where.cell is not None
    assert where.cell.text == "0769 000 237"
    names = {
        node: file.positions.where(node).cell for node in (content.node, content.issuer_node, "editions.1.id")
    }
    assert {cell.name for cell in names.values() if cell is not None} == {"B3"}
    assert str(file.positions.where("qr.link")) == "ward.yaml:4:12"


def test_the_digest_covers_the_table() -> None:
    """A digit changed in the table changes the job's digest; the table's bytes stand ready for a package."""
    one, other = read(TABLE), read(TABLE.replace("213", "313"))
    assert one.digest != other.digest
    assert [(table.name, table.data) for table in one.tables] == [("communes.csv", TABLE.encode())]


@pytest.mark.parametrize(
    ("header", "label", "role"),
    [
        ("Trực ban", "Trực ban", NumberRole.DUTY),
        ("SO TRUC BAN", "TRUC BAN", NumberRole.DUTY),
        ("SĐT Trưởng CA", "Trưởng CA", NumberRole.CHIEF),
        ("Điện thoại: phó trưởng công an", "Phó trưởng công an", NumberRole.DEPUTY),
        ("Đường dây nóng (số ĐT)", "Đường dây nóng", NumberRole.HOTLINE),
        ("Hotline", "Hotline", NumberRole.HOTLINE),
        ("Zalo", "Zalo", NumberRole.OTHER),
        ("Công an huyện", "Công an huyện", NumberRole.OTHER),
        ("Số điện thoại", "Điện thoại", NumberRole.OTHER),
    ],
)
def test_a_column_of_numbers_is_known(header: str, label: str, role: NumberRole) -> None:
    """A header that names a role or a telephone, or cells that are all numbers, make a number so labelled."""
    (number,) = read(f"Xã;{header}\nGlar;0769 000 201\n", JOB.replace("numbers:", "# ")).editions[0].numbers
    assert (number.label, number.role) == (label, role)


@pytest.mark.parametrize(
    "header",
    ["Tên xã", "TÊN XÃ, PHƯỜNG", "ten xa", "Đơn vị", "Xã/Phường", "Thôn", "Tên", "Name", "Commune", "Địa bàn"],
)
def test_a_column_of_names_is_known(header: str) -> None:
    """Headers are known with and without marks, in capitals, in both languages."""
    assert read(f"{header};SL\nGlar;1\n".replace("TÊN XÃ, ", "TÊN XÃ, ")).editions[0].name == "Glar"


def test_every_key_of_an_edition_has_a_column() -> None:
    """Everything that an edition says can come from a column; a link keeps the job's side."""
    header = "Mã;Tên xã;Cơ quan;Tỉnh;Mã ĐVHC;Số hộ;Đường dẫn QR;Chữ dưới mã;Khẩu hiệu;Tên mô hình;Kiểu;"
    header += "Trực ban (mặt trước)"
    row = "XA 01;Glar;Công an Glar;Gia Lai;637;7;https://zalo.me/g/abcdef123;Quét;Vui;Móc khóa;group;0269 3000 113"
    file = read(f"{header}\n{row}\n")
    (edition,) = file.editions
    assert (edition.id, edition.name, edition.issuer_name, edition.quantity) == (
        "xa-01",
        "Glar",
        "Công an Glar",
        7,
    )
    assert (edition.slogan, edition.template, edition.numbers[-1].side) == ("Vui", "group", "front")
    assert edition.programme == "Móc khóa"
    assert (edition.unit_code, edition.unit_node) == ("00637", "editions.0.issuer.unit")
    assert edition.qr is not None
    assert (edition.qr.link, edition.qr.caption, edition.qr.side) == (
        "https://zalo.me/g/abcdef123",
        "Quét",
        "back",
    )


@pytest.mark.parametrize(
    ("header", "cell", "told_of"),
    [
        ("Trực ban", "", [("roster-numbers-are-there", Severity.WARNING, "B3")]),
        ("Phó Trưởng Công an", "", [("roster-numbers-are-there", Severity.NOTE, "B3")]),
        ("Trực ban", "-", []),
        ("Trực ban", "0769 000 202", []),
    ],
)
def test_an_empty_cell_among_numbers_is_told(header: str, cell: str, told_of: list[object]) -> None:
    """A duty number that one row lacks is a warning, an officer's a note; a hyphen says that there is none."""
    file = read(f"Tên xã;{header};Số hộ\nGlar;0769 000 201;7\nHà Bầu;{cell};8\nKon Gang;0769 000 203;9\n")
    assert [(f.rule, f.severity, told(f)[1]) for f in file.notes] == told_of


def test_a_column_that_is_mostly_empty_is_no_oversight() -> None:
    """Checkpoints of a few communes leave the others' cells empty by right."""
    file = read("Tên xã;Chốt;Số hộ\nGlar;0769 000 201;7\nHà Bầu;;8\nKon Gang;;9\n")
    assert [f.rule for f in file.notes] == []


def test_a_row_without_its_name_is_told_of() -> None:
    """Where others have a name, an id alone would print the job's own office on that row's tag."""
    (finding,) = refused("Mã;Tên xã;Số hộ\na;Glar;7\nb;;8\n")
    assert told(finding) == ("roster-rows-have-names", "B3")
    assert [e.id for e in read("Mã;Tên xã;Số hộ\na;;7\nb;;8\n").editions] == ["a", "b"]


@pytest.mark.parametrize("header", ["Zalo", "Nhóm Zalo", "Link QR", "Fanpage CA xã"])
def test_addresses_are_told_from_numbers(header: str) -> None:
    """A column of addresses is the codes' links, whatever else its header could mean; captions are the job's."""
    (edition,) = read(f"Ấp;{header}\nẤp 01;https://zalo.me/g/mau000001\n").editions
    assert edition.qr is not None
    assert (edition.qr.link, edition.qr.caption) == ("https://zalo.me/g/mau000001", "Quét mã")
    assert len(edition.numbers) == 1
    assert told(refused(f"Ấp;{header}\nẤp 01;zalo.me/g/mau000001\n")[0]) == ("bad-value", "B2")


def test_the_job_names_columns() -> None:
    """``columns`` finds headers without marks and decides the order of numbers; nothing else is taken for one."""
    job = JOB.replace(".csv}", ".csv, columns: {name: noi nhan, numbers: [Chốt B, Chốt A]}}")
    file = read("Nơi nhận;Chốt A;Chốt B;Trực ban\nGlar;0769 000 201;0769 000 202;0769 000 203\n", job)
    assert [n.label for n in file.editions[0].numbers[1:]] == ["Chốt B", "Chốt A"]
    (note,) = file.notes
    assert (note.rule, note.severity) == ("roster-columns-are-used", Severity.NOTE)
    assert "D (Trực ban)" in note.message.vi


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("0769 000 201; 0769 000 202", [("Trực ban", "0769 000 201"), ("Trực ban", "0769 000 202")]),
        ("0769000201/0769000202", [("Trực ban", "0769000201"), ("Trực ban", "0769000202")]),
        ('"0769 000 201\n0769 000 202"', [("Trực ban", "0769 000 201"), ("Trực ban", "0769 000 202")]),
        ("Chốt 1: 0769 000 201, Chốt 2: 0769 000 202", [("Chốt 1", "0769 000 201"), ("Chốt 2", "0769 000 202")]),
        ("không có", []),
        ("-", []),
    ],
)
def test_a_cell_holds_no_number_or_several(cell: str, numbers: list[tuple[str, str]]) -> None:
    """Numbers of one cell are parted by ; , / or a line; each may have its own label; a dash is none."""
    if ";" in cell:
        cell = f'"{cell}"'
    file = read(f"Tên xã;Trực ban\nGlar;{cell}\nHà Bầu;0769 000 209\n")
    assert [(n.label, n.written) for n in file.editions[0].numbers[1:]] == numbers


def test_a_number_behind_a_persons_name_has_that_column_as_label() -> None:
    """A column SĐT behind the chief's is the chief's number; the chief's name is left out, which is told."""
    table = "Tên xã;Trưởng Công an;SĐT\nGlar;Nguyễn Văn A;0769 000 201\n"
    file = read(table)
    assert [(n.label, n.role) for n in file.editions[0].numbers[1:]] == [("Trưởng Công an", NumberRole.CHIEF)]
    assert "B (Trưởng Công an)" in file.notes[0].message.vi


def test_titles_merged_headers_totals_and_signatures_are_no_editions() -> None:
    """A table as an office lays it out gives its communes and nothing else."""
    rows = (
        ("DANH SÁCH CÁC XÃ", None, None, None, None),
        ("STT", "Xã", "SL", "Số điện thoại", None),
        (None, None, None, "Trưởng CA", "Trực ban"),
        (1, "Glar", 880, "0769 000 213", "0769 000 215"),
        (2, "Hà Bầu", 900, "0769 000 216", "0769 000 218"),
        ("Tổng cộng", None, 1780, None, None),
        (None, "Người lập biểu", None, None, "Đak Đoa, ngày 5"),
    )
    file = read(workbook(*rows))
    assert [edition.id for edition in file.editions] == ["glar", "ha-bau"]
    assert [n.label for n in file.editions[0].numbers[1:]] == ["Trưởng CA", "Trực ban"]
    (note,) = file.notes
    assert (note.rule, note.severity) == ("roster-rows-are-places", Severity.NOTE)
    assert "dòng 6 (dòng cộng); dòng 7 (chữ ký, ghi chú)" in note.message.vi


def test_a_total_that_differs_is_told() -> None:
    """The table's own total is held against its rows; a second one, of which nobody knows the rows, is not."""
    table = "Xã;SL\nGlar;880\nHà Bầu;900\nTổng cộng;1.800\n"
    (warning,) = read(table).notes
    assert (warning.rule, warning.severity) == ("roster-total-adds-up", Severity.WARNING)
    assert told(warning)[1] == "B4"
    assert "“1.800”" in warning.message.vi
    assert "1780" in warning.message.vi
    assert [e.id for e in read(f"{table}Trang;5\nCộng;7\n").editions] == ["glar", "ha-bau", "trang"]


@pytest.mark.parametrize(
    ("table", "rule", "cell"),
    [
        ("Xã;Trực ban\nGlar;769000201\n", "table-numbers-are-text", "B2"),
        ("Xã;Trực ban\nGlar;2,69E+08\n", "table-numbers-are-text", "B2"),
        ("Xã;Trực ban\nGlar;#REF!\nA;0769 000 201\n", "table-cells-are-values", "B2"),
        ("Xã;SL\nGl?r;5\n", "table-letters-are-whole", "A2"),
        ("Xã;SL\nGlar;5 hộ\n", "bad-value", "B2"),
        ("Xã;SL\nGlar;0\n", "bad-value", "B2"),
        ("Xã;Trực ban\nGlar;0769x000\n", "bad-value", "B2"),
        ("Xã;Link\nGlar;zalo.me\n", "bad-value", "B2"),
        ("Xã;SL\nGlar;5\nGLAR;6\n", "roster-rows-differ", "A3"),
        ("STT;Xã;SL\n1;;5\n2;Glar;6\n", "roster-rows-have-names", "B2"),
        ("Xã;SL\nXã Hà Bầu;\nGlar;6\n", "roster-rows-say-more", "A2"),
        ("Nơi;SL\nGlar;6\n", "roster-has-its-columns", "A1"),
        ("Xã;Phường;SL\nGlar;Dôr;6\n", "roster-columns-are-clear", "B1"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(table: str, rule: str, cell: str) -> None:
    """Each mistake is one error that names the cell, and what to do about it."""
    findings = refused(table)
    assert [told(finding) for finding in findings] == [(rule, cell)]
    assert findings[0].hint.vi
    assert findings[0].hint.en


def test_everything_wrong_is_told_at_once() -> None:
    """Cells and the job's own lines are told together, lines first."""
    findings = refused("Xã;SL;Trực ban\nGlar;x;769000201\nHà;5;0769x\n", JOB.replace("numbers:", "nombers:"))
    assert [told(finding) for finding in findings] == [
        ("unknown-key", "ward.yaml:3:1"),
        ("bad-value", "B2"),
        ("table-numbers-are-text", "C2"),
        ("bad-value", "C3"),
    ]


@pytest.mark.parametrize(
    ("form", "rule", "said"),
    [
        ("{from: a.csv, shet: x}", "unknown-key", "Did you mean “sheet”?"),
        ("communes.xlsx", "bad-value", "Write editions: {from: communes.xlsx}"),
        ("{sheet: x}", "missing-key", "from: communes.csv"),
        ("{from: a.csv, columns: {nme: x}}", "unknown-key", "Did you mean “name”?"),
        ("{from: a.csv, columns: {name: Tên sã}}", "roster-has-its-columns", "Did you mean “Tên xã”?"),
        (
            "{from: a.csv, columns: {numbers: [Hotlin]}}",
            "roster-has-its-columns",
            "The table has: “STT”, “Tên xã”",
        ),
        ("{from: a.csv, sheet: x}", "table-sheet-is-known", "Remove the key sheet."),
    ],
)
def test_what_names_the_table_is_judged(form: str, rule: str, said: str) -> None:
    """Misspelt keys and headers are told with what was meant."""
    (finding,) = refused(TABLE, JOB.replace("{from: communes.csv}", form))
    assert finding.rule == rule
    assert said in finding.hint.en


def test_the_table_lies_beside_the_job(tmp_path: Path) -> None:
    """A table is read from the job's own folder, nowhere else; one that is missing is told at its line."""
    job = tmp_path / "ward.yaml"
    job.write_text(JOB, encoding="utf-8")
    with pytest.raises(MissingResourceError) as missing:
        read_job(job)
    assert str(missing.value.where) == f"{job}:5:18"
    (tmp_path / "communes.csv").write_bytes(TABLE.encode())
    assert len(read_job(job).editions) == 2
    job.write_text(JOB.replace("communes.csv", "../communes.csv"), encoding="utf-8")
    with pytest.raises(InvalidDocumentError) as outside:
        read_job(job)
    assert [(f.rule, str(f.where)) for f in outside.value.findings] == [("path-stays-inside", f"{job}:5:18")]


def test_editors_know_both_forms() -> None:
    """The schema takes a list or a table, and nothing between."""
    schema = Draft202012Validator(json_schema(Job))
    head = {"keytag": 1, "issuer": {"name": "Công an xã Glar"}}
    for form, is_good in (
        ([{"id": "glar"}], True),
        ({"from": "communes.csv"}, True),
        ({"from": "communes.xlsx", "sheet": "Xã", "columns": {"name": "Tên", "numbers": ["Trực"]}}, True),
        ({"sheet": "Xã"}, False),
        ({"from": "communes.csv", "shet": "Xã"}, False),
    ):
        assert schema.is_valid({**head, "editions": form}) is is_good


@pytest.mark.parametrize("below", ["", ";Tổng cộng;0;;;\r\n"])
def test_a_header_alone_is_no_order(below: str) -> None:
    """A table without a row of its own is refused: the job by itself is not what was meant."""
    (found,) = refused(TABLE.splitlines(keepends=True)[0] + below)
    assert found.rule == "table-is-readable"


@pytest.mark.parametrize(
    "header", ["TT;Xã;SL", "Số TT;Thôn, tổ dân phố;SL thẻ", "STT;TDP;Số móc chìa khóa", "TT;Ấp;Tổng hộ"]
)
def test_headers_are_known_as_offices_shorten_them(header: str) -> None:
    """TT beside a name counts rows; SL, TDP and other ways to say how many and where are known."""
    columns = f"{header};SĐT Trưởng CA;Phó Trưởng Công an;Số trực ban"
    file = read(columns + TABLE[TABLE.index("\r\n") :])
    assert [(each.name, each.quantity) for each in file.editions] == [("Xã Glar", 880), ("Xã K'Dang", 1200)]


def test_blanks_of_web_pages_are_blanks() -> None:
    """No-break and thin blanks, which nobody sees, are plain ones in names, numbers and thousands."""
    copied = TABLE.replace("Xã Glar", "Xã\u00a0Glar").replace("0769 ", "0769\u00a0").replace("1.200", "1\u202f200")
    assert read(copied).editions == read(TABLE).editions


def test_a_township_may_stand_under_tt() -> None:
    """Where no other column has names, TT is one of townships."""
    assert [each.name for each in read("TT;SL\r\nĐak Đoa;880\r\n").editions] == ["Đak Đoa"]


@pytest.mark.parametrize("header", ["unit", "Unit", "UNIT"])
@pytest.mark.parametrize("codes", [("", ""), ("23728", ""), ("23728", "24060")])
def test_the_column_that_a_finding_asks_for_is_no_second_name(header: str, codes: tuple[str, str]) -> None:
    """Who adds the column `unit`, as told to where two places have one name, need say nothing else."""
    table = f"Tên xã;Số lượng;Trực ban;{header}\nXã Glar;880;0769 000 215;{codes[0]}\n"
    job = read(table + f"Xã K'Dang;90;0769 000 239;{codes[1]}\n")
    assert [edition.name for edition in job.editions] == ["Xã Glar", "Xã K'Dang"]


def test_a_unit_in_words_is_a_name() -> None:
    """Where nothing else says the name, a column headed "Unit" does; beside a name it is asked about."""
    job = read("Unit;Quantity;Duty\nXã Glar;880;0769 000 215\n")
    assert [edition.name for edition in job.editions] == ["Xã Glar"]
    both = "Tên xã;Unit;Số lượng;Trực ban\nXã Glar;Xã Ia;880;0769 000 215\n"
    assert [finding.rule for finding in refused(both)] == ["roster-columns-are-clear"]
