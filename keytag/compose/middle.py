"""The middle of a side: the stack and the QR code, sharing the room that edge lettering leaves.

Every place for the code is weighed against what lettering beside it comes to; the best of them is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf
from typing import Literal

from keytag.compose.code import WANTED_MODULE, PlacedCode, largest_code, places, widened
from keytag.compose.frame import Frame
from keytag.compose.room import Room
from keytag.compose.rows import NARROWER, Align
from keytag.compose.stack import Berth, Placed, Rows, Scales, berth, fit, grow
from keytag.compose.typeset import Plan, StackSlot, Typesetter
from keytag.geometry import Rect
from keytag.template import NumbersSlot, QrSlot, Slot, TextSlot

# House rule, in mm: clear space between the code's ground and lettering.
_CODE_GAP = 1.0
# House rules: what a step of narrowing costs (next to nothing where a type asks for the largest letters), and a
# millimetre that a side hangs to one end.
_STEP_COST = 0.1
_FREE_STEP_COST = 0.01
_TILT_COST = 0.035

Way = tuple[Align, float | None]
"""How a stack stands: its alignment, and the x of its axis where that is given."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A side that cannot be composed: the slot that has no room and the job's node it shows."""

    slot: Slot
    node: str


@dataclass(frozen=True, slots=True)
class Middle:
    """Stacks and code in their places."""

    stacks: tuple[Placed, ...]
    code: PlacedCode | None


