"""`keytag editions --mend`: the office's own table written again, every change seen, the original untouched."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from keytag.cli import exit_code

JOB = """keytag: 1
as_of: 2026-01-15
issuer: {name: Công an tỉnh Gia Lai, province: Gia Lai}
editions: {from: "TABLE"}
"""


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("KEYTAG_LANG", "SOURCE_DATE_EPOCH", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def laid() -> bytes:
    """Lay a job and an office's table with lost zeros, merged links, quotes, formulas and a note of its own."""
    Path("ward.yaml").write_text(JOB.replace("TABLE", "xa.xlsx"), encoding="utf-8")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Danh sách"
    sheet.append(("DANH SÁCH", None, None, None, None))
    sheet.append(("STT", "Tên xã", "Số lượng", "Trực ban", "Link Zalo"))
    sheet.append((1, "\u201cXã Đak Đoa\u201d", 60, 2693000201, "https://zalo.me/1000000000000000201"))
    sheet.append((2, "Xã  Kbang\u00a0 ", 70, 2693000202, None))
    sheet.append((3, "Xã Ia Grai", 80, "0269 3000 203", None))
    sheet.append(("Tổng cộng", None, "=SUM(C3:C5)", None, None))
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("E3:E5")
    sheet.column_dimensions["B"].width = 33
    sheet.freeze_panes = "B3"
    book.create_sheet("Kinh phí").append(("a", "b"))
    book.save("xa.xlsx")
    return Path("xa.xlsx").read_bytes()


def opened(name: str) -> Worksheet:
    """Return the list of the workbook ``name``."""
    return openpyxl.load_workbook(name)["Danh sách"]


