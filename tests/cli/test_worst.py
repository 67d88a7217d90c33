"""The worst files are answered: with their own exit codes, in little memory and little time; see ``bench/``, too.

Time is the processor's, beside that of a plain job: a busy machine makes both slower.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from keytag.cli import exit_code
from keytag.errors import ExitCode

from .worst_files import FILES, laid_out
from .worst_workbooks import WORKBOOKS, job_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what a child has used")

# Further rows of a kind that is tried each time: other ways to fill a document, a table or a workbook with what is
# read and refused alike. They run where --minutes is given.
MORE = {
    "500 editions",
    "29,000 wrong values",
    "4,500 numbers",
    "3,000 offices in labels",
    "500 misspelt wards",
    "a list of 480 misspelt communes",
    "a key of 900,000 letters",
    "lists below lists",
    "300,000 question marks",
    "a text over 200,000 lines",
    "a figure of 1,900 digits",
    "1 MB of tabs",
    "100,000 tags",
    "the table misspelt.csv",
    "the table line.csv",
    "the table open.csv",
    "the table pairs.csv",
    "the table columns.csv",
    "the table nothing.csv",
    "the table old-font.csv",
    "the table question.csv",
    "the table headers.csv",
    "a sheet in a part of an odd name",
    "a million rows in a part of an odd name",
    "many blank rows",
    "many blank cells",
    "49 sheets",
    "65,000 cell styles",
    "20,000 merged cells",
    "30,000 links",
    "100,000 shared texts",
    "one long text in 400 cells",
    "20 MB of one text",
    "entities upon entities in UTF-16",
    "entities in an encoding of old mainframes",
    "an element of 300,000 namespaces",
    "text in a million pieces",
    "30 sheets to the last row and column",
}
MEGABYTES = 300
# The promise is two seconds, three times what a plain job takes; twice that, for what else a machine does.
TIMES = 6
# And what no machine needs, so that a file without an end does not hold up the tests.
SECONDS = 60
# A child counts what its parent had before it became another program; so a small parent stands between.
SMALL_PARENT = f"""
import json, resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, used.ru_maxrss, used.ru_utime + used.ru_stime, done.stderr[-2000:]]))
"""


def used_for(job: Path) -> tuple[int, float, float, str]:
    """Return how `keytag check` ended, its megabytes and seconds of processor, and what it said of errors."""
    command = [sys.executable, "-m", "keytag", "check", str(job)]
    done = subprocess.run(
        [sys.executable, "-c", SMALL_PARENT, *command], capture_output=True, check=True, text=True
    )
    code, most, seconds, said = json.loads(done.stdout)
    # Linux counts kilobytes, macOS bytes.
    return code, most / (2**20 if sys.platform == "darwin" else 2**10), seconds, said


class Scales(Struct):
    """Holds what jobs take against what a plain one takes, which is measured again where one takes too much."""

    plain: Path
    usual: float

    def answered(self, job: Path) -> int:
        """Return how the check of ``job`` ended; its memory and time are within what is promised."""
        code, megabytes, seconds, _ = used_for(job)
        # A machine that is busier now than it was is asked once more.
        if seconds > TIMES * self.usual:
            code, megabytes, seconds, _ = used_for(job)
            self.usual = used_for(self.plain)[2]
        assert megabytes < MEGABYTES
        assert seconds <= TIMES * self.usual
        return code


@pytest.fixture(scope="module")
def scales(tmp_path_factory: pytest.TempPathFactory) -> Scales:
    """What a plain job takes here and now."""
    plain = tmp_path_factory.mktemp("plain") / "plain.yaml"
    plain.write_text(job_of("none.csv").partition("editions")[0], encoding="utf-8")
    used_for(plain)
    return Scales(plain, used_for(plain)[2])


def rows(table: Iterable[str]) -> list[object]:
    """Return the rows of a table, those that are further ones marked."""
    return [pytest.param(name, marks=pytest.mark.more) if name in MORE else name for name in table]


def test_every_further_row_is_there() -> None:
    """What is left for longer runs are rows of the tables, and of each table half and more is tried each time."""
    assert set(FILES) | set(WORKBOOKS) >= MORE
    assert all(len(MORE & set(table)) <= len(table) / 2 for table in (FILES, WORKBOOKS))


@pytest.mark.parametrize("name", rows(FILES))
def test_the_worst_files_are_answered(name: str, scales: Scales, tmp_path: Path) -> None:
    """Each ends with its own exit code, within 300 MB and six times what a plain job takes."""
    text, expected = FILES[name]
    assert scales.answered(laid_out(text, tmp_path)) == expected


@pytest.mark.parametrize("name", rows(WORKBOOKS))
def test_the_worst_workbooks_are_answered(name: str, scales: Scales, tmp_path: Path) -> None:
    """Each is read right or refused with one message, within 300 MB and six times what a plain job takes."""
    made, expected = WORKBOOKS[name]
    (tmp_path / "book.xlsx").write_bytes(made())
    job = tmp_path / "ward.yaml"
    job.write_text(job_of("book.xlsx"), encoding="utf-8")
    assert scales.answered(job) == expected


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[Path]:
    """A folder with a pipe, a socket and a folder under the names of files that keytag reads."""
    import os  # noqa: PLC0415 - what of it is used here is not for Windows
    import socket  # noqa: PLC0415 - the same

    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(tmp_path / "socket.yaml"))
        for name in ("pipe.yaml", "pipe.csv", "pipe.icc", "pipe.zip", "pipe.svg", "pipe.key"):
            os.mkfifo(tmp_path / name)
        (tmp_path / "folder.yaml").mkdir()
        (tmp_path / "folder.csv").mkdir()
        (tmp_path / "ward.yaml").write_text(job_of("none.csv").partition("editions")[0], encoding="utf-8")
        yield tmp_path


@pytest.mark.parametrize(
    ("more", "arguments", "code"),
    [
        ("", "check pipe.yaml", 4),
        ("", "check socket.yaml", 4),
        ("", "check /dev/zero", 4),
        ("", "sheet ward.yaml --shop pipe.yaml", 4),
        ("", "sheet ward.yaml --shop /dev/zero", 4),
        ("", "sheet ward.yaml --shop folder.yaml", 4),
        ("", "handoff ward.yaml --profile pipe.icc", 4),
        ("", "handoff ward.yaml --profile /dev/zero", 4),
        ("", "handoff ward.yaml --sign pipe.key", 4),
        ("", "handoff --from-package pipe.zip", 4),
        ("", "verify pipe.zip", 4),
        ("", "verify /dev/zero", 4),
        ("", "verify ward.yaml --key pipe.key", 4),
        ("", "inspect /dev/zero", 4),
        ("", "show pipe.yaml", 4),
        ("", "units an-khe --table pipe.csv", 4),
        ("", "show classic --out pipe.yaml --overwrite", 5),
        ("", "show classic --out folder.yaml --overwrite", 5),
        ("", "sheet ward.yaml --out pipe.yaml", 5),
        ("", "sheet ward.yaml --out /dev/null", 5),
        ("editions: {from: pipe.csv}\n", "check ward.yaml", 4),
        ("editions: {from: folder.csv}\n", "check ward.yaml", 4),
        ("allotments: {from: pipe.csv}\n", "check ward.yaml", 4),
        ("places: pipe.csv\n", "check ward.yaml", 4),
        ("shop: pipe\n", "check ward.yaml", 4),
        ("template: pipe\n", "check ward.yaml", 4),
        ("shop: socket\n", "check ward.yaml", 4),
    ],
)
def test_nothing_but_an_ordinary_file_is_opened(
    more: str,
    arguments: str,
    code: int,
    odd: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A pipe is not waited for, a device not read, neither is written over: the run ends at once and says so."""
    with (odd / "ward.yaml").open("a", encoding="utf-8") as job:
        job.write(more)
    before = {path.name: path.lstat().st_mode for path in odd.iterdir()}
    monkeypatch.chdir(odd)
    # Who waits for a pipe is not heard of again: the clock ends it.
    signal.alarm(SECONDS)
    try:
        assert exit_code([*arguments.split(), "--lang", "en"]) == code
    finally:
        signal.alarm(0)
    assert "file" in capsys.readouterr().err
    assert {path.name: path.lstat().st_mode for path in odd.iterdir()} == before


@pytest.mark.parametrize("command", ["sheet", "render", "packing", "handoff"])
@pytest.mark.parametrize("out", ["pipe.yaml", "ward.yaml", "pipe.yaml/in/it", "/dev/null"])
def test_no_work_is_done_for_a_place_that_is_taken(
    command: str, out: str, odd: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no folder can be, the run ends before it has read a job, and so before it has found its mistakes."""
    (odd / "wrong.yaml").write_text("keytag: 1\nno such word: 1\n", encoding="utf-8")
    monkeypatch.chdir(odd)
    assert exit_code([command, "wrong.yaml", "--out", out, "--lang", "en"]) == ExitCode.CANNOT_WRITE
    assert "in the way" in capsys.readouterr().err
