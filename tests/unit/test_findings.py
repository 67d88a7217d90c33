"""Findings and the places they name."""

from __future__ import annotations

import pytest

from keytag.findings import Finding, Severity, Where, has_errors
from keytag.wording import Text, same


def finding(severity: Severity) -> Finding:
    """A finding of some severity."""
    return Finding("some-rule", severity, same("a"), same("b"))


@pytest.mark.parametrize(
    ("where", "text"),
    [(Where("a.yaml"), "a.yaml"), (Where("a.yaml", 3), "a.yaml:3"), (Where("a.yaml", 3, 5), "a.yaml:3:5")],
)
def test_places_read_as_editors_write_them(where: Where, text: str) -> None:
    """A place is file:line:column, as far as it is known."""
    assert str(where) == text


def test_only_errors_stop_files() -> None:
    """Warnings and notes let a run go on; one error among them does not."""
    warning, note, error = (finding(s) for s in (Severity.WARNING, Severity.NOTE, Severity.ERROR))
    assert not has_errors([])
    assert not has_errors([warning, note])
    assert has_errors([warning, error, note])


def test_equal_findings_are_one() -> None:
    """Findings are values, so that a fact found on every edition can be told once."""
    assert len({finding(Severity.NOTE), finding(Severity.NOTE), finding(Severity.ERROR)}) == 2


def test_text_is_told_in_either_language() -> None:
    """Each wording comes out in its own language."""
    assert (Text("mẫu", "template").to("vi"), Text("mẫu", "template").to("en")) == ("mẫu", "template")
    assert same("Zalo").to("vi") == same("Zalo").to("en") == "Zalo"
