"""Telephone numbers as rows: label above number or before it, in one column or several.

Goes in: a list's numbers, an arrangement, the types of labels and figures. Comes out: rows, not yet placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, TypeVar

from msgspec import Struct

from keytag.compose.rows import (
    Align,
    Piece,
    Row,
    centre_list,
    equalize_heights,
    join_rows,
    row_of_pieces,
    text_piece,
)
from keytag.compose.type_settings import TypeSetting
from keytag.documents.template import NumbersSlot
from keytag.drawing.artwork import Source

T = TypeVar("T")
Style = Literal["stacked", "inline", "packed", "mixed", "around-hole"]
# House rules, in ems of the lettering they stand beside, at the smallest and at the largest sizes.
_LABEL_GAP = (0.16, 0.28)
_ALONE_GAP = (0.20, 0.36)
_ENTRY_GAP = (0.44, 0.82)
_LINE_GAP = (0.04, 0.50)
_AROUND_HOLE_GAP = (0.22, 1.2)
_INLINE_GAP = (0.62, 0.85)
_GUTTER = (1.1, 1.8)
# House rules, in ems of the labels: how much further apart entries stand where a side has height to spare.
_ENTRY_SPREAD = 0.9
_LINE_SPREAD = 0.6
# In three columns the middle one may have two entries more, from eight entries on.
_THREE, _BULGE, _LEAST_BULGED = 3, 2, 8
# House rule: how long a packed line may be, in longest entries, by the columns asked for.
_PACKING = {1: 1.0, 2: 1.45}


class GroupedNumber(Struct, frozen=True):
    """A number as it will be read: label, grouped digits, and the job's node."""

    label: str
    display: str
    node: str


class Arrangement(Struct, frozen=True):
    """One way to set a list: style, number of columns, and how rows lie to the axis."""

    style: Style
    columns: int
    align: Align
    is_alone: bool = False
    """Whether it is the hotline's."""
    gaps: int = 0
    """How many entries are wanting in its last column."""
    bulge: int = 0
    """How many more entries its middle column has than those beside it: where a round side is tallest."""
    apart: float = 0.0
    """Half the way in mm that two parts keep to the hole between them."""


def arrangements(slot: NumbersSlot, count: int, align: Align) -> tuple[Arrangement, ...]:
    """Return the ways in which ``slot`` may set ``count`` numbers, the plainest first."""
    if slot.take == "first":
        return tuple(Arrangement(style, 1, align, is_alone=True) for style in slot.styles)
    most = 1 if align != "centre" else min(slot.columns, count)
    plain = tuple(
        Arrangement(style, columns, align, gaps=-count % columns)
        for columns in range(1, most + 1)
        for style in slot.styles
    )
    # A round side is tallest in its middle: there a column may be longer, by one line above and one below.
    if most >= _THREE and count >= _LEAST_BULGED and count % _THREE == _BULGE:
        at = len(plain) - len(slot.styles)
        bulged = tuple(Arrangement(style, _THREE, align, bulge=_BULGE) for style in slot.styles)
        plain = (*plain[:at], *bulged, *plain[at:])
    # Short entries that share a line save the line that makes a long list fit.
    packed = tuple(Arrangement("packed", columns, align) for columns in (1, 2))
    # One or two long labels above their numbers keep the other entries inline.
    mixed = tuple(Arrangement("mixed", columns, align) for columns in (1, 2) if columns < count)
    return (*plain, *packed, *mixed) if "inline" in slot.styles and count > 1 else plain


def number_rows(
    entries: Sequence[GroupedNumber],
    slot: str,
    how: Arrangement,
    settings: tuple[TypeSetting, TypeSetting],
    scale: float,
    spread: float,
) -> tuple[Row, ...]:
    """Return ``entries`` set as rows; reading runs down each column in the job's order.

    ``settings`` are those of labels and numbers, ``scale`` the smaller of their scales; ``spread`` parts entries.
    """
    cells = _ListSetter(tuple(entries), slot, how, *settings, scale, spread)
    ways = {
        "stacked": cells.set_stacked,
        "inline": cells.set_inline,
        "packed": cells.set_packed,
        "mixed": cells.set_mixed,
        "around-hole": cells.set_around_hole,
    }
    return ways[how.style]()


