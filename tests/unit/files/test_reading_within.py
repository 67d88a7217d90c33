"""Files and folders that are measured before they are read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from keytag.errors import ExitCode, MissingResourceError, UnreadableFileError
from keytag.files import reader
from keytag.files.reader import read_tree, read_within


def _sparse(path: Path, size: int = 4_000_000_000) -> None:
    """Make a file that says it has so many bytes and takes none of them."""
    with path.open("wb") as file:
        file.truncate(size)


def test_a_file_within_its_limit_is_read(tmp_path: Path) -> None:
    """A file of just as many bytes as may be is read, of one more it is refused with both numbers told."""
    path = tmp_path / "a.zip"
    path.write_bytes(b"12345")
    assert read_within(path, 5) == b"12345"
    with pytest.raises(UnreadableFileError, match="at most 4 bytes") as caught:
        read_within(path, 4)
    assert caught.value.exit_code is ExitCode.INVALID
    assert caught.value.where is not None


def test_of_a_file_that_is_too_large_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file's size refuses is not even opened; one that grows meanwhile is refused all the same."""
    path = tmp_path / "a.zip"
    _sparse(path)
    opened: list[Path] = []

    def read(path: Path, limit: int) -> bytes:
        opened.append(path)
        return b"0" * (limit + 1)

    monkeypatch.setattr(reader, "read_bytes", read)
    with pytest.raises(UnreadableFileError):
        read_within(path, 500)
    assert not opened
    path.write_bytes(b"")
    with pytest.raises(UnreadableFileError):
        read_within(path, 500)
    assert opened == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    """A pipe and a device are told as such, a folder and what is not there as what they are."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(MissingResourceError, match="no ordinary file"):
            read_within(path, 500)
    with pytest.raises(MissingResourceError, match="This is a folder"):
        read_within(tmp_path, 500)
    for name in ("none", "a" * 5000, "a\0b"):
        with pytest.raises(MissingResourceError):
            read_within(tmp_path / name, 500)


def test_a_folder_gives_its_files(tmp_path: Path) -> None:
    """Every plain file comes by its name with slashes; what a link leads to does not."""
    for name in ("b/c/d.txt", "a.txt", "b/é.txt"):
        (tmp_path / "x" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "x" / name).write_bytes(name.encode())
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "z.txt").write_bytes(b"z")
    if sys.platform != "win32":
        (tmp_path / "x" / "link.txt").symlink_to(tmp_path / "outside" / "z.txt")
        (tmp_path / "x" / "linked").symlink_to(tmp_path / "outside")
        os.mkfifo(tmp_path / "x" / "pipe")
    found = read_tree(tmp_path / "x", 10, 100)
    assert found == {name: name.encode() for name in ("a.txt", "b/c/d.txt", "b/é.txt")}
    assert list(found) == sorted(found)


def test_of_a_folder_that_is_too_large_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many files, too many bytes or a path without end are refused before a byte is read."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one").write_bytes(b"12345")
    (tmp_path / "two").write_bytes(b"67890")
    assert len(read_tree(tmp_path, 3, 10)) == 2
    monkeypatch.setattr(reader, "read_bytes", None)
    for most, limit in ((2, 10), (3, 9)):
        with pytest.raises(UnreadableFileError, match=f"at most {most} files, {limit} bytes"):
            read_tree(tmp_path, most, limit)
    _sparse(tmp_path / "two")
    with pytest.raises(UnreadableFileError):
        read_tree(tmp_path, 3, 500_000_000)
    (tmp_path / "two").unlink()
    (tmp_path / "b" / "one").unlink()
    deep = tmp_path.joinpath(*["a" * 50] * 11)
    deep.mkdir(parents=True)
    with pytest.raises(UnreadableFileError):
        read_tree(tmp_path, 100, 10)
