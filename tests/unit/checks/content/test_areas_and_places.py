"""Area codes and the table of places say the same of the mergers of 2025."""

from __future__ import annotations

from keytag.vietnam.phone.areas import AREAS
from keytag.vietnam.places import own_table, province_of


def test_every_area_is_of_the_province_that_its_own_went_into() -> None:
    """Of all 63 codes the former province and today's are those of Resolution 202/2025/QH15 in the table."""
    for area in AREAS:
        today = own_table().province(area.today.removeprefix("TP. "))
        assert today is not None, area
        assert province_of(own_table(), area.province.removeprefix("TP. ")) == today, area
    assert {area.today.removeprefix("TP. ") for area in AREAS} == {each.name for each in own_table().provinces}


def test_the_codes_that_offices_ask_about() -> None:
    """The codes of Long An, Bà Rịa - Vũng Tàu, Bình Định and Yên Bái are planned to change; 0269 stays."""
    planned = {area.code: area.planned.code if area.planned is not None else None for area in AREAS}
    asked = ("0272", "0254", "0256", "0216", "0269")
    assert [planned[code] for code in asked] == ["0276", "028", "0269", "0214", None]
