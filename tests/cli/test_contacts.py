"""`keytag contacts`: what a telephone and a spreadsheet read is what the tags say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from keytag.cli import exit_code

DAY = "2026-01-15"
JOB = """keytag: 1
issuer: {name: "Công an phường Văn Miếu, An; Khê", province: Gia Lai}
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
  - {label: Trưởng Công an phường, number: 0769 000 101, role: chief}
  - {label: Khẩn cấp, number: 113, role: emergency}
  - {label: Tổng đài, number: 1800 1000}
qr: {link: "https://zalo.me/1000000000000000001"}
as_of: 2026-01-15
quantity: 60
"""
# RFC 2426, 4, and RFC 6350, 3.3: a line is a name, with a group before and parameters behind, a colon, a value.
LINE = re.compile(
    r"(?:(?P<group>[A-Za-z0-9-]+)\.)?(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[A-Za-z0-9-]+=[^:;]*)*):(?P<value>.*)"
)

Card = list[tuple[str, str, str, str]]


def read_cards(data: bytes) -> list[Card]:
    """Return the cards of a file by the letter of the RFCs: group, name, parameters and value of each line."""
    assert data.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    physical = data.removesuffix(b"\r\n").split(b"\r\n")
    for piece in physical:
        assert len(piece) <= 75
        # Letters of several octets are never parted.
        piece.decode("utf-8")
    cards: list[Card] = []
    for line in data.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]:
        found = LINE.fullmatch(line)
        assert found is not None, line
        entry = (found["group"] or "", found["name"], found["params"], found["value"])
        if entry[1:] == ("BEGIN", "", "VCARD"):
            cards.append([])
        cards[-1].append(entry)
    for card in cards:
        assert card[0][1:] == ("BEGIN", "", "VCARD")
        assert card[1][1:] == ("VERSION", "", "3.0")
        assert card[-1][1:] == ("END", "", "VCARD")
        assert {"N", "FN"} <= {name for _, name, *_ in card}
    return cards


def unescape(value: str) -> str:
    """Return a text as it was meant; a bare comma or semicolon would part it."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def values(card: Card, name: str) -> list[str]:
    """Return the values of a card's lines of that name."""
    return [value for _, called, _, value in card if called == name]


def _written(folder: Path, text: str = JOB, *more: str) -> Path:
    (folder / "ward.yaml").write_text(text, encoding="utf-8")
    arguments = ["contacts", str(folder / "ward.yaml"), "-o", str(folder / "out"), "--date", DAY, "--quiet", *more]
    assert exit_code(arguments) == 0
    return folder / "out"


def test_a_card_says_what_the_tag_says(tmp_path: Path) -> None:
    """Office, each number as it is dialled with its label, service numbers as they are, the code's address."""
    (card,) = read_cards((_written(tmp_path) / "contacts.vcf").read_bytes())
    office = "Công an phường Văn Miếu, An; Khê"
    assert [unescape(value) for value in values(card, "FN")] == [office]
    assert unescape(values(card, "N")[0].removesuffix(";;;;")) == office
    assert unescape(values(card, "ORG")[0]) == office
    numbers = {group: (params, value) for group, name, params, value in card if name == "TEL"}
    labels = {group: unescape(value) for group, name, _, value in card if name == "X-ABLabel"}
    assert {labels[group]: value for group, (_, value) in numbers.items()} == {
        "Trực ban": "+842693000113",
        "Trưởng Công an phường": "+84769000101",
        "Khẩn cấp": "113",
        "Tổng đài": "18001000",
    }
    assert [params for params, _ in numbers.values()][:2] == [";TYPE=WORK,VOICE,PREF", ";TYPE=CELL,VOICE"]
    assert values(card, "URL") == ["https://zalo.me/1000000000000000001"]
    assert unescape(values(card, "NOTE")[0]).splitlines()[1] == "Trưởng Công an phường: 0769 000 101"


