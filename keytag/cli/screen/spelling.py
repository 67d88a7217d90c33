"""How figures and texts are spelled on the screen: as readers of the language write them, and visible.

Pure and quick to import; knows nothing of rich.
"""

from __future__ import annotations

import json
import re
from textwrap import wrap

from keytag.text.figures import spell_figures
from keytag.text.pattern import pattern
from keytag.text.text import Language, Text

# Unicode: no-break space. The screen shows a blank, so that what is copied can be searched.
TIE = "\u00a0"
# House rule: the narrowest terminal that is still common.
WIDTH = 80


def sentence(text: Text, language: Language) -> str:
    """Return ``text`` in ``language``, its figures as the language writes them."""
    return spell_figures(text.to(language), language)


def tie_figures(text: str) -> str:
    """Return ``text`` with each figure tied to its unit, and the groups of a telephone number to each other."""
    return re.sub(r"(?<=\d) (?=\d|(?:%|mm|pt|ppi|dpi|đ)(?!\w))", TIE, text)


def lines(text: str, width: int = WIDTH, indent: str = "", hanging: str = "") -> list[str]:
    """Return ``text`` in lines of at most ``width`` characters, broken only where it is not tied.

    The first begins with ``indent``, the others with ``hanging``. A command to be copied is never broken: one that
    is longer than a line has a line of its own.
    """
    tied = _COMMAND.sub(lambda found: found[0].replace(" ", TIE), text)
    broken = wrap(
        tied,
        width,
        initial_indent=indent,
        subsequent_indent=hanging,
        break_on_hyphens=False,
        break_long_words=tied == text,
    )
    return [line.replace(TIE, " ") for line in broken]


def command_apart(line: str, width: int = WIDTH) -> list[str]:
    """Return a line that ends in a command; where it is too wide the command has a line of its own."""
    found = _ENDS_IN_COMMAND.fullmatch(line)
    return [found[1], found[2]] if found is not None and len(line) > width else [line]


# A command with what is typed behind it: options, names of files, quoted words, names in capitals to be filled in.
_WORD = (
    r'(?:--?[a-z][\w-]*(?: [a-z]+(?=[\s.,;)]|$))?|"[^"]*"|[^\s"]*[./…][^\s"]*(?<![.,;:)])|[A-ZÀ-ỸĐ][A-ZÀ-ỸĐ-]{2,})'
)
_COMMAND = pattern(rf"\bkeytag [a-z]+(?: {_WORD})*")
_ENDS_IN_COMMAND = pattern(rf"(.+:) ({_COMMAND.pattern})\.?")


def visible(text: str) -> str:
    """Return ``text`` in one line, without what would act on a terminal."""
    return "".join(character for character in text if character.isprintable() or character == "\u00a0")


def json_text(content: object, indent: int | None = None) -> str:
    """Return ``content`` as JSON; what would act on a terminal or not show is escaped, letters stay letters."""
    text = json.dumps(content, ensure_ascii=False, indent=indent)
    return "".join(
        character if character.isprintable() or character in "\n\u00a0" else json.dumps(character)[1:-1]
        for character in text
    )
