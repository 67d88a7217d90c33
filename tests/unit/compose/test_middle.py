"""The middle of a side: what is weighed between two ways to set it."""

from __future__ import annotations

import pytest

from keytag.compose.middle import MiddleSizes


@pytest.mark.parametrize(
    ("one", "room", "expected"),
    [
        pytest.param(MiddleSizes(2.0, 1.9, 0.40), 0.0, True, id="alike"),
        pytest.param(MiddleSizes(1.9, 3.0, 0.60), 0.0, False, id="smaller-figures"),
        pytest.param(MiddleSizes(1.9, 1.9, 0.40), 0.08, True, id="figures-that-may-give"),
        pytest.param(MiddleSizes(3.0, 1.8, 0.60), 0.0, False, id="smaller-words"),
        pytest.param(MiddleSizes(3.0, 3.0, 0.38), 0.0, False, id="narrower-module"),
    ],
)
def test_nothing_that_is_read_becomes_smaller(one: MiddleSizes, room: float, *, expected: bool) -> None:
    """An arrangement reads as well as another where figures, words and the code's module are as large."""
    assert one.is_as_clear_as(MiddleSizes(2.0, 1.9, 0.40), room) is expected


def test_what_is_large_enough_may_be_smaller() -> None:
    """Words of 6 pt and modules of half a millimetre are read; only below that does every hair count."""
    large = MiddleSizes(2.0, 3.0, 0.7)
    assert MiddleSizes(2.0, 2.2, 0.5).is_as_clear_as(large)
    assert not MiddleSizes(2.0, 2.0, 0.5).is_as_clear_as(large)
    assert not MiddleSizes(2.0, 2.2, 0.49).is_as_clear_as(large)
