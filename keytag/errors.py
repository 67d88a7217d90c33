"""Why keytag cannot go on, and with which exit code.

Raised low, caught once in `keytag.cli`. A fact about the user's work is a `keytag.findings.Finding` instead.
The exit codes are a promise to scripts: they never change meaning.
"""

from __future__ import annotations

import copyreg
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

from keytag.text.text import Text

if TYPE_CHECKING:
    from keytag.findings import Finding, Where


class ExitCode(IntEnum):
    """What a process that called keytag may rely on."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    INVALID = 3
    MISSING = 4
    CANNOT_WRITE = 5
    UNSEEN = 6
    BUG = 70
    MACHINE = 71
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


class KeytagError(Exception):
    """keytag cannot go on: what happened, where, and what to do."""

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, message: Text, hint: Text | None = None, where: Where | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint
        self.where = where

    def __reduce__(self) -> tuple[object, ...]:
        """Pass whole from one process to another: by itself an exception takes only one language along."""
        return copyreg.__newobj__, (type(self), self.message.en), self.__dict__  # type: ignore[attr-defined]


class UsageError(KeytagError):
    """The command line asks for something that cannot be (a count of zero, two jobs at once)."""

    exit_code = ExitCode.USAGE


class InvalidDocumentError(KeytagError):
    """A job, template or shop does not say what such a document must say; carries *all* its findings."""

    exit_code = ExitCode.INVALID

    def __init__(self, message: Text, findings: tuple[Finding, ...], where: Where | None = None) -> None:
        super().__init__(message, None, where)
        self.findings = findings


class UnreadableFileError(KeytagError):
    """A file that was given to be looked at cannot be: it is no PDF, broken, locked or too large."""

    exit_code = ExitCode.INVALID


class MissingResourceError(KeytagError):
    """A file, template, shop, font or profile that was named is not there."""

    exit_code = ExitCode.MISSING


class CannotWriteError(KeytagError):
    """The output folder or a file in it cannot be written; what was there before is untouched."""

    exit_code = ExitCode.CANNOT_WRITE


class MachineError(KeytagError):
    """The machine has not what keytag needs: memory, open files, its own parts (sysexits.h: EX_OSERR)."""

    exit_code = ExitCode.MACHINE


class OutputMismatchError(KeytagError):
    """A finished file, read back, does not hold what was asked for; it is not written."""

    exit_code = ExitCode.BUG


def error_findings(error: KeytagError) -> tuple[Finding, ...]:
    """Return what an exception says, as findings: its own, or one that is called as its class is."""
    if isinstance(error, InvalidDocumentError) and error.findings:
        return error.findings
    from keytag.findings import Finding, Severity, Where  # noqa: PLC0415 - help waits for none of them

    rule = type(error).__name__.removesuffix("Error")
    kebab = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in rule).lstrip("-")
    hint = error.hint or Text("", "")
    where = error.where if isinstance(error.where, Where) and error.where.line is not None else None
    return (Finding(kebab, Severity.ERROR, error.message, hint, where),)
