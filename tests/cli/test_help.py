"""Help and version, by every way in which people ask for them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from keytag import __version__
from keytag.cli import COMMANDS, exit_code
from keytag.errors import ExitCode

Said = pytest.CaptureFixture[str]


def _out(capsys: Said, *arguments: str) -> str:
    assert exit_code(arguments) == ExitCode.FINE
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_the_same_however_it_is_asked_for(command: str, language: str, capsys: Said) -> None:
    """`keytag help check`, `keytag check -h` and `keytag check --help` say the same, on 80 columns."""
    page = _out(capsys, command, "--help", "--lang", language)
    assert page.startswith({"vi": "Cách dùng: ", "en": "Usage: "}[language] + f"keytag {command}")
    assert _out(capsys, command, "-h", "--lang", language) == page
    assert _out(capsys, "help", command, "--lang", language) == page
    assert all(len(line) <= 80 for line in page.splitlines())
    assert "-h, --help" in page
    assert "<" not in page.partition("\n")[0] + page.partition(":\n")[2].partition("\n")[0]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_in_general(language: str, capsys: Said) -> None:
    """`keytag`, `keytag help`, `keytag -h` and `keytag --help` list every command."""
    page = _out(capsys, "--help", "--lang", language)
    for typed in ((), ("help",), ("-h",)):
        assert _out(capsys, *typed, "--lang", language) == page
    assert all(len(line) <= 80 for line in page.splitlines())
    assert [line.split()[0] for line in page.splitlines()[-len(COMMANDS) :]] == list(COMMANDS)


def test_help_for_programs(capsys: Said) -> None:
    """With --json the page is a text in the one object."""
    said = json.loads(_out(capsys, "help", "check", "--json"))
    assert (said["command"], said["ok"]) == ("help", True)
    assert said["text"].startswith("Usage: keytag check")


@pytest.mark.parametrize(
    ("language", "message", "meant"),
    [
        ("vi", "Không có lệnh chek.", "Có phải “check” không?"),
        ("en", "There is no command chek.", "Did you mean “check”?"),
    ],
)
def test_help_of_no_command(language: str, message: str, meant: str, capsys: Said) -> None:
    """Help of what is no command asks what was meant."""
    assert exit_code(["help", "chek", "--lang", language]) == ExitCode.USAGE
    error = capsys.readouterr().err
    assert message in error
    assert meant in error


def test_the_version_by_every_way(capsys: Said) -> None:
    """`keytag version`, `--version` and `-V` say one line; before a command the option still decides."""
    line = f"keytag {__version__}\n"
    for typed in (("version",), ("--version",), ("-V",), ("--version", "check"), ("--version", "--lang", "vi")):
        assert _out(capsys, *typed) == line
    said = json.loads(_out(capsys, "--version", "--json"))
    assert (said["command"], said["text"]) == ("version", line.strip())


def test_the_module_is_the_command(tmp_path: Path) -> None:
    """`python -m keytag` is the same program and calls itself by the same name."""
    done = subprocess.run(
        [sys.executable, "-m", "keytag", "help", "--lang", "en"],
        env={**os.environ, "COLUMNS": "80"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: keytag [OPTIONS]")


def test_a_page_is_in_one_language_whatever_was_asked_before(capsys: Said) -> None:
    """Options that all commands share are told in the language of each run, also of a second one."""
    pages = []
    for language in ("en", "vi", "en"):
        assert exit_code(["plan", "--help", "--lang", language]) == 0
        pages.append(capsys.readouterr().out)
    assert pages[0] == pages[2] != pages[1]
    assert "Ngôn ngữ" not in pages[2]
