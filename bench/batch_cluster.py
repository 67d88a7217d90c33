"""What becomes of a batch on a Dask cluster that loses a worker: scheduler and workers on this machine.

    uv run python -m bench.batch_cluster [--jobs 60] [--command render]

Starts a scheduler and two workers, each to be renewed by its nanny after some minutes, has a folder of wards made
by them into a folder that all see, kills one worker and all that belongs to it half-way, and makes every job again
by processes of this machine. Prints what each run took and fails where a byte differs, where a job is missing, or
where a worker of another version of keytag is not refused.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.batch import DATE, SPOILED, files_in, make_jobs, megabytes

# House rule, in seconds: so long a program may take to be there.
_PATIENCE = 15
# Said before keytag is loaded for its first job.
OLDER = "import keytag; keytag.__version__ = '0.0.1'\n"


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start one of Dask's programs, in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and all that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def group_megabytes(process: subprocess.Popen[bytes]) -> int:
    """Return the memory of the largest process of a program's group, in MB."""
    found = [0]
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(path.read_text().rpartition(")")[2].split()[2]) == process.pid:
                found.append(megabytes(int(path.parent.name)))
        except (OSError, ValueError):
            continue
    return max(found)


class Cluster:
    """A scheduler of this machine, and the programs that work for it."""

    def __init__(self, base: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = str(taken.getsockname()[1])
        self.address = f"tcp://127.0.0.1:{port}"
        self._worker = ("distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-dashboard")
        self._folder = str(base / "dask")
        options = ("--no-dashboard", "--host", "127.0.0.1", "--port", port)
        self._running = [start("distributed.cli.dask_scheduler", *options)]

    def add_worker(self, *options: str) -> subprocess.Popen[bytes]:
        """Start a worker."""
        self._running.append(start(*self._worker, "--local-directory", self._folder, *options))
        return self._running[-1]

    def stop(self) -> None:
        """Kill all."""
        for process in reversed(self._running):
            kill(process)


def refuse_older(cluster: Cluster, base: Path, over: list[str]) -> Iterator[str]:
    """Have a worker of another version of keytag asked; yield a fault where it is not refused by its version."""
    (base / "older.py").write_text(OLDER, encoding="utf-8")
    odd = cluster.add_worker("--no-nanny", "--preload", str(base / "older.py"))
    time.sleep(_PATIENCE)
    refused = subprocess.run([*over, "--lang", "en"], capture_output=True, text=True, check=False)
    print(f"another version: exit code {refused.returncode}: {' '.join(refused.stderr.split())[:120]}")
    if refused.returncode == 0 or "0.0.1" not in refused.stderr:
        yield "a worker of another version was not refused"
    kill(odd)


def lose_worker(cluster: Cluster, records: Path, over: list[str], half: int) -> None:
    """Run a batch over two workers, and kill one of them when ``half`` of the jobs are remembered."""
    # A worker ends after its lifetime, wherever it is, and its nanny starts another.
    workers = [
        cluster.add_worker("--lifetime", "60", "--lifetime-stagger", "20", "--lifetime-restart") for _ in "ab"
    ]
    time.sleep(_PATIENCE)
    began, most = time.monotonic(), 0
    with subprocess.Popen(over, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            done = len(list(records.glob("*.json")))
            most = max(most, *map(group_megabytes, workers))
            if done >= half and workers[0].poll() is None:
                kill(workers[0])
                print(f"killed a worker with {done} jobs done")
            time.sleep(0.2)
    print(f"on the cluster: {time.monotonic() - began:.1f} s, exit code {run.returncode}, {most} MB at most")


def results(folder: Path) -> dict[str, bytes]:
    """Return the files of all jobs of a batch, without what it says of itself."""
    files = files_in(folder)
    return {name: data for name, data in files.items() if "/" in name and not name.startswith(".batch/")}


def main() -> None:
    """Run a batch over a cluster of two, one of which is killed, and hold it against one of this machine."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--jobs", type=int, default=60)
    options.add_argument("--command", default="render")
    given = options.parse_args()
    base = Path(tempfile.mkdtemp(prefix="keytag-cluster-"))
    make_jobs(base / "wards", given.jobs)
    keytag = [sys.executable, "-m", "keytag", "batch", str(base / "wards"), "--command", given.command]
    keytag += ["--date", DATE, "--quiet"] + (["--unapproved"] if given.command == "handoff" else [])
    cluster = Cluster(base)
    over = [*keytag, "--scheduler", cluster.address, "--out", str(base / "shared")]
    try:
        faults = list(refuse_older(cluster, base, over))
        lose_worker(cluster, base / "shared" / ".batch", over, given.jobs // 2)
    finally:
        cluster.stop()
    began = time.monotonic()
    subprocess.run([*keytag, "--out", str(base / "near")], check=False, capture_output=True)
    print(f"by processes here: {time.monotonic() - began:.1f} s")
    far, near = results(base / "shared"), results(base / "near")
    jobs = {name.partition("/")[0] for name in far}
    print(f"{len(jobs)} jobs, {len(far)} files: {'the same bytes' if far == near else 'OTHERS'}")
    if far != near or len(jobs) != given.jobs - SPOILED:
        faults.append("the cluster made other files")
    shutil.rmtree(base)
    sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
