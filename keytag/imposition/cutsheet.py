"""What the cutter follows on one press sheet: every cut, every hole, and the marks to find them by.

Exact curves on the sheet, as the side sees it that lies before the cutter. Made from the layout by which the tags
were placed. Knows nothing of cutting files.
"""

from __future__ import annotations

from msgspec import Struct

from keytag.artwork import Artwork, Role, Stroke
from keytag.geometry import Affine, Rect
from keytag.geometry.curves import Chain, Circle, Curve, hole_of, outline_of
from keytag.imposition.backup import back_on_sheet, front_on_sheet, fronts_of
from keytag.imposition.cut import CUT_WIDTH
from keytag.imposition.cuttermarks import lines_at
from keytag.imposition.forms import Cut
from keytag.imposition.margin import Spot
from keytag.imposition.plates import Imposition
from keytag.imposition.sheet import SheetSide
from keytag.ink import Ink, spot

# House rule: a spot of its own, so that no cutter follows the marks; an alternate of its own (GWG 2022, R0023).
MARKS_INK = spot("Marks", (0.0, 0.0, 0.0, 1.0), technical=True)


class CutSheet(Struct, frozen=True):
    """A sheet of ``width`` by ``height`` mm, origin top-left: curves to cut and to punch, and lines of marks."""

    width: float
    height: float
    cuts: tuple[Curve, ...]
    holes: tuple[Curve, ...]
    marks: tuple[Curve, ...]

    def artwork(self, cut: Cut, marks_ink: Ink = MARKS_INK) -> Artwork:
        """Return the sheet as a drawing in technical spots alone, the trim being the sheet."""
        layers = (
            (self.cuts, cut.ink, Role.DIELINE),
            (self.holes, cut.hole_ink or cut.ink, Role.HOLE),
            (self.marks, marks_ink, Role.MARK),
        )
        items = tuple(
            Stroke(curve.path, ink, CUT_WIDTH, role, overprint=True)
            for curves, ink, role in layers
            for curve in curves
        )
        return Artwork(items, Rect(0.0, 0.0, self.width, self.height))


def cut_sheet(imposition: Imposition, cut: Cut, side: SheetSide = SheetSide.FRONT) -> CutSheet:
    """Return what is cut from a sheet of ``imposition`` that lies before the cutter with ``side`` up.

    The back is what an operator sees who has turned the sheet the way it is backed up.
    """
    press, backing = imposition.press, imposition.way.backing
    fronts = fronts_of(imposition.layout)
    places = [front_on_sheet(slot, cut.shape) for slot in fronts]
    outline, hole = outline_of(cut.shape), hole_of(cut.hole) if cut.hole is not None else None
    drawn: list[tuple[Curve | None, Affine]] = [(hole, place) for place in places]
    cuts = [outline.through(place) for place in places]
    if backing.shares_form:
        mirrored = hole_of(cut.hole.mirrored(cut.shape.width)) if cut.hole is not None else None
        backs = [back_on_sheet(slot, cut.shape, press, backing) for slot in fronts]
        cuts += [outline.through(place) for place in backs]
        drawn += [(mirrored, place) for place in backs]
    holes = [curve.through(place) for curve, place in drawn if curve is not None]
    marks = tuple(_marks(imposition))
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
    return [line for place in imposition.marks.cutter for line in lines_at(place, wanted, imposition.press)]


def _register(place: Spot) -> tuple[Curve, ...]:
    """Return the lines of `keytag.imposition.marks.register_mark`."""
    x, y, r = place.x, place.y, place.diameter / 2
    level = Chain(((x - r, y, 0.0), (x + r, y, 0.0)), closed=False)
    upright = Chain(((x, y - r, 0.0), (x, y + r, 0.0)), closed=False)
    return (Circle((x, y), place.diameter / 3), level, upright)
