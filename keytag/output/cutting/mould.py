"""The drawing of a mould: outline, hole, and what stands out of the body, level by level and colour by colour.

As DXF for who engraves the mould, and as a page of A4 with its measures. Both sides are drawn as each is seen.
What is printed on the goods afterwards is no part of it. Must not know of jobs or shops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace as replaced

from keytag.drawing.artwork import Fill, Role, Stroke
from keytag.drawing.geometry import Affine, Hole, Path, Point, Rect, Shape, circle, polyline, rectangle
from keytag.drawing.geometry.curves import Chain, Curve, hole_of, outline_of
from keytag.drawing.ink import Ink
from keytag.drawing.paper import PaperPage
from keytag.output.cutting.dxf import DxfLayer, write_drawing_dxf
from keytag.output.page.canvas import BODY, HEAD, LEFT, RIGHT, SECOND, Align, Canvas, Style, shorten_to_fit
from keytag.text.figures import format_day, format_measure
from keytag.text.text import Text, same_text

# House rule: an engraver's tool has a radius of a tenth of a millimetre; a tenth of that is nothing to it.
_CLOSELY = 0.01
# House rules, in mm: between the two sides, round them, and how high figures are in the DXF.
_APART, _ROUND, _FIGURES = 15.0, 12.0, 2.0
# House rules: how large a side is drawn on the page, the largest that has room; its place, and its least height.
_SCALES = (2.0, 1.5, 1.0, 0.75, 0.5, 0.25)
_TOP, _ROOM, _GAP = 62.0, 42.0, 20.0
_LINE = Ink("line", (0.0, 0.0, 0.0, 1.0))
_THIN = 0.15
_TITLE = Style(16.0, 700)
# House rules: so many lines of levels and measures have room on the page; how high the section is drawn, in mm for
# each mm, and its width.
_MOST_LINES = 9
_SECTION, _SECTION_WIDE = 5.0, 70.0


class ReliefPart(Struct, frozen=True):
    """One thing that stands out, and what of it a mould maker measures, in mm.

    ``said`` are the letters of lettering. ``height`` is that of the highest letter, or of a ground; ``stroke`` the
    width of a line, or of the thinnest stroke; ``inset`` how far a line's outer edge keeps inside the outline.
    """

    said: str = ""
    height: float | None = None
    stroke: float | None = None
    inset: float | None = None


class ReliefLevel(Struct, frozen=True):
    """What stands at one level in one colour: closed contours, ``level`` counted from the body's face up."""

    side: str
    level: int
    ink: Ink
    paths: tuple[Path, ...]
    parts: tuple[ReliefPart, ...] = ()


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
    raised: tuple[ReliefLevel, ...]
    editions: tuple[str, ...]

    @property
    def tallest(self) -> dict[str, float]:
        """How high each side stands over the body, in mm."""
        levels = {side: [each.level for each in self.raised if each.side == side] for side in ("front", "back")}
        return {side: max(found, default=0) * self.relief for side, found in levels.items()}

    @property
    def total(self) -> float | None:
        """The whole thickness with what stands out on both sides; None where nobody says the body's."""
        return None if self.thickness is None else self.thickness + sum(self.tallest.values())

    def hole_of(self, side: str) -> Hole | None:
        """Return the hole as ``side`` sees it."""
        if self.hole is None or side == "front":
            return self.hole
        return self.hole.mirrored(self.shape.width)


class TitleBlock(Struct, frozen=True):
    """What stands round the drawing: issuer, job, day and the package's number."""

    issuer: str
    job: str
    date: date
    content_hash: str
    stamp: str = ""
    """What is to be said first of what nobody approved."""


Titles = Callable[[Ink], Text]
"""Names a colour in both languages."""


def _named(ink: Ink) -> Text:
    return same_text(ink.name)


def mould_dxf(
    of: MouldDrawing,
    colour_of: Callable[[Ink], tuple[int, int, int]],
    title_of: Titles = _named,
    stamp: str = "",
) -> bytes:
    """Return the drawing as DXF R2010 in mm at true size, the back to the right of the front as it is seen.

    ``stamp`` is written first below it.
    """
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
    for each in of.raised:
        place = Affine.translation(lefts[each.side], _ROUND)
        curves = tuple(_chain(points, place) for path in each.paths for points in path.flattened(_CLOSELY))
        layers.append(DxfLayer(_layer_name(each), colour_of(each.ink), curves))
    bottom = 2 * _ROUND + height
    said = [*([stamp] if stamp else ()), *_dxf_notes(of, title_of)]
    leading = _FIGURES * 1.6
    notes = [(line, (_ROUND, bottom + number * leading)) for number, line in enumerate(said, start=1)]
    notes += [
        (name, (lefts[side], _FIGURES * 2))
        for side, name in (("front", "MAT TRUOC / FRONT"), ("back", "MAT SAU / BACK"))
    ]
    lines, figures = _measures(of)
    tall = bottom + (len(said) + 1) * leading
    wide = max(2 * _ROUND + 2 * width + _APART, *(_ROUND * 2 + len(line) * _FIGURES for line in said))
    layers.append(DxfLayer("DIMENSIONS", (128, 128, 128), lines, (*figures, *notes)))
    return write_drawing_dxf(tuple(layers), wide, tall, _FIGURES)


