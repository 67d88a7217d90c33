"""Checks of what the press lays down: lines thick enough to hold, ink that can dry, black that registers.

How much ink lies on a side is summed over the tag in small cells, each with what is painted there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from math import ceil, floor

from keytag.checks.artwork.drawn_item import DrawnItem
from keytag.checks.artwork.paint import BARE, Paint, over
from keytag.checks.artwork.side import DrawnSide
from keytag.drawing.artwork import Role, Stroke
from keytag.drawing.geometry.contour import Contour, segments
from keytag.drawing.ink import Ink, amount_changes, limit_of
from keytag.findings import Finding, Rule, Severity
from keytag.text.text import Text
from keytag.units import to_mm, to_pt

LINES_HOLD = Rule.warning("lines-are-thick-enough", __name__)
INK_DRIES = Rule.warning("total-ink-is-printable", __name__)
PLAIN_BLACK = Rule.warning("black-lettering-is-one-ink", __name__)
BLACK_OVERPRINTS = Rule.warning("small-black-overprints", __name__)
WHITE_KNOCKS_OUT = Rule.error("white-does-not-overprint", __name__)
RULES = (LINES_HOLD, INK_DRIES, PLAIN_BLACK, BLACK_OVERPRINTS, WHITE_KNOCKS_OUT)

# GWG 2022, R0015: text of at least 85 % black and more than 280 % in all is rich black.
_RICH_BLACK, _RICH_TOTAL = 0.85, 2.8
# GWG 2022, R0009: black text under 12 pt overprints. House rule: sizes are told from heights, so a little less.
_SMALL_TEXT = to_mm(11.5)
# GWG 2022, R0010: black lines under 2 pt overprint.
_FINE_LINE = to_mm(2.0)
# Be Vietnam Pro, OS/2 sCapHeight: figures and capitals in ems, the higher of both families.
_CAP_HEIGHT = 0.74

# GWG 2022, R0025 and R0026: the mean over a square of 15 mm counts.
SQUARE = 15.0
# House rule: a cell of half a millimetre, a third of the finest that could change a mean over such a square.
_CELL = 0.5


def lines_are_thick_enough(side: DrawnSide) -> Iterator[Finding]:
    """No line, and no drawing's stroke, is finer than the shop prints it by its inks and what lies under it."""
    for drawn in side.items:
        if not isinstance(drawn.item, Stroke) and drawn.item.role not in (Role.ART, Role.SIGN):
            continue
        limits = side.subject.smallest_line
        limit = max(
            limit_of(amount_changes(side.paint(drawn, under).amounts, under.amounts), limits)
            for under in side.under(drawn)
        )
        if drawn.thickness < limit - 1e-6:
            slot = drawn.item.source.slot
            yield LINES_HOLD.finding(
                Text(
                    f"Nét “{slot}” ở {side.title.vi} dày {to_pt(drawn.thickness):.2f} pt, nhà in cần ít nhất "
                    f"{to_pt(limit):.2f} pt.",
                    f"The line “{slot}” of the {side.title.en} is {to_pt(drawn.thickness):.2f} pt thick; "
                    f"the shop wants at least {to_pt(limit):.2f} pt.",
                ),
                node=side.subject.at("template"),
            )


def total_ink_is_printable(sides: tuple[DrawnSide, DrawnSide]) -> Iterator[Finding]:
    """Nothing lays down more ink than the shop prints; over a small area that is merely said."""
    subject = sides[0].subject
    most = subject.most_ink + 1e-6
    heavy: dict[Ink, float] = {}
    grounds: set[Ink] = set()
    inked = ((side, drawn) for side in sides for drawn in side.items if drawn.item.ink.total > 0)
    for side, drawn in inked:
        ink = drawn.item.ink
        total = max(side.paint(drawn, under).total for under in side.under(drawn))
        if total > most:
            heavy[ink] = max(total, heavy.get(ink, 0.0))
            grounds.update({ink} if drawn.item.role is Role.GROUND else ())
    mean = max(heaviest_square(side) for side in sides) if heavy else 0.0
    for ink, total in heavy.items():
        yield INK_DRIES.finding(
            Text(
                f"Màu {ink.name} cộng các mực là {total:.0%}, nên tối đa {most:.0%}; trung bình trên ô vuông "
                f"{SQUARE:g} mm là {mean:.0%}.",
                f"The inks of {ink.name} add up to {100 * total:.0f} %; {100 * most:.0f} % is the most. The "
                f"mean over a square of {SQUARE:g} mm is {100 * mean:.0f} %.",
            ),
            node=subject.colour_node(ink.name),
            severity=Severity.WARNING if ink in grounds or mean > most else Severity.NOTE,
        )


