"""The badges of all editions of a job, and a badge drawn: an outline in an edition's colour and pattern.

Goes in: editions as (id, name) in the job's order. Comes out: for each its number, short name, code, colour,
pattern. The colours are few enough and far enough apart to be told, each with lettering that reads on it. They
were found by taking, of a raster of CMYK mixtures without black lettering's or paper's own neighbourhood, the
mixture farthest from all taken before: any two of the table differ by 15 or more (CIEDE2000, FOGRA39), and
lettering in black or paper has 4.5:1 on each (WCAG 2.2, 1.4.3). The first few differ most.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

from keytag.drawing.artwork import Fill, Group, Item, Role, Stroke
from keytag.drawing.badge.names import code_of, short_names
from keytag.drawing.geometry import Rect, Shape, rectangle
from keytag.drawing.ink import BLACK, PAPER, Cmyk, Ink


class Pattern(Enum):
    """What is drawn over the colour where colours repeat: seen in black and white too."""

    PLAIN = "plain"
    RING = "ring"
    """A line that follows the outline inside."""
    BARS = "bars"
    """An upright bar near each end."""


class Badge(Struct, frozen=True):
    """What tells an edition: its ``number`` from 1, ``name`` of 8 characters at most, ``code``, and colour.

    ``ink`` is process CMYK; lettering, ring and bars on it are in ``on``.
    """

    edition: str
    number: int
    name: str
    code: str
    ink: Ink
    on: Ink
    pattern: Pattern = Pattern.PLAIN


def badges(editions: Sequence[tuple[str, str | None]]) -> tuple[Badge, ...]:
    """Return the badge of each edition, given as (id, name or None) in the job's order.

    Twenty colours, then the same with a ring, then with bars: 60 that differ. After those they come round again,
    and number, name and code tell.
    """
    patterns = tuple(Pattern)
    found = []
    for index, ((edition, _), name) in enumerate(zip(editions, short_names(editions), strict=True)):
        turn, place = divmod(index, len(COLOURS))
        ink, on = COLOURS[place]
        found.append(Badge(edition, index + 1, name, code_of(index), ink, on, patterns[turn % len(patterns)]))
    return tuple(found)


def chip(shape: Shape, badge: Badge, role: Role) -> tuple[Item, ...]:
    """Return ``shape``, its trim box from (0, 0), in the colour and pattern of ``badge``."""
    outline = shape.outline()
    body = Fill(outline, badge.ink, role)
    least = min(shape.width, shape.height)
    if badge.pattern is Pattern.RING:
        return (body, Stroke(shape.outline(_INSET * least), badge.on, _RING * least, role))
    if badge.pattern is Pattern.BARS:
        first, last = (part * shape.width for part in _BAR)
        spans = ((first, last), (shape.width - last, shape.width - first))
        bars = tuple(Fill(rectangle(Rect(x0, 0.0, x1, shape.height)), badge.on, role) for x0, x1 in spans)
        return (body, Group(bars, clip=outline))
    return (body,)


# House rules, as parts of the smaller side: a ring's distance from the outline and its width; of the width: where
# bars begin and end.
_INSET, _RING = 0.1, 0.06
_BAR = (0.05, 0.09)
# Amounts, and whether paper-white reads better on it than black.
_TABLE: tuple[tuple[Cmyk, bool], ...] = (
    ((0.0, 0.15, 0.75, 0.0), False),
    ((1.0, 1.0, 0.0, 0.25), True),
    ((0.75, 0.0, 0.0, 0.0), False),
    ((0.15, 0.5, 0.0, 0.0), False),
    ((0.75, 0.0, 1.0, 0.45), True),
    ((0.0, 0.75, 1.0, 0.45), True),
    ((1.0, 0.15, 0.0, 0.45), True),
    ((0.15, 1.0, 0.0, 0.25), True),
    ((0.5, 0.0, 0.5, 0.0), False),
    ((0.0, 0.15, 0.3, 0.45), False),
    ((1.0, 0.0, 0.5, 0.25), True),
    ((0.0, 0.5, 0.75, 0.0), False),
    ((0.5, 0.0, 1.0, 0.25), False),
    ((0.3, 0.15, 0.0, 0.25), False),
    ((0.5, 0.3, 0.0, 0.45), True),
    ((0.3, 0.5, 0.0, 0.45), True),
    ((0.0, 0.3, 0.3, 0.0), False),
    ((0.0, 0.5, 0.3, 0.25), False),
    ((0.0, 0.3, 1.0, 0.25), False),
    ((1.0, 0.75, 0.0, 0.0), True),
)
COLOURS: tuple[tuple[Ink, Ink], ...] = tuple(
    (Ink(f"badge {number}", cmyk), PAPER if light else BLACK)
    for number, (cmyk, light) in enumerate(_TABLE, start=1)
)
"""Each colour with the ink of the lettering on it."""
