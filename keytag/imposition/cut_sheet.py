"""What the cutter follows on one press sheet: every cut, every hole, and the marks to find them by.

Exact curves on the sheet, as the side sees it that lies before the cutter. Made from the layout by which the tags
were placed. Knows nothing of cutting files.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from keytag.drawing.artwork import Artwork, Fill, Item, Role, Stroke
from keytag.drawing.geometry import Affine, Point, Rect
from keytag.drawing.geometry.curves import Chain, Circle, Curve, hole_of, outline_of, polyline_of
from keytag.drawing.ink import Ink, spot
from keytag.imposition.backing_up import back_on_sheet, front_on_sheet, front_slots
from keytag.imposition.cutter_marks import mark_lines
from keytag.imposition.line_setter import Letter
from keytag.imposition.margin import Spot
from keytag.imposition.plates import Cut, Imposition
from keytag.imposition.press import Press
from keytag.imposition.sheet import SheetSide
from keytag.imposition.technical_lines import CUT_WIDTH, order_of_visits, outline_role
from keytag.units import to_pt

# House rule: spots of their own, so that no cutter follows marks or words; so are alternates (GWG 2022, R0023).
MARKS_INK = spot("Marks", (0.0, 0.0, 0.0, 1.0), technical=True)
INFO_INK = spot("Info", (0.0, 0.0, 0.0, 0.5), technical=True)
# House rules, in mm: how large words are at most, how far they stand off the sheet's edge, the arrow; how far all
# of it keeps off the tags.
_WORDS, _OFF, _ARROW, _CLEAR = 2.5, 1.5, 4.0, 0.5
# House rules: leading in ems; how wide a letter is at most, in the programs' own fonts too.
_LEADING, _LETTER = 1.5, 1.0
# House rule: so many lines of each language.
_MOST_LINES = 3
_DOT = "  \N{MIDDLE DOT}  "


class LayerNames(Struct, frozen=True):
    """What a cutting file calls its layers, as the cutter's program looks for them."""

    cut: str = "CUT"
    hole: str = "HOLE"
    marks: str = "MARKS"
    info: str = "INFO"
    has_own_inks: bool = False
    """Whether spots of the cut's PDF bear these names too, as the cutter's program tells cuts apart."""

    @property
    def marks_ink(self) -> str:
        """The spot of marks."""
        return self.marks if self.has_own_inks else MARKS_INK.name

    @property
    def info_ink(self) -> str:
        """The spot of what is said."""
        return self.info if self.has_own_inks else INFO_INK.name


class CutInfo(Struct, frozen=True):
    """What is said beside a sheet's cuts and never cut: lines of words, and which way the sheet lies.

    Each of ``words`` stands with its baseline from its point on, ``size`` mm large; ``lines`` are the sheet's
    edge, the ends of its gripper's line and an arrow towards it. None of it touches a tag.
    """

    words: tuple[tuple[str, Point], ...]
    size: float
    lines: tuple[Chain, ...]


class CutSheet(Struct, frozen=True):
    """A sheet of ``width`` by ``height`` mm, origin top-left: curves to cut and to punch, and lines of marks.

    Tags come in the order in which they are cut; ``holes`` are those of ``cuts`` one by one, or none at all.
    """

    width: float
    height: float
    cuts: tuple[Curve, ...]
    holes: tuple[Curve, ...]
    marks: tuple[Curve, ...]
    info: CutInfo | None = None
    names: LayerNames = LayerNames()

    @property
    def in_order(self) -> Iterator[tuple[Role, Curve]]:
        """Every cut as a head makes it: of each tag what lies inside, then its outline."""
        holes = self.holes or (None,) * len(self.cuts)
        for hole, cut in zip(holes, self.cuts, strict=True):
            if hole is not None:
                yield Role.HOLE, hole
            yield Role.DIELINE, cut

    def as_polylines(self, tolerance: float) -> CutSheet:
        """Return the sheet with straight lines in place of curves, nowhere further off than ``tolerance`` mm."""

        def straight(curves: tuple[Curve, ...]) -> tuple[Curve, ...]:
            return tuple(polyline_of(curve, tolerance) for curve in curves)

        return replace(self, cuts=straight(self.cuts), holes=straight(self.holes), marks=straight(self.marks))

    def artwork(self, cut: Cut, letter: Letter | None = None) -> Artwork:
        """Return the sheet as a drawing in technical spots alone, the trim being the sheet.

        Without ``letter`` there are no words.
        """
        ways = {
            Role.DIELINE: (outline_role(is_kiss=cut.is_kiss), cut.ink),
            Role.HOLE: (Role.HOLE, cut.hole_ink or cut.ink),
        }
        drawn = [(*ways[role], curve) for role, curve in self.in_order]
        names = self.names
        marks, info = replace(MARKS_INK, name=names.marks_ink), replace(INFO_INK, name=names.info_ink)
        drawn += ((Role.GUIDE, marks, curve) for curve in self.marks)
        items: list[Item] = [
            Stroke(curve.path, ink, CUT_WIDTH, role, overprint=True) for role, ink, curve in drawn
        ]
        if self.info is not None:
            items += (Stroke(line.path, info, CUT_WIDTH, Role.INFO, overprint=True) for line in self.info.lines)
            if letter is not None:
                items += _letter_words(self.info, letter, info)
        return Artwork(tuple(items), Rect(0.0, 0.0, self.width, self.height))


