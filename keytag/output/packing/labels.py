"""Labels of boxes and bags, for whoever sorts and carries them: colour and figures first, words second.

A label is drawn into a box of any stock. What matters is read at arm's length; long names wrap, then shrink, and
are never cut where a line is left. Vietnamese first; on boxes, which the print shop packs, English small. The
large number of a box is that of the packing list; where the editions are the receivers, a box says besides which
of its receiver's boxes it is. Stock is data: a page and the labels on it; a roll is a page with one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct

from keytag.drawing.artwork import Role
from keytag.drawing.badge import Pattern, chip, split_kind
from keytag.drawing.geometry import Rect, Shape, ShapeKind
from keytag.drawing.paper import PaperPage
from keytag.imposition.slug import UNAPPROVED_STAMP
from keytag.output.document.wording import SPECIMEN, tie_name
from keytag.output.packing.parcels import Bag, Box, PackedEdition, PackedOrder, Share, boxes_by_share
from keytag.output.page import Align, Canvas, Style, shorten_to_fit, wrap, wrap_at_most
from keytag.output.page.canvas import RULE_INK, SECOND, WARNING_INK
from keytag.text.figures import format_count, format_day
from keytag.units import MM_PER_POINT

# House rules: white to the edge of a label, which printers and guillotines miss by a millimetre or two.
_INSET = 5.0
_SMALL = Style(8.0, 500)
_TINY = Style(7.0, 400, SECOND.ink)
_WARNING = Style(8.5, 700, WARNING_INK)
_LINE_OF_BOX = Style(11.0, 500)
_LINE = 1.18
_LEAST_ROW = 8.0
# House rules: so many groups stand one under the other on the label of a box, more in two columns; the least
# height of a line; where there is room for the bags of each.
_ROWS, _LEAST_LINE, _BETWEEN, _BAGS_TOLD = 12, 5.0, 5.0, 60.0
# What rounding may lose.
_HAIR = 1e-6
T = TypeVar("T")


class LabelStock(Struct, frozen=True):
    """Labels of ``width`` by ``height`` mm on a page of ``page`` mm, ``columns`` by ``rows``, centred."""

    name: str
    page: tuple[float, float]
    width: float
    height: float
    columns: int = 1
    rows: int = 1

    @property
    def a_page(self) -> int:
        """How many labels a page has."""
        return self.columns * self.rows

    def place(self, index: int) -> Rect:
        """Return the box of the label at ``index`` of a page, rows first."""
        row, column = divmod(index, self.columns)
        x = (self.page[0] - self.columns * self.width) / 2 + column * self.width
        y = (self.page[1] - self.rows * self.height) / 2 + row * self.height
        return Rect(x, y, x + self.width, y + self.height)


# ISO 216: A4, and A6, which is a quarter of it.
_A4 = (210.0, 297.0)
BOXES_A4 = LabelStock("a4", _A4, 105.0, 148.0, 2, 2)
# House rule: A4 in twelve, three cuts of a guillotine each way less the edges.
BAGS_A4 = LabelStock("a4", _A4, 105.0, 49.0, 2, 6)
# House rule: the widths that label printers take most, 100 mm; a parcel's and a bag's height.
BOXES_ROLL = LabelStock("100x150", (100.0, 150.0), 100.0, 150.0)
BAGS_ROLL = LabelStock("100x50", (100.0, 50.0), 100.0, 50.0)


def box_labels(order: PackedOrder, stock: LabelStock) -> tuple[PaperPage, ...]:
    """Return a label for each box on pages of ``stock``."""
    own = boxes_by_share(order.boxes)
    return _pages(order.boxes, stock, lambda canvas, area, box: _box(canvas, area, order, (box, own)))


def bag_labels(order: PackedOrder, stock: LabelStock) -> tuple[PaperPage, ...]:
    """Return a label for each bag on pages of ``stock``, in the order of the boxes."""
    bags = tuple(bag for box in order.boxes for bag in box.bags)
    own = boxes_by_share(order.boxes)
    return _pages(bags, stock, lambda canvas, area, bag: _bag(canvas, area, order, (bag, own[id(bag.share)])))


def _pages(
    things: Sequence[T], stock: LabelStock, draw: Callable[[Canvas, Rect, T], None]
) -> tuple[PaperPage, ...]:
    pages = []
    for first in range(0, len(things), stock.a_page):
        canvas = Canvas(Rect(0.0, 0.0, *stock.page))
        for index, thing in enumerate(things[first : first + stock.a_page]):
            area = stock.place(index)
            if stock.a_page > 1:
                canvas.framed(area, RULE_INK, dash=(1.0, 1.5))
            draw(canvas, area.grown(-_INSET), thing)
        pages.append(canvas.page())
    return tuple(pages)


def _bag(canvas: Canvas, area: Rect, order: PackedOrder, packed: tuple[Bag, tuple[Box, ...]]) -> None:
    """Draw a bag's label: its edition's colour at the left, whose it is, how many, which of how many.

    ``packed`` is the bag, and the boxes of its share.
    """
    bag, boxes = packed
    edition = order.edition(bag.share.edition)
    chip_box = Rect(area.x0, area.y0, area.x0 + 20.0, area.y1)
    _badge(canvas, chip_box, edition)
    x, room = chip_box.x1 + 4.0, area.x1 - chip_box.x1 - 4.0
    number = f"# {order.content_hash}"
    canvas.line(number, area.x1, area.y0 + 2.6, _TINY, Align.RIGHT)
    _heading(canvas, order, x, area.y0 + 2.6, room - _TINY.width(number) - 3.0)
    foot = area.y1 - 0.4
    whole = f"{format_count(bag.tags)} chiếc"
    large = Style(24.0, 700)
    canvas.line(whole, area.x1, foot, large, Align.RIGHT)
    used = large.width(whole) + 3.0
    of = f"Túi {bag.number}/{bag.of}"
    canvas.line(of, x, foot, Style(16.0, 700).fitted(of, room - used, 10.0))
    where = f"Thùng số {bag.box}"
    if order.by_edition and len(boxes) > 1:
        which = next(n for n, box in enumerate(boxes, start=1) if box.number == bag.box)
        where = f"Thùng số {bag.box} ({which}/{len(boxes)} của đơn vị)"
    canvas.line(where, x, foot - 8.4, _SMALL)
    set_name(canvas, bag.share.name, Rect(x, area.y0 + 4.6, area.x1, foot - 12.0), 18.0)


def _box(canvas: Canvas, area: Rect, order: PackedOrder, packed: tuple[Box, dict[int, tuple[Box, ...]]]) -> None:
    """Draw a box's label: whose it is, which box of how many, what is in it, and how many tags.

    ``packed`` is the box, and the boxes of all shares.
    """
    box, own = packed
    share = box.contents[0][0] if len(box.contents) == 1 else None
    x, room = area.x0 + 30.0, area.width - 30.0
    chip_box = Rect(area.x0, area.y0, area.x0 + 26.0, area.y0 + 26.0)
    if len(box.editions) == 1:
        edition = order.edition(box.editions[0])
        _badge(canvas, chip_box, edition)
        name = edition.name
    elif box.channel:
        _several(canvas, chip_box, len(box.editions), "mẫu")
        name = box.channel
    else:
        _several(canvas, chip_box, len(box.contents), "đơn vị nhận")
        name = f"{len(box.contents)} đơn vị nhận"
    _heading(canvas, order, x, area.y0 + 2.6, room)
    set_name(canvas, name, Rect(x, area.y0 + 5.0, area.x1, area.y0 + 27.0), 26.0 if order.by_edition else 20.0)
    canvas.rule(area.y0 + 30.0, area.x0, area.x1, heavy=True)
    which, of = str(box.number), len(order.boxes)
    canvas.line("Thùng số", area.x0, area.y0 + 37.0, Style(11.0, 600))
    canvas.line(f"trong {of} thùng / box of {of}", area.x0, area.y0 + 41.2, SECOND)
    canvas.line(which, area.x0, area.y0 + 58.0, Style(44.0, 700).fitted(which, 0.5 * area.width, 20.0))
    canvas.line("Số lượng (chiếc)", area.x1, area.y0 + 37.0, Style(11.0, 600), Align.RIGHT)
    canvas.line("pieces", area.x1, area.y0 + 41.2, SECOND, Align.RIGHT)
    tags = format_count(box.tags)
    large = Style(44.0, 700).fitted(tags, 0.45 * area.width, 20.0)
    canvas.line(tags, area.x1, area.y0 + 58.0, large, Align.RIGHT)
    canvas.rule(area.y0 + 63.0, area.x0, area.x1)
    inside = Rect(area.x0, area.y0 + 63.0, area.x1, area.y1 - 8.0)
    if share is not None and order.by_edition:
        _own(canvas, inside, box, own[id(share)])
    else:
        _contents(canvas, inside, order, box)
    canvas.rule(area.y1 - 5.6, area.x0, area.x1)
    # Of a sample the head says that it is one, and not whose.
    has_office = not (order.sample or order.unapproved)
    said = format_day(order.date) if has_office else f"{order.issuer} · {format_day(order.date)}"
    room = area.width - _TINY.width(order.reference) - 4.0
    canvas.line(shorten_to_fit(said, _TINY, room), area.x0, area.y1 - 0.6, _TINY)
    canvas.line(order.reference, area.x1, area.y1 - 0.6, _TINY, Align.RIGHT)


def _several(canvas: Canvas, area: Rect, number: int, what: str) -> None:
    """Draw a chip of no colour for a box of several editions: how many receivers, or editions, are in it."""
    canvas.framed(area, RULE_INK, 0.5)
    middle = (area.x0 + area.x1) / 2
    canvas.line(str(number), middle, area.y0 + 14.0, Style(26.0, 700), Align.CENTRE)
    canvas.line(what, middle, area.y0 + 20.0, _SMALL, Align.CENTRE)


def _own(canvas: Canvas, area: Rect, box: Box, boxes: Sequence[Box]) -> None:
    """Say which of its receiver's bags a box holds, which of its boxes it is, how much that receiver gets."""
    share, bags = box.contents[0]
    said, small = _parts(share, bags)
    y = area.y0 + 11.0
    canvas.line(said, area.x0, y, Style(17.0, 600).fitted(said, area.width, 10.0))
    canvas.line(small, area.x0, y + 5.0, SECOND)
    lines = (
        f"Thùng {boxes.index(box) + 1}/{len(boxes)} của đơn vị nhận.",
        f"Đơn vị nhận cả thảy {format_count(share.tags)} chiếc trong {len(boxes)} thùng.",
    )
    for number, line in enumerate(lines):
        canvas.line(line, area.x0, y + 17.0 + 7.0 * number, _LINE_OF_BOX.fitted(line, area.width, 7.0))


