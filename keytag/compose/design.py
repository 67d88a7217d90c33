"""What a tag is drawn on and with: its frame (shape, hole, what must stay clear), template, inks and limits.

Values that the caller gives; nothing here knows an edition's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import cos, pi, radians, sin, sqrt

from msgspec import Struct

from keytag.documents.template import Template
from keytag.drawing.artwork import Fill
from keytag.drawing.geometry import Hole, Point, Shape, ShapeKind
from keytag.drawing.ink import ByPolarity, Ink

# Domain: the hole tears first; 2 mm of plastic round it carry no lettering (ring and tear).
HOLE_CLEARANCE = 2.0
# House rule: a split ring lies from the hole straight to the nearest edge and swings this far to both sides.
RING_SWING_DEG = 30.0


class Design(Struct, frozen=True):
    """Everything but the words: template, frame of the front, inks by role, limits, drawings by slot.

    ``lines`` are the finest that the shop holds, where its craft is coarser than the one templates are drawn for.
    """

    template: Template
    frame: Frame
    inks: Mapping[str, Ink]
    limits: ByPolarity
    drawings: Mapping[str, tuple[Fill, ...]]
    lines: ByPolarity | None = None


# Domain: the tag of the five programmes, an oval of 50 × 20 mm; templates give their sizes for it.
_MODEL_AREA = pi * 50 * 20 / 4
# House rule: beyond three times those sizes a tag is a poster.
_MOST_GROWTH = 3.0
# House rule: on taller ovals, in heights to widths, lines stand straight.
_TALLEST = 1.1
# House rule: rounder than that, lines that follow the edge are nearer to it.
_FLATTEST = 0.62
# House rule, in mm: the margin beyond the safe area that a tag twice as large as the model has.
_MARGIN = 0.8


class Frame(Struct, frozen=True):
    """Shape, hole (or None), ``safe`` distance of lettering from the cut and ``bleed`` beyond it, in mm."""

    shape: Shape
    hole: Hole | None
    safe: float
    bleed: float

    @property
    def inset(self) -> float:
        """How far inside the cut lettering begins: the safe area, and on larger tags a margin that looks right."""
        return self.safe + _MARGIN * (self.growth - 1)

    @property
    def growth(self) -> float:
        """How much larger than the template's largest sizes things may be on this tag: as the root of its area."""
        return min(max(sqrt(self.shape.area / _MODEL_AREA), 1.0), _MOST_GROWTH)

    @property
    def is_round(self) -> bool:
        """Whether its upper and lower edges are curves."""
        return self.shape.kind in (ShapeKind.OVAL, ShapeKind.CIRCLE)

    @property
    def is_flat(self) -> bool:
        """Whether it is an oval so flat that straight lines stand well in its head and foot."""
        return self.is_round and self.shape.height <= self.shape.width * _FLATTEST

    @property
    def has_edges(self) -> bool:
        """Whether lettering can follow its upper and lower edges; a tall oval's are too narrow for it."""
        return not self.is_round or self.shape.height <= self.shape.width * _TALLEST

    @property
    def axis(self) -> float:
        """The x that a side is centred on.

        On round tags the centre of gravity of what the hole and its clearance leave; between straight edges, the
        middle of the width that they leave.
        """
        centre, hole = self.shape.width / 2, self.hole
        if hole is None or self.wing is not None:
            return centre
        reach = hole.radius + HOLE_CLEARANCE
        if self.is_round:
            taken = pi * reach**2
            return centre + (centre - hole.cx) * taken / (self.shape.area - taken)
        to_right = hole.cx < centre
        taken = hole.cx + reach - self.inset if to_right else self.shape.width - self.inset - hole.cx + reach
        return centre + taken / 2 if to_right else centre - taken / 2

    @property
    def wing(self) -> float | None:
        """How far a hole in the middle of the upper or lower edge keeps lettering from its axis; else None."""
        if self.hole is None or abs(self.hole.cx - self.shape.width / 2) > self.hole.radius:
            return None
        return self.hole.radius + HOLE_CLEARANCE

    @property
    def is_lopsided(self) -> bool:
        """Whether its hole lies to one side."""
        return self.hole is not None and self.wing is None

    def other_side(self) -> Frame:
        """Return the frame of the other side: the tag turned left to right."""
        hole = self.hole.mirrored(self.shape.width) if self.hole else None
        return Frame(self.shape, hole, self.safe, self.bleed)


@lru_cache(maxsize=16)
def ring(shape: Shape, hole: Hole) -> tuple[Point, Point, Point]:
    """Return the triangle that the ring sweeps, from the hole's middle to beyond the nearest edge."""
    x, y = hole.cx - shape.width / 2, hole.cy - shape.height / 2
    reach, nx, ny = min((h - nx * x - ny * y, nx, ny) for nx, ny, h in shape.supports())
    first, last = (
        (hole.cx + far * (nx * co - ny * si), hole.cy + far * (nx * si + ny * co))
        for co, si, far in (
            (cos(turn), sin(turn), reach / cos(turn))
            for turn in (radians(RING_SWING_DEG), -radians(RING_SWING_DEG))
        )
    )
    return ((hole.cx, hole.cy), first, last)
