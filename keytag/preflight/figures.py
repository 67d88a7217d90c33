"""What the most important checks measured on a tag, also where all is well: for the record of a hand-off.

Must not judge: that is the checks' business, whose limits these are.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from keytag.compose.code import WANTED_MODULE
from keytag.preflight.code import CODE_MODULES_ARE_WIDE_ENOUGH
from keytag.preflight.coverage import heaviest_square, plate_coverage
from keytag.preflight.cut import HOLE_HAS_PLASTIC, PLASTIC_ROUND_HOLE
from keytag.preflight.ink import INK_DRIES
from keytag.preflight.legibility import HOTLINE_IS_TALL, SMALLEST_HOTLINE, figure_height, hotline_mark
from keytag.preflight.side import Side, sides_of
from keytag.preflight.subject import TagSubject
from keytag.wording import Text


class Figure(Struct, frozen=True):
    """What a rule's check measured, by its short name, against its limit; ``is_most`` where that is the most."""

    rule: str
    name: Text
    measured: float
    limit: float
    unit: str
    is_most: bool = False


class TagFigures(Struct, frozen=True):
    """What was measured on one edition's tag: figures, and by side the mean amount of each plate's ink."""

    figures: tuple[Figure, ...]
    coverage: tuple[tuple[str, dict[str, float]], ...]


def measure(subject: TagSubject) -> TagFigures:
    """Return what the checks measured on ``subject``."""
    sides = sides_of(subject)
    return TagFigures(tuple(_figures(subject, sides)), _coverage(sides))


def coverage(subject: TagSubject) -> tuple[tuple[str, dict[str, float]], ...]:
    """Return by side the mean amount of each plate's ink."""
    return _coverage(sides_of(subject))


def _coverage(sides: tuple[Side, Side]) -> tuple[tuple[str, dict[str, float]], ...]:
    named = zip(("front", "back"), sides, strict=True)
    return tuple((name, plate_coverage(side)) for name, side in named)


def _figures(subject: TagSubject, sides: tuple[Side, Side]) -> Iterator[Figure]:
    hotline, hole, code = hotline_mark(sides), subject.frame.hole, subject.code
    if hotline is not None:
        yield Figure(
            HOTLINE_IS_TALL.name, Text("chữ số", "digits"), figure_height(hotline), SMALLEST_HOTLINE, "mm"
        )
    if code is not None:
        yield Figure(CODE_MODULES_ARE_WIDE_ENOUGH.name, Text("ô QR", "module"), code.module, WANTED_MODULE, "mm")
    if hole is not None:
        left = subject.frame.shape.depth((hole.cx, hole.cy)) - hole.radius
        yield Figure(HOLE_HAS_PLASTIC.name, Text("quanh lỗ", "round the hole"), left, PLASTIC_ROUND_HOLE, "mm")
    heaviest = max(heaviest_square(side) for side in sides)
    yield Figure(INK_DRIES.name, Text("mực", "ink"), 100 * heaviest, 100 * subject.most_ink, "%", is_most=True)
