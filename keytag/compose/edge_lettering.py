"""Lettering along the tag's upper or lower edge, standing on a true parallel curve of the cut.

Goes in: a text, its slot, frame and type settings. Comes out: an `EdgeText` that fits, or None.
"""

from __future__ import annotations

from itertools import pairwise
from math import hypot, inf

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.bisection import largest_fitting
from keytag.compose.design import HOLE_CLEARANCE, Frame
from keytag.compose.overprint import overprints
from keytag.compose.type_settings import NARROWER, TypeSetting, TypeSettings
from keytag.compose.wrapping import unbreakable_words, wrap_text
from keytag.documents.template import TextSlot
from keytag.drawing.artwork import Fill, Role, Source
from keytag.drawing.geometry import Edge, Hole, Point, edge_line
from keytag.drawing.geometry.contour import distance_to_point
from keytag.drawing.lettering import GlyphRun, boxes_along, line_length, outline_along

# House rule: clear space between two lines along one edge, in ems.
_LEADING = 0.28
# House rules: how much of the length that a line leaves of its curve it may be moved by for the axis' sake, and by
# how many mm one end of it may then lie lower than the other.
_YIELD = 0.25
_TILT = 0.6
_LEAST_FLATNESS = 0.2
# House rule: how many steps of narrowing a line takes for the axis' sake; beyond, it leaves the axis.
_MOST_STEPS = 3
# House rules: the share of the room left over that stands between the hole and the line that it parts, less than
# half of it, so that it reads as one line; and the most of it, in ems.
_WING_GAP = 0.35
_MOST_WING_GAP = 1.0
# House rule: an office's name is parted only after the words that say what it is.
_KINDS = ("công an", "xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh")
# House rule, in mm: how far the corner of a leaning letter may reach into the safe area.
_HAIRLINE = 0.12
# House rules: how deep straight lines in head or foot may reach, as a share of the height, and in what steps in mm
# their place is looked for.
_DEEPEST = 0.42
_DEPTH_STEP = 0.1
Box = tuple[Point, Point, Point, Point]
"""The corners of the box round a glyph's ink; it leans with its letter."""


class _Line(Struct, frozen=True):
    """A line that fits: its run on a polyline, from ``start`` mm on, and the boxes round its glyphs."""

    run: GlyphRun
    line: tuple[Point, ...]
    start: float
    boxes: tuple[Box, ...]