def cut_sheet(imposition: Imposition, cut: Cut, side: SheetSide = SheetSide.FRONT) -> CutSheet:
    """Return what is cut from a sheet of ``imposition`` that lies before the cutter with ``side`` up.

    The back is what an operator sees who has turned the sheet the way it is backed up.
    """
    press, backing = imposition.press, imposition.way.backing
    fronts = front_slots(imposition.layout)
    places = [front_on_sheet(slot, cut.shape, reverse=press.reverse) for slot in fronts]
    outline, hole = outline_of(cut.shape), hole_of(cut.hole) if cut.hole is not None else None
    drawn: list[tuple[Curve | None, Affine]] = [(hole, place) for place in places]
    cuts = [outline.through(place) for place in places]
    if backing.shares_form:
        mirrored = hole_of(cut.hole.mirrored(cut.shape.width)) if cut.hole is not None else None
        backs = [back_on_sheet(slot, cut.shape, press, backing) for slot in fronts]
        cuts += [outline.through(place) for place in backs]
        drawn += [(mirrored, place) for place in backs]
        places += backs
    holes = [curve.through(place) for curve, place in drawn if curve is not None]
    marks = tuple(_marks(imposition))
    way = order_of_visits([place.apply(cut.shape.centre) for place in places])
    cuts = [cuts[number] for number in way]
    holes = [holes[number] for number in way] if holes else []
    if side is SheetSide.BACK:
        mirror = press.mirror_for(backing)
        cuts, holes = [curve.through(mirror) for curve in cuts], [curve.through(mirror) for curve in holes]
        # Where one form prints both sides, the back shows the very same marks.
        marks = marks if backing.shares_form else tuple(curve.through(mirror) for curve in marks)
    return CutSheet(press.width, press.height, tuple(cuts), tuple(holes), marks)


def _marks(imposition: Imposition) -> list[Curve]:
    """Return the lines of the cutter's own marks as the front sees them, or else of the register marks."""
    wanted = imposition.furniture.marks.cutter
    if wanted is None:
        return [line for place in imposition.marks.registers for line in _register(place)]
    return list(mark_lines(imposition.marks.cutter, wanted, imposition.press))


def _register(place: Spot) -> tuple[Curve, ...]:
    """Return the lines of `keytag.imposition.sheet_marks.register_mark`."""
    x, y, r = place.x, place.y, place.diameter / 2
    level = Chain(((x - r, y, 0.0), (x + r, y, 0.0)), closed=False)
    upright = Chain(((x, y - r, 0.0), (x, y + r, 0.0)), closed=False)
    return (Circle((x, y), place.diameter / 3), level, upright)


def cut_info(sheet: CutSheet, press: Press, said: tuple[tuple[str, ...], ...]) -> CutInfo:
    """Return what is ``said`` along the gripper, the edge of ``sheet``, where the gripper ends, and an arrow.

    ``said`` are the fields of each language, which begins a line of its own. All of it stands in the strip that
    the tags leave, so that a program which cuts every layer ruins none.
    """
    width, height = sheet.width, sheet.height
    boxes = [curve.path.bounds() for curve in sheet.cuts]
    strip = height - max((box.y1 for box in boxes), default=height - press.gripper) - _CLEAR
    side = min(min((box.x0, width - box.x1)) for box in boxes) - _CLEAR if boxes else press.sides
    edge = Chain(tuple((*corner, 0.0) for corner in press.sheet.corners))
    y = height - press.gripper
    ends = ((0.0, min(side, _ARROW)), (width, width - min(side, _ARROW))) if side > 0 else ()
    gripper = tuple(Chain(((x0, y, 0.0), (x1, y, 0.0)), closed=False) for x0, x1 in ends)
    arrow = min(_ARROW, strip - _OFF)
    x, low = _OFF, height - _OFF
    tip = Chain(((x, low - arrow, 0.0), (x + arrow, low - arrow, 0.0), (x + arrow / 2, low, 0.0)))
    # Words begin and end beside the marks of the sheet's corners.
    marks = [box for curve in sheet.marks if (box := curve.path.bounds()).y1 > height - strip]
    left = max((x + arrow, *(box.x1 for box in marks if box.x1 < width / 4))) + _OFF
    right = min((width, *(box.x0 for box in marks if box.x0 > width * 3 / 4))) - _OFF
    size, lines = _fit_words(said, right - left, strip - _OFF)
    first = low - (len(lines) - 1) * size * _LEADING
    words = tuple((line, (left, first + number * size * _LEADING)) for number, line in enumerate(lines))
    return CutInfo(words, size, (edge, *gripper, tip))


def _letter_words(info: CutInfo, letter: Letter, ink: Ink) -> Iterator[Fill]:
    for words, at in info.words:
        path, _ = letter(words, to_pt(info.size))
        yield Fill(path.transformed(Affine.translation(*at)), ink, Role.INFO, overprint=True)


def _fit_words(said: tuple[tuple[str, ...], ...], width: float, height: float) -> tuple[float, list[str]]:
    """Return the largest size in which ``said`` has room, and its lines."""
    best: tuple[float, list[str]] = (0.0, [])
    for count in range(1, _MOST_LINES + 1):
        lines = [line for fields in said for line in _break_lines(fields, count)]
        longest = max(map(len, lines))
        size = min(_WORDS, width / longest / _LETTER, height / (1 + (len(lines) - 1) * _LEADING))
        best = max(best, (size, lines), key=lambda one: one[0])
    return best


def _break_lines(fields: tuple[str, ...], count: int) -> list[str]:
    """Divide ``fields`` into at most ``count`` lines of about the same length."""
    share = len(_DOT.join(fields)) / count
    lines = [fields[0]]
    for field in fields[1:]:
        if len(lines) < count and len(lines[-1]) + len(field) / 2 > share:
            lines.append(field)
        else:
            lines[-1] += _DOT + field
    return lines
