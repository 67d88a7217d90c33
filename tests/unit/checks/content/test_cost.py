"""Prices and budget: what is lacking is asked for, what is too much is told with its figures."""

from __future__ import annotations

import pytest

from keytag.checks.content.cost import budget_covers_the_cost, prices_are_known
from keytag.findings import Severity
from keytag.text.text import Text


def test_lacking_prices_are_named() -> None:
    """Rule "prices-are-known": all that the shop has to be asked about, in one finding."""
    (found,) = prices_are_known((Text("Tờ in", "Sheets"), Text("Bế", "Cutting")), "mine")
    assert (found.rule, found.severity) == ("prices-are-known", Severity.NOTE)
    assert found.message == Text(
        "Nhà in mine chưa có giá: tờ in, bế.", "The shop mine has no price for: sheets, cutting."
    )
    assert not list(prices_are_known((), "mine"))


@pytest.mark.parametrize(
    ("is_whole", "words"), [(True, "It comes to 1,500 đ"), (False, "It comes to at least 1,500 đ")]
)
def test_a_budget_that_is_short_is_told(is_whole: bool, words: str) -> None:  # noqa: FBT001
    """Rule "budget-covers-the-cost": a warning with cost, budget and what is lacking."""
    (found,) = budget_covers_the_cost(1500, 1000, is_whole=is_whole)
    assert (found.rule, found.severity, found.node) == ("budget-covers-the-cost", Severity.WARNING, "budget")
    assert found.message.en == f"{words}, the budget is 1,000 đ: 500 đ short."


@pytest.mark.parametrize("budget", [None, 1500, 1501])
def test_a_budget_that_is_enough_says_nothing(budget: int | None) -> None:
    """What just covers the cost covers it, and without a budget nothing is held against it."""
    assert not list(budget_covers_the_cost(1500, budget, is_whole=True))
