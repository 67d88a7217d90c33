"""MANIFEST.sha256: what is in a package, and what is no longer as it was.

Text that `sha256sum -c` of GNU coreutils checks and keytag reads back. What is read may come from anybody: it is
bounded, and whatever is odd about it is told as a fault instead of being trusted. Must not know of zip files or
disks. Answers to the manual of GNU coreutils, "cksum output modes" and "md5sum invocation".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from hashlib import sha256

from msgspec import Struct

from keytag.text.text import Text

MANIFEST = "MANIFEST.sha256"
SIGNATURE_FILE = f"{MANIFEST}.minisig"

# House rules: a package of 500 editions has some 3,000 files and names of under 100 letters.
MAX_BYTES = 4_000_000
MAX_ENTRIES = 20_000
MAX_NAME = 500

# GNU coreutils: digest, a space, a space or an asterisk (read as text or binary, which is the same), the name; a
# backslash in front says that the name is escaped.
_LINE = re.compile(r"(\\?)([0-9A-Fa-f]{64}) [ *](.+)", re.DOTALL)
_ESCAPED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_MEANT = {escape: character for character, escape in _ESCAPED.items()}
# Microsoft, "Naming Files, Paths, and Namespaces": signs that no name may have (a colon leads to a drive or to a
# stream beside the file, backslashes to a server), and names that belong to devices, whatever comes after a dot;
# superscript digits count as digits there.
_RESERVED = frozenset('\\:*?"<>|')
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])\s*(\..*)?")
# POSIX, limits.h, NAME_MAX on the file systems in use: no part of a path has more bytes.
_MAX_PART = 255


class FaultKind(StrEnum):
    """What can be wrong with a manifest, or with files held against it."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    BAD_LINE = "bad-line"
    UNSAFE_NAME = "unsafe-name"
    DUPLICATE = "duplicate"
    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"


class ManifestFault(Struct, frozen=True):
    """One thing that is wrong: its kind, and the file or the line it concerns."""

    kind: FaultKind
    name: str = ""

    @property
    def message(self) -> Text:
        """What is wrong, in words; control characters of a stranger's name are shown, not sent."""
        said = _SAID[self.kind]
        name = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in self.name[:MAX_NAME])
        return Text(said.vi.replace("{name}", name), said.en.replace("{name}", name))


_SAID = {
    FaultKind.UNREADABLE: Text(f"{MANIFEST} không phải là văn bản UTF-8.", f"{MANIFEST} is no UTF-8 text."),
    FaultKind.TOO_LARGE: Text(
        f"{MANIFEST} quá lớn: nhiều nhất {MAX_ENTRIES} dòng, {MAX_BYTES} byte.",
        f"{MANIFEST} is too large: at most {MAX_ENTRIES} lines and {MAX_BYTES} bytes.",
    ),
    FaultKind.BAD_LINE: Text(
        f"Dòng {{name}} của {MANIFEST} không đúng dạng “mã băm, hai dấu cách, tên tệp”.",
        f"Line {{name}} of {MANIFEST} is not “digest, two spaces, file name”.",
    ),
    FaultKind.UNSAFE_NAME: Text(
        f"{MANIFEST} nêu một tên tệp ra ngoài gói hoặc không dùng được: {{name}}",
        f"{MANIFEST} names a file that leads out of the package or cannot be used: {{name}}",
    ),
    FaultKind.DUPLICATE: Text(f"{MANIFEST} nêu hai lần tệp {{name}}", f"{MANIFEST} names twice the file {{name}}"),
    FaultKind.CHANGED: Text("Tệp đã bị thay đổi: {name}", "This file was changed: {name}"),
    FaultKind.MISSING: Text("Tệp bị thiếu: {name}", "This file is missing: {name}"),
    FaultKind.EXTRA: Text(
        f"Tệp không có tên trong {MANIFEST}: {{name}}", f"This file is not named in {MANIFEST}: {{name}}"
    ),
}


