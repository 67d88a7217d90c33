"""A package's files as one zip: written the same for the same files and day, and a stranger's read back.

Nothing is compressed: PDF and PNG are compressed already, and another machine's zlib may choose other bytes. What
is read may come from anybody and is bounded before a byte of it is unpacked. The zip of a package has one form,
byte for byte, so that what is not of that form was packed, or changed, by something else; only the words look for
causes. What desktops leave in folders by themselves is named and is no fault. Must not know what the files are.
Answers to PKWARE's APPNOTE 6.3.
"""

from __future__ import annotations

import stat
import struct
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an exception's name

from msgspec import Struct

from keytag.checks.handoff import PACKAGE_IS_SOUND
from keytag.errors import InvalidDocumentError
from keytag.handoff.manifest import is_safe_name
from keytag.text.text import Text

# House rules: a package of 500 editions is under 200 MB in some 3,000 files.
MAX_FILES = 20_000
MAX_BYTES = 500_000_000
# House rule: what another program has packed gets no smaller than by this: nearly all of it is compressed already.
_MOST_SAVED = 100_000_000
# APPNOTE 4.3.12: how each line of the directory begins. Zips in zips, like workbooks, have lines of their own.
_LINE_SIGN, _MOST_LINES = b"PK\1\2", 2 * MAX_FILES
# APPNOTE 4.4.6: MS-DOS dates begin with 1980 and have seven bits for the year.
FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)
# APPNOTE 4.4.2: made by Unix; a plain file that everybody may read.
UNIX, MODE = 3, 0o100644 << 16
# APPNOTE 4.3.7, 4.3.12, 4.3.16: the fixed parts of a file's own header, of its line in the directory, of the end.
_HEADER, _LINE, _END = 30, 46, 22
_LOCAL = struct.Struct("<4s5H3I2H")
# APPNOTE 4.4.4: bit 3, sizes follow the file; bit 11, the name is UTF-8.
_FOLLOWS, _UTF8 = 0x8, 0x800
# House rule: so many names, and so many causes, say enough.
_NAMED, _TOLD = 3, 6
# Apple Technical Note "AppleSingle/AppleDouble Formats": what Archive Utility puts beside the files of a zip.
APART = "__MACOSX"
# What leads out of a package, or lies beside it, is shown whole.
_TELLING = ("", ".", "..", APART)


class Container(Struct, frozen=True):
    """How a zip is packed: the folder that holds all its files, the day of its entries, what is odd about it."""

    folder: str
    day: date | None
    faults: tuple[Text, ...]


def zip_files(files: Mapping[str, bytes], folder: str, day: date) -> bytes:
    """Return ``files``, named relative to ``folder``, as one zip whose entries are all of ``day``."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            stamp = min(max(day, FIRST_DAY), _LAST_DAY)
            entry = ZipInfo(f"{folder}/{name}", (stamp.year, stamp.month, stamp.day, 0, 0, 0))
            entry.create_system, entry.external_attr = UNIX, MODE
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def unzip_files(data: bytes, file: str) -> dict[str, bytes]:
    """Return the files of a zip, without the one folder that holds them all; what macOS adds beside it stays.

    Raises InvalidDocumentError where it is no zip, is too large, or names what lies outside of it.
    """
    if not data.startswith(b"PK"):
        raise _unsound(file, Text("đây không phải tệp zip", "it is no zip file"))
    if data.count(_LINE_SIGN) > _MOST_LINES:
        raise _unsound(file, _TOO_LARGE)
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
            _refuse_bombs(entries, len(data), file)
            files = {entry.filename: _read_entry(archive, entry) for entry in entries}
    except (BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        said = type(error).__name__
        raise _unsound(file, Text(f"không đọc được ({said})", f"it cannot be read ({said})")) from None
    return _without_folder(files)


def _without_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    own = [name for name in files if not name.startswith(f"{APART}/")]
    if len({name.partition("/")[0] for name in own}) != 1 or not all("/" in name for name in own):
        return files
    inside = {name: name.partition("/")[2] for name in own}
    if not files.keys().isdisjoint(inside.values()):
        return files
    return {inside.get(name, name): content for name, content in files.items()}


_TOO_LARGE = Text("quá lớn cho một gói gửi nhà in", "it is too large for a package")


def _refuse_bombs(entries: list[ZipInfo], packed: int, file: str) -> None:
    """Raise InvalidDocumentError where a zip of so many ``packed`` bytes holds what is not to be unpacked."""
    names = [entry.filename for entry in entries]
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_FILES or size > min(MAX_BYTES, packed + _MOST_SAVED):
        raise _unsound(file, _TOO_LARGE)
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise _unsound(file, Text("nén theo cách không gói nào dùng", "it is compressed as no package is"))
    if len(set(names)) != len(names):
        raise _unsound(file, Text("có hai tệp trùng tên", "two of its files have one name"))
    unsafe = next((name for name in names if not is_safe_name(name)), None)
    if unsafe is not None:
        raise _unsound(file, Text("có tệp chỉ ra ngoài gói", "one of its names leads outside of it"))
    if not set(names).isdisjoint(folder for name in names for folder in _parent_folders(name)):
        raise _unsound(file, Text("có tệp trùng tên thư mục", "one of its files has the name of a folder"))


def _parent_folders(name: str) -> Iterator[str]:
    """Yield the folders that a file of this name lies in."""
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _read_entry(archive: ZipFile, entry: ZipInfo) -> bytes:
    """Return an entry's content; what holds more than it says is no zip to trust."""
    with archive.open(entry) as content:
        data = content.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise BadZipFile(entry.filename)
    return data


