"""Lettering that has been set but not yet placed: pieces with one baseline, as rows.

A row hangs on an axis, a vertical line to be found later: it reaches ``left`` mm to one side of it and ``right``
mm to the other. Centred, flush and spine-aligned rows differ only in these two figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from keytag.compose.overprint import overprints
from keytag.compose.type_settings import TypeSetting
from keytag.drawing.artwork import Fill, Role, Source
from keytag.drawing.geometry import Affine, Path
from keytag.drawing.ink import Ink
from keytag.drawing.lettering import GlyphRun, placed_outline

Align = Literal["centre", "left", "right"]
"""Where a row lies to its axis: round it, or flush with its left or right end."""


class Piece(Struct, frozen=True):
    """A run, or a drawing that is given 1 mm high from (0, 0) down, at an offset from a row's axis and baseline.

    ``size`` is the font size or the height that the drawing comes to, in mm.
    """

    x: float
    y: float
    size: float
    ink: Ink
    source: Source
    run: GlyphRun | None = None
    art: tuple[Fill, ...] = ()

    def shift(self, dx: float, dy: float = 0.0) -> Piece:
        """Return this piece shifted."""
        return Piece(self.x + dx, self.y + dy, self.size, self.ink, self.source, self.run, self.art)

    def fills(self, x: float, baseline: float) -> tuple[Fill, ...]:
        """Return what is painted when the row's axis is at ``x`` and its baseline at ``baseline``."""
        if self.run is None:
            place = Affine.translation(x + self.x, baseline + self.y)
            stand = Affine(self.size, 0.0, 0.0, self.size, 0.0, -self.size)
            return tuple(replace(f, path=f.path.transformed(stand).transformed(place)) for f in self.art)
        path: Path = placed_outline(self.run, self.size, x + self.x, baseline + self.y)
        overprint = overprints(self.ink, self.size)
        return (Fill(path, self.ink, Role.LETTERING, self.source, overprint, self.run.text),)


class Row(Struct, frozen=True):
    """Pieces with one baseline, their reach to both sides of the axis, and their ink above and below.

    ``lead`` is the clear space wanted above the row, after another row.
    """

    pieces: tuple[Piece, ...]
    left: float
    right: float
    above: float
    below: float
    lead: float

    @property
    def width(self) -> float:
        """Full width in mm."""
        return self.left + self.right

    def with_lead(self, lead: float) -> Row:
        """Return this row with another ``lead``."""
        return Row(self.pieces, self.left, self.right, self.above, self.below, lead)


def text_row(
    text: str, setting: TypeSetting, align: Align, lead: float, source: Source, peers: Sequence[str] = ()
) -> Row:
    """Return one line of text as a row; its ink counts, not its advance, and above and below that of ``peers``."""
    row = row_of_pieces((_run_piece(setting.run(text), setting, source),), align, lead)
    if not peers:
        return row
    inks = [setting.run(peer).ink for peer in peers]
    above = max(row.above, *(-ink.y0 * setting.size for ink in inks))
    return replace(row, above=above, below=max(row.below, *(ink.y1 * setting.size for ink in inks)))


def row_of_pieces(pieces: tuple[Piece, ...], align: Align, lead: float) -> Row:
    """Return pieces set from x = 0 on as a row aligned to its axis by its ink."""
    x0, x1, top, bottom = _ink(pieces)
    shift = {"centre": -(x0 + x1) / 2, "left": -x0, "right": -x1}[align]
    return Row(
        tuple(piece.shift(shift) for piece in pieces),
        left=-(x0 + shift),
        right=x1 + shift,
        above=-top,
        below=max(bottom, 0.0),
        lead=lead,
    )


def _run_piece(run: GlyphRun, setting: TypeSetting, source: Source, x: float = 0.0) -> Piece:
    return Piece(x, 0.0, setting.size, setting.ink, source, run)


def text_piece(text: str, setting: TypeSetting, source: Source, x: float = 0.0) -> Piece:
    """Return ``text`` set from ``x`` on."""
    return _run_piece(setting.run(text), setting, source, x)


def _ink(pieces: tuple[Piece, ...]) -> tuple[float, float, float, float]:
    """Return the left, right, top and bottom of the ink of lettering."""
    boxes = [
        (
            p.x + p.run.ink.x0 * p.size,
            p.x + p.run.ink.x1 * p.size,
            p.y + p.run.ink.y0 * p.size,
            p.y + p.run.ink.y1 * p.size,
        )
        for p in pieces
        if p.run is not None
    ]
    if len(boxes) == 1:
        return boxes[0]
    lefts, rights, tops, bottoms = zip(*boxes, strict=True)
    return min(lefts), max(rights), min(tops), max(bottoms)


def join_rows(row: Row, other: Row, offset: float, lead: float) -> Row:
    """Return ``row`` with ``other``, its axis moved by ``offset``, on the same baseline."""
    pieces = (*row.pieces, *(item.shift(offset) for item in other.pieces))
    left, right = max(row.left, other.left - offset), max(row.right, other.right + offset)
    return Row(pieces, left, right, max(row.above, other.above), max(row.below, other.below), lead)


def equalize_heights(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give ``rows`` one common ink height, so that a list keeps a regular pitch whatever marks its lines carry."""
    above, below = max(row.above for row in rows), max(row.below for row in rows)
    return tuple(Row(row.pieces, row.left, row.right, above, below, row.lead) for row in rows)


def centre_list(rows: tuple[Row, ...], align: Align) -> tuple[Row, ...]:
    """Move a list whose rows hang on a spine so that it lies round its axis as a whole; flush lists stay."""
    if align != "centre":
        return rows
    shift = (max(row.left for row in rows) - max(row.right for row in rows)) / 2
    return tuple(
        replace(
            row,
            pieces=tuple(item.shift(shift) for item in row.pieces),
            left=row.left - shift,
            right=row.right + shift,
        )
        for row in rows
    )


Scales = tuple[float, ...]
"""Where in its range each size of a stack lies, 0 (smallest) to 1 (largest)."""


class StackRows(Struct, frozen=True):
    """A stack's rows with what decides where they fit: full height, reach to both sides of the axis, width."""

    rows: tuple[Row, ...]
    height: float
    left: float
    right: float
    width: float


def measure_rows(rows: tuple[Row, ...]) -> StackRows:
    """Return ``rows`` as measured; the first row's lead does not count."""
    return StackRows(
        rows,
        sum(row.above + row.below + row.lead for row in rows) - rows[0].lead,
        max(row.left for row in rows),
        max(row.right for row in rows),
        max(row.width for row in rows),
    )
