"""Nobody can miss what will be printed: `check`, `editions` and `render` show it, and JSON has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keytag.cli import exit_code

JOB = """keytag: 1
sample: true
issuer: {name: Công an tỉnh Gia Lai, province: Gia Lai}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
qr: {link: "https://zalo.me/1000000000000000200", caption: Quét mã Zalo}
editions: {from: offices.csv}
"""
TABLE = "Đơn vị;Số lượng;Trực ban\nHội trường lớn;700;0269 3000 202\nKho vật chứng;500;0269 3000 203\n"


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "ward.yaml").write_text(JOB, encoding="utf-8")
    (tmp_path / "offices.csv").write_text(TABLE, encoding="utf-8")


@pytest.mark.parametrize("command", [("check",), ("editions",), ("render", "--format", "svg")])
def test_what_prints_is_seen(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """The office that all tags would bear stands once, as it prints; each edition's number by its name."""
    exit_code([*command, "--lang", "vi"])
    out = capsys.readouterr().out
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[:2] == ["Chung cho cả 2 mẫu:", "Mặt trước CÔNG AN TỈNH GIA LAI"]
    assert "Mã QR mở zalo.me: https://zalo.me/1000000000000000200" in lines
    assert any(line.startswith("Hội trường lớn 0269 3000 202 700") for line in lines)
    exit_code([*command, "--quiet"])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", [("check",), ("editions",), ("render", "--format", "svg")])
def test_programs_have_the_words(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """``words`` has every edition with both sides, in the order in which they are read."""
    exit_code([*command, "--json"])
    first, second = json.loads(capsys.readouterr().out)["words"]
    assert (first["name"], first["quantity"], first["drawn"]) == ("Hội trường lớn", 700, True)
    assert first["front"] == [
        {"what": "issuer", "text": "CÔNG AN TỈNH GIA LAI"},
        {"what": "number", "label": "TRỰC BAN", "number": "0269 3000 202"},
        {"what": "slogan", "text": "Toàn dân bảo vệ an ninh Tổ quốc"},
    ]
    assert second["back"] == [
        {"what": "caption", "text": "Quét mã Zalo"},
        {"what": "code", "link": "https://zalo.me/1000000000000000200", "host": "zalo.me"},
    ]


def test_one_edition_can_be_looked_at_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """What is typed after --edition stands in the list; the words are then of that one."""
    exit_code(["editions", "--json"])
    edition = json.loads(capsys.readouterr().out)["editions"][0]["id"]
    exit_code(["render", "--edition", edition, "--format", "svg", "--json"])
    assert [each["edition"] for each in json.loads(capsys.readouterr().out)["words"]] == [edition]


@pytest.mark.parametrize("command", ["check", "plan", "editions"])
def test_people_read_names(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Lists to call and tables of plates name editions as people do; an id stands only where it is typed."""
    options = ["--called"] if command == "check" else []
    exit_code([command, *options, "--lang", "en"])
    out = capsys.readouterr().out
    assert "Hội trường lớn" in out
    assert ("hoi-truong-lon" in out) == (command == "editions")
