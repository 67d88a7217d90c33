"""Packages as tests make and open them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from keytag.cli import exit_code


def hand_off(job: Path, out: Path, *options: str) -> Path:
    """Hand off ``job``, which nobody approved, into ``out``, where no other zip lies; return the package's zip."""
    assert exit_code(["handoff", str(job), "--unapproved", *options, "--quiet", "-o", str(out)]) == 0
    (package,) = out.glob("*.zip")
    return package


def files_in(package: Path) -> dict[str, bytes]:
    """Return the files of a package by their names in its folder."""
    with zipfile.ZipFile(package) as archive:
        return {entry.filename.partition("/")[2]: archive.read(entry) for entry in archive.infolist()}
