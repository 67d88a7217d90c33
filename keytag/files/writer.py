"""Writing to disk: a set of files appears whole under its final names, or nothing changes.

The only module that writes. It must not know what is in the files. They are made in a folder of their own beside
their places and seen to the medium. Then, under one run's turn, what they replace goes out and they come in: at no
moment, whatever kills the run, do files of two sets lie beside each other. What a killed run has not finished, the
next one does first. Why so: docs/adr/0029-files-go-to-their-places-together.md.
"""

from __future__ import annotations

import errno
import os
import secrets
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from shutil import copymode
from stat import S_ISLNK, S_ISREG

from keytag.errors import CannotWriteError
from keytag.files.reader import forget, shorten_name
from keytag.files.staging import Staging, hold_alone, remove_staging, scratch, staging, take_over
from keytag.files.stopping import hold_signals
from keytag.text.text import Text

# What a run's folder is called while its files go to their places; there can be one such folder.
_TURN = ".keytag-writing"
# Inside it: files that are made, the same once all that they replace is out, and that.
_NEW, _READY, _OLD = "new", "ready", "old"
# House rules: files go to their places in some milliseconds, on a slow share in seconds.
_WAIT_S, _PAUSE_S = 30.0, 0.02
# POSIX.1-2017, rename(): how it refuses to put a folder over one that holds something.
_TAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY})

