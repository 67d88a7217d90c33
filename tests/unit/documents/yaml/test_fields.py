"""Lengths, percentages, counts, days and colours, from the texts that stand for them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import pytest
from jsonschema import Draft202012Validator
from pydantic import Field

from keytag.documents.yaml import (
    Colour,
    Count,
    Day,
    Document,
    Hex,
    Length,
    Line,
    Percent,
    colour_text,
    json_schema,
    one_of,
    read_document,
    within,
    yaml_text,
)
from keytag.drawing.ink import NAMED_INKS, Ink, spot
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding


class Sample(Document):
    """A document of every type of field."""

    length: Annotated[Length, within(-100, 100, " mm")] = 0.0
    percent: Percent = 0.0
    count: Count = 0
    day: Day | None = None
    line: Line = "-"
    colour: Colour = Field(default_factory=lambda: NAMED_INKS[0])
    named: Annotated[Line, one_of(("one", "two"))] = "one"
    flag: bool = False


def _read(text: str) -> Sample:
    return read_document(text.encode(), "f.yaml", Sample)[0]


def _refused(text: str) -> Finding:
    with pytest.raises(InvalidDocumentError) as caught:
        _read(text)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize(
    ("text", "mm"),
    [("40", 40), ("40mm", 40), ("4 cm", 40), ("1.5in", 38.1), ("6pt", 6 * 25.4 / 72), ("2,5mm", 2.5), ("-1", -1)],
)
def test_lengths_are_millimetres(text: str, mm: float) -> None:
    """A length in any unit is read as millimetres."""
    assert _read(f"length: {text}").length == pytest.approx(mm)


@pytest.mark.parametrize("text", ["wide", "5m", "1e3", "", "[1]", "{a: b}", "nan", "inf", "101"])
def test_what_is_no_length_is_refused(text: str) -> None:
    """Anything but a number with a unit, inside its bounds, is refused at its place."""
    finding = _refused(f"length: {text}")
    assert finding.rule == "bad-value"
    assert finding.where is not None
    assert finding.where.line == 1


def test_bounds_name_value_and_limits() -> None:
    """A length out of bounds is named in millimetres with both limits."""
    assert _refused("length: 20cm").message.en == "length: 200 mm is not between -100 and 100 mm."


@pytest.mark.parametrize(("text", "ratio"), [("3%", 0.03), ("2,5 %", 0.025), ("0%", 0)])
def test_percentages_are_ratios(text: str, ratio: float) -> None:
    """A percentage is read as a ratio."""
    assert _read(f"percent: {text}").percent == pytest.approx(ratio)


@pytest.mark.parametrize("text", ["3", "0.03", "-3%", "three"])
def test_percentages_need_their_sign(text: str) -> None:
    """A bare number is refused: 3 could be 3 % or 300 %."""
    assert "%" in _refused(f"percent: {text}").hint.en


@pytest.mark.parametrize(
    "text",
    ["3.2", "3.20", "0.200", "3200.000", "3.200,5", "3,20", "3 20", "3__200", "1e9", "12.0", "0x10", "9" * 1500],
)
def test_counts_are_whole_numbers(text: str) -> None:
    """A count that could be a fraction, or in another notation, is refused rather than guessed."""
    assert _refused(f"count: {text}").rule == "bad-value"


@pytest.mark.parametrize("text", ["3200", "3.200", '"3.200"', "3_200", "3,200", "3 200"])
def test_counts_may_part_their_thousands(text: str) -> None:
    """Three digits behind a mark are thousands, as in tables: what is counted cannot be divided."""
    assert _read(f"count: {text}").count == 3200


def test_days_are_iso() -> None:
    """A day is year-month-day, and one that exists."""
    assert _read("day: 2026-01-15").day == date(2026, 1, 15)
    for text in ("15/1/2026", "2026-02-30", "2026", "1768435200"):
        assert _refused(f"day: {text}").rule == "bad-value"


def test_lines_are_folded() -> None:
    """A text over several lines becomes one line; blanks at its ends go."""
    assert _read("line: >\n  one\n  two\n").line == "one two"


def test_long_lines_name_their_length() -> None:
    """A text over the bound is refused with both lengths."""
    finding = _refused("line: " + "x" * 201)
    assert finding.rule == "too-long"
    assert "201" in finding.message.en
    assert "200" in finding.message.vi


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("flag-red", Ink("flag-red", (0.0, 1.0, 1.0, 0.0))),
        ('"#da251d"', Hex("#DA251D")),
        ("[0, 100, 50, 12.5]", Ink("cmyk(0,100,50,12.5)", (0.0, 1.0, 0.5, 0.125))),
        ("cmyk(0,100,100,0)", Ink("cmyk(0,100,100,0)", (0.0, 1.0, 1.0, 0.0))),
        ("cmyk(0% 100% 100% 0%)", Ink("cmyk(0,100,100,0)", (0.0, 1.0, 1.0, 0.0))),
        ("{spot: PANTONE 485 C, cmyk: [0, 95, 100, 0]}", spot("PANTONE 485 C", (0.0, 0.95, 1.0, 0.0))),
        ("{spot: Gold, cmyk: [0, 20, 100, 0], tint: 40}", spot("Gold", (0.0, 0.2, 1.0, 0.0), tint=0.4)),
    ],
)
def test_colours_are_inks_or_hex(text: str, colour: Ink | Hex) -> None:
    """Names, CMYK and spots are inks at once; hex waits for a profile. Written again, each reads the same."""
    read = _read(f"colour: {text}")
    assert read.colour == colour
    assert _read(yaml_text(read)).colour == colour


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("flag-rde", "flag-red"),
        ("#DA251D", "quotes"),
        ('"#DA251"', "quotes"),
        ("[0, 100, 100]", "[0, 100, 100, 0]"),
        ("[0, 100, 100, 101]", "100"),
        ("[0, 100, 100, nan]", "100"),
        ("{spot: Gold}", "cmyk"),
        ("{spot: All, cmyk: [0, 0, 0, 0]}", "PANTONE"),
        ("{spot: Black, cmyk: [0, 0, 0, 0]}", "PANTONE"),
        ("{spot: Gold, cmyk: [0, 0, 0, 0], tnt: 3}", "tint"),
    ],
)
def test_wrong_colours_say_what_to_write(text: str, hint: str) -> None:
    """A colour that is none is refused with the way to write it."""
    assert hint in _refused(f"colour: {text}").hint.en


def test_names_suggest_the_nearest() -> None:
    """A name that is none of the known ones suggests the one it resembles."""
    assert "two" in _refused("named: twoo").hint.en


def test_resolved_documents_read_back() -> None:
    """What `show` prints is a document that reads to the same values."""
    sample = _read("length: 2.5mm\npercent: 2.5%\ncount: 7\nday: 2026-01-15\nflag: yes\ncolour: gold\n")
    assert _read(yaml_text(sample)) == sample


def test_colour_text_names_named_inks() -> None:
    """Every named ink is written by its name."""
    assert [colour_text(ink) for ink in NAMED_INKS] == [ink.name for ink in NAMED_INKS]


@pytest.mark.parametrize(
    ("document", "is_valid"),
    [
        ({"length": 40}, True),
        ({"length": "1.5in"}, True),
        ({"length": "5m"}, False),
        ({"percent": "3%"}, True),
        ({"percent": 3}, False),
        ({"colour": "flag-red"}, True),
        ({"colour": "#DA251D"}, True),
        ({"colour": [0, 100, 100, 0]}, True),
        ({"colour": {"spot": "Gold", "cmyk": [0, 20, 100, 0]}}, True),
        ({"colour": "flag-rde"}, False),
        ({"colour": [0, 100, 100]}, False),
        ({"day": "2026-01-15"}, True),
        ({"nothing": 1}, False),
    ],
)
def test_schema_agrees_with_the_reader(document: dict[str, object], is_valid: bool) -> None:  # noqa: FBT001
    """An editor that checks by the schema accepts what keytag accepts and refuses what it refuses."""
    assert Draft202012Validator(json_schema(Sample)).is_valid(document) is is_valid
