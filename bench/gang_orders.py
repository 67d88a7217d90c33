"""Large orders for `bench/gang.py`: drawn by chance, always alike, of many kinds, with the best plan ever found.

The best is what any search of ours found in any time: no other program was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any


def _few_sizes(random: Random, count: int) -> list[int]:
    sizes = [random.randint(100, 4000) for _ in range(4)]
    return [random.choice(sizes) for _ in range(count)]


DEMANDS: dict[str, Callable[[Random, int], list[int]]] = {
    "uniform": lambda random, count: [random.randint(200, 3000) for _ in range(count)],
    "lognormal": lambda random, count: [max(5, int(random.lognormvariate(6.5, 1.0))) for _ in range(count)],
    "round": lambda random, count: [50 * random.randint(2, 60) for _ in range(count)],
    "equal": lambda random, count: [random.choice([600, 1200, 1500])] * count,
    "few": _few_sizes,
    "extreme": lambda random, count: [int(10 ** random.uniform(0.3, 5)) for _ in range(count)],
}
WITH_MAKE_READY = {"cost_per_plate": 30.0, "make_ready": 10}
ALL_OF_IT = {"cost_per_plate": 20.0, "make_ready": 5, "min_run": 20}
# Kind, editions, slots, plates allowed, other conditions, least cost found.
ORDERS: tuple[tuple[str, int, int, int | None, dict[str, Any], float], ...] = (
    ("uniform", 10, 24, 3, {}, 697),
    ("lognormal", 12, 30, 4, {}, 353),
    ("round", 17, 48, 4, {}, 517),
    ("uniform", 20, 40, 5, {}, 726),
    ("lognormal", 30, 60, 4, {}, 587),
    ("uniform", 36, 113, 4, {}, 511),
    ("uniform", 36, 113, 3, {}, 531),
    ("round", 40, 48, 6, {}, 1309),
    ("lognormal", 50, 100, 5, {}, 536),
    ("uniform", 50, 48, 12, {}, 1523),
    ("uniform", 48, 24, 8, {}, 3021),
    ("extreme", 80, 113, 6, {}, 6463),
    ("lognormal", 135, 113, 8, {}, 1242),
    ("uniform", 135, 721, 3, {}, 319),
    ("uniform", 250, 113, 12, {}, 3579),
    ("few", 500, 120, 12, {}, 9403),
    ("lognormal", 500, 721, 5, {}, 765),
    ("equal", 30, 113, 6, {}, 399),
    ("few", 25, 12, 9, {}, 4171),
    ("uniform", 40, 60, 5, {"min_run": 60}, 1213),
    ("lognormal", 60, 96, 7, {"min_run": 100}, 585),
    ("uniform", 36, 113, None, {"cost_per_plate": 40.0}, 614),
    ("lognormal", 50, 60, None, WITH_MAKE_READY, 1211),
    ("round", 120, 113, None, ALL_OF_IT, 1887),
    ("uniform", 20, 40, 4, {"split": False}, 830),
    ("lognormal", 50, 113, 5, {"split": False}, 414),
    ("extreme", 120, 113, 8, {"split": False}, 9046),
    ("uniform", 30, 48, None, {"split": False, "cost_per_plate": 60.0}, 1116),
    ("uniform", 135, 721, None, {"cost_per_plate": 0.001}, 313.002),
    ("uniform", 18, 7, 6, {}, 4013),
    # Fewer than two slots for each edition: these have a bound of their own.
    ("uniform", 50, 8, 8, {}, 12680),
    ("uniform", 500, 113, 5, {}, 8254),
    ("uniform", 30, 10, 4, {}, 4735),
)


def orders() -> Iterator[tuple[str, str, float, dict[str, Any]]]:
    """Yield name, plates asked for, best known cost and arguments of each."""
    for number, (kind, count, slots, plates, more, best) in enumerate(ORDERS):
        demands = DEMANDS[kind](Random(7 * number + 1), count)  # noqa: S311 - no secret
        asked = {"demands": demands, "slots": slots, "max_plates": plates}
        name = f"{kind}-{count}-{slots}"
        yield name, "any" if plates is None else f"≤ {plates}", best, asked | more
