"""Ids from names: a folder that every system can make, one for each place."""

from __future__ import annotations

import pytest

from keytag.documents.job.ids import MAX_ID, RESERVED_IDS, id_of, ids_of


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Xã K'Dang", "xa-kdang"),
        ("Tổ 3/2", "to-3-2"),
        ("Con", "mau-con"),
        ("AUX", "mau-aux"),
        ("com1", "mau-com1"),
        ("Ấp Con", "ap-con"),
        ("…", ""),
    ],
)
def test_a_name_makes_a_folders_name(name: str, made: str) -> None:
    """Letters and digits alone; what Windows keeps for itself is told apart by a word in front."""
    assert id_of(name) == made
    assert made not in RESERVED_IDS


def test_names_that_differ_by_marks_have_two_ids() -> None:
    """The plainer name keeps the plain id, the other is typed out; their order changes nothing."""
    names = ["Thôn Đồng", "Thôn Đông", "Thôn Hạ", "Thôn Hà", "Thôn Hòa", "Thôn Hoa", "Thôn Cư", "Thôn Cu"]
    found = ids_of(names)
    assert found == {
        "Thôn Đông": "thon-dong",
        "Thôn Đồng": "thon-ddoongf",
        "Thôn Hà": "thon-ha",
        "Thôn Hạ": "thon-haj",
        "Thôn Hoa": "thon-hoa",
        "Thôn Hòa": "thon-hoaf",
        "Thôn Cu": "thon-cu",
        "Thôn Cư": "thon-cuw",
    }
    assert ids_of(reversed(names)) == found


def test_one_name_typed_in_several_ways_has_one_id() -> None:
    """Capitals, blanks, signs and the place of a tone mark make no other name."""
    alike = ["Thôn Hòa", "THÔN HÒA", "Thôn  Hoà", "Thôn-Hòa", "Thôn Ho\u0300a"]
    assert set(ids_of(alike).values()) == {"thon-hoa"}


def test_long_names_that_begin_alike_have_two_ids() -> None:
    """No id is longer than a folder's name may be, and none is given twice."""
    names = ["a" * 70, "a" * 80, "á" * 70, "ạ" * 70]
    found = ids_of(names)
    assert len(set(found.values())) == 4
    assert max(map(len, found.values())) <= MAX_ID
