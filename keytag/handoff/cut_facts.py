"""A sheet's cuts in figures, as the cutting files have them: how many, how far from edges and marks."""

from __future__ import annotations

from functools import reduce

from keytag.drawing.geometry import Rect
from keytag.handoff.press_files import sheet_to_cut
from keytag.imposition import Imposition
from keytag.imposition.cutter_marks import CutterMarkSet, mark_anchors
from keytag.imposition.margin import Spot
from keytag.imposition.sheet import SheetSide
from keytag.output.ticket import CutLayers, Reach, TicketCutting
from keytag.output.ticket.cutting import corner
from keytag.steps.impose import face_up
from keytag.steps.job_setup import JobSetup


def cutting_of(setting: JobSetup, imposition: Imposition) -> TicketCutting:
    """Return what the ticket says of a sheet's cuts."""
    sheet, wanted = sheet_to_cut(setting, imposition), imposition.furniture.marks.cutter
    names, hole = sheet.names, setting.hole
    cuts = reduce(Rect.union, (curve.path.bounds() for curve in sheet.cuts))
    reach = setting.cutter.reach if setting.cutter is not None else None
    spots = _spots(setting, imposition)
    frame = _frame(imposition, wanted, spots)
    first = spots[0] if spots else None
    inside = frame or cuts
    beyond = max(0.0, inside.x0 - cuts.x0, cuts.x1 - inside.x1, inside.y0 - cuts.y0, cuts.y1 - inside.y1)
    return TicketCutting(
        CutLayers(names.cut, names.hole, names.marks, names.info),
        len(sheet.holes),
        len(sheet.cuts),
        left=cuts.x0,
        right=sheet.width - cuts.x1,
        low=sheet.height - cuts.y1,
        high=cuts.y0,
        gap=imposition.press.gap,
        hole=hole.diameter if hole is not None else None,
        marks=wanted.count if wanted is not None else 0,
        has_key=wanted is not None and wanted.key,
        first=corner(
            is_right=first is not None and first.x > sheet.width / 2,
            is_low=first is None or first.y > sheet.height / 2,
        ),
        across=frame.width if frame is not None else 0.0,
        along=frame.height if frame is not None else 0.0,
        beyond=beyond,
        crosses=len(imposition.marks.registers) if wanted is None else 0,
        reach=Reach(reach.near, reach.far, reach.sides) if reach is not None else None,
    )


def _spots(setting: JobSetup, imposition: Imposition) -> tuple[Spot, ...]:
    """Return where the cutter's marks stand on the face that lies up, the first first."""
    marks, backing = imposition.marks, imposition.way.backing
    if face_up(setting) is SheetSide.BACK and not backing.shares_form:
        marks = marks.through(imposition.press.mirror_for(backing))
    return marks.cutter


def _frame(imposition: Imposition, wanted: CutterMarkSet | None, spots: tuple[Spot, ...]) -> Rect | None:
    """Return the rectangle on whose corners the cutter's marks stand; None where it has none of its own."""
    if wanted is None or not spots:
        return None
    places = mark_anchors(spots[: wanted.count], wanted, imposition.press)
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return Rect(min(xs), min(ys), max(xs), max(ys))
