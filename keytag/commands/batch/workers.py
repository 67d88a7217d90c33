"""Those who work: processes of this machine, and how jobs go to any executor and come back.

A worker is a process that has loaded keytag once. It is renewed after so many jobs, whatever its libraries have
kept. One that dies takes no other job with it: what it had in hand is done again, alone, so that a job that kills
whoever does it is known by that. Answers to `concurrent.futures`, whose executors may be anybody's.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager

from msgspec import Struct

from keytag.commands.batch.work import BatchTask, JobResult, do_job
from keytag.errors import KeytagError, MachineError, error_findings
from keytag.steps.side_by_side import process_pool, unheard_interrupts
from keytag.text.text import Text

# Measured: a worker has 200 MB after its first package, 256 MB after 20, 290 MB after 60; to load it takes 1 s.
RENEWED_AFTER = 50
# House rule, in seconds: so often it is looked whether somebody wants the run to stop.
_LOOK = 0.5


class Crew(Struct, frozen=True):
    """An executor that can be started again and again, how many jobs it has in hand, after how many it is new.

    ``renewed_after`` counts for each of those who work; None where others see to that.
    """

    start: Callable[[], AbstractContextManager[Executor]]
    size: int
    renewed_after: int | None = None


def processes(size: int) -> Crew:
    """Return so many processes of this machine."""
    return Crew(lambda: process_pool(size), size, RENEWED_AFTER)


def do_jobs(
    tasks: Iterator[BatchTask], crew: Crew, begin: Callable[[str], None]
) -> Generator[JobResult, None, None]:
    """Yield what comes of ``tasks`` as they come back; ``begin`` is told the name of each that goes out.

    Raises MachineError where the executor is gone for good, or one of those who work has another keytag.
    """
    while True:
        suspects: list[BatchTask] = []
        with crew.start() as executor:
            is_renewed = yield from _do_some(tasks, crew, executor, begin, suspects)
        for task in suspects:
            yield _do_alone(task, crew)
        if not suspects and not is_renewed:
            return


def _do_some(
    tasks: Iterator[BatchTask],
    crew: Crew,
    executor: Executor,
    begin: Callable[[str], None],
    suspects: list[BatchTask],
) -> Generator[JobResult, None, bool]:
    """Yield what comes of as many tasks as an executor is good for; return whether there are more.

    Where it breaks, those that were in hand are ``suspects``.
    """
    most = crew.size * crew.renewed_after if crew.renewed_after is not None else None
    in_hand: dict[Future[JobResult], BatchTask] = {}
    sent, more = 0, True
    while True:
        while more and len(in_hand) < crew.size and (most is None or sent < most):
            task = next(tasks, None)
            if task is None:
                more = False
                break
            begin(task.name)
            try:
                with unheard_interrupts():
                    in_hand[executor.submit(do_job, task)] = task
            except BrokenExecutor:
                suspects += [*in_hand.values(), task]
                return True
            sent += 1
        if not in_hand:
            return more
        done, _ = wait(in_hand, timeout=_LOOK, return_when=FIRST_COMPLETED)
        for future in done:
            task = in_hand.pop(future)
            try:
                yield _result(future, task)
            except BrokenExecutor:
                suspects.append(task)
        if suspects:
            # All that were in hand broke together.
            suspects += in_hand.values()
            return True


def _do_alone(task: BatchTask, crew: Crew) -> JobResult:
    """Return what comes of a task that was in hand when a worker died: whoever dies again, dies of it."""
    try:
        with crew.start() as executor:
            with unheard_interrupts():
                future = executor.submit(do_job, task)
            while not wait([future], timeout=_LOOK).done:
                pass
            return _result(future, task)
    except BrokenExecutor:
        return _failed(task, _DIED)


_DIED = Text("Tiến trình làm việc bị dừng giữa chừng hai lần.", "The process that did it died of it, twice.")
_LOST = Text(
    "Mất liên lạc với nơi làm việc: chạy lại lệnh, phần đã xong được giữ nguyên.",
    "Those who work cannot be reached any more: run again, what is done is kept.",
)


def _result(future: Future[JobResult], task: BatchTask) -> JobResult:
    """Return what came back.

    Raises BrokenExecutor where a worker died over it, MachineError where none can work.
    """
    try:
        error = future.exception()
    except CancelledError:
        raise MachineError(_LOST) from None
    if isinstance(error, BrokenExecutor):
        raise error
    if error is not None:
        if type(error).__name__ == "KilledWorker":
            return _failed(
                task, Text("Các máy nhận việc này đều bị dừng giữa chừng.", "Every worker that did it died.")
            )
        return _failed(task, Text(f"Không làm được: {error!r}", f"It could not be done: {error!r}"))
    result = future.result()
    if result.refused is not None:
        raise MachineError(
            result.refused, Text("Cài cùng một bản keytag trên mọi máy.", "Install one keytag on all machines.")
        )
    return result


def _failed(task: BatchTask, why: Text) -> JobResult:
    hint = Text("Chạy riêng tệp này để xem vì sao.", "Run it alone to see why.")
    return JobResult(task.name, ok=False, findings=error_findings(KeytagError(why, hint)))
