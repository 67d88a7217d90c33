"""The middle of a side: the stack and the QR code, sharing the room that edge lettering leaves.

Every place for the code is weighed against what lettering beside it comes to; the best of them is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.code import WANTED_MODULE, PlacedCode, places, widened, widest_module
from keytag.compose.fitted import Fitted
from keytag.compose.frame import Frame
from keytag.compose.room import Room
from keytag.compose.search import Found, Search, Way
from keytag.compose.stack import PlacedRows
from keytag.compose.typeset import StackSlot, Typesetter
from keytag.documents.template import NumbersSlot, QrSlot, Slot, TextSlot
from keytag.drawing.geometry import Rect
from keytag.drawing.qr import Symbol

# House rule, in mm: clear space between the code's ground and lettering.
_CODE_GAP = 1.0
# House rule, in mm: the space between a code and words above or below it; by what shares of the way they are
# tried to be brought there.
_GATHERED_GAP = 1.6
_GATHERINGS = (1.0, 0.75, 0.5, 0.25, 0.0)
# House rule: what it costs that words stand between the columns of a list.
_BETWEEN_COST = 0.3
# House rules, in mm: how far a stack may lie off the middle of the height it has; more beside a code and between
# lines that follow the edges, which the eye measures it by.
_SWAY = 0.6
_SWAY_BOUND = 1.0
# House rule: what a millimetre costs that a side hangs to one end.
_TILT_COST = 0.035


class Misfit(Struct, frozen=True):
    """A side that cannot be composed: the slot that has no room and the job's node it shows."""

    slot: Slot
    node: str


class Middle(Struct, frozen=True):
    """Stacks and code in their places."""

    stacks: tuple[Fitted, ...]
    code: PlacedCode | None

    @property
    def placed(self) -> tuple[PlacedRows, ...]:
        """The stacks' rows in their places."""
        return tuple(stack.placed for stack in self.stacks if stack.placed is not None)


class MiddleDraft(Struct, frozen=True):
    """A middle with its stacks at one common scale each, and how well it came out (more is better)."""

    stacks: tuple[Fitted, ...]
    code: PlacedCode | None
    score: float


