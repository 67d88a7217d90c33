"""`keytag watch`: drawn again for what was saved, in whichever way editors save, and for nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from keytag.cli import exit_code, press_commands, values
from keytag.cli.screen import Screen
from keytag.commands.watch import FileChange, WatchedRun, watch
from keytag.errors import ExitCode, KeytagError
from keytag.files import reader
from keytag.steps.report import Report

JOB = """keytag: 1
sample: true
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113}]
"""

Act = Callable[[], object]


class Waiting:
    """Waits no time at all: does one thing after another, and then presses Ctrl-C."""

    def __init__(self, *acts: Act, idle: int = 0) -> None:
        self.acts = list(acts)
        self.idle = idle

    def __call__(self, _seconds: float) -> None:
        """Do the next thing."""
        if self.acts:
            self.acts.pop(0)()
        elif self.idle:
            self.idle -= 1
        else:
            raise KeyboardInterrupt


def saving(path: Path, text: str) -> Act:
    """Return the act of saving ``text`` at ``path``."""
    return lambda: path.write_text(text, encoding="utf-8")


def nothing() -> None:
    """Let some time pass."""


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A job in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    path = tmp_path / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    return path


def runs(job: Path, wait: Waiting, *others: str) -> list[WatchedRun]:
    """Return the runs of a watched ``job`` that names ``others``, until Ctrl-C."""

    def draw() -> Report:
        for name in (job.name, *others):
            reader.read_bytes(job.parent / name)
        return Report()

    found: list[WatchedRun] = []
    with suppress(KeyboardInterrupt):
        found.extend(watch(job, draw, wait))
    return found


def changes(found: list[WatchedRun]) -> list[tuple[FileChange, ...]]:
    """Return what each run after the first was made for."""
    return [run.changes for run in found[1:]]


def test_a_line_that_was_saved_is_named(job: Path) -> None:
    """One line changed is told by its number; several by theirs."""
    once = JOB.replace("0269 3000 113", "0269 3000 114")
    wait = Waiting(
        lambda: job.write_text(once, encoding="utf-8"), nothing, lambda: job.write_text(f"#\n{once}#\n")
    )
    assert changes(runs(job, wait, idle(wait))) == [(FileChange(job, (4,)),), (FileChange(job, (1, 6)),)]


def idle(wait: Waiting) -> str:
    """Let the last thing come to rest before Ctrl-C; returns the job's own name, which is watched anyway."""
    wait.idle = 4
    return "ward.yaml"


def test_an_editor_that_renames_is_seen(job: Path) -> None:
    """A file that comes into the place of the job is a change, as is one that is away for a moment."""

    def save() -> None:
        (job.parent / "new").write_text(JOB + "quantity: 60\n", encoding="utf-8")
        job.unlink()

    wait = Waiting(save, lambda: (job.parent / "new").rename(job), nothing, idle=4)
    assert changes(runs(job, wait)) == [(FileChange(job, (5,)),)]


def test_a_file_is_read_when_it_has_come_to_rest(job: Path) -> None:
    """Of a save in three steps one run is made, of the whole."""
    steps = [saving(job, part) for part in ("", JOB[:40], f"{JOB}#\n")]
    assert changes(runs(job, Waiting(*steps, idle=4))) == [(FileChange(job, (5,)),)]


def test_what_was_saved_as_it_was_is_no_change(job: Path) -> None:
    """A file touched, or saved without a change, makes no run."""
    assert changes(runs(job, Waiting(lambda: os.utime(job, (1, 1)), idle=6))) == []


def test_a_second_save_within_one_tick_of_the_disk_is_seen(job: Path) -> None:
    """Where size and time are as they were, the bytes tell: they are read now and then."""

    def save() -> None:
        was = job.stat()
        with job.open("r+", encoding="utf-8") as file:
            file.write(JOB.replace("113", "115"))
        os.utime(job, ns=(was.st_atime_ns, was.st_mtime_ns))

    assert changes(runs(job, Waiting(save, idle=14))) == [(FileChange(job, (4,)),)]