def test_the_workbook_keeps_its_zeros(tmp_path: Path) -> None:
    """Numbers are text, in cells that stay text, with room to write when each was called and who answered."""
    sheet = openpyxl.load_workbook(_written(tmp_path) / "contacts.xlsx").active
    rows = list(sheet.iter_rows())
    head = [cell.value for cell in rows[0]]
    printed, dialled = head.index("Số in trên móc khóa"), head.index("Số để quay")
    assert [(row[printed].value, row[dialled].value) for row in rows[1:]] == [
        ("0269 3000 113", "+842693000113"),
        ("0769 000 101", "+84769000101"),
        ("113", "113"),
        ("1800 1000", "18001000"),
    ]
    for row in rows[1:]:
        for cell in (row[printed], row[dialled]):
            assert (cell.data_type, cell.number_format) == ("s", "@")
    assert head[-2:] == ["Gọi thử: ngày, giờ", "Ai nghe máy"]
    assert all(cell.value in (None, "") for row in rows[1:] for cell in row[-2:])


def test_what_looks_like_a_formula_is_none(tmp_path: Path) -> None:
    """A label that a spreadsheet would run stays the words that it is."""
    text = JOB.replace("Tổng đài", '"=HYPERLINK(1)"')
    sheet = openpyxl.load_workbook(_written(tmp_path, text) / "contacts.xlsx").active
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_every_edition_has_a_card_of_its_own(tmp_path: Path) -> None:
    """17 communes are 17 cards by their offices' names; those of a sample say on each that they are none."""
    assert exit_code(["contacts", "dak-doa", "-o", str(tmp_path), "--date", DAY, "--quiet"]) == 0
    cards = read_cards((tmp_path / "contacts.vcf").read_bytes())
    names = [unescape(value) for card in cards for value in values(card, "FN")]
    assert len(set(names)) == len(cards) == 17
    assert all(name.startswith("BẢN LÀM THỬ: Công an ") for name in names)
    assert len({uid for card in cards for uid in values(card, "UID")}) == 17
    assert all(len(values(card, "TEL")) == 4 for card in cards)
    sheet = openpyxl.load_workbook(tmp_path / "contacts.xlsx").active
    assert sheet["A1"].value == "BẢN LÀM THỬ"
    assert sheet.max_row == 2 + 17 * 4


def test_editions_of_one_office_are_told_apart(tmp_path: Path) -> None:
    """Where several editions are one office's, their cards bear their names, too."""
    text = JOB + "editions: [{id: a, name: Ấp 1}, {id: b, name: Ấp 2}]\n"
    cards = read_cards((_written(tmp_path, text) / "contacts.vcf").read_bytes())
    names = [unescape(values(card, "FN")[0]) for card in cards]
    assert [name.rpartition(" – ")[2] for name in names] == ["Ấp 1", "Ấp 2"]


def test_the_same_job_is_the_same_bytes(tmp_path: Path) -> None:
    """Neither the clock nor the folder is in the files."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    first, second = (_written(tmp_path / name) for name in ("a", "b"))
    for name in ("contacts.vcf", "contacts.xlsx"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_shown_fits_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    """Cards, numbers and files in at most 80 columns, and the same as an object."""
    (tmp_path / "ward.yaml").write_text(JOB, encoding="utf-8")
    arguments = ["contacts", str(tmp_path / "ward.yaml"), "-o", str(tmp_path / "out"), "--date", DAY]
    assert exit_code([*arguments, "--lang", language]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if str(tmp_path) not in line]
    assert re.fullmatch(r"(Danh thiếp|Cards) +1  \(.+\)", lines[0])
    assert all(len(line) <= 80 for line in lines)
    assert exit_code([*arguments, "--json"]) == 0
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    count = {"type": "integer", "minimum": 0}
    schema = {
        "type": "object",
        "properties": {"cards": count, "numbers": count, "different": count},
        "required": ["cards", "numbers", "different"],
        "additionalProperties": False,
    }
    Draft202012Validator(schema).validate(said["contacts"])
    assert said["contacts"] == {"cards": 1, "numbers": 4, "different": 4}
    assert [file["kind"] for file in said["files"]] == ["vcf", "xlsx"]


def test_a_wrong_number_is_on_no_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With an error among the findings nothing is written, and the run says so by its code."""
    (tmp_path / "ward.yaml").write_text(JOB.replace("0769 000 101", "0769 000 10"), encoding="utf-8")
    assert exit_code(["contacts", str(tmp_path / "ward.yaml"), "-o", str(tmp_path / "out"), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["files"], said["contacts"]) == (False, [], None)
    assert not (tmp_path / "out").exists()
