"""What the cutter follows on one press sheet: every cut, every hole, and the marks to find them by.

Exact curves on the sheet, as the side sees it that lies before the cutter. Made from the layout by which the tags
were placed. Knows nothing of cutting files.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from keytag.artwork import Artwork, Fill, Item, Role, Stroke
from keytag.geometry import Affine, Point, Rect
from keytag.geometry.curves import Chain, Circle, Curve, hole_of, outline_of, polyline_of
from keytag.imposition.backup import back_on_sheet, front_on_sheet, fronts_of
from keytag.imposition.cut import CUT_WIDTH, outline_role
from keytag.imposition.cuttermarks import lines_at
from keytag.imposition.cutway import short_way
from keytag.imposition.forms import Cut
from keytag.imposition.margin import Spot
from keytag.imposition.plates import Imposition
from keytag.imposition.press import Press
from keytag.imposition.sheet import SheetSide
from keytag.imposition.typesetter import Letter
from keytag.ink import spot
from keytag.units import to_pt

# House rule: spots of their own, so that no cutter follows marks or words; so are alternates (GWG 2022, R0023).
MARKS_INK = spot("Marks", (0.0, 0.0, 0.0, 1.0), technical=True)
INFO_INK = spot("Info", (0.0, 0.0, 0.0, 0.5), technical=True)


class LayerNames(Struct, frozen=True):
    """What a cutting file calls its layers, as the cutter's program looks for them."""

    cut: str = "CUT"
    hole: str = "HOLE"
    marks: str = "MARKS"
    info: str = "INFO"


class CutInfo(Struct, frozen=True):
    """What is said beside a sheet's cuts and never cut: a line of words, and which way the sheet lies.

    ``words`` stand with their baseline from ``at`` on, ``size`` mm large; ``lines`` are the sheet's edge, its
    gripper and an arrow towards it.
    """

    words: str
    at: Point
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
        drawn += ((Role.MARK, MARKS_INK, curve) for curve in self.marks)
        items: list[Item] = [
            Stroke(curve.path, ink, CUT_WIDTH, role, overprint=True) for role, ink, curve in drawn
        ]
        if self.info is not None:
            items += (
                Stroke(line.path, INFO_INK, CUT_WIDTH, Role.INFO, overprint=True) for line in self.info.lines
            )
            if letter is not None:
                path, _ = letter(self.info.words, to_pt(self.info.size))
                placed = path.transformed(Affine.translation(*self.info.at))
                items.append(Fill(placed, INFO_INK, Role.INFO, overprint=True))
        return Artwork(tuple(items), Rect(0.0, 0.0, self.width, self.height))


def cut_sheet(imposition: Imposition, cut: Cut, side: SheetSide = SheetSide.FRONT) -> CutSheet:
    """Return what is cut from a sheet of ``imposition`` that lies before the cutter with ``side`` up.

    The back is what an operator sees who has turned the sheet the way it is backed up.
    """
    press, backing = imposition.press, imposition.way.backing
    fronts = fronts_of(imposition.layout)
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
    way = short_way([place.apply(cut.shape.centre) for place in places])
    cuts = [cuts[number] for number in way]
    holes = [holes[number] for number in way] if holes else []
    if side is SheetSide.BACK:
        mirror = press.turned(backing)
        cuts, holes = [curve.through(mirror) for curve in cuts], [curve.through(mirror) for curve in holes]
        # Where one form prints both sides, the back shows the very same marks.
        marks = marks if backing.shares_form else tuple(curve.through(mirror) for curve in marks)
    return CutSheet(press.width, press.height, tuple(cuts), tuple(holes), marks)


def _marks(imposition: Imposition) -> list[Curve]:
    """Return the lines of the cutter's own marks as the front sees them, or else of the register marks."""
    wanted = imposition.furniture.marks.cutter
    if wanted is None:
        return [line for place in imposition.marks.registers for line in _register(place)]
    return list(lines_at(imposition.marks.cutter, wanted, imposition.press))


def _register(place: Spot) -> tuple[Curve, ...]:
    """Return the lines of `keytag.imposition.marks.register_mark`."""
    x, y, r = place.x, place.y, place.diameter / 2
    level = Chain(((x - r, y, 0.0), (x + r, y, 0.0)), closed=False)
    upright = Chain(((x, y - r, 0.0), (x, y + r, 0.0)), closed=False)
    return (Circle((x, y), place.diameter / 3), level, upright)


# House rules, in mm: how large words are, how far they stand off the sheet's edge, the arrow.
_WORDS, _OFF, _ARROW = 2.5, 1.5, 4.0


def cut_info(sheet: CutSheet, press: Press, words: str) -> CutInfo:
    """Return ``words`` along the gripper, the edge of ``sheet``, the line up to which it is held, and an arrow."""
    width, height = sheet.width, sheet.height
    edge = Chain(tuple((*corner, 0.0) for corner in press.sheet.corners))
    gripper = Chain(((0.0, height - press.gripper, 0.0), (width, height - press.gripper, 0.0)), closed=False)
    x, low = _OFF, height - _OFF
    arrow = Chain(((x, low - _ARROW, 0.0), (x + _ARROW, low - _ARROW, 0.0), (x + _ARROW / 2, low, 0.0)))
    return CutInfo(words, (x + _ARROW + _OFF, low), _WORDS, (edge, gripper, arrow))
