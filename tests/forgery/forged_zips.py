"""Zips with one lie each, by what is odd about them: made of an honest one's parts and the name of its folder."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from msgspec.structs import replace

from tests.forgery.zips import Part, zip_of

Parts = list[Part]
PROGRAM = b"MZ\x90\0" + bytes(60)


def _changed(**changes: object) -> Callable[[Parts, str], bytes]:
    """Change what both headers of one file say."""

    def forge(parts: Parts, _name: str) -> bytes:
        return zip_of([replace(parts[0], **changes), *parts[1:]])

    return forge


def _lying(**own: object) -> Callable[[Parts, str], bytes]:
    """Let the own header of one file say what the directory does not."""

    def forge(parts: Parts, _name: str) -> bytes:
        return zip_of([replace(parts[0], own=own), *parts[1:]])

    return forge


def _around(**pieces: Any) -> Callable[[Parts, str], bytes]:  # noqa: ANN401 - what `zip_of` takes
    """Put bytes of no file into the zip, or other figures into its end."""

    def forge(parts: Parts, _name: str) -> bytes:
        return zip_of(parts, **pieces)

    return forge


def _with(at: int | None, *more: Part) -> Callable[[Parts, str], bytes]:
    """Add entries, at the front (0) or behind (None)."""

    def forge(parts: Parts, name: str) -> bytes:
        placed = [replace(part, name=part.name.replace(b"FOLDER", name.encode())) for part in more]
        where = len(parts) if at is None else at
        return zip_of([*parts[:where], *placed, *parts[where:]])

    return forge


def _deflated(parts: Parts, _name: str) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(parts[0].data) + packer.flush()
    first = replace(
        parts[0],
        data=packed,
        method=8,
        crc=zlib.crc32(parts[0].data),
        size=len(parts[0].data),
        packed=len(packed),
    )
    return zip_of([first, *parts[1:]])


def _with_sizes_behind(parts: Parts, _name: str) -> bytes:
    crc, size = zlib.crc32(parts[0].data), len(parts[0].data)
    after = struct.pack("<4s3I", b"PK\7\x08", crc, size, size)
    first = replace(parts[0], flags=8, own={"crc": 0, "size": 0, "packed": 0})
    return zip_of([first, replace(parts[1], before=after), *parts[2:]])


def _zip64(parts: Parts, _name: str) -> bytes:
    plain = zip_of(parts)
    lines = sum(46 + len(part.name) for part in parts)
    start = len(plain) - 22 - lines
    record = struct.pack(
        "<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, len(parts), len(parts), lines, start
    ) + struct.pack("<4sIQI", b"PK\6\7", 0, len(plain) - 22, 1)
    return plain[:-22] + record + plain[-22:]


def _twice_inside(parts: Parts, _name: str) -> bytes:
    """Another content under a known name, which the directory does not list."""
    other = replace(parts[0], data=b"%PDF-1.6 another", is_listed=False)
    return zip_of([other, *parts])


def packed_by_zipfile(parts: Parts, _name: str) -> bytes:
    """Return the same files as another program packs them."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for part in parts:
            made.writestr(part.name.decode(), part.data)
    return buffer.getvalue()


def _link(target: bytes, name: bytes) -> Part:
    return Part(name, target, outer=(stat.S_IFLNK | 0o777) << 16)