class _ListSetter(Struct, frozen=True):
    """A list's entries with everything that decides how they are set."""

    entries: tuple[GroupedNumber, ...]
    slot: str
    how: Arrangement
    label: TypeSetting
    digits: TypeSetting
    scale: float
    spread: float

    def set_stacked(self) -> tuple[Row, ...]:
        """Set each label above its number."""
        cells = [(self._alone(entry, "label"), self._alone(entry, "number")) for entry in self.entries]
        columns = _columns(cells, self.how)
        offsets = _column_offsets(columns, self._gap(_GUTTER))
        labels: list[Row] = []
        numbers: list[Row] = []
        for line in _lines(columns, offsets):
            labels.append(_row_of_cells([(cell[0], x) for cell, x in line], self._entry_gap(_ENTRY_GAP)))
            own = _ALONE_GAP if self.how.is_alone else _LABEL_GAP
            numbers.append(_row_of_cells([(cell[1], x) for cell, x in line], self._gap(own)))
        return tuple(
            row for pair in zip(equalize_heights(labels), equalize_heights(numbers), strict=True) for row in pair
        )

    def set_around_hole(self) -> tuple[Row, ...]:
        """Set labels above their numbers left and right of the hole, ragged towards the curve."""
        lines = -(-len(self.entries) // 2)
        sides: tuple[Align, Align] = ("right", "left")
        away = (-self.how.apart, self.how.apart)
        labels: list[Row] = []
        numbers: list[Row] = []
        for line in (list(zip(self.entries[i::lines], sides, strict=False)) for i in range(lines)):
            above = [self._alone(entry, "label", side) for entry, side in line]
            below = [self._alone(entry, "number", side) for entry, side in line]
            labels.append(_row_of_cells(list(zip(above, away, strict=False)), self._entry_gap(_AROUND_HOLE_GAP)))
            numbers.append(_row_of_cells(list(zip(below, away, strict=False)), self._gap(_LABEL_GAP)))
        return tuple(
            row for pair in zip(equalize_heights(labels), equalize_heights(numbers), strict=True) for row in pair
        )

    def set_inline(self) -> tuple[Row, ...]:
        """Set each label beside its number: numbers line up, labels are ragged towards the curve."""
        if self.how.columns == 1:
            return centre_list(
                equalize_heights([self._beside(entry, self.entries) for entry in self.entries]), self.how.align
            )
        columns: list[list[tuple[Row, ...]]] = []
        for own in _columns(self.entries, self.how):
            widest = max(self.label.run(entry.label).ink.x1 for entry in own) * self.label.size
            start = widest + self._inline_gap()
            columns.append([(row_of_pieces(self._pair(entry, start), "centre", 0.0),) for entry in own])
        offsets, lead = _column_offsets(columns, self._gap(_GUTTER)), self._line_gap()
        return equalize_heights(
            [_row_of_cells([(cell[0], x) for cell, x in line], lead) for line in _lines(columns, offsets)]
        )

    def set_packed(self) -> tuple[Row, ...]:
        """Set entries inline, several to a line where together they are little longer than the longest alone."""
        most = max(self._span(entry) for entry in self.entries) * _PACKING[self.how.columns]
        gap, lead = self._inline_gap(), self._line_gap()
        lines: list[list[Piece]] = []
        filled = 0.0
        for entry in self.entries:
            width = self._span(entry)
            start = filled + self._gap(_GUTTER) if lines else 0.0
            if not lines or start + width > most + 1e-9:
                lines.append([])
                start = 0.0
            number_start = start + self.label.run(entry.label).ink.x1 * self.label.size + gap
            label, number = self._pair(entry, number_start)
            lines[-1] += [label.shift(start), number]
            filled = start + width
        return equalize_heights([row_of_pieces(tuple(line), self.how.align, lead) for line in lines])

    def set_mixed(self) -> tuple[Row, ...]:
        """Set entries inline but for the longest, as many as there are columns, whose labels stand above."""
        longest = sorted(self.entries, key=self._span, reverse=True)[: self.how.columns]
        short = [entry for entry in self.entries if entry not in longest]
        lead = self._line_gap()
        rows: list[Row] = []
        for entry in self.entries:
            if entry in longest:
                rows += (self._alone(entry, part) for part in ("label", "number"))
            else:
                rows.append(self._beside(entry, short) if self.how.align != "centre" else self._run_in(entry))
        return equalize_heights([row.with_lead(lead) for row in rows])

    def _run_in(self, entry: GroupedNumber) -> Row:
        start = self.label.run(entry.label).ink.x1 * self.label.size + self._inline_gap()
        return row_of_pieces(self._pair(entry, start), "centre", 0.0)

    def _span(self, entry: GroupedNumber) -> float:
        label, number = self.label.run(entry.label), self.digits.run(entry.display)
        return label.ink.x1 * self.label.size + self._inline_gap() + number.ink.x1 * self.digits.size

    def _gap(self, ends: tuple[float, float]) -> float:
        return (ends[0] + (ends[1] - ends[0]) * self.scale) * self.label.size

    def _entry_gap(self, ends: tuple[float, float]) -> float:
        return max(self._gap(ends) + _ENTRY_SPREAD * self.spread * self.label.size, self._gap(_LABEL_GAP))

    def _line_gap(self) -> float:
        return self._gap(_LINE_GAP) + max(_LINE_SPREAD * self.spread, 0.0) * self.label.size

    def _inline_gap(self) -> float:
        """Return the space between label and number; large figures want more of it."""
        return max(self._gap(_INLINE_GAP), 0.22 * self.digits.size)

    def _pair(self, entry: GroupedNumber, start: float) -> tuple[Piece, Piece]:
        return (
            text_piece(entry.label, self.label, Source(self.slot, f"{entry.node}.label")),
            text_piece(entry.display, self.digits, Source(self.slot, f"{entry.node}.number"), start),
        )

    def _alone(self, entry: GroupedNumber, part: Literal["label", "number"], align: Align | None = None) -> Row:
        text, setting = (entry.label, self.label) if part == "label" else (entry.display, self.digits)
        source = Source(self.slot, f"{entry.node}.{part}")
        return row_of_pieces((text_piece(text, setting, source),), align or self.how.align, 0.0)

    def _beside(self, entry: GroupedNumber, entries: Sequence[GroupedNumber]) -> Row:
        """Set one of ``entries`` so that their numbers line up: on the list's spine or where the labels end."""
        gap, lead = self._inline_gap(), self._line_gap()
        if self.how.align == "left":
            longest = max(self.label.run(other.label).ink.x1 for other in entries) * self.label.size
            return row_of_pieces(self._pair(entry, longest + gap), "left", lead)
        if self.how.align == "right":
            number, label = self._alone(entry, "number", "right"), self._alone(entry, "label", "right")
            return join_rows(number, label, -number.left - gap, lead)
        number, label = self._alone(entry, "number", "left"), self._alone(entry, "label", "right")
        return join_rows(number, label, -gap, lead)


def _columns(cells: Sequence[T], how: Arrangement) -> list[list[T]]:
    """Return ``cells`` in their columns, read down one after another."""
    if how.bulge:
        short = (len(cells) - how.bulge) // how.columns
        ends = (0, short, short + short + how.bulge, len(cells))
        return [list(cells[first:last]) for first, last in pairwise(ends)]
    lines = -(-len(cells) // how.columns)
    return [list(cells[first : first + lines]) for first in range(0, len(cells), lines)]


def _lines(
    columns: Sequence[Sequence[tuple[Row, ...]]], offsets: Sequence[float]
) -> list[list[tuple[tuple[Row, ...], float]]]:
    """Return the cells of ``columns`` line by line, each with its column's axis; a longer column begins higher."""
    lines = max(len(column) for column in columns)
    tops = [max((len(column) - len(columns[0])) // 2, 0) for column in columns]
    top = max(tops)
    return [
        [
            (column[i - top + own], x)
            for column, x, own in zip(columns, offsets, tops, strict=True)
            if 0 <= i - top + own < len(column)
        ]
        for i in range(lines)
    ]


def _column_offsets(columns: Sequence[Sequence[tuple[Row, ...]]], gutter: float) -> tuple[float, ...]:
    """Return each column's axis to the stack's axis, so that the columns as a whole lie round it."""
    if len(columns) == 1:
        return (0.0,)
    lefts = [max((row.left for cell in column for row in cell), default=0.0) for column in columns]
    rights = [max((row.right for cell in column for row in cell), default=0.0) for column in columns]
    x, offsets = 0.0, []
    for left, right in zip(lefts, rights, strict=True):
        offsets.append(x + left)
        x += left + right + gutter
    return tuple(offset - (x - gutter) / 2 for offset in offsets)


def _row_of_cells(cells: Sequence[tuple[Row, float]], lead: float) -> Row:
    """Return one line of cells, each round an axis of its own, as a row round the stack's axis."""
    pieces = tuple(p.shift(x) for cell, x in cells for p in cell.pieces)
    left = max(cell.left - x for cell, x in cells)
    right = max(cell.right + x for cell, x in cells)
    return Row(pieces, left, right, max(c.above for c, _ in cells), max(c.below for c, _ in cells), lead)
