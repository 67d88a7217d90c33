"""Finished sheets looked at: their slots against approved one-ups, as `keytag.inspection.sheets` sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from keytag.drawing.artwork import Artwork
from keytag.drawing.geometry import IDENTITY, Affine, Path
from keytag.findings import Finding
from keytag.imposition import Imposition
from keytag.inspection.codes.reader import payloads_in
from keytag.inspection.pdf.without_spot import beneath
from keytag.inspection.sheets.alike import Mask, mask_of
from keytag.inspection.sheets.gallery import OneUp
from keytag.inspection.sheets.raster import opened, opened_all
from keytag.inspection.sheets.recount import differences, recounted
from keytag.inspection.sheets.rules import CODE_ON_SHEET_READS
from keytag.inspection.sheets.slots import SCALE, CodeSeen, SheetsSeen, code_read, look, pixels, see
from keytag.inspection.sheets.views import EditionLooks, views_of
from keytag.steps.compose_editions import Advance, ComposedEdition, no_progress
from keytag.steps.job_setup import JobSetup
from keytag.steps.making import has_patch
from keytag.text.text import Text

__all__ = ["OneUpFiles", "see_sheets", "with_patches"]

OneUpFiles = Mapping[str, tuple[bytes, bytes]]
"""Each edition's approved sides as PDFs of one page, with cutting lines where the sheet has them."""


def see_sheets(
    setting: JobSetup,
    editions: tuple[ComposedEdition, ...],
    imposition: Imposition,
    one_ups: OneUpFiles,
    sheets: Sequence[bytes],
    advance: Advance = no_progress,
) -> SheetsSeen:
    """Look at every slot of every form in ``sheets``, files that together hold each layout once.

    Raises pypdfium2.PdfiumError where a file cannot be opened.
    """
    trim = editions[0].tag.front.trim
    looks = {edition.content.id: _looks(setting, edition, one_ups[edition.content.id]) for edition in editions}
    views = views_of(imposition, looks)
    with opened_all([_beneath_white(setting, data) for data in sheets]) as pages:
        seen = see(pages, [view for view in views if view.page < len(pages)], trim, _mask(setting), advance)
    planned = Counter[str]()
    for plate in imposition.plates:
        planned.update(dict(plate.copies))
    counted = recounted(seen.tags, planned)
    return replace(seen, counted=counted, findings=(*seen.findings, *differences(counted)))


def with_patches(
    seen: SheetsSeen, editions: tuple[ComposedEdition, ...], patches: Mapping[str, bytes | None]
) -> SheetsSeen:
    """Return what was ``seen`` with the codes that are printed apart read too, each from its own file."""
    findings: list[Finding] = []
    codes: list[CodeSeen] = []
    for edition in editions:
        data, code = patches[edition.content.id], edition.tag.code
        if data is None or code is None:
            continue
        with opened(data) as (page,):
            picture = look(page, IDENTITY, page.trim)
        read = payloads_in(picture.convert("L"))
        one = OneUp(edition.content.id, "patch", picture, code.symbol.payload)
        codes.append(code_read(None, one, picture, read))
        if read != (code.symbol.payload.encode(),):
            name = f"1-up/{edition.content.id}/code.pdf"
            message = Text(f"{name}: không đọc được mã QR.", f"{name}: the QR code cannot be read.")
            findings.append(CODE_ON_SHEET_READS.found(message))
    good = sum(code.payload in code.readings for code in codes)
    return replace(
        seen,
        codes=seen.codes + good,
        findings=(*seen.findings, *findings),
        codes_seen=(*seen.codes_seen, *codes),
    )


def _looks(setting: JobSetup, edition: ComposedEdition, files: tuple[bytes, bytes]) -> EditionLooks:
    code, side = edition.tag.code, edition.tag.code_side
    if has_patch(setting, edition.tag):
        code = None
    front, back = (
        _one_up(
            edition.content.id,
            name,
            artwork,
            _beneath_white(setting, data),
            code.symbol.payload if code and side == name else None,
        )
        for name, artwork, data in zip(("front", "back"), edition.printed, files, strict=True)
    )
    return EditionLooks(front, back)


def _beneath_white(setting: JobSetup, data: bytes) -> bytes:
    """Return the file as a reader sees the printed tag: the white lies under its colours."""
    return data if setting.white is None else beneath(data, setting.white.ink.name)


def _one_up(edition: str, side: str, artwork: Artwork, data: bytes, payload: str | None) -> OneUp:
    with opened(data) as (page,):
        picture = look(page, Affine.translation(page.trim.x0, page.trim.y0), artwork.trim)
    return OneUp(edition, side, picture, payload)


def _mask(setting: JobSetup) -> Mask:
    """Return the mask of the tag: what lies inside the cut."""
    (outline,) = _pixels(setting.shape.outline())
    return mask_of(pixels(setting.shape.trim), outline, ())


def _pixels(path: Path) -> tuple[tuple[tuple[float, float], ...], ...]:
    # House rule: a fiftieth of a millimetre is a quarter of a pixel.
    return tuple(tuple((x * SCALE, y * SCALE) for x, y in contour) for contour in path.flattened(0.02))
