"""What a tag goes through, done to its picture: spread ink, blur, dirt, a slanting look, scratches.

Each function takes a grey picture and returns another. Deterministic: chance comes from a hash. Must not know of
tags or of who reads the picture.
"""

from __future__ import annotations

from hashlib import shake_128
from math import ceil, cos, radians, sin
from typing import TYPE_CHECKING

from PIL import Image as Images
from PIL import ImageChops, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL.Image import Image

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""

_SEED = b"keytag"
_MID = 127.5
# Ten times the symbol's width is the usual distance of the eye that reads it (print-shop rule of thumb).
_DISTANCE = 10.0


def blur(picture: Image, sigma: float) -> Image:
    """Return ``picture`` out of focus: a Gaussian of ``sigma`` pixels."""
    return picture.filter(ImageFilter.GaussianBlur(sigma))


def spread_ink(picture: Image, pixels: float) -> Image:
    """Return ``picture`` with every dark edge moved outwards by ``pixels`` (inwards when negative): dot gain.

    Parts of a pixel are mixed from the whole steps next to them. What leaves at one border enters at the other.
    """
    whole, part = divmod(abs(pixels), 1)
    for _ in range(int(whole)):
        picture = _by_one(picture, dark=pixels > 0)
    return Images.blend(picture, _by_one(picture, dark=pixels > 0), part) if part else picture


def _by_one(picture: Image, *, dark: bool) -> Image:
    """Move every edge by a pixel: the darkest, or lightest, of each pixel and its eight neighbours."""
    choose = ImageChops.darker if dark else ImageChops.lighter
    for dx, dy in ((1, 0), (0, 1)):
        beside = choose(ImageChops.offset(picture, dx, dy), ImageChops.offset(picture, -dx, -dy))
        picture = choose(picture, beside)
    return picture


def add_grain(picture: Image, amount: float) -> Image:
    """Return ``picture`` with a grain that moves each pixel by up to half of ``amount`` of black to white."""
    width, height = picture.size
    grain = Images.frombytes("L", picture.size, shake_128(_SEED).digest(width * height))
    grain = grain.point([round(value * amount) for value in range(256)])
    return ImageChops.add(picture, grain, 1, -round(_MID * amount))


def fade(picture: Image, contrast: float) -> Image:
    """Return ``picture`` with ``contrast`` times the distance between dark and light."""
    return picture.point([round(_MID + (value - _MID) * contrast) for value in range(256)])


def tilt(picture: Image, angle_deg: float) -> Image:
    """Return ``picture`` turned in its plane and then about its upright axis, by ``angle_deg`` each.

    It is seen in perspective from ten times its width away, in a picture large enough for all of it.
    """
    width, height = picture.size
    co, si, far = cos(radians(angle_deg)), sin(radians(angle_deg)), _DISTANCE * width
    size = (ceil(width * co + height * si), ceil(height * co + width * si))
    cx, cy, ox, oy = width / 2, height / 2, size[0] / 2, size[1] / 2
    # A point (u, v) from the middle is seen at x = far·u·cos / (far + u·sin) and y = far·v / (far + u·sin). Pillow
    # asks the reverse: u = far·x / (far·cos - x·sin), v = far·cos·y / (far·cos - x·sin); then (u, v) turned back.
    below = (-si, 0.0, far * co + si * ox)
    u, v = (far, 0.0, -far * ox), (0.0, far * co, -far * co * oy)
    across = [co * p + si * q + cx * r for p, q, r in zip(u, v, below, strict=True)]
    down = [-si * p + co * q + cy * r for p, q, r in zip(u, v, below, strict=True)]
    matrix = [value / below[2] for value in (*across, *down, *below[:2])]
    kind, smooth = Images.Transform.PERSPECTIVE, Images.Resampling.BILINEAR
    return picture.transform(size, kind, matrix, smooth, fillcolor=round(_MID))


def rub_off(picture: Image, boxes: Iterable[Box], paper: int = 255) -> Image:
    """Return ``picture`` with the ink rubbed off in ``boxes``."""
    worn = picture.copy()
    pen = ImageDraw.Draw(worn)
    for left, top, right, bottom in boxes:
        pen.rectangle((round(left), round(top), round(right) - 1, round(bottom) - 1), fill=paper)
    return worn
