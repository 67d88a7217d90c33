"""The editions of a plate in columns: chip, name, tags on a sheet and in the whole run."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from keytag.drawing.artwork import Role
from keytag.drawing.badge import Badge, chip
from keytag.drawing.geometry import Rect, Shape, ShapeKind
from keytag.output.page.board import LABEL, SECOND, Board
from keytag.output.page.figures import count
from keytag.output.page.letters import Align, Style, shortened
from keytag.output.sheetmap.facts import MapPlate
from keytag.output.sheetmap.spread import HEADING, ROOMY, Spread
from keytag.text.text import Text

# House rules, in mm: a chip's width, its distance from the name, where columns of figures end from the right.
_CHIP, _BESIDE, _FIGURES = 8.0, 1.8, (14.5, 0.0)
# House rules: lettering in a row of so many mm, smaller in lower ones.
_NAME, _FIGURE, _NUMBER, _FULL = Style(10.5, 600), Style(10.0, 500), Style(8.5, 600), 4.6
_CODE_ROOM, _SHEET_ROOM = 8.0, 11.5
# House rules, in points: names of a list are of one size, not under the first; a longer one not under the second.
_ALIKE, _LEAST = 8.0, 6.0


class Listing(Struct, frozen=True):
    """A plate's list: its whole names by badge, and whether tags carry codes."""

    plate: MapPlate
    names: Mapping[Badge, str]
    coded: bool

    def draw(self, board: Board, spread: Spread) -> int:
        """List the editions in the columns of ``spread``; return how many found no room."""
        counts = self.plate.counts
        taken = 0
        for column in spread.columns:
            rows = counts[taken : taken + spread.rows]
            if not rows:
                break
            self._headings(board, column)
            names = self._name_size(column)
            for i, (badge, slots) in enumerate(rows):
                y = column.y0 + HEADING + i * spread.pitch
                self._row(board, badge, slots, Rect(column.x0, y, column.x1, y + spread.pitch), names)
            taken += len(rows)
        return len(counts) - taken

    def _headings(self, board: Board, column: Rect) -> None:
        y = column.y0 + 2.4
        board.pair(Text("Mẫu", "Edition"), column.x0, y, LABEL)
        if self.coded:
            board.pair(Text("Mã", "Code"), self._code_at(column), y, LABEL, Align.CENTRE)
        for heading, back in zip((Text("Con/tờ", "Tags"), Text("Cả bài", "In all")), _FIGURES, strict=True):
            board.pair(heading, column.x1 - back, y, LABEL, Align.RIGHT)
        board.rule(column.y0 + HEADING - 1.8, column.x0, column.x1)

    def _code_at(self, column: Rect) -> float:
        return column.x1 - _FIGURES[0] - _SHEET_ROOM - _CODE_ROOM / 2

    def _names_end(self, column: Rect) -> float:
        return self._code_at(column) - _CODE_ROOM / 2 if self.coded else column.x1 - _FIGURES[0] - 9.0

    def _name_size(self, column: Rect) -> float:
        """Return the size in points at which every name fits ``column``, so that a list looks like one."""
        room = self._names_end(column) - column.x0 - _CHIP - _BESIDE - 0.1
        return min(_NAME.fitted(self._said(badge, room), room, _ALIKE).size_pt for badge, _ in self.plate.counts)

    def _said(self, badge: Badge, room: float) -> str:
        """Return an edition's whole name where it fits ``room`` and can be read there, else its short one."""
        whole = self.names[badge]
        is_fit = Style(_LEAST, _NAME.weight).width(whole) <= room
        return whole if is_fit else badge.name

    def _row(self, board: Board, badge: Badge, slots: int, row: Rect, names: float) -> None:
        """Set one edition: in a roomy row its whole name below, in a low one all a little smaller.

        Names are ``names`` points large.
        """
        line = Rect(row.x0, row.y0, row.x1, row.y0 + min(row.height, 4.7))
        scale = min(1.0, line.height / _FULL)
        y = line.centre[1] + 1.25 * scale
        self._chip(board, badge, line, scale)
        x = line.x0 + _CHIP + _BESIDE
        end = self._names_end(line)
        # What adding up loses must not lose the line.
        roomy = row.height > ROOMY - 0.01
        said = badge.name if roomy else self._said(badge, end - x - 0.2)
        name = Style(names * scale, _NAME.weight).fitted(said, end - x - 0.1, _LEAST)
        board.line(shortened(said, name, end - x), x, y, name)
        if self.coded:
            code = Style(_FIGURE.size_pt * scale, 600)
            board.line(badge.code, self._code_at(line), y, code, Align.CENTRE)
        figure = Style(_FIGURE.size_pt * scale, _FIGURE.weight)
        for back, number in zip(_FIGURES, (slots, slots * self.plate.run_length), strict=True):
            board.line(count(number), line.x1 - back, y, figure, Align.RIGHT)
        if roomy and self.names[badge] != said:
            board.line(shortened(self.names[badge], SECOND, line.x1 - x), x, y + 3.5, SECOND)
        board.rule(row.y1, row.x0, row.x1)

    def _chip(self, board: Board, badge: Badge, line: Rect, scale: float) -> None:
        shape = Shape(ShapeKind.RECTANGLE, _CHIP, min(4.2, 0.84 * line.height), 0.6)
        board.draw(chip(shape, badge, Role.ART), shape.trim, line.x0, line.centre[1] - shape.height / 2)
        number = Style(_NUMBER.size_pt * scale, _NUMBER.weight, badge.on)
        x, y = line.x0 + _CHIP / 2, line.centre[1] + 0.36 * number.em
        board.line(str(badge.number), x, y, number, Align.CENTRE)
