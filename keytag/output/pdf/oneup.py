"""One artwork, one page: fills and strokes become PDF paint operations in DeviceCMYK and Separations.

The only module that uses reportlab, as it was published: on being imported reportlab runs ``reportlab_mods`` and
``reportlab_settings`` from wherever Python or the home folder has them, and takes every variable that begins with
RL_ for a setting. A press sheet must not depend on them, and a file that came by e-mail must not be run. It must
not know of sheets, output intents or PDF/X. Answers to ISO 32000-1, 8.5 (paths), 8.6.6.4 (Separation) and 8.6.7
(overprint), and to reportlab's rl_config.py and __init__.py.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from types import ModuleType

from keytag.drawing.artwork import Artwork, Fill, Group, Item, Stroke
from keytag.drawing.geometry import Affine, Path
from keytag.drawing.ink import Ink
from keytag.output.pdf.layers import layer_of_item
from keytag.units import to_pt

# Whose presence keeps reportlab from looking on in the home folder; empty.
_EMPTY = ("reportlab_mods", "reportlab_settings")
# Beside reportlab's own modules; None tells Python that there is no such module.
_ABSENT = ("reportlab.local_rl_mods", "reportlab.local_rl_settings")
_VARIABLE = "RL_"


@contextmanager
def isolated_reportlab() -> Iterator[None]:
    """Let reportlab be imported within; what it would have read stays unread for the rest of the run."""
    # Windows knows variables in capitals only, others as they are written.
    hidden = {name: value for name, value in os.environ.items() if name.startswith(_VARIABLE)}
    for name in hidden:
        del os.environ[name]
    sys.modules.update({name: ModuleType(name) for name in _EMPTY})
    sys.modules.update(dict.fromkeys(_ABSENT))  # type: ignore[arg-type]  # None is what Python's manual says
    try:
        yield
    finally:
        os.environ.update(hidden)


with isolated_reportlab():
    from reportlab.lib.colors import CMYKColor, CMYKColorSep
    from reportlab.pdfgen.canvas import Canvas
_POINT = "%.7g %.7g "
_WRITTEN = {"M": f"{_POINT}m", "L": f"{_POINT}l", "C": f"{_POINT * 3}c", "Z": "h"}
# ISO 32000-1, table 54: round joins keep the points of fine lettering from shooting out.
_ROUND_JOIN = 1
_BUTT_CAP = 0


class _Canvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas whose pages begin empty."""

    def _make_preamble(self) -> None:
        """Open no page with text operators: reportlab would select a Helvetica that nobody embeds."""
        self._preamble = ""


def draw_pages(artworks: Sequence[Artwork], *, layers: bool = False) -> bytes:
    """Return a PDF with one page for each of ``artworks``, the page being its page box.

    Where ``layers`` is set, technical items stand between ``/OC`` marks that name their processing step; who
    uses the page registers the names. The pages are raw material: `keytag.output.pdf.assemble` cleans and places
    them.
    """
    buffer = BytesIO()
    # No colour space is enforced: to reportlab a process mixture that looks grey is black alone.
    canvas = _Canvas(buffer, pageCompression=0, invariant=1)
    for artwork in artworks:
        box = artwork.page_box
        canvas.setPageSize((to_pt(box.width), to_pt(box.height)))
        # The one door: millimetres with y down from the trim's corner become points with y up from the page's.
        scale = to_pt(1.0)
        canvas.transform(scale, 0, 0, -scale, -to_pt(box.x0), to_pt(box.y1))
        _paint(canvas, artwork.items, layers=layers)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _paint(canvas: Canvas, items: tuple[Item, ...], *, layers: bool) -> None:
    """Paint ``items`` in order; whatever one of them sets is gone before the next."""
    for item in items:
        if isinstance(item, Group):
            canvas.saveState()
            _transform(canvas, item.transform)
            if item.clip is not None:
                canvas.addLiteral(f"{_operations(item.clip)} W n")
            _paint(canvas, item.items, layers=layers)
            canvas.restoreState()
        elif not item.path.is_empty:
            layer = layer_of_item(item) if layers else None
            if layer is not None:
                canvas.addLiteral(f"/OC /{layer.name} BDC")
            _paint_item(canvas, item)
            if layer is not None:
                canvas.addLiteral("EMC")


def _paint_item(canvas: Canvas, item: Fill | Stroke) -> None:
    """Paint one path between ``q`` and ``Q`` where it overprints or is stroked, so that no state leaks out."""
    if isinstance(item, Stroke):
        canvas.saveState()
        _overprint_strokes(canvas, item)
        canvas.setStrokeColor(_colour(item.ink))
        canvas.setLineWidth(round(item.width, 4))
        canvas.setLineJoin(_ROUND_JOIN)
        canvas.setLineCap(_BUTT_CAP)
        if item.dash:
            canvas.setDash([round(length, 3) for length in item.dash])
        canvas.addLiteral(f"{_operations(item.path)} S")
        canvas.restoreState()
        return
    overprints = item.overprint or item.spares_spots
    if overprints:
        canvas.saveState()
        canvas.setFillOverprint(True)
        canvas.setOverprintMask(item.overprint)
    canvas.setFillColor(_colour(item.ink))
    canvas.addLiteral(f"{_operations(item.path)} f")
    if overprints:
        canvas.restoreState()


def _overprint_strokes(canvas: Canvas, item: Stroke) -> None:
    """Switch overprint for strokes alone, in the mode that ``item`` wants.

    ISO 32000-1, table 58: ``/OP`` without ``/op`` sets both, so ``/op`` is taken back straight after it.
    """
    if item.overprint or item.spares_spots:
        canvas.setStrokeOverprint(True)
        canvas.setFillOverprint(False)
        canvas.setOverprintMask(item.overprint)


def _colour(ink: Ink) -> CMYKColor:
    """Return reportlab's colour for ``ink``: a Separation for a spot, else DeviceCMYK."""
    cyan, magenta, yellow, black = ink.cmyk
    if ink.spot:
        # ISO 32000-1, 7.3.5: a name that is read as text is UTF-8; reportlab escapes one byte for each character.
        name = ink.name.encode().decode("latin-1")
        return CMYKColorSep(cyan, magenta, yellow, black, spotName=name, density=ink.tint)
    return CMYKColor(cyan, magenta, yellow, black)


def _transform(canvas: Canvas, matrix: Affine) -> None:
    if matrix != Affine():
        canvas.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


@lru_cache(maxsize=1024)
def _operations(path: Path) -> str:
    """Return the path construction operators of ``path`` in mm, rounded once, to a thousandth.

    Kept: a side is drawn for its one-ups with and without the cut, for the sheets and to be measured.

    Written directly: reportlab's path object takes more than twice as long, and paths are nearly all of a page.
    """
    return "\n".join(_WRITTEN[op] % tuple([round(value, 3) + 0.0 for value in xy]) for op, xy in path.commands)
