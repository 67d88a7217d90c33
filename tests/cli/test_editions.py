"""`keytag editions`, `keytag init --editions`: a spreadsheet's rows on the screen, its mistakes at their cells."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from keytag.cli import exit_code
from keytag.documents.job.roster.rules import ABOUT_READING

JOB = """keytag: 1
as_of: 2026-01-15
issuer: {name: Công an tỉnh Gia Lai, province: Gia Lai}
qr: {link: "https://zalo.me/1000000000000000200", caption: Quét mã}
editions: {from: communes.csv}
"""
HEADER = "Tên xã;Số lượng;Trực ban;Trưởng Công an"
GOOD = (HEADER, "Xã Đak Đoa;60;0269 3000 201;0769 000 201", "Xã Kon Gang;1.050;0269 3000 202;0769 000 202")
INIT = ("init", "--editions", "--issuer", "Công an xã Đak Đoa", "--lang", "en")


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("KEYTAG_LANG", "SOURCE_DATE_EPOCH", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def laid(*rows: str, job: str = JOB) -> None:
    """Lay a job and its table into the current folder."""
    Path("ward.yaml").write_text(job, encoding="utf-8")
    Path("communes.csv").write_bytes(b"\xef\xbb\xbf" + "".join(f"{row}\r\n" for row in rows).encode())


def test_the_list_fits_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    """Each edition has its words, tags and id on 80 columns, what all share stands once; the sum stands below."""
    laid(*GOOD)
    assert exit_code(["editions", "--lang", "vi"]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "Đơn vị TRỰC BAN Trưởng Công an Số chiếc Gõ sau --edition" in lines
    assert "CÔNG AN XÃ KON GANG 0269 3000 202 0769 000 202 1.050 xa-kon-gang" in lines
    assert lines.count("Mã QR mở zalo.me: https://zalo.me/1000000000000000200") == 1
    assert "2 mẫu, 1.110 chiếc." in lines
    assert out.endswith("\nTiếp theo: keytag check ward.yaml, rồi keytag sheet ward.yaml\n")
    assert exit_code(["editions", "--lang", "en", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_a_link_is_shown_as_it_is_coded(capsys: pytest.CaptureFixture[str]) -> None:
    """The list shows a link to its last character, a slash too, and so does the check: what the code holds."""
    link = "https://gialai.gov.vn/"
    laid("Tên xã;Số lượng;Trực ban;Đường dẫn", f"Xã Đak Đoa;60;0269 3000 201;{link}")
    assert exit_code(["editions", "--lang", "vi"]) == 0
    assert f"{link}\n" in capsys.readouterr().out
    assert exit_code(["check", "--json"]) in {0, 1}
    assert f'"{link}"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("link", "rule"), [("https://evil.com\\.gov.vn/", "link-opens-what-it-says"), ("tel:02693000113", "bad-value")]
)
def test_a_links_column_is_judged_like_the_jobs_link(
    link: str, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misleading link in a table is told at its cell."""
    laid("Tên xã;Số lượng;Trực ban;Đường dẫn", f"Xã Đak Đoa;60;0269 3000 201;{link}")
    assert exit_code(["check", "--lang", "vi"]) in {1, 3}
    said = capsys.readouterr().err
    assert f"[{rule}]" in said
    assert "dòng 2, cột D" in said


