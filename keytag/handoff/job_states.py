"""A job as it is or was at some time: from the job itself, an approval, a lock, or a package.

What comes from a package is a stranger's: it is opened, bounded and read as `verify` reads it, and drawn again
from its folder ``job/`` by this keytag. An approval holds words and hashes, a lock hashes alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag import __version__
from keytag.documents.approval import Approval, ApprovedNumber, ApprovedTag
from keytag.documents.job import EditionContent
from keytag.documents.lock import Lock
from keytag.documents.yaml import MAX_BYTES, read_document
from keytag.drawing.ink import Ink
from keytag.errors import KeytagError, UsageError
from keytag.files import font_files, reader
from keytag.files.writer import temporary_files
from keytag.handoff.manifest import MANIFEST
from keytag.handoff.record import RECORD, files_of_job, read_record
from keytag.handoff.remake import open_package, recorded_order
from keytag.steps.artwork_hash import artwork_hash
from keytag.steps.compose_editions import ComposedEdition, compose_editions
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.order import Order
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import put_on_press
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


class PlanState(Struct, frozen=True):
    """What an order takes: tags ordered and printed, layouts, press sheets with those for make-ready."""

    ordered: int
    printed: int
    layouts: int
    sheets: int


class JobState(Struct, frozen=True):
    """A job at some time: what kind of document says so, where it lies, its editions, and what its order takes."""

    kind: StateKind
    path: Path
    tags: tuple[TagState, ...]
    plan: PlanState | None = None
    setup: JobSetup | None = None
    order: Order | None = None
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
        setup, _ = load_setup(folder / record.job, order.shop, order.profile, order.rules)
        state = _state("package", path, setup, order, advance)
    return JobState(state.kind, path, state.tags, state.plan, setup, order, record.version)


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
        said = _approved_tag(setup, replace(content, quantity=quantity))
        if edition is None:
            tags.append(TagState(content.id, names[content.id], said, None))
        else:
            hashed = artwork_hash(setup, edition)
            tags.append(TagState(content.id, names[content.id], said, hashed, DrawnTag(setup, edition)))
    return JobState(kind, path, tuple(tags), plan, setup, order)


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
    return counts, PlanState(sum(run.ordered), sheets * slots, len(planned.chosen.fillings), sheets + spoiled)


def _approved_tag(setup: JobSetup, content: EditionContent) -> ApprovedTag:
    """Return the plain copy of what an approval of ``content`` says yes to; it has a quantity."""
    tag, order, shop = setup.file.job.tag, setup.file.job.order, setup.shop
    hole = tag.hole
    code = content.qr
    return ApprovedTag(
        issuer=content.issuer_name,
        province=content.province,
        name=content.name,
        slogan=content.slogan,
        numbers=tuple(
            ApprovedNumber(label=each.label, number=each.display, side=each.side) for each in content.numbers
        ),
        link=code.link if code is not None else None,
        caption=code.caption if code is not None else None,
        mark=content.mark or None,
        template=content.template,
        colours={role: _colour(ink) for role, ink in setup.inks(content).items()},
        shape=str(tag.shape),
        size=f"{tag.width:g} × {tag.height:g} mm",
        hole=None if hole is None else f"{hole.diameter:g} mm, {hole.edge:g} mm, {hole.side}",
        sides="front" if shop.backing == "single" else "both",
        quantity=content.quantity or 1,
        order=getattr(order, "number", None),
        stock=order.stock or (shop.stock.material.vi if shop.stock is not None else None),
        finishing=order.finishing,
        ring=order.ring,
        cut=shop.cut,
        shop=shop.name,
        process=shop.process,
        drawn_by=__version__,
        design=_design_hash(setup, content),
        profile=setup.profile.digest[:10],
    )


def _colour(ink: Ink) -> str:
    mixture = "C{:g} M{:g} Y{:g} K{:g}".format(*(round(100 * each, 1) for each in ink.cmyk))
    if ink.spot:
        return f"{ink.name} ({ink.tint:.0%})" if ink.tint < 1 else ink.name
    return f"{ink.name} {mixture}"


def _design_hash(setup: JobSetup, content: EditionContent) -> str:
    """Return the hash of a template with the drawings that it names and all fonts that there are."""
    template = setup.templates[content.template]
    digest = sha256(template.model_dump_json().encode())
    for name in sorted(setup.arts):
        digest.update(repr(setup.arts[name]).encode())
    for font in font_files.all_font_files():
        digest.update(sha256(reader.read_bytes(font.path)).digest())
    return digest.hexdigest()[:10]
