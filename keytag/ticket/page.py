"""The job ticket on one A4 page, for an operator at arm's length; a long list of editions goes on after it.

A grid of four columns between the margins: what must not be missed is large, everything else is a row with its
label. Vietnamese first, English small. Must not know of jobs or shops, only of the `Ticket`.
"""

from __future__ import annotations

from keytag.geometry import Rect
from keytag.imposition import Page
from keytag.ink import Cmyk, Ink
from keytag.paper.board import A4, BODY, HEAD, LABEL, LEFT, RIGHT, SECOND, Board
from keytag.paper.figures import count
from keytag.paper.letters import Align, Style, shortened
from keytag.paper.table import Column, PaperTable, Section, table_pages
from keytag.ticket.facts import Ticket, TicketFile, TicketRun
from keytag.ticket.figures import facts_of, ink_title
from keytag.ticket.runs import BY_EDITION, edition_rows, editions_of, run_rows
from keytag.ticket.turning import WAYS, draw_turning, instruction
from keytag.wording import Text

_ISSUER = Style(26.0, 700)
_FIGURE = Style(30.0, 700)
# House rules: the width of a run's editions on the first page, and how many are named at most.
_EDITIONS, _NAMED = 54.0, 8
_WAY = Style(18.0, 700)
_COLUMN = (RIGHT - LEFT) / 4
# House rules: rows of the table of runs that the first page has room for, its lines, and the files it names.
_ROWS, _LINE = 5, 5.6
_FILES = 5
_FIRST = (
    ("sheets/", ".pdf"),
    ("cut/", ".pdf"),
    ("1-up/", "/front.pdf"),
    ("1-up/", "/back.pdf"),
    ("1-up/", "/code.pdf"),
)
_SWATCH = 9.0
_WHITE_FRAME = Ink("frame", (0.0, 0.0, 0.0, 0.5))


def ticket_pages(ticket: Ticket) -> tuple[Page, ...]:
    """Return the ticket: one page, and more where not all its runs fit the first, or editions share them."""
    board = Board()
    _head(board, ticket)
    _figures(board, ticket)
    _way(board, ticket)
    _facts(board, ticket)
    _inks(board, ticket)
    _runs(board, ticket)
    _files(board, ticket)
    _foot(board, ticket)
    return (board.page(), *(_more(ticket) if len(ticket.runs) > _ROWS or ticket.is_shared else ()))


def _head(board: Board, ticket: Ticket) -> None:
    board.beside(Text("PHIẾU SẢN XUẤT", "JOB TICKET"), LEFT, 17.0, Style(10.0, 700, tracking=0.06))
    board.line(ticket.date.isoformat(), RIGHT, 17.0, HEAD, Align.RIGHT)
    board.rule(20.0, heavy=True)
    style = _ISSUER.fitted(ticket.issuer, RIGHT - LEFT, 18.0)
    board.line(shortened(ticket.issuer, style, RIGHT - LEFT), LEFT, 32.0, style)
    job = f"{ticket.job}  ·  {ticket.shop.title.vi}"
    board.line(shortened(job, BODY, RIGHT - LEFT - 50.0), LEFT, 39.5, BODY)
    board.line(f"# {ticket.content_hash}", RIGHT, 39.5, BODY, Align.RIGHT)


def _figures(board: Board, ticket: Ticket) -> None:
    """Set the four numbers that a run stands or falls by."""
    plan = ticket.plan
    spare = Text(f"dư, gồm {count(plan.overs)} bù hao", f"spare, {count(plan.overs)} overs included")
    sheets = Text("tờ in", "press sheets")
    if plan.make_ready:
        sheets = Text(f"tờ in + {plan.make_ready} lên kẽm", f"sheets + {plan.make_ready} to make ready")
    figures = (
        (plan.sheets, sheets),
        (plan.slots, Text("thẻ một tờ", "tags a sheet")),
        (plan.ordered, Text("thẻ đặt", "tags ordered")),
        (plan.spare, spare),
    )
    board.rule(44.0)
    for i, (figure, label) in enumerate(figures):
        x = LEFT + i * _COLUMN
        style = _FIGURE.fitted(count(figure), _COLUMN - 4.0, 18.0)
        board.line(count(figure), x, 57.0, style)
        board.pair(label, x, 63.2)
    board.rule(71.0)


