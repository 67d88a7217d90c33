"""The middle of a side: the stack and the QR code, sharing the area that edge lettering leaves.

Goes in: the slots of the stack, the code's slot, the free area. Comes out: a `Middle`, or the slot without room.
Every place for the code is weighed against what lettering beside it comes to, every plan of a stack against the
others, at each anchor and in letters of each width; the best is kept. What is weighed against what stands here as
costs, so that it can be argued about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.code_place import (
    GOOD_MODULE,
    WANTED_MODULE,
    PlacedCode,
    candidate_codes,
    widen_code,
    widest_module,
)
from keytag.compose.design import Frame
from keytag.compose.free_area import FreeArea, open_area
from keytag.compose.number_rows import Arrangement
from keytag.compose.parts import is_parted
from keytag.compose.rows import Align, Piece
from keytag.compose.slot_rows import StackPlan, StackSlot, Typesetter, with_ink
from keytag.compose.stack import PlacedRows, PlannedStack, StackArea, stack_area
from keytag.compose.type_settings import NARROWER
from keytag.documents.template import NumbersSlot, QrSlot, Slot, TextSlot
from keytag.drawing.geometry import Rect
from keytag.drawing.lettering import shape
from keytag.drawing.qr import Symbol
from keytag.units import MM_PER_POINT

# House rule, in mm: clear space between the code's ground and lettering.
_CODE_GAP = 1.0
# House rule, in mm: the space between a code and words above or below it; by what shares of the way they are
# tried to be brought there.
_CAPTION_GAP = 1.6
_CAPTION_SHARES = (1.0, 0.75, 0.5, 0.25, 0.0)
# House rule, in mm: the space between a code's ground, which is white, and a caption above or below it.
_CAPTION_NEAR = 0.35
# House rule, in mm: by how much it may stand off the code's middle to be larger.
_OFF_CODE = 0.6
# House rule: what may be given up so that a caption does not stand as a line of a list of numbers.
_STRAY_COST = 0.35
# House rule: how many of the other arrangements are looked at before the best one stays.
_MOST_TRIED = 10
# House rule, in mm: by how much a code is then moved from the best of the places that were tried.
_NUDGES = (1.3, 0.65, 0.35)
# House rules, docs/adr/0056: a hair, as a share of a size, and the module, in mm, from which on it may be
# narrower by more than that.
HAIR, _WIDE_MODULE = 0.01, 0.50
# House rule: the font size, in mm, from which on words are large enough for a code's host to be no larger.
GOOD_WORDS = 6 * MM_PER_POINT
# How high figures are in the fonts that come with keytag, at least, in ems.
_FIGURES = 0.7
# House rule, in mm: how much of the room beside a list is shared out at most.
_MOST_APART = 6.0
_TWO = 2
# House rule, in mm: room above and below a code in which a line of a caption may stand.
_LEAST_CAPTION = 2.0
# House rule: how much narrower than its code a caption below it is, for a line that curves, in the tag's height.
_FALLS_BACK = 0.04
# House rules: what each mm costs that a module is narrower than a good one, and what a wider one counts for where
# the code has a part of the ground of its own: it is the numbers' part that has to give way.
_NARROW_MODULE_COST, _BEYOND_GOOD = 1.0, 0.4
# House rule: what it costs that a caption stands beside its code in so many lines.
_ASIDE_COST, _ASIDE_LINES = 0.08, 3
# House rule: what it costs that words stand between the columns of a list.
_BETWEEN_COST = 0.3
# House rules, in mm: how far a stack may lie off the middle of the height it has; more beside a code and between
# lines that follow the edges, which the eye measures it by.
_MAX_SHIFT = 0.6
_MAX_SHIFT_BOUND = 1.0
# House rule: what a millimetre costs that a side hangs to one end.
_TILT_COST = 0.035
# House rules: what a step of narrowing costs, next to nothing where a type asks for the largest letters.
_STEP_COST = 0.1
_FREE_STEP_COST = 0.01
# House rule: what it costs that blocks stand closer than they should.
_TIGHT_COST = 0.2
# House rules: the score under which a stack may leave the side's axis, and what a millimetre of that costs.
_LOW = 0.5
_OFF_AXIS_COST = 0.1
# House rule: what a millimetre costs that a stack lies further off the middle of its height than it may.
_OFF_MIDDLE_COST = 0.2
# House rule: what it costs that one of two columns is shorter than the other.
_ODD_COST = 0.3

Anchor = tuple[Align, float | None]
"""How a stack stands: its alignment, and the x of its axis where that is given."""


class NoRoom(Struct, frozen=True):
    """A side that cannot be composed: the slot that has no room and the job's node it shows."""

    slot: Slot
    node: str


