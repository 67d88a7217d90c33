"""The legend of a press sheet: which editions lie on it, each with its colour and how many tags a sheet has of it.

It stands outside the product, at the end that the slug leaves or in a side strip. Where it finds no room it is
left out: the sheet map has it too. Must not know of fonts, nor of how marks are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor

from msgspec import Struct

from keytag.drawing.artwork import Artwork, Role
from keytag.drawing.badge import Badge, chip
from keytag.drawing.geometry import Affine, Rect, Shape, ShapeKind, bounds
from keytag.drawing.ink import Ink
from keytag.imposition.line_setter import LineSetter
from keytag.imposition.margin import CLEAR, Margin, SheetEdge
from keytag.imposition.sheet import Placement

# House rules, in mm: sizes of lettering, the largest that fits; below the last nobody reads it at the press.
_SIZES = (2.2, 2.0, 1.8, 1.6, 1.45, 1.3)
# House rules, in ems: line, baseline, a chip's width and height, what parts it from its words, and entries.
_LEADING, _ASCENT, _CHIP, _BESIDE, _APART = 1.4, 1.08, (1.6, 0.9), 0.35, 1.1
# House rule, in mm: clear space round other marks.
_CLEAR = 1.0


class Legend(Struct, frozen=True):
    """What a legend is made of: the badges of all editions, whether tags carry the code, whether chips may print.

    A shop that prints spots alone has no inks for chips.
    """

    badges: tuple[Badge, ...]
    coded: bool = False
    chips: bool = True

    def entries(self, counts: Sequence[tuple[str, int]]) -> list[tuple[Badge, str]]:
        """Return badge and words of each edition of a plate, given with its slots."""
        known = {badge.edition: badge for badge in self.badges}
        badges = [(known[edition], slots) for edition, slots in counts]
        return [(badge, f"{self._name(badge)} \N{MULTIPLICATION SIGN} {slots}") for badge, slots in badges]

    def inks(self, counts: Sequence[tuple[str, int]]) -> frozenset[Ink]:
        """Return the inks of the chips of a plate's editions."""
        return frozenset(ink for badge, _ in self.entries(counts) for ink in (badge.ink, badge.on))

    @property
    def short(self) -> tuple[tuple[str, str], ...]:
        """The editions' ids, each with its short name."""
        return tuple((badge.edition, badge.name) for badge in self.badges)

    def _name(self, badge: Badge) -> str:
        return f"{badge.code} {badge.name}" if self.coded else badge.name


def set_legend(
    legend: Legend, counts: Sequence[tuple[str, int]], rooms: Sequence[LegendSpace], setter: LineSetter
) -> tuple[Placement, ...]:
    """Set an entry for each edition of ``counts`` into the first of ``rooms`` that holds all of them, if any."""
    entries = legend.entries(counts)
    for room in rooms:
        for em in _SIZES:
            places = _flow([_width(words, legend, setter) * em for _, words in entries], room, em)
            if places is not None:
                return tuple(_place_entries(legend, entries, places, room.matrix, em, setter))
    return ()


class LegendSpace(Struct, frozen=True):
    """Where a legend may stand: boxes in one row, and the matrix that takes them, words along x, to the sheet."""

    parts: tuple[Rect, ...]
    matrix: Affine


def legend_spaces(margin: Margin, slug_edge: SheetEdge, taken: Sequence[Rect]) -> tuple[LegendSpace, ...]:
    """Return the end of the sheet that the slug leaves, then the side strips, read from the right.

    ``taken`` are the boxes of other marks, which part a room.
    """
    press, inked, product = margin.press, margin.inked, margin.product
    end = margin.band(SheetEdge.TAIL if slug_edge is SheetEdge.GRIPPER else SheetEdge.GRIPPER)
    upright = Affine.rotation(-90)
    rooms = (
        (Rect(press.sides, end.y0, press.width - press.sides, end.y1), Affine()),
        (Rect(inked.x0 + CLEAR, product.y0, product.x0 - CLEAR, product.y1), upright),
        (Rect(product.x1 + CLEAR, product.y0, inked.x1 - CLEAR, product.y1), upright),
    )
    return tuple(LegendSpace(_parts(room, taken, matrix), matrix) for room, matrix in rooms if _is_open(room))


def _is_open(room: Rect) -> bool:
    return room.width > 0 and room.height > 0


def _parts(room: Rect, taken: Sequence[Rect], matrix: Affine) -> tuple[Rect, ...]:
    """Return what ``taken`` leaves of ``room`` along its words, in the coordinates of the words."""
    back = matrix.inverse()
    (room, *marks) = (bounds(back.apply(corner) for corner in box.corners) for box in (room, *taken))
    parts: list[Rect] = []
    x = room.x0
    near = sorted((box.grown(_CLEAR) for box in marks if box.intersects(room)), key=lambda box: box.x0)
    for x0, x1 in (*((box.x0, box.x1) for box in near), (room.x1, room.x1)):
        if x0 > x:
            parts.append(Rect(x, room.y0, x0, room.y1))
        x = max(x, x1)
    return tuple(parts)


def _width(words: str, legend: Legend, setter: LineSetter) -> float:
    """Return the length of an entry in ems."""
    return setter.width(words) + (_CHIP[0] + _BESIDE if legend.chips else 0.0)


def _flow(widths: Sequence[float], room: LegendSpace, em: float) -> list[tuple[float, float]] | None:
    """Return where each entry begins and its baseline, line after line; None where not all find room."""
    height = room.parts[0].height if room.parts else 0.0
    lines = floor(height / (_LEADING * em) + 1e-9)
    places: list[tuple[float, float]] = []
    waiting = list(reversed(widths))
    for line in range(lines):
        for part in room.parts:
            x, top = part.x0, part.centre[1] - _LEADING * em * lines / 2
            while waiting and x + waiting[-1] <= part.x1:
                places.append((x, top + (_LEADING * line + _ASCENT) * em))
                x += waiting.pop() + _APART * em
    return None if waiting else places


def _place_entries(
    legend: Legend,
    entries: Sequence[tuple[Badge, str]],
    places: Sequence[tuple[float, float]],
    matrix: Affine,
    em: float,
    setter: LineSetter,
) -> Iterator[Placement]:
    shape = Shape(ShapeKind.RECTANGLE, _CHIP[0] * em, _CHIP[1] * em, 0.15 * em)
    for (badge, words), (x, y) in zip(entries, places, strict=True):
        beside = x
        if legend.chips:
            drawn = Artwork(chip(shape, badge, Role.MARK), shape.trim)
            yield Placement(drawn, Affine.translation(x, y - (0.36 + _CHIP[1] / 2) * em).then(matrix))
            beside += (_CHIP[0] + _BESIDE) * em
        for placement in setter.place(words, beside, y, em):
            yield Placement(placement.artwork, placement.transform.then(matrix))
