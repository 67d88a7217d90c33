"""Simulated misregister: what opens or closes where two plates of a side miss each other.

No plate has to be moved for it. At an edge each plate begins, ends, or goes on. Where one begins and another ends,
a shift leaves a sliver without either; where several end, what is reversed out of them closes in by the shift.
An edge that one plate forms moves, and stays clean: so does yellow on a red of magenta and yellow.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from keytag.checks.artwork.drawn_item import DrawnItem
from keytag.checks.artwork.paint import Paint
from keytag.checks.artwork.side import DrawnSide
from keytag.drawing.artwork import Role
from keytag.drawing.colorimetry import contrast
from keytag.drawing.geometry.contour import segments
from keytag.drawing.ink import BLACK, PROCESS, Cmyk, amount_changes
from keytag.findings import Finding, Rule, Severity
from keytag.text.ink_names import ink_with_title
from keytag.text.text import Text

# House rules: a sliver narrower than this is not seen, nor one that differs less from both its neighbours, nor a
# tint lighter than this.
_NARROWEST_SLIVER = 0.05
_VISIBLE_CONTRAST = 1.6
_VISIBLE_TINT = 0.1
# House rules: at how many places of an outline, of how many outlines, a drawing's neighbours are looked at, and
# how far beside the line, in mm.
_PLACES, _OUTLINES, _BESIDE = 8, 60, 0.02

NO_GAP = Rule.warning("abutting-inks-leave-no-gap", __name__)
STAYS_OPEN = Rule.warning("reversed-strokes-stay-open", __name__)
RULES = (NO_GAP, STAYS_OPEN)


def abutting_inks_leave_no_gap(side: DrawnSide) -> Iterator[Finding]:
    """No edge at which one plate begins and another ends would show the paper between them."""
    shift = side.subject.tolerance.plates
    if shift < _NARROWEST_SLIVER:
        return
    told: set[tuple[str, str]] = set()
    for drawn in side.items:
        for inside, outside in _edges(side, drawn):
            names = (drawn.item.ink.name, outside.name)
            if names in told or not _is_seen(side, inside, outside):
                continue
            told.add(names)
            touching, beside = (ink_with_title(name) for name in names)
            yield NO_GAP.finding(
                Text(
                    f"Màu {touching.vi} nằm sát màu {beside.vi} mà không chung mực: máy in lệch {shift:g} mm là "
                    "hở viền trắng.",
                    f"The colours {names[0]} and {names[1]} touch and share no ink: a press that is "
                    f"{shift:g} mm off leaves a white gap.",
                ),
                node=side.subject.colour_node(*names),
                # Solid black: shops let it overprint or trap it without being asked.
                severity=Severity.NOTE if drawn.item.ink.cmyk == BLACK.cmyk else Severity.WARNING,
            )


def reversed_strokes_stay_open(side: DrawnSide) -> Iterator[Finding]:
    """No stroke reversed out of two plates or more is so thin that their shift closes it."""
    shift = side.subject.tolerance.plates
    for drawn in side.of(Role.LETTERING, Role.RULE):
        ends = max(
            sum(step < -_VISIBLE_TINT for step in amount_changes(side.paint(drawn, u).amounts, u.amounts).values())
            for u in side.under(drawn)
        )
        if ends > 1 and drawn.thickness < shift:
            yield drawn.finding(
                STAYS_OPEN,
                Text(
                    f"Nét chữ ở {side.title.vi} chỉ dày {drawn.thickness:.2f} mm, để trắng trên nền pha {ends} "
                    f"mực; máy in lệch {shift:g} mm là mực lấp mất nét.",
                    f"Strokes on the {side.title.en} are {drawn.thickness:.2f} mm thick, white on a ground of "
                    f"{ends} inks; a press that is {shift:g} mm off closes them.",
                ),
            )


def _edges(side: DrawnSide, drawn: DrawnItem) -> Iterator[tuple[Paint, Paint]]:
    """Yield what lies on both sides of the edges of what is drawn."""
    if drawn.item.role is Role.ART and not drawn.width:
        for outline in drawn.outlines[:_OUTLINES]:
            sides = tuple(segments(outline.points))
            for (x0, y0), (x1, y1) in sides[:: max(1, len(sides) // _PLACES)]:
                step = _BESIDE / hypot(x1 - x0, y1 - y0)
                across = ((y1 - y0) * step, (x0 - x1) * step)
                x, y = (x0 + x1) / 2, (y0 + y1) / 2
                yield side.paint_at((x + across[0], y + across[1])), side.paint_at((x - across[0], y - across[1]))
    else:
        for under in side.under(drawn):
            yield side.paint(drawn, under), under


def _is_seen(side: DrawnSide, inside: Paint, outside: Paint) -> bool:
    """Tell whether a shift at this edge leaves a sliver that stands out from both."""
    changed = amount_changes(inside.amounts, outside.amounts).values()
    if not (max(changed, default=0.0) > _VISIBLE_TINT and min(changed, default=0.0) < -_VISIBLE_TINT):
        return False
    over, under = inside.amounts, outside.amounts
    cyan, magenta, yellow, black = (min(over.get(plate, 0.0), under.get(plate, 0.0)) for plate in PROCESS)
    gap: Cmyk = (cyan, magenta, yellow, black)
    look, stock = side.subject.look, side.subject.craft.stock
    if stock is not None and not any(gap):
        gap = stock.cmyk
    return all(contrast(look(gap), look(paint.cmyk)) > _VISIBLE_CONTRAST for paint in (inside, outside))
