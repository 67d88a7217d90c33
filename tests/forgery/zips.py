"""Zips written by hand, header by header, so that any of them can lie."""

from __future__ import annotations

import struct
from binascii import crc32
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_STAMP = ((2026 - 1980) << 9) | (1 << 5) | 15


class Part(Struct, frozen=True):
    """One file of a zip, by default as keytag writes it; ``own`` is what its own header says otherwise."""

    name: bytes
    data: bytes
    made_by: int = (3 << 8) | 20
    needed: int = 20
    flags: int = 0
    method: int = 0
    time: int = 0
    day: int = _STAMP
    crc: int | None = None
    size: int | None = None
    packed: int | None = None
    extra: bytes = b""
    comment: bytes = b""
    disk: int = 0
    inner: int = 0
    outer: int = 0o100644 << 16
    own: dict[str, Any] = {}
    before: bytes = b""
    """Bytes between the last file and this one."""
    is_listed: bool = True
    is_there: bool = True

    @property
    def header(self) -> bytes:
        """Its own header and its name."""
        said = replace(self, **self.own)
        size = len(said.data) if said.size is None else said.size
        packed = len(said.data) if said.packed is None else said.packed
        crc = crc32(said.data) if said.crc is None else said.crc
        fields = (said.needed, said.flags, said.method, said.time, said.day, crc, packed, size)
        return _LOCAL.pack(b"PK\3\4", *fields, len(said.name), len(said.extra)) + said.name + said.extra

    def line(self, offset: int) -> bytes:
        """Its line in the directory."""
        size = len(self.data) if self.size is None else self.size
        packed = len(self.data) if self.packed is None else self.packed
        crc = crc32(self.data) if self.crc is None else self.crc
        fixed = _CENTRAL.pack(
            b"PK\1\2",
            self.made_by,
            self.needed,
            self.flags,
            self.method,
            self.time,
            self.day,
            crc,
            packed,
            size,
            len(self.name),
            len(self.extra),
            len(self.comment),
            self.disk,
            self.inner,
            self.outer,
            offset,
        )
        return fixed + self.name + self.extra + self.comment


def zip_of(  # noqa: PLR0913 - one for each place in a zip
    parts: Sequence[Part],
    *,
    front: bytes = b"",
    gap: bytes = b"",
    before_end: bytes = b"",
    comment: bytes = b"",
    behind: bytes = b"",
    counts: tuple[int, int] | None = None,
    disks: tuple[int, int] = (0, 0),
    counted_front: bool = True,
) -> bytes:
    """Return a zip of ``parts``; ``front``, ``gap`` (before the directory) and the others are bytes of no file."""
    out, lines = bytearray(front), []
    base = 0 if counted_front else len(front)
    for part in parts:
        out += part.before
        offset = len(out) - base
        if part.is_there:
            out += part.header + part.data
        if part.is_listed:
            lines.append(part.line(offset))
    out += gap
    start = len(out) - base
    directory = b"".join(lines)
    here, all_of_them = counts or (len(lines), len(lines))
    out += directory + before_end
    out += _END.pack(b"PK\5\6", *disks, here, all_of_them, len(directory), start, len(comment)) + comment + behind
    return bytes(out)


def parts_of(files: dict[str, bytes], folder: str) -> list[Part]:
    """Return ``files`` as the parts that keytag writes."""
    return [Part(f"{folder}/{name}".encode(), files[name]) for name in sorted(files)]
