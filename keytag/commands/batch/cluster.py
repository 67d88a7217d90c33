"""Workers on other machines: dask.distributed, one that is kept and known, as an executor like any other.

The door to dask. A worker gets the bytes of all that a job names and gives back the bytes of what it made: it
needs keytag and no common disk. The scheduler sees to it that the jobs of a worker that died are done by another.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from typing import Any

from keytag import __version__
from keytag.commands.batch.work import version_here
from keytag.commands.batch.workers import Crew
from keytag.errors import MachineError, MissingResourceError
from keytag.files.reader import shorten_name
from keytag.text.text import Text

# House rule, in seconds: a scheduler in the same building answers at once.
_PATIENCE = 10
# Each thread has a job in hand and one that is on its way.
_IN_HAND = 2


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """Give the workers of the scheduler at ``address``.

    Raises:
        MissingResourceError: dask.distributed is not installed here.
        MachineError: nobody answers there, no worker is there, or one has another version of keytag.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - for those alone who have a cluster

        connect: Any = partial(Client, timeout=_PATIENCE, set_as_default=False)
    except ImportError:
        raise MissingResourceError(
            Text("--scheduler cần gói dask.distributed.", "--scheduler needs the package dask.distributed."),
            Text("Cài thêm: pip install keytag[dask]", "Install it: pip install keytag[dask]"),
        ) from None
    # What its threads meet on the way is said by what becomes of the jobs.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    shown = shorten_name(address)
    try:
        client: Any = connect(address)
    except (OSError, TimeoutError, ValueError):
        raise MachineError(
            Text(f"Không có scheduler nào trả lời ở {shown}.", f"No scheduler answers at {shown}."),
            Text("Chạy nó bằng: dask scheduler", "Start one with: dask scheduler"),
        ) from None
    with client:
        size = _workers_alike(client, shown)

        @contextmanager
        def open_executor() -> Iterator[Executor]:
            # A job is no function of its arguments to dask: it is done each time it is asked for.
            executor = client.get_executor(pure=False)
            try:
                yield executor
            finally:
                executor.shutdown(wait=False)

        yield Crew(open_executor, _IN_HAND * size)


def _workers_alike(client: Any, shown: str) -> int:  # noqa: ANN401 - dask says no types
    """Return how many threads the workers have.

    Raises MachineError where one has another keytag, or none is there.
    """
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise MachineError(
            Text(
                f"Scheduler ở {shown} chưa có máy nào nhận việc.", f"The scheduler at {shown} has no worker yet."
            ),
            Text(
                f"Trên mỗi máy chạy: dask worker {shown} --nthreads 1",
                f"On each machine run: dask worker {shown} --nthreads 1",
            ),
        ) from None
    versions: dict[str, object] = client.run(version_here, on_error="return")
    for worker, version in sorted(versions.items()):
        if version != __version__:
            said = version if isinstance(version, str) else "-"
            raise MachineError(
                Text(
                    f"Máy {worker} có keytag {said}, ở đây là {__version__}.",
                    f"The worker {worker} has keytag {said}; here it is {__version__}.",
                ),
                Text("Cài cùng một bản keytag trên mọi máy.", "Install one keytag on all machines."),
            )
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))
