"""The pages of all keys and of all commands say what the program says."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
WRITTEN_BY = runpy.run_path(str(DOCS / "reference.py"))


@pytest.mark.parametrize("name", ["keys", "commands"])
@pytest.mark.parametrize(("language", "end"), [("en", ".md"), ("vi", ".vi.md")])
def test_the_reference_is_current(name: str, language: str, end: str) -> None:
    """Every key and every command stands on its page, as ``docs/reference.py`` writes it."""
    assert (DOCS / f"{name}{end}").read_text("utf-8") == WRITTEN_BY[f"{name}_page"](language)
