"""The job that is open: what its file says, each save with its step back, and what others do to it meanwhile.

A save goes to the file only where that is the one that was read: else both are shown, and nothing is written. What
two pages change in different places stands beside each other; in the same place the second is told. Not pure: it
reads through `files.reader` and writes through `files.writer`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import unified_diff
from pathlib import Path
from threading import RLock

from keytag.documents.yaml import MAX_BYTES
from keytag.documents.yaml.edit import (
    Edit,
    InsertEntry,
    MoveEntry,
    document_content,
    edit_document,
)
from keytag.documents.yaml.nodes import Plain, node_at
from keytag.errors import CannotWriteError, MissingResourceError
from keytag.files import reader
from keytag.files.writer import remove_file, write_files
from keytag.text.text import Text
from keytag.web.history import History, Step, digest_of

# House rule: so many steps back; what was before them is remembered by nobody.
_STEPS = 200
# House rule, in bytes: an office's workbook.
_MOST_BESIDE = 8_000_000
# House rule: lines of context round what differs, and how many lines of it are shown.
_CONTEXT, _MOST_LINES = 1, 200


class ConflictError(CannotWriteError):
    """Somebody else changed what was to be saved; ``shown`` has both, as lines with - and +."""

    def __init__(self, message: Text, hint: Text, shown: tuple[str, ...]) -> None:
        super().__init__(message, hint)
        self.shown = shown


class OpenJob:
    """The job at ``path``; all calls may come from several threads."""

    def __init__(
        self,
        path: Path,
        data: bytes | None = None,
        beside: dict[str, bytes] | None = None,
        history: History | None = None,
    ) -> None:
        """Open the job at ``path``; one that is new says ``data``, and is written with what goes ``beside`` it.

        Steps back that ``history`` has are there from the start.
        """
        self.path = path
        # Where it lies, links followed: what is put in its place later leads nowhere else.
        self._target = path.resolve()
        self.is_new = data is not None
        self._beside = beside or {}
        self._lock = RLock()
        self.data = data if data is not None else self._on_disk()
        self._history = history
        self._before = history.steps(self.data) if history is not None and not self.is_new else []
        self._known = {digest_of(self.data): self.data}

    @property
    def digest(self) -> str:
        """By which the state is known that the job has now."""
        return digest_of(self.data)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a save to be taken back."""
        return bool(self._before)

    def content(self) -> Plain:
        """Return what the file says, as texts, lists and dictionaries; raises InvalidDocumentError."""
        return document_content(self.data, str(self.path))

    def edited(self, edits: Sequence[Edit], base: str) -> bytes:
        """Return the job with ``edits`` that were made upon the state ``base``; nothing is written.

        Raises ConflictError where the place was changed since, CannotWriteError as `edit_document` does.
        """
        with self._lock:
            if base != self.digest:
                self._refuse_overlap(edits, base)
            return edit_document(self.data, str(self.path), edits)

    def save(self, edits: Sequence[Edit], base: str) -> None:
        """Write ``edits``, one step back away; raises as `edited` does, and ConflictError of another file."""
        with self._lock:
            data = self.edited(edits, base)
            if data != self.data or self.is_new:
                self._replace(data)

    def write_beside(
        self, files: dict[str, bytes], edits: Sequence[Edit], base: str, seen: Mapping[str, str] = {}
    ) -> None:
        """Write ``files`` into the job's folder, and ``edits`` to the job itself, together.

        Raises ConflictError where a file is another than was ``seen``, by its SHA-256, "" for none.
        """
        with self._lock:
            for name, digest in seen.items():
                now = self._beside_now(name)
                if (digest_of(now) if now is not None else "") != digest:
                    raise ConflictError(_OUTSIDE, _CHOOSE, _differing(now or b"", files[name]))
            self._replace(self.edited(edits, base), files)

    def go_back(self, base: str) -> None:
        """Write the state before the last save, of what went with it as well; before the first there was no file.

        Raises ConflictError where the file, or one beside it, is not what was saved.
        """
        with self._lock:
            if base != self.digest or not self._before:
                raise ConflictError(_ELSEWHERE, _LOOK, ())
            step = self._before[-1]
            for name, digest in step.after.items():
                if digest_of(self._beside_now(name) or b"") != digest:
                    raise ConflictError(_OUTSIDE, _LOOK, ())
            self._write(None if step.is_first else step.data, step.beside)
            self.is_new = step.is_first
            self._before.pop()
            self._remember(step.data)

    def take_from_disk(self) -> bool:
        """Take the file as it is now as the job; return whether it is another than was known."""
        with self._lock:
            if self.is_new:
                return False
            now = self._on_disk()
            if now == self.data:
                return False
            self._before = []
            self._remember(now)
            return True

    def is_changed_outside(self) -> bool:
        """Tell whether the file is another than the one that was read or written here last."""
        # While a save is under way the file is neither the one nor the other.
        with self._lock:
            if self.is_new:
                return False
            try:
                return self._on_disk() != self.data
            except (MissingResourceError, CannotWriteError):
                return True

    def difference(self, wanted: bytes | None = None) -> tuple[str, ...]:
        """Return in lines how the file on disk differs from ``wanted``, or from what is open here."""
        try:
            now = self._on_disk()
        except (MissingResourceError, CannotWriteError):
            now = b""
        return _differing(now, self.data if wanted is None else wanted)

    def _replace(self, data: bytes, files: dict[str, bytes] | None = None) -> None:
        new = files or {}
        step = Step(
            self.data,
            {name: self._beside_now(name) for name in new},
            {name: digest_of(each) for name, each in new.items()},
            self.is_new,
        )
        self._write(data, {**(self._beside if self.is_new else {}), **new})
        self._before = [*self._before, step][-_STEPS:]
        self.is_new = False
        self._remember(data)

    def _write(self, data: bytes | None, beside: Mapping[str, bytes | None]) -> None:
        """Write the job and files ``beside`` it together, where it is what is open here; None: a file goes.

        A job that goes has nothing beside it: it was written alone.
        """
        self._refuse_link()
        if self.is_changed_outside() or (self.is_new and reader.file_state(self.path)):
            raise ConflictError(_OUTSIDE, _CHOOSE, self.difference(data))
        if data is None:
            remove_file(self._target)
            return
        files = {name: each for name, each in beside.items() if each is not None}
        write_files(self._target.parent, {**files, self._target.name: data}, beside.keys() - files.keys())

    def _beside_now(self, name: str) -> bytes | None:
        """Return what the file called ``name`` in the job's folder says; None where there is none."""
        path = self._target.with_name(name)
        reader.forget(path)
        data = reader.read_bytes(path, _MOST_BESIDE) if reader.file_state(path) else None
        reader.forget(path)
        return data

    def _remember(self, data: bytes) -> None:
        self.data = data
        if self._history is not None:
            self._history.keep(self._before, data)
        self._known[digest_of(data)] = data
        while len(self._known) > _STEPS:
            del self._known[next(iter(self._known))]

    def _refuse_link(self) -> None:
        """Raise CannotWriteError where somebody has put a link to elsewhere in the job's place."""
        if self.path.resolve() != self._target:
            raise CannotWriteError(_LINKED, _AGAIN)

    def _on_disk(self) -> bytes:
        self._refuse_link()
        reader.forget(self.path)
        data = reader.read_bytes(self.path, MAX_BYTES)
        # Whoever runs this does not go by what the file said at the start.
        reader.forget(self.path)
        return data

    def _refuse_overlap(self, edits: Sequence[Edit], base: str) -> None:
        """Raise ConflictError where what ``edits`` are about is not as it was in the state ``base``."""
        was = self._known.get(base)
        if was is None:
            raise ConflictError(_ELSEWHERE, _LOOK, ())
        before, now = document_content(was, str(self.path)), self.content()
        for edit in edits:
            path = _scope(before, edit)
            if node_at(before, path) != node_at(now, path):
                raise ConflictError(_ELSEWHERE, _LOOK, _lines_of(node_at(now, path)))


