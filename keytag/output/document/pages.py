"""An administrative document: national head, paragraphs, tables, who signs; on as many A4 pages as it takes.

Margins, sizes and order of parts are those of Decree 30/2020/NĐ-CP, appendix I; letters are as wide as those of
Times New Roman, which it asks for. Must not know what a document says. In Vietnamese alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.geometry import Rect, polyline
from keytag.drawing.ink import BLACK
from keytag.drawing.paper import PaperPage
from keytag.imposition.slug import UNAPPROVED
from keytag.output.document.wording import SPECIMEN, place_line
from keytag.output.page import A4, Align, Canvas, Style, serif, shorten_to_fit, wrap, wrap_at_most
from keytag.output.page.canvas import RULE, WARNING_INK
from keytag.output.page.ruled import CELL_PAD, TICK, ruled_row
from keytag.output.page.table import GridColumn
from keytag.text.figures import tie_units

# Decree 30/2020/NĐ-CP, appendix I, part I, 1: margins of 20 to 25 mm, at the left 30 to 35 mm for the file, at
# the right 15 to 20 mm.
LEFT, RIGHT, TOP, BOTTOM = 30.0, A4.width - 15.0, 24.0, A4.height - 20.0
MIDDLE, WIDE = (LEFT + RIGHT) / 2, RIGHT - LEFT
# The same, part II: the body above upright, the issuing body and the national title in bold, 12 to 13; the motto
# in bold, place and day in italics and the text, 13 to 14.
_SUPERIOR, _ISSUER, _COUNTRY, _MOTTO = serif(12.0), serif(12.0, 700), serif(12.0, 700), serif(13.0, 700)
TEXT, STRONG, ITALIC = serif(13.0), serif(13.0, 700), serif(13.0, italic=True)
TITLE, ABOUT = serif(14.0, 700), serif(13.0, 700)
NOTE = serif(12.0, italic=True)
"""What stands in brackets under a title or a signer's post."""
# The same, part II, 5: what a letter is about stands upright below its number, 12 to 13.
_SUBJECT = serif(12.0)
# The same, part II, 9: "Nơi nhận" in bold italics, 12; who they are upright, 11.
_COPIES, _COPY = serif(12.0, 700, italic=True), serif(11.0)
_CELL, _CELL_HEAD = serif(12.0), serif(12.0, 700)
SPECIMEN_STYLE = serif(11.0, 700, WARNING_INK)
# The same, part II, 6: lines stand single to one and a half apart, first lines 10 or 12.7 mm in.
_INDENT, _AFTER = 10.0, 1.4
# Two columns: of the office's name, and of the national title, which is longer than the first.
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
NATION_WIDE = _COUNTRY.width(COUNTRY)
_NATION = RIGHT - NATION_WIDE / 2
OFFICE_ROOM = WIDE - NATION_WIDE - 4.0
_OFFICE = LEFT + OFFICE_ROOM / 2
# In ems: a box with what it stands apart.
_BOX = 1.0
_BLANKS = re.compile(" +")
_OFFICE_KIND = re.compile(r"(CÔNG AN (?:PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ|TỈNH|THÀNH PHỐ)) ")
# House rules: blanks no wider than so many ems, else a line ends where its words do; so many dots on either line;
# room for the pen after a line's last words, in mm, else these go to a line of their own.
_WIDEST_BLANK, _FEWEST_DOTS, _LEAST_FILL = 0.5, 4, 25.0
DOT = "…"
NUMBER = f"Số: {DOT * 2}/{DOT * 2}"
"""Number and symbol of a document, which the office's clerk gives it."""
GAP = "\N{EM SPACE} "
"""What parts two blanks for the pen on one line."""


class _Spacing(Struct, frozen=True):
    """How far things stand apart: lines, in their size; in mm: the head, cells from their lines, room to sign in.

    ``after`` is the part of what follows a paragraph.
    """

    leading: float
    head: float
    pad: float
    signing: float
    after: float = 1.0


# House rules; the further ones, the last of which sets lines single, where they save a page.
_SPACINGS = (
    _Spacing(1.3, 12.0, CELL_PAD, 26.0),
    _Spacing(1.22, 9.0, 1.0, 23.0, 0.6),
    _Spacing(1.15, 6.5, 0.5, 20.0, 0.3),
)


