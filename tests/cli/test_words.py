"""The help's texts, by which the Vietnamese takes the place of the English."""

from __future__ import annotations

from keytag.cli import words
from keytag.wording import Text


def test_every_text_is_found_by_its_english() -> None:
    """No constant of the help is left out of those that are translated, and no two share their English."""
    constants = {name: value for name, value in vars(words).items() if isinstance(value, Text)}
    found = words.all_texts()
    assert {name for name, value in constants.items() if found.get(value.en) != value} == set()
    assert len(found) == len(constants)
