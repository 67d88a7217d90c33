"""QR symbols, read back by a decoder that shares nothing with their encoder."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from keytag.drawing.qr import QUIET_MODULES, PayloadTooLongError, Symbol, encode, trace, version_for
from keytag.inspection.codes.zbar import find_zbar, read_again

ZALO = "https://zalo.me/1234567890123456789"


def picture(symbol: Symbol) -> Image.Image:
    """Return the modules, four pixels to each, with the quiet zone."""
    edge = symbol.full_size
    seen = Image.new("L", (edge, edge), 255)
    for y, row in enumerate(symbol.modules):
        for x, dark in enumerate(row):
            seen.putpixel((x + QUIET_MODULES, y + QUIET_MODULES), 0 if dark else 255)
    return seen.resize((edge * 4, edge * 4), Image.Resampling.NEAREST)


def decoded(symbol: Symbol) -> str:
    """Return what zxing reads from the modules."""
    return zxingcpp.read_barcodes(picture(symbol))[0].text


def test_zalo_link_is_version_2() -> None:
    """A Zalo link with 19 digits fits version 2 at level M, because its digits are a segment of their own."""
    symbol = encode(ZALO)
    assert (symbol.version, symbol.level, symbol.size) == (2, "M", 25)
    # ISO/IEC 18004:2015, 6.3.8: four modules on each side.
    assert symbol.full_size == 25 + 2 * 4


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


def test_accents_are_said_to_be_utf_8() -> None:
    """Text with accents has twelve bits more that say so, and is one segment: fourteen bytes leave version 1."""
    for text in ("é~~~~~~~~~~~", "é777777777777"):
        assert version_for(text[:12]) == 1
        assert version_for(f"{text[:12]}~") == 2
        assert decoded(encode(text)) == text


@pytest.mark.skipif(find_zbar() is None, reason="zbarimg is not installed: apt install zbar-tools")
def test_another_decoder_reads_every_accent() -> None:
    """Where a decoder would guess Japanese or Chinese, each accent and each line is read as it was written."""
    text = "FN:Công an xã Đak Krong\r\nNOTE:Trực ban 0269 3000 200\\nTrưởng Công an\r\n"
    assert read_again([picture(encode(text))]) == ((text,),)


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
    payload = "https://zalo.me/" + "0" * 400
    assert decoded(encode(payload)) == payload


# ISO/IEC 18004:2015, table 7: how many digits, capitals and bytes a symbol holds at level M.
CAPACITY_AT_M = {
    1: (34, 20, 14),
    9: (432, 262, 180),
    10: (513, 311, 213),
    26: (2544, 1542, 1059),
    27: (2701, 1637, 1125),
    40: (5596, 3391, 2331),
}


@pytest.mark.parametrize("version", CAPACITY_AT_M)
@pytest.mark.parametrize(("mode", "letter"), list(enumerate("7A~")))
def test_versions_hold_what_the_standard_says(version: int, mode: int, letter: str) -> None:
    """Up to the last digit, capital or byte of table 7 a payload stays in its version, and one more leaves it.

    At 9 and 10, and at 26 and 27, the indicator of how many characters follow grows.
    """
    most = CAPACITY_AT_M[version][mode]
    assert version_for(letter * most) == version
    if version < 40:
        assert version_for(letter * (most + 1)) == version + 1
    else:
        with pytest.raises(PayloadTooLongError):
            version_for(letter * (most + 1))


@pytest.mark.parametrize("version", CAPACITY_AT_M)
@pytest.mark.parametrize(("mode", "letter"), list(enumerate("7A~")))
def test_full_symbols_are_read_back(version: int, mode: int, letter: str) -> None:
    """A symbol that is full to the last bit says its payload, whatever its version and mode."""
    payload = letter * CAPACITY_AT_M[version][mode]
    assert decoded(encode(payload)) == payload


# ISO/IEC 18004:2015, table 7: data codewords, of eight bits, of a symbol at level M.
CODEWORDS_AT_M = {1: 16, 9: 182, 10: 216, 26: 1062, 27: 1128, 40: 2334}
# Table 3: bits of the indicator that says how many characters follow, in versions 1-9, 10-26 and 27-40.
INDICATORS = {"7": (10, 12, 14), "A": (9, 11, 13), "~": (8, 16, 16)}


def bits(letter: str, count: int, version: int) -> int:
    """Return how many bits ``count`` times ``letter`` take as one segment, by 7.4.3 to 7.4.5."""
    indicator = INDICATORS[letter][sum(version > last for last in (9, 26))]
    if letter == "7":
        return 4 + indicator + 10 * (count // 3) + (0, 4, 7)[count % 3]
    return 4 + indicator + (11 * (count // 2) + 6 * (count % 2) if letter == "A" else 8 * count)


def filling(letter: str, size: int, version: int) -> str:
    """Return bytes and then as many of ``letter`` as fill exactly ``size`` bits of ``version``."""
    return next(
        "~" * first + letter * second
        # From eleven on, digits or capitals are worth a segment of their own in every version.
        for second in range(11, 99)
        for first in range(1, size // 8)
        if bits("~", first, version) + bits(letter, second, version) == size
    )


@pytest.mark.parametrize("version", [version for version in CODEWORDS_AT_M if version > 1])
@pytest.mark.parametrize("letter", ["7", "A"])
def test_the_last_bit_of_a_version_is_used_and_no_more(version: int, letter: str) -> None:
    """Segments that fill a version to its last bit stay in it; one bit more needs the next, if there is one."""
    size = 8 * CODEWORDS_AT_M[version]
    assert version_for(filling(letter, size, version)) == version
    over = filling(letter, size + 1, version)
    if version < 40:
        assert version_for(over) == version + 1
    else:
        with pytest.raises(PayloadTooLongError):
            version_for(over)


def test_few_digits_between_bytes_save_what_they_can() -> None:
    """Six digits among bytes are two bits shorter as digits, headers and all: two such runs save a version."""
    payload = "~777777~777777~"
    assert bits("~", len(payload), 1) == 8 * CODEWORDS_AT_M[1] + 4
    assert version_for(payload) == 1
    assert decoded(encode(payload)) == payload


@pytest.mark.parametrize("sign", ["/", ":"])
def test_the_neighbours_of_digits_are_none(sign: str) -> None:
    """What stands before 0 and behind 9 among the characters takes the room of a capital, and no digit's."""
    most = CAPACITY_AT_M[1][1]
    assert version_for(sign * most) == 1
    assert version_for(sign * (most + 1)) == 2
    assert decoded(encode(f"30{sign}11")) == f"30{sign}11"
