"""One attempt at a tag: both sides composed, numbers moved between them as room demands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from keytag.artwork import Fill
from keytag.compose.frame import Frame
from keytag.compose.middle import Misfit
from keytag.compose.rows import Setter
from keytag.compose.share import Share, Sides, can_spill, others_of, rest_side, share_out
from keytag.compose.side import Composer, Side
from keytag.compose.typeset import Content
from keytag.ink import Ink
from keytag.job import EditionContent, Number
from keytag.qr import Symbol
from keytag.template import GroundSlot, Slot, Template, slot_roles


@dataclass(frozen=True, slots=True)
class TypeLimits:
    """The smallest font sizes, in mm, that the shop prints safely, by polarity."""

    positive: float
    reversed_out: float
    multi_ink: float


@dataclass(frozen=True, slots=True)
class Design:
    """Everything but the words: template, frame of the front, inks by role, limits, drawings by slot."""

    template: Template
    frame: Frame
    inks: Mapping[str, Ink]
    limits: TypeLimits
    drawings: Mapping[str, tuple[Fill, ...]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a tag cannot be composed: the slot to blame, its side's composer, and how many numbers would fit."""

    misfit: Misfit
    composer: Composer
    fitting: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to share the slots out over the sides, with what it is to show.

    More numbers never fit where fewer do not, so how many must move to the other side is found by bisection.
    """

    design: Design
    content: EditionContent
    symbol: Symbol | None
    sides: Sides

    def compose(self) -> dict[str, Side] | Refusal:
        """Compose both sides, with as few numbers as need be moved from the list to the slot for the overflow."""
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
        return {main: kept, other: moved}

    def movable(self) -> list[Number]:
        """Return the numbers that may move to the other side."""
        if not can_spill(self.sides):
            return []
        return [number for number in others_of(self.sides, self.content) if number.side is None]

    def _side(self, side: str, spill: int, dropped: int = 0) -> Side | Refusal:
        """Compose one side with the last ``spill`` movable numbers moved, and the last ``dropped`` left out."""
        content = replace(self.content, numbers=self.content.numbers[: len(self.content.numbers) - dropped])
        attempt = replace(self, content=content)
        movable = attempt.movable()
        spilled = movable[len(movable) - min(spill, len(movable)) :]
        kept = [number for number in others_of(self.sides, content) if number not in spilled]
        composer = attempt.composer(side, share_out(self.sides, content, kept, spilled)[side])
        result = composer.compose()
        return Refusal(result, composer) if isinstance(result, Misfit) else result

    def _least(self, side: str, most: int) -> int:
        """Return the least number of moved numbers with which ``side`` fits; ``most`` do."""
        low, high = 0, most
        while high - low > 1:
            middle = (low + high) // 2
            if isinstance(self._side(side, middle), Refusal):
                low = middle
            else:
                high = middle
        return high

    def _taken(self, side: str, most: int) -> int:
        """Return how many of ``most`` moved numbers ``side`` has room for."""
        low, high = 0, most
        while high - low > 1:
            middle = (low + high) // 2
            if isinstance(self._side(side, middle, dropped=most - middle), Refusal):
                high = middle
            else:
                low = middle
        return low

    def _fitting(self, side: str, spill: int) -> int:
        """Return how many numbers in all leave ``side`` room enough."""
        low, high = 0, len(self.content.numbers)
        while high - low > 1:
            middle = (low + high) // 2
            if isinstance(self._side(side, spill, dropped=len(self.content.numbers) - middle), Refusal):
                high = middle
            else:
                low = middle
        return low

    def composer(self, side: str, share: Share) -> Composer:
        """Return what composes ``side`` with its ``share``."""
        frame = self.design.frame if side == "front" else self.design.frame.turned()
        content = Content(
            _texts(self.content),
            share.numbers,
            self.symbol if share.has_code else None,
            self.content.qr.node if self.content.qr else "",
            self.design.drawings,
        )
        return Composer(share.slots, frame, content, _setter(self.design, share.slots))


def _texts(content: EditionContent) -> dict[str, tuple[str, str]]:
    node = f"{content.node}." if content.node else ""
    texts = {
        "issuer": (content.issuer_name, f"{node}issuer.name"),
        "province": (content.province, f"{node}issuer.province"),
        "slogan": (content.slogan or "", f"{node}slogan"),
        "name": (content.name or "", f"{node}name"),
        "caption": (
            (content.qr.caption or "") if content.qr else "",
            f"{content.qr.node}.caption" if content.qr else "",
        ),
    }
    return {says: (text, where) for says, (text, where) in texts.items() if text}


def _setter(design: Design, slots: tuple[Slot, ...]) -> Setter:
    """Resolve how small lettering may become: by its polarity against the ground that lies under it."""
    ground = next((design.inks[s.ink] for s in reversed(slots) if isinstance(s, GroundSlot)), None)
    roles = {role for slot in slots for role in slot_roles(slot)}
    smallest = {role: _smallest(design.inks[role], ground, design.limits) for role in roles}
    return Setter(design.inks, smallest, design.frame.growth)


def _smallest(ink: Ink, ground: Ink | None, limits: TypeLimits) -> float:
    """Return the limit for lettering in ``ink``: a plate that runs through unchanged has no edge to miss."""
    under = dict(_amounts(ground)) if ground else {}
    over = dict(_amounts(ink))
    edges = {plate for plate in under.keys() | over.keys() if under.get(plate, 0.0) != over.get(plate, 0.0)}
    printed = {plate for plate in edges if over.get(plate, 0.0) > under.get(plate, 0.0)}
    if len(printed) > 1:
        return limits.multi_ink
    return limits.reversed_out if edges - printed else limits.positive


def _amounts(ink: Ink) -> tuple[tuple[str, float], ...]:
    if ink.spot:
        return ((ink.name, ink.tint),)
    return tuple((p, a) for p, a in zip(("C", "M", "Y", "K"), ink.cmyk, strict=True) if a > 0)
