"""`keytag batch --scheduler`: jobs go to workers of a real Dask cluster on this machine, and come back whole."""

from __future__ import annotations

import datetime as dt
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from keytag.cli import exit_code
from keytag.commands.batch.cluster import cluster
from keytag.commands.batch.jobs import jobs_in_folder
from keytag.commands.batch.run import BatchWatcher, batch
from keytag.commands.batch.work import BatchWish, JobResult
from keytag.errors import ExitCode, MachineError
from keytag.steps.order import Order

distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
# What its own threads leave behind when they are stopped is no fault of keytag's.
pytestmark = [
    pytest.mark.xdist_group("dask"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

JOB = """keytag: 1
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113}]
quantity: 60
shop: mine
"""
DAY = dt.date(2026, 11, 30)
# A worker's own words, said before keytag is loaded for its first job.
OLDER = "import keytag; keytag.__version__ = '0.0.1'\n"


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class _Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        port = _free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start("distributed.cli.dask_scheduler", "--no-dashboard", "--host", "127.0.0.1", "--port", str(port))

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = [sys.executable, "-m", module, *arguments]
        started = subprocess.Popen(command, cwd=self._folder, **quiet)  # type: ignore[call-overload]
        self._processes.append(started)
        return started  # type: ignore[no-any-return]

    def add_worker(self, *more: str) -> subprocess.Popen[bytes]:
        """Start a worker, without a nanny that would start another in its place."""
        options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(self._folder))
        return self._start("distributed.cli.dask_worker", self.address, *options, *more)

    def stop(self) -> None:
        """End all."""
        for process in reversed(self._processes):
            process.kill()
            process.wait()


@pytest.fixture
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Cluster]:
    """A scheduler without workers; a machine that has much to do may take a minute to start them."""
    monkeypatch.setattr("keytag.commands.batch.cluster._PATIENCE", 60)
    folder = tmp_path / "dask"
    folder.mkdir()
    made = _Cluster(folder)
    yield made
    made.stop()


@pytest.fixture
def wards(tmp_path: Path) -> Path:
    """A folder of jobs with a shop of their own beside them."""
    folder = tmp_path / "wards"
    folder.mkdir()
    shop = (Path(__file__).parents[2] / "templates" / "shops" / "office-a4.yaml").read_text(encoding="utf-8")
    (folder / "mine.yaml").write_text(shop.replace("name: office-a4", "name: mine"), encoding="utf-8")
    for number in range(113, 119):
        (folder / f"w{number}.yaml").write_text(JOB.replace("3000 113", f"3000 {number}"), encoding="utf-8")
    return folder


def test_a_worker_that_dies_costs_nothing(wards: Path, tmp_path: Path, workers: _Cluster) -> None:
    """Jobs go out with all that they name; those of a killed worker are done by another, to the same bytes."""
    first, _ = workers.add_worker(), workers.add_worker()
    wish = BatchWish("sheet", Order(DAY, today=DAY), is_dated=True)
    out, done = tmp_path / "out", []

    def finish(result: JobResult) -> None:
        done.append(result.name)
        if len(done) == 1:
            os.kill(first.pid, signal.SIGKILL)

    with cluster(workers.address) as crew:
        time.sleep(1)
        watcher = BatchWatcher(lambda _: None, finish)
        report = batch(jobs_in_folder(wards, out), wish, out, crew, watcher, is_near=False)
        assert report.ok, report.results
        assert len(report.results) == len(done) == 6
        again = batch(jobs_in_folder(wards, out), wish, out, crew, watcher, is_near=False)
    assert all(result.is_kept for result in again.results)
    alone = tmp_path / "alone"
    assert exit_code(["sheet", str(wards / "w115.yaml"), "-o", str(alone), "--date", DAY.isoformat(), "-q"]) == 0
    names = sorted(path.name for path in alone.iterdir())
    assert names == sorted(path.name for path in (out / "w115").iterdir())
    for name in names:
        assert (alone / name).read_bytes() == (out / "w115" / name).read_bytes(), name


def test_another_keytag_is_refused_by_name(tmp_path: Path, workers: _Cluster) -> None:
    """A worker that has another version does no job: the run says which machine, and what it has."""
    older = tmp_path / "older.py"
    older.write_text(OLDER, encoding="utf-8")
    workers.add_worker("--preload", str(older))
    with pytest.raises(MachineError, match=r"0\.0\.1"), cluster(workers.address):
        pass


def test_nobody_at_the_address_is_told(wards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no scheduler answers, the run ends at once with how to start one."""
    monkeypatch.setattr("keytag.commands.batch.cluster._PATIENCE", 1)
    command = ["batch", str(wards), "--scheduler", f"tcp://127.0.0.1:{_free_port()}", "--out", str(tmp_path / "o")]
    assert exit_code([*command, "--command", "check"]) == ExitCode.MACHINE
