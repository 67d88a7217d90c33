"""One edition: template and content become the two sides of a tag, or findings that say what does not fit.

Goes in: an edition's content, a `Design`, its QR symbol. Comes out: a `ComposedTag` of two artworks. The slots are
given to the two sides, each side is composed (`side`), and numbers move to the other side as room demands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.bisection import first_count
from keytag.compose.code_place import WANTED_MODULE, PlacedCode
from keytag.compose.design import Design, Frame
from keytag.compose.middle import HAIR, NoRoom
from keytag.compose.overflow_findings import missing_glyphs, overflow_finding, what_would_fit
from keytag.compose.side import ComposedSide, SideComposer
from keytag.compose.side_shares import (
    SIDES,
    Sides,
    SideShare,
    can_move_numbers,
    movable_numbers,
    share_out,
    side_of_list,
    slots_by_side,
)
from keytag.compose.slot_rows import SideContent
from keytag.compose.type_settings import TypeSettings
from keytag.documents.job import EditionContent
from keytag.documents.template import GroundSlot, NumbersSlot, RuleSlot, SignSlot, Slot, TextSlot, Type, slot_roles
from keytag.drawing.artwork import Artwork
from keytag.drawing.ink import ByPolarity, limit_for
from keytag.drawing.qr import Symbol
from keytag.findings import Finding

# What is wanting is room on the tag; other refusals say by themselves what is too long or too small.
_OF_ROOM = ("numbers-do-not-fit", "side-too-full")
# House rule: how many numbers more than need be may leave the code's side for its sake.
_MORE_MOVED = 3
# House rule: what it costs to move one number away from the hotline's side.
_MOVED_COST = 0.01
# House rule: the hotline is the largest thing on the tag, by a step that the eye sees.
_UNDER_HOTLINE = 0.95


class ComposedTag(Struct, frozen=True):
    """One edition's two sides as artworks, with the facts that are reported of them."""

    front: Artwork
    back: Artwork
    code: PlacedCode | None
    code_side: Literal["front", "back", ""]
    smallest_text: float
    """Smallest font size in mm."""


def compose(
    content: EditionContent, design: Design, symbol: Symbol | None
) -> tuple[ComposedTag | None, tuple[Finding, ...]]:
    """Compose one edition. The tag is None where a finding of severity error says what does not fit."""
    glyphs = missing_glyphs(content, design.template)
    if glyphs:
        return None, glyphs
    found = fit_tag(content, design, symbol)
    if isinstance(found, Refusal):
        return None, (_explain_refusal(found, content, design, symbol),)
    return artworks_of(found), ()


def fit_tag(
    content: EditionContent,
    design: Design,
    symbol: Symbol | None,
    *,
    is_counted: bool = True,
    peers: Mapping[str, tuple[str, ...]] | None = None,
    model: FittingTag | None = None,
) -> FittingTag | Refusal:
    """Return both sides: slots given out in the first way that fits well, else at all, or why the first does not.

    ``is_counted`` asks how many numbers would fit, which takes more attempts. ``peers`` and ``model``: see
    `SlotAssignment`.
    """
    found: list[FittingTag | Refusal] = []
    ways = slots_by_side(design.template, content) if model is None else (model.assignment.sides,)
    ceiling = inf if model is None else model.assignment.ceiling
    for sides in ways:
        assignment = SlotAssignment(design, content, symbol, sides, ceiling, peers or {}, model)
        outcome = _TagSearch(assignment, is_counted=is_counted).fit()
        if not isinstance(outcome, Refusal) and outcome.is_scannable:
            return outcome
        found.append(outcome)
    return next((outcome for outcome in found if not isinstance(outcome, Refusal)), found[0])


def artworks_of(tag: FittingTag) -> ComposedTag:
    """Return a tag that fits as its two artworks."""
    sides, frame = tag.sides, tag.assignment.design.frame
    trim, bleed = frame.shape.trim, frame.bleed
    code_side: Literal["front", "back", ""] = next((side for side in SIDES if sides[side].code is not None), "")
    return ComposedTag(
        front=Artwork(sides["front"].items, trim, bleed),
        back=Artwork(sides["back"].items, trim, bleed),
        code=sides[code_side].code if code_side else None,
        code_side=code_side,
        smallest_text=min((s.smallest_size for s in sides.values() if s.smallest_size > 0), default=0.0),
    )


def _explain_refusal(refusal: Refusal, content: EditionContent, design: Design, symbol: Symbol | None) -> Finding:
    """Return what does not fit, by how much, and what would help."""

    def would_fit(content: EditionContent, design: Design) -> bool:
        found = fit_tag(content, design, symbol if content.qr else None, is_counted=False)
        return not isinstance(found, Refusal)

    finding = overflow_finding(refusal.no_room, refusal.composer, content, refusal.fitting)
    if finding.rule in _OF_ROOM:
        return replace(finding, hint=what_would_fit(content, design, would_fit) or finding.hint)
    return finding


