"""A table in plain lines that never breaks a word, a number or an id.

Only cells that are sentences are folded between their words, and headings. Knows rich's `Text` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text as RichText

from keytag.cli.screen.spelling import TIE

# House rules: lines of a heading, and the blanks between columns.
_HEADING_LINES, _GAP = 3, 2
INDENT = "  "
"""What every line of a table begins with."""


class TextColumn(Struct, frozen=True):
    """A column: its heading, a cell for each row, and what stands over it and its neighbours.

    Cells of words may be folded where ``folds``; figures stand ``right``.
    """

    heading: str
    cells: tuple[str, ...]
    over: str = ""
    folds: bool = False
    right: bool = False


def widths_of(columns: Sequence[TextColumn], width: int, most: int = 1) -> list[int] | None:
    """Return how wide each column of a table is that fits ``width``; None where no table does.

    Cells of words are folded to at most so many lines.
    """
    room = width - len(INDENT) - _GAP * (len(columns) - 1)
    least = [_narrowest(column, most if column.folds else 1) for column in columns]
    spare = room - sum(least)
    if spare < 0:
        return None
    widths = []
    for column, low in zip(columns, least, strict=True):
        more = max(cell_len(text) for text in (column.heading, *column.cells)) - low
        if more > spare:
            more = spare if column.folds else 0
        widths.append(low + more)
        spare -= more
    return widths


def table(
    columns: Sequence[TextColumn], widths: Sequence[int], below: Sequence[Sequence[str]] = ()
) -> Iterator[RichText]:
    """Yield the table; ``below`` are lines that follow each of its rows."""
    over = _over(columns, widths)
    if over:
        yield RichText(over, style="dim")
    for line in _row([(column.heading, column.right) for column in columns], widths, at_foot=True):
        yield RichText(line, style="bold")
    yield RichText(INDENT + "─" * (sum(widths) + _GAP * (len(widths) - 1)), style="dim")
    for place in range(len(columns[0].cells)):
        for line in _row([(column.cells[place], column.right) for column in columns], widths):
            yield RichText(line)
        for line in below[place] if below else ():
            yield RichText(line)


def pad(text: str, width: int) -> str:
    """Return ``text`` with blanks up to ``width``."""
    return text + " " * max(0, width - cell_len(text))


def _narrowest(column: TextColumn, most: int) -> int:
    cells = max((_least(cell, most) for cell in column.cells), default=0)
    return max(cells, _least(column.heading, _HEADING_LINES))


def _least(text: str, most: int) -> int:
    """Return the least width at which ``text`` stands in at most ``most`` lines, no word broken."""
    if most == 1:
        return cell_len(text)
    low = max(map(cell_len, text.split(" ")))
    while len(_wrapped(text, low)) > most:
        low += 1
    return low


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, max(width, 1), break_long_words=False, break_on_hyphens=False) or [""]


def _evenly(text: str, width: int) -> list[str]:
    """Return ``text`` in as few lines as ``width`` needs, the longest of them as short as can be."""
    return _wrapped(text, _least(text, len(_wrapped(text, width)))) if cell_len(text) > width else [text]


def _over(columns: Sequence[TextColumn], widths: Sequence[int]) -> str:
    """Return what stands over columns, at the first of them; it may reach over those that follow."""
    line, start, before = "", len(INDENT), ""
    for column, width in zip(columns, widths, strict=True):
        if column.over and column.over != before:
            line = pad(line, start) + column.over
        start += width + _GAP
        before = column.over
    return line


def _row(cells: Sequence[tuple[str, bool]], widths: Sequence[int], *, at_foot: bool = False) -> Iterator[str]:
    """Yield the lines of a row; short cells stand at its head, or ``at_foot``."""
    parts = [_evenly(text, width) for (text, _), width in zip(cells, widths, strict=True)]
    height = max(map(len, parts))
    parts = [[""] * (height - len(p)) + p if at_foot else p + [""] * (height - len(p)) for p in parts]
    for line in zip(*parts, strict=True):
        told = [
            " " * (width - cell_len(text)) + text if right else pad(text, width)
            for text, width, (_, right) in zip(line, widths, cells, strict=True)
        ]
        yield (INDENT + (" " * _GAP).join(told)).rstrip().replace(TIE, " ")
