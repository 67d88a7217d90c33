"""Signs, and the host of a code's address: what a finished side has room for beside all that it has to say.

Goes in: a finished middle, the area that it stands in. Comes out: the middle, its rows moved a little for their
sign, and what is painted. Nothing becomes smaller for it; what finds no room is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.design import HOLE_CLEARANCE, Frame
from keytag.compose.free_area import FreeArea
from keytag.compose.middle import GOOD_WORDS, HAIR, Middle, smallest_words
from keytag.compose.overprint import overprints
from keytag.compose.parts import DiscPart
from keytag.compose.rows import Row
from keytag.compose.stack import PlacedRows, PlannedStack
from keytag.compose.type_settings import TypeSettings
from keytag.documents.template import SignSlot, TextSlot
from keytag.drawing.artwork import Fill, Role, Source
from keytag.drawing.geometry import Affine, Path, Point, Rect
from keytag.drawing.lettering import outline
from keytag.drawing.signs import SignName, sign_path, sign_strokes

# Be Vietnam Pro, OS/2 sCapHeight, in ems.
_CAPITALS = 0.71
# House rules: how high a sign stands beside capitals and above figures, in their heights, and its distance in ems.
_BESIDE, _BESIDE_GAP = 1.5, 0.42
_ABOVE = (2.0, 1.7, 1.4, 1.15)
_ABOVE_GAP = 0.28
# House rules, in mm: a smaller sign is a speck, and thinner strokes close up or break where tags are moulded or
# printed through a screen (1 pt, as templates/shops says of both).
_LEAST_SIGN, _LEAST_STROKES = 1.5, 0.36
# House rule, in mm: what is added keeps this far inside a line along the cut.
_LINE_GAP = 0.3
# House rules: the share of a ring's width that a sign in it takes, and its clearance from all else in mm.
_IN_RING = 0.75
_CLEAR = 0.8
# House rule, in mm: the space between a code's ground and the host of its address, as of all lettering beside it.
_HOST_GAP = 0.35
_HOST_CLEAR = 1.6
# House rule: sizes between smallest and largest at which the host is tried.
_HOST_SCALES = (1.0, 0.5, 0.0)


class Ornamented(Struct, frozen=True):
    """A middle with its rows where they came to stand, what is painted beside them, and the host's box."""

    middle: Middle
    fills: tuple[Fill, ...] = ()
    host: tuple[Rect, ...] = ()


