"""Lettering along the tag's upper or lower edge, standing on a true parallel curve of the cut."""

from __future__ import annotations

from itertools import pairwise
from math import inf

from msgspec import Struct

from keytag.artwork import Fill, Role, Source
from keytag.compose.bisect import largest
from keytag.compose.frame import HOLE_CLEARANCE, Frame
from keytag.compose.rows import NARROWER, Setter, Setting, overprints, wrapped
from keytag.geometry import Edge, Hole, Point, edge_line
from keytag.geometry.contour import distance_to_point
from keytag.lettering import Run, boxes_along, line_length, outline_along
from keytag.template import TextSlot

# House rule: clear space between two lines along one edge, in ems.
_LEADING = 0.28
# House rule: how much of the length that a line leaves of its curve it may be moved by for the axis' sake.
_YIELD = 0.05
# House rule: the share of the room left over that stands between the hole and the line that it parts; less than
# half of it, so that it reads as one line.
_WING_GAP = 0.35
# House rule, in mm: how far the corner of a leaning letter may reach into the safe area.
_HAIRLINE = 0.12


Box = tuple[Point, Point, Point, Point]
"""The corners of the box round a glyph's ink; it leans with its letter."""


class _Line(Struct, frozen=True):
    """A line that fits: its run on a polyline, from ``start`` mm on, and the boxes round its glyphs."""

    run: Run
    line: tuple[Point, ...]
    start: float
    boxes: tuple[Box, ...]


class EdgeText(Struct, frozen=True):
    """Lettering that fits along an edge, and the share of its range at which it does."""

    lines: tuple[_Line, ...]
    setting: Setting
    source: Source

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
            )
            for line in self.lines
        )


class EdgeSetter(Struct, frozen=True):
    """Sets one text along its slot's edge."""

    text: str
    slot: TextSlot
    frame: Frame
    setter: Setter
    source: Source

    def set(self, most: float) -> EdgeText | None:
        """Set the text at a scale up to ``most``; by size first, then width, then wrapping.

        A negative ``most`` asks for the smallest size and narrower letters, down to the narrowest at -1. Return
        None where even those do not fit.
        """
        steps = range(len(NARROWER) if self.slot.type.narrow != "never" else 1)
        for count in range(1, self.slot.lines + 1):
            lines = wrapped(self.text, count)
            if len(lines) < count:
                break
            for step in steps[round(-most * steps[-1]) :] if most < 0 else steps:
                found = self._largest(lines, step, max(most, 0.0))
                if found is not None:
                    return found
        return None

    def _largest(self, lines: tuple[str, ...], step: int, most: float) -> EdgeText | None:
        edge: Edge = "top" if self.slot.at == "top-edge" else "bottom"

        def attempt(scale: float) -> EdgeText | None:
            return _set(lines, self.setter.set(self.slot.type, scale, step), edge, self.frame, self.source)

        best = attempt(most)
        if best is not None or most == 0.0:
            return best
        best = attempt(0.0)
        return None if best is None else largest(attempt, 0.0, most, best)


def _set(lines: tuple[str, ...], setting: Setting, edge: Edge, frame: Frame, source: Source) -> EdgeText | None:
    """Set lines from the edge inwards; each starts where the one before it ends."""
    found: list[_Line] = []
    outer = frame.inset
    for text in lines if edge == "top" else reversed(lines):
        run = setting.run(text)
        above, below = -run.ink.y0 * setting.size, max(run.ink.y1, 0.0) * setting.size
        line = edge_line(frame.shape, edge, outer + (above if edge == "top" else below), outer)
        if not line:
            return None
        # Of two parted lines nobody knows whether to read across the hole or down beside it.
        hole = _interrupting(frame, edge) if len(lines) == 1 else None
        placed = _centred(run, setting, line, frame) if hole is None else _parted(text, setting, line, hole)
        if not placed or not all(_is_clear(box, frame) for part in placed for box in part.boxes):
            return None
        found += placed
        outer += above + below + _LEADING * setting.size
    return EdgeText(tuple(found), setting, source)


def _centred(run: Run, setting: Setting, line: tuple[Point, ...], frame: Frame) -> tuple[_Line, ...]:
    """Set a run on the middle of ``line``, drawn to the side's axis as far as the curve's ends allow."""
    spare = line_length(line) - run.advance * setting.size
    if spare < 0:
        return ()
    shift = frame.axis - frame.shape.width / 2
    if frame.is_round:
        # A line that fills the curve looks askew when it is moved along it.
        shift = max(min(shift, _YIELD * spare), -_YIELD * spare)
    start = min(max(spare / 2 + shift, 0.0), spare)
    return (_Line(run, line, start, boxes_along(run, setting.size, line, start)),)


def _parted(text: str, setting: Setting, line: tuple[Point, ...], hole: Hole) -> tuple[_Line, ...]:
    """Set a text left and right of the hole, parted between two words so that its longer part is the shortest."""
    words = text.split(" ")
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    ways = [(setting.run(left), setting.run(right)) for left, right in cuts]
    if not ways:
        return ()
    runs = min(ways, key=lambda way: max(way[0].advance, way[1].advance))
    reach = hole.radius + HOLE_CLEARANCE
    wings = (_clipped(line, -inf, hole.cx - reach), _clipped(line, hole.cx + reach, inf))
    spare = [line_length(wing) - run.advance * setting.size for run, wing in zip(runs, wings, strict=True)]
    if min(spare) < 0:
        return ()
    starts = (spare[0] * (1 - _WING_GAP), spare[1] * _WING_GAP)
    return tuple(
        _Line(run, wing, start, boxes_along(run, setting.size, wing, start))
        for run, wing, start in zip(runs, wings, starts, strict=True)
    )


def _interrupting(frame: Frame, edge: Edge) -> Hole | None:
    """Return the hole where it lies in the middle of ``edge``."""
    hole, cy = frame.hole, frame.shape.height / 2
    return hole if hole is not None and frame.wing is not None and (hole.cy < cy) == (edge == "top") else None


def _clipped(line: tuple[Point, ...], low: float, high: float) -> tuple[Point, ...]:
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
