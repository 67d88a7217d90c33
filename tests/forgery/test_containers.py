"""Zips that hold what keytag packed and something else, or the same otherwise: none of them is a package."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.forgery.forged_zips import FORGED, packed_by_zipfile
from tests.forgery.zips import parts_of, zip_of

from .honest import Honest

Ask = Callable[..., tuple[int, dict[str, Any]]]


def test_the_forgers_zip_is_keytags(honest: Honest) -> None:
    """What the forger writes without a lie is the honest zip, byte for byte: so each forgery is one lie alone."""
    assert zip_of(parts_of(honest.files, honest.name)) == honest.data


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_zip_is_told(how: str, honest: Honest, ask: Ask) -> None:
    """Whatever was added to the zip, or is said otherwise in it, is an error, though every file is as it was."""
    code, said = ask(FORGED[how](parts_of(honest.files, honest.name), honest.name))
    assert code in (1, 3), said
    assert said["findings"][0]["severity"] == "error"
    assert {each["rule"] for each in said["findings"]} <= {
        "package-is-sound",
        "package-is-unchanged",
        "package-is-packed-as-made",
        "package-has-its-own-name",
    }, said["findings"]


@pytest.mark.parametrize("at", [0, 6, 8, 10, 12, 14, 26, 28, -22, -18, -16, -14, -12, -10, -6, -2])
def test_any_bit_of_a_header_counts(at: int, honest: Honest, ask: Ask) -> None:
    """A bit changed in the first header or in the end record is noticed."""
    data = bytearray(honest.data)
    data[at] ^= 1
    assert ask(bytes(data))[0] in (1, 3)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("bytes in front, counted", "22 bytes stand in front of the first file"),
        ("bytes behind", "64 bytes stand behind its end"),
        ("a comment on the whole", "8 bytes are a comment on the whole"),
        ("a link more", "it has links"),
        ("a folder that climbs", "it has entries for folders: ../../evil/"),
        ("a name twice, listed once", "bytes stand in front of the first file"),
        ("bytes between two files", "1 byte lies between the files and belongs to none"),
        ("another checksum at the file", "do not agree (size or checksum)"),
        ("another time at the file", "do not agree (the time)"),
        ("packed by another program", "files are compressed"),
        ("a comment on a file", "files carry a comment"),
    ],
)
def test_what_is_wrong_is_said_in_words(how: str, words: str, honest: Honest, ask: Ask) -> None:
    """The finding names the cause, so that whoever zipped it again knows, and whoever did not is warned."""
    _, said = ask(FORGED[how](parts_of(honest.files, honest.name), honest.name))
    (finding,) = (each for each in said["findings"] if each["rule"] == "package-is-packed-as-made")
    assert words in finding["message"], finding["message"]


def test_a_zip_made_again_is_good_once_unpacked(honest: Honest, ask: Ask, tmp_path: Path) -> None:
    """What a desktop zipped again is no package any more, and says how to look at it; its folder is one."""
    code, said = ask(packed_by_zipfile(parts_of(honest.files, honest.name), honest.name))
    assert code == 1
    assert [each["rule"] for each in said["findings"]] == ["package-is-packed-as-made"]
    assert "keytag verify FOLDER" in said["findings"][0]["hint"]
    assert said["answers"][0]["good"] is True
    with zipfile.ZipFile(BytesIO(packed_by_zipfile(parts_of(honest.files, honest.name), honest.name))) as archive:
        archive.extractall(tmp_path / "there")
    assert ask(tmp_path / "there" / honest.name)[0] == 0


def test_the_day_of_the_zip_is_the_packages(honest: Honest, ask: Ask) -> None:
    """A zip that keytag would write for another day is told from the package's own."""
    code, said = ask(honest.packed(honest.files, day=date(2026, 1, 16)))
    assert (code, [each["rule"] for each in said["findings"]]) == (1, ["package-is-packed-as-made"])