def black_lettering_is_one_ink(side: DrawnSide) -> Iterator[Finding]:
    """No lettering is in a black that is mixed of several inks."""
    for ink in dict.fromkeys(drawn.item.ink for drawn in side.of(Role.LETTERING)):
        if not ink.spot and ink.cmyk[3] >= _RICH_BLACK and ink.total > _RICH_TOTAL:
            yield PLAIN_BLACK.finding(
                Text(
                    f"Chữ ở {side.title.vi} có màu đen pha ({ink.name}), cộng các mực {ink.total:.0%}, tối đa "
                    f"{_RICH_TOTAL:.0%}.",
                    f"Lettering on the {side.title.en} is in a mixed black ({ink.name}) of "
                    f"{100 * ink.total:.0f} %; {100 * _RICH_TOTAL:.0f} % is the most.",
                ),
                node=side.subject.colour_node(ink.name),
            )


def small_black_overprints(side: DrawnSide) -> Iterator[Finding]:
    """Black text under 12 pt and black lines under 2 pt overprint the ground they stand on."""
    for drawn in side.items:
        item = drawn.item
        is_black = not item.ink.spot and item.ink.plates == {"Black"}
        if (
            is_black
            and not item.overprint
            and _is_fine(drawn)
            and any(under.total > 0 for under in side.under(drawn))
        ):
            yield BLACK_OVERPRINTS.finding(
                Text(
                    f"“{item.source.slot}” màu đen ở {side.title.vi} để trắng nền bên dưới thay vì in chồng lên.",
                    f"The black “{item.source.slot}” of the {side.title.en} does not print over its ground.",
                ),
                node=item.source.node or side.subject.colour_node(item.ink.name),
            )


def white_does_not_overprint(side: DrawnSide) -> Iterator[Finding]:
    """Nothing without ink is painted to overprint."""
    for drawn in side.items:
        if drawn.item.overprint and drawn.item.ink.total == 0:
            yield drawn.finding(
                WHITE_KNOCKS_OUT,
                Text(
                    f"“{drawn.item.source.slot}” màu trắng ở {side.title.vi} in chồng lên nền nên sẽ biến mất.",
                    f"The white “{drawn.item.source.slot}” of the {side.title.en} overprints and would vanish.",
                ),
            )


def _is_fine(drawn: DrawnItem) -> bool:
    if drawn.width:
        return drawn.width < _FINE_LINE
    return (
        drawn.item.role is Role.LETTERING and drawn.tallest(_CAP_HEIGHT * _SMALL_TEXT) < _CAP_HEIGHT * _SMALL_TEXT
    )


def heaviest_square(side: DrawnSide) -> float:
    """Return the most ink in the mean over a square of 15 mm anywhere within the trim box (1: one full ink)."""
    grid = [[cell.total for cell in row] for row in _grid(side)]
    columns, rows = len(grid[0]), len(grid)
    wide, high = (min(round(SQUARE / _CELL), count) for count in (columns, rows))
    sums = [list(accumulate(row, initial=0.0)) for row in grid]
    across = [[line[i + wide] - line[i] for i in range(columns - wide + 1)] for line in sums]
    heaviest = 0.0
    for column in zip(*across, strict=True):
        down = list(accumulate(column, initial=0.0))
        heaviest = max(heaviest, *(down[i + high] - down[i] for i in range(rows - high + 1)))
    return heaviest / (wide * high)


def _grid(side: DrawnSide) -> list[list[Paint]]:
    """Return what lies in each cell of the trim box, row by row."""
    trim = side.frame.shape.trim
    columns, rows = ceil(trim.width / _CELL), ceil(trim.height / _CELL)
    return [_row(side, (row + 0.5) * _CELL, columns) for row in range(rows)]


def _row(side: DrawnSide, y: float, columns: int) -> list[Paint]:
    cells = [BARE] * columns
    known: dict[tuple[Ink, bool, Paint], Paint] = {}
    for drawn in side.items:
        if drawn.width or not drawn.box.y0 <= y <= drawn.box.y1:
            continue
        for start, end in _spans(tuple(outline.points for outline in drawn.outlines), y):
            for i in range(max(floor(start / _CELL + 0.5), 0), min(floor(end / _CELL + 0.5), columns)):
                key = (drawn.item.ink, drawn.item.overprint, cells[i])
                if key not in known:
                    known[key] = over(key[0], key[2], overprint=key[1])
                cells[i] = known[key]
    return cells


def _spans(contours: tuple[Contour, ...], y: float) -> list[tuple[float, float]]:
    """Return where a filled path lies on the line at ``y``, by the non-zero rule."""
    turns = sorted(
        (p[0] + (q[0] - p[0]) * (y - p[1]) / (q[1] - p[1]), 1 if q[1] > p[1] else -1)
        for contour in contours
        for p, q in segments(contour)
        if (p[1] <= y) != (q[1] <= y)
    )
    spans: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for x, turn in turns:
        if depth == 0:
            start = x
        depth += turn
        if depth == 0:
            spans.append((start, x))
    return spans
