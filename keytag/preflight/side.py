"""One side of a tag as the checks see it: every mark with its outlines, in paint order.

Boxes are worked out once and rule most questions out; curves are flattened only where boxes leave doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from keytag.artwork import Artwork, Fill, Role, Stroke, walk
from keytag.compose import Frame
from keytag.compose.code import PlacedCode
from keytag.findings import Finding, Severity
from keytag.geometry import IDENTITY, Command, Path, Point, Rect
from keytag.geometry.contour import (
    Contour,
    distance_to_point,
    distance_to_rect,
    has_crossing,
    inner_point,
    winding,
)
from keytag.preflight.subject import TagSubject
from keytag.wording import Text

_TITLES = {"front": Text("mặt trước", "front"), "back": Text("mặt sau", "back")}


# Without slots, so that what is worked out of them once stays with them.
@dataclass(frozen=True)
class Outline:
    """One contour of a mark; ``box`` holds its curves with their handles."""

    box: Rect
    commands: tuple[Command, ...]

    @cached_property
    def points(self) -> Contour:
        """The contour flattened."""
        return Path(self.commands).flattened()[0]


@dataclass(frozen=True)
class Mark:
    """A fill or stroke in the tag's coordinates. ``order`` counts from the first painted."""

    item: Fill | Stroke
    order: int
    path: Path
    box: Rect
    width: float
    """Width of a stroke in mm; 0 for a fill."""

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """Every contour."""
        return tuple(_outlines(self.path))

    def tallest(self, enough: float) -> float:
        """Return the height of the tallest contour in mm, or of the first that is ``enough``."""
        height = 0.0
        for outline in _outlines(self.path):
            height = max(height, outline.box.height)
            if height >= enough:
                break
        return height

    def finding(self, rule: str, message: Text, hint: Text, severity: Severity = Severity.ERROR) -> Finding:
        """Return a finding about this mark, at the node of the job that it shows."""
        return Finding(rule, severity, message, hint, node=self.item.source.node)

    def holds(self, point: Point) -> bool:
        """Tell whether ``point`` is inside the mark, by the non-zero rule."""
        x, y = point
        near = [o for o in self.outlines if o.box.x0 <= x <= o.box.x1 and o.box.y0 <= y <= o.box.y1]
        return not self.width and winding((outline.points for outline in near), point) != 0

    def distance_to_point(self, point: Point, limit: float) -> float:
        """Return how near the mark's ink comes to ``point``, where that is less than ``limit`` mm."""
        spot = Rect(*point, *point).grown(limit + self.width / 2)
        if not self.box.intersects(spot):
            return limit
        if self.holds(point):
            return 0.0
        near = (distance_to_point(o.points, point) for o in self.outlines if o.box.intersects(spot))
        return min(limit, min(near, default=limit) - self.width / 2)

    def distance_to_rect(self, rect: Rect, limit: float) -> float:
        """Return how near the mark's ink comes to ``rect``, where that is less than ``limit`` mm."""
        if not self.box.intersects(rect.grown(limit + self.width / 2)):
            return limit
        return 0.0 if self.holds(rect.centre) else self.edge_to_rect(rect, limit)

    def edge_to_rect(self, rect: Rect, limit: float) -> float:
        """Return how near the mark's edges come to ``rect``, from inside or outside, up to ``limit`` mm."""
        area = rect.grown(limit + self.width / 2)
        near = (distance_to_rect(o.points, rect) for o in self.outlines if o.box.intersects(area))
        return min(limit, min(near, default=limit) - self.width / 2)

    def overlaps(self, other: Mark) -> bool:
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


@dataclass(frozen=True, slots=True)
class Side:
    """A side: its marks, its own frame, the code it carries, and the whole tag it belongs to."""

    title: Text
    marks: tuple[Mark, ...]
    frame: Frame
    code: PlacedCode | None
    subject: TagSubject

    def of(self, *roles: Role) -> Iterator[Mark]:
        """Yield the marks of these roles, in paint order."""
        return (mark for mark in self.marks if mark.item.role in roles)

    def under(self, mark: Mark) -> Mark | None:
        """Return the topmost ground below where ``mark`` begins."""
        point = mark.path.commands[0][1][:2]
        grounds = (ground for ground in self.of(Role.GROUND, Role.QR_GROUND) if ground.order < mark.order)
        return next((g for g in reversed(tuple(grounds)) if g.holds((point[0], point[1]))), None)


def sides_of(subject: TagSubject) -> tuple[Side, Side]:
    """Return front and back of ``subject``, each in its own coordinates."""
    frames = {"front": subject.frame, "back": subject.frame.turned()}
    artworks = {"front": subject.front, "back": subject.back}
    front, back = (
        Side(
            _TITLES[name],
            tuple(_marks(artworks[name])),
            frames[name],
            subject.code if subject.code_side == name else None,
            subject,
        )
        for name in ("front", "back")
    )
    return front, back


def _marks(artwork: Artwork) -> Iterator[Mark]:
    """Yield what will print. Clips are not looked at: what they hide is checked as if it showed."""
    for order, (item, matrix) in enumerate(walk(artwork.items)):
        path = item.path if matrix == IDENTITY else item.path.transformed(matrix)
        if item.ink.technical or path.is_empty:
            continue
        width = item.width * abs(matrix.determinant) ** 0.5 if isinstance(item, Stroke) else 0.0
        yield Mark(item, order, path, _box(path.commands), width)


def _outlines(path: Path) -> Iterator[Outline]:
    starts = [i for i, (op, _) in enumerate(path.commands) if op == "M"]
    for start, end in zip(starts, (*starts[1:], len(path.commands)), strict=True):
        commands = path.commands[start:end]
        yield Outline(_box(commands), commands)


def _box(commands: tuple[Command, ...]) -> Rect:
    values: list[float] = []
    for _, xy in commands:
        values += xy
    xs, ys = values[::2], values[1::2]
    return Rect(min(xs), min(ys), max(xs), max(ys))
