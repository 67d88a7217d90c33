"""The command line: argv in, exit code out.

`run` is the only place that catches `keytag.errors.KeytagError`, and holds the only blanket ``except`` beside
those of `doctor`, which asks about damaged parts, and of a batch's workers, who tell a bug with its job: what gets
there is a bug of keytag's, said in one line (with its traceback where KEYTAG_DEBUG is set). Read next:

- `program`: the commands as Typer sees them, in both languages, with their help and complaints;
- `press_commands` (`sheet` is the one to read), `job_commands`, `package_commands`, `show_commands`,
  `compare_commands`, `batch_commands`, `page_commands`: a function each;
- `options`: what several commands take, and the `Order` made of it; `values`: what was typed, as values;
- `jobs`: which job is meant; `keys`: files of keys and their passwords; `ask`: the questions of `init`;
- `help_texts`: the help, text by text; `complete`: what the Tab key offers;
- `output_options`: in which language and to whom; `screen`: all that is shown, for people and for programs.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from io import StringIO, TextIOWrapper
from typing import TYPE_CHECKING

from keytag.cli.output_options import OutputOptions, output_options
from keytag.errors import ExitCode, KeytagError, MachineError
from keytag.files.stopping import received_signal
from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.cli.screen import Screen

# In the order in which an officer meets them.
COMMANDS = (
    "init",
    "open",
    "check",
    "editions",
    "explain",
    "preview",
    "gallery",
    "proof",
    "share",
    "render",
    "watch",
    "sheet",
    "leaflet",
    "plan",
    "nest",
    "packing",
    "contacts",
    "cost",
    "order",
    "approve",
    "diff",
    "lock",
    "handoff",
    "verify",
    "firstsheet",
    "batch",
    "key",
    "schema",
    "list",
    "show",
    "units",
    "inspect",
    "doctor",
    "help",
    "version",
)
_BUG = Text(
    "Đây là lỗi của keytag, không phải của bạn: {}. Đặt KEYTAG_DEBUG=1 để xem chi tiết rồi báo lại.",
    "This is a bug in keytag, not a mistake of yours: {}. Set KEYTAG_DEBUG=1 to see more, and report it.",
)
_NOT_SAID = Text(
    "lỗi: không xuất được kết quả (stdout): {}.", "error: the result cannot be written to standard output: {}."
)
# POSIX.1-2017, write(): how writing to an open stream can fail.
_STREAM_ERRORS = frozenset(
    {
        errno.EAGAIN,
        errno.EBADF,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EINVAL,
        errno.EIO,
        errno.ENOSPC,
        errno.ENXIO,
        errno.EPIPE,
    }
)
# POSIX.1-2017, 2.3: what of a machine can be used up, wherever it is asked for.
_USED_UP = {
    errno.EMFILE: Text("quá nhiều tệp đang mở", "too many files are open"),
    errno.ENFILE: Text("quá nhiều tệp đang mở trên máy", "too many files are open on the machine"),
    errno.ENOMEM: Text("không đủ bộ nhớ", "there is not enough memory"),
    errno.EAGAIN: Text("quá nhiều chương trình đang chạy", "too many programs are running"),
}
# Measured: the smallest run that makes a package takes 200 MB of addresses beyond what is loaded by now.
_LEAST_MEMORY = 250_000_000
_NO_MEMORY = _USED_UP[errno.ENOMEM]
# How libraries that are not Python's own say that they were given no memory or no thread.
_STARVED = (
    "bad_alloc",
    "cannot allocate memory",
    "failed to map segment",
    "can't start new thread",
    "out of memory",
)
_LACKS = Text(
    "keytag không chạy tiếp được trên máy này: {}. Chưa ghi gì thêm.",
    "keytag cannot go on here: {}. Nothing more was written.",
)
_MAKE_ROOM = Text(
    "Đóng bớt chương trình khác, hoặc chạy keytag ở nơi được dùng nhiều bộ nhớ hơn.",
    "Close other programs, or run keytag where it may use more memory.",
)
_BROKEN = Text(
    "Không nạp được một phần của keytag: {}.",
    "A part of keytag cannot be loaded: {}.",
)
_INSTALL_AGAIN = Text("Cài lại keytag.", "Install keytag again.")
_REFUSED = Text("Hệ thống không cho dùng {}: {}.", "The system refuses {}: {}.")
_LOOK_AT_IT = Text(
    "Kiểm tra ổ đĩa và quyền của tệp hoặc thư mục ấy, rồi chạy lại.",
    "Look at the disk and at the permissions of that file or folder, then run again.",
)
_SAVED_MEANWHILE = Text(
    "{} vừa được lưu trong khi keytag chạy; kết quả theo bản trước khi lưu. Hãy chạy lại.",
    "{} was saved while keytag ran; the result is of what it said before. Run it again.",
)
_INTERRUPTED = Text("Đã dừng; không ghi gì thêm.", "Stopped; nothing more was written.")


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    _open_closed()
    _write_utf8()
    typed = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(exit_code(typed))


def _open_closed() -> None:
    """Give a stream that was closed before the start (``>&-``) a place that takes everything."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, StringIO())


