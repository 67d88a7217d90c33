"""What a batch costs, and what is left of it when it is killed half-way: a folder of wards, two of them spoiled.

    uv run python bench/batch.py [--jobs 200] [--command handoff] [--workers 2] [--no-kill]

Makes the jobs, begins the batch and kills it (SIGKILL) when half of the jobs are remembered, runs it to the end
and once more. Prints what each run took, how many jobs it kept, and the memory of the largest worker over the
jobs. Memory is read from /proc, so on Linux alone.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

JOB = """keytag: 1
issuer: {{name: Công an xã Đak Đoa, province: Gia Lai}}
numbers: [{{label: Trực ban, number: 0269 3000 {number:03}}}]
slogan: Gọi là có mặt
qr: {{link: "https://zalo.me/1000000000000{number:06}", caption: Quét mã để phản ánh}}
quantity: {quantity}
shop: office-a4
"""
SPOILED = 2


def make_jobs(folder: Path, count: int) -> None:
    """Write ``count`` jobs into ``folder``, the last two of them spoiled."""
    folder.mkdir(parents=True)
    for number in range(count):
        text = JOB.format(number=number % 1000, quantity=400 + number)
        if number >= count - SPOILED:
            text = text.replace("numbers:", "nummbers:")
        (folder / f"xa-{number:04}.yaml").write_text(text, encoding="utf-8")


def children(process: int) -> Iterator[int]:
    """Yield the processes that ``process`` has started."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(path.read_text().rpartition(")")[2].split()[1]) == process:
                yield int(path.parent.name)
        except (OSError, ValueError):
            continue


def megabytes(process: int) -> int:
    """Return the memory that a process has now, in MB; nothing for one that is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


def run(command: list[str], records: Path, kill_at: int | None = None) -> tuple[float, float, dict[int, int]]:
    """Run ``command``; return seconds, seconds of processor, and the largest worker's MB by tens of jobs done."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    memory: dict[int, int] = {}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            done = len(list(records.glob("*.json")))
            largest = max(map(megabytes, children(process.pid)), default=0)
            memory[done // 10 * 10] = max(largest, memory.get(done // 10 * 10, 0))
            if kill_at is not None and done >= kill_at:
                process.send_signal(signal.SIGKILL)
            time.sleep(0.2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, spent, memory


def main() -> None:
    """Make the jobs, kill the first run, finish, run once more, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--jobs", type=int, default=200)
    options.add_argument("--command", default="handoff")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--no-kill", action="store_true")
    given = options.parse_args()
    base = Path(tempfile.mkdtemp(prefix="keytag-batch-"))
    out = base / "out"
    make_jobs(base / "wards", given.jobs)
    command = [sys.executable, "-m", "keytag", "batch", str(base / "wards"), "--out", str(out), "--quiet"]
    command += ["--command", given.command, "--workers", str(given.workers)]
    command += ["--unapproved"] if given.command == "handoff" else []
    if not given.no_kill:
        seconds, _, _ = run(command, out / ".batch", given.jobs // 2)
        left = len(list((out / ".batch").glob("*.json")))
        print(f"killed after {seconds:.1f} s: {left} jobs remembered")
        time.sleep(2)
    for what in ("to the end", "once more"):
        seconds, spent, memory = run(command, out / ".batch")
        jobs = json.loads((out / "batch.json").read_text(encoding="utf-8"))["jobs"]
        kept, good = sum(job["kept"] for job in jobs), sum(job["ok"] for job in jobs)
        done = len(jobs) - kept
        print(f"{what}: {seconds:.1f} s, kept {kept}, done {done}, ready {good}, not ready {len(jobs) - good}")
        print(
            f"  {spent:.1f} s of processor, {spent / max(done, 1):.2f} s a job done; {done / seconds:.2f} jobs/s"
        )
        print(f"  MB of the largest worker by jobs done: {memory}")
    strays = [path.name for path in out.rglob(".keytag-*")]
    print(f"left behind: {strays}")
    shutil.rmtree(base)


if __name__ == "__main__":
    main()