class Middle(Struct, frozen=True):
    """Stacks and code in their places."""

    stacks: tuple[PlannedStack, ...]
    code: PlacedCode | None

    @property
    def placed(self) -> tuple[PlacedRows, ...]:
        """The stacks' rows in their places."""
        return tuple(stack.placed for stack in self.stacks if stack.placed is not None)


class MiddleDraft(Struct, frozen=True):
    """A middle with its stacks at one common scale each, and how well it came out (more is better)."""

    stacks: tuple[PlannedStack, ...]
    code: PlacedCode | None
    score: float
    is_plain: bool = True
    """Whether it is a plain arrangement, which others must not fall short of."""
    middle: Middle | None = None
    """What `MiddleComposer.finish` makes of it, where that is known."""


class MiddleComposer(Struct, frozen=True):
    """Fits a stack, and a code where there is one, into an area; the code keeps clear of the boxes ``taken``."""

    frame: Frame
    area: FreeArea
    taken: tuple[Rect, ...]
    stack: tuple[StackSlot, ...]
    qr_slot: QrSlot | None
    typesetter: Typesetter
    fixed_code: PlacedCode | None = None
    """Where the code of the series lies, where it is to lie there."""
    part_gap: float | None = None
    """The clear space beside the code's ground where a line parts it from the rest."""
    off_part: str | None = None
    """The colour of a caption that stands off the code's part of the ground."""

    def compose(self) -> MiddleDraft | NoRoom:
        """Return the best arrangement, or the slot for which there is no room."""
        symbol = self.typesetter.content.symbol
        if self.qr_slot is None or symbol is None:
            return self._without_code()
        no_code = NoRoom(self.qr_slot, self.typesetter.content.symbol_node)
        if not self.stack:
            code = max(self._candidates(symbol, self.qr_slot), key=lambda code: code.module, default=None)
            return MiddleDraft((), code, self._code_worth(code, self.qr_slot)) if code else no_code
        best, blame = self._best_draft(symbol, self.qr_slot, no_code)
        if best is None and self.off_part is not None:
            # What has no room in two parts may have it in one.
            return replace(self, stack=self._on_ground(self.stack), part_gap=None, off_part=None).compose()
        return best or blame

    def _best_draft(self, symbol: Symbol, slot: QrSlot, blame: NoRoom) -> tuple[MiddleDraft | None, NoRoom]:
        """Return the best of all places for the code, and what has no room where there is none."""
        best: MiddleDraft | None = None
        every: list[MiddleDraft] = []
        for code in self._candidates(symbol, slot):
            blame = self._find_blame()
            # What lettering beside this code has to come to; with its caption apart it may come to a little less.
            least = best.score - self._code_worth(code, slot) if best is not None else -inf
            if best is not None and _strays(best):
                least -= _STRAY_COST
            if least >= 1.0:
                continue
            for candidate in self._beside(code, slot, least):
                if candidate.is_plain and (best is None or candidate.score > best.score + 1e-9):
                    best = candidate
                every.append(candidate)
        if best is None and not every:
            return None, blame
        best = best or max(every, key=lambda draft: draft.score)
        chosen = self._with_good_module(self._better_read(best, every), every)
        chosen = self._with_caption_centred(self._nudged(chosen, slot), slot)
        # Lettering along the edges is weighed against the plain arrangement alone.
        return replace(chosen, score=best.score, is_plain=best.is_plain), blame

    def _better_read(self, best: MiddleDraft, every: Sequence[MiddleDraft]) -> MiddleDraft:
        """Return the best draft whose caption stands by its code, where nothing is read worse for it."""
        room = _STRAY_COST if _strays(best) else 0.0
        others = (
            draft
            for draft in every
            if draft.score > best.score - room + 1e-9
            and not _strays(draft)
            and not any(stack.plan.is_narrowest for stack in draft.stacks)
        )
        # On a part of its own a caption has no more room than the code: there it may be smaller.
        is_parted = self.off_part is not None and _strays(best)
        return self._first_as_clear(best, others, GOOD_WORDS * _FIGURES if is_parted else inf)

    def _with_good_module(self, best: MiddleDraft, every: Sequence[MiddleDraft]) -> MiddleDraft:
        """Return the best draft with a good module, where nothing is read worse for it."""
        if best.code is None or best.code.module >= GOOD_MODULE - 1e-9:
            return best
        strays = _strays(best)
        wide = (d for d in every if d.code is not None and d.code.module >= GOOD_MODULE - 1e-9)
        return self._first_as_clear(best, (d for d in wide if strays or not _strays(d)))

    def _first_as_clear(
        self, best: MiddleDraft, others: Iterable[MiddleDraft], good_words: float = inf
    ) -> MiddleDraft:
        """Return the first of ``others``, by score, that reads as well once finished; else ``best``.

        Words may be smaller down to ``good_words``, in mm.
        """
        least = _figures(best.stacks) * (1 - HAIR) - 1e-9
        likely = sorted((d for d in others if _figures(d.stacks) >= least), key=lambda d: -d.score)
        own = self._finished(best) if likely else best
        for draft in likely[:_MOST_TRIED]:
            other = self._finished(draft)
            if _sizes(self.finish(other)).is_as_clear_as(_sizes(self.finish(own)), good_words):
                return other
        return own

    def _finished(self, draft: MiddleDraft) -> MiddleDraft:
        return draft if draft.middle is not None else replace(draft, middle=self.finish(draft))

    def _with_caption_centred(self, draft: MiddleDraft, slot: QrSlot) -> MiddleDraft:
        """Return ``draft`` with its code, and the caption below or above it, in the middle of the height."""
        code = draft.code
        caption = next((s for s in draft.stacks if code is not None and _is_above_or_below(s, code)), None)
        if code is None or caption is None or self.fixed_code is not None or self.frame.is_round:
            return draft
        own = self._finished(draft)
        captions = (stack for stack in self.finish(own).stacks if _is_above_or_below(stack, code))
        boxes = next((stack.boxes for stack in captions), ())
        if not boxes:
            return draft
        top, bottom = min(boxes[0].y0, code.ground.y0), max(boxes[-1].y1, code.ground.y1)
        moved = replace(code, cy=code.cy + (self.frame.shape.height - top - bottom) / 2)
        tried = self._beside(moved, slot, -inf) if self._has_room(moved) else iter(())
        others = (d for d in tried if any(_is_above_or_below(s, moved) for s in d.stacks))
        return self._first_as_clear(own, others)

    def _nudged(self, draft: MiddleDraft, slot: QrSlot) -> MiddleDraft:
        """Return ``draft`` with its code between the places that were tried, where that is better."""
        best = draft
        for way in _NUDGES if self.fixed_code is None else ():
            code = best.code
            for moved in (replace(code, cx=code.cx + turn * way) for turn in (1, -1)) if code is not None else ():
                if not self._has_room(moved):
                    continue
                for candidate in self._beside(moved, slot, best.score - self._code_worth(moved, slot)):
                    is_apart = not _strays(candidate) or _strays(draft)
                    if is_apart and candidate.score > best.score + 1e-9:
                        best = candidate
        return self._first_as_clear(draft, (best,)) if best is not draft else draft

    def finish(self, draft: MiddleDraft) -> Middle:
        """Return ``draft`` with every size grown into what room is left, that of the code too."""
        if draft.middle is not None:
            return draft.middle
        stacks: tuple[PlannedStack, ...] = ()
        for stack in draft.stacks:
            # What stands apart is no larger, and no wider set, than the words of the stack it stands beside.
            first = draft.stacks[0]
            # Columns keep clear of what stands between them however they grow.
            taken = [box for grown in stacks for box in grown.boxes if not grown.plan.is_around_hole]
            own = stack
            if stack is not first:
                own = stack.keep_clear_of(taken).limit_size(smallest_words(stacks), first.step)
            # Between lines along the edges it is these that the eye measures the middle by.
            stacks += ((own if self.taken else own.level()).grow(),)
        code = draft.code
        if code is not None and not self.fixed_code:
            stacks = tuple(_balanced(stack) for stack in stacks)
            code = self._widened(code, stacks)
            stacks = tuple(self._brought_near(stack, code) for stack in stacks)
        middle = Middle(stacks, code)
        is_centred = {stack.plan.align for stack in draft.stacks} == {"centre"}
        return self._bring_together(middle) if is_centred and not self.fixed_code else middle

    def _widened(self, code: PlacedCode, stacks: tuple[PlannedStack, ...]) -> PlacedCode:
        """Return the code as large as what stands beside it, above it and below it lets it be.

        Lettering flush with the code's right edge has the code's left side to itself, and the reverse.
        """
        captions = [stack for stack in stacks if _is_above_or_below(stack, code)]
        beside = {stack.plan.align for stack in stacks if stack not in captions}
        if self.qr_slot is None or beside not in ({"left"}, {"right"}):
            return code
        gap = _CAPTION_NEAR * self.frame.growth
        taken = (*self.taken, *(box.grown(gap) for stack in captions for box in stack.boxes))
        kept: Literal["left", "right"] = "right" if beside == {"left"} else "left"
        return widen_code(code, self.qr_slot, self.frame, taken, kept)

    def _brought_near(self, stack: PlannedStack, code: PlacedCode) -> PlannedStack:
        """Return a caption that stands above or below its code in the middle of it, as near to it as it may be."""
        if len(self.stack) < _TWO or not _is_above_or_below(stack, code) or stack.placed is None:
            return stack
        boxes, ground = stack.boxes, code.ground
        centred = replace(stack, placed=replace(stack.placed, axis=code.cx))
        stack = centred if centred.placed is not None and centred.placed.is_free_in(stack.area) else stack
        gap = _CAPTION_NEAR * self.frame.growth
        is_above = boxes[-1].y1 <= ground.y0
        way = ground.y0 - gap - boxes[-1].y1 if is_above else ground.y1 + gap - boxes[0].y0
        moved = (stack.move_down(way * share, stack.area) for share in _CAPTION_SHARES[:-1])
        return next((lower for lower in moved if lower is not None), stack)

    def _bring_together(self, middle: Middle) -> Middle:
        """Return a stack above or below its code and the code moved together, as near the tag's middle as can be.

        A caption far from its code is not read as its caption.
        """
        code, stack = middle.code, middle.stacks[0]
        if code is None or self.qr_slot is None:
            return middle
        top, bottom = stack.boxes[0].y0, stack.boxes[-1].y1
        is_above, height = bottom <= code.ground.y0, bottom - top
        gap, reach = _CAPTION_GAP * self.frame.growth, code.ground.height
        if (code.ground.y0 - bottom if is_above else top - code.ground.y1) <= gap:
            return middle
        top_of_both = (self.frame.shape.height - height - gap - reach) / 2
        goal = top_of_both + reach / 2 + (height + gap if is_above else 0.0)
        for share in _CAPTION_SHARES:
            moved = replace(code, cy=code.cy + (goal - code.cy) * share)
            box = moved.ground
            area = self.area.without((box.corners,), _CODE_GAP * self.frame.growth)
            lower = stack.move_down((box.y0 - gap - height if is_above else box.y1 + gap) - top, area)
            if lower is not None and self._has_room(moved):
                return Middle((lower,), moved)
        return middle

    def _has_room(self, code: PlacedCode) -> bool:
        """Tell whether ``code`` lies inside the cut and clear of the hole and of what is taken."""
        widest = widest_module(code.symbol.full_size, code.inset, self.frame, (code.cx, code.cy))
        return code.module <= widest + 1e-9 and not any(box.intersects(code.ground) for box in self.taken)

    def _candidates(self, symbol: Symbol, slot: QrSlot) -> Iterator[PlacedCode]:
        """Yield where the code may lie."""
        if self.fixed_code is None:
            return candidate_codes(symbol, slot, self.frame, self.taken)
        clear = not any(box.intersects(self.fixed_code.ground) for box in self.taken)
        return iter((replace(self.fixed_code, symbol=symbol),) if clear else ())

    @property
    def best_score(self) -> float:
        """The most that any arrangement could come to."""
        has_code = self.qr_slot is not None and self.typesetter.content.symbol is not None
        return (self.qr_slot.weight if self.qr_slot and has_code else 0.0) + (1.0 if self.stack else 0.0)

    def _without_code(self) -> MiddleDraft | NoRoom:
        if not self.stack:
            return MiddleDraft((), None, 0.0)
        found = self._search.best_alone(self.stack, self.area, has_edges=bool(self.taken))
        alone = MiddleDraft((found.stack,), None, found.score) if found else None
        around = self._around_hole()
        if around is not None and (alone is None or around.score > alone.score + 1e-9):
            return around
        return alone or self._find_blame()

    def _around_hole(self) -> MiddleDraft | None:
        """Set a list left and right of a hole above or below, and words between its columns."""
        words = tuple(slot for slot in self.stack if isinstance(slot, TextSlot))
        numbers = tuple(slot for slot in self.stack if slot not in words)
        reach, (width, height) = self.frame.wing, (self.frame.shape.width, self.frame.shape.height)
        if reach is None or not words or not numbers or self.taken:
            return None
        lead = self._search.best_around_hole(numbers)
        if lead is None:
            return None
        sides = (Rect(0.0, 0.0, width / 2 - reach, height), Rect(width / 2 + reach, 0.0, width, height))
        area = self.area.without((side.corners for side in sides), _CODE_GAP / 2)
        between = self._search.best_stack(words, area, (("centre", self.frame.axis),))
        if between is None:
            return None
        return MiddleDraft(
            (lead.stack, between.stack), None, 0.9 * lead.score + 0.1 * between.score - _BETWEEN_COST
        )

    @property
    def _search(self) -> StackSearch:
        return StackSearch(self.frame, self.typesetter, self._max_shift)

    @property
    def _max_shift(self) -> float:
        is_bound = self.taken or (self.qr_slot is not None and self.typesetter.content.symbol is not None)
        return _MAX_SHIFT_BOUND if is_bound else _MAX_SHIFT

    def _beside(self, code: PlacedCode, slot: QrSlot, least: float) -> Iterator[MiddleDraft]:
        """Yield what can be done beside ``code``: all in one stack, or words and numbers apart.

        What cannot come to more than ``least`` may be left out.
        """
        gap = _CODE_GAP * self.frame.growth if self.part_gap is None else self.part_gap
        area = self.area.without((code.ground.corners,), gap)
        for stacks, score, is_plain in self._beside_in(area, code, gap, least):
            if self.off_part is not None and not self._is_parted(stacks, code):
                continue
            draft = self._score_draft(stacks, code, score + self._code_worth(code, slot))
            yield draft if is_plain or self.off_part is not None else replace(draft, is_plain=False)

    def _beside_in(
        self, area: FreeArea, code: PlacedCode, gap: float, least: float
    ) -> Iterator[tuple[tuple[PlannedStack, ...], float, bool]]:
        """Yield stacks with their score and whether they are a plain arrangement."""
        left, right, around = _anchors_beside(code, self.frame, gap)
        words = tuple(slot for slot in self.stack if isinstance(slot, TextSlot))
        numbers = tuple(slot for slot in self.stack if slot not in words)
        captions = tuple(slot for slot in words if slot.says == "caption")
        others = tuple(slot for slot in self.stack if slot not in captions)
        said, off = self._on_ground(self.stack), self._on_ground(captions)
        if around is not None:
            yield from _plain(_alone(self._search.best_stack(said, area, (around,))))
            # A caption stands next to its code, also where that is above.
            near_code = (*off, *others) if code.cy < self.frame.shape.height / 2 else (*others, *off)
            if captions and others and near_code != said:
                yield from _new(_alone(self._search.best_stack(near_code, area, (around,))))
            return
        wings = _anchors_past_hole(code, self.frame)
        in_list = said if numbers else self.stack
        yield from _plain(_alone(self._search.best_stack(in_list, area, (left, right, *wings))))
        if captions and others:
            for anchors in ((left, right), (right, left)):
                yield from _plain(self._stacks_apart(others, captions, area, anchors, least))
            above = code.ground.y0 - self.frame.inset
            for anchor in (left, right) if above >= _LEAST_CAPTION else ():
                near = self._near_code(code, anchor)
                centres = tuple[Anchor, ...](("centre", code.cx + way) for way in (0.0, _OFF_CODE, -_OFF_CODE))
                found = self._stacks_apart(others, captions, area, (anchor, *centres), least, near)
                yield from _new(found)
        if words and numbers and wings:
            # Beside a hole the lines above are shorter than those below, or the reverse: words may go first.
            again = (*self._on_ground(words), *numbers)
            yield from _plain(_alone(self._search.best_stack(again, area, (left, right, *wings))))
            near_side = left if wings[0][0] == "left" else right
            for anchors in ((near_side, wings[0]), (wings[0], near_side)):
                yield from _plain(self._stacks_apart(numbers, words, area, anchors, least))

    def _is_parted(self, stacks: tuple[PlannedStack, ...], code: PlacedCode) -> bool:
        """Tell whether code and caption can have a part of the ground of their own."""
        own, others = [code.ground], list[Rect]()
        for stack in stacks:
            is_own = all(
                isinstance(s, TextSlot) and s.says == "caption" and s.type.ink != self.off_part
                for s in stack.stack
            )
            (own if is_own else others).extend(stack.boxes)
        return is_parted(own, others)

    def _near_code(self, code: PlacedCode, list_anchor: Anchor) -> FreeArea:
        """Return where a caption above or below ``code`` may stand: on its side of the line that parts a side."""
        box, height, width = code.ground, self.frame.shape.height, self.frame.shape.width
        if self.off_part is None:
            return self.area.without((box.corners,), _CAPTION_NEAR)
        # The line falls back towards its ends.
        inwards = height * _FALLS_BACK if self.frame.is_round else 0.0
        is_right = list_anchor[0] == "right"
        beside = (
            Rect(0.0, 0.0, box.x0 + inwards, height) if is_right else Rect(box.x1 - inwards, 0.0, width, height)
        )
        return self.area.without((box.corners, beside.corners), _CAPTION_NEAR)

    def _on_ground(self, words: Iterable[StackSlot]) -> tuple[StackSlot, ...]:
        """Return ``words`` as they stand off the code's part of the ground."""
        off = self.off_part
        if off is None:
            return tuple(words)
        return tuple(with_ink(s, off) if isinstance(s, TextSlot) and s.says == "caption" else s for s in words)

    def _stacks_apart(
        self,
        lead: tuple[StackSlot, ...],
        words: tuple[StackSlot, ...],
        area: FreeArea,
        anchors: tuple[Anchor, ...],
        least: float,
        near: FreeArea | None = None,
    ) -> Iterator[tuple[tuple[PlannedStack, ...], float]]:
        """Yield two stacks where both have room: one at the first anchor, words at one of the others.

        Where ``near`` is given, words stand in it.
        """
        first = self._search.best_stack(lead, area, anchors[:1])
        if first is None or 0.9 * first.score + 0.1 <= least:
            return
        # Words that stand apart are no larger than those of the list they stand beside.
        lower = StackSearch(
            self.frame, self.typesetter.with_ceiling(smallest_words((first.stack,))), self._max_shift
        )
        if near is not None:
            room = near.without((box.corners for box in first.stack.boxes), _CAPTION_NEAR)
        else:
            room = first.stack.keep_clear_of(first.stack.boxes).area
        second = lower.best_stack(words, room, anchors[1:])
        if second is not None:
            yield (
                (first.stack.keep_clear_of(second.stack.boxes), second.stack),
                0.9 * first.score + 0.1 * second.score,
            )

    def _score_draft(self, stacks: tuple[PlannedStack, ...], code: PlacedCode, score: float) -> MiddleDraft:
        """Take off for a side that hangs to one end of the room it has, and for a caption's own column."""
        chord = self.area.widest()
        low = min(code.ground.x0, *(stack.extent[0] for stack in stacks))
        high = max(code.ground.x1, *(stack.extent[1] for stack in stacks))
        tilt = abs((low - chord.left) - (chord.right - high))
        is_aside = len(stacks) > 1 and any(
            stack.plan.align != "centre" and _is_of_code(stack) and len(stack.boxes) >= _ASIDE_LINES
            for stack in stacks
        )
        return MiddleDraft(stacks, code, score - _TILT_COST * tilt - (_ASIDE_COST if is_aside else 0.0))

    def _code_worth(self, code: PlacedCode, slot: QrSlot) -> float:
        """Score a code's size against lettering's: full marks at the largest module, a cliff under the wanted."""
        short = WANTED_MODULE - code.module
        worth = slot.weight / (slot.module.largest * self.frame.growth)
        cliff = 1.5 + 10 * short if short > 1e-9 else 0.0
        if self.off_part is None:
            return worth * code.module - cliff
        narrow, beyond = max(GOOD_MODULE - code.module, 0.0), max(code.module - GOOD_MODULE, 0.0)
        counted = min(code.module, GOOD_MODULE) + _BEYOND_GOOD * beyond
        return worth * counted - _NARROW_MODULE_COST * narrow - cliff

    def _find_blame(self) -> NoRoom:
        """Name the slot to blame: a line that found no edge, the longest list, or else the last line."""
        content = self.typesetter.content
        homeless = [slot for slot in self.stack if isinstance(slot, TextSlot) and slot.at != "stack"]
        if homeless:
            longest = max(homeless, key=lambda slot: len(content.texts[slot.says][0]))
            return NoRoom(longest, content.texts[longest.says][1])
        lists = [slot for slot in self.stack if isinstance(slot, NumbersSlot)]
        if lists:
            slot = max(lists, key=lambda s: len(content.numbers[s.slot]))
            return NoRoom(slot, content.numbers[slot.slot][0].node)
        last = self.stack[-1]
        return NoRoom(last, content.texts[last.says][1] if isinstance(last, TextSlot) else "")