def _dxf_notes(of: MouldDrawing, title_of: Titles) -> list[str]:
    """Return what is written under the drawing: what it shows, the body, each level and what stands on it."""
    said = [f"{_GOODS.vi}", f"{_GOODS.en}"]
    body = title_of(of.body)
    if of.thickness is not None and of.total is not None:
        said.append(f"THÂN / BODY: {body.vi} / {body.en}, {of.thickness:g} mm; tất cả / in all {of.total:g} mm")
    else:
        said.append(f"THÂN / BODY: {body.vi} / {body.en}, dày / thick ...... mm")
    if of.hole is not None:
        x, y = _hole_at(of.hole)
        said.append(f"LỖ / HOLE: dia. {of.hole.diameter:g} mm, X {x:g}, Y {y:g} mm")
    for each in of.raised:
        title = title_of(each.ink)
        said.append(f"{_layer_name(each)}: +{each.level * of.relief:g} mm, {title.vi} / {title.en}")
        said += (f"   {(words := _part_words(part)).vi} / {words.en}" for part in each.parts)
    return said


_GOODS = Text(
    "Hình là móc khóa thành phẩm, mỗi mặt như người dùng nhìn thấy; lòng khuôn thì lật gương.",
    "Drawn are the finished goods, each side as its reader sees it; the cavity is their mirror image.",
)


def _hole_at(hole: Hole) -> Point:
    """Return how far the hole's middle is from the left and the upper end of the front."""
    return (round(hole.cx, 2), round(hole.cy, 2))


def _part_words(part: ReliefPart) -> Text:
    """Return what a part is, with its measures."""
    vi, en = [], []
    if part.inset is not None and part.stroke is not None:
        stroke, inset = _mm(part.stroke), _mm(part.inset)
        return Text(
            f"gờ rộng {stroke.vi} mm, cách mép {inset.vi} mm", f"rim {stroke.en} mm wide, {inset.en} mm inside"
        )
    if part.height is not None:
        high = _mm(part.height)
        vi.append(f"cao {high.vi} mm")
        en.append(f"{high.en} mm high")
    if part.stroke is not None:
        stroke = _mm(part.stroke)
        vi.append(f"nét từ {stroke.vi} mm")
        en.append(f"strokes from {stroke.en} mm")
    what = Text(f"“{part.said}”", f"“{part.said}”") if part.said else Text("mảng nổi", "raised ground")
    return Text(f"{what.vi}: {', '.join(vi)}", f"{what.en}: {', '.join(en)}")


def _mm(figure: float) -> Text:
    return format_measure(round(figure, 2))


def _layer_name(each: ReliefLevel) -> str:
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
        x, y = x0 + of.hole.cx, y0 + of.hole.cy
        far = of.hole.radius + 1.0
        lines += [_straight((x - far, y), (x + far, y)), _straight((x, y - far), (x, y + far))]
        figures.append((_hole_text(of.hole, of.shape, "edge"), (x0, y0 - 2.0)))
    return tuple(lines), tuple(figures)


def _hole_text(hole: Hole, shape: Shape, between: str) -> str:
    """Return the hole's width, and what is left between it and the cut, with words ``between`` them."""
    left = shape.depth((hole.cx, hole.cy)) - hole.radius
    return f"Ø {hole.diameter:g} mm, {between} {left:.1f} mm"


def _hole_words(hole: Hole, shape: Shape) -> Text:
    """Return where the hole is, by its middle, and what is left round it."""
    x, y = (format_measure(each) for each in _hole_at(hole))
    wide, left = (
        format_measure(hole.diameter),
        format_measure(round(shape.depth((hole.cx, hole.cy)) - hole.radius, 2)),
    )
    return Text(
        f"Lỗ Ø {wide.vi} mm: tâm cách mép trái {x.vi} mm, mép trên {y.vi} mm; còn {left.vi} mm nhựa",
        f"Hole Ø {wide.en} mm: middle {x.en} mm from the left, {y.en} mm from the top; {left.en} mm left",
    )


