"""Exit codes: a promise to scripts."""

from __future__ import annotations

from keytag.drawing.qr import PayloadTooLongError
from keytag.errors import (
    CannotWriteError,
    ExitCode,
    InvalidDocumentError,
    KeytagError,
    MissingResourceError,
    OutputMismatchError,
    UsageError,
)
from keytag.findings import Finding, Severity, Where
from keytag.text.text import Text, same_text


def test_exit_codes_are_frozen() -> None:
    """The table of exit codes never changes."""
    assert {code.name: code.value for code in ExitCode} == {
        "FINE": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "INVALID": 3,
        "MISSING": 4,
        "CANNOT_WRITE": 5,
        "UNSEEN": 6,
        "BUG": 70,
        "MACHINE": 71,
        "HUNG_UP": 129,
        "INTERRUPTED": 130,
        "TERMINATED": 143,
    }


def test_each_situation_has_its_code() -> None:
    """Every kind of error leaves with the code of its situation; what has none is a bug."""
    assert UsageError.exit_code is ExitCode.USAGE
    assert InvalidDocumentError.exit_code is ExitCode.INVALID
    assert MissingResourceError.exit_code is ExitCode.MISSING
    assert CannotWriteError.exit_code is ExitCode.CANNOT_WRITE
    for bug in (KeytagError, OutputMismatchError, PayloadTooLongError):
        assert bug.exit_code is ExitCode.BUG


def test_an_error_says_what_where_and_what_to_do() -> None:
    """Message, hint and place come along; as an exception it reads as its English message."""
    error = UsageError(Text("sai", "wrong"), same_text("do this"), Where("a.yaml", 2))
    assert (str(error), error.message.vi, error.hint, error.where) == (
        "wrong",
        "sai",
        same_text("do this"),
        Where("a.yaml", 2),
    )


def test_an_invalid_document_carries_all_its_findings() -> None:
    """No finding of a document is lost on the way."""
    findings = tuple(Finding(rule, Severity.ERROR, same_text(rule), same_text("")) for rule in ("one", "two"))
    assert InvalidDocumentError(same_text("bad"), findings).findings == findings
