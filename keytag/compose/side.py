"""One side of a tag: its slots set into the space that the shape, the hole and each other leave.

Goes in: slots, frame, what the side says, sizes of types. Comes out: a `ComposedSide`, or the slot without room.
Lettering along the edges competes with the stack in the middle, and the stack with the QR code. The few ways there
are to share the space are all tried, largest first, and the best kept; nothing is random.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import inf, sqrt

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.code_place import PlacedCode
from keytag.compose.design import Frame
from keytag.compose.edge_lettering import EdgeSetter, EdgeText
from keytag.compose.free_area import FreeArea, open_area
from keytag.compose.middle import Middle, MiddleComposer, MiddleDraft, NoRoom
from keytag.compose.ornaments import Ornamented, Ornaments
from keytag.compose.overprint import line_overprints
from keytag.compose.parts import (
    CODE_PART_GAP,
    PART_GAP,
    DiscPart,
    FieldPart,
    MiddlePart,
    SidePart,
    area_within,
    code_half,
    disc_within,
    field_between,
    whole_field,
)
from keytag.compose.rows import Piece
from keytag.compose.slot_rows import SideContent, StackSlot, Typesetter, with_ink
from keytag.compose.type_settings import TypeSettings
from keytag.documents.template import (
    ArtSlot,
    GroundSlot,
    NumbersSlot,
    PartName,
    QrSlot,
    RuleSlot,
    SignSlot,
    Slot,
    TextSlot,
)
from keytag.drawing.artwork import Fill, Item, Role, Source, Stroke
from keytag.drawing.geometry import Point, Rect, bounds

# House rules, in mm: clear space between edge lettering and the stack, and the least of it within a series.
_EDGE_GAP = 0.6
_LEAST_EDGE_GAP = 0.5
# House rule, in mm: how far a code's ground keeps off the edge of the disc that it lies on.
_IN_DISC = 0.3
# House rule, in mm: clear space between lettering and a line that follows the edge of a part.
_BESIDE_LINE = 0.4
# What belongs to a code and lies on its part of the ground.
_OF_CODE = ("caption", "host")
# House rules: what edge lettering at its largest is worth, and what losing its place along the edge costs.
_EDGE_WORTH = 0.3
# The largest scale and the least narrowing at which edge lettering is tried, from the best to the worst.
_EDGE_TRIES = ((1.0, 0.0), (0.75, 0.0), (0.5, 0.0), (0.25, 0.0), (0.0, 0.0), (0.0, 0.5), (0.0, 1.0))


class ComposedSide(Struct, frozen=True):
    """A composed side: what is painted, the code on it, and the sizes of its lettering in mm."""

    items: tuple[Item, ...]
    code: PlacedCode | None
    smallest_size: float
    """The smallest font size, 0 on a side without lettering."""
    hotline_size: float = 0.0
    """The font size of the hotline's figures, 0 on a side without it."""
    largest_size: float = 0.0
    """The largest font size of all other lettering."""
    score: float = 0.0
    """How well it came out; more is better."""
    layout: SideLayout | None = None
    """How it came out, for others that are to come out alike; None where there is nothing on it."""


class SideLayout(Struct, frozen=True, eq=False):
    """How a side came out: its edge lettering by slot, and its middle."""

    edges: Mapping[str, EdgeText | None]
    middle: Middle


class _Sketch(Struct, frozen=True):
    """A side tried and not yet painted: edge lettering, the middle's composer with its draft, and its score.

    ``tried`` is the edge lettering at every scale that was tried, the largest first.
    """

    edges: Mapping[str, EdgeText | None]
    composer: MiddleComposer
    draft: MiddleDraft
    score: float
    tried: tuple[Mapping[str, EdgeText | None], ...] = ()


