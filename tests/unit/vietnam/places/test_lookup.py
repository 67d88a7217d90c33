"""Names looked up: where one ends and its province begins, and what a misspelt one may have been meant to be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keytag.vietnam.places import PlaceMention, UnitKind, look_up, own_table, read_places, similar_units
from keytag.vietnam.places import lookup as lookup_module
from keytag.vietnam.places.lookup import province_of, split_province
from keytag.vietnam.places.table import parse_table

GIA_LAI, HA_NOI = own_table().province("Gia Lai"), own_table().province("Hà Nội")
_KEYS = own_table().keys()
# Names in which each kind of slip leads to another: short and long ones, doubled letters, figures.
_WORDS = (
    "abcd",
    "abdc",
    "abc",
    "abcde",
    "abdce",
    "aabcd",
    "abcdef",
    "abcedf",
    "abcdefg",
    "abcdegf",
    "abcxefgh",
    "1a2b3",
)


def names(units: tuple[object, ...]) -> list[str]:
    """Return the names of ``units``."""
    return [unit.name for unit in units]  # type: ignore[attr-defined]


def is_one_slip(word: str, other: str) -> bool:
    """Tell in the simplest way whether one letter is wrong, left out, too many or swapped with the next."""
    if len(word) == len(other):
        wrong = [i for i, (a, b) in enumerate(zip(word, other, strict=True)) if a != b]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return len(wrong) < 2 or (swapped and word[wrong[0]] + word[wrong[1]] == other[wrong[1]] + other[wrong[0]])
    short, long = sorted((word, other), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


@given(st.text("abc1", min_size=1, max_size=9), st.text("abc1", min_size=1, max_size=9))
def test_slips_of_a_word_are_those_of_one_letter(word: str, other: str) -> None:
    """Of any two words the search says whether one slip of the keyboard leads from one to the other."""
    wanted = [other] if is_one_slip(word, other) else []
    assert list(lookup_module._slips(word, frozenset({other}))) == wanted  # noqa: SLF001
    assert lookup_module._is_one_off(word, other) is is_one_slip(word, other)  # noqa: SLF001


@pytest.mark.parametrize("word", _WORDS)
def test_every_slip_of_a_word_is_found_among_others(word: str) -> None:
    """Whatever the length of a word, all that are one slip away are found, and nothing else."""
    letters = "abcdefghx12"
    others = {
        word[:i] + letter + word[i + cut :] for i in range(len(word) + 1) for letter in letters for cut in (0, 1)
    }
    others |= {word[:i] + word[i + 1 :] for i in range(len(word))}
    others |= {word[:i] + word[i + 1 : i + 2] + word[i : i + 1] + word[i + 2 :] for i in range(len(word))}
    others |= {f"{other}x" for other in others} | {f"y{other}" for other in others}
    found = set(lookup_module._slips(word, frozenset(others)))  # noqa: SLF001
    assert found == {other for other in others if is_one_slip(word, other)}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ba Ti", ["Ba Tơ"]),
        ("Vũng Tàuu", ["Vũng Tàu"]),
        ("Vũng Tà", ["Vũng Tàu"]),
        ("Vugn Tau", ["Vũng Tàu"]),
        ("Vũng Tài", ["Vũng Tàu"]),
        ("Bat", []),
        ("Nhà Máy Xi Măng", []),
    ],
)
def test_a_slip_is_found_anywhere_where_no_province_is_known(name: str, found: list[str]) -> None:
    """One letter wrong, left out, doubled or swapped leads to the unit; much else, or three letters, to none."""
    assert [each for each in names(similar_units(own_table(), name, None)) if each in found] == found
    assert found or similar_units(own_table(), name, None) == ()


def test_the_likest_of_the_province_is_asked_about() -> None:
    """Where a slip leads to other provinces only, the likest name of the own province is meant."""
    assert names(similar_units(own_table(), "An Kkhê", GIA_LAI)) == ["An Khê"]
    assert names(similar_units(own_table(), "An Khêêê", GIA_LAI)) == ["An Khê"]
    assert {unit.province for unit in similar_units(own_table(), "Vũng Tàuu", GIA_LAI)} <= {GIA_LAI}
    assert similar_units(own_table(), "Xyzwq Xyzwq", GIA_LAI) == ()


def test_what_is_much_longer_than_any_name_is_no_slip() -> None:
    """A name of 24 letters may have been meant to be the longest, one of 25 is not looked for."""
    longest = "Văn Miếu - Quốc Tử Giám"
    assert names(similar_units(own_table(), longest + "abcdefg", HA_NOI)) == [longest]
    assert similar_units(own_table(), longest + "abcdefgh", HA_NOI) == ()


def test_three_are_asked_about_at_most() -> None:
    """A message names three, in the province first and then anywhere."""
    units = "".join(f"\nUabcd{n}|0000{n}|xã|Abcd {n}|52|" for n in range(5))
    head = "# keytag places 1\n#date 2026-10-10\n#source x\n#licence \n#counts units=5\nPgialai|52|tỉnh|Gia Lai|"
    table = parse_table(f"{head}\nQgialai|tỉnh|Gia Lai|52\nDx|#1|huyện|X|gialai\nOy|xã|Y|1|00000{units}\n")
    home = table.province("Gia Lai")
    assert names(similar_units(table, "Abcd 7", None)) == ["Abcd 0", "Abcd 1", "Abcd 2"]
    assert names(similar_units(table, "Abcd 7", home)) == ["Abcd 0", "Abcd 1", "Abcd 2"]
    same = parse_table(re.sub(r"Uabcd\d(.*)Abcd \d", r"Uabcd0\1Abcd 0", table.text))
    assert len(similar_units(same, "Abcdxyz 0", same.province("Gia Lai"))) == 3


@pytest.mark.parametrize(
    ("written", "name", "province"),
    [
        ("Nào Đó - Gia Lai", "Nào Đó", "Gia Lai"),
        ("An Khê - Nào Đó", "An Khê", None),
        ("Glar Gia Lai", "Glar", "Gia Lai"),
        ("Nào Đó Gia Lai", "Nào Đó Gia Lai", None),
        ("An Khê Bình Định", "An Khê", "Gia Lai"),
        ("An Khê Bà Rịa - Vũng Tàu", "An Khê", "Hồ Chí Minh"),
        ("Vũng Tàu Bà Rịa Vũng Tàu", "Vũng Tàu", "Hồ Chí Minh"),
        ("Glar", "Glar", None),
        ("Kon Gang", "Kon Gang", None),
    ],
)
def test_a_province_is_parted_from_a_name_that_is_one(written: str, name: str, province: str | None) -> None:
    """Behind a dash anything may be a name; without one only what is or was a unit."""
    found, home = split_province(own_table(), written)
    assert (found, home.name if home is not None else None) == (name, province)


def test_every_province_is_itself_and_every_former_one_todays() -> None:
    """Today's 34 names mean themselves, a former one what it went into, another word none."""
    assert [province_of(own_table(), each.name) for each in own_table().provinces] == [*own_table().provinces]
    assert province_of(own_table(), "Bình Định") == GIA_LAI
    assert province_of(own_table(), "Nào Đó") is None


