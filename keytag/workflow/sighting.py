"""Finished sheets looked at: their slots against approved one-ups, as `keytag.readback` sees them."""

from __future__ import annotations

from collections.abc import Mapping

from keytag.artwork import Artwork
from keytag.geometry import Affine, Path
from keytag.imposition import Imposition
from keytag.readback.alike import Mask, mask_of
from keytag.readback.raster import opened
from keytag.readback.slots import SCALE, OneUp, SheetsSeen, look, pixels, see
from keytag.readback.views import EditionLooks, views_of
from keytag.workflow.editions import ComposedEdition
from keytag.workflow.setting import Setting

OneUpFiles = Mapping[str, tuple[bytes, bytes]]
"""Each edition's approved sides as PDFs of one page, with cutting lines where the sheet has them."""


def see_sheets(
    setting: Setting,
    editions: tuple[ComposedEdition, ...],
    imposition: Imposition,
    one_ups: OneUpFiles,
    sheets: bytes,
) -> SheetsSeen:
    """Look at every slot of every form in ``sheets``, a file with each layout once.

    Raises pypdfium2.PdfiumError where a file cannot be opened.
    """
    trim = editions[0].tag.front.trim
    looks = {edition.content.id: _looks(edition, one_ups[edition.content.id]) for edition in editions}
    with opened(sheets) as pages:
        return see(pages, views_of(imposition, looks), trim, _mask(setting))


def _looks(edition: ComposedEdition, files: tuple[bytes, bytes]) -> EditionLooks:
    code, side = edition.tag.code, edition.tag.code_side
    front, back = (
        _one_up(edition.content.id, name, artwork, data, code.symbol.payload if code and side == name else None)
        for name, artwork, data in zip(
            ("front", "back"), (edition.tag.front, edition.tag.back), files, strict=True
        )
    )
    return EditionLooks(edition.tag.front, front, back)


def _one_up(edition: str, side: str, artwork: Artwork, data: bytes, payload: str | None) -> OneUp:
    box = artwork.bleed_box
    with opened(data) as (page,):
        picture = look(page, Affine.translation(-box.x0, -box.y0), artwork.trim)
    return OneUp(edition, side, picture, payload)


def _mask(setting: Setting) -> Mask:
    """Return the mask of the tag: what lies inside the cut."""
    (outline,) = _pixels(setting.shape.outline())
    return mask_of(pixels(setting.shape.trim), outline, ())


def _pixels(path: Path) -> tuple[tuple[tuple[float, float], ...], ...]:
    # House rule: a fiftieth of a millimetre is a quarter of a pixel.
    return tuple(tuple((x * SCALE, y * SCALE) for x, y in contour) for contour in path.flattened(0.02))