class SideComposer(Struct, frozen=True, eq=False):
    """Composes one side: its slots, its frame, what it says, and how types resolve."""

    slots: tuple[Slot, ...]
    frame: Frame
    content: SideContent
    types: TypeSettings
    code: PlacedCode | None = None
    """Where the code of the series lies, where it is to lie there."""
    is_twin: bool = False
    """Whether the tag's other side says the same: what is set here is to fit there too, turned left to right."""

    def compose(self) -> ComposedSide | NoRoom:
        """Return the best side, or the slot for which there is no room at all.

        Editions often differ on one side only: what was composed is remembered.
        """
        return _compose_once(self._key())

    def fits(self) -> bool:
        """Tell whether there is room for everything, without painting it."""
        return not isinstance(_sketch_once(self._key()), NoRoom)

    def set_like(self, layout: SideLayout) -> ComposedSide | None:
        """Return this side set as ``layout`` is, size for size and line for line; None where it does not fit.

        It is remembered too: editions of a series are often alike on one side.
        """
        return _set_like_once(self._key(), layout)

    def set_mirrored(self, other: ComposedSide) -> ComposedSide | None:
        """Return this side set as ``other`` is, turned left to right; None where it does not fit so."""
        layout = other.layout
        edges = self._edges_like(layout) if layout is not None else None
        if layout is None or edges is None:
            return None
        area, width = self._area(edges, _LEAST_EDGE_GAP), self.frame.shape.width
        stacks = tuple(stack.mirror(width, area) for stack in layout.middle.stacks)
        middle = Middle(tuple(stack for stack in stacks if stack is not None), None)
        return self._painted_side(SideLayout(edges, middle), other.score) if None not in stacks else None

    def _key(self) -> _SideKey:
        return _SideKey(self._decides(), self)

    def _decides(self) -> tuple[object, ...]:
        """Return everything that decides how the side comes out; drawings, which may be huge, by identity."""
        content, types = self.content, self.types
        said = {slot.says for slot in self.slots if isinstance(slot, TextSlot)}
        return (
            tuple((slot.slot, slot.height) if isinstance(slot, ArtSlot) else slot for slot in self.slots),
            (self.frame, self.is_twin),
            self.code,
            tuple((says, content.texts[says]) for says in sorted(said & content.texts.keys())),
            tuple(sorted((says, peers) for says, peers in content.peers.items() if says in said)),
            tuple(content.numbers.items()),
            (content.symbol, content.symbol_node) if content.symbol else None,
            tuple((slot, id(fills)) for slot, fills in content.drawings.items()),
            (tuple(types.inks.items()), tuple(types.smallest.items()), types.growth, types.ceiling),
            tuple(types.finest.items()),
        )

    def sketch(self) -> _Sketch | NoRoom | None:
        """Return the best way there is to share the space, None for a side that has nothing to say."""
        best: _Sketch | None = None
        no_room: NoRoom | None = None
        tried: list[Mapping[str, EdgeText | None]] = []
        reached = -inf
        makeshift: _Sketch | None = None
        edge_slots = self._edge_slots()
        typesetter = Typesetter(self.content, self.types)
        for scale, narrowing in _EDGE_TRIES if edge_slots else _EDGE_TRIES[:1]:
            worth = scale - narrowing
            edges = {slot.slot: self._edge_setter(slot).set_text(scale, narrowing) for slot in edge_slots}
            tried.append(edges)
            middle = self._middle(edges, typesetter)
            if best is not None and middle.best_score + _EDGE_WORTH * worth <= best.score:
                break
            draft = middle.compose()
            if isinstance(draft, NoRoom):
                no_room = no_room or draft
                continue
            lost = sum(edge is None for edge in edges.values())
            score = draft.score + _EDGE_WORTH * (worth - lost)
            if not draft.is_plain:
                makeshift = makeshift or _Sketch(edges, middle, draft, score)
                continue
            if draft.score > 0.0 and draft.score == reached:
                # Smaller edge lettering gave the middle nothing: it is not what holds it down.
                break
            reached = draft.score
            if best is None or score > best.score + 1e-9:
                best = _Sketch(edges, middle, draft, score, tuple(tried))
        if best is None and edge_slots:
            # Straight lines in the stack take less of a crowded side than lines that follow its edges.
            edges = dict.fromkeys(slot.slot for slot in edge_slots)
            middle = self._middle(edges, typesetter)
            draft = middle.compose()
            if not isinstance(draft, NoRoom):
                best = _Sketch(edges, middle, draft, draft.score)
        return best or makeshift or no_room

    def _edge_slots(self) -> tuple[TextSlot, ...]:
        return tuple(
            slot
            for slot in self.slots
            if isinstance(slot, TextSlot) and slot.at != "stack" and slot.says in self.content.texts
        )

    def _edge_setter(self, slot: TextSlot) -> EdgeSetter:
        text, node = self.content.texts[slot.says]
        peers = self.content.peers.get(slot.says, ())
        is_parted = self._part_slot("field", "disc") is not None
        return EdgeSetter(text, slot, self.frame, self.types, Source(slot.slot, node), peers, is_parted)

    def _middle(self, edges: Mapping[str, EdgeText | None], typesetter: Typesetter) -> MiddleComposer:
        """Return what composes the middle; what found no place along an edge joins the stack."""
        gap = _EDGE_GAP * self.frame.growth
        boxes = tuple(bounds(box).grown(gap) for edge in edges.values() if edge is not None for box in edge.boxes)
        part, code_part, qr_slot = self._middle_part(edges), self._part_slot("code"), self._qr_slot()
        if isinstance(part, FieldPart):
            boxes += part.strips(PART_GAP)
        if isinstance(part, DiscPart) and qr_slot is not None:
            qr_slot = qr_slot.model_copy(update={"inset": max(qr_slot.inset, part.inset + _IN_DISC)})
        return MiddleComposer(
            self.frame,
            self._area(edges, gap),
            boxes,
            self._stack(edges),
            qr_slot,
            typesetter,
            self.code,
            CODE_PART_GAP if code_part is not None else None,
            (code_part.words or code_part.ink) if code_part is not None else None,
        )

    def _part_slot(self, *names: PartName) -> GroundSlot | None:
        """Return the slot of a part of the ground that this side is divided into.

        A side is parted at its code only where there is one, and no lettering along the edges.
        """
        slot = next((s for s in self.slots if isinstance(s, GroundSlot) and s.part in names), None)
        if slot is not None and slot.part == "code" and (self._qr_slot() is None or self._edge_slots()):
            return None
        return slot

    def _middle_part(self, edges: Mapping[str, EdgeText | None]) -> MiddlePart | None:
        """Return the part that the middle stands on, as the lettering along the edges leaves it."""
        slot = self._part_slot("field", "disc")
        if slot is None:
            return None
        corners: dict[str, list[Point]] = {"top-edge": [], "bottom-edge": []}
        for text in self._edge_slots():
            edge = edges[text.slot]
            for box in (*edge.boxes, *self._behind(text, edge)) if edge is not None else ():
                corners[text.at] += bounds(box).corners
        least = slot.least * sqrt(self.frame.growth)
        gap = self._gap_beside(slot.part, _BESIDE_LINE)
        upper, lower = corners["top-edge"], corners["bottom-edge"]
        if slot.part == "disc":
            return disc_within(self.frame, (*upper, *lower), least, gap)
        if edges and not any(edges.values()):
            return whole_field(self.frame)
        is_bowed = slot.bowed and self._qr_slot() is None
        return field_between(self.frame, upper, lower, least, gap, is_bowed=is_bowed)

    def _gap_beside(self, part: PartName | None, beyond: float) -> float:
        """Return how far lettering keeps off the edge of a part, in mm: ``beyond`` the lines along it, too."""
        lines = (r for r in self.slots if isinstance(r, RuleSlot) and r.along == part)
        reach = (r.inset + self.types.line_weight(r.ink, r.weight) / 2 + beyond for r in lines)
        return max((PART_GAP, *reach))

    def _area(self, edges: Mapping[str, EdgeText | None], gap: float) -> FreeArea:
        """Return what the hole and the lettering along the edges leave."""
        area = open_area(self.frame)
        for slot in self._edge_slots():
            edge = edges[slot.slot]
            area = area.without((*edge.boxes, *self._behind(slot, edge)), gap) if edge is not None else area
        part = self._middle_part(edges)
        return area if part is None else area_within(area, part, PART_GAP)

    def _behind(self, slot: TextSlot, edge: EdgeText) -> tuple[tuple[Point, ...], ...]:
        """Return the boxes round what a twin's ``edge`` is on the other side, as seen through the tag."""
        if not self.is_twin:
            return ()
        other = replace(self._edge_setter(slot), frame=self.frame.other_side()).set_like(edge)
        width = self.frame.shape.width
        return tuple(tuple((width - x, y) for x, y in box) for box in other.boxes) if other is not None else ()

    def _qr_slot(self) -> QrSlot | None:
        return next((s for s in self.slots if isinstance(s, QrSlot)), None) if self.content.symbol else None

    def paint(self, sketch: _Sketch | None) -> ComposedSide:
        """Return the side that was found best, every size as large as its neighbours let it be."""
        if sketch is None:
            return ComposedSide(self._backdrop(None), None, 0.0)
        middle = sketch.composer.finish(sketch.draft)
        edges = sketch.edges
        if self._part_slot("field", "disc") is None:
            edges = {name: self._grow_edge(name, sketch, middle) for name in sketch.edges}
        return self._painted_side(SideLayout(edges, middle), sketch.score)

    def try_like(self, layout: SideLayout) -> ComposedSide | None:
        """Return what `set_like` does, without remembering it."""
        edges = self._edges_like(layout)
        if edges is None:
            return None
        found = (stack.set_like(self.content, self.types.inks) for stack in layout.middle.stacks)
        stacks = tuple(stack for stack in found if stack is not None)
        code, symbol = layout.middle.code, self.content.symbol
        middle = Middle(stacks, replace(code, symbol=symbol) if code is not None and symbol is not None else None)
        area = self._area(edges, _LEAST_EDGE_GAP)
        fits = len(stacks) == len(layout.middle.stacks) and all(stack.is_free_in(area) for stack in middle.placed)
        return self._painted_side(SideLayout(edges, middle), 0.0) if fits else None

    def _edges_like(self, layout: SideLayout) -> dict[str, EdgeText | None] | None:
        """Return this side's edge lettering set as that of ``layout``, None where some does not fit."""
        models = {slot: layout.edges[slot.slot] for slot in self._edge_slots()}
        edges = {s.slot: self._edge_setter(s).set_like(m) if m is not None else None for s, m in models.items()}
        is_whole = all(m is None or edges[s.slot] is not None for s, m in models.items())
        return edges if is_whole else None

    def _painted_side(self, layout: SideLayout, score: float) -> ComposedSide:
        words = [edge.size for edge in layout.edges.values() if edge is not None]
        figures: list[float] = []
        rows = (row for stack in layout.middle.placed for row in stack.rows)
        for piece in (piece for row in rows for piece in row.pieces if piece.run):
            (figures if self._is_hotline(piece) else words).append(piece.size)
        adorned = self._adorned(layout)
        own = SideLayout(layout.edges, adorned.middle)
        return ComposedSide(
            (
                *self._backdrop(own, adorned.host),
                *self._painted_items(own.edges, own.middle, self._qr_slot()),
                *adorned.fills,
            ),
            layout.middle.code,
            min((*words, *figures), default=0.0),
            max(figures, default=0.0),
            max(words, default=0.0),
            score,
            layout,
        )

    def _grow_edge(self, name: str, sketch: _Sketch, middle: Middle) -> EdgeText | None:
        """Return edge lettering as large as the finished middle lets it be: one edge may have more room."""
        edge = sketch.edges[name]
        slot = next(slot for slot in self._edge_slots() if slot.slot == name)
        for larger in (edges[name] for edges in sketch.tried) if edge is not None else ():
            if larger is None or edge is None:
                continue
            if larger.setting == edge.setting:
                break
            if self._is_clear((*larger.boxes, *self._behind(slot, larger)), middle):
                return larger
        return edge

    def _is_clear(self, boxes: Sequence[tuple[Point, ...]], middle: Middle) -> bool:
        gap = _EDGE_GAP * self.frame.growth
        taken = [box for stack in middle.placed for box in stack.boxes]
        taken += (middle.code.ground,) if middle.code else ()
        letters = [bounds(box).grown(gap) for box in boxes]
        return not any(box.intersects(letter) for box in taken for letter in letters)

    def _is_hotline(self, piece: Piece) -> bool:
        first = {slot.slot for slot in self.slots if isinstance(slot, NumbersSlot) and slot.take == "first"}
        return piece.source.slot in first and piece.source.node.endswith(".number")

    def _painted_items(
        self, edges: Mapping[str, EdgeText | None], middle: Middle, qr_slot: QrSlot | None
    ) -> tuple[Item, ...]:
        items: list[Item] = [fill for edge in edges.values() if edge is not None for fill in edge.fills()]
        if middle.code is not None and qr_slot is not None:
            inks = self.types.inks
            items += middle.code.fills(qr_slot, inks[qr_slot.ink], inks[qr_slot.ground], self.content.symbol_node)
        for stack in middle.placed:
            items += stack.fills()
        return tuple(items)

    def _backdrop(self, layout: SideLayout | None, host: tuple[Rect, ...] = ()) -> tuple[Item, ...]:
        """Return grounds and lines, in the template's order; parts follow what stands on them."""
        items: list[Item] = []
        for slot in self.slots:
            source = Source(slot.slot)
            if isinstance(slot, GroundSlot):
                part = (
                    self._part(slot.part, layout, 0.0, host) if slot.part is not None else self._whole_ground(slot)
                )
                if part is not None:
                    items.append(Fill(part.outline, self.types.inks[slot.ink], Role.GROUND, source))
            elif isinstance(slot, RuleSlot):
                ink, weight = self.types.inks[slot.ink], self.types.line_weight(slot.ink, slot.weight)
                over = line_overprints(ink, weight)
                along = self._part(slot.along, layout, slot.inset, host) if slot.along is not None else None
                lines = along.lines if along is not None else ()
                if slot.along is None:
                    lines = (self.frame.shape.outline(slot.inset),)
                items += (Stroke(path, ink, weight, Role.RULE, source, overprint=over) for path in lines)
        return tuple(items)

    def _adorned(self, layout: SideLayout) -> Ornamented:
        """Return the middle of ``layout`` with its signs and its code's host, where there is room."""
        signs = [slot for slot in self.slots if isinstance(slot, SignSlot)]
        host = next((slot for slot in self.slots if isinstance(slot, TextSlot) and slot.says == "host"), None)
        told = self.content.texts.get("host") if layout.middle.code is not None else None
        if not signs and (host is None or told is None):
            return Ornamented(layout.middle)
        disc = self._middle_part(layout.edges)
        boxes = [box for edge in layout.edges.values() if edge is not None for box in edge.boxes]
        area = self._area(layout.edges, _LEAST_EDGE_GAP)
        lines = [
            slot.inset + self.types.line_weight(slot.ink, slot.weight) / 2
            for slot in self.slots
            if isinstance(slot, RuleSlot) and slot.along is None
        ]
        ornaments = Ornaments(
            self.frame,
            area,
            self.types,
            disc if isinstance(disc, DiscPart) else None,
            boxes,
            max(lines, default=0.0),
        )
        return ornaments.add(
            layout.middle, signs, (host, *told) if host is not None and told is not None else None
        )

    def _whole_ground(self, slot: GroundSlot) -> SidePart:
        return SidePart(self.frame.shape.outline(-self.frame.bleed if slot.inset is None else slot.inset), ())

    def _part(
        self, name: PartName, layout: SideLayout | None, outset: float, host: tuple[Rect, ...]
    ) -> SidePart | None:
        """Return a part of the ground as it is painted, its lines ``outset`` mm outside; None without one."""
        slot = self._part_slot(name)
        if layout is None or slot is None:
            return None
        if name != "code":
            middle = self._middle_part(layout.edges)
            return middle.part(outset) if middle is not None else None
        code = layout.middle.code
        if code is None:
            return None
        own, others = [code.ground, *host], list[Rect]()
        for stack in layout.middle.stacks:
            is_own = all(
                isinstance(s, TextSlot) and s.says in _OF_CODE and s.type.ink != slot.words for s in stack.stack
            )
            (own if is_own else others).extend(stack.boxes)
        return code_half(self.frame, own, others, outset, self._gap_beside(name, PART_GAP))

    def _stack(self, edges: Mapping[str, EdgeText | None]) -> tuple[StackSlot, ...]:
        """Return the slots of the stack that have something to say; edge texts without a place at its ends."""
        homeless = [slot for slot in self._edge_slots() if edges[slot.slot] is None]
        part = self._part_slot("field", "disc")
        if part is not None and part.words is not None:
            homeless = [with_ink(slot, part.words) for slot in homeless]
        before = [slot for slot in homeless if slot.at == "top-edge"]
        after = [slot for slot in homeless if slot.at == "bottom-edge"]
        middle = [
            slot
            for slot in self.slots
            if isinstance(slot, TextSlot | NumbersSlot | ArtSlot) and self._is_said(slot)
        ]
        return (*before, *middle, *after)

    def _is_said(self, slot: StackSlot) -> bool:
        if isinstance(slot, TextSlot):
            return slot.at == "stack" and slot.says in self.content.texts and slot.says != "host"
        if isinstance(slot, NumbersSlot):
            return bool(self.content.numbers.get(slot.slot))
        return slot.slot in self.content.drawings


class _SideKey(Struct, frozen=True, eq=False):
    """A side to be composed: equal to another where all that decides it is."""

    decides: tuple[object, ...]
    # It also keeps alive what is told apart by identity.
    composer: SideComposer

    def __eq__(self, other: object) -> bool:
        """Whether what decides is the same."""
        return isinstance(other, _SideKey) and self.decides == other.decides

    def __hash__(self) -> int:
        """Of what decides."""
        return hash(self.decides)


@lru_cache(maxsize=64)
def _sketch_once(key: _SideKey) -> _Sketch | NoRoom | None:
    return key.composer.sketch()


@lru_cache(maxsize=64)
def _set_like_once(key: _SideKey, layout: SideLayout) -> ComposedSide | None:
    return key.composer.try_like(layout)


@lru_cache(maxsize=64)
def _compose_once(key: _SideKey) -> ComposedSide | NoRoom:
    sketch = _sketch_once(key)
    return sketch if isinstance(sketch, NoRoom) else key.composer.paint(sketch)