class SlotAssignment(Struct, frozen=True, eq=False):
    """One way to give the slots to the two sides, with what they are to show."""

    design: Design
    content: EditionContent
    symbol: Symbol | None
    sides: Sides
    ceiling: float = inf
    """The largest font size in mm of all lettering but the hotline."""
    peers: Mapping[str, tuple[str, ...]] = {}
    """By field what the other editions of its series say there."""
    model: FittingTag | None = None
    """The tag that this one is to be like: each side is set just as its is, or else no larger, with the code where
    that one's lies."""

    def composer_for(self, side: str, share: SideShare) -> SideComposer:
        """Return what composes ``side`` with its ``share``."""
        frame = self.design.frame if side == "front" else self.design.frame.other_side()
        content = SideContent(
            _texts_with_nodes(self.content),
            share.numbers,
            self.symbol if share.has_code else None,
            self.content.qr.node if self.content.qr else "",
            self.design.drawings,
            self.peers,
        )
        slots, code = share.slots, None
        if self.model is not None:
            like = self.model.sides[side]
            slots, code = cap_sizes(slots, like, frame.growth), like.code
        hotline = next((s.number for s in slots if isinstance(s, NumbersSlot) and s.take == "first"), None)
        types = replace(type_settings_for(self.design, slots), ceiling=self.ceiling, hotline=hotline)
        return SideComposer(slots, frame, content, types, code)


class FittingTag(Struct, frozen=True, eq=False):
    """A tag that fits: how its slots were given out, both sides, and how many numbers moved to the other side."""

    assignment: SlotAssignment
    sides: Mapping[str, ComposedSide]
    moved_count: int

    @property
    def is_scannable(self) -> bool:
        """Whether the modules of its code are as wide as phones want them."""
        codes = [side.code for side in self.sides.values() if side.code is not None]
        return all(code.module >= WANTED_MODULE - 1e-9 for code in codes)

    def is_larger_than(self, other: FittingTag) -> bool:
        """Tell whether its smallest letters or the hotline's figures are larger, and neither is smaller."""
        pairs = list(zip(self._read_sizes, other._read_sizes, strict=True))
        return all(own >= size * (1 - HAIR) for own, size in pairs) and any(
            own > size * (1 + HAIR) for own, size in pairs
        )

    @property
    def _read_sizes(self) -> tuple[float, float]:
        sides = self.sides.values()
        return min(side.smallest_size for side in sides), max(side.hotline_size for side in sides)


class Refusal(Struct, frozen=True):
    """Why a tag cannot be composed: the slot without room, its side's composer, how many numbers would fit."""

    no_room: NoRoom
    composer: SideComposer
    fitting: int = 0


