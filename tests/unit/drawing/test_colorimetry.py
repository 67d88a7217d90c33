"""Printed colours as eyes see them."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from keytag.drawing.colorimetry import Lab, colour_difference, contrast, lab_of_screen, luminance, read_print_table
from keytag.drawing.ink import NAMED_INKS, Cmyk
from keytag.files import library

PROFILE = (library.builtin_folder("profiles") / "FOGRA39L_coated.icc").read_bytes()


def by_littlecms(cmyk: Cmyk) -> Lab:
    """What littlecms makes of a mixture, relative to the paper, in its eight bits."""
    printer = ImageCms.ImageCmsProfile(BytesIO(PROFILE))
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    way = ImageCms.buildTransform(printer, lab, "CMYK", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC)
    picture = ImageCms.applyTransform(Image.new("CMYK", (1, 1), tuple(round(255 * a) for a in cmyk)), way)
    assert picture is not None
    lightness, a, b = picture.tobytes()
    return lightness / 2.55, float(a - 256 * (a > 127)), float(b - 256 * (b > 127))


@pytest.mark.parametrize("ink", NAMED_INKS, ids=[ink.name for ink in NAMED_INKS])
def test_inks_look_as_littlecms_says(ink: object) -> None:
    """The table read here and littlecms agree on every named ink, to what eight bits can tell."""
    table = read_print_table(PROFILE)
    assert table is not None
    cmyk: Cmyk = ink.cmyk  # type: ignore[attr-defined]
    assert table.lab(cmyk) == pytest.approx(by_littlecms(cmyk), abs=1.0)


@pytest.mark.parametrize(
    "data", [PROFILE[:40], PROFILE[:200], PROFILE[:5000], b"", PROFILE.replace(b"mft2", b"mAB ")]
)
def test_a_profile_without_a_table_is_told(data: bytes) -> None:
    """A damaged profile, or one of another kind, has no table; nothing is made up for it."""
    assert read_print_table(data) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (61.0, -5.0, 29.0), 22.8977),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
        ((50.0, 0.0, 0.0), (50.0, 0.0, 0.0), 0.0),
    ],
)
def test_differences_are_the_published_ones(one: Lab, other: Lab, expected: float) -> None:
    """Pairs from Sharma, Wu and Dalal's test data for CIEDE2000 come out to four digits, either way round."""
    assert colour_difference(one, other) == pytest.approx(expected, abs=1e-4)
    assert colour_difference(other, one) == pytest.approx(expected, abs=1e-4)


def test_screen_colours_come_from_their_standard() -> None:
    """White is the paper, black is none, and sRGB red is where the ICC's own tables put it under D50."""
    assert lab_of_screen(255, 255, 255) == pytest.approx((100.0, 0.0, 0.0), abs=0.05)
    assert lab_of_screen(0, 0, 0) == pytest.approx((0.0, 0.0, 0.0), abs=0.05)
    assert lab_of_screen(255, 0, 0) == pytest.approx((54.29, 80.80, 69.89), abs=0.1)


def test_contrast_is_that_of_wcag() -> None:
    """White on black is 21:1, a colour on itself 1:1, and L* 50 reflects 18.4 % of the light."""
    assert contrast((100.0, 0.0, 0.0), (0.0, 0.0, 0.0)) == pytest.approx(21.0)
    assert contrast((40.0, 9.0, 9.0), (40.0, -9.0, 0.0)) == pytest.approx(1.0)
    assert luminance((50.0, 0.0, 0.0)) == pytest.approx(0.1842, abs=1e-4)
    assert luminance((5.0, 0.0, 0.0)) == pytest.approx(0.005535, abs=1e-5)