def test_a_province_behind_its_word_is_the_home_of_the_name() -> None:
    """What is announced as a province, or stands behind a comma, says which unit of that name is meant."""
    for query in ("phường An Phú, tỉnh Gia Lai", "phường An Phú tỉnh Gia Lai", "phường An Phú, Gia Lai"):
        assert [(unit.name, unit.province) for unit in look_up(own_table(), query).today] == [("An Phú", GIA_LAI)]
    assert names(look_up(own_table(), "An Khêê cũ, Gia Lai").similar_units) == ["An Khê"]


def test_what_is_found_is_not_asked_about() -> None:
    """A name that is or was something has no likely others; one that was nothing has."""
    for query in ("An Khê", "Glar", "Bình Định", "Gia Lai"):
        answer = look_up(own_table(), query)
        assert answer.is_known
        assert answer.similar_units == ()
    answer = look_up(own_table(), "An Kkhê, Gia Lai")
    assert (answer.is_known, names(answer.similar_units)) == (False, ["An Khê"])


def test_the_other_parts_of_a_line_are_kept() -> None:
    """What stands behind a comma or a bracket and names no kind of place may be a province."""
    assert read_places("An Khê, Gia Lai").rest == ("An Khê", "Gia Lai")
    assert read_places("phường An Khê (Gia Lai), Tây Nguyên").rest == ("Gia Lai", "Tây Nguyên")
    assert read_places("phường An Khê").rest == ()


def test_of_a_list_three_places_are_read() -> None:
    """A commune, its district, its province: what follows is a list of names."""
    kinds = [place.kind for place in read_places("xã A, huyện B, tỉnh C, tỉnh D").places]
    assert kinds == [UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE]


@pytest.mark.parametrize(
    ("text", "police", "leads"),
    [
        ("Công an phường An Khê", True, True),
        ("CAP An Khê", True, True),
        ("Cong an phuong An Khe", True, True),
        ("UBND phường An Khê", False, True),
        ("phường An Khê", False, True),
        ("Nhà văn hóa phường An Khê", False, False),
    ],
)
def test_an_office_of_police_is_told_from_others(text: str, police: bool, leads: bool) -> None:  # noqa: FBT001
    """Whether the line names police, and whether it surely names a place."""
    (place,) = read_places(text).places
    assert (place.police, place.leads) == (police, leads)


def test_a_place_is_written_out_with_its_kind() -> None:
    """In a sentence a place has the word for its kind; an office's district without a name is that word alone."""
    place = PlaceMention(UnitKind.WARD, "An Khê")
    assert (place.full, place.police, place.leads) == ("phường An Khê", False, False)
    assert PlaceMention(UnitKind.DISTRICT, "").full == "huyện"
