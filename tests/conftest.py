"""What every test folder shares: the options that rewrite expected results and that prolong the fuzzing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says something of the machine, nothing of keytag.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-cases``, which writes what came out into the cases as what is expected, and ``--minutes``."""
    parser.addoption("--update-cases", action="store_true", help="rewrite the expected part of tests/cases")
    parser.addoption("--minutes", type=float, default=0.0, help="how long tests/property/test_fuzz.py goes on")