class Ornaments(Struct, frozen=True, eq=False):
    """What a side's signs and its host are set with: frame, the middle's area, types, the disc if there is one."""

    frame: Frame
    area: FreeArea
    types: TypeSettings
    disc: DiscPart | None
    edge_boxes: Sequence[tuple[Point, ...]]
    lines: float
    """How far inside the cut the lines along it reach, in mm: what is added stays within them."""

    def add(self, middle: Middle, signs: Sequence[SignSlot], host: tuple[TextSlot, str, str] | None) -> Ornamented:
        """Return ``middle`` with its ``signs`` and the ``host`` (slot, text, node), as far as there is room."""
        found = Ornamented(middle)
        placed = set[SignName]()
        for slot in signs:
            # One handset is enough.
            if slot.sign in placed:
                continue
            before = len(found.fills)
            if slot.at == "before":
                found = self._before(slot, found)
            elif slot.at == "above":
                found = self._above(slot, found)
            else:
                found = self._at_ends(slot, found)
            placed.update((slot.sign,) if len(found.fills) > before else ())
        return found if host is None else self._host(*host, found)

    def _before(self, slot: SignSlot, found: Ornamented) -> Ornamented:
        """Set a sign before the first line of a slot, which then stands in the middle together with it."""
        for number, stack in enumerate(found.middle.stacks):
            placed = stack.placed
            at = _first_row(placed, slot.by) if placed is not None else None
            if placed is None or at is None:
                continue
            row, y = placed.rows[at], placed.baselines[at]
            size = max(piece.size for piece in row.pieces)
            height = _CAPITALS * size * _BESIDE
            drawn = sign_path(slot.sign)
            width = drawn.bounds().width * height
            way = width + _BESIDE_GAP * size
            shift = way / 2 if stack.plan.align == "centre" else 0.0
            if height < _least_height(slot.sign):
                return found
            left, right = placed.axis - row.left + shift - way, placed.axis + row.right + shift
            free = self._without(found, number, at).spans(placed.axis).free(y - row.above, y + row.below)
            box = Rect(left, y - row.above, right, y + row.below)
            if free is None or left < free[0] or right > free[1] or not self._is_within_lines(box):
                return found
            moved = Row(
                tuple(piece.shift(shift) for piece in row.pieces),
                row.left - shift,
                row.right + shift,
                *_heights(row),
            )
            rows = (*placed.rows[:at], moved, *placed.rows[at + 1 :])
            fill = self._sign(slot, (left, y - _CAPITALS * size / 2 - height / 2), height)
            return _with_stack(found, number, replace(stack, placed=replace(placed, rows=rows)), fill)
        return found

    def _above(self, slot: SignSlot, found: Ornamented) -> Ornamented:
        """Set a sign above a slot's stack, both together in the middle of the height."""
        for number, stack in enumerate(found.middle.stacks):
            placed = stack.placed
            at = _first_row(placed, slot.by) if placed is not None else None
            if placed is None or at is None:
                continue
            figures = max(piece.size for row in placed.rows for piece in row.pieces) * _CAPITALS
            drawn = sign_path(slot.sign)
            area = self._without(found, number)
            for share in _ABOVE:
                height = figures * share
                gap = max(_ABOVE_GAP * figures, _CLEAR)
                lower = stack.move_down((height + gap) / 2, self.area)
                if lower is None or lower.placed is None or height < _least_height(slot.sign):
                    continue
                top = lower.boxes[0].y0 - gap - height
                half = drawn.bounds().width * height / 2
                free = area.spans(placed.axis).free(top, top + height) if top > 0 else None
                if (
                    free is not None
                    and free[0] <= placed.axis - half
                    and placed.axis + half <= free[1]
                    and self._is_within_lines(Rect(placed.axis - half, top, placed.axis + half, top + height))
                ):
                    fill = self._sign(slot, (placed.axis - half, top), height)
                    return _with_stack(found, number, lower, fill)
        return found

    def _at_ends(self, slot: SignSlot, found: Ornamented) -> Ornamented:
        """Set a sign at both ends of the ring's middle."""
        if self.disc is None:
            return found
        (cx, cy), ring = self.frame.shape.centre, self.disc.inset
        height = (ring - self.frame.safe) * _IN_RING
        if height < _least_height(slot.sign):
            return found
        width, middle = sign_path(slot.sign).bounds().width * height, (ring + self.frame.safe) / 2
        places = [(x - width / 2, cy - height / 2) for x in (middle, 2 * cx - middle)]
        boxes = [Rect(x, y, x + width, y + height) for x, y in places]
        if any(not self._is_clear(box) for box in boxes):
            return found
        return replace(found, fills=(*found.fills, *(self._sign(slot, place, height) for place in places)))

    def _is_within_lines(self, box: Rect) -> bool:
        return all(self.frame.shape.depth(corner) >= self.lines + _LINE_GAP for corner in box.corners)

    def _is_clear(self, box: Rect) -> bool:
        hole = self.frame.hole
        if hole is not None:
            need = hole.radius + HOLE_CLEARANCE / 2
            if Rect(hole.cx - need, hole.cy - need, hole.cx + need, hole.cy + need).intersects(box):
                return False
        inside = all(self.frame.shape.depth(corner) >= self.frame.safe / 2 for corner in box.corners)
        letters = (
            Rect(min(x for x, _ in b), min(y for _, y in b), max(x for x, _ in b), max(y for _, y in b))
            for b in self.edge_boxes
        )
        return inside and not any(box.grown(_CLEAR).intersects(letter) for letter in letters)

    def _host(self, slot: TextSlot, text: str, node: str, found: Ornamented) -> Ornamented:
        """Set the host under the code, or above it."""
        code = found.middle.code
        if code is None:
            return found
        area, box = self._without(found, gap=_HOST_CLEAR), code.ground
        words = smallest_words(found.middle.stacks)
        least = min(words * (1 - HAIR), GOOD_WORDS)
        # It is set no larger than the words beside it.
        types = replace(self.types, ceiling=min(self.types.ceiling, words))
        for scale in _HOST_SCALES:
            setting = types.setting(slot.type, scale)
            # Nobody needs it as much as what is said already: it is not the smallest text of a side.
            if setting.size < least - 1e-9:
                break
            run = setting.run(text)
            x0, x1 = (end * setting.size for end in (run.ink.x0, run.ink.x1))
            top, bottom = (end * setting.size for end in (run.ink.y0, run.ink.y1))
            for y in (box.y1 + _HOST_GAP - top, box.y0 - _HOST_GAP - bottom):
                left = code.cx - (x0 + x1) / 2
                free = area.spans(code.cx).free(y + top, y + bottom)
                placed = Rect(left + x0, y + top, left + x1, y + bottom)
                if (
                    free is not None
                    and free[0] <= placed.x0
                    and placed.x1 <= free[1]
                    and self._is_within_lines(placed)
                ):
                    path = outline(run, setting.size).transformed(Affine.translation(left, y))
                    over = overprints(setting.ink, setting.size)
                    fill = Fill(path, setting.ink, Role.LETTERING, Source(slot.slot, node), over, run.text)
                    return replace(found, fills=(*found.fills, fill), host=(placed,))
        return found

    def _without(self, found: Ornamented, number: int = -1, row: int | None = None, gap: float = 0.1) -> FreeArea:
        """Return the area less all that stands in it, but for a stack, or a row of it, that is to move."""
        boxes = [
            box
            for i, stack in enumerate(found.middle.stacks)
            for j, box in enumerate(stack.boxes)
            if i != number or (row is not None and j != row)
        ]
        code, area = found.middle.code, self.area.without((box.corners for box in boxes), gap)
        return area.without((code.ground.corners,), 0.1) if code is not None else area

    def _sign(self, slot: SignSlot, place: Point, height: float) -> Fill:
        return Fill(_path(slot.sign, place, height), self.types.inks[slot.ink], Role.SIGN, Source(slot.slot))


def _path(name: SignName, place: Point, height: float) -> Path:
    return sign_path(name).transformed(Affine.scaling(height, height).then(Affine.translation(*place)))


def _first_row(placed: PlacedRows, slot: str | None) -> int | None:
    rows = enumerate(placed.rows)
    return next((i for i, row in rows if any(piece.source.slot == slot for piece in row.pieces)), None)


def _heights(row: Row) -> tuple[float, float, float]:
    return row.above, row.below, row.lead


def _with_stack(found: Ornamented, number: int, stack: PlannedStack, fill: Fill) -> Ornamented:
    stacks = found.middle.stacks
    middle = replace(found.middle, stacks=(*stacks[:number], stack, *stacks[number + 1 :]))
    return replace(found, middle=middle, fills=(*found.fills, fill))


def _least_height(name: SignName) -> float:
    return max(_LEAST_SIGN, _LEAST_STROKES / sign_strokes(name))
