"""One attempt at a tag: both sides composed, numbers moved between them as room demands."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from msgspec import Struct, field
from msgspec.structs import replace

from keytag.compose.bisect import first
from keytag.compose.ceilings import no_larger
from keytag.compose.code import WANTED_MODULE
from keytag.compose.frame import Frame
from keytag.compose.middle import Misfit
from keytag.compose.rows import Setter
from keytag.compose.share import Sides, SideShare, can_spill, others_of, rest_side, share_out
from keytag.compose.side import ComposedSide, Composer
from keytag.compose.typeset import Content
from keytag.documents.job import EditionContent, Number
from keytag.documents.template import GroundSlot, NumbersSlot, RuleSlot, Slot, Template, slot_roles
from keytag.drawing.artwork import Fill
from keytag.drawing.ink import ByPolarity, Ink, limit_for
from keytag.drawing.qr import Symbol

# House rule: how many numbers more than need be may leave the code's side for its sake.
_MORE_MOVED = 3
# House rule: what it costs to move one number away from the hotline's side.
_MOVED_COST = 0.01
# House rule: the hotline is the largest thing on the tag, by a step that the eye sees.
_UNDER_HOTLINE = 0.95


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


class Refusal(Struct, frozen=True):
    """Why a tag cannot be composed: the slot to blame, its side's composer, and how many numbers would fit."""

    misfit: Misfit
    composer: Composer
    fitting: int = 0


class FittingTag(Struct, frozen=True, eq=False):
    """A tag that fits: the attempt that it came of, both sides, and how many numbers moved to the other side."""

    attempt: Attempt
    sides: Mapping[str, ComposedSide]
    spill: int

    @property
    def is_scannable(self) -> bool:
        """Whether the modules of its code are as wide as phones want them."""
        codes = [side.code for side in self.sides.values() if side.code is not None]
        return all(code.module >= WANTED_MODULE - 1e-9 for code in codes)