def test_whatever_the_job_names_is_watched(job: Path) -> None:
    """A table, a drawing, a shop's file: what the run has read; no line is named of what is no text."""
    table = job.parent / "offices.xlsx"
    table.write_bytes(b"PK\0one")
    wait = Waiting(lambda: table.write_bytes(b"PK\0two"), nothing, table.unlink, idle=4)
    found = runs(job, wait, "offices.xlsx")
    assert changes(found) == [(FileChange(table),), (FileChange(table, is_gone=True),)]
    assert isinstance(found[2].outcome, KeytagError)
    assert found[0].files == (job, table)


def test_what_was_missing_is_waited_for(job: Path) -> None:
    """After a run that failed, a file that comes into the job's folder makes the next run."""
    wait = Waiting(saving(job.parent / "offices.csv", "a\n"), idle=4)
    found = runs(job, wait, "offices.csv")
    assert isinstance(found[0].outcome, KeytagError)
    assert isinstance(found[1].outcome, Report)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "vi",
            ("Đang chờ ward.yaml được lưu", "ward.yaml: dòng 4", "Đã vẽ lại 2 tệp trong out", "ward.yaml: 2 dòng"),
        ),
        (
            "en",
            ("Waiting for ward.yaml", "ward.yaml: line 4", "Drawn again: 2 files in out", "ward.yaml: 2 lines"),
        ),
    ],
)
def test_the_screen_tells_time_change_and_outcome(
    job: Path,
    language: str,
    words: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each run begins with the time and what was saved; with an error the files drawn before stay as they were."""
    good, drawn = JOB.replace("0269 3000 113", "0269 3000 114"), job.parent / "out" / "ward" / "front.svg"
    kept: list[bytes] = []

    def spoil() -> None:
        kept.append(drawn.read_bytes())
        job.write_text(good.replace("numbers", "nombers") + "#\n", encoding="utf-8")

    acts = (saving(job, good), nothing, spoil)
    monkeypatch.setattr(press_commands, "sleep", Waiting(*acts, idle=4))
    monkeypatch.setattr(values, "time_of_day", lambda: "14:05:09")
    assert exit_code(["watch", "--format", "svg", "--lang", language]) == ExitCode.INTERRUPTED
    said = capsys.readouterr()
    assert [word for word in words if word not in said.out] == []
    assert "  TRỰC BAN 0269 3000 113 → TRỰC BAN 0269 3000 114\n" in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    assert said.out.count("14:05:09") == 3
    assert "nombers" in said.err
    assert drawn.read_bytes() == kept[0]


def test_a_program_reads_a_line_for_each_run(
    job: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --json each run is an object on a line of its own, with what was saved."""
    monkeypatch.setattr(press_commands, "sleep", Waiting(saving(job, f"{JOB}tag: 3\n"), idle=4))
    assert exit_code(["watch", "--format", "svg", "--json"]) == ExitCode.INTERRUPTED
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(first) == list(second)
    assert (first["command"], first["ok"], first["changes"], len(first["files"])) == ("watch", True, [], 2)
    assert (second["ok"], second["changes"]) == (False, [{"path": str(job), "lines": [5], "gone": False}])


def test_once_is_a_render(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --once nothing is waited for, and the exit code is that of `render`."""
    assert exit_code(["watch", "--once", "--format", "svg", "--lang", "en"]) == 0
    assert "Waiting" not in capsys.readouterr().out
    job.write_text("keytag: 1\n", encoding="utf-8")
    assert exit_code(["watch", "--once"]) == ExitCode.INVALID
    assert exit_code(["watch", "none.yaml"]) == ExitCode.MISSING
    assert exit_code(["watch", "--format", "gif"]) == ExitCode.USAGE


def test_nobody_is_watched_for_whose_pipe_has_closed(
    job: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`keytag watch | head -1` ends with the run after the reader has gone, and does not go on unheard."""
    gone = Waiting(lambda: monkeypatch.setattr(Screen, "write", lambda self, _: setattr(self, "is_heard", False)))
    gone.acts.append(saving(job, f"{JOB}#\n"))
    gone.idle = 20
    monkeypatch.setattr(press_commands, "sleep", gone)
    assert exit_code(["watch", "--format", "svg"]) == 0
    assert gone.idle > 10
    assert capsys.readouterr().err == ""
