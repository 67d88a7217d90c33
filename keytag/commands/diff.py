"""The command `diff`: a job held against what it was, in words, in figures and as pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.checks.difference import FieldChange, tag_changes
from keytag.commands.cost import cost_of_run
from keytag.documents.approval import read_approval
from keytag.documents.job import slug
from keytag.errors import MissingResourceError, UsageError
from keytag.files import library, reader
from keytag.files.writer import refuse_occupied, write_files
from keytag.handoff.approved_tags import draw_as_approved
from keytag.handoff.job_states import (
    JobState,
    TagState,
    kind_of_state,
    state_of_approval,
    state_of_job,
    state_of_lock,
    state_of_package,
)
from keytag.steps.order import Order
from keytag.steps.progress import Advance
from keytag.text.figures import format_count
from keytag.text.text import Language, Text, fold_name


class TagDifference(Struct, frozen=True):
    """An edition that is not as it was; one state is None where it came or is gone."""

    was: TagState | None
    now: TagState | None
    changes: tuple[FieldChange, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        state = self.now or self.was
        return state.name if state is not None else ""

    @property
    def id(self) -> str:
        """Its id, as it is now."""
        state = self.now or self.was
        return state.id if state is not None else ""

    @property
    def looks_otherwise(self) -> bool:
        """Whether the tag looks otherwise, as far as that is known of both."""
        if self.was is None or self.now is None:
            return True
        return None not in (self.was.artwork, self.now.artwork) and self.was.artwork != self.now.artwork

    @property
    def is_drawn(self) -> bool:
        """Whether each state that there is can be drawn."""
        return all(state.drawn is not None for state in (self.was, self.now) if state is not None)


class Difference(Struct, frozen=True):
    """All in which ``now`` is not as ``was``: what all editions share, each edition, figures of the order."""

    was: JobState
    now: JobState
    shared: tuple[FieldChange, ...] = ()
    tags: tuple[TagDifference, ...] = ()
    order: tuple[FieldChange, ...] = ()
    pictures: tuple[Path, ...] = ()
    wants_pictures: bool = False

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs."""
        return not (self.shared or self.tags or self.order)

    @property
    def undrawn(self) -> tuple[TagDifference, ...]:
        """The editions that look otherwise and of which a picture was asked for that cannot be drawn."""
        return tuple(tag for tag in self.tags if self.wants_pictures and tag.looks_otherwise and not tag.is_drawn)


def diff(
    one: Path, other: Path | None, order: Order, out: Path | None, language: Language, advance: Advance
) -> Difference:
    """Return in what ``other`` is not as ``one``; without it, what the job ``one`` was before against what it is.

    With ``out`` a picture of each edition that looks otherwise is written there.

    Raises:
        UsageError: one alone was given, and it is no job.
        MissingResourceError: a job was given that nothing can be held against.
    """
    if out is not None:
        refuse_occupied(out)
    was_path, now_path = (_earlier(one), one) if other is None else (one, other)
    jobs = [path.name for path in (was_path, now_path) if kind_of_state(path) == "job"]
    was, now = (_state(path, jobs[0] if jobs else None, order, advance) for path in (was_path, now_path))
    if out is not None:
        was, now = _with_drawings(was, now, advance), _with_drawings(now, was, advance)
    found = tuple(_tag_differences(was, now))
    shared = _shared(found, now)
    tags = tuple(
        TagDifference(each.was, each.now, tuple(change for change in each.changes if change not in shared))
        for each in found
    )
    # What is no more than all share is told once; that a tag looks otherwise is told of each.
    kept = tuple(each for each in tags if each.changes or each.looks_otherwise)
    result = Difference(was, now, shared, kept, tuple(_order_changes(was, now)))
    if out is None:
        return result
    return replace(result, pictures=_pictures(result, out, language, advance), wants_pictures=True)


def _state(path: Path, job: str | None, order: Order, advance: Advance) -> JobState:
    kind = kind_of_state(path)
    if kind == "package":
        return state_of_package(path, advance)
    if kind == "approval":
        return state_of_approval(path, job)
    return state_of_lock(path) if kind == "lock" else state_of_job(path, order, advance)


def _with_drawings(state: JobState, other: JobState, advance: Advance) -> JobState:
    """Return an approval with its tags drawn as far as that can be done by the job that it is held against."""
    return draw_as_approved(state, other, advance) if state.kind == "approval" else state