def test_the_copy_reads_clean_and_shows_every_change(capsys: pytest.CaptureFixture[str]) -> None:
    """Zeros, merged cells, quotes and blanks are mended; each changed cell is coloured and says what it was."""
    before = laid()
    assert exit_code(["editions", "--lang", "vi"]) == 3
    assert "--mend xa-da-sua.xlsx" in capsys.readouterr().err
    assert exit_code(["editions", "--mend", "xa-da-sua.xlsx", "--lang", "vi"]) == 0
    said = capsys.readouterr().out
    assert "gọi thử từng số" in said
    assert Path("xa.xlsx").read_bytes() == before
    sheet, original = opened("xa-da-sua.xlsx"), opened("xa.xlsx")
    changed = {
        cell.coordinate: (cell.value, cell.comment.text if cell.comment else "")
        for row in sheet.iter_rows()
        for cell in row
        if cell.value != original[cell.coordinate].value
    }
    assert {place: value for place, (value, _) in changed.items()} == {
        "B3": "Xã Đak Đoa",
        "B4": "Xã Kbang",
        "D3": "0269 3000 201",
        "D4": "0269 3000 202",
        "E4": "https://zalo.me/1000000000000000201",
        "E5": "https://zalo.me/1000000000000000201",
    }
    assert all("Trước đó:" in comment for _, comment in changed.values())
    assert "Trước đó: 2693000201" in changed["D3"][1]
    assert "Gọi thử" in changed["D3"][1]
    assert all(sheet[place].fill.fill_type == "solid" for place in changed)
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:E1"}
    assert (sheet.column_dimensions["B"].width, sheet.freeze_panes) == (33, "B3")
    line = said[said.index("editions: {") : said.index("}") + 1]
    job = Path("ward.yaml").read_text(encoding="utf-8")
    Path("ward.yaml").write_text(job.replace('editions: {from: "xa.xlsx"}', line), encoding="utf-8")
    assert exit_code(["editions", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in found["editions"]] == ["Xã Đak Đoa", "Xã Kbang", "Xã Ia Grai"]
    assert not [each for each in found["findings"] if each["severity"] == "error"]
    assert exit_code(["editions", "--mend", "again.xlsx", "--lang", "en"]) == 0
    assert "nothing can be mended" in capsys.readouterr().out
    assert not Path("again.xlsx").exists()


def test_programs_get_every_change(capsys: pytest.CaptureFixture[str]) -> None:
    """--json lists each cell: what it was, what it is, why, and whether that is a guess."""
    laid()
    assert exit_code(["editions", "--mend", "neu.xlsx", "--json", "--lang", "en"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [file["path"] for file in said["files"]] == ["neu.xlsx"]
    found = {repair["cell"]: repair for repair in said["repairs"]}
    assert found["D3"] == {
        "sheet": "Danh sách",
        "cell": "D3",
        "was": "2693000201",
        "becomes": "0269 3000 201",
        "why": "The leading 0 that the spreadsheet dropped. Call it.",
        "guess": True,
    }
    assert [place for place, repair in found.items() if repair["guess"]] == ["D3", "D4"]


@pytest.mark.parametrize(("out", "code"), [("xa.xlsx", 5), ("mine.xlsx", 5), ("neu.csv", 2), ("ward.yaml", 2)])
def test_nothing_is_ever_overwritten(out: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """The original, another file, or a name that is no workbook's: nothing is written."""
    before = laid()
    Path("mine.xlsx").write_text("mine", encoding="utf-8")
    job = Path("ward.yaml").read_bytes()
    assert exit_code(["editions", "--mend", out]) == code
    assert out in capsys.readouterr().err
    assert Path("xa.xlsx").read_bytes() == before
    assert Path("ward.yaml").read_bytes() == job
    assert Path("mine.xlsx").read_text(encoding="utf-8") == "mine"


def test_a_csv_becomes_a_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    """What is mended of a CSV file is a workbook that reads clean."""
    Path("ward.yaml").write_text(JOB.replace("TABLE", "xa.csv"), encoding="utf-8")
    Path("xa.csv").write_bytes("Tên xã;Trực ban;Số lượng\nXã Đak Đoa;2693000201;1.060\n".encode())
    assert exit_code(["editions", "--mend", "xa.xlsx"]) == 0
    Path("ward.yaml").write_text(JOB.replace("TABLE", "xa.xlsx"), encoding="utf-8")
    capsys.readouterr()
    assert exit_code(["editions", "--json"]) == 0
    (edition,) = json.loads(capsys.readouterr().out)["editions"]
    assert (edition["numbers"][0]["number"], edition["quantity"]) == ("0269 3000 201", 1060)


def test_signs_that_nobody_sees_are_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Zero-width signs of copied names and numbers go; one that turns digits round stays for somebody to read."""
    Path("ward.yaml").write_text(JOB.replace("TABLE", "xa.csv"), encoding="utf-8")
    rows = "Tên xã;Trực ban;Số lượng\nXã Đak Đoa\u200b;\u202a0269 3000 201\u202c;60\nXã Kbang;{}0269 3000 202;70\n"
    Path("xa.csv").write_bytes(rows.format("\u202e").encode())
    assert exit_code(["editions", "--mend", "xa.xlsx"]) == 0
    page = openpyxl.load_workbook("xa.xlsx").worksheets[0]
    assert (page["A2"].value, page["B2"].value) == ("Xã Đak Đoa", "0269 3000 201")
    assert page["B3"].value == "\u202e0269 3000 202"
    assert page["A2"].comment is not None
    capsys.readouterr()


def test_the_copy_is_the_same_byte_for_byte() -> None:
    """The same table mended on the same day is the same file."""
    laid()
    for name in ("a.xlsx", "b.xlsx"):
        assert exit_code(["editions", "--mend", name, "--date", "2026-01-15"]) == 0
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()


def test_formulas_become_their_results(capsys: pytest.CaptureFixture[str]) -> None:
    """Results of formulas that the table uses stand in the copy, which no program has computed yet."""
    laid()
    from zipfile import ZipFile  # noqa: PLC0415 - for this test alone

    with ZipFile("xa.xlsx") as old, ZipFile("tinh.xlsx", "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b'<c r="C4" t="n"><v>70</v></c>', b'<c r="C4"><f>60+10</f><v>70</v></c>')
                assert b"60+10" in part
            new.writestr(name, part)
    Path("ward.yaml").write_text(JOB.replace("TABLE", "tinh.xlsx"), encoding="utf-8")
    assert exit_code(["editions", "--mend", "neu.xlsx"]) == 0
    assert opened("neu.xlsx")["C4"].value == 70
    Path("ward.yaml").write_text(JOB.replace("TABLE", "neu.xlsx"), encoding="utf-8")
    capsys.readouterr()
    assert exit_code(["editions", "--json"]) == 0
    assert [e["quantity"] for e in json.loads(capsys.readouterr().out)["editions"]] == [60, 70, 80]


def test_a_job_without_a_table_has_nothing_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    """Where the editions stand in the job itself, the option says so."""
    Path("ward.yaml").write_text(JOB.replace('{from: "TABLE"}', "[{id: a}]"), encoding="utf-8")
    assert exit_code(["editions", "--mend", "neu.xlsx", "--lang", "en"]) == 2
    assert "no editions from a table" in capsys.readouterr().err
