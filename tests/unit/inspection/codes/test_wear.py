"""Each wear does to a picture what its name says, the same every time."""

from __future__ import annotations

import pytest
from PIL import Image

from keytag.inspection.codes import wear


@pytest.fixture
def square() -> Image.Image:
    """A black square of 10 pixels in the middle of 30 white ones."""
    picture = Image.new("L", (30, 30), 255)
    picture.paste(0, (10, 10, 20, 20))
    return picture


def dark(picture: Image.Image) -> float:
    """Return the ink in pixels of full black."""
    return sum((255 - value) * count for value, count in enumerate(picture.histogram())) / 255


@pytest.mark.parametrize(
    ("pixels", "ink"), [(1, 144), (2, 196), (-1, 64), (-2, 36), (0.5, 122), (-0.5, 82), (0, 100)]
)
def test_ink_spreads_by_the_pixel(square: Image.Image, pixels: float, ink: float) -> None:
    """Every edge moves out, or in, by whole pixels; halves lie half-way."""
    assert dark(wear.spread_ink(square, pixels)) == pytest.approx(ink, abs=1)


def test_blur_keeps_the_ink(square: Image.Image) -> None:
    """Out of focus, the same ink covers more."""
    blurred = wear.blur(square, 1.5)
    assert dark(blurred) == pytest.approx(dark(square), rel=0.02)
    assert blurred.getpixel((9, 15)) not in (0, 255)


def test_fading_brings_black_and_white_together(square: Image.Image) -> None:
    """Two fifths of the contrast leave two fifths of the distance, about mid grey."""
    assert wear.fade(square, 0.4).getextrema() == (76, 178)


def test_grain_is_bounded_and_the_same_every_time(square: Image.Image) -> None:
    """Noise stays within its amount and comes from no clock or generator."""
    grey = Image.new("L", square.size, 128)
    low, high = wear.add_grain(grey, 0.2).getextrema()
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert 100 <= low < 115
    assert 141 < high <= 156
    assert wear.add_grain(square, 0.2).tobytes() == wear.add_grain(square, 0.2).tobytes()


def test_tilt_keeps_the_middle_and_turns_the_rest() -> None:
    """A quarter turn takes a mark above the middle to its side; none at all leaves the picture as it is."""
    picture = Image.new("L", (31, 31), 255)
    picture.paste(0, (13, 2, 18, 7))
    assert wear.tilt(picture, 0).tobytes() == picture.tobytes()
    slanted = wear.tilt(picture, 30)
    middle = slanted.width / 2
    xs = [x for x in range(slanted.width) for y in range(slanted.height // 2) if slanted.getpixel((x, y)) == 0]
    assert slanted.width > 40
    assert xs
    assert min(xs) > middle or max(xs) < middle


def test_rubbed_boxes_are_paper(square: Image.Image) -> None:
    """Within the boxes there is no ink left, beside them all of it; the picture given is untouched."""
    bared = wear.rub_off(square, [(10, 10, 15, 20)])
    assert (dark(bared), dark(square)) == (50, 100)
