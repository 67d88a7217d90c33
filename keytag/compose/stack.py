"""The stack: rows one under another, fitted into free area round a common axis.

Goes in: a stack's slots with a plan and an area. Comes out: rows in their places, as large as fits.
Sizes are scaled until every row clears the true shapes; then the stack is centred in the height that is left,
and its axis in the width.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.bisection import largest_fitting
from keytag.compose.free_area import SLICE, FreeArea, Spans, Stretch
from keytag.compose.rows import Row, Scales, StackRows
from keytag.compose.slot_rows import SideContent, StackPlan, StackSlot, Typesetter
from keytag.compose.type_settings import NARROWER
from keytag.drawing.artwork import Fill
from keytag.drawing.geometry import Rect
from keytag.drawing.ink import Ink

Builder = Callable[[Scales], StackRows]
"""Sets a stack's rows at scales from 0 (smallest sizes) to 1 (largest)."""
# House rule, in mm: clear space between two stacks, and so between two blocks of one.
_STACK_GAP = 0.7
_NARROWEST = len(NARROWER) - 1
# House rules: so many mm off the middle of its height nobody sees, and the share of its range that lettering may
# give up to lie no further off.
_LEVEL = 0.2
_LEVEL_COST = 0.15
# House rule, in mm: how far off it may then come to lie while its lines draw apart.
_LEVEL_SPREAD_SHIFT = 0.4


class PlannedStack(Struct, frozen=True):
    """A stack with its plan, its step of narrowing and where it may lie; ``placed`` once its rows lie there."""

    typesetter: Typesetter
    stack: tuple[StackSlot, ...]
    plan: StackPlan
    area: FreeArea
    where: StackArea
    step: int = 0
    placed: PlacedRows | None = None
    words: int | None = None
    """The step of narrowing of all but the figures, where it is another."""

    @property
    def growth_order(self) -> tuple[int, ...]:
        """The indexes of the stack's scales in the order in which they may grow."""
        return self.typesetter.growth_order(self.stack)

    @property
    def extent(self) -> tuple[float, float]:
        """The leftmost and rightmost x of its rows."""
        return self.placed.extent if self.placed else (0.0, 0.0)

    @property
    def boxes(self) -> tuple[Rect, ...]:
        """The boxes round its rows."""
        return self.placed.boxes if self.placed else ()

    @property
    def fits_narrowest(self) -> bool:
        """Whether it fits in the narrowest letters; what does not fit in those does not in wider ones."""
        narrowest = replace(self, step=_NARROWEST)
        return can_fit(narrowest.build, len(self.growth_order), self.where)

    def build(self, scales: Scales) -> StackRows:
        """Set the rows at ``scales``."""
        words = self.step if self.words is None else self.words
        return self.typesetter.rows(self.stack, self.plan, scales, (words, self.step))

    def place_at_step(self, step: int, least: float = 0.0) -> PlannedStack | None:
        """Return the stack placed in letters of this step of narrowing, or None where it does not fit.

        None as well where it does not fit at the scale ``least``, below which nobody wants it.
        """
        own = replace(self, step=step)
        placed = fit(own.build, len(own.growth_order), own.where, least)
        return replace(own, placed=placed) if placed else None

    def keep_clear_of(self, boxes: Iterable[Rect]) -> PlannedStack:
        """Return the stack where it is, with ``boxes`` taken out of the room that it may grow into."""
        gap = _STACK_GAP * self.typesetter.types.growth
        area = self.area.without((box.corners for box in boxes), gap)
        return replace(self, area=area, where=replace(self.where, spans=area.spans(self.where.axis)))

    def limit_size(self, ceiling: float, step: int) -> PlannedStack:
        """Return the stack set no larger than ``ceiling`` mm and at least as narrow as ``step``."""
        lower = replace(self, typesetter=self.typesetter.with_ceiling(ceiling))
        return lower.place_at_step(max(self.step, step)) or self

    def level(self) -> PlannedStack:
        """Return the stack nearer the middle of its height where that costs its letters next to nothing."""
        if self.placed is None:
            return self
        if self.placed.off_middle <= _LEVEL:
            return replace(self, where=replace(self.where, spread_shift=_LEVEL_SPREAD_SHIFT))
        where = replace(self.where, max_shift=_LEVEL, spread_shift=_LEVEL_SPREAD_SHIFT)
        levelled = replace(self, where=where).place_at_step(self.step)
        if levelled is None or levelled.placed is None or levelled.placed.off_middle > _LEVEL + 1e-9:
            return self
        return levelled if levelled.placed.scale >= self.placed.scale - _LEVEL_COST else self

    def grow(self) -> PlannedStack:
        """Return the stack in its place, every size as large as it may be."""
        if self.placed is None:
            return self
        eased = self._widen_words(self.placed)
        placed = grow_scales(eased.build, self.growth_order, self.where, eased.placed or self.placed)
        return replace(eased, placed=placed)

    def _widen_words(self, placed: PlacedRows) -> PlannedStack:
        """Return the stack with words in wider letters than its figures, where only those had to be narrow."""
        for words in range(1, self.step):
            eased = replace(self, words=words)
            found = rebuild_at(eased.build, self.where, placed)
            if found is not None:
                return replace(eased, placed=found)
        return self

    def set_like(self, content: SideContent, inks: Mapping[str, Ink]) -> PlannedStack | None:
        """Return a stack that says something else, line for line where this one is; None where it does not fit."""
        if self.placed is None:
            return None
        types = replace(self.typesetter.types, inks=inks)
        own = replace(self, typesetter=Typesetter(content, types))
        placed = self.placed.with_rows(own.build(self.placed.scales).rows, self.area)
        return replace(own, placed=placed) if placed else None

    def mirror(self, width: float, area: FreeArea) -> PlannedStack | None:
        """Return the stack on a side ``width`` mm wide turned left to right; None where it has no room."""
        if self.placed is None:
            return None
        placed = replace(self.placed, axis=width - self.placed.axis)
        return replace(self, area=area, placed=placed) if placed.is_free_in(area) else None

    def move_down(self, by: float, area: FreeArea) -> PlannedStack | None:
        """Return the stack ``by`` mm lower in another ``area``; None where it is not free there."""
        if self.placed is None:
            return None
        placed = replace(self.placed, baselines=tuple(y + by for y in self.placed.baselines))
        return replace(self, area=area, placed=placed) if placed.is_free_in(area) else None


