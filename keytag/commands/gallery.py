"""The command `gallery`: one job in every design that fits it, on one sheet from which a chief chooses.

The job is not changed: what a design would change stands beside its picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from keytag.checks.content import JobSubject, vet
from keytag.documents.job import EditionContent
from keytag.documents.yaml import limit_repeats
from keytag.drawing.geometry import Hole, Shape, ShapeKind, place_hole
from keytag.files import library
from keytag.files.library import ResourceKind
from keytag.files.writer import refuse_occupied
from keytag.findings import Finding, has_errors
from keytag.steps.check_editions import judging_day
from keytag.steps.edition_names import choose_editions
from keytag.steps.export import write_products
from keytag.steps.gallery import GALLERY, GALLERY_PICTURE, TriedDesign, design_of, gallery_products, with_changes
from keytag.steps.job_setup import JobSetup, load_setup, with_locations
from keytag.steps.order import Order
from keytag.steps.progress import Advance
from keytag.steps.report import WrittenFile

# House rules, in mm: the tags that offices order, by their shape; a job's own tag stands for its shape.
USUAL_TAGS = {
    ShapeKind.OVAL: Shape(ShapeKind.OVAL, 50, 20),
    ShapeKind.PILL: Shape(ShapeKind.PILL, 56, 22),
    ShapeKind.RECTANGLE: Shape(ShapeKind.RECTANGLE, 50, 30, 3),
    ShapeKind.CIRCLE: Shape(ShapeKind.CIRCLE, 36, 36),
}


class Gallery(Struct, frozen=True):
    """What came of it: the edition that is shown, its designs in order, findings about the job, files.

    There are no designs where what the job says is wrong, and no files where none fits: what refuses the first is
    among the findings then.
    """

    edition: EditionContent
    designs: tuple[TriedDesign, ...]
    findings: tuple[Finding, ...]
    files: tuple[WrittenFile, ...] = ()


def draw_gallery(path: Path, order: Order, shapes: Sequence[ShapeKind], out: Path, advance: Advance) -> Gallery:
    """Draw the job at ``path`` in all templates, on its own tag or on tags of ``shapes``, and write the sheet.

    Of several editions the one with the most to say stands for all.
    """
    refuse_occupied(out)
    setup, found = load_setup(path)
    edition = max(choose_editions(setup.file.editions, order.editions), key=_fullness)
    job, day = setup.file.job, judging_day(setup, order.date)
    vetted = vet(JobSubject(job, setup.file.editions, day, order.date, places=setup.file.places))
    if has_errors(vetted):
        return Gallery(edition, (), limit_repeats(with_locations(setup, (*vetted, *found))))
    kinds = tuple(dict.fromkeys(shapes or (setup.shape.kind,)))
    tags = [_tag_of(setup, kind) for kind in kinds]
    others = library.document_names(ResourceKind.TAGS, path)
    wanted = [(name, tag) for tag in tags for name in dict.fromkeys((edition.template, *others))]
    designs: list[TriedDesign] = []
    for done, (name, tag) in enumerate(wanted):
        advance(done, len(wanted))
        designs.append(design_of(setup, edition, name, tag))
    advance(len(wanted), len(wanted))
    # The job's own first, then those that are meant for such a job.
    designs.sort(
        key=lambda each: (kinds.index(each.shape.kind), each.template != edition.template, not each.is_meant)
    )
    own = next((each for each in designs if each.is_own), None)
    if own is not None:
        designs = [with_changes(each, own) for each in designs]
    if not any(design.composed is not None for design in designs):
        refused = tuple(design.refusal for design in designs[:1] if design.refusal is not None)
        return Gallery(edition, tuple(designs), with_locations(setup, refused))
    files = write_products(out, gallery_products(setup, edition, designs, order.date), (GALLERY, GALLERY_PICTURE))
    return Gallery(edition, tuple(designs), (), files)


def _fullness(edition: EditionContent) -> tuple[int, int]:
    return len(edition.numbers), len(edition.issuer_name) + len(edition.name or "")


def _tag_of(setup: JobSetup, kind: ShapeKind) -> tuple[Shape, Hole | None]:
    """Return the job's own tag where it has this shape, else a usual one, with a hole where such a tag hangs."""
    wish = setup.file.job.tag.hole
    if kind is setup.shape.kind:
        return setup.shape, setup.hole
    shape = USUAL_TAGS[kind]
    if wish is None:
        return shape, None
    try:
        return shape, place_hole(shape, wish.diameter, wish.edge, "top" if kind is ShapeKind.CIRCLE else "left")
    except ValueError:
        return shape, None
