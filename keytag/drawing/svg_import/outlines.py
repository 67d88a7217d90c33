"""Strokes into outlines, shapes cut to clips, the even-odd rule into the non-zero rule.

The only module that uses Skia's path operations. They keep 24 bits of a number and grow with the square of what
crosses, so paths are given about 4000 units high, and not before they were counted. SVG 1.1 (Second Edition), 11.3
(fill-rule), 11.4 (strokes), 14.3 (clips).
"""

from __future__ import annotations

from itertools import pairwise
from math import floor, hypot
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from keytag.drawing.geometry import Affine, Command, Path, Rect
from keytag.drawing.geometry.contour import Segment, is_crossed, segments
from keytag.drawing.svg_import.refusal import too_tangled

if TYPE_CHECKING:
    import pathops

HEIGHT = 4096.0
"""The height that a drawing's page has while outlines are worked out."""

# House rules, for all of a drawing: contours that are looked at for each other, sides that cross, and pairs of
# sides that are compared to count these. Skia takes about half a second for either of the first two.
_MOST_CONTOURS = 1_000
_MOST_CROSSINGS = 2_000
_MOST_PAIRS = 800_000
# House rule: what an operation costs at least, of the whole.
_LEAST = 0.0005
# House rule: so closely curves are followed when crossings are counted, of the page's height over 4096.
_COARSE = 8.0
# House rule: so finely round joins are followed, in units of the page's height over 4096.
_TOLERANCE = 0.05
# House rule: more dashes than this are a tone, not lines.
_MOST_DASHES = 2_000


class StrokePen(Struct, frozen=True):
    """How a stroke is drawn, in the drawing's units: ``cap`` and ``join`` as SVG names them."""

    width: float
    cap: str = "butt"
    join: str = "miter"
    miter_limit: float = 4.0
    dashes: tuple[float, ...] = ()
    dash_offset: float = 0.0


class OutlineBudget:
    """How much of a drawing's outlines has been worked out; past a bound it is refused."""

    def __init__(self) -> None:
        self._spent = 0.0

    def spend(self, *paths: Path) -> None:
        """Count an operation on ``paths`` together. Raises RefusedDrawingError where it would take too long."""
        contours = [contour for path in paths for contour in path.flattened(_COARSE)]
        sides = [side for contour in contours for side in segments(contour)]
        self._spent += _LEAST + (len(contours) / _MOST_CONTOURS) ** 2
        if self._spent <= 1:
            self._spent += self._crossings(sides)
        if self._spent > 1:
            raise too_tangled()

    def _crossings(self, sides: list[Segment]) -> float:
        """Return what crossings cost, comparing only sides that share a square of a grid."""
        if not sides:
            return 0.0
        mean = sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in sides) / len(sides)
        cell = max(2 * mean, HEIGHT / 100)
        grid: dict[tuple[int, int], list[Segment]] = {}
        crossings = compared = 0
        most = _MOST_PAIRS * (1 - self._spent)
        for side in sides:
            (x0, y0), (x1, y1) = side
            for i in range(floor(min(x0, x1) / cell), floor(max(x0, x1) / cell) + 1):
                for j in range(floor(min(y0, y1) / cell), floor(max(y0, y1) / cell) + 1):
                    neighbours = grid.setdefault((i, j), [])
                    compared += 1 + len(neighbours)
                    if compared > most or crossings > _MOST_CROSSINGS:
                        return 1.0
                    crossings += sum(is_crossed(side, other) for other in neighbours)
                    neighbours.append(side)
        # Skia grows faster than what crosses.
        return float((crossings / _MOST_CROSSINGS) ** 1.5) + compared / _MOST_PAIRS


def even_odd(path: Path, budget: OutlineBudget) -> Path:
    """Return ``path`` so that the non-zero rule fills what the even-odd rule fills of it."""
    import pathops  # noqa: PLC0415 - only those who read drawings pay for it

    budget.spend(path)
    shape = _to_skia(path)
    shape.fillType = pathops.FillType.EVEN_ODD
    return _worked_out(lambda: pathops.simplify(shape, fix_winding=True, keep_starting_points=False))


def intersection(one: Path, other: Path, budget: OutlineBudget) -> Path:
    """Return what lies in both, by the non-zero rule."""
    return _operated("INTERSECTION", one, other, budget)


def subtract_path(one: Path, other: Path, budget: OutlineBudget) -> Path:
    """Return what lies in ``one`` and not in ``other``."""
    return _operated("DIFFERENCE", one, other, budget)


def union(one: Path, other: Path, budget: OutlineBudget) -> Path:
    """Return what lies in either."""
    if one.is_empty or other.is_empty:
        return one + other
    return _operated("UNION", one, other, budget)


