"""Editions of a large job are drawn by several processes, and nobody sees it in the files."""

from __future__ import annotations

import operator
import os
import pickle
from datetime import date
from pathlib import Path

import pytest

from keytag.errors import InvalidDocumentError, MachineError
from keytag.handoff.press_files import make_one_ups
from keytag.steps.compose_editions import compose_editions
from keytag.steps.job_setup import load_setup
from keytag.steps.progress import no_progress
from keytag.steps.side_by_side import SideBySide
from keytag.text.text import Text

WARD = Path(__file__).parents[3] / "configs" / "ward.yaml"
MANY = tuple(range(30))


def test_what_several_processes_make_comes_back_in_order() -> None:
    """Thirty things made by two processes come back as one makes them."""
    with SideBySide(2) as hands:
        assert tuple(hands.make(operator.add, 1, MANY)) == tuple(number + 1 for number in MANY)


def test_few_things_and_one_processor_start_no_process() -> None:
    """A small job, and one that may use one processor only, is made where it is asked for."""
    for size, things in ((2, MANY[:5]), (1, MANY)):
        with SideBySide(size) as hands:
            assert set(hands.make(_here, None, things)) == {os.getpid()}


def _here(_shared: None, _thing: int) -> int:
    return os.getpid()


def test_a_process_that_dies_is_said_to_have_died() -> None:
    """The run ends as one for which the machine has not enough, not with a bug or with less than all things."""
    with pytest.raises(MachineError), SideBySide(2) as hands:
        list(hands.make(operator.call, os._exit, MANY))


def test_an_error_comes_from_another_process_as_it_was_raised() -> None:
    """Whoever waits reads it in both languages, with its findings."""
    error = InvalidDocumentError(Text("sai", "wrong"), ())
    found = pickle.loads(pickle.dumps(error))  # noqa: S301 - made above
    assert (type(found), found.message, found.findings, str(found)) == (type(error), error.message, (), "wrong")


def test_an_edition_drawn_by_another_process_has_the_same_bytes() -> None:
    """Set-up and edition lose nothing on the way that a file is made of."""
    setup, _ = load_setup(WARD, None)
    (edition,) = compose_editions(setup, setup.file.editions, no_progress)[0]
    taken, same = pickle.loads(pickle.dumps((setup, edition)))  # noqa: S301 - made above
    assert make_one_ups(taken, same, date(2026, 11, 30)) == make_one_ups(setup, edition, date(2026, 11, 30))
