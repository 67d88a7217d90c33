"""Folders of files as one zip, and a stranger's zip as files: the same files and day give the same bytes.

Nothing is compressed anew: PDF and PNG are compressed already, and another machine's zlib may choose other bytes.
What is read may come from anybody and is bounded before a byte of it is unpacked. Must not know of disks or of
what the files are. Answers to PKWARE's APPNOTE 6.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an exception's name

from keytag.errors import InvalidDocumentError
from keytag.manifest import is_safe
from keytag.package.rules import PACKAGE_IS_SOUND
from keytag.wording import Text

# House rules: a package of 500 editions is under 200 MB in some 3,000 files.
MAX_FILES = 20_000
MAX_BYTES = 500_000_000
# APPNOTE 4.4.6: MS-DOS dates begin with 1980 and have seven bits for the year.
_FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)
# APPNOTE 4.4.2: made by Unix; a plain file that everybody may read.
_UNIX, _MODE = 3, 0o100644 << 16


def zipped(files: Mapping[str, bytes], folder: str, day: date) -> bytes:
    """Return ``files``, named relative to ``folder``, as one zip whose entries are all of ``day``."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            stamp = min(max(day, _FIRST_DAY), _LAST_DAY)
            entry = ZipInfo(f"{folder}/{name}", (stamp.year, stamp.month, stamp.day, 0, 0, 0))
            entry.create_system, entry.external_attr = _UNIX, _MODE
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def unzipped(data: bytes, file: str) -> dict[str, bytes]:
    """Return the files of a zip, without the one folder that holds them all.

    Raises InvalidDocumentError where it is no zip, is too large, or names what lies outside of it.
    """
    if not data.startswith(b"PK"):
        raise _invalid(file, Text("đây không phải tệp zip", "it is no zip file"))
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse(entries, file)
            files = {entry.filename: _read(archive, entry) for entry in entries}
    except (BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        said = type(error).__name__
        raise _invalid(file, Text(f"không đọc được ({said})", f"it cannot be read ({said})")) from None
    folders = {name.partition("/")[0] for name in files}
    if len(folders) == 1 and all("/" in name for name in files):
        return {name.partition("/")[2]: content for name, content in files.items()}
    return files


def _refuse(entries: list[ZipInfo], file: str) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise _invalid(file, Text("quá lớn cho một gói bàn giao", "it is too large for a package"))
    if len(set(names)) != len(names):
        raise _invalid(file, Text("có hai tệp trùng tên", "two of its files have one name"))
    unsafe = next((name for name in names if not is_safe(name)), None)
    if unsafe is not None:
        raise _invalid(file, Text("có tệp chỉ ra ngoài gói", "one of its names leads outside of it"))


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
