"""The edition's code on the back of a tag, beside the hole: by it cut tags that look alike are told apart.

Goes in: a composed tag. Comes out: the tag with the code, or a finding that the back has no area. It is set last
of all, into what the composed side leaves free: it moves nothing and lies over nothing. How codes are made is not
known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, hypot

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.design import Design, Frame, ring
from keytag.compose.free_area import SLICE, FreeArea, Interval, open_area
from keytag.compose.overprint import overprints
from keytag.compose.tag import ComposedTag
from keytag.documents.job import EditionContent
from keytag.drawing.artwork import Fill, Item, Role, Source, Stroke, walk
from keytag.drawing.geometry import Affine, Point, Rect, bounds
from keytag.drawing.geometry.contour import winding
from keytag.drawing.ink import BLACK, PAPER, ByPolarity, Ink, limit_for
from keytag.drawing.lettering import Face, GlyphRun, outline, shape
from keytag.findings import Finding, Rule
from keytag.text.text import Text
from keytag.units import to_mm, to_pt

# Contract of the job's key `mark`: 4 pt, larger where the shop's limits ask for it.
_SIZE = to_mm(4.0)
_FACE = Face("be-vietnam-pro", 600)
# Be Vietnam Pro, OS/2 sCapHeight, in ems.
_CAPITALS = 0.71
# House rule, in mm: clear space between the code and lettering, so wide that it is not read on from a number
# beside it; less where there is no such place: a code begins with a letter.
_CLEAR = (2.0, 1.5, 1.0, 0.6)
# House rule, in mm: under this it looks crowded, and a place farther from the hole is better.
_WANTED_CLEAR = 1.5
# House rule, in mm: clear space between it and a line, a code or the edge of a ground, on which nobody reads on.
_CLEAR_OF_LINES = 0.6
# House rule, in mm: so near the hole's edge its middle counts as beside it.
_BESIDE = 8.0
# WCAG 2.2, 1.4.3: large or bold lettering wants 3:1; estimated without a profile, hence a little more.
_CONTRAST = 3.5
_NODE = "mark"

EDITION_CODE_HAS_ROOM = Rule.warning("edition-code-has-room", __name__)
RULES = (EDITION_CODE_HAS_ROOM,)
"""Every rule of this module."""


class _Wording(Struct, frozen=True):
    """The code as it is set: shaped, its ink, its font size in mm."""

    run: GlyphRun
    ink: Ink
    size: float

    @property
    def box(self) -> Rect:
        """The box of its ink from the pen's start, in mm."""
        ink = self.run.ink
        return Rect(ink.x0 * self.size, ink.y0 * self.size, ink.x1 * self.size, ink.y1 * self.size)


def add_edition_code(
    tag: ComposedTag, content: EditionContent, design: Design, least_height: float = 0.0
) -> tuple[ComposedTag, tuple[Finding, ...]]:
    """Return ``tag`` with the code of ``content`` on its back, where the job wants one and the back has area.

    ``least_height`` is how low the shop can make letters, in mm.
    """
    if not content.mark:
        return tag, ()
    size = max(_SIZE, least_height / _CAPITALS)
    types = _CodePlacer(design.frame.other_side(), tag.back.items, design.limits)
    run = shape(content.mark, _FACE)
    found = types.best([_Wording(run, ink, size) for ink in _inks(tag)])
    if found is None:
        return tag, (_no_room(content, size),)
    return replace(tag, back=replace(tag.back, items=(*tag.back.items, found))), ()


def _inks(tag: ComposedTag) -> Iterator[Ink]:
    """Yield the inks the code may be in: those of the tag's lettering, the back's first, then paper and black.

    A shop that prints flat spots alone has no black of its own.
    """
    items = [item for side in (tag.back, tag.front) for item, _ in walk(side.items)]
    own = dict.fromkeys(item.ink for item in items if item.role is Role.LETTERING)
    has_spots = any(item.ink.spot and not item.ink.technical for item in items)
    yield from dict.fromkeys((*own, PAPER, *(() if has_spots else (BLACK,))))


