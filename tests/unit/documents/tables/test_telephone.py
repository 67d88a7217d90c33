"""What spreadsheets did to telephone numbers is told; what they left alone is not."""

from __future__ import annotations

import pytest

from keytag.documents.tables import DataCell, Stored, spoiled_number_finding
from keytag.findings import TableCell, Where


def cell(text: str, stored: Stored = Stored.TEXT) -> DataCell:
    """Return a cell that says ``text``."""
    return DataCell(text, Where("t.csv", 1, 1, TableCell(1, 1, text=text)), stored)


@pytest.mark.parametrize(
    ("text", "stored", "said"),
    [
        ("769000201", Stored.NUMBER, "lost its leading 0 (perhaps 0769 000 201)"),
        ("769 000 201", Stored.TEXT, "lost its leading 0 (perhaps 0769 000 201)"),
        ("2693000113", Stored.NUMBER, "lost its leading 0 (perhaps 0269 3000 113)"),
        ("692342593", Stored.TEXT, "lost its leading 0"),
        ("2.69E+08", Stored.TEXT, "Excel shortened"),
        ("2,69300E+09", Stored.TEXT, "Excel shortened"),
        ("7,69e8", Stored.TEXT, "Excel shortened"),
        ("2026-03-01", Stored.DATE, "is a date"),
        ("01/03/2026", Stored.TEXT, "is a date"),
        ("3-Mar", Stored.TEXT, "is a date"),
    ],
)
def test_a_spoiled_number_is_told(text: str, stored: Stored, said: str) -> None:
    """The finding names the cell, says what was most likely meant and how to format the column."""
    finding = spoiled_number_finding(cell(text, stored))
    assert finding is not None
    assert (finding.rule, finding.where) == ("table-numbers-are-text", cell(text).where)
    assert said in finding.message.en
    assert "Format Cells" in finding.hint.vi


@pytest.mark.parametrize(
    "text",
    ["0769 000 201", "0269.3000.113", "+84 769 000 201", "113", "1900 1234", "18001234", "", "Nguyễn Văn A"],
)
def test_a_whole_number_is_left_alone(text: str) -> None:
    """Numbers with their 0, short and service numbers, and what is none, are somebody else's to judge."""
    assert spoiled_number_finding(cell(text)) is None