def _contents(canvas: Canvas, area: Rect, order: PackedOrder, box: Box) -> None:
    """List the groups in a box, of a channel's the editions; a single one stands large."""
    contents = box.contents
    if len(contents) == 1:
        share, bags = contents[0]
        set_name(canvas, share.name, Rect(area.x0, area.y0 + 4.0, area.x1, area.y1 - 22.0), 28.0)
        said, small = _parts(share, bags)
        canvas.line(said, area.x0, area.y1 - 11.0, Style(13.0, 600).fitted(said, area.width, 9.0))
        canvas.line(small, area.x0, area.y1 - 6.4, SECOND)
        return
    columns = 1 if len(contents) <= _ROWS else 2
    rows = -(-len(contents) // columns)
    line = min(10.0, (area.height - 2.0) / rows)
    if line < _LEAST_LINE:
        line = _LEAST_LINE
        rows = int((area.height - 2.0) / line) - 1
    wide = (area.width - _BETWEEN * (columns - 1)) / columns
    for number, (share, bags) in enumerate(contents[: rows * columns]):
        column, row = divmod(number, rows)
        x = area.x0 + column * (wide + _BETWEEN)
        name = order.edition(share.edition).name if box.channel else share.name
        place = Rect(x, area.y0 + line * row, x + wide, area.y0 + line * (row + 1))
        _row(canvas, place, name, bags)
    more = len(contents) - rows * columns
    if more > 0:
        what = "mẫu" if box.channel else "nơi"
        canvas.line(f"… và {more} {what} nữa: xem bảng kê", area.x0, area.y0 + line * (rows + 1), SECOND)


def _row(canvas: Canvas, area: Rect, name: str, bags: tuple[Bag, ...]) -> None:
    """Set one of several groups or editions in a box on a line: name, which bags, how many."""
    style = Style(min(12.0, area.height * 0.8 / MM_PER_POINT / 1.2), 600)
    tags = f"{format_count(sum(bag.tags for bag in bags))} chiếc"
    canvas.line(tags, area.x1, area.y1, style, Align.RIGHT)
    end = area.x1 - style.width(tags) - 3.0
    # One bag that is all there is needs no word where there is little room.
    of = _bag_numbers(bags) if bags[0].of > 1 or area.width > _BAGS_TOLD else ""
    if of:
        end = min(end, area.x1 - 22.0)
        canvas.line(of, end, area.y1, SECOND, Align.RIGHT)
        end -= SECOND.width(of) + 3.0
    _row_name(canvas, name, area.x0, area.y1, (end - area.x0, style))


def _row_name(canvas: Canvas, name: str, x: float, y: float, room_style: tuple[float, Style]) -> None:
    """Set a name on a row: a little smaller, then in two lines, and only then cut."""
    room, style = room_style
    fitted = style.fitted(name, room, _LEAST_ROW)
    if fitted.width(name) <= room + _HAIR:
        canvas.line(name, x, y, fitted)
        return
    small = Style(_LEAST_ROW, style.weight)
    first, *rest = wrap(tie_name(name), small, room)
    canvas.line(first, x, y - small.em * 0.55, small)
    canvas.line(shorten_to_fit(" ".join(rest), small, room), x, y + small.em * 0.6, small)


def _parts(share: Share, bags: tuple[Bag, ...]) -> tuple[str, str]:
    """Return which of a share's bags are in a box, in both languages."""
    first, last, of = bags[0].number, bags[-1].number, bags[0].of
    if len(bags) == of:
        return f"Đủ {of} túi, {format_count(share.tags)} chiếc", "the only bag" if of == 1 else f"all {of} bags"
    if first == last:
        return f"Túi {first} trong {of} túi", f"bag {first} of {of}"
    return f"Túi {first}–{last} trong {of} túi", f"bags {first}–{last} of {of}"


def _bag_numbers(bags: tuple[Bag, ...]) -> str:
    first, last, of = bags[0].number, bags[-1].number, bags[0].of
    return f"{of} túi" if len(bags) == of else f"túi {first}/{of}" if first == last else f"túi {first}–{last}/{of}"


def _heading(canvas: Canvas, order: PackedOrder, x: float, y: float, room: float) -> None:
    """Say whose tags these are; of a sample, that they are none, and of what nobody approved, that."""
    if order.sample or order.unapproved:
        said = f"{SPECIMEN.vi} / {SPECIMEN.en}" if order.sample else UNAPPROVED_STAMP
        canvas.line(said, x, y, _WARNING.fitted(said, room, 6.0))
        return
    canvas.line(shorten_to_fit(order.issuer, _TINY, room), x, y, _TINY)


def _badge(canvas: Canvas, area: Rect, edition: PackedEdition) -> None:
    """Draw an edition's chip with its name on it, the kind of place too, and the code that stands on its tags."""
    badge = edition.badge
    shape = Shape(ShapeKind.RECTANGLE, area.width, area.height, 2.0)
    canvas.draw(chip(shape, badge, Role.ART), Rect(0.0, 0.0, area.width, area.height), area.x0, area.y0)
    middle = (area.x0 + area.x1) / 2
    inset = _PLAIN_INSET if badge.pattern is Pattern.PLAIN else _PATTERN_INSET
    top, large = area.y0 + inset, Style(18.0, 700, badge.on)
    if edition.code:
        canvas.line(edition.code, middle, top + large.em * 0.8, large, Align.CENTRE)
        top += large.em
    lines, style = _on_chip(edition, area.width - 2 * inset, area.y1 - inset - top)
    y = (top + area.y1 - inset - len(lines) * style.em * _LINE) / 2
    for number, line in enumerate(lines, start=1):
        canvas.line(line, middle, y + style.em * (_LINE * number - 0.32), style, Align.CENTRE)


# House rules, in mm: what stands on a chip keeps clear of its edge, and of its pattern.
_PLAIN_INSET, _PATTERN_INSET = 1.4, 3.2
# House rules, in points: a name parted within its words is no better than one a little smaller.
_WHOLE_SIZES, _ANY_SIZES = (13.0, 11.5, 10.0, 9.0, 8.0), (11.5, 10.0, 9.0, 8.0, 7.0, 6.0)


# House rule: a province has some hundred communes, and thousands of bags.
@lru_cache(512)
def _on_chip(edition: PackedEdition, wide: float, high: float) -> tuple[tuple[str, ...], Style]:
    """Return an edition's name in lines and how they are set; its short name where the whole has no room."""
    badge = edition.badge
    kind, proper = split_kind(edition.name)
    for size, is_whole in (*((size, True) for size in _WHOLE_SIZES), *((size, False) for size in _ANY_SIZES)):
        style = Style(size, 700, badge.on)
        lines = tuple(filter(None, (kind, proper))) if is_whole else _broken(edition.name, style, wide)
        if style.em * _LINE * len(lines) <= high and all(style.width(line) <= wide + _HAIR for line in lines):
            whole = {word for line in lines for word in re.split("[ \u00a0]", line)}
            if whole >= set(edition.name.split()):
                return lines, style
    return (badge.name,), Style(13.0, 700, badge.on).fitted(badge.name, wide, 5.0)


def _broken(text: str, style: Style, room: float) -> tuple[str, ...]:
    """Return a name in lines, broken after the words for its kind where that will do: Thị trấn, Cần Giuộc."""
    kind, rest = split_kind(text)
    whole = rest.replace(" ", "\N{NO-BREAK SPACE}")
    if kind and style.width(text) > room >= style.width(whole):
        return (*wrap(kind, style, room), whole)
    return wrap(tie_name(text), style, room)


# House rule: the sizes at which a name is tried, as parts of the largest; the first four keep it legible afar.
_NAME_SIZES = (1.0, 0.85, 0.72, 0.6, 0.5, 0.42, 0.36)


def set_name(canvas: Canvas, text: str, area: Rect, size_pt: float) -> None:
    """Set a name as large as it fits in ``area``, in as many lines as it needs, from the top.

    A place's name proper is set smaller before it is parted.
    """
    tied = tie_name(text).split(" ")
    for part, is_whole in (*((each, True) for each in _NAME_SIZES[:4]), *((each, False) for each in _NAME_SIZES)):
        style = Style(size_pt * part, 700)
        if is_whole and any(style.width(word) > area.width for word in tied):
            continue
        lines = _broken(text, style, area.width)
        if style.em * _LINE * len(lines) <= area.height and all(style.width(word) <= area.width for word in lines):
            break
    else:
        lines = wrap_at_most(tie_name(text), style, area.width, max(1, int(area.height / (style.em * _LINE))))
    for number, line in enumerate(lines, start=1):
        canvas.line(line, area.x0, area.y0 + style.em * (_LINE * number - 0.22), style)
