"""What is odd about a zip, in words: each cause by itself, nothing told of what is as keytag packs it."""

from __future__ import annotations

import stat
from datetime import date

import pytest
from msgspec.structs import replace

from keytag.errors import InvalidDocumentError
from keytag.handoff.container import APART, litter_in, read_container, unzip_files, zip_files
from tests.forgery.forged_zips import FORGED, PROGRAM
from tests.forgery.zips import Part, parts_of, zip_of

NAME, DAY = "ward-2026-01-15", date(2026, 1, 15)
FILES = {
    "MANIFEST.txt": b"m" * 40,
    "README.txt": b"read",
    "job/ward.yaml": b"keytag: 1",
    "sheets/sheets.pdf": b"%PDF-1.6",
}
FIRST = "MANIFEST.txt"
OTHERWISE = "its headers or the order of its files are not as keytag writes them"
DISAGREE = "a file's own header and the directory do not agree"
RIGHTS = f"files carry other rights: {FIRST}"
APART_FILES = "its files do not lie in one folder"

# By a forgery: all that is said of it. What is not here is refused before, or is as keytag would pack these files.
SAID: dict[str, tuple[str, ...]] = {
    "bytes in front, counted": ("22 bytes stand in front of the first file",),
    "bytes in front, not counted": ("4 bytes stand in front of the first file",),
    "bytes behind": ("64 bytes stand behind its end",),
    "a line feed behind": ("1 byte stands behind its end",),
    "a comment on the whole": ("8 bytes are a comment on the whole",),
    "a comment that is a program": ("64 bytes are a comment on the whole",),
    "bytes before the directory": ("6 bytes lie between the files and belong to none",),
    "another count in its end": (OTHERWISE,),
    "a second disk": (OTHERWISE,),
    "zip64 records": ("76 bytes stand before its end record",),
    "an entry that is not listed": (f"{30 + len(NAME) + 6 + 64} bytes stand in front of the first file",),
    "an entry that is not listed, behind": (
        f"{30 + len(NAME) + 7 + 64} bytes lie between the files and belong to none",
    ),
    "a name twice, listed once": (f"{30 + len(NAME) + 13 + 16} bytes stand in front of the first file",),
    "bytes between two files": ("1 byte lies between the files and belongs to none",),
    "a folder": (f"it has entries for folders: {NAME}/",),
    "a folder that climbs": ("it has entries for folders: ../../evil/", APART_FILES),
    "an absolute folder": ("it has entries for folders: /etc/cron.d/", APART_FILES),
    "a folder beside": ("it has entries for folders: zz/", APART_FILES),
    "a link in place of a file": (f"it has links: {FIRST}", RIGHTS),
    "a link more": ("it has links: zz", "files carry other rights: zz"),
    "a device": (f"it has devices or pipes: {FIRST}", RIGHTS),
    "a pipe": (f"it has devices or pipes: {FIRST}", RIGHTS),
    "a file that runs": (RIGHTS,),
    "a file that runs as its owner": (RIGHTS,),
    "no rights": (RIGHTS,),
    "hidden on Windows": (RIGHTS,),
    "made by Windows": (RIGHTS,),
    "made by a later version": (OTHERWISE,),
    "needs a later version": (OTHERWISE,),
    "a comment on a file": (f"files carry a comment: {FIRST}",),
    "extra fields in the directory": (f"files carry extra fields: {FIRST}",),
    "extra fields at the file": (OTHERWISE,),
    "extra fields at both": (f"files carry extra fields: {FIRST}",),
    "another day": ("files carry another time: README.txt, job/ward.yaml, sheets/sheets.pdf",),
    "another time": (f"files carry another time: {FIRST}",),
    "text, it says": (OTHERWISE,),
    "another disk": (OTHERWISE,),
    "a flag": (OTHERWISE,),
    "the flag of UTF-8": (OTHERWISE,),
    "compressed": (f"files are compressed: {FIRST}",),
    "sizes behind the file": ("16 bytes lie between the files and belong to none",),
    "another checksum at the file": (f"{DISAGREE} (size or checksum): {FIRST}",),
    "another size at the file": (f"{DISAGREE} (size or checksum): {FIRST}",),
    "another size unpacked at the file": (f"{DISAGREE} (size or checksum): {FIRST}",),
    "another way of packing at the file": (f"{DISAGREE} (the compression): {FIRST}",),
    "a flag at the file": (f"{DISAGREE} (the flags): {FIRST}",),
    "another day at the file": (f"{DISAGREE} (the time): {FIRST}",),
    "another time at the file": (f"{DISAGREE} (the time): {FIRST}",),
    "another version at the file": (OTHERWISE,),
    "other order": (OTHERWISE,),
    "two changed places": (OTHERWISE,),
    "packed by another program": (
        "files are compressed: all of them",
        "files carry other rights: all of them",
        "files carry another time: all of them",
    ),
    "no folder": (APART_FILES,),
    "a null in a name": (OTHERWISE,),
    "litter in a zip": (APART_FILES,),
    "an empty zip": (APART_FILES,),
}


