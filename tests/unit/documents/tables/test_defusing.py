from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keytag.documents.tables.cells import defuse_formulas, keep_apostrophes, undo_defusing
from keytag.documents.tables.write import Workbook, write_csv

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("sign", SIGNS)
def test_no_separator_makes_a_formula(separator: str, sign: str) -> None:
    """Opened with whichever separator, no cell begins as a formula does, nor behind blanks and quotation marks."""
    texts = [
        f"{between}{sign}{what}"
        for between in ("", " ", '"', "a;", "a,", "a|", "a\t", 'a; "', "a\n", "a;;")
        for what in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("//x")')
    ]
    data = write_csv(Workbook("a", ("b", "c"), tuple((text, text) for text in texts))).decode("utf-8-sig")
    for row in csv.reader(StringIO(data, newline=""), delimiter=separator):
        assert not [cell for cell in row if re.match(rf"[\s\"]*[{re.escape(SIGNS)}]", cell)]
    # Nor to a program that knows of no quotation marks.
    for cell in re.split(r"[,;|\t\r\n]", data):
        assert not re.match(rf"[\s\"]*[{re.escape(SIGNS)}]", cell)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-", "-"),
        ("–", "–"),
        ("0269 3000 113", "0269 3000 113"),
        ("Tổ dân phố 9 - khu B", "Tổ dân phố 9 - khu B"),
        ("1-3, 5-7", "1-3, 5-7"),
        ("a+b=c", "a+b=c"),
        ("+84 769 000 101", "'+84 769 000 101"),
        ("0769 000 101; +84 769 000 102", "0769 000 101; '+84 769 000 102"),
    ],
)
def test_what_people_write_stays_readable(text: str, said: str) -> None:
    """A dash for "none", a number and a range are as they were; an international number keeps its plus."""
    assert defuse_formulas(text) == said


@given(st.text(st.sampled_from("=+-@\uff1d'\u2019\";,|\t\n 0a"), max_size=24))
def test_what_is_tamed_is_read_as_it_was(text: str) -> None:
    """Whatever a cell says, its reader gets it back: from CSV, and from a workbook."""
    if text.startswith(("\t", "\r")):
        return
    assert undo_defusing(defuse_formulas(text)) == text
    assert undo_defusing(keep_apostrophes(text)) == text


def test_long_texts_are_tamed_at_once() -> None:
    """No text takes a time that grows with its square."""
    for sign in ("\t", " ", "'", ";'", '"', ";", "; ="):
        assert len(defuse_formulas(sign * 200_000)) >= 200_000
        assert undo_defusing(sign * 200_000) is not None
