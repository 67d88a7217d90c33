"""CSV of every encoding and separator gives the same cells, or a refusal that says what to do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keytag.documents.tables import DataTable, read_table
from keytag.documents.tables.csv_file import csv_records, decode_table
from keytag.errors import InvalidDocumentError
from keytag.findings import Finding

from .encoded import ENCODINGS

TEXT = (
    "Tên xã;Trực ban;Số lượng\r\nXã Đak Sơmei;0269 3000 113;880\r\n\r\nThị trấn Đak Đoa;0769 000 101;920\r\n"
    'Ứng Hòa – Ỗ Ữ;"một;hai\r\nba ""bốn""";1\r\n'
)
CELLS = [
    ["Tên xã", "Trực ban", "Số lượng"],
    ["Xã Đak Sơmei", "0269 3000 113", "880"],
    ["Thị trấn Đak Đoa", "0769 000 101", "920"],
    ["Ứng Hòa – Ỗ Ữ", 'một;hai\nba "bốn"', "1"],
]


def cells(table: DataTable) -> list[list[str]]:
    """Return the texts of ``table``, its header first."""
    return [[cell.text for cell in row] for row in (table.header, *(row.cells for row in table.rows))]


def refusal(data: bytes, sheet: str | None = None) -> Finding:
    """Return the first finding with which ``data`` is refused."""
    with pytest.raises(InvalidDocumentError) as refused:
        read_table(data, "t.csv", sheet=sheet)
    return refused.value.findings[0]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_encoding_and_separator_gives_the_same(encoding: str, delimiter: str) -> None:
    """A table's texts do not depend on how a program wrote them."""
    data = ENCODINGS[encoding](TEXT.replace(";", delimiter))
    expected = [[text.replace(";", delimiter) for text in row] for row in CELLS]
    assert cells(read_table(data, "t.csv")) == expected


_WORDS = (
    "Xã",
    "Glar",
    "Phường",
    "Ữ",
    "Đắk Lắk",
    "K'Dang",
    "ơ ở",
    "0269 3000 113",
    "a;b",
    "x, y",
    "dòng\nmới",
    '"',
    "",
)


