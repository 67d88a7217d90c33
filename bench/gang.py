"""Print how gang plans compare with the best known: value, bound, proof and time of each instance.

``python bench/gang.py [--seconds 60]``. Instances and their sources are in ``tests/cases/gang/instances.json``. A
value is impressions where the number of plates is given, else cost. Seconds are of the processor alone.

``--orders`` plans large orders drawn by chance instead, always the same ones: ``gang_orders.py`` says which, and
the best that any search of ours has found.
"""

from __future__ import annotations

import json
import runpy
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

from keytag.imposition.gang import plan

FILE = Path(__file__).parents[1] / "tests" / "cases" / "gang" / "instances.json"
LINE = "{:22} {:>6} {:>11} {:>11} {:>11} {:>6} {:>8}  {}"


def questions() -> Iterator[tuple[str, str, float, dict[str, Any]]]:
    """Yield name, plates asked for, best known value and arguments."""
    for one in json.loads(FILE.read_text(encoding="utf-8"))["instances"]:
        base = {"demands": one["demands"], "slots": one["slots"]}
        known = one.get("best_known")
        if known:
            costs = {key: one[key] for key in ("cost_per_impression", "cost_per_plate")}
            yield one["id"], "any", known["cost"], base | costs
            known = {str(known["plates"]): known}
        for plates, best in (known or one["best_impressions_by_plates"]).items():
            yield one["id"], plates, best["impressions"], base | {"max_plates": int(plates)}


def main(seconds: float, asked_for: Iterable[tuple[str, str, float, dict[str, Any]]]) -> None:
    """Print a line for each question, and how many values are as good as the best known."""
    print(LINE.format("instance", "plates", "best known", "ours", "bound", "proven", "seconds", ""))
    good = []
    for name, plates, best, asked in asked_for:
        start = process_time()
        made = plan(**asked, time_limit=seconds)
        spent = process_time() - start
        mark = "better" if made.cost < best else "" if made.cost == best else "WORSE"
        good.append(made.cost <= best)
        values = (f"{value:.10g}" for value in (best, made.cost, made.lower_bound))
        print(LINE.format(name, plates, *values, "yes" if made.proven else "no", f"{spent:.2f}", mark))
    print(f"{sum(good)} of {len(good)} at the best known value or better")


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--orders", action="store_true")
    options = parser.parse_args()
    orders = runpy.run_path(str(Path(__file__).with_name("gang_orders.py")))["orders"]
    main(options.seconds, orders() if options.orders else questions())
