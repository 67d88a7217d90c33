"""Each kind of stored value of a workbook, written by hand, is read as its spreadsheet shows it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from keytag.documents.tables import DataTable, Stored, read_table
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding

from .encoded import workbook

PLAIN = workbook(("a", "b"), ("c", "d"))
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="3">{{formats}}</numFmts><fonts count="2"><font/>'
    "<font><strike/></font></fonts><cellXfs>{xfs}</cellXfs></styleSheet>"
)
_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHARED = b'<Relationship Id="rIdS" Type="%s/sharedStrings" Target="sharedStrings.xml"/>' % _RELATIONS


def table(cells: str, *, formats: tuple[str, ...] = (), shared: tuple[str, ...] = (), book: str = "") -> DataTable:
    """Read a workbook whose second row has ``cells``; its styles from 1 on are ``formats`` and one with a line."""
    masks = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{mask}"/>' for n, mask in enumerate(formats))
    xfs = "<xf/>" + "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats))) + '<xf fontId="1"/>'
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c>'
        f'<c r="B1" t="inlineStr"><is><t>y</t></is></c></row><row r="2">{cells}</row></sheetData></worksheet>'
    )
    items = "".join(f"<si><t>{text}</t></si>" for text in shared)
    parts = {
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": STYLES.format(formats=masks, xfs=xfs),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>',
    }
    stream = BytesIO()
    with ZipFile(BytesIO(PLAIN)) as before, ZipFile(stream, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "xl/workbook.xml" and book:
                data = data.replace(b"<workbookPr/>", f"<workbookPr {book}/>".encode())
                assert book.encode() in data
            if name == "xl/_rels/workbook.xml.rels":
                data = data.replace(b"</Relationships>", _SHARED + b"</Relationships>")
            if name not in parts:
                after.writestr(name, data)
        for name, text in parts.items():
            after.writestr(name, text)
    return read_table(stream.getvalue(), "t.xlsx")


def value(cells: str, **options: tuple[str, ...] | str) -> tuple[str, Stored]:
    """Return the text of the first cell, and as what it is stored."""
    cell = table(cells, **options).rows[0].cells[0]  # type: ignore[arg-type]
    return cell.text, cell.stored


def number(said: str, mask: str = "General", **options: tuple[str, ...] | str) -> tuple[str, Stored]:
    """Return what a figure in a number format is read as."""
    return value(f'<c r="A2" s="1"><v>{said}</v></c>', formats=(mask,), **options)


def refused(cells: str, shared: tuple[str, ...] = ()) -> Finding:
    """Return the first finding with which a workbook is refused."""
    with pytest.raises(InvalidDocumentError) as caught:
        table(cells, shared=shared)
    return caught.value.findings[0]


@pytest.mark.parametrize(
    ("said", "mask", "text", "stored"),
    [
        ("0.25", "h:mm", "06:00:00", Stored.DATE),
        ("0", "d/m/yyyy", "00:00:00", Stored.DATE),
        ("0.999999999999", "h:mm", "1900-01-01", Stored.DATE),
        ("1", "d/m/yyyy", "1900-01-01", Stored.DATE),
        ("59", "d/m/yyyy", "1900-02-28", Stored.DATE),
        ("60", "d/m/yyyy", "1900-02-28", Stored.DATE),
        ("61", "d/m/yyyy", "1900-03-01", Stored.DATE),
        ("46042", "d/m/yyyy", "2026-01-20", Stored.DATE),
        ("46042.5", "d/m/yyyy", "2026-01-20 12:00:00", Stored.DATE),
        ("46042.0000000001", "d/m/yyyy", "2026-01-20", Stored.DATE),
        ("1.5", "[h]:mm", "1 day, 12:00:00", Stored.DATE),
        ("9999999", "d/m/yyyy", "#VALUE!", Stored.TEXT),
        ("-1e300", "d/m/yyyy", "#VALUE!", Stored.TEXT),
    ],
)
def test_a_figure_that_is_shown_as_a_date_is_one(said: str, mask: str, text: str, stored: Stored) -> None:
    """Days from the last of 1899, with the 29 February that there was not; times; how long; else an error."""
    assert number(said, mask) == (text, stored)


@pytest.mark.parametrize(
    ("said", "text"), [("0", "00:00:00"), ("1", "1904-01-02"), ("59", "1904-02-29"), ("44580", "2026-01-20")]
)
def test_some_workbooks_count_from_1904(said: str, text: str) -> None:
    """Where the workbook says so, its first day is the first of 1904, and no day is skipped."""
    assert number(said, "d/m/yyyy", book='date1904="1"') == (text, Stored.DATE)


@pytest.mark.parametrize(
    ("said", "mask", "text", "stored"),
    [
        ("769000201", "0000 000 000", "0769 000 201", Stored.TEXT),
        ("769000201", "&quot;0&quot;000000000", "0769000201", Stored.TEXT),
        ("769000201", "\\0##0", "0769000201", Stored.TEXT),
        ("5", "000", "005", Stored.TEXT),
        ("5", "0 00", "0 05", Stored.TEXT),
        ("1234567", "0-00", "12345-67", Stored.TEXT),
        ("12", "#00", "12", Stored.NUMBER),
        ("-5", "000", "-5", Stored.NUMBER),
        ("0", "000", "000", Stored.TEXT),
        ("5", "0", "5", Stored.NUMBER),
        ("5", "0" * 60, "0" * 59 + "5", Stored.TEXT),
        ("5", "0" * 61, "5", Stored.NUMBER),
        ("880.0", "General", "880", Stored.NUMBER),
        ("1.50", "General", "1.5", Stored.NUMBER),
        ("1.234567890123456789", "General", "1.23456789012346", Stored.NUMBER),
        ("999999999999999", "General", "999999999999999", Stored.NUMBER),
        ("1000000000000000", "General", "1e+15", Stored.NUMBER),
        ("-1000000000000000", "General", "-1e+15", Stored.NUMBER),
        ("2.693E+9", "General", "2693000000", Stored.NUMBER),
        (".5", "General", "0.5", Stored.NUMBER),
        (" 7 ", "General", "7", Stored.NUMBER),
    ],
)
def test_a_figure_is_as_people_see_it(said: str, mask: str, text: str, stored: Stored) -> None:
    """A format that only places digits is a text; others leave the figure, of fifteen digits at most."""
    found = number(said, mask)
    assert found[0] == text
    assert found[1] is stored


@pytest.mark.parametrize("said", ["x", "1e", "--1", "1e99999", "1" * 401, "0x1", "nan"])
def test_what_is_no_figure_makes_the_file_unreadable(said: str) -> None:
    """No spreadsheet program writes it."""
    assert refused(f'<c r="A2"><v>{said}</v></c>').rule == "table-is-readable"


def test_a_figure_may_have_four_hundred_signs() -> None:
    """That many are read, and become one of fifteen digits."""
    assert number("1" * 300)[0].startswith("1.11111111111111e+299")
    assert number("0" * 399 + "7")[0] == "7"


@pytest.mark.parametrize(
    ("cell", "text", "stored"),
    [
        ('<c r="A2" t="b"><v>1</v></c>', "TRUE", Stored.TEXT),
        ('<c r="A2" t="b"><v>true</v></c>', "TRUE", Stored.TEXT),
        ('<c r="A2" t="b"><v>0</v></c>', "FALSE", Stored.TEXT),
        ('<c r="A2" t="e"><v>#N/A</v></c>', "#N/A", Stored.TEXT),
        ('<c r="A2" t="str"><v>_x0041_b</v></c>', "Ab", Stored.TEXT),
        ('<c r="A2" t="inlineStr"><is><t>_x0041_b</t></is></c>', "Ab", Stored.TEXT),
        ('<c r="A2" t="d"><v>2026-01-20</v></c>', "2026-01-20", Stored.DATE),
        ('<c r="A2" t="d"><v>2026-01-20T00:00:00</v></c>', "2026-01-20", Stored.DATE),
        ('<c r="A2" t="d"><v>2026-01-20T00:00:00.000</v></c>', "2026-01-20", Stored.DATE),
        ('<c r="A2" t="d"><v>2026-01-20T07:30:00</v></c>', "2026-01-20 07:30:00", Stored.DATE),
        ('<c r="A2" t="d"><v>2026-13-20</v></c>', "2026-13-20", Stored.DATE),
    ],
)
def test_every_type_of_cell_is_read(cell: str, text: str, stored: Stored) -> None:
    """Truth values, errors, texts of formulas, texts in place and days by ISO 8601."""
    assert value(cell) == (text, stored)


def test_shared_texts_are_found_by_their_number() -> None:
    """The first is number 0; one that is not there makes the file unreadable."""
    assert value('<c r="A2" t="s"><v>1</v></c>', shared=("p", "q"))[0] == "q"
    assert value('<c r="A2" t="s"><v> 0 </v></c>', shared=("p", "q"))[0] == "p"
    for number_of in ("2", "-1", "x", "0" * 8):
        assert refused(f'<c r="A2" t="s"><v>{number_of}</v></c>', shared=("p", "q")).rule == "table-is-readable"
    assert value('<c r="A2" t="s"><v>0000001</v></c>', shared=("p", "q"))[0] == "q"


def test_a_text_of_four_thousand_characters_is_the_longest() -> None:
    """One more is refused with its row."""
    long = '<c r="A2" t="str"><v>{}</v></c>'
    assert len(value(long.format("x" * 4_000))[0]) == 4_000
    finding = refused(long.format("x" * 4_001))
    assert (finding.rule, finding.where.line if finding.where else 0) == ("table-is-bounded", 2)


def test_one_text_of_many_cells_counts_as_often_as_it_is_said() -> None:
    """Two million characters are read, however few of them the file has; one cell more is refused."""
    cells = "".join(f'<c r="{letters}2" t="s"><v>0</v></c>' for letters in _LETTERS[:100])
    rows = "".join(f'</row><row r="{row}">' + cells.replace('2" t', f'{row}" t') for row in range(3, 7))
    text = ("x" * 3_999,)
    assert len(table(cells + rows, shared=text).rows) == 5
    more = '</row><row r="7"><c r="A7" t="s"><v>0</v></c>'
    assert refused(cells + rows + more, shared=text).rule == "table-is-bounded"


_LETTERS = [first + last for first in ("", *"ABCDEF") for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def test_what_is_struck_out_says_so() -> None:
    """A line through a text or a figure is its fault; where the cell has another, or nothing, it is not said."""
    said = '<c r="A2" t="str" s="1"><v>A</v></c><c r="B2" s="1"><v>5</v></c>'
    first, second = table(said).rows[0].cells
    rules = {cell.fault.rule if cell.fault else "" for cell in (first, second)}
    assert rules == {"table-nothing-is-struck-out"}
    (wrong, plain) = table('<c r="A2" t="e" s="1"><v>#N/A</v></c><c r="B2" t="str"><v>A</v></c>').rows[0].cells
    assert wrong.fault is not None
    assert (wrong.fault.rule, plain.fault) == ("table-cells-are-values", None)


def test_a_formula_that_leads_somewhere_has_its_link() -> None:
    """A link without a text is no formula without a result; one with a text has both."""
    link = 'HYPERLINK("https://example.com/a""b")'
    cells = f'<c r="A2" t="str"><f>{link}</f><v></v></c><c r="B2" t="str"><f>{link}</f><v>x</v></c>'
    bare, said = table(cells).rows[0].cells
    assert (bare.text, bare.link, bare.fault) == ("", 'https://example.com/a"b', None)
    assert (said.text, said.link, said.fault) == ("x", 'https://example.com/a"b', None)
    (figure,) = table(f'<c r="A2"><f>{link}</f></c>').rows[0].cells[:1]
    assert (figure.link, figure.fault) == ('https://example.com/a"b', None)
    (none,) = table('<c r="A2"><f>1+1</f></c><c r="B2" t="str"><v>x</v></c>').rows[0].cells[:1]
    assert none.fault is not None


def test_blank_cells_at_the_end_of_a_row_are_none() -> None:
    """A row with nothing but blanks is no row; a link or a missing result at its end is something."""
    assert table('<c r="A2" t="str"><v> </v></c>').rows == ()
    wide = table('<c r="A2" t="str"><v>x</v></c><c r="C2"><f>1</f></c>')
    assert len(wide.header) == 3
    assert len(table('<c r="A2" t="str"><v>x</v></c><c r="C2" t="str"><v> </v></c>').header) == 2
