"""What a hand-off costs in a process that has made one before, as a batch's workers have.

    uv run python bench/handoff.py [--runs 5] [--editions 1 17 135] [--processors 2]

Makes the package of a ward, of a district and of a province in memory, again and again, and prints the least
processor time of each, what a tag's edition adds, and what `keytag sheet` takes of the same job. What Ghostscript
and zbar say is left out: they are programs of their own. With more than one processor large jobs are made as
`keytag handoff` makes them: what all processes take is counted, and how long it lasts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import monotonic, process_time

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from keytag.commands.sheet import sheet
from keytag.handoff.make import make_package, write_package
from keytag.steps.order import Order
from keytag.steps.side_by_side import SideBySide

DAY = dt.date(2026, 11, 30)
WARD = (
    (Path(__file__).parents[1] / "configs" / "ward.yaml").read_text(encoding="utf-8").replace("sample: true", "")
)
HEAD = """keytag: 1
issuer: {name: Công an tỉnh Gia Lai, province: Gia Lai}
slogan: Toàn dân bảo vệ an ninh Tổ quốc
numbers: [{label: Trực ban, number: 0269 3000 200, role: duty, side: front}]
qr: {link: "https://zalo.me/1000000000000000200", caption: Quét mã Zalo, side: back}
shop: digital-sra3
editions:
"""
EDITION = """  - id: xa-{number:03}
    name: Xã Số {number}
    quantity: 800
    extra_numbers: [{{label: Trực ban xã, number: 0769 000 {number:03}, role: duty, side: back}}]
"""
# Wards and communes of Viet Nam since 2025, cores that the country's thirty minutes are promised for.
OFFICES, CORES = 3321, 2


def job(editions: int) -> str:
    """Return a job of so many editions, one tag for each; of one, the sample ward."""
    return WARD if editions == 1 else HEAD + "".join(EDITION.format(number=i + 1) for i in range(editions))


def package(path: Path, out: Path, processors: int = 1) -> tuple[float, float]:
    """Make and write one package, alone as a batch's worker does; return processor time and duration, in s."""
    gc.disable()
    began, since = spent(), monotonic()
    with SideBySide(processors) as hands:
        _, draft, made = make_package(path, Order(DAY, approval="unapproved"), lambda *_: None, hands=hands)
    if made is None:
        raise SystemExit("\n".join(finding.message.en for finding in draft.findings))
    write_package(made, out, DAY, None, "")
    gc.enable()
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()
    return spent() - began, monotonic() - since


def spent() -> float:
    """Return the processor time of this process and of those it has waited for, in seconds."""
    children = getrusage(RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def sheets(path: Path, out: Path) -> float:
    """Write a job's sheets, each layout once; return the processor time it took."""
    began = process_time()
    sheet(path, Order(DAY), out, lambda *_: None)
    return process_time() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--editions", type=int, nargs="+", default=[1, 17, 135])
    parser.add_argument("--processors", type=int, default=1)
    given = parser.parse_args()
    print(f"{'editions':>9}{'package':>10}{'lasts':>9}{'sheets':>9}   seconds, least of {given.runs}")
    for editions in given.editions:
        with TemporaryDirectory() as folder:
            path = Path(folder, "job.yaml")
            path.write_text(job(editions), encoding="utf-8")
            # One of many takes a minute, and shows by itself what it costs.
            runs = given.runs if editions < 100 else 1
            if runs > 1:
                package(path, Path(folder, "first"))
            made = [package(path, Path(folder, f"out-{run}"), given.processors) for run in range(runs)]
            took, lasted = map(min, zip(*made, strict=True))
            wrote = min(sheets(path, Path(folder, f"sheets-{run}")) for run in range(runs))
        print(f"{editions:>9}{took:>10.2f}{lasted:>9.2f}{wrote:>9.2f}", flush=True)
        if editions == 1:
            print(f"{'':>9}{OFFICES * took / CORES / 60:>10.0f} minutes for {OFFICES} offices on {CORES} cores")


if __name__ == "__main__":
    main()
