"""Figures, shares and days as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from keytag.text.figures import (
    amount_with_unit,
    format_count,
    format_day,
    format_decimal,
    format_measure,
    format_percent,
    spell_figures,
    tie_units,
    write_times,
)


def test_vietnamese_has_points_in_thousands_and_a_comma_before_decimals() -> None:
    """3.200, 0,40 mm, 5% and 29/11/2026: the way of Vietnamese offices, which is also what papers begin with."""
    assert format_count(3200) == format_count(3200, "vi") == "3.200"
    assert format_decimal(0.4, 2, "vi") == "0,40"
    assert format_measure(0.4, " mm").vi == "0,4 mm"
    assert amount_with_unit(0.4, "mm").vi == "0,40\u00a0mm"
    assert format_percent(61.6, 1, "vi") == "61,6%"
    assert format_day(date(2026, 11, 29)) == format_day(date(2026, 11, 29), "vi") == "29/11/2026"


def test_english_has_commas_in_thousands_and_the_day_of_iso() -> None:
    """3,200, 0.40 mm, 5 % and 2026-11-29."""
    assert format_count(3200, "en") == "3,200"
    assert format_decimal(0.4, 2, "en") == "0.40"
    assert format_measure(0.4, " mm").en == "0.4 mm"
    assert amount_with_unit(0.4, "mm").en == "0.40\u00a0mm"
    assert format_percent(5, language="en") == "5\u00a0%"
    assert format_day(date(2026, 11, 29), "en") == "2026-11-29"


@pytest.mark.parametrize(
    ("text", "vietnamese"),
    [
        ("từ 5–10 %, nay 12.5 %", "từ 5–10%, nay 12,5%"),
        ("nặng 1.2 MB", "nặng 1,2 MB"),
        ("cần 0.35 ô vuông", "cần 0,35 ô vuông"),
        ("khuôn 0.4–2.5 mm", "khuôn 0,4–2,5 mm"),
        ("phủ 12.5%, ghi overs: 8%", "phủ 12,5%, ghi overs: 8%"),
        ("mở a%20b, “5 %”", "mở a%20b, “5%”"),
    ],
)
def test_a_sentence_has_its_language_own_figures(text: str, vietnamese: str) -> None:
    """A measure or share in a Vietnamese sentence has its comma, and no blank before %; English stays."""
    assert spell_figures(text, "vi") == vietnamese
    assert spell_figures(text, "en") == text


def test_figures_stay_with_what_they_count() -> None:
    """No line of a paper ends between a figure and its unit, nor within a size; a letter is no sign for times."""
    assert tie_units("túi 50 chiếc, bầu dục 50 × 20 mm, lần 2 in") == (
        "túi 50\u00a0chiếc, bầu dục 50\u00a0×\u00a020\u00a0mm, lần 2 in"
    )
    assert write_times("Máy SRA3 (32 x 45 cm), x 4") == "Máy SRA3 (32\u00a0×\u00a045 cm), x 4"
