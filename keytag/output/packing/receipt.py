"""The receipt sheet: who got tags, a line with room to sign for each household, a sheet for each group.

Households are numbers 1 … n; names are written by hand. It is an attachment, which hangs on a plan or a record:
the office's name and the line of what it belongs to, no national title, which Decree 30/2020/NĐ-CP gives to
documents of their own. What was handed out is left to the pen: nobody knows it before. Vietnamese alone.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.paper import PaperPage
from keytag.output.document.pages import (
    BOTTOM,
    DOT,
    LEFT,
    MIDDLE,
    NOTE,
    RIGHT,
    SPECIMEN_STYLE,
    TEXT,
    TOP,
    WIDE,
    Signing,
    balance_lines,
    set_signers,
)
from keytag.output.document.wording import SPECIMEN, century_of, head_title, place_line, tie_name
from keytag.output.packing.parcels import GOODS, PackedOrder, Share
from keytag.output.page import A4, Align, Canvas, serif, shorten_to_fit, wrap_at_most
from keytag.output.page.canvas import GREY
from keytag.output.page.table import Grid, GridColumn
from keytag.text.figures import format_count

_OFFICE = serif(12.0, 700)
TITLE = serif(14.0, 700)
_ABOUT = serif(13.0, 700)
_STRONG = serif(13.0, 700)
_SMALL = serif(10.0, 400, GREY)
_CELL = NUMBER = serif(12.0)
# House rule: a signature needs 9 mm.
ROW = 9.2
# House rule: those who sign for all stand under so many lines at least, where there are as many.
_LEAST_ROWS = 6
_LINE = 6.6
_PRIVATE = "Danh sách chỉ dùng để cấp phát và quyết toán; không sao chụp, không đưa lên mạng."
_NOTE = "(Ký, ghi rõ họ tên)"

HOUSEHOLDS = Grid(
    (
        GridColumn("STT", 12.0, Align.CENTRE),
        GridColumn("Họ và tên chủ hộ", 42.0),
        GridColumn("Địa chỉ", 30.0),
        GridColumn("Số lượng\n(chiếc)", 19.0, Align.CENTRE),
        GridColumn("Ngày nhận", 22.0, Align.CENTRE),
        GridColumn("Ký nhận\n(người nhận thay\nghi rõ họ tên)", 25.0),
        GridColumn("Ghi chú", 15.0),
    ),
    ROW,
    head=14.0,
    heading=serif(10.5, 700),
    note=serif(9.5, italic=True),
)


# What a body such as a union hands on goes to people, not to households.
_PEOPLE = replace(
    HOUSEHOLDS, columns=(HOUSEHOLDS.columns[0], GridColumn("Họ và tên người nhận", 42.0), *HOUSEHOLDS.columns[2:])
)


class _Sheet(Struct, frozen=True):
    """A receipt: its rows, what is said under the last, and how many rows each of its pages has."""

    share: Share
    rows: tuple[tuple[str, ...], ...]
    planned: str
    counts: tuple[int, ...]


def receipt_pages(order: PackedOrder) -> tuple[PaperPage, ...]:
    """Return the receipt sheets of all groups, each beginning on a page of its own.

    Whose households nobody counted is listed where that was asked for, a line for each tag.
    """
    listed = (share for share in order.shares if order.has_list(share))
    return tuple(page for share in listed for page in _pages(order, _sheet(order, share)))


def receipt_lengths(order: PackedOrder) -> dict[int, int]:
    """Return how many pages the sheet of each share has that has one, by the identity of the share."""
    return {id(share): len(_sheet(order, share).counts) for share in order.shares if order.has_list(share)}


def receipt_words(order: PackedOrder, share: Share) -> tuple[str, ...]:
    """Return what the sheet of a share says above and under its rows, but for its lines of figures."""
    sheet = _sheet(order, share)
    posts = (post.replace("\n", " ") for post in _posts(order, share))
    title, about, attached = _title(order, share), tie_name(share.name), _attached(order)
    return (
        order.issuer.upper(),
        title,
        about,
        *attached,
        sheet.planned,
        *_handed(share),
        *posts,
        _PRIVATE,
    )


def _sheet(order: PackedOrder, share: Share) -> _Sheet:
    households = share.households or share.tags
    each = max(1, share.tags // households)
    given = min(households, share.tags)
    rows = tuple((str(n), "", "", str(each) if n <= given else "", "", "", "") for n in range(1, households + 1))
    first, again = _head(Canvas(), order, share), _again(Canvas(), order, share)
    fits = [int((BOTTOM - y - HOUSEHOLDS.head) / ROW) for y in (first, again)]
    closing = -(-int(10 * _closing_height(order, share)) // int(10 * ROW))
    counts = page_counts(households, fits[0], fits[1], closing)
    planned = f"Theo kế hoạch: {format_count(share.tags)} chiếc."
    if share.households is not None:
        left = share.tags - each * given
        reserve = f"; dự phòng {format_count(left)} chiếc" if left else ""
        planned = f"Theo kế hoạch: {format_count(households)} hộ, {format_count(each * given)} chiếc{reserve}."
    return _Sheet(share, rows, planned, counts)


def page_counts(rows: int, first: int, later: int, closing: int) -> tuple[int, ...]:
    """Return how many of ``rows`` stand on each page.

    So many fit on the ``first`` and on ``later`` ones, fewer by ``closing`` where people sign for all.
    """
    counts, left, room = [], rows, first
    while left > room - closing:
        counts.append(min(room, left - min(_LEAST_ROWS, left - 1)))
        left -= counts[-1]
        room = later
    return (*counts, left)


def _pages(order: PackedOrder, sheet: _Sheet) -> list[PaperPage]:
    """Set the rows of a sheet on its pages; under the last sign those who sign for all."""
    pages, done = [], 0
    for number, count in enumerate(sheet.counts, start=1):
        canvas = Canvas()
        y = _head(canvas, order, sheet.share) if number == 1 else _again(canvas, order, sheet.share)
        y = _grid(sheet.share).draw(canvas, LEFT, y, sheet.rows[done : done + count], (NUMBER, _CELL))
        done += count
        if number == len(sheet.counts):
            _sign(canvas, order, sheet, y)
        _foot(canvas, order, sheet.share, number, len(sheet.counts))
        pages.append(canvas.page())
    return pages


def _title(order: PackedOrder, share: Share) -> str:
    return f"DANH SÁCH CẤP PHÁT {(order.goods_of(share) or GOODS).upper()}"


def _attached(order: PackedOrder) -> tuple[str, ...]:
    """Say what the list belongs to: the plan that the job names, else with room for the pen."""
    century = century_of(order.date)
    plan = (
        order.basis
        or f"Kế hoạch số {DOT * 2}/{DOT * 2}, ngày {DOT * 2}/{DOT * 2}/{century}{DOT * 2} của {DOT * 9}"
    )
    return balance_lines(f"(Kèm theo {plan})", NOTE, WIDE - 10.0)


def _head(canvas: Canvas, order: PackedOrder, share: Share) -> float:
    """Set the heading of a first page; return where the table begins."""
    y = TOP
    for line in wrap_at_most(order.issuer.upper(), _OFFICE, 110.0, 2):
        canvas.line(line, LEFT, y, _OFFICE)
        y += 5.2
    y += 5.0
    for line in wrap_at_most(_title(order, share), TITLE, WIDE, 2):
        canvas.line(line, MIDDLE, y, TITLE, Align.CENTRE)
        y += 6.2
    for line in wrap_at_most(tie_name(share.name), _ABOUT, WIDE - 10.0, 2):
        canvas.line(line, MIDDLE, y, _ABOUT, Align.CENTRE)
        y += 5.8
    for line in _attached(order):
        canvas.line(line, MIDDLE, y, NOTE, Align.CENTRE)
        y += 5.2
    if share.name != (name := order.edition(share.edition).name) and len(order.editions) > 1:
        canvas.line(shorten_to_fit(f"Mẫu: {name}", NOTE, WIDE), MIDDLE, y, NOTE, Align.CENTRE)
        y += 5.2
    return y - 1.0


def _again(canvas: Canvas, order: PackedOrder, share: Share) -> float:
    """Set the heading of a further page."""
    said = shorten_to_fit(f"{_title(order, share)} \N{EN DASH} {share.name}", NOTE, WIDE)
    canvas.line(said, MIDDLE, TOP - 2.0, NOTE, Align.CENTRE)
    return TOP + 1.6


def _grid(share: Share) -> Grid:
    return HOUSEHOLDS if share.households is not None or not share.alone else _PEOPLE


def _handed(share: Share) -> tuple[str, ...]:
    """Say what the pen adds when all is handed out."""
    households = f"{DOT * 3} hộ, " if _grid(share) is HOUSEHOLDS else ""
    return (
        f"Thực phát: {households}{DOT * 3} chiếc (bằng chữ: {DOT * 12} chiếc).",
        f"Còn lại giao nộp: {DOT * 3} chiếc.",
    )


def _posts(order: PackedOrder, share: Share) -> tuple[str, ...]:
    head = head_title(share.name).replace("TỔ TRƯỞNG ", "TỔ TRƯỞNG\n")
    return ("NGƯỜI CẤP PHÁT", head, f"XÁC NHẬN CỦA\n{order.issuer.upper()}")


def _signing(order: PackedOrder, share: Share) -> Signing:
    names = (order.signers.hand_over.name, "", order.signers.approve.name)
    return Signing(
        tuple((tie_name(post), _NOTE, name) for post, name in zip(_posts(order, share), names, strict=True))
    )


def _closing_height(order: PackedOrder, share: Share) -> float:
    return 4 * _LINE + set_signers(Canvas(), _signing(order, share), 0.0)


def _sign(canvas: Canvas, order: PackedOrder, sheet: _Sheet, y: float) -> None:
    """Set what was planned, what the pen adds, and who signs for all, under the last row."""
    y += _LINE
    canvas.line(sheet.planned, LEFT, y, TEXT)
    for line in _handed(sheet.share):
        y += _LINE
        canvas.line(line, LEFT, y, _STRONG)
    dated = place_line(order.signed_in, order.date)
    y += _LINE
    canvas.line(dated, RIGHT, y, NOTE.fitted(dated, WIDE, 8.0), Align.RIGHT)
    set_signers(canvas, _signing(order, sheet.share), y)


def _whom_to_ask(order: PackedOrder) -> str:
    asked = ", ".join(filter(None, (order.contact.name, order.contact.phone)))
    return f"Cần hỏi, báo mất, hỏng: {asked}" if asked else ""


def _foot(canvas: Canvas, order: PackedOrder, share: Share, number: int, of: int) -> None:
    """Set what may not be done with the list, whose it is, and which of its pages this is."""
    y = A4.height - 9.0
    if order.sample:
        canvas.line(SPECIMEN.vi, MIDDLE, y, SPECIMEN_STYLE, Align.CENTRE)
    canvas.line(_PRIVATE, LEFT, y - 5.0, _SMALL)
    whose = " · ".join(filter(None, (share.name, "" if order.sample else _whom_to_ask(order))))
    canvas.line(shorten_to_fit(whose, _SMALL, 40.0 if order.sample else 138.0), LEFT, y, _SMALL)
    canvas.line(f"Trang {number}/{of}", RIGHT, y, _SMALL, Align.RIGHT)