FOLDER = b"FOLDER/"
FORGED: dict[str, Callable[[Parts, str], bytes]] = {
    "bytes in front, counted": _around(front=b"PK\3\4 stub of a program"),
    "bytes in front, not counted": _around(front=b"PK00", counted_front=False),
    "bytes behind": _around(behind=PROGRAM),
    "a line feed behind": _around(behind=b"\n"),
    "a comment on the whole": _around(comment=b"approved"),
    "a comment that is a program": _around(comment=PROGRAM),
    "bytes before the directory": _around(gap=b"hidden"),
    "bytes before the end": _around(before_end=b"hidden"),
    "another count in its end": _around(counts=(1, 21)),
    "a second disk": _around(disks=(1, 1)),
    "zip64 records": _zip64,
    "an entry behind": _with(None, Part(FOLDER + b"zz.exe", PROGRAM)),
    "an entry in front": _with(0, Part(FOLDER + b"0.exe", PROGRAM)),
    "an entry that is not listed": _with(0, Part(FOLDER + b"0.exe", PROGRAM, is_listed=False)),
    "an entry that is not listed, behind": _with(None, Part(FOLDER + b"zz.exe", PROGRAM, is_listed=False)),
    "a name twice, listed once": _twice_inside,
    "bytes between two files": lambda parts, _: zip_of([parts[0], replace(parts[1], before=b"x"), *parts[2:]]),
    "a folder": _with(0, Part(FOLDER, b"", outer=(0o040755 << 16) | 0x10)),
    "a folder that climbs": _with(0, Part(b"../../evil/", b"", outer=(0o040755 << 16) | 0x10)),
    "an absolute folder": _with(0, Part(b"/etc/cron.d/", b"", outer=0o040755 << 16)),
    "a folder on a drive": _with(0, Part(b"C:\\Windows\\", b"", outer=0o040755 << 16)),
    "a folder beside": _with(None, Part(b"zz/", b"", outer=0o040755 << 16)),
    "a link in place of a file": _changed(outer=(stat.S_IFLNK | 0o777) << 16),
    "a link more": _with(None, _link(b"/etc/passwd", FOLDER + b"zz")),
    "a device": _changed(outer=(stat.S_IFCHR | 0o666) << 16),
    "a pipe": _changed(outer=(stat.S_IFIFO | 0o666) << 16),
    "a file that runs": _changed(outer=0o100755 << 16),
    "a file that runs as its owner": _changed(outer=0o104755 << 16),
    "no rights": _changed(outer=0),
    "hidden on Windows": _changed(outer=(0o100644 << 16) | 0x2),
    "made by Windows": _changed(made_by=20),
    "made by a later version": _changed(made_by=(3 << 8) | 63),
    "needs a later version": _changed(needed=45),
    "a comment on a file": _changed(comment=b"x"),
    "extra fields in the directory": _changed(extra=b"UT\5\0\1abcd", own={"extra": b""}),
    "extra fields at the file": _lying(extra=b"UT\5\0\1abcd"),
    "extra fields at both": _changed(extra=b"UT\5\0\1abcd"),
    "another day": _changed(day=33),
    "another time": _changed(time=1),
    "text, it says": _changed(inner=1),
    "another disk": _changed(disk=1),
    "a flag": _changed(flags=2),
    "the flag of UTF-8": _changed(flags=0x800),
    "compressed": _deflated,
    "sizes behind the file": _with_sizes_behind,
    "another name at the file": _lying(name=FOLDER + b"zz.exe"),
    "a longer name at the file": _lying(name=b"x" * 300),
    "another checksum at the file": _lying(crc=1),
    "another size at the file": _lying(size=1, packed=1),
    "another size unpacked at the file": _lying(size=1),
    "another way of packing at the file": _lying(method=8),
    "a flag at the file": _lying(flags=1),
    "another day at the file": _lying(day=33),
    "another time at the file": _lying(time=1),
    "another version at the file": _lying(needed=10),
    "other order": lambda parts, _: zip_of(parts[::-1]),
    "two changed places": lambda parts, _: zip_of([parts[1], parts[0], *parts[2:]]),
    "packed by another program": packed_by_zipfile,
    "no folder": lambda parts, name: zip_of(
        [replace(p, name=p.name.removeprefix(f"{name}/".encode())) for p in parts]
    ),
    "a folder round the folder": lambda parts, _: zip_of([replace(p, name=b"x/" + p.name) for p in parts]),
    "another folder": lambda parts, name: zip_of(
        [replace(p, name=b"ward-2026-02-01-0123456789/" + p.name.removeprefix(f"{name}/".encode())) for p in parts]
    ),
    "a folder in capitals": lambda parts, name: zip_of(
        [replace(p, name=name.upper().encode() + p.name.removeprefix(name.encode())) for p in parts]
    ),
    "backslashes": lambda parts, _: zip_of(
        [replace(parts[0], name=parts[0].name.replace(b"/", b"\\")), *parts[1:]]
    ),
    "a null in a name": lambda parts, _: zip_of([replace(parts[0], name=parts[0].name + b"\0.exe"), *parts[1:]]),
    "a directory of a line twice": lambda parts, _: zip_of([*parts, replace(parts[0], is_there=False)]),
    "every day another": lambda parts, _: zip_of([replace(part, day=part.day + 1) for part in parts]),
    "litter in a zip": _with(None, Part(b"__MACOSX/FOLDER/._README.txt", b"\0\5\x16\7")),
    "nothing": lambda _parts, _name: b"",
    "an empty zip": lambda _parts, _name: zip_of([]),
}