class Letterhead(Struct, frozen=True):
    """Who writes, where and when: the head of an administrative document.

    ``superior`` is the body above, ``place`` stands before the date, ``subject`` is what a letter is about (V/v);
    each may be empty. Of a sample, or of what nobody approved, every page says so.
    """

    issuer: str
    day: date
    superior: str = ""
    place: str = ""
    subject: str = ""
    is_sample: bool = False
    is_unapproved: bool = False

    @property
    def stamp(self) -> str:
        """What stands at the foot of every page; nothing of what is approved."""
        return SPECIMEN.vi if self.is_sample else UNAPPROVED.vi if self.is_unapproved else ""


class Paragraph(Struct, frozen=True):
    """Running text; what stands between two pairs of asterisks is bold, and ☐ is a box to tick."""

    text: str
    style: Style = TEXT
    indent: float = _INDENT
    centred: bool = False
    keep: bool = False
    """Whether it stays on the page of what follows."""
    fill: bool = False
    """Whether dots go on from its last word to the margin."""
    after: float = _AFTER

    @property
    def plain(self) -> str:
        """The text without its signs for bold."""
        return self.text.replace("**", "")


class Table(Struct, frozen=True):
    """Rows with lines round every cell; the last may be a ``total`` in bold; ``whole`` is not parted by pages."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    whole: bool = False


class Signing(Struct, frozen=True):
    """Who signs, side by side: post, what is to be done, and the name where it is known.

    ``copies`` are who gets the document, at the left of a letter; ``dated`` stands above the last signer.
    """

    signers: tuple[tuple[str, str, str], ...]
    copies: tuple[str, ...] = ()
    dated: str = ""


class Illustration(Struct, frozen=True):
    """A picture ``width`` by ``height`` mm: what draws it from its upper left corner, a PNG of it, a caption."""

    width: float
    height: float
    draw: Callable[[Canvas, float, float], None]
    png: bytes
    caption: str


Block = Paragraph | Table | Signing | Illustration


class _Unit(Struct, frozen=True):
    """What is never parted: its height in mm, what draws it on a canvas, whether it stays with the next."""

    height: float
    draw: Callable[[Canvas, float], None]
    keep: bool = False
    again: _Unit | None = None
    """What comes before it where it begins a page."""


def words_of_blocks(blocks: Iterable[Block]) -> str:
    """Return what ``blocks`` say, a line for each paragraph, row and signer."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.plain)
        elif isinstance(block, Table):
            lines += [
                " | ".join(row) for row in (tuple(c.heading for c in block.columns), *block.rows, block.total)
            ]
        elif isinstance(block, Illustration):
            lines.append(block.caption)
        else:
            lines += [*block.copies, *filter(None, (block.dated,))]
            lines += [" ".join(filter(None, signer)) for signer in block.signers]
    return "\n".join(lines)


def document_pages(head: Letterhead, blocks: Iterable[Block]) -> tuple[PaperPage, ...]:
    """Return a document with its head, pages numbered at the top from the second on."""
    return tuple(canvas.page() for canvas in set_document(head, (blocks,)))


def set_document(head: Letterhead, parts: Sequence[Iterable[Block]]) -> tuple[Canvas, ...]:
    """Return canvases with a document: its first part under the head, each further one an appendix.

    An appendix begins on a page of its own, has no head, and its pages have numbers of their own; the first page
    of any part bears none. Lines stand closer where that saves a page.
    """
    canvases: list[Canvas] = []
    for part, blocks in enumerate(map(tuple, parts)):
        own = _set_part(None if part else head, blocks, _SPACINGS[0])
        if len(own) > 1:
            own = min((own, *(_set_part(None if part else head, blocks, each) for each in _SPACINGS[1:])), key=len)
        for number, each in enumerate(own, start=1):
            if number > 1:
                each.line(str(number), A4.width / 2, 13.0, TEXT, Align.CENTRE)
            if head.stamp:
                each.line(head.stamp, MIDDLE, A4.height - 9.0, SPECIMEN_STYLE, Align.CENTRE)
        canvases += own
    return tuple(canvases)


