from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

import pytest

from keytag.errors import CannotWriteError, ExitCode
from keytag.files import staging, writer
from keytag.files.writer import write_files, write_key

FILES = {"sheets.pdf": b"new sheets", "glar/front.pdf": b"new front", "glar/back.pdf": b"new back"}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder that holds an older run and a stranger's file."""
    folder = tmp_path / "out"
    (folder / "glar").mkdir(parents=True)
    (folder / "sheets.pdf").write_bytes(b"old sheets")
    (folder / "glar" / "front.pdf").write_bytes(b"old front")
    (folder / "notes.txt").write_bytes(b"mine")
    return folder


def test_files_are_written_whole(tmp_path: Path) -> None:
    """All files appear under their names, folders are made, and the paths come back in order."""
    folder = tmp_path / "a" / "b"
    paths = write_files(folder, FILES)
    assert paths == tuple(folder / name for name in FILES)
    assert contents(folder) == FILES


def test_earlier_files_are_replaced_and_nothing_is_left_over(out: Path) -> None:
    """A second run replaces its own files, keeps strangers' and leaves no temporary names."""
    write_files(out, FILES)
    assert contents(out) == {**FILES, "notes.txt": b"mine"}


def test_nothing_to_write_is_fine(tmp_path: Path) -> None:
    """An empty package writes nothing, not even a folder."""
    assert write_files(tmp_path / "out", {}) == ()
    assert not (tmp_path / "out").exists()


def test_full_disk_changes_nothing(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills at the last file, old outputs stay, new ones vanish, and the message says so."""
    before, calls = contents(out), []

    def fill_up(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == len(FILES):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fill_up)
    with pytest.raises(CannotWriteError) as caught:
        write_files(out, FILES)
    assert contents(out) == before
    assert caught.value.exit_code is ExitCode.CANNOT_WRITE
    assert "ổ đĩa đã đầy" in caught.value.message.vi
    assert f"{out / 'glar' / 'back.pdf'}: the disk is full" in caught.value.message.en
    assert caught.value.hint is not None


def renames(count: int, failure: BaseException, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let as many renames as ``count`` succeed and the next one fail; return what was renamed to."""
    done: list[str] = []
    rename = Path.rename

    def fail_late(self: Path, target: Path) -> Path:
        done.append(target.name)
        if len(done) == count + 1:
            raise failure
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_late)
    return done


# To one's turn, two old files out, ready, three new ones in.
@pytest.mark.parametrize("count", range(7))
@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_failure_between_renames_is_taken_back(
    out: Path, monkeypatch: pytest.MonkeyPatch, count: int, failure: BaseException
) -> None:
    """Whichever rename fails or is interrupted, what was there before is there again."""
    before = contents(out)
    with monkeypatch.context() as patch:
        done = renames(count, failure, patch)
        with pytest.raises(CannotWriteError if isinstance(failure, OSError) else KeyboardInterrupt):
            write_files(out, FILES, ["map.pdf"])
    assert len(done) > count
    assert contents(out) == before


class Killed(BaseException):
    """Stands for SIGKILL: what was to be undone is not."""


