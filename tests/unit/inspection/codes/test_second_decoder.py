"""The margins that are told hold for another decoder, which shares no code with the one that measured them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from keytag.inspection.codes import wear
from keytag.inspection.codes.margin import THROWS, Sample, read_back
from keytag.inspection.codes.zbar import find_zbar, read_again

Make = Callable[[str, int], Sample]
LINKS = (
    "https://zalo.me/1000000000000000001",
    "https://facebook.com/mau.congan",
    "https://congan.gialai.gov.vn/phuong-an-khe/tiep-nhan-tin",
)

pytestmark = pytest.mark.skipif(find_zbar() is None, reason="zbarimg is not installed: apt install zbar-tools")


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("module", [4, 5, 6])
def test_a_margin_that_is_told_holds_for_zbar(sample: Make, link: str, module: int) -> None:
    """From 0.34 to 0.51 mm zbar reads each wear at the very step that is told, not only within a step of it."""
    one = sample(link, module)
    back, picture = read_back(one), one.picture
    worn = {
        "clean": picture,
        "blur": wear.blur(picture, back.blur * one.module),
        "gain": wear.spread_ink(picture, back.gain),
        "loss": wear.spread_ink(picture, -back.loss),
        "grain": wear.add_grain(picture, back.grain),
        "tilt": wear.tilt(picture, back.tilt_deg),
        "fading": wear.fade(picture, 1 - back.faded),
    }
    worn |= {f"scratches {throw}": one.scratched(back.scratched, throw) for throw in range(THROWS)}
    if back.is_read_worn:
        worn["all at once"] = one.worn()
    read = read_again(tuple(worn.values()))
    assert read is not None
    assert dict(zip(worn, read, strict=True)) == dict.fromkeys(worn, (link,))


def test_zbar_reads_nothing_where_nothing_is_left(sample: Make) -> None:
    """The other decoder can fail: a blur of a whole module and more leaves it nothing."""
    one = sample(LINKS[0], 5)
    assert read_again((wear.blur(one.picture, 1.5 * one.module),)) == ((),)
