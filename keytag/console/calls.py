"""The list of numbers to be called before an office approves the proof: to be printed and ticked off.

Plain lines of at most 80 columns; knows nothing of rich.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from keytag.console.spelling import visible
from keytag.wording import Language, Text, same

if TYPE_CHECKING:
    from keytag.workflow.report import NumberFacts

# House rule: the narrowest terminal that is still common, and a sheet of A4.
_WIDTH = 80
# House rule: so many editions say enough.
_LISTED = 6
_HEADING = Text(
    "Gọi từng số trước khi duyệt mẫu; đánh dấu khi đúng người nghe máy ({} số):",
    "Call every number before approving the proof; tick it when the right desk answers ({} in all):",
)
_BOX = "[ ] "


def of_calls(numbers: Sequence[NumberFacts], language: Language) -> str:
    """Return one line to tick for each number: how it prints, its label, what it is, and on which tags."""
    width = max((len(number.display) for number in numbers), default=0)
    lines = [*wrap(_HEADING.to(language).format(len(numbers)), _WIDTH), ""]
    indent = " " * (len(_BOX) + width + 2)
    every = len({edition for number in numbers for edition in number.editions})
    for number in numbers:
        said = f"{number.label} – {number.kind.to(language)}"
        first = f"{_BOX}{number.display:<{width}}  "
        lines += wrap(visible(said), _WIDTH, initial_indent=first, subsequent_indent=indent)
        if every > 1:
            where = _editions(number.editions, every).to(language)
            lines += wrap(where, _WIDTH, initial_indent=indent, subsequent_indent=indent)
    return "\n".join(lines)


def _editions(ids: Sequence[str], every: int) -> Text:
    """Return on which tags a number stands, of ``every`` edition there is."""
    if len(ids) == every:
        return Text("mọi mẫu", "every edition")
    more = f", … +{len(ids) - _LISTED}" if len(ids) > _LISTED else ""
    return same(", ".join(ids[:_LISTED]) + more)