def _strays(draft: MiddleDraft) -> bool:
    """Tell whether a caption stands among numbers, away from its code: it is read as one of them."""
    return any(_is_astray(stack, draft.code) for stack in draft.stacks)


def _is_astray(stack: PlannedStack, code: PlacedCode | None) -> bool:
    captions = [isinstance(slot, TextSlot) and slot.says == "caption" for slot in stack.stack]
    if not any(captions) or not any(isinstance(slot, NumbersSlot) for slot in stack.stack):
        return False
    if code is None or stack.extent[0] >= code.ground.x1 or stack.extent[1] <= code.ground.x0:
        return True
    return not captions[-1 if stack.boxes[0].y1 <= code.ground.y0 else 0]


class MiddleSizes(Struct, frozen=True):
    """What people read of a middle, in mm: how high the smallest figures and words are, and the module."""

    figures: float
    words: float
    module: float

    def is_as_clear_as(self, other: MiddleSizes, good_words: float = inf) -> bool:
        """Tell whether nothing is smaller than in ``other`` by more than a hair, but for a module that is wide.

        Words as high as ``good_words`` may be smaller, too.
        """
        return (
            self.figures >= other.figures * (1 - HAIR) - 1e-9
            and self.words >= min(other.words * (1 - HAIR), good_words) - 1e-9
            and self.module >= min(other.module * (1 - HAIR), _WIDE_MODULE) - 1e-9
        )


