"""What every sheet of large orders costs: processor time and memory for 10,000 tags, ten times as many, and so on.

    uv run python bench/every_sheet.py [--most 1000000]

Each is a whole process; the files go. Linear where the seconds for 10,000 tags more stay the same, flat where the
memory does.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

JOB = Path(__file__).parents[1] / "configs" / "an-phu.yaml"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=1_000_000)
    given = parser.parse_args()
    print(f"{'tags':>12}{'seconds':>10}{'per 10,000':>12}{'MB':>8}{'files':>7}")
    count, before = 10_000, (0, 0.0)
    while count <= given.most:
        with TemporaryDirectory() as out:
            command = (sys.executable, "-m", "keytag", "sheet", str(JOB), "--count", str(count), "--every-sheet")
            process = subprocess.Popen((*command, "-o", out, "--json"), stdout=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            if status:
                raise SystemExit(f"{count} tags: exit status {status}")
            files = len(list(Path(out).glob("sheets*.pdf")))
        took = used.ru_utime + used.ru_stime
        more = (took - before[1]) / (count - before[0]) * 10_000 if before[0] else took
        print(f"{count:>12,}{took:>10.2f}{more:>12.2f}{used.ru_maxrss // 1000:>8}{files:>7}", flush=True)
        count, before = count * 10, (count, took)


if __name__ == "__main__":
    main()
