"""Folders of files as one zip, and a stranger's zip as files: the same files and day give the same bytes.

Nothing is compressed anew: PDF and PNG are compressed already, and another machine's zlib may choose other bytes.
What is read may come from anybody and is bounded before a byte of it is unpacked. Must not know of disks or of
what the files are. Answers to PKWARE's APPNOTE 6.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an exception's name

from keytag.checks.handoff import PACKAGE_IS_SOUND
from keytag.errors import InvalidDocumentError
from keytag.handoff.litter import APART
from keytag.handoff.manifest import is_safe
from keytag.text.text import Text

# House rules: a package of 500 editions is under 200 MB in some 3,000 files.
MAX_FILES = 20_000
MAX_BYTES = 500_000_000
# House rule: what another program has packed gets no smaller than by this: nearly all of it is compressed already.
_MOST_SAVED = 100_000_000
# APPNOTE 4.3.12: how each line of the directory begins. Zips in zips, like workbooks, have lines of their own.
_LINE, _MOST_LINES = b"PK\1\2", 2 * MAX_FILES
# APPNOTE 4.4.6: MS-DOS dates begin with 1980 and have seven bits for the year.
FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)
# APPNOTE 4.4.2: made by Unix; a plain file that everybody may read.
UNIX, MODE = 3, 0o100644 << 16


def zipped(files: Mapping[str, bytes], folder: str, day: date) -> bytes:
    """Return ``files``, named relative to ``folder``, as one zip whose entries are all of ``day``."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            stamp = min(max(day, FIRST_DAY), _LAST_DAY)
            entry = ZipInfo(f"{folder}/{name}", (stamp.year, stamp.month, stamp.day, 0, 0, 0))
            entry.create_system, entry.external_attr = UNIX, MODE
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def unzipped(data: bytes, file: str) -> dict[str, bytes]:
    """Return the files of a zip, without the one folder that holds them all; what macOS adds beside it stays.

    Raises InvalidDocumentError where it is no zip, is too large, or names what lies outside of it.
    """
    if not data.startswith(b"PK"):
        raise _invalid(file, Text("đây không phải tệp zip", "it is no zip file"))
    if data.count(_LINE) > _MOST_LINES:
        raise _invalid(file, _TOO_LARGE)
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
            _refuse(entries, len(data), file)
            files = {entry.filename: _read(archive, entry) for entry in entries}
    except (BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        said = type(error).__name__
        raise _invalid(file, Text(f"không đọc được ({said})", f"it cannot be read ({said})")) from None
    return _without_folder(files)


def _without_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    own = [name for name in files if not name.startswith(f"{APART}/")]
    if len({name.partition("/")[0] for name in own}) != 1 or not all("/" in name for name in own):
        return files
    inside = {name: name.partition("/")[2] for name in own}
    if not files.keys().isdisjoint(inside.values()):
        return files
    return {inside.get(name, name): content for name, content in files.items()}


_TOO_LARGE = Text("quá lớn cho một gói bàn giao", "it is too large for a package")


def _refuse(entries: list[ZipInfo], packed: int, file: str) -> None:
    """Raise InvalidDocumentError where a zip of so many ``packed`` bytes holds what is not to be unpacked."""
    names = [entry.filename for entry in entries]
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_FILES or size > min(MAX_BYTES, packed + _MOST_SAVED):
        raise _invalid(file, _TOO_LARGE)
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise _invalid(file, Text("nén theo cách không gói nào dùng", "it is compressed as no package is"))
    if len(set(names)) != len(names):
        raise _invalid(file, Text("có hai tệp trùng tên", "two of its files have one name"))
    unsafe = next((name for name in names if not is_safe(name)), None)
    if unsafe is not None:
        raise _invalid(file, Text("có tệp chỉ ra ngoài gói", "one of its names leads outside of it"))
    if not set(names).isdisjoint(folder for name in names for folder in _folders(name)):
        raise _invalid(file, Text("có tệp trùng tên thư mục", "one of its files has the name of a folder"))


def _folders(name: str) -> Iterator[str]:
    """Yield the folders that a file of this name lies in."""
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    """Return an entry's content; what holds more than it says is no zip to trust."""
    with archive.open(entry) as content:
        data = content.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise BadZipFile(entry.filename)
    return data


def _invalid(file: str, why: Text) -> InvalidDocumentError:
    finding = PACKAGE_IS_SOUND.found(Text(f"{file}: {why.vi}.", f"{file}: {why.en}."))
    return InvalidDocumentError(finding.message, (finding,))
