"""How long work tells how far it is: functions that it calls, so that it knows no screen."""

from __future__ import annotations

from collections.abc import Callable

from keytag.text.text import Text

Advance = Callable[[int, int], None]
"""Takes how many steps are done, and of how many."""
ShowStep = Callable[[Text, int, int], None]
"""Takes what is being done, how many steps are done, and of how many."""


def no_progress(_done: int, _total: int) -> None:
    """Be the `Advance` of work whose steps nobody is shown."""


def no_step(_what: Text, _done: int, _total: int) -> None:
    """Be the `ShowStep` of work whose steps nobody is shown."""
