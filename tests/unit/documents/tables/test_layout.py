"""What lies over a sheet's cells: merged cells, headers of several lines, what is hidden."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from keytag.documents.tables import DataCell, DataRow, DataTable, NamedTable, Span, Stored, hidden_finding
from keytag.documents.tables.layout import (
    anchor_of,
    anchors_of,
    drop_hidden,
    fill_from_anchor,
    join_header_lines,
    with_spans,
)
from keytag.documents.tables.rules import TABLE_CELLS_ARE_VALUES
from keytag.documents.tables.table import MAX_CELLS, Hidden
from keytag.errors import InvalidDocumentError
from keytag.findings import TableCell, Where
from keytag.text.text import Text


def table(*lines: str, first: int = 1, left: int = 1, spans: Sequence[Span] = ()) -> DataTable:
    """A table whose lines are cells parted by bars; ``first`` and ``left`` are the row and column it begins in."""
    rows = [
        DataRow(number, tuple(_cell(text, number, column) for column, text in enumerate(line.split("|"), left)))
        for number, line in enumerate(lines, first)
    ]
    made = DataTable("t.xlsx", "Một", rows[0].cells, tuple(rows[1:]))
    return with_spans(made, spans)


def _cell(text: str, row: int, column: int) -> DataCell:
    return DataCell(text, Where("t.xlsx", row, column, TableCell(row, column, "Một", text=text)))


def texts(found: DataTable) -> list[list[str]]:
    """The texts of a table, its header first."""
    return [[cell.text for cell in found.header], *([cell.text for cell in row.cells] for row in found.rows)]


def together(upper: str, lower: str) -> str:
    """Two lines of a header as one."""
    return f"{upper}/{lower}" if upper else lower


def by_hand(found: DataTable) -> bool:
    """Tell that the first row is the header's where it says so."""
    return any(cell.text.startswith("~") for cell in found.rows[0].cells)


def never(_: DataTable) -> bool:
    """Tell of no row that it is the header's."""
    return False


def test_a_span_lies_over_the_rows_that_there_are() -> None:
    """Each cell under a span knows it, the first has its text, and what lies beside the table is nobody's."""
    found = table("a|b", "c|d", "|e", "f|g", spans=[Span(2, 1, 3, 1), Span(4, 2, 9, 9), Span(40, 1, 50, 2)])
    assert [[cell.span.name if cell.span else "" for cell in row.cells] for row in found.rows] == [
        ["A2:A3", ""],
        ["A2:A3", ""],
        ["", "B4:I9"],
    ]
    assert [cell.place.name for row in found.rows for cell in row.cells if cell.is_covered] == ["A3"]
    assert [cell.span for cell in found.header] == [None, None]