@given(
    rows=st.lists(st.lists(st.sampled_from(_WORDS), min_size=3, max_size=3), min_size=1, max_size=6),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    delimiter=st.sampled_from(";,\t"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    names_it=st.booleans(),
)
def test_what_is_written_is_read(
    rows: list[list[str]],
    encoding: str,
    delimiter: str,
    end: str,
    names_it: bool,  # noqa: FBT001 - hypothesis passes by name
) -> None:
    """Any table with a header comes back cell by cell through every encoding, separator and line end."""
    head = ["Tên xã", "Trực ban", "Số lượng"]
    quoted = ['"{}"'.format(text.replace('"', '""')) for row in (head, *rows) for text in row]
    lines = [delimiter.join(quoted[at : at + 3]) for at in range(0, len(quoted), 3)]
    text = (f"sep={delimiter}{end}" if names_it else "") + end.join(lines) + end
    table = read_table(ENCODINGS[encoding](text), "t.csv")
    assert cells(table) == [head, *(row for row in rows if any(row))]


def test_a_cell_knows_its_place() -> None:
    """Row and column are the spreadsheet's, blank rows counted; line and column those of the text in the file."""
    table = read_table(TEXT.encode(), "t.csv")
    cell = table.rows[1].cells[1]
    assert cell.where.description.vi == "t.csv, dòng 4, cột B (Trực ban)"
    assert cell.where.description.en == "t.csv, row 4, column B (Trực ban)"
    assert str(cell.where) == "t.csv:4:18"
    last = table.rows[2].cells[2]
    assert (last.place.name, last.where.line, last.where.column) == ("C5", 6, 13)
    assert [row.number for row in table.rows] == [2, 4, 5]


def test_the_line_that_names_the_separator_is_no_row() -> None:
    """Excel hides its ``sep=`` line: the row below it is row 1."""
    table = read_table(b"sep=,\r\na,b\r\nc;c,d\r\n", "t.csv")
    assert cells(table) == [["a", "b"], ["c;c", "d"]]
    assert table.rows[0].number == 2


def test_titles_stand_above_the_header() -> None:
    """The header is the first row with two texts, or the first that the caller takes for one."""
    data = b"LIST OF COMMUNES;;\n;;\nby;me;\nname;count;\nGlar;1;\n"
    assert [cell.text for cell in read_table(data, "t.csv").header] == ["by", "me", ""]
    table = read_table(data, "t.csv", is_header=lambda texts: "name" in texts)
    assert [cell.text for cell in table.header] == ["name", "count", ""]


@pytest.mark.parametrize(
    ("data", "rule", "said"),
    [
        ("Tên;Số\nXã Glar;1".encode("cp1252", "replace"), "table-encoding-is-known", "“Xă”, cũng có thể là “Xã”"),
        (b"\x81\x8d\x8f\x90" * 3, "table-encoding-is-known", "dòng 1 không phải UTF-8"),
        (b"\xff\xfea\x00b", "table-encoding-is-known", "không phải UTF-16"),
        ("Tên;Số".encode("utf-32"), "table-encoding-is-known", "Không nhận ra bảng mã"),
        ("Tên;Xã".encode().decode("cp1252").encode(), "table-encoding-is-known", "từng mở sai bảng mã"),
        ("Tªn;Sè\nX· Glar;1".encode("cp1252"), "table-letters-are-unicode", "Chữ gõ theo TCVN3"),
        ("Tªn;Sè\nX· Glar;1".encode(), "table-letters-are-unicode", "Chữ gõ theo TCVN3"),
        ("Teân;Soá\nXaõ Glar;1".encode("cp1252"), "table-letters-are-unicode", "Chữ gõ theo VNI"),
        (b'a;b\n"c;d\ne;f\n', "table-quotes-are-closed", "không đóng lại"),
        (b'a;b\n"c"x;d\n', "table-quotes-are-closed", "còn chữ"),
        (b"a,b\nXa Glar, Gia Lai,1\n", "table-rows-are-whole", "Dòng 2 có nhiều ô hơn 2 cột"),
        (b"", "table-is-readable", "không có dòng nào"),
        (b";;\n;;\n", "table-is-readable", "không có dòng nào"),
        (b"\xd0\xcf\x11\xe0", "table-is-readable", "kiểu cũ (.doc, .xls) hoặc có mật khẩu"),
        (b"%PDF-1.7", "table-is-readable", "tệp PDF"),
        (b"a;b\n" * 10_001, "table-is-bounded", "hơn 10.000 dòng"),
        (b"a;" * 201, "table-is-bounded", "hơn 200 cột"),
        (b"a;" + b"b" * 4_001, "table-is-bounded", "hơn 4.000 ký tự"),
        (b"a" * 2_000_001, "table-is-bounded", "hơn 2.000.000 byte"),
        (b"a;" * 100 + b"\n" + b"b\n" * 9_000, "table-is-bounded", "hơn 60.000 ô"),
        ((b"a;" * 100 + b"\n") * 900, "table-is-bounded", "hơn 60.000 ô"),
        ("a;b\nc;ộ".encode() + "\u0323\u0301".encode() * 20, "table-is-bounded", "hơn 30 dấu chồng lên một chữ"),
    ],
)
def test_what_cannot_be_read_for_sure_is_refused(data: bytes, rule: str, said: str) -> None:
    """No encoding is guessed, no row shifted, no size without a limit; the message says what was found."""
    finding = refusal(data)
    assert finding.rule == rule
    assert said in finding.message.vi
    assert finding.hint.vi
    assert finding.where is not None


def test_a_csv_has_no_sheets() -> None:
    """A sheet of a CSV file is refused with what to do."""
    finding = refusal(b"a;b\n1;2\n", sheet="x")
    assert (finding.rule, finding.hint.en) == ("table-sheet-is-known", "Remove the key sheet.")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("#REF!", "table-cells-are-values"),
        ("#####", "table-cells-are-values"),
        ("=SUM(A1:A3)", "table-cells-are-values"),
        ("Tr?c ban", "table-letters-are-whole"),
        ("Phú Th?", "table-letters-are-whole"),
        ("?ak ?oa", "table-letters-are-whole"),
        ("Xa\ufffd", "table-letters-are-whole"),
        ("0269\u200b3000", "table-hides-nothing"),
        ("\x1b[31m1", "table-hides-nothing"),
    ],
)
def test_a_spoiled_cell_carries_its_fault(text: str, rule: str) -> None:
    """What cannot be relied on is told by the cell, for whoever uses it, at its place."""
    cell = read_table(f"a;b\nc;{text}\n".encode(), "t.csv").rows[0].cells[1]
    assert cell.fault is not None
    assert (cell.fault.rule, cell.fault.where) == (rule, cell.where)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('"=""0269 3000 113"""', "0269 3000 113"),
        ("'0269 3000 113", "0269 3000 113"),
        ("  x\u00a0", "x"),
        ("https://zalo.me/g/a?b=c", "https://zalo.me/g/a?b=c"),
        ("Có không?", "Có không?"),
        (unicodedata.normalize("NFD", "Ộ"), "Ộ"),
    ],
)
def test_a_sound_cell_has_no_fault(written: str, text: str) -> None:
    """Ways to keep Excel from computing, addresses and questions are what they say."""
    cell = read_table(f"a;b\nc;{written}\n".encode(), "t.csv").rows[0].cells[1]
    assert (cell.text, cell.fault) == (text, None)


