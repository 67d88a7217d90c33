"""An order on the page: the table of plates, what lies on which, and a cost that says what is missing."""

from __future__ import annotations

import re

from keytag.commands.cost import CostFacts, CostLine
from keytag.commands.plan import PlanOption, PlanReport
from keytag.imposition import LayoutKind
from keytag.steps.plate_plan import Terms
from keytag.steps.report import PlanFacts, PlateFacts
from keytag.text.text import Text
from keytag.web.sheets import sheets_html

ONE = PlanOption(1, 60, 10, 6000, 900, 3_400_000, 0, 0, 0, proven=True, chosen=False, run_lengths=(60,))
TWO = PlanOption(2, 48, 20, 5100, 80, 3_100_000, 300_000, 0, 0, proven=True, chosen=True, run_lengths=(20, 28))
PLATES = (
    PlateFacts("sheets.pdf", (1, 2), 20, {"a": 60, "b": 53}),
    PlateFacts("sheets.pdf", (3, 4), 28, {"a": 113}),
)
PLAN = PlanFacts(
    ordered=4800,
    overs=220,
    printed=5100,
    sheets=48,
    slots=113,
    layout=LayoutKind.NESTED,
    used_area=0.6,
    plates=PLATES,
)
TERMS = Terms(50_000, 200_000, True, 10, 1, True, None, 10.0, 2)
LINES = (
    CostLine("sheets", Text("Tờ in", "Press sheets"), 48, 50_000),
    CostLine("ring", Text("Khoen", "Rings"), 9, None),
)
NAMES = {"a": "Xã A", "b": "Xã B"}


def cells(html: str) -> list[list[str]]:
    """Return the cells of each row of the tables in ``html``."""
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def test_every_number_of_plates_has_its_row() -> None:
    """With its sheets and cost; the one that is chosen says so, and each plate which editions lie on it."""
    rows = cells(
        sheets_html(PlanReport((), PLAN, (ONE, TWO), TERMS, None, NAMES), CostFacts("s", 1, 1, LINES, None), "vi")
    )
    assert ["1", "60", "10", "900", "3.400.000"] in rows
    assert ["2 (được chọn)", "48", "20", "80", "3.100.000"] in rows
    assert ["1", "20", "Xã A × 60, Xã B × 53"] in rows
    assert ["Tờ in", "48", "50.000", "2.400.000"] in rows


def test_a_missing_price_is_said_and_a_budget_held_against_the_sum() -> None:
    """What has no price is no sum; with all of them the order's budget is judged."""
    report = PlanReport((), PLAN, (ONE, TWO), TERMS, None, NAMES)
    assert "The shop has not told all prices." in sheets_html(report, CostFacts("s", 1, 1, LINES, 10**6), "en")
    assert "More than the budget of 2,000,000" in sheets_html(
        report, CostFacts("s", 1, 1, LINES[:1], 2_000_000), "en"
    )
    assert "Within the budget" in sheets_html(report, CostFacts("s", 1, 1, LINES[:1], 3_000_000), "en")


def test_an_order_without_a_plan_has_no_figures() -> None:
    """What is wrong is said by the findings; nothing is invented here."""
    html = sheets_html(PlanReport(()), CostFacts("s", 0, 0, (), None), "vi")
    assert "<dl" not in html
