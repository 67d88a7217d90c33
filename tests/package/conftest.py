"""Says at the end of a run on which Pythons the wheel was tried."""

from __future__ import annotations

import pytest

from .pythons import pythons


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each Python that was found, and how many of its tests passed."""
    passed = [report.nodeid for report in terminalreporter.getreports("passed")]
    counts = {python: sum(f"[{python}" in name for name in passed) for python in pythons()}
    if any(counts.values()):
        for python, count in counts.items():
            terminalreporter.write_line(f"wheel on Python {python} ({python.program}): {count} tests passed")
