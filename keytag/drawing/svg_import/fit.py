"""What is seen of a drawing, brought to a height of 1 mm. SVG 1.1, 7.7 (viewBox)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import isfinite

from msgspec import Struct

from keytag.drawing.geometry import Affine, Path, Rect
from keytag.drawing.svg_import import rules
from keytag.drawing.svg_import.drawing import Art
from keytag.drawing.svg_import.refusal import RefusedDrawingError, invalid_drawing, too_long
from keytag.drawing.svg_import.winding import non_zero
from keytag.findings import Finding, Where
from keytag.text.text import Text

# House rule: how far a shape may reach beyond the view, in heights of it.
_OVERHANG = 0.01
# House rule: the longest tag is thirty times as long as the shortest is high; no drawing on it is longer.
_LONGEST = 30
# House rule: a view that is lower than this, in the drawing's own units, shows nothing.
_SMALLEST = 1e-6


class FilledPath(Struct, frozen=True):
    """A filled path in the drawing's own coordinates, its ``#RRGGBB``, its rule, and the line it stands on."""

    path: Path
    colour: str
    even_odd: bool
    line: int


def fitted(shapes: Sequence[FilledPath], view: Rect | None, file: str) -> Art:
    """Return ``shapes`` as seen through ``view`` (without one: all of them), 1 mm high.

    Shapes wholly outside are left out. Raises InvalidDocumentError where one reaches beyond the view, cannot be
    filled by the non-zero rule, or where nothing is left.
    """
    boxes = [shape.path.bounds() for shape in shapes]
    if view is None:
        view = reduce(Rect.union, boxes) if boxes else Rect(0.0, 0.0, 0.0, 0.0)
    if not (
        view.height > _SMALLEST and all(isfinite(v) for b in (view, *boxes) for v in (b.x0, b.y0, b.x1, b.y1))
    ):
        raise invalid_drawing(file, (_empty().at(Where(file, 1)),))
    if not 1 / _LONGEST <= view.width / view.height <= _LONGEST:
        raise invalid_drawing(file, (too_long().at(Where(file, 1)),))
    scale = 1 / view.height
    fit = Affine(scale, 0.0, 0.0, scale, -view.x0 * scale, -view.y0 * scale)
    page = view.grown(_OVERHANG * view.height)
    seen: list[tuple[Path, str]] = []
    lines: list[int] = []
    findings: dict[str, Finding] = {}
    for shape, box in zip(shapes, boxes, strict=True):
        if not box.intersects(view):
            continue
        try:
            seen.append((_on_page(shape, page.contains(box), fit), shape.colour))
            lines.append(shape.line)
        except RefusedDrawingError as refusal:
            findings.setdefault(refusal.message.en, refusal.at(Where(file, shape.line)))
    if findings or not seen:
        first = shapes[0].line if shapes else 1
        raise invalid_drawing(file, tuple(findings.values()) or (_empty().at(Where(file, first)),))
    return Art(tuple(seen), view.width * scale, tuple(lines))


def _on_page(shape: FilledPath, is_inside: bool, fit: Affine) -> Path:  # noqa: FBT001 - one fact, one caller
    if not is_inside:
        raise _overhanging()
    path = shape.path.transformed(fit)
    return non_zero(path) if shape.even_odd else path


def _empty() -> RefusedDrawingError:
    return RefusedDrawingError(
        rules.EMPTY, Text("Hình vẽ không có gì để in.", "There is nothing to print in the drawing.")
    )


def _overhanging() -> RefusedDrawingError:
    return RefusedDrawingError(
        rules.OUTSIDE_VIEW,
        Text("Có hình chìa ra ngoài trang vẽ (viewBox).", "A shape reaches beyond the drawing's page (viewBox)."),
    )
