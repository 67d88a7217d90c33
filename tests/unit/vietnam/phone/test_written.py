"""Telephone numbers in the groups in which people read them aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keytag.vietnam.phone import digits, group_digits, is_number
from keytag.vietnam.phone.written import groups_at_home, regroup_digits, with_digits, without_trunk_zero


@pytest.mark.parametrize(
    ("written", "display"),
    [
        ("0769040405", "0769 040 405"),
        ("0769040404", "0769 04 04 04"),
        ("02693825113", "0269 3825 113"),
        ("02143000000", "0214 3000 000"),
        ("02438254113", "024 3825 4113"),
        ("02838254113", "028 3825 4113"),
        ("0692342593", "069 234 2593"),
        ("18001234", "1800 1234"),
        ("1900123456", "1900 123 456"),
        ("113", "113"),
        ("01693000113", "0169 3000 113"),
        ("+84769040405", "+84 769 040 405"),
        ("+842693825113", "+84 269 3825 113"),
    ],
)
def test_digits_are_grouped_by_kind(written: str, display: str) -> None:
    """A number typed without groups gets those of its kind."""
    assert group_digits(written) == display


@pytest.mark.parametrize(
    ("written", "display"),
    [
        ("0769 04 04 05", "0769 04 04 05"),
        ("0769.04.04.05", "0769.04.04.05"),
        ("0269  3825   113", "0269 3825 113"),
        ("0269-3825-113", "0269 3825 113"),
        ("(0269) 3825 113", "0269 3825 113"),
        ("(+84) 269 3825 113", "+84 269 3825 113"),
        ("0269.3825 113", "0269 3825 113"),
    ],
)
def test_typed_groups_are_kept(written: str, display: str) -> None:
    """Groups that the writer made stay, parted by single spaces, or by dots where only dots part them."""
    assert group_digits(written) == display


@given(st.from_regex(r"\+?[0-9]{3,15}", fullmatch=True))
def test_grouping_loses_no_digit(written: str) -> None:
    """Whatever the number, grouping keeps its digits in order, and grouping twice changes nothing."""
    assert digits(group_digits(written)) == digits(written)
    assert group_digits(group_digits(written)) == group_digits(written)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("0269 3825 113", True),
        ("(0269) 3825113", True),
        ("+84 269 3825 113", True),
        ("113", True),
        ("12", False),
        ("0269 3825 113 / 114", False),
        ("0269 x", False),
        ("(+84) 269 3825 113", True),
        ("0269 (3825) 113", True),
        ("0269 (3825 113", False),
        ("0269) 3825 113", False),
        ("0269 )3825( 113", False),
        ("((0269)) 3825 113", False),
        ("0269 () 3825 113", False),
        ("+84 (0)769 040 404", False),
        ("+8402693825113", False),
        ("+840", False),
        ("( 0269 ) 3825 113", True),
        ("(+84) 0269 3825 113", False),
        ("0840 404 113", True),
        ("1" * 16, False),
        ("\u0660\u0661\u0662", False),
        ("113 114", False),
        ("113-115", False),
        ("113.000", True),
        ("", False),
    ],
)
def test_form_of_a_number(text: str, is_one: bool) -> None:  # noqa: FBT001
    """One entry holds one number of 3 to 15 digits and nothing else, its brackets in pairs."""
    assert is_number(text) is is_one


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("O269 3000 1I3", "0269 3000 113"),
        ("OI69 3000 113", "0169 3000 113"),
        ("OOOO123", "0000123"),
        ("1l3", "113"),
        ("11S", "115"),
        ("IIS", None),
        ("1IS", None),
        ("OOOOO12", None),
        ("OOO123", None),
        ("0269 3000 113", None),
        ("O269 3000 113 / 114", None),
        ("SOS 113", None),
        ("Quận 1", None),
    ],
)
def test_letters_in_the_place_of_digits(text: str, right: str | None) -> None:
    """Where three of seven signs are digits, or two of an emergency number, letters like digits are digits."""
    assert with_digits(text) == right


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("+84 (0)769 040 405", ("+84 769 040 405", "0769 040 405")),
        ("(+84) 0269 3825 113", ("+84 269 3825 113", "0269 3825 113")),
        ("+84 00 769 040 405", ("+84 769 040 405", "0769 040 405")),
        ("+84 0113", ("+84113", "0113")),
        ("+84 011", None),
        ("+840", None),
        ("+84 769 040 405", None),
        ("0769 040 405", None),
        ("+84 0 / 1", None),
    ],
)
def test_a_zero_behind_the_country_is_one_too_many(text: str, ways: tuple[str, str] | None) -> None:
    """Both ways to write the number are given: from abroad, and at home; where it is none, none."""
    assert without_trunk_zero(text) == ways


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("0269 3000113", "0269 3000 113"),
        ("(0269)3000113", "0269 3000 113"),
        ("0269.3000113", "0269 3000 113"),
        ("+84 769040405", "+84 769 040 405"),
        ("+84769 040405", "+84 769 040 405"),
        ("1800 000113", "1800 000 113"),
        ("0769040405", None),
        ("02693 000113", None),
        ("07690 40405", None),
        ("0769 040 405", None),
        ("0769 04 0404 1", None),
    ],
)
def test_long_groups_are_parted(text: str, parted: str | None) -> None:
    """A group of six digits or more is parted as its kind is, unless the writer's own gaps contradict that."""
    assert regroup_digits(text) == parted


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("+84 59 3000 113", ("059", "3000", "113")),
        ("+8459 3000 113", ("059", "3000", "113")),
        ("0084 59 3000 113", ("059", "3000", "113")),
        ("(+84) 59 3000 113", ("059", "3000", "113")),
        ("059 3000 113", ("059", "3000", "113")),
        ("+84", ("+84",)),
        ("+855 12 000 113", ("+855", "12", "000", "113")),
        ("", ()),
    ],
)
def test_groups_as_they_are_dialled_at_home(text: str, parts: tuple[str, ...]) -> None:
    """The country gives way to a zero at the first group; a number of another country stays as it is."""
    assert groups_at_home(text) == parts


@pytest.mark.parametrize(("text", "display"), [("+84769040", "+84769040"), ("+847690404", "+84 7690404")])
def test_a_short_number_behind_the_country_is_left_whole(text: str, display: str) -> None:
    """With seven digits behind it the country is parted from them, with fewer it may be none."""
    assert group_digits(text) == display
