"""Lengths and percentages as people write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from keytag.units import format_against, parse_length, parse_percent, parse_whole, spell_length, to_mm, to_pt


@pytest.mark.parametrize(
    ("text", "mm"),
    [
        ("40", 40.0),
        ("40mm", 40.0),
        (" 40 mm ", 40.0),
        ("4cm", 40.0),
        ("1.5in", 38.1),
        ("6pt", 6 * 25.4 / 72),
        ("2,5mm", 2.5),
        (".5", 0.5),
        ("-3", -3.0),
        ("1IN", 25.4),
    ],
)
def test_lengths_are_read_in_every_unit(text: str, mm: float) -> None:
    """A bare number is a millimetre; units, spaces and a decimal comma are understood."""
    assert parse_length(text) == pytest.approx(mm)


@pytest.mark.parametrize(
    "text", ["", "mm", "4 m", "1e3", "1.2.3", "4mm5", "\u0661\u0662", "nan", "inf", "1,000.5", "9" * 400]
)
def test_what_is_no_length_is_refused(text: str) -> None:
    """Anything else raises ValueError rather than becoming a number by chance."""
    with pytest.raises(ValueError, match="is not a length"):
        parse_length(text)


@pytest.mark.parametrize(("text", "ratio"), [("3%", 0.03), ("2,5 %", 0.025), ("0%", 0.0), (" 100% ", 1.0)])
def test_percentages_become_ratios(text: str, ratio: float) -> None:
    """A percentage is read as a ratio."""
    assert parse_percent(text) == pytest.approx(ratio)


@pytest.mark.parametrize("text", ["3", "%", "-3%", "3%%", "three%", "3 percent"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    """A number without its sign could mean either, so it is refused."""
    with pytest.raises(ValueError, match="is not a percentage"):
        parse_percent(text)


def test_points_and_millimetres() -> None:
    """An inch is 72 points and 25.4 mm, and the conversions undo each other."""
    assert to_pt(25.4) == pytest.approx(72.0)
    assert to_mm(72.0) == pytest.approx(25.4)
    assert to_mm(to_pt(3.7)) == pytest.approx(3.7)


@pytest.mark.parametrize(
    ("value", "limit", "decimals", "said"),
    [
        (0.395, 0.40, 2, "0.395"),
        (0.3999, 0.40, 2, "0.3999"),
        (0.35, 0.40, 2, "0.35"),
        (1.97, 2.0, 1, "1.97"),
        (1.9, 2.0, 1, "1.9"),
        (2.0, 2.0, 1, "2.0"),
        (1.9999999, 2.0, 1, "2.0000"),
    ],
)
def test_a_figure_is_told_from_its_limit(value: float, limit: float, decimals: int, said: str) -> None:
    """No message says that 0.40 mm is less than 0.40 mm; what nobody can measure gets no more decimals."""
    assert format_against(value, limit, decimals) == said


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3200", 3200),
        (" 3.200 ", 3200),
        ("3,200", 3200),
        ("3\u00a0200", 3200),
        ("1_000_000", 1_000_000),
        ("-5", -5),
        ("00637", 637),
        ("3.2", None),
        ("0.200", None),
        ("1.000,000", None),
        ("3200 thẻ", None),
        ("", None),
    ],
)
def test_a_whole_number_may_have_its_thousands_parted(text: str, count: int | None) -> None:
    """Three digits behind a mark are thousands, the same mark throughout; anything else is no count."""
    assert parse_whole(text) == count


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4pt", "4pt"),
        ("0.25pt", "0.25pt"),
        ("11.7pt", "11.7pt"),
        ("40", "40mm"),
        ("2.5mm", "2.5mm"),
        ("4cm", "40mm"),
        ("1.5in", "38.1mm"),
        ("0", "0mm"),
        ("1.23456mm", "1.23456mm"),
    ],
)
def test_a_length_is_written_as_people_give_it(text: str, said: str) -> None:
    """What was said in points is shown in points, not as 1.41111mm, and reads to the same length."""
    assert spell_length(parse_length(text)) == said
    assert parse_length(said) == pytest.approx(parse_length(text), rel=1e-12)


@pytest.mark.parametrize("read", [parse_length, parse_percent])
def test_endless_figures_are_none(read: Callable[[str], float]) -> None:
    """What no float holds is neither a length nor a percentage, and blanks without end are judged at once."""
    for text in ("9" * 400, "9" * 400 + "%", "1" + " " * 200_000 + "!", " " * 200_000):
        with pytest.raises(ValueError, match="is not a"):
            read(text)
