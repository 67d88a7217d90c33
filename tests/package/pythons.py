"""The Pythons of this machine on which the wheel has to run: pyenv's, uv's, and those on the path."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

# What pyproject.toml promises (requires-python).
OLDEST = (3, 11)
_NAME = re.compile(r"python3?(\.[0-9]+)?(\.exe)?")
# The free-threaded builds (3.13t) and PyPy have no wheels of all that keytag needs.
_ASK = (
    "import sys, sysconfig; "
    "print(sys.implementation.name, bool(sysconfig.get_config_var('Py_GIL_DISABLED')), "
    "sys.version_info.releaselevel, *sys.version_info[:3])"
)


class Python(NamedTuple):
    """One Python: its version, and the program that starts it."""

    version: tuple[int, int, int]
    program: Path

    def __str__(self) -> str:
        """Return the version, by which a test is named."""
        return ".".join(map(str, self.version))


@cache
def pythons() -> tuple[Python, ...]:
    """Return each released CPython from `OLDEST` on once, the oldest first; that of the tests is among them."""
    found: dict[tuple[int, int, int], Python] = {}
    asked: set[Path] = set()
    for program in (Path(sys.executable), *_candidates()):
        real = program.resolve()
        if real not in asked:
            asked.add(real)
            version = _version(program)
            if version is not None and version[:2] >= OLDEST:
                found.setdefault(version, Python(version, program))
    return tuple(found[version] for version in sorted(found))


def _candidates() -> Iterator[Path]:
    home = Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT") or home / ".pyenv")
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or data / "uv" / "python")
    for folder in (pyenv / "versions", uv):
        yield from sorted(folder.glob("*/bin/python"))
        yield from sorted(folder.glob("*/python.exe"))
    for folder in map(Path, os.environ.get("PATH", "").split(os.pathsep)):
        # pyenv's shims start what lies in its folder of versions.
        if folder != pyenv / "shims" and folder.is_dir():
            yield from sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))


def _version(program: Path) -> tuple[int, int, int] | None:
    """Ask ``program`` which Python it is; None where it is none on which keytag is promised to run."""
    try:
        done = subprocess.run(
            [str(program), "-I", "-c", _ASK], check=False, capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = done.stdout.split()
    if done.returncode or said[:3] != ["cpython", "False", "final"]:
        return None
    major, minor, micro = map(int, said[3:6])
    return major, minor, micro
