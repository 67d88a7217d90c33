"""Names as people write them: read out of a line, compared, looked up."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from keytag.vietnam.places import (
    Likeness,
    PlaceMention,
    UnitKind,
    UnitVerdict,
    likeness,
    look_up,
    name_key,
    own_table,
    read_places,
    similar_units,
    split_province,
    unit_status,
)

DAY = date(2026, 1, 15)
GIA_LAI = own_table().province("Gia Lai")


def named(text: str) -> list[tuple[str, str]]:
    """The places that ``text`` names."""
    return [(place.kind.value, place.name) for place in read_places(text).places]


@pytest.mark.parametrize(
    ("written", "official"),
    [
        ("hoà bình", "Hòa Bình"),
        ("THUỶ NGUYÊN", "Thủy Nguyên"),
        ("Ea Hleo", "Ea H'leo"),
        ("Ea H\u2019Leo", "Ea H'leo"),
        ("H' Neng", "H'Neng"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Đắk Đoa", "Đak Đoa"),
        ("01", "1"),
        ("Văn Miếu-Quốc Tử Giám", "Văn Miếu - Quốc Tử Giám"),
        (unicodedata.normalize("NFD", "Đồng Nai"), "Đồng Nai"),
    ],
)
def test_two_writings_of_one_name(written: str, official: str) -> None:
    """Case, tone placement, apostrophes, hyphens, zeros and decomposition tell no names apart."""
    assert name_key(written) == name_key(official)
    assert likeness(written, official) is Likeness.SAME


@pytest.mark.parametrize(
    ("written", "official", "how"),
    [
        ("An Khe", "An Khê", Likeness.BARE),
        ("Dak Lak", "Đắk Lắk", Likeness.BARE),
        ("Thành Phú", "Thạnh Phú", Likeness.OTHER),
        ("Đông Thanh", "Đông Thành", Likeness.OTHER),
    ],
)
def test_names_that_differ_in_marks(written: str, official: str, how: Likeness) -> None:
    """A name without marks is that name without marks; one with other marks is another."""
    assert name_key(written) == name_key(official)
    assert likeness(written, official) is how


@pytest.mark.parametrize(
    "text",
    [
        "Công an phường An Khê",
        "CÔNG AN PHƯỜNG AN KHÊ",
        "Công an P. An Khê",
        "Công an P An Khê",
        "CA P. An Khê",
        "CA phường An Khê",
        "CAP An Khê",
        "CAP. An Khê",
        "UBND phường An Khê",
        "Ban Chỉ huy Quân sự phường An Khê",
        "Phường An Khê, tổ 5",
        "Phường An Khê - Tổ 5",
        "P.An Khê",
        unicodedata.normalize("NFD", "Công an phường An Khê"),
    ],
)
def test_an_office_names_its_ward(text: str) -> None:
    """The ward is read under every usual short form, and surely is one."""
    (place,) = read_places(text).places
    assert (place.kind, place.name.casefold(), place.leads) == (UnitKind.WARD, "an khê", True)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("CAX Glar", [("xã", "Glar")]),
        ("CATT Đak Đoa", [("thị trấn", "Đak Đoa")]),
        ("Công an TX. An Khê", [("thị xã", "An Khê")]),
        ("Công an TP Pleiku", [("thành phố", "Pleiku")]),
        ("Công an TPHCM", [("thành phố", "HCM")]),
        ("Công an Q.1", [("quận", "1")]),
        ("CA H. Đak Đoa", [("huyện", "Đak Đoa")]),
        ("P1", [("phường", "1")]),
        ("Cong an phuong An Khe", [("phường", "An Khe")]),
        (
            "Công an phường An Phú, thị xã An Khê, tỉnh Gia Lai",
            [
                ("phường", "An Phú"),
                ("thị xã", "An Khê"),
                ("tỉnh", "Gia Lai"),
            ],
        ),
        ("Công an xã Nam Trực", [("xã", "Nam Trực")]),
        ("Xã Đoàn Kết", [("xã", "Đoàn Kết")]),
        ("Thị trấn N.T Phong Hải", [("thị trấn", "N.T Phong Hải")]),
        ("Công an huyện", [("huyện", "")]),
    ],
)
def test_kinds_and_short_forms(text: str, places: list[tuple[str, str]]) -> None:
    """Each kind of place is read from its word or its short form, in the order of the line."""
    assert named(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Thôn 3",
        "Ấp 01",
        "Tổ 9",
        "Nhóm 1",
        "Cơ quan, doanh nghiệp",
        "Tổ tự quản",
        "Xa lộ 25",
        "Tỉnh lộ 8",
        "Hợp tác xã Bình Minh",
        "Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
        "PHÒNG CẢNH SÁT QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI",
        "Đồn Công an khu công nghiệp Trà Đa",
        "Xã Glar cũ",
        "Xã đoàn Glar",
        "",
    ],
)
def test_other_words_name_no_place(text: str) -> None:
    """Hamlets, groups, firms and words that only look like a kind of place are left alone."""
    assert named(text) == []


def test_a_word_without_its_mark_tells_nothing_for_certain() -> None:
    """A road typed without marks may look like a commune; only behind an office's word it surely is one."""
    assert [place.leads for place in read_places("Xa lo 25").places] == [False]
    assert [place.leads for place in read_places("Cong an xa Glar").places] == [True]


def test_every_unit_is_read_and_found() -> None:
    """Each of today's 3,321 units, in its office's name, is itself and nothing else, also in capitals."""
    for province in own_table().provinces:
        for unit in own_table().units_in(province):
            for text in (f"Công an {unit.full(DAY)}", f"CÔNG AN {unit.full(DAY).upper()}"):
                (place,) = read_places(text).places
                found = unit_status(own_table(), place, province, DAY)
                assert (found.verdict, found.units, found.likeness) == (
                    UnitVerdict.STANDS,
                    (unit,),
                    Likeness.SAME,
                ), text


