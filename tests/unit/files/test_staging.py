from __future__ import annotations

import errno
import gc
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from keytag.files.staging import isolated_environment, scratch, staging

# What another run does: makes its folder, says so, and lives until its input ends.
OTHER = """
import sys
from pathlib import Path
from keytag.files.staging import staging
with staging(Path(sys.argv[1])) as here:
    (here.path / "half").write_text("half a file")
    print(here.path, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path) -> subprocess.Popen[str]:
    """Another run that has a folder in the same place."""
    return subprocess.Popen(
        [sys.executable, "-c", OTHER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def place_of(other: subprocess.Popen[str]) -> Path:
    """Where the folder of the other run is."""
    assert other.stdout is not None
    return Path(other.stdout.readline().strip())


def left(folder: Path, machine: str, hours: float) -> Path:
    """What a run on ``machine`` left behind, as many ``hours`` ago."""
    path = folder / ".keytag-0123456789abcdef"
    path.mkdir()
    for name, said in (("owner", machine), ("half", "half a file")):
        (path / name).write_text(said)
    then = (path / "half").stat().st_mtime - hours * 3600
    for each in (path / "owner", path / "half", path):
        os.utime(each, (then, then))
    return path


def test_a_folder_that_is_swept_too_early_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another run may take it for a dead one's before it is locked: a second is made, nothing stays open."""
    tries = []

    def swept_once(path: Path, _owner: object) -> None:
        tries.append(path)
        if len(tries) == 1:
            raise FileNotFoundError(errno.ENOENT, "swept", str(path))

    monkeypatch.setattr("keytag.files.staging._refuse_swept", swept_once)
    with staging(tmp_path) as here:
        assert [here.path] == tries[1:]
    gc.collect()
    assert not list(tmp_path.iterdir())


def test_a_folder_is_gone_afterwards(tmp_path: Path) -> None:
    """It has a name of its own while it is needed, two never the same, and nothing stays."""
    with staging(tmp_path) as one, staging(tmp_path) as two:
        assert one.path != two.path
        assert sorted(tmp_path.iterdir()) == sorted((one.path, two.path))
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="only age tells on Windows who has died")
def test_a_living_run_is_left_alone_and_a_dead_one_swept(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    """However long it has been silent, a living run keeps its folder; once it is killed, the next one takes it."""
    place = place_of(other)
    for each in (*place.iterdir(), place):
        os.utime(each, (0, 0))
    with staging(tmp_path):
        pass
    assert (place / "half").read_text() == "half a file"
    other.kill()
    other.communicate()
    assert place.is_dir()
    with staging(tmp_path):
        pass
    assert not place.exists()


@pytest.mark.parametrize(("hours", "stays"), [(0.5, True), (1.5, False)])
def test_another_machines_folder_goes_by_its_age(tmp_path: Path, hours: float, stays: bool) -> None:  # noqa: FBT001
    """Locks do not reach through every network disk: there an hour of silence tells."""
    place = left(tmp_path, "another-machine", hours)
    with staging(tmp_path):
        pass
    assert place.exists() is stays


def test_what_was_killed_before_it_was_signed_goes(tmp_path: Path) -> None:
    """A folder that is empty, or whose owner has not yet said its name, does not stay either."""
    (tmp_path / ".keytag-00000000000000aa").mkdir()
    left(tmp_path, "", 0)
    with staging(tmp_path):
        pass
    assert not list(tmp_path.iterdir())


def test_what_only_looks_so_is_left_alone(tmp_path: Path) -> None:
    """Other names, files and links are not swept, nor what a link leads to."""
    target = tmp_path / "mine"
    target.mkdir()
    (target / "owner").write_text(socket.gethostname())
    (tmp_path / ".keytag-00000000000000aa").symlink_to(target)
    (tmp_path / ".keytag-00000000000000bb").write_text("a file")
    (tmp_path / ".keytag-notes").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with staging(tmp_path):
        pass
    assert sorted(tmp_path.rglob("*")) == before


def test_a_full_disk_for_temporary_files_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that says no place gets that of the temporary files."""
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    with pytest.raises(OSError, match="No space") as caught, scratch():
        raise OSError(errno.ENOSPC, "No space left on device")
    assert caught.value.filename == str(tmp_path)
    assert not list(tmp_path.iterdir())


def test_other_programs_read_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They see the folder as home and for temporary files, and none of the variables that sway them."""
    monkeypatch.setenv("GS_OPTIONS", "-dNOSAFER")
    monkeypatch.setenv("HOME", "/home/somebody")
    seen = isolated_environment(tmp_path)
    assert "GS_OPTIONS" not in seen
    assert seen["HOME"] == seen["TMPDIR"] == str(tmp_path)
    assert seen["PATH"] == os.environ["PATH"]
