"""Where the tags stand on a press sheet: a plain grid, nested by their true outline, or freely as data says.

The answer is a `Layout` of slots (centres). For work-and-turn and work-and-tumble, whose one form prints both
sides, the slots mirror each other about the sheet's centre line; as no slot may lie across that line, the best
such layout is the best layout of one half with its mirror image. Knows nothing of what is printed in a slot.
"""

from __future__ import annotations

from enum import StrEnum
from functools import reduce
from math import floor

from msgspec import Struct

from keytag.drawing.geometry import Affine, Rect, Shape
from keytag.drawing.geometry.separation import TurnedTag
from keytag.imposition.bands import in_bands
from keytag.imposition.nesting import EPSILON, densest_stack
from keytag.imposition.press import Backing, Press


class LayoutKind(StrEnum):
    """How tags are laid side by side."""

    NESTED = "nested"
    GRID = "grid"
    FREE = "free"


class Slot(Struct, frozen=True):
    """A tag's centre on the sheet; ``angle_deg`` is 0, or 90 for a tag turned clockwise; of free layouts, any."""

    x: float
    y: float
    angle_deg: float

    def to_sheet(self, shape: Shape) -> Affine:
        """Return the matrix from the tag's trim box, which starts at (0, 0), to the sheet."""
        cx, cy = shape.centre
        turn = Affine.rotation(self.angle_deg)
        return Affine.translation(-cx, -cy).then(turn).then(Affine.translation(self.x, self.y))

    def through(self, mirror: Affine) -> Slot:
        """Return the slot's image in an upright or level ``mirror``, which turns a tag's outline the other way."""
        x, y = mirror.apply((self.x, self.y))
        # Outlines are alike after half a turn.
        angle = self.angle_deg if mirror.determinant > 0 else -self.angle_deg % 180
        return Slot(round(x, 6), round(y, 6), angle)

    @property
    def is_level(self) -> bool:
        """Tell whether the tag lies or stands, and does not lean."""
        return self.angle_deg % 90 == 0

    def box(self, shape: Shape) -> Rect:
        """Return the upright box round the tag's outline on the sheet."""
        if not self.is_level:
            return TurnedTag(self.x, self.y, self.angle_deg).box(shape)
        half_w, half_h = shape.width / 2, shape.height / 2
        if self.angle_deg % 180:
            half_w, half_h = half_h, half_w
        return Rect(self.x - half_w, self.y - half_h, self.x + half_w, self.y + half_h)


def box_round(slots: tuple[Slot, ...], shape: Shape) -> Rect:
    """Return the box round the cuts in all ``slots``, of which there is at least one."""
    first, *others = (slot.box(shape) for slot in slots)
    return reduce(Rect.union, others, first)


class FreeLayout(Struct, frozen=True):
    """Tags of one shape on a field of ``width`` by ``height`` mm, each with middle and angle; ``gap`` is held."""

    shape: Shape
    width: float
    height: float
    gap: float
    places: tuple[tuple[float, float, float], ...]

    @property
    def kind(self) -> LayoutKind:
        """What it takes to cut it: tags that all lie or stand are cut as rows are, though they form none."""
        is_level = all(angle % 90 == 0 for _, _, angle in self.places)
        return LayoutKind.NESTED if is_level else LayoutKind.FREE

    def images(self) -> tuple[FreeLayout, ...]:
        """Return the layout itself, and as mirrors and half a turn show it, which keep every distance."""
        w, h = self.width, self.height
        turns = (
            self.places,
            tuple((w - x, y, -angle) for x, y, angle in self.places),
            tuple((x, h - y, -angle) for x, y, angle in self.places),
            tuple((w - x, h - y, angle) for x, y, angle in self.places),
        )
        return tuple(FreeLayout(self.shape, w, h, self.gap, places) for places in turns)

    def slots_within(self, room: Rect) -> tuple[Slot, ...]:
        """Return its slots, the field in the middle of ``room``, in reading order; without those that leave it."""
        dx, dy = room.centre[0] - self.width / 2, room.centre[1] - self.height / 2
        moved = (Slot(round(x + dx, 6), round(y + dy, 6), angle) for x, y, angle in self.places)
        kept = tuple(slot for slot in moved if room.grown(_KEPT).contains(slot.box(self.shape)))
        return tuple(kept[number] for band in in_bands([(slot.x, slot.y) for slot in kept]) for number in band)


# Absorbs the rounding of slots.
_KEPT = 1e-5

