"""Read what lies on disk: the only reader of files, each once a run, bounded, ordinary files alone.

Within `read_once` a file stays as it was when it was read first. Knows neither what files say nor what they are
called: which file a name means is `keytag.files.library`'s to say.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from errno import ENAMETOOLONG
from glob import glob
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO

from msgspec import Struct

from keytag.errors import MissingResourceError, UnreadableFileError
from keytag.findings import Where
from keytag.text.text import Text

# House rule: the largest thing read is a variable font (0.5 MB) or a profile (some have 3 MB).
MAX_RESOURCE_BYTES = 20_000_000
# House rule: a longer name or path hides the sentence round it; the ends of a path tell most.
_SHOWN_CHARACTERS = 160
# House rule: more names than this are not read.
_LISTED = 20
# House rule: a path below a folder with more characters than this is that of no package.
_DEEPEST = 500
# House rule: so often a file is read again that changes under the reading.
_READ_AGAIN = 5
# House rule, in bytes: what is read of a file at once where only its digest is wanted.
_PIECE = 1_000_000
# House rule: a folder with more entries than this is none that somebody keeps jobs in.
_LOOKED_AT = 500


class _Read(Struct, frozen=True):
    """What was read of a file, up to which limit, and the file's state at that moment."""

    data: bytes
    limit: int
    state: tuple[int, ...]


class _RunMemory:
    """What a run has read, by path, and what it has found, by whatever was looked for."""

    def __init__(self) -> None:
        self.files: dict[str, _Read] = {}
        self.found: dict[object, Path] = {}
        self.asked: set[str] = set()


