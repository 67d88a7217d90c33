"""Run keytag: ``python -m keytag`` and the ``keytag`` command."""

from __future__ import annotations


def main() -> None:
    """Start the command line.

    A run makes many values and few cycles, so collecting them often costs a tenth of its time for nothing.
    """
    try:
        import gc  # noqa: PLC0415 - nothing is imported before it is known to be wanted
        import os  # noqa: PLC0415 - the same

        gc.set_threshold(1_000_000, 50, 100)
        # No other package's plugin is to change how documents are read; to look for one reads the metadata of all.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        from keytag.cli import run  # noqa: PLC0415 - the same

        try:
            run()
        except SystemExit as left:
            _leave(left.code)
            raise
    except KeyboardInterrupt:
        # Ctrl-C before anything can speak, or while it stops speaking: the code of `ExitCode.INTERRUPTED`.
        raise SystemExit(130) from None


def _leave(code: object) -> None:
    """Leave at once: to look through all values and take them apart first costs an eighth of a run's time.

    Returns, so that Python may leave in its own way, where the streams take no more or somebody measures the run.
    """
    import os  # noqa: PLC0415 - the same
    import sys  # noqa: PLC0415 - the same

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
