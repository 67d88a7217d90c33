"""Findings and the places they name."""

from __future__ import annotations

import pytest

from keytag.findings import Finding, Severity, TableCell, Where, has_errors
from keytag.text.text import Text, same_text


def finding(severity: Severity) -> Finding:
    """A finding of some severity."""
    return Finding("some-rule", severity, same_text("a"), same_text("b"))


@pytest.mark.parametrize(
    ("where", "text"),
    [(Where("a.yaml"), "a.yaml"), (Where("a.yaml", 3), "a.yaml:3"), (Where("a.yaml", 3, 5), "a.yaml:3:5")],
)
def test_places_read_as_editors_write_them(where: Where, text: str) -> None:
    """A place is file:line:column, as far as it is known."""
    assert str(where) == text


def test_only_errors_stop_files() -> None:
    """Warnings and notes let a run go on; one error among them does not."""
    warning, note, error = (finding(s) for s in (Severity.WARNING, Severity.NOTE, Severity.ERROR))
    assert not has_errors([])
    assert not has_errors([warning, note])
    assert has_errors([warning, error, note])


def test_equal_findings_are_one() -> None:
    """Findings are values, so that a fact found on every edition can be told once."""
    assert len({finding(Severity.NOTE), finding(Severity.NOTE), finding(Severity.ERROR)}) == 2


def test_text_is_told_in_either_language() -> None:
    """Each wording comes out in its own language."""
    assert (Text("mẫu", "template").to("vi"), Text("mẫu", "template").to("en")) == ("mẫu", "template")
    assert same_text("Zalo").to("vi") == same_text("Zalo").to("en") == "Zalo"


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_columns_are_named_as_spreadsheets_name_them(column: int, letters: str) -> None:
    """After Z comes AA."""
    assert TableCell(5, column).name == f"{letters}5"


def test_a_cell_is_told_as_its_spreadsheet_shows_it() -> None:
    """People get sheet, row, column and header; editors the line of a text, formulas' name in a workbook."""
    where = Where("a.csv", 6, 14, TableCell(5, 3, header="Trực ban"))
    assert (str(where), where.description.vi) == ("a.csv:6:14", "a.csv, dòng 5, cột C (Trực ban)")
    where = Where("a.xlsx", 5, 3, TableCell(5, 3, "Xã"))
    assert (str(where), where.description.en) == ("a.xlsx:Xã!C5", "a.xlsx, sheet “Xã”, row 5, column C")
    assert Where("a.yaml", 3, 5).description == same_text("a.yaml:3:5")
