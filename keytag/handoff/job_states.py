"""A job as it is or was at some time: from the job itself, an approval, a lock, or a package.

What comes from a package is a stranger's: it is opened, bounded and read as `verify` reads it, and drawn again
from its folder ``job/`` by this keytag. An approval holds words and hashes, a lock hashes alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.documents.approval import Approval, ApprovedTag
from keytag.documents.lock import Lock
from keytag.documents.yaml import MAX_BYTES, read_document
from keytag.errors import KeytagError, UsageError
from keytag.files import reader
from keytag.files.writer import temporary_files
from keytag.handoff.manifest import MANIFEST
from keytag.handoff.record import RECORD, files_of_job, read_record
from keytag.handoff.remake import open_package, recorded_order, with_package_paths
from keytag.steps.approval import approved_tag
from keytag.steps.artwork_hash import artwork_hash
from keytag.steps.compose_editions import ComposedEdition, compose_editions
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.order import Order
from keytag.steps.plate_plan import PlatePlan, plan_plates
from keytag.steps.press import EditionsOnPress, put_on_press
from keytag.steps.progress import Advance
from keytag.text.text import Text

StateKind = Literal["job", "approval", "lock", "package"]


class DrawnTag(Struct, frozen=True):
    """An edition's tag with the set-up that it was composed in."""

    setup: JobSetup
    edition: ComposedEdition


class TagState(Struct, frozen=True):
    """An edition: what stands on its tag, where that is known, and the hash of how the tag looks."""

    id: str
    name: str
    said: ApprovedTag | None
    artwork: str | None
    drawn: DrawnTag | None = None
    is_counted: bool = True
    """Whether anybody says how many there are."""


class PlanState(Struct, frozen=True):
    """What an order takes: tags ordered and printed, layouts, press sheets with those for make-ready; its plan."""

    ordered: int
    printed: int
    layouts: int
    sheets: int
    run: EditionsOnPress
    planned: PlatePlan


class JobState(Struct, frozen=True):
    """A job at some time: what kind of document says so, where it lies, its editions, and what its order takes."""

    kind: StateKind
    path: Path
    tags: tuple[TagState, ...]
    plan: PlanState | None = None
    setup: JobSetup | None = None
    version: str | None = None
    """By which keytag it was made, where that is told."""


def kind_of_state(path: Path) -> StateKind:
    """Tell what ``path`` is: a package by its form, a document by its first key; a job where nothing tells."""
    if reader.is_folder(path) or reader.read_head(path, 2) == b"PK":
        return "package"
    head = reader.read_head(path, _HEAD_BYTES).decode("utf-8", "replace")
    keys = {line.partition(":")[0].rstrip() for line in head.splitlines() if ":" in line}
    if "approval" in keys and "keytag" not in keys:
        return "approval"
    return "lock" if "lock" in keys and "keytag" not in keys else "job"


# House rule: what tells a document's kind stands in the first lines, after comments.
_HEAD_BYTES = 4096


def state_of_job(path: Path, order: Order, advance: Advance) -> JobState:
    """Return the job at ``path`` as it is now, every edition drawn that fits."""
    setup, _ = load_setup(path, order.shop, order.profile)
    return _state("job", path, setup, order, advance)


def state_of_package(path: Path, advance: Advance) -> JobState:
    """Return the job in the package at ``path`` as it was ordered, drawn by this keytag.

    Raises:
        UsageError: the folder is none of a package.
        InvalidDocumentError: it is no sound package, or its record or job cannot be read.
        UnreadableFileError: it is larger than any package.
    """
    files = open_package(path).files
    if RECORD not in files and MANIFEST not in files:
        raise UsageError(
            Text(f"{path} không phải là gói gửi nhà in.", f"{path} is no package."),
            Text("Ghi tệp zip của gói, hoặc thư mục của nó.", "Name a package's zip, or its folder."),
        )
    record = read_record(files, path.name)
    with temporary_files(files_of_job(files, path.name)) as folder:
        order = recorded_order(record, folder)
        try:
            setup, _ = load_setup(folder / record.job, order.shop, order.profile, order.rules)
            state = _state("package", path, setup, order, advance)
        except KeytagError as error:
            raise with_package_paths(error, folder) from None
    return JobState(state.kind, path, state.tags, state.plan, setup, record.version)


def state_of_approval(path: Path, job: str | None) -> JobState:
    """Return what the approval at ``path`` says yes to, of the file called ``job`` where it names that."""
    approval = read_document(reader.read_bytes(path, MAX_BYTES), str(path), Approval)[0]
    entries = [entry for entry in approval.approvals if entry.job == job] or approval.approvals
    tags = tuple(
        TagState(entry.edition, entry.of.name or entry.of.issuer, entry.of, entry.artwork) for entry in entries
    )
    return JobState("approval", path, tags)


def state_of_lock(path: Path) -> JobState:
    """Return how the tags of the job looked whose lock lies at ``path``."""
    lock = read_document(reader.read_bytes(path, MAX_BYTES), str(path), Lock)[0]
    tags = tuple(TagState(tag.id, tag.id, None, tag.artwork) for tag in lock.tags)
    return JobState("lock", path, tags, version=lock.drawn_with.version)


def _state(kind: StateKind, path: Path, setup: JobSetup, order: Order, advance: Advance) -> JobState:
    counts, plan = _plan(setup, order)
    composed, _ = compose_editions(setup, setup.file.editions, advance)
    drawn = {edition.content.id: edition for edition in composed}
    names = names_of(setup.file.editions)
    tags: list[TagState] = []
    for content in setup.file.editions:
        edition, quantity = drawn.get(content.id), counts.get(content.id, content.quantity)
        said = approved_tag(setup, replace(content, quantity=quantity))
        tag = TagState(content.id, names[content.id], said, None, is_counted=quantity is not None)
        if edition is not None:
            tag = replace(tag, artwork=artwork_hash(setup, edition), drawn=DrawnTag(setup, edition))
        tags.append(tag)
    return JobState(kind, path, tuple(tags), plan, setup)


def _plan(setup: JobSetup, order: Order) -> tuple[Mapping[str, int], PlanState | None]:
    """Return how many of each edition are ordered, and what that takes; nothing where that cannot be planned.

    Nobody may say how many there are, or no tag fits the sheet: `check` and `plan` say so.
    """
    try:
        run = put_on_press(setup, order)
        planned = plan_plates(setup, run, order.limits)
    except KeytagError:
        return {}, None
    counts = {content.id: number for content, number in zip(run.contents, run.ordered, strict=True)}
    slots, sheets = len(planned.layout.slots), planned.chosen.sheets
    spoiled = setup.shop.cutter_setup + sum(filling.make_ready for filling in planned.chosen.fillings)
    return counts, PlanState(
        sum(run.ordered), sheets * slots, len(planned.chosen.fillings), sheets + spoiled, run, planned
    )
