"""The badge of an edition, and badges for all editions of a job."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

from keytag.drawing.badge.codes import code_of
from keytag.drawing.badge.colours import COLOURS
from keytag.drawing.badge.names import short_names
from keytag.drawing.ink import Ink


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
