"""What every test folder shares: the option that rewrites expected results."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-cases``, which writes what came out into the cases as what is expected."""
    parser.addoption("--update-cases", action="store_true", help="rewrite the expected part of tests/cases")
