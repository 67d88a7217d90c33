"""Lettering along the tag's upper or lower edge, standing on a true parallel curve of the cut."""

from __future__ import annotations

from dataclasses import dataclass

from keytag.artwork import Fill, Role, Source
from keytag.compose.bisect import largest
from keytag.compose.frame import HOLE_CLEARANCE, Frame
from keytag.compose.rows import NARROWER, Setter, Setting, overprints, wrapped
from keytag.geometry import Edge, Point, ShapeKind, edge_line
from keytag.geometry.contour import distance_to_point
from keytag.lettering import Run, boxes_along, line_length, outline_along
from keytag.template import TextSlot

# House rule: clear space between two lines along one edge, in ems.
_LEADING = 0.28
# House rule, in mm: how far the corner of a leaning letter may reach into the safe area.
_HAIRLINE = 0.12


Box = tuple[Point, Point, Point, Point]
"""The corners of the box round a glyph's ink; it leans with its letter."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that fits: its run on a polyline, from ``start`` mm on, and the boxes round its glyphs."""

    run: Run
    line: tuple[Point, ...]
    start: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class EdgeText:
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


@dataclass(frozen=True, slots=True)
class EdgeSetter:
    """Sets one text along its slot's edge."""

    text: str
    slot: TextSlot
    frame: Frame
    setter: Setter
    source: Source

    def set(self, most: float) -> EdgeText | None:
        """Set the text at a scale up to ``most``; by size first, then width, then wrapping.

        A negative ``most`` asks for the smallest and narrowest letters. Return None where even those do not fit.
        """
        steps = range(len(NARROWER) if self.slot.type.narrow != "never" else 1)
        for count in range(1, self.slot.lines + 1):
            lines = wrapped(self.text, count)
            if len(lines) < count:
                break
            for step in steps[-1:] if most < 0 else steps:
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
        spare = line_length(line) - run.advance * setting.size
        if not line or spare < 0:
            return None
        start = min(max(spare / 2 + _shift(frame), 0.0), spare)
        boxes = boxes_along(run, setting.size, line, start)
        if not all(_is_clear(box, frame) for box in boxes):
            return None
        found.append(_Line(run, line, start, boxes))
        outer += above + below + _LEADING * setting.size
    return EdgeText(tuple(found), setting, source)


def _shift(frame: Frame) -> float:
    """Return how far lettering on straight edges follows the stack, which the hole pushes aside, in mm."""
    hole, shape = frame.hole, frame.shape
    if hole is None or shape.kind in (ShapeKind.OVAL, ShapeKind.CIRCLE):
        return 0.0
    taken = hole.radius + HOLE_CLEARANCE
    if abs(hole.cx - shape.width / 2) <= taken:
        return 0.0
    to_right = hole.cx < shape.width / 2
    reach = hole.cx + taken - frame.inset if to_right else shape.width - frame.inset - hole.cx + taken
    return reach / 2 if to_right else -reach / 2


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
    chord = frame.shape.chord(round(point[1] * 20) / 20, frame.safe - _HAIRLINE)
    return chord is not None and chord[0] <= point[0] <= chord[1]
