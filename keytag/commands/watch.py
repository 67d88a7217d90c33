"""The command `watch`: the job rendered again as it, or anything it names, is saved.

Files are looked at again and again, which serves on network drives, too, where no system tells of changes. Editors
save in steps: by an empty file, by a new one that takes the old one's name. So a change is looked at only when it
has come to rest, and one that left every byte as it was is none. Knows neither screen nor clock: whoever calls
says how to wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.errors import KeytagError
from keytag.files import reader
from keytag.files.reader import SeenFile
from keytag.findings import has_errors
from keytag.steps.report import EditionWords, Report, SideWord

# House rules, in seconds: between two looks, and how long a file must have been left alone.
_PAUSE, _SETTLED = 0.25, 0.2
# House rule: who writes longer than so many pauses into a file is looked at all the same.
_MOST_UNSETTLED = 25
# House rule: a disk whose times have steps of two seconds hides a second save within one; so often all is read.
_READ_EVERY = 12
# House rule: of longer texts only that they changed is said.
_MOST_LINES = 20_000

Wait = Callable[[float], None]
"""Waits so many seconds."""


class FileChange(Struct, frozen=True):
    """A file that is not as it was: the numbers of a text's new lines; none of what is no text, or gone."""

    path: Path
    lines: tuple[int, ...] = ()
    is_gone: bool = False


class WordChange(Struct, frozen=True):
    """What stands otherwise on the tags of an edition, by its name; None where it came or is gone."""

    edition: str
    was: SideWord | None
    now: SideWord | None


class WatchedRun(Struct, frozen=True):
    """What came of one run: for which changes it was made, its report, or why keytag could not go on."""

    changes: tuple[FileChange, ...]
    outcome: Report | KeytagError
    files: tuple[Path, ...]
    """What is watched from now on, of it what lies in the job's folder."""
    words: tuple[WordChange, ...] = ()
    """What stands otherwise on the tags than after the last run that could draw them."""

    @property
    def is_drawn(self) -> bool:
        """Whether files were written."""
        return not isinstance(self.outcome, KeytagError) and not has_errors(self.outcome.findings)


def watch(job: Path, render: Callable[[], Report], wait: Wait) -> Iterator[WatchedRun]:
    """Yield what comes of ``render`` now, and again whenever a file that it has read is saved, without end.

    After a run that failed anything that comes into the folder of the ``job``, or goes, is a change as well: it
    may be what was missing. Raises MissingResourceError where there is no job to begin with.
    """
    if not reader.file_state(job):
        reader.read_bytes(job)
    changes: tuple[FileChange, ...] = ()
    known: dict[Path, SeenFile] = {}
    said: tuple[EditionWords, ...] = ()
    while True:
        outcome, seen = _run(render)
        failed = isinstance(outcome, KeytagError)
        known = {**(known if failed else {}), **{file.path: file for file in seen}}
        folder = job.absolute().parent
        own = tuple(path for path in known if path.is_relative_to(folder))
        words = outcome.words if isinstance(outcome, Report) else ()
        yield WatchedRun(changes, outcome, own, tuple(_changed_words(said, words)))
        said = words or said
        changes = _next_changes(known, (job.absolute(), folder) if failed else (), own, wait)
        for change in changes:
            known[change.path] = _as_it_is(change.path, known.get(change.path))


def _changed_words(was: Sequence[EditionWords], now: Sequence[EditionWords]) -> Iterator[WordChange]:
    """Yield what stands otherwise on the tags of the editions that were there before."""
    before = {edition.id: edition for edition in was}
    for edition in now:
        first, second = before.get(edition.id, edition).words, edition.words
        for kind, start, stop, begin, end in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
            if kind != "equal":
                for word, other in zip_longest(first[start:stop], second[begin:end]):
                    yield WordChange(edition.name, word, other)


def _run(render: Callable[[], Report]) -> tuple[Report | KeytagError, tuple[SeenFile, ...]]:
    with reader.read_once():
        try:
            outcome: Report | KeytagError = render()
        except KeytagError as error:
            outcome = error
        return outcome, reader.seen_files()


def _next_changes(
    known: dict[Path, SeenFile], beside: Sequence[Path], own: Sequence[Path], wait: Wait
) -> tuple[FileChange, ...]:
    """Wait until something has changed and come to rest, and return what; ``own`` files are read now and then."""
    around, looks = {path: reader.file_state(path) for path in beside}, 0
    while True:
        looks += 1
        touched = _touched(known) or (tuple(own) if looks % _READ_EVERY == 0 else ())
        came = tuple(path for path, state in around.items() if reader.file_state(path) != state)
        if touched or came:
            if came or _touched(known):
                _settle((*touched, *came), wait)
            changes = tuple(change for path in touched if (change := _change(known[path])) is not None)
            if changes or came:
                return changes or tuple(FileChange(path) for path in came)
            known.update({path: replace(known[path], state=reader.file_state(path)) for path in touched})
        wait(_PAUSE)


def _touched(known: dict[Path, SeenFile]) -> tuple[Path, ...]:
    return tuple(path for path, file in known.items() if reader.file_state(path) != file.state)


def _settle(paths: Sequence[Path], wait: Wait) -> None:
    """Wait until nobody writes into ``paths`` any more, nor is about to put a file in their place."""
    for _ in range(_MOST_UNSETTLED):
        before = [reader.file_state(path) for path in paths]
        wait(_SETTLED)
        if before == [reader.file_state(path) for path in paths]:
            return


def _as_it_is(path: Path, was: SeenFile | None) -> SeenFile:
    """Return the file at ``path`` as it is now, empty where it is gone."""
    state = reader.file_state(path)
    try:
        with reader.read_once():
            return SeenFile(path, reader.read_bytes(path, max(len(was.data) if was else 0, 1_000_000)), state)
    except KeytagError:
        return SeenFile(path, b"", state)


def _change(was: SeenFile) -> FileChange | None:
    """Return how a file is not as it ``was``; None where every byte is."""
    now = _as_it_is(was.path, was)
    if not now.state:
        return FileChange(was.path, is_gone=True) if was.state else None
    if now.data == was.data:
        return None
    return FileChange(was.path, _changed_lines(was.data, now.data))


def _changed_lines(was: bytes, now: bytes) -> tuple[int, ...]:
    """Return the numbers of the lines of ``now`` that are others than they were; none of what is no text."""
    if b"\0" in was or b"\0" in now:
        return ()
    before, after = was.splitlines(), now.splitlines()
    if max(len(before), len(after)) > _MOST_LINES:
        return ()
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        # Of lines that are gone the one is named that has come into their place.
        line + 1
        for kind, _, _, start, stop in found
        if kind != "equal"
        for line in range(start, max(stop, start + 1))
    )