class _CodePlacer(Struct, frozen=True, eq=False):
    """Finds the code's place on a side: its frame, what is painted there, how small the shop prints letters."""

    frame: Frame
    items: tuple[Item, ...]
    limits: ByPolarity

    def best(self, wordings: Sequence[_Wording]) -> Fill | None:
        """Return the code near the hole, where it has the wanted space there; else where it has most."""
        first: Fill | None = None
        for clear in _CLEAR:
            area = self._room(clear)
            found = next((fill for said in wordings if (fill := self._set(said, area)) is not None), None)
            if found is not None and self._is_near(found):
                return found
            first = first or found
            if first is not None and clear <= _WANTED_CLEAR:
                break
        return first

    def _room(self, clear: float) -> FreeArea:
        """Return where no lettering stands within ``clear`` mm: the safe area less hole, ring and all drawn."""
        free = open_area(self.frame)
        for is_read in (True, False):
            boxes = (box for box in _obstacles(self.items, is_read=is_read))
            seen = (box.corners for box in boxes if box.intersects(self.frame.shape.trim))
            free = free.without(seen, clear if is_read else min(clear, _CLEAR_OF_LINES))
        if self.frame.hole is None:
            return free
        return free.without((ring(self.frame.shape, self.frame.hole),), 0.0)

    def _set(self, said: _Wording, area: FreeArea) -> Fill | None:
        """Return the code in the place nearest the hole; None without area, or where it would not be read.

        Its size follows from the ground that it comes to stand on, and may move it once.
        """
        for _ in range(2):
            box = said.box
            corner = _nearest_corner(area, (box.width, box.height), self._target)
            if corner is None:
                return None
            ground = _ground_at(self.items, (corner[0] + box.width / 2, corner[1] + box.height / 2))
            needed = limit_for(said.ink, ground, self.limits)
            if needed <= said.size + 1e-9:
                if _contrast(said.ink, ground or PAPER) < _CONTRAST:
                    return None
                place = Affine.translation(corner[0] - box.x0, corner[1] - box.y0)
                path = outline(said.run, said.size).transformed(place)
                over = overprints(said.ink, said.size)
                return Fill(path, said.ink, Role.LETTERING, Source("mark", _NODE), over, said.run.text)
            said = replace(said, size=needed)
        return None

    @property
    def _target(self) -> Point:
        """What the code should be near: the hole, or the middle of the lower edge."""
        hole, shape = self.frame.hole, self.frame.shape
        return (hole.cx, hole.cy) if hole is not None else (shape.width / 2, shape.height)

    def _is_near(self, fill: Fill) -> bool:
        """Tell whether the code is beside the hole, where there is one."""
        hole = self.frame.hole
        if hole is None:
            return True
        x, y = fill.path.bounds().centre
        return hypot(x - hole.cx, y - hole.cy) <= hole.radius + _BESIDE


def _obstacles(items: tuple[Item, ...], *, is_read: bool) -> Iterator[Rect]:
    """Yield boxes round every contour of what is read; or of all else, along every line and edge of a ground."""
    for item, matrix in walk(items):
        if (item.role is Role.LETTERING) is not is_read:
            continue
        contours = item.path.transformed(matrix).flattened(0.05)
        if item.role is Role.GROUND or isinstance(item, Stroke):
            half = item.width / 2 if isinstance(item, Stroke) else 0.0
            for contour in contours:
                yield from (bounds(pair).grown(half + 1e-6) for pair in pairwise((*contour, contour[0])))
        else:
            yield from (bounds(contour) for contour in contours)


def _nearest_corner(area: FreeArea, size: tuple[float, float], target: Point) -> Point | None:
    """Return the top left corner of the free box of ``size`` whose middle is nearest ``target``."""
    width, height = size
    deep = ceil(height / SLICE - 1e-6)
    best: tuple[float, float, float] | None = None
    for top in range(len(area.slices) - deep + 1):
        y = top * SLICE
        for low, high in _common_intervals(area.slices[top : top + deep]):
            if high - low < width:
                continue
            x = min(max(target[0] - width / 2, low), high - width)
            away = hypot(x + width / 2 - target[0], y + height / 2 - target[1])
            best = min(best or (away, x, y), (away, x, y))
    return best[1:] if best is not None else None


def _common_intervals(slices: tuple[tuple[Interval, ...], ...]) -> tuple[Interval, ...]:
    """Return the intervals that are free in all ``slices``."""
    shared = slices[0]
    for spans in slices[1:]:
        pairs = ((max(a, c), min(b, d)) for a, b in shared for c, d in spans)
        shared = tuple((low, high) for low, high in pairs if low < high)
    return shared


def _ground_at(items: tuple[Item, ...], point: Point) -> Ink | None:
    """Return the ink of the last ground painted at ``point``, None for bare stock."""
    ground: Ink | None = None
    for item, matrix in walk(items):
        if item.role is Role.GROUND and winding(item.path.transformed(matrix).flattened(0.05), point):
            ground = item.ink
    return ground


def _contrast(one: Ink, other: Ink) -> float:
    """Estimate the ratio of two inks' luminances by WCAG 2.2's formula, taking inks for ideal filters."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(ink: Ink) -> float:
    *colours, black = ink.look
    # WCAG 2.2, relative luminance: weights of red, green and blue, and the curve of a screen, near enough.
    light = ((1 - amount) * (1 - black) for amount in colours)
    return float(sum(weight * share**2.2 for weight, share in zip((0.2126, 0.7152, 0.0722), light, strict=True)))


def _no_room(content: EditionContent, size: float) -> Finding:
    name = content.called
    return EDITION_CODE_HAS_ROOM.finding(
        Text(
            f"Mẫu {name}: mặt sau không còn chỗ trống cho mã {content.mark} cỡ {to_pt(size):.0f} pt.",
            f"Edition {name}: the back has no free room for its code {content.mark} at {to_pt(size):.0f} pt.",
        ),
        node=_NODE,
    )
