"""The editions as they are ordered, vetted with the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.steps.check_editions import compose_and_check
from keytag.steps.job_setup import load_setup
from keytag.steps.press import divide_count, with_counts

DAY = date(2026, 1, 15)
JOB = """
keytag: 1
issuer: {name: Công an xã Đak Đoa}
numbers: [{label: Trực ban, number: 0269 3000 113}]
budget: 18 triệu
quantity: 1600
editions: [{id: a, name: Thôn 1}, {id: b, name: Thôn 2}]
"""


@pytest.mark.parametrize(("count", "price"), [(None, "5.625"), (1000, "18.000"), (1, "18.000.000")])
def test_the_budget_is_held_against_what_is_ordered(count: int | None, price: str, tmp_path: Path) -> None:
    """A total given with the command counts for the price of a tag, not the job's own quantities."""
    path = tmp_path / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    setup, _ = load_setup(path)
    contents, ordered, _ = divide_count(setup, count)
    draft = compose_and_check(setup, contents, DAY, (), lambda _done, _total: None, with_counts(contents, ordered))
    (finding,) = (f for f in draft.findings if f.rule == "budget-fits-the-quantity")
    assert f"là {price} đ một chiếc" in finding.message.vi