def records(text: str) -> list[list[tuple[str, int, int]]]:
    """Return each record of ``text``: its cells with their lines and columns."""
    return [[(cell.text, cell.line, cell.column) for cell in record] for record in csv_records(text, "t.csv")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "a;b\r\nc;d\re;f\n",
            [[("a", 1, 1), ("b", 1, 3)], [("c", 2, 1), ("d", 2, 3)], [("e", 3, 1), ("f", 3, 3)]],
        ),
        ("sep=|\na|b\n", [[("a", 2, 1), ("b", 2, 3)]]),
        ("SEP=,\ra,b;c", [[("a", 2, 1), ("b;c", 2, 3)]]),
        ('"a\nb" ;c\n\nd;', [[("a\nb", 1, 1), ("c", 2, 5)], [("", 3, 1)], [("d", 4, 1), ("", 4, 3)]]),
        ('"a""b";"c"', [[('a"b', 1, 1), ("c", 1, 8)]]),
        ("a;b\n;\n", [[("a", 1, 1), ("b", 1, 3)], [("", 2, 1), ("", 2, 2)]]),
        ("", []),
        ("a", [[("a", 1, 1)]]),
    ],
)
def test_each_cell_has_its_line_and_column(text: str, found: list[list[tuple[str, int, int]]]) -> None:
    """Line ends of every system count as one, those within quotation marks too; blank lines are records."""
    assert records(text) == found


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # What parts most rows alike; of equals what makes more columns, then what offices use more.
        ("a;b\n1,5;2\n3,5;4\n", ["a", "b"]),
        ("a,b;c\nd,e;f\n", ["a,b", "c"]),
        ("a;b,c,d\ne;f,g,h\n", ["a;b", "c", "d"]),
        ("Tên;Số, ghi chú\nA;1\nB;2\n", ["Tên", "Số, ghi chú"]),
        ("a\tb;c\nd\te\n", ["a", "b;c"]),
        # Blank rows tell nothing, nor do rows of one cell.
        ("a;b\n,,\n,,\n,,\nc;d\n", ["a", "b"]),
        ("LIST\nOF, ALL\na;b\nc;d\n", ["LIST"]),
        # The first fifty rows with text tell.
        ("a;b\n" * 50 + "a,b,c\n" * 200, ["a", "b"]),
        # A wrong separator may leave a quotation mark within a cell.
        ('a;"b, c"\nd;"e, f"\n', ["a", "b, c"]),
        # One that goes wrong in the second row parts no more than the first.
        ('a;b,c\n"d;e",f\n', ["a;b", "c"]),
        ("a b c", ["a b c"]),
    ],
)
def test_the_separator_is_what_parts_the_rows_alike(text: str, first: list[str]) -> None:
    """Nobody says which it is: the rows do."""
    assert [cell for cell, _, _ in records(text)[0]] == first


