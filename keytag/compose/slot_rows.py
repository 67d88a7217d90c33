"""A stack's slots set as rows: every plan, size and width of letters, each worked out once.

Goes in: slots, a plan, scales and steps of narrowing. Comes out: `StackRows`, not yet placed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.number_rows import Arrangement, GroupedNumber, arrangements, number_rows
from keytag.compose.rows import Align, Piece, Row, Scales, StackRows, measure_rows, text_row
from keytag.compose.type_settings import TypeSettings
from keytag.compose.wrapping import narrowest_wrapping, wrap_text
from keytag.documents.template import ArtSlot, NumbersSlot, TextSlot
from keytag.drawing.artwork import Fill, Source
from keytag.drawing.geometry import Rect
from keytag.drawing.qr import Symbol

NarrowingSteps = tuple[int, int]
"""Steps of narrowing: of words and labels, and of figures."""
StackSlot = TextSlot | NumbersSlot | ArtSlot
"""A slot that can stand in a stack."""
# House rule: labels above their numbers are read best; several entries to a line are the last resort.
_STYLE_COST = {"stacked": 0.0, "inline": 0.05, "packed": 0.25, "mixed": 0.3, "around-hole": 0.0}
# House rule: the hotline has the side's axis to itself, its label above it, unless that makes it much smaller.
_BESIDE_COST = 0.2
# House rule: what a place left empty in the last column costs.
_GAP_COST = 0.05
# House rule: a name or a caption is broken only where it comes out clearly larger.
_LINE_COST = 0.17
# House rule: what each line costs that is a single word, where there are three or more.
_SINGLE_COST = 0.1
# House rule: what it costs that a text has a stump of a line in its middle, the last resort where it has no room.
_STUMP_COST = 2.0
# House rule, in mm: clear space between the blocks of a stack at its largest.
_BLOCK_GAP = 1.15
# House rule: how many more such gaps there may be where a tall side has height to spare.
_BLOCK_SPREAD = 1.6
_FEW_LINES = 2
# House rule: the part of their range that labels leave to figures where columns of two lengths stand in a curve.
_BULGED_LABELS = 0.6
# House rule: most lines for a text that found no place along its edge.
_HOMELESS_LINES = 3


class SideContent(Struct, frozen=True):
    """What a side has to say: texts by field with their nodes, numbers by slot, a symbol, drawings by slot."""

    texts: Mapping[str, tuple[str, str]]
    numbers: Mapping[str, tuple[GroupedNumber, ...]]
    symbol: Symbol | None
    symbol_node: str
    drawings: Mapping[str, tuple[Fill, ...]]
    peers: Mapping[str, tuple[str, ...]] = {}
    """By field what the other editions of its series say there."""


def with_ink(slot: TextSlot, ink: str) -> TextSlot:
    """Return ``slot`` with its words in another colour."""
    return slot.model_copy(update={"type": slot.type.model_copy(update={"ink": ink})})


class StackPlan(Struct, frozen=True):
    """One way to set a stack: alignment, most lines of a text, and each list's arrangement."""

    align: Align
    lines: int
    lists: tuple[tuple[str, Arrangement], ...]
    singles: int = 0
    """How many of its lines are one word of a text in three lines or more."""
    is_narrowest: bool = False
    """Whether a text may have a stump of a line in its middle."""

    def arrangement(self, slot: NumbersSlot) -> Arrangement:
        """Return how the list of ``slot`` is set."""
        return dict(self.lists)[slot.slot]

    @property
    def is_plain(self) -> bool:
        """Whether no list is a makeshift: several entries to a line, or some set otherwise than the rest."""
        return not any(how.style in ("packed", "mixed") for _, how in self.lists)

    @property
    def is_around_hole(self) -> bool:
        """Whether a list stands in columns left and right of the hole."""
        return any(how.style == "around-hole" for _, how in self.lists)

    @property
    def is_bulged(self) -> bool:
        """Whether a list's middle column is longer than those beside it: for round sides."""
        return any(how.bulge for _, how in self.lists)

    @property
    def cost(self) -> float:
        """Prefer the plainer of two ways that come out alike."""
        columns = sum(how.columns - 1 for _, how in self.lists)
        style = sum(_STYLE_COST[how.style] for _, how in self.lists)
        style += _BESIDE_COST * sum(how.is_alone and how.style == "inline" for _, how in self.lists)
        gaps = sum(how.gaps for _, how in self.lists)
        words = _LINE_COST * (self.lines - 1) + _SINGLE_COST * self.singles + _STUMP_COST * self.is_narrowest
        return 0.03 * columns + _GAP_COST * gaps + style + words