def _set_part(head: Letterhead | None, blocks: Iterable[Block], spacing: _Spacing) -> list[Canvas]:
    """Set ``blocks``, under the ``head`` where there is one, on as many canvases as it takes; return them all."""
    canvas = Canvas()
    canvases = [canvas]
    y = TOP if head is None else set_national_head(canvas, head) + spacing.head
    groups: list[list[_Unit]] = [[]]
    for unit in (unit for block in blocks for unit in _units(block, spacing)):
        groups[-1].append(unit)
        if not unit.keep:
            groups.append([])
    for group in groups:
        if y + sum(unit.height for unit in group) > BOTTOM and y > TOP:
            canvas, y = Canvas(), TOP
            canvases.append(canvas)
            if group and group[0].again is not None:
                group = [group[0].again, *group]  # noqa: PLW2901 - the same group, under its heading
        for unit in group:
            unit.draw(canvas, y)
            y += unit.height
    return canvases


def set_national_head(canvas: Canvas, head: Letterhead) -> float:
    """Set the head of an administrative document; return the baseline of its last line."""
    y = TOP
    if head.superior:
        y, _ = _office(canvas, head.superior, y, _SUPERIOR)
    for line in issuer_lines(head.issuer):
        y, half = _office(canvas, line, y, _ISSUER)
    _rule(canvas, y - 3.2, _OFFICE, half)
    last = max(y + 3.4, TOP + 14.4)
    canvas.line(NUMBER, _OFFICE, last, TEXT, Align.CENTRE)
    canvas.line(COUNTRY, _NATION, TOP, _COUNTRY, Align.CENTRE)
    canvas.line(MOTTO, _NATION, TOP + 5.6, _MOTTO, Align.CENTRE)
    _rule(canvas, TOP + 7.8, _NATION, _MOTTO.width(MOTTO) / 2)
    dated = place_line(head.place, head.day)
    canvas.line(dated, _NATION, last, ITALIC.fitted(dated, NATION_WIDE, 10.0), Align.CENTRE)
    for line in balance_lines(f"V/v {head.subject}", _SUBJECT, OFFICE_ROOM) if head.subject else ():
        last += _SUBJECT.em * 1.2
        canvas.line(line, _OFFICE, last, _SUBJECT, Align.CENTRE)
    return last


def issuer_lines(issuer: str) -> tuple[str, ...]:
    """Return an office's name in capitals; a people's committee has its kind on a line of its own."""
    return tuple(issuer.upper().replace("ỦY BAN NHÂN DÂN ", "ỦY BAN NHÂN DÂN\n").split("\n"))


def rule_lengths(head: Letterhead) -> tuple[float, float]:
    """Return how long the rules under the issuer and under the motto are, in mm."""
    last = issuer_lines(head.issuer)[-1]
    fitted = _ISSUER.fitted(last, OFFICE_ROOM, 11.0)
    office = max(fitted.width(line) for line in balance_lines(last, fitted, OFFICE_ROOM + 0.01)) * 0.4
    return office, _MOTTO.width(MOTTO)


def _rule(canvas: Canvas, y: float, middle: float, half: float) -> None:
    canvas.stroked(polyline(((middle - half, y), (middle + half, y))), BLACK, 1.4 * RULE)


def _office(canvas: Canvas, name: str, y: float, style: Style) -> tuple[float, float]:
    """Set an office's name in its column, a little smaller before it breaks; return the next baseline.

    And a fifth of its length, which is half of the rule under it.
    """
    fitted = style.fitted(name.upper(), OFFICE_ROOM, 11.0)
    lines = balance_lines(name.upper(), fitted, OFFICE_ROOM + 0.01)
    for line in lines:
        canvas.line(line, _OFFICE, y, fitted, Align.CENTRE)
        y += 5.4
    return y, max(fitted.width(line) for line in lines) * 0.2


def balance_lines(text: str, style: Style, room: float) -> tuple[str, ...]:
    """Return ``text`` in at most three lines, about as long as each other; an office's name after its kind."""
    lines = wrap_at_most(text, style, room, 3)
    if len(lines) == 2 and (office := _OFFICE_KIND.match(text)) and style.width(text[office.end() :]) <= room:
        return (office[1], text[office.end() :])
    # House rule: 2 mm is finer than the eye tells two lines' lengths apart.
    while len(lines) > 1 and len(closer := wrap_at_most(text, style, room - 2.0, 3)) == len(lines):
        if closer[-1].endswith(DOT) or room < WIDE / 6:
            break
        lines, room = closer, room - 2.0
    return lines


