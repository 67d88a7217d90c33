"""The drawings of a ticket: both sides of a tag at true size with its measures, and how the sheet is turned.

Beyond a tag's cut stands what is printed to be cut away, and the end of the next tag; where a page has no room for
the true size, how much smaller it is is said beside it. Of the sheet a corner is marked, so that eye and hand can
follow it; the gripper is where it bites on each side. Must not know how a tag is composed. Answers to
`keytag.imposition.press`: turned left to right, or head to tail where the gripper changes.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.drawing.artwork import Artwork, Fill, Group, Item, Role, Stroke, visible_items, walk
from keytag.drawing.geometry import IDENTITY, Affine, Hole, Path, Point, Rect, Shape, polygon, polyline
from keytag.drawing.ink import BLACK, PAPER, Ink
from keytag.imposition import Backing, Press
from keytag.imposition.backing_up import turning_instruction
from keytag.output.page.canvas import GREY, RULE, SECOND, Align, Canvas, Style
from keytag.output.page.press_side import (
    GRIPPER_RED,
    SmallSheet,
    draw_corner_key,
    draw_gripper_edge,
    draw_marked_corner,
)
from keytag.output.ticket.facts import Ticket
from keytag.text.figures import amount_with_unit, format_measure
from keytag.text.text import Text

# House rules: the cut and the end of the bleed as technical drawings of one-ups show them.
_CUT = Ink("cut", (0.0, 1.0, 0.0, 0.0))
_BLEED = Ink("bleed", (0.0, 0.5, 1.0, 0.0))
_FIGURE = Style(9.0, 600)
_THIN = 0.2
_HEAD = 1.7
# House rules, in mm: what stands round a tag and its bleed: heading and hole above, size and bleed below,
# height at the left, bleed and gap at the right.
_ABOVE, _BELOW, _LEFT, _RIGHT = 18.0, 12.0, 14.2, 19.5
# House rule: so much of the next tag is shown.
_NEXT = 5.0
_FRONT = Ink("front", (0.0, 0.0, 0.0, 0.28))
_BACK = Ink("back", (0.0, 0.0, 0.0, 0.13))
_SMALL = Style(9.0, 500)
# House rules, in mm: the thinnest edge for the gripper, and how long the marked corner's legs are.
_THINNEST, _LEG = 1.0, 7.0
_BETWEEN = 22.0
WAYS = {
    Backing.SHEETWISE: Text("In AB", "Sheetwise"),
    Backing.PERFECTING: Text("In hai mặt một lượt", "Perfecting"),
    Backing.TURN: Text("Tự trở tay kê", "Work-and-turn"),
    Backing.TUMBLE: Text("Tự trở nhíp", "Work-and-tumble"),
    Backing.SINGLE: Text("In một mặt", "One side only"),
}


class Side(Struct, frozen=True):
    """One side to be drawn: what it is called, how it looks, and its hole as this side sees it."""

    title: Text
    look: Artwork
    hole: Hole | None


def picture_sides(ticket: Ticket) -> tuple[Side, ...]:
    """Return front and back of the ticket's picture, where it has one."""
    picture = ticket.picture
    if picture is None:
        return ()
    turned = ticket.hole.mirrored(ticket.shape.width) if ticket.hole is not None else None
    return (
        Side(Text("Mặt trước", "Front"), picture.front, ticket.hole),
        Side(Text("Mặt sau", "Back"), picture.back, turned),
    )


def scale_for(ticket: Ticket, room: Rect) -> float:
    """Return how large a side is drawn in ``room``: 1 at true size, less where that has no room there."""
    around = 2 * _bleed(ticket)
    across = (room.width - _LEFT - _RIGHT) / (ticket.shape.width + around)
    down = (room.height - _ABOVE - _BELOW) / (ticket.shape.height + around)
    return min(1.0, across, down)


def height_of(ticket: Ticket, scale: float) -> float:
    """Return how high a side drawn at ``scale`` is with all that stands round it."""
    return (ticket.shape.height + 2 * _bleed(ticket)) * scale + _ABOVE + _BELOW


def _bleed(ticket: Ticket) -> float:
    """Return how far ink goes beyond the cut; what ends at its mould has nothing there."""
    return 0.0 if ticket.shop.process == "moulded" else ticket.shop.press.bleed


