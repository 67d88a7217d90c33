"""A package that lies where one of the same name is to be written: what it holds, and what it is called then.

A package's name has its day and the order's #, and neither changes with an approval, an accepted warning or a
lock. So two packages may have one name and other bytes. The newer one gets the name; the older is kept beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from keytag.errors import KeytagError
from keytag.files import reader
from keytag.handoff.container import MAX_BYTES, MAX_FILES, zip_files
from keytag.handoff.manifest import MANIFEST, OWN_NAMES, is_safe_name, read_manifest
from keytag.steps.earlier_outputs import REPLACED


class FormerPackage(Struct, frozen=True):
    """A package that is to be replaced: its zip, and the names of the files in its folder."""

    archive: bytes
    names: tuple[str, ...]


def read_former(out: Path, name: str, day: date) -> FormerPackage | None:
    """Return the package called ``name`` that lies in ``out``; None where there is none.

    Where only its folder is left, its zip is made again. What is no package, or larger than any, is none.
    """
    folder = _read_folder(out / name)
    try:
        archive = reader.read_within(out / f"{name}.zip", MAX_BYTES)
    except KeytagError:
        archive = zip_files(folder, name, day) if folder else b""
    return FormerPackage(archive, tuple(folder)) if archive else None


def _read_folder(folder: Path) -> Mapping[str, bytes]:
    """Return what a package's folder holds of the files that its manifest names; nothing where it has none."""
    if not reader.is_there(folder / MANIFEST):
        return {}
    try:
        files = reader.read_tree(folder, MAX_FILES, MAX_BYTES)
    except KeytagError:
        return {}
    named = {name for name, _ in read_manifest(files.get(MANIFEST, b""))[0].entries if is_safe_name(name)}
    return {name: data for name, data in files.items() if name in named or name in OWN_NAMES}


def former_name(out: Path, name: str) -> str:
    """Return what the package called ``name`` is kept as in ``out``: the first number that is not taken."""
    number = 1
    while reader.is_there(out / f"{name}.{REPLACED}-{number}.zip"):
        number += 1
    return f"{name}.{REPLACED}-{number}.zip"
