"""Which file a name means: documents built in or the user's own beside the job, profiles, keytag's own tables.

It knows names and folders, not what a file says: YAML is `keytag.documents.yaml`'s. The one thing it looks for
inside a file is the key that tells its kind, so as not to take a job for a template.
"""

from __future__ import annotations

import re
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from keytag.errors import MissingResourceError
from keytag.files import allowed_paths, reader
from keytag.text.suggest import guess_before
from keytag.text.text import Text

# House rule: more names than this are not read.
_LISTED = 20
# House rule: what tells a document's kind stands in the first lines, after comments.
_HEAD_BYTES = 8192
APPROVAL = "approval.yaml"
"""What the approval beside a job is called, and in a package the one in ``job/``."""


class ResourceKind(StrEnum):
    """The kinds of thing that are found by name."""

    TAGS = "tags"
    LEAFLETS = "leaflets"
    SHOPS = "shops"
    CUTTERS = "cutters"
    LAYOUTS = "layouts"
    PROFILES = "profiles"
    FONTS = "fonts"
    CONFIGS = "configs"


_FOLDERS = {
    ResourceKind.TAGS: "templates/tags",
    ResourceKind.LEAFLETS: "templates/leaflets",
    ResourceKind.SHOPS: "templates/shops",
    ResourceKind.CUTTERS: "templates/cutters",
    ResourceKind.LAYOUTS: "templates/layouts",
    ResourceKind.PROFILES: "templates/profiles",
    ResourceKind.FONTS: "templates/fonts",
    ResourceKind.CONFIGS: "configs",
}
_WORDS = {
    ResourceKind.TAGS: Text("kiểu trình bày", "template"),
    ResourceKind.LEAFLETS: Text("kiểu tờ rơi", "leaflet template"),
    ResourceKind.SHOPS: Text("nhà in", "shop"),
    ResourceKind.CUTTERS: Text("máy cắt", "cutter"),
    ResourceKind.LAYOUTS: Text("cách xếp tự do", "free layout"),
    ResourceKind.PROFILES: Text("hồ sơ màu", "profile"),
    ResourceKind.FONTS: Text("phông chữ", "font"),
    ResourceKind.CONFIGS: Text("ví dụ", "sample job"),
}
# What stands at the top of this kind alone: a job names its template, a template gives the number of its format.
_TELLING_KEYS = {
    kind: re.compile(rb"^(?:\xef\xbb\xbf)?" + key, re.MULTILINE)
    for kind, key in (
        (ResourceKind.CONFIGS, rb"keytag[ \t]*:"),
        (ResourceKind.SHOPS, rb"sheet[ \t]*:"),
        (ResourceKind.CUTTERS, rb"file[ \t]*:"),
        (ResourceKind.LAYOUTS, rb"layout[ \t]*:[ \t]*[0-9]"),
        (ResourceKind.TAGS, rb"template[ \t]*:[ \t]*[0-9]"),
        (ResourceKind.LEAFLETS, rb"leaflet[ \t]*:[ \t]*[0-9]"),
    )
}
# What a job's file is called; Notepad adds .txt to what it saves, and Windows shows neither.
_ENDINGS = re.compile(r"\.ya?ml(?:\.txt)?$", re.IGNORECASE)


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
    kind = ResourceKind(kind)
    return reader.once_a_run((kind, name, beside, asked), lambda: _find(kind, name, beside, asked=asked))


def _find(kind: ResourceKind, name: str, beside: Path | None, *, asked: bool) -> Path:
    is_free = asked or beside is None
    if beside is not None and not is_free:
        allowed_paths.path_inside(_folder(beside), name)
    candidates = _candidates(kind, name, beside, anywhere=is_free)
    for path in candidates:
        if reader.is_file(path) and (
            kind is ResourceKind.CONFIGS or _is_path(kind, name) or document_kind_at(path) in (None, kind)
        ):
            if beside is not None and not is_free and not _is_ours(kind, path, beside):
                raise allowed_paths.outside_folder(name)
            return path
    odd = next((path for path in candidates if reader.is_there(path) and not reader.is_file(path)), None)
    if odd is not None:
        raise reader.no_file_refusal(odd)
    known, wanted = document_names(kind, beside), reader.shorten_name(name)
    listed = ", ".join(map(reader.shorten_name, known[:_LISTED])) + (" …" if len(known) > _LISTED else "")
    what = _WORDS[kind]
    raise MissingResourceError(
        Text(f"Không có {what.vi} “{wanted}”.", f"There is no {what.en} “{wanted}”."),
        guess_before(name, known, Text(f"Hiện có: {listed}.", f"There are: {listed}.")),
    )


def read_beside(job: Path, name: str, limit: int = reader.MAX_RESOURCE_BYTES) -> tuple[Path, bytes]:
    """Return the path and the bytes of the file that a document beside ``job`` calls ``name``.

    Raises:
        InvalidDocumentError: it lies outside the job's folder.
        MissingResourceError: there is no such file; a device or a pipe is none.
    """
    path = allowed_paths.path_inside(_folder(job), name)
    return path, reader.read_bytes(path, limit)


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
                if reader.is_file(path) and (sure or document_kind_at(path) is kind):
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
    head = reader.read_head(path, _HEAD_BYTES)
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


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """Return the files in ``folder`` that are called as documents are, in order of their names."""
    return tuple(path for path in _files(folder) if _ENDINGS.search(path.name))


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


def lock_path(job: Path) -> Path:
    """Return where the lock of the job at ``job`` lies."""
    return job.with_name(f"{job_name(job)}.lock.yaml")


def approval_path(job: Path) -> Path:
    """Return where the approval of the job at ``job`` lies."""
    return job.parent / APPROVAL


def hidden_ending(path: Path) -> str:
    """Return the ending that Notepad gave to a document and that Windows hides (".txt"), else an empty text."""
    return path.suffix if path.suffix.lower() == ".txt" else ""


def _files(folder: Path) -> tuple[Path, ...]:
    with suppress(OSError):
        return tuple(sorted(path for path in folder.iterdir() if _names_a_job(path) and reader.is_file(path)))
    return ()


def _names_a_job(path: Path) -> bool:
    return _ENDINGS.search(path.name) is not None or path.suffix.lower() == ".txt"


def profile_bytes(name: str, beside: Path | None = None, *, asked: bool = False) -> bytes:
    """Return the ICC profile ``name``, which may lie anywhere where a user ``asked`` for it.

    Raises MissingResourceError where there is none.
    """
    return reader.read_bytes(find(ResourceKind.PROFILES, name, beside, asked=asked))


def places_bytes() -> bytes:
    """Return keytag's own table of provinces, wards and communes, packed."""
    return reader.read_bytes(Path(__file__).parents[1] / "vietnam" / "places" / "units.txt.gz")


def key_descriptions() -> str:
    """Return the YAML that says in Vietnamese what each key of keytag's documents is for."""
    return reader.read_bytes(Path(__file__).parents[1] / "documents" / "keys.vi.yaml").decode("utf-8")


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
    with suppress(OSError):
        if beside.is_dir():
            return beside
    return beside.parent


def _ending(kind: ResourceKind) -> str:
    return ".icc" if kind is ResourceKind.PROFILES else ".yaml"
