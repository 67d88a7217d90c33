"""Reading symbols out of a picture. The only user of zxing-cpp.

Knows pixels alone, not what was meant to be in them. Only QR codes are looked for (ISO/IEC 18004), in any
direction, and never light on dark: phones differ in whether they read those.
"""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from PIL.Image import Image
from PIL.PngImagePlugin import PngImageFile

Picture = Image
"""Pixels: for those who hand them on and need not know Pillow."""


_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def picture_of(png: bytes) -> Image:
    """Return the pixels of a PNG as greys from 0 (black) to 255: the luma that a camera reads by."""
    with PngImageFile(BytesIO(png)) as picture:
        return picture.convert("L")


def payloads_in(picture: Image) -> tuple[bytes, ...]:
    """Return the bytes of each QR code in ``picture``, as a phone would receive them."""
    found = zxingcpp.read_barcodes(picture, formats=_FORMATS, try_invert=False)
    return tuple(bytes(code.bytes) for code in found)
