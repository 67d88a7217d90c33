"""The steps back of a job, kept in the user's own folder of states, so that they outlast the page.

Not beside the job: its folder is sent to shops and shared on networks, and a step holds numbers that somebody took
out. A history counts only while the job says what it said after the last save: what others have written since is
never taken back. What cannot be read or written is forgotten; the job itself is never held up by it.

Answers to the XDG Base Directory Specification 0.8 (XDG_STATE_HOME); on Windows to %LOCALAPPDATA%.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from keytag.errors import KeytagError
from keytag.files import reader
from keytag.files.writer import write_private

# House rules: so many steps back outlast the page, of so many bytes together.
_STEPS, _MOST_BYTES = 50, 4_000_000


class Step(Struct, frozen=True):
    """What a save replaced: the job's bytes, and those of files beside it, None for one that was not there.

    ``after`` has what each of these was given, as its SHA-256: another one is somebody else's, and stays. Before
    the first save of a new job there was no file: ``is_first``, and ``data`` is what it would have begun with.
    """

    data: bytes
    beside: Mapping[str, bytes | None] = {}
    after: Mapping[str, str] = {}
    is_first: bool = False


def state_folder(environment: Mapping[str, str]) -> Path | None:
    """Return where programs keep what the user would miss, and nobody else needs; None without a home."""
    given = environment.get("XDG_STATE_HOME") or environment.get("LOCALAPPDATA") or ""
    # The specification: a path that is not absolute is to be ignored.
    if Path(given).is_absolute():
        return Path(given) / "keytag"
    try:
        return Path("~/.local/state/keytag").expanduser()
    except RuntimeError:
        return None


def digest_of(data: bytes) -> str:
    """Return the SHA-256 by which a state of a file is known."""
    return sha256(data).hexdigest()


class History:
    """The steps back of the job at ``path``, below ``folder``."""

    def __init__(self, folder: Path, path: Path) -> None:
        self.file = folder / "history" / f"{digest_of(os.fsencode(path.resolve()))[:32]}.json"

    def steps(self, now: bytes) -> list[Step]:
        """Return the steps back of a job that says ``now``; none of one that somebody changed since."""
        try:
            kept = json.loads(reader.read_bytes(self.file, 2 * _MOST_BYTES))
            return [_step(each) for each in kept["steps"]] if kept["now"] == digest_of(now) else []
        except (KeytagError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return []
        finally:
            reader.forget(self.file)

    def keep(self, steps: Sequence[Step], now: bytes) -> None:
        """Write the last of ``steps``, which lead back from ``now``."""
        kept: list[object] = []
        size = 0
        for step in reversed(steps[-_STEPS:]):
            size += len(step.data) + sum(len(data or b"") for data in step.beside.values())
            if size > _MOST_BYTES:
                break
            kept.insert(0, _plain(step))
        with suppress(KeytagError):
            write_private(self.file, json.dumps({"now": digest_of(now), "steps": kept}).encode())


def _plain(step: Step) -> dict[str, object]:
    beside = {name: b64encode(data).decode() if data is not None else None for name, data in step.beside.items()}
    said = b64encode(step.data).decode()
    return {"data": said, "beside": beside, "after": dict(step.after), "is_first": step.is_first}


def _step(plain: dict[str, object]) -> Step:
    """Return the step that was written as ``plain``; raises ValueError, LookupError or TypeError of others."""
    data, beside, after = plain["data"], plain["beside"], plain["after"]
    if not isinstance(data, str) or not isinstance(beside, dict) or not isinstance(after, dict):
        raise TypeError
    if any(Path(name).name != name for name in beside) or set(after) - set(beside):
        raise ValueError
    return Step(
        b64decode(data, validate=True),
        {name: b64decode(each, validate=True) if each is not None else None for name, each in beside.items()},
        {name: str(each) for name, each in after.items()},
        plain.get("is_first") is True,
    )