class Manifest(Struct, frozen=True):
    """The files of a package with their SHA-256 digests in small hexadecimal, sorted by name."""

    entries: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The manifest as `sha256sum` writes it: lines end in LF, names are sorted by their UTF-8 bytes."""
        return "".join(_line(name, digest) for name, digest in self.entries)


def make_manifest(files: Mapping[str, bytes]) -> Manifest:
    """Return the manifest of ``files`` (names with ``/``, relative to it), itself and its signature left out.

    Raises ValueError for a name that `read_manifest` would not take back.
    """
    kept = [name for name in files if name not in OWN_NAMES]
    for name in kept:
        if not is_safe_name(name):
            raise ValueError(f"no name for a file in a package: {name!r}")
    return Manifest(tuple((name, sha256(files[name]).hexdigest()) for name in sorted(kept, key=str.encode)))


OWN_NAMES = frozenset({MANIFEST, SIGNATURE_FILE})
"""Files that no manifest names: itself, and the signature made of it."""


def read_manifest(data: bytes) -> tuple[Manifest, tuple[ManifestFault, ...]]:
    """Return what of ``data`` can be trusted as a manifest, and everything that cannot.

    A name that occurs twice, or twice but for case, which Windows does not tell apart, is kept as it stood first;
    an unsafe one is not kept.
    """
    if len(data) > MAX_BYTES or data.count(b"\n") > MAX_ENTRIES:
        return Manifest(()), (ManifestFault(FaultKind.TOO_LARGE),)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return Manifest(()), (ManifestFault(FaultKind.UNREADABLE),)
    entries: dict[str, str] = {}
    taken: set[str] = set()
    faults: list[ManifestFault] = []
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), start=1):
        name, digest = _read(line) or ("", "")
        if not digest:
            faults.append(ManifestFault(FaultKind.BAD_LINE, str(number)))
        elif not is_safe_name(name):
            faults.append(ManifestFault(FaultKind.UNSAFE_NAME, name))
        elif (same := unicodedata.normalize("NFC", name).casefold()) in taken:
            faults.append(ManifestFault(FaultKind.DUPLICATE, name))
        else:
            taken.add(same)
            entries[name] = digest
    ordered = sorted(entries.items(), key=lambda entry: entry[0].encode())
    return Manifest(tuple(ordered)), tuple(faults)


def check_files(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[ManifestFault]:
    """Yield what is changed, missing or extra among ``files``, of which the manifest itself is no part."""
    named = dict(manifest.entries)
    for name, digest in manifest.entries:
        if name not in files:
            yield ManifestFault(FaultKind.MISSING, name)
        elif sha256(files[name]).hexdigest() != digest:
            yield ManifestFault(FaultKind.CHANGED, name)
    for name in sorted(files.keys() - named.keys() - OWN_NAMES):
        yield ManifestFault(FaultKind.EXTRA, name)


def is_safe_name(name: str) -> bool:
    """Tell whether ``name`` stays inside a package and can be a file on every system."""
    parts = name.split("/")
    return (
        0 < len(name) <= MAX_NAME
        and name.isprintable()
        and _RESERVED.isdisjoint(name)
        and not any(part in ("", ".", "..") or _DEVICE.fullmatch(part) for part in parts)
        and not any(part.endswith((" ", ".")) for part in parts)
        and all(len(part.encode()) <= _MAX_PART for part in parts)
    )


def _line(name: str, digest: str) -> str:
    escaped = "".join(_ESCAPED.get(character, character) for character in name)
    return f"{'' if escaped == name else chr(92)}{digest}  {escaped}\n"


def _read(line: str) -> tuple[str, str] | None:
    """Return name and digest of one line, None where it is not of the form."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    escaped, digest, name = match.groups()
    if escaped:
        parts = re.split(r"(\\.?)", name)
        if any(part.startswith("\\") and part not in _MEANT for part in parts):
            return None
        name = "".join(_MEANT.get(part, part) for part in parts)
    return name, digest.lower()
