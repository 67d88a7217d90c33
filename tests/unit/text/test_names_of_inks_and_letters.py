"""Inks and letters by names that a reader in Viet Nam knows."""

from __future__ import annotations

import pytest

from keytag.drawing.ink import NAMED_INKS, PAPER
from keytag.text.ink_names import INK_TITLES, ink_with_title
from keytag.text.letter_names import describe_letter, describe_letters


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        ("\u0430", "“\u0430” (U+0430, chữ cái Nga)"),
        ("\u00f4", "“ô” (U+00F4, chữ có dấu)"),
        ("\u00d0", "“Ð” (U+00D0, chữ Latinh lạ)"),
        ("\u03bf", "“\u03bf” (U+03BF, chữ cái Hy Lạp)"),
        ("\U0001f600", "“\U0001f600” (U+1F600)"),
    ],
)
def test_a_letter_is_told_by_its_script(letter: str, said: str) -> None:
    """Nobody reads Unicode's English name of a letter; in English it stands."""
    assert describe_letter(letter).vi == said
    assert describe_letters(["\u0430", letter]).en.startswith("“\u0430” (U+0430, CYRILLIC SMALL LETTER A), “")


def test_every_ink_has_a_name() -> None:
    """Each of keytag's own inks has a Vietnamese name; one of a job's own is told as it is written."""
    assert set(INK_TITLES) == {ink.name for ink in NAMED_INKS if ink != PAPER}
    assert ink_with_title("flag-red").vi == "đỏ cờ (flag-red)"
    assert ink_with_title("lotus").vi == "lotus"
