"""`keytag nest`: what it finds is written, used by the next sheet, and never in another file's place."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest

from keytag.cli import exit_code
from keytag.cli.values import today
from keytag.commands import nest
from keytag.errors import CannotWriteError, ExitCode, UsageError
from keytag.steps.order import Order

JOB = """keytag: 1
sample: true
as_of: 2026-01-15
issuer: {name: Công an phường An Khê, province: Gia Lai}
numbers: [{label: Trực ban, number: 0269 3000 113, role: duty}]
tag: {shape: oval, width: 56mm, height: 28mm}
quantity: 1000
shop: office-a4
"""


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A job whose tags nobody has sought a layout for."""
    path = tmp_path / "ward.yaml"
    path.write_text(JOB, encoding="utf-8")
    return path


def test_what_is_found_is_what_the_next_sheet_is_laid_by(job: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """More tags than rows hold, under the bound; the file beside the job is that of `layout: free`."""
    ticks, order = count(), Order(date=today())
    found = nest.find_nest(job, order, nest.NestWishes(40), lambda: float(next(ticks)), lambda *_: None)
    assert found.rows < found.tags <= found.bound.any_turn
    assert found.path == job.parent / "oval-56x28-198x281-4.yaml"
    assert (found.in_rows is not None, found.freely is not None) == (True, True)
    assert exit_code(["plan", str(job), "--layout", "free", "--json"]) == ExitCode.FINE
    said = json.loads(capsys.readouterr().out)
    assert (said["plan"]["layout"], said["plan"]["slots"]) == ("free", found.freely.slots if found.freely else 0)
    assert said["at_most"]["any_turn"] == found.bound.any_turn
    with pytest.raises(CannotWriteError):
        nest.find_nest(job, order, nest.NestWishes(40), float, lambda *_: None)


def test_a_search_that_is_stopped_keeps_what_it_has(job: Path) -> None:
    """Ctrl-C ends the search and not the command; without a find nothing is written."""

    def wait(*_: int) -> None:
        raise KeyboardInterrupt

    found = nest.find_nest(job, Order(date=today()), nest.NestWishes(60), lambda: 0.0, wait)
    assert found.is_stopped
    assert (found.tags, found.path) == (found.rows, None)
    assert sorted(path.name for path in job.parent.iterdir()) == ["ward.yaml"]


def test_a_layout_has_the_ending_by_which_it_is_named(job: Path) -> None:
    """A file that job and shop could not name is refused before anything is sought."""
    with pytest.raises(UsageError):
        nest.find_nest(job, Order(date=today()), nest.NestWishes(1, Path("mine.txt")), float, lambda *_: None)
