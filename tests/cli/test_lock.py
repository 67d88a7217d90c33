"""`keytag lock`: a reprint gives the same tags, or says why not."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from keytag.cli import exit_code
from keytag.errors import ExitCode
from keytag.files import font_files, library

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113}]
quantity: 60
shop: office-a4
template: mine
"""
BROKEN = "job-keeps-its-lock"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A job with a template of its own in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    classic = (library.builtin_folder("tags") / "classic.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(classic, encoding="utf-8")
    (tmp_path / "ward.yaml").write_text(JOB, encoding="utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the object of a run."""
    code = exit_code([*arguments, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


def change(path: Path, was: str, becomes: str) -> None:
    """Write ``becomes`` in the place of ``was``."""
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes), encoding="utf-8")


def test_a_job_is_locked_and_found_as_it_was(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The lock names what decides how tags look; held against it again, all is as it was."""
    code, object_ = said(capsys, "lock", "ward.yaml", "--date", "2026-11-30")
    assert (code, object_["files"]) == (0, [{"path": "ward.lock.yaml"}])
    written = yaml.safe_load((folder / "ward.lock.yaml").read_text(encoding="utf-8"))
    assert (written["date"], [each["id"] for each in written["tags"]]) == ("2026-11-30", ["ward"])
    assert [each["name"] for each in written["drawn_with"]["templates"]] == ["mine"]
    code, object_ = said(capsys, "lock", "ward.yaml", "--date", "2027-11-30")
    assert (code, object_["files"], object_["findings"]) == (0, [], [])


@pytest.mark.parametrize(
    ("command", "options"),
    [("check", ()), ("render", ("--format", "svg")), ("sheet", ()), ("proof", ()), ("handoff", ())],
)
def test_another_tag_stops_what_makes_files(
    folder: Path, command: str, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """With a template that draws otherwise nothing is written, and the template is named; locked anew, it is."""
    assert exit_code(["lock", "ward.yaml"]) == 0
    change(folder / "mine.yaml", "ground: flag-red", "ground: navy")
    capsys.readouterr()
    code, object_ = said(capsys, command, "ward.yaml", *options)
    assert code == ExitCode.FINDINGS
    (finding,) = [each for each in object_["findings"] if each["rule"] == BROKEN]
    assert finding["severity"] == "error"
    assert "template mine" in finding["message"]
    assert "keytag lock ward.yaml --renew" in finding["hint"]
    assert not (folder / "out").exists()
    if command == "check":
        code, object_ = said(capsys, "lock", "ward.yaml", "--renew")
        assert (code, len(object_["changes"])) == (0, 1)
        assert said(capsys, "render", "ward.yaml", "--format", "svg")[0] == 0


def test_what_changes_no_tag_is_a_note(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another version of keytag, a font of the same outlines, a comment: the tags are as they were."""
    assert exit_code(["lock", "ward.yaml"]) == 0
    lock = folder / "ward.lock.yaml"
    change(lock, "version: 0.1.0", "version: 0.0.9")
    thin = next(font for font in font_files.all_font_files() if font.weight == 100)
    digest = sha256(thin.path.read_bytes()).hexdigest()
    change(lock, digest, "0" * 64)
    change(folder / "mine.yaml", "  ground: flag-red", "  # a remark\n  ground: flag-red")
    capsys.readouterr()
    code, object_ = said(capsys, "check", "ward.yaml")
    (finding,) = [each for each in object_["findings"] if each["rule"] == BROKEN]
    assert (code, finding["severity"]) == (0, "note")
    assert "keytag 0.0.9 → 0.1.0" in finding["message"]
    assert "font BeVietnamPro-Thin.ttf." in finding["message"]
    assert "template" not in finding["message"]
    assert said(capsys, "lock", "ward.yaml", "--renew")[1]["files"] == [{"path": "ward.lock.yaml"}]
    assert said(capsys, "lock", "ward.yaml")[1]["findings"] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("không còn như khi chốt mẫu ngày 30/11/2026", "khác 1 mẫu", "chữ, số trong tệp đặt in")),
        ("en", ("not as they were locked on 2026-11-30", "changed 1", "what the job or its table says")),
    ],
)
def test_the_screen_says_what_is_other_than_it_was(
    folder: Path, language: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A digit changed in the job is told as such, in the language of the run."""
    assert exit_code(["lock", "ward.yaml", "--date", "2026-11-30", "--lang", language]) == 0
    assert "ward.lock.yaml" in capsys.readouterr().out
    change(folder / "ward.yaml", "0269 3000 113", "0269 3000 114")
    assert exit_code(["lock", "ward.yaml", "--lang", language]) == ExitCode.FINDINGS
    error = " ".join(capsys.readouterr().err.split())
    assert [word for word in words if word not in error] == []


@pytest.mark.parametrize(
    ("was", "becomes", "cause", "line"),
    [
        ("template: mine", "template: hotline", "template mine → hotline", 6),
        (
            "template: mine",
            "template: mine\ncolours: {ground: navy}",
            "the job's colours, shape, size or hole",
            None,
        ),
        ("0269 3000 113", "0269 3000 114", "what the job or its table says", None),
    ],
)
def test_the_cause_alone_is_named(
    folder: Path, was: str, becomes: str, cause: str, line: int | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another template is no other word, nor is another colour; a line is pointed at only where it is the one."""
    assert exit_code(["lock", "ward.yaml"]) == 0
    capsys.readouterr()
    change(folder / "ward.yaml", was, becomes)
    code, object_ = said(capsys, "lock", "ward.yaml")
    (finding,) = object_["findings"]
    assert code == ExitCode.FINDINGS
    assert finding["message"].endswith(f"Changed since: {cause}.")
    assert (finding["file"], finding["line"]) == ("ward.yaml", line)


def test_editions_that_come_and_go_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edition that was not locked, and one that is gone, break the lock; a run of one alone does not."""
    two = "editions: [{id: one, name: Một}, {id: two, name: Hai}]\n"
    (folder / "ward.yaml").write_text(JOB.replace("quantity: 60\n", two), encoding="utf-8")
    assert exit_code(["lock", "ward.yaml"]) == 0
    capsys.readouterr()
    assert said(capsys, "render", "ward.yaml", "--edition", "two", "--format", "svg")[0] == 0
    change(folder / "ward.yaml", "{id: one, name: Một}", "{id: three, name: Ba}")
    _, object_ = said(capsys, "check", "ward.yaml")
    (finding,) = [each for each in object_["findings"] if each["rule"] == BROKEN]
    assert "new 1: Ba; gone 1: one" in finding["message"]


@pytest.mark.parametrize(
    ("was", "becomes", "rule"),
    [
        ("lock: 1", "lock: 2", "bad-value"),
        ("lock: 1", "lock: 1\nmore: 1", "unknown-key"),
        ("artwork: ", "artwork: x", ""),
        ("version: 0.1.0", "version: ../../x", ""),
        ("tags:", "tags: &a\n- {id: ward, artwork: 0a1b2c3d4e}", ""),
        ("date: ", "date: 9999", ""),
        ("lock: 1\n", "keytag: 1\n", ""),
    ],
)
def test_a_lock_is_read_like_any_strangers_file(
    folder: Path, was: str, becomes: str, rule: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A lock that is not of its form stops every command, with the line in it."""
    assert exit_code(["lock", "ward.yaml"]) == 0
    change(folder / "ward.lock.yaml", was, becomes)
    capsys.readouterr()
    code, object_ = said(capsys, "check", "ward.yaml")
    assert code == ExitCode.INVALID
    assert object_["findings"][0]["file"] == "ward.lock.yaml"
    assert object_["findings"][0]["line"] is not None
    assert rule in {"", *(each["rule"] for each in object_["findings"])}


def test_what_is_no_lock_is_no_lock(folder: Path) -> None:
    """A folder, an empty file or bytes in the lock's place are refused without a traceback."""
    lock = folder / "ward.lock.yaml"
    for data in (b"", b"\0\1\2", b"- 1\n", b"lock: [" * 5000, b"x" * 2_000_000):
        lock.write_bytes(data)
        assert exit_code(["check", "ward.yaml"]) == ExitCode.INVALID
    lock.unlink()
    lock.mkdir()
    assert exit_code(["check", "ward.yaml"]) == ExitCode.MISSING


def test_a_job_that_cannot_be_printed_is_not_locked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With an error nothing is written; a sample that comes with keytag is to be copied first."""
    change(folder / "ward.yaml", "0269 3000 113", "0269 3000 11")
    assert exit_code(["lock", "ward.yaml", "--lang", "vi"]) == ExitCode.FINDINGS
    assert "Chưa chốt mẫu được." in capsys.readouterr().out
    assert not (folder / "ward.lock.yaml").exists()
    assert exit_code(["lock", "an-phu"]) == ExitCode.USAGE


@pytest.mark.usefixtures("unasked")
def test_a_lock_travels_with_its_job(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A package holds the lock beside the job and is made again alike; one without a lock is kept beside it."""
    code, bare = said(capsys, "handoff", "ward.yaml", "--date", "2026-11-30", "--unapproved")
    assert code == 0, bare
    assert exit_code(["lock", "ward.yaml", "--date", "2026-11-30"]) == 0
    capsys.readouterr()
    code, locked = said(capsys, "handoff", "ward.yaml", "--date", "2026-11-30", "--unapproved")
    assert code == 0
    package = Path(locked["files"][0]["path"])
    # The same tags ordered alike: one #, one name, and nothing is lost.
    assert package == Path(bare["files"][0]["path"])
    (kept,) = (Path(each["path"]) for each in locked["stale"] if "ban-truoc-1" in each["path"])
    assert sha256(kept.read_bytes()).hexdigest() == bare["files"][0]["sha256"]
    assert (package.with_suffix("") / "job" / "ward.lock.yaml").read_bytes() == (
        folder / "ward.lock.yaml"
    ).read_bytes()
    assert said(capsys, "verify", str(package))[0] == 0
