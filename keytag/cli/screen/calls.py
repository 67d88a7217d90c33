"""The list of numbers to be called before an office approves the proof: to be printed and ticked off.

Plain lines of at most 80 columns; knows nothing of rich.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from keytag.cli.screen.spelling import TIE, WIDTH, lines, visible
from keytag.text.text import Language, Text, same_text

if TYPE_CHECKING:
    from keytag.steps.report import NumberFacts

# House rule: so many editions say enough.
_LISTED = 6
_HEADING = Text(
    "Gọi từng số trước khi duyệt mẫu; đánh dấu khi đúng người nghe máy ({} số):",
    "Call every number before approving the proof; tick it when the right desk answers ({} in all):",
)
_BOX = "[ ] "


def of_calls(numbers: Sequence[NumberFacts], names: Mapping[str, str], language: Language) -> str:
    """Return one line to tick for each number: its id, how it prints, its label, what it is, and on which tags."""
    wide = max((len(number.id) for number in numbers), default=0)
    width = max((len(number.display) for number in numbers), default=0)
    shown = [*lines(_HEADING.to(language).format(len(numbers))), ""]
    gap = "  " if wide else ""
    indent = " " * (len(_BOX) + wide + len(gap) + width + 2)
    every = len(names)
    for number in numbers:
        said = f"{number.label} – {number.kind.to(language)}"
        first = f"{_BOX}{number.id:<{wide}}{gap}{number.display:<{width}}  "
        shown += lines(visible(said), WIDTH, first, indent)
        if every > 1:
            called = [visible(names[edition]).replace(" ", TIE) for edition in number.editions]
            where = _editions(called, every).to(language)
            shown += lines(where, WIDTH, indent, indent)
    return "\n".join(shown)


def _editions(called: Sequence[str], every: int) -> Text:
    """Return on which tags a number stands, of ``every`` edition there is."""
    if len(called) == every:
        return Text("mọi mẫu", "every edition")
    more = f", … +{len(called) - _LISTED}" if len(called) > _LISTED else ""
    return same_text(", ".join(called[:_LISTED]) + more)