LayoutPattern = LayoutKind | FreeLayout
"""What a sheet is laid by: a kind of rows, which are found, or places that are given."""


class Layout(Struct, frozen=True):
    """Slots in reading order of their rows; the kind that was reached (nested falls back on an equally full grid).

    With ``mirrored`` the second half of ``slots`` is the mirror image of the first, slot by slot: the first half
    carries fronts, the second half the backs of the same tags.
    """

    kind: LayoutKind
    slots: tuple[Slot, ...]
    mirrored: bool = False

    def box(self, shape: Shape) -> Rect:
        """Return the box round all cuts."""
        return box_round(self.slots, shape)

    def shift(self, dx: float, dy: float) -> Layout:
        """Return the layout shifted as a whole."""
        slots = tuple(Slot(round(slot.x + dx, 6), round(slot.y + dy, 6), slot.angle_deg) for slot in self.slots)
        return Layout(self.kind, slots, self.mirrored)


def layout_field(press: Press, backing: Backing) -> Rect:
    """Return where fronts' cuts may lie: all that is printable, or half of it where a form has both sides."""
    room = press.printable_for(backing)
    # Two tags either side of the axis keep the gap where each keeps half of it from the axis.
    clear = press.gap / 2
    if backing is Backing.TURN:
        return Rect(room.x0, room.y0, press.width / 2 - clear, room.y1)
    if backing.shares_form:
        return Rect(room.x0, room.y0, room.x1, press.height / 2 - clear)
    return room


def free_field(press: Press, backing: Backing) -> tuple[float, float]:
    """Return the size for which a free layout is sought: `layout_field`, in steps that people write down."""
    field = layout_field(press, backing)
    return floor(field.width * 10 + EPSILON) / 10, floor(field.height * 10 + EPSILON) / 10


def arrange(press: Press, shape: Shape, kind: LayoutPattern, backing: Backing = Backing.SHEETWISE) -> Layout:
    """Return the fullest layout of ``kind`` for ``backing``; without slots where not one tag fits.

    Of a free layout those tags are left out that do not fit.
    """
    fronts = _fill(layout_field(press, backing), shape, press.gap, kind)
    if not backing.shares_form:
        return fronts
    mirror = press.mirror_for(backing)
    backs = tuple(slot.through(mirror) for slot in fronts.slots)
    return Layout(fronts.kind, fronts.slots + backs, mirrored=True)


def _fill(room: Rect, shape: Shape, gap: float, kind: LayoutPattern) -> Layout:
    if isinstance(kind, FreeLayout):
        return Layout(kind.kind, kind.slots_within(room))
    return _grid(room, shape, gap) if kind is LayoutKind.GRID else _nest(room, shape, gap)


def _grid(room: Rect, shape: Shape, gap: float) -> Layout:
    best: tuple[Slot, ...] = ()
    for angle, (w, h) in ((0, (shape.width, shape.height)), (90, (shape.height, shape.width))):
        columns = floor((room.width + gap) / (w + gap) + EPSILON)
        rows = floor((room.height + gap) / (h + gap) + EPSILON)
        if columns > 0 and rows > 0 and columns * rows > len(best):
            best = tuple(
                Slot(w / 2 + i * (w + gap), h / 2 + j * (h + gap), angle)
                for j in range(rows)
                for i in range(columns)
            )
    return _centre(Layout(LayoutKind.GRID, best), shape, room)


def _nest(room: Rect, shape: Shape, gap: float) -> Layout:
    best = _grid(room, shape, gap)
    for along_x in (True, False):
        length, depth = (room.width, room.height) if along_x else (room.height, room.width)
        lying = shape if along_x else Shape(shape.kind, shape.height, shape.width, shape.corner)
        found = densest_stack(lying, gap, length, depth, at_least=len(best.slots) + 1)
        if found is None:
            continue
        slots = tuple(
            Slot(at, deep, 90 * row.turned) if along_x else Slot(deep, at, 90 * row.turned)
            for row, deep in zip(found.rows, found.depths, strict=True)
            for at in row.centres
        )
        best = _centre(Layout(LayoutKind.NESTED, slots), shape, room)
    return best


def _centre(layout: Layout, shape: Shape, room: Rect) -> Layout:
    """Return the layout with its box in the middle of ``room``."""
    if not layout.slots:
        return layout
    (to_x, to_y), (from_x, from_y) = room.centre, layout.box(shape).centre
    return layout.shift(to_x - from_x, to_y - from_y)
