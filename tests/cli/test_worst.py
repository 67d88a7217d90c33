"""The worst files are answered: with their own exit codes, in little memory and little time; see ``bench/``, too.

Time is the processor's, beside that of a plain job in the same minute: a busy machine makes both slower.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .worst_files import FILES, laid_out
from .worst_workbooks import WORKBOOKS, job_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what a child has used")

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


def answered(job: Path, folder: Path) -> tuple[int, str]:
    """Return how the check of ``job`` ended and what it said; its memory and time are within what is promised."""
    for is_last in (False, True):
        code, megabytes, seconds, said = used_for(job)
        plain = folder / "plain.yaml"
        plain.write_text(job_of("none.csv").partition("editions")[0], encoding="utf-8")
        usual = used_for(plain)[2]
        # A machine that was busy for a moment is asked once more.
        if seconds <= TIMES * usual or is_last:
            break
    assert megabytes < MEGABYTES
    assert seconds <= TIMES * usual
    return code, said


@pytest.mark.parametrize("name", FILES)
def test_the_worst_files_are_answered(name: str, tmp_path: Path) -> None:
    """Each ends with its own exit code, within 300 MB and six times what a plain job takes."""
    text, expected = FILES[name]
    assert answered(laid_out(text, tmp_path), tmp_path)[0] == expected


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_worst_workbooks_are_answered(name: str, tmp_path: Path) -> None:
    """Each is read right or refused with one message, within 300 MB and six times what a plain job takes."""
    made, expected = WORKBOOKS[name]
    (tmp_path / "book.xlsx").write_bytes(made())
    job = tmp_path / "ward.yaml"
    job.write_text(job_of("book.xlsx"), encoding="utf-8")
    assert answered(job, tmp_path)[0] == expected


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
def test_nothing_but_an_ordinary_file_is_opened(more: str, arguments: str, code: int, odd: Path) -> None:
    """A pipe is not waited for, a device not read, neither is written over: the run ends at once and says so."""
    with (odd / "ward.yaml").open("a", encoding="utf-8") as job:
        job.write(more)
    before = {path.name: path.lstat().st_mode for path in odd.iterdir()}
    done = subprocess.run(
        [sys.executable, "-m", "keytag", *arguments.split(), "--lang", "en"],
        cwd=odd,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == code, done.stderr
    assert "file" in done.stderr
    assert {path.name: path.lstat().st_mode for path in odd.iterdir()} == before