class EdgeText(Struct, frozen=True):
    """Lettering that fits along an edge, and the share of its range at which it does."""

    lines: tuple[_Line, ...]
    setting: TypeSetting
    source: Source
    count: int = 1
    """In how many lines its words stand, one under another."""

    @property
    def size(self) -> float:
        """Font size in mm."""
        return self.setting.size

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes round its glyphs."""
        return tuple(box for line in self.lines for box in line.boxes)

    def fills(self) -> tuple[Fill, ...]:
        """Return the lettering painted: one fill a line."""
        return tuple(
            Fill(
                outline_along(line.run, self.size, line.line, line.start),
                self.setting.ink,
                Role.LETTERING,
                self.source,
                overprints(self.setting.ink, self.size),
                line.run.text,
            )
            for line in self.lines
        )


class EdgeSetter(Struct, frozen=True):
    """Sets one text along its slot's edge."""

    text: str
    slot: TextSlot
    frame: Frame
    types: TypeSettings
    source: Source
    peers: tuple[str, ...] = ()
    """What other editions of the series say here: all stand on one line, whatever marks their capitals carry."""
    is_parted: bool = False
    """Whether it stands on a part of its own: then on the shape's axis, whatever the hole takes of the middle."""

    def set_text(self, largest: float, narrowing: float = 0.0) -> EdgeText | None:
        """Set the text at a scale up to ``largest``; by size first, then width, then wrapping.

        ``narrowing`` is the least share of all steps of narrowing that is taken: 1 asks for the narrowest letters.
        Return None where even those do not fit.
        """
        if not self.frame.has_edges and not self.slot.straight:
            return None
        steps = range(len(NARROWER) if self.slot.type.narrow != "never" else 1)
        for count in range(1, self.slot.lines + 1):
            lines = wrap_text(self.text, count)
            if len(lines) < count:
                break
            own = steps[round(narrowing * steps[-1]) :]
            ways = [(step, True) for step in own[:_MOST_STEPS]] + [(step, False) for step in own]
            for step, is_on_axis in ways:
                found = self._set_largest(lines, step, largest, is_on_axis=is_on_axis)
                if found is not None:
                    return found
        return None

    def set_like(self, model: EdgeText) -> EdgeText | None:
        """Set the text on the same curve as ``model`` in the same letters, or None where it does not fit there."""
        setting = replace(model.setting, ink=self.types.inks[self.slot.type.ink])
        lines = wrap_text(self.text, model.count)
        return self._set_lines(lines, setting, is_on_axis=False) if len(lines) == model.count else None

    def _set_lines(self, lines: tuple[str, ...], setting: TypeSetting, *, is_on_axis: bool) -> EdgeText | None:
        """Set lines from the edge inwards; each starts where the one before it ends."""
        edge: Edge = "top" if self.slot.at == "top-edge" else "bottom"
        frame, found = self.frame, list[_Line]()
        outer = frame.inset
        # Of two parted lines nobody knows whether to read across the hole or down beside it.
        hole = _hole_in_the_way(frame, edge) if len(lines) == 1 else None
        for place in range(len(lines)) if edge == "top" else reversed(range(len(lines))):
            text = lines[place]
            # A convex curve that goes up and comes down is no longer than this: no need to draw what cannot fit.
            if setting.run(text).advance * setting.size > frame.shape.width + 2 * frame.shape.height:
                return None
            above, below = self._ink(place, lines, setting)
            rise = above if edge == "top" else below
            is_straight = self.slot.straight and (frame.is_flat or hole is not None)
            if is_straight:
                found_line = _straight_line(
                    frame, edge, outer, setting.run(text).advance * setting.size, (above, below)
                )
                if found_line is None:
                    return None
                outer, line = found_line
            else:
                line = edge_line(frame.shape, edge, outer + rise, outer, is_round=self.slot.round)
            if not line:
                return None
            if hole is not None and not is_straight:
                placed = _set_around_hole(self._possible_parts(text, setting), setting, line, hole)
            else:
                placed = _set_on_axis(setting.run(text), setting, line, frame, is_on_axis=is_on_axis)
                middle = _set_in_middle(setting.run(text), setting, line) if self.is_parted else ()
                if _are_clear(placed, frame) and _are_clear(middle, frame):
                    placed = middle
            if not _are_clear(placed, frame):
                return None
            found += placed
            outer += above + below + _LEADING * setting.size
        return EdgeText(tuple(found), setting, self.source, len(lines))

    def _possible_parts(self, text: str, setting: TypeSetting) -> list[tuple[GlyphRun, GlyphRun]]:
        """Return the ways to part a text between two words; no name is broken."""
        words = unbreakable_words(text)
        cuts = [i for i in range(1, len(words)) if self.slot.says != "issuer" or _ends_kind(words[:i])]
        return [(setting.run(" ".join(words[:i])), setting.run(" ".join(words[i:]))) for i in cuts]

    def _ink(self, place: int, lines: tuple[str, ...], setting: TypeSetting) -> tuple[float, float]:
        """Return how far a line's ink reaches above and below its baseline in mm; its peers' count too."""
        others = (wrap_text(peer, len(lines)) for peer in self.peers)
        texts = (lines[place], *(other[place] for other in others if len(other) == len(lines)))
        runs = [setting.run(text) for text in texts]
        above, below = -min(run.ink.y0 for run in runs), max(run.ink.y1 for run in runs)
        return above * setting.size, max(below, 0.0) * setting.size

    def _set_largest(
        self, lines: tuple[str, ...], step: int, largest: float, *, is_on_axis: bool
    ) -> EdgeText | None:
        def attempt(scale: float) -> EdgeText | None:
            return self._set_lines(lines, self.types.setting(self.slot.type, scale, step), is_on_axis=is_on_axis)

        best = attempt(largest)
        if best is not None or largest == 0.0:
            return best
        best = attempt(0.0)
        return None if best is None else largest_fitting(attempt, 0.0, largest, best)


def _straight_line(
    frame: Frame, edge: Edge, outer: float, advance: float, ink: tuple[float, float]
) -> tuple[float, tuple[Point, ...]] | None:
    """Return how deep a straight line ``advance`` mm long begins, as near the edge as it fits, and the line.

    ``ink`` is how far its letters reach above and below it. A hole in the middle of its edge pushes it below.
    """
    height, hole = frame.shape.height, _hole_in_the_way(frame, edge)
    depth = outer
    if hole is not None:
        depth = max(depth, (hole.cy if edge == "top" else height - hole.cy) + hole.radius + HOLE_CLEARANCE)
    deepest = height * _DEEPEST - sum(ink)
    while depth <= deepest:
        chord = frame.shape.chord(depth, frame.inset)
        if chord is not None and chord[1] - chord[0] >= advance:
            y = depth + ink[0] if edge == "top" else height - depth - ink[1]
            return depth, ((chord[0], y), (chord[1], y))
        depth += _DEPTH_STEP
    return None


def _are_clear(placed: tuple[_Line, ...], frame: Frame) -> bool:
    return bool(placed) and all(_is_clear(box, frame) for part in placed for box in part.boxes)


