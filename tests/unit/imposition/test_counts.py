"""Counts are whole, conserved and fair."""

from __future__ import annotations

import pytest

from keytag.imposition import run_length, split_count, with_overs
from keytag.imposition.counts import sheets_to_spare


@pytest.mark.parametrize(
    ("ordered", "overs", "wanted"), [(3200, 0.03, 3296), (1000, 0.07, 1070), (1, 0.03, 2), (10, 0.0, 10)]
)
def test_overs_round_up_to_whole_tags(ordered: int, overs: float, wanted: int) -> None:
    """A fraction of a tag becomes one more tag; the rounding of binary fractions does not."""
    assert with_overs(ordered, overs) == wanted


@pytest.mark.parametrize(
    ("wanted", "slots", "sheets"), [(3296, 113, 30), (113, 113, 1), (114, 113, 2), (1, 113, 1)]
)
def test_run_gives_at_least_what_is_wanted(wanted: int, slots: int, sheets: int) -> None:
    """The run is the smallest number of sheets that holds the tags wanted."""
    assert run_length(wanted, slots) == sheets


def test_largest_remainders_take_the_rest_and_ties_go_to_the_earlier() -> None:
    """A total that does not divide evenly goes by largest remainder, the earlier edition first."""
    assert split_count(10, [1, 1, 1]) == (4, 3, 3)
    assert split_count(100, [900, 50, 50, 1]) == (90, 5, 5, 0)
    assert split_count(7, [1, 6, 3]) == (1, 4, 2)


@pytest.mark.parametrize("weights", [[0, 0], [3, -1]])
def test_senseless_weights_are_refused(weights: list[int]) -> None:
    """Without a positive weight there is no proportion to split by."""
    with pytest.raises(ValueError, match="weights"):
        split_count(5, weights)


@pytest.mark.parametrize(
    ("ordered", "runs", "spare"),
    [
        # 3,390 tags for 3,200: one sheet of 113 may go, not two.
        ((3200,), [(30, (113,))], 1),
        # 190 tags over are less than a sheet of 347.
        ((157,), [(1, (347,))], 0),
        ((100,), [(3, (50,))], 1),
        # The edition with the least to spare decides, by the sheet that carries most of it.
        ((100, 40), [(10, (12, 4)), (5, (0, 8))], 1),
        ((40, 100), [(10, (4, 12)), (5, (8, 0))], 1),
        ((10,), [(1, (5,))], 0),
        ((), [], 0),
    ],
)
def test_sheets_to_spare(ordered: tuple[int, ...], runs: list[tuple[int, tuple[int, ...]]], spare: int) -> None:
    """So many sheets may be lost, whichever they are, and no edition is short; one more could make it so."""
    assert sheets_to_spare(ordered, runs) == spare
