"""Rows of a table with lines round every cell: cells are wrapped, and a box to tick is a cell of its own.

A row is measured before it is drawn, so that whoever fills pages breaks between rows. Must not know what it lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from keytag.drawing.geometry import Rect
from keytag.drawing.ink import BLACK, Ink
from keytag.output.page.canvas import RULE, Align, Canvas, Style, wrap_at_most
from keytag.output.page.table import GridColumn

TICK = "\N{BALLOT BOX}"
"""A box to tick."""
_GRID = Ink("grid", (0.0, 0.0, 0.0, 0.8))
CELL_PAD = 1.4
"""What lies between the lines of a cell and its words, in mm."""
_LEADING = 1.2
# House rule: what takes more lines is no cell of a table.
_MOST_LINES = 6


class RuledRow(Struct, frozen=True):
    """A row whose cells are wrapped: its columns, the lines of each cell with their style, its height in mm."""

    columns: tuple[GridColumn, ...]
    cells: tuple[tuple[Style, tuple[str, ...]], ...]
    height: float
    centred: bool = False
    """Whether all cells stand in the middle of their columns, as headings do."""
    grid: Ink = _GRID

    def draw(self, canvas: Canvas, left: float, y: float) -> None:
        """Draw the row with its upper left corner at ``(left, y)``."""
        lefts = tuple(accumulate((column.width for column in self.columns), initial=left))
        for column, start, (style, said) in zip(self.columns, lefts, self.cells, strict=False):
            canvas.framed(Rect(start, y, start + column.width, y + self.height), self.grid, RULE)
            align, leading = Align.CENTRE if self.centred else column.align, style.em * _LEADING
            x = start + column.width * align.value + CELL_PAD * (1 - 2 * align.value)
            top = y + (self.height - len(said) * leading) / 2 + leading * 0.78
            for number, line in enumerate(said):
                if line == TICK:
                    side, middle = style.em * 0.75, start + column.width / 2
                    base = y + self.height / 2
                    canvas.framed(
                        Rect(middle - side / 2, base - side / 2, middle + side / 2, base + side / 2), BLACK
                    )
                else:
                    canvas.line(line, x, top + number * leading, style, align)


def ruled_row(
    columns: Sequence[GridColumn],
    cells: Sequence[str],
    styles: Style | Sequence[Style],
    *,
    centred: bool = False,
    least: float = 0.0,
    grid: Ink = _GRID,
) -> RuledRow:
    """Return a row of ``cells``, at least ``least`` mm high, in one style or each in its own.

    Raises ValueError unless there is a cell for each column.
    """
    each = [styles] * len(columns) if isinstance(styles, Style) else styles
    lines = tuple(
        (style, wrap_at_most(cell, style, column.width - 2 * CELL_PAD, _MOST_LINES))
        for cell, column, style in zip(cells, columns, each, strict=True)
    )
    # A box to tick is as high as the row lets it be.
    set_high = (len(said) * style.em * _LEADING for style, said in lines if said != (TICK,))
    height = max(least, max(set_high, default=0.0) + 2 * CELL_PAD)
    return RuledRow(tuple(columns), lines, height, centred, grid)
