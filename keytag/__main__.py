"""Run keytag: ``python -m keytag`` and the ``keytag`` command."""

import os
import sys


def _look_nowhere_else() -> None:
    """Take the working folder off Python's path, where ``python -m`` puts it in front of the program's own parts.

    What lies beside a job that came by e-mail is no part of the program, whatever it is called.
    """
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib is not imported before that
    except OSError:
        here = ""
    if not sys.flags.safe_path and sys.path[:1] in ([""], [here]):
        del sys.path[0]


if __name__ == "__main__":
    _look_nowhere_else()


def main() -> None:
    """Start the command line.

    A run makes many values and few cycles, so collecting them often costs a tenth of its time for nothing.
    """
    try:
        from keytag.files.stopping import listen, received_signal  # noqa: PLC0415 - nothing is imported before it is wanted
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    try:
        listen()
        import gc  # noqa: PLC0415 - nothing is imported before it is known to be wanted

        gc.set_threshold(1_000_000, 50, 100)
        # No other package's plugin is to change how documents are read; to look for one reads the metadata of all.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        # NumPy's OpenBLAS takes room for every processor, which nothing here needs, and ends the program without.
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        from keytag.cli import run  # noqa: PLC0415 - the same

        try:
            run()
        except SystemExit as left:
            _leave(left.code)
            raise
    except KeyboardInterrupt:
        # Stopped before anything can speak, or while it stops speaking: the codes of `ExitCode`.
        raise SystemExit(128 + received_signal()) from None
    except MemoryError:
        # Not even enough to say it in one language: the code of `ExitCode.MACHINE`.
        os.write(2, "lỗi: không đủ bộ nhớ / error: there is not enough memory.\n".encode())
        os._exit(71)


def _leave(code: object) -> None:
    """Leave at once: to look through all values and take them apart first costs an eighth of a run's time.

    Returns, so that Python may leave in its own way, where the streams take no more or somebody measures the run.
    """
    if not isinstance(code, int) or sys.getprofile() is not None or sys.gettrace() is not None:
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return
    os._exit(code)


if __name__ == "__main__":
    main()
