"""Checks of what the press lays down: lines thick enough to hold, ink that can dry."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.artwork import Stroke
from keytag.findings import Finding, Severity
from keytag.ink import limit_for
from keytag.preflight.side import Side
from keytag.units import to_pt
from keytag.wording import Text

# GWG 2022, R0025 and R0026: total ink over 320 % is a warning for every sheet-fed variant.
MOST_INK = 3.2


def lines_are_thick_enough(side: Side) -> Iterator[Finding]:
    """No line is finer than the shop prints it, by its inks and what lies under it."""
    for mark in side.marks:
        if not isinstance(mark.item, Stroke):
            continue
        ground = side.under(mark)
        limit = limit_for(mark.item.ink, ground.item.ink if ground else None, side.subject.smallest_line)
        if mark.width < limit - 1e-6:
            slot = mark.item.source.slot
            yield Finding(
                "lines-are-thick-enough",
                Severity.WARNING,
                Text(
                    f"Nét “{slot}” ở {side.title.vi} dày {to_pt(mark.width):.2f} pt, nhà in cần ít nhất "
                    f"{to_pt(limit):.2f} pt.",
                    f"The line “{slot}” of the {side.title.en} is {to_pt(mark.width):.2f} pt thick; "
                    f"the shop wants at least {to_pt(limit):.2f} pt.",
                ),
                Text("Tăng weight của nét trong kiểu trình bày.", "Raise the line's weight in the template."),
                node=side.subject.at("template"),
            )


def total_ink_is_printable(side: Side) -> Iterator[Finding]:
    """No colour lays down more than 320 % of ink."""
    for ink in dict.fromkeys(mark.item.ink for mark in side.marks):
        if ink.total > MOST_INK + 1e-6:
            yield Finding(
                "total-ink-is-printable",
                Severity.WARNING,
                Text(
                    f"Màu {ink.name} phủ {ink.total:.0%} mực, nên tối đa {MOST_INK:.0%}.",
                    f"The colour {ink.name} lays down {ink.total:.0%} of ink; {MOST_INK:.0%} is the most.",
                ),
                Text(
                    "Chọn màu nhạt hơn; màu đen dùng mực black.",
                    "Choose a lighter colour; for black take the ink black.",
                ),
                node=side.subject.at("colours"),
            )