def _sizes(middle: Middle) -> MiddleSizes:
    module = middle.code.module if middle.code is not None else 0.0
    words = (_height(piece) for piece in _pieces(middle.stacks) if not piece.source.node.endswith(".number"))
    return MiddleSizes(_figures(middle.stacks), min(words, default=inf), module)


def _figures(stacks: Iterable[PlannedStack]) -> float:
    """Return the height in mm of the smallest figures, 0 where there are none."""
    return min((_height(p) for p in _pieces(stacks) if p.source.node.endswith(".number")), default=0.0)


def _height(piece: Piece) -> float:
    """Return how high figures are in the piece's letters, in mm: of one size, one font's are the higher."""
    return piece.size * shape("0", piece.run.face).ink.height if piece.run is not None else inf


def _pieces(stacks: Iterable[PlannedStack]) -> Iterator[Piece]:
    rows = (row for stack in stacks if stack.placed is not None for row in stack.placed.rows)
    return (piece for row in rows for piece in row.pieces if piece.run)


def _is_above_or_below(stack: PlannedStack, code: PlacedCode) -> bool:
    """Tell whether ``stack`` is the code's caption, centred above or below it."""
    boxes, ground = stack.boxes, code.ground
    is_over = bool(boxes) and boxes[0].x1 >= ground.x0 and boxes[0].x0 <= ground.x1
    return is_over and stack.plan.align == "centre" and _is_of_code(stack)


