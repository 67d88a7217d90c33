"""The help's texts, by which the Vietnamese takes the place of the English."""

from __future__ import annotations

import re

import pytest

from keytag.cli import COMMANDS, exit_code, help_texts
from keytag.errors import ExitCode
from keytag.text.text import Text


def test_every_text_is_found_by_its_english() -> None:
    """No constant of the help is left out of those that are translated, and no two share their English."""
    constants = {name: value for name, value in vars(help_texts).items() if isinstance(value, Text)}
    found = help_texts.all_texts()
    assert {name for name, value in constants.items() if found.get(value.en) != value} == set()
    assert len(found) == len(constants)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_of_commands_is_whole_and_in_order(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Commands stand in the order of the work, and none is described in half a sentence."""
    assert exit_code(["--help", "--lang", language]) == 0
    listed = capsys.readouterr().out.partition("init  ")[2]
    assert "..." not in listed
    assert tuple(re.findall(r"^  ([a-z]+)  ", f"  init  {listed}", re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize(
    ("language", "example"), [("vi", "Ví dụ: keytag list shops."), ("en", "Example: keytag list shops.")]
)
def test_what_is_missing_is_shown_by_an_example(
    language: str, example: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command typed without what it needs answers with the help's example."""
    assert exit_code(["list", "--lang", language]) == ExitCode.USAGE
    assert example in capsys.readouterr().err
