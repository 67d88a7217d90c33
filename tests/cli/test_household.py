"""`packing` and `cost`: what the screen says, what is written and refused, and that nobody's name gets out."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import zipfile
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from jsonschema import Draft202012Validator

from keytag.cli import exit_code
from keytag.files import library

DAY = "2026-01-15"
HEAD = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
"""
# 57 groups of some 60 households: 3,397 lines to sign.
HOUSEHOLDS = [45 + (7 * i) % 30 for i in range(57)]
TABLE = "STT;Tổ dân phố;Số hộ;Tổ trưởng;Điện thoại\n" + "".join(
    f"{i};Tổ dân phố {i};{n};Bà BÍMẬT {i};0769 000 {i:03}\n" for i, n in enumerate(HOUSEHOLDS, start=1)
)
JOB = f"{HEAD}quantity: {sum(HOUSEHOLDS) + 60}\nallotments: {{from: to.csv}}\n"
# A small one, for what does not depend on how many there are.
FEW = "".join(TABLE.splitlines(keepends=True)[:6])
FEW_TAGS = sum(HOUSEHOLDS[:5])
# The smallest, for whole packages.
PAIR = "".join(TABLE.splitlines(keepends=True)[:3])
PAIR_TAGS = sum(HOUSEHOLDS[:2])
NAMES = {
    "list.pdf",
    "delivery.pdf",
    "delivery.docx",
    "handover.pdf",
    "handover.docx",
    "receipts.pdf",
    "boxes-a4.pdf",
    "boxes-100x150.pdf",
    "bags-a4.pdf",
    "bags-100x50.pdf",
    "summary.xlsx",
    "summary.csv",
}
PRICES = "{sheet: 6_000đ, cut: 150đ, punch: 50đ, ring: 700đ, pack: 100đ}"

_count = {"type": "integer", "minimum": 0}
_words = {"type": "string", "minLength": 1}
_files = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "path": _words,
            "kind": {"pattern": "^[a-z0-9-]+$"},
            "pages": {"oneOf": [{"type": "null"}, {"type": "integer", "minimum": 1}]},
            "sha256": {"pattern": "^[0-9a-f]{64}$"},
        },
        "required": ["path", "kind", "pages", "sha256"],
        "additionalProperties": False,
    },
}


def _object(**keys: object) -> dict[str, object]:
    return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}


PACKING = _object(
    command={"const": "packing"},
    ok={"type": "boolean"},
    files=_files,
    plan={"const": None},
    editions={"const": []},
    packing={
        "oneOf": [
            {"type": "null"},
            _object(
                **dict.fromkeys(("receivers", "households", "tags", "bags", "boxes", "bag", "box"), _count),
            ),
        ]
    },
    findings={"type": "array"},
)
_sum = {"type": ["integer", "null"], "minimum": 0}
COST = _object(
    command={"const": "cost"},
    files={"const": []},
    ok={"type": "boolean"},
    plan={"const": None},
    editions={"const": []},
    cost=_object(
        shop=_words,
        ordered=_count,
        printed=_count,
        lines={"type": "array", "items": _object(name=_words, count=_count, price=_sum, amount=_sum)},
        missing={"type": "array", "items": _words},
        total=_count,
        budget=_sum,
    ),
    findings={"type": "array"},
)


def _job(folder: Path, text: str = JOB, table: str = TABLE) -> Path:
    (folder / "to.csv").write_text(table, encoding="utf-8")
    (folder / "ward.yaml").write_text(text, encoding="utf-8")
    return folder / "ward.yaml"


