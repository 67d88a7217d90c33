"""The receipt sheet: who got tags, a line with room to sign for each household, a sheet for each group.

Households are numbers 1 … n; names are written by hand. The heading is as Vietnamese offices set theirs (Decree
30/2020/NĐ-CP, appendix I, part I: the issuing body at the upper left, national title and motto at the right). A
channel, which has no households, signs for its boxes.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.imposition import Page
from keytag.packing.facts import SPECIMEN, Order
from keytag.packing.grid import Grid, GridColumn
from keytag.packing.names import tied
from keytag.packing.parcels import Box, Share
from keytag.paper import A4, Align, Board, Style, count, shortened, wrapped_in
from keytag.paper.board import LABEL, SECOND, WARNING
from keytag.wording import Text

# Decree 30/2020/NĐ-CP, appendix I, part I, 1: margins of 20 to 25 mm, at the left 30 to 35 mm for the file.
_LEFT, _RIGHT, _TOP, _BOTTOM = 25.0, A4.width - 15.0, 18.0, A4.height - 16.0
# The same, 2 and 3: sizes 12 to 14, body and motto in bold.
_BODY_NAME, _MOTTO = Style(10.5, 700), Style(10.5, 700)
_COUNTRY = Style(10.0, 700)
_TITLE = Style(16.0, 700)
_ABOUT = Style(11.5, 600)
_CELL, _NUMBER = Style(11.0, 500), Style(11.0, 600)
# House rule: a signature needs 9 mm.
_ROW = 9.2
_SIGNING = 46.0
_WHOLE = Text("DANH SÁCH KÝ NHẬN", "RECEIPT SHEET")

_HOUSEHOLDS = Grid(
    (
        GridColumn(Text("STT", "No."), 13.0, Align.CENTRE),
        GridColumn(Text("Họ và tên chủ hộ", "Head of household"), 66.0),
        GridColumn(Text("Số thẻ", "Tags"), 17.0, Align.CENTRE),
        GridColumn(Text("Ký nhận", "Signature"), 42.0),
        GridColumn(Text("Ghi chú", "Remarks"), 32.0),
    ),
    _ROW,
)
_BOXES = Grid(
    (
        GridColumn(Text("STT", "No."), 13.0, Align.CENTRE),
        GridColumn(Text("Thùng", "Box"), 28.0, Align.CENTRE),
        GridColumn(Text("Số túi", "Bags"), 20.0, Align.CENTRE),
        GridColumn(Text("Số thẻ", "Tags"), 22.0, Align.CENTRE),
        GridColumn(Text("Ký nhận", "Signature"), 52.0),
        GridColumn(Text("Ghi chú", "Remarks"), 35.0),
    ),
    _ROW,
)


class _Sheet(Struct, frozen=True):
    """A receipt: its grid and rows, and what is said under the last."""

    share: Share
    grid: Grid
    rows: tuple[tuple[str, ...], ...]
    total: str


def receipts(order: Order) -> tuple[Page, ...]:
    """Return the receipt sheets of all groups, each beginning on a page of its own."""
    return tuple(page for share in order.shares for page in _pages(order, _sheet(order, share)))


def _sheet(order: Order, share: Share) -> _Sheet:
    if share.households is None:
        return _of_boxes(share, tuple(box for box in order.boxes if any(bag.share is share for bag in box.bags)))
    each = max(1, share.tags // share.households)
    given = min(share.households, share.tags)
    rows = tuple((str(n), "", str(each) if n <= given else "", "", "") for n in range(1, share.households + 1))
    left = share.tags - each * given
    reserve = f"; còn {count(left)} thẻ dự phòng" if left else ""
    return _Sheet(
        share, _HOUSEHOLDS, rows, f"Cộng: {count(share.households)} hộ, {count(share.tags)} thẻ{reserve}."
    )


def _of_boxes(share: Share, boxes: tuple[Box, ...]) -> _Sheet:
    rows = []
    for number, box in enumerate(boxes, start=1):
        bags = [bag for bag in box.bags if bag.share is share]
        rows.append((str(number), str(box.number), str(len(bags)), count(sum(bag.tags for bag in bags)), "", ""))
    return _Sheet(share, _BOXES, tuple(rows), f"Cộng: {len(boxes)} thùng, {count(share.tags)} thẻ.")


def _pages(order: Order, sheet: _Sheet) -> list[Page]:
    """Fill pages with the rows of a sheet; the last keeps room for those who sign for all."""
    boards: list[Board] = []
    rows = list(sheet.rows)
    while True:
        board = Board()
        y = _head(board, order, sheet.share) if not boards else _again(board, order, sheet.share)
        boards.append(board)
        room = _BOTTOM - 6.0 - y - sheet.grid.head
        fits = int(room / _ROW)
        closes = len(rows) <= int((room - _SIGNING) / _ROW)
        # A page that holds all rows but not those who sign passes two on, so that nobody signs an empty page.
        taken = rows if closes else rows[: max(1, min(fits, len(rows) - 2))]
        rows = rows[len(taken) :]
        y = sheet.grid.draw(board, _LEFT, y, taken, (_NUMBER, _CELL))
        if closes:
            _sign(board, order, sheet, y)
            break
    for number, board in enumerate(boards, start=1):
        _foot(board, order, sheet.share, number, len(boards))
    return [board.page() for board in boards]


def _head(board: Board, order: Order, share: Share) -> float:
    """Set the heading of a first page; return where the table begins."""
    left, right = _LEFT + 37.0, _RIGHT - 45.0
    y = _TOP
    for line in wrapped_in(order.issuer.upper(), _BODY_NAME, 72.0, 2):
        board.fixed(line, left, y, _BODY_NAME, Align.CENTRE)
        y += 4.8
    board.rule(y - 2.6, left - 12.0, left + 12.0)
    board.fixed("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", right, _TOP, _COUNTRY, Align.CENTRE)
    motto = "Độc lập - Tự do - Hạnh phúc"
    board.fixed(motto, right, _TOP + 4.8, _MOTTO, Align.CENTRE)
    half = _MOTTO.width(motto) / 2
    board.rule(_TOP + 7.2, right - half, right + half)
    middle = (_LEFT + _RIGHT) / 2
    board.fixed(_WHOLE.vi, middle, 42.0, _TITLE, Align.CENTRE)
    y = 48.4
    about = f"Móc khóa an ninh \N{EN DASH} {tied(share.name)}"
    for line in wrapped_in(about, _ABOUT, _RIGHT - _LEFT - 20.0, 2):
        board.line(line, middle, y, _ABOUT, Align.CENTRE)
        y += 5.4
    said = _counted(order, share)
    board.line(said, middle, y - 0.2, SECOND, Align.CENTRE)
    return y + 4.4


def _counted(order: Order, share: Share) -> str:
    households = f"{count(share.households)} hộ, " if share.households is not None else ""
    edition = f"mẫu {order.edition(share.edition).name}, " if len(order.editions) > 1 else ""
    return f"{edition}{households}{count(share.tags)} thẻ  ·  {_WHOLE.en.lower()}"


def _again(board: Board, order: Order, share: Share) -> float:
    """Set the heading of a further page."""
    board.line(shortened(f"{_WHOLE.vi} \N{EN DASH} {share.name}", LABEL, 120.0), _LEFT, _TOP, LABEL)
    board.fixed(shortened(order.issuer, SECOND, 50.0), _RIGHT, _TOP, SECOND, Align.RIGHT)
    return _TOP + 3.6


def _sign(board: Board, order: Order, sheet: _Sheet, y: float) -> None:
    """Set the sum and who signs for all, under the last row."""
    y += 6.4
    board.line(sheet.total, _LEFT, y, _ABOUT)
    y += 7.0
    year = str(order.date.year)[:2]
    board.fixed(f"……………………, ngày …… tháng …… năm {year}……", _RIGHT, y, SECOND, Align.RIGHT)
    y += 6.4
    wide = (_RIGHT - _LEFT) / 2
    for number, who in enumerate(_signers(sheet.share)):
        at = _LEFT + wide * (number + 0.5)
        board.fixed(who.vi.upper(), at, y, Style(10.0, 700), Align.CENTRE)
        board.fixed(f"(ký, ghi rõ họ tên)  ·  {who.en}", at, y + 4.2, SECOND, Align.CENTRE)


def _signers(share: Share) -> tuple[Text, Text]:
    giver = Text("Người phát", "handed out by")
    if share.households is None:
        return giver, Text("Đại diện nơi nhận", "for the receiver")
    return giver, Text("Trưởng thôn, tổ trưởng", "head of hamlet or group")


def _foot(board: Board, order: Order, share: Share, number: int, of: int) -> None:
    if order.sample:
        warning = f"{SPECIMEN.vi} / {SPECIMEN.en}"
        board.fixed(warning, (_LEFT + _RIGHT) / 2, A4.height - 9.0, WARNING, Align.CENTRE)
    board.line(shortened(share.name, SECOND, 48.0 if order.sample else 120.0), _LEFT, A4.height - 9.0, SECOND)
    board.line(f"{number} / {of}", _RIGHT, A4.height - 9.0, LABEL, Align.RIGHT)