def test_a_program_gets_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    """--json gives every edition with its numbers and the row that says it."""
    laid(*GOOD)
    assert exit_code(["editions", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["command"], said["ok"], said["quantity"], len(said["editions"])) == ("editions", True, 1110, 2)
    assert said["editions"][1] == {
        "id": "xa-kon-gang",
        "name": "Xã Kon Gang",
        "issuer": "Công an xã Kon Gang",
        "province": "Gia Lai",
        "quantity": 1050,
        "numbers": [
            {"label": "Trực ban", "number": "0269 3000 202", "role": "duty", "side": None},
            {"label": "Trưởng Công an", "number": "0769 000 202", "role": "chief", "side": None},
        ],
        "link": "https://zalo.me/1000000000000000200",
        "slogan": None,
        "template": "classic",
        "file": "communes.csv",
        "line": 3,
        "row": 3,
        "sheet": None,
    }


def test_mistakes_are_shown_at_their_cells(capsys: pytest.CaptureFixture[str]) -> None:
    """A refused table ends with 3: the screen names row, column and header, and shows the cell's text marked."""
    laid(HEADER, "Xã Đak Đoa;60;2,69E+08;0769 000 201", "Xã Kon Gang;50;0269 3000 202;769000202")
    for command in ("editions", "check", "sheet"):
        assert exit_code([command, "--lang", "vi"]) == 3
        said = capsys.readouterr().err
        assert "--> communes.csv, dòng 2, cột C (Trực ban)\n   C2 | 2,69E+08\n        ^^^^^^^^" in said
        assert "--> communes.csv, dòng 3, cột D (Trưởng Công an)\n   D3 | 769000202\n        ^^^^^^^^^" in said
        assert "Format Cells (Định dạng ô)" in said


def test_every_check_points_at_the_cell(capsys: pytest.CaptureFixture[str]) -> None:
    """What vetting finds of a number or a place is told at the cell, on the screen, in JSON and in SARIF."""
    laid(HEADER, "Xã Đak Đoa;60;0269 3000 201;0123 456 7890", "Xã Không Có Thật;50;0269 3000 202;0769 000 202")
    assert exit_code(["editions", "--json"]) == 1
    found = {f["rule"]: f for f in json.loads(capsys.readouterr().out)["findings"]}
    number = next(f for f in found.values() if f.get("cell", {}).get("name") == "D2")
    assert number["severity"] == "error"
    assert number["cell"] == {
        "sheet": None,
        "row": 2,
        "column": "D",
        "name": "D2",
        "header": "Trưởng Công an",
        "text": "0123 456 7890",
    }
    assert (number["file"], number["line"], number["column"]) == ("communes.csv", 2, 29)
    assert any(f.get("cell", {}).get("name") == "A3" for f in found.values())
    assert exit_code(["check", "--format", "sarif"]) == 1
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    place = next(r for r in results if r["ruleId"] == number["rule"])["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 29}
    assert place["logicalLocations"] == [{"name": "D2", "fullyQualifiedName": "D2", "kind": "cell"}]


def test_a_workbook_has_sheets_and_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook's findings name sheet and cell; SARIF gets a logical place, and no lines."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Xã"
    for row in (HEADER.split(";"), ["Xã Đak Đoa", 60, "0269 3000 201", 769000201]):
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    Path("ward.yaml").write_text(JOB.replace("communes.csv", "communes.xlsx"), encoding="utf-8")
    Path("communes.xlsx").write_bytes(stream.getvalue())
    assert exit_code(["check", "--lang", "en"]) == 3
    assert "--> communes.xlsx, sheet “Xã”, row 2, column D (Trưởng Công an)" in capsys.readouterr().err
    assert exit_code(["check", "--format", "sarif"]) == 3
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "communes.xlsx"}},
            "logicalLocations": [{"name": "D2", "fullyQualifiedName": "Xã!D2", "kind": "cell"}],
        }
    ]


def test_nothing_of_a_cell_acts_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Headers and cells are shown without what a terminal would obey."""
    laid("Tên xã;Trực ban\x1b[31m;\x1b]0;x\x07", "Xã Đak\x1b[2J Đoa;769000201")
    assert exit_code(["editions", "--lang", "en"]) == 3
    said = capsys.readouterr()
    assert not set("\x1b\x07") & set(said.out + said.err)


def test_show_gives_what_the_table_says(capsys: pytest.CaptureFixture[str]) -> None:
    """A job shown with every default holds its editions, as if they stood in it."""
    laid(*GOOD)
    assert exit_code(["show", "ward.yaml"]) == 0
    out = capsys.readouterr().out
    assert "- id: xa-kon-gang\n  name: Xã Kon Gang\n" in out
    Path("copy.yaml").write_text(out, encoding="utf-8")
    assert exit_code(["editions", "copy.yaml", "--quiet"]) == 0


_TITLE = ("UBND HUYỆN, người lập BÍMẬT", *("",) * 5)
_PEOPLE = (
    ("STT", "Tên xã", "CCCD", "Số điện thoại", "", "Số lượng", "Ghi chú"),
    ("", "", "", "Trực ban", "Trưởng Công an", "", ""),
    ("1", "Xã Đak Đoa", "BÍMẬT 064", "0269 3000 201", "0769 000 201", "60", "ông BÍMẬT"),
    ("2", "Xã Kon Gang", "BÍMẬT 065", "0269 3000 202", "", "1.050", ""),
    ("", "Tổng cộng", "", "", "", "1.111", "BÍMẬT"),
    ("", "", "", "", "", "", "Người lập: BÍMẬT"),
)


def _people(name: str) -> None:
    """Lay a table with more about people than goes onto tags."""
    if name.endswith(".csv"):
        rows = (";".join(row) for row in (_TITLE, *_PEOPLE))
        Path(name).write_bytes("".join(f"{row}\r\n" for row in rows).encode("utf-16"))
        return
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Danh sách"
    for row in (_TITLE, *_PEOPLE):
        sheet.append([None if text == "" else text for text in row])
    sheet["B4"].comment = Comment("BÍMẬT", "BÍMẬT")
    book.create_sheet("Riêng").append(["BÍMẬT"])
    book.properties.creator = "BÍMẬT"
    book.save(name)


@pytest.mark.usefixtures("remembered", "unasked")
@pytest.mark.parametrize("name", ["communes.csv", "communes.xlsx"])
def test_a_package_holds_as_much_of_its_table_as_is_used(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A hand-off's copy of a table lists the same editions and nobody's name; it is made again byte for byte."""
    sheet = ", sheet: Danh sách" if name.endswith("xlsx") else ""
    accepted = "shop: office-a4\naccept: [{rule: roster-total-adds-up, reason: Cộng nhầm}]\n"
    Path("ward.yaml").write_text(JOB.replace("communes.csv", f"{name}{sheet}") + accepted, encoding="utf-8")
    _people(name)
    assert exit_code(["editions", "--json"]) == 0
    before = json.loads(capsys.readouterr().out)
    assert "roster-total-adds-up" in {finding["rule"] for finding in before["findings"]}
    assert exit_code(["handoff", "--date", "2026-01-15", "--unapproved", "--lang", "en"]) == 0, (
        capsys.readouterr().err
    )
    (package,) = Path("out").glob("*.zip")
    with ZipFile(package) as files:
        for entry in files.namelist():
            data = files.read(entry)
            if entry.endswith(".xlsx"):
                with ZipFile(BytesIO(data)) as book:
                    data = b"".join(map(book.read, book.namelist()))
            assert "BÍMẬT".encode() not in data, entry
            assert "BÍMẬT".encode("utf-16-le") not in data, entry
    Path(name).unlink()
    assert exit_code(["verify", str(package)]) == 0, capsys.readouterr().err
    assert exit_code(["handoff", "--from-package", str(package), "--out", "again"]) == 0, capsys.readouterr().err
    (inside,) = Path("again").glob("*/job/ward.yaml")
    capsys.readouterr()
    assert exit_code(["editions", str(inside), "--json"]) == 0
    after = json.loads(capsys.readouterr().out)
    assert [_placeless(each) for each in after["editions"]] == [_placeless(each) for each in before["editions"]]
    # What the office's own file has beside its places is not in the copy.
    told = [
        [each["message"] for each in said["findings"] if each["rule"] not in ABOUT_READING]
        for said in (before, after)
    ]
    assert told[0] == told[1]


