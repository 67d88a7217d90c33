"""Checks that lettering can be read: it stands out, is large enough for press and hand, falls well into lines."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.artwork.drawn_item import DrawnItem
from keytag.checks.artwork.paint import Paint
from keytag.checks.artwork.side import DrawnSide
from keytag.checks.artwork.words import texts_of
from keytag.documents.job.content import duty_number_of
from keytag.drawing.artwork import Role
from keytag.drawing.colorimetry import contrast
from keytag.drawing.ink import amount_changes, limit_of
from keytag.findings import Finding, Rule, Severity
from keytag.text.ink_names import ink_with_title
from keytag.text.text import Text
from keytag.units import to_pt

STANDS_OUT = Rule.error("lettering-stands-out", __name__)
LARGE_ENOUGH = Rule.warning("lettering-is-large-enough", __name__)
HOTLINE_IS_TALL = Rule.error("hotline-digits-are-tall-enough", __name__)
NO_WIDOW = Rule.note("last-line-is-no-widow", __name__)
RULES = (STANDS_OUT, LARGE_ENOUGH, HOTLINE_IS_TALL, NO_WIDOW)

# Domain ("The reader's hand"): the hotline's digits are at least 3 mm high.
SMALLEST_HOTLINE = 3.0
# Be Vietnam Pro and Roboto, OS/2 sCapHeight and sxHeight: the lower of the two, in ems. Figures and letters with
# ascenders are as high as capitals.
CAP_HEIGHT, _X_HEIGHT = 0.71, 0.528
_ASCENDING = frozenset("bdfhklđ")
# WCAG 2.2, 1.4.3: large or bold lettering wants 3:1.
GOOD_CONTRAST = 3.0
# House rule: below this nobody reads it at arm's length in poor light.
LEAST_CONTRAST = 1.6
# House rule: what flattening and rounding may lose, in mm.
_ROUNDING = 0.01

# House rule: a last line shorter than a quarter of the longest hangs there like a leftover.
WIDOW = 0.25


def lettering_stands_out(side: DrawnSide) -> Iterator[Finding]:
    """Lettering differs from its ground in lightness, not in hue alone: it is read in the dark, by everyone."""
    look = side.subject.look
    for drawn in side.of(Role.LETTERING):
        pairs = ((side.paint(drawn, under), under) for under in side.under(drawn))
        ratio, under = min(((contrast(look(p.cmyk), look(u.cmyk)), u) for p, u in pairs), key=_first)
        if ratio < GOOD_CONTRAST - _ROUNDING:
            is_error = ratio < LEAST_CONTRAST
            name, source = drawn.item.ink.name, drawn.item.source
            colour, ground = ink_with_title(name), ink_with_title(under.name)
            yield STANDS_OUT.finding(
                Text(
                    f"Chữ màu {colour.vi} trên nền màu {ground.vi} khó đọc: tương phản khoảng {ratio:.1f}:1, "
                    f"nên từ {GOOD_CONTRAST:g}:1.",
                    f"Lettering ({name}) on its ground ({under.name}) has a contrast of about {ratio:.1f}:1; "
                    f"{GOOD_CONTRAST:g}:1 is wanted.",
                ),
                # A colour that the job gives is told once, whatever it makes hard to read.
                node=side.subject.colour_node(name, under.name, otherwise=source.node),
                severity=Severity.ERROR if is_error else Severity.WARNING,
            )


def lettering_is_large_enough(side: DrawnSide) -> Iterator[Finding]:
    """No text's tallest letter is lower than it is at the shop's smallest font size."""
    texts = dict(texts_of(side.subject.content))
    lines: dict[str, list[DrawnItem]] = {}
    for drawn in side.of(Role.LETTERING):
        lines.setdefault(drawn.item.source.node, []).append(drawn)
    for node, items in lines.items():
        limit = max(_limit(drawn, side) for drawn in items)
        share = CAP_HEIGHT if any(_is_tall(c) for c in texts.get(node, "")) else _X_HEIGHT
        least = share * limit - _ROUNDING
        tallest = 0.0
        for drawn in items:
            tallest = max(tallest, drawn.tallest(least))
            if tallest >= least:
                break
        else:
            yield items[0].finding(
                LARGE_ENOUGH,
                Text(
                    f"Chữ ở {side.title.vi} chỉ cỡ {to_pt(tallest / share):.1f} pt, nhà in cần ít nhất "
                    f"{to_pt(limit):.1f} pt.",
                    f"Lettering on the {side.title.en} is only {to_pt(tallest / share):.1f} pt; the shop wants at "
                    f"least {to_pt(limit):.1f} pt.",
                ),
            )


def hotline_digits_are_tall_enough(sides: tuple[DrawnSide, DrawnSide]) -> Iterator[Finding]:
    """The number that is answered day and night has figures at least 3 mm high, whatever else is larger."""
    number, tallest = duty_number_of(sides[0].subject.content), largest_hotline_item(sides)
    if number is None or tallest is None:
        return
    height = figure_height(tallest)
    if height < SMALLEST_HOTLINE - _ROUNDING:
        yield tallest.finding(
            HOTLINE_IS_TALL,
            Text(
                f"Chữ số của số trực {number.display} chỉ cao {height:.1f} mm, cần ít nhất "
                f"{SMALLEST_HOTLINE:g} mm.",
                f"The digits of the hotline {number.display} are {height:.1f} mm high; "
                f"at least {SMALLEST_HOTLINE:g} mm are needed.",
            ),
        )


def last_line_is_no_widow(side: DrawnSide) -> Iterator[Finding]:
    """Where a text runs over several lines, the last is not much shorter than the longest."""
    lines: dict[str, list[DrawnItem]] = {}
    for drawn in side.of(Role.LETTERING):
        lines.setdefault(drawn.item.source.node, []).append(drawn)
    for items in lines.values():
        last = max(items, key=lambda drawn: drawn.box.centre[1])
        longest = max(drawn.box.width for drawn in items)
        if last.box.width < WIDOW * longest:
            yield last.finding(
                NO_WIDOW,
                Text(
                    f"Dòng cuối ở {side.title.vi} chỉ dài {last.box.width:.1f} mm, dài nhất {longest:.1f} mm.",
                    f"The last line on the {side.title.en} is only {last.box.width:.1f} mm long, the longest "
                    f"{longest:.1f} mm.",
                ),
            )


def _first(pair: tuple[float, Paint]) -> float:
    return pair[0]


def _limit(drawn: DrawnItem, side: DrawnSide) -> float:
    limits = side.subject.smallest_text
    unders = side.under(drawn)
    return max(
        limit_of(amount_changes(side.paint(drawn, under).amounts, under.amounts), limits) for under in unders
    )


def _is_tall(character: str) -> bool:
    return character.isupper() or character.isdigit() or character in _ASCENDING


def largest_hotline_item(sides: tuple[DrawnSide, DrawnSide]) -> DrawnItem | None:
    """Return the largest setting of the number that is answered day and night, or None where it is nowhere."""
    number = duty_number_of(sides[0].subject.content)
    node = f"{number.node}.number" if number is not None else ""
    items = [
        drawn for side in sides for drawn in side.of(Role.LETTERING) if node and drawn.item.source.node == node
    ]
    return max(items, key=figure_height, default=None)


def figure_height(drawn: DrawnItem) -> float:
    """Return the height of the tallest figure in mm."""
    ys = [y for _, y in max(drawn.outlines, key=lambda outline: outline.box.height).points]
    return max(ys) - min(ys)
