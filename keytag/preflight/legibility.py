"""Checks that lettering can be read: it stands out, and is large enough for the press and for the hand."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.artwork import Role
from keytag.findings import Finding, Severity
from keytag.ink import changes, limit_for
from keytag.preflight.side import Mark, Side
from keytag.units import to_pt
from keytag.wording import Text

# Domain ("The reader's hand"): the hotline's digits are at least 3 mm high.
SMALLEST_HOTLINE = 3.0
# Be Vietnam Pro and Roboto, OS/2 sxHeight: small letters without ascenders are over 0.5 em high, so no line's
# tallest letter is lower than half its font size.
_X_HEIGHT = 0.5
# House rule: what flattening and rounding may lose, in mm.
_ROUNDING = 0.01


def lettering_stands_out(side: Side) -> Iterator[Finding]:
    """No lettering has the very colour of its ground."""
    for mark in side.of(Role.LETTERING):
        ground = side.under(mark)
        if not changes(mark.item.ink, ground.item.ink if ground else None):
            yield mark.finding(
                "lettering-stands-out",
                Text(
                    f"Chữ ở {side.title.vi} cùng màu với nền ({mark.item.ink.name}).",
                    f"Lettering on the {side.title.en} has the colour of its ground ({mark.item.ink.name}).",
                ),
                Text("Đổi màu chữ hoặc màu nền trong colours.", "Change one of the two in colours."),
            )


def lettering_is_large_enough(side: Side) -> Iterator[Finding]:
    """No line's tallest letter is lower than small letters are at the shop's smallest font size."""
    for mark in side.of(Role.LETTERING):
        ground = side.under(mark)
        limit = limit_for(mark.item.ink, ground.item.ink if ground else None, side.subject.smallest_text)
        least = _X_HEIGHT * limit - _ROUNDING
        tallest = mark.tallest(least)
        if tallest < least:
            yield mark.finding(
                "lettering-is-large-enough",
                Text(
                    f"Chữ ở {side.title.vi} chỉ cao {tallest:.2f} mm, dưới cỡ {to_pt(limit):.1f} pt nhà in nhận.",
                    f"Lettering on the {side.title.en} is only {tallest:.2f} mm high, smaller than the shop's "
                    f"{to_pt(limit):.1f} pt.",
                ),
                Text("Rút ngắn chữ hoặc dùng thẻ lớn hơn.", "Shorten the text or take a larger tag."),
                Severity.WARNING,
            )


def hotline_digits_are_tall_enough(sides: tuple[Side, Side]) -> Iterator[Finding]:
    """The largest number on the tag has figures at least 3 mm high."""
    numbers = [
        mark for side in sides for mark in side.of(Role.LETTERING) if mark.item.source.node.endswith(".number")
    ]
    if not numbers:
        return
    largest = max(numbers, key=lambda mark: mark.box.height)
    height = _height(largest)
    if height < SMALLEST_HOTLINE - _ROUNDING:
        yield largest.finding(
            "hotline-digits-are-tall-enough",
            Text(
                f"Số lớn nhất trên thẻ chỉ cao {height:.1f} mm, cần ít nhất {SMALLEST_HOTLINE:g} mm.",
                f"The largest number on the tag is {height:.1f} mm high; "
                f"at least {SMALLEST_HOTLINE:g} mm are needed.",
            ),
            Text(
                "Dùng kiểu hotline, thẻ lớn hơn, hoặc bớt nội dung ở mặt đó.",
                "Take the template hotline, a larger tag, or put less on that side.",
            ),
        )


def _height(mark: Mark) -> float:
    """Return the height of the tallest figure."""
    ys = [y for _, y in max(mark.outlines, key=lambda outline: outline.box.height).points]
    return max(ys) - min(ys)
