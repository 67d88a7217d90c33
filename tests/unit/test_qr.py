"""QR symbols, read back by a decoder that shares nothing with their encoder."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from keytag.qr import QUIET_MODULES, Symbol, encode, trace

ZALO = "https://zalo.me/1234567890123456789"


def decoded(symbol: Symbol) -> str:
    """Return what zxing reads from the modules, four pixels to each, with the quiet zone."""
    edge = symbol.full_size
    picture = Image.new("L", (edge, edge), 255)
    for y, row in enumerate(symbol.modules):
        for x, dark in enumerate(row):
            picture.putpixel((x + QUIET_MODULES, y + QUIET_MODULES), 0 if dark else 255)
    found = zxingcpp.read_barcodes(picture.resize((edge * 4, edge * 4), Image.Resampling.NEAREST))
    return found[0].text


def test_zalo_link_is_version_2() -> None:
    """A Zalo link with 19 digits fits version 2 at level M, because its digits are a segment of their own."""
    symbol = encode(ZALO)
    assert (symbol.version, symbol.level, symbol.size) == (2, "M", 25)


@pytest.mark.parametrize(
    "payload",
    [
        ZALO,
        "https://zalo.me/g/abcdef123",
        "https://www.facebook.com/mau.congan.phuong",
        "tel:0269300012",
        "Công an phường An Phú",
        "113",
    ],
)
def test_symbols_say_their_payload(payload: str) -> None:
    """Whatever the segments, another library reads back the payload, character by character."""
    assert decoded(encode(payload)) == payload


def test_level_rises_within_the_version() -> None:
    """A short payload is protected as well as its version allows."""
    symbol = encode("113")
    assert (symbol.version, symbol.level) == (1, "H")


def test_path_covers_the_dark_modules_alone() -> None:
    """The path's enclosed area is that of the dark modules, and it stays in the symbol's square."""
    symbol = encode(ZALO)
    path = trace(symbol, 3, 5, 0.5)
    area = sum(
        (x0 * y1 - x1 * y0) / 2
        for contour in path.flattened(0.01)
        for (x0, y0), (x1, y1) in zip(contour, (*contour[1:], contour[0]), strict=True)
    )
    assert abs(area) == pytest.approx(0.25 * sum(map(sum, symbol.modules)))
    box = path.bounds()
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((3, 5, 15.5, 17.5))


def test_a_link_of_many_zeros_is_read_back() -> None:
    """Digits that make a whole block of zero bits are set as bytes, and read as they were written."""
    payload = "https://zalo.me/" + "0" * 150
    assert decoded(encode(payload)) == payload