def _unsound(file: str, why: Text) -> InvalidDocumentError:
    finding = PACKAGE_IS_SOUND.finding(Text(f"{file}: {why.vi}.", f"{file}: {why.en}."))
    return InvalidDocumentError(finding.message, (finding,))


def read_container(data: bytes, files: Mapping[str, bytes]) -> Container:
    """Return how ``data`` is packed, a zip of which `unzip_files` has read ``files``.

    It has no faults where it is byte for byte what `zip_files` gives for these files.
    """
    with ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        folder, day = _folder_of(entries), _day_of(entries)
        if (
            folder
            and day is not None
            and len(data) == _size(files, folder)
            and data == zip_files(files, folder, day)
        ):
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
    yield from _link_faults(entries)
    yield from _folder_faults(entries)
    yield from _gap_faults(data, archive, entries)
    yield from _header_faults(data, entries)
    yield from _habit_faults(entries)


def _link_faults(entries: Sequence[ZipInfo]) -> Iterator[Text]:
    kinds = [(entry.filename, stat.S_IFMT(entry.external_attr >> 16)) for entry in entries]
    links = [name for name, kind in kinds if kind == stat.S_IFLNK]
    if links:
        yield _with_names(Text("có liên kết", "it has links"), links)
    devices = [name for name, kind in kinds if kind not in (0, stat.S_IFLNK, stat.S_IFREG, stat.S_IFDIR)]
    if devices:
        yield _with_names(Text("có thiết bị hay ống dẫn", "it has devices or pipes"), devices)


def _folder_faults(entries: Sequence[ZipInfo]) -> Iterator[Text]:
    folders = [entry.filename for entry in entries if entry.filename.endswith("/")]
    if folders:
        yield _with_names(Text("có mục là thư mục", "it has entries for folders"), folders)
    if not _folder_of(entries):
        yield Text("các tệp không nằm chung trong một thư mục", "its files do not lie in one folder")


def _gap_faults(data: bytes, archive: ZipFile, entries: Sequence[ZipInfo]) -> Iterator[Text]:
    """Yield what stands in front of the entries, between them and behind them."""
    end = data.rfind(b"PK\5\6")
    begins_and_ends = sorted(place for entry in entries if (place := _place(data, entry)) is not None)
    if begins_and_ends and begins_and_ends[0][0] > 0:
        yield _byte_count(
            begins_and_ends[0][0],
            "đứng trước tệp đầu tiên",
            "stands in front of the first file",
            "stand in front of the first file",
        )
    following = [*(begin for begin, _ in begins_and_ends[1:]), archive.start_dir]
    gaps = [(end_of_file, begin) for (_, end_of_file), begin in zip(begins_and_ends, following, strict=False)]
    if any(start > stop for start, stop in gaps):
        yield Text("có tệp chồng lên nhau", "some of its files lie over each other")
    hidden = sum(max(0, stop - start) for start, stop in gaps)
    if hidden:
        yield _byte_count(
            hidden,
            "nằm giữa các tệp mà không thuộc tệp nào",
            "lies between the files and belongs to none",
            "lie between the files and belong to none",
        )
    lines = sum(_LINE + len(_name_bytes(entry)) + len(entry.extra) + len(entry.comment) for entry in entries)
    if archive.start_dir + lines < end:
        yield _byte_count(
            end - archive.start_dir - lines,
            "nằm trước phần kết thúc",
            "stands before its end record",
            "stand before its end record",
        )
    behind = len(data) - end - _END
    if behind > 0:
        is_comment = len(archive.comment) == behind
        yield (
            _byte_count(
                behind, "ghi chú chung ở cuối tệp", "is a comment on the whole", "are a comment on the whole"
            )
            if is_comment
            else _byte_count(behind, "đứng sau phần kết thúc", "stands behind its end", "stand behind its end")
        )


