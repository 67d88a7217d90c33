"""The drawing of a mould: outline, hole, and what stands out of the body, level by level and colour by colour.

As DXF for who engraves the mould, and as a page of A4 with its measures. Both sides are drawn as each is seen.
What is printed on the goods afterwards is no part of it. Must not know of jobs or shops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace as replaced

from keytag.artwork import Fill, Role, Stroke
from keytag.cutting.dxf import DxfLayer, write_layers
from keytag.geometry import Affine, Hole, Path, Point, Rect, Shape, circle, polyline
from keytag.geometry.curves import Chain, Curve, hole_of, outline_of
from keytag.imposition import Page
from keytag.ink import Ink
from keytag.paper.board import BODY, HEAD, LEFT, RIGHT, SECOND, Board
from keytag.paper.letters import Align, Style, shortened
from keytag.wording import Text

# House rule: an engraver's tool has a radius of a tenth of a millimetre; a tenth of that is nothing to it.
_CLOSELY = 0.01
# House rules, in mm: between the two sides, round them, and how high figures are in the DXF.
_APART, _ROUND, _FIGURES = 15.0, 12.0, 2.0
# House rules: how large a side is drawn on the page, the largest that has room; its place, and its least height.
_SCALES = (3.0, 2.0, 1.5, 1.0, 0.75, 0.5)
_TOP, _ROOM, _GAP = 62.0, 66.0, 24.0
_LINE = Ink("line", (0.0, 0.0, 0.0, 1.0))
_THIN = 0.15
_TITLE = Style(16.0, 700)
# House rule: so many lines of levels have room on the page, and no tag has more.
_MOST_LEVELS = 12


class Raised(Struct, frozen=True):
    """What stands at one level in one colour: closed contours, ``level`` counted from the body's face up."""

    side: str
    level: int
    ink: Ink
    paths: tuple[Path, ...]


class MouldDrawing(Struct, frozen=True):
    """A mould: shape and hole of the front, the body's colour and thickness in mm, what stands out, whose it is.

    ``relief`` is how high each level is in mm; ``editions`` are all that this mould serves.
    """

    number: int
    count: int
    shape: Shape
    hole: Hole | None
    body: Ink
    thickness: float | None
    relief: float
    raised: tuple[Raised, ...]
    editions: tuple[str, ...]

    def hole_of(self, side: str) -> Hole | None:
        """Return the hole as ``side`` sees it."""
        if self.hole is None or side == "front":
            return self.hole
        return self.hole.mirrored(self.shape.width)


class MouldPaper(Struct, frozen=True):
    """What stands round the drawing: issuer, job, day and the package's number."""

    issuer: str
    job: str
    date: date
    content_hash: str


def mould_dxf(of: MouldDrawing, colour_of: Callable[[Ink], tuple[int, int, int]]) -> bytes:
    """Return the drawing as DXF R2010 in mm at true size, the back to the right of the front as it is seen."""
    width, height = of.shape.width, of.shape.height
    lefts = {"front": _ROUND, "back": _ROUND + width + _APART}
    outline: list[Curve] = []
    holes: list[Curve] = []
    for side, left in lefts.items():
        place = Affine.translation(left, _ROUND)
        outline.append(outline_of(of.shape).through(place))
        hole = of.hole_of(side)
        if hole is not None:
            holes.append(hole_of(hole).through(place))
    layers = [DxfLayer("HOLE", (0, 0, 255), tuple(holes)), DxfLayer("OUTLINE", (255, 0, 0), tuple(outline))]
    notes: list[tuple[str, Point]] = [(f"BODY {of.body.name}", (_ROUND, _FIGURES + 1.0))]
    for each in of.raised:
        place = Affine.translation(lefts[each.side], _ROUND)
        curves = tuple(_chain(points, place) for path in each.paths for points in path.flattened(_CLOSELY))
        layers.append(DxfLayer(_layer_name(each), colour_of(each.ink), curves))
    bottom = 2 * _ROUND + height
    for line, each in enumerate(of.raised, start=1):
        top = each.level * of.relief
        notes.append((f"{_layer_name(each)}  +{top:g} mm", (_ROUND, bottom + line * _FIGURES * 1.6)))
    lines, figures = _measures(of)
    tall = bottom + (len(of.raised) + 1) * _FIGURES * 1.6
    layers.append(DxfLayer("DIMENSIONS", (128, 128, 128), lines, (*figures, *notes)))
    return write_layers(tuple(layers), 2 * _ROUND + 2 * width + _APART, tall, _FIGURES)


