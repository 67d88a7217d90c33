"""Telephone numbers in the groups in which people read them aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keytag.vietnam.phone import digits, group_digits, is_number


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
