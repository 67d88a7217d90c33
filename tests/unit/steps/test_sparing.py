"""A plan that lets no sheet be lost says so, with a figure that helps; one that does not says nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from keytag.commands.plan import PlanReport, plan
from keytag.commands.sheet import sheet
from keytag.findings import Finding, Severity
from keytag.steps.order import Order
from keytag.steps.progress import no_progress

RULE = "order-bears-a-lost-sheet"
CONFIGS = Path(__file__).parents[3] / "configs"
SAMPLES = sorted(path.stem for path in CONFIGS.glob("*.yaml"))
ONE = """\
keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers:
  - {label: Trực ban, number: 0269 3000 113, role: duty}
tag: {shape: oval, width: 50mm, height: 20mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
"""
SERIES = "".join(
    f"  - {{id: xa-{i}, name: Xã {i}, quantity: {quantity}, extra_numbers: "
    f"[{{label: Trực ban xã {i}, number: 0269 3000 2{i:02d}, role: duty}}]}}\n"
    for i, quantity in enumerate((300, 240, 120, 90, 60), start=1)
)


def planned(path: Path, shop: str | None = None, count: int | None = None) -> PlanReport:
    """Plan as the command does, without a clock."""
    return plan(path, Order(date(2026, 1, 15), count=count, shop=shop), None)


def told(report: PlanReport) -> list[Finding]:
    """Return what is said of sheets that may be lost."""
    return [finding for finding in report.findings if finding.rule == RULE]


def spare(report: PlanReport) -> int:
    """Return how many sheets the plan lets be lost."""
    assert report.plan is not None
    return report.plan.sheets_to_spare


def job_at(folder: Path, lines: str) -> Path:
    """Write a job with these further lines."""
    path = folder / "job.yaml"
    path.write_text(ONE + lines, encoding="utf-8")
    return path


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_at_its_own_shop_says_nothing(sample: str) -> None:
    """The samples order enough for a sheet to be lost."""
    report = planned(CONFIGS / f"{sample}.yaml")
    assert (told(report), spare(report) > 0) == ([], True)


@pytest.mark.parametrize(
    ("lines", "shop"),
    [
        ("quantity: 3200\novers: 5%\n", "uv-acrylic"),
        ("quantity: 3200\novers: 0%\n", "digital-sra3"),
        ("quantity: 15_200\novers: 1%\n", "offset-79x109"),
        (f"overs: 3%\neditions:\n{SERIES}", "digital-sra3"),
    ],
)
def test_the_overs_that_are_named_let_a_sheet_be_lost(lines: str, shop: str, tmp_path: Path) -> None:
    """Written into the job, the figure of the hint leaves at least one sheet, and nothing is said any more."""
    path = job_at(tmp_path, lines)
    before = planned(path, shop)
    (finding,) = told(before)
    assert spare(before) == 0
    assert finding.severity is Severity.NOTE
    assert finding.hint is not None
    (named,) = set(re.findall(r"overs: (\d+%)", finding.hint.vi + finding.hint.en))
    text = re.sub(r"overs: .*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(text + f"overs: {named}\n", encoding="utf-8")
    after = planned(path, shop)
    assert told(after) == []
    assert spare(after) >= 1


@pytest.mark.parametrize(
    ("lines", "shop"),
    [
        ("quantity: 100\n", "office-a4"),
        ("quantity: 3200\n", "offset-79x109"),
        ("quantity: 40\n", "digital-sra3"),
        (f"editions:\n{SERIES}", "offset-52x72"),
    ],
)
def test_a_small_order_is_told_the_shops_key(lines: str, shop: str, tmp_path: Path) -> None:
    """Where a sheet is more than overs may be, the shop's file prints one more; the figure of the hint does it."""
    path = job_at(tmp_path, f"overs: 5%\n{lines}")
    (finding,) = told(planned(path, shop))
    assert finding.hint is not None
    assert "overs:" not in finding.hint.en
    (least,) = set(re.findall(r"shortest_run: (\d+)", finding.hint.vi + finding.hint.en))
    own = (CONFIGS.parent / "templates" / "shops" / f"{shop}.yaml").read_text(encoding="utf-8")
    own = re.sub(r"^gang: .*\n", "", own, flags=re.MULTILINE) + f"\ngang: {{shortest_run: {least}}}\n"
    (tmp_path / "mine.yaml").write_text(own.replace(f"name: {shop}", "name: mine"), encoding="utf-8")
    after = planned(path, str(tmp_path / "mine.yaml"))
    assert told(after) == []
    assert spare(after) >= 1


def test_count_is_judged_like_the_jobs_own_quantity(tmp_path: Path) -> None:
    """What ``--count`` orders is what must not be short."""
    path = job_at(tmp_path, "quantity: 3200\novers: 5%\n")
    assert told(planned(path)) == []
    assert len(told(planned(path, count=100))) == 1


def test_the_edition_that_is_short_first_is_named(tmp_path: Path) -> None:
    """Of several editions the one that a lost sheet leaves short is named, with what a sheet has of it."""
    path = job_at(tmp_path, f"overs: 3%\neditions:\n{SERIES}")
    (finding,) = told(planned(path, "digital-sra3"))
    assert re.search(r"“Xã \d”", finding.message.vi)


def test_sheet_says_it_too(tmp_path: Path) -> None:
    """`sheet` says what `plan` says."""
    path = job_at(tmp_path, "quantity: 3200\novers: 5%\n")
    order = Order(date(2026, 1, 15), shop="uv-acrylic")
    report = sheet(path, order, tmp_path / "out", no_progress)
    said = [finding for finding in report.findings if finding.rule == RULE]
    assert [f.message for f in said] == [f.message for f in told(planned(path, "uv-acrylic"))]
    assert said[0].where is not None
