"""Packages as zip files: the same bytes from the same files, and nothing unpacked from a bad one."""

from __future__ import annotations

import struct
import zipfile
from datetime import date
from io import BytesIO

import pytest

from keytag.errors import InvalidDocumentError
from keytag.handoff import container
from keytag.handoff.container import unzip_files, zip_files

FILES = {"b/two.txt": b"two", "a.pdf": b"%PDF", "c/ba.txt": "Công an".encode()}
DAY = date(2026, 1, 15)


def test_what_was_zipped_comes_back() -> None:
    """Names and bytes survive, and the folder that holds them is left out again."""
    assert unzip_files(zip_files(FILES, "an-phu", DAY), "x.zip") == FILES


def test_same_files_same_bytes() -> None:
    """Neither the order of the files nor the clock changes a byte; the day does."""
    other = dict(reversed(FILES.items()))
    assert zip_files(FILES, "x", DAY) == zip_files(other, "x", DAY)
    assert zip_files(FILES, "x", DAY) != zip_files(FILES, "x", date(2026, 1, 16))


def test_entries_are_plain_stored_files() -> None:
    """Every entry is stored, of the given day, readable by all, and in order of its name."""
    with zipfile.ZipFile(BytesIO(zip_files(FILES, "x", date(1970, 1, 1)))) as made:
        entries = made.infolist()
        assert made.testzip() is None
    assert [entry.filename for entry in entries] == ["x/a.pdf", "x/b/two.txt", "x/c/ba.txt"]
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}


def test_a_day_beyond_those_of_zips_is_their_last() -> None:
    """MS-DOS dates end with 2107: what was made later is of its last day, and opens."""
    with zipfile.ZipFile(BytesIO(zip_files(FILES, "x", date(9999, 12, 31)))) as made:
        assert {entry.date_time for entry in made.infolist()} == {(2107, 12, 31, 0, 0, 0)}


def _zip(names: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, data in names.items():
            made.writestr(name, data)
    return buffer.getvalue()


def _lying_about_its_size() -> bytes:
    """A zip whose directory says that a file has one byte, though it unpacks to many."""
    data = bytearray(_zip({"x/a.txt": b"0" * 5000}, zipfile.ZIP_DEFLATED))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 not a zip",
        zip_files(FILES, "x", DAY)[:-30],
        _zip({"../a.txt": b"x"}),
        _zip({"/etc/a.txt": b"x"}),
        _zip({"x/../../a.txt": b"x"}),
        _zip({"C:/a.txt": b"x"}),
        _lying_about_its_size(),
        zip_files(FILES, "x", DAY).replace(b"%PDF", b"%PDQ"),
    ],
    ids=["empty", "garbage", "cut short", "above", "absolute", "through", "drive", "size", "changed"],
)
def test_a_bad_zip_is_refused(data: bytes) -> None:
    """What is broken, or leads outside, is refused with its rule; nothing of it is returned."""
    with pytest.raises(InvalidDocumentError) as caught:
        unzip_files(data, "x.zip")
    assert [finding.rule for finding in caught.value.findings] == ["package-is-sound"]


def test_what_is_no_zip_is_called_so() -> None:
    """Another kind of file is named for what it is not, without the word of a program."""
    with pytest.raises(InvalidDocumentError) as caught:
        unzip_files(b"keytag: 1", "ward.yaml")
    assert "it is no zip file" in caught.value.findings[0].message.en


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused() -> None:
    """A zip may hold a name twice; which of the two was meant nobody can say."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("x/a", b"1")
        made.writestr("x/a", b"2")
    with pytest.raises(InvalidDocumentError):
        unzip_files(buffer.getvalue(), "x.zip")


def test_a_broken_stream_is_refused() -> None:
    """Compressed data that cannot be unpacked stops with the same words as any broken zip."""
    data = bytearray(_zip({"x/a.txt": b"0123456789" * 50}, zipfile.ZIP_DEFLATED))
    data[40:48] = b"\xff" * 8
    with pytest.raises(InvalidDocumentError):
        unzip_files(bytes(data), "x.zip")


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip that would unpack to more than a package ever has is refused by its directory alone."""
    monkeypatch.setattr(container, "MAX_BYTES", 1000)
    with pytest.raises(InvalidDocumentError, match="too large"):
        unzip_files(_zip({"x/a": b"0" * 2000}, zipfile.ZIP_DEFLATED), "x.zip")
    monkeypatch.setattr(container, "MAX_FILES", 2)
    with pytest.raises(InvalidDocumentError, match="too large"):
        unzip_files(_zip({f"x/{n}": b"" for n in range(3)}), "x.zip")


