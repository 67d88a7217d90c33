"""The editions as they are ordered, vetted with the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.steps.check_editions import drafted
from keytag.steps.job_setup import gather
from keytag.steps.press import as_counted, shares

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
    setting, _ = gather(path)
    contents, ordered, _ = shares(setting, count)
    draft = drafted(setting, contents, DAY, (), lambda _done, _total: None, as_counted(contents, ordered))
    (finding,) = (f for f in draft.findings if f.rule == "budget-fits-the-quantity")
    assert f"là {price} đ một thẻ" in finding.message.vi
