"""Writing to disk: a set of files appears whole under its final names, or nothing changes.

The only module that writes. It must not know what is in the files. Each file is staged beside its final name,
flushed to the medium and then renamed, which POSIX and Windows do in one step; until the last rename has
succeeded every step can be taken back, in reverse order, also after Ctrl-C.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from shutil import copyfile

from keytag.errors import CannotWriteError
from keytag.wording import Text

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_IN_THE_WAY = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY})


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write ``files`` (names relative to ``folder``, with ``/`` for folders inside it), all or none of them.

    Folders are made as needed. Returns the paths in the order given. Raises CannotWriteError with everything
    that was there before left as it was; an interruption passes through, with the same promise.
    """
    paths = tuple(folder / name for name in files)
    at = folder
    try:
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


def _beside(path: Path, what: str) -> Path:
    """Return a hidden name in the same folder, so that renaming never crosses file systems."""
    return path.with_name(f".{path.name}.{os.getpid()}.{what}")


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


def _cannot_write(path: Path, error: OSError) -> CannotWriteError:
    """Say in plain words what is wrong with writing ``path`` and what to do."""
    if error.errno in _NO_ROOM:
        why = Text("ổ đĩa đã đầy", "the disk is full")
        hint = Text(
            "Hãy giải phóng dung lượng hoặc chọn thư mục khác bằng -o.",
            "Free some space, or choose another folder with -o.",
        )
    elif error.errno in _NOT_ALLOWED:
        why = Text("không có quyền ghi", "writing is not permitted there")
        hint = Text(
            "Hãy đóng chương trình đang mở tệp này, hoặc chọn thư mục khác bằng -o.",
            "Close the program that has the file open, or choose another folder with -o.",
        )
    elif error.errno in _IN_THE_WAY:
        why = Text("có tệp hoặc thư mục trùng tên", "a file or folder of that name is in the way")
        hint = Text(
            "Hãy đổi tên hoặc xóa nó, hoặc chọn thư mục khác bằng -o.",
            "Rename or remove it, or choose another folder with -o.",
        )
    else:
        reason = error.strerror or type(error).__name__
        why = Text(f"hệ thống báo “{reason}”", f"the system says “{reason}”")
        hint = Text("Hãy chọn thư mục khác bằng -o.", "Choose another folder with -o.")
    message = Text(
        f"Không ghi được {path}: {why.vi}. Các tệp cũ vẫn còn nguyên.",
        f"Cannot write {path}: {why.en}. Earlier files are untouched.",
    )
    return CannotWriteError(message, hint)
