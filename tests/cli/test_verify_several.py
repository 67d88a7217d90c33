"""Several packages at once, and patterns that the shell left as they were typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keytag.cli import exit_code
from keytag.errors import ExitCode

Said = pytest.CaptureFixture[str]
JOB = (
    "keytag: 1\nas_of: 2026-01-15\nissuer: {name: Công an phường An Khê, province: Gia Lai}\n"
    "slogan: Vì bình yên cuộc sống\n"
    "numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]\nquantity: 60\nshop: office-a4\n"
)

pytestmark = pytest.mark.usefixtures("remembered", "unasked")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make two packages of one job."""
    folder = tmp_path_factory.mktemp("several")
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    for day in ("2026-01-15", "2026-01-16"):
        out = str(folder / "out")
        assert (
            exit_code(["handoff", str(folder / "ward.yaml"), "--date", day, "--unapproved", "-q", "-o", out])
            == ExitCode.FINE
        )
    return folder


@pytest.fixture(autouse=True)
def _there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


@pytest.mark.parametrize("pattern", ["out/*.zip", "out/ward-2026-01-1?-*.zip", "out/ward-2026-01-1[56]*.zip"])
def test_a_pattern_is_expanded(pattern: str, capsys: Said) -> None:
    """Where the shell leaves a pattern alone, as on Windows, each package has its line, and all are counted."""
    assert exit_code(["verify", pattern, "--lang", "vi"]) == ExitCode.FINE
    *each, total = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in each if not line.startswith(" ")] == ["đúng", "đúng"]
    assert total == "2 gói: 2 gói đúng, trong đó 2 gói CHƯA DUYỆT; 0 gói không dùng được."
    assert sum("CHƯA DUYỆT" in line for line in each) == 2
    assert all(len(line) <= 80 for line in each)


def test_one_package_is_told_as_before(capsys: Said) -> None:
    """A pattern that only one package fits is that package: its questions, and the same object."""
    (zipped,) = Path("out").glob("*15*.zip")
    assert exit_code(["verify", str(zipped), "--json"]) == ExitCode.FINE
    alone = json.loads(capsys.readouterr().out)
    assert exit_code(["verify", "out/*15*.zip", "--json"]) == ExitCode.FINE
    assert json.loads(capsys.readouterr().out) == alone
    assert (alone["file"], len(alone["answers"]), alone["packages"]) == (str(zipped), 6, [])


def test_the_gravest_counts(capsys: Said) -> None:
    """One package that cannot be read stops no other; the exit code is the gravest, and JSON has each."""
    Path("bad.zip").write_bytes(b"x")
    assert exit_code(["verify", "out/*.zip", "bad.zip", "--json", "--lang", "en"]) == ExitCode.INVALID
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], [each["ok"] for each in said["packages"]]) == (False, [True, True, False])
    assert [each["rule"] for each in said["findings"]] == ["package-is-sound"]
    assert said["packages"][2]["findings"] == said["findings"]
    assert [each["approval"] for each in said["packages"]] == ["unapproved", "unapproved", None]
    assert exit_code(["verify", "out/*.zip", "bad.zip", "none.zip", "--lang", "en"]) == ExitCode.MISSING
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "4 packages: 2 good, of which 2 NOT APPROVED; 2 cannot be used."
    assert "bad.zip: it is no zip file." in told.err
    assert exit_code(["verify", "out/*.zip", "bad.zip", "--quiet", "--lang", "en"]) == ExitCode.INVALID
    told = capsys.readouterr()
    assert (told.out, "bad.zip" in told.err) == ("", True)


def test_a_pattern_that_fits_nothing_is_said(capsys: Said) -> None:
    """What fits nothing is exit code 4, with the packages that lie there."""
    assert exit_code(["verify", "out/*.rar", "--lang", "vi"]) == ExitCode.MISSING
    error = capsys.readouterr().err
    assert "Không có tệp nào khớp với out/*.rar." in error
    assert "Trong out có: ward-2026-01-15-" in error
    assert exit_code(["verify", "none/*.zip", "--lang", "en"]) == ExitCode.MISSING
    assert "A package is made with: keytag handoff" in capsys.readouterr().err


def test_a_name_with_signs_of_a_pattern_is_a_name(capsys: Said) -> None:
    """A file that is there is meant, whatever signs its name has."""
    (zipped,) = Path("out").glob("*15*.zip")
    Path("gói [1].zip").write_bytes(zipped.read_bytes())
    assert exit_code(["verify", "gói [1].zip", "--json"]) == ExitCode.FINE
    assert json.loads(capsys.readouterr().out)["file"] == "gói [1].zip"