def _way(board: Board, ticket: Ticket) -> None:
    """Say and draw how the sheet is backed up, in the left half."""
    backing = ticket.shop.backing
    board.line(WAYS[backing].vi, LEFT, 80.5, _WAY)
    board.line(WAYS[backing].en, LEFT, 85.4, SECOND)
    board.pair(instruction(ticket.shop.press, backing), LEFT, 92.0, HEAD)
    draw_turning(board, ticket, Rect(LEFT, 100.0, LEFT + 2 * _COLUMN - 8.0, 166.0))


def _facts(board: Board, ticket: Ticket) -> None:
    """List sheet, stock, finishing and standard in the right half."""
    x, y = LEFT + 2 * _COLUMN, 80.5
    for label, fact in facts_of(ticket):
        board.pair(label, x, y, LABEL)
        room = RIGHT - x - 27.0
        if fact is None:
            board.rule(y + 0.6, x + 27.0, RIGHT)
        else:
            style = BODY.fitted(fact.vi, room, 9.0)
            board.line(shortened(fact.vi, style, room), x + 27.0, y, style)
            if fact.en != fact.vi:
                board.line(shortened(fact.en, SECOND, room), x + 27.0, y + 4.2, SECOND)
        y += 10.0


def _inks(board: Board, ticket: Ticket) -> None:
    """Show each ink as it looks, with what it is made of; technical ones as lines, since they do not print."""
    y = 178.0
    board.rule(169.0)
    board.beside(Text("Mực", "Inks"), LEFT, 175.0, HEAD)
    colours = ticket.colours
    shown = [(ink, False) for ink in colours.printed] + [(ink, True) for ink in colours.technical]
    width = min(2.0 * _COLUMN / 2, (RIGHT - LEFT) / max(len(shown), 4))
    for i, (ink, technical) in enumerate(shown):
        x = LEFT + i * width
        box = Rect(x, y, x + min(width - 3.0, 16.0), y + _SWATCH)
        look = Ink(ink.name, ink.cmyk)
        if technical:
            board.framed(box.grown(-0.4), look, 0.6, (2.0, 1.2))
        else:
            board.filled(box, Ink(ink.name, _look(ink)))
            board.framed(box, _WHITE_FRAME)
        name, note = _ink_words(ink, technical=technical)
        board.line(shortened(name, Style(9.0, 600), width - 2.0), x, y + _SWATCH + 4.4, Style(9.0, 600))
        board.line(shortened(note, SECOND, width - 1.0), x, y + _SWATCH + 8.6, SECOND)


def _ink_words(ink: Ink, *, technical: bool) -> tuple[str, str]:
    """Return an ink's name, and under it its other name and what it is made of."""
    title = ink_title(ink)
    if technical:
        return title.vi, "không in / no print"
    mixed = "spot" if ink.spot else " ".join(f"{amount * 100:.0f}" for amount in ink.cmyk)
    return title.vi, mixed if title.en == title.vi else f"{title.en} · {mixed}"


def _look(ink: Ink) -> Cmyk:
    """Return how ``ink`` looks in process colours: a spot by its alternate."""
    c, m, y, k = (amount * (ink.tint if ink.spot else 1.0) for amount in ink.cmyk)
    return c, m, y, k


_HEADINGS = (
    (Text("Lượt", "Run"), 0.0, Align.LEFT),
    (Text("Mẫu", "Editions"), 14.0, Align.LEFT),
    (Text("Đặt", "Ordered"), 84.0, Align.RIGHT),
    (Text("In", "Printed"), 104.0, Align.RIGHT),
    (Text("Tệp, trang", "File, pages"), 112.0, Align.LEFT),
    (Text("Tờ in", "Sheets"), RIGHT - LEFT, Align.RIGHT),
)


