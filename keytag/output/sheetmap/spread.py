"""How a page of the map is divided: a lying sheet beside its list, a standing one above it, on A4 turned to suit.

Must not know what is drawn.
"""

from __future__ import annotations

from math import ceil, floor

from msgspec import Struct

from keytag.drawing.geometry import Rect
from keytag.output.page.board import A4

# House rule: 12 mm, what an office printer leaves and a thumb needs.
_EDGE = 12.0
# House rules, in mm: what head and foot take, a list's column, what parts columns, and rows: as far apart as reads
# well with a second line, without one, and as near as they may come; the headings above them.
_HEAD, _FOOT = 46.0, 18.0
_COLUMN, _BETWEEN = 80.0, 6.0
ROOMY, WIDE, NARROW, HEADING = 8.0, 5.6, 3.6, 10.0
# House rules: columns under a standing sheet, and the part of the page's height that they may take.
_COLUMNS, _SHARE = 3, 0.45


class Spread(Struct, frozen=True):
    """A page of ``width`` by ``height`` mm: where the sheet is drawn, and the columns of the list."""

    width: float
    height: float
    sheet: Rect
    columns: tuple[Rect, ...]
    pitch: float
    """How far apart rows of the list are."""

    @property
    def left(self) -> float:
        """Where lines begin."""
        return _EDGE

    @property
    def right(self) -> float:
        """Where lines end."""
        return self.width - _EDGE

    @property
    def rows(self) -> int:
        """How many rows a column has."""
        return floor((self.columns[0].height - HEADING) / self.pitch + 1e-9)


def spread_for(width: float, height: float, editions: int) -> Spread:
    """Return the page for a sheet of ``width`` by ``height`` mm with so many editions in its list."""
    return _across(editions) if width >= height else _upright(editions)


def _across(editions: int) -> Spread:
    body = Rect(_EDGE, _HEAD, A4.height - _EDGE, A4.width - _FOOT)
    column = Rect(body.x1 - _COLUMN, body.y0, body.x1, body.y1)
    pitch = max(NARROW, min(ROOMY, (column.height - HEADING) / editions))
    sheet = Rect(body.x0, body.y0, column.x0 - _BETWEEN, body.y1)
    return Spread(A4.height, A4.width, sheet, (column,), _settled(pitch))


def _upright(editions: int) -> Spread:
    body = Rect(_EDGE, _HEAD, A4.width - _EDGE, A4.height - _FOOT)
    most = body.height * _SHARE - HEADING
    rows = min(ceil(editions / _COLUMNS), floor(most / NARROW))
    pitch = _settled(max(NARROW, min(ROOMY, most / 2 / rows)))
    top = body.y1 - HEADING - rows * pitch
    width = (body.width - _BETWEEN * (_COLUMNS - 1)) / _COLUMNS
    lefts = (body.x0 + i * (width + _BETWEEN) for i in range(_COLUMNS))
    columns = tuple(Rect(x, top, x + width, body.y1) for x in lefts)
    return Spread(A4.width, A4.height, Rect(body.x0, body.y0, body.x1, top - _BETWEEN), columns, pitch)


def _settled(pitch: float) -> float:
    """Return a row's height: roomy rows have a second line, all others are no higher than one line wants."""
    return pitch if pitch >= ROOMY else min(pitch, WIDE)
