"""Find and read what lies on disk: documents, built in or the user's, fonts and profiles.

The only reader of files. It knows names and folders, not what a file says: YAML is `keytag.documents.yaml`'s. The
one thing it looks for inside a file is the key that tells its kind, so as not to take a job for a template.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from enum import StrEnum
from errno import ENAMETOOLONG
from functools import cache
from glob import glob
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import IO

from msgspec import Struct

from keytag.errors import MissingResourceError, UnreadableFileError
from keytag.files import allowed_paths
from keytag.findings import Where
from keytag.text import guess_before
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

# House rule: what tells a document's kind stands in the first lines, after comments.
_HEAD_BYTES = 8192


class ResourceKind(StrEnum):
    """The kinds of thing that are found by name."""

    TAGS = "tags"
    SHOPS = "shops"
    CUTTERS = "cutters"
    PROFILES = "profiles"
    CONFIGS = "configs"


_FOLDERS = {
    ResourceKind.TAGS: "templates/tags",
    ResourceKind.SHOPS: "templates/shops",
    ResourceKind.CUTTERS: "templates/cutters",
    ResourceKind.PROFILES: "templates/profiles",
    ResourceKind.CONFIGS: "configs",
}
_WORDS = {
    ResourceKind.TAGS: Text("kiểu trình bày", "template"),
    ResourceKind.SHOPS: Text("nhà in", "shop"),
    ResourceKind.CUTTERS: Text("máy cắt", "cutter"),
    ResourceKind.PROFILES: Text("hồ sơ màu", "profile"),
    ResourceKind.CONFIGS: Text("ví dụ", "sample job"),
}
# What stands at the top of this kind alone: a job names its template, a template gives the number of its format.
_TELLING_KEYS = {
    kind: re.compile(rb"^(?:\xef\xbb\xbf)?" + key, re.MULTILINE)
    for kind, key in (
        (ResourceKind.CONFIGS, rb"keytag[ \t]*:"),
        (ResourceKind.SHOPS, rb"sheet[ \t]*:"),
        (ResourceKind.CUTTERS, rb"file[ \t]*:"),
        (ResourceKind.TAGS, rb"template[ \t]*:[ \t]*[0-9]"),
    )
}


# What a job's file is called; Notepad adds .txt to what it saves, and Windows shows neither.
_ENDINGS = re.compile(r"\.ya?ml(?:\.txt)?$", re.IGNORECASE)
# House rule: a folder with more entries than this is none that somebody keeps jobs in.
_LOOKED_AT = 500


class FontFile(Struct, frozen=True):
    """One font file; ``weight`` is None for a variable font, which holds all of them."""

    family: str
    weight: int | None
    path: Path


# OpenType 1.9, OS/2 usWeightClass, by the style names of the font packages' files.
_WEIGHTS = {
    "Thin": 100,
    "ExtraLight": 200,
    "Light": 300,
    "Regular": 400,
    "Medium": 500,
    "SemiBold": 600,
    "Bold": 700,
    "ExtraBold": 800,
    "Black": 900,
}
_FAMILIES: dict[str, tuple[str, dict[int | None, str]]] = {
    "be-vietnam-pro": ("fontpkg_be_vietnam_pro", {w: f"BeVietnamPro-{n}.ttf" for n, w in _WEIGHTS.items()}),
    "roboto": ("fontpkg_roboto", {None: "Roboto[wdth,wght].ttf"}),
}


class _Read(Struct, frozen=True):
    """What was read of a file, up to which limit, and the file's state at that moment."""

    data: bytes
    limit: int
    state: tuple[int, ...]


class _Held:
    """What a run has read and found: files by path, documents by name."""

    def __init__(self) -> None:
        self.files: dict[str, _Read] = {}
        self.found: dict[tuple[ResourceKind, str, Path | None, bool], Path] = {}


