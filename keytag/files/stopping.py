"""How a run is stopped from outside: Ctrl-C, ``kill``, and a terminal that goes away all mean the same.

Each becomes a KeyboardInterrupt, so that whatever a run has begun is undone on the way out. What must not be
disturbed half-way (files going to their places, and the undoing itself) says so; a signal waits for its end.
An interruption can get lost (Python drops what an object's end raises): it is raised again until the run ends.
Answers to POSIX.1-2017, signal(): a signal that was ignored at the start (``nohup``) stays ignored.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from time import monotonic
from types import FrameType

# Windows knows no SIGHUP, and sends no SIGTERM.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
INTERRUPTS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name))
"""What a terminal sends to a run and to all processes that it started."""
# House rule: undoing takes no longer; who presses Ctrl-C twice in that time has asked once.
_PATIENCE_S = 5.0
# House rule: so soon it is asked again where it could not be stopped.
_PAUSE_S = 0.02
# Windows has none.
_HAS_TIMER = hasattr(signal, "setitimer")
_LOADER = "<frozen importlib._bootstrap>"


class _Signals:
    """Which signal came first, when the run was last told to stop, and whether it must not be disturbed now."""

    def __init__(self) -> None:
        self.first: int | None = None
        self.raised_at = float("-inf")
        self.depth = 0

    def take(self, number: int, frame: FrameType | None) -> None:
        """Stop the run for signal ``number``, now or when it may be disturbed again."""
        self.first = number if self.first is None else self.first
        self.stop(frame)

    def look_again(self, _number: int, frame: FrameType | None) -> None:
        """Stop a run that goes on although a signal has come: it had to wait, or somebody lost it."""
        if self.first is not None:
            self.stop(frame)

    def stop(self, frame: FrameType | None) -> None:
        """Raise KeyboardInterrupt where the run may be disturbed; whatever becomes of it, look again later."""
        left = self.raised_at + _PATIENCE_S - monotonic()
        if self.depth:
            return
        if _HAS_TIMER and _is_loading(frame):
            _wake_after(_PAUSE_S)
        elif left > 0:
            _wake_after(left)
        else:
            self.raised_at = monotonic()
            _wake_after(_PATIENCE_S)
            raise KeyboardInterrupt

    def take_lost(self, lost: sys.UnraisableHookArgs) -> None:
        """Stop the run again where Python drops the interruption: it came while an object was taken apart."""
        if self.first is None or not issubclass(lost.exc_type, KeyboardInterrupt):
            sys.__unraisablehook__(lost)
            return
        self.raised_at = float("-inf")
        _wake_after(_PAUSE_S)


def _wake_after(seconds: float) -> None:
    if _HAS_TIMER:
        signal.setitimer(signal.ITIMER_REAL, seconds)


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
    if _HAS_TIMER:
        signal.signal(signal.SIGALRM, _SIGNALS.look_again)
    sys.unraisablehook = _SIGNALS.take_lost


def end_with_parent() -> None:
    """Let a process that this run started hear nothing from the terminal, and end when whoever started it ends."""
    for number in INTERRUPTS:
        signal.signal(number, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 - few runs start processes

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def received_signal() -> int:
    """Return the number of the signal that stopped the run: SIGINT where none has come through `listen`."""
    return _SIGNALS.first or signal.SIGINT


def forget_interruption() -> None:
    """Go on after Ctrl-C that ended the work at hand and not the run: it is not raised again.

    Raises KeyboardInterrupt where it was another signal: who ends a process wants it ended.
    """
    if received_signal() != signal.SIGINT:
        raise KeyboardInterrupt
    _SIGNALS.first = None
    _SIGNALS.raised_at = float("-inf")
    if _HAS_TIMER:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def hold_signals() -> Iterator[None]:
    """Let signals wait until what is done here is done; one that came meanwhile stops the run then."""
    _SIGNALS.depth += 1
    try:
        yield
    finally:
        _SIGNALS.depth -= 1
        if _SIGNALS.first is not None:
            _SIGNALS.stop(None)
