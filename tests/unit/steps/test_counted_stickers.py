"""Stickers with codes are counted alike on every paper, and priced where the shop says what they cost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from keytag.commands.cost import cost
from keytag.steps.job_setup import load_setup
from keytag.steps.making import sticker_count
from keytag.steps.order import Order

DAY = date(2026, 1, 15)
JOB = """keytag: 1
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers:
  - {label: Trực ban 24/24, number: 0269 3000 113, role: duty, side: front}
qr: {link: "https://zalo.me/1000000000000000001", side: back}
tag: {shape: oval, width: 60mm, height: 30mm, hole: {diameter: 4mm, edge: 2.5mm, side: left}}
quantity: 1200
overs: 5%
shop: SHOP
"""


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A job at a shop that moulds tags and prints their codes apart, with prices for that and for delivery."""
    shop = (Path(__file__).parents[3] / "templates" / "shops" / "moulded-pvc.yaml").read_text(encoding="utf-8")
    shop += "prices: {sticker: 200đ, delivery: 300_000đ, die: 2_000_000đ}\n"
    (tmp_path / "ours.yaml").write_text(shop, encoding="utf-8")
    path = tmp_path / "ward.yaml"
    path.write_text(JOB.replace("SHOP", "ours.yaml"), encoding="utf-8")
    return path


def test_stickers_are_as_many_as_tags_with_overs(job: Path) -> None:
    """Each tag that is ordered has one, and those that may be spoiled too."""
    setup, _ = load_setup(job)
    assert sticker_count(setup, 1200) == 1260
    assert sticker_count(setup, None) is None


def test_cost_has_what_the_shop_prices(job: Path) -> None:
    """Die, stickers and delivery are rows of the cost where the shop says what they cost, and no others."""
    lines = {line.name: line for line in cost(job, Order(date=DAY)).facts.lines}
    assert (lines["sticker"].count, lines["sticker"].amount) == (1260, 252_000)
    assert (lines["delivery"].count, lines["delivery"].amount) == (1, 300_000)
    assert lines["die"].amount == 2_000_000
    job.write_text(JOB.replace("SHOP", "digital-pvc"), encoding="utf-8")
    assert {"sticker", "delivery", "die"}.isdisjoint(line.name for line in cost(job, Order(date=DAY)).facts.lines)
