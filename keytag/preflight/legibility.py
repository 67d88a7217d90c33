"""Checks that lettering can be read: it stands out, and is large enough for the press and for the hand."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.artwork import Role
from keytag.findings import Finding, Severity
from keytag.ink import PAPER, Ink, limit_for
from keytag.preflight.side import Mark, Side
from keytag.units import to_pt
from keytag.wording import Text

# Domain ("The reader's hand"): the hotline's digits are at least 3 mm high.
SMALLEST_HOTLINE = 3.0
# Be Vietnam Pro and Roboto, OS/2 sxHeight: small letters without ascenders are over 0.5 em high, so no line's
# tallest letter is lower than half its font size.
_X_HEIGHT = 0.5
# WCAG 2.2, 1.4.3: large or bold lettering wants 3:1.
GOOD_CONTRAST = 3.0
# IEC 61966-2-1 (sRGB): the luminances of its primaries; its transfer curve is nearly a power of 2.2.
_WEIGHTS = (0.2126, 0.7152, 0.0722)
# House rule: below this nobody reads it at arm's length in poor light.
LEAST_CONTRAST = 1.6
# House rule: what flattening and rounding may lose, in mm.
_ROUNDING = 0.01


def lettering_stands_out(side: Side) -> Iterator[Finding]:
    """Lettering differs from its ground in lightness, not in hue alone: it is read in the dark, by everyone."""
    for mark in side.of(Role.LETTERING):
        ground = side.under(mark)
        under = ground.item.ink if ground else PAPER
        contrast = _contrast(mark.item.ink, under)
        if contrast < GOOD_CONTRAST - _ROUNDING:
            is_error = contrast < LEAST_CONTRAST
            yield mark.finding(
                "lettering-stands-out",
                Text(
                    f"Chữ ({mark.item.ink.name}) trên nền ({under.name}) ở {side.title.vi} tương phản khoảng "
                    f"{contrast:.1f}:1, nên từ {GOOD_CONTRAST:g}:1.",
                    f"Lettering ({mark.item.ink.name}) on its ground ({under.name}) on the {side.title.en} has a "
                    f"contrast of about {contrast:.1f}:1; {GOOD_CONTRAST:g}:1 is wanted.",
                ),
                Text("Đổi màu chữ hoặc màu nền trong colours.", "Change one of the two in colours."),
                Severity.ERROR if is_error else Severity.WARNING,
            )


def _contrast(one: Ink, other: Ink) -> float:
    """Return the ratio of two inks' luminances by WCAG 2.2's formula (1.4.3), from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(ink: Ink) -> float:
    """Return an estimate: process inks as ideal subtractive primaries. Real inks differ; the order does not."""
    tint = ink.tint if ink.spot else 1.0
    cyan, magenta, yellow, black = (amount * tint for amount in ink.cmyk)
    red, green, blue = (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    linear = (float(value**2.2) for value in (red, green, blue))
    return sum(weight * value for weight, value in zip(_WEIGHTS, linear, strict=True))


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
