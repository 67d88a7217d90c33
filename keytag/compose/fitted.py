"""A stack as it is set in one place: its plan, the width of its letters, and where its rows come to lie."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.room import Room
from keytag.compose.rows import NARROWER
from keytag.compose.stack import Berth, Placed, Rows, Scales, berth, fit, fits, grow
from keytag.compose.typeset import Plan, StackSlot, Typesetter
from keytag.geometry import Rect

# House rule, in mm: clear space between two stacks, and so between two blocks of one.
_STACK_GAP = 0.7
_NARROWEST = len(NARROWER) - 1


class Fitted(Struct, frozen=True):
    """A stack with its plan, step of narrowing, room and berth there; ``placed`` once its rows lie there."""

    typesetter: Typesetter
    stack: tuple[StackSlot, ...]
    plan: Plan
    room: Room
    where: Berth
    step: int = 0
    placed: Placed | None = None

    @property
    def dials(self) -> tuple[int, ...]:
        """The stack's scales in the order in which they may grow."""
        return self.typesetter.dials(self.stack)

    @property
    def extent(self) -> tuple[float, float]:
        """The leftmost and rightmost x of its rows."""
        return self.placed.extent if self.placed else (0.0, 0.0)

    @property
    def boxes(self) -> tuple[Rect, ...]:
        """The boxes round its rows."""
        return self.placed.boxes if self.placed else ()

    @property
    def has_hope(self) -> bool:
        """Whether it fits in the narrowest letters; what does not fit in those does not in wider ones."""
        narrowest = replace(self, step=_NARROWEST)
        return fits(narrowest.build, len(self.dials), self.where)

    def build(self, scales: Scales) -> Rows:
        """Set the rows at ``scales``."""
        return self.typesetter.rows(self.stack, self.plan, scales, self.step)

    def narrowed(self, step: int) -> Fitted | None:
        """Return the stack placed in letters of another step of narrowing, or None where it does not fit."""
        own = replace(self, step=step)
        placed = fit(own.build, len(own.dials), own.where)
        return replace(own, placed=placed) if placed else None

    def clear_of(self, boxes: Iterable[Rect]) -> Fitted:
        """Return the stack where it is, with ``boxes`` taken out of the room that it may grow into."""
        gap = _STACK_GAP * self.typesetter.setter.growth
        room = self.room.without((box.corners for box in boxes), gap)
        return replace(self, room=room, where=berth(room, self.where.axis, fixed=self.where.fixed))

    def under(self, ceiling: float, step: int) -> Fitted:
        """Return the stack set no larger than ``ceiling`` mm and at least as narrow as ``step``."""
        setter = replace(self.typesetter.setter, ceiling=ceiling)
        lower = replace(self, typesetter=Typesetter(self.typesetter.content, setter))
        return lower.narrowed(max(self.step, step)) or self

    def grown(self) -> tuple[Placed, ...]:
        """Return the rows in their place, every size as large as it may be."""
        return (grow(self.build, self.dials, self.where, self.placed),) if self.placed else ()
