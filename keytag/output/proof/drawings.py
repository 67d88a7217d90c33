"""The drawings of a proof: a tag cut and punched, off the cut, enlarged with its lines; rulers; the code.

Nothing is drawn over a tag at true size, not even its cut: a hairline round it shows where white stock ends.
"""

from __future__ import annotations

from keytag.drawing.artwork import Artwork, Fill, Item, Role, Stroke
from keytag.drawing.geometry import IDENTITY, Affine, Hole, Path, Rect, Shape, rectangle
from keytag.drawing.ink import BLACK, PAPER, Ink
from keytag.drawing.lettering import outline
from keytag.drawing.qr import trace
from keytag.output.page.canvas import A4, Align, Canvas, Style
from keytag.output.proof.facts import SPECIMEN, ProofCode, ProofEdition, ProofSide

# House rules: what shows the end of white stock, and the lines of the enlarged picture, in mm on the page.
_EDGE, _EDGE_INK = 0.1, Ink("edge", (0.0, 0.0, 0.0, 0.45))
LINE_INK = Ink("proof line", (1.0, 0.55, 0.0, 0.0))
_LINE, _CASING, _DASH = 0.3, 0.55, (0.9, 1.5)
_TICK_STYLE = Style(7.0, 500)
# House rules: a specimen's words across the page, so light that nothing is hard to read over them.
_SPECIMEN_INK = Ink("specimen tint", (0.0, 0.1, 0.08, 0.0))
_SPECIMEN_PT, _LEAN_DEG = 55.0, -55.0


def draw_cut_tag(
    canvas: Canvas,
    cut: Shape,
    side: ProofSide,
    place: Affine,
    *,
    is_off: bool = False,
    ground: Ink = PAPER,
) -> None:
    """Draw ``side`` cut to the shape ``cut`` and with its hole punched; ``is_off`` by the worst misregister.

    ``ground`` is what shows through the hole.
    """
    shape, trim = cut.outline(), cut.trim
    under = (Stroke(shape, _EDGE_INK, 2 * _EDGE / place.a, Role.ART), Fill(shape, PAPER, Role.ART))
    canvas.place(Artwork(under, trim, 0.0, 2 * _EDGE / place.a), place)
    shift = Affine.translation(*side.stray) if is_off else IDENTITY
    canvas.place_clipped(side.look, shift.then(place), shape.transformed(place))
    if side.hole is not None:
        canvas.place(Artwork(_punched(side.hole, place.a, ground), trim), place)


def _punched(hole: Hole, scale: float, ground: Ink) -> tuple[Item, ...]:
    """Return a hole as one sees it: what lies beneath, and at its edge a hairline that shows it on white."""
    within = Hole(hole.cx, hole.cy, max(hole.diameter - 2 * _EDGE / scale, 0.1))
    return (Fill(hole.outline(), _EDGE_INK, Role.ART), Fill(within.outline(), ground, Role.ART))


def draw_measured_tag(canvas: Canvas, edition: ProofEdition, side: ProofSide, place: Affine) -> None:
    """Draw ``side`` with its cut, safe area and hole as lines that are thin on the page."""
    shape, safe, scale = edition.shape.outline(), edition.safe_area, place.a
    canvas.place(Artwork((Fill(shape, PAPER, Role.ART),), edition.shape.trim), place)
    canvas.place_clipped(side.look, place, shape.transformed(place))
    items: list[Item] = []
    if side.hole is not None:
        items += (Fill(side.hole.outline(), PAPER, Role.ART), *_cased(side.hole.outline(), scale))
    if safe is not None:
        items += _cased(safe, scale, _DASH)
    items += _cased(shape, scale)
    canvas.place(Artwork(tuple(items), edition.shape.trim, 0.0, _CASING / scale), place)


def _cased(path: Path, scale: float, dash: tuple[float, ...] = ()) -> tuple[Item, ...]:
    """Return a line that is seen on every ground; between its dashes what lies beneath is seen."""
    dashes = tuple(length / scale for length in dash)
    return (
        Stroke(path, PAPER, _CASING / scale, Role.ART, dash=dashes),
        Stroke(path, LINE_INK, _LINE / scale, Role.ART, dash=dashes),
    )


def draw_legend(canvas: Canvas, x: float, y: float, style: Style) -> None:
    """Say what the lines of the enlarged picture are, its baseline at ``y``."""
    middle = y - style.em * 0.33
    for said, dash in (("mép cắt, mép lỗ", ()), ("vùng an toàn của chữ, số", _DASH)):
        path = Path((("M", (x, middle)), ("L", (x + 8.0, middle))))
        canvas.stroked(path, LINE_INK, _LINE, dash)
        canvas.line(said, x + 9.6, y, style)
        x += 9.6 + style.width(said) + 7.0


def draw_ruler(canvas: Canvas, x: float, y: float, millimetres: int = 50) -> None:
    """Draw a ruler whose upper edge is at ``y``, with a line for every millimetre."""
    canvas.filled(Rect(x, y, x + millimetres, y + 0.18), BLACK)
    boxes = []
    for mm in range(millimetres + 1):
        long = 3.4 if mm % 10 == 0 else 2.4 if mm % 5 == 0 else 1.5
        wide = 0.18 if mm % 5 == 0 else 0.11
        boxes.append(rectangle(Rect(x + mm - wide / 2, y, x + mm + wide / 2, y + long)))
        if mm % 10 == 0:
            canvas.line(str(mm), x + mm, y + 6.4, _TICK_STYLE, Align.CENTRE)
    marks = tuple(Fill(box, BLACK, Role.RULE) for box in boxes)
    canvas.draw(marks, Rect(x - 1.0, y, x + millimetres + 1.0, y + 4.0))


def draw_bar(canvas: Canvas, x: float, y: float, millimetres: float = 100.0) -> None:
    """Draw a bar between two ends that is so long from end to end: what to lay a ruler to."""
    canvas.filled(Rect(x, y + 1.25, x + millimetres, y + 2.15), BLACK)
    for end in (x, x + millimetres - 0.3):
        canvas.filled(Rect(end, y, end + 0.3, y + 3.4), BLACK)


def draw_code(canvas: Canvas, code: ProofCode, x: float, y: float, wide: float) -> None:
    """Draw the code alone, ``wide`` mm without its quiet zone."""
    path = trace(code.symbol, 0.0, 0.0, wide / code.symbol.size)
    canvas.draw((Fill(path, BLACK, Role.QR),), Rect(0.0, 0.0, wide, wide), x, y)


def draw_specimen(canvas: Canvas) -> None:
    """Write across the page that it is a specimen: first of all, so that it hides nothing."""
    style = Style(_SPECIMEN_PT, 800)
    run = style.run(SPECIMEN)
    path = outline(run, style.em)
    box = path.bounds()
    centre = Affine.translation(-box.centre[0], -box.centre[1])
    place = centre.then(Affine.rotation(_LEAN_DEG)).then(Affine.translation(*A4.centre))
    canvas.place(Artwork((Fill(path, _SPECIMEN_INK, Role.ART),), box), place)
