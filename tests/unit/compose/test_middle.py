"""The middle of a side: what is weighed between two ways to set it."""

from __future__ import annotations

import pytest

from keytag.compose.middle import MiddleSizes


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(MiddleSizes(2.0, 1.9, 0.40), True, id="alike"),
        pytest.param(MiddleSizes(1.9, 3.0, 0.60), False, id="smaller-figures"),
        pytest.param(MiddleSizes(3.0, 1.8, 0.60), False, id="smaller-words"),
        pytest.param(MiddleSizes(3.0, 3.0, 0.38), False, id="narrower-module"),
    ],
)
def test_nothing_that_is_read_becomes_smaller(one: MiddleSizes, *, expected: bool) -> None:
    """An arrangement reads as well as another where figures, words and the code's module are as large."""
    assert one.is_as_clear_as(MiddleSizes(2.0, 1.9, 0.40)) is expected


def test_a_wide_module_may_be_narrower() -> None:
    """Modules of half a millimetre are read; only below that does every hair count, as it does of all letters."""
    large = MiddleSizes(2.0, 3.0, 0.7)
    assert MiddleSizes(2.0, 3.0, 0.5).is_as_clear_as(large)
    assert not MiddleSizes(2.0, 2.9, 0.5).is_as_clear_as(large)
    assert not MiddleSizes(2.0, 3.0, 0.49).is_as_clear_as(large)


def test_a_caption_on_a_part_of_its_own_may_be_smaller() -> None:
    """Words may come down to what is still read; figures never."""
    wide = MiddleSizes(2.0, 1.9, 0.4)
    assert MiddleSizes(2.0, 1.5, 0.4).is_as_clear_as(wide, good_words=1.5)
    assert not MiddleSizes(2.0, 1.4, 0.4).is_as_clear_as(wide, good_words=1.5)
    assert not MiddleSizes(1.9, 1.5, 0.4).is_as_clear_as(wide, good_words=1.5)
