"""Processes that work for the page: one that draws, kept and renewed; one for each paper, which can be stopped.

One that crashes takes nothing with it but what it had in hand: the next call begins a new one. They begin anew
(spawn), never hear Ctrl-C, which is for the server, and leave with it.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock, Thread
from typing import Any

from keytag.errors import KeytagError, MachineError
from keytag.files.stopping import end_with_parent
from keytag.text.text import Text

# House rule, in seconds: what takes longer than this to draw has hung.
_MOST_DRAWING_S = 60.0
_CONTEXT = get_context("spawn")

Work = Callable[..., dict[str, Any]]
Show = Callable[[Text, int, int], None]


def _draw_for_ever(connection: Connection) -> None:
    """Draw what comes, one after the other, until nobody asks any more."""
    end_with_parent()
    from keytag.web.drawing import draw_sketch  # noqa: PLC0415 - the process that answers waits for no library

    with suppress(EOFError, OSError):
        while True:
            sketch = connection.recv()
            connection.send(_result_of(draw_sketch, sketch))


def _result_of(work: Work, *arguments: object) -> tuple[dict[str, Any] | None, KeytagError | None, str]:
    try:
        return work(*arguments), None, ""
    except KeytagError as error:
        return None, error, ""
    except Exception as error:  # noqa: BLE001 - a bug in one drawing is told with it; the process goes on
        return (
            None,
            None,
            f"{type(error).__name__}: {error}"
            + (f"\n{traceback.format_exc()}" if os.environ.get("KEYTAG_DEBUG") else ""),
        )


class Draughtsman:
    """The process that draws; calls wait for each other."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    def begin(self) -> None:
        """Start the process, so that its libraries are loaded before somebody waits for them."""
        with self._lock:
            self._ready()

    def draw(self, sketch: object) -> dict[str, Any]:
        """Return what comes of ``sketch``. Raises what drawing raised, and MachineError where the process died."""
        with self._lock:
            connection, answer = self._ready(), None
            with suppress(EOFError, OSError):
                connection.send(sketch)
                answer = connection.recv() if connection.poll(_MOST_DRAWING_S) else None
            if answer is None:
                self._stop()
                raise MachineError(_DIED, _AGAIN)
        result, error, bug = answer
        if error is not None:
            raise error
        if result is None:
            raise MachineError(Text(f"{_BUG.vi}: {bug}", f"{_BUG.en}: {bug}"), _AGAIN)
        drawn: dict[str, Any] = result
        return drawn

    def end(self) -> None:
        """Let it go; who waits for a drawing is told that it died."""
        process = self._process
        if process is not None:
            process.terminate()
        with self._lock:
            self._stop()

    def _ready(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._connection is None:
            self._stop()
            self._connection, theirs = _CONTEXT.Pipe()
            self._process = _CONTEXT.Process(target=_draw_for_ever, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
        return self._connection

    def _stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.join(1)
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


def _do_one(connection: Connection, work: Work, arguments: tuple[object, ...]) -> None:
    end_with_parent()

    def show(what: Text, done: int, total: int) -> None:
        with suppress(OSError):
            connection.send(("step", what, done, total))

    with suppress(OSError):
        connection.send(("end", *_result_of(work, *arguments, show)))


class Run:
    """One piece of work in a process of its own: what it is at, what came of it; it can be stopped."""

    _numbers = count(1)

    def __init__(self, kind: str, work: Work, *arguments: object) -> None:
        self.id, self.kind = next(self._numbers), kind
        self.state = "running"
        self.step: tuple[Text, int, int] = (Text("Đang chuẩn bị", "Preparing"), 0, 0)
        self.result: dict[str, Any] | None = None
        self.error: KeytagError | None = None
        self._ours, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_do_one, args=(theirs, work, arguments), daemon=True)
        self._process.start()
        theirs.close()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def stop(self) -> None:
        """End it; what it was about to write is whole or not there."""
        if self.state == "running":
            self.state = "stopped"
            self._process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait until it has come to an end, or so long."""
        self._listener.join(seconds)

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                kind, *said = self._ours.recv()
                if kind == "step":
                    self.step = (said[0], said[1], said[2])
                    continue
                self.result, self.error, bug = said
                if self.result is None and self.error is None:
                    self.error = MachineError(Text(f"{_BUG.vi}: {bug}", f"{_BUG.en}: {bug}"), _AGAIN)
                break
        self._process.join()
        self._ours.close()
        if self.state == "running":
            self.state = "done" if self.result is not None else "failed"
            if self.result is None and self.error is None:
                self.error = MachineError(_DIED, _AGAIN)


_DIED = Text("Phần vẽ của keytag bị dừng giữa chừng.", "The part of keytag that draws ended half-way.")
_BUG = Text("Đây là lỗi của keytag", "This is a bug in keytag")
_AGAIN = Text("Thử lại; tệp đặt in vẫn nguyên.", "Try again; the job's file is as it was.")
