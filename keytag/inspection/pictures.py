"""Pictures as pixels, and whether two show the same but for how their edges are smoothed."""

from __future__ import annotations

from io import BytesIO

from msgspec import Struct
from PIL import Image, ImageChops, ImageFilter

# House rules, of 255: from where areas differ that are three pixels wide, and from where lines do. Edges that fall
# together are blended twice by one program and once by the other, three of them by as much as 98.
_FAINT = 24
_CLEAR = 112
# House rule: so many pixels are seen; fewer are the tips of corners.
_FEWEST = 3


class PictureDifference(Struct, frozen=True):
    """Where two pictures differ most, as a share of width and height from the top left, and in how many pixels."""

    across: float
    down: float
    pixels: int


class Pixels(Struct, frozen=True):
    """A picture row by row from the top left: red, green, blue and cover of each pixel, 0 to 255."""

    width: int
    height: int
    rgba: bytes


def pixels_of(png: bytes) -> Pixels:
    """Return the pixels of a PNG."""
    with Image.open(BytesIO(png)) as picture:
        return Pixels(picture.width, picture.height, picture.convert("RGBA").tobytes())


def find_difference(one: bytes, other: bytes) -> PictureDifference | None:
    """Return where two PNG pictures of the same size differ by more than their edges; None where they do not.

    A pixel differs if it is neither between the darkest and the brightest of its neighbours in the other picture,
    nor near them, in any of red, green, blue and cover. Pictures of different sizes differ everywhere.
    """
    first, second = (Image.open(BytesIO(data)).convert("RGBA").convert("RGBa") for data in (one, other))
    if first.size != second.size:
        return PictureDifference(0.5, 0.5, first.width * first.height)
    worst: Image.Image | None = None
    for band, twin in zip(first.split(), second.split(), strict=True):
        for here, there in ((band, twin), (twin, band)):
            above = ImageChops.subtract(here, there.filter(ImageFilter.MaxFilter(3)))
            below = ImageChops.subtract(there.filter(ImageFilter.MinFilter(3)), here)
            beyond = ImageChops.lighter(above, below)
            worst = beyond if worst is None else ImageChops.lighter(worst, beyond)
    if worst is None:
        return None
    areas = worst.filter(ImageFilter.MinFilter(3)).point(lambda level: 255 if level > _FAINT else 0)
    lines = worst.point(lambda level: 255 if level > _CLEAR else 0)
    seen = ImageChops.lighter(areas, lines)
    pixels = seen.histogram()[255]
    box = seen.getbbox()
    if box is None or pixels < _FEWEST:
        return None
    left, top, right, bottom = box
    return PictureDifference((left + right) / 2 / first.width, (top + bottom) / 2 / first.height, pixels)
