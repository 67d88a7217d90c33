"""The moulds of an order: which editions share one, and the drawing of each for who makes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from keytag.artwork import Artwork, Fill, Role, Stroke
from keytag.geometry import Path
from keytag.ink import Ink, made_of
from keytag.pdf.write import write_sheets
from keytag.profile import srgb_from_ink
from keytag.workflow.editions import ComposedEdition
from keytag.workflow.export import imprint_of
from keytag.workflow.setting import Setting

if TYPE_CHECKING:
    from keytag.cutting.mould import MouldDrawing, Raised

_WHITE = made_of(Ink("white", (0.0, 0.0, 0.0, 0.0)))


def mould_files(setting: Setting, editions: tuple[ComposedEdition, ...], day: date) -> dict[str, bytes]:
    """Return the drawings of the moulds by name, a DXF each and one PDF; none where the shop moulds nothing."""
    if setting.shop.mould is None:
        return {}
    from keytag.cutting.mould import MouldPaper, mould_dxf, mould_page  # noqa: PLC0415 - few shops mould

    job = setting.file.job
    drawn = drawings(setting, editions)
    paper = MouldPaper(job.issuer.name, setting.file.path.stem, day, setting.content_hash)
    pages = tuple(mould_page(each, paper) for each in drawn)
    files = {
        f"mould/mould-{each.number}.dxf": mould_dxf(each, lambda ink: srgb_from_ink(setting.profile, ink))
        for each in drawn
    }
    return {"mould/mould.pdf": write_sheets(pages, imprint_of(setting, job.issuer.name, day)), **files}


def drawings(setting: Setting, editions: tuple[ComposedEdition, ...]) -> tuple[MouldDrawing, ...]:
    """Return a drawing for each mould, the editions that are moulded alike together."""
    from keytag.cutting.mould import MouldDrawing  # noqa: PLC0415 - as above

    mould, stock = setting.shop.mould, setting.shop.stock
    if mould is None:
        return ()
    groups: dict[tuple[Ink, tuple[Raised, ...]], list[str]] = {}
    for edition in editions:
        body = setting.stock(edition.content) or _WHITE
        raised = (*_raised("front", edition.tag.front, body), *_raised("back", edition.tag.back, body))
        groups.setdefault((body, raised), []).append(edition.content.id)
    return tuple(
        MouldDrawing(
            number,
            len(groups),
            setting.shape,
            setting.hole,
            body,
            stock.thickness if stock is not None else None,
            mould.relief,
            raised,
            tuple(ids),
        )
        for number, ((body, raised), ids) in enumerate(groups.items(), start=1)
    )


def _raised(side: str, artwork: Artwork, body: Ink) -> Iterator[Raised]:
    """Yield what stands out on a side, by level and colour; what stands on a raised ground is a level higher."""
    from keytag.cutting.mould import Raised  # noqa: PLC0415 - as above

    found: dict[tuple[int, Ink], list[Path]] = {}
    grounds = 0
    for item in artwork.items:
        if not isinstance(item, Fill | Stroke) or not item.ink.material:
            continue
        if item.role is Role.GROUND and item.ink == body:
            continue
        found.setdefault((grounds + 1, item.ink), []).append(_area(item, artwork))
        grounds += item.role is Role.GROUND
    for (level, ink), paths in sorted(found.items(), key=lambda each: each[0][0]):
        yield Raised(side, level, ink, tuple(paths))


def _area(item: Fill | Stroke, artwork: Artwork) -> Path:
    """Return the area of an item; a line is what lies between its two edges."""
    raise NotImplementedError
