"""Whether two pictures of a tag are alike, inside its cut.

Two renderings of one drawing differ by the rounding of a matrix: a trace at the edges. What has moved or is gone
differs strongly. Knows pixels alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PIL import Image, ImageChops, ImageDraw

from keytag.drawing.geometry import Point

Mask = Image.Image
"""White where pixels count, black elsewhere."""

# House rule, measured at 300 dpi: the same drawing differs from its one-up by at most 1 of 255 in most slots, by
# 18 where large curves are flattened otherwise (figures 12 mm high), and by 40 where it lies 0.02 mm aside.
STEP = 28
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


def mask_of(size: tuple[int, int], outline: Sequence[Point], holes: Sequence[Sequence[Point]]) -> Mask:
    """Return the mask of what lies inside ``outline`` and outside ``holes``, in pixels."""
    mask = Image.new("RGB", size)
    draw = ImageDraw.Draw(mask)
    draw.polygon(list(outline), fill=_WHITE)
    for hole in holes:
        draw.polygon(list(hole), fill=_BLACK)
    return mask


def inside(picture: Image.Image, mask: Mask) -> Image.Image:
    """Return what counts in ``picture``, all else black: how two of them differ is then seen at once."""
    return ImageChops.multiply(picture, mask)


def is_different(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures, each as `inside` gives it, differ anywhere by more than rounding."""
    return differ_by(one, other) >= STEP


def differ_by(one: Image.Image, other: Image.Image) -> int:
    """Return by how much two pictures differ where they differ most, in the ink that differs most."""
    # Pillow gives a pair for each ink of a picture that has several.
    extrema = cast("tuple[tuple[int, int], ...]", ImageChops.difference(one, other).getextrema())
    return max(most for _, most in extrema)
