"""The moulds of an order: which editions share one, and the drawing of each for who makes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from keytag.checks.artwork.drawn_item import DrawnItem, control_box
from keytag.checks.artwork.relief import is_within
from keytag.drawing.artwork import Artwork, Fill, Role, Stroke
from keytag.drawing.geometry import Affine, Path, Shape, join_paths
from keytag.drawing.ink import Ink
from keytag.files import library
from keytag.output.ticket.figures import ink_title
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.edition_names import names_of
from keytag.steps.job_setup import JobSetup
from keytag.steps.making import WHITE_BODY, raised_items
from keytag.steps.paper_pdf import colours_of, write_paper

if TYPE_CHECKING:
    from keytag.output.cutting.mould import MouldDrawing, ReliefLevel, ReliefPart


def mould_files(setup: JobSetup, editions: tuple[ComposedEdition, ...], day: date) -> dict[str, bytes]:
    """Return the drawings of the moulds by name, a DXF each and one PDF; none where the shop moulds nothing."""
    if setup.shop.mould is None:
        return {}
    from keytag.output.cutting.mould import TitleBlock, mould_dxf, mould_page  # noqa: PLC0415 - few shops mould

    drawn = mould_drawings(setup, editions)
    paper = TitleBlock(setup.file.office, library.job_name(setup.file.path), day, setup.content_hash, setup.stamp)
    pages = tuple(mould_page(each, paper, ink_title) for each in drawn)
    colour_of = colours_of(setup.profile)
    files = {
        f"mould/mould-{each.number}.dxf": mould_dxf(each, colour_of, ink_title, setup.stamp) for each in drawn
    }
    return {"mould/mould.pdf": write_paper(pages, setup.file.office, day, colour_of), **files}


def mould_drawings(setup: JobSetup, editions: tuple[ComposedEdition, ...]) -> tuple[MouldDrawing, ...]:
    """Return a drawing for each mould, the editions that are moulded alike together."""
    from keytag.output.cutting.mould import MouldDrawing  # noqa: PLC0415 - as above

    mould, stock = setup.shop.mould, setup.shop.stock
    if mould is None:
        return ()
    names = names_of(setup.file.editions)
    groups: dict[tuple[Ink, tuple[ReliefLevel, ...]], list[str]] = {}
    for edition in editions:
        body = setup.stock(edition.content) or WHITE_BODY
        raised = (
            *_raised(setup.shape, "front", edition.tag.front, body),
            *_raised(setup.shape, "back", edition.tag.back, body),
        )
        groups.setdefault((body, raised), []).append(names[edition.content.id])
    return tuple(
        MouldDrawing(
            number,
            len(groups),
            setup.shape,
            setup.hole,
            body,
            stock.thickness if stock is not None else None,
            mould.relief,
            raised,
            tuple(called),
        )
        for number, ((body, raised), called) in enumerate(groups.items(), start=1)
    )


def _raised(shape: Shape, side: str, artwork: Artwork, body: Ink) -> Iterator[ReliefLevel]:
    """Yield what stands out on a side, by level and colour; what stands on a raised ground is a level higher."""
    from keytag.output.cutting.mould import ReliefLevel  # noqa: PLC0415 - as above

    found: dict[tuple[int, Ink], list[Path]] = {}
    parts: dict[tuple[int, Ink], list[ReliefPart]] = {}
    grounds: list[Path] = []
    for item in raised_items(artwork, body):
        level = 1 + sum(is_within(item.path, ground) for ground in grounds)
        found.setdefault((level, item.ink), []).append(_area(shape, item))
        parts.setdefault((level, item.ink), []).append(_part(shape, item))
        grounds += (item.path,) if item.role is Role.GROUND else ()
    for (level, ink), paths in sorted(found.items(), key=lambda each: each[0][0]):
        yield ReliefLevel(side, level, ink, tuple(paths), tuple(parts[level, ink]))


def _part(shape: Shape, item: Fill | Stroke) -> ReliefPart:
    """Return what a mould maker measures of an item."""
    from keytag.output.cutting.mould import ReliefPart  # noqa: PLC0415 - as above

    if isinstance(item, Stroke):
        _, start = item.path.commands[0]
        return ReliefPart(stroke=item.width, inset=shape.depth((start[-2], start[-1])) - item.width / 2)
    box = item.path.bounds()
    if item.role is not Role.LETTERING:
        return ReliefPart(height=box.height)
    drawn = DrawnItem(item, 0, item.path, control_box(item.path.commands), 0.0)
    return ReliefPart(item.said, max(one.box.height for one in drawn.outlines), drawn.thickness)


def _area(shape: Shape, item: Fill | Stroke) -> Path:
    """Return the area of an item; a line runs along the cut, and is what lies between its two edges."""
    if isinstance(item, Fill):
        return item.path
    _, start = item.path.commands[0]
    inset = shape.depth((start[-2], start[-1]))
    inner = shape.outline(inset + item.width / 2).transformed(Affine.mirror_x(shape.width / 2))
    return join_paths((shape.outline(inset - item.width / 2), inner))
