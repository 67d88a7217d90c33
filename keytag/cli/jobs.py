"""Which job is meant: by its name, by its folder, or by lying where keytag was started.

Windows hides how a name ends, so a file called ``ward.yaml`` may be ``ward.yaml.txt``; an archive unpacks into one
folder more than was thought. What can be only one file of the very folder is taken, and said; what lies in another
folder is named with the command to type: nobody is to print another ward's tags by standing in the wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from keytag.cli import values
from keytag.errors import KeytagError, MissingResourceError, UsageError
from keytag.files import library, reader
from keytag.files.reader import shorten_name
from keytag.text.suggest import guess_before
from keytag.text.text import Text

# House rule: more names than these are not read.
_LISTED = 6
_BARE = re.compile(r"[A-Za-z0-9-]+")
_NEEDS_NO_QUOTES = re.compile(r"[\w./\\:-]+")

Remark = Callable[[Text], None]
"""Takes what is to be said about a job that was found, though not by the name that was typed."""


def _silent(_: Text) -> None:
    """Say nothing."""


def find_job(
    text: str | None, folder: Path = Path(), remark: Remark = _silent, command: str = "keytag check"
) -> Path:
    """Return the job that is meant: ``text``, ./ward.yaml, or the only job in ``folder``.

    A bare name means the job of that name here, else the sample job that comes with keytag; a folder its job.

    Raises:
        UsageError: several jobs may be meant; the hint is the ``command`` for one of them.
        MissingResourceError: none is here, or the folder itself is gone.
    """
    values.refuse_gone_folder()
    values.not_empty(text, "JOB")
    path = _only_one(folder, command) if text is None else _named(text, folder, remark, command)
    hidden = library.hidden_ending(path)
    if hidden:
        right = path.name[: -len(hidden)]
        right = right if right.lower().endswith((".yaml", ".yml")) else f"{right}.yaml"
        remark(
            Text(
                f"Đọc {shorten_name(str(path))}. Windows giấu đuôi {hidden}: nên đổi tên thành {right}.",
                f"Reading {shorten_name(str(path))}. Windows hides the ending {hidden}: better rename it {right}.",
            )
        )
    return path


def _only_one(folder: Path, command: str) -> Path:
    """Return the job of a ``folder`` in which no name was typed."""
    if reader.is_file(folder / values.DEFAULT_JOB):
        return folder / values.DEFAULT_JOB
    found = library.job_files(folder) or library.text_files_of_jobs(folder)
    if len(found) == 1:
        return found[0]
    if found:
        message = Text(
            f"Thư mục này có {len(found)} tệp đặt in: {_names(found, bare=True)}.",
            f"There are {len(found)} jobs here: {_names(found, bare=True)}.",
        )
        raise UsageError(message, _type(command, found))
    raise _nothing(
        Text("Thư mục này không có tệp đặt in nào.", "There is no job in this folder."),
        folder,
        command,
        Text(
            f"Tạo một tệp bằng: keytag init {values.DEFAULT_JOB}",
            f"Make one with: keytag init {values.DEFAULT_JOB}",
        ),
    )


def _named(text: str, folder: Path, remark: Remark, command: str) -> Path:
    path = folder / text
    if reader.is_file(path):
        return path
    is_bare = _BARE.fullmatch(text) is not None
    if is_bare and reader.is_file(folder / f"{text}.yaml"):
        return folder / f"{text}.yaml"
    is_sample = is_bare and text in library.document_names(library.ResourceKind.CONFIGS)
    if reader.is_folder(path):
        return _in_folder(path, text, remark, command, is_sample=is_sample)
    alike = library.files_called_alike(path)
    if len(alike) == 1:
        # A hidden ending is told by itself.
        if not library.hidden_ending(alike[0]):
            remark(
                Text(
                    f"Không có {shorten_name(str(path))}; đọc {shorten_name(str(alike[0]))}.",
                    f"There is no {shorten_name(str(path))}; reading {shorten_name(str(alike[0]))}.",
                )
            )
        return alike[0]
    if alike:
        message = Text(
            f"Không có {shorten_name(str(path))}, mà có {_names(alike)}.",
            f"There is no {shorten_name(str(path))}, but {_names(alike)}.",
        )
        raise UsageError(message, _type(command, alike))
    if is_bare:
        return library.find(library.ResourceKind.CONFIGS, text) if is_sample else _no_name(text, folder, command)
    near = _near(folder, library.job_name(path))
    if near:
        message = Text(
            f"Không tìm thấy tệp: {shorten_name(str(path))}", f"No such file: {shorten_name(str(path))}"
        )
        raise MissingResourceError(message, _type(command, near))
    return path


def _in_folder(path: Path, text: str, remark: Remark, command: str, *, is_sample: bool) -> Path:
    found = library.job_files(path) or library.text_files_of_jobs(path)
    default = path / values.DEFAULT_JOB
    if reader.is_file(default) and not is_sample:
        found = (default,)
    if is_sample:
        if not found:
            return library.find(library.ResourceKind.CONFIGS, text)
        message = Text(
            f"{text} vừa là thư mục ở đây, vừa là ví dụ có sẵn.",
            f"{text} is a folder here, and a built-in example.",
        )
        raise UsageError(message, _type(command, found))
    shown = shorten_name(str(path))
    if len(found) == 1:
        remark(
            Text(
                f"{shown} là thư mục; đọc {shorten_name(str(found[0]))}.",
                f"{shown} is a folder; reading {shorten_name(str(found[0]))}.",
            )
        )
        return found[0]
    if found:
        message = Text(
            f"Thư mục {shown} có {len(found)} tệp đặt in: {_names(found)}.",
            f"There are {len(found)} jobs in {shown}: {_names(found)}.",
        )
        raise UsageError(message, _type(command, found))
    raise _nothing(
        Text(f"Thư mục {shown} không có tệp đặt in nào.", f"There is no job in the folder {shown}."),
        path,
        command,
        Text("Kiểm tra lại đường dẫn.", "Check the path."),
    )


def _no_name(name: str, folder: Path, command: str) -> Path:
    """Raise MissingResourceError with the jobs that a user may have meant."""
    samples = library.document_names(library.ResourceKind.CONFIGS)
    meant = (*(library.job_name(path) for path in library.job_files(folder)), *samples)
    listed = ", ".join(samples)
    raise _nothing(
        Text(f"Ở đây không có tệp {shorten_name(name)}.yaml.", f"There is no {shorten_name(name)}.yaml here."),
        folder,
        command,
        guess_before(name, meant, Text(f"Ví dụ có sẵn: {listed}.", f"Built-in examples: {listed}.")),
        name,
    )


def _nothing(message: Text, folder: Path, command: str, hint: Text, name: str | None = None) -> KeytagError:
    """Return the refusal, with what lies one folder higher or deeper in the place of ``hint``."""
    near = _near(folder, name)
    if not near:
        return MissingResourceError(message, hint)
    is_higher = near[0].parent == folder / ".."
    place = Text("thư mục trên", "the folder above") if is_higher else Text("thư mục con", "a folder below")
    said = Text(
        f"{message.vi} Ở {place.vi} có {_names(near)}.",
        f"{message.en} In {place.en} there is {_names(near)}.",
    )
    return MissingResourceError(said, _type(command, near))


def _near(folder: Path, name: str | None) -> tuple[Path, ...]:
    """Return the jobs one folder deeper than ``folder``, else those one higher; those called ``name`` alone."""
    for folders in (reader.folders(folder), (folder / "..",)):
        found = tuple(
            path
            for each in folders
            for path in library.job_files(each)
            if name is None or library.job_name(path).casefold() == name.casefold()
        )
        if found:
            return found
    return ()


def _names(paths: Sequence[Path], *, bare: bool = False) -> str:
    names = [shorten_name(path.name if bare else str(path)) for path in paths[:_LISTED]]
    return ", ".join(names) + (" …" if len(paths) > _LISTED else "")


def _type(command: str, paths: Sequence[Path]) -> Text:
    """Return the hint with the whole command for the first of ``paths``."""
    text = str(paths[0])
    typed = text if _NEEDS_NO_QUOTES.fullmatch(text) else f'"{text}"'
    more = Text("Ví dụ gõ", "Type, for example") if len(paths) > 1 else Text("Gõ", "Type")
    return Text(f"{more.vi}: {command} {typed}", f"{more.en}: {command} {typed}")