class Typesetter:
    """Sets the slots of one side as rows; not a value: it remembers all that it has set."""

    def __init__(self, content: SideContent, types: TypeSettings) -> None:
        self.content = content
        self.types = types
        self._blocks: dict[object, tuple[Row, ...]] = {}
        self._stacks: dict[object, StackRows] = {}
        self._boxes: dict[str, Rect] = {}
        self._lower: dict[float, Typesetter] = {}

    def plans(self, stack: tuple[StackSlot, ...], align: Align) -> Iterator[StackPlan]:
        """Yield the ways in which ``stack`` may be set, the plainest first."""
        lists = [slot for slot in stack if isinstance(slot, NumbersSlot)]
        options = [arrangements(slot, len(self.content.numbers[slot.slot]), align) for slot in lists]
        words = [slot for slot in stack if isinstance(slot, TextSlot)]
        most = max(map(_most_lines, words), default=1)
        known: set[object] = set()
        for lines, is_narrowest in (*((count, False) for count in range(1, most + 1)), (most, True)):
            texts = tuple(self._lines(slot, lines, is_narrowest=is_narrowest) for slot in words)
            if texts in known:
                continue
            known.add(texts)
            singles = sum(" " not in line for text in texts if len(text) > _FEW_LINES for line in text)
            for chosen in product(*options):
                arranged = tuple((s.slot, how) for s, how in zip(lists, chosen, strict=True))
                yield StackPlan(align, lines, arranged, singles, is_narrowest)

    def _lines(self, slot: TextSlot, most: int, *, is_narrowest: bool) -> tuple[str, ...]:
        """Return the lines that the text of ``slot`` is broken into, at most ``most``."""
        split = narrowest_wrapping if is_narrowest else wrap_text
        return split(self.content.texts[slot.says][0], min(most, _most_lines(slot)))

    def with_ceiling(self, ceiling: float) -> Typesetter:
        """Return what sets the same slots no larger than ``ceiling`` mm."""
        if ceiling not in self._lower:
            self._lower[ceiling] = Typesetter(self.content, replace(self.types, ceiling=ceiling))
        return self._lower[ceiling]

    def growth_order(self, stack: tuple[StackSlot, ...]) -> tuple[int, ...]:
        """Return the indexes of a stack's scales in the order in which they may grow: numbers, words, spread.

        A list has two scales, one for labels and one for numbers; every other slot has one. The last scale is
        the spread between the slots.
        """
        numbers: list[int] = []
        words: list[int] = []
        place = 0
        for slot in stack:
            words.append(place)
            if isinstance(slot, NumbersSlot):
                numbers.append(place + 1)
            place += 1 + isinstance(slot, NumbersSlot)
        return (*numbers, *words, place)

    def rows(
        self, stack: tuple[StackSlot, ...], plan: StackPlan, scales: Scales, steps: NarrowingSteps
    ) -> StackRows:
        """Return ``stack`` set at ``scales`` (each 0 to 1) and ``steps`` of narrowing."""
        key = (tuple(slot.slot for slot in stack), plan, scales, steps)
        if key not in self._stacks:
            self._stacks[key] = measure_rows(self._set(stack, plan, scales, steps))
        return self._stacks[key]

    def _set(
        self, stack: tuple[StackSlot, ...], plan: StackPlan, scales: Scales, steps: NarrowingSteps
    ) -> tuple[Row, ...]:
        *sizes, spread = scales
        lead = _BLOCK_GAP * (0.6 + 0.4 * min(sizes) + _BLOCK_SPREAD * spread) * self.types.growth
        rows: list[Row] = []
        place = 0
        for slot in stack:
            own = scales[place : place + 1 + isinstance(slot, NumbersSlot)]
            place += len(own)
            key = (
                slot.slot,
                *_what_decides(slot, plan),
                own,
                steps,
                spread if isinstance(slot, NumbersSlot) else 0.0,
            )
            if key not in self._blocks:
                self._blocks[key] = self._block(slot, plan, own, steps, spread)
            first, *others = self._blocks[key]
            rows += [first.with_lead(lead), *others]
        return tuple(rows)

    def _block(
        self, slot: StackSlot, plan: StackPlan, scales: Scales, steps: NarrowingSteps, spread: float
    ) -> tuple[Row, ...]:
        if isinstance(slot, NumbersSlot):
            entries = self.content.numbers[slot.slot]
            how = plan.arrangement(slot)
            ease = _BULGED_LABELS if how.bulge else 1.0
            label = self.types.setting(slot.label, scales[0] * ease, steps[0])
            digits = self.types.setting(slot.number, scales[1], steps[1])
            return number_rows(entries, slot.slot, how, (label, digits), min(scales), spread)
        if isinstance(slot, TextSlot):
            node = self.content.texts[slot.says][1]
            setting = self.types.setting(slot.type, scales[0], steps[0] if slot.type.narrow != "never" else 0)
            source = Source(slot.slot, node)
            lines = self._lines(slot, plan.lines, is_narrowest=plan.is_narrowest)
            others = [wrap_text(peer, len(lines)) for peer in self.content.peers.get(slot.says, ())]
            peers = [other for other in others if len(other) == len(lines)]
            return tuple(
                text_row(line, setting, plan.align, 0.3 * setting.size, source, [peer[i] for peer in peers])
                for i, line in enumerate(lines)
            )
        fills = self.content.drawings[slot.slot]
        return (_drawing_row(slot, fills, self._unit(slot, fills), scales[0], plan.align),)

    def _unit(self, slot: ArtSlot, fills: tuple[Fill, ...]) -> Rect:
        """Return the box round a drawing as it is given; it may have thousands of curves."""
        if slot.slot not in self._boxes:
            self._boxes[slot.slot] = reduce(Rect.union, (fill.path.bounds() for fill in fills))
        return self._boxes[slot.slot]


