"""The QR symbol on its white ground: where it may lie and how large it can be there, by the true shape.

Goes in: a symbol, its slot, the frame, boxes that are taken. Comes out: `PlacedCode`s, widths of modules in mm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import hypot
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.design import Frame
from keytag.documents.template import QrSlot
from keytag.drawing.artwork import Fill, Role, Source
from keytag.drawing.geometry import Point, Rect, Shape, rounded_rectangle
from keytag.drawing.ink import Ink
from keytag.drawing.qr import QUIET_MODULES, Symbol, trace

# House rule: corners of the white ground, in modules. A corner rounded by up to 4 modules still leaves no point
# of the ground's surroundings nearer than the quiet zone's 4 modules to a dark module (ISO/IEC 18004, 6.3.8).
CORNER_MODULES = 2.5
# GS1 General Specifications, 5.9.2: 0.396 mm is the smallest module for consumer scanning; 0.40 for phones.
WANTED_MODULE = 0.40
# House rule: at 0.45 mm a phone still reads what is out of focus by a third of a module more.
GOOD_MODULE = 0.45
# House rule: clear space between the hole's edge and the ground, beside the 2 mm that lettering keeps.
_HOLE_GAP = 1.5
_STATIONS = 15
# What rounding leaves of a nought.
_TINY = 1e-12


class PlacedCode(Struct, frozen=True):
    """A symbol with the middle of its ground and the width of one module, in mm."""

    symbol: Symbol
    cx: float
    cy: float
    module: float
    inset: float = 1.5
    """How far the ground keeps from the cut, in mm."""

    @property
    def ground(self) -> Rect:
        """The white ground, quiet zone included."""
        half = self.symbol.full_size * self.module / 2
        return Rect(self.cx - half, self.cy - half, self.cx + half, self.cy + half)

    def fills(self, slot: QrSlot, ink: Ink, ground: Ink, node: str) -> tuple[Fill, Fill]:
        """Return the ground and the symbol on it, painted."""
        source = Source(slot.slot, node)
        box = self.ground
        quiet = QUIET_MODULES * self.module
        path = trace(self.symbol, box.x0 + quiet, box.y0 + quiet, self.module)
        plate = rounded_rectangle(box, CORNER_MODULES * self.module)
        return Fill(plate, ground, Role.QR_GROUND, source), Fill(path, ink, Role.QR, source)


def candidate_codes(symbol: Symbol, slot: QrSlot, frame: Frame, taken: Sequence[Rect]) -> Iterator[PlacedCode]:
    """Yield codes that fit clear of the boxes ``taken``, from the middle outwards, each large to small.

    Those with modules as wide as wanted come first.
    """
    smallest = slot.module.smallest
    codes: list[PlacedCode] = []
    for centre in _centres(frame):
        room = widest_module(symbol.full_size, slot.inset, frame, centre)
        largest = min(room, slot.module.largest * frame.growth)
        offered = {largest, largest * 0.9, GOOD_MODULE, WANTED_MODULE, smallest}
        sizes = sorted((m for m in offered if smallest <= m <= largest), reverse=True)
        codes += [PlacedCode(symbol, *centre, module, slot.inset) for module in sizes]
    for module in (WANTED_MODULE, smallest):
        outermost = _outermost_centres(symbol, slot, frame, module)
        codes += [PlacedCode(symbol, *centre, module, slot.inset) for centre in outermost]
    clear = (code for code in codes if not any(box.intersects(code.ground) for box in taken))
    yield from sorted(clear, key=lambda code: code.module < WANTED_MODULE - 1e-9)


def widen_code(
    code: PlacedCode, slot: QrSlot, frame: Frame, taken: Sequence[Rect], kept: Literal["left", "right"]
) -> PlacedCode:
    """Return ``code`` as wide as it can be with its left or right edge where it is."""
    edge = code.ground.x0 if kept == "left" else code.ground.x1
    low, high = code.module, slot.module.largest * frame.growth
    best = code
    for _ in range(8):
        module = (low + high) / 2
        half = code.symbol.full_size * module / 2
        trial = replace(code, cx=edge + half if kept == "left" else edge - half, module=module)
        fits = widest_module(code.symbol.full_size, slot.inset, frame, (trial.cx, trial.cy)) >= module
        if fits and not any(box.intersects(trial.ground) for box in taken):
            low, best = module, trial
        else:
            high = module
    return best


def _outermost_centres(symbol: Symbol, slot: QrSlot, frame: Frame, module: float) -> Iterator[Point]:
    """Yield the leftmost and rightmost centres at half height where modules that wide fit."""
    cx, cy = frame.shape.centre
    for end in (0.0, frame.shape.width):
        inside, outside = cx, end
        if widest_module(symbol.full_size, slot.inset, frame, (inside, cy)) < module:
            continue
        for _ in range(12):
            middle = (inside + outside) / 2
            if widest_module(symbol.full_size, slot.inset, frame, (middle, cy)) >= module:
                inside = middle
            else:
                outside = middle
        yield (inside, cy)


def _centres(frame: Frame) -> list[Point]:
    cx, cy = frame.shape.centre
    half_width, half_height = frame.shape.width / 2, frame.shape.height / 2
    reach = sorted(range(-_STATIONS // 2 + 1, _STATIONS // 2 + 1), key=abs)
    centres = [(cx + half_width * 1.6 * i / _STATIONS, cy) for i in reach]
    # Only where the tag is about as tall as it is wide is there room above or below a code.
    if half_height > 0.6 * half_width:
        centres += [(cx, cy + half_height * 1.6 * i / _STATIONS) for i in reach if i]
    return centres


@lru_cache(maxsize=256)
def widest_module(size: int, inset: float, frame: Frame, centre: Point) -> float:
    """Return the widest module at ``centre`` of a symbol ``size`` modules wide with its quiet zone.

    By the support functions of the shape, less ``inset``, and of a square with rounded corners.
    """
    dx, dy = abs(centre[0] - frame.shape.width / 2), abs(centre[1] - frame.shape.height / 2)
    half = min(
        (h - inset - nx * dx - ny * dy) / reach
        for nx, ny, h, reach in _quarter_supports(frame.shape, CORNER_MODULES / (size / 2))
    )
    if frame.hole is not None:
        half = min(half, _half_beside_hole(frame, centre))
    return max(half, 0.0) * 2 / size


@lru_cache(maxsize=16)
def _quarter_supports(shape: Shape, corner: float) -> tuple[tuple[float, float, float, float], ...]:
    """Return normal, support and that of a square of half side 1 with rounded corners, for a quarter turn.

    Shape and square are symmetric: it is in the quarter where its centre lies that a square first meets the cut.
    """
    return tuple(
        (nx, ny, h, (1 - corner) * (nx + ny) + corner)
        for nx, ny, h in shape.supports()[::2]
        if nx > -_TINY and ny > -_TINY
    )


def _half_beside_hole(frame: Frame, centre: Point) -> float:
    """Return half the side of the largest upright square at ``centre`` that keeps clear of the hole."""
    if frame.hole is None:
        return frame.shape.width
    dx, dy = abs(frame.hole.cx - centre[0]), abs(frame.hole.cy - centre[1])
    need = frame.hole.radius + _HOLE_GAP
    low, high = 0.0, max(frame.shape.width, frame.shape.height)
    for _ in range(30):
        half = (low + high) / 2
        if hypot(max(dx - half, 0.0), max(dy - half, 0.0)) >= need:
            low = half
        else:
            high = half
    return low
