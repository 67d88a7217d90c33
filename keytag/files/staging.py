"""Folders for the time being: random names, one owner each, and swept when the owner has died.

A run that is killed cannot clean up, so the next one does. It must never take a living run's folder, though two
machines, or two containers with the same process ids, may share the disk. How the living are told from the dead:
docs/adr/0029-files-go-to-their-places-together.md. Must not know what the folders hold.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from typing import BinaryIO

from keytag.files.stopping import hold_signals

if sys.platform != "win32":
    import fcntl

# House rule: a living run writes every few seconds, on a slow share in minutes.
_SILENT_S = 3600.0
_OWNER = "owner"
_NAME = re.compile(r"\.?keytag-[0-9a-f]{16}")
# Where programs look for their users' settings, and where they put what they need for a moment; what Ghostscript,
# ImageMagick (within zbar) and fontconfig take from variables.
_HOMES = ("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
_OTHERS = ("GS_", "MAGICK_", "FONTCONFIG_", "FC_")
# zbar would tell its desktop what it has read.
_BUSES = ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS")
# So often another run may take away a folder that was found there before this one stands in it.
_TRIES = 20
# House rule: no run leaves more; looking for it must not take longer than the writing.
_LOOKED_AT = 10_000


class Staging:
    """A folder for the time being: where it is now, and the file by whose lock its owner is known to live."""

    def __init__(self, path: Path, owner: BinaryIO) -> None:
        self.path = path
        self.owner = owner
        self.is_kept = False
        """Whether it holds what somebody must still put right."""
        if sys.platform == "win32":
            # There a folder in which a file is open cannot be renamed; only age tells there who has died.
            owner.close()


@contextmanager
def staging(parent: Path, prefix: str = ".keytag-") -> Iterator[Staging]:
    """Give a new folder in ``parent``, gone afterwards; what dead runs left beside it is swept.

    Raises OSError where there is no room for it.
    """
    here = None
    try:
        with hold_signals():
            here = _made(parent, prefix)
        sweep(here)
        yield here
    finally:
        if here is not None:
            with hold_signals():
                remove_staging(here)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a new folder among the system's temporary ones.

    Raises OSError where there is no room for it; one that what is done there raises without a place names it.
    """
    parent = tempfile.gettempdir()
    try:
        with staging(Path(parent), "keytag-") as here:
            yield here.path
    except OSError as error:
        if error.filename is None and error.errno is not None:
            raise OSError(error.errno, os.strerror(error.errno), parent) from error
        raise


def isolated_environment(folder: Path) -> dict[str, str]:
    """Return the variables for another program: it reads no settings of the user's and writes in ``folder``."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(_OTHERS)}
    return {**kept, **dict.fromkeys(_HOMES, str(folder)), **dict.fromkeys(_BUSES, "disabled:")}


def sweep(here: Staging) -> None:
    """Remove the folders beside ``here`` whose owners have died."""
    for path in _beside(here.path):
        dead = take_over(path, here)
        if dead is not None:
            with hold_signals():
                remove_staging(dead)


def take_over(path: Path, here: Staging) -> Staging | None:
    """Return the folder at ``path`` as one's own where its owner has died, else None.

    ``here`` stands on the same disk: its time is the disk's time, whatever the clocks of those who share it say.
    """
    try:
        owner = (path / _OWNER).open("r+b")
    except OSError:
        # One that nobody has signed is empty; who was about to makes another.
        with suppress(OSError):
            path.rmdir()
        return None
    with suppress(OSError):
        if _locked(owner) and _is_in(path, owner) and (_is_ours(owner) or _silent(path, here) > _SILENT_S):
            return Staging(path, owner)
    owner.close()
    return None


def remove_staging(here: Staging) -> None:
    """Remove the folder with all that lies in it; by whose it is it can be known to the last."""
    if not here.is_kept:
        with suppress(OSError), os.scandir(here.path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    rmtree(entry.path, ignore_errors=True)
                elif entry.name != _OWNER:
                    with suppress(OSError):
                        (here.path / entry.name).unlink()
        with suppress(OSError):
            (here.path / _OWNER).unlink()
            here.path.rmdir()
    here.owner.close()


def hold_alone(path: Path) -> BinaryIO | None:
    """Return the file at ``path``, made where there is none, held by this run until it is closed or the run ends.

    None where another run holds it. Windows, and disks without locks, hold nobody off. Raises OSError where the
    file cannot be made.
    """
    owner = path.open("a+b", buffering=0)
    if _locked(owner):
        return owner
    owner.close()
    return None


def _made(parent: Path, prefix: str) -> Staging:
    """Make a folder that nobody else has and sign it."""
    for _ in range(_TRIES - 1):
        try:
            return _signed(parent / f"{prefix}{secrets.token_hex(8)}")
        except FileNotFoundError:
            # A run that failed took away the folder it had made, or a sweep this one, a moment ago.
            parent.mkdir(parents=True, exist_ok=True)
    return _signed(parent / f"{prefix}{secrets.token_hex(8)}")


def _signed(path: Path) -> Staging:
    path.mkdir(mode=0o700)
    owner = None
    try:
        owner = (path / _OWNER).open("x+b", buffering=0)
        owner.write(_machine())
        _locked(owner, at_once=False)
        _refuse_swept(path, owner)
    except BaseException:
        with hold_signals():
            if owner is not None:
                owner.close()
            rmtree(path, ignore_errors=True)
        raise
    return Staging(path, owner)


def _refuse_swept(path: Path, owner: BinaryIO) -> None:
    """Raise FileNotFoundError where another run has taken the folder for a dead one's before it was locked."""
    if not _is_in(path, owner):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def _beside(path: Path) -> Iterator[Path]:
    with suppress(OSError), os.scandir(path.parent) as entries:
        for _, entry in zip(range(_LOOKED_AT), entries, strict=False):
            if _NAME.fullmatch(entry.name) and entry.name != path.name and entry.is_dir(follow_symlinks=False):
                yield path.parent / entry.name


def _locked(owner: BinaryIO, *, at_once: bool = True) -> bool:
    """Lock the file, and tell whether that could be: a dead owner's lock is gone, and some disks know none."""
    if sys.platform != "win32":
        try:
            fcntl.flock(owner, fcntl.LOCK_EX | (fcntl.LOCK_NB if at_once else 0))
        except BlockingIOError:
            return False
        except OSError:
            # A disk without locks.
            return True
    return True


def _is_in(path: Path, owner: BinaryIO) -> bool:
    """Tell whether it is the folder at ``path`` that the file signs, and not one that was there before."""
    try:
        return os.path.samestat(os.fstat(owner.fileno()), (path / _OWNER).stat())
    except OSError:
        return False


def _is_ours(owner: BinaryIO) -> bool:
    """Tell whether the owner ran on this machine, where a lock that is free says that it has died."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    owner.seek(0)
    return owner.read() in (b"", _machine())


def _machine() -> bytes:
    return socket.gethostname().encode("utf-8", "replace")


def _silent(path: Path, here: Staging) -> float:
    """Return for how many seconds of the disk's own time nothing has changed in the folder at ``path``."""
    now = (here.path / _OWNER).stat().st_mtime
    latest = path.stat().st_mtime
    for folder, _, names in os.walk(path):
        for name in (".", *names):
            with suppress(OSError):
                latest = max(latest, os.stat(os.path.join(folder, name), follow_symlinks=False).st_mtime)  # noqa: PTH116, PTH118
    return now - latest
