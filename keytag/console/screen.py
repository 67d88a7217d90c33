"""The screen: the only place from which keytag speaks, to people in their language or to programs in JSON.

What came from a file is stripped of control characters before it is shown. rich is imported only when something
is to be shown.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from keytag.console.figures import of_files, of_plan
from keytag.console.manner import Manner
from keytag.errors import InvalidDocumentError, KeytagError
from keytag.findings import Finding, Severity, Where, has_errors
from keytag.wording import Text

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from keytag.workflow import Report

Advance = Callable[[int, int], None]
"""Takes how many steps are done, and of how many."""


class Screen:
    """Speaks in one `Manner`: results on standard output, everything else on standard error."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner

    def say(self, text: Text) -> None:
        """Show one line of a result to people; silent under ``--json`` and ``--quiet``."""
        if not self.manner.as_json and not self.manner.quiet:
            self._print(_clean(text.to(self.manner.language)))

    def aside(self, text: Text) -> None:
        """Say one line on standard error, also where results are silent."""
        sys.stderr.write(f"{_clean(text.to(self.manner.language))}\n")

    def rows(self, command: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show names with a word about each."""
        if self.manner.as_json:
            self._object(command, items=[{"name": name, "about": about} for name, about in rows])
            return
        width = max((len(name) for name, _ in rows), default=0)
        self.write("\n".join(_clean(f"{name:<{width}}  {about}".rstrip()) for name, about in rows))

    def document(self, command: str, text: str) -> None:
        """Show a text that is itself the result."""
        if self.manner.as_json:
            self._object(command, text=text)
        else:
            self.write(text)

    def written(self, command: str, paths: Sequence[Path]) -> None:
        """Say which files were written."""
        if self.manner.as_json:
            self._object(command, files=[{"path": str(path)} for path in paths])
        for path in paths:
            self.say(Text(f"Đã ghi {path}", f"Wrote {path}"))

    def write(self, text: str) -> None:
        """Write ``text`` as it is: a document or a JSON object, which is the result itself."""
        try:
            sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
            sys.stdout.flush()
        except BrokenPipeError:
            # A reader that goes away (``keytag schema | head -1``) is no error: the run goes on to its exit code.
            self.let_go()

    def let_go(self) -> None:
        """Send what standard output still holds, and all that follows, nowhere."""
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def report(self, command: str, report: Report) -> None:
        """Show what a run found and made."""
        if self.manner.as_json:
            from keytag.console.objects import json_object  # noqa: PLC0415 - costs time that others need not spend

            self.write(json_object(command, report, self.manner.language))
            return
        language = self.manner.language
        if not self.manner.quiet:
            self._figures(report)
        self._close(report)
        if not self.manner.quiet and report.files:
            self.write(of_files(report.files, language))

    def _figures(self, report: Report) -> None:
        """Show the plan as plain lines, and tables only where there is something to tabulate."""
        language = self.manner.language
        if report.plan is not None:
            self.write(of_plan(report.plan, language))
        if report.plan is None or len(report.plan.plates) > 1:
            from keytag.console import tables  # noqa: PLC0415 - the same

            for table in tables.of_report(report, language):
                self._print(table)

    def _close(self, report: Report) -> None:
        """Show the findings and the verdict: those of errors on standard error, also under ``--quiet``."""
        quiet = self.manner.quiet
        shown = [f for f in report.findings if not quiet or f.severity is Severity.ERROR]
        if not shown and (quiet or report.as_of is None):
            return
        from keytag.console import listing  # noqa: PLC0415 - the same

        self._findings(shown)
        is_result = report.as_of is not None and not has_errors(shown)
        self._print(listing.verdict(shown, report.as_of, self.manner.language), error=not is_result)

    def _findings(self, findings: Sequence[Finding]) -> None:
        from keytag.console import listing  # noqa: PLC0415 - the same

        for finding in findings:
            self._print(listing.of_finding(finding, self.manner.language), error=True)

    def failure(self, command: str, error: KeytagError) -> None:
        """Show why keytag could not go on."""
        findings, language = _findings_of(error), self.manner.language
        if self.manner.as_json:
            from keytag.console.objects import failure_object  # noqa: PLC0415 - the same

            self.write(failure_object(command, findings, language))
            return
        self._findings(findings)
        if isinstance(error, InvalidDocumentError):
            from keytag.console import listing  # noqa: PLC0415 - the same

            self._print(listing.refusal(findings, language), error=True)

    @contextmanager
    def progress(self, text: Text) -> Iterator[Advance]:
        """Show a bar for long work, on a terminal only; gives a function to call with (done, total)."""
        if self.manner.as_json or self.manner.quiet or not sys.stderr.isatty():
            yield _nothing
            return
        from rich.progress import Progress  # noqa: PLC0415 - the same

        with Progress(console=_console(error=True), transient=True) as progress:
            task = progress.add_task(text.to(self.manner.language), total=None)
            yield lambda done, total: progress.update(task, completed=done, total=total)

    def _object(self, command: str, **content: object) -> None:
        self.write(json.dumps({"command": command, "ok": True, **content}, ensure_ascii=False))

    def _print(self, content: RenderableType, *, error: bool = False) -> None:
        from rich.text import Text as RichText  # noqa: PLC0415 - the same

        # The terminal breaks lines of text; in a pipe they stay whole, so that they can be searched.
        # Where the reader of a pipe has gone, rich leaves the program; the run goes on to its exit code instead.
        with suppress(SystemExit):
            _console(error=error).print(content, soft_wrap=isinstance(content, str | RichText))


def _console(*, error: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - costs time that `--help` need not spend

    return Console(stderr=error, highlight=False, markup=False, emoji=False)


def _findings_of(error: KeytagError) -> tuple[Finding, ...]:
    """Return what an exception says, as findings."""
    if isinstance(error, InvalidDocumentError) and error.findings:
        return error.findings
    rule = type(error).__name__.removesuffix("Error")
    kebab = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in rule).lstrip("-")
    hint = error.hint or Text("", "")
    where = error.where if isinstance(error.where, Where) and error.where.line is not None else None
    return (Finding(kebab, Severity.ERROR, error.message, hint, where),)


def _clean(text: str) -> str:
    """Return ``text`` without what would act on a terminal."""
    return "".join(character for character in text if character.isprintable() or character in "\n\u00a0")


def _nothing(_done: int, _total: int) -> None:
    """Show nothing of the progress."""
