"""Patterns wait until they are asked for."""

from __future__ import annotations

import re

import pytest

from keytag.text.pattern import pattern


def test_a_pattern_is_compiled_when_it_is_first_asked_for() -> None:
    """What is no pattern is told where it is used, not where it is written; what is one matches as ever."""
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.match("")
    waiting = pattern(r"(?P<kind>xã|phường) (\w+)", re.IGNORECASE)
    found = waiting.fullmatch("XÃ Glar")
    assert found is not None
    assert (found["kind"], found[2]) == ("XÃ", "Glar")
    assert waiting.sub("-", "xã A, phường B") == "-, -"
