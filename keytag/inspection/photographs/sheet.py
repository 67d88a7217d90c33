"""What a photographed sheet must show: each side's tags, where they lie, how they and the whole side look."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from PIL import Image, ImageDraw, ImageOps

from keytag.drawing.geometry import Affine, Path
from keytag.inspection.codes.reader import Picture, codes_in
from keytag.inspection.photographs.plane import Points

PER_MM = 300 / 25.4
"""Pixels a millimetre of tags' pictures."""
WHOLE = 2.0
"""Pixels a millimetre of a whole side's picture."""


class PlateLook(Struct, frozen=True, eq=False):
    """How much of an ink lies where on a tag (255: solid), and what of red, green and blue it lets through."""

    ink: str
    rgb: tuple[float, float, float]
    picture: Image.Image


class SideLook(Struct, frozen=True, eq=False):
    """How one side of an edition looks inside its cut, upright, at `PER_MM`; and what its code says."""

    edition: str
    side: str
    picture: Image.Image
    mask: Image.Image
    """White inside the cut and outside the hole."""
    plates: tuple[PlateLook, ...] = ()
    payload: str | None = None
    code: Points | None = None
    """The corners of its code in the tag's mm: top left, top right, bottom right, bottom left as it is read."""


class ExpectedTag(Struct, frozen=True, eq=False):
    """A place of a side with what it must show; ``to_sheet`` takes the tag's mm to the side's."""

    number: int
    look: SideLook
    to_sheet: Affine


class ExpectedSide(Struct, frozen=True, eq=False):
    """One side of a plate as the press sees it, in mm from its top left corner."""

    plate: int
    page: int
    is_back: bool
    width: float
    height: float
    whole: Image.Image
    """The side with its marks and slug, at `WHOLE`."""
    tags: tuple[ExpectedTag, ...]


def side_look(  # noqa: PLR0913 - all that a side looks like
    edition: str,
    side: str,
    picture: Picture,
    *,
    outline: Path,
    hole: Path | None,
    payload: str | None,
    plates: Sequence[tuple[str, tuple[float, float, float], Picture]],
) -> SideLook:
    """Return how a side looks, from its ``picture`` at `PER_MM` and its plates', black where ink lies.

    ``outline`` and ``hole`` are in the side's mm. Plates without ink here are left out.
    """
    mask = Image.new("L", picture.size)
    draw = ImageDraw.Draw(mask)
    draw.polygon(_pixels(outline), fill=255)
    if hole is not None:
        draw.polygon(_pixels(hole), fill=0)
    covers = ((ink, rgb, ImageOps.invert(grey.convert("L"))) for ink, rgb, grey in plates)
    looks = tuple(PlateLook(ink, rgb, cover) for ink, rgb, cover in covers if cover.getbbox() is not None)
    corners = [found.corners for found in codes_in(picture) if payload and found.payload == payload]
    return SideLook(
        edition, side, picture, mask, looks, payload, np.array(corners[0]) / PER_MM if corners else None
    )


def shrink(picture: Picture, times: int) -> Picture:
    """Return a picture so many times smaller, without steps at its edges."""
    size = round(picture.width / times), round(picture.height / times)
    return picture.resize(size, Image.Resampling.BICUBIC)


def _pixels(path: Path) -> list[tuple[float, float]]:
    # House rule: a fiftieth of a millimetre is a quarter of a pixel.
    (contour,) = path.flattened(0.02)
    return [(x * PER_MM, y * PER_MM) for x, y in contour]
