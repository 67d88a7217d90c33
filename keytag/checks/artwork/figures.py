"""What the most important checks measured on a tag, also where all is well: for the record of a hand-off.

Must not judge: that is the checks' business, whose limits these are.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.artwork.code import CODE_MODULES_ARE_WIDE_ENOUGH
from keytag.checks.artwork.cut import HOLE_HAS_PLASTIC, PLASTIC_ROUND_HOLE
from keytag.checks.artwork.further import Figure, further
from keytag.checks.artwork.legibility import HOTLINE_IS_TALL, SMALLEST_HOTLINE, figure_height, hotline_mark
from keytag.checks.artwork.side import sides_of
from keytag.checks.artwork.subject import TagSubject
from keytag.compose.code_place import WANTED_MODULE
from keytag.text.text import Text

__all__ = ["Figure", "measure"]


def measure(subject: TagSubject) -> tuple[Figure, ...]:
    """Return what the checks measured on one edition's tag."""
    return tuple(_figures(subject))


def _figures(subject: TagSubject) -> Iterator[Figure]:
    sides = sides_of(subject)
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
    yield from further(subject, sides)