def _set_in_middle(run: GlyphRun, setting: TypeSetting, line: tuple[Point, ...]) -> tuple[_Line, ...]:
    """Set a run on the middle of ``line``; nothing where that is too short."""
    start = (line_length(line) - run.advance * setting.size) / 2
    return (_Line(run, line, start, boxes_along(run, setting.size, line, start)),) if start >= 0 else ()


def _set_on_axis(
    run: GlyphRun, setting: TypeSetting, line: tuple[Point, ...], frame: Frame, *, is_on_axis: bool
) -> tuple[_Line, ...]:
    """Set a run on the middle of ``line``, drawn to the side's axis as far as the curve's ends allow.

    Where it has to be ``is_on_axis``, nothing is set where between straight edges those ends are in the way.
    """
    spare = line_length(line) - run.advance * setting.size
    if spare < 0:
        return ()
    shift = frame.axis - frame.shape.width / 2
    if frame.is_round:
        # A line looks askew when it is moved along a curve that falls away at its ends, more so the rounder it is.
        flatness = max(1 - frame.shape.height / frame.shape.width, _LEAST_FLATNESS)
        most = min(_YIELD * flatness * spare, _TILT / max(2 * _slope_at(line, spare / 2), 1e-6))
        shift = max(min(shift, most), -most)
    elif is_on_axis and abs(shift) > spare / 2:
        return ()
    start = min(max(spare / 2 + shift, 0.0), spare)
    return (_Line(run, line, start, boxes_along(run, setting.size, line, start)),)


def _slope_at(line: tuple[Point, ...], along: float) -> float:
    """Return by how much a line falls or rises, in mm for each mm, at ``along`` mm from where it begins."""
    for (x0, y0), (x1, y1) in pairwise(line):
        length = hypot(x1 - x0, y1 - y0)
        if along <= length:
            return abs(y1 - y0) / length if length else 0.0
        along -= length
    return 0.0


def _set_around_hole(
    ways: list[tuple[GlyphRun, GlyphRun]], setting: TypeSetting, line: tuple[Point, ...], hole: Hole
) -> tuple[_Line, ...]:
    """Set a text left and right of the hole, as far from it on both sides; the longer part as short as can be."""
    if not ways:
        return ()
    runs = min(ways, key=lambda way: max(way[0].advance, way[1].advance))
    reach = hole.radius + HOLE_CLEARANCE
    wings = (_part_between(line, -inf, hole.cx - reach), _part_between(line, hole.cx + reach, inf))
    spare = [line_length(wing) - run.advance * setting.size for run, wing in zip(runs, wings, strict=True)]
    if min(spare) < 0:
        return ()
    gap = min(min(spare) * _WING_GAP, _MOST_WING_GAP * setting.size)
    starts = (spare[0] - gap, gap)
    return tuple(
        _Line(run, wing, start, boxes_along(run, setting.size, wing, start))
        for run, wing, start in zip(runs, wings, starts, strict=True)
    )


def _ends_kind(words: tuple[str, ...]) -> bool:
    """Tell whether ``words`` of an office's name end with what kind of office or place it is."""
    said = " ".join(words).casefold()
    return said.endswith(_KINDS)


def _hole_in_the_way(frame: Frame, edge: Edge) -> Hole | None:
    """Return the hole where it lies in the middle of ``edge``."""
    hole, cy = frame.hole, frame.shape.height / 2
    return hole if hole is not None and frame.wing is not None and (hole.cy < cy) == (edge == "top") else None


def _part_between(line: tuple[Point, ...], low: float, high: float) -> tuple[Point, ...]:
    """Return the part of a polyline that lies between two x; it runs from left to right."""
    out: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(line):
        start, end = max(x0, low), min(x1, high)
        if start < end:
            slope = (y1 - y0) / (x1 - x0)
            out = out or [(start, y0 + (start - x0) * slope)]
            out.append((end, y0 + (end - x0) * slope))
    return tuple(out)


def _is_clear(box: Box, frame: Frame) -> bool:
    """Tell whether a glyph keeps the safe area and its distance from the hole.

    Both shapes are convex: a glyph whose box is clear is clear. Leaning letters may poke the width of a hairline
    into the safe area.
    """
    if frame.hole is not None:
        need = frame.hole.radius + HOLE_CLEARANCE
        if distance_to_point(box, (frame.hole.cx, frame.hole.cy)) < need:
            return False
    return all(_is_inside(corner, frame) for corner in box)


def _is_inside(point: Point, frame: Frame) -> bool:
    height = round(point[1] * 20) / 20
    # The outline is the same above as below: what is known of one half is asked for again.
    chord = frame.shape.chord(min(height, frame.shape.height - height), frame.safe - _HAIRLINE)
    return chord is not None and chord[0] <= point[0] <= chord[1]
