"""Measure how long the worst legal jobs take to be checked, as whole processes, against a plain one: ratios.

``python bench/worst.py``. The files are those of ``tests/cli/worst_files.py``.
"""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parents[1]
PLAIN = ROOT / "configs" / "an-phu.yaml"
ROUNDS = 3
# The promise for the worst legal file, in seconds.
PROMISED = 2.0


def seconds(path: Path) -> float:
    """Return the median time that `keytag check` takes for the job at ``path``."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        subprocess.run(
            [sys.executable, "-m", "keytag", "check", str(path)],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        times.append(perf_counter() - start)
    return median(times)


def main() -> None:
    """Print a row for each file: seconds, how many times a plain job's, and whether the promise is kept."""
    worst = runpy.run_path(str(ROOT / "tests" / "cli" / "worst_files.py"))
    plain = seconds(PLAIN)
    print(f"{'an-phu':<28} {plain:5.2f} s   1.0")
    for name, (text, _) in worst["FILES"].items():
        with TemporaryDirectory() as folder:
            took = seconds(worst["laid_out"](text, Path(folder)))
        kept = "" if took <= PROMISED else f"   over {PROMISED:g} s"
        print(f"{name:<28} {took:5.2f} s {took / plain:5.1f}{kept}")


if __name__ == "__main__":
    main()