class _TagSearch:
    """The search for how many numbers must move to the other side; it remembers each side that it has composed.

    More numbers never fit where fewer do not, so their count is found by bisection.
    """

    def __init__(self, assignment: SlotAssignment, *, is_counted: bool) -> None:
        self.assignment = assignment
        self.is_counted = is_counted
        self._composed: dict[tuple[str, int, int], ComposedSide | Refusal] = {}

    def fit(self) -> FittingTag | Refusal:
        """Compose both sides, with as few numbers as need be moved from the list to the slot for the overflow.

        Nothing is larger than the hotline: a side that turns out so is composed again under its size.
        """
        assignment = self.assignment
        found = self._fit_both() if assignment.model is None else self._fit_like(assignment.model)
        if isinstance(found, Refusal):
            return found
        sides = found.sides.values()
        hotline = min((side.hotline_size for side in sides if side.hotline_size), default=0.0) * _UNDER_HOTLINE
        if hotline and any(side.largest_size > hotline + 1e-9 for side in sides) and assignment.ceiling == inf:
            return _TagSearch(replace(assignment, ceiling=hotline), is_counted=self.is_counted).fit()
        return found

    def _fit_like(self, model: FittingTag) -> FittingTag | Refusal:
        """Compose both sides like ``model``'s."""
        sides: dict[str, ComposedSide] = {}
        for name in model.sides:
            side = self._side(name, model.moved_count)
            if isinstance(side, Refusal):
                return side
            sides[name] = side
        return FittingTag(self.assignment, sides, model.moved_count)

    def _fit_both(self) -> FittingTag | Refusal:
        assignment = self.assignment
        movable = len(movable_numbers(assignment.sides, assignment.content))
        list_side = side_of_list(assignment.sides)
        moved_count = 0
        kept = self._side(list_side, 0)
        if isinstance(kept, Refusal) and movable:
            if isinstance(self._side(list_side, movable), Refusal):
                return replace(kept, fitting=self._count_fitting(list_side, movable))
            moved_count = first_count(lambda count: self._fits(list_side, count), 0, movable)
            kept = self._side(list_side, moved_count)
        if isinstance(kept, Refusal):
            return replace(kept, fitting=self._count_fitting(list_side, 0))
        other = "front" if list_side == "back" else "back"
        moved = self._side(other, moved_count)
        if isinstance(moved, Refusal):
            left = len(assignment.content.numbers) - moved_count
            return replace(moved, fitting=left + self._count_taken(other, moved_count))
        if self._is_crammed(list_side):
            return self._balance_sides(list_side, moved_count, movable)
        if kept.code is not None and kept.code.module < WANTED_MODULE - 1e-9:
            found = self._widen_modules(list_side, moved_count, movable)
            if found is not None:
                return found
        return FittingTag(assignment, {list_side: kept, other: moved}, moved_count)

    def _is_crammed(self, list_side: str) -> bool:
        """Tell whether the list stands on the hotline's own side, so that the other has the room."""
        sides = self.assignment.sides
        slots = sides[list_side]
        return can_move_numbers(sides) and any(isinstance(s, NumbersSlot) and s.take == "first" for s in slots)

    def _balance_sides(self, list_side: str, fewest: int, most: int) -> FittingTag:
        """Move more numbers as long as both sides together come out better for it."""
        other = "front" if list_side == "back" else "back"
        best, most_worth = fewest, -inf
        for count in range(fewest, most + 1):
            kept, moved = self._side(list_side, count), self._side(other, count)
            if isinstance(kept, Refusal) or isinstance(moved, Refusal):
                break
            worth = kept.score + moved.score - _MOVED_COST * count
            if worth > most_worth + 1e-9:
                best, most_worth = count, worth
        sides = {name: self._side(name, best) for name in (list_side, other)}
        fitting = {name: side for name, side in sides.items() if isinstance(side, ComposedSide)}
        return FittingTag(self.assignment, fitting, best)

    def _widen_modules(self, list_side: str, moved_count: int, most: int) -> FittingTag | None:
        """Move a few numbers more where that lets the code's modules be as wide as phones want them.

        Of those tags the first stays, but for one with larger letters or a larger hotline, and neither smaller.
        """
        other = "front" if list_side == "back" else "back"
        best: FittingTag | None = None
        for count in range(moved_count + 1, min(moved_count + _MORE_MOVED, most) + 1):
            kept = self._side(list_side, count)
            if isinstance(kept, Refusal) or kept.code is None or kept.code.module < WANTED_MODULE - 1e-9:
                continue
            moved = self._side(other, count)
            if isinstance(moved, Refusal):
                break
            found = FittingTag(self.assignment, {list_side: kept, other: moved}, count)
            if best is None or found.is_larger_than(best):
                best = found
        return best

    def _count_taken(self, side: str, most: int) -> int:
        """Return how many of ``most`` moved numbers ``side`` has room for."""
        if not self.is_counted:
            return 0
        refused = first_count(lambda n: not self._fits(side, n, dropped=most - n), 0, most)
        return max(refused - 1, 0)

    def _count_fitting(self, side: str, moved_count: int) -> int:
        """Return how many numbers in all leave ``side`` room enough."""
        if not self.is_counted:
            return 0
        count = len(self.assignment.content.numbers)
        refused = first_count(lambda n: not self._fits(side, moved_count, dropped=count - n), 0, count)
        return max(refused - 1, 0)

    def _side(self, side: str, moved_count: int, dropped: int = 0) -> ComposedSide | Refusal:
        """Compose one side with the last movable numbers moved, and the last ``dropped`` of all left out."""
        key = (side, moved_count, dropped)
        if key not in self._composed:
            self._composed[key] = self._compose_side(side, moved_count, dropped)
        return self._composed[key]

    def _fits(self, side: str, moved_count: int, dropped: int = 0) -> bool:
        """Tell whether `_side` would find room."""
        known = self._composed.get((side, moved_count, dropped))
        if known is not None:
            return isinstance(known, ComposedSide)
        return self._composer(side, moved_count, dropped).fits()

    def _compose_side(self, side: str, moved_count: int, dropped: int) -> ComposedSide | Refusal:
        composer, model = self._composer(side, moved_count, dropped), self.assignment.model
        too_deep = next((slot for slot in composer.slots if _is_too_deep(slot, composer.frame)), None)
        if too_deep is not None:
            return Refusal(NoRoom(too_deep, ""), composer)
        if composer.is_twin and side == "back" and model is None:
            front = self._side("front", moved_count, dropped)
            mirrored = composer.set_mirrored(front) if isinstance(front, ComposedSide) else None
            if mirrored is not None:
                return mirrored
        layout = model.sides[side].layout if model is not None else None
        result = (composer.set_like(layout) if layout is not None else None) or composer.compose()
        return Refusal(result, composer) if isinstance(result, NoRoom) else result

    def _composer(self, side: str, moved_count: int, dropped: int) -> SideComposer:
        numbers = self.assignment.content.numbers
        content = replace(self.assignment.content, numbers=numbers[: len(numbers) - dropped])
        shares = share_out(self.assignment.sides, content, moved_count)
        is_twin = self.assignment.design.frame.is_lopsided and shares["front"].repeats(shares["back"])
        composer = replace(self.assignment, content=content).composer_for(side, shares[side])
        return replace(composer, is_twin=is_twin)


