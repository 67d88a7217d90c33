"""Labels of boxes and bags, for whoever sorts and carries them: colour and figures first, words second.

A label is drawn into a box of any stock. What matters is read at arm's length; long names wrap, then shrink, and
are never cut where a line is left. Vietnamese first, English small.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from keytag.artwork import Role
from keytag.badge import chip
from keytag.geometry import Rect, Shape, ShapeKind
from keytag.imposition import Page
from keytag.packing.facts import SPECIMEN, Order, PackedEdition
from keytag.packing.names import tied
from keytag.packing.parcels import Bag, Box, Share
from keytag.packing.stock import LabelStock
from keytag.paper import Align, Board, Style, count, shortened, wrap, wrapped_in
from keytag.paper.board import RULE_INK, SECOND, WARNING_INK
from keytag.units import MM_PER_POINT

T = TypeVar("T")

# House rules: white to the edge of a label, which printers and guillotines miss by a millimetre or two.
_INSET = 5.0
_SMALL = Style(8.0, 500)
_TINY = Style(7.0, 400, SECOND.ink)
_WARNING = Style(8.5, 700, WARNING_INK)
_LINE = 1.18
_LEAST_ROW = 8.0
# What rounding may lose.
_HAIR = 1e-6


def box_labels(order: Order, stock: LabelStock) -> tuple[Page, ...]:
    """Return a label for each box on pages of ``stock``."""
    return _pages(order.boxes, stock, lambda board, area, box: _box(board, area, order, box))


def bag_labels(order: Order, stock: LabelStock) -> tuple[Page, ...]:
    """Return a label for each bag on pages of ``stock``, in the order of the boxes."""
    bags = tuple(bag for box in order.boxes for bag in box.bags)
    return _pages(bags, stock, lambda board, area, bag: _bag(board, area, order, bag))


def _pages(things: Sequence[T], stock: LabelStock, draw: Callable[[Board, Rect, T], None]) -> tuple[Page, ...]:
    pages = []
    for first in range(0, len(things), stock.a_page):
        board = Board(Rect(0.0, 0.0, *stock.page))
        for index, thing in enumerate(things[first : first + stock.a_page]):
            area = stock.place(index)
            if stock.a_page > 1:
                board.framed(area, RULE_INK, dash=(1.0, 1.5))
            draw(board, area.grown(-_INSET), thing)
        pages.append(board.page())
    return tuple(pages)


def _bag(board: Board, area: Rect, order: Order, bag: Bag) -> None:
    """Draw a bag's label: its edition's colour at the left, whose it is, how many, which of how many."""
    edition = order.edition(bag.share.edition)
    chip_box = Rect(area.x0, area.y0, area.x0 + 20.0, area.y1)
    _badge(board, chip_box, edition)
    x, room = chip_box.x1 + 4.0, area.x1 - chip_box.x1 - 4.0
    _heading(board, order, x, area.y0 + 2.6, room)
    foot = area.y1 - 0.4
    whole = f"{count(bag.tags)} thẻ"
    figure = Style(24.0, 700)
    board.line(whole, area.x1, foot, figure, Align.RIGHT)
    used = figure.width(whole) + 3.0
    of = f"Túi {bag.number}/{bag.of}"
    board.line(of, x, foot, Style(16.0, 700).fitted(of, room - used, 10.0))
    where = f"Thùng {bag.box}"
    board.line(where, x, foot - 7.4, _SMALL)
    board.line(f"bag {bag.number} of {bag.of}, box {bag.box}", x + _SMALL.width(where) + 2.0, foot - 7.4, _TINY)
    _name(board, bag.share.name, Rect(x, area.y0 + 4.6, area.x1, foot - 11.4), 18.0)


def _box(board: Board, area: Rect, order: Order, box: Box) -> None:
    """Draw a box's label: edition, which box of how many, what is in it, and how many tags."""
    edition = order.edition(box.edition)
    _badge(board, Rect(area.x0, area.y0, area.x0 + 26.0, area.y0 + 26.0), edition)
    x, room = area.x0 + 30.0, area.width - 30.0
    _heading(board, order, x, area.y0 + 2.6, room)
    _name(board, edition.name, Rect(x, area.y0 + 5.0, area.x1, area.y0 + 26.0), 20.0)
    board.rule(area.y0 + 30.0, area.x0, area.x1, heavy=True)
    which = f"{box.number} / {len(order.boxes)}"
    board.line("Thùng", area.x0, area.y0 + 37.0, Style(11.0, 600))
    board.line("box", area.x0, area.y0 + 41.2, SECOND)
    board.line(which, area.x0, area.y0 + 58.0, Style(44.0, 700).fitted(which, 0.5 * area.width, 20.0))
    board.line("Số thẻ", area.x1, area.y0 + 37.0, Style(11.0, 600), Align.RIGHT)
    board.line("tags", area.x1, area.y0 + 41.2, SECOND, Align.RIGHT)
    tags = count(box.tags)
    figure = Style(44.0, 700).fitted(tags, 0.45 * area.width, 20.0)
    board.line(tags, area.x1, area.y0 + 58.0, figure, Align.RIGHT)
    board.rule(area.y0 + 63.0, area.x0, area.x1)
    _contents(board, Rect(area.x0, area.y0 + 63.0, area.x1, area.y1 - 8.0), box)
    board.rule(area.y1 - 5.6, area.x0, area.x1)
    said = f"{order.issuer} · {order.date.isoformat()}"
    board.line(shortened(said, _TINY, area.width - 24.0), area.x0, area.y1 - 0.6, _TINY)
    board.line(f"# {order.content_hash}", area.x1, area.y1 - 0.6, _TINY, Align.RIGHT)


