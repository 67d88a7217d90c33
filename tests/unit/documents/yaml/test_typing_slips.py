"""Slips of typing are told where they stand, and only where they are."""

from __future__ import annotations

import pytest

from keytag.documents.yaml.parse import parse_yaml
from keytag.errors import InvalidDocumentError


@pytest.mark.parametrize(
    ("text", "place", "part"),
    [
        ('a: b\nc: "d\ne: f\n', (2, 4), "quotation mark"),
        ("a: b\nc: 'd\ne: f\n", (2, 4), "quotation mark"),
        ('a: "b\nc:\n  d: "e"\n', (1, 4), "quotation mark"),
        ('a:\n  - {b: "c, d: e}\n  - {b: "f", d: g}\n', (2, 9), "quotation mark"),
        ("a:b\nc: d\n", (1, 2), "blank"),
        ("a:\n  b: c\n  d:e\nf: g\n", (3, 4), "blank"),
        ("a:\n  d:e\n  f: g\n", (2, 4), "blank"),
        ("a: b\nc\nd: e\n", (2, 1), "not followed by a colon"),
        ("a:\n  - b\n  c\n  - d\n", (3, 3), "dash"),
        ("a: {b: c\nd: e\n", (1, 4), "group"),
        ("a: {b: c", (1, 4), "group"),
        ("a: [b\nd: e\n", (1, 4), "list"),
        ("a: {\n  b: c\n  d: e\n}\n", (2, 3), "group"),
        ("a: {b: #DA251D}\nc: d\n", (1, 8), "comment"),
        ("a:\n  {b: c,\n   d: #DA251D}\nc: d\n", (3, 7), "comment"),
        ("a: {b: c # fff\nd: e\n", (1, 4), "group"),
    ],
)
def test_a_slip_is_told_where_it_stands(text: str, place: tuple[int, int], part: str) -> None:
    """Line and column are those of the slip, not of where the parser stumbles."""
    with pytest.raises(InvalidDocumentError) as caught:
        parse_yaml(text, "f.yaml")
    (finding,) = caught.value.findings
    assert finding.where is not None
    assert (finding.where.line, finding.where.column) == place
    assert part in finding.message.en


def test_a_quotation_of_two_lines_is_not_blamed() -> None:
    """A text in quotation marks that goes on below is none left open: the slip after it is told."""
    with pytest.raises(InvalidDocumentError) as caught:
        parse_yaml('a: "b\n  c"\nd\ne: f\n', "f.yaml")
    (finding,) = caught.value.findings
    assert finding.where is not None
    assert finding.where.line == 3


def test_a_hint_shows_nothing_that_hides() -> None:
    """A value quoted in a hint has lost its direction marks."""
    with pytest.raises(InvalidDocumentError) as caught:
        parse_yaml("a:b\u202ec\nd: e\n", "f.yaml")
    assert "\u202e" not in caught.value.findings[0].hint.en