def _straight(start: Point, end: Point) -> Chain:
    return Chain(((*start, 0.0), (*end, 0.0)), closed=False)


def mould_page(of: MouldDrawing, paper: TitleBlock, title_of: Titles = _named) -> PaperPage:
    """Return the drawing as a page of A4: both sides with measures, a section, levels, and what is asked."""
    canvas = Canvas()
    canvas.beside(Text("BẢN VẼ KHUÔN", "MOULD DRAWING"), LEFT, 20.0, _TITLE)
    canvas.line(f"{of.number}/{of.count}", RIGHT, 20.0, _TITLE, Align.RIGHT)
    canvas.rule(24.0, heavy=True)
    canvas.line(shorten_to_fit(paper.issuer, HEAD, RIGHT - LEFT), LEFT, 31.0, HEAD)
    names = ", ".join(of.editions)
    canvas.line(
        shorten_to_fit(f"Mẫu / Editions ({len(of.editions)}): {names}", SECOND, RIGHT - LEFT), LEFT, 36.0, SECOND
    )
    canvas.pair(_GOODS, LEFT, 42.5, HEAD.fitted(_GOODS.vi, RIGHT - LEFT, 9.0))
    if of.hole is not None:
        canvas.pair(_hole_words(of.hole, of.shape), LEFT, 51.5, HEAD)
    room = (RIGHT - LEFT - 24.0, _ROOM)
    scale = next((s for s in _SCALES if of.shape.width * s <= room[0] and of.shape.height * s <= room[1]), 0.25)
    y = _TOP
    for side, title in (("front", Text("Mặt trước", "Front")), ("back", Text("Mặt sau", "Back"))):
        canvas.beside(title, LEFT, y, BODY)
        canvas.line(f"{scale:g} : 1", RIGHT, y, SECOND, Align.RIGHT)
        _side(canvas, of, side, (LEFT + 8.0, y + 5.0), scale)
        y += of.shape.height * scale + _GAP
    y = _section(canvas, of, y, title_of)
    _levels(canvas, of, y, title_of)
    _asked(canvas, 263.0)
    canvas.rule(284.0)
    canvas.line(f"{paper.job}  ·  {format_day(paper.date)}", LEFT, 289.0, SECOND)
    canvas.line(f"{paper.stamp}  # {paper.content_hash}".strip(), RIGHT, 289.0, SECOND, Align.RIGHT)
    return canvas.page()


def _section(canvas: Canvas, of: MouldDrawing, y: float, title_of: Titles) -> float:
    """Draw body and levels cut across, heights at scale, and say how thick all of it is; return where it ends."""
    canvas.beside(Text("Mặt cắt (sơ đồ)", "Section (a diagram)"), LEFT, y, BODY)
    front, back = of.tallest["front"], of.tallest["back"]
    body = of.thickness or 3.0
    top = y + 4.0 + front * _SECTION
    box = Rect(LEFT + 8.0, top, LEFT + 8.0 + _SECTION_WIDE, top + body * _SECTION)
    canvas.draw(
        (Fill(rectangle(box), _shown(of.body), Role.ART), Stroke(rectangle(box), _LINE, 0.1, Role.ART)), box
    )
    for side, sign in (("front", -1.0), ("back", 1.0)):
        face = box.y0 if side == "front" else box.y1
        found = {(each.level, each.ink) for each in of.raised if each.side == side}
        levels = sorted(found, key=lambda one: (one[0], one[1].name))
        for number, (level, ink) in enumerate(levels):
            x = box.x0 + 4.0 + number * (_SECTION_WIDE - 8.0) / len(levels)
            far = face + sign * level * of.relief * _SECTION
            step = Rect(x, min(face, far), x + (_SECTION_WIDE - 8.0) / len(levels) - 3.0, max(face, far))
            drawn = (Fill(rectangle(step), _shown(ink), Role.ART), Stroke(rectangle(step), _LINE, 0.1, Role.ART))
            canvas.draw(drawn, step)
    low = box.y1 + back * _SECTION
    title = title_of(of.body)
    x = box.x1 + 8.0
    canvas.stroked(polyline(((box.x1 + 4.0, box.y0), (box.x1 + 4.0, box.y1))), _LINE, _THIN)
    for end in (box.y0, box.y1):
        canvas.stroked(polyline(((box.x1 + 2.5, end), (box.x1 + 5.5, end))), _LINE, _THIN)
    thick = format_measure(of.thickness, " mm") if of.thickness is not None else same_text("........ mm")
    canvas.pair(Text(f"Thân {title.vi}: {thick.vi}", f"Body {title.en}: {thick.en}"), x, box.y0 + 3.5, BODY)
    total = format_measure(of.total, " mm") if of.total is not None else same_text("........ mm")
    rise, fall = format_measure(front, " mm"), format_measure(back, " mm")
    said = Text(
        f"Cả phần nổi: {total.vi} (trước +{rise.vi}, sau +{fall.vi})",
        f"With what stands out: {total.en} (front +{rise.en}, back +{fall.en})",
    )
    canvas.pair(said, x, box.y0 + 13.0, BODY.fitted(said.vi, RIGHT - x, 8.0))
    return max(low, box.y0 + 18.0) + 7.0