TIGHTEST_SPREAD = -0.12
"""The spread of a stack whose blocks stand as close as they may: house rule, where the alternative is no tag."""
_STEP = 2 * SLICE
_MOST_TRIES = 16
# House rules: the share of the space between two lines, and the mm, that a series' other words must leave.
_CLOSER = 0.6
_LEAST_LEAD = 0.3
# House rule, in mm: how far other words of a series may reach beyond the room; less than the eye sees.
_HAIR = 0.05
# House rule: a stack is set smaller rather than pushed further than this share from the middle of its room.
_DRIFT = 0.3
# House rule, in mm: how far its middle may move while its lines draw apart.
_SPREAD_SHIFT = 2.0


class PlacedRows(Struct, frozen=True):
    """Rows with the x of their axis, the y of each baseline, and the scale that all were set at first.

    ``scales`` are those of each slot; once set, they may grow beyond it.
    """

    rows: tuple[Row, ...]
    axis: float
    baselines: tuple[float, ...]
    scale: float
    scales: Scales = ()
    off_middle: float = 0.0
    """How far in mm it lies above or below the middle of the height it has."""

    @property
    def extent(self) -> tuple[float, float]:
        """The leftmost and rightmost x that its rows reach."""
        return self.axis - max(row.left for row in self.rows), self.axis + max(row.right for row in self.rows)

    @property
    def boxes(self) -> tuple[Rect, ...]:
        """The boxes round its rows."""
        return tuple(
            Rect(self.axis - row.left, y - row.above, self.axis + row.right, y + row.below)
            for row, y in zip(self.rows, self.baselines, strict=True)
        )

    @property
    def is_tight(self) -> bool:
        """Whether its blocks stand closer than they should."""
        return bool(self.scales) and self.scales[-1] < 0

    def with_rows(self, rows: tuple[Row, ...], area: FreeArea) -> PlacedRows | None:
        """Return other ``rows`` on the same baselines round the same axis; None where they do not fit there."""
        if len(rows) != len(self.baselines):
            return None
        bottom = -inf
        for row, y in zip(rows, self.baselines, strict=True):
            if y - row.above < bottom + min(row.lead * _CLOSER, _LEAST_LEAD) - _HAIR:
                return None
            bottom = y + row.below
        placed = PlacedRows(rows, self.axis, self.baselines, self.scale, self.scales)
        return placed if placed.is_free_in(area) else None

    def is_free_in(self, area: FreeArea) -> bool:
        """Tell whether its rows lie in free area."""
        spans = area.spans(self.axis)
        free = [spans.free(box.y0 + _HAIR, box.y1 - _HAIR) for box in self.boxes]
        return all(
            span is not None and span[0] - _HAIR <= box.x0 and box.x1 <= span[1] + _HAIR
            for span, box in zip(free, self.boxes, strict=True)
        )

    def fills(self) -> tuple[Fill, ...]:
        """Return the stack painted."""
        return tuple(
            fill
            for row, baseline in zip(self.rows, self.baselines, strict=True)
            for piece in row.pieces
            for fill in piece.fills(self.axis, baseline)
        )


class StackArea(Struct, frozen=True):
    """Where a stack may lie: free spans round a line, and whether its axis is that line or may move.

    It may leave the middle of its height by ``max_shift`` mm before it is set smaller, and by ``spread_shift`` mm
    for lines that draw apart.
    """

    spans: Spans
    axis: float
    fixed: bool
    max_shift: float = 0.6
    spread_shift: float = _SPREAD_SHIFT


def stack_area(area: FreeArea, axis: float, *, fixed: bool, max_shift: float = 0.6) -> StackArea:
    """Return where in ``area`` a stack may lie round the line x = ``axis``."""
    return StackArea(area.spans(axis), axis, fixed, max_shift)