def _differing(now: bytes, wanted: bytes) -> tuple[str, ...]:
    """Return in lines how ``now`` differs from ``wanted``: with - what is there, with + what is to be."""
    there, to_be = (data.decode("utf-8-sig", "replace").splitlines() for data in (now, wanted))
    lines = unified_diff(there, to_be, n=_CONTEXT, lineterm="")
    return tuple(line for line in lines if not line.startswith(("---", "+++", "@@")))[:_MOST_LINES]


def _scope(content: Plain, edit: Edit) -> tuple[str, ...]:
    """Return what must not have changed: the value itself, or the list whose entries are counted."""
    if isinstance(edit, InsertEntry | MoveEntry):
        return edit.path
    node = content
    for depth, step in enumerate(edit.path):
        if isinstance(node, list):
            return edit.path[:depth]
        node = node.get(step) if isinstance(node, dict) else None
    return edit.path


def _lines_of(node: Plain) -> tuple[str, ...]:
    if isinstance(node, dict):
        return tuple(f"- {key}: {value}" for key, value in node.items())
    if isinstance(node, list):
        return tuple(line for each in node for line in _lines_of(each))
    return () if node is None else (f"- {node}",)


_OUTSIDE = Text(
    "Tệp vừa được chương trình khác sửa; trang này chưa ghi gì.",
    "Another program has changed the file; this page has written nothing.",
)
_CHOOSE = Text(
    "Xem hai bên rồi chọn: dùng tệp như hiện nay, hoặc ghi chỗ vừa sửa vào tệp ấy.",
    "Look at both, then choose: use the file as it is, or write your change into it.",
)
_LINKED = Text(
    "Tệp đặt in vừa bị thay bằng một liên kết đến nơi khác; chưa đọc và chưa ghi gì.",
    "The job's file was replaced by a link to elsewhere; nothing was read or written.",
)
_AGAIN = Text("Xem ai đã thay tệp, rồi chạy lại keytag open.", "See who replaced it, then run keytag open again.")
_ELSEWHERE = Text(
    "Chỗ này vừa được sửa ở trang khác; chưa ghi gì.", "This was changed on another page; nothing was written."
)
_LOOK = Text("Xem giá trị mới rồi sửa lại nếu cần.", "Look at the new value, then change it again if need be.")