def draw_side(canvas: Canvas, ticket: Ticket, side: Side, room: Rect, scale: float) -> None:
    """Draw one side in the upper left corner of ``room``."""
    bleed = _bleed(ticket)
    canvas.beside(_title(_with_patch(ticket, side), scale), room.x0, room.y0 + 4.0, Style(10.0, 600))
    place = Affine(scale, 0.0, 0.0, scale, room.x0 + _LEFT + bleed * scale, room.y0 + _ABOVE + bleed * scale)
    canvas.place(_shown(ticket.shape, side, bleed), place)
    _draw_next(canvas, ticket, place)
    _draw_measures(canvas, ticket, side, place)


def _with_patch(ticket: Ticket, side: Side) -> Text:
    """Name a side; where its code is put on afterwards, with that."""
    has_code = any(item.role is Role.QR for item, _ in walk(side.look.items))
    if ticket.patch is None or not has_code:
        return side.title
    return Text(f"{side.title.vi}, mã QR dán rời", side.title.en)


def _title(title: Text, scale: float) -> Text:
    if scale >= 1.0:
        return Text(f"{title.vi}, đúng cỡ", f"{title.en}, true size")
    share = amount_with_unit(100 * scale, "%")
    return Text(f"{title.vi}, thu còn {share.vi}", f"{title.en}, at {share.en}")


def _shown(shape: Shape, side: Side, bleed: float) -> Artwork:
    """Return how a side looks to the end of its bleed, with its hole, its cut and that end as lines."""
    grown = shape.outline(-bleed) if bleed else shape.outline()
    look = Group(tuple(visible_items(side.look.items)), clip=grown)
    # White beside the cut, so that it is seen on grounds of its own colour.
    lines: list[Item] = [Stroke(shape.outline(), ink, wide, Role.ART) for ink, wide in ((PAPER, 0.7), (_CUT, 0.3))]
    if bleed:
        lines.append(Stroke(grown, _BLEED, _THIN, Role.ART, dash=(1.4, 0.9)))
    if side.hole is not None:
        punched = side.hole.outline()
        lines += (Fill(punched, PAPER, Role.ART), Stroke(punched, _CUT, 0.35, Role.ART))
    return Artwork((look, *lines), shape.trim, bleed + 0.5)


def _draw_next(canvas: Canvas, ticket: Ticket, place: Affine) -> None:
    """Draw the beginning of the next tag, as far away as tags are at least."""
    shape, gap = ticket.shape, ticket.shop.press.gap
    (outline,) = shape.outline().flattened(0.02)
    kept = [point for point in outline if point[0] <= _NEXT]
    upper = sorted((p for p in kept if p[1] <= shape.height / 2), key=lambda p: -p[0])
    lower = sorted((p for p in kept if p[1] > shape.height / 2), key=lambda p: p[0])
    points = tuple(place.apply((x + shape.width + gap, y)) for x, y in (*upper, *lower))
    if len(points) > 1:
        canvas.stroked(polyline(points), GREY, _THIN)


def _draw_measures(canvas: Canvas, ticket: Ticket, side: Side, place: Affine) -> None:
    """Draw width and height with their lines, and say of hole, bleed and gap where they are."""
    shape, bleed = ticket.shape, _bleed(ticket)
    left, top = place.apply((0.0, 0.0))
    right, bottom = place.apply((shape.width, shape.height))
    away = bleed * place.a + 2.2
    _measure(canvas, (left, bottom + away), (right, bottom + away))
    canvas.line(
        format_measure(shape.width, " mm").vi, (left + right) / 2, bottom + away + 4.0, _FIGURE, Align.CENTRE
    )
    _measure(canvas, (left - away, top), (left - away, bottom))
    height = format_measure(shape.height, " mm").vi
    canvas.line(height, left - away - 1.2, (top + bottom) / 2 + 1.1, _FIGURE, Align.RIGHT)
    middle = (top + bottom) / 2
    _say_gap(canvas, ticket.shop.press.gap, (right, top - bleed * place.a - 1.8), middle, place.a)
    if ticket.shop.process != "moulded":
        _say_bleed(canvas, bleed, (right, bottom), place)
    if side.hole is not None:
        _say_hole(canvas, shape, side.hole, place, top - bleed * place.a)