def _said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = exit_code([*map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run for 57 groups."""
    folder = tmp_path_factory.mktemp("packing")
    job = _job(folder)
    assert exit_code(["packing", str(job), "-o", str(folder / "out"), "--date", DAY, "--quiet"]) == 0
    return folder / "out" / "packing"


def test_57_groups_are_packed(packed: Path) -> None:
    """All papers are there; a receipt for each group, a label for each bag and box, and the sums come out."""
    assert {path.name for path in packed.iterdir()} == NAMES
    # What is ordered beyond all households is packed by itself: 60 tags in two bags.
    bags = sum(-(-n // 50) for n in (*HOUSEHOLDS, 60))
    pages = {path.name: len(pypdfium2.PdfDocument(path)) for path in packed.glob("*.pdf")}
    assert pages["bags-100x50.pdf"] == bags
    assert pages["bags-a4.pdf"] == -(-bags // 12)
    assert pages["receipts.pdf"] >= 2 * 57
    rows = list(
        csv.reader(StringIO((packed / "summary.csv").read_text(encoding="utf-8-sig"), newline=""), delimiter=";")
    )
    assert [int(row[5]) for row in rows[1:-1]] == [*HOUSEHOLDS, 60]
    assert rows[-1][4:7] == [str(sum(HOUSEHOLDS)), str(sum(HOUSEHOLDS) + 60), str(bags)]
    sheet = openpyxl.load_workbook(packed / "summary.xlsx").active
    assert sheet is not None
    assert [str(cell.value or "") for cell in sheet[58]] == [str(value) for value in rows[57]]
    assert pages["boxes-100x150.pdf"] == int(rows[-1][-1])
    assert sum(path.stat().st_size for path in packed.iterdir()) < 4_000_000


def test_pages_show_something_everywhere(packed: Path) -> None:
    """Labels and lists are of the size of their paper and not blank."""
    for name, size in {"boxes-100x150": (100, 150), "bags-100x50": (100, 50), "bags-a4": (210, 297)}.items():
        page = pypdfium2.PdfDocument(packed / f"{name}.pdf")[0]
        assert [round(points * 25.4 / 72) for points in page.get_size()] == list(size)
        assert page.render(scale=0.5).to_numpy().min() < 64


def test_contacts_are_nowhere_but_on_the_list(packed: Path) -> None:
    """Neither summary nor any bytes of a workbook hold who takes the tags over."""
    with zipfile.ZipFile(packed / "summary.xlsx") as book:
        parts = unescape("".join(book.read(name).decode() for name in book.namelist())).encode()
    for data in (parts, (packed / "summary.csv").read_bytes()):
        assert "Tổ dân phố 57".encode() in data
        assert "BÍMẬT".encode() not in data
        assert b"0769 000" not in data


def test_the_same_order_gives_the_same_bytes(tmp_path: Path) -> None:
    """Another run, in another folder, in another process with another hash seed, writes the same files."""
    few = JOB.replace(str(sum(HOUSEHOLDS) + 60), str(FEW_TAGS))
    here, there = ["packing", "-o", str(tmp_path / "here")], ["packing", "-o", str(tmp_path / "there")]
    (tmp_path / "there").mkdir()
    options = ("--date", DAY, "--quiet")
    assert exit_code([*here, str(_job(tmp_path, few, FEW)), *options]) == 0
    command = [sys.executable, "-m", "keytag", *there, str(_job(tmp_path / "there", few, FEW)), *options]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8"})
    made = sorted((tmp_path / "here" / "packing").iterdir())
    assert {path.name for path in made} == NAMES
    for path in made:
        assert (tmp_path / "there" / "packing" / path.name).read_bytes() == path.read_bytes(), path.name


def test_json_keeps_its_contract_and_names_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The object has its keys, the digests those of the files, and no contact anywhere."""
    code, out, err = _said(
        capsys, "packing", _job(tmp_path, table=FEW), "-o", tmp_path / "out", "--json", "--bundle", "20/100"
    )
    said: dict[str, Any] = json.loads(out)
    Draft202012Validator(PACKING).validate(said)
    assert (code, said["ok"]) == (0, True)
    assert (said["packing"]["households"], said["packing"]["tags"]) == (FEW_TAGS, sum(HOUSEHOLDS) + 60)
    assert (said["packing"]["bag"], said["packing"]["box"]) == (20, 100)
    assert "BÍMẬT" not in out + err


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["Đơn vị nhận", "Túi", "(túi đầy 50 chiếc)"]),
        ("en", ["Recipients", "(full at 50 tags)"]),
    ],
)
def test_the_screen_tells_the_figures(
    language: str, words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """People see receivers, tags, bags and boxes in lines of at most 80 columns, and nobody's name."""
    code, out, err = _said(
        capsys, "packing", _job(tmp_path, table=FEW), "-o", tmp_path / "out", "--lang", language
    )
    assert code == 0
    assert all(word in out for word in words)
    assert all(len(line) <= 80 for line in out.splitlines() if str(tmp_path) not in line)
    assert "BÍMẬT" not in out + err


EDITIONS = f"""{HEAD}editions:
  - {{id: xa-ia-bang, name: Xã Ia Băng, quantity: 620}}
  - {{id: mot, issuer: {{name: Công an xã Glar}}, quantity: 20}}
  - {{id: hai, issuer: {{name: Công an xã Trang}}, quantity: 30}}
"""


def test_editions_are_receivers_where_nothing_is_allotted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each edition is called by its name or its office and signs a record; households are not listed unasked."""
    job, out = _job(tmp_path, EDITIONS), tmp_path / "out"
    code, said, _ = _said(capsys, "packing", job, "-o", out, "--date", DAY, "--json")
    packed: dict[str, Any] = json.loads(said)
    Draft202012Validator(PACKING).validate(packed)
    assert code == 0
    assert (packed["packing"]["receivers"], packed["packing"]["boxes"], packed["packing"]["tags"]) == (3, 3, 670)
    folder = out / "packing"
    assert {path.name for path in folder.iterdir()} == NAMES - {"receipts.pdf"}
    assert len(pypdfium2.PdfDocument(folder / "handover.pdf")) == 3
    # Each record stands under the office's head, in Word as on paper.
    with zipfile.ZipFile(folder / "handover.docx") as word:
        typed = word.read("word/document.xml").decode()
    assert typed.count("BIÊN BẢN GIAO NHẬN") == typed.count("Độc lập") == 3
    text = (folder / "summary.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    assert [row[1] for row in rows[1:-1]] == ["Xã Ia Băng", "Công an xã Glar", "Công an xã Trang"]
    assert _said(capsys, "packing", job, "-o", out, "--lists", "--quiet")[0] == 0
    assert len(pypdfium2.PdfDocument(folder / "receipts.pdf")) > 20


def test_one_office_has_a_record_of_delivery_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A job of one edition without allotments is packed for the office that orders, which hands over to nobody."""
    code, said, _ = _said(capsys, "packing", _job(tmp_path, f"{HEAD}quantity: 60\n"), "-o", tmp_path, "--json")
    assert code == 0
    assert json.loads(said)["packing"] == {
        "receivers": 1, "households": 0, "tags": 60, "bags": 2, "boxes": 1, "bag": 50, "box": 500
    }  # fmt: skip
    assert {path.name for path in (tmp_path / "packing").iterdir()} == NAMES - {
        "receipts.pdf", "handover.pdf", "handover.docx"
    }  # fmt: skip


def test_more_receivers_than_one_document_takes_have_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every receiver's record is there for Word, in parts in the list's order; none is left of another number."""
    monkeypatch.setattr("keytag.commands.packing.MOST_RECORDS", 2)
    job, out = _job(tmp_path, f"{HEAD}quantity: {FEW_TAGS}\nallotments: {{from: to.csv}}\n"), tmp_path / "out"
    (tmp_path / "to.csv").write_text(FEW, encoding="utf-8")
    code, said, _ = _said(capsys, "packing", job, "-o", out, "--date", DAY, "--json")
    assert code == 0
    folder = out / "packing"
    parts = sorted(path.name for path in folder.glob("handover*.docx"))
    assert parts == ["handover-01.docx", "handover-02.docx", "handover-03.docx"]
    kinds = [file["kind"] for file in json.loads(said)["files"] if file["path"].endswith(".docx")]
    assert kinds == ["delivery-docx", *["handover-docx"] * 3]
    receivers = []
    for name in parts:
        with zipfile.ZipFile(folder / name) as word:
            typed = word.read("word/document.xml").decode()
        receivers += re.findall(r"Bên nhận: (Tổ dân phố.\d+)", typed)
    assert [re.sub(r"\s", " ", each) for each in receivers] == [f"Tổ dân phố {i}" for i in range(1, 6)]
    monkeypatch.undo()
    assert _said(capsys, "packing", job, "-o", out, "--date", DAY, "--quiet")[0] == 0
    assert [path.name for path in folder.glob("handover*.docx")] == ["handover.docx"]


class Terminal(StringIO):
    """A stream at which somebody sits."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize(
    ("options", "told"), [((), True), (("--quiet",), False), (("--json",), False), (("-o", "elsewhere"), True)]
)
def test_who_waits_is_told_how_far_it_is(
    options: tuple[str, ...],
    told: bool,  # noqa: FBT001
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At a terminal a line says which paper is being drawn; where nobody looks, nothing does."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm")
    editions = "editions: [{id: a, quantity: 30}, {id: b, quantity: 20}]\n"
    Path("ward.yaml").write_text(HEAD + editions, encoding="utf-8")
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    assert exit_code(["packing", "ward.yaml", "--date", DAY, "--lang", "en", *options]) == 0
    assert (re.search(r"Drawing \S+\.pdf", screen.getvalue()) is not None) is told
    assert told or not screen.getvalue()