@pytest.mark.parametrize("count", range(8))
def test_a_killed_run_never_leaves_two_sets_side_by_side(
    out: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """Whichever rename is the last, there are files of one set alone, and the next run puts that right."""
    (out / "map.pdf").write_bytes(b"old map")
    before = contents(out)
    with monkeypatch.context() as patch:
        renames(count, Killed(), patch)
        for undoing in ("_bring_back", "remove_staging"):
            patch.setattr(writer, undoing, lambda *_: None)
        patch.setattr(staging, "remove_staging", lambda here: here.owner.close())
        patch.setattr(writer, "_undone", lambda *_: None)
        with pytest.raises(Killed):
            write_files(out, FILES, ["map.pdf"])
    seen = {name: data for name, data in contents(out).items() if not name.startswith(".")}
    assert {data.split()[0] for name, data in seen.items() if name != "notes.txt"} in ({b"old"}, {b"new"}, set())
    write_files(out, {"other.txt": b"another run"})
    healed = {name: data for name, data in contents(out).items() if name != "other.txt"}
    assert healed in (before, {**FILES, "notes.txt": b"mine"})


def test_interruption_while_staging_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C half-way through removes what was staged and the folders that were made for it."""
    calls: list[int] = []

    def interrupt(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path / "out", FILES)
    assert list(tmp_path.iterdir()) == []


def test_what_the_system_calls_otherwise_is_told_by_its_code(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that has no plain words is said in the system's own, in Vietnamese by its code."""
    before = contents(out)
    with monkeypatch.context() as patch:
        renames(5, OSError(errno.EIO, "Input/output error"), patch)
        with pytest.raises(CannotWriteError, match="Input/output error") as caught:
            write_files(out, FILES)
    assert contents(out) == before
    assert "hệ thống báo lỗi EIO" in caught.value.message.vi


def test_what_another_run_left_of_the_set_goes(out: Path) -> None:
    """A map of an earlier order does not lie beside the sheets of this one; strangers' files stay."""
    (out / "map.pdf").write_bytes(b"old map")
    write_files(out, FILES, ["map.pdf", "map.json"])
    assert contents(out) == {**FILES, "notes.txt": b"mine"}


def test_a_disk_that_refuses_even_the_undoing_loses_nothing(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be brought back now stays on the disk, and the next run brings it back."""
    before = contents(out)
    rename, gone = Path.rename, list[Path]()

    def fail_from_then_on(self: Path, target: Path) -> Path:
        if self.name == "new" or gone:
            gone.append(self)
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", fail_from_then_on)
        with pytest.raises(CannotWriteError):
            write_files(out, FILES)
    assert gone
    write_files(out, {"other.txt": b"another run"})
    assert contents(out) == {**before, "other.txt": b"another run"}


def test_one_file_alone_is_never_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one file takes another's place, whoever looks meanwhile, or after a kill, finds the old or the new."""
    write_files(tmp_path, {"a.yaml": b"old"})
    seen: list[bytes] = []
    for name in ("rename", "replace"):
        move = getattr(Path, name)

        def look(self: Path, target: Path, move: Callable[[Path, Path], Path] = move) -> Path:
            seen.append((tmp_path / "a.yaml").read_bytes())
            moved = move(self, target)
            seen.append((tmp_path / "a.yaml").read_bytes())
            return moved

        monkeypatch.setattr(Path, name, look)
    write_files(tmp_path, {"a.yaml": b"new"})
    assert set(seen) == {b"old", b"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("what", ["device", "folder"])
def test_only_files_are_replaced(tmp_path: Path, what: str) -> None:
    """A pipe or a folder that bears the file's name is left alone and named."""
    place = tmp_path / "sheets.pdf"
    os.mkfifo(place) if what == "device" else place.mkdir()
    with pytest.raises(CannotWriteError, match="in the way"):
        write_files(tmp_path, FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["sheets.pdf"]
    assert not place.is_file()


def test_file_where_the_folder_should_be(tmp_path: Path) -> None:
    """An output folder that is a file is named, and left alone."""
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(CannotWriteError, match="in the way"):
        write_files(tmp_path / "out", FILES)
    assert contents(tmp_path) == {"out": b"a file"}


def test_folder_where_the_file_should_be(out: Path) -> None:
    """A folder that bears a file's name is named, and what was replaced before it is brought back."""
    (out / "glar" / "back.pdf").mkdir()
    before = contents(out)
    with pytest.raises(CannotWriteError, match=r"back\.pdf.*in the way"):
        write_files(out, FILES)
    assert contents(out) == before
    assert (out / "glar" / "back.pdf").is_dir()


def test_read_only_folder(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be written to is a plain message with a way out."""
    before = contents(out)

    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", refuse)
        with pytest.raises(CannotWriteError, match="not permitted") as caught:
            write_files(out, FILES)
    assert caught.value.hint is not None
    assert "-o" in caught.value.hint.vi
    assert contents(out) == before


def test_a_secret_key_is_its_owners_alone(tmp_path: Path) -> None:
    """The secret file can be read and written by its owner and by nobody else; the public one by all."""
    secret, public = tmp_path / "key", tmp_path / "key.pub"
    write_key(secret, "secret\n", public, "public\n")
    assert (secret.read_text(), public.read_text()) == ("secret\n", "public\n")
    assert S_IMODE(secret.stat().st_mode) == 0o600
    assert S_IMODE(public.stat().st_mode) & 0o444


@pytest.mark.parametrize("there", ["key", "key.pub"])
def test_a_key_is_never_overwritten(tmp_path: Path, there: str) -> None:
    """Where one of the two files is there already, it is left as it was and the other is not made."""
    (tmp_path / there).write_text("old")
    with pytest.raises(CannotWriteError, match=there):
        write_key(tmp_path / "key", "secret\n", tmp_path / "key.pub", "public\n")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(there, "old")]
