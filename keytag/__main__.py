"""Run keytag: ``python -m keytag`` and the ``keytag`` command."""

from __future__ import annotations


def main() -> None:
    """Start the command line.

    A run makes many values and few cycles, so collecting them often costs a tenth of its time for nothing.
    """
    try:
        import gc  # noqa: PLC0415 - nothing is imported before it is known to be wanted

        gc.set_threshold(1_000_000, 50, 100)
        from keytag.cli import run  # noqa: PLC0415 - the same

        run()
    except KeyboardInterrupt:
        # Ctrl-C before anything can speak, or while it stops speaking: the code of `ExitCode.INTERRUPTED`.
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