def _units(block: Block, spacing: _Spacing) -> list[_Unit]:
    if isinstance(block, Paragraph):
        return [_paragraph(block, spacing)]
    if isinstance(block, Illustration):
        return [_picture(block, spacing)]
    return _table(block, spacing) if isinstance(block, Table) else [_signing(block, spacing)]


def _paragraph(block: Paragraph, spacing: _Spacing) -> _Unit:
    lines = _lines(block)
    leading = block.style.em * spacing.leading

    def draw(canvas: Canvas, y: float) -> None:
        for number, line in enumerate(lines):
            y += leading
            _set_line(canvas, block, line, y - block.style.em * 0.25, number, len(lines))

    return _Unit(leading * len(lines) + block.after * spacing.after, draw, block.keep)


_Word = tuple[str, Style, float]


def _words(block: Paragraph) -> list[_Word]:
    """Return the words of a paragraph, each with its style and length; one longer than the line in pieces."""
    bold = Style(block.style.size_pt, 700, block.style.ink, family=STRONG.family)
    found: list[_Word] = []
    for number, part in enumerate(block.text.split("**")):
        style = bold if number % 2 else block.style
        for word in filter(None, _BLANKS.split(tie_units(part))):
            pieces = wrap(word, style, WIDE - block.indent) if style.width(word) > WIDE - block.indent else (word,)
            found += [(piece, style, _width(piece, style)) for piece in pieces]
    return found


def _width(word: str, style: Style) -> float:
    """Return how long a word is; a box to tick before it is one of its letters."""
    return style.em * _BOX + style.width(word[1:]) if word.startswith(TICK) else style.width(word)


def _lines(block: Paragraph) -> list[list[_Word]]:
    """Return the words of a paragraph in lines, the first of them shorter by its indent."""
    lines: list[list[_Word]] = [[]]
    left = WIDE - (0.0 if block.centred else block.indent)
    blank = block.style.width(" ")
    words = _words(block)
    while words:
        word = words.pop(0)
        needed = word[2] + (blank if lines[-1] else 0.0)
        if needed > left and (parts := _parted_dots(word, left - blank)) is not None:
            # A long blank for the pen goes on in the next line.
            lines[-1].append(parts[0])
            words.insert(0, parts[1])
            lines.append([])
            left = WIDE
            continue
        if needed > left and lines[-1]:
            lines.append([])
            left, needed = WIDE, word[2]
        lines[-1].append(word)
        left -= needed
    if block.fill and left < _LEAST_FILL and len(lines[-1]) > 1:
        lines.append([lines[-1].pop()])
    return lines


def _parted_dots(word: _Word, room: float) -> tuple[_Word, _Word] | None:
    """Return dots in two parts, the first up to the margin; None for words, and for few dots.

    There may be more of them than before: a blank for the pen is never too long.
    """
    text, style, _ = word
    dots = len(text) - len(text.lstrip(DOT))
    first = int(room / style.width(DOT))
    if dots < 2 * _FEWEST_DOTS or first < _FEWEST_DOTS:
        return None
    parts = (DOT * first, DOT * max(_FEWEST_DOTS, dots - first) + text[dots:])
    return (parts[0], style, style.width(parts[0])), (parts[1], style, style.width(parts[1]))


def _set_line(canvas: Canvas, block: Paragraph, words: Sequence[_Word], y: float, number: int, of: int) -> None:
    """Set one line: between both margins, but for the last, which dots may fill."""
    start = LEFT if block.centred or number else LEFT + block.indent
    blank = _blank(block, words, RIGHT - start, is_last=number == of - 1)
    whole = sum(width for *_, width in words) + blank * (len(words) - 1)
    x = MIDDLE - whole / 2 if block.centred else start
    for word, style, width in words:
        at = x
        if word.startswith(TICK):
            canvas.framed(Rect(x, y - style.em * 0.7, x + style.em * 0.7, y), BLACK, RULE)
            at += style.em * _BOX
        canvas.line(word.removeprefix(TICK), at, y, style)
        x += width + blank
    if block.fill and number == of - 1:
        dots = int((RIGHT - x) / block.style.width(DOT))
        canvas.line(DOT * max(0, dots), RIGHT, y, block.style, Align.RIGHT)


def _blank(block: Paragraph, words: Sequence[_Word], room: float, *, is_last: bool) -> float:
    """Return how wide the blanks of a line are: as wide as the margins ask for, where that is not too wide."""
    blank, between = block.style.width(" "), len(words) - 1
    if is_last or block.centred or between < 1:
        return blank
    wider = (room - sum(width for *_, width in words)) / between
    return wider if wider <= _WIDEST_BLANK * block.style.em else blank


