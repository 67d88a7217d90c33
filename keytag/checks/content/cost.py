"""What must hold of an order's cost: the shop's prices are known, and the budget covers what they come to.

Judges sums that were added up elsewhere. Knows no price of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keytag.findings import Finding, Rule
from keytag.text.figures import format_count
from keytag.text.text import Text

PRICES_ARE_KNOWN = Rule.note("prices-are-known", __name__)
BUDGET_COVERS_THE_COST = Rule.warning("budget-covers-the-cost", __name__)
RULES = (PRICES_ARE_KNOWN, BUDGET_COVERS_THE_COST)
"""Every rule of this module."""


def prices_are_known(missing: Sequence[Text], shop: str) -> Iterator[Finding]:
    """Every price that the order needs is in the file of ``shop``; ``missing`` are those that are not."""
    if missing:
        yield PRICES_ARE_KNOWN.finding(
            Text(
                f"Nhà in {shop} chưa có giá: {', '.join(name.vi.lower() for name in missing)}.",
                f"The shop {shop} has no price for: {', '.join(name.en.lower() for name in missing)}.",
            ),
            node="shop",
        )


def budget_covers_the_cost(cost: int, budget: int | None, *, is_whole: bool) -> Iterator[Finding]:
    """The ``budget`` in đồng is at least the ``cost``; ``is_whole`` tells that every price was known."""
    if budget is None or cost <= budget:
        return
    least = Text("", "") if is_whole else Text("ít nhất ", "at least ")
    yield BUDGET_COVERS_THE_COST.finding(
        Text(
            f"Tính ra {least.vi}{format_count(cost)} đ, kinh phí {format_count(budget)} đ: thiếu "
            f"{format_count(cost - budget)} đ.",
            f"It comes to {least.en}{cost:,} đ, the budget is {budget:,} đ: {cost - budget:,} đ short.",
        ),
        node="budget",
    )
