"""Writing to disk: a set of files appears whole under its final names, or nothing changes.

The only module that writes. It must not know what is in the files. Each file is staged beside its final name,
flushed to the medium and then renamed, which POSIX and Windows do in one step; until the last rename has
succeeded every step can be taken back, in reverse order, also after Ctrl-C.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from shutil import copyfile, copymode
from tempfile import TemporaryDirectory, gettempdir

from keytag.errors import CannotWriteError
from keytag.library import shortened
from keytag.wording import Text

_REASONS: tuple[tuple[frozenset[int], Text, Text], ...] = (
    (
        frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG}),
        Text("ổ đĩa đã đầy", "the disk is full"),
        Text(
            "Hãy giải phóng dung lượng hoặc chọn thư mục khác bằng -o.",
            "Free some space, or choose another folder with -o.",
        ),
    ),
    (
        frozenset({errno.EACCES, errno.EPERM, errno.EROFS}),
        Text("không có quyền ghi", "writing is not permitted there"),
        Text(
            "Hãy đóng chương trình đang mở tệp này, hoặc chọn thư mục khác bằng -o.",
            "Close the program that has the file open, or choose another folder with -o.",
        ),
    ),
    (
        frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY}),
        Text("có tệp hoặc thư mục trùng tên", "a file or folder of that name is in the way"),
        Text(
            "Hãy đổi tên hoặc xóa nó, hoặc chọn thư mục khác bằng -o.",
            "Rename or remove it, or choose another folder with -o.",
        ),
    ),
    (
        frozenset({errno.ENAMETOOLONG}),
        Text("tên quá dài", "the name is too long"),
        Text("Hãy chọn tên ngắn hơn.", "Choose a shorter name."),
    ),
)


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write ``files`` (names relative to ``folder``, with ``/`` for folders inside it), all or none of them.

    Folders are made as needed. Returns the paths in the order given. Raises CannotWriteError with everything
    that was there before left as it was; an interruption passes through, with the same promise.
    """
    paths = tuple(folder / name for name in files)
    at = folder
    try:
        for at in paths:
            _refuse_special(at)
        with ExitStack() as undo:
            for at, data in zip(paths, files.values(), strict=True):
                _make_folder(at.parent, undo)
                _stage(at, data, undo)
            for at in paths:
                _keep_old(at, undo)
                _beside(at, "new").replace(at)
            undo.pop_all()
    except OSError as error:
        raise _cannot_write(at, error) from error
    for path in paths:
        _remove(_beside(path, "old"))
    return paths


def write_key(secret: Path, secret_text: str, public: Path, public_text: str) -> None:
    """Write a new pair of keys, both or neither; the secret one can be read by its owner alone (mode 0600).

    Raises CannotWriteError where either file is there already: a key that was overwritten signs nothing any more.
    """
    at = secret
    try:
        with ExitStack() as undo:
            for at, text, mode in ((secret, secret_text, 0o600), (public, public_text, 0o644)):
                handle = os.open(at, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
                undo.callback(_remove, at)
                with os.fdopen(handle, "wb") as file:
                    file.write(text.encode())
                    file.flush()
                    os.fsync(file.fileno())
            undo.pop_all()
    except OSError as error:
        raise _cannot_write(at, error) from error


@contextmanager
def laid_out(files: Mapping[str, bytes]) -> Iterator[Path]:
    """Give a folder for the time being in which ``files`` lie; it is gone afterwards.

    Raises CannotWriteError where the system has no room for it.
    """
    try:
        place = TemporaryDirectory(prefix="keytag-")
    except OSError as error:
        raise _cannot_write(Path(gettempdir()), error) from error
    with place as folder:
        write_files(Path(folder), files)
        yield Path(folder)


def _beside(path: Path, what: str) -> Path:
    """Return a hidden name in the same folder, so that renaming never crosses file systems."""
    return path.with_name(f".{path.name}.{os.getpid()}.{what}")


def _refuse_special(path: Path) -> None:
    """Refuse to put a file in the place of a device, a pipe, a socket or a folder: it would be gone."""
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, "no ordinary file", str(path))


def _make_folder(folder: Path, undo: ExitStack) -> None:
    """Make ``folder`` and those above it, to be removed again where empty if the writing fails."""
    if folder.is_dir():
        return
    _make_folder(folder.parent, undo)
    undo.callback(_remove_folder, folder)
    folder.mkdir(exist_ok=False)


def _stage(path: Path, data: bytes, undo: ExitStack) -> None:
    """Write ``data`` beside ``path`` and see it to the medium."""
    staged = _beside(path, "new")
    undo.callback(_remove, staged)
    with staged.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.is_file():
        # What only its owner could read stays so.
        with suppress(OSError):
            copymode(path, staged)


def _keep_old(path: Path, undo: ExitStack) -> None:
    """Prepare to bring back what ``path`` holds now, or to remove it where there is nothing yet."""
    if not path.is_file():
        if not path.exists():
            undo.callback(_remove, path)
        return
    old = _beside(path, "old")
    undo.callback(_remove, old)
    try:
        os.link(path, old)
    except OSError:
        # FAT sticks and some network folders know no second name for a file.
        copyfile(path, old)
    undo.callback(_bring_back, old, path)


def _bring_back(old: Path, path: Path) -> None:
    with suppress(OSError):
        old.replace(path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _remove_folder(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def reason_of(error: OSError) -> Text:
    """Return in plain words why the system refused to write."""
    return _words(error)[0]


def _cannot_write(path: Path, error: OSError) -> CannotWriteError:
    """Say in plain words what is wrong with writing ``path`` and what to do."""
    why, hint = _words(error)
    message = Text(
        f"Không ghi được {shortened(str(path))}: {why.vi}. Các tệp cũ vẫn còn nguyên.",
        f"Cannot write {shortened(str(path))}: {why.en}. Earlier files are untouched.",
    )
    return CannotWriteError(message, hint)


def _words(error: OSError) -> list[Text]:
    return next((words for codes, *words in _REASONS if error.errno in codes), _unforeseen(error))


def _unforeseen(error: OSError) -> list[Text]:
    """Name the error by its code in Vietnamese: the system's words for it are in a language of its own."""
    code = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return [
        Text(f"hệ thống báo lỗi {code}", f"the system says “{error.strerror or code}”"),
        Text("Hãy chọn thư mục khác bằng -o.", "Choose another folder with -o."),
    ]