def test_two_hundred_columns_are_the_most() -> None:
    """As many are read, one more is refused, and so are ten thousand rows and one."""
    assert len(records("a;" * 199 + "b\n")[0]) == 200
    assert len(records("a;b\n" * 10_000)) == 10_000
    for text in ("a;" * 200 + "b\n", "a;" * 199 + "b;", "a;b\n" * 10_001, f"{'a' * 4_001};b\n"):
        with pytest.raises(InvalidDocumentError):
            records(text)
    assert len(records(f"{'a' * 4_000};b\n")) == 1


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b'a;b\nx;"c;d\ne;f\n', 2, '“"c;d e;f”'),
        (b'a;b\nc;d\n"e"x;f\n', 3, '“"e"x;f”'),
        (b"\xff\xfe" + "a\nb".encode("utf-16-le") + b"\0\xd8", 2, "line 2 is neither UTF-16"),
        (b"\xfe\xff" + "a\nb\n".encode("utf-16-be") + b"\xd8\0", 3, "line 3 is neither UTF-16"),
        ("a;b\nTên;Số\nXã Glar;1".encode("cp1252", "replace"), 2, "it may say"),
        (b"a;b\n\n" + b"\x81\x8d\x8f\x90" * 3, 3, "line 3 is neither UTF-8"),
        ("a;b\n\nTªn;Sè\nX· Glar;1".encode("cp1252"), 3, "is TCVN3"),
        (("a;b\n" + "Tên;Xã".encode().decode("cp1252")).encode(), 2, "in a wrong encoding"),
        ("a;b\nc;d\nộ".encode() + "\u0323\u0301".encode() * 20, 3, "marks on one letter"),
    ],
)
def test_what_is_refused_is_shown_with_its_line(data: bytes, line: int, said: str) -> None:
    """Whoever mends the file finds the place."""
    found = refusal(data)
    assert found.where is not None
    assert (found.where.line, said in found.message.en) == (line, True), found.message.en


@pytest.mark.parametrize(
    "data", [b"a\0b", b"a\0,\0b", b"\0", "a;b".encode("utf-16-le") + b"x", b"\xff\xfea\0\0\0"]
)
def test_zero_bytes_that_are_no_utf_16_are_refused(data: bytes) -> None:
    """Where separators do not tell the order of bytes, or there are half letters, nothing is guessed."""
    assert refusal(data).rule == "table-encoding-is-known"


def test_bytes_that_can_only_be_western_are_that() -> None:
    """Where Windows-1252 and 1258 read the same, no question is asked."""
    assert decode_table("café".encode("cp1252"), "t.csv") == "café"


def test_as_many_lines_as_rows_may_have_are_read() -> None:
    """A hundred thousand line ends are read, of whichever system; one more is refused unread."""
    for end in (b"\n", b"\r", b"\r\n"):
        assert decode_table(b"a" + end * 100_000, "t.csv").startswith("a")
        with pytest.raises(InvalidDocumentError):
            decode_table(b"a" + end * 100_001, "t.csv")
