"""How much of a file is read: a stranger's may be huge, or made to be.

Every figure is a house rule: many times what a press file of tags needs, and read in some seconds.
"""

from __future__ import annotations

from msgspec import Struct, field

from keytag.errors import UnreadableFileError
from keytag.text.text import Text

# House rule: no print file of tags is a hundredth of this; email and upload forms stop at a tenth.
MOST_BYTES = 200_000_000
# House rule: one unpacked stream; a page of the densest map has some 20 MB.
MOST_UNPACKED = 64_000_000
# House rule: what a survey reads of a file's pages in all; each bound is some ten seconds.
MOST_CONTENT = 256_000_000
MOST_TOKENS = 6_000_000
MOST_OPERATORS = 600_000
MOST_OBJECTS = 250_000
MOST_PAGES = 5_000
# House rule: so many colours of one stream are told apart by their amounts; the rest by their space alone.
MOST_MANNERS = 4_000
# ISO 32000-1, annex C.2: q nests 28 deep; forms deeper than this are made to be.
DEEPEST = 28


class TooMuchError(Exception):
    """A survey's bounds are reached: what is left is not read."""


class Budget(Struct):
    """What a survey may still read."""

    content: int = MOST_CONTENT
    operators: int = MOST_OPERATORS
    tokens: int = MOST_TOKENS
    notes: set[str] = field(default_factory=set)

    def take_content(self, size: int) -> None:
        """Count ``size`` bytes of content. Raises TooMuchError where that is too much."""
        self.content -= size
        if self.content < 0:
            raise TooMuchError("content")

    def take_tokens(self, count: int) -> None:
        """Count tokens. Raises TooMuchError where they are too many."""
        self.tokens -= count
        if self.tokens < 0:
            raise TooMuchError("tokens")

    def take_operators(self, count: int) -> None:
        """Count operators. Raises TooMuchError where they are too many."""
        self.operators -= count
        if self.operators < 0:
            raise TooMuchError("operators")


def unreadable_file(message: Text) -> UnreadableFileError:
    """Return the error for a file that cannot be read."""
    hint = Text(
        "Xuất lại tệp PDF từ chương trình đã làm ra nó, không đặt mật khẩu.",
        "Export the PDF again from the program that made it, without a password.",
    )
    return UnreadableFileError(message, hint)
