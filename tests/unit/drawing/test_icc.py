"""The header and the tags of ICC profiles."""

from __future__ import annotations

import struct

import pytest

from keytag.drawing.icc import IccHeader, has_print_tables, read_header, read_tag, read_title
from keytag.files import library

PROFILE = (library.builtin_folder("profiles") / "FOGRA39L_coated.icc").read_bytes()


def one_tag(name: bytes, content: bytes, *, beyond: int = 0) -> bytes:
    """A profile of one tag, which says that it is ``beyond`` bytes longer than it is."""
    head = b"\0\0\0\0" + bytes(4) + b"\x04\x20\0\0" + b"prtrCMYKLab " + bytes(12) + b"acsp" + bytes(88)
    return head + struct.pack(">I4sII", 1, name, 144, len(content) + beyond) + content


def test_a_profile_says_what_it_is() -> None:
    """Length, class, space, version and title of the built-in profile are read, and its tables found."""
    assert read_header(PROFILE) == IccHeader(len(PROFILE), "prtr", "CMYK", (2, 2))
    assert read_title(PROFILE) == "FOGRA39L Coated"
    assert has_print_tables(PROFILE)


@pytest.mark.parametrize("data", [b"", PROFILE[:131], PROFILE.replace(b"acsp", b"none")])
def test_what_is_no_profile_has_no_header(data: bytes) -> None:
    """Nothing is made up for bytes that are no ICC profile."""
    assert read_header(data) is None


@pytest.mark.parametrize("length", [131, 132, 140, 200, 5000])
def test_a_cut_profile_has_no_tables(length: int) -> None:
    """Where a profile is cut off before its tables it has none, and looking for them raises nothing."""
    cut = PROFILE[:length]
    assert not has_print_tables(cut)
    read_title(cut)


def test_a_tag_ends_within_its_profile() -> None:
    """A tag that points beyond its profile is as if it were not there."""
    assert read_tag(one_tag(b"A2B0", b"mft2"), "A2B0") == b"mft2"
    assert read_tag(one_tag(b"A2B0", b"mft2", beyond=1), "A2B0") == b""
    assert read_tag(one_tag(b"A2B0", b"mft2"), "B2A0") == b""


def test_titles_of_both_versions_are_read() -> None:
    """A title is read from version 2's text and from version 4's Unicode."""
    old = b"desc" + bytes(4) + struct.pack(">I", 6) + b"Paper\0" + bytes(78)
    name = "Giấy thử".encode("utf-16-be")
    new = b"mluc" + bytes(4) + struct.pack(">II4sII", 1, 12, b"viVN", len(name), 28) + name
    assert read_title(one_tag(b"desc", old)) == "Paper"
    assert read_title(one_tag(b"desc", new)) == "Giấy thử"
