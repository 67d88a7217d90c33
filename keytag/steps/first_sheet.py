"""What a first printed sheet must look like: its sides as pictures, and where on them each tag lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, inks
from keytag.drawing.geometry import Affine
from keytag.drawing.ink import PROCESS, Ink
from keytag.findings import Finding, has_errors
from keytag.imposition import Imposition
from keytag.imposition.technical_lines import sheets_without_cut, without_cut
from keytag.inspection.codes.reader import Picture
from keytag.inspection.pdf.without_spot import remove_spot
from keytag.inspection.photographs.sheet import (
    PER_MM,
    WHOLE,
    ExpectedSide,
    ExpectedTag,
    SideLook,
    shrink,
    side_look,
)
from keytag.inspection.separations.separate import InseparableError, separate
from keytag.inspection.sheets.one_ups import OneUp
from keytag.inspection.sheets.raster import open_pages
from keytag.inspection.sheets.slots import SlotView, slot_picture
from keytag.inspection.sheets.views import EditionLooks, views_of
from keytag.output.pdf.profile import srgb_from_ink
from keytag.output.pdf.seal import Imprint
from keytag.steps.check_editions import compose_and_check
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.content_hash import with_content_hash
from keytag.steps.export import imprint_of
from keytag.steps.impose import impose_editions
from keytag.steps.job_setup import JobSetup, load_setup
from keytag.steps.making import has_patch
from keytag.steps.order import Order
from keytag.steps.plate_plan import plan_plates
from keytag.steps.press import put_on_press
from keytag.steps.press_pdf import write_one_ups, write_sheets
from keytag.steps.progress import no_progress


class ImposedJob(Struct, frozen=True):
    """A job's editions on its sheets; no imposition where a finding is an error."""

    setup: JobSetup
    editions: tuple[ComposedEdition, ...]
    imposition: Imposition | None
    findings: tuple[Finding, ...]


def impose_job(path: Path, order: Order) -> ImposedJob:
    """Lay the tags of the job at ``path`` on press sheets as `sheet` does, and write nothing."""
    setup, found = load_setup(path, order.shop, order.profile, order.rules)
    run = put_on_press(setup, order)
    draft = compose_and_check(setup, run.contents, order.date, (*found, *run.findings), no_progress, run.counted)
    if has_errors(draft.findings):
        return ImposedJob(setup, draft.editions, None, draft.findings)
    plan = plan_plates(setup, run, order.limits)
    setup = with_content_hash(setup, draft.editions, run, order.limits.max_plates)
    return ImposedJob(
        setup, draft.editions, impose_editions(setup, draft.editions, plan, order.date), draft.findings
    )


def expected_sides(
    setup: JobSetup, editions: Sequence[ComposedEdition], imposition: Imposition, day: date
) -> tuple[ExpectedSide, ...]:
    """Return every side of the sheets of ``imposition`` as a camera ought to see it: without the cut's lines."""
    imprint = imprint_of(setup, setup.file.office, day)
    looks: dict[int, SideLook] = {}
    pairs = {}
    for edition in editions:
        front, back = (_one_up(setup, edition, side, imprint, looks) for side in ("front", "back"))
        pairs[edition.content.id] = EditionLooks(front, back)
    data = _beneath_white(setup, write_sheets(sheets_without_cut(tuple(imposition.pages())), imprint))
    views = views_of(imposition, pairs)
    width, height = imposition.press.width, imposition.press.height
    with open_pages(data) as pages:
        wholes = [
            page.piece(Affine.scaling(WHOLE, WHOLE), round(width * WHOLE), round(height * WHOLE)) for page in pages
        ]
    sides = []
    page = 0
    for index, plate in enumerate(imposition.plates):
        for form in range(len(plate.forms)):
            tags = tuple(_tag(view, looks) for view in views if view.page == page)
            sides.append(ExpectedSide(index, page, form > 0, width, height, wholes[page], tags))
            page += 1
    return tuple(sides)


def _tag(view: SlotView, looks: Mapping[int, SideLook]) -> ExpectedTag:
    return ExpectedTag(view.number, looks[id(view.one_up)], view.to_sheet)


def _one_up(
    setup: JobSetup, edition: ComposedEdition, side: str, imprint: Imprint, looks: dict[int, SideLook]
) -> OneUp:
    """Return a side's one-up as it is printed; its look is put into ``looks`` by the one-up's identity."""
    artwork = without_cut(edition.printed[0 if side == "front" else 1])
    data = _beneath_white(setup, write_one_ups((artwork,), imprint))
    picture = _picture(data, artwork)
    code = edition.tag.code if edition.tag.code_side == side and not has_patch(setup, edition.tag) else None
    one = OneUp(edition.content.id, side, picture, code.symbol.payload if code else None)
    mirror = Affine.mirror_x(setup.shape.width / 2) if side == "back" else Affine()
    looks[id(one)] = side_look(
        edition.content.id,
        side,
        picture,
        outline=setup.shape.outline(),
        hole=setup.hole.outline().transformed(mirror) if setup.hole is not None else None,
        payload=one.payload,
        plates=tuple(_plates(setup, artwork, data)),
    )
    return one


def _picture(data: bytes, artwork: Artwork) -> Picture:
    with open_pages(data) as (page,):
        place = Affine.translation(page.trim.x0, page.trim.y0)
        # Drawn twice as fine and made small softly: an edge then lies where it lies, not where pixels begin.
        return shrink(slot_picture(page, place, artwork.trim, _FINER * PER_MM), _FINER)


_FINER = 2


def _plates(
    setup: JobSetup, artwork: Artwork, data: bytes
) -> Iterator[tuple[str, tuple[float, float, float], Picture]]:
    """Yield each ink's plate of a side, how it looks and where it lies; nothing without a colour engine's help."""
    try:
        plates = separate(data)
    except InseparableError:
        return
    spots = {ink.name: replace(ink, tint=1.0) for ink in inks(artwork) if ink.spot}
    for name, copy in plates.files:
        cyan, magenta, yellow, black = (1.0 if name == process else 0.0 for process in PROCESS)
        ink = spots.get(name) or Ink(name, (cyan, magenta, yellow, black))
        red, green, blue = srgb_from_ink(setup.profile, ink)
        yield name, (red / 255, green / 255, blue / 255), _picture(copy, artwork)


def _beneath_white(setup: JobSetup, data: bytes) -> bytes:
    """Return the file as a reader sees the printed sheet: the white lies under its colours."""
    return data if setup.white is None else remove_spot(data, setup.white.ink.name)
