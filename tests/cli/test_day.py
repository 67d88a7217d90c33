"""The day by which a job is judged, held against the clock: at the hand-off, when verified, when checked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from keytag.cli import exit_code, values
from tests.packages import hand_off

# District police closed on 1-3-2025: right on the first day, refused on the second.
THEN, NOW = "2024-05-01", date(2026, 11, 29)
JOB = """keytag: 1
issuer: {name: Công an huyện Đak Đoa, province: Gia Lai}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
quantity: 40
shop: office-a4
"""
TODAYS = JOB.replace("huyện Đak Đoa", "xã Đak Đoa")

pytestmark = pytest.mark.usefixtures("remembered", "unasked")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock shows one day, whenever the tests run."""
    monkeypatch.setattr(values, "today", lambda: NOW)


def _said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = exit_code([*map(str, arguments), "--json", "--lang", "en"])
    return code, json.loads(capsys.readouterr().out)


def _job(folder: Path, text: str) -> Path:
    path = folder / "ward.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _made(folder: Path, text: str, clock: date, *options: str) -> Path:
    """Hand a job off while the clock shows a day; return the package's zip."""
    job = _job(folder, text)
    with pytest.MonkeyPatch.context() as then:
        then.setattr(values, "today", lambda: clock)
        return hand_off(job, folder / "out", *options)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package that was made, rightly, before district police closed."""
    return _made(tmp_path_factory.mktemp("old"), JOB, date.fromisoformat(THEN))


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package that was made today under an earlier date, of a job that today's rules pass."""
    return _made(tmp_path_factory.mktemp("earlier"), TODAYS, NOW, "--date", "2026-01-15")


@pytest.mark.parametrize(
    ("text", "options"),
    [(f"{JOB}as_of: {THEN}\n", ()), (f"{JOB}as_of: {THEN}\n", ("--date", THEN)), (JOB, ("--date", THEN))],
)
def test_an_old_day_hands_off_nothing_that_today_refuses(
    text: str, options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By as_of, by --date or both: what only today's rules find is told with the day, and nothing is written."""
    code, said = _said(capsys, "handoff", _job(tmp_path, text), "--unapproved", *options, "-o", tmp_path / "out")
    assert code == 1
    assert [finding["rule"] for finding in said["findings"]] == [
        "package-is-judged-by-its-day",
        "no-district-police",
    ]
    assert "2024-05-01 pass what those of today, 2026-11-29, refuse: 1 error" in said["findings"][0]["message"]
    assert not (tmp_path / "out").exists()


def test_the_variable_for_old_builds_is_held_against_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """SOURCE_DATE_EPOCH dates a package like --date, and like it passes nothing that today refuses."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714521600")
    code, said = _said(capsys, "handoff", _job(tmp_path, JOB), "--unapproved", "-o", tmp_path / "out")
    assert code == 1
    assert said["findings"][0]["rule"] == "package-is-judged-by-its-day"


def test_an_old_date_alone_is_no_fault(earlier: Path) -> None:
    """A job that today's rules pass is handed off under an earlier date."""
    assert earlier.name.startswith("ward-2026-01-15-")


def test_a_package_is_not_of_tomorrow(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A date ahead of the clock is refused, but for the one day by which clocks on earth differ."""
    job = _job(tmp_path, TODAYS)
    code, said = _said(capsys, "handoff", job, "--unapproved", "--date", "2027-11-29", "-o", tmp_path / "out")
    assert code == 1
    assert "package-is-judged-by-its-day" in [f["rule"] for f in said["findings"] if f["severity"] == "error"]
    assert _said(capsys, "handoff", job, "--unapproved", "--date", "2026-11-30", "-o", tmp_path / "out")[0] == 0


def test_verify_says_by_which_day_and_what_today_says(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An old package is whole; that today's rules refuse it is a warning about its job, at the job's line."""
    code, said = _said(capsys, "verify", old)
    assert (code, said["ok"], said["judged_as_of"]) == (0, True, THEN)
    assert (said["today"]["date"], said["today"]["errors"]) == ("2026-11-29", 1)
    (finding,) = said["findings"]
    assert (finding["rule"], finding["severity"]) == ("no-district-police", "warning")
    assert (finding["file"], finding["line"]) == ("job/ward.yaml", 2)
    assert exit_code(["verify", str(old), "--lang", "vi"]) == 0
    out = capsys.readouterr().out
    assert "Xét theo ngày 01/05/2024; theo quy định hôm nay, 29/11/2026: thêm 1 lỗi" in out
    assert out.replace("\n", " ").endswith("theo quy định hôm nay thì không được in nữa. ")


def test_verify_of_what_today_passes(earlier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A package that today's rules pass says by which day it was judged, and that nothing is added."""
    code, said = _said(capsys, "verify", earlier)
    assert (code, said["judged_as_of"], said["findings"]) == (0, "2026-01-15", [])
    now = {"date": "2026-11-29", "judged_as_of": "2026-01-15", "errors": 0, "warnings": 0, "findings": []}
    assert said["today"] == now
    assert exit_code(["verify", str(earlier), "--lang", "en"]) == 0
    assert "the rules of today, 2026-11-29, find nothing more." in capsys.readouterr().out


def test_an_old_package_is_made_again_by_its_own_day(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--from-package takes the package's date, which --date may repeat, and warns of what today's rules find."""
    for options in ((), ("--date", THEN)):
        code, said = _said(capsys, "handoff", "--from-package", old, *options, "-o", old.parent / "again")
        assert (code, [f["severity"] for f in said["findings"]]) == (0, ["warning"])
        assert (old.parent / "again" / old.name).read_bytes() == old.read_bytes()
    code, said = _said(capsys, "handoff", "--from-package", old, "--date", "2026-11-29", "-o", old.parent / "new")
    assert code == 2
    assert "the package is of 2024-05-01" in said["findings"][0]["message"]


@pytest.mark.parametrize("command", ["check", "render", "sheet"])
def test_an_old_day_is_told_with_what_today_adds(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A real job judged by an old as_of passes, and the last line says how many errors today's rules find."""
    job = _job(tmp_path, f"{JOB}as_of: {THEN}\n")
    where = () if command == "check" else ("-o", tmp_path / "out")
    code, said = _said(capsys, command, job, *where)
    assert (code, said["today"]["errors"], said["today"]["findings"][0]["rule"]) == (0, 1, "no-district-police")
    assert exit_code([command, str(job), *map(str, where), "--lang", "en"]) == 0
    told = "".join(capsys.readouterr()).replace("\n", " ")
    assert "By the rules of today, 2026-11-29: 1 error more (no-district-police)." in told


def test_nothing_is_told_where_nothing_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sample of old days, and a real job that today's rules pass as well, stay as they are."""
    for text in (f"{JOB}as_of: {THEN}\nsample: true\n", f"{TODAYS}as_of: 2026-01-15\n"):
        assert exit_code(["check", str(_job(tmp_path, text)), "--lang", "en"]) == 0
        assert "rules of today" not in "".join(capsys.readouterr())