def _say_gap(canvas: Canvas, gap: float, at: Point, middle: float, scale: float) -> None:
    """Say how far the next tag is: its line stands above, with its arrows outside."""
    x, y = at
    for end, way in ((x, -1.0), (x + gap * scale, 1.0)):
        canvas.stroked(polyline(((end, y - 1.4), (end, middle))), GREY, RULE)
        canvas.stroked(polyline(((end + way * 3.2, y), (end, y))), BLACK, _THIN)
        _arrow(canvas, (end, y), (way, 0.0))
    said = format_measure(gap, " mm")
    canvas.line(f"khe {said.vi}", x + gap * scale + 4.2, y + 0.6, _FIGURE)
    canvas.line("gap", x + gap * scale + 4.2, y + 4.4, SECOND)


def _say_bleed(canvas: Canvas, bleed: float, corner: Point, place: Affine) -> None:
    """Say how much ink lies beyond the cut, with a line from it."""
    x, y = corner
    said = format_measure(bleed, " mm")
    text = Text(f"chừa xén {said.vi}", "bleed") if bleed else Text("không chừa xén", "no bleed")
    at = y + bleed * place.a + 7.0
    canvas.line(text.vi, x - 1.0, at, _FIGURE)
    canvas.line(text.en, x - 1.0, at + 3.9, SECOND)
    if bleed:
        start = (x + bleed * place.a / 2, place.apply((0.0, 0.0))[1] / 2 + y / 2)
        canvas.stroked(polyline((start, (start[0] + 0.6, at - 3.0))), BLACK, _THIN)
        _dot(canvas, start)


def _say_hole(canvas: Canvas, shape: Shape, hole: Hole, place: Affine, top: float) -> None:
    """Say how wide the hole is and how much is left beside it, with a line from its middle."""
    x, y = place.apply((hole.cx, hole.cy))
    across = format_measure(hole.diameter, " mm")
    edge = format_measure(round(shape.depth((hole.cx, hole.cy)) - hole.radius, 2), " mm")
    align = Align.LEFT if hole.cx <= shape.width / 2 else Align.RIGHT
    step = 1.2 if align is Align.LEFT else -1.2
    canvas.stroked(polyline(((x, y), (x, top - 7.8))), BLACK, _THIN)
    _dot(canvas, (x, y))
    canvas.line(f"lỗ Ø {across.vi}, cách mép {edge.vi}", x + step, top - 8.9, _FIGURE, align)
    canvas.line(f"hole Ø {across.en}, {edge.en} from the cut", x + step, top - 5.0, SECOND, align)


def _measure(canvas: Canvas, start: Point, end: Point) -> None:
    """Draw a line from edge to edge with an arrow at each end, and a short line across each."""
    (x0, y0), (x1, y1) = start, end
    long = max(abs(x1 - x0), abs(y1 - y0)) or 1.0
    along = ((x1 - x0) / long, (y1 - y0) / long)
    canvas.stroked(polyline((start, end)), BLACK, _THIN)
    for (x, y), way in ((start, 1.0), (end, -1.0)):
        across = (along[1] * 1.4, along[0] * 1.4)
        canvas.stroked(polyline(((x - across[0], y - across[1]), (x + across[0], y + across[1]))), BLACK, _THIN)
        _arrow(canvas, (x, y), (along[0] * way, along[1] * way))


def _arrow(canvas: Canvas, tip: Point, back: Point) -> None:
    """Draw an arrow's head with its tip at ``tip``; ``back`` is where it comes from."""
    x, y = tip
    dx, dy = back[0] * _HEAD, back[1] * _HEAD
    head = polygon(((x, y), (x + dx - dy * 0.28, y + dy + dx * 0.28), (x + dx + dy * 0.28, y + dy - dx * 0.28)))
    canvas.draw((Fill(head, BLACK, Role.ART),), head.bounds())


def _dot(canvas: Canvas, at: Point) -> None:
    x, y = at
    canvas.filled(Rect(x - 0.35, y - 0.35, x + 0.35, y + 0.35), BLACK)


def backing_title(press: Press, backing: Backing) -> Text:
    """Return what the trade calls the way of backing up."""
    if press.reverse:
        return Text("In ngược", "In reverse")
    return WAYS[backing]


def second_side_words(press: Press, backing: Backing) -> Text:
    """Return what the operator does after the first side."""
    turned = turning_instruction(press, backing)
    if turned is None:
        return Text("Không in mặt sau", "Nothing on the back")
    if backing is Backing.PERFECTING:
        return Text(f"Máy tự lật, đổi {press.edge.vi}", f"Turned in the press, other {press.edge.en}")
    return turned


