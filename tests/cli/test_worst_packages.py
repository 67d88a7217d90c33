"""The worst packages are answered: soon, in little memory, by their exit code, and nothing is left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct

from keytag.errors import ExitCode
from tests.packages import files_in, hand_off

from .worst_packages import JOB, PACKAGES, Files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what a child has used")

# Further rows of a kind that is tried each time; they run where --minutes is given.
MORE = {
    "a file of 4 GB",
    "packed by LZMA",
    "19,000 files of nothing",
    "19,000 files of the job",
    "a manifest of a million lines",
    "a manifest of 19,000 bad lines",
    "a record of small parts",
    "a record without end",
    "a thousand plates",
    "a job of lists in lists",
    "nine million leaflets",
    "500 editions without files",
    "500 editions of 10,000 curves",
    "a drawing of 30 MB",
    "a profile of 30 MB",
}
# What a hostile package may take beyond a good one: seconds of the processor, megabytes.
SECONDS, MEGABYTES = 2, 300
# A child counts what its parent had before it became another program; so a small parent stands between.
SMALL_PARENT = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True, errors="replace")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss, done.stdout, done.stderr]))
"""


class Answer(Struct, frozen=True):
    """What `keytag verify` said of a package, and what it took."""

    code: int
    seconds: float
    megabytes: float
    said: str


def _verified(path: Path, scratch: Path) -> Answer:
    scratch.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "keytag", "verify", str(path), "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", SMALL_PARENT, *command],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "TMPDIR": str(scratch)},
    )
    code, seconds, most, out, err = json.loads(done.stdout)
    # Linux counts kilobytes, macOS bytes.
    return Answer(code, seconds, most / (2**20 if sys.platform == "darwin" else 2**10), out + err)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, Answer]:
    """The files of a good package, and what it takes to verify it."""
    folder = tmp_path_factory.mktemp("worst")
    (folder / "ward.yaml").write_text(JOB, encoding="utf-8")
    path = hand_off(folder / "ward.yaml", folder / "out", "--date", "2026-01-15")
    return files_in(path), _verified(path, folder / "scratch")


def test_the_good_one_is_good(good: tuple[Files, Answer]) -> None:
    """Unspoilt, the package of these tests is verified: what the others show is the spoiling's doing."""
    assert good[1].code == ExitCode.FINE


def test_every_further_row_is_there() -> None:
    """What is left for longer runs are rows of the table, and half and more of them is tried each time."""
    assert set(PACKAGES) >= MORE
    assert len(MORE) <= len(PACKAGES) / 2


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.more) if name in MORE else name for name in PACKAGES]
)
def test_the_worst_packages_are_answered(name: str, good: tuple[Files, Answer], tmp_path: Path) -> None:
    """Each is refused in few words, within two seconds and 300 MB of what a good one takes."""
    files, usual = good
    make, expected = PACKAGES[name]
    path, scratch = tmp_path / "bad.zip", tmp_path / "scratch"
    (tmp_path / "beside").mkdir()
    path.write_bytes(make(files, tmp_path / "beside"))
    answer = _verified(path, scratch)
    assert answer.code == expected, answer.said[-2000:]
    assert "Traceback" not in answer.said
    assert len(answer.said) < 20_000
    assert "/scratch/" not in answer.said
    assert not list(scratch.iterdir())
    assert answer.megabytes < usual.megabytes + MEGABYTES
    assert answer.seconds < usual.seconds + SECONDS
