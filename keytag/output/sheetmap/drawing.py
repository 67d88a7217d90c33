"""One side of a press sheet drawn small: slots in their shape, place and colour, gripper, and a marked corner.

Answers to `keytag.imposition.backing_up`: a back lies where the turned sheet shows it.
"""

from __future__ import annotations

from functools import lru_cache

from keytag.drawing.artwork import Artwork, Fill, Role
from keytag.drawing.badge import Badge, Pattern, chip
from keytag.drawing.geometry import IDENTITY, Affine, Hole, Rect, Shape
from keytag.drawing.ink import BLACK, PAPER
from keytag.imposition import Backing
from keytag.output.page.canvas import RULE, SECOND, Align, Canvas, Style, set_line
from keytag.output.page.press_side import SmallSheet, draw_corner_key, draw_gripper_edge, draw_marked_corner
from keytag.output.sheetmap.facts import MapPlace, MapPlate, MapSlot, SheetMap
from keytag.text.text import Text

# House rules, in mm: the thinnest edge for the gripper, and how long the marked corner's legs are.
_THINNEST, _LEG = 1.2, 5.0
# House rules: the largest lettering in a slot; below the least its number stands there; parts of the slot it may
# take along it, within a ring or bars, and across.
_LARGEST_PT, _LEAST_PT = 12.0, 4.2
_ALONG, _BETWEEN, _ACROSS = 0.88, 0.76, 0.6
_CAPTION = 5.0
_QUARTER = 90
_HALVES = (Text("mặt trước móc khóa", "tag fronts"), Text("mặt sau móc khóa", "tag backs"))


def draw_sheet(canvas: Canvas, of: SheetMap, plate: MapPlate, room: Rect, *, is_back: bool) -> None:
    """Draw a side of ``plate`` in the middle of ``room``, as large as it lets it be, the gripper at the bottom."""
    press = of.press
    inner = Rect(room.x0 + _CAPTION, room.y0 + _CAPTION, room.x1, room.y1 - _CAPTION)
    scale = min(inner.width / press.width, inner.height / press.height)
    left = inner.centre[0] - press.width * scale / 2
    place = Affine(scale, 0.0, 0.0, scale, left, inner.y0)
    sheet = SmallSheet(press, place, _THINNEST, _LEG)
    canvas.framed(sheet.box, BLACK, 1.5 * RULE)
    to_side = press.mirror_for(of.backing) if is_back else IDENTITY
    draw_marked_corner(canvas, sheet, to_side)
    for slot in plate.slots:
        where = slot.back if is_back else slot.front
        if where is not None:
            _draw_slot(canvas, of, slot, where, place)
    _draw_gripper(canvas, of, sheet)
    if of.backing.shares_form:
        _caption_halves(canvas, of, sheet.box)


def _draw_slot(canvas: Canvas, of: SheetMap, slot: MapSlot, where: MapPlace, place: Affine) -> None:
    """Draw a tag with its hole, and its edition's name along it."""
    shape = of.shape
    hole = of.hole if where.shows_front or of.hole is None else of.hole.mirrored(shape.width)
    turn = Affine.rotation(where.rotation)
    at = Affine.translation(-shape.width / 2, -shape.height / 2).then(turn)
    at = at.then(Affine.translation(where.x, where.y)).then(place)
    canvas.place(_tag(shape, hole, slot.badge), at)
    middle, long, short = _middle(shape, hole)
    # Along the tag's longer side as the tag lies, but never head over heels.
    angle = (where.rotation - (0 if shape.width >= shape.height else 90)) % 360
    turned = Affine.rotation(angle - 180 if _QUARTER < angle < 3 * _QUARTER else angle)
    stand = turned.then(Affine.translation(*at.apply(middle)))
    _draw_name(canvas, slot.badge, (long * place.a, short * place.a), stand)


def _middle(shape: Shape, hole: Hole | None) -> tuple[tuple[float, float], float, float]:
    """Return where on a tag its name stands, and how long and high the place is: clear of a hole at its end."""
    is_wide = shape.width >= shape.height
    long, short = (shape.width, shape.height) if is_wide else (shape.height, shape.width)
    start, end = 0.0, long
    if hole is not None:
        along, across = (hole.cx, hole.cy) if is_wide else (hole.cy, hole.cx)
        if abs(across - short / 2) < short / 4:
            # As much is left free at the other end as lies between hole and edge: there the tag may be narrow.
            near, far = min(along, long - along) - hole.radius, min(along, long - along) + hole.radius
            start, end = (far, long - near) if along < long / 2 else (near, long - far)
    at = (start + end) / 2
    return ((at, short / 2) if is_wide else (short / 2, at)), end - start, short


@lru_cache(maxsize=256)
def _tag(shape: Shape, hole: Hole | None, badge: Badge) -> Artwork:
    items = chip(shape, badge, Role.ART)
    if hole is not None:
        items = (*items, Fill(hole.outline(), PAPER, Role.ART))
    return Artwork(items, shape.trim)


def _draw_name(canvas: Canvas, badge: Badge, sides: tuple[float, float], stand: Affine) -> None:
    """Set the short name about the origin of ``stand``; its number where the name would be too small."""
    along, across = sides[0] * (_ALONG if badge.pattern is Pattern.PLAIN else _BETWEEN), sides[1]
    largest = Style(_LARGEST_PT, 600, badge.on)
    tallest = Style(min(_LARGEST_PT, _LARGEST_PT * _ACROSS * across / largest.em), 600, badge.on)
    words = badge.name
    style = tallest.fitted(words, along, 0.1)
    if style.size_pt < _LEAST_PT:
        words = str(badge.number)
        style = tallest.fitted(words, along, 0.1)
    for placement in set_line(words, 0.0, 0.36 * style.em, style, Align.CENTRE):
        canvas.place(placement.artwork, placement.transform.then(stand))


def _draw_gripper(canvas: Canvas, of: SheetMap, sheet: SmallSheet) -> None:
    """Draw the gripper's edge, and say below what it and the marked corner are."""
    draw_gripper_edge(canvas, sheet)
    box = sheet.box
    y = box.y1 + 4.0
    said = f"{of.press.edge.vi} / {of.press.edge.en}"
    canvas.line(said, box.x0, y, SECOND)
    draw_corner_key(canvas, of.press, of.backing, box.x0 + SECOND.width(said) + 8.0, y, 4.8)


def _caption_halves(canvas: Canvas, of: SheetMap, box: Rect) -> None:
    """Say which half of a sheet with both sides on one form shows fronts, and which backs."""
    (x, y), small = box.centre, Style(9.0, 500)
    words = tuple(f"{half.vi} / {half.en}" for half in _HALVES)
    if of.backing is Backing.TURN:
        for line, at in zip(words, ((box.x0 + x) / 2, (x + box.x1) / 2), strict=True):
            canvas.line(line, at, box.y0 - 1.6, small, Align.CENTRE)
        return
    for line, at in zip(words, ((box.y0 + y) / 2, (y + box.y1) / 2), strict=True):
        upright = Affine.rotation(-90).then(Affine.translation(box.x0 - 1.6, at))
        for placement in set_line(line, 0.0, 0.0, small, Align.CENTRE):
            canvas.place(placement.artwork, placement.transform.then(upright))
