"""A zip held against the one that keytag writes from the same files: whatever differs is said in words.

The zip of a package has one form, byte for byte. So nothing has to be foreseen: what is not that form was packed,
or changed, by something else. Only how it is said looks for causes. Must not know of disks or of what the files
are. Answers to PKWARE's APPNOTE 6.3.
"""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from msgspec import Struct

from keytag.handoff.archive import MODE, UNIX, zipped
from keytag.handoff.litter import APART
from keytag.text.text import Text

# APPNOTE 4.3.7, 4.3.12, 4.3.16: the fixed parts of a file's own header, of its line in the directory, of the end.
_HEADER, _LINE, _END = 30, 46, 22
_LOCAL = struct.Struct("<4s5H3I2H")
# APPNOTE 4.4.4: bit 3, sizes follow the file; bit 11, the name is UTF-8.
_FOLLOWS, _UTF8 = 0x8, 0x800
# House rule: so many names, and so many causes, say enough.
_NAMED, _TOLD = 3, 6


class Container(Struct, frozen=True):
    """How a zip is packed: the folder that holds all its files, the day of its entries, what is odd about it."""

    folder: str
    day: date | None
    faults: tuple[Text, ...]


def container_of(data: bytes, files: Mapping[str, bytes]) -> Container:
    """Return how ``data`` is packed, a zip of which `unzipped` has read ``files``.

    It has no faults where it is byte for byte what `zipped` gives for these files.
    """
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        folder, day = _folder_of(entries), _day_of(entries)
        if folder and day is not None and len(data) == _size(files, folder) and data == zipped(files, folder, day):
            return Container(folder, day, ())
        faults = tuple(dict.fromkeys(_faults(data, archive, entries)))
    return Container(folder, day, faults[:_TOLD] or (_OTHERWISE,))


_OTHERWISE = Text(
    "đầu mục hoặc thứ tự các tệp khác với gói do keytag đóng",
    "its headers or the order of its files are not as keytag writes them",
)


def _size(files: Mapping[str, bytes], folder: str) -> int:
    """Return how many bytes the zip of ``files`` has, without making it."""
    named = (2 * len(f"{folder}/{name}".encode()) + len(data) for name, data in files.items())
    return sum(named) + len(files) * (_HEADER + _LINE) + _END


def _folder_of(entries: Sequence[ZipInfo]) -> str:
    folders = {entry.filename.partition("/")[0] for entry in entries if "/" in entry.filename}
    return folders.pop() if len(folders) == 1 else ""


def _day_of(entries: Sequence[ZipInfo]) -> date | None:
    try:
        return date(*entries[0].date_time[:3]) if entries else None
    except ValueError:
        return None


def _faults(data: bytes, archive: ZipFile, entries: Sequence[ZipInfo]) -> Iterator[Text]:
    """Yield why ``data`` is not as keytag packs, the gravest first, as far as a cause can be named."""
    yield from _links(entries)
    yield from _folders(entries)
    yield from _between(data, archive, entries)
    yield from _headers(data, entries)
    yield from _habits(entries)


def _links(entries: Sequence[ZipInfo]) -> Iterator[Text]:
    kinds = [(entry.filename, stat.S_IFMT(entry.external_attr >> 16)) for entry in entries]
    links = [name for name, kind in kinds if kind == stat.S_IFLNK]
    if links:
        yield _named(Text("có liên kết", "it has links"), links)
    devices = [name for name, kind in kinds if kind not in (0, stat.S_IFLNK, stat.S_IFREG, stat.S_IFDIR)]
    if devices:
        yield _named(Text("có thiết bị hay ống dẫn", "it has devices or pipes"), devices)


def _folders(entries: Sequence[ZipInfo]) -> Iterator[Text]:
    folders = [entry.filename for entry in entries if entry.filename.endswith("/")]
    if folders:
        yield _named(Text("có mục là thư mục", "it has entries for folders"), folders)
    if not _folder_of(entries):
        yield Text("các tệp không nằm chung trong một thư mục", "its files do not lie in one folder")


def _between(data: bytes, archive: ZipFile, entries: Sequence[ZipInfo]) -> Iterator[Text]:
    """Yield what stands in front of the entries, between them and behind them."""
    end = data.rfind(b"PK\5\6")
    parts = sorted((entry.header_offset, *_ends(data, entry)) for entry in entries)
    if parts and parts[0][0] > 0:
        yield _bytes(parts[0][0], Text("đứng trước tệp đầu tiên", "stand in front of the first file"))
    gaps = [(last[1], following[0]) for last, following in pairwise([*parts, (archive.start_dir, 0)])]
    if any(start > stop for start, stop in gaps):
        yield Text("có tệp chồng lên nhau", "some of its files lie over each other")
    hidden = sum(max(0, stop - start) for start, stop in gaps)
    if hidden:
        yield _bytes(
            hidden, Text("nằm giữa các tệp mà không thuộc tệp nào", "lie between the files and belong to none")
        )
    lines = sum(_LINE + len(_name_bytes(entry)) + len(entry.extra) + len(entry.comment) for entry in entries)
    if 0 <= archive.start_dir + lines < end:
        yield _bytes(
            end - archive.start_dir - lines, Text("nằm trước phần kết thúc", "stand before its end record")
        )
    behind = len(data) - end - _END
    if end >= 0 and behind > 0:
        what = (
            Text("ghi chú chung ở cuối tệp", "are a comment on the whole")
            if len(archive.comment) == behind
            else Text("đứng sau phần kết thúc", "stand behind its end")
        )
        yield _bytes(behind, what)