def test_what_grows_by_more_than_any_package_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a small zip no more is unpacked than its own bytes and what another program can have saved at most."""
    data = _zip({"x/a": bytes(20_000)}, zipfile.ZIP_DEFLATED)
    monkeypatch.setattr(container, "_MOST_SAVED", 20_000 - len(data))
    assert unzip_files(data, "x.zip") == {"a": bytes(20_000)}
    monkeypatch.setattr(container, "_MOST_SAVED", 19_999 - len(data))
    with pytest.raises(InvalidDocumentError, match="too large"):
        unzip_files(data, "x.zip")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_as_no_package_is_not_unpacked(method: int) -> None:
    """Ways of packing that take what time and memory the packer likes are not even begun with."""
    with pytest.raises(InvalidDocumentError, match="compressed as no package is"):
        unzip_files(_zip({"x/a": b"0" * 2000}, method), "x.zip")


def test_a_directory_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines of the directory are counted before one of them is read, whatever the zip says of their number."""
    data = _zip({f"x/{n}": b"" for n in range(5)})
    monkeypatch.setattr(container, "_MOST_LINES", 5)
    assert len(unzip_files(data, "x.zip")) == 5
    monkeypatch.setattr(container, "_MOST_LINES", 4)
    monkeypatch.setattr(container, "ZipFile", None)
    with pytest.raises(InvalidDocumentError, match="too large"):
        unzip_files(data, "x.zip")


def test_a_file_with_the_name_of_a_folder_is_refused() -> None:
    """What can lie in no folder of any system is not unpacked."""
    with pytest.raises(InvalidDocumentError, match="the name of a folder"):
        unzip_files(_zip({"x/a": b"1", "x/a/b/c": b"2"}), "x.zip")
    assert set(unzip_files(_zip({"x/a": b"1", "x/ab/c": b"2"}), "x.zip")) == {"a", "ab/c"}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("x/a", "x/b/c"), {"a", "b/c"}),
        (("x/a", "y/b"), {"x/a", "y/b"}),
        (("a", "x/b"), {"a", "x/b"}),
        (("a",), {"a"}),
        (("x/a", "__MACOSX/x/._a"), {"a", "__MACOSX/x/._a"}),
        (("x/__MACOSX/a", "__MACOSX/a"), {"x/__MACOSX/a", "__MACOSX/a"}),
    ],
)
def test_the_one_folder_of_all_files_is_left_out(names: tuple[str, ...], found: set[str]) -> None:
    """Only a folder that holds every file goes, and only where no two of them get one name by that."""
    assert set(unzip_files(_zip(dict.fromkeys(names, b"1")), "x.zip")) == found


def test_a_file_that_is_shorter_than_it_says_is_refused() -> None:
    """Where a file unpacks to less than its directory says, nobody knows what it should have been."""
    data = bytearray(_zip({"x/a.txt": b"0" * 5000}, zipfile.ZIP_DEFLATED))
    at = data.rindex(b"PK\x01\x02")
    assert data[at + 24 : at + 28] == struct.pack("<I", 5000)
    data[at + 24 : at + 28] = struct.pack("<I", 5001)
    with pytest.raises(InvalidDocumentError):
        unzip_files(bytes(data), "x.zip")


def test_as_many_files_as_may_be_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last file and the last byte that are allowed are taken."""
    monkeypatch.setattr(container, "MAX_FILES", 3)
    monkeypatch.setattr(container, "MAX_BYTES", 3)
    assert len(unzip_files(_zip({f"x/{n}": b"1" for n in range(3)}), "x.zip")) == 3
