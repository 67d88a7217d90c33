"""Tags as pictures in a terminal: two pixels to a character, in colours of 24 bits.

What is cut away shows the terminal's own ground. Knows rich, and pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.style import Style
from rich.text import Text as RichText

from keytag.cli.screen import naming
from keytag.cli.screen.objects import answer, words_object
from keytag.cli.screen.sidewords import SIDES, of_words
from keytag.cli.screen.spelling import visible
from keytag.text.text import Language, Text

if TYPE_CHECKING:
    from keytag.cli.screen.screen import Screen
    from keytag.commands.preview import Preview
    from keytag.inspection.pictures import Pixels

# Unicode 17, block elements: the upper half is a pixel, and so is the lower one.
_UPPER, _LOWER = "▀", "▄"
_COLOURS = ("truecolor", "256")
# House rule: a tag that is wider than this is seen no better.
_WIDEST = 160
# House rule: of the terminal's lines so many are left, for the heading and for what stood there.
_LINES_LEFT = 3
# Half of what a pixel covers: it is there, or it is not.
_HALF = 128

_MORE = Text(
    "Còn {} mẫu nữa, ví dụ: keytag preview {} --edition {}", "{} more, for one: keytag preview {} --edition {}"
)


def pixels_across(console: Console) -> Callable[[float, float], int] | None:
    """Return how many pixels wide a tag is shown there, by its width and height in mm: a side fits the terminal.

    None where ``console`` is no terminal, or has not the colours and the characters that a picture needs.
    """
    if (
        console.is_terminal
        and not console.no_color
        and console.color_system in _COLOURS
        and console.encoding.startswith("utf")
    ):
        return partial(_pixels_across, console)
    return None


def _pixels_across(console: Console, width: float, height: float) -> int:
    lines = max(1, console.height - _LINES_LEFT)
    return max(1, min(console.width, _WIDEST, int(2 * lines * width / height)))


def show_preview(screen: Screen, command: str, preview: Preview) -> None:
    """Show what the tags look like and say; to a program, what they say."""
    language = screen.options.language
    screen.result(
        preview.findings,
        lambda: answer(command, preview.findings, language, words=words_object(preview.words)),
        lambda: (
            *of_pictures(preview, language),
            RichText("\n").join(of_words(preview.words, language, screen.width, with_ids=True)),
        ),
    )


def of_pictures(preview: Preview, language: Language) -> Iterator[RichText]:
    """Yield each picture below its heading, and how many editions have none."""
    names = {words.id: words.name for words in preview.words}
    for picture in preview.pictures:
        heading = SIDES[picture.side].to(language)
        if len(names) > 1:
            heading = f"{visible(names[picture.edition])}: {heading}"
        yield RichText(heading, style="bold")
        yield RichText("\n").join([*half_blocks(picture.pixels), RichText()])
    rest = preview.without_picture
    if rest:
        yield RichText(_MORE.to(language).format(len(rest), visible(naming.job(preview.path)), rest[0].id))


def half_blocks(pixels: Pixels) -> Iterator[RichText]:
    """Yield a line of characters for every two rows of ``pixels``."""
    for row in range(0, pixels.height, 2):
        line = RichText()
        pairs = [
            (_colour(pixels, column, row), _colour(pixels, column, row + 1)) for column in range(pixels.width)
        ]
        for (upper, lower), run in groupby(pairs):
            length = len(tuple(run))
            if upper is not None:
                line.append(_UPPER * length, Style(color=upper, bgcolor=lower))
            elif lower is not None:
                line.append(_LOWER * length, Style(color=lower))
            else:
                line.append(" " * length)
        line.rstrip()
        yield line


def _colour(pixels: Pixels, column: int, row: int) -> str | None:
    """Return a pixel as rich names its colour; None where the tag is cut, or ends."""
    at = 4 * (row * pixels.width + column)
    if row >= pixels.height or pixels.rgba[at + 3] < _HALF:
        return None
    return f"#{pixels.rgba[at : at + 3].hex()}"