class MiddleComposer(Struct, frozen=True):
    """Fits a stack, and a code where there is one, into a room; the code keeps clear of the boxes ``taken``."""

    frame: Frame
    room: Room
    taken: tuple[Rect, ...]
    stack: tuple[StackSlot, ...]
    qr_slot: QrSlot | None
    typesetter: Typesetter
    kept: PlacedCode | None = None
    """Where the code of the series lies, where it is to lie there."""

    def compose(self) -> MiddleDraft | Misfit:
        """Return the best arrangement, or the slot for which there is no room."""
        symbol = self.typesetter.content.symbol
        if self.qr_slot is None or symbol is None:
            return self._without_code()
        no_code = Misfit(self.qr_slot, self.typesetter.content.symbol_node)
        if not self.stack:
            code = max(self._places(symbol, self.qr_slot), key=lambda code: code.module, default=None)
            return MiddleDraft((), code, self._worth(code, self.qr_slot)) if code else no_code
        best: MiddleDraft | None = None
        blame = no_code
        for code in self._places(symbol, self.qr_slot):
            blame = self._misfit()
            # What lettering beside this code has to come to.
            least = best.score - self._worth(code, self.qr_slot) if best is not None else -inf
            if least >= 1.0:
                continue
            for candidate in self._beside(code, self.qr_slot, least):
                if best is None or candidate.score > best.score + 1e-9:
                    best = candidate
        return best or blame

    def finish(self, draft: MiddleDraft) -> Middle:
        """Return ``draft`` with every size grown into what room is left, that of the code too."""
        stacks: tuple[Fitted, ...] = ()
        for stack in draft.stacks:
            # What stands apart is no larger, and no wider set, than the words of the stack it stands beside.
            lead = draft.stacks[0]
            # Columns keep clear of what stands between them however they grow.
            taken = [box for grown in stacks for box in grown.boxes if not grown.plan.is_parted]
            own = stack if stack is lead else stack.clear_of(taken).under(_words_of(stacks), lead.step)
            # Between lines along the edges it is these that the eye measures the middle by.
            stacks += ((own if self.taken else own.levelled()).grown(),)
        code = draft.code
        beside = {stack.plan.align for stack in draft.stacks}
        if code is not None and self.qr_slot is not None and not self.kept and beside in ({"left"}, {"right"}):
            # Lettering flush with the code's right edge has the code's left side to itself, and the reverse.
            kept: Literal["left", "right"] = "right" if beside == {"left"} else "left"
            code = widened(code, self.qr_slot, self.frame, self.taken, kept)
        middle = Middle(stacks, code)
        return self._gathered(middle) if beside == {"centre"} and not self.kept else middle

    def _gathered(self, middle: Middle) -> Middle:
        """Return a stack above or below its code and the code moved together, as near the tag's middle as can be.

        A caption far from its code is not read as its caption.
        """
        code, stack = middle.code, middle.stacks[0]
        if code is None or self.qr_slot is None:
            return middle
        top, bottom = stack.boxes[0].y0, stack.boxes[-1].y1
        is_above, height = bottom <= code.ground.y0, bottom - top
        gap, reach = _GATHERED_GAP * self.frame.growth, code.ground.height
        if (code.ground.y0 - bottom if is_above else top - code.ground.y1) <= gap:
            return middle
        first = (self.frame.shape.height - height - gap - reach) / 2
        goal = first + reach / 2 + (height + gap if is_above else 0.0)
        for share in _GATHERINGS:
            moved = replace(code, cy=code.cy + (goal - code.cy) * share)
            box = moved.ground
            room = self.room.without((box.corners,), _CODE_GAP * self.frame.growth)
            lower = stack.lowered((box.y0 - gap - height if is_above else box.y1 + gap) - top, room)
            if lower is not None and self._has_room(moved):
                return Middle((lower,), moved)
        return middle

    def _has_room(self, code: PlacedCode) -> bool:
        """Tell whether ``code`` lies inside the cut and clear of the hole and of what is taken."""
        widest = widest_module(code.symbol.full_size, code.inset, self.frame, (code.cx, code.cy))
        return code.module <= widest + 1e-9 and not any(box.intersects(code.ground) for box in self.taken)

    def _places(self, symbol: Symbol, slot: QrSlot) -> Iterator[PlacedCode]:
        """Yield where the code may lie."""
        if self.kept is None:
            return places(symbol, slot, self.frame, self.taken)
        clear = not any(box.intersects(self.kept.ground) for box in self.taken)
        return iter((replace(self.kept, symbol=symbol),) if clear else ())

    @property
    def best_score(self) -> float:
        """The most that any arrangement could come to."""
        has_code = self.qr_slot is not None and self.typesetter.content.symbol is not None
        return (self.qr_slot.weight if self.qr_slot and has_code else 0.0) + (1.0 if self.stack else 0.0)

    def _without_code(self) -> MiddleDraft | Misfit:
        if not self.stack:
            return MiddleDraft((), None, 0.0)
        found = self._search.alone(self.stack, self.room, has_edges=bool(self.taken))
        alone = MiddleDraft((found[0],), None, found[1]) if found else None
        around = self._around_hole()
        if around is not None and (alone is None or around.score > alone.score + 1e-9):
            return around
        return alone or self._misfit()

    def _around_hole(self) -> MiddleDraft | None:
        """Set a list left and right of a hole above or below, and words between its columns."""
        words = tuple(slot for slot in self.stack if isinstance(slot, TextSlot))
        numbers = tuple(slot for slot in self.stack if slot not in words)
        reach, (width, height) = self.frame.wing, (self.frame.shape.width, self.frame.shape.height)
        if reach is None or not words or not numbers or self.taken:
            return None
        lead = self._search.parted(numbers)
        if lead is None:
            return None
        sides = (Rect(0.0, 0.0, width / 2 - reach, height), Rect(width / 2 + reach, 0.0, width, height))
        room = self.room.without((side.corners for side in sides), _CODE_GAP / 2)
        between = self._search.best(words, room, (("centre", self.frame.axis),))
        if between is None:
            return None
        return MiddleDraft((lead[0], between[0]), None, 0.9 * lead[1] + 0.1 * between[1] - _BETWEEN_COST)

    @property
    def _search(self) -> Search:
        return Search(self.frame, self.typesetter, self._sway)

    @property
    def _sway(self) -> float:
        is_bound = self.taken or (self.qr_slot is not None and self.typesetter.content.symbol is not None)
        return _SWAY_BOUND if is_bound else _SWAY

    def _beside(self, code: PlacedCode, slot: QrSlot, least: float) -> Iterator[MiddleDraft]:
        """Yield what can be done beside ``code``: all in one stack, or words and numbers apart.

        What cannot come to more than ``least`` may be left out.
        """
        gap = _CODE_GAP * self.frame.growth
        room = self.room.without((code.ground.corners,), gap)
        for stacks, score in self._beside_in(room, code, gap, least):
            yield self._scored(stacks, code, score + self._worth(code, slot))

    def _beside_in(
        self, room: Room, code: PlacedCode, gap: float, least: float
    ) -> Iterator[tuple[tuple[Fitted, ...], float]]:
        left, right, around = _ways(code, self.frame, gap)
        if around is not None:
            yield from _one(self._search.best(self.stack, room, (around,)))
            return
        wings = _wing_ways(code, self.frame)
        yield from _one(self._search.best(self.stack, room, (left, right, *wings)))
        words = tuple(slot for slot in self.stack if isinstance(slot, TextSlot))
        numbers = tuple(slot for slot in self.stack if slot not in words)
        captions = tuple(slot for slot in words if slot.says == "caption")
        others = tuple(slot for slot in self.stack if slot not in captions)
        if captions and others:
            for ways in ((left, right), (right, left)):
                yield from self._apart(others, captions, room, ways, least)
        if words and numbers and wings:
            # Beside a hole the lines above are shorter than those below, or the reverse: words may go first.
            yield from _one(self._search.best((*words, *numbers), room, (left, right, *wings)))
            near = left if wings[0][0] == "left" else right
            for ways in ((near, wings[0]), (wings[0], near)):
                yield from self._apart(numbers, words, room, ways, least)

    def _apart(
        self,
        lead: tuple[StackSlot, ...],
        words: tuple[StackSlot, ...],
        room: Room,
        ways: tuple[Way, Way],
        least: float,
    ) -> Iterator[tuple[tuple[Fitted, ...], float]]:
        """Yield two stacks, each standing in a way of its own, where both have room."""
        first = self._search.best(lead, room, ways[:1])
        if first is None or 0.9 * first[1] + 0.1 <= least:
            return
        # Words that stand apart are no larger than those of the list they stand beside.
        lower = Search(self.frame, self.typesetter.under(_words_of((first[0],))), self._sway)
        second = lower.best(words, first[0].clear_of(first[0].boxes).room, ways[1:])
        if second is not None:
            yield (first[0].clear_of(second[0].boxes), second[0]), 0.9 * first[1] + 0.1 * second[1]

    def _scored(self, stacks: tuple[Fitted, ...], code: PlacedCode, score: float) -> MiddleDraft:
        """Take off for a side that hangs to one end of the room it has."""
        chord = self.room.widest()
        low = min(code.ground.x0, *(stack.extent[0] for stack in stacks))
        high = max(code.ground.x1, *(stack.extent[1] for stack in stacks))
        tilt = abs((low - chord.left) - (chord.right - high))
        return MiddleDraft(stacks, code, score - _TILT_COST * tilt)

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


def _one(found: Found | None) -> Iterator[tuple[tuple[Fitted, ...], float]]:
    if found is not None:
        yield (found[0],), found[1]


def _words_of(stacks: tuple[Fitted, ...]) -> float:
    """Return the font size in mm of the smallest words, numbers aside."""
    rows = (row for stack in stacks if stack.placed is not None for row in stack.placed.rows)
    pieces = (piece for row in rows for piece in row.pieces)
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


def _wing_ways(code: PlacedCode, frame: Frame) -> tuple[Way, ...]:
    """Return how a stack may stand on the far side of a hole that lies between it and the code."""
    if frame.hole is None or frame.wing is None:
        return ()
    reach = frame.wing + 0.02
    if code.ground.x1 <= frame.hole.cx:
        return (("left", frame.hole.cx + reach),)
    return (("right", frame.hole.cx - reach),) if code.ground.x0 >= frame.hole.cx else ()
