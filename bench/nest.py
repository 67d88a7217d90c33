"""How many tags free layouts hold beside rows, what is known elsewhere, and the bound: a table.

    python bench/nest.py              # what comes with keytag, with bounds, and milliseconds to prove it
    python bench/nest.py --seconds 20 # and what a search from nothing finds in that time, and when

Best known values are those of a search made elsewhere; the layouts were verified by two programs.
"""

from __future__ import annotations

import argparse
from time import perf_counter

from keytag.documents.layout import Nest, read_layout
from keytag.files import library
from keytag.imposition import Backing, LayoutKind, Press, arrange
from keytag.imposition.bounds import layout_bound
from keytag.imposition.nest_search import NestTask, search_nests

# Tags, field and gap; found elsewhere, each in 1 to 60 s of compiled code.
BEST_KNOWN = {
    "oval-50x20-310x433-4": 115,
    "oval-50x20-320x463-4": 126,
    "oval-50x20-198x281-4": 47,
    "oval-50x20-198x281-4-level": 45,
    "oval-50x20-580x380-4": 190,
    "oval-45x25-310x433-4": 107,
    "oval-45x25-198x281-4": 41,
    "oval-60x30-310x433-4": 68,
    "oval-60x30-198x281-4": 26,
}


def main() -> None:
    """Print a row for each layout that comes with keytag."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=0.0, help="search each from nothing for so long")
    parser.add_argument("--seed", type=int, default=1, help="the seed of its chance")
    asked = parser.parse_args()
    print(
        f"{'tags, field, gap':28} {'rows':>5} {'known':>6} {'ours':>5} {'any':>5} {'one way':>8} {'ms':>6}  found"
    )
    for path in sorted(library.builtin_folder("layouts").glob("*.yaml")):
        begun = perf_counter()
        nest = read_layout(path)
        took = 1000 * (perf_counter() - begun)
        bound = layout_bound(nest.tag.outline, nest.field.width, nest.field.height, nest.gap)
        rows = _rows(nest)
        found = _search(nest, rows, asked.seconds, asked.seed) if asked.seconds else ""
        known = BEST_KNOWN.get(path.stem, "-")
        print(
            f"{path.stem:28} {rows:5} {known:>6} {len(nest.places):5} {bound.any_turn:5} {bound.one_way:8} "
            f"{took:6.0f}  {found}",
            flush=True,
        )


def _rows(nest: Nest) -> int:
    """Return how many tags rows hold on the field."""
    press = Press(nest.field.width, nest.field.height, 0, sides=0, tail=0, gap=nest.gap, bleed=0)
    return len(arrange(press, nest.tag.outline, LayoutKind.NESTED, Backing.SINGLE).slots)


def _search(nest: Nest, rows: int, seconds: float, seed: int) -> str:
    """Return what a search finds beyond ``rows``, and after how many seconds each."""
    task = NestTask(nest.tag.outline, nest.field.width, nest.field.height, nest.gap)
    begun = perf_counter()
    start = ((nest.field.width / 2, nest.field.height / 2, 0.0),) * rows
    found = search_nests(task, start, lambda: perf_counter() - begun < seconds, seed)
    return ", ".join(f"{len(places)} ({perf_counter() - begun:.1f} s)" for places in found)


if __name__ == "__main__":
    main()