def _layer_name(each: Raised) -> str:
    colour = "".join(c if c.isascii() and c.isalnum() else "-" for c in each.ink.name).strip("-").upper()
    return f"{each.side.upper()}-{each.level}-{colour or 'COLOUR'}"


def _chain(points: tuple[Point, ...], place: Affine) -> Chain:
    return Chain(tuple((x, y, 0.0) for x, y in points), closed=True).through(place)


def _measures(of: MouldDrawing) -> tuple[tuple[Curve, ...], tuple[tuple[str, Point], ...]]:
    """Return lines and figures of the front's width and height, of its hole, and how far that is from the edge."""
    width, height = of.shape.width, of.shape.height
    x0, y0, x1, y1 = _ROUND, _ROUND, _ROUND + width, _ROUND + height
    below, right = y1 + 3.0, x1 + 3.0
    lines = [_straight((x0, below), (x1, below)), _straight((right, y0), (right, y1))]
    figures = [
        (f"{width:g}", (x0 + width / 2 - _FIGURES, below + _FIGURES + 1.0)),
        (f"{height:g}", (right + 1.0, y0 + height / 2)),
    ]
    if of.hole is not None:
        figures.append((_hole_text(of.hole, of.shape, "edge"), (x0 + of.hole.cx, y0 - 2.0)))
    return tuple(lines), tuple(figures)


def _hole_text(hole: Hole, shape: Shape, between: str) -> str:
    """Return the hole's width, and what is left between it and the cut, with words ``between`` them."""
    left = shape.depth((hole.cx, hole.cy)) - hole.radius
    return f"Ø {hole.diameter:g} mm, {between} {left:.1f} mm"


def _straight(start: Point, end: Point) -> Chain:
    return Chain(((*start, 0.0), (*end, 0.0)), closed=False)


def mould_page(of: MouldDrawing, paper: MouldPaper) -> Page:
    """Return the drawing as a page of A4: both sides with measures, and each level with its colour and height."""
    board = Board()
    board.beside(Text("BẢN VẼ KHUÔN", "MOULD DRAWING"), LEFT, 20.0, _TITLE)
    board.line(f"{of.number}/{of.count}", RIGHT, 20.0, _TITLE, Align.RIGHT)
    board.rule(24.0, heavy=True)
    board.line(shortened(paper.issuer, HEAD, RIGHT - LEFT), LEFT, 31.0, HEAD)
    names = ", ".join(of.editions)
    board.line(
        shortened(f"Mẫu / Editions ({len(of.editions)}): {names}", SECOND, RIGHT - LEFT), LEFT, 36.0, SECOND
    )
    board.pair(_body(of), LEFT, 43.0)
    room = (RIGHT - LEFT - 24.0, _ROOM)
    scale = next((s for s in _SCALES if of.shape.width * s <= room[0] and of.shape.height * s <= room[1]), 0.5)
    y = _TOP
    for side, title in (("front", Text("Mặt trước", "Front")), ("back", Text("Mặt sau", "Back"))):
        board.beside(title, LEFT, y, BODY)
        board.line(f"{scale:g} : 1", RIGHT, y, SECOND, Align.RIGHT)
        _side(board, of, side, (LEFT + 8.0, y + 10.0), scale)
        y += of.shape.height * scale + _GAP
    _levels(board, of, y)
    board.rule(284.0)
    board.line(f"{paper.job}  ·  {paper.date.isoformat()}", LEFT, 289.0, SECOND)
    board.line(f"# {paper.content_hash}", RIGHT, 289.0, SECOND, Align.RIGHT)
    return board.page()


