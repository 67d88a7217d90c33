"""`keytag doctor`: what it says of an installation that is whole, and of one that is not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from keytag.cli import exit_code
from keytag.commands import doctor
from keytag.files import library, reader
from keytag.text.text import Text

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def diagnosis(name: str, today: date = TODAY) -> doctor.Diagnosis:
    """Return the answer to one question."""
    return next(each for each in doctor.examine(today).diagnoses if each.name == name)


@pytest.fixture
def no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing: for tests of the other questions."""
    monkeypatch.setattr(doctor, "_draw_sample", lambda _: (doctor.Standing.FINE, Text("", ""), Text("", "")))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("mã QR đọc đúng", "50 × 20 mm", "keytag dùng được trên máy này.", "Ghostscript")),
        ("en", ("its code reads back", "50 × 20 mm", "keytag works on this machine.", "Ghostscript")),
    ],
)
def test_a_whole_installation_is_proven(
    language: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A sample is drawn, measured and read back; the screen fits 80 columns and the run ends with 0."""
    assert exit_code(["doctor", "--lang", language]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert [word for word in words if word not in out] == []
    assert not list(Path(tempfile.gettempdir()).glob("keytag-*/out"))


def test_a_program_gets_every_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """--json has the host, each question with its standing, and how to get each other program on each system."""
    assert exit_code(["doctor", "--json"]) == 0
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert said["ok"] is True
    assert {each["standing"] for each in said["checks"]} <= {"fine", "odd"}
    assert [each["name"] for each in said["checks"]][-1] == "sample"
    assert all(each["get"].keys() == {"linux", "darwin", "win32"} for each in said["programs"])
    assert said["host"]["python"].endswith(".".join(map(str, sys.version_info[:3])))


def test_quietly_nothing_is_said_of_what_is_whole(capsys: pytest.CaptureFixture[str], no_sample: None) -> None:  # noqa: ARG001
    """With --quiet the exit code is the answer."""
    assert exit_code(["doctor", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("gone", ["pikepdf", "PIL", "rich", "uharfbuzz"])
def test_a_library_that_does_not_load_is_named(gone: str) -> None:
    """Whichever library is damaged is named, the others are asked, and the run ends with 1 and no traceback."""
    code = f"import sys; sys.modules[{gone!r}] = None; from keytag.cli import exit_code; "
    code += "sys.exit(exit_code(['doctor', '--lang', 'vi']))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "hỏng" in done.stdout
    assert {"PIL": "pillow"}.get(gone, gone) in done.stdout


@pytest.mark.parametrize("gone", ["msgspec", "typer", "pydantic"])
def test_what_nothing_runs_without_is_named_too(gone: str) -> None:
    """Without what every command is made of keytag cannot start, and says so without a traceback."""
    code = f"import sys; sys.modules[{gone!r}] = None; from keytag.cli import exit_code; "
    code += "sys.exit(exit_code(['doctor', '--lang', 'en']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (71, "")
    assert done.stderr.splitlines()[0].endswith(f"A part of keytag cannot be loaded: {gone}.")


def test_nothing_of_the_users_is_run(tmp_path: Path) -> None:
    """What lies in the home folder for libraries to read stays unread, and a home that is none does no harm."""
    (tmp_path / ".reportlab_mods").write_text("print('RUN')\n", encoding="utf-8")
    for home in (tmp_path, Path(os.devnull)):
        done = subprocess.run(
            [sys.executable, "-m", "keytag", "doctor", "--lang", "en"],
            env={**os.environ, "HOME": str(home)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=ROOT,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        assert "RUN" not in done.stdout


@pytest.mark.usefixtures("no_sample")
def test_a_library_that_is_missing_or_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version older than this keytag asks for counts as damage, as does none at all."""
    versions = {"pikepdf": "9.11", "pyyaml": None}

    def version(name: str) -> str:
        said = versions.get(name, "9999")
        if said is None:
            raise metadata.PackageNotFoundError(name)
        return said

    monkeypatch.setattr(metadata, "version", version)
    found = diagnosis("libraries")
    assert found.standing is doctor.Standing.BROKEN
    assert found.found.en == "pikepdf 9.11 is older than 10.17; pyyaml is missing"


@pytest.mark.usefixtures("no_sample")
def test_what_was_changed_since_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A profile with one byte more and a font that is gone are damage."""
    true = reader.read_bytes

    def read(path: Path, limit: int = reader.MAX_RESOURCE_BYTES) -> bytes:
        if path.name.startswith("BeVietnamPro-Bold"):
            raise FileNotFoundError(2, "gone", str(path))
        return true(path, limit) + (b"x" if path.suffix == ".icc" else b"")

    monkeypatch.setattr(reader, "read_bytes", read)
    answers = {each.name: each for each in doctor.examine(TODAY).diagnoses}
    assert answers["data"].found.en == "not as they were made: FOGRA39L_coated.icc"
    assert "BeVietnamPro-Bold.ttf" in answers["fonts"].found.en
    assert not doctor.Examination(doctor.examine(TODAY).host, tuple(answers.values()), ()).works


def test_no_room_for_a_moment_is_damage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a temporary folder packages cannot be verified: it is said twice, with the variable to set."""
    (tmp_path / "file").touch()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file"))
    answers = {each.name: each for each in doctor.examine(TODAY).diagnoses}
    for name in ("temporary", "sample"):
        assert answers[name].standing is doctor.Standing.BROKEN
        assert "TMPDIR" in answers[name].hint.vi


@pytest.mark.usefixtures("no_sample")
def test_a_temporary_folder_that_is_not_the_one_named_is_odd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python takes another folder than the one named, that is said and does no harm."""
    monkeypatch.setenv("TMPDIR", "/none/there")
    assert diagnosis("temporary").standing is doctor.Standing.ODD


@pytest.mark.usefixtures("no_sample")
def test_a_clock_before_the_table_of_places_is_odd() -> None:
    """No keytag runs before the day of its own table: the machine's date is wrong."""
    assert diagnosis("clock", date(2020, 1, 1)).standing is doctor.Standing.ODD
    assert diagnosis("clock").standing is doctor.Standing.FINE


def test_every_library_is_asked_for() -> None:
    """What pyproject.toml asks for is what doctor looks at."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert doctor.LIBRARIES.keys() == {re.split(r"[<>=!~ ;]", line)[0] for line in project}


def test_all_data_that_comes_with_it_is_known() -> None:
    """Each profile and font beside the program has its digest in the list, and the list is true."""
    kinds = (library.ResourceKind.PROFILES, library.ResourceKind.FONTS)
    there = {
        (kind, path.name)
        for kind in kinds
        for path in library.builtin_folder(kind).iterdir()
        if path.suffix in (".icc", ".ttf")
    }
    assert there == doctor.OWN_DATA.keys()
    assert diagnosis("data").standing is doctor.Standing.FINE