def said_of(data: bytes) -> tuple[str, ...]:
    """Return what is odd about a zip, in English."""
    return tuple(fault.en for fault in read_container(data, unzip_files(data, "x.zip")).faults)


@pytest.mark.parametrize("how", SAID)
def test_each_cause_is_named_and_nothing_else(how: str) -> None:
    """The words say what was changed, where and by how many bytes; of what was not changed nothing is said."""
    assert said_of(FORGED[how](parts_of(FILES, NAME), NAME)) == SAID[how]


@pytest.mark.parametrize("how", sorted(FORGED.keys() - SAID.keys()))
def test_what_has_no_cause_is_refused_or_packed_as_keytag_packs(how: str) -> None:
    """A zip of which nothing is said is no zip, or that of other files, another folder or another day."""
    data = FORGED[how](parts_of(FILES, NAME), NAME)
    try:
        files = unzip_files(data, "x.zip")
    except InvalidDocumentError:
        return
    found = read_container(data, files)
    assert found.faults == ()
    assert found.day is not None
    assert (found.folder, found.day, files) != (NAME, DAY, FILES)
    assert zip_files(files, found.folder, found.day) == data


def test_a_package_tells_its_folder_and_its_day() -> None:
    """Of keytag's own zip the folder and the day are known, and nothing is odd."""
    data = zip_files(FILES, NAME, DAY)
    found = read_container(data, FILES)
    assert (found.folder, found.day, found.faults) == (NAME, DAY, ())


def test_files_that_lie_over_each_other_are_told() -> None:
    """Two lines of the directory that mean the same bytes are told, and no bytes are said to lie between."""
    one, two, *rest = parts_of(FILES, NAME)
    longer = replace(one, data=b"m" * 20 + zip_of([replace(two, data=b"m")])[: 30 + len(two.name) + 1])
    inside = replace(two, data=b"m", is_there=False, before=b"")
    data = bytearray(zip_of([longer, inside, *rest]))
    # The line of the second file: its offset is that of the header within the first.
    line = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    data[line + 42 : line + 46] = (30 + len(one.name) + 20).to_bytes(4, "little")
    # Newer versions of Python refuse such a zip as a bomb.
    try:
        said = said_of(bytes(data))
    except InvalidDocumentError:
        return
    assert said[0] == "some of its files lie over each other"
    assert not any("belong to none" in each for each in said)


def test_a_folders_own_header_is_read_too() -> None:
    """A folder is never unpacked; that its own header has another name is told all the same."""
    parts = parts_of(FILES, NAME)
    folder = Part(f"{NAME}/zz/".encode(), b"", outer=(0o040755 << 16) | 0x10)
    entry = f"it has entries for folders: {folder.name.decode()[len(NAME) + 1 :]}"
    assert said_of(zip_of([*parts, replace(folder, own={"name": b"a.exe"})])) == (
        entry,
        f"{DISAGREE} (the name): zz/",
    )
    assert said_of(zip_of([*parts, replace(folder, is_there=False)])) == (entry,)
    beyond = bytearray(zip_of([*parts, replace(folder, is_there=False)]))
    line = beyond.rindex(b"PK\1\2")
    beyond[line + 42 : line + 46] = len(beyond).to_bytes(4, "little")
    assert said_of(bytes(beyond)) == (entry,)


def test_each_flag_means_one_thing() -> None:
    """That a file is locked says nothing of where its sizes stand or of how its name is written."""
    part, *rest = parts_of(FILES, NAME)
    assert said_of(zip_of([replace(part, own={"flags": 1, "crc": 1}), *rest])) == (
        f"{DISAGREE} (the flags): {FIRST}",
        f"{DISAGREE} (size or checksum): {FIRST}",
    )
    marked = Part(f"{NAME}/é.txt".encode("cp437"), b"1", own={"flags": 1})
    assert said_of(zip_of([marked, *rest])) == (f"{DISAGREE} (the flags): é.txt",)


