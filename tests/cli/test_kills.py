"""Runs that are killed: whatever the moment and the signal, files are whole, of one job, and nothing stays behind.

``pytest tests/cli/test_kills.py --minutes 10`` goes on with other moments for that long.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from keytag.cli import exit_code

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("unasked"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals"),
]

JOB = """keytag: 1
issuer: {{name: Công an phường An Khê, province: Gia Lai}}
slogan: {slogan}
numbers:
  - {{label: Trực ban, number: 0269 3000 113, role: duty}}
editions:
  - {{id: mot, quantity: 40, qr: {{link: "https://zalo.me/1000000000000000001"}}}}
  - {{id: hai, quantity: 30, qr: {{link: "https://zalo.me/1000000000000000002"}}}}
shop: office-a4
"""
JOBS = {"before": "Toàn dân tham gia tố giác tội phạm", "after": "Toàn dân bảo vệ an ninh Tổ quốc"}
COMMANDS = ("sheet", "render", "packing", "handoff")
# Which is killed one after another; a package takes as long as all others.
ROUNDS = (*COMMANDS, "sheet", "render", "packing")
# No other program is on the path: what those say of a package stands in none of its files.
ALONE = {**os.environ, "PATH": ""}
KILL, TERM, INT = (signal.SIGKILL,), (signal.SIGTERM,), (signal.SIGINT,)
HUP, TWICE = (signal.SIGHUP,), (signal.SIGINT, signal.SIGINT)
WAYS = (KILL, KILL, KILL, TERM, INT, HUP, TWICE)
CODES = {TERM: 143, INT: 130, HUP: 129, TWICE: 130}
# The moments that matter come once in a thousand by chance: a writer that does nothing else meets them.
WRITER = """
import os, sys
from itertools import cycle
from pathlib import Path
from keytag.files.stopping import listen
from keytag.files.writer import write_files
listen()
out = Path(sys.argv[1])
print("up", flush=True)
try:
    for job, more in cycle((("before", ["map", "sub/receipts"]), ("after", []))):
        names = ["sheets", "sub/list", "sub/boxes", *more]
        write_files(out, {name: job.encode() * 500 for name in names}, ["map", "sub/receipts"])
except KeyboardInterrupt:
    os._exit(130)
"""

NEXT = """
import sys
from pathlib import Path
from keytag.files.writer import write_files
write_files(Path(sys.argv[1]), {"last": b""})
"""


def command(name: str, job: Path, out: Path) -> list[str]:
    """How ``job`` is made into files in ``out``."""
    more = ["--unapproved"] if name == "handoff" else []
    return [sys.executable, "-m", "keytag", name, str(job), "-o", str(out), "--date", "2026-01-15", "-q", *more]


def files(folder: Path) -> dict[str, bytes]:
    """Every file in ``folder`` that is to be seen."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in found.items() if not name.startswith(".keytag-")}


def hidden(folder: Path) -> list[str]:
    """What lies in ``folder`` that is not to be seen."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], dict[str, bytes]]:
    """What each command makes of each job when nobody disturbs it; the jobs lie in ``jobs``."""
    root = tmp_path_factory.mktemp("whole")
    made: dict[tuple[str, str], dict[str, bytes]] = {}
    for name, slogan in JOBS.items():
        job = root / name / "ward.yaml"
        job.parent.mkdir()
        job.write_text(JOB.format(slogan=slogan), encoding="utf-8")
        for each in COMMANDS:
            out = root / f"{name}-{each}"
            assert exit_code(command(each, job, out)[3:]) == 0
            made[name, each] = files(out)
    return made


def stopped(run: subprocess.Popen[str], way: tuple[signal.Signals, ...], chance: random.Random) -> int:
    """Send the signals of ``way`` one after another; return the exit code."""
    for number in way:
        run.send_signal(number)
        time.sleep(chance.random() / 500)
    _, said = run.communicate(timeout=120)
    assert "Traceback" not in said
    return run.returncode


def test_a_killed_run_leaves_one_jobs_files(
    whole: dict[tuple[str, str], dict[str, bytes]], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Over another job's set any command may be killed at any moment; the next run finishes, and all is clean."""
    chance = random.Random(2026)  # noqa: S311 - moments, no secrets
    until, rounds = time.monotonic() + 60 * request.config.getoption("--minutes"), 0
    jobs = {name: tmp_path / name / "ward.yaml" for name in JOBS}
    for name, job in jobs.items():
        job.parent.mkdir()
        job.write_text(JOB.format(slogan=JOBS[name]), encoding="utf-8")
    took = dict.fromkeys(COMMANDS, 3.0)
    while rounds < len(COMMANDS) or time.monotonic() < until:
        name, way = ROUNDS[rounds % len(ROUNDS)], chance.choice(WAYS)
        rounds += 1
        out = tmp_path / f"out-{rounds}"
        for path, data in whole["before", name].items():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(data)
        (out / "mine.txt").write_bytes(b"a stranger's")
        run = subprocess.Popen(command(name, jobs["after"], out), stderr=subprocess.PIPE, text=True, env=ALONE)
        time.sleep(chance.random() * took[name] * 1.2)
        code = stopped(run, way, chance)
        assert code in (0, CODES.get(way, -signal.SIGKILL), -way[0]), (name, way, code)
        # Each file whole and of one job; a package of another job has a name of its own and lies beside it.
        seen = {path: data for path, data in files(out).items() if path != "mine.txt"}
        sets = whole["before", name], whole["after", name]
        if name == "handoff":
            sets = ({**sets[0], **sets[1]},) * 2
        assert any(seen.items() <= each.items() for each in sets), (name, way, rounds)
        started = time.monotonic()
        subprocess.run(command(name, jobs["after"], out), check=True, timeout=300, env=ALONE)
        took[name] = time.monotonic() - started
        kept = whole["before", name] if name == "handoff" else {}
        assert files(out) == {**kept, **whole["after", name], "mine.txt": b"a stranger's"}
        assert hidden(out) == []
        shutil.rmtree(out)


@pytest.mark.parametrize("writers", [1, 2])
def test_writers_are_killed_in_the_midst(tmp_path: Path, request: pytest.FixtureRequest, writers: int) -> None:
    """One or two runs that write without a pause into one new folder are killed: never two sets side by side."""
    chance = random.Random(writers)  # noqa: S311 - moments, no secrets
    until, rounds = time.monotonic() + 60 * request.config.getoption("--minutes"), 0
    out = tmp_path / "out"
    while rounds < 8 or time.monotonic() < until:
        rounds += 1
        runs = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
            for _ in range(writers)
        ]
        try:
            for run in runs:
                assert run.stdout is not None
                run.stdout.readline()
            time.sleep(chance.random() / 5)
            way = chance.choice(WAYS)
            codes = [stopped(run, way, chance) for run in runs]
        finally:
            # They would write for ever.
            for run in runs:
                run.kill()
        assert set(codes) == {-signal.SIGKILL if way is KILL else 130}
        seen = files(out) if out.is_dir() else {}
        assert len(set(seen.values())) <= 1, (rounds, way, sorted(seen))
        subprocess.run([sys.executable, "-c", NEXT, str(out)], check=True)
        (out / "last").unlink()
        seen = files(out)
        assert len(seen) in ((5,) if b"before" in b"".join(seen.values()) else (3, 0)), (rounds, way, sorted(seen))
        assert {len(data) for data in seen.values()} <= {len(b"before") * 500, len(b"after") * 500}
        assert hidden(out) == []
