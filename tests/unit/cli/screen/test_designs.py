"""What `list templates` says of each design."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keytag.cli import exit_code
from keytag.cli.screen.designs import use_of
from keytag.documents.template import NumberRange, read_template
from keytag.drawing.geometry import ShapeKind
from keytag.errors import ExitCode
from keytag.text.text import Language, Text


def test_shapes_and_numbers_are_told_in_a_line() -> None:
    """Each shape with its fewest and most numbers; one figure where they are one; nothing unless said."""
    meant = {ShapeKind.OVAL: NumberRange(least=1, most=6), ShapeKind.CIRCLE: NumberRange(least=1, most=1)}
    assert use_of(meant) == Text("bầu dục 1–6 số, tròn 1 số", "numbers: oval 1–6, round 1")
    assert use_of({}) == Text("", "")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_fits_a_screen(language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    """No line is wider than 80 columns, and each design's shapes stand below its title."""
    assert exit_code(["list", "templates", "--lang", language]) == ExitCode.FINE
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    at = next(number for number, line in enumerate(lines) if line.startswith("plate "))
    assert use_of(read_template("plate").meant).to(language) in lines[at + 1]


def test_programs_are_told_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """In JSON each template has its shapes with their bounds; a user's own that cannot be read has none."""
    assert exit_code(["list", "templates", "--json"]) == ExitCode.FINE
    items = {item["name"]: item for item in json.loads(capsys.readouterr().out)["items"]}
    assert {"shape": "rectangle", "least": 1, "most": 12} in items["plate"]["meant"]


def test_a_broken_template_of_ones_own_is_listed_without_shapes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named with what to do; the list does not stop at it."""
    (tmp_path / "mine.yaml").write_text("template: 1\nmeant: {oval: {least: 4, most: 2}}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert exit_code(["list", "templates", "--json"]) == ExitCode.FINE
    items = {item["name"]: item for item in json.loads(capsys.readouterr().out)["items"]}
    assert items["mine"]["meant"] == []
    assert "keytag show mine" in items["mine"]["about"]
