"""Like things made by several processes of this machine at once, where there are enough of them for that to pay.

What comes back is in order and the same as one process makes: only who waits can tell. Processes begin when they
are first wanted, hear no Ctrl-C of their own, and end with whoever started them.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import ExitStack, contextmanager
from itertools import repeat
from types import TracebackType
from typing import Self, TypeVar

from keytag.errors import MachineError
from keytag.files.stopping import INTERRUPTS, end_with_parent
from keytag.text.text import Text

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

# House rule: a process takes a second to load keytag, and makes three or four editions in that time.
_LEAST = 24
# House rule: so many go out together, with one copy of what they share; fewer would leave nobody idle at the end.
_TOGETHER = 8


class SideBySide:
    """Up to ``size`` processes for the time of a ``with`` statement; of one nothing is started."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = ExitStack()
        self._pool: Executor | None = None

    def __enter__(self) -> Self:
        """Wait for work."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes: at once where something went wrong."""
        self._held.__exit__(kind, error, trace)

    def make(self, make: Callable[[S, T], R], shared: S, things: Sequence[T]) -> Iterator[R]:
        """Yield what ``make`` makes of what is ``shared`` and each of ``things``, in their order.

        Raises MachineError where a process dies, and whatever ``make`` raises.
        """
        if self._size < 2 or len(things) < _LEAST:
            yield from (make(shared, thing) for thing in things)
            return
        try:
            if self._pool is None:
                self._pool = self._held.enter_context(process_pool(self._size))
            with unheard_interrupts():
                made = self._pool.map(make, repeat(shared), things, chunksize=_TOGETHER)
            yield from made
        except BrokenExecutor:
            raise MachineError(_DIED, _AGAIN) from None


ALONE = SideBySide(1)
"""One process: whoever is itself one of many, or watches what is made."""

_DIED = Text("Một tiến trình làm việc bị dừng giữa chừng.", "A process that did part of the work died.")
_AGAIN = Text("Đóng bớt chương trình khác rồi chạy lại.", "Close other programs, then run again.")


def processors() -> int:
    """Return how many processors this process may use: in a container often fewer than the machine has."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def process_pool(size: int) -> Iterator[Executor]:
    """Give an executor of so many processes, which end at once where what is done with it is given up."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a cluster and small jobs need none
    from multiprocessing import active_children, get_context  # noqa: PLC0415 - the same

    # To begin anew is the one way that all systems have, and it copies nothing of what this process holds.
    pool = ProcessPoolExecutor(size, get_context("spawn"), end_with_parent)
    try:
        yield pool
    except BaseException:
        # Whatever they write is whole or not there: nothing is lost but what they have in hand.
        for process in active_children():
            process.terminate()
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


@contextmanager
def unheard_interrupts() -> Iterator[None]:
    """Let processes that are started within it never hear Ctrl-C: it is meant for the one that started them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
