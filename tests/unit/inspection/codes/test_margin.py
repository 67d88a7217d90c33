"""Codes read back with margins that were measured, and fail where they should."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw

from keytag.inspection.codes import ReadBack, wear
from keytag.inspection.codes.margin import THROWS, Sample, read_back
from keytag.inspection.codes.reader import payloads_in

Make = Callable[[str, int], Sample]
ACCOUNT = "https://zalo.me/1000000000000000001"


@pytest.mark.parametrize("link", [ACCOUNT, "https://gialai.gov.vn/phường"])
def test_a_clean_code_reads_byte_for_byte(sample: Make, link: str) -> None:
    """What a phone receives are the link's own bytes, also where they are not ASCII."""
    assert payloads_in(sample(link, 5).picture) == (link.encode(),)


@pytest.mark.parametrize("link", [ACCOUNT, "https://congan.gialai.gov.vn/phuong-an-khe/tiep-nhan-tin"])
def test_modules_of_five_pixels_bear_a_year_of_wear(sample: Make, link: str) -> None:
    """At 0.42 mm (5 pixels of 300 dpi) a code bears all wear at once and each with room to spare."""
    back = read_back(sample(link, 5))
    assert back.is_read
    assert back.is_read_worn
    assert back.blur == 0.35
    assert back.faded == 0.7
    assert back.grain == 0.25
    assert min(back.gain, back.loss) >= 1.0
    assert back.tilt_deg >= 15
    assert back.scratched >= back.promise / 2


def test_modules_of_three_pixels_do_not(sample: Make) -> None:
    """At 0.25 mm a code reads when new and has lost its margin for ink."""
    back = read_back(sample(ACCOUNT, 3))
    assert back.is_read
    assert not back.is_read_worn
    assert back.gain < 1.0


@pytest.mark.parametrize("module", [4, 5, 6])
def test_ink_may_go_a_quarter_pixel_further_than_is_told(sample: Make, module: int) -> None:
    """Where the symbol lies on the pixels decides about a quarter: what is told holds wherever it lies."""
    one = sample(ACCOUNT, module)
    back = read_back(one)
    assert one.is_read(wear.spread_ink(one.picture, back.gain + 0.25))
    assert one.is_read(wear.spread_ink(one.picture, -back.loss - 0.25))
    assert not one.is_read(wear.spread_ink(one.picture, back.gain + 0.5))


@pytest.mark.parametrize("link", [ACCOUNT, "https://congan.gialai.gov.vn/phuong-an-khe/tiep-nhan-tin"])
def test_scratches_that_are_told_hold_wherever_they_fall(sample: Make, link: str) -> None:
    """A symbol of two blocks may lose more than its share in one: throws that were not tried do not defeat it."""
    one = sample(link, 5)
    told = read_back(one).scratched
    assert all(one.is_read(one.scratched(told, throw)) for throw in range(THROWS, THROWS + 8))


def test_one_throw_that_defeats_the_code_lowers_what_is_told(
    sample: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the unluckiest throw that counts, not the first."""
    whole = Sample.scratched

    def harder(one: Sample, share: float, throw: int = 0) -> Image.Image:
        return whole(one, share, throw) if throw < THROWS - 1 or share < 0.1 else Image.new("L", one.picture.size)

    one = sample(ACCOUNT, 5)
    before = read_back(one).scratched
    monkeypatch.setattr(Sample, "scratched", harder)
    assert read_back(one).scratched == pytest.approx(before / 2)


def test_another_payload_is_no_reading(sample: Make) -> None:
    """A picture that says something else than it should is not read, and nothing further is tried."""
    right, wrong = sample(ACCOUNT, 5), sample("https://zalo.me/1000000000000000002", 5)
    assert read_back(replace(right, picture=wrong.picture)) == ReadBack(is_read=False)


def test_two_codes_are_no_reading(sample: Make) -> None:
    """The same code twice is not exactly one."""
    one = sample(ACCOUNT, 5)
    both = Image.new("L", (one.picture.width * 2, one.picture.height), 90)
    both.paste(one.picture, (0, 0))
    both.paste(one.picture, (one.picture.width, 0))
    assert not read_back(replace(one, picture=both)).is_read


def test_a_covered_finder_is_no_reading(sample: Make) -> None:
    """No level of correction helps where a finder is painted over."""
    one = sample(ACCOUNT, 5)
    covered = one.picture.copy()
    ImageDraw.Draw(covered).rectangle((12, 12, 70, 70), fill=90)
    assert not read_back(replace(one, picture=covered)).is_read


def test_a_stain_lowers_the_margin(sample: Make) -> None:
    """A stain that correction makes good leaves less of it for scratches."""
    one = sample(ACCOUNT, 5)
    stained = one.picture.copy()
    ImageDraw.Draw(stained).rectangle((95, 95, 145, 120), fill=255)
    back = read_back(replace(one, picture=stained))
    assert back.is_read
    assert back.scratched < read_back(one).scratched


def test_margins_are_the_same_every_time(sample: Make) -> None:
    """Two measurements of one sample agree in every figure."""
    assert read_back(sample(ACCOUNT, 4)) == read_back(sample(ACCOUNT, 4))
