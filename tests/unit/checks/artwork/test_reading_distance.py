"""From how far a number is read, by the height of its figures."""

from __future__ import annotations

import pytest

from keytag.checks.artwork.reading import ReadingDistance

# Heights that fill 20 minutes of arc at 50 and 100 cm: 500 mm and 1000 mm times 0.0058178, by a table of tangents.
CASES = [(2.91, 50, 60), (5.82, 100, 125), (3.0, 50, 60), (4.2, 70, 90)]


@pytest.mark.parametrize(("height", "easily", "at_most"), CASES)
def test_distance_follows_from_twenty_and_sixteen_minutes_of_arc(height: float, easily: int, at_most: int) -> None:
    """With ease at 20 minutes of arc, at most at 16; in steps of five centimetres, never told too far."""
    reading = ReadingDistance(height)
    assert (reading.easily_cm, reading.at_most_cm) == (easily, at_most)


def test_both_languages_tell_height_and_distance() -> None:
    """A chief reads how high the digits are and from how far they are read; a remark follows the height."""
    told = ReadingDistance(3.75).told(" (nay 3,0)")
    assert "mm (nay 3,0): đọc dễ cách 60 cm, xa nhất 80 cm" in told.vi
    assert "read with ease at 60 cm, at most at 80 cm" in told.en
