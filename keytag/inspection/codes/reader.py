"""Reading symbols out of a picture. The only user of zxing-cpp.

Knows pixels alone, not what was meant to be in them. Only QR codes are looked for (ISO/IEC 18004), in any
direction, and never light on dark: phones differ in whether they read those.
"""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from msgspec import Struct
from PIL.Image import Image
from PIL.PngImagePlugin import PngImageFile

Picture = Image
"""Pixels: for those who hand them on and need not know Pillow."""


# House rule: so much of its width is kept round a code: the quiet zone of version 2, and of all that are larger.
_ROOM = 0.16
_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def picture_of(png: bytes) -> Image:
    """Return the pixels of a PNG as greys from 0 (black) to 255: the luma that a camera reads by."""
    with PngImageFile(BytesIO(png)) as picture:
        return picture.convert("L")


class CodeInPicture(Struct, frozen=True):
    """A QR code that was read: its text, and its corners in pixels, clockwise from the top left as it is read."""

    payload: str
    corners: tuple[tuple[float, float], ...]


def codes_in(picture: Image) -> tuple[CodeInPicture, ...]:
    """Return each QR code in ``picture`` with where it lies."""
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=_FORMATS, try_invert=False)
    return tuple(CodeInPicture(code.bytes.decode("utf-8", "replace"), _corners(code.position)) for code in found)


def _corners(at: zxingcpp.Position) -> tuple[tuple[float, float], ...]:
    points = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    # A pixel's number is that of its edge; what is meant is its middle.
    return tuple((point.x + 0.5, point.y + 0.5) for point in points)


def picture_of_code(picture: Picture, payload: str) -> Picture:
    """Return the part of ``picture`` with the code that says ``payload``; all of it where none does."""
    for code in codes_in(picture):
        if code.payload == payload:
            across, down = zip(*code.corners, strict=True)
            room = _ROOM * (max(across) - min(across))
            left, top, right, bottom = min(across), min(down), max(across), max(down)
            return picture.crop(tuple(map(round, (left - room, top - room, right + room, bottom + room))))
    return picture


def payloads_in(picture: Image) -> tuple[bytes, ...]:
    """Return the bytes of each QR code in ``picture``, as a phone would receive them."""
    found = zxingcpp.read_barcodes(picture, formats=_FORMATS, try_invert=False)
    return tuple(bytes(code.bytes) for code in found)