def _is_of_code(stack: PlannedStack) -> bool:
    return all(isinstance(slot, TextSlot) and slot.says == "caption" for slot in stack.stack)


def _balanced(stack: PlannedStack) -> PlannedStack:
    """Return a stack that stands flush beside a code in the middle of the room that its lines leave."""
    placed = stack.placed
    if placed is None or stack.plan.align == "centre":
        return stack
    spans = stack.area.spans(placed.axis)
    turn = 1.0 if stack.plan.align == "left" else -1.0
    spare = stack.typesetter.types.growth * _MOST_APART
    for box in placed.boxes:
        free = spans.free(box.y0, box.y1)
        if free is None:
            return stack
        spare = min(spare, free[1] - box.x1 if turn > 0 else box.x0 - free[0])
    if spare <= 0:
        return stack
    return replace(stack, placed=replace(placed, axis=placed.axis + turn * spare / 2))


Arranged = tuple[tuple[PlannedStack, ...], float]
"""Stacks in their places, with their score."""


def _plain(found: Iterable[Arranged]) -> Iterator[tuple[tuple[PlannedStack, ...], float, bool]]:
    return ((stacks, score, True) for stacks, score in found)


def _new(found: Iterable[Arranged]) -> Iterator[tuple[tuple[PlannedStack, ...], float, bool]]:
    return ((stacks, score, False) for stacks, score in found)


