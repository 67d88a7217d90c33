"""`keytag units`: what a name is and was, on the screen and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keytag.cli import exit_code


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_a_name_shows_what_it_is_and_was(capsys: pytest.CaptureFixture[str]) -> None:
    """Units of today and of before stand in two tables that fit 80 columns, with the day and the source."""
    assert exit_code(["units", "an phú, gia lai", "--lang", "vi"]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    for word in (
        "Hiện nay",
        "phường An Phú",
        "23602",
        "Trước 01/07/2025",
        "thị xã An Khê",
        "phường An Khê, Gia Lai",
    ):
        assert word in out
    assert "\nDữ liệu ngày 10/10/2026" in out


def test_every_word_is_english_where_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """In English the headings are English; names stay what they are."""
    assert exit_code(["units", "bình định", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "tỉnh Bình Định: part of tỉnh Gia Lai since 2025-07-01." in out
    for word in ("Today", "Made of", "Before 2025-07-01", "Now part of", "Data of 2026-10-10"):
        assert word in out


def test_a_program_gets_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    """--json gives the same as an object, with codes, day and source."""
    assert exit_code(["units", "glar", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["command"], said["ok"], said["today"], said["provinces"]) == ("units", True, [], [])
    assert said["date"] == "2026-10-10"
    assert said["before"] == [
        {
            "kind": "xã",
            "name": "Glar",
            "district": "huyện Đăk Đoa",
            "province": "Gia Lai",
            "successors": [{"code": "23677", "kind": "xã", "name": "Đak Đoa", "province": "Gia Lai"}],
        }
    ]


def test_a_province_is_an_object_too(capsys: pytest.CaptureFixture[str]) -> None:
    """A former province names its successor, one of today has none."""
    exit_code(["units", "bình định", "--json"])
    assert json.loads(capsys.readouterr().out)["provinces"] == [
        {"kind": "tỉnh", "name": "Bình Định", "successor": "Gia Lai"}
    ]
    exit_code(["units", "hcm", "--json"])
    assert json.loads(capsys.readouterr().out)["provinces"] == [
        {"kind": "thành phố", "name": "Hồ Chí Minh", "successor": None}
    ]


def test_an_unknown_name_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    """A name of nothing ends with 4 and asks what was meant; an empty one with 2."""
    assert exit_code(["units", "an khêê, gia lai", "--lang", "vi"]) == 4
    assert "Có phải phường An Khê (Gia Lai) không?" in capsys.readouterr().err
    assert exit_code(["units", "xyz abc", "--lang", "en", "--quiet"]) == 4
    assert "xyz abc" in capsys.readouterr().err
    assert exit_code(["units", " "]) == 2


def test_the_answer_is_given_also_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    """--quiet leaves out what nobody asked for; the answer is what was asked."""
    assert exit_code(["units", "glar", "--quiet"]) == 0
    assert "Glar" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["vi", "en"])
def test_without_a_name_the_table_tells_of_itself(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """How many of each kind there are, what changed on which day, and from where that is known."""
    assert exit_code(["units", "--lang", language]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    day = "20/09/2026" if language == "vi" else "2026-09-20"
    for word in ("9 thành phố, 25 tỉnh", "709 phường", f"{day}: thành phố Bắc Ninh", "388/NQ-UBTVQH16"):
        assert word in " ".join(out.split())
    assert exit_code(["units", "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert (sum(counts.values()), counts["phường"]) == (34 + 3321, 709)


def test_the_table_is_exported_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--export writes a workbook or CSV by the file's ending, never over a file, and nothing else."""
    for name in ("places.xlsx", "places.csv"):
        assert exit_code(["units", "--export", str(tmp_path / name), "--lang", "en"]) == 0
        assert f"Wrote {tmp_path / name}" in capsys.readouterr().out
        assert exit_code(["units", "--table", str(tmp_path / name), "glar", "--quiet"]) == 0
        capsys.readouterr()
    assert exit_code(["units", "--export", str(tmp_path / "places.csv")]) == 5
    assert "does not overwrite" in capsys.readouterr().err
    assert exit_code(["units", "--export", str(tmp_path / "places.pdf")]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["places.csv", "places.xlsx"]


def test_a_table_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What --table names is checked like any document."""
    (tmp_path / "places.csv").write_text("mã,loại,tên,tỉnh\n01,tỉnh,Hà Nội,\n", encoding="utf-8")
    assert exit_code(["units", "--table", str(tmp_path / "places.csv"), "--lang", "vi"]) == 3
    err = capsys.readouterr().err
    assert "Bảng chưa có dòng ngày." in err
    assert "Bảng chưa có dòng nguồn." in err
    assert exit_code(["units", "--table", str(tmp_path / "no.csv")]) == 4
