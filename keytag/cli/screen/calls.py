"""The list of numbers to be called before an office approves the proof: to be printed and ticked off.

What the approval says of calls is ticked already: by whom and when. Plain lines of at most 80 columns;
knows nothing of rich.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from keytag.cli.screen.spelling import TIE, WIDTH, lines, visible
from keytag.text.figures import format_day
from keytag.text.text import Language, Text, same_text

if TYPE_CHECKING:
    from keytag.steps.report import ApprovalFacts, NumberCall, NumberFacts

# House rules: so many editions, and so many callers of one number, say enough.
_LISTED, _CALLERS = 6, 2
_HEADING = Text(
    "Gọi từng số trước khi duyệt mẫu; đánh dấu khi đúng người nghe máy ({} số):",
    "Call every number before approving the proof; tick it when the right desk answers ({} in all):",
)
_LEFT = Text(
    "Còn {} trong {} số phải gọi trước khi duyệt mẫu; đánh dấu khi đúng người nghe máy:",
    "{} of {} numbers are still to be called before approval; tick each when the right desk answers:",
)
_ALL_CALLED = Text("Đã gọi đủ {} số:", "All {} numbers were called:")
_CHANGED = Text("mới, hoặc đã đổi sau khi duyệt", "new, or changed since the approval")
_OPEN, _TICKED = "[ ] ", "[x] "


class _Calls:
    """What the approval says of the calls of one number on the tags that carry it."""

    def __init__(self, number: NumberFacts, approval: ApprovalFacts | None) -> None:
        editions = [e for e in (approval.editions if approval is not None else ()) if e.id in number.editions]
        key = (number.label, number.display)
        self.every = len(number.editions)
        self.made: list[NumberCall] = []
        self.is_changed = False
        for edition in editions:
            call = next((each for each in edition.called if (each.label, each.number) == key), None)
            if call is not None:
                self.made.append(call)
            self.is_changed = self.is_changed or (call is None and edition.state == "changed")

    @property
    def is_whole(self) -> bool:
        """Whether it was called for every tag that carries it."""
        return len(self.made) == self.every > 0

    def said(self, language: Language) -> str:
        """Return who called it and when, and whether it is another than was approved; often nothing."""
        if not self.made:
            return _CHANGED.to(language) if self.is_changed else ""
        callers = list(dict.fromkeys((call.by, call.date) for call in self.made))
        told = "; ".join(f"{visible(by)}, {format_day(day, language)}" for by, day in callers[:_CALLERS])
        more = f"; … +{len(callers) - _CALLERS}" if len(callers) > _CALLERS else ""
        if self.is_whole:
            return Text(f"đã gọi: {told}{more}", f"called: {told}{more}").to(language)
        share = Text(f"{len(self.made)} trong {self.every} mẫu", f"{len(self.made)} of {self.every} editions")
        return Text(f"mới gọi cho {share.vi}: {told}{more}", f"called so far for {share.en}: {told}{more}").to(
            language
        )


def of_calls(
    numbers: Sequence[NumberFacts],
    names: Mapping[str, str],
    language: Language,
    approval: ApprovalFacts | None = None,
) -> str:
    """Return one line for each number: its id, how it prints, its label, what it is, and on which tags.

    It is ticked where the ``approval`` says of all those tags that it was called.
    """
    calls = [_Calls(number, approval) for number in numbers]
    wide = max((len(number.id) for number in numbers), default=0)
    width = max((len(number.display) for number in numbers), default=0)
    left = sum(not each.is_whole for each in calls)
    heading = _HEADING if left == len(numbers) else _LEFT if left else _ALL_CALLED
    counted = (left, len(numbers)) if heading is _LEFT else (len(numbers),)
    shown = [*lines(heading.to(language).format(*counted)), ""]
    gap = "  " if wide else ""
    indent = " " * (len(_OPEN) + wide + len(gap) + width + 2)
    every = len(names)
    for number, called in zip(numbers, calls, strict=True):
        said = f"{number.label} – {number.kind.to(language)}"
        box = _TICKED if called.is_whole else _OPEN
        first = f"{box}{number.id:<{wide}}{gap}{number.display:<{width}}  "
        shown += lines(visible(said), WIDTH, first, indent)
        if every > 1:
            tags = [visible(names[edition]).replace(" ", TIE) for edition in number.editions]
            where = _editions(tags, every).to(language)
            shown += lines(where, WIDTH, indent, indent)
        if told := called.said(language):
            shown += lines(told, WIDTH, indent, indent)
    return "\n".join(shown)


def _editions(called: Sequence[str], every: int) -> Text:
    """Return on which tags a number stands, of ``every`` edition there is."""
    if len(called) == every:
        return Text("mọi mẫu", "every edition")
    more = f", … +{len(called) - _LISTED}" if len(called) > _LISTED else ""
    return same_text(", ".join(called[:_LISTED]) + more)
