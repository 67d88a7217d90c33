"""Tables on paper: whole rows, whole words, numbered pages."""

from __future__ import annotations

import pytest

from keytag.drawing.artwork import Role
from keytag.output.page.canvas import (
    A4,
    Align,
    Style,
    set_line,
    shorten_to_fit,
    wrap,
    wrap_at_most,
)
from keytag.output.page.table import Column, PaperTable, Section, Signal, table_pages
from keytag.text.text import Text, same_text
from tests.paper_pages import boxes, type_lines

COLUMNS = (
    Column(Text("Kiểm tra", "Check"), 4),
    Column(Text("Số đo", "Figure"), 3, Align.RIGHT),
    Column(Text("Kết luận", "Signal"), 2),
)
LONG = Text(
    "Mã QR đọc được đúng đường dẫn của công an phường, kể cả khi in mờ, xước hoặc bị che một phần.",
    "The code reads as the ward police's link, also where it is faint, scratched or partly covered.",
)
STYLE = Style(9.5)


def table(rows: int, columns: tuple[Column, ...] = COLUMNS) -> PaperTable:
    """Return a table of so many rows in two sections."""
    cells = tuple(
        (LONG if i % 3 == 0 else same_text(f"rule-{i}"), f"{i} mm", list(Signal)[i % 4]) for i in range(rows)
    )
    sections = (Section(Text("Thẻ", "Tags"), cells), Section(Text("Tờ in", "Sheets"), cells[:1]))
    return PaperTable(Text("Kiểm tra trước in", "Preflight"), "an-phu", columns, sections, "keytag 0.1.0")


@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (3, 1), (60, 5), (200, 14)])
def test_a_long_table_takes_more_pages(rows: int, pages: int) -> None:
    """Rows go on over as many pages as they need, an empty table has one, and nothing leaves a page."""
    found = table_pages(table(rows))
    assert len(found) == pages
    for page in found:
        assert all(A4.grown(-7).contains(box) for role in Role for box in boxes(page, role))


def test_every_row_is_there_once() -> None:
    """There is a dot of a verdict for every row, all pages together."""
    dots = [box for page in table_pages(table(60)) for box in boxes(page, Role.ART) if 2.5 < box.width < 2.7]
    assert len(dots) == 61


@pytest.mark.parametrize("rows", range(8, 60))
def test_no_table_ends_on_a_page_of_a_row_or_two(rows: int) -> None:
    """However many rows there are, the last page has three or more, and no row is lost by that."""
    dots = [sum(2.5 < box.width < 2.7 for box in boxes(page, Role.ART)) for page in table_pages(table(rows))]
    assert sum(dots) == rows + 1
    assert dots[-1] >= 3


def test_cells_do_not_run_into_each_other() -> None:
    """No two letters of a page lie on one another, whichever end of the column they stand at."""
    for page in table_pages(table(20)):
        letters = sorted(boxes(page, Role.LETTERING), key=lambda box: box.x0)
        for i, box in enumerate(letters):
            for other in letters[i + 1 :]:
                if other.x0 > box.x1 - 0.5:
                    break
                assert not box.grown(-0.3).intersects(other.grown(-0.3))


def test_pages_are_numbered_on() -> None:
    """Numbers go on from the first that is given, and the last is known on each page."""
    pages = table_pages(table(60), first=4)
    for number, page in enumerate(pages, start=4):
        assert type_lines(page)[-1].run.text == f"{number} / 8"


def test_a_row_of_another_length_is_refused() -> None:
    """A row must have a cell for each column."""
    wrong = PaperTable(same_text("x"), "", COLUMNS, (Section(None, (("a", "b"),)),))
    with pytest.raises(ValueError, match="zip"):
        table_pages(wrong)


def test_words_are_kept_whole() -> None:
    """A line is broken between words and is never longer than its room; no word is lost."""
    lines = wrap(LONG.vi, STYLE, 50.0)
    assert " ".join(lines) == LONG.vi
    assert len(lines) > 2
    assert all(STYLE.width(line) <= 50 for line in lines)


def test_a_word_too_long_is_broken_anywhere() -> None:
    """A digest or a link longer than its room goes on in the next line, with no character lost."""
    digest = "0123456789abcdef" * 4
    lines = wrap(f"sha {digest} end", STYLE, 30.0)
    assert "".join(lines).replace(" ", "") == f"sha{digest}end"
    assert all(STYLE.width(line) <= 30 for line in lines)
    assert wrap("", STYLE, 30.0) == ("",)


def test_what_is_shortened_says_so() -> None:
    """A line cut to its room ends in an ellipsis and fits; one that fits is left alone."""
    cut = shorten_to_fit(LONG.vi, STYLE, 40.0)
    assert cut.endswith("…")
    assert STYLE.width(cut) <= 40
    assert LONG.vi.startswith(cut[:-1])
    assert shorten_to_fit("ngắn", STYLE, 40.0) == "ngắn"


def test_a_character_without_a_glyph_is_a_question_mark() -> None:
    """What the type cannot show is marked, not left out and not a box."""
    shown = [p.artwork for p in set_line("a▲b", 0, 0, STYLE)]
    assert shown == [p.artwork for p in set_line("a?b", 0, 0, STYLE)]


def test_equal_letters_on_a_press_sheet_are_one_artwork() -> None:
    """Every place of a letter shares one artwork, so that a sheet with much type stays small."""
    letters = [p.artwork for line in wrap(LONG.vi, STYLE, 60.0) for p in set_line(line, 0.0, 0.0, STYLE)]
    assert len({id(artwork) for artwork in letters}) == len({str(artwork) for artwork in letters})


def test_what_goes_beyond_its_lines_ends_in_an_ellipsis() -> None:
    """Text that needs more lines than it may have is cut in the last of them, and only there."""
    assert wrap_at_most("một hai", STYLE, 60.0, 2) == ("một hai",)
    lines = wrap_at_most("một hai ba bốn năm sáu bảy tám chín mười", STYLE, 20.0, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(STYLE.width(line) <= 20.0 for line in lines)


@pytest.mark.parametrize("rows", range(28, 48))
def test_a_sum_stands_with_a_row_above_it(rows: int) -> None:
    """No page of a list begins with the sum of a group whose rows are all on the page before."""
    cells = tuple((same_text(f"dòng-{i}"), "1", "") for i in range(rows))
    listed = PaperTable(same_text("Bảng"), "", COLUMNS, (Section(None, cells, total=("Cộng", str(rows), "")),))
    said = [[line.run.text for line in type_lines(page)] for page in table_pages(listed)]
    (last,) = [page for page in said if "Cộng" in page]
    assert f"dòng-{rows - 1}" in last
