"""Checks of how a text falls into lines."""

from __future__ import annotations

from collections.abc import Iterator

from keytag.checks.artwork.mark import Mark
from keytag.checks.artwork.side import DrawnSide
from keytag.drawing.artwork import Role
from keytag.findings import Finding, Rule
from keytag.text.text import Text

# House rule: a last line shorter than a quarter of the longest hangs there like a leftover.
WIDOW = 0.25

NO_WIDOW = Rule.note("last-line-is-no-widow", __name__)
RULES = (NO_WIDOW,)


def last_line_is_no_widow(side: DrawnSide) -> Iterator[Finding]:
    """Where a text runs over several lines, the last is not much shorter than the longest."""
    lines: dict[str, list[Mark]] = {}
    for mark in side.of(Role.LETTERING):
        lines.setdefault(mark.item.source.node, []).append(mark)
    for marks in lines.values():
        last = max(marks, key=lambda mark: mark.box.centre[1])
        longest = max(mark.box.width for mark in marks)
        if last.box.width < WIDOW * longest:
            yield last.finding(
                NO_WIDOW,
                Text(
                    f"Dòng cuối ở {side.title.vi} chỉ dài {last.box.width:.1f} mm, dài nhất {longest:.1f} mm.",
                    f"The last line on the {side.title.en} is only {last.box.width:.1f} mm long, the longest "
                    f"{longest:.1f} mm.",
                ),
            )