def draw_turning(canvas: Canvas, ticket: Ticket, room: Rect) -> None:
    """Draw both sides of the ticket's sheet in the middle of ``room``, as large as it lets them be."""
    press, backing = ticket.shop.press, ticket.shop.backing
    is_turned = backing.is_two_sided and not press.reverse
    sides = 2 if is_turned else 1
    below = 21.0
    scale = min((room.width - _BETWEEN * (sides - 1)) / sides / press.width, (room.height - below) / press.height)
    width, height = press.width * scale, press.height * scale
    left = room.centre[0] - (width * sides + _BETWEEN * (sides - 1)) / 2
    front = _sheet(left, room.y0, press, scale)
    _draw_side(canvas, ticket, front, None)
    face = Text("Mặt in, ảnh ngược", "Printed face, mirrored") if press.reverse else Text("Mặt trước", "Front")
    canvas.pair(face, front.box.centre[0], front.box.y1 + 4.6, _SMALL, Align.CENTRE)
    if not is_turned:
        return
    back = _sheet(left + width + _BETWEEN, room.y0, press, scale)
    _draw_side(canvas, ticket, back, press.mirror_for(backing))
    canvas.pair(Text("Mặt sau", "Back"), back.box.centre[0], back.box.y1 + 4.6, _SMALL, Align.CENTRE)
    _draw_key(canvas, press, backing, room.x0, front.box.y1 + 15.0)
    between = Rect(front.box.x1, room.y0, back.box.x0, room.y0 + height)
    _draw_arrow(canvas, between, level=not backing.swaps_gripper)


def _draw_key(canvas: Canvas, press: Press, backing: Backing, x: float, y: float) -> None:
    """Say what the red edge and the black corner are."""
    canvas.filled(Rect(x, y - 2.0, x + 4.0, y - 0.2), GRIPPER_RED)
    said = f"{press.edge.vi} / {press.edge.en}"
    canvas.line(said, x + 5.6, y, SECOND)
    draw_corner_key(canvas, press, backing, x, y + 4.6, 5.6)


def _sheet(x: float, y: float, press: Press, scale: float) -> SmallSheet:
    return SmallSheet(press, Affine(scale, 0.0, 0.0, scale, x, y), _THINNEST, _LEG)


def _draw_side(canvas: Canvas, ticket: Ticket, sheet: SmallSheet, mirror: Affine | None) -> None:
    """Draw slots, gripper and the marked corner of one side; ``mirror`` takes the front's places to the back's."""
    to_side = mirror or IDENTITY
    half = len(ticket.slots) // 2 if ticket.shop.backing.shares_form else len(ticket.slots)
    for slots, of_front in ((ticket.slots[:half], True), (ticket.slots[half:], False)):
        ink = _FRONT if of_front == (mirror is None) else _BACK
        tag = Artwork((Fill(ticket.shape.outline(), ink, Role.ART),), ticket.shape.trim)
        for slot in slots:
            canvas.place(tag, slot.to_sheet(ticket.shape).then(to_side).then(sheet.place))
    canvas.framed(sheet.box, BLACK, 1.5 * RULE)
    # The gripper bites at the bottom of both sides: where it changes, that is another edge of the paper.
    draw_gripper_edge(canvas, sheet)
    draw_marked_corner(canvas, sheet, to_side)


def _draw_arrow(canvas: Canvas, room: Rect, *, level: bool) -> None:
    """Draw the turn between the sheets: over to the side about an upright axis, or head over heels."""
    x, y = room.centre
    if level:
        reach = min(15.0, room.height / 2)
        axis, half = ((x, y - reach), (x, y + reach)), 7.5
        bend = (x - half, y - 9.0, x + half, y - 9.0, x + half, y)
        start, tip = (x - half, y), (x + half, y)
        head = ((tip[0] - 1.7, tip[1] - 1.6), (tip[0] + 1.7, tip[1] - 1.6), (tip[0], tip[1] + 1.8))
    else:
        axis, half = ((x - 8.5, y), (x + 8.5, y)), 8.0
        bend = (x + 9.0, y - half, x + 9.0, y + half, x, y + half)
        start, tip = (x, y - half), (x, y + half)
        head = ((tip[0] + 1.6, tip[1] - 1.7), (tip[0] + 1.6, tip[1] + 1.7), (tip[0] - 1.8, tip[1]))
    canvas.stroked(polyline(axis), GREY, RULE, (1.6, 1.2))
    canvas.stroked(Path((("M", start), ("C", bend))), BLACK, 0.7)
    canvas.draw((Fill(polygon(head), BLACK, Role.ART),), polygon(head).bounds())