@dataclass(frozen=True, slots=True)
class _Set:
    """A stack as set: plan, step of narrowing and berth, and where its rows came to lie."""

    typesetter: Typesetter
    stack: tuple[StackSlot, ...]
    plan: Plan
    step: int
    where: Berth
    placed: Placed | None = None

    @property
    def dials(self) -> tuple[int, ...]:
        """The stack's scales in the order in which they may grow."""
        return self.typesetter.dials(self.stack)

    @property
    def extent(self) -> tuple[float, float]:
        """The leftmost and rightmost x of its rows."""
        return self.placed.extent if self.placed else (0.0, 0.0)

    def build(self, scales: Scales) -> Rows:
        """Set the rows at ``scales``."""
        return self.typesetter.rows(self.stack, self.plan, scales, self.step)

    def under(self, ceiling: float, step: int) -> _Set:
        """Return the stack set no larger than ``ceiling`` mm and at least as narrow as ``step``."""
        setter = replace(self.typesetter.setter, ceiling=ceiling)
        lower = replace(self, typesetter=Typesetter(self.typesetter.content, setter), step=max(self.step, step))
        placed = fit(lower.build, len(lower.dials), self.where)
        return replace(lower, placed=placed) if placed else self

    def grown(self) -> tuple[Placed, ...]:
        """Return the rows in their place, every size as large as it may be."""
        return (grow(self.build, self.dials, self.where, self.placed),) if self.placed else ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A middle with its stacks at one common scale each, and how well it came out (more is better)."""

    stacks: tuple[_Set, ...]
    code: PlacedCode | None
    score: float


@dataclass(frozen=True, slots=True)
class MiddleComposer:
    """Fits a stack, and a code where there is one, into a room; the code keeps clear of the boxes ``taken``."""

    frame: Frame
    room: Room
    taken: tuple[Rect, ...]
    stack: tuple[StackSlot, ...]
    qr_slot: QrSlot | None
    typesetter: Typesetter

    def compose(self) -> Draft | Misfit:
        """Return the best arrangement, or the slot for which there is no room."""
        symbol = self.typesetter.content.symbol
        if self.qr_slot is None or symbol is None:
            return self._without_code()
        no_code = Misfit(self.qr_slot, self.typesetter.content.symbol_node)
        if not self.stack:
            code = largest_code(symbol, self.qr_slot, self.frame, self.taken)
            return Draft((), code, self._worth(code, self.qr_slot)) if code else no_code
        best: Draft | None = None
        blame = no_code
        for code in places(symbol, self.qr_slot, self.frame, self.taken):
            blame = self._misfit()
            if best is not None and self._worth(code, self.qr_slot) + 1.0 <= best.score:
                continue
            for candidate in self._beside(code, self.qr_slot):
                if best is None or candidate.score > best.score + 1e-9:
                    best = candidate
        return best or blame

    def finish(self, draft: Draft) -> Middle:
        """Return ``draft`` with every size grown into what room is left, that of the code too."""
        stacks: tuple[Placed, ...] = ()
        for stack in draft.stacks:
            # A caption that stands alone is no larger, and no wider set, than the words it stands beside.
            lead = draft.stacks[0]
            own = stack if stack is lead else stack.under(_words_of(stacks), lead.step)
            stacks += own.grown()
        code = draft.code
        beside = {stack.plan.align for stack in draft.stacks}
        if code is not None and self.qr_slot is not None and beside in ({"left"}, {"right"}):
            # Lettering flush with the code's right edge has the code's left side to itself, and the reverse.
            kept: Literal["left", "right"] = "right" if beside == {"left"} else "left"
            code = widened(code, self.qr_slot, self.frame, self.taken, kept)
        return Middle(stacks, code)

    @property
    def best_score(self) -> float:
        """The most that any arrangement could come to."""
        has_code = self.qr_slot is not None and self.typesetter.content.symbol is not None
        return (self.qr_slot.weight if self.qr_slot and has_code else 0.0) + (1.0 if self.stack else 0.0)

    def _without_code(self) -> Draft | Misfit:
        if not self.stack:
            return Draft((), None, 0.0)
        found, score = self._best(self.stack, self.room, (("centre", None),))
        return Draft((found,), None, score) if found else self._misfit()

    def _beside(self, code: PlacedCode, slot: QrSlot) -> Iterator[Draft]:
        """Yield what can be done beside ``code``: all on one side, or its caption on the other."""
        gap = _CODE_GAP * self.frame.growth
        room = self.room.without((code.ground.corners,), gap)
        worth = self._worth(code, slot)
        left, right, around = _ways(code, self.frame, gap)
        placed, score = self._best(self.stack, room, (left, right) if around is None else (around,))
        if placed is not None:
            yield self._scored((placed,), code, score + worth)
        texts = tuple(slot for slot in self.stack if isinstance(slot, TextSlot) and slot.says == "caption")
        lists = tuple(slot for slot in self.stack if slot not in texts)
        if around is not None or not texts or not lists:
            return
        for here, there in ((left, right), (right, left)):
            numbers, numbers_score = self._best(lists, room, (here,))
            if numbers is None:
                continue
            words, words_score = self._best(texts, room, (there,))
            if words is not None:
                yield self._scored((numbers, words), code, 0.9 * numbers_score + 0.1 * words_score + worth)

    def _scored(self, stacks: tuple[_Set, ...], code: PlacedCode, score: float) -> Draft:
        """Take off for a side that hangs to one end of the room it has."""
        chord = self.room.widest()
        low = min(code.ground.x0, *(stack.extent[0] for stack in stacks))
        high = max(code.ground.x1, *(stack.extent[1] for stack in stacks))
        tilt = abs((low - chord.left) - (chord.right - high))
        return Draft(stacks, code, score - _TILT_COST * tilt)

    def _best(self, stack: tuple[StackSlot, ...], room: Room, ways: tuple[Way, ...]) -> tuple[_Set | None, float]:
        """Try every arrangement at every berth, widths of letters in turn; return the best with its score."""
        best: _Set | None = None
        best_score = 0.0
        freely = any(isinstance(slot, NumbersSlot) and slot.number.narrow == "freely" for slot in stack)
        berths = [(align, _berth(room, axis)) for align, axis in ways]
        for step in range(len(NARROWER)):
            for align, where in berths:
                for plan in self.typesetter.plans(stack, align):
                    candidate = _Set(self.typesetter, stack, plan, step, where)
                    placed = fit(candidate.build, len(candidate.dials), where)
                    if placed is None:
                        continue
                    score = placed.scale - (_FREE_STEP_COST if freely else _STEP_COST) * step - plan.cost
                    if best is None or score > best_score + 1e-9:
                        best, best_score = replace(candidate, placed=placed), score
            if best is not None and not freely:
                break
        return best, best_score

    def _worth(self, code: PlacedCode, slot: QrSlot) -> float:
        """Score a code's size against lettering's: full marks at the largest module, a cliff under the wanted."""
        short = WANTED_MODULE - code.module
        share = code.module / (slot.module.largest * self.frame.growth)
        return slot.weight * share - (1.5 + 10 * short if short > 1e-9 else 0.0)

    def _misfit(self) -> Misfit:
        """Name the slot to blame: a line that found no edge, the longest list, or else the last line."""
        content = self.typesetter.content
        homeless = [slot for slot in self.stack if isinstance(slot, TextSlot) and slot.at != "stack"]
        if homeless:
            longest = max(homeless, key=lambda slot: len(content.texts[slot.says][0]))
            return Misfit(longest, content.texts[longest.says][1])
        lists = [slot for slot in self.stack if isinstance(slot, NumbersSlot)]
        if lists:
            slot = max(lists, key=lambda s: len(content.numbers[s.slot]))
            return Misfit(slot, content.numbers[slot.slot][0].node)
        last = self.stack[-1]
        return Misfit(last, content.texts[last.says][1] if isinstance(last, TextSlot) else "")


def _words_of(stacks: tuple[Placed, ...]) -> float:
    """Return the font size in mm of the smallest words, numbers aside."""
    pieces = (piece for stack in stacks for row in stack.rows for piece in row.pieces)
    sizes = (piece.size for piece in pieces if piece.run and not piece.source.node.endswith(".number"))
    return min(sizes, default=inf)


def _ways(code: PlacedCode, frame: Frame, gap: float) -> tuple[Way, Way, Way | None]:
    """Return how a stack may stand by ``code``: flush on its left, flush on its right, or above or below it."""
    box = code.ground
    stands_above = abs(code.cy - frame.shape.height / 2) > 0.1
    return (
        ("right", box.x0 - gap - 0.02),
        ("left", box.x1 + gap + 0.02),
        ("centre", code.cx) if stands_above else None,
    )


def _berth(room: Room, axis: float | None) -> Berth:
    if axis is None:
        chord = room.widest()
        return berth(room, (chord.left + chord.right) / 2, fixed=False)
    return berth(room, axis, fixed=True)
