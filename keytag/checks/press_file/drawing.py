"""What an artwork has to look like once it is drawn, and whether what was read is that.

Made from the artwork alone, not by the code that draws it. Coordinates stay those of each item's own group, beside
the matrix that takes them to the artwork's page box. Must not read PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import sub

from keytag.drawing.artwork import Artwork, Fill, Item, Stroke
from keytag.drawing.geometry import Affine, Path
from keytag.inspection.pdf.facts import Pen
from keytag.inspection.pdf.press_facts import (
    Drawing,
    DrawnPath,
    PaintKind,
    PaintOperation,
    PaintWay,
    colour_of,
)
from keytag.output.pdf.layers import layer_of_item

# ISO 32000-1, table 59: the operators of a path's commands.
_OPERATORS = str.maketrans("MLCZ", "mlch")

# House rule: files are written to a thousandth of a millimetre, so rounding alone stays within it.
_ROUNDING = 0.001

# House rule: over a metre of sheet this is a hundredth of a millimetre, which is a plate setter's dot.
_TURN = 1e-5

# `keytag.drawing.artwork.Stroke` has round joins and butt caps: ISO 32000-1, tables 54 and 55.
_ROUND_JOIN = 1
_BUTT_CAP = 0


def drawing_of(artwork: Artwork, *, layers: bool) -> Drawing:
    """Return what a file has to paint for ``artwork``, in order; ``layers`` says whether it may have any."""
    box = artwork.page_box
    return tuple(_marks(artwork.items, Affine.translation(-box.x0, -box.y0), (), layers=layers))


def is_drawn(found: Drawing, asked: Drawing) -> bool:
    """Tell whether ``found`` paints what was ``asked``, in its order, but for rounding."""
    return len(found) == len(asked) and all(map(_is_mark, found, asked))


def _marks(
    items: tuple[Item, ...], matrix: Affine, clips: tuple[DrawnPath, ...], *, layers: bool
) -> Iterator[PaintOperation]:
    for item in items:
        if isinstance(item, Fill | Stroke):
            if not item.path.is_empty:
                pen = Pen(item.width, _ROUND_JOIN, _BUTT_CAP, item.dash) if isinstance(item, Stroke) else None
                yield PaintOperation(_paint(item, layers=layers), _outline(item.path, matrix), pen, clips)
        else:
            within = item.transform.then(matrix)
            inner = clips if item.clip is None else (*clips, _outline(item.clip, within))
            yield from _marks(item.items, within, inner, layers=layers)


def _paint(item: Fill | Stroke, *, layers: bool) -> PaintWay:
    layer = layer_of_item(item) if layers else None
    kind = PaintKind.FILL if isinstance(item, Fill) else PaintKind.STROKE
    # What overprints does so in mode 1, so that a process ink of nothing leaves its plate alone; in mode 0 it
    # takes all process plates and spares the spots (ISO 32000-1, table 149).
    overprints = item.overprint or item.spares_spots
    return PaintWay(colour_of(item.ink), kind, overprints, layer.name if layer else "", int(item.overprint))


def _outline(path: Path, matrix: Affine) -> DrawnPath:
    return DrawnPath(*_operations(path), matrix)


# Editions share most of their paths, and each is asked for on its one-ups and on the sheets.
@lru_cache(maxsize=256)
def _operations(path: Path) -> tuple[str, tuple[float, ...]]:
    """Return the operators of ``path``, and their numbers in one row."""
    operators = "".join([operator for operator, _ in path.commands]).translate(_OPERATORS)
    return operators, tuple(chain.from_iterable([xy for _, xy in path.commands]))


def _is_mark(found: PaintOperation, asked: PaintOperation) -> bool:
    return (
        found.paint == asked.paint
        and _is_pen(found.pen, asked.pen)
        and _is_outline(found.outline, asked.outline)
        and len(found.clips) == len(asked.clips)
        and all(map(_is_outline, found.clips, asked.clips))
    )


def _is_pen(found: Pen | None, asked: Pen | None) -> bool:
    if found is None or asked is None:
        return found is asked
    return (found.join, found.cap) == (asked.join, asked.cap) and _are_near(
        (found.width, found.phase, *found.dash), (asked.width, asked.phase, *asked.dash), _ROUNDING
    )


def _is_outline(found: DrawnPath, asked: DrawnPath) -> bool:
    one, other = found.matrix, asked.matrix
    return (
        found.operators == asked.operators
        and _are_near(found.numbers, asked.numbers, _ROUNDING)
        and _are_near((one.e, one.f), (other.e, other.f), _ROUNDING)
        and _are_near((one.a, one.b, one.c, one.d), (other.a, other.b, other.c, other.d), _TURN)
    )


def _are_near(found: Sequence[float], asked: Sequence[float], tolerance: float) -> bool:
    """Tell whether all numbers agree; without a loop in Python, for an artwork has tens of thousands."""
    return len(found) == len(asked) and max(map(abs, map(sub, found, asked)), default=0.0) <= tolerance