_MEMORY: ContextVar[_RunMemory | None] = ContextVar("memory", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Within it a file that has been read stays as it was then, whoever saves it meanwhile.

    A run asks for the job, its templates and its tables more than once; all that it makes is to be of one state.
    """
    token = _MEMORY.set(_RunMemory())
    try:
        yield
    finally:
        _MEMORY.reset(token)


def once_a_run(wanted: object, find: Callable[[], Path]) -> Path:
    """Return what ``find`` finds; within `read_once` what it found first for the same ``wanted``."""
    memory = _MEMORY.get()
    if memory is None:
        return find()
    if wanted not in memory.found:
        memory.found[wanted] = find()
    return memory.found[wanted]


def forget(*paths: Path) -> None:
    """Read ``paths`` anew when they are asked for next: the run itself has written them."""
    held = _MEMORY.get()
    if held is not None:
        for path in paths:
            held.files.pop(_key(path), None)
            held.asked.discard(_key(path))


def set_content(path: Path, data: bytes) -> None:
    """Within `read_once` let the file at ``path`` say ``data``, as it will when that is saved."""
    held = _MEMORY.get()
    if held is not None:
        held.files[_key(path)] = _Read(data, MAX_RESOURCE_BYTES, file_state(path))


def changed_files() -> tuple[Path, ...]:
    """Return the files that are not as they were when this run read them."""
    held = _MEMORY.get()
    files = held.files if held is not None else {}
    return tuple(Path(path) for path, read in files.items() if file_state(Path(path)) != read.state)


class SeenFile(Struct, frozen=True):
    """A file as a run has read it: its first bytes up to the limit that was asked for, and its state then."""

    path: Path
    data: bytes
    state: tuple[int, ...]


def seen_files() -> tuple[SeenFile, ...]:
    """Return the files that this run has read until now."""
    held = _MEMORY.get()
    files = held.files if held is not None else {}
    return tuple(SeenFile(Path(path), read.data, read.state) for path, read in files.items())


def asked_files() -> dict[Path, str | None]:
    """Return whatever this run asked for until now: the SHA-256 of each file's bytes, None where there was none.

    What a run does can hang on nothing else of the disk: also that a name was looked for in vain.
    """
    memory = _MEMORY.get()
    if memory is None:
        return {}
    read = {Path(key): sha256(each.data).hexdigest() for key, each in memory.files.items()}
    return {**{Path(key): file_digest(Path(key)) for key in sorted(memory.asked - memory.files.keys())}, **read}


def file_digest(path: Path) -> str | None:
    """Return the SHA-256 of the bytes at ``path`` as they are now; None where no file lies that can be read."""
    digest = sha256()
    try:
        with _opened(path) as file:
            while data := file.read(_PIECE):
                digest.update(data)
    except (OSError, ValueError):
        return None
    return digest.hexdigest()


def _note(path: Path) -> None:
    """Remember that this run asked for ``path``."""
    memory = _MEMORY.get()
    if memory is not None:
        memory.asked.add(_key(path))


def file_state(path: Path) -> tuple[int, ...]:
    """Return what changes with whatever is written to ``path`` or put in its place; nothing where nothing is."""
    try:
        now = path.stat()
    except (OSError, ValueError):
        return ()
    return now.st_size, now.st_mtime_ns, now.st_ino


def read_bytes(path: Path, limit: int = MAX_RESOURCE_BYTES) -> bytes:
    """Return the bytes of the file at ``path``, at most ``limit + 1`` of them; within `read_once` the first read.

    One byte more than ``limit`` tells the caller that the file is too large without reading it whole.

    Raises:
        MissingResourceError: there is no such file, it is a folder, a device or a pipe, it may not be read, or
            it never stands still.
    """
    held, key = _MEMORY.get(), _key(path)
    if held is None or limit > MAX_RESOURCE_BYTES:
        _note(path)
        return _read_anew(path, limit).data
    was = held.files.get(key)
    if was is None or len(was.data) > was.limit < limit:
        _note(path)
        was = held.files[key] = _read_anew(path, limit)
    return was.data[: limit + 1]


def read_head(path: Path, count: int) -> bytes:
    """Return the first ``count`` bytes of the file at ``path``, of one that this run has read as it was then.

    Nothing is remembered, and what cannot be read is empty.
    """
    _note(path)
    memory = _MEMORY.get()
    read = memory.files.get(_key(path)) if memory is not None else None
    if read is not None:
        return read.data[:count]
    try:
        with _opened(path) as file:
            return file.read(count) or b""
    except (OSError, ValueError):
        return b""


def read_within(path: Path, limit: int) -> bytes:
    """Return the bytes of the file at ``path``; of one with more than ``limit`` none is read.

    Raises:
        MissingResourceError: there is no such file, it is a folder or a device, or it may not be read.
        UnreadableFileError: it is larger.
    """
    with suppress(OSError, ValueError):
        standing = path.stat()
        if stat.S_ISREG(standing.st_mode) and standing.st_size > limit:
            raise _too_large(path, limit)
    data = read_bytes(path, limit)
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def read_tree(folder: Path, most_files: int, limit: int) -> dict[str, bytes]:
    """Return all files below ``folder`` by their names relative to it, with ``/``; links are not followed.

    Raises:
        MissingResourceError: one cannot be read.
        UnreadableFileError: there are more than ``most_files`` files and folders, or they have more than ``limit``
            bytes in all; none of them is read then.
    """
    files: dict[str, tuple[Path, int]] = {}
    seen = 0
    for above, folders, names_there in os.walk(folder):
        seen += len(folders) + len(names_there)
        if seen > most_files or len(above) - len(str(folder)) > _DEEPEST:
            raise _too_large(folder, limit, most_files)
        for name in names_there:
            path = Path(above, name)
            with suppress(OSError):
                standing = path.lstat()
                if stat.S_ISREG(standing.st_mode):
                    files[path.relative_to(folder).as_posix()] = path, standing.st_size
    if sum(size for _, size in files.values()) > limit:
        raise _too_large(folder, limit, most_files)
    return {name: read_within(*files[name]) for name in sorted(files)}


def _key(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - Path.resolve would ask the disk, links may change


def _read_anew(path: Path, limit: int) -> _Read:
    try:
        for _ in range(_READ_AGAIN):
            before = file_state(path)
            with _opened(path) as file:
                data = file.read(limit + 1) or b""
            if before == file_state(path):
                return _Read(data, limit, before)
        raise _unreadable(path, Text("Tệp đang được chương trình khác ghi", "Another program is writing the file"))
    except FileNotFoundError:
        raise _unreadable(path, Text("Không tìm thấy tệp", "No such file")) from None
    except IsADirectoryError:
        raise _unreadable(path, _FOLDER) from None
    except _NoOrdinaryFileError:
        raise _unreadable(path, _NO_ORDINARY_FILE) from None
    except PermissionError:
        raise _unreadable(path, Text("Không có quyền đọc tệp", "No permission to read")) from None
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) == ENAMETOOLONG:
            raise _unreadable(path, Text("Tên tệp quá dài", "The file's name is too long")) from None
        raise _unreadable(path, Text("Không đọc được tệp", "Cannot read")) from None


class _NoOrdinaryFileError(OSError):
    """A device, a pipe or a socket: to open one may wait for ever, to read one may never end."""


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open an ordinary file: looked at before it is opened, never waited for, and looked at again."""
    _look(os.stat(path).st_mode, path)  # noqa: PTH116 - of the name as it was typed
    # Windows has neither flag but O_BINARY, the others not that one.
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"))
    with os.fdopen(os.open(path, flags), "rb") as file:
        _look(os.fstat(file.fileno()).st_mode, path)
        yield file


def _look(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(path)
    if not stat.S_ISREG(mode):
        raise _NoOrdinaryFileError(path)


def is_file(path: Path) -> bool:
    """Tell whether a file lies at ``path``; what the system cannot even look for (a name too long) is none."""
    _note(path)
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Tell whether a folder lies at ``path``."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Tell whether a file or a folder lies at ``path``; what the system cannot even look for does not."""
    _note(path)
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def matching_paths(pattern: str) -> tuple[Path, ...]:
    """Return what fits ``pattern`` (``out/*.zip``), in order; the shells of Windows leave that to the program."""
    # Not Path.glob, which takes neither a drive nor a path from the root.
    return tuple(map(Path, sorted(glob(pattern))))  # noqa: PTH207


def folders(folder: Path) -> tuple[Path, ...]:
    """Return the folders in ``folder``, the first of very many; none that is hidden."""
    with suppress(OSError):
        found = (path for path in islice(folder.iterdir(), _LOOKED_AT) if not path.name.startswith("."))
        return tuple(sorted(path for path in found if is_folder(path)))
    return ()


def stray_entries(folder: Path) -> tuple[str, ...]:
    """Return what below ``folder`` is no plain file: links, devices, pipes, and folders that hold nothing.

    By their names relative to it, with ``/``; the first of very many.
    """
    found = (
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or not (is_file(path) or (is_folder(path) and _holds_something(path)))
    )
    return tuple(sorted(islice(found, _LISTED)))


def _holds_something(folder: Path) -> bool:
    try:
        return any(True for _ in folder.iterdir())
    except OSError:
        return False


def shorten_name(name: str) -> str:
    """Return a name or path for a message: visible characters only, its middle left out where it is long."""
    visible = "".join(character for character in name if character.isprintable())
    half = _SHOWN_CHARACTERS // 2
    return visible if len(visible) <= _SHOWN_CHARACTERS else f"{visible[:half]}…{visible[-half:]}"


_FOLDER = Text("Đây là thư mục, không phải tệp", "This is a folder, not a file")
_NO_ORDINARY_FILE = Text("Đây không phải là một tệp thường", "This is no ordinary file")


def no_file_refusal(path: Path) -> MissingResourceError:
    """Return the refusal of what lies at ``path`` and is no ordinary file."""
    return _unreadable(path, _FOLDER if is_folder(path) else _NO_ORDINARY_FILE)


def _unreadable(path: Path, message: Text) -> MissingResourceError:
    shown = shorten_name(str(path))
    return MissingResourceError(
        Text(f"{message.vi}: {shown}", f"{message.en}: {shown}"),
        Text("Kiểm tra lại đường dẫn.", "Check the path."),
        Where(shown),
    )


def _too_large(path: Path, limit: int, most_files: int | None = None) -> UnreadableFileError:
    shown = shorten_name(str(path))
    files = Text("", "") if most_files is None else Text(f"{most_files} tệp, ", f"{most_files} files, ")
    return UnreadableFileError(
        Text(
            f"{shown}: quá lớn, nhiều nhất {files.vi}{limit} byte.",
            f"{shown}: too large, at most {files.en}{limit} bytes.",
        ),
        Text("Kiểm tra xem có đúng tệp không.", "Check that this is what was meant."),
        Where(shown),
    )
