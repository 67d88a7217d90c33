"""What is drawn on a side: one fill or stroke with its outlines, and the questions that checks ask of it.

Boxes are worked out once and rule most questions out; curves are flattened only where boxes leave doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice

from keytag.drawing.artwork import Fill, Stroke
from keytag.drawing.geometry import Command, Path, Point, Rect
from keytag.drawing.geometry.contour import (
    Contour,
    Segment,
    distance_to_point,
    distance_to_rect,
    has_crossing,
    inner_point,
    segments,
    stroke_thickness,
    winding,
)
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text

# House rules: a line of text is of one face, so its first outlines tell how thick its strokes are: how many, how
# closely they are followed, in mm.
_SAMPLE, _CLOSELY = 6, 0.01


class Outline:
    """One contour of a drawn item; ``box`` holds its curves with their handles.

    Not a value: it remembers its points. Two are the same only where they are one.
    """

    def __init__(self, box: Rect, commands: tuple[Command, ...], *, is_line: bool = False) -> None:
        self.box = box
        self.commands = commands
        self.is_line = is_line

    @cached_property
    def points(self) -> Contour:
        """The contour flattened; a line that is not closed goes there and back."""
        points = Path(self.commands).flattened()[0]
        return (*points, *points[-2:0:-1]) if self.is_line and self.commands[-1][0] != "Z" else points


class DrawnItem:
    """A fill or stroke in the tag's coordinates. ``order`` counts from the first painted, ``width`` is in mm.

    The width of a fill is 0. Not a value: it remembers its outlines and their thickness.
    """

    def __init__(self, item: Fill | Stroke, order: int, path: Path, box: Rect, width: float) -> None:
        self.item = item
        self.order = order
        self.path = path
        self.box = box
        self.width = width

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """Every contour."""
        return _outlines_at_once(self.path, is_line=self.width > 0)

    def tallest(self, enough: float) -> float:
        """Return the height of the tallest contour in mm, or of the first that is ``enough``."""
        height = 0.0
        for outline in outlines_of(self.path):
            height = max(height, outline.box.height)
            if height >= enough:
                break
        return height

    @cached_property
    def thickness(self) -> float:
        """How thick its strokes are in the mean, in mm."""
        return self.width or _thickness(self.path)

    def finding(
        self, rule: Rule, message: Text, hint: Text | None = None, severity: Severity | None = None
    ) -> Finding:
        """Return a finding about this item, at the node of the job that it shows."""
        return rule.finding(message, hint, node=self.item.source.node, severity=severity)

    def holds(self, point: Point) -> bool:
        """Tell whether ``point`` is inside the item, by the non-zero rule."""
        x, y = point
        near = [o for o in self.outlines if o.box.x0 <= x <= o.box.x1 and o.box.y0 <= y <= o.box.y1]
        return not self.width and winding((outline.points for outline in near), point) != 0

    def distance_to_point(self, point: Point, limit: float) -> float:
        """Return how near the item's ink comes to ``point``, where that is less than ``limit`` mm."""
        spot = Rect(*point, *point).grown(limit + self.width / 2)
        if not self.box.intersects(spot):
            return limit
        if self.holds(point):
            return 0.0
        near = (distance_to_point(o.points, point) for o in self.outlines if o.box.intersects(spot))
        return min(limit, min(near, default=limit) - self.width / 2)

    def distance_to_rect(self, rect: Rect, limit: float) -> float:
        """Return how near the item's ink comes to ``rect``, where that is less than ``limit`` mm."""
        if not self.box.intersects(rect.grown(limit + self.width / 2)):
            return limit
        return 0.0 if self.holds(rect.centre) else self.edge_to_rect(rect, limit)

    def edge_to_rect(self, rect: Rect, limit: float) -> float:
        """Return how near the item's edges come to ``rect``, from inside or outside, up to ``limit`` mm."""
        area = rect.grown(limit + self.width / 2)
        near = (distance_to_rect(o.points, rect) for o in self.outlines if o.box.intersects(area))
        return min(limit, min(near, default=limit) - self.width / 2)

    def enters(self, rect: Rect) -> bool:
        """Tell whether any of the item's edges may run through ``rect``."""
        return next(self.edges_near(rect), None) is not None

    def edges_near(self, rect: Rect) -> Iterator[Segment]:
        """Yield the sides of the item's outlines whose boxes meet ``rect``."""
        for outline in self.outlines:
            if not outline.box.intersects(rect):
                continue
            for side in segments(outline.points):
                (x0, y0), (x1, y1) = side
                across = (x0 > rect.x0 or x1 > rect.x0) and (x0 < rect.x1 or x1 < rect.x1)
                if across and (y0 > rect.y0 or y1 > rect.y0) and (y0 < rect.y1 or y1 < rect.y1):
                    yield side

    def overlaps(self, other: DrawnItem) -> bool:
        """Tell whether the areas of two fills meet."""
        if not self.box.intersects(other.box):
            return False
        mine = [outline for outline in self.outlines if outline.box.intersects(other.box)]
        pairs = [
            (a, b) for b in other.outlines if b.box.intersects(self.box) for a in mine if a.box.intersects(b.box)
        ]
        if any(has_crossing(a.points, b.points) for a, b in pairs):
            return True
        inner = [inner_point(outline.points) for outline in dict.fromkeys(o for pair in pairs for o in pair)]
        return any(self.holds(point) and other.holds(point) for point in inner)


def outlines_of(path: Path) -> Iterator[Outline]:
    """Yield the contours of ``path``."""
    starts = [i for i, (op, _) in enumerate(path.commands) if op == "M"]
    for start, end in zip(starts, (*starts[1:], len(path.commands)), strict=True):
        commands = path.commands[start:end]
        yield Outline(control_box(commands), commands)


# Most of what is on a tag is on the next edition's as well: what is known of it is kept for a few tags' items.
@lru_cache(maxsize=64)
def _outlines_at_once(path: Path, *, is_line: bool) -> tuple[Outline, ...]:
    return tuple(Outline(each.box, each.commands, is_line=is_line) for each in outlines_of(path))


@lru_cache(maxsize=64)
def _thickness(path: Path) -> float:
    """Return how thick the strokes of the first outlines of ``path`` are in the mean, in mm."""
    return stroke_thickness(Path(outline.commands).flattened(_CLOSELY)[0] for outline in _sample(path))


def control_box(commands: tuple[Command, ...]) -> Rect:
    """Return the box round curves with their handles."""
    values: list[float] = []
    for _, xy in commands:
        values += xy
    xs, ys = values[::2], values[1::2]
    return Rect(min(xs), min(ys), max(xs), max(ys))


def _sample(path: Path) -> tuple[Outline, ...]:
    """Return the first outlines of ``path`` that stand alone, each with all that lies within it."""
    first = tuple(islice(outlines_of(path), 2 * _SAMPLE))
    alone = [one for one in first if not any(other.box.contains(one.box) for other in first if other is not one)]
    if len(first) == 2 * _SAMPLE:
        # What lies within the later of them may not be among the first.
        alone = alone[:_SAMPLE]
    return tuple(one for one in first if any(other.box.contains(one.box) for other in alone)) or first