def test_no_more_than_six_causes_are_told() -> None:
    """The gravest come first, and of so many that nobody reads them some are left out."""
    parts = parts_of(FILES, NAME)
    odd = replace(
        parts[0], outer=(stat.S_IFLNK | 0o777) << 16, comment=b"x", own={"crc": 1, "day": 33, "flags": 2}
    )
    said = said_of(zip_of([odd, *parts[1:]], front=b"PK\3\4", gap=b"12", behind=b"123"))
    assert said == (
        f"it has links: {FIRST}",
        "4 bytes stand in front of the first file",
        "2 bytes lie between the files and belong to none",
        "3 bytes stand behind its end",
        f"{DISAGREE} (the flags): {FIRST}",
        f"{DISAGREE} (the time): {FIRST}",
    )


def test_three_names_are_told_and_that_there_are_more() -> None:
    """Of four files with one fault three are named; of three all are."""
    parts = parts_of({**FILES, "z.txt": b"z"}, NAME)
    spoiled = [replace(part, comment=b"x") for part in parts[:4]]
    assert said_of(zip_of([*spoiled[:3], *parts[3:]])) == (
        "files carry a comment: MANIFEST.txt, README.txt, job/ward.yaml",
    )
    assert said_of(zip_of([*spoiled, *parts[4:]])) == (
        "files carry a comment: MANIFEST.txt, README.txt, job/ward.yaml …",
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\x1b[2J/", "a\\x1b[2J/"),
        ("a\u202etxt.exe/", "a\\u202etxt.exe/"),
        ("x" * 79 + "/", "x" * 79 + "/"),
        ("b" + "x" * 79 + "/", "b" + "x" * 39 + "…" + "x" * 38 + "/"),
    ],
)
def test_a_strangers_name_is_shown_and_not_sent(name: str, shown: str) -> None:
    """What would act on a terminal is shown by its number; of a long name both ends are."""
    part = Part(f"{NAME}/{name}".encode(), b"", flags=0x800, outer=(0o040755 << 16) | 0x10)
    assert said_of(zip_of([*parts_of(FILES, NAME), part])) == (f"it has entries for folders: {shown}",)


@pytest.mark.parametrize("outside", ["../x", "./x", "/x", f"{APART}/x"])
def test_what_leads_out_is_shown_whole(outside: str) -> None:
    """A name that does not begin with a plain folder keeps its beginning."""
    part = Part(f"{outside}/".encode(), b"", outer=(0o040755 << 16) | 0x10)
    assert said_of(zip_of([*parts_of(FILES, NAME), part]))[0] == f"it has entries for folders: {outside}/"


def test_a_day_that_is_none_is_odd() -> None:
    """Where the first file's day is the thirtieth of February, the zip has no day."""
    parts = parts_of(FILES, NAME)
    data = zip_of([replace(parts[0], day=((2026 - 1980) << 9) | (2 << 5) | 30), *parts[1:]])
    assert read_container(data, FILES).day is None
    assert said_of(data) != ()


@pytest.mark.parametrize(
    ("name", "data", "is_litter"),
    [
        ("Thumbs.db", b"", True),
        ("sheets/DESKTOP.INI", b"[.ShellClassInfo]", True),
        ("ehthumbs.db", b"", True),
        (".DS_Store", b"\0\0\0\1Bud1", True),
        ("._README.txt", b"\0\5\x16\7", True),
        ("._sheets", b"\0\5\x16\7", True),
        ("sheets/._sheets.pdf", b"\0\5\x16\7", True),
        ("sheets/._.", b"\0\5\x16\7", True),
        ("._.", b"", True),
        ("sheets/._README.txt", b"\0\5\x16\7", False),
        ("._other.txt", b"\0\5\x16\7", False),
        (f"{APART}/x/._anything", b"\0\5\x16\7", True),
        (f"{APART}/x/anything", b"\0\5\x16\7", False),
        ("thumbs.db.exe", b"", False),
        ("Thumbs.db", PROGRAM, False),
        ("Thumbs.db", b" " * 62 + b"#!/bin/sh", False),
        ("Thumbs.db", b" " * 63 + b"#!/bin/sh", True),
        ("desktop.ini", b"\r\n #!/bin/sh", False),
        ("desktop.ini", b"%PDF-1.6", False),
        (".DS_Store", b"PK\3\4", False),
    ],
)
def test_what_desktops_leave_is_litter(name: str, data: bytes, is_litter: bool) -> None:  # noqa: FBT001
    """By its name alone, beside what it belongs to, and never what runs, opens or unpacks."""
    assert litter_in({**FILES, name: data}, FILES) == ((name,) if is_litter else ())
    assert litter_in({**FILES, name: data}, {*FILES, name}) == ()