def _name_bytes(entry: ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437", "replace")


def _place(data: bytes, entry: ZipInfo) -> tuple[int, int] | None:
    """Return where an entry begins and ends; None where there is nothing, as may be of a folder."""
    local = _local(data, entry)
    if local is None:
        return None
    *_, name, extra = local
    return entry.header_offset, entry.header_offset + _HEADER + name + extra + entry.compress_size


def _local(data: bytes, entry: ZipInfo) -> tuple[int, ...] | None:
    try:
        sign, *fields = _LOCAL.unpack_from(data, entry.header_offset)
    except struct.error:
        return None
    return tuple(fields) if sign == b"PK\3\4" else None


def _header_faults(data: bytes, entries: Sequence[ZipInfo]) -> Iterator[Text]:
    """Yield where an entry's own header does not say what the directory says."""
    found: dict[Text, list[str]] = {}
    for entry in entries:
        local = _local(data, entry)
        if local is None:
            continue
        for what in _header_differences(local, entry, data):
            found.setdefault(what, []).append(entry.filename)
    for what, names in found.items():
        yield _with_names(
            Text(
                f"đầu mục của tệp và mục lục không khớp ({what.vi})",
                f"a file's own header and the directory do not agree ({what.en})",
            ),
            names,
        )


def _header_differences(local: tuple[int, ...], entry: ZipInfo, data: bytes) -> Iterator[Text]:
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


def _habit_faults(entries: Sequence[ZipInfo]) -> Iterator[Text]:
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
            yield _with_names(what, names)


def _byte_count(count: int, where: str, of_one: str, of_many: str) -> Text:
    """Say that so many bytes are ``where`` none belong: in Vietnamese, and in English of one byte and of many."""
    return Text(f"{count} byte {where}", f"1 byte {of_one}" if count == 1 else f"{count} bytes {of_many}")


def _with_names(what: Text, names: Sequence[str]) -> Text:
    listed = ", ".join(map(_shown, names[:_NAMED])) + (" …" if len(names) > _NAMED else "")
    return Text(f"{what.vi}: {listed}", f"{what.en}: {listed}")


def _shown(name: str) -> str:
    """Return a stranger's name without the folder of all, what would act on a terminal shown, not sent."""
    first, _, rest = name.partition("/")
    name = rest if rest and first not in _TELLING else name
    seen = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in name)
    return seen if len(seen) <= 80 else f"{seen[:40]}…{seen[-39:]}"


# Windows: folder settings, thumbnails; macOS: the Finder's view. Their systems do not tell capitals apart.
_NAMES = frozenset({"desktop.ini", "thumbs.db", "ehthumbs.db", ".ds_store"})
_APPLE_DOUBLE = "._"
# How programs, scripts, documents and packed files open: Windows, Unix, macOS, shells, PDF, PostScript, zip.
_OPENINGS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
    b"%PDF",
    b"%!",
    b"PK",
)
# House rule: blanks in front of a script's first line.
_HEAD = 64


def litter_in(files: Mapping[str, bytes], named: Collection[str]) -> tuple[str, ...]:
    """Return which of ``files`` a desktop left there; what a manifest has ``named`` belongs to the package."""
    beside = {*files, *(folder for name in files for folder in _parent_folders(name))}
    return tuple(
        sorted(
            name
            for name, data in files.items()
            if name not in named and _is_litter(name, beside) and not data[:_HEAD].lstrip().startswith(_OPENINGS)
        )
    )


def _is_litter(name: str, beside: Collection[str]) -> bool:
    folder, _, last = name.rpartition("/")
    if last.casefold() in _NAMES:
        return True
    if not last.startswith(_APPLE_DOUBLE):
        return False
    if name.startswith(f"{APART}/"):
        return True
    whose = last.removeprefix(_APPLE_DOUBLE)
    return (f"{folder}/{whose}" if folder else whose) in beside or whose == "."
