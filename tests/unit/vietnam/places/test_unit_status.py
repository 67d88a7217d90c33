"""What a named unit is on a day, told of a country of two provinces in which everything happens."""

from __future__ import annotations

from datetime import date

import pytest

from keytag.vietnam.places import (
    Likeness,
    PlaceMention,
    UnitKind,
    UnitVerdict,
    is_written_alike,
    likeness,
    unit_status,
)
from keytag.vietnam.places.table import parse_table
from keytag.vietnam.places.unit_status import is_called

# The first line of a section's order is that of its keys; 30 ended after the reform, 12 became a ward in 2026.
TABLE = parse_table(
    """# keytag places 1
#date 2026-10-10
#source made up
#licence MIT
#counts provinces=2 units=9
Pmot|01|tỉnh|Một|
Phai|02|tỉnh|Hai|
Qba|tỉnh|Ba|01
Qhai|tỉnh|Hai|02
Qmot|tỉnh|Một|01
Dcu|#1|huyện|Cũ|mot
Dxa|#2|huyện|Xa|ba
Odong|phường|Đông|1|11
Oket|xã|Kết||10|2026-06-01|30|01
Omua|phường|Mùa|1|13
Omua|phường|Mùa|2|10
Onui|phường|Núi|1|10
Onui|phường|Núi|2|14
Oset|xã|Sét|1|10 11
Othoi|xã|Thôi|1|10
Otruoc|xã|Trước|1|12
Ubac|10|phường|Bắc|01|
Udong|11|phường|Đông|01|
Umoi|12|phường|Mới|01|2026-04-30
Umua|13|phường|Mùa|01|
Unui|14|phường|Núi|01|
Unui|15|xã|Núi|02|
Uriêng|16|xã|Riêng|02|
Utruoc|17|phường|Trước|01|2026-04-30
""".replace("Uriêng", "Urieng")
)
MOT, HAI = TABLE.province("Một"), TABLE.province("Hai")
DAY = date(2026, 3, 1)
WARD, COMMUNE = UnitKind.WARD, UnitKind.COMMUNE


@pytest.mark.parametrize(
    ("kind", "name", "day", "verdict", "codes", "old"),
    [
        (WARD, "Bắc", DAY, UnitVerdict.STANDS, ["10"], []),
        (WARD, "Bac", DAY, UnitVerdict.STANDS, ["10"], []),
        # Đông went into itself: nothing need be said. Núi of the own province went elsewhere.
        (WARD, "Đông", DAY, UnitVerdict.STANDS, ["11"], []),
        (WARD, "Núi", DAY, UnitVerdict.STANDS, ["14"], ["Cũ"]),
        # Mùa of the own province went on, that of the other did not: the address tells which is meant.
        (WARD, "Mùa", DAY, UnitVerdict.STANDS, ["13"], []),
        (COMMUNE, "Mới", DAY, UnitVerdict.STANDS, ["12"], []),
        (COMMUNE, "Mới", date(2026, 4, 29), UnitVerdict.STANDS, ["12"], []),
        (COMMUNE, "Mới", date(2026, 4, 30), UnitVerdict.OTHER_KIND, ["12"], []),
        (WARD, "Mới", date(2026, 4, 30), UnitVerdict.STANDS, ["12"], []),
        (WARD, "Mới", DAY, UnitVerdict.OTHER_KIND, ["12"], []),
        # What was a commune until April is that, not one of before the reform.
        (COMMUNE, "Trước", date(2026, 5, 1), UnitVerdict.OTHER_KIND, ["17"], []),
        (COMMUNE, "Sét", DAY, UnitVerdict.GONE, ["10", "11"], ["Cũ"]),
        (COMMUNE, "Sét", date(2025, 7, 1), UnitVerdict.GONE, ["10", "11"], ["Cũ"]),
        (COMMUNE, "Set", DAY, UnitVerdict.GONE, ["10", "11"], ["Cũ"]),
        (COMMUNE, "Sẹt", DAY, UnitVerdict.UNKNOWN, [], []),
        (COMMUNE, "Bắc", DAY, UnitVerdict.OTHER_KIND, ["10"], []),
        (COMMUNE, "Riêng", DAY, UnitVerdict.ELSEWHERE, ["16"], []),
        (COMMUNE, "Riềng", DAY, UnitVerdict.UNKNOWN, [], []),
        (WARD, "Bặc", DAY, UnitVerdict.UNKNOWN, ["10"], []),
        (WARD, "Không", DAY, UnitVerdict.UNKNOWN, [], []),
        # Ended on 1 June 2026: until the eve it stands.
        (COMMUNE, "Kết", date(2026, 5, 31), UnitVerdict.STANDS, ["30"], []),
        (COMMUNE, "Kết", date(2026, 6, 1), UnitVerdict.GONE, ["10"], [""]),
    ],
)
def test_what_became_of_a_unit(
    kind: UnitKind, name: str, day: date, verdict: UnitVerdict, codes: list[str], old: list[str]
) -> None:
    """Of each name, kind and day it is said what there is, and which former unit is meant with it."""
    found = unit_status(TABLE, PlaceMention(kind, name), MOT, day)
    districts = [each.district.removeprefix("huyện ") for each in found.old]
    assert (found.verdict, sorted(unit.code for unit in found.units), districts) == (verdict, codes, old)


