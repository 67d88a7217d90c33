from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from keytag.drawing.geometry import Shape, ShapeKind, place_hole
from keytag.output.png import DPI, PreviewSide, write_png
from keytag.output.svg import path_data

OVAL = Shape(ShapeKind.OVAL, 50.0, 20.0)
HOLE = place_hole(OVAL, 4.0, 2.5, "left")


def face(colour: str, *, mirrored: bool = False) -> PreviewSide:
    """One side whose ground reaches over the cut everywhere."""
    hole = HOLE.mirrored(OVAL.width) if mirrored else HOLE
    ground = f'<rect x="-5" y="-5" width="60" height="30" fill="{colour}"/>'
    return PreviewSide(ground, path_data(OVAL.outline() + hole.outline()), OVAL.width, OVAL.height)


@pytest.fixture(scope="module")
def png() -> bytes:
    """A tag that is red in front and blue behind."""
    return write_png([face("#f00"), face("#00f", mirrored=True)])


@pytest.fixture(scope="module")
def picture(png: bytes) -> Image.Image:
    """The same as pixels."""
    return Image.open(BytesIO(png)).convert("RGB")


def colour_at(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place in mm."""
    found = picture.getpixel((round(x / 25.4 * DPI), round(y / 25.4 * DPI)))
    assert isinstance(found, tuple)
    return found


def is_grey(colour: tuple[int, ...]) -> bool:
    """Tell whether a colour is a neutral of the ground or its shadow."""
    return max(colour) - min(colour) < 6 and 60 < colour[0] < 180


def test_sides_lie_side_by_side_at_true_size(picture: Image.Image) -> None:
    """Front left and back right, 50 mm each with 5 mm of ground round them, at 300 dpi."""
    assert picture.size == (1359, 355)
    assert colour_at(picture, 30.0, 15.0) == (255, 0, 0)
    assert colour_at(picture, 85.0, 15.0) == (0, 0, 255)


def test_tags_are_cut_out(picture: Image.Image) -> None:
    """The ground shows outside the oval, between the tags and through the hole of each side."""
    for x, y in ((1.0, 1.0), (6.0, 6.0), (57.5, 15.0), (5.0 + HOLE.cx, 15.0), (110.0 - HOLE.cx, 15.0)):
        assert is_grey(colour_at(picture, x, y)), (x, y)
    assert colour_at(picture, 5.0 + OVAL.width - HOLE.cx, 15.0) == (255, 0, 0)


def test_tag_throws_a_shadow(picture: Image.Image) -> None:
    """Just below the tag the ground is darker than just above it."""
    below, above = colour_at(picture, 30.0, 25.6), colour_at(picture, 30.0, 4.4)
    assert below[0] < above[0] - 15


def test_unprinted_stock_is_white() -> None:
    """A side on which nothing is drawn is white, not grey."""
    bare = Image.open(BytesIO(write_png([PreviewSide("", path_data(OVAL.outline()), 50.0, 20.0)]))).convert("RGB")
    assert colour_at(bare, 30.0, 15.0) == (255, 255, 255)


def test_file_knows_its_resolution(png: bytes) -> None:
    """A pHYs chunk with a valid checksum says 300 dpi."""
    at = png.index(b"pHYs")
    across, down, unit = struct.unpack(">IIB", png[at + 4 : at + 13])
    assert (across, down, unit) == (11811, 11811, 1)
    assert struct.unpack(">I", png[at + 13 : at + 17])[0] == zlib.crc32(png[at : at + 13])


def test_same_input_same_bytes(png: bytes) -> None:
    """Drawing twice gives the same file."""
    assert write_png([face("#f00"), face("#00f", mirrored=True)]) == png


def test_in_a_letter_the_ground_is_white() -> None:
    """A picture for paper has white round the tags, and through their holes, where one for the screen is grey."""
    for on_paper, corner in ((False, "969694"), (True, "ffffff")):
        shown = Image.open(BytesIO(write_png([face("#f00")], on_paper=on_paper))).convert("RGB")
        assert shown.crop((2, 2, 3, 3)).tobytes().hex() == corner