def _what_decides(slot: StackSlot, plan: StackPlan) -> tuple[object, ...]:
    """Return what of ``plan`` decides how ``slot`` is set: plans that differ in other slots share its rows."""
    if isinstance(slot, NumbersSlot):
        return (plan.arrangement(slot),)
    lines = min(plan.lines, _most_lines(slot)) if isinstance(slot, TextSlot) else 1
    return (plan.align, lines, plan.is_narrowest)


def _most_lines(slot: TextSlot) -> int:
    return slot.lines if slot.at == "stack" else _HOMELESS_LINES


def _drawing_row(slot: ArtSlot, fills: tuple[Fill, ...], unit: Rect, scale: float, align: Align) -> Row:
    """Return a drawing, given 1 mm high from (0, 0) down in the box ``unit``, as high as ``scale`` asks for."""
    height = slot.height.smallest + (slot.height.largest - slot.height.smallest) * scale
    box = Rect(unit.x0 * height, unit.y0 * height - height, unit.x1 * height, unit.y1 * height - height)
    shift = {"centre": -(box.x0 + box.x1) / 2, "left": -box.x0, "right": -box.x1}[align]
    art = Piece(shift, 0.0, height, fills[0].ink, Source(slot.slot), None, fills)
    return Row((art,), -(box.x0 + shift), box.x1 + shift, -box.y0, max(box.y1, 0.0), 0.0)