class Attempt(Struct, frozen=True, eq=False):
    """One way to share the slots out over the sides, with what it is to show.

    More numbers never fit where fewer do not, so how many must move to the other side is found by bisection.
    """

    design: Design
    content: EditionContent
    symbol: Symbol | None
    sides: Sides
    ceiling: float = inf
    is_counted: bool = True
    """Whether a refusal says how many numbers would fit, which takes more attempts."""
    peers: Mapping[str, tuple[str, ...]] = {}
    """By field what the other editions of its series say there."""
    lead: FittingTag | None = None
    """The outcome that this one is to be like: each side is set just as its is, or else no larger, with the code
    where that one's lies."""
    _known: dict[tuple[str, int, int], ComposedSide | Refusal] = field(default_factory=dict)

    def compose(self) -> FittingTag | Refusal:
        """Compose both sides, with as few numbers as need be moved from the list to the slot for the overflow.

        Nothing is larger than the hotline: a side that turns out so is composed again under its size.
        """
        found = self._both() if self.lead is None else self._like(self.lead)
        if isinstance(found, Refusal):
            return found
        sides = found.sides.values()
        hotline = min((side.hotline for side in sides if side.hotline), default=0.0) * _UNDER_HOTLINE
        if hotline and any(side.largest > hotline + 1e-9 for side in sides) and self.ceiling == inf:
            return replace(self, ceiling=hotline, _known={}).compose()
        return found

    def _like(self, lead: FittingTag) -> FittingTag | Refusal:
        """Compose both sides like ``lead``'s."""
        sides: dict[str, ComposedSide] = {}
        for name in lead.sides:
            side = self._side(name, lead.spill)
            if isinstance(side, Refusal):
                return side
            sides[name] = side
        return FittingTag(self, sides, lead.spill)

    def _both(self) -> FittingTag | Refusal:
        movable = self.movable()
        main = rest_side(self.sides)
        spill = 0
        kept = self._side(main, 0)
        if isinstance(kept, Refusal) and movable:
            fewest = self._side(main, len(movable))
            if isinstance(fewest, Refusal):
                return replace(kept, fitting=self._fitting(main, len(movable)))
            spill = self._least(main, len(movable))
            kept = self._side(main, spill)
        if isinstance(kept, Refusal):
            return replace(kept, fitting=self._fitting(main, 0))
        other = "front" if main == "back" else "back"
        moved = self._side(other, spill)
        if isinstance(moved, Refusal):
            return replace(moved, fitting=len(self.content.numbers) - spill + self._taken(other, spill))
        if self._is_crammed(main):
            return self._evened(main, spill, len(movable))
        if kept.code is not None and kept.code.module < WANTED_MODULE - 1e-9:
            found = self._scannable(main, spill, len(movable))
            if found is not None:
                return found
        return FittingTag(self, {main: kept, other: moved}, spill)

    def _is_crammed(self, main: str) -> bool:
        """Tell whether the list stands on the hotline's own side, so that the other has the room."""
        slots = self.sides[main]
        return can_spill(self.sides) and any(isinstance(s, NumbersSlot) and s.take == "first" for s in slots)

    def _evened(self, main: str, spill: int, most: int) -> FittingTag:
        """Move more numbers as long as both sides together come out better for it."""
        other = "front" if main == "back" else "back"
        best, most_worth = spill, -inf
        for more in range(spill, most + 1):
            kept, moved = self._side(main, more), self._side(other, more)
            if isinstance(kept, Refusal) or isinstance(moved, Refusal):
                break
            worth = kept.score + moved.score - _MOVED_COST * more
            if worth > most_worth + 1e-9:
                best, most_worth = more, worth
        sides = {name: self._side(name, best) for name in (main, other)}
        return FittingTag(
            self, {name: side for name, side in sides.items() if isinstance(side, ComposedSide)}, best
        )

    def _scannable(self, main: str, spill: int, most: int) -> FittingTag | None:
        """Move a few numbers more where that lets the code's modules be as wide as phones want them."""
        other = "front" if main == "back" else "back"
        for more in range(spill + 1, min(spill + _MORE_MOVED, most) + 1):
            kept = self._side(main, more)
            if isinstance(kept, Refusal) or kept.code is None or kept.code.module < WANTED_MODULE - 1e-9:
                continue
            moved = self._side(other, more)
            if not isinstance(moved, Refusal):
                return FittingTag(self, {main: kept, other: moved}, more)
        return None

    def movable(self) -> list[Number]:
        """Return the numbers that may move to the other side."""
        if not can_spill(self.sides):
            return []
        return [number for number in others_of(self.sides, self.content) if number.side is None]

    def _side(self, side: str, spill: int, dropped: int = 0) -> ComposedSide | Refusal:
        """Compose one side with the last ``spill`` movable numbers moved, and the last ``dropped`` left out."""
        key = (side, spill, dropped)
        if key not in self._known:
            self._known[key] = self._composed(side, spill, dropped)
        return self._known[key]

    def _composed(self, side: str, spill: int, dropped: int) -> ComposedSide | Refusal:
        composer = self._composer(side, spill, dropped)
        too_deep = next((slot for slot in composer.slots if _is_too_deep(slot, composer.frame)), None)
        if too_deep is not None:
            return Refusal(Misfit(too_deep, ""), composer)
        if composer.is_twin and side == "back" and self.lead is None:
            front = self._side("front", spill, dropped)
            turned = composer.turned(front) if isinstance(front, ComposedSide) else None
            if turned is not None:
                return turned
        model = self.lead.sides[side].cast if self.lead is not None else None
        result = (composer.dressed(model) if model is not None else None) or composer.compose()
        return Refusal(result, composer) if isinstance(result, Misfit) else result

    def _fits(self, side: str, spill: int, dropped: int = 0) -> bool:
        """Tell whether `_side` would find room."""
        key = (side, spill, dropped)
        if key in self._known:
            return isinstance(self._known[key], ComposedSide)
        return self._composer(side, spill, dropped).fits()

    def _composer(self, side: str, spill: int, dropped: int) -> Composer:
        content = replace(self.content, numbers=self.content.numbers[: len(self.content.numbers) - dropped])
        attempt = replace(self, content=content)
        movable = attempt.movable()
        spilled = movable[len(movable) - min(spill, len(movable)) :]
        kept = [number for number in others_of(self.sides, content) if number not in spilled]
        shares = share_out(self.sides, content, kept, spilled)
        is_twin = self.design.frame.is_lopsided and shares["front"].repeats(shares["back"])
        return replace(attempt.composer(side, shares[side]), is_twin=is_twin)

    def _least(self, side: str, most: int) -> int:
        """Return the least number of moved numbers with which ``side`` fits; ``most`` do."""
        return first(lambda spill: self._fits(side, spill), 0, most)

    def _taken(self, side: str, most: int) -> int:
        """Return how many of ``most`` moved numbers ``side`` has room for."""
        if not self.is_counted:
            return 0
        refused = first(lambda n: not self._fits(side, n, dropped=most - n), 0, most)
        return max(refused - 1, 0)

    def _fitting(self, side: str, spill: int) -> int:
        """Return how many numbers in all leave ``side`` room enough."""
        if not self.is_counted:
            return 0
        count = len(self.content.numbers)
        refused = first(lambda n: not self._fits(side, spill, dropped=count - n), 0, count)
        return max(refused - 1, 0)

    def composer(self, side: str, share: SideShare) -> Composer:
        """Return what composes ``side`` with its ``share``."""
        frame = self.design.frame if side == "front" else self.design.frame.turned()
        content = Content(
            _texts(self.content),
            share.numbers,
            self.symbol if share.has_code else None,
            self.content.qr.node if self.content.qr else "",
            self.design.drawings,
            self.peers,
        )
        slots, kept = share.slots, None
        if self.lead is not None:
            model = self.lead.sides[side]
            slots, kept = no_larger(slots, model, frame.growth), model.code
        hotline = next((s.number for s in slots if isinstance(s, NumbersSlot) and s.take == "first"), None)
        setter = replace(resolved(self.design, slots), ceiling=self.ceiling, hotline=hotline)
        return Composer(slots, frame, content, setter, kept)


