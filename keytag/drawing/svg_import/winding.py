"""From the even-odd rule to the non-zero rule, which is keytag's only one. SVG 1.1, 11.3 (fill-rule).

Contours that do not cross are nested or apart. Turned one way at even depths and the other way at odd ones, they
wind round every point once where the even-odd rule paints it, and not at all elsewhere. Contours that cross
themselves or each other have no such order and are refused.
"""

from __future__ import annotations

from itertools import pairwise
from math import floor, hypot

from keytag.drawing.geometry import Command, Path, Rect, join_paths
from keytag.drawing.geometry.contour import (
    Contour,
    Segment,
    inner_point,
    is_crossed,
    segments,
    signed_area,
    winding,
)
from keytag.drawing.svg_import import rules
from keytag.drawing.svg_import.refusal import RefusedDrawingError, too_tangled
from keytag.text.text import Text

# House rule, for a drawing 1 mm high: how closely contours are followed when they are compared.
_TOLERANCE = 0.0005
# House rules: at how many places, on both sides of an outline, the two rules are compared, and how many sides may
# be looked at for it.
_PROBES = 200
_PROBED_SIDES = 250_000
# House rules: sides that are drawn, and pairs of them that are compared, before a drawing is too tangled to judge;
# an emblem takes a tenth of either.
_MOST_SIDES = 50_000
_MOST_PAIRS = 500_000


def non_zero(path: Path) -> Path:
    """Return ``path`` so that the non-zero rule fills what the even-odd rule fills of it.

    It is closed, and drawn about 1 mm high. Raises RefusedDrawingError where contours cross or are too many.
    """
    drawn = _contours(path)
    flat = path.flattened(_TOLERANCE)
    if sum(map(len, flat)) > _MOST_SIDES:
        raise too_tangled()
    areas = [signed_area(contour) for contour in flat]
    keeps = [(area < 0) == (depth % 2 == 1) for area, depth in zip(areas, _depths(flat, areas), strict=True)]
    turned = tuple(contour if keep else contour[::-1] for contour, keep in zip(flat, keeps, strict=True))
    if _has_crossing(flat) or not _fills_alike(flat, turned):
        raise _crossing()
    return join_paths(
        Path(tuple(contour if keep else _reversed(contour))) for contour, keep in zip(drawn, keeps, strict=True)
    )


def _crossing() -> RefusedDrawingError:
    return RefusedDrawingError(
        rules.EVEN_ODD,
        Text(
            "Hình tô theo quy tắc evenodd có đường viền cắt nhau.",
            "A shape filled by the even-odd rule has outlines that cross.",
        ),
    )


def _contours(path: Path) -> list[list[Command]]:
    contours: list[list[Command]] = []
    for command in path.commands:
        if command[0] == "M":
            contours.append([])
        contours[-1].append(command)
    return contours


def _reversed(contour: list[Command]) -> list[Command]:
    """Return a closed contour drawn from its end back to its start."""
    drawn = [command for command in contour if command[0] != "Z"]
    out: list[Command] = [("M", drawn[-1][1][-2:])]
    for (_, before), (op, xy) in reversed(list(pairwise(drawn))):
        end = before[-2:]
        out.append(("C", (*xy[2:4], *xy[0:2], *end)) if op == "C" else ("L", end))
    return [*out, ("Z", ())]


def _depths(contours: tuple[Contour, ...], areas: list[float]) -> list[int]:
    """Return how many larger contours lie round each; of two that are the same, the first is the larger."""
    placed: list[tuple[Contour, Rect]] = []
    depths = [0] * len(contours)
    compared = 0
    for index in sorted(range(len(contours)), key=lambda i: -abs(areas[i])):
        contour = contours[index]
        x, y = inner_point(contour)
        round_it = [other for other, box in placed if box.x0 < x < box.x1 and box.y0 < y < box.y1]
        compared += sum(map(len, round_it))
        if compared > _MOST_PAIRS:
            raise too_tangled()
        depths[index] = sum(winding((other,), (x, y)) != 0 for other in round_it)
        xs, ys = [x for x, _ in contour], [y for _, y in contour]
        placed.append((contour, Rect(min(xs), min(ys), max(xs), max(ys))))
    return depths


def _has_crossing(contours: tuple[Contour, ...]) -> bool:
    """Tell whether any two sides cross, comparing only those that share a square of a grid."""
    sides = [side for contour in contours for side in segments(contour)]
    if not sides:
        return False
    length = sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in sides) / len(sides)
    cell = max(2 * length, 0.01)
    grid: dict[tuple[int, int], list[Segment]] = {}
    compared = 0
    for side in sides:
        (x0, y0), (x1, y1) = side
        for i in range(floor(min(x0, x1) / cell), floor(max(x0, x1) / cell) + 1):
            for j in range(floor(min(y0, y1) / cell), floor(max(y0, y1) / cell) + 1):
                neighbours = grid.setdefault((i, j), [])
                compared += 1 + len(neighbours)
                if compared > _MOST_PAIRS:
                    raise too_tangled()
                if any(is_crossed(side, other) for other in neighbours):
                    return True
                neighbours.append(side)
    return False


def _fills_alike(flat: tuple[Contour, ...], turned: tuple[Contour, ...]) -> bool:
    """Tell whether both rules agree beside the outlines; they do not where contours cross at their corners."""
    sides = [side for contour in flat for side in segments(contour)]
    probes = min(_PROBES, _PROBED_SIDES // (len(sides) + 1))
    for (x0, y0), (x1, y1) in sides[:: max(1, len(sides) // max(1, probes))]:
        step = 1e-5 / hypot(x1 - x0, y1 - y0)
        for turn in (step, -step):
            point = ((x0 + x1) / 2 + (y1 - y0) * turn, (y0 + y1) / 2 - (x1 - x0) * turn)
            if winding(flat, point) % 2 != (winding(turned, point) != 0):
                return False
    return True
