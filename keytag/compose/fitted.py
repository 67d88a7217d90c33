"""A stack as it is set in one place: its plan, the width of its letters, and where its rows come to lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.room import Room
from keytag.compose.rows import NARROWER
from keytag.compose.stack import Berth, PlacedRows, Rows, Scales, fit, fits, grow, regain
from keytag.compose.typeset import Content, Plan, StackSlot, Typesetter
from keytag.drawing.geometry import Rect
from keytag.drawing.ink import Ink

# House rule, in mm: clear space between two stacks, and so between two blocks of one.
_STACK_GAP = 0.7
_NARROWEST = len(NARROWER) - 1
# House rules: so many mm off the middle of its height nobody sees, and the share of its range that lettering may
# give up to lie no further off.
_LEVEL = 0.2
_LEVEL_COST = 0.15
# House rule, in mm: how far off it may then come to lie while its lines draw apart.
_LEVEL_AIRING = 0.4


class Fitted(Struct, frozen=True):
    """A stack with its plan, step of narrowing, room and berth there; ``placed`` once its rows lie there."""

    typesetter: Typesetter
    stack: tuple[StackSlot, ...]
    plan: Plan
    room: Room
    where: Berth
    step: int = 0
    placed: PlacedRows | None = None
    words: int | None = None
    """The step of narrowing of all but the figures, where it is another."""

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
        words = self.step if self.words is None else self.words
        return self.typesetter.rows(self.stack, self.plan, scales, (words, self.step))

    def narrowed(self, step: int) -> Fitted | None:
        """Return the stack placed in letters of another step of narrowing, or None where it does not fit."""
        own = replace(self, step=step)
        placed = fit(own.build, len(own.dials), own.where)
        return replace(own, placed=placed) if placed else None

    def clear_of(self, boxes: Iterable[Rect]) -> Fitted:
        """Return the stack where it is, with ``boxes`` taken out of the room that it may grow into."""
        gap = _STACK_GAP * self.typesetter.setter.growth
        room = self.room.without((box.corners for box in boxes), gap)
        return replace(self, room=room, where=replace(self.where, spans=room.spans(self.where.axis)))

    def under(self, ceiling: float, step: int) -> Fitted:
        """Return the stack set no larger than ``ceiling`` mm and at least as narrow as ``step``."""
        lower = replace(self, typesetter=self.typesetter.under(ceiling))
        return lower.narrowed(max(self.step, step)) or self

    def levelled(self) -> Fitted:
        """Return the stack nearer the middle of its height where that costs its letters next to nothing."""
        if self.placed is None:
            return self
        if self.placed.slump <= _LEVEL:
            return replace(self, where=replace(self.where, airing=_LEVEL_AIRING))
        where = replace(self.where, sway=_LEVEL, airing=_LEVEL_AIRING)
        level = replace(self, where=where).narrowed(self.step)
        if level is None or level.placed is None or level.placed.slump > _LEVEL + 1e-9:
            return self
        return level if level.placed.scale >= self.placed.scale - _LEVEL_COST else self

    def grown(self) -> Fitted:
        """Return the stack in its place, every size as large as it may be."""
        if self.placed is None:
            return self
        eased = self._eased(self.placed)
        return replace(eased, placed=grow(eased.build, self.dials, self.where, eased.placed or self.placed))

    def _eased(self, placed: PlacedRows) -> Fitted:
        """Return the stack with words in wider letters than its figures, where only those had to be narrow."""
        for words in range(1, self.step):
            eased = replace(self, words=words)
            found = regain(eased.build, self.where, placed)
            if found is not None:
                return replace(eased, placed=found)
        return self

    def dressed(self, content: Content, inks: Mapping[str, Ink]) -> Fitted | None:
        """Return the stack saying something else, line for line where it is; None where that does not fit."""
        if self.placed is None:
            return None
        setter = replace(self.typesetter.setter, inks=inks)
        own = replace(self, typesetter=Typesetter(content, setter))
        placed = self.placed.worded(own.build(self.placed.scales).rows, self.room)
        return replace(own, placed=placed) if placed else None

    def turned(self, width: float, room: Room) -> Fitted | None:
        """Return the stack on a side ``width`` mm wide turned left to right; None where it has no room."""
        if self.placed is None:
            return None
        placed = replace(self.placed, axis=width - self.placed.axis)
        return replace(self, room=room, placed=placed) if placed.is_free_in(room) else None

    def lowered(self, by: float, room: Room) -> Fitted | None:
        """Return the stack ``by`` mm lower in another ``room``; None where it is not free there."""
        if self.placed is None:
            return None
        placed = replace(self.placed, baselines=tuple(y + by for y in self.placed.baselines))
        return replace(self, room=room, placed=placed) if placed.is_free_in(room) else None