def _runs(board: Board, ticket: Ticket) -> None:
    """List the runs: the first few, and where the others are."""
    y = 207.5
    board.rule(202.5)
    for heading, at, align in _HEADINGS:
        board.pair(heading, LEFT + at, y, LABEL, align)
    y += 4.2
    shown = ticket.runs if len(ticket.runs) <= _ROWS else ticket.runs[: _ROWS - 1]
    rooms = (12.0, _EDITIONS, 20.0, 20.0, 50.0, 16.0)
    for run, (number, _, *others) in zip(shown, run_rows(ticket), strict=False):
        y += _LINE
        row = (number, _fitting(ticket, run), *others)
        for cell, (_, at, align), room in zip(row, _HEADINGS, rooms, strict=True):
            style = BODY.fitted(cell, room, 9.0)
            # What fitting loses in rounding must not cut a word.
            board.line(shortened(cell, style, room + 0.01), LEFT + at, y, style, align)
    if len(shown) < len(ticket.runs):
        rest = len(ticket.runs) - len(shown)
        more = Text(f"+ {rest} lượt nữa: trang sau", f"{rest} more runs: next page")
        board.beside(more, LEFT + 14.0, y + _LINE, HEAD)


def _fitting(ticket: Ticket, run: TicketRun) -> str:
    """Return as many of a run's editions as its line has room for, and how many more there are."""
    least = Style(9.0, BODY.weight)
    for most in range(min(len(run.editions), _NAMED), 1, -1):
        said = editions_of(ticket, run, most)
        if least.width(said) <= _EDITIONS:
            return said
    return editions_of(ticket, run, 1)


def _files(board: Board, ticket: Ticket) -> None:
    """Name files with the beginning of their digests, those that press and cutter take first."""
    y = 251.0
    board.rule(246.5)
    board.beside(Text("Tệp, SHA-256", "Files; all in MANIFEST.sha256"), LEFT, y, HEAD)
    for file in sorted(ticket.files, key=_turn)[:_FILES]:
        y += 4.8
        board.line(shortened(file.name, Style(9.0, 500), 80.0), LEFT, y, Style(9.0, 500))
        board.line(f"{file.sha256[:16]} {file.sha256[16:32]} …", RIGHT, y, SECOND, Align.RIGHT)


def _turn(file: TicketFile) -> int:
    """Return when a file is named: sheets first, then cut and fronts and backs, then the rest, in their order."""
    return next((turn for turn, (start, end) in enumerate(_FIRST) if _is(file.name, start, end)), len(_FIRST))


def _is(name: str, start: str, end: str) -> bool:
    return name.startswith(start) and name.endswith(end)


def _foot(board: Board, ticket: Ticket) -> None:
    y = A4.height - 10.0
    board.rule(y - 5.0)
    board.line(f"keytag {ticket.version}", LEFT, y, SECOND)
    passed, end = "Tờ đầu đã duyệt / First sheet passed", RIGHT - 44.0
    board.line(passed, end - 2.0, y, SECOND, Align.RIGHT)
    board.rule(y + 0.8, end, RIGHT)


def _more(ticket: Ticket) -> tuple[Page, ...]:
    """Return every run with its editions on further pages."""
    right = Align.RIGHT
    columns = (
        Column(Text("Lượt", "Run"), 1.0),
        Column(Text("Mẫu", "Editions"), 5.6),
        Column(Text("Đặt", "Ordered"), 1.3, right),
        Column(Text("In", "Printed"), 1.3, right),
        Column(Text("Tệp, trang", "File, pages"), 3.8),
        Column(Text("Tờ in", "Sheets"), 1.2, right),
    )
    sections = (
        Section(None, run_rows(ticket)),
        *((Section(BY_EDITION, edition_rows(ticket)),) if ticket.is_shared else ()),
    )
    footer = f"{ticket.issuer}  ·  {ticket.job}  ·  # {ticket.content_hash}"
    table = PaperTable(Text("Các lượt in", "Runs"), ticket.date.isoformat(), columns, sections, footer)
    return table_pages(table, first=2)
