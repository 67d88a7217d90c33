"""Text for people, in the two languages keytag speaks.

A `Text` carries both wordings of one sentence side by side, so that a message is written, reviewed and
changed in one place. Which of the two is shown is the console's business, never the core's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Vietnamese and in English.

    No Struct, as other values are: help is made of texts, and waits for no more than it needs (docs/adr/0034).
    """

    vi: str
    en: str

    def to(self, language: Language) -> str:
        """Return the wording in ``language``."""
        return self.vi if language == "vi" else self.en


def same_text(text: str) -> Text:
    """Return a `Text` that reads the same in both languages (names, figures, codes)."""
    return Text(text, text)


@cache
def fold_name(text: str) -> str:
    """Return ``text`` by its letters alone: small, without marks, a hyphen for all that is no letter or digit.

    Xã Đak Sơmei is ``xa-dak-somei``, so that names can be held together however they are typed.
    """
    letters = _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold().replace("đ", "d"))
    return _NO_LETTERS.sub("-", letters).strip("-")


# Unicode block Combining Diacritical Marks, which holds all of Vietnamese's.
_MARKS = re.compile("[\u0300-\u036f]+")
_NO_LETTERS = re.compile("[^a-z0-9]+")
