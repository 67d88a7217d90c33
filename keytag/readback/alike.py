"""Whether two pictures of a tag are alike, inside its cut.

Two renderings of one drawing differ by the rounding of a matrix: a trace at the edges. What has moved or is gone
differs strongly. Knows pixels alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from keytag.geometry import Point

Mask = Image.Image
"""255 where pixels count, 0 elsewhere."""

# House rule, measured at 300 dpi: the same drawing differs from its one-up by at most 1 of 255 in most slots, by
# 18 where large curves are flattened otherwise (figures 12 mm high), and by 40 where it lies 0.02 mm aside.
STEP = 28
_STRONG = [255 if value >= STEP else 0 for value in range(256)]


def mask_of(size: tuple[int, int], outline: Sequence[Point], holes: Sequence[Sequence[Point]]) -> Mask:
    """Return the mask of what lies inside ``outline`` and outside ``holes``, in pixels."""
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    draw.polygon(list(outline), fill=255)
    for hole in holes:
        draw.polygon(list(hole), fill=0)
    return mask


def unlike(one: Image.Image, other: Image.Image, mask: Mask) -> tuple[int, int, int, int] | None:
    """Return the box in pixels round all that differs where ``mask`` counts, None where nothing does."""
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    strong = most.point(_STRONG)
    return ImageChops.darker(strong, mask).getbbox()