def _operated(name: str, one: Path, other: Path, budget: OutlineBudget) -> Path:
    import pathops  # noqa: PLC0415 - the same

    budget.spend(one, other)
    operator = getattr(pathops.PathOp, name)
    return _worked_out(
        lambda: pathops.op(_to_skia(one), _to_skia(other), operator, fix_winding=True, keep_starting_points=False)
    )


def stroke_outline(path: Path, pen: StrokePen, matrix: Affine, budget: OutlineBudget) -> Path:
    """Return the outline of ``path`` stroked with ``pen`` in its own units and taken through ``matrix``."""
    import pathops  # noqa: PLC0415 - the same

    # Skia rounds to a quarter of a unit: the stroke is drawn as large as it will be.
    scale = abs(matrix.determinant) ** 0.5
    if scale < 1e-12 or path.is_empty:
        return Path()
    large = path.transformed(Affine.scaling(scale, scale))
    dashes = [length * scale for length in pen.dashes]
    if dashes and _length(large) > _MOST_DASHES / len(dashes) * sum(dashes):
        raise too_tangled()
    caps, joins = pathops.LineCap, pathops.LineJoin
    cap = {"round": caps.ROUND_CAP, "square": caps.SQUARE_CAP}.get(pen.cap, caps.BUTT_CAP)
    join = {"round": joins.ROUND_JOIN, "bevel": joins.BEVEL_JOIN}.get(pen.join, joins.MITER_JOIN)
    line = _to_skia(large)
    line.stroke(pen.width * scale, cap, join, pen.miter_limit, dashes or None, pen.dash_offset * scale)
    line.convertConicsToQuads(_TOLERANCE)
    budget.spend(_from_skia(line))
    united = _worked_out(lambda: pathops.simplify(line, fix_winding=True, keep_starting_points=False))
    return united.transformed(Affine.scaling(1 / scale, 1 / scale).then(matrix))


def is_upright(path: Path) -> bool:
    """Tell whether ``path`` is one rectangle with upright sides."""
    corners = [xy for _, xy in path.commands if xy]
    if len(path.commands) != 5 or [op for op, _ in path.commands] != ["M", "L", "L", "L", "Z"]:
        return False
    box = path.bounds()
    return set(corners) == set(box.corners) and all(
        (a[0] == b[0]) != (a[1] == b[1]) for a, b in zip(corners, (*corners[1:], corners[0]), strict=True)
    )


def cut(path: Path, clip: Path, budget: OutlineBudget) -> Path:
    """Return what of ``path`` lies in ``clip``, untouched where nothing of it is cut off."""
    if path.is_empty or clip.is_empty:
        return Path()
    box, bound = path.bounds(), clip.bounds()
    if not _meet(box, bound):
        return Path()
    if is_upright(clip) and bound.contains(box, tolerance=HEIGHT * 1e-6):
        return path
    return intersection(path, clip, budget)


def _meet(one: Rect, other: Rect) -> bool:
    return one.x0 <= other.x1 and other.x0 <= one.x1 and one.y0 <= other.y1 and other.y0 <= one.y1


def _length(path: Path) -> float:
    total = 0.0
    for contour in path.flattened(1.0):
        total += sum(abs(complex(*p) - complex(*q)) for p, q in pairwise(contour))
    return total


def _worked_out(operation: Any) -> Path:  # noqa: ANN401 - a function of Skia's
    """Return what ``operation`` comes to. Raises RefusedDrawingError where Skia finds no answer."""
    import pathops  # noqa: PLC0415 - the same

    try:
        return _from_skia(operation())
    except pathops.PathOpsError:
        raise too_tangled() from None


def _to_skia(path: Path) -> pathops.Path:
    import pathops  # noqa: PLC0415 - the same

    shape = pathops.Path()
    for op, xy in path.commands:
        if op == "M":
            shape.moveTo(*xy)
        elif op == "L":
            shape.lineTo(*xy)
        elif op == "C":
            shape.cubicTo(*xy)
        else:
            shape.close()
    return shape


def _from_skia(shape: pathops.Path) -> Path:
    """Return ``shape`` as closed contours."""
    import pathops  # noqa: PLC0415 - the same

    verbs = pathops.PathVerb
    commands: list[Command] = []
    at = (0.0, 0.0)
    for verb, points in shape:
        xy = tuple(value for point in points for value in point)
        if verb == verbs.MOVE:
            if commands and commands[-1][0] != "Z":
                commands.append(("Z", ()))
            commands.append(("M", xy))
        elif verb == verbs.LINE:
            commands.append(("L", xy))
        elif verb == verbs.QUAD:
            (x, y), (cx, cy, ex, ey) = at, xy
            first = (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3)
            commands.append(("C", (*first, ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3, ex, ey)))
        elif verb == verbs.CUBIC:
            commands.append(("C", xy))
        elif commands and commands[-1][0] != "Z":
            commands.append(("Z", ()))
        if xy:
            at = (xy[-2], xy[-1])
    if commands and commands[-1][0] != "Z":
        commands.append(("Z", ()))
    return Path(tuple(commands))
