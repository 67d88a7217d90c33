"""How an office's table was read: each cell beside what it was taken for; nothing goes without a word."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from keytag.commands.read_table import TableReading, read_named
from keytag.documents.yaml.edit import document_content, edit_document
from keytag.errors import UsageError
from keytag.web.reading import reading_html
from keytag.web.table import column_edit

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
shop: office-a4
editions: {from: list.csv}
"""
TABLE = """DANH SÁCH MẪU;;;;
TT;Tên xã, phường;Số hộ;Trực ban;Họ tên
I;Cụm phía Đông;;;
1;Phường An Khê;120;2693000113;Mẫu <b>
2;Xã Cửu An;80;0269 3000 11;Mẫu
;Tổng cộng;200;;
"""


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> TableReading:
    """A table with a dropped 0, a number that is too short, a heading and a sum."""
    folder = tmp_path_factory.mktemp("reading")
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    (folder / "list.csv").write_text(TABLE, encoding="utf-8")
    return read_named(folder / "ward.yaml", date(2026, 1, 15))


def test_every_column_says_what_it_was_taken_for(reading: TableReading) -> None:
    """By its letter and header; one that is not used says so, and the table where its header stands."""
    uses = {each.letters: each.use.vi if each.use is not None else None for each in reading.columns}
    assert uses == {"A": None, "B": "tên nơi", "C": "số lượng", "D": "số của: Trực ban", "E": None}
    assert (reading.name, reading.sheet, reading.header) == ("list.csv", None, 2)


def test_rows_that_are_passed_over_say_why(reading: TableReading) -> None:
    """Headings and sums; all others are editions."""
    assert {row.number: row.passed.vi if row.passed is not None else None for row in reading.rows} == {
        3: "tên cụm, nhóm",
        4: None,
        5: None,
        6: "dòng cộng",
    }


def test_what_a_machine_can_mend_stands_with_its_cell(reading: TableReading) -> None:
    """A guess says that it is one; what is wrong stands at its cell, and is told of the whole as well."""
    cell = reading.rows[1].cells[3]
    assert (cell.text, cell.becomes, cell.is_guess, reading.repairs) == ("2693000113", "0269 3000 113", True, 1)
    assert [each.rule for each in cell.findings] == ["table-numbers-are-text"]
    assert not reading.is_clear


def test_the_reading_is_shown_as_text(reading: TableReading) -> None:
    """In both languages, struck through and mended, with nothing of a cell as markup."""
    html = reading_html(reading, "vi")
    assert "<del>2693000113</del> <ins>0269 3000 113</ins>" in html
    assert "Bỏ qua: dòng cộng" in html
    assert "Mẫu &lt;b&gt;" in html
    assert "Passed over: sums" in reading_html(reading, "en")


def test_a_job_without_a_table_is_told(tmp_path: Path) -> None:
    """There is nothing to be read then."""
    (tmp_path / "ward.yaml").write_text("keytag: 1\n", encoding="utf-8")
    with pytest.raises(UsageError):
        read_named(tmp_path / "ward.yaml", date(2026, 1, 15))


@pytest.mark.parametrize(
    ("columns", "chosen", "said"),
    [
        ("", ("Khu vực", "name", None), {"name": "Khu vực"}),
        ("columns: {name: Khu vực}", ("Khu vực", "issuer", None), {"issuer": "Khu vực"}),
        ("columns: {name: Khu vực}", ("Cụm", "name", None), {"name": "Cụm"}),
        ("columns: {name: Khu vực}", ("Khu vực", "", None), None),
        ("", ("Gọi", "numbers", ["Trực", "Gọi"]), {"numbers": ["Trực", "Gọi"]}),
        ("columns: {name: A}", ("Gọi", "", ["Trực"]), {"name": "A", "numbers": ["Trực"]}),
        ("columns: {quantity: Gọi}", ("Gọi", "numbers", ["Gọi"]), {"numbers": ["Gọi"]}),
    ],
)
def test_a_column_is_what_somebody_chose(
    columns: str, chosen: tuple[str, str, list[str] | None], said: dict[str, object] | None
) -> None:
    """One column has one use and one use one column; numbers are named all or none; the rest of the job stays."""
    text = f"{JOB}  # nhớ\n".replace("{from: list.csv}", f"\n  from: list.csv\n  {columns}").encode()
    content = document_content(text, "ward.yaml")
    made = edit_document(text, "ward.yaml", [column_edit(content, *chosen)])
    editions = document_content(made, "ward.yaml")["editions"]  # type: ignore[index,call-overload]
    assert editions.get("columns") == said  # type: ignore[union-attr]
    assert b"# nh" in made


def test_each_column_offers_what_it_can_be(reading: TableReading) -> None:
    """What is chosen is what it was taken for."""
    html = reading_html(reading, "vi")
    chosen = re.findall(r'<select id="column-(\w)".*?<option[^>]* value="(\w*)"[^>]*selected', html)
    assert dict(chosen) | {"E": ""} == {"A": "", "B": "name", "C": "quantity", "D": "numbers", "E": ""}