def _texts(content: EditionContent) -> dict[str, tuple[str, str]]:
    node = f"{content.node}." if content.node else ""
    texts = {
        "issuer": (content.issuer_name, content.issuer_node),
        "province": (content.province or "", f"{node}issuer.province"),
        "slogan": (content.slogan or "", content.slogan_node),
        "name": (content.name or "", f"{node}name"),
        "caption": (
            (content.qr.caption or "") if content.qr else "",
            f"{content.qr.node}.caption" if content.qr else "",
        ),
    }
    return {says: (text, where) for says, (text, where) in texts.items() if text}


def resolved(design: Design, slots: tuple[Slot, ...]) -> Setter:
    """Resolve how small lettering may become: by its polarity against the ground that lies under it."""
    ground = next((design.inks[s.ink] for s in reversed(slots) if isinstance(s, GroundSlot)), None)
    roles = {role for slot in slots for role in slot_roles(slot)}
    smallest = {role: limit_for(design.inks[role], ground, design.limits) for role in roles}
    finest = {role: limit_for(design.inks[role], ground, design.lines) for role in roles} if design.lines else {}
    return Setter(design.inks, smallest, design.frame.growth, finest=finest)


def _is_too_deep(slot: Slot, frame: Frame) -> bool:
    """Tell whether a ground or a line lies so far inside the cut that nothing of the tag is left."""
    inset = slot.inset if isinstance(slot, GroundSlot | RuleSlot) else None
    return inset is not None and inset >= min(frame.shape.width, frame.shape.height) / 2