def type_settings_for(design: Design, slots: tuple[Slot, ...]) -> TypeSettings:
    """Resolve how small lettering may become: by its polarity against the ground that lies under it."""
    base = next((s for s in reversed(slots) if isinstance(s, GroundSlot) and s.part is None), None)
    stood = tuple(_ink_pairs(slots, base.ink if base is not None else None))

    def limits(by: ByPolarity) -> dict[str, float]:
        found: dict[str, float] = {}
        for role, ground in stood:
            own = limit_for(design.inks[role], design.inks[ground] if ground is not None else None, by)
            found[role] = max(found.get(role, 0.0), own)
        return found

    smallest = limits(design.limits)
    finest = limits(design.lines) if design.lines else {}
    return TypeSettings(design.inks, smallest, design.frame.growth, finest=finest)


def _ink_pairs(slots: tuple[Slot, ...], base: str | None) -> Iterator[tuple[str, str | None]]:
    """Yield each role of a side's colours with that of the ground on which it may come to stand."""
    parts = {slot.part: slot for slot in slots if isinstance(slot, GroundSlot) and slot.part is not None}
    middle = next((parts[name].ink for name in ("field", "disc") if name in parts), base)
    code = parts["code"].ink if "code" in parts else middle
    for slot in slots:
        is_edge = isinstance(slot, TextSlot) and slot.at != "stack"
        is_of_code = isinstance(slot, TextSlot) and slot.says in ("caption", "host")
        is_ground = isinstance(slot, GroundSlot | RuleSlot) or (isinstance(slot, SignSlot) and slot.at == "ends")
        under = base if is_edge or is_ground else code if is_of_code else middle
        if isinstance(slot, GroundSlot) and slot.words is not None:
            yield slot.words, base if slot.part == "code" else slot.ink
            yield slot.ink, base
            continue
        yield from ((role, under) for role in slot_roles(slot))


def _texts_with_nodes(content: EditionContent) -> dict[str, tuple[str, str]]:
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
        "host": (_host(content.qr.link), f"{content.qr.node}.link") if content.qr else ("", ""),
    }
    return {says: (text, where) for says, (text, where) in texts.items() if text}


def _host(link: str) -> str:
    """Return the host of a link as people say it; nothing where a link has none."""
    host = link.partition("//")[2].partition("/")[0]
    return host.removeprefix("www.") if "." in host and "@" not in host and ":" not in host else ""


def _is_too_deep(slot: Slot, frame: Frame) -> bool:
    """Tell whether a ground or a line lies so far inside the cut that nothing of the tag is left."""
    inset = slot.inset if isinstance(slot, GroundSlot | RuleSlot) else None
    return inset is not None and inset >= min(frame.shape.width, frame.shape.height) / 2


def cap_sizes(slots: tuple[Slot, ...], model: ComposedSide, growth: float) -> tuple[Slot, ...]:
    """Return ``slots`` with lettering at most as large as it is on ``model``; ``growth`` is its frame's."""
    sizes: dict[tuple[str, str], float] = {}
    if model.layout is not None:
        for name, edge in model.layout.edges.items():
            if edge is not None:
                sizes[name, "type"] = edge.size
        rows = (row for stack in model.layout.middle.placed for row in stack.rows)
        for piece in (piece for row in rows for piece in row.pieces if piece.run):
            part = piece.source.node.rpartition(".")[2]
            sizes[piece.source.slot, part if part in ("label", "number") else "type"] = piece.size
    return tuple(_cap_slot(slot, sizes, growth) for slot in slots)


def _cap_slot(slot: Slot, sizes: Mapping[tuple[str, str], float], growth: float) -> Slot:
    changed: dict[str, Type] = {}
    for part in ("type", "label", "number"):
        kind, size = getattr(slot, part, None), sizes.get((slot.slot, part))
        if kind is not None and size is not None:
            largest = max(min(kind.size.largest, size / growth), kind.size.smallest)
            range_ = kind.size.model_copy(update={"largest": largest})
            changed[part] = kind.model_copy(update={"size": range_})
    return slot.model_copy(update=changed) if changed else slot
