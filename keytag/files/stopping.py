"""How a run is stopped from outside: Ctrl-C, ``kill``, and a terminal that goes away all mean the same.

Each becomes a KeyboardInterrupt, so that whatever a run has begun is undone on the way out. What must not be
disturbed half-way (files going to their places, and the undoing itself) says so; a signal waits for its end.
Answers to POSIX.1-2017, signal(): a signal that was ignored at the start (``nohup``) stays ignored.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

# Windows knows no SIGHUP, and sends no SIGTERM.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
# House rule: undoing takes no longer; who presses Ctrl-C twice in that time has asked once.
_PATIENCE_S = 5.0
# House rule: so often it is asked whether a module is still being loaded.
_PAUSE_S = 0.02
_LOADER = "<frozen importlib._bootstrap>"


class _Signals:
    """What came, when, and whether it must wait."""

    def __init__(self) -> None:
        self.first: int | None = None
        self.raised_at = float("-inf")
        self.waiting: int | None = None
        self.depth = 0

    def take(self, number: int, frame: FrameType | None) -> None:
        """Stop the run for signal ``number``, now or when it may be disturbed again."""
        self.first = number if self.first is None else self.first
        if self.depth:
            self.waiting = number
        elif _is_loading(frame) and hasattr(signal, "setitimer"):
            self.waiting = number
            signal.setitimer(signal.ITIMER_REAL, _PAUSE_S)
        elif monotonic() - self.raised_at > _PATIENCE_S:
            self.raised_at = monotonic()
            raise KeyboardInterrupt

    def again(self, _number: int, frame: FrameType | None) -> None:
        """Take the signal that waits."""
        if self.waiting is not None and not self.depth:
            number, self.waiting = self.waiting, None
            self.take(number, frame)


def _is_loading(frame: FrameType | None) -> bool:
    """Tell whether a module is being loaded: one of C that is interrupted there may end in an abort."""
    while frame is not None:
        if frame.f_code.co_filename == _LOADER:
            return True
        frame = frame.f_back
    return False


_SIGNALS = _Signals()


def listen() -> None:
    """From now on take the signals that end a run, but those that whoever started it wants ignored."""
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _SIGNALS.take)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _SIGNALS.again)


def received_signal() -> int:
    """Return the number of the signal that stopped the run: SIGINT where none has come through `listen`."""
    return _SIGNALS.first or signal.SIGINT


@contextmanager
def hold_signals() -> Iterator[None]:
    """Let signals wait until what is done here is done; one that came meanwhile stops the run then."""
    _SIGNALS.depth += 1
    try:
        yield
    finally:
        _SIGNALS.depth -= 1
    if not _SIGNALS.depth and _SIGNALS.waiting is not None:
        waiting, _SIGNALS.waiting = _SIGNALS.waiting, None
        _SIGNALS.take(waiting, None)
