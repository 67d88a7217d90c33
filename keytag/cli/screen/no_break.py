"""Where lines break: cells of tables between pieces only, texts at a terminal between words.

rich breaks at every blank, also at those that are not to be broken, and does not indent what follows.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.measure import Measurement
from rich.text import Text as RichText

from keytag.cli.screen.spelling import TIE, lines, tie_figures
from keytag.text.pattern import pattern

# House rule: what is to be typed as it stands is read in one piece where it is not half a line.
_BRACKETS = pattern(r"\([^()]{1,40}\)|\{[^{}]{1,40}\}|\[[^\[\]]{1,40}\]|“[^”]{1,40}”")


class NoBreakText:
    """A text whose no-break spaces hold together what they part."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[RichText]:
        """Break the text at its other blanks; a piece wider than the column is broken anywhere."""
        for line in lines(self._text, options.max_width) or [""]:
            yield RichText(line)

    def __rich_measure__(self, _console: Console, options: ConsoleOptions) -> Measurement:
        """Say how wide the widest piece is, and the whole."""
        widest = max(map(len, self._text.split(" ")), default=0)
        return Measurement(widest, len(self._text)).with_maximum(options.max_width)


def fit_to_terminal(content: RenderableType, console: Console) -> RenderableType:
    """Return ``content``; text at a terminal is broken to its width, each part indented as its line.

    In a pipe lines stay whole, so that they can be searched.
    """
    text = RichText(content) if isinstance(content, str) else content
    if not (isinstance(text, RichText) and console.is_terminal):
        return content
    parts: list[RichText] = []
    for line in text.split("\n", allow_blank=True):
        indent = len(line.plain) - len(line.plain.lstrip(" "))
        if line.cell_len <= console.width or indent * 2 > console.width:
            parts.append(line)
            continue
        rest = line[indent:]
        for part in rest.divide(_breaks(rest.plain, console.width - indent)):
            part.rstrip()
            parts.append(RichText.assemble(" " * indent, part))
    return RichText("\n").join(parts)


def _breaks(text: str, width: int) -> list[int]:
    """Return where ``text`` is broken: after blanks, not between a figure and its unit nor in short brackets."""
    tight = tie_figures(_BRACKETS.sub(lambda found: found[0].replace(" ", TIE), text))
    offsets: list[int] = []
    start = 0
    while len(tight) - start > width:
        blank = tight.rfind(" ", start, start + width + 1)
        start = blank + 1 if blank > start else start + width
        offsets.append(start)
    return offsets
