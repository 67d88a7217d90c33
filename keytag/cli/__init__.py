"""The command line: argv in, exit code out.

`run` is the only place that catches `keytag.errors.KeytagError`, and holds the only blanket ``except``: what gets
there is a bug of keytag's, said in one line (with its traceback where KEYTAG_DEBUG is set).
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

from keytag.console import Manner, Screen, manner_of
from keytag.errors import ExitCode, KeytagError
from keytag.wording import Text

_COMMANDS = ("init", "check", "render", "sheet", "schema", "list", "show", "version")
_BUG = Text(
    "Đây là lỗi của keytag, không phải của bạn: {}. Đặt KEYTAG_DEBUG=1 để xem chi tiết rồi báo lại.",
    "This is a bug in keytag, not a mistake of yours: {}. Set KEYTAG_DEBUG=1 to see more, and report it.",
)
_INTERRUPTED = Text("Đã dừng; không ghi gì thêm.", "Stopped; nothing more was written.")


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(exit_code(typed))


def exit_code(arguments: Sequence[str]) -> int:
    """Run ``arguments`` and return the exit code; everything that can go wrong has been said by then."""
    manner = manner_of(arguments, os.environ)
    screen = Screen(manner)
    command = next((word for word in arguments if word in _COMMANDS), "")
    try:
        return _invoked(arguments, manner)
    except KeytagError as error:
        screen.failure(command, error)
        return error.exit_code
    except KeyboardInterrupt:
        screen.aside(_INTERRUPTED)
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort: a bug is said in one line, not in forty
        if os.environ.get("KEYTAG_DEBUG"):
            traceback.print_exc()
        what = f"{type(error).__name__}: {error}"
        screen.failure(command, KeytagError(Text(_BUG.vi.format(what), _BUG.en.format(what))))
        return ExitCode.BUG


def _invoked(arguments: Sequence[str], manner: Manner) -> int:
    import typer  # noqa: PLC0415 - what goes wrong in importing is caught above

    from keytag.cli.app import app  # noqa: PLC0415
    from keytag.cli.spoken import localised, usage_error  # noqa: PLC0415

    try:
        code = localised(app, manner.language).main(
            list(arguments), prog_name="keytag", standalone_mode=False, obj=manner
        )
    except typer.TyperException as error:
        raise usage_error(error, manner.language) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    if code == ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    return int(code or 0)
