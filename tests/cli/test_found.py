"""The job that is meant, where its name is not quite what was typed, or it lies in another folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keytag.cli import exit_code
from keytag.errors import ExitCode

JOB = (
    "keytag: 1\nas_of: 2026-01-15\nissuer: {name: Công an phường An Khê, province: Gia Lai}\n"
    "numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]\nquantity: 240\n"
)
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def _lay(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(JOB, encoding="utf-8")


@pytest.mark.parametrize("typed", [(), ("ward.yaml",), ("ward",), ("Ward.yml",)])
@pytest.mark.parametrize("name", ["ward.yaml.txt", "ward.yml.txt", "ward.txt", "ward.TXT"])
def test_an_ending_that_windows_hides_is_found_and_said(name: str, typed: tuple[str, ...], capsys: Said) -> None:
    """A job that Notepad called .txt is read whatever was typed, and its right name told once."""
    _lay(name)
    for language, said in (
        ("vi", f"lưu ý: Đọc {name}. Windows giấu đuôi"),
        ("en", f"note: Reading {name}. Windows"),
    ):
        assert exit_code(["editions", *typed, "--lang", language]) == ExitCode.FINE
        error = capsys.readouterr().err
        assert error.startswith(said)
        assert len(error.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "typed"), [("ward.yml", "ward.yaml"), ("WARD.YAML", "ward.yaml"), ("x.yml", "x")]
)
def test_the_only_file_called_alike_is_read(name: str, typed: str, capsys: Said) -> None:
    """Another ending or capitals are no reason to say that there is no such file."""
    _lay(name)
    assert exit_code(["editions", typed, "--lang", "en"]) == ExitCode.FINE
    assert capsys.readouterr().err == f"note: There is no {typed}; reading {name}.\n"


@pytest.mark.parametrize("name", ["ward.yml", "an-khe.YAML", "an-khe.yaml.txt"])
def test_the_only_job_is_found_however_it_ends(name: str) -> None:
    """Without a name the only job of the folder is meant, and a summary of the folder has it."""
    _lay(name)
    assert exit_code(["editions"]) == ExitCode.FINE
    assert exit_code(["check", "--summary"]) == ExitCode.FINE


def test_a_hidden_ending_is_in_no_name(capsys: Said) -> None:
    """What is made of ward.yaml.txt is called after the ward, not after the ending."""
    _lay("ward.yaml.txt")
    assert exit_code(["editions", "--json"]) == ExitCode.FINE
    assert json.loads(capsys.readouterr().out)["editions"][0]["id"] == "ward"


@pytest.mark.parametrize("command", ["check", "editions", "render", "sheet", "plan", "packing", "cost", "handoff"])
@pytest.mark.parametrize(
    ("lies", "typed", "right"),
    [
        ("../ward.yaml", (), "../ward.yaml"),
        ("../ward.yaml", ("ward.yaml",), "../ward.yaml"),
        ("deep/ward.yaml", (), "deep/ward.yaml"),
        ("deep/ward.yaml", ("ward.yml",), "deep/ward.yaml"),
        ("An Khê/a.yaml", (), '"An Khê/a.yaml"'),
        ("../a.yaml", ("a",), "../a.yaml"),
    ],
)
def test_a_job_one_folder_away_is_named_with_its_command(
    command: str, lies: str, typed: tuple[str, ...], right: str, capsys: Said
) -> None:
    """What lies one folder higher or deeper is not taken: the whole command for it is said, in both languages."""
    _lay(lies)
    for language, word in (("vi", "Gõ"), ("en", "Type")):
        assert exit_code([command, *typed, "--lang", language]) == ExitCode.MISSING
        assert f"{word}: keytag {command} {right}\n" in capsys.readouterr().err
    assert exit_code([command, *typed, "--json", "--lang", "en"]) == ExitCode.MISSING
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["hint"] == f"Type: keytag {command} {right}"


def test_a_folder_means_the_job_in_it(capsys: Said) -> None:
    """Whoever names a folder means its only job, or its ward.yaml; of several one is to be named."""
    _lay("one/a.yaml", "two/a.yaml", "two/b.yaml", "three/a.yaml", "three/ward.yaml")
    assert exit_code(["editions", "one", "--lang", "en"]) == ExitCode.FINE
    assert capsys.readouterr().err == "note: one is a folder; reading one/a.yaml.\n"
    assert exit_code(["editions", "three", "--lang", "en"]) == ExitCode.FINE
    assert capsys.readouterr().err == "note: three is a folder; reading three/ward.yaml.\n"
    assert exit_code(["editions", "two/", "--lang", "en"]) == ExitCode.USAGE
    assert "Type, for example: keytag editions two/a.yaml" in capsys.readouterr().err


def test_what_may_be_either_is_asked(capsys: Said) -> None:
    """Two files of the name, or a folder called like a sample job, are not chosen between."""
    _lay("ward.yml", "ward.yaml.txt", "an-phu/ward.yaml")
    assert exit_code(["editions", "ward.yaml", "--lang", "vi"]) == ExitCode.USAGE
    assert "Không có ward.yaml, mà có ward.yaml.txt, ward.yml." in capsys.readouterr().err
    assert exit_code(["editions", "an-phu", "--lang", "vi"]) == ExitCode.USAGE
    assert "Gõ: keytag editions an-phu/ward.yaml" in capsys.readouterr().err


def test_a_job_in_utf_16_is_found_and_refused_by_name(capsys: Said) -> None:
    """A job that Notepad saved as Unicode is the one that is meant, and what is wrong with it is said."""
    Path("x.yaml").write_bytes(JOB.encode("utf-16"))
    assert exit_code(["check", "--lang", "en"]) == ExitCode.INVALID
    error = capsys.readouterr().err
    assert "UTF-16" in error
    assert "k e y" not in error


def test_quiet_says_nothing_of_names(capsys: Said) -> None:
    """Under --quiet only errors are said."""
    _lay("ward.yml")
    assert exit_code(["editions", "ward.yaml", "--quiet"]) == ExitCode.FINE
    assert capsys.readouterr().err == ""
