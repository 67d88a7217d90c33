"""Instances from the literature and of keytag's own scale: at their best known value, proven where they can be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from keytag.imposition.gang import plan

FILE = Path(__file__).parents[2] / "cases" / "gang" / "instances.json"
INSTANCES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["instances"]
BY_PLATES = [
    pytest.param(one, int(plates), best, id=f"{one['id']}-{plates}")
    for one in INSTANCES
    for plates, best in one.get("best_impressions_by_plates", {}).items()
]
BY_COST = [pytest.param(one, id=one["id"]) for one in INSTANCES if "best_known" in one]
# Its proof takes some seconds; bench/gang.py has it.
UNPROVEN_HERE = {"I009"}


@pytest.mark.parametrize(("one", "plates", "best"), BY_PLATES)
def test_fewest_sheets_for_each_number_of_plates(one: dict[str, Any], plates: int, best: dict[str, Any]) -> None:
    """The fewest sheets known are reached, and proven to be the fewest."""
    made = plan(one["demands"], one["slots"], max_plates=plates)
    assert made.impressions == best["impressions"]
    assert made.proven == best["optimal"]


@pytest.mark.parametrize("one", BY_COST)
def test_least_cost(one: dict[str, Any]) -> None:
    """The least cost known is reached or bettered."""
    made = plan(
        one["demands"],
        one["slots"],
        cost_per_impression=one["cost_per_impression"],
        cost_per_plate=one["cost_per_plate"],
        time_limit=5 if one["id"] in UNPROVEN_HERE else 10,
    )
    assert made.cost <= one["best_known"]["cost"]
    assert made.proven or one["id"] in UNPROVEN_HERE
