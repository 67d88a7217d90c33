"""What a batch costs, and what is left of it when it is killed half-way: a folder of wards, two of them spoiled.

    uv run python bench/batch.py [--jobs 200] [--command handoff] [--workers 2] [--no-kill] [--alone 10]

Makes the jobs, begins the batch and kills it with all its workers (SIGKILL) when half of the jobs are remembered,
gives all files another date, runs the batch to the end and once more, and makes some of the jobs by the command
itself. Prints what each run took, how many jobs it kept, where it says that the spoiled ones are wrong, whether
both ways make the same bytes, and what memory each worker had. Fails where something is not as promised.
Memory is read from /proc, so on Linux alone.
"""

from __future__ import annotations

import argparse
import json
import os
import random
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
issuer: {{name: Công an xã {name}, province: Gia Lai}}
numbers: [{{label: Trực ban, number: 0269 3000 {number:03}}}{more}]
slogan: {slogan}
{code}{editions}
shop: {shop}
"""
NAMES = ("Đak Đoa", "Kon Gang", "Ia Băng", "Đak Sơmei", "Chư Păh", "Ia Khươl", "Biển Hồ", "Gào")
SLOGANS = ("Gọi là có mặt", "Vì bình yên cuộc sống", "Toàn dân bảo vệ an ninh Tổ quốc")
MORE = ("", ", {label: Di động, number: 0769 000 101}")
DATE = "2026-11-30"
SPOILED = 2
# keytag's own promise: the memory of a worker, in MB.
MOST_MEMORY = 300


def make_jobs(folder: Path, count: int) -> None:
    """Write ``count`` jobs of several kinds into ``folder``, the last two of them spoiled."""
    folder.mkdir(parents=True)
    chance = random.Random(count)  # noqa: S311 (nothing is secret)
    for number in range(count):
        link = f"https://zalo.me/1000000000000{number:06}"
        tags = 60 + number % 40
        text = JOB.format(
            name=chance.choice(NAMES),
            number=number % 1000,
            more=chance.choice(MORE),
            slogan=chance.choice(SLOGANS),
            code=f'qr: {{link: "{link}", caption: Quét mã để phản ánh}}\n' if number % 3 else "",
            editions="editions: [{id: mot, quantity: 60}, {id: hai, quantity: 70, slogan: Gọi là có mặt}]"
            if number % 10 == 7
            else f"quantity: {tags}",
            shop="office-a4",
        )
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


def run(
    command: list[str], records: Path, kill_at: int | None = None
) -> tuple[float, float, dict[int, list[int]]]:
    """Run ``command``; return seconds, seconds of processor, and of each worker its MB as it went on."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    memory: dict[int, list[int]] = {}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    with subprocess.Popen(command, **quiet) as process:  # type: ignore[call-overload]
        while process.poll() is None:
            for worker in children(process.pid):
                memory.setdefault(worker, []).append(megabytes(worker))
            if kill_at is not None and len(list(records.glob("*.json"))) >= kill_at:
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(0.2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, spent, memory


def show_memory(memory: dict[int, list[int]]) -> int:
    """Print what each worker had in each fifth of its life, and return the most that any had."""
    for worker, seen in memory.items():
        # multiprocessing has a process of its own that tracks what must be tidied up; it does no job.
        if max(seen) > 50:
            parts = [seen[len(seen) * part // 5 : len(seen) * (part + 1) // 5] or seen[-1:] for part in range(5)]
            print(f"  worker {worker}: MB at most, by fifths of its life: {[max(part) for part in parts]}")
    return max(map(max, memory.values()), default=0)


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file in ``folder``."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(jobs: list[str], base: Path, command: list[str]) -> list[str]:
    """Make ``jobs`` one at a time by ``command`` and return those whose files are others than the batch's."""
    odd = []
    for name in jobs:
        alone = base / "alone" / name
        subprocess.run(
            [*command, str(base / "wards" / f"{name}.yaml"), "-o", str(alone), "--date", DATE, "-q"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        if not files_in(alone) or files_in(alone) != files_in(base / "out" / name):
            odd.append(name)
    return odd


def main() -> None:
    """Make the jobs, kill the first run, finish, run once more, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--jobs", type=int, default=200)
    options.add_argument("--command", default="handoff")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--no-kill", action="store_true")
    options.add_argument(
        "--alone", type=int, default=10, help="so many jobs are made by the command itself as well"
    )
    given = options.parse_args()
    base = Path(tempfile.mkdtemp(prefix="keytag-batch-"))
    out, faults = base / "out", []
    make_jobs(base / "wards", given.jobs)
    keytag, unapproved = [sys.executable, "-m", "keytag"], ["--unapproved"] if given.command == "handoff" else []
    command = [*keytag, "batch", str(base / "wards"), "--out", str(out), "--quiet"]
    command += ["--command", given.command, "--workers", str(given.workers), *unapproved]
    command += ["--date", DATE] if given.command != "check" else []
    left = 0
    if not given.no_kill:
        seconds, _, _ = run(command, out / ".batch", given.jobs // 2)
        left = len(list((out / ".batch").glob("*.json")))
        print(f"killed after {seconds:.1f} s: {left} jobs remembered")
        for path in base.rglob("*.*"):
            os.utime(path, (0, 0))
    for what, kept_before in (("to the end", left), ("once more", given.jobs - SPOILED)):
        seconds, spent, memory = run(command, out / ".batch")
        jobs = json.loads((out / "batch.json").read_text(encoding="utf-8"))["jobs"]
        kept, good = sum(job["kept"] for job in jobs), sum(job["ok"] for job in jobs)
        done = len(jobs) - kept
        print(f"{what}: {seconds:.1f} s, kept {kept}, done {done}, ready {good}, not ready {len(jobs) - good}")
        print(
            f"  {spent:.1f} s of processor, {spent / max(done, 1):.2f} s a job done; {done / seconds:.2f} jobs/s"
        )
        if show_memory(memory) > MOST_MEMORY:
            faults.append(f"{what}: a worker had more than {MOST_MEMORY} MB")
        if (kept, good) != (kept_before, given.jobs - SPOILED):
            faults.append(f"{what}: kept {kept} of {kept_before}, {good} ready")
    for job in jobs:
        if not job["ok"]:
            found = job["findings"][0]
            print(f"  {job['job']}: {found['file']}:{found['line']}:{found['column']} {found['rule']}")
    good_jobs = [job["job"] for job in jobs if job["ok"]]
    sample = random.Random(given.jobs).sample(good_jobs, min(given.alone, len(good_jobs)))  # noqa: S311 (the same)
    if given.command != "check":
        odd = differing(sample, base, [*keytag, given.command, *unapproved])
        print(f"made by the command itself: {len(sample) - len(odd)} of {len(sample)} have the same bytes")
        faults += [f"{name}: other bytes than by itself" for name in odd]
    strays = [path.name for path in out.rglob(".keytag-*")]
    faults += [f"left behind: {name}" for name in strays]
    shutil.rmtree(base)
    sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
