"""Every composed code read back from its picture, as a phone would, before anything is written.

What is rasterised is the display list: cut to the tag, its hole punched. Equal pictures are worn once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec.structs import replace

from keytag.drawing.artwork import NOWHERE, Artwork, Fill, Group, Item, Role, Stroke, walk
from keytag.drawing.geometry import Path, Rect, bounds, join_paths
from keytag.drawing.ink import Ink
from keytag.findings import Finding
from keytag.inspection.codes import ReadBack, code_findings
from keytag.inspection.codes.verdict import PIXEL
from keytag.steps.compose_editions import ComposedEdition
from keytag.steps.job_setup import JobSetup

if TYPE_CHECKING:
    from keytag.inspection.codes.reader import Picture

# House rule: 300 dpi, but no more than these pixels to a module and along a tag, where both are those of a poster.
_MODULE_PIXELS = 8
_TAG_PIXELS = 1500
# House rule, in mm: what is kept of the tag round a code's white ground, for the code to be found in.
_AROUND = 1.5

_Known = dict[tuple[Artwork | bytes, Rect, str, float, str], ReadBack]
"""By what is drawn near a code, or its picture; where it is looked at, its side, its module and what it says."""


def read_codes(
    setup: JobSetup, editions: tuple[ComposedEdition, ...]
) -> tuple[tuple[ComposedEdition, ...], tuple[Finding, ...]]:
    """Return ``editions`` with how their codes read, and what is wrong with that."""
    known: _Known = {}
    read: list[ComposedEdition] = []
    findings: list[Finding] = []
    for edition in editions:
        back = _read_back(setup, edition, known)
        read.append(replace(edition, read_back=back))
        code = edition.tag.code
        payload = code.symbol.payload if code is not None else None
        findings += code_findings(tuple(_drawn_by_others(setup, edition)), payload, back, _node(edition))
    return tuple(read), tuple(dict.fromkeys(findings))


def _read_back(setup: JobSetup, edition: ComposedEdition, known: _Known) -> ReadBack | None:
    code = edition.tag.code
    if code is None:
        return None
    from keytag.inspection.codes.margin import Sample, read_back  # noqa: PLC0415 - only tags with a code pay for it

    pixel = max(PIXEL, code.module / _MODULE_PIXELS)
    view = _to_pixels(code.ground.grown(_AROUND), pixel)
    side = edition.tag.code_side
    near = _near(edition.tag.front if side == "front" else edition.tag.back, view)
    drawn = (near, view, side, code.module, code.symbol.payload)
    if drawn not in known:
        picture = _picture(setup, near, side, view, pixel)
        seen = (picture.tobytes(), *drawn[1:])
        if seen not in known:
            corner = ((code.ground.x0 - view.x0) / pixel, (code.ground.y0 - view.y0) / pixel)
            back = read_back(Sample(picture, code.symbol, *corner, code.module / pixel))
            known[seen] = replace(back, gain=back.gain * pixel / PIXEL, loss=back.loss * pixel / PIXEL)
        known[drawn] = known[seen]
    return known[drawn]


def _drawn_by_others(setup: JobSetup, edition: ComposedEdition) -> Iterator[bytes]:
    """Yield the payloads of codes within drawings: lettering and rules cannot be one."""
    code = edition.tag.code
    for side, artwork in (("front", edition.tag.front), ("back", edition.tag.back)):
        if not any(item.role is Role.ART for item, _ in walk(artwork.items)):
            continue
        from keytag.inspection.codes.reader import payloads_in  # noqa: PLC0415 - only tags with a drawing pay for it

        pixel = max(PIXEL, max(artwork.trim.width, artwork.trim.height) / _TAG_PIXELS)
        view = _to_pixels(artwork.trim, pixel)
        found = list(payloads_in(_picture(setup, _near(artwork, view), side, view, pixel)))
        if code is not None and side == edition.tag.code_side and code.symbol.payload.encode() in found:
            found.remove(code.symbol.payload.encode())
        yield from found


def _picture(setup: JobSetup, near: Artwork, side: str, view: Rect, pixel: float) -> Picture:
    from keytag.inspection.codes.reader import picture_of  # noqa: PLC0415 - the same
    from keytag.output.png import PreviewSide, render_view  # noqa: PLC0415 - only tags with a code or a drawing pay for it
    from keytag.output.svg import draw_elements, path_data  # noqa: PLC0415 - the same

    shape, hole = setup.shape, setup.hole
    if hole is not None and side != "front":
        hole = hole.mirrored(shape.width)
    cut = join_paths((shape.outline(), *((hole.outline(),) if hole else ())))
    face = PreviewSide(draw_elements(near, _seen, technical=False), path_data(cut), shape.width, shape.height)
    return picture_of(render_view(face, view, pixel))


def _near(artwork: Artwork, view: Rect) -> Artwork:
    """Return what of ``artwork`` may show in ``view``, whatever it comes from."""
    near = (item for item in artwork.items if _is_near(item, view))
    items = (item if isinstance(item, Group) else replace(item, source=NOWHERE) for item in near)
    return replace(artwork, items=tuple(items))


def _is_near(item: Item, view: Rect) -> bool:
    """Tell whether ``item`` may show in ``view``, by the box of its points and handles."""
    if not isinstance(item, Fill | Stroke):
        return True
    box = _box_of(item.path)
    reach = item.width / 2 if isinstance(item, Stroke) else 0.0
    return box is not None and box.grown(reach).intersects(view)


# Editions share most of what is on them.
@lru_cache(maxsize=64)
def _box_of(path: Path) -> Rect | None:
    """Return the box round the points and handles of ``path``, None where it has none."""
    values = [value for _, xy in path.commands for value in xy]
    return bounds(zip(values[::2], values[1::2], strict=True)) if values else None


def _to_pixels(box: Rect, pixel: float) -> Rect:
    """Return ``box`` grown to whole pixels of ``pixel`` mm."""
    x0, y0 = floor(box.x0 / pixel) * pixel, floor(box.y0 / pixel) * pixel
    return Rect(x0, y0, ceil(box.x1 / pixel) * pixel, ceil(box.y1 / pixel) * pixel)


def _seen(ink: Ink) -> tuple[int, int, int]:
    """Return an ink as its plain complement: for dark against light no profile is needed."""
    cyan, magenta, yellow, black = ink.look
    red, green, blue = (round(255 * (1 - amount) * (1 - black)) for amount in (cyan, magenta, yellow))
    return red, green, blue


def _node(edition: ComposedEdition) -> str:
    """Return the job's node that says the link, or where it says none, the template with the drawing."""
    if edition.content.qr is not None:
        return f"{edition.content.qr.node}.link"
    return f"{edition.content.node}.template" if edition.content.node else "template"