def _alone(found: ScoredStack | None) -> Iterator[tuple[tuple[PlannedStack, ...], float]]:
    if found is not None:
        yield (found.stack,), found.score


def smallest_words(stacks: tuple[PlannedStack, ...]) -> float:
    """Return the font size in mm of the smallest words, numbers aside."""
    return min((p.size for p in _pieces(stacks) if not p.source.node.endswith(".number")), default=inf)


def _anchors_beside(code: PlacedCode, frame: Frame, gap: float) -> tuple[Anchor, Anchor, Anchor | None]:
    """Return how a stack may stand by ``code``: flush on its left, flush on its right, or above or below it."""
    box = code.ground
    stands_above = abs(code.cy - frame.shape.height / 2) > 0.1
    return (
        ("right", box.x0 - gap - 0.02),
        ("left", box.x1 + gap + 0.02),
        ("centre", code.cx) if stands_above else None,
    )


def _anchors_past_hole(code: PlacedCode, frame: Frame) -> tuple[Anchor, ...]:
    """Return how a stack may stand on the far side of a hole that lies between it and the code."""
    if frame.hole is None or frame.wing is None:
        return ()
    reach = frame.wing + 0.02
    if code.ground.x1 <= frame.hole.cx:
        return (("left", frame.hole.cx + reach),)
    return (("right", frame.hole.cx - reach),) if code.ground.x0 >= frame.hole.cx else ()