def _contents(board: Board, area: Rect, box: Box) -> None:
    """List the groups in a box; a single one stands large."""
    contents = box.contents
    if len(contents) == 1:
        share, bags = contents[0]
        _name(board, share.name, Rect(area.x0, area.y0 + 4.0, area.x1, area.y1 - 22.0), 28.0)
        said, small = _parts(share, bags)
        board.line(said, area.x0, area.y1 - 11.0, Style(13.0, 600).fitted(said, area.width, 9.0))
        board.line(small, area.x0, area.y1 - 6.4, SECOND)
        return
    line = min(10.0, (area.height - 2.0) / len(contents))
    fitting = len(contents) if line >= 5.0 else int((area.height - 2.0) / 5.0) - 1
    line = max(line, 5.0)
    y = area.y0
    for share, bags in contents[:fitting]:
        y += line
        style = Style(min(12.0, line * 0.8 / MM_PER_POINT / 1.2), 600)
        tags = f"{count(sum(bag.tags for bag in bags))} thẻ"
        of = _bag_numbers(bags)
        end = area.x1 - max(22.0, style.width(tags) + 3.0)
        board.line(tags, area.x1, y, style, Align.RIGHT)
        board.line(of, end, y, SECOND, Align.RIGHT)
        _row_name(board, share.name, area.x0, y, (end - SECOND.width(of) - 3.0 - area.x0, style))
    more = len(contents) - fitting
    if more > 0:
        board.line(f"… và {more} nơi nữa: xem bảng kê", area.x0, y + line, SECOND)


def _row_name(board: Board, name: str, x: float, y: float, room_style: tuple[float, Style]) -> None:
    """Set a name on a row: a little smaller, then in two lines, and only then cut."""
    room, style = room_style
    fitted = style.fitted(name, room, _LEAST_ROW)
    if fitted.width(name) <= room + _HAIR:
        board.line(name, x, y, fitted)
        return
    small = Style(_LEAST_ROW, style.weight)
    first, *rest = wrap(tied(name), small, room)
    board.line(first, x, y - small.em * 0.55, small)
    board.line(shortened(" ".join(rest), small, room), x, y + small.em * 0.6, small)


def _parts(share: Share, bags: tuple[Bag, ...]) -> tuple[str, str]:
    """Return which of a share's bags are in a box, in both languages."""
    first, last, of = bags[0].number, bags[-1].number, bags[0].of
    if len(bags) == of:
        return f"Đủ {of} túi, {count(share.tags)} thẻ", f"all {of} bags"
    return f"Túi {first}–{last} trong {of} túi", f"bags {first}–{last} of {of}"


def _bag_numbers(bags: tuple[Bag, ...]) -> str:
    first, last, of = bags[0].number, bags[-1].number, bags[0].of
    return f"{of} túi" if len(bags) == of else f"túi {first}–{last}/{of}"


def _heading(board: Board, order: Order, x: float, y: float, room: float) -> None:
    """Say whose tags these are; of a sample, that they are none."""
    if order.sample:
        said = f"{SPECIMEN.vi} / {SPECIMEN.en}"
        board.line(said, x, y, _WARNING.fitted(said, room, 6.0))
        return
    board.line(shortened(order.issuer, _TINY, room), x, y, _TINY)


def _badge(board: Board, area: Rect, edition: PackedEdition) -> None:
    """Draw an edition's chip with its short name on it, and the code that stands on its tags."""
    badge = edition.badge
    shape = Shape(ShapeKind.RECTANGLE, area.width, area.height, 2.0)
    board.draw(chip(shape, badge, Role.ART), Rect(0.0, 0.0, area.width, area.height), area.x0, area.y0)
    middle = (area.x0 + area.x1) / 2
    style = Style(13.0, 700, badge.on).fitted(badge.name, area.width - 5.0, 5.0)
    y = (area.y0 + area.y1) / 2 + style.em * 0.35
    if edition.code:
        large = Style(18.0, 700, badge.on)
        board.line(edition.code, middle, y - 2.0, large, Align.CENTRE)
        y += 5.0
    board.line(badge.name, middle, y, style, Align.CENTRE)


def _name(board: Board, text: str, area: Rect, size_pt: float) -> None:
    """Set a name as large as it fits in ``area``, in as many lines as it needs, from the top."""
    for size in (size_pt * part for part in (1.0, 0.85, 0.72, 0.6, 0.5, 0.42, 0.36)):
        style = Style(size, 700)
        lines = wrap(tied(text), style, area.width)
        if style.em * _LINE * len(lines) <= area.height and all(style.width(word) <= area.width for word in lines):
            break
    else:
        lines = wrapped_in(tied(text), style, area.width, max(1, int(area.height / (style.em * _LINE))))
    for number, line in enumerate(lines, start=1):
        board.line(line, area.x0, area.y0 + style.em * (_LINE * number - 0.22), style)