@pytest.mark.parametrize(
    ("text", "verdict", "now"),
    [
        ("phường An Khê", UnitVerdict.STANDS, "An Khê"),
        ("phường An Khe", UnitVerdict.STANDS, "An Khê"),
        ("xã Glar", UnitVerdict.GONE, "Đak Đoa"),
        ("thị trấn Đak Đoa", UnitVerdict.GONE, "Đak Đoa"),
        ("xã An Khê", UnitVerdict.OTHER_KIND, "An Khê"),
        ("phường Vũng Tàu", UnitVerdict.ELSEWHERE, "Vũng Tàu"),
        ("phường Ân Khế", UnitVerdict.UNKNOWN, "An Khê"),
        ("phường An Kkhê", UnitVerdict.UNKNOWN, "An Khê"),
    ],
)
def test_what_a_unit_is_today(text: str, verdict: UnitVerdict, now: str) -> None:
    """A name stands, is gone, is elsewhere, of another kind or unknown; each time today's name is said."""
    (place,) = read_places(text).places
    found = unit_status(own_table(), place, GIA_LAI, DAY)
    units = found.units or similar_units(own_table(), place.name, GIA_LAI)
    assert (found.verdict, units[0].name) == (verdict, now)


def test_a_name_of_before_the_reform_is_not_judged_by_today() -> None:
    """On 30 June 2025 old units were right, and those the table does not hold may have been."""
    old = unit_status(own_table(), PlaceMention(UnitKind.COMMUNE, "Glar"), GIA_LAI, date(2025, 6, 30))
    assert (old.units, old.official) == ((), "Glar")
    assert (
        unit_status(own_table(), PlaceMention(UnitKind.COMMUNE, "Nào Đó"), GIA_LAI, date(2025, 6, 30)).official
        == ""
    )


def test_the_province_may_follow_unannounced() -> None:
    """A province after a dash or a blank is parted from the name, unless it is part of the name."""
    assert split_province(own_table(), "An Khê - Gia Lai") == ("An Khê", GIA_LAI)
    assert split_province(own_table(), "An Khê Gia Lai") == ("An Khê", GIA_LAI)
    assert split_province(own_table(), "Văn Miếu - Quốc Tử Giám") == ("Văn Miếu - Quốc Tử Giám", None)
    assert split_province(own_table(), "Nào Đó") == ("Nào Đó", None)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("CÔNG AN TỈNH GIA LAI – CÔNG AN PHƯỜNG AN KHÊ", [("tỉnh", "GIA LAI"), ("phường", "AN KHÊ")]),
        ("CATP Hà Nội - CA phường Ba Đình", [("thành phố", "Hà Nội"), ("phường", "Ba Đình")]),
        ("CA T. Gia Lai - CAP An Khê", [("tỉnh", "Gia Lai"), ("phường", "An Khê")]),
        ("Công an tỉnh Gia Lai Công an phường An Khê", [("tỉnh", "Gia Lai"), ("phường", "An Khê")]),
        ("Công an xã Vụ Bản - Công an tỉnh Ninh Bình", [("xã", "Vụ Bản"), ("tỉnh", "Ninh Bình")]),
        ("CÔNG AN XÃ VỤ BẢN TỈNH NINH BÌNH", [("xã", "VỤ BẢN"), ("tỉnh", "NINH BÌNH")]),
        ("Công an xã An Lạc Thôn", [("xã", "An Lạc Thôn")]),
        ("Phường An Khê, Tổ 9", [("phường", "An Khê")]),
        ("Phường An Khê Tổ 9", [("phường", "An Khê")]),
        ("Xã Glar - Thôn Bối", [("xã", "Glar")]),
        ("Công an T.X. An Khê", [("thị xã", "An Khê")]),
        ("T.T Chư Sê", [("thị trấn", "Chư Sê")]),
    ],
)
def test_where_a_name_ends(text: str, places: list[tuple[str, str]]) -> None:
    """At the next office of a heading in two tiers, at a hamlet; not inside a name that has a hamlet's word."""
    assert named(text) == places


def test_the_last_dash_parts_a_name_from_its_province() -> None:
    """A ward's own name may have a dash."""
    lam_dong = own_table().province("Lâm Đồng")
    assert split_province(own_table(), "Xuân Hương - Đà Lạt") == ("Xuân Hương - Đà Lạt", None)
    assert split_province(own_table(), "Xuân Hương - Đà Lạt - Lâm Đồng") == ("Xuân Hương - Đà Lạt", lam_dong)


def test_short_names_are_not_guessed_at() -> None:
    """A number of a ward is near every other; nothing is suggested for it."""
    assert similar_units(own_table(), "99", GIA_LAI) == ()


@pytest.mark.parametrize(
    ("query", "today", "before"),
    [
        ("an phú", 5, 15),
        ("An Phu, Gia Lai", 1, 2),
        ("phuong an phu gia lai", 1, 1),
        ("glar", 0, 1),
        ("xyz abc", 0, 0),
    ],
)
def test_a_name_is_looked_up(query: str, today: int, before: int) -> None:
    """A name is found in all provinces, or in the one that is typed with it."""
    answer = look_up(own_table(), query)
    assert (len(answer.today), len(answer.before)) == (today, before)
    assert answer.is_known == bool(today or before)


def test_a_province_and_a_district_are_looked_up() -> None:
    """A former province leads to today's, a former district to the units that its communes went into."""
    assert [p.name for p in look_up(own_table(), "bình định").provinces] == ["Bình Định"]
    assert "Đak Đoa" in {unit.name for unit in look_up(own_table(), "huyện đak đoa").today}
