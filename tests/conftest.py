"""What every test folder shares: options, what a quick run leaves out, and packages that are made again once."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from msgspec import structs

if TYPE_CHECKING:
    from keytag.findings import Finding
    from keytag.handoff.evidence import Evidence
    from keytag.handoff.make import Package
    from keytag.handoff.record import Record
    from keytag.steps.job_setup import JobSetup
    from keytag.steps.progress import ShowStep
    from keytag.steps.report import Today

# How long an example takes says something of the machine, nothing of keytag.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

SLOW = Path(__file__).with_name("slow.txt")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-cases``, which writes what came out into the cases as what is expected, and ``--minutes``."""
    parser.addoption("--update-cases", action="store_true", help="rewrite the expected part of tests/cases")
    parser.addoption(
        "--minutes",
        type=float,
        default=0.0,
        help="how long fuzzing goes on; any figure adds the rows marked `more`",
    )


def pytest_configure() -> None:
    """Let programs that tests start be interrupted, also where this run was started by nohup or behind."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    hang_up = getattr(signal, "SIGHUP", None)
    if hang_up is not None and signal.getsignal(hang_up) is signal.SIG_IGN:
        signal.signal(hang_up, signal.SIG_DFL)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let hand-offs ask Ghostscript and zbar in the tests that are about them: with both they take twice as long.

    Everywhere else both are taken to agree, wherever the tests run.
    """
    from keytag.commands import handoff  # noqa: PLC0415 - what is measured must not be imported before it
    from keytag.handoff.second_opinions import ask_other_programs  # noqa: PLC0415 - the same

    asks = item.nodeid.startswith("tests/print/") or item.get_closest_marker("second_opinions") is not None
    vars(handoff)["ask_other_programs"] = ask_other_programs if asks else _agree


def _agree(_setup: JobSetup, _files: Mapping[str, bytes], _evidence: Evidence) -> tuple[Finding, ...]:
    return ()


def listed_as_slow() -> tuple[str, ...]:
    """Return what ``tests/slow.txt`` lists: the beginnings of the names of tests."""
    lines = SLOW.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even load the files that a quick run leaves out whole: that takes seconds, too."""
    if _QUICK not in config.getoption("markexpr"):
        return None
    name = collection_path.relative_to(config.rootpath).as_posix()
    return True if name in _LEFT_OUT or f"{name}/" in _LEFT_OUT else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is slow, so that a quick run can leave it out; keep further rows for runs with ``--minutes``."""
    slow = listed_as_slow()
    for item in items:
        if item.nodeid.startswith(slow):
            item.add_marker(pytest.mark.slow)
    if not config.getoption("minutes"):
        more = [item for item in items if item.get_closest_marker("more") is not None]
        config.hook.pytest_deselected(items=more)
        items[:] = [item for item in items if item.get_closest_marker("more") is None]


# What `nox -s quick` leaves out.
_QUICK = "not (slow or wheel)"
_LEFT_OUT = frozenset((*listed_as_slow(), "tests/package/"))


def pytest_collection_finish() -> None:
    """Look for garbage as seldom as keytag does, and never in what ten thousand tests are themselves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def made_again() -> dict[object, tuple[Package | None, Today | None]]:
    """What came of each folder job/ that was made again, by its files, its record and the day."""
    return {}


@pytest.fixture(scope="module")
def remembered(made_again: dict[object, tuple[Package | None, Today | None]]) -> Iterator[None]:
    """Let each folder job/ be made again once: that takes seconds, and depends on its files and the day alone.

    For tests that ask about a package several times. What is refused on the way is not remembered.
    """
    from keytag.commands import handoff  # noqa: PLC0415 - few tests need it, and it loads all libraries
    from keytag.handoff import remake, verify  # noqa: PLC0415 - the same
    from keytag.handoff.record import RECORD  # noqa: PLC0415 - the same

    make_again = remake.make_again

    def recall(
        files: Mapping[str, bytes], name: str, record: Record, step: ShowStep, today: date
    ) -> tuple[Package | None, Today | None]:
        job = frozenset(each for each in files.items() if each[0].startswith("job/") and each[0] != RECORD)
        # By which keytag it was made is held against this one's afterwards.
        asked = job, repr(structs.replace(record, version="")), today
        if asked not in made_again:
            made_again[asked] = make_again(files, name, record, step, today)
        return made_again[asked]

    with pytest.MonkeyPatch.context() as patch:
        for asking in (verify, handoff):
            patch.setattr(asking, "make_again", recall)
        yield


@pytest.fixture(scope="module")
def unasked() -> Iterator[None]:
    """Ask no other program about packages, for tests of what becomes of them; tests/print has what those say."""
    from keytag.commands import handoff  # noqa: PLC0415 - few tests need it, and it loads all libraries

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handoff, "ask_other_programs", lambda *_: ())
        yield