_HELD: ContextVar[_Held | None] = ContextVar("held", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Within it a file that has been read stays as it was then, whoever saves it meanwhile.

    A run asks for the job, its templates and its tables more than once; all that it makes is to be of one state.
    """
    token = _HELD.set(_Held())
    try:
        yield
    finally:
        _HELD.reset(token)


def forget(*paths: Path) -> None:
    """Read ``paths`` anew when they are asked for next: the run itself has written them."""
    held = _HELD.get()
    if held is not None:
        for path in paths:
            held.files.pop(_key(path), None)


def changed_files() -> tuple[Path, ...]:
    """Return the files that are not as they were when this run read them."""
    held = _HELD.get()
    files = held.files if held is not None else {}
    return tuple(Path(path) for path, read in files.items() if _state(Path(path)) != read.state)


def read_bytes(path: Path, limit: int = MAX_RESOURCE_BYTES) -> bytes:
    """Return the bytes of the file at ``path``, at most ``limit + 1`` of them; within `read_once` the first read.

    One byte more than ``limit`` tells the caller that the file is too large without reading it whole.

    Raises:
        MissingResourceError: there is no such file, it is a folder, a device or a pipe, it may not be read, or
            it never stands still.
    """
    held, key = _HELD.get(), _key(path)
    if held is None or limit > MAX_RESOURCE_BYTES:
        return _read_anew(path, limit).data
    was = held.files.get(key)
    if was is None or len(was.data) > was.limit < limit:
        was = held.files[key] = _read_anew(path, limit)
    return was.data[: limit + 1]


def _key(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - Path.resolve would ask the disk, links may change


def _state(path: Path) -> tuple[int, ...]:
    """Return what changes with whatever is written into a file or put in its place."""
    try:
        now = path.stat()
    except (OSError, ValueError):
        return ()
    return now.st_size, now.st_mtime_ns, now.st_ino


def _read_anew(path: Path, limit: int) -> _Read:
    try:
        for _ in range(_READ_AGAIN):
            before = _state(path)
            with _opened(path) as file:
                data = file.read(limit + 1) or b""
            if before == _state(path):
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


def matching_paths(pattern: str) -> tuple[Path, ...]:
    """Return what fits ``pattern`` (``out/*.zip``), in order; the shells of Windows leave that to the program."""
    # Not Path.glob, which takes neither a drive nor a path from the root.
    return tuple(map(Path, sorted(glob(pattern))))  # noqa: PTH207


def is_there(path: Path) -> bool:
    """Tell whether a file or a folder lies at ``path``; what the system cannot even look for does not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def shorten(name: str) -> str:
    """Return a name or path for a message: visible characters only, its middle left out where it is long."""
    visible = "".join(character for character in name if character.isprintable())
    half = _SHOWN_CHARACTERS // 2
    return visible if len(visible) <= _SHOWN_CHARACTERS else f"{visible[:half]}…{visible[-half:]}"


def find(kind: ResourceKind | str, name: str, beside: Path | None = None, *, asked: bool = False) -> Path:
    """Return the path of the document ``name``: beside the job first, then by path, then built in.

    What a job names is looked for in its own folder alone; what a user ``asked`` for may lie anywhere.

    Args:
        kind: what is looked for.
        name: a name as `document_names` lists it, or a path (with a slash, or ending as the kind's files do).
        beside: the job's file or its folder.
        asked: whether a user typed the name, rather than a document saying it.

    Raises:
        InvalidDocumentError: a document names what lies outside the job's folder.
        MissingResourceError: nothing has that name; the hint says which names there are.
    """
    kind, held = ResourceKind(kind), _HELD.get()
    if held is None:
        return _find(kind, name, beside, asked=asked)
    wanted = (kind, name, beside, asked)
    if wanted not in held.found:
        held.found[wanted] = _find(kind, name, beside, asked=asked)
    return held.found[wanted]


def _find(kind: ResourceKind, name: str, beside: Path | None, *, asked: bool) -> Path:
    is_free = asked or beside is None
    if beside is not None and not is_free:
        allowed_paths.path_inside(_folder(beside), name)
    candidates = _candidates(kind, name, beside, anywhere=is_free)
    for path in candidates:
        if is_file(path) and (
            kind is ResourceKind.CONFIGS or _is_path(kind, name) or document_kind_at(path) in (None, kind)
        ):
            if beside is not None and not is_free and not _is_ours(kind, path, beside):
                raise allowed_paths.outside_folder(name)
            return path
    odd = next((path for path in candidates if is_there(path) and not is_file(path)), None)
    if odd is not None:
        raise _unreadable(odd, _FOLDER if is_folder(odd) else _NO_ORDINARY_FILE)
    known, wanted = document_names(kind, beside), shorten(name)
    listed = ", ".join(map(shorten, known[:_LISTED])) + (" …" if len(known) > _LISTED else "")
    what = _WORDS[kind]
    raise MissingResourceError(
        Text(f"Không có {what.vi} “{wanted}”.", f"There is no {what.en} “{wanted}”."),
        guess_before(name, known, Text(f"Hiện có: {listed}.", f"There are: {listed}.")),
    )


def read_beside(job: Path, name: str, limit: int = MAX_RESOURCE_BYTES) -> tuple[Path, bytes]:
    """Return the path and the bytes of the file that a document beside ``job`` calls ``name``.

    Raises:
        InvalidDocumentError: it lies outside the job's folder.
        MissingResourceError: there is no such file; a device or a pipe is none.
    """
    path = allowed_paths.path_inside(_folder(job), name)
    return path, read_bytes(path, limit)


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


def _too_large(path: Path, limit: int, most_files: int | None = None) -> UnreadableFileError:
    shown = shorten(str(path))
    files = Text("", "") if most_files is None else Text(f"{most_files} tệp, ", f"{most_files} files, ")
    return UnreadableFileError(
        Text(
            f"{shown}: quá lớn, nhiều nhất {files.vi}{limit} byte.",
            f"{shown}: too large, at most {files.en}{limit} bytes.",
        ),
        Text("Kiểm tra xem có đúng tệp không.", "Check that this is what was meant."),
        Where(shown),
    )


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


def document_names(kind: ResourceKind | str, beside: Path | None = None) -> tuple[str, ...]:
    """Return the names of the built-in documents of ``kind``, and of the user's own beside the job."""
    kind = ResourceKind(kind)
    found = {path.stem for path in builtin_folder(kind).glob(f"*{_ending(kind)}")}
    return tuple(sorted(found.union(own_documents(kind, beside) if beside is not None else ())))


def own_documents(kind: ResourceKind | str, beside: Path) -> dict[str, Path]:
    """Return the user's documents of ``kind`` that lie beside the job, by the names by which `find` finds them.

    In the folder itself and in ``templates/`` a file counts only where its telling key says what it is.
    """
    kind = ResourceKind(kind)
    found: dict[str, Path] = {}
    for folder in _own_folders(kind, beside):
        if folder.is_dir() and not folder.samefile(builtin_folder(kind)):
            sure = folder == _folder(beside) / _FOLDERS[kind]
            for path in sorted(folder.glob(f"*{_ending(kind)}")):
                if is_file(path) and (sure or document_kind_at(path) is kind):
                    found.setdefault(path.stem, path)
    return found


def builtin_folder(kind: ResourceKind | str) -> Path:
    """Return the folder of the built-in documents of ``kind``: in the wheel, or in the checkout beside it."""
    package = Path(__file__).parents[1]
    for root in (package, package.parent):
        if (root / _FOLDERS[ResourceKind(kind)]).is_dir():
            return root / _FOLDERS[ResourceKind(kind)]
    raise MissingResourceError(
        Text("Bản cài đặt keytag thiếu dữ liệu đi kèm.", "This installation of keytag lacks its own data."),
        Text("Cài lại keytag.", "Install keytag again."),
    )


def document_kind_at(path: Path) -> ResourceKind | None:
    """Tell which kind of document opens as the file at ``path`` does; None where nothing tells."""
    held = _HELD.get()
    read = held.files.get(_key(path)) if held is not None else None
    try:
        if read is not None:
            head = read.data[:_HEAD_BYTES]
        else:
            with _opened(path) as file:
                head = file.read(_HEAD_BYTES) or b""
    except (OSError, ValueError):
        return None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 4 > len(head):
        # UTF-16, as Notepad's "Unicode": a document of its kind all the same, though it cannot be read so.
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return next((kind for kind, key in _TELLING_KEYS.items() if key.search(head)), None)


def job_files(folder: Path) -> tuple[Path, ...]:
    """Return the jobs that lie in ``folder``, in order of their names, however these end."""
    return tuple(
        path
        for path in _files(folder)
        if _ENDINGS.search(path.name) and document_kind_at(path) is ResourceKind.CONFIGS
    )


def text_files_of_jobs(folder: Path) -> tuple[Path, ...]:
    """Return the files in ``folder`` that end in .txt alone and say what a job says."""
    return tuple(
        path for path in _files(folder) if hidden_ending(path) and document_kind_at(path) is ResourceKind.CONFIGS
    )


def files_called_alike(path: Path) -> tuple[Path, ...]:
    """Return the files beside where ``path`` would be that differ from it in the ending alone, or in capitals."""
    name = job_name(path).casefold()
    return tuple(each for each in _files(path.parent) if _names_a_job(each) and job_name(each).casefold() == name)


def job_name(path: Path) -> str:
    """Return the name of the job at ``path``, without the endings of its file."""
    return re.sub(r"\.txt$", "", _ENDINGS.sub("", path.name), flags=re.IGNORECASE) or path.stem


def hidden_ending(path: Path) -> str:
    """Return the ending that Notepad gave to a document and that Windows hides (".txt"), else an empty text."""
    return path.suffix if path.suffix.lower() == ".txt" else ""


def folders(folder: Path) -> tuple[Path, ...]:
    """Return the folders in ``folder``, the first of very many; none that is hidden."""
    with suppress(OSError):
        found = (path for path in islice(folder.iterdir(), _LOOKED_AT) if not path.name.startswith("."))
        return tuple(sorted(path for path in found if is_folder(path)))
    return ()


def _files(folder: Path) -> tuple[Path, ...]:
    with suppress(OSError):
        return tuple(sorted(path for path in folder.iterdir() if _names_a_job(path) and is_file(path)))
    return ()


def _names_a_job(path: Path) -> bool:
    return _ENDINGS.search(path.name) is not None or path.suffix.lower() == ".txt"


def profile_bytes(name: str, beside: Path | None = None, *, asked: bool = False) -> bytes:
    """Return the ICC profile ``name``, which may lie anywhere where a user ``asked`` for it.

    Raises MissingResourceError where there is none.
    """
    return read_bytes(find(ResourceKind.PROFILES, name, beside, asked=asked))


def places_bytes() -> bytes:
    """Return keytag's own table of provinces, wards and communes, packed."""
    return read_bytes(Path(__file__).parents[1] / "vietnam" / "places" / "units.txt.gz")


def key_descriptions() -> str:
    """Return the YAML that says in Vietnamese what each key of keytag's documents is for."""
    return read_bytes(Path(__file__).parents[1] / "documents" / "keys.vi.yaml").decode("utf-8")


def fonts() -> tuple[FontFile, ...]:
    """Return the font files of every family, lightest first."""
    return tuple(
        FontFile(family, weight, _font_folder(package) / file)
        for family, (package, files) in _FAMILIES.items()
        for weight, file in files.items()
    )


def font(family: str, weight: int) -> FontFile:
    """Return the font file that holds ``weight`` of ``family``.

    Raises:
        MissingResourceError: no such family or weight; no other is put in its place.
    """
    nothing: tuple[str, dict[int | None, str]] = ("", {})
    package, files = _FAMILIES.get(family, nothing)
    file = files.get(weight, files.get(None))
    if file is None or not 1 <= weight <= 1000:
        listed = ", ".join(_FAMILIES)
        raise MissingResourceError(
            Text(
                f"Không có phông chữ “{family}” độ đậm {weight}.",
                f"There is no font “{family}” of weight {weight}.",
            ),
            Text(f"Hiện có: {listed}; độ đậm 100, 200 … 900.", f"There are: {listed}; weights 100, 200 … 900."),
        )
    return FontFile(family, None if None in files else weight, _font_folder(package) / file)


def font_bytes(family: str, weight: int) -> bytes:
    """Return the bytes of the font file that holds ``weight`` of ``family``."""
    return read_bytes(font(family, weight).path)


@cache
def _font_folder(package: str) -> Path:
    """Find the package's files without importing it, which costs more than reading them."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise MissingResourceError(
            Text(f"Thiếu gói phông chữ {package}.", f"The font package {package} is missing."),
            Text("Cài lại keytag.", "Install keytag again."),
        )
    return Path(spec.submodule_search_locations[0]) / "files"


def _is_ours(kind: ResourceKind, path: Path, beside: Path) -> bool:
    """Tell whether ``path`` lies in the job's folder or among the built-in documents, links followed."""
    return allowed_paths.is_inside(_folder(beside), path) or allowed_paths.is_inside(builtin_folder(kind), path)


def _candidates(kind: ResourceKind, name: str, beside: Path | None, *, anywhere: bool) -> list[Path]:
    if not name or "\0" in name:
        return []
    ending = _ending(kind)
    if _is_path(kind, name):
        roots = [_folder(beside)] if beside is not None else []
        return [root / _at_home(name) for root in (*roots, *((Path(),) if anywhere else ()))]
    folders = _own_folders(kind, beside) if beside is not None else ()
    return [folder / f"{name}{ending}" for folder in (*folders, builtin_folder(kind))]


def _at_home(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:
        # Nobody's home is known: then ~ is a name like others.
        return Path(name)


def _own_folders(kind: ResourceKind, beside: Path) -> tuple[Path, ...]:
    return tuple(_folder(beside) / part for part in ("", "templates", _FOLDERS[kind]))


def _is_path(kind: ResourceKind, name: str) -> bool:
    return "/" in name or "\\" in name or name.lower().endswith(_ending(kind))


def _folder(beside: Path) -> Path:
    return beside if beside.is_dir() else beside.parent


def _ending(kind: ResourceKind) -> str:
    return ".icc" if kind is ResourceKind.PROFILES else ".yaml"


_FOLDER = Text("Đây là thư mục, không phải tệp", "This is a folder, not a file")
_NO_ORDINARY_FILE = Text("Đây không phải là một tệp thường", "This is no ordinary file")


def _unreadable(path: Path, message: Text) -> MissingResourceError:
    shown = shorten(str(path))
    return MissingResourceError(
        Text(f"{message.vi}: {shown}", f"{message.en}: {shown}"),
        Text("Kiểm tra lại đường dẫn.", "Check the path."),
        Where(shown),
    )