def _placeless(edition: dict[str, object]) -> dict[str, object]:
    return {key: said for key, said in edition.items() if key not in {"file", "line"}}


def test_the_first_table_repeats_no_number_of_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    """Who takes the number of keytag's own example for the office finds no error in the first table."""
    assert exit_code([*INIT, "--province", "Gia Lai", "--number", "Trực ban=0269 3000 113"]) == 0
    assert exit_code(["editions", "--lang", "en"]) == 0
    assert "error" not in capsys.readouterr().err


def test_init_writes_a_table_that_excel_opens(capsys: pytest.CaptureFixture[str]) -> None:
    """The starter has the mark, separator and line ends that Excel asks for; its job is a sample and is fine."""
    assert exit_code(INIT) == 0
    assert capsys.readouterr().out == (
        "Wrote ward-editions.csv\nWrote ward.yaml\n"
        "Material: paper (shop: digital-sra3). For soft PVC: screen-pvc or moulded-pvc.\n"
        "Next: keytag editions ward.yaml\n"
    )
    table = Path("ward-editions.csv").read_bytes()
    assert table.startswith("\ufeffMã;Tên xã, phường;Số lượng;".encode())
    assert table.count(b"\r\n") == table.count(b"\n") == 3
    job = Path("ward.yaml").read_text(encoding="utf-8")
    assert "\nsample: true\n" in job
    assert job.endswith('\neditions: {from: "ward-editions.csv"}\n')
    assert exit_code(["check", "--lang", "en"]) == 0
    assert "No errors" in capsys.readouterr().out


@pytest.mark.parametrize("taken", ["ward.yaml", "ward-editions.csv"])
def test_init_never_overwrites(taken: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the job or the table has its name taken, nothing at all is written."""
    Path(taken).write_text("mine", encoding="utf-8")
    assert exit_code(INIT) == 5
    assert taken in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == [taken]
    assert Path(taken).read_text(encoding="utf-8") == "mine"


def test_people_are_told_once_and_programs_of_each_cell(capsys: pytest.CaptureFixture[str]) -> None:
    """Three numbers that lost their zeros are one message on the screen, and three findings in JSON and SARIF."""
    laid(
        "Tên xã;Số lượng;Trực ban",
        *(f"Xã {name};60;26930002{at}0" for at, name in enumerate(("Glar", "Kbang", "Ia Pa"))),
    )
    assert exit_code(["check", "--lang", "vi"]) == 3
    assert capsys.readouterr().err.count("table-numbers-are-text") == 1
    assert exit_code(["check", "--json"]) == 3
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(each["rule"], each["cell"]["name"]) for each in found] == [
        ("table-numbers-are-text", f"C{row}") for row in (2, 3, 4)
    ]
    assert exit_code(["check", "--format", "sarif"]) == 3
    assert len(json.loads(capsys.readouterr().out)["runs"][0]["results"]) == 3