def _name_bytes(entry: ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437", "replace")


def _ends(data: bytes, entry: ZipInfo) -> tuple[int]:
    local = _local(data, entry)
    name, extra = (local[-2], local[-1]) if local is not None else (0, 0)
    return (entry.header_offset + _HEADER + name + extra + entry.compress_size,)


def _local(data: bytes, entry: ZipInfo) -> tuple[int, ...] | None:
    try:
        sign, *fields = _LOCAL.unpack_from(data, entry.header_offset)
    except struct.error:
        return None
    return tuple(fields) if sign == b"PK\3\4" else None


def _headers(data: bytes, entries: Sequence[ZipInfo]) -> Iterator[Text]:
    """Yield where an entry's own header does not say what the directory says."""
    found: dict[Text, list[str]] = {}
    for entry in entries:
        local = _local(data, entry)
        if local is None:
            continue
        for what in _unlike(local, entry, data):
            found.setdefault(what, []).append(entry.filename)
    for what, names in found.items():
        yield _named(
            Text(
                f"đầu mục của tệp và mục lục không khớp ({what.vi})",
                f"a file's own header and the directory do not agree ({what.en})",
            ),
            names,
        )


def _unlike(local: tuple[int, ...], entry: ZipInfo, data: bytes) -> Iterator[Text]:
    _needed, flags, method, time, day, crc, packed, size, length, _extra = local
    start = entry.header_offset + _HEADER
    encoding = "utf-8" if flags & _UTF8 else "cp437"
    if data[start : start + length].decode(encoding, "replace") != entry.orig_filename:
        yield Text("tên", "the name")
    if method != entry.compress_type:
        yield Text("cách nén", "the compression")
    if flags != entry.flag_bits:
        yield Text("cờ", "the flags")
    if (day, time) != _stamp(entry):
        yield Text("ngày giờ", "the time")
    if not flags & _FOLLOWS and (crc, packed, size) != (entry.CRC, entry.compress_size, entry.file_size):
        yield Text("cỡ hoặc mã kiểm", "size or checksum")


def _stamp(entry: ZipInfo) -> tuple[int, int]:
    """Return an entry's day and time as its header has them (APPNOTE 4.4.6)."""
    year, month, day, hour, minute, second = entry.date_time
    return (((year - 1980) << 9) | (month << 5) | day, (hour << 11) | (minute << 5) | (second // 2))


def _habits(entries: Sequence[ZipInfo]) -> Iterator[Text]:
    """Yield what shows that another program packed the files."""
    files = [entry for entry in entries if not entry.filename.endswith("/")]
    for what, is_odd in (
        (Text("tệp bị nén", "files are compressed"), lambda each: each.compress_type != ZIP_STORED),
        (Text("tệp mang ghi chú", "files carry a comment"), lambda each: each.comment),
        (Text("tệp mang phần phụ", "files carry extra fields"), lambda each: each.extra),
        (
            Text("tệp mang quyền khác", "files carry other rights"),
            lambda each: (each.external_attr, each.create_system) != (MODE, UNIX),
        ),
        (
            Text("tệp mang ngày giờ khác", "files carry another time"),
            lambda each: each.date_time != (*entries[0].date_time[:3], 0, 0, 0),
        ),
    ):
        names = [each.filename for each in files if is_odd(each)]
        if names and len(names) == len(files):
            yield Text(f"{what.vi}: mọi tệp", f"{what.en}: all of them")
        elif names:
            yield _named(what, names)


def _bytes(count: int, where: Text) -> Text:
    return Text(f"{count} byte {where.vi}", f"{count} bytes {where.en}")


def _named(what: Text, names: Sequence[str]) -> Text:
    listed = ", ".join(map(_shown, names[:_NAMED])) + (" …" if len(names) > _NAMED else "")
    return Text(f"{what.vi}: {listed}", f"{what.en}: {listed}")


# What leads out of a package, or lies beside it, is shown whole.
_TELLING = ("", ".", "..", APART)


def _shown(name: str) -> str:
    """Return a stranger's name without the folder of all, what would act on a terminal shown, not sent."""
    first, _, rest = name.partition("/")
    name = rest if rest and first not in _TELLING else name
    seen = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in name)
    return seen if len(seen) <= 80 else f"{seen[:40]}…{seen[-39:]}"
