"""Documents that are written into a file by keytag itself, for not every shell's > writes UTF-8."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keytag.cli import exit_code
from keytag.errors import ExitCode

Said = pytest.CaptureFixture[str]
WRITTEN = [("show", "digital-sra3"), ("show", "classic"), ("show", "an-phu"), ("schema", "shop"), ("schema",)]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", WRITTEN, ids=" ".join)
def test_the_file_is_what_would_be_printed(command: tuple[str, ...], capsys: Said) -> None:
    """With --out the file holds byte for byte what the command prints, in UTF-8; the folder is made."""
    exit_code([*command, "--lang", "vi"])
    printed = capsys.readouterr().out
    assert exit_code([*command, "--out", "own/mine.yaml", "--lang", "vi"]) == ExitCode.FINE
    assert capsys.readouterr().out == f"Đã ghi {Path('own/mine.yaml')}\n"
    assert Path("own/mine.yaml").read_bytes() == printed.encode()


def test_nothing_is_overwritten_unasked(capsys: Said) -> None:
    """A file that is there stays, and is said, until --overwrite is given; a folder is no file."""
    Path("mine.yaml").write_text("mine", encoding="utf-8")
    Path("folder").mkdir()
    for language, said in (("vi", "đã có; keytag không ghi đè."), ("en", "exists; keytag does not overwrite it.")):
        assert exit_code(["show", "classic", "-o", "mine.yaml", "--lang", language]) == ExitCode.CANNOT_WRITE
        assert said in capsys.readouterr().err
    assert exit_code(["schema", "-o", "folder"]) == ExitCode.CANNOT_WRITE
    assert Path("mine.yaml").read_text(encoding="utf-8") == "mine"
    assert exit_code(["show", "classic", "-o", "mine.yaml", "--overwrite"]) == ExitCode.FINE
    assert Path("mine.yaml").read_text(encoding="utf-8").startswith("template: 1")


def test_programs_get_the_path(capsys: Said) -> None:
    """With --json the answer names the file and does not repeat its text."""
    assert exit_code(["show", "classic", "--out", "mine.yaml", "--json"]) == ExitCode.FINE
    said = json.loads(capsys.readouterr().out)
    assert (said["files"], said["text"]) == ([{"path": "mine.yaml"}], None)


def test_what_is_written_can_be_used() -> None:
    """A shop that was written into a file is found by its name and shown again the same."""
    assert exit_code(["show", "digital-sra3", "--out", "nha-in.yaml"]) == ExitCode.FINE
    assert exit_code(["show", "nha-in", "--out", "again.yaml"]) == ExitCode.FINE
    assert Path("again.yaml").read_bytes() == Path("nha-in.yaml").read_bytes()


def test_an_error_writes_nothing() -> None:
    """Where there is no such document no file appears."""
    assert exit_code(["show", "nope", "--out", "mine.yaml"]) == ExitCode.MISSING
    assert not Path("mine.yaml").exists()
