"""The search for a stack's best setting: every arrangement at every berth, in letters of every width.

What is weighed against what is written down here as costs, so that it can be argued about.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.fitted import Fitted
from keytag.compose.frame import Frame
from keytag.compose.numbers import Arrangement
from keytag.compose.room import Room, open_room
from keytag.compose.rows import NARROWER, Align
from keytag.compose.stack import Berth, berth
from keytag.compose.typeset import Plan, StackSlot, Typesetter
from keytag.documents.template import NumbersSlot

# House rules: what a step of narrowing costs, next to nothing where a type asks for the largest letters.
_STEP_COST = 0.1
_FREE_STEP_COST = 0.01
# House rule: what it costs that blocks stand closer than they should.
_TIGHT_COST = 0.2
# House rules: the score under which a stack may leave the side's axis, and what a millimetre of that costs.
_LOW = 0.5
_OFF_AXIS_COST = 0.1
# House rule: what a millimetre costs that a stack lies further off the middle of its height than it may.
_SLUMP_COST = 0.2
# House rule: what it costs that one of two columns is shorter than the other.
_ODD_COST = 0.3

Way = tuple[Align, float | None]
"""How a stack stands: its alignment, and the x of its axis where that is given."""

Found = tuple[Fitted, float]
"""A stack in its place, and its score (more is better)."""


class Search(Struct, frozen=True):
    """Finds places for the stacks of one side."""

    frame: Frame
    typesetter: Typesetter
    sway: float

    def best(self, stack: tuple[StackSlot, ...], room: Room, ways: tuple[Way, ...]) -> Found | None:
        """Return the best setting of ``stack`` that stands in ``room`` in one of ``ways``."""
        found: Found | None = None
        freely = any(isinstance(slot, NumbersSlot) and slot.number.narrow == "freely" for slot in stack)
        berths = [(align, self._berth(room, axis)) for align, axis in ways]
        tries = [
            Fitted(self.typesetter, stack, plan, room, where)
            for align, where in berths
            for plan in self.typesetter.plans(stack, align)
        ]
        step_cost = _FREE_STEP_COST if freely else _STEP_COST
        for step in range(len(NARROWER)):
            if step == 1 and found is None:
                tries = [one for one in tries if one.has_hope]
            for candidate in tries:
                if found is not None and _most(candidate.plan, step, step_cost) <= found[1]:
                    continue
                fitted = candidate.narrowed(step)
                score = _score(fitted, step_cost) if fitted else 0.0
                if fitted is not None and (found is None or score > found[1] + 1e-9):
                    found = (fitted, score)
            is_level = found is not None and found[0].placed is not None and found[0].placed.slump <= self.sway
            if found is not None and is_level and not freely and (found[0].step < step or found[0].plan.is_plain):
                # Where only a makeshift fits, a plain way in letters one step narrower may be better.
                break
        return found

    def alone(self, stack: tuple[StackSlot, ...], room: Room, *, has_edges: bool) -> Found | None:
        """Return the best setting of a stack that has the side's middle to itself.

        It stands on the side's axis; only where it comes out small there may it leave it.
        """
        found = self.best(stack, room, (("centre", self.frame.axis),))
        if found is None or found[1] < _LOW:
            found = _better(found, self._moved(stack, room))
        return found if has_edges else _better(found, self.parted(stack))

    def _moved(self, stack: tuple[StackSlot, ...], room: Room) -> Found | None:
        moved = self.best(stack, room, (("centre", None),))
        if moved is None or moved[0].placed is None:
            return None
        return moved[0], moved[1] - _OFF_AXIS_COST * abs(moved[0].placed.axis - self.frame.axis)

    def parted(self, stack: tuple[StackSlot, ...]) -> Found | None:
        """Try a list that has the whole side to itself in two columns, left and right of a hole above or below."""
        slot = stack[0]
        if self.frame.wing is None or len(stack) > 1 or not isinstance(slot, NumbersSlot) or slot.take == "first":
            return None
        how = Arrangement("parted", 2, "centre", apart=self.frame.wing)
        room = open_room(replace(self.frame, hole=None))
        plan = Plan("centre", 1, ((slot.slot, how),))
        candidate = Fitted(self.typesetter, stack, plan, room, self._berth(room, self.frame.axis))
        fitted = next((found for step in range(len(NARROWER)) if (found := candidate.narrowed(step))), None)
        odd = len(self.typesetter.content.numbers[slot.slot]) % 2
        return (fitted, _score(fitted, _STEP_COST) - _ODD_COST * odd) if fitted else None

    def _berth(self, room: Room, axis: float | None) -> Berth:
        return berth(room, self.frame.axis if axis is None else axis, fixed=axis is not None, sway=self.sway)


def _score(fitted: Fitted, step_cost: float) -> float:
    if fitted.placed is None:
        raise AssertionError("only what has its place is weighed")
    tight = _TIGHT_COST if fitted.placed.is_tight else 0.0
    slump = _SLUMP_COST * max(fitted.placed.slump - fitted.where.sway, 0.0)
    return fitted.placed.scale - step_cost * fitted.step - fitted.plan.cost - tight - slump


def _most(plan: Plan, step: int, step_cost: float) -> float:
    """Return the score of a stack that had room for its largest letters: no other is higher."""
    return 1.0 - step_cost * step - plan.cost


def _better(one: Found | None, other: Found | None) -> Found | None:
    """Return the better of two; the first where they come out alike."""
    return other if one is None or (other is not None and other[1] > one[1] + 1e-9) else one