@pytest.mark.parametrize(
    ("name", "how"),
    [("Bắc", Likeness.SAME), ("bac", Likeness.BARE), ("Bặc", Likeness.OTHER)],
)
def test_how_a_name_is_written_is_told(name: str, how: Likeness) -> None:
    """With its marks, without them, or with others: those are another place's."""
    found = unit_status(TABLE, PlaceMention(WARD, name), MOT, DAY)
    assert (found.likeness, found.official) == (how if how is not Likeness.OTHER else Likeness.SAME, "Bắc")


def test_before_the_reform_only_what_was_then_is_known() -> None:
    """On the last day of the old units a name is one of them or may be one that the table does not hold."""
    eve = date(2025, 6, 30)
    found = unit_status(TABLE, PlaceMention(COMMUNE, "Sét"), MOT, eve)
    assert (found.verdict, found.units, found.official) == (UnitVerdict.GONE, (), "Sét")
    assert unit_status(TABLE, PlaceMention(WARD, "Bắc"), MOT, eve).verdict is UnitVerdict.UNKNOWN
    assert unit_status(TABLE, PlaceMention(WARD, "Bắc"), MOT, date(2025, 7, 1)).verdict is UnitVerdict.STANDS


def test_without_a_province_all_of_a_name_are_meant() -> None:
    """Where no province is known, every unit of that kind and name stands, and no former one is told."""
    found = unit_status(TABLE, PlaceMention(COMMUNE, "Riêng"), None, DAY)
    assert (found.verdict, [unit.code for unit in found.units]) == (UnitVerdict.STANDS, ["16"])
    assert [u.code for u in unit_status(TABLE, PlaceMention(COMMUNE, "Núi"), HAI, DAY).units] == ["15"]


def test_a_code_says_which_unit_is_meant() -> None:
    """With the code of a unit of that kind and name nothing is in doubt; with another's the code says nothing."""
    nui = TABLE.unit("14")
    by_code = unit_status(TABLE, PlaceMention(WARD, "Núi"), MOT, DAY, nui)
    assert (by_code.verdict, by_code.units, by_code.old, by_code.likeness) == (
        UnitVerdict.STANDS,
        (nui,),
        (),
        Likeness.SAME,
    )
    assert unit_status(TABLE, PlaceMention(WARD, "Nui"), MOT, DAY, nui).likeness is Likeness.BARE
    other = unit_status(TABLE, PlaceMention(WARD, "Bắc"), MOT, DAY, nui)
    assert [unit.code for unit in other.units] == ["10"]


@pytest.mark.parametrize(
    ("kind", "name", "is_it"),
    [
        (WARD, "Núi", True),
        (WARD, "nui", True),
        (COMMUNE, "Núi", False),
        (WARD, "Nụi", False),
        (COMMUNE, "Nụi", False),
    ],
)
def test_a_unit_is_called_by_its_kind_and_its_name(kind: UnitKind, name: str, is_it: bool) -> None:  # noqa: FBT001
    """Both have to be its own; marks may be left out, not others put in."""
    assert is_called(TABLE.unit("14"), PlaceMention(kind, name), DAY) is is_it


def test_a_province_of_the_same_name_is_told_from_another() -> None:
    """A former unit was written as today's is where its province bore the name of today's."""
    here, there = TABLE.old_units("Núi")
    assert (is_written_alike(TABLE.unit("14"), here), is_written_alike(TABLE.unit("14"), there)) == (True, False)


@pytest.mark.parametrize(("written", "official"), [("Đăkrông", "Đakrông"), ("Đák Đoa", "Đak Đoa"), ("Lắk", "Lak")])
def test_names_of_the_highlands_have_one_vowel(written: str, official: str) -> None:
    """Đăk, Đắk and Đak are one syllable, also within a word."""
    assert likeness(written, official) is Likeness.SAME
