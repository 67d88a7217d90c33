"""One cell: what it means, what makes it unreliable, and how many of a column are told of at once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from keytag.documents.tables import (
    DataCell,
    Stored,
    describe_faults,
    is_struck_out,
    spoiled_number_findings,
    with_zero,
)
from keytag.documents.tables.cells import cell_of, plain_text, spoiling_of, struck_out_finding
from keytag.findings import TableCell, Where
from keytag.text.text import Text


def at(row: int, header: str | None = "Số") -> Where:
    """The place of a cell in column B."""
    return Where("t.csv", row, 5, TableCell(row, 2, header=header))


def said(text: str, row: int = 2, stored: Stored = Stored.TEXT, header: str | None = "Số") -> DataCell:
    """The cell that says ``text``."""
    return cell_of(text, at(row, header), stored)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a_x000D_\nb", "a\nb"),
        ("a_x000d_b", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        (" \u00a0a\u2009b\u3000", "a b"),
        ("e\u0323\u0302", "ệ"),
        ("  a  ", "a"),
    ],
)
def test_a_text_is_plain(raw: str, text: str) -> None:
    """Line ends of every system, blanks of every width and letters in two pieces become what people mean."""
    assert plain_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "stored", "text", "kept"),
    [
        ('="0269 ""a"" "', Stored.TEXT, '0269 "a"', True),
        ("'0269", Stored.TEXT, "0269", True),
        ("'0269", Stored.NUMBER, "'0269", False),
        ("0269", Stored.TEXT, "0269", False),
        (" a", Stored.TEXT, "a", True),
    ],
)
def test_what_keeps_a_spreadsheet_from_computing_goes(
    raw: str,
    stored: Stored,
    text: str,
    kept: bool,  # noqa: FBT001
) -> None:
    """The text is what is meant; what stands in the file is kept where that is another."""
    cell = said(raw, stored=stored)
    assert (cell.text, cell.raw, cell.place.text) == (text, raw if kept else None, text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("#N/A", "table-cells-are-values"),
        ("####", "table-cells-are-values"),
        ("##", "table-cells-are-values"),
        ("#", None),
        ("#1", None),
        ("x #REF!", None),
        ("=A1", "table-cells-are-values"),
        ("=", None),
        ("a\nb\tc", None),
        ("a\u200bb", "table-hides-nothing"),
        ("Tr?c", "table-letters-are-whole"),
        ("", None),
    ],
)
def test_what_cannot_be_relied_on_is_told(text: str, rule: str | None) -> None:
    """Errors, formulas, hidden signs and lost letters; a sign that may be meant is not."""
    fault = said(text).fault
    assert (fault.rule if fault is not None else None) == rule


def test_the_words_of_a_fault() -> None:
    """Each says what the cell has; a formula without a result says how to get it."""
    faults = {text: said(text).fault for text in ("#N/A", "=A1", "a\u200bb")}
    messages = {text: fault.message for text, fault in faults.items() if fault is not None}
    assert messages["#N/A"].en == "The cell is a spreadsheet's error: “#N/A”."
    assert messages["=A1"].vi == "Ô là công thức “=A1” chưa có kết quả."
    assert "U+200B" in messages["a\u200bb"].en
    fault = said("=A1").fault
    assert fault is not None
    assert "Paste Special" in fault.hint.en


def test_one_finding_tells_of_many_cells() -> None:
    """Faults of one kind and remedy are told once, with eight of their cells, and the places of the rest."""
    cells = [said("#N/A", row) for row in range(2, 11)]
    (alone,) = describe_faults(cells[:1])
    assert alone == cells[0].fault
    (eight,) = describe_faults(cells[:8])
    assert eight.message.en == (
        "Column B (Số): 8 such cells: B2, B3, B4, B5, B6, B7, B8, B9. The cell is a spreadsheet's error: “#N/A”."
    )
    assert eight.where == cells[0].where
    assert eight.also == tuple(cell.where for cell in cells[1:8])
    (nine,) = describe_faults(cells)
    assert "9 such cells: B2, B3, B4, B5, B6, B7, B8, B9 …. " in nine.message.en
    (bare,) = describe_faults([said("#N/A", row, header=None) for row in (2, 3)])
    assert bare.message.vi.startswith("Cột B: 2 ô như vậy: B2, B3. ")
    assert [len(found.also) for found in describe_faults([*cells, said("=A1", 30), said("ok", 31)])] == [8, 0]


def test_what_is_struck_out_is_told_first_and_together() -> None:
    """Cells with a line through them are one finding, whatever else is wrong in the column."""
    cells = [said(f"A{row}", row) for row in range(2, 11)]
    struck = [replace(cell, fault=struck_out_finding(cell)) for cell in cells]
    assert [is_struck_out(cell) for cell in (struck[0], cells[0], said("#N/A"))] == [True, False, False]
    first, second = describe_faults([said("#N/A", 20), *struck[:8]])
    assert first.message.en == "Struck out: " + ", ".join(f"B{row} “A{row}”" for row in range(2, 10)) + "."
    assert second.rule == "table-cells-are-values"
    (nine,) = describe_faults(struck)
    assert nine.message.vi.endswith("B9 “A9” … (9).")
    assert nine.where == cells[0].where


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("76900020", None),
        ("769000201", "NO_ZERO"),
        ("2693000113", "NO_ZERO"),
        ("26930001130", None),
        ("169000201", None),
        ("769 000 201" + " " * 29, "NO_ZERO"),
        ("769 000 201" + " " * 30, None),
        ("7E8", "SHORTENED"),
        ("1/3/26", "DATE"),
        ("Mar-03", "DATE"),
        ("3-Mar-2026", "DATE"),
    ],
)
def test_what_a_spreadsheet_made_of_a_number(text: str, kind: str | None) -> None:
    """Nine or ten digits without their zero, a power of ten, a date; of other lengths nothing is said."""
    cell = DataCell(text, at(2))
    found = spoiling_of(cell)
    assert (found.name if found is not None else None) == kind
    assert kind != "NO_ZERO" or with_zero(cell).startswith("0")


def test_spoiled_numbers_of_a_column_are_told_together() -> None:
    """One finding for each way, with the rows, an example, what was meant, and the quickest remedy."""
    cells = [said("769000201", 2), said("769000202", 3), said("0769 000 203", 4), said("7E8", 5)]
    mend = Text("sửa", "mend it")
    short, zero = spoiled_number_findings(cells, mend)
    assert zero.message.en == (
        "Column B (Số), row 2–3: 2 numbers, each lost its leading 0. For example B2 769000201 → 0769 000 201."
    )
    assert zero.message.vi.startswith("Cột B (Số), dòng 2–3: 2 số mất số 0 ở đầu. Ví dụ B2 769000201")
    assert (zero.hint, zero.where, zero.also) == (mend, cells[0].where, (cells[1].where,))
    assert short.message.en == "“7E8”: Excel shortened the telephone number, its other digits are lost."
    assert short.hint != mend
    both = [said("7E8", 5, header=None), said("8E8", 7, header=None)]
    (many,) = spoiled_number_findings(both)
    assert many.message.en.startswith("Column B, row 5, 7: 2 numbers, each: Excel shortened")
    assert many.message.en.endswith("For example B5 7E8.")
