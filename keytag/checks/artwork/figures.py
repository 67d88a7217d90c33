"""What the most important checks measured on a tag, also where all is well: for the record of a hand-off.

Must not judge: that is the checks' business, whose limits these are.
"""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.artwork.code import CODE_HAS_ITS_QUIET_ZONE, CODE_MODULES_ARE_WIDE_ENOUGH
from keytag.checks.artwork.craft import FEW_INKS, poured_colours, printed_inks
from keytag.checks.artwork.cut import BLEED_OUTLASTS, HOLE_HAS_PLASTIC, PLASTIC_ROUND_HOLE
from keytag.checks.artwork.drawn_item import DrawnItem
from keytag.checks.artwork.ink import LINES_HOLD
from keytag.checks.artwork.legibility import (
    CAP_HEIGHT,
    GOOD_CONTRAST,
    HOTLINE_IS_TALL,
    LARGE_ENOUGH,
    SMALLEST_HOTLINE,
    STANDS_OUT,
    figure_height,
    largest_hotline_item,
)
from keytag.checks.artwork.side import DrawnSide, drawn_sides
from keytag.checks.artwork.subject import TagSubject
from keytag.compose.code_place import WANTED_MODULE
from keytag.drawing.artwork import Role, Stroke
from keytag.drawing.colorimetry import contrast
from keytag.drawing.ink import amount_changes, limit_of
from keytag.drawing.qr import QUIET_MODULES
from keytag.findings import Measurement
from keytag.text.text import Text
from keytag.units import to_pt


def measure(subject: TagSubject) -> tuple[Measurement, ...]:
    """Return what the checks measured on one edition's tag."""
    return tuple(_figures(subject))


def _figures(subject: TagSubject) -> Iterator[Measurement]:
    sides = drawn_sides(subject)
    hotline, hole, code = largest_hotline_item(sides), subject.frame.hole, subject.code
    if hotline is not None:
        yield Measurement.of_number(
            HOTLINE_IS_TALL, Text("chữ số", "digits"), figure_height(hotline), SMALLEST_HOTLINE, "mm"
        )
    if code is not None:
        yield Measurement.of_number(
            CODE_MODULES_ARE_WIDE_ENOUGH, Text("ô QR", "module"), code.module, WANTED_MODULE, "mm"
        )
    if hole is not None:
        left = subject.frame.shape.depth((hole.cx, hole.cy)) - hole.radius
        yield Measurement.of_number(
            HOLE_HAS_PLASTIC, Text("quanh lỗ", "round the hole"), left, PLASTIC_ROUND_HOLE, "mm"
        )
    yield from _limit_measurements(subject, sides)


def _limit_measurements(subject: TagSubject, sides: tuple[DrawnSide, DrawnSide]) -> Iterator[Measurement]:
    """Yield contrast, lettering, lines, bleed, quiet zone and inks, each as near its limit as it comes."""
    ratios = [ratio for side in sides for ratio in _contrasts(side)]
    if ratios:
        yield Measurement.of_number(STANDS_OUT, Text("tương phản", "contrast"), min(ratios), GOOD_CONTRAST, ":1")
    sizes = [pair for side in sides for pair in _sizes(side)]
    if sizes:
        size, limit = min(sizes, key=_nearness)
        yield Measurement.of_number(LARGE_ENOUGH, Text("cỡ chữ", "lettering"), to_pt(size), to_pt(limit), "pt")
    lines = [pair for side in sides for pair in _lines(side)]
    if lines:
        width, limit = min(lines, key=_nearness)
        yield Measurement.of_number(LINES_HOLD, Text("nét", "lines"), to_pt(width), to_pt(limit), "pt")
    wander = max(side.wander for side in sides)
    yield Measurement.of_number(BLEED_OUTLASTS, Text("chừa xén", "bleed"), sides[0].frame.bleed, wander, "mm")
    if subject.code is not None:
        quiet = (subject.code.ground.width / subject.code.module - subject.code.symbol.size) / 2
        name = Text("viền QR", "quiet zone")
        yield Measurement.of_number(CODE_HAS_ITS_QUIET_ZONE, name, quiet, QUIET_MODULES, "module")
    if subject.craft.most_inks is not None:
        count, most = len(poured_colours(sides)) + len(printed_inks(sides)), subject.craft.most_inks
        yield Measurement.of_number(FEW_INKS, Text("số màu", "colours"), count, most, "", is_most=True)


def _nearness(pair: tuple[float, float]) -> float:
    return pair[0] / max(pair[1], 1e-9)


def _contrasts(side: DrawnSide) -> Iterator[float]:
    look = side.subject.look
    for drawn in side.of(Role.LETTERING):
        for under in side.under(drawn):
            yield contrast(look(side.paint(drawn, under).cmyk), look(under.cmyk))


def _sizes(side: DrawnSide) -> Iterator[tuple[float, float]]:
    """Yield for each text its font size, told from its tallest letter, and its limit, both in mm."""
    texts: dict[str, list[DrawnItem]] = {}
    for drawn in side.of(Role.LETTERING):
        texts.setdefault(drawn.item.source.node, []).append(drawn)
    for items in texts.values():
        yield (
            max(figure_height(drawn) for drawn in items) / CAP_HEIGHT,
            max(_limit(drawn, side, of_lines=False) for drawn in items),
        )


def _lines(side: DrawnSide) -> Iterator[tuple[float, float]]:
    for drawn in side.items:
        if isinstance(drawn.item, Stroke) and drawn.thickness > 0:
            yield drawn.thickness, _limit(drawn, side, of_lines=True)


def _limit(drawn: DrawnItem, side: DrawnSide, *, of_lines: bool) -> float:
    limits = side.subject.smallest_line if of_lines else side.subject.smallest_text
    unders = side.under(drawn)
    return max(
        limit_of(amount_changes(side.paint(drawn, under).amounts, under.amounts), limits) for under in unders
    )
