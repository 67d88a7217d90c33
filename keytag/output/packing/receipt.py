"""The receipt sheet: who got tags, a line with room to sign for each household, a sheet for each group.

Households are numbers 1 … n; names are written by hand. It is an attachment, which hangs on a plan or a record:
the office's name and the line of what it belongs to, no national title, which Decree 30/2020/NĐ-CP gives to
documents of their own. What was handed out is left to the pen: nobody knows it before. Vietnamese alone.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.imposition import Page
from keytag.output.packing.parcels import SPECIMEN, PackedOrder, Share
from keytag.output.packing.wording import head_title, tie_numbers
from keytag.output.page import A4, Align, Canvas, Style, shorten_to_fit, wrap_at_most
from keytag.output.page.canvas import LABEL, SECOND, WARNING
from keytag.output.page.table import Grid, GridColumn
from keytag.text.figures import format_count

# Decree 30/2020/NĐ-CP, appendix I, part I, 1: margins of 20 to 25 mm, at the right 15 to 20.
_LEFT, _RIGHT, _TOP, _BOTTOM = 25.0, A4.width - 15.0, 20.0, A4.height - 18.0
_OFFICE = Style(11.0, 700)
_TITLE = Style(15.0, 700)
_ABOUT = Style(12.0, 700)
_TEXT, _STRONG, _SMALL = Style(11.0, 400), Style(11.0, 600), Style(9.5, 400)
_CELL, _NUMBER = Style(11.0, 500), Style(11.0, 600)
# House rule: a signature needs 9 mm.
_ROW = 9.2
_SIGNING = 52.0
_WHOLE = "DANH SÁCH CẤP PHÁT MÓC KHÓA"
_PRIVATE = "Danh sách chỉ dùng để cấp phát và quyết toán; không sao chụp, không đưa lên mạng."

_HOUSEHOLDS = Grid(
    (
        GridColumn("STT", 11.0, Align.CENTRE),
        GridColumn("Họ và tên chủ hộ", 40.0),
        GridColumn("Địa chỉ", 30.0),
        GridColumn("Số lượng\n(chiếc)", 18.0, Align.CENTRE),
        GridColumn("Ngày nhận", 22.0, Align.CENTRE),
        GridColumn("Ký nhận\n(nhận thay: ghi họ tên)", 33.0),
        GridColumn("Ghi chú", 16.0),
    ),
    _ROW,
)


class _Sheet(Struct, frozen=True):
    """A receipt: its rows, and what is said under the last."""

    share: Share
    rows: tuple[tuple[str, ...], ...]
    planned: str


def receipt_pages(order: PackedOrder) -> tuple[Page, ...]:
    """Return the receipt sheets of all groups, each beginning on a page of its own.

    Whose households nobody counted is listed where that was asked for, a line for each tag.
    """
    listed = (share for share in order.shares if order.has_list(share))
    return tuple(page for share in listed for page in _pages(order, _sheet(share)))


def _sheet(share: Share) -> _Sheet:
    households = share.households or share.tags
    each = max(1, share.tags // households)
    given = min(households, share.tags)
    rows = tuple((str(n), "", "", str(each) if n <= given else "", "", "", "") for n in range(1, households + 1))
    if share.households is None:
        return _Sheet(share, rows, f"Theo kế hoạch: {format_count(share.tags)} chiếc.")
    left = share.tags - each * given
    reserve = f"; dự phòng {format_count(left)} chiếc" if left else ""
    return _Sheet(
        share, rows, f"Theo kế hoạch: {format_count(households)} hộ, {format_count(share.tags)} chiếc{reserve}."
    )


def _pages(order: PackedOrder, sheet: _Sheet) -> list[Page]:
    """Fill pages with the rows of a sheet; the last keeps room for those who sign for all."""
    canvases: list[Canvas] = []
    rows = list(sheet.rows)
    while True:
        canvas = Canvas()
        y = _head(canvas, order, sheet.share) if not canvases else _again(canvas, order, sheet.share)
        canvases.append(canvas)
        room = _BOTTOM - 6.0 - y - _HOUSEHOLDS.head
        fits = int(room / _ROW)
        closes = len(rows) <= int((room - _SIGNING) / _ROW)
        # A page that holds all rows but not those who sign passes two on, so that nobody signs an empty page.
        taken = rows if closes else rows[: max(1, min(fits, len(rows) - 2))]
        rows = rows[len(taken) :]
        y = _HOUSEHOLDS.draw(canvas, _LEFT, y, taken, (_NUMBER, _CELL))
        if closes:
            _sign(canvas, order, sheet, y)
            break
    for number, canvas in enumerate(canvases, start=1):
        _foot(canvas, order, sheet.share, number, len(canvases))
    return [canvas.page() for canvas in canvases]


def _head(canvas: Canvas, order: PackedOrder, share: Share) -> float:
    """Set the heading of a first page; return where the table begins."""
    middle, y = (_LEFT + _RIGHT) / 2, _TOP
    for line in wrap_at_most(order.issuer.upper(), _OFFICE, 110.0, 2):
        canvas.fixed(line, _LEFT, y, _OFFICE)
        y += 4.8
    y += 8.0
    canvas.fixed(_WHOLE, middle, y, _TITLE, Align.CENTRE)
    y += 6.6
    for line in wrap_at_most(tie_numbers(share.name), _ABOUT, _RIGHT - _LEFT - 20.0, 2):
        canvas.line(line, middle, y, _ABOUT, Align.CENTRE)
        y += 5.6
    century = str(order.date.year)[:2]
    attached = f"(Kèm theo Kế hoạch số ……/……, ngày ……/……/{century}…… của …………………………………"
    canvas.fixed(attached, middle, y, _SMALL, Align.CENTRE)
    y += 4.8
    canvas.fixed("về triển khai mô hình “……………………………………………………………”)", middle, y, _SMALL, Align.CENTRE)
    if share.name != (name := order.edition(share.edition).name) and len(order.editions) > 1:
        y += 4.8
        canvas.line(f"Mẫu: {name}", middle, y, _SMALL, Align.CENTRE)
    return y + 4.4


def _again(canvas: Canvas, order: PackedOrder, share: Share) -> float:
    """Set the heading of a further page."""
    canvas.line(shorten_to_fit(f"{_WHOLE} \N{EN DASH} {share.name}", LABEL, 120.0), _LEFT, _TOP, LABEL)
    canvas.fixed(shorten_to_fit(order.issuer, SECOND, 50.0), _RIGHT, _TOP, SECOND, Align.RIGHT)
    return _TOP + 3.6


def _sign(canvas: Canvas, order: PackedOrder, sheet: _Sheet, y: float) -> None:
    """Set what was planned, what the pen adds, and who signs for all, under the last row."""
    canvas.line(sheet.planned, _LEFT, y + 6.4, _TEXT)
    handed = "Thực phát: ……… hộ, ……… chiếc (bằng chữ: ……………………………………… chiếc)."
    canvas.fixed(handed, _LEFT, y + 12.6, _STRONG)
    canvas.fixed("Còn lại giao nộp: ……… chiếc.", _LEFT, y + 18.8, _STRONG)
    dated = f"……………, ngày …… tháng …… năm {str(order.date.year)[:2]}……"
    canvas.fixed(dated, _RIGHT, y + 18.8, _SMALL, Align.RIGHT)
    y += 26.4
    signers = ("NGƯỜI CẤP PHÁT", head_title(sheet.share.name), f"XÁC NHẬN CỦA {order.issuer.upper()}")
    wide = (_RIGHT - _LEFT) / len(signers)
    for number, who in enumerate(signers):
        at = _LEFT + wide * (number + 0.5)
        lines = wrap_at_most(tie_numbers(who), _OFFICE, wide - 3.0, 3)
        for row, line in enumerate(lines):
            canvas.fixed(line, at, y + 4.6 * row, _OFFICE, Align.CENTRE)
        canvas.fixed("(Ký, ghi rõ họ tên)", at, y + 4.6 * len(lines), _SMALL, Align.CENTRE)


def _foot(canvas: Canvas, order: PackedOrder, share: Share, number: int, of: int) -> None:
    y = A4.height - 9.0
    if order.sample:
        canvas.fixed(f"{SPECIMEN.vi} / {SPECIMEN.en}", (_LEFT + _RIGHT) / 2, y, WARNING, Align.CENTRE)
    canvas.fixed(_PRIVATE, _LEFT, y - 5.0, SECOND)
    canvas.line(shorten_to_fit(share.name, SECOND, 40.0 if order.sample else 120.0), _LEFT, y, SECOND)
    canvas.line(f"{number} / {of}", _RIGHT, y, LABEL, Align.RIGHT)