def test_no_more_cells_are_covered_than_there_can_be() -> None:
    """Spans over as many cells as a table may have are laid over it, over one more they are refused."""
    plain = table("a|b", "c|d")
    whole = [Span(1, 1, 2, 2)] * (MAX_CELLS // 4)
    assert with_spans(plain, whole).header[0].span == Span(1, 1, 2, 2)
    with pytest.raises(InvalidDocumentError, match="cannot be used"):
        with_spans(plain, [*whole, Span(1, 1, 1, 1)])
    assert with_spans(plain, [Span(2, 1, 2, 2)] * (MAX_CELLS // 2)).rows[0].cells[0].span == Span(2, 1, 2, 2)
    assert with_spans(plain, [Span(7, 1, 9, 2)]) is plain


def test_a_merged_text_is_known_of_every_cell_below_it() -> None:
    """A blank cell under a merged one leads to it; one with a text of its own, or under a blank one, does not."""
    found = table("a|b", "c|d", "|", "e|", "|", spans=[Span(2, 1, 3, 1), Span(4, 2, 5, 2), Span(2, 2, 3, 2)])
    anchors = anchors_of(found)
    assert {at: cell.text for at, cell in anchors.items()} == {(2, 1): "c", (2, 2): "d", (4, 2): ""}
    below = found.rows[1].cells[0]
    assert anchor_of(below, anchors) == found.rows[0].cells[0]
    assert anchor_of(found.rows[0].cells[0], anchors) is None
    assert anchor_of(found.rows[3].cells[0], anchors) is None
    assert anchor_of(found.rows[3].cells[1], anchors) is None
    assert anchor_of(replace(below, text="x"), anchors) is None
    linked = {**anchors, (4, 2): replace(anchors[4, 2], link="https://example.com")}
    assert anchor_of(found.rows[3].cells[1], linked) == linked[4, 2]


def test_a_filled_cell_says_what_the_one_over_it_says() -> None:
    """Text, link, kind and fault come from the merged cell; the place is the cell's own."""
    above, below = _cell("c", 2, 1), _cell("", 3, 1)
    fault = TABLE_CELLS_ARE_VALUES.finding(Text("x", "x"), where=above.where)
    above = replace(above, link="https://example.com", stored=Stored.NUMBER, fault=fault)
    filled = fill_from_anchor(below, above)
    assert (filled.text, filled.link, filled.stored, filled.place.name) == ("c", above.link, Stored.NUMBER, "A3")
    assert filled.place.text == "c"
    assert filled.fault is not None
    assert filled.fault.where == below.where
    assert fill_from_anchor(below, replace(above, fault=None)).fault is None


@pytest.mark.parametrize(
    ("lines", "spans", "header"),
    [
        # Beside a cell merged down the first row is the header's.
        (
            ("Tên|Số|", "|hộ|nhân khẩu", "A|1|2"),
            [Span(1, 1, 2, 1), Span(1, 2, 1, 3)],
            ["Tên", "Số/hộ", "Số/nhân khẩu"],
        ),
        (("Tên|Số|", "|hộ|nhân khẩu", "A|1|2"), [Span(1, 1, 2, 1)], ["Tên", "Số/hộ", "Số/nhân khẩu"]),
        # Below cells merged across, every text of it below one, it is.
        (("Tên|Số|", "|hộ|nhân khẩu", "A|1|2"), [Span(1, 2, 1, 3)], ["Tên", "Số/hộ", "Số/nhân khẩu"]),
        (
            ("Số||Tên", "hộ|khẩu|", "1|2|A"),
            [Span(1, 1, 1, 2), Span(1, 3, 2, 3)],
            ["Số/hộ", "Số/khẩu", "Tên"],
        ),
        # One text under a merged one, or texts beside it, may be an entry.
        (("Tên|Số|", "|hộ|", "A|1|2"), [Span(1, 2, 1, 3)], ["Tên", "Số", ""]),
        (("Tên|Số|", "A|1|2", "B|3|4"), [Span(1, 2, 1, 3)], ["Tên", "Số", ""]),
        (("Tên|Số", "A|1"), [], ["Tên", "Số"]),
        # A number of four digits is an entry's.
        (("Tên|Số|", "|0269 3000 113|x", "A|1|2"), [Span(1, 1, 2, 1)], ["Tên", "Số", ""]),
        # A cell merged across and down is no column's; a blank one merged down says nothing.
        (("Tên||Số", "||x", "A|1|2"), [Span(1, 1, 2, 2)], ["Tên", "", "Số"]),
        (("|Số", "|x", "A|1"), [Span(1, 1, 2, 1)], ["", "Số"]),
        # Three lines at most.
        (
            ("a|b", "c|d", "e|f", "g|h", "i|k"),
            [Span(1, 1, 4, 1)],
            ["a/c/e", "b/d/f"],
        ),
    ],
)
def test_lines_of_a_header_are_told_by_what_is_merged(
    lines: tuple[str, ...], spans: list[Span], header: list[str]
) -> None:
    """Cells merged down, or all texts below some merged across, tell that a row belongs to the header."""
    assert [cell.text for cell in join_header_lines(table(*lines, spans=spans), never, together).header] == header


def test_a_lower_line_may_be_told_by_its_words() -> None:
    """Where nothing is merged the caller tells; an upper text stands over the columns up to the next one."""
    found = join_header_lines(table("Tên|Số||Ghi chú", "|~hộ|~khẩu|", "A|1|2|3"), by_hand, together)
    assert texts(found) == [["Tên", "Số/~hộ", "Số/~khẩu", "Ghi chú"], ["A", "1", "2", "3"]]
    assert [cell.place.name for cell in found.header] == ["A1", "B2", "C2", "D1"]
    assert [cell.place.text for cell in found.header] == ["Tên", "Số/~hộ", "Số/~khẩu", "Ghi chú"]
    assert [cell.place.header for cell in found.rows[0].cells] == ["Tên", "Số/~hộ", "Số/~khẩu", "Ghi chú"]


def test_a_table_that_does_not_begin_in_the_first_column_has_its_header_too() -> None:
    """What is merged over a column is found by how far it lies from the cell, not by its number."""
    spans = [Span(5, 3, 5, 4)]
    found = table("|Số|", "|hộ|khẩu", "A|1|2", first=5, left=2)
    under = [replace(cell, span=spans[0]) for cell in found.header[1:]]
    laid = replace(found, header=(found.header[0], *under))
    assert [cell.text for cell in join_header_lines(laid, never, together).header] == ["", "Số/hộ", "Số/khẩu"]
    cut = replace(laid, header=laid.header[2:], rows=tuple(replace(row, cells=row.cells[2:]) for row in laid.rows))
    assert [cell.text for cell in join_header_lines(cut, by_hand, together).header] == [""]


def test_what_is_merged_above_a_header_says_nothing_of_the_row_below() -> None:
    """Cells merged down that end with the header's own row leave the next row an entry."""
    found = table("a|b", "c|d", first=2, spans=[Span(1, 1, 2, 1), Span(1, 2, 2, 2)])
    assert texts(join_header_lines(found, never, together)) == [["a", "b"], ["c", "d"]]


def test_a_header_without_rows_is_left_alone() -> None:
    """A table that ends with its header has no lower line."""
    assert texts(join_header_lines(table("a|b", spans=[Span(1, 1, 9, 1)]), by_hand, together)) == [["a", "b"]]


def test_what_is_hidden_is_left_out() -> None:
    """Hidden rows and columns go, and rows of which nothing is left; a merged cell is something."""
    found = replace(
        table("a|b|c", "1|2|3", "4|5|6", "|7|", "||", spans=[Span(5, 1, 5, 1)]),
        unseen=Hidden(frozenset({3}), frozenset({2})),
    )
    seen = drop_hidden(found)
    assert texts(seen) == [["a", "c"], ["1", "3"], ["", ""]]
    assert [row.number for row in seen.rows] == [2, 5]
    assert seen.unseen == Hidden()
    nothing = replace(found, unseen=Hidden(frozenset(), frozenset({1, 2, 3})))
    assert drop_hidden(nothing) is nothing


NAMED = NamedTable("editions", "t.xlsx")


def test_what_is_hidden_is_told_in_one_finding() -> None:
    """Rows with their names, columns with their headers, sheets; only those of which something is used."""
    plain = table("Tên|Số|Ghi chú", "A|1|x", "|2|y", "C|3|z")
    places = [(row, row.cells[0]) for row in plain.rows]
    rows, columns = frozenset({2, 3}), frozenset({2, 3})

    def said(unseen: Hidden, used: set[int]) -> tuple[str, str, str]:
        finding = hidden_finding(replace(plain, unseen=unseen), places, used, NAMED)
        assert finding is not None
        return finding.message.en, finding.message.vi, str(finding.where)

    head, kopf = "The table hides or filters out: ", "Bảng ẩn hoặc lọc mất: "
    assert said(Hidden(rows, columns, ("Hai",)), {0, 1}) == (
        f"{head}row 2 (A), 3; column B (Số); sheet “Hai”.",
        f"{kopf}dòng 2 (A), 3; cột B (Số); trang “Hai”.",
        "t.xlsx:Một!A2",
    )
    assert said(Hidden(frozenset(), columns), {0, 2}) == (
        f"{head}column C (Ghi chú).",
        f"{kopf}cột C (Ghi chú).",
        "t.xlsx:Một!C1",
    )
    assert said(Hidden(sheets=("Hai",)), set()) == (f"{head}sheet “Hai”.", f"{kopf}trang “Hai”.", "t.xlsx")
    assert hidden_finding(replace(plain, unseen=Hidden(frozenset({9}), columns)), places, {0}, NAMED) is None
    finding = hidden_finding(replace(plain, unseen=Hidden(rows)), places, {0}, NAMED)
    assert finding is not None
    assert "hidden: skip" in finding.hint.en
    assert "hidden: read" in finding.hint.en


@pytest.mark.parametrize(("count", "end"), [(8, "9 (H)."), (9, "9 (H) … (9).")])
def test_eight_hidden_rows_are_named(count: int, end: str) -> None:
    """More are counted, not named."""
    plain = table("Tên", *"ABCDEFGHI"[:count])
    hidden = replace(plain, unseen=Hidden(frozenset(range(2, 2 + count))))
    finding = hidden_finding(hidden, [(row, row.cells[0]) for row in plain.rows], {0}, NAMED)
    assert finding is not None
    assert finding.message.en.endswith(end)