def _body(of: MouldDrawing) -> Text:
    thick = of.thickness
    vi = f"dày {thick:g} mm, chưa kể phần nổi" if thick is not None else "bề dày: ........ mm"
    en = f"{thick:g} mm thick, without what stands out" if thick is not None else "thickness: ........ mm"
    return Text(f"Thân: {of.body.name}, {vi}", f"Body: {of.body.name}, {en}")


def _side(board: Board, of: MouldDrawing, side: str, corner: Point, scale: float) -> None:
    """Draw one side: the body in its colour, what stands on it, and on the front its measures."""
    place = Affine(scale, 0.0, 0.0, scale, *corner)
    outline, hole = of.shape.outline(), of.hole_of(side)
    items: list[Fill | Stroke] = [Fill(outline, _shown(of.body), Role.ART), Stroke(outline, _LINE, 0.1, Role.ART)]
    for each in of.raised:
        if each.side == side:
            for path in each.paths:
                items += (Fill(path, _shown(each.ink), Role.ART), Stroke(path, _LINE, 0.05, Role.ART))
    if hole is not None:
        punched = circle(hole.cx, hole.cy, hole.radius)
        items += (
            Fill(punched, Ink("paper", (0.0, 0.0, 0.0, 0.0)), Role.ART),
            Stroke(punched, _LINE, 0.1, Role.ART),
        )
    drawn = tuple(replaced(item, path=item.path.transformed(place)) for item in items)
    box = Rect(corner[0], corner[1], corner[0] + of.shape.width * scale, corner[1] + of.shape.height * scale)
    board.draw(drawn, box.grown(1.0))
    for start, end in _ticks(box):
        board.stroked(polyline((start, end)), _LINE, _THIN)
    board.line(f"{of.shape.width:g} mm", (box.x0 + box.x1) / 2, box.y1 + 9.0, SECOND, Align.CENTRE)
    board.line(f"{of.shape.height:g} mm", box.x1 + 6.5, (box.y0 + box.y1) / 2 + 1.0, SECOND)
    if hole is not None:
        text = _hole_text(hole, of.shape, "cách mép / from the edge")
        is_right = hole.cx > of.shape.width / 2
        x, align = (box.x1, Align.RIGHT) if is_right else (box.x0, Align.LEFT)
        board.line(text, x, box.y0 - 2.5, SECOND, align)


def _ticks(box: Rect) -> Iterator[tuple[Point, Point]]:
    """Yield the dimension lines below and at the right, each with its ends."""
    below, right = box.y1 + 4.0, box.x1 + 4.0
    yield (box.x0, below), (box.x1, below)
    yield (right, box.y0), (right, box.y1)
    for x in (box.x0, box.x1):
        yield (x, below - 1.5), (x, below + 1.5)
    for y in (box.y0, box.y1):
        yield (right - 1.5, y), (right + 1.5, y)


def _levels(board: Board, of: MouldDrawing, y: float) -> None:
    """List what stands out: side, level, colour, height over the body's face."""
    if not of.raised:
        nothing = Text(
            "Không có phần nổi: mọi chữ in lên thân.", "Nothing stands out: all is printed on the body."
        )
        board.pair(nothing, LEFT, y)
        return
    columns = (
        (LEFT, Text("Mặt", "Side")),
        (LEFT + 40.0, Text("Tầng", "Level")),
        (LEFT + 65.0, Text("Màu", "Colour")),
        (LEFT + 125.0, Text("Cao trên thân", "Above the body")),
    )
    for x, title in columns:
        board.pair(title, x, y, HEAD)
    board.rule(y + 6.5)
    names = {"front": "trước / front", "back": "sau / back"}
    for line, each in enumerate(of.raised[:_MOST_LEVELS]):
        at = y + 12.0 + line * 6.0
        cells = (names[each.side], str(each.level), each.ink.name, f"+{each.level * of.relief:g} mm")
        for (x, _), cell in zip(columns, cells, strict=True):
            board.line(cell, x, at, BODY)


def _shown(ink: Ink) -> Ink:
    """Return ``ink`` as process colours, so that the page needs no plate of its own to be seen."""
    cyan, magenta, yellow, black = (amount * ink.tint for amount in ink.cmyk)
    return Ink(ink.name, (cyan, magenta, yellow, black))