def _earlier(job: Path) -> Path:
    """Return what the job at ``job`` is held against: its approval, its lock, or its newest package."""
    if kind_of_state(job) != "job":
        raise UsageError(
            Text(f"So {job} với tệp nào?", f"Hold {job} against what?"),
            Text(
                f"Ghi thêm tệp thứ hai: keytag diff {job} ward.yaml", f"Name a second: keytag diff {job} ward.yaml"
            ),
        )
    approval = read_approval(job)
    if approval is not None and any(entry.job == job.name for entry in approval.approval.approvals):
        return approval.path
    if reader.is_there(library.lock_path(job)):
        return library.lock_path(job)
    name = slug(library.job_name(job))
    found = [
        path
        for folder in (job.parent, job.parent / "out")
        for path in reader.matching_paths(str(folder / f"{name}-[0-9][0-9][0-9][0-9]-*.zip"))
    ]
    if not found:
        raise MissingResourceError(
            Text(
                f"Chưa có phê duyệt, bản chốt mẫu hay gói nào của {job.name} để so.",
                f"There is no approval, lock or package of {job.name} to hold it against.",
            ),
            Text("Ghi hai tệp: keytag diff CŨ MỚI", "Name two: keytag diff OLD NEW"),
        )
    return max(found, key=lambda path: (path.name[len(name) + 1 : len(name) + 11], reader.file_state(path)[1:2]))


def _tag_differences(was: JobState, now: JobState) -> Iterator[TagDifference]:
    """Yield the editions that differ, matched by their ids, or else by their names, in the order of now.

    A job's only edition is named after its file: two such are one, whatever the files are called.
    """
    before = {tag.id: tag for tag in was.tags}
    if len(was.tags) == len(now.tags) == 1:
        before = {now.tags[0].id: was.tags[0]}
    left = {fold_name(tag.name): tag for tag in was.tags if tag.id not in {each.id for each in now.tags}}
    for tag in now.tags:
        twin = before.get(tag.id) or left.pop(fold_name(tag.name), None)
        if twin is None:
            yield TagDifference(None, tag)
            continue
        left = {name: each for name, each in left.items() if each is not twin}
        changes = tuple(_changes(twin, tag))
        found = TagDifference(twin, tag, changes)
        if changes or found.looks_otherwise:
            yield found
    for tag in left.values():
        yield TagDifference(tag, None)


def _changes(was: TagState, now: TagState) -> Iterator[FieldChange]:
    """Yield what stands otherwise on a tag; of its quantity nothing where nobody says it of one of both."""
    if was.said is not None and now.said is not None:
        for change in tag_changes(was.said, now.said):
            if change.field != "quantity" or (was.is_counted and now.is_counted):
                yield change


def _shared(found: Sequence[TagDifference], now: JobState) -> tuple[FieldChange, ...]:
    """Return the changes that all editions share which were there before, where they are several."""
    kept = [each for each in found if each.was is not None and each.now is not None]
    came = sum(each.was is None for each in found)
    if len(kept) < max(2, len(now.tags) - came):
        return ()
    return tuple(change for change in kept[0].changes if all(change in each.changes for each in kept))


def _order_changes(was: JobState, now: JobState) -> Iterator[FieldChange]:
    """Yield the figures of the order that differ, where both states have been planned."""
    if was.plan is not None and now.plan is not None:
        for field, what in _FIGURES.items():
            before, after = getattr(was.plan, field), getattr(now.plan, field)
            if before != after:
                yield FieldChange(field, what, _count(before), _count(after))
    before, after = _cost(was), _cost(now)
    if before is not None and after is not None and before != after:
        yield FieldChange("cost", Text("tiền, đ", "cost, đ"), _count(before), _count(after))


_FIGURES = {
    "ordered": Text("đặt in, chiếc", "tags ordered"),
    "printed": Text("thực in, chiếc", "tags printed"),
    "layouts": Text("số bài in", "layouts"),
    "sheets": Text("số tờ nạp máy", "sheets to load"),
}


def _count(number: int) -> Text:
    return Text(format_count(number), format_count(number, "en"))


def _cost(state: JobState) -> int | None:
    """Return what a state's order costs; None where its shop has not told all prices, or nothing is planned."""
    if state.setup is None or state.plan is None:
        return None
    facts = cost_of_run(state.setup, state.plan.run, state.plan.planned)
    return facts.total if facts.is_whole else None


def _pictures(difference: Difference, out: Path, language: Language, advance: Advance) -> tuple[Path, ...]:
    """Write a picture of each edition that looks otherwise, as far as both its states can be drawn."""
    from keytag.steps.tag_pictures import compare_tags  # noqa: PLC0415 - only those who want pictures pay for it

    files: dict[str, bytes] = {}
    for done, each in enumerate(difference.tags):
        advance(done, len(difference.tags))
        if not each.looks_otherwise or not each.is_drawn:
            continue
        was, now = (
            (state.drawn.setup, state.drawn.edition) if state is not None and state.drawn is not None else None
            for state in (each.was, each.now)
        )
        files[f"{each.id}.png"] = compare_tags(was, now, language)
    return write_files(out, files)