def test_editions_without_a_number_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is packed of which nobody said how many, and the edition is told by its name."""
    job = _job(tmp_path, EDITIONS.replace(", quantity: 620", ""))
    code, _, err = _said(capsys, "packing", job, "-o", tmp_path / "out", "--lang", "en")
    assert (code, "quantity of Xã Ia Băng is not said" in err) == (2, True)


def test_nothing_is_written_where_the_sums_are_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """More allotted than ordered is an error: exit code 1, and no file."""
    job = _job(tmp_path, JOB.replace(f"quantity: {sum(HOUSEHOLDS) + 60}", "quantity: 3000"))
    code, _, err = _said(capsys, "packing", job, "-o", tmp_path / "out", "--lang", "en")
    assert code == 1
    assert "allotments-fit-the-order" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (TABLE.replace(";45;", ";4 năm;"), "row 2, column C (Số hộ)"),
        (TABLE.replace("Tổ dân phố 3;", ";"), "row 4, column B (Tổ dân phố)"),
        ("a;b\n1;2\n", "row 1, column A"),
        ("", "to.csv"),
    ],
)
def test_a_mangled_table_is_refused_by_its_cell(
    table: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3 and the cell as a spreadsheet names it; nothing written, and no contact shown."""
    code, out, err = _said(capsys, "packing", _job(tmp_path, table=table), "-o", tmp_path / "out", "--lang", "en")
    assert code == 3
    assert told in err
    assert "BÍMẬT" not in out + err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "options", "code", "words"),
    [
        (HEAD, (), 2, "does not say who gets"),
        (f"{HEAD}allotments: {{from: no.csv}}\n", (), 4, "no.csv"),
        (f"{HEAD}allotments: {{from: ../to.csv}}\n", (), 3, "../to.csv"),
        (JOB, ("--bundle", "3"), 2, "--bundle 3"),
        (JOB, ("--bundle", "50/20"), 2, "--bundle 50/20"),
        (JOB, ("--shop", "nobody"), 4, "nobody"),
        (f"{HEAD}allotments: [{{name: X, quantity: 9000000}}]\n", ("--bundle", "5"), 2, "1800000 bags"),
    ],
)
def test_what_cannot_be_packed_is_refused(
    text: str,
    options: tuple[str, ...],
    code: int,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without allotments, with a table that is elsewhere, or with absurd bags nothing is made."""
    found, _, err = _said(
        capsys, "packing", _job(tmp_path, text), "-o", tmp_path / "out", "--lang", "en", *options
    )
    assert found == code
    assert words in err
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_way_leaves_nothing_half_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one paper cannot be written, none is."""
    out = tmp_path / "out"
    (out / "packing" / "summary.csv").mkdir(parents=True)
    code, _, _ = _said(capsys, "packing", _job(tmp_path, table=FEW), "-o", out)
    assert code == 5
    assert [path.name for path in (out / "packing").iterdir()] == ["summary.csv"]


INLINE = (
    f'{HEAD}quantity: 70\nallotments:\n  - {{name: Thôn 1, households: 62, contact: "Bà BÍMẬT, 0769 000 113"}}\n'
    "  - {name: Thôn 2, quantity: 8, contact: Ông BÍMẬT, edition: nobody}\n"
)


def test_excerpts_of_a_job_hide_contacts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A finding shows the line it is about, but not who stands on it: screens end up in logs."""
    for command, options in (
        ("check", ()),
        ("check", ("--json",)),
        ("check", ("--format", "sarif")),
        ("show", ()),
        ("packing", ()),
    ):
        code, out, err = _said(capsys, command, _job(tmp_path, INLINE), *options, "--lang", "en")
        assert "BÍMẬT" not in out + err, command
        assert "0769" not in out + err, command
        assert code == (0 if command == "show" else 1)
    assert "name: Thôn 2, quantity: 8" in err


def test_sums_of_a_table_stop_whatever_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a table allots beyond the order is an error of every command that writes, not of `check` alone."""
    job = _job(tmp_path, f"{HEAD}quantity: {FEW_TAGS - 1}\nallotments: {{from: to.csv}}\n", FEW)
    for command in ("check", "sheet", "render", "handoff", "packing"):
        options = () if command == "check" else ("-o", tmp_path / "out")
        code, _, err = _said(capsys, command, job, *options, "--lang", "en")
        assert code == 1, command
        assert "allotments-fit-the-order" in err
    assert not (tmp_path / "out").exists()


def test_another_total_is_not_measured_by_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A trial of few tags (--count) is no order: what the table allots does not stop it."""
    job = _job(tmp_path, f"{HEAD}quantity: {FEW_TAGS}\nallotments: {{from: to.csv}}\n", FEW)
    assert _said(capsys, "sheet", job, "--count", "20", "-o", tmp_path / "out")[0] == 0


@pytest.mark.usefixtures("remembered", "unasked")
def test_a_package_has_no_contacts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What goes to the print shop names nobody; it verifies, is made again and checked from its own folder."""
    table = (
        f"# Bà BÍMẬT, 0769 000 113\n{HEAD}shop: office-a4\nquantity: {PAIR_TAGS}\n"
        "allotments: {from: to.csv} # ông BÍMẬT\n"
    )
    # A warning below a contact is where it was, made again.
    double = (
        f"shop: office-a4\n{INLINE.replace(', edition: nobody', '')}"
        "  - {name: Thôn 3, contact: B, quantity: 2, households: 4}\n"
        "accept: [{rule: allotment-fits-its-households, reason: Phát thêm đợt sau}]\n"
        "programme: Móc khóa an ninh\n"
        "signatories: {approve: {post: Trưởng Công an, name: Ông BÍMẬT}, hand_over: {name: Bà BÍMẬT}}\n"
        "contact: {name: Bà BÍMẬT, phone: 0769 000 113}\n"
    )
    for name, text in {"inline": double.replace("quantity: 70", "quantity: 72"), "table": table}.items():
        out = tmp_path / name
        listed = f"Danh sách của ông BÍMẬT\n{PAIR}Cộng;;{PAIR_TAGS};;\nNgười lập: bà BÍMẬT, 0769 000 113\n"
        code, said, err = _said(
            capsys,
            "handoff",
            _job(tmp_path, text, listed),
            "--unapproved",
            "-o",
            out,
            "--date",
            DAY,
            "--lang",
            "en",
        )
        assert code == 0
        assert "BÍMẬT" not in said + err
        (package,) = out.glob("*.zip")
        with zipfile.ZipFile(BytesIO(package.read_bytes())) as archive:
            for entry in archive.namelist():
                assert "BÍMẬT".encode() not in archive.read(entry), entry
                assert re.search(rb"0769 000 \d", archive.read(entry)) is None, entry
        assert _said(capsys, "verify", package)[0] == 0
        assert _said(capsys, "handoff", "--from-package", package, "-o", tmp_path / f"{name}-again")[0] == 0
        (inside,) = out.glob("*/job/ward.yaml")
        assert _said(capsys, "packing", inside, "-o", tmp_path / f"{name}-packed")[0] == 0


def _mine(folder: Path, prices: str) -> Path:
    shop = library.find(library.ResourceKind.SHOPS, "digital-sra3").read_text(encoding="utf-8")
    text = shop.replace("name: digital-sra3", "name: mine") + f"prices: {prices}\n"
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    return folder / "mine.yaml"


@pytest.mark.parametrize("command", ["packing", "cost", "editions"])
def test_a_program_is_told_which_command_failed(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also the object of a run that could not go on names its command."""
    code, out, _ = _said(capsys, command, tmp_path / "no.yaml", "--json")
    assert code == 4
    assert json.loads(out)["command"] == command


def test_cost_adds_up_the_shops_prices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line is count times price, the total their sum, and the budget is held against it."""
    job = _job(tmp_path, f"{HEAD}quantity: 3200\novers: 5%\nbudget: 3 triệu\n")
    code, out, _ = _said(capsys, "cost", job, "--shop", _mine(tmp_path, PRICES), "--json", "--lang", "en")
    said: dict[str, Any] = json.loads(out)
    Draft202012Validator(COST).validate(said)
    cost = said["cost"]
    assert code == 0
    assert cost["missing"] == []
    assert all(line["amount"] == line["count"] * line["price"] for line in cost["lines"])
    assert cost["total"] == sum(line["amount"] for line in cost["lines"])
    counts = {line["name"]: line["count"] for line in cost["lines"]}
    assert counts["ring"] == counts["pack"] == cost["ordered"] == 3200
    assert counts["cut"] == counts["punch"] == cost["printed"] >= 3360
    (found,) = (finding for finding in said["findings"] if finding["rule"] == "budget-covers-the-cost")
    assert (found["severity"], found["line"]) == ("warning", 7)


def test_cost_asks_for_what_it_does_not_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without prices nothing is invented: every work is named with its count, to be asked for."""
    job = _job(tmp_path, f"{HEAD}quantity: 3200\nbudget: 18 triệu\n")
    code, out, _ = _said(capsys, "cost", job, "--json")
    cost = json.loads(out)["cost"]
    assert code == 0
    assert cost["total"] == 0
    assert cost["missing"] == ["sheet", "cut", "punch", "ring", "pack"]
    code, out, err = _said(capsys, "cost", job, "--lang", "vi")
    assert code == 0
    assert out.count("hỏi nhà in") == 5
    assert "prices: {sheet: 6_000đ" in err
    assert all(len(line) <= 80 for line in out.splitlines())


def test_cost_follows_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another total of tags costs another sum."""
    job, shop = _job(tmp_path, f"{HEAD}quantity: 3200\n"), _mine(tmp_path, PRICES)
    totals = []
    for count in ("100", "200"):
        _, out, _ = _said(capsys, "cost", job, "--shop", shop, "--count", count, "--json")
        said = json.loads(out)["cost"]
        assert said["ordered"] == int(count)
        totals.append(said["total"])
    assert totals[0] < totals[1]


def test_offset_is_asked_for_plates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A press with plates has them in its sum: one for each ink of each form."""
    job = _job(tmp_path, f"{HEAD}quantity: 3200\n")
    _, out, _ = _said(capsys, "cost", job, "--shop", "offset-52x72", "--json")
    lines = {line["name"]: line["count"] for line in json.loads(out)["cost"]["lines"]}
    assert lines["setup"] == 1
    assert lines["plate"] % 2 == 0
    assert lines["plate"] >= 2


@pytest.mark.parametrize("price", ["0", "-5", "cheap", "1.5", "2 tỷ"])
def test_a_price_that_is_none_is_refused(price: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A shop's price is a whole sum in đồng within reason, or the shop's file is refused with the line."""
    job = _job(tmp_path, f"{HEAD}quantity: 3200\n")
    code, _, err = _said(capsys, "cost", job, "--shop", _mine(tmp_path, f"{{cut: {price}}}"), "--lang", "en")
    assert code == 3
    assert "mine.yaml:" in err