def fit(build: Builder, scale_count: int, where: StackArea, least: float = 0.0) -> PlacedRows | None:
    """Return the stack with all its ``scale_count`` scales as large as fits ``where``; the last, its spread, at 0.

    Where even the smallest does not, its blocks draw closer together; return None where that is no help, and where
    the scale ``least`` does not fit.
    """

    def attempt(scale: float, spread: float = 0.0, drift: float = _DRIFT) -> PlacedRows | None:
        scales = (*(scale,) * (scale_count - 1), spread)
        found = place_rows(build(scales), where, scale, drift, where.max_shift if drift < 1.0 else inf)
        return None if found is None else replace(found, scales=scales)

    if least > 0.0 and attempt(least) is None:
        return None
    tightest = build((*(0.0,) * (scale_count - 1), TIGHTEST_SPREAD))
    if not any(_has_room(tightest, where, run) for run in where.spans.runs):
        return None
    best = attempt(0.0) or attempt(0.0, drift=1.0)
    if best is None:
        return attempt(0.0, TIGHTEST_SPREAD, 1.0)
    return attempt(1.0) or largest_fitting(attempt, 0.0, 1.0, best)


def can_fit(build: Builder, scale_count: int, where: StackArea) -> bool:
    """Tell whether `fit` would find a place."""
    smallest, tightest = (0.0,) * scale_count, (*(0.0,) * (scale_count - 1), TIGHTEST_SPREAD)
    return any(place_rows(build(scales), where, 0.0, 1.0, inf) for scales in (smallest, tightest))


def grow_scales(build: Builder, order: tuple[int, ...], where: StackArea, placed: PlacedRows) -> PlacedRows:
    """Return ``placed`` with each scale in ``order`` as large as the others, as they then are, let it be.

    What holds one line down (a long number) need not hold down the rest.
    """
    grown = placed
    for scale_index in order:
        grown = _grow_scale(build, scale_index, where, grown)
    return grown


def rebuild_at(build: Builder, where: StackArea, placed: PlacedRows) -> PlacedRows | None:
    """Return what ``build`` sets at the scales of ``placed``, or None where it does not fit."""
    found = _place_again(build(placed.scales), where, placed, where.max_shift)
    return None if found is None else replace(found, scales=placed.scales)


def _grow_scale(build: Builder, scale_index: int, where: StackArea, placed: PlacedRows) -> PlacedRows:
    """Return ``placed`` with one scale as large as it may be; for the spread it may move up or down."""
    most = where.spread_shift if scale_index == len(placed.scales) - 1 else where.max_shift

    def attempt(scale: float) -> PlacedRows | None:
        scales = (*placed.scales[:scale_index], scale, *placed.scales[scale_index + 1 :])
        found = _place_again(build(scales), where, placed, most)
        return None if found is None else replace(found, scales=scales)

    return attempt(1.0) or largest_fitting(attempt, placed.scales[scale_index], 1.0, placed)


def _place_again(stack: StackRows, where: StackArea, placed: PlacedRows, most: float) -> PlacedRows | None:
    """Return other rows where ``placed`` are: what already lies off the middle of its room may stay there."""
    is_low = placed.off_middle > where.max_shift
    return place_rows(
        stack, where, placed.scale, 1.0 if is_low else _DRIFT, placed.off_middle + _STEP if is_low else most
    )


def place_rows(stack: StackRows, where: StackArea, scale: float, drift: float, most: float) -> PlacedRows | None:
    """Return ``stack`` as near the middle of the free height as it fits, or None.

    It may leave the middle by at most the share ``drift`` of the height it could move, and ``most`` mm.
    """
    for run in where.spans.runs:
        if not _has_room(stack, where, run):
            continue
        slack = run.bottom - run.top - stack.height
        reach = min(slack / 2 * drift, most)
        step = max(_STEP, reach / _MOST_TRIES)
        for i in range(int(reach / step) + 1):
            for sign in (1, -1) if i else (1,):
                found = _settle(stack.rows, where, run.top + slack / 2 + sign * i * step)
                if found is not None:
                    return PlacedRows(stack.rows, found[0], found[1], scale, off_middle=i * step)
    return None


def _has_room(stack: StackRows, where: StackArea, run: Stretch) -> bool:
    """Tell whether ``stack`` is no taller and no wider than the run at its freest."""
    if stack.height > run.bottom - run.top or stack.width > run.width:
        return False
    return not where.fixed or (stack.left <= run.left and stack.right <= run.right)


def _settle(rows: tuple[Row, ...], where: StackArea, top: float) -> tuple[float, tuple[float, ...]] | None:
    """Return axis and baselines of ``rows`` stacked from ``top`` on, or None where one of them does not fit."""
    low, high = (where.axis, where.axis) if where.fixed else (-1e9, 1e9)
    baselines: list[float] = []
    y = top - rows[0].lead
    for row in rows:
        y += row.lead + row.above
        free = where.spans.free(y - row.above, y + row.below)
        if free is None:
            return None
        low, high = max(low, free[0] + row.left), min(high, free[1] - row.right)
        if low > high + 1e-9:
            return None
        baselines.append(y)
        y += row.below
    return min(max(where.axis, low), high), tuple(baselines)
