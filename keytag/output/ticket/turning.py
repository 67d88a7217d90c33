"""How the sheet is turned, drawn: its front and its back as they lie before the operator, and the way between.

A corner is marked, so that eye and hand can follow it; the gripper is where it bites on each side. Answers to
`keytag.imposition.press`: turned left to right, or head to tail where the gripper changes.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.geometry import Affine, Path, Rect, polygon, polyline
from keytag.drawing.ink import BLACK, Ink
from keytag.imposition import Backing, Press
from keytag.imposition.backing_up import lay_corner, turning_instruction
from keytag.output.page.board import RULE, SECOND, Board
from keytag.output.page.letters import GREY, Align, Style
from keytag.output.ticket.facts import Ticket
from keytag.text.text import Text

# House rule: the one colour on the ticket says where the gripper bites.
_RED = Ink("flag-red", (0.0, 1.0, 1.0, 0.0))
_FRONT = Ink("front", (0.0, 0.0, 0.0, 0.28))
_BACK = Ink("back", (0.0, 0.0, 0.0, 0.13))
_SMALL = Style(9.0, 500)
_THINNEST = 1.0
_BETWEEN = 22.0

WAYS = {
    Backing.SHEETWISE: Text("In AB", "Sheetwise"),
    Backing.PERFECTING: Text("In hai mặt một lượt", "Perfecting"),
    Backing.TURN: Text("Tự trở tay kê", "Work-and-turn"),
    Backing.TUMBLE: Text("Tự trở nhíp", "Work-and-tumble"),
    Backing.SINGLE: Text("In một mặt", "One side only"),
}


def way_of(press: Press, backing: Backing) -> Text:
    """Return what the trade calls the way of backing up."""
    if press.reverse:
        return Text("In ngược", "In reverse")
    return WAYS[backing]


def instruction(press: Press, backing: Backing) -> Text:
    """Return what the operator does after the first side."""
    turned = turning_instruction(press, backing)
    if turned is None:
        return Text("Không in mặt sau", "Nothing on the back")
    if backing is Backing.PERFECTING:
        return Text(f"Máy tự lật, đổi {press.edge.vi}", f"Turned in the press, other {press.edge.en}")
    return turned


class _Sheet(Struct, frozen=True):
    """One side of the sheet on paper: ``place`` takes the side's millimetres to the page's."""

    box: Rect
    place: Affine


def draw_turning(board: Board, ticket: Ticket, room: Rect) -> None:
    """Draw both sides of the ticket's sheet in the middle of ``room``, as large as it lets them be."""
    press, backing = ticket.shop.press, ticket.shop.backing
    is_turned = backing.is_two_sided and not press.reverse
    sides = 2 if is_turned else 1
    below = 21.0
    scale = min((room.width - _BETWEEN * (sides - 1)) / sides / press.width, (room.height - below) / press.height)
    width, height = press.width * scale, press.height * scale
    left = room.centre[0] - (width * sides + _BETWEEN * (sides - 1)) / 2
    front = _sheet(left, room.y0, press, scale)
    _draw_side(board, ticket, front, None)
    face = Text("Mặt in, ảnh ngược", "Printed face, mirrored") if press.reverse else Text("Mặt trước", "Front")
    board.pair(face, front.box.centre[0], front.box.y1 + 4.6, _SMALL, Align.CENTRE)
    if not is_turned:
        return
    back = _sheet(left + width + _BETWEEN, room.y0, press, scale)
    _draw_side(board, ticket, back, press.mirror_for(backing))
    board.pair(Text("Mặt sau", "Back"), back.box.centre[0], back.box.y1 + 4.6, _SMALL, Align.CENTRE)
    _draw_key(board, press, backing, room.x0, front.box.y1 + 15.0)
    between = Rect(front.box.x1, room.y0, back.box.x0, room.y0 + height)
    _draw_arrow(board, between, level=not backing.swaps_gripper)


def _draw_key(board: Board, press: Press, backing: Backing, x: float, y: float) -> None:
    """Say what the red edge and the black corner are."""
    board.filled(Rect(x, y - 2.0, x + 4.0, y - 0.2), _RED)
    said = f"{press.edge.vi} / {press.edge.en}"
    board.line(said, x + 5.6, y, SECOND)
    y += 4.6
    corner = polygon(((x, y), (x + 3.2, y), (x, y - 3.2)))
    board.draw((Fill(corner, BLACK, Role.ART),), corner.bounds())
    board.line(lay_corner(press, backing), x + 5.6, y, SECOND)


def _sheet(x: float, y: float, press: Press, scale: float) -> _Sheet:
    place = Affine(scale, 0.0, 0.0, scale, x, y)
    return _Sheet(Rect(x, y, x + press.width * scale, y + press.height * scale), place)


def _draw_side(board: Board, ticket: Ticket, sheet: _Sheet, mirror: Affine | None) -> None:
    """Draw slots, gripper and the marked corner of one side; ``mirror`` takes the front's places to the back's."""
    press, backing = ticket.shop.press, ticket.shop.backing
    to_side = mirror or Affine()
    half = len(ticket.slots) // 2 if backing.shares_form else len(ticket.slots)
    for slots, of_front in ((ticket.slots[:half], True), (ticket.slots[half:], False)):
        ink = _FRONT if of_front == (mirror is None) else _BACK
        tag = Artwork((Fill(ticket.shape.outline(), ink, Role.ART),), ticket.shape.trim)
        for slot in slots:
            board.place(tag, slot.to_sheet(ticket.shape).then(to_side).then(sheet.place))
    board.framed(sheet.box, BLACK, 1.5 * RULE)
    # The gripper bites at the bottom of both sides: where it changes, that is another edge of the paper.
    deep = max(_THINNEST, press.gripper * sheet.place.a)
    board.filled(Rect(sheet.box.x0, sheet.box.y1 - deep, sheet.box.x1, sheet.box.y1), _RED)
    x, y = to_side.apply((0.0, press.height))
    _draw_corner(board, sheet, (x, min(y, press.height - deep / sheet.place.a)), press)


def _draw_corner(board: Board, sheet: _Sheet, corner: tuple[float, float], press: Press) -> None:
    """Mark the paper's corner that lies at the gripper's left on the front, wherever it has come to."""
    x, y = sheet.place.apply(corner)
    inward_x = 1.0 if corner[0] < press.width / 2 else -1.0
    inward_y = 1.0 if corner[1] < press.height / 2 else -1.0
    leg = 7.0
    triangle = polygon(((x, y), (x + inward_x * leg, y), (x, y + inward_y * leg)))
    board.draw((Fill(triangle, BLACK, Role.ART),), triangle.bounds())


def _draw_arrow(board: Board, room: Rect, *, level: bool) -> None:
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
    board.stroked(polyline(axis), GREY, RULE, (1.6, 1.2))
    board.stroked(Path((("M", start), ("C", bend))), BLACK, 0.7)
    board.draw((Fill(polygon(head), BLACK, Role.ART),), polygon(head).bounds())
