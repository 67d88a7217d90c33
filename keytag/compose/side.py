"""One side of a tag: its slots set into the room that the shape, the hole and each other leave.

Lettering along the edges competes with the stack in the middle, and the stack with the QR code. The few ways
there are to share the room are all tried, largest first, and the best kept; nothing is random.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import inf

from msgspec import Struct, field
from msgspec.structs import replace

from keytag.compose.code import PlacedCode
from keytag.compose.edges import EdgeSetter, EdgeText
from keytag.compose.frame import Frame
from keytag.compose.middle import Middle, MiddleComposer, MiddleDraft, Misfit
from keytag.compose.room import Room, open_room
from keytag.compose.rows import Piece, Setter, line_overprints
from keytag.compose.typeset import Content, StackSlot, Typesetter
from keytag.documents.template import ArtSlot, GroundSlot, NumbersSlot, QrSlot, RuleSlot, Slot, TextSlot
from keytag.drawing.artwork import Fill, Item, Role, Source, Stroke
from keytag.drawing.geometry import Point, bounds

# House rules, in mm: clear space between edge lettering and the stack, and the least of it within a series.
_EDGE_GAP = 0.6
_LEAST_EDGE_GAP = 0.5
# House rules: what edge lettering at its largest is worth, and what losing its place along the edge costs.
_EDGE_WORTH = 0.3
# Those below nothing ask for narrower letters at the smallest size.
_EDGE_SCALES = (1.0, 0.75, 0.5, 0.25, 0.0, -0.5, -1.0)


class Cast(Struct, frozen=True, eq=False):
    """How a side came out: its edge lettering by slot, and its middle."""

    edges: Mapping[str, EdgeText | None]
    middle: Middle


class ComposedSide(Struct, frozen=True):
    """A composed side: what is painted, the code on it, its smallest font size in mm (0 without lettering)."""

    items: tuple[Item, ...]
    code: PlacedCode | None
    smallest: float
    hotline: float = 0.0
    """Font size of the hotline's figures in mm, 0 on a side without it."""
    largest: float = 0.0
    """Largest font size of all other lettering in mm."""
    score: float = 0.0
    """How well it came out; more is better."""
    cast: Cast | None = None
    """How it came out, for others that are to come out alike; None where there is nothing on it."""


class _Sketch(Struct, frozen=True):
    """A side tried and not yet painted: edge lettering, the middle's composer with its draft, and its score."""

    edges: Mapping[str, EdgeText | None]
    composer: MiddleComposer
    draft: MiddleDraft
    score: float


