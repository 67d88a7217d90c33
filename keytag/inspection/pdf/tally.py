"""Counting what is painted: by manner, with where, how large, how thin.

A form is read once in its own coordinates; wherever it is placed, its tally is moved there and added up. So a file
whose forms call each other a million times costs no more than one whose forms call each other once. A path lies in
the box of its points, taken in bulk: a curve lies within its control points, so the box is never too small.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import hypot, inf, sqrt

from msgspec import Struct, field
from msgspec.structs import replace

from keytag.drawing.geometry import Affine, Rect, bounds
from keytag.inspection.pdf.bounds import MOST_MANNERS
from keytag.inspection.pdf.facts import Font, PaintManner, Picture, Space, Use

# House rule: as many pictures are told one by one.
_MOST_PICTURES = 2_000


class PlacedPicture(Struct, frozen=True):
    """A picture and the two edges of the parallelogram that it fills."""

    width: int
    height: int
    bits: int
    space: Space
    filters: tuple[str, ...]
    is_stencil: bool
    across: tuple[float, float]
    up: tuple[float, float]

    def moved(self, by: Affine) -> PlacedPicture:
        """Return the picture as it is placed through ``by``."""
        return PlacedPicture(
            self.width,
            self.height,
            self.bits,
            self.space,
            self.filters,
            self.is_stencil,
            _turned(self.across, by),
            _turned(self.up, by),
        )

    def told(self, inch: float) -> Picture:
        """Return the picture with its pixels an inch, an inch being so many units."""
        sizes = (hypot(*self.across) / inch, hypot(*self.up) / inch)
        counts = (self.width, self.height)
        ppi = min((count / size for count, size in zip(counts, sizes, strict=True) if size > 0), default=inf)
        return Picture(self.width, self.height, self.bits, self.space, ppi, self.filters, self.is_stencil)


class Tally(Struct):
    """What one stream paints, forms included, in its own coordinates."""

    uses: dict[PaintManner, Use] = field(default_factory=dict)
    pictures: dict[PlacedPicture, None] = field(default_factory=dict)
    fonts: set[Font] = field(default_factory=set)
    see_through: set[str] = field(default_factory=set)
    blends: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def paint(self, use: Use) -> None:
        """Add one use, within bounds."""
        known = self.uses.get(use.manner)
        if known is None and len(self.uses) >= MOST_MANNERS:
            use = replace(use, manner=replace(use.manner, amounts=()))
            known = self.uses.get(use.manner)
        self.uses[use.manner] = use if known is None else add_use(known, use)

    def place(self, placed: PlacedPicture) -> None:
        """Add one picture, within bounds."""
        if len(self.pictures) < _MOST_PICTURES:
            self.pictures.setdefault(placed)
        else:
            self.unread.add("more pictures than are told apart")

    def add(self, other: Tally, by: Affine, within: Rect | None) -> None:
        """Add what ``other`` paints, placed through ``by`` and clipped to ``within``."""
        for use in other.uses.values():
            self.paint(move_use(use, by, within))
        for placed in other.pictures:
            self.place(placed.moved(by))
        self.note(other)

    def note(self, other: Tally) -> None:
        """Take over what ``other`` notes, not what it paints."""
        self.fonts |= other.fonts
        self.see_through |= other.see_through
        self.blends |= other.blends
        self.states |= other.states
        self.unread |= other.unread


def add_use(one: Use, other: Use) -> Use:
    """Return both uses of one manner as one."""
    largest = max(one.largest, other.largest, key=min)
    return Use(
        one.manner,
        one.count + other.count,
        one.box.union(other.box) if one.box and other.box else one.box or other.box,
        largest,
        _least(one.thinnest, other.thinnest),
        _least(one.smallest, other.smallest),
    )


def move_use(use: Use, by: Affine, within: Rect | None = None) -> Use:
    """Return ``use`` placed through ``by`` and clipped to ``within``."""
    scale = sqrt(abs(by.determinant))
    width, height = use.largest
    largest = (abs(by.a) * width + abs(by.c) * height, abs(by.b) * width + abs(by.d) * height)
    box = clip_box(_moved_box(use.box, by), within) if use.box else None
    if box is not None:
        largest = (min(largest[0], box.width), min(largest[1], box.height))
    return Use(
        use.manner,
        use.count,
        box,
        largest if box is not None or use.box is None else (0.0, 0.0),
        use.thinnest * scale if use.thinnest is not None else None,
        use.smallest * scale if use.smallest is not None else None,
    )


def _moved_box(box: Rect, by: Affine) -> Rect:
    """Return the box of ``box`` placed through ``by``."""
    ax, bx, ay, by_ = by.a * box.x0, by.a * box.x1, by.c * box.y0, by.c * box.y1
    au, bu, av, bv = by.b * box.x0, by.b * box.x1, by.d * box.y0, by.d * box.y1
    return Rect(
        min(ax, bx) + min(ay, by_) + by.e,
        min(au, bu) + min(av, bv) + by.f,
        max(ax, bx) + max(ay, by_) + by.e,
        max(au, bu) + max(av, bv) + by.f,
    )


def clip_box(box: Rect, within: Rect | None) -> Rect | None:
    """Return what of ``box`` lies ``within``; None where nothing does."""
    if within is None:
        return box
    x0, y0 = max(box.x0, within.x0), max(box.y0, within.y0)
    x1, y1 = min(box.x1, within.x1), min(box.y1, within.y1)
    return Rect(x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def _least(one: float | None, other: float | None) -> float | None:
    return min((value for value in (one, other) if value is not None), default=None)


def _turned(edge: tuple[float, float], by: Affine) -> tuple[float, float]:
    x, y = edge
    return (round(x * by.a + y * by.c, 4), round(x * by.b + y * by.d, 4))


_SPACED = bytes.maketrans(b"mlcvyh", b" " * 6)
_RECTANGLE = re.compile(rb"([-+.\d]+)\s+([-+.\d]+)\s+([-+.\d]+)\s+([-+.\d]+)\s+re")


def box_of(runs: list[bytes], matrix: Affine) -> Rect | None:
    """Return the box of the points of ``runs`` under ``matrix``; None where there are none."""
    found: Rect | None = None
    for run in runs:
        try:
            box = _box(run)
        except ValueError:
            continue
        if box is not None:
            found = box if found is None else found.union(box)
    return bounds(matrix.apply(corner) for corner in found.corners) if found is not None else None


# A side's lettering is in its one-ups, with the cut and without, and on the sheets.
@lru_cache(maxsize=512)
def _box(run: bytes) -> Rect | None:
    """Return the box of the points of a run. Raises ValueError where it has what is no number."""
    xs: list[float] = []
    ys: list[float] = []
    if b"re" in run:
        for found in _RECTANGLE.finditer(run):
            x, y, width, height = map(float, found.groups())
            xs += (x, x + width)
            ys += (y, y + height)
        run = _RECTANGLE.sub(b" ", run)
    numbers = list(map(float, run.translate(_SPACED).split()))
    xs += numbers[::2]
    ys += numbers[1::2]
    return Rect(min(xs), min(ys), max(xs), max(ys)) if xs and ys else None
