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
# House rule: a picture is looked at in so many cells along; what differs in cells that touch is one change.
_CELLS = 60


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
    seen = _seen_differences(first, second)
    pixels = seen.histogram()[255]
    box = seen.getbbox()
    if box is None or pixels < _FEWEST:
        return None
    left, top, right, bottom = box
    return PictureDifference((left + right) / 2 / first.width, (top + bottom) / 2 / first.height, pixels)


def changed_areas(one: bytes, other: bytes) -> tuple[tuple[float, float, float, float], ...]:
    """Return the boxes round what two PNG pictures of one size show otherwise: left, top, right, bottom.

    As shares of width and height; what lies near each other is in one box. None where their sizes differ.
    """
    first, second = (Image.open(BytesIO(data)).convert("RGBA").convert("RGBa") for data in (one, other))
    if first.size != second.size:
        return ()
    seen = _seen_differences(first, second)
    width, height = seen.size
    cell = max(1, max(width, height) // _CELLS)
    columns, rows = -(-width // cell), -(-height // cell)
    waiting = {
        (column, row)
        for row in range(rows)
        for column in range(columns)
        if seen.crop((column * cell, row * cell, (column + 1) * cell, (row + 1) * cell)).getbbox() is not None
    }
    boxes: list[tuple[float, float, float, float]] = []
    while waiting:
        reached = [waiting.pop()]
        for column, row in reached:
            near = {(column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)} & waiting
            waiting -= near
            reached += sorted(near)
        left, top = min(x for x, _ in reached) * cell, min(y for _, y in reached) * cell
        part = seen.crop(
            (left, top, (max(x for x, _ in reached) + 1) * cell, (max(y for _, y in reached) + 1) * cell)
        )
        inner = part.getbbox()
        if inner is not None and part.histogram()[255] >= _FEWEST:
            boxes.append(
                (
                    (left + inner[0]) / width,
                    (top + inner[1]) / height,
                    (left + inner[2]) / width,
                    (top + inner[3]) / height,
                )
            )
    return tuple(sorted(boxes))


def _seen_differences(first: Image.Image, second: Image.Image) -> Image.Image:
    """Return white where two pictures of one size differ by more than their edges, else black."""
    worst: Image.Image | None = None
    for band, twin in zip(first.split(), second.split(), strict=True):
        for here, there in ((band, twin), (twin, band)):
            above = ImageChops.subtract(here, there.filter(ImageFilter.MaxFilter(3)))
            below = ImageChops.subtract(there.filter(ImageFilter.MinFilter(3)), here)
            beyond = ImageChops.lighter(above, below)
            worst = beyond if worst is None else ImageChops.lighter(worst, beyond)
    if worst is None:
        return Image.new("L", first.size)
    areas = worst.filter(ImageFilter.MinFilter(3)).point(lambda level: 255 if level > _FAINT else 0)
    lines = worst.point(lambda level: 255 if level > _CLEAR else 0)
    return ImageChops.lighter(areas, lines)
