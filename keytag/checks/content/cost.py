"""What must hold of an order's cost: the shop's prices are known, and the budget covers what they come to.

Judges sums that were added up elsewhere. Knows no price of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keytag.findings import HOUSE_RULE, Finding, Rule, Severity
from keytag.text.text import Text

PRICES_ARE_KNOWN = Rule(
    "prices-are-known",
    Severity.NOTE,
    Text("Bảng giá của nhà in có đủ các khoản của đơn hàng.", "The shop's prices cover all that the order needs."),
    Text(
        "keytag không có giá của riêng mình: khoản nào nhà in chưa báo thì chưa được tính.",
        "keytag has no prices of its own: what the shop has not told is not counted.",
    ),
    Text(
        "Hỏi nhà in rồi ghi vào tệp nhà in, ví dụ prices: {sheet: 6_000đ, cut: 150đ}.",
        "Ask the shop, and write its answer into its file, like prices: {sheet: 6_000đ, cut: 150đ}.",
    ),
    HOUSE_RULE,
)
BUDGET_COVERS_THE_COST = Rule(
    "budget-covers-the-cost",
    Severity.WARNING,
    Text("Kinh phí đủ cho số tiền tính theo bảng giá.", "The budget covers what the shop's prices come to."),
    Text(
        "Thiếu tiền thì phải bớt thẻ sau khi đã hứa với dân.",
        "Without the money tags are cut after they were promised.",
    ),
    Text(
        "Giảm số thẻ, xin thêm kinh phí, hoặc hỏi nhà in khác.", "Order fewer, ask for more, or ask another shop."
    ),
    Text("Tệp của nhà in (khóa prices) và khóa budget", "The shop's file (key prices) and the job's budget"),
)

RULES = (PRICES_ARE_KNOWN, BUDGET_COVERS_THE_COST)
"""Every rule of this module."""


def prices_are_known(missing: Sequence[Text], shop: str) -> Iterator[Finding]:
    """Every price that the order needs is in the file of ``shop``; ``missing`` are those that are not."""
    if missing:
        yield PRICES_ARE_KNOWN.found(
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
    yield BUDGET_COVERS_THE_COST.found(
        Text(
            f"Tính ra {least.vi}{_vi(cost)} đ, kinh phí {_vi(budget)} đ: thiếu {_vi(cost - budget)} đ.",
            f"It comes to {least.en}{cost:,} đ, the budget is {budget:,} đ: {cost - budget:,} đ short.",
        ),
        node="budget",
    )


def _vi(value: int) -> str:
    """Return a whole number with its thousands parted as in Vietnamese."""
    return f"{value:,}".replace(",", ".")