class Composer(Struct, frozen=True, eq=False):
    """Composes one side: its slots, its frame, what it says, and how types resolve."""

    slots: tuple[Slot, ...]
    frame: Frame
    content: Content
    setter: Setter
    kept: PlacedCode | None = None
    """Where the code of the series lies, where it is to lie there."""
    is_twin: bool = False
    """Whether the tag's other side says the same: what is set here is to fit there too, turned left to right."""
    _edges: dict[tuple[str, float], EdgeText | None] = field(default_factory=dict)

    def compose(self) -> ComposedSide | Misfit:
        """Return the best side, or the slot for which there is no room at all.

        Editions often differ on one side only: what was composed is remembered.
        """
        return _finished(self._asked())

    def fits(self) -> bool:
        """Tell whether there is room for everything, without painting it."""
        return not isinstance(_sketched(self._asked()), Misfit)

    def _asked(self) -> _Asked:
        return _Asked(self._decides(), self)

    def _decides(self) -> tuple[object, ...]:
        """Return everything that decides how the side comes out; drawings, which may be huge, by identity."""
        content, setter = self.content, self.setter
        said = {slot.says for slot in self.slots if isinstance(slot, TextSlot)}
        return (
            tuple((slot.slot, slot.height) if isinstance(slot, ArtSlot) else slot for slot in self.slots),
            (self.frame, self.is_twin),
            self.kept,
            tuple((says, content.texts[says]) for says in sorted(said & content.texts.keys())),
            tuple(sorted((says, peers) for says, peers in content.peers.items() if says in said)),
            tuple(content.numbers.items()),
            (content.symbol, content.symbol_node) if content.symbol else None,
            tuple((slot, id(fills)) for slot, fills in content.drawings.items()),
            (tuple(setter.inks.items()), tuple(setter.smallest.items()), setter.growth, setter.ceiling),
            tuple(setter.finest.items()),
        )

    def sketched(self) -> _Sketch | Misfit | None:
        """Return the best way there is to share the room, None for a side that has nothing to say."""
        best: _Sketch | None = None
        misfit: Misfit | None = None
        reached = -inf
        edge_slots = self._edge_slots()
        typesetter = Typesetter(self.content, self.setter)
        for most in _EDGE_SCALES if edge_slots else (1.0,):
            edges = {slot.slot: self._edge(slot, most) for slot in edge_slots}
            middle = self._middle(edges, typesetter)
            if best is not None and middle.best_score + _EDGE_WORTH * most <= best.score:
                break
            draft = middle.compose()
            if isinstance(draft, Misfit):
                misfit = misfit or draft
                continue
            lost = sum(edge is None for edge in edges.values())
            score = draft.score + _EDGE_WORTH * (most - lost)
            if draft.score > 0.0 and draft.score == reached:
                # Smaller edge lettering gave the middle nothing: it is not what holds it down.
                break
            reached = draft.score
            if best is None or score > best.score + 1e-9:
                best = _Sketch(edges, middle, draft, score)
        if best is None and edge_slots:
            # Straight lines in the stack take less of a crowded side than lines that follow its edges.
            edges = dict.fromkeys(slot.slot for slot in edge_slots)
            middle = self._middle(edges, typesetter)
            draft = middle.compose()
            if not isinstance(draft, Misfit):
                best = _Sketch(edges, middle, draft, draft.score)
        return best or misfit

    def _edge_slots(self) -> tuple[TextSlot, ...]:
        return tuple(
            slot
            for slot in self.slots
            if isinstance(slot, TextSlot) and slot.at != "stack" and slot.says in self.content.texts
        )

    def _edge(self, slot: TextSlot, most: float) -> EdgeText | None:
        key = (slot.slot, most)
        if key not in self._edges:
            self._edges[key] = self._edge_setter(slot).set(most)
        return self._edges[key]

    def _edge_setter(self, slot: TextSlot) -> EdgeSetter:
        text, node = self.content.texts[slot.says]
        peers = self.content.peers.get(slot.says, ())
        return EdgeSetter(text, slot, self.frame, self.setter, Source(slot.slot, node), peers)

    def _middle(self, edges: Mapping[str, EdgeText | None], typesetter: Typesetter) -> MiddleComposer:
        """Return what composes the middle; what found no place along an edge joins the stack."""
        gap = _EDGE_GAP * self.frame.growth
        boxes = tuple(bounds(box).grown(gap) for edge in edges.values() if edge is not None for box in edge.boxes)
        return MiddleComposer(
            self.frame, self._room(edges, gap), boxes, self._stack(edges), self._qr_slot(), typesetter, self.kept
        )

    def _room(self, edges: Mapping[str, EdgeText | None], gap: float) -> Room:
        """Return what the hole and the lettering along the edges leave."""
        room = open_room(self.frame)
        for slot in self._edge_slots():
            edge = edges[slot.slot]
            room = room.without((*edge.boxes, *self._behind(slot, edge)), gap) if edge is not None else room
        return room

    def _behind(self, slot: TextSlot, edge: EdgeText) -> tuple[tuple[Point, ...], ...]:
        """Return the boxes round what a twin's ``edge`` is on the other side, as seen through the tag."""
        if not self.is_twin:
            return ()
        other = replace(self._edge_setter(slot), frame=self.frame.turned()).alike(edge)
        width = self.frame.shape.width
        return tuple(tuple((width - x, y) for x, y in box) for box in other.boxes) if other is not None else ()

    def _qr_slot(self) -> QrSlot | None:
        return next((s for s in self.slots if isinstance(s, QrSlot)), None) if self.content.symbol else None

    def finished(self, sketch: _Sketch | None) -> ComposedSide:
        """Paint the best of what was tried."""
        if sketch is None:
            return ComposedSide(self._backdrop(), None, 0.0)
        middle = sketch.composer.finish(sketch.draft)
        return self._side(Cast(self._grown(sketch.edges, middle), middle), sketch.score)

    def dressed(self, cast: Cast) -> ComposedSide | None:
        """Return this side set as ``cast`` is, size for size and line for line; None where it does not fit.

        It is remembered too: editions of a series are often alike on one side.
        """
        return _dressed(self._asked(), cast)

    def dressed_anew(self, cast: Cast) -> ComposedSide | None:
        """Set this side as ``cast`` is."""
        edges = self._edges_like(cast)
        if edges is None:
            return None
        dressed = (stack.dressed(self.content, self.setter.inks) for stack in cast.middle.stacks)
        stacks = tuple(stack for stack in dressed if stack is not None)
        code, symbol = cast.middle.code, self.content.symbol
        middle = Middle(stacks, replace(code, symbol=symbol) if code is not None and symbol is not None else None)
        room = self._room(edges, _LEAST_EDGE_GAP)
        fits = len(stacks) == len(cast.middle.stacks) and all(stack.is_free_in(room) for stack in middle.placed)
        return self._side(Cast(edges, middle), 0.0) if fits else None

    def turned(self, other: ComposedSide) -> ComposedSide | None:
        """Return this side set as ``other`` is, turned left to right; None where it does not fit so."""
        cast = other.cast
        edges = self._edges_like(cast) if cast is not None else None
        if cast is None or edges is None:
            return None
        room, width = self._room(edges, _LEAST_EDGE_GAP), self.frame.shape.width
        stacks = tuple(stack.turned(width, room) for stack in cast.middle.stacks)
        middle = Middle(tuple(stack for stack in stacks if stack is not None), None)
        return self._side(Cast(edges, middle), other.score) if None not in stacks else None

    def _edges_like(self, cast: Cast) -> dict[str, EdgeText | None] | None:
        """Return this side's edge lettering set as that of ``cast``, None where some does not fit."""
        models = {slot: cast.edges[slot.slot] for slot in self._edge_slots()}
        edges = {s.slot: self._edge_setter(s).alike(m) if m is not None else None for s, m in models.items()}
        is_whole = all(m is None or edges[s.slot] is not None for s, m in models.items())
        return edges if is_whole else None

    def _side(self, cast: Cast, score: float) -> ComposedSide:
        words = [edge.size for edge in cast.edges.values() if edge is not None]
        figures: list[float] = []
        rows = (row for stack in cast.middle.placed for row in stack.rows)
        for piece in (piece for row in rows for piece in row.pieces if piece.run):
            (figures if self._is_hotline(piece) else words).append(piece.size)
        return ComposedSide(
            (*self._backdrop(), *self._painted(cast.edges, cast.middle, self._qr_slot())),
            cast.middle.code,
            min((*words, *figures), default=0.0),
            max(figures, default=0.0),
            max(words, default=0.0),
            score,
            cast,
        )

    def _grown(self, edges: Mapping[str, EdgeText | None], middle: Middle) -> dict[str, EdgeText | None]:
        """Return edge lettering as large as the finished middle lets it be: one edge may have more room."""
        return {slot.slot: self._grown_edge(slot, edges[slot.slot], middle) for slot in self._edge_slots()}

    def _grown_edge(self, slot: TextSlot, edge: EdgeText | None, middle: Middle) -> EdgeText | None:
        for most in _EDGE_SCALES if edge is not None else ():
            larger = self._edge(slot, most)
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

    def _painted(
        self, edges: Mapping[str, EdgeText | None], middle: Middle, qr_slot: QrSlot | None
    ) -> tuple[Item, ...]:
        items: list[Item] = [fill for edge in edges.values() if edge is not None for fill in edge.fills()]
        if middle.code is not None and qr_slot is not None:
            inks = self.setter.inks
            items += middle.code.fills(qr_slot, inks[qr_slot.ink], inks[qr_slot.ground], self.content.symbol_node)
        for stack in middle.placed:
            items += stack.fills()
        return tuple(items)

    def _backdrop(self) -> tuple[Item, ...]:
        items: list[Item] = []
        for slot in self.slots:
            source = Source(slot.slot)
            if isinstance(slot, GroundSlot):
                inset = -self.frame.bleed if slot.inset is None else slot.inset
                path = self.frame.shape.outline(inset)
                items.append(Fill(path, self.setter.inks[slot.ink], Role.GROUND, source))
            elif isinstance(slot, RuleSlot):
                path, ink = self.frame.shape.outline(slot.inset), self.setter.inks[slot.ink]
                weight = self.setter.weight(slot.ink, slot.weight)
                over = line_overprints(ink, weight)
                items.append(Stroke(path, ink, weight, Role.RULE, source, overprint=over))
        return tuple(items)

    def _stack(self, edges: Mapping[str, EdgeText | None]) -> tuple[StackSlot, ...]:
        """Return the slots of the stack that have something to say; edge texts without a place at its ends."""
        homeless = [slot for slot in self._edge_slots() if edges[slot.slot] is None]
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
            return slot.at == "stack" and slot.says in self.content.texts
        if isinstance(slot, NumbersSlot):
            return bool(self.content.numbers.get(slot.slot))
        return slot.slot in self.content.drawings


class _Asked(Struct, frozen=True, eq=False):
    """A side to be composed: equal to another where all that decides it is."""

    decides: tuple[object, ...]
    # It also keeps alive what is told apart by identity.
    composer: Composer

    def __eq__(self, other: object) -> bool:
        """Whether what decides is the same."""
        return isinstance(other, _Asked) and self.decides == other.decides

    def __hash__(self) -> int:
        """Of what decides."""
        return hash(self.decides)


@lru_cache(maxsize=64)
def _sketched(asked: _Asked) -> _Sketch | Misfit | None:
    return asked.composer.sketched()


@lru_cache(maxsize=64)
def _dressed(asked: _Asked, cast: Cast) -> ComposedSide | None:
    return asked.composer.dressed_anew(cast)


@lru_cache(maxsize=64)
def _finished(asked: _Asked) -> ComposedSide | Misfit:
    sketch = _sketched(asked)
    return sketch if isinstance(sketch, Misfit) else asked.composer.finished(sketch)