_REASONS: tuple[tuple[frozenset[int], Text, Text], ...] = (
    (
        frozenset({errno.ENOSPC, errno.EDQUOT}),
        Text("ổ đĩa đã đầy", "the disk is full"),
        Text(
            "Hãy giải phóng dung lượng hoặc chọn thư mục khác bằng -o.",
            "Free some space, or choose another folder with -o.",
        ),
    ),
    (
        frozenset({errno.EFBIG}),
        Text("tệp lớn hơn mức cho phép ở đó", "the file is larger than files may be there"),
        Text(
            "Hãy nâng giới hạn (ulimit -f), hoặc chọn thư mục khác bằng -o.",
            "Raise the limit (ulimit -f), or choose another folder with -o.",
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


def write_files(folder: Path, files: Mapping[str, bytes], stale: Collection[str] = ()) -> tuple[Path, ...]:
    """Write ``files`` (names relative to ``folder``, with ``/`` for folders inside it), all or none of them.

    Folders are made as needed. Files called ``stale`` belong to the same set: what an earlier run left of them
    and this one does not write anew goes. Returns the paths in the order given. Raises CannotWriteError with
    everything that was there before left as it was; an interruption passes through, with the same promise.
    """
    return _write(folder, files, frozenset(stale), dict.fromkeys(files, None), is_fresh=False)


def remove_file(path: Path) -> None:
    """Take a file away, whole or not at all. Raises CannotWriteError where the system refuses it."""
    with _refusals() as at:
        at.path = path
        path.unlink()
    forget(path)


def refuse_occupied(folder: Path) -> None:
    """Raise CannotWriteError where something that is no folder lies at ``folder`` or above it.

    Asked for before the work whose files are to lie there; `write_files` refuses it again.
    """
    nearest = next((path for path in (folder, *folder.parents) if os.path.lexists(path)), None)
    if nearest is not None and not nearest.is_dir():
        raise _cannot_write(nearest, NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))


def write_key(secret: Path, secret_text: str, public: Path, public_text: str) -> None:
    """Write a new pair of keys, both or neither; the secret one can be read by its owner alone (mode 0600).

    Raises CannotWriteError where either file is there already: a key that was overwritten signs nothing any more.
    """
    files = {public.name: public_text.encode(), secret.name: secret_text.encode()}
    _write(secret.parent, files, frozenset(), {public.name: 0o644, secret.name: 0o600}, is_fresh=True)


def write_private(path: Path, data: bytes) -> None:
    """Write a file that its owner alone can read (mode 0600). Raises as `write_files` does."""
    _write(path.parent, {path.name: data}, frozenset(), {path.name: 0o600}, is_fresh=False)


@contextmanager
def write_alone(folder: Path, name: str) -> Iterator[None]:
    """Let no other run that asks for the same write into ``folder`` meanwhile; the file called ``name`` tells it.

    Raises CannotWriteError where another does, or where the file cannot be made.
    """
    made: list[Path] = []
    with ExitStack() as held:
        with _refusals() as at:
            at.path = folder
            _make_folder(folder, made)
            at.path = folder / name
            owner = hold_alone(folder / name)
        if owner is None:
            raise CannotWriteError(_BUSY, Text("Đợi nó xong rồi chạy lại.", "Wait for it, then run again."))
        held.enter_context(owner)
        yield


@contextmanager
def temporary_files(files: Mapping[str, bytes]) -> Iterator[Path]:
    """Give a folder for the time being in which ``files`` lie; it is gone afterwards.

    Raises CannotWriteError where the system has no room for it.
    """
    with ExitStack() as held:
        try:
            with _refusals() as at:
                folder = held.enter_context(scratch())
                for name, data in files.items():
                    at.path = folder / name
                    _stage(folder / name, data, None)
        except CannotWriteError as error:
            error.hint = _ELSEWHERE_FOR_A_MOMENT
            raise
        try:
            yield folder
        finally:
            # That they are gone at the end of the run is no news.
            forget(*(folder / name for name in files))


def _write(
    folder: Path,
    files: Mapping[str, bytes],
    stale: Collection[str],
    modes: Mapping[str, int | None],
    *,
    is_fresh: bool,
) -> tuple[Path, ...]:
    paths = tuple(folder / name for name in files)
    if not files:
        return paths
    made: list[Path] = []
    with _refusals() as at:
        try:
            for path in paths:
                at.path = path
                _refuse_special(path)
            at.path = folder
            _make_folder(folder, made)
            with staging(folder) as here:
                for name, data in files.items():
                    at.path = folder / name
                    _stage(here.path / _NEW / name, data, modes[name], folder / name)
                _in_turn(folder, here, (*files, *(name for name in stale if name not in files)), at, is_fresh)
        except BaseException:
            with hold_signals():
                for each in reversed(made):
                    with suppress(OSError):
                        each.rmdir()
            raise
    forget(*paths)
    return paths


class _At:
    """Which path is being written."""

    path: Path | None = None


@contextmanager
def _refusals() -> Iterator[_At]:
    """Say in plain words what the system refuses where it is being written."""
    at = _At()
    try:
        yield at
    except OSError as error:
        if at.path is None and error.filename is None:
            raise
        raise _cannot_write(at.path or Path(error.filename), error) from error


def _refuse_special(path: Path) -> None:
    """Refuse to put a file in the place of a device, a pipe, a socket or a folder: it would be gone."""
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, "no ordinary file", str(path))


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make ``folder`` and those above it, and remember which: another run may be making the same."""
    if folder.is_dir():
        return
    if folder.parent != folder:
        _make_folder(folder.parent, made)
    with suppress(FileExistsError), hold_signals():
        folder.mkdir()
        made.append(folder)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def _stage(path: Path, data: bytes, mode: int | None, like: Path | None = None) -> None:
    """Write ``data`` to ``path``, a new file, and see it to the medium."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode or 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if like is not None and mode is None and like.is_file():
        # What only its owner could read stays so.
        with suppress(OSError):
            copymode(like, path)


def _in_turn(folder: Path, here: Staging, names: Collection[str], at: _At, is_fresh: bool) -> None:  # noqa: FBT001
    """Let the files that are made go to their places, when no other run does that here."""
    own, until = here.path, time.monotonic() + _WAIT_S
    turn = folder / _TURN
    while True:
        with hold_signals():
            try:
                own.rename(turn)
            except OSError as error:
                if error.errno not in _TAKEN and not os.path.lexists(turn):
                    raise
            else:
                here.path = turn
                _to_places(folder, here, names, at, is_fresh)
                turn.rename(own)
                here.path = own
                return
            dead = take_over(turn, here)
            if dead is not None:
                at.path = turn
                _finished(folder, dead)
                continue
        if time.monotonic() > until:
            raise CannotWriteError(_BUSY, Text(_WAIT.vi.format(turn), _WAIT.en.format(turn)))
        time.sleep(_PAUSE_S)


def _to_places(folder: Path, here: Staging, names: Collection[str], at: _At, is_fresh: bool) -> None:  # noqa: FBT001
    """Bring what the files replace out of the way, then bring them in; put all back where that fails.

    Where the disk refuses even that, all stays as it is for the next run to put right.
    """
    old, new, ready = here.path / _OLD, here.path / _NEW, here.path / _READY
    if len(names) == 1 and not is_fresh and "/" not in "".join(names):
        (name,) = names
        at.path = folder / name
        if _in_the_way(at.path, is_fresh):
            # Of one file alone nobody ever sees that there is none: an approval, a lock, a job that is mended.
            (new / name).replace(at.path)
            return
    came: list[tuple[Path, Path]] = []
    try:
        for name in names:
            at.path = folder / name
            if _in_the_way(at.path, is_fresh):
                (old / name).parent.mkdir(parents=True, exist_ok=True)
                at.path.rename(old / name)
        at.path = folder
        new.rename(ready)
        for source, target in _moves(ready, folder):
            at.path = target
            source.rename(target)
            came.append((source, target))
    except BaseException:
        here.is_kept = True
        _undone(came, here.path, folder)
        here.is_kept = False
        raise


def _undone(came: Sequence[tuple[Path, Path]], turn: Path, folder: Path) -> None:
    """Bring out again what came in, and in again what went out: in an order that the next run can go on with."""
    for source, target in reversed(came):
        target.rename(source)
    if (turn / _READY).is_dir():
        (turn / _READY).rename(turn / _NEW)
    _bring_back(turn / _OLD, folder)


def _in_the_way(path: Path, is_fresh: bool) -> bool:  # noqa: FBT001 - the question itself
    """Tell whether a file lies at ``path``; what is no file, or must not be there, is refused."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if is_fresh or not (S_ISREG(mode) or S_ISLNK(mode)):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    return True


def _finished(folder: Path, dead: Staging) -> None:
    """Finish what a dead run began: its files come in where all that they replace is out, else that comes back."""
    ready = dead.path / _READY
    if ready.is_dir():
        for source, target in _moves(ready, folder):
            source.replace(target)
    else:
        _bring_back(dead.path / _OLD, folder)
    done = folder / f".keytag-{secrets.token_hex(8)}"
    dead.path.rename(done)
    dead.path = done
    remove_staging(dead)


def _bring_back(old: Path, folder: Path) -> None:
    """Bring back what was brought out; what has come into its place meanwhile is newer and stays."""
    if old.is_dir():
        for source, target in _moves(old, folder):
            if not os.path.lexists(target):
                source.rename(target)


def _moves(source: Path, target: Path) -> Iterator[tuple[Path, Path]]:
    """Yield from where to where to rename so that all in the folder ``source`` comes into the folder ``target``.

    A folder that is not there yet comes whole.
    """
    for each in sorted(source.iterdir()):
        place = target / each.name
        if each.is_dir() and not each.is_symlink() and place.is_dir():
            yield from _moves(each, place)
        else:
            yield each, place


def reason_of(error: OSError) -> Text:
    """Return in plain words why the system refused to write."""
    return _words(error)[0]


def _cannot_write(path: Path, error: OSError) -> CannotWriteError:
    """Say in plain words what is wrong with writing ``path`` and what to do."""
    why, hint = _words(error)
    message = Text(
        f"Không ghi được {shorten_name(str(path))}: {why.vi}. Các tệp cũ vẫn còn nguyên.",
        f"Cannot write {shorten_name(str(path))}: {why.en}. Earlier files are untouched.",
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


_ELSEWHERE_FOR_A_MOMENT = Text(
    "keytag cần chỗ để ghi tạm: giải phóng dung lượng ở đó, hoặc đặt biến TMPDIR (Windows: TEMP) là thư mục khác.",
    "keytag needs room there for a while: free some, or name another folder in TMPDIR (Windows: TEMP).",
)
_BUSY = Text(
    "Một lần chạy keytag khác đang ghi vào thư mục này; chưa ghi gì.",
    "Another run of keytag is writing into this folder; nothing was written.",
)
_WAIT = Text(
    "Đợi nó xong rồi chạy lại. Nếu chắc là không có, hãy xóa thư mục {}.",
    "Wait for it, then run again. If you are sure that there is none, remove the folder {}.",
)