def _asked(canvas: Canvas, y: float) -> None:
    """Leave room for what the moulder alone can say."""
    canvas.rule(y - 5.5)
    said = (
        Text("Xưởng khuôn ghi: góc thoát ........°, bo góc R ........ mm", "Moulder: draft, radius of corners"),
        Text("dung sai ± ........ mm, co ngót ........ %, số lòng ........", "tolerance, shrinkage, cavities"),
    )
    canvas.pair(said[0], LEFT, y, BODY)
    canvas.pair(said[1], LEFT, y + 10.0, BODY)


def _side(canvas: Canvas, of: MouldDrawing, side: str, corner: Point, scale: float) -> None:
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
    canvas.draw(drawn, box.grown(1.0))
    for start, end in _ticks(box):
        canvas.stroked(polyline((start, end)), _LINE, _THIN)
    canvas.line(f"{of.shape.width:g} mm", (box.x0 + box.x1) / 2, box.y1 + 9.0, SECOND, Align.CENTRE)
    canvas.line(f"{of.shape.height:g} mm", box.x1 + 6.5, (box.y0 + box.y1) / 2 + 1.0, SECOND)
    if hole is not None:
        x, y, far = corner[0] + hole.cx * scale, corner[1] + hole.cy * scale, hole.radius * scale + 1.5
        for start, end in (((x - far, y), (x + far, y)), ((x, y - far), (x, y + far))):
            canvas.stroked(polyline((start, end)), _LINE, _THIN / 2)


def _ticks(box: Rect) -> Iterator[tuple[Point, Point]]:
    """Yield the dimension lines below and at the right, each with its ends."""
    below, right = box.y1 + 4.0, box.x1 + 4.0
    yield (box.x0, below), (box.x1, below)
    yield (right, box.y0), (right, box.y1)
    for x in (box.x0, box.x1):
        yield (x, below - 1.5), (x, below + 1.5)
    for y in (box.y0, box.y1):
        yield (right - 1.5, y), (right + 1.5, y)


def _levels(canvas: Canvas, of: MouldDrawing, y: float, title_of: Titles) -> None:
    """List what stands out: side, level, colour, height over the body's face, and the measures of its parts."""
    if not of.raised:
        nothing = Text(
            "Không có phần nổi: mọi chữ in lên thân.", "Nothing stands out: all is printed on the body."
        )
        canvas.pair(nothing, LEFT, y)
        return
    columns = (
        (LEFT, Text("Mặt", "Side")),
        (LEFT + 27.0, Text("Tầng", "Level")),
        (LEFT + 42.0, Text("Màu", "Colour")),
        (LEFT + 78.0, Text("Phần nổi, cỡ", "What stands out, measures")),
    )
    for x, title in columns:
        canvas.pair(title, x, y, HEAD)
    canvas.rule(y + 6.5)
    names = {"front": "trước / front", "back": "sau / back"}
    rows: list[tuple[str, str, str, Text]] = []
    for each in of.raised:
        title = title_of(each.ink)
        colour = title.vi if title.vi == title.en else f"{title.vi} / {title.en}"
        level = f"{each.level}: +{_mm(each.level * of.relief).vi}"
        parts = [_part_words(part) for part in each.parts] or [same_text("")]
        rows += ((names[each.side], level, colour, part) for part in parts)
    for line, (side, level, colour, part) in enumerate(rows[:_MOST_LINES]):
        at = y + 11.5 + line * 8.0
        for x, cell in ((columns[0][0], side), (columns[1][0], level), (columns[2][0], colour)):
            canvas.line(shorten_to_fit(cell, SECOND, 35.0), x, at, SECOND)
        x = columns[3][0]
        style = BODY.fitted(part.vi, RIGHT - x, 8.5)
        canvas.line(shorten_to_fit(part.vi, style, RIGHT - x), x, at, style)
        canvas.line(shorten_to_fit(part.en, SECOND, RIGHT - x), x, at + 3.6, SECOND)


def _shown(ink: Ink) -> Ink:
    """Return ``ink`` as process colours, so that the page needs no plate of its own to be seen."""
    return Ink(ink.name, ink.look)