class ScoredStack(Struct, frozen=True):
    """A stack in its place, and its score (more is better)."""

    stack: PlannedStack
    score: float


class StackSearch(Struct, frozen=True):
    """Finds places for the stacks of one side."""

    frame: Frame
    typesetter: Typesetter
    max_shift: float

    def best_stack(
        self, stack: tuple[StackSlot, ...], area: FreeArea, anchors: tuple[Anchor, ...]
    ) -> ScoredStack | None:
        """Return the best setting of ``stack`` that stands in ``area`` at one of ``anchors``."""
        found: ScoredStack | None = None
        freely = any(isinstance(slot, NumbersSlot) and slot.number.narrow == "freely" for slot in stack)
        places = [(align, self._area_round(area, axis)) for align, axis in anchors]
        tries = [
            PlannedStack(self.typesetter, stack, plan, area, where)
            for align, where in places
            for plan in self.typesetter.plans(stack, align)
            if self.frame.is_round or not plan.is_bulged
        ]
        step_cost = _FREE_STEP_COST if freely else _STEP_COST
        for step in range(len(NARROWER)):
            if step == 1 and found is None:
                tries = [one for one in tries if one.fits_narrowest]
            for candidate in tries:
                if found is not None and _most_possible(candidate.plan, step, step_cost) <= found.score:
                    continue
                fitted = candidate.place_at_step(step, _least_scale(found, candidate.plan, step, step_cost))
                score = _score_stack(fitted, step_cost) if fitted else 0.0
                if fitted is not None and (found is None or score > found.score + 1e-9):
                    found = ScoredStack(fitted, score)
            is_level = (
                found is not None
                and found.stack.placed is not None
                and found.stack.placed.off_middle <= self.max_shift
            )
            if (
                found is not None
                and is_level
                and not freely
                and (found.stack.step < step or found.stack.plan.is_plain)
            ):
                # Where only a makeshift fits, a plain way in letters one step narrower may be better.
                break
        return found

    def best_alone(self, stack: tuple[StackSlot, ...], area: FreeArea, *, has_edges: bool) -> ScoredStack | None:
        """Return the best setting of a stack that has the side's middle to itself.

        It stands on the side's axis; only where it comes out small there may it leave it.
        """
        found = self.best_stack(stack, area, (("centre", self.frame.axis),))
        if found is None or found.score < _LOW:
            found = _better_of(found, self._best_off_axis(stack, area))
        return found if has_edges else _better_of(found, self.best_around_hole(stack))

    def _best_off_axis(self, stack: tuple[StackSlot, ...], area: FreeArea) -> ScoredStack | None:
        moved = self.best_stack(stack, area, (("centre", None),))
        if moved is None or moved.stack.placed is None:
            return None
        off_axis = abs(moved.stack.placed.axis - self.frame.axis)
        return ScoredStack(moved.stack, moved.score - _OFF_AXIS_COST * off_axis)

    def best_around_hole(self, stack: tuple[StackSlot, ...]) -> ScoredStack | None:
        """Try a list that has the whole side to itself in two columns, left and right of a hole above or below."""
        slot = stack[0]
        if self.frame.wing is None or len(stack) > 1 or not isinstance(slot, NumbersSlot) or slot.take == "first":
            return None
        how = Arrangement("around-hole", 2, "centre", apart=self.frame.wing)
        area = open_area(replace(self.frame, hole=None))
        plan = StackPlan("centre", 1, ((slot.slot, how),))
        candidate = PlannedStack(self.typesetter, stack, plan, area, self._area_round(area, self.frame.axis))
        fitted = next((found for step in range(len(NARROWER)) if (found := candidate.place_at_step(step))), None)
        odd = len(self.typesetter.content.numbers[slot.slot]) % 2
        return ScoredStack(fitted, _score_stack(fitted, _STEP_COST) - _ODD_COST * odd) if fitted else None

    def _area_round(self, area: FreeArea, axis: float | None) -> StackArea:
        return stack_area(
            area, self.frame.axis if axis is None else axis, fixed=axis is not None, max_shift=self.max_shift
        )


def _score_stack(fitted: PlannedStack, step_cost: float) -> float:
    if fitted.placed is None:
        raise AssertionError("only what has its place is weighed")
    tight = _TIGHT_COST if fitted.placed.is_tight else 0.0
    off_middle = _OFF_MIDDLE_COST * max(fitted.placed.off_middle - fitted.where.max_shift, 0.0)
    return fitted.placed.scale - step_cost * fitted.step - fitted.plan.cost - tight - off_middle


def _most_possible(plan: StackPlan, step: int, step_cost: float) -> float:
    """Return the score of a stack that had room for its largest letters: no other is higher."""
    return 1.0 - step_cost * step - plan.cost


def _least_scale(found: ScoredStack | None, plan: StackPlan, step: int, step_cost: float) -> float:
    """Return the scale below which a stack cannot come to more than ``found``."""
    return 0.0 if found is None else found.score + step_cost * step + plan.cost


def _better_of(one: ScoredStack | None, other: ScoredStack | None) -> ScoredStack | None:
    """Return the better of two; the first where they come out alike."""
    return other if one is None or (other is not None and other.score > one.score + 1e-9) else one