def widest_blank(block: Paragraph) -> float:
    """Return how wide the widest blank between the words of a paragraph is, in mm."""
    lines = _lines(block)
    rooms = (WIDE - (0.0 if number else block.indent) for number in range(len(lines)))
    return max(
        _blank(block, line, room, is_last=number == len(lines) - 1)
        for number, (line, room) in enumerate(zip(lines, rooms, strict=True))
    )


def _table(table: Table, spacing: _Spacing) -> list[_Unit]:
    head = _row(table, tuple(column.heading for column in table.columns), _CELL_HEAD, spacing.pad, centred=True)
    head = _Unit(head.height, head.draw, keep=True)
    rows = [_row(table, row, _CELL, spacing.pad, again=head) for row in table.rows]
    if table.total:
        # A total never stands without a row above it.
        last = rows.pop()
        total = _row(table, table.total, _CELL_HEAD, spacing.pad, again=head)
        rows += [_Unit(last.height, last.draw, True, head), total]
    if table.whole:
        rows = [_Unit(row.height, row.draw, True, row.again) for row in rows]
    return [head, *rows, _Unit(1.2 + spacing.pad, lambda _canvas, _y: None)]


def _row(
    table: Table,
    cells: Sequence[str],
    style: Style,
    pad: float,
    *,
    centred: bool = False,
    again: _Unit | None = None,
) -> _Unit:
    row = ruled_row(table.columns, cells, style, centred=centred)
    row = replace(row, height=row.height - 2 * (CELL_PAD - pad))

    def draw(canvas: Canvas, y: float) -> None:
        row.draw(canvas, LEFT, y)

    return _Unit(row.height, draw, again=again)


def _picture(block: Illustration, spacing: _Spacing) -> _Unit:
    leading = NOTE.em * spacing.leading

    def draw(canvas: Canvas, y: float) -> None:
        block.draw(canvas, MIDDLE - block.width / 2, y + 2.0)
        canvas.line(block.caption, MIDDLE, y + block.height + 2.0 + leading, NOTE, Align.CENTRE)

    return _Unit(block.height + 2.0 + 1.6 * leading, draw)


def _signing(block: Signing, spacing: _Spacing) -> _Unit:
    height = set_signers(Canvas(), block, 0.0, spacing.signing)

    def draw(canvas: Canvas, y: float) -> None:
        set_signers(canvas, block, y, spacing.signing)

    return _Unit(height, draw)


def set_signers(canvas: Canvas, block: Signing, y: float, room: float = _SPACINGS[0].signing) -> float:
    """Set who signs below ``y``, with ``room`` mm for it and the name where it is known; return where it ends."""
    columns = len(block.signers) + bool(block.copies)
    wide, left = WIDE / columns, LEFT + (WIDE / columns if block.copies else 0.0)
    style = STRONG if len(block.signers) < 3 else serif(12.0, 700)
    leading = style.em * 1.2
    posts = [
        [line for part in post.split("\n") for line in balance_lines(part, style, wide - 4.0)]
        for post, *_ in block.signers
    ]
    top = y + 7.0
    if block.copies:
        canvas.line("Nơi nhận:", LEFT, top, _COPIES)
        for row, copy in enumerate(block.copies, start=1):
            canvas.line(copy, LEFT, top + row * _COPY.em * 1.25, _COPY)
    if block.dated:
        canvas.line(block.dated, left + wide * (len(block.signers) - 0.5), top, ITALIC, Align.CENTRE)
        top += ITALIC.em * 1.4
    ends = top + max(map(len, posts)) * leading + room
    for number, (lines, (_, note, name)) in enumerate(zip(posts, block.signers, strict=True)):
        x = left + wide * (number + 0.5)
        for row, line in enumerate(lines):
            canvas.line(line, x, top + row * leading, style, Align.CENTRE)
        for row, line in enumerate(wrap(note, NOTE, wide - 4.0)):
            canvas.line(line, x, top + (len(lines) + row) * leading, NOTE, Align.CENTRE)
        if name:
            canvas.line(shorten_to_fit(name, style, wide - 4.0), x, ends, style, Align.CENTRE)
    return ends + 2.0