def _write_utf8() -> None:
    """Make what goes into files and pipes UTF-8, as documents are read; a terminal keeps its own encoding.

    Windows would take a code page there that has no Vietnamese letters, and stop at the first of them.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def exit_code(arguments: Sequence[str]) -> int:
    """Run ``arguments`` and return the exit code; everything that can go wrong has been said by then."""
    options = output_options(arguments, os.environ)
    try:
        return _run_reporting_errors(arguments, options)
    except OSError as error:
        return _report_closed_stdout(_screen(options), error)


def _screen(options: OutputOptions) -> Screen:
    """Return a screen that speaks in ``options``; help and the list of commands need none."""
    from keytag.cli.screen import Screen  # noqa: PLC0415 - seldom needed before a command has loaded it

    return Screen(options)


def _run_reporting_errors(arguments: Sequence[str], options: OutputOptions) -> int:
    """Run ``arguments``, say what went wrong and return the exit code; what the screen refuses passes through."""
    command = next((word for word in arguments if word in COMMANDS), "")
    try:
        _refuse_little_memory()
        return _invoke_reading_once(arguments, options) if command else _invoke(arguments, options)
    except KeytagError as error:
        _screen(options).failure(command, error)
        return error.exit_code
    except KeyboardInterrupt:
        with suppress(OSError):
            _screen(options).aside(_INTERRUPTED)
        return 128 + received_signal()
    except BaseException as error:
        # The last resort: a bug is said in one line, not in forty.
        if _is_of_a_stream(error) or isinstance(error, SystemExit | GeneratorExit):
            raise
        if os.environ.get("KEYTAG_DEBUG"):
            traceback.print_exc()
        failure = _of_the_machine(error) or _bug(error)
        # What the run held until now may be what others lack.
        error.__traceback__ = error.__context__ = error.__cause__ = None
        try:
            _screen(options).failure(command, failure)
        except (MemoryError, ImportError, RuntimeError):
            sys.stderr.write(f"{failure.message.to(options.language)}\n")
        return failure.exit_code


def _refuse_little_memory() -> None:
    """Raise MachineError where a limit leaves less memory than a run needs.

    Asked for beforehand: of the libraries that are not Python's own some end the program where they get none.
    """
    try:
        import mmap  # noqa: PLC0415 - for those alone whose memory is limited
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    if all(
        resource.getrlimit(each)[0] == resource.RLIM_INFINITY
        for each in (resource.RLIMIT_AS, resource.RLIMIT_DATA)
    ):
        return
    try:
        mmap.mmap(-1, _LEAST_MEMORY).close()
    except (OSError, MemoryError):
        raise _lacking(_NO_MEMORY) from None


def _bug(error: BaseException) -> KeytagError:
    what = f"{type(error).__name__}: {error}"
    return KeytagError(Text(_BUG.vi.format(what), _BUG.en.format(what)))


def _of_the_machine(error: BaseException) -> KeytagError | None:
    """Return what to say where it is the machine that cannot, whichever library met it; None where it is not."""
    chain = [error]
    while (before := chain[-1].__cause__ or chain[-1].__context__) is not None and before not in chain:
        chain.append(before)
    for each in chain:
        said = str(each).casefold()
        if isinstance(each, MemoryError) or any(sign in said for sign in _STARVED):
            return _lacking(_NO_MEMORY)
        if isinstance(each, OSError) and each.errno in _USED_UP:
            return _lacking(_USED_UP[each.errno])
    if isinstance(error, ImportError):
        name = error.name or str(error)
        return MachineError(Text(_BROKEN.vi.format(name), _BROKEN.en.format(name)), _INSTALL_AGAIN)
    if isinstance(error, OSError):
        from keytag.files.reader import shorten_name  # noqa: PLC0415 - seldom needed
        from keytag.files.writer import reason_of  # noqa: PLC0415 - the same

        name, why = shorten_name(str(error.filename or "?")), reason_of(error)
        return MachineError(Text(_REFUSED.vi.format(name, why.vi), _REFUSED.en.format(name, why.en)), _LOOK_AT_IT)
    return None


def _lacking(what: Text) -> MachineError:
    return MachineError(Text(_LACKS.vi.format(what.vi), _LACKS.en.format(what.en)), _MAKE_ROOM)


def _is_of_a_stream(error: BaseException) -> bool:
    """Tell whether ``error`` came from writing to the screen: with a file of its own the system names it."""
    return isinstance(error, OSError) and error.filename is None and error.errno in _STREAM_ERRORS


def _report_closed_stdout(screen: Screen, error: OSError) -> int:
    """Say on standard error, if anybody hears it, that standard output takes no more."""
    screen.let_go()
    from keytag.files.writer import reason_of  # noqa: PLC0415 - seldom needed

    why = reason_of(error)
    message = Text(_NOT_SAID.vi.format(why.vi), _NOT_SAID.en.format(why.en))
    with suppress(OSError):
        screen.aside(message)
    return ExitCode.CANNOT_WRITE


def _invoke_reading_once(arguments: Sequence[str], options: OutputOptions) -> int:
    """Run a command that reads each file once, and say which were saved anew meanwhile."""
    from keytag.files import reader  # noqa: PLC0415 - without a command no file is read

    with reader.read_once():
        code = _invoke(arguments, options)
        for path in reader.changed_files():
            name = reader.shorten_name(str(path))
            _screen(options).remark(Text(_SAVED_MEANWHILE.vi.format(name), _SAVED_MEANWHILE.en.format(name)))
        return code


def _invoke(arguments: Sequence[str], options: OutputOptions) -> int:
    import typer  # noqa: PLC0415 - what goes wrong in importing is caught above

    from keytag.cli.program import build_program, usage_error  # noqa: PLC0415

    try:
        code = build_program(options.language).main(
            list(arguments), prog_name="keytag", standalone_mode=False, obj=options
        )
    except typer.TyperException as error:
        raise usage_error(error, options.language) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as left:
        # Typer leaves with 1 where the reader of its help has gone (``keytag --help | head -1``).
        if isinstance(left.__context__, BrokenPipeError):
            return ExitCode.FINE
        raise
    if code == ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    return int(code or 0)
