"""Text for people, in the two languages keytag speaks.

A `Text` carries both wordings of one sentence side by side, so that a message is written, reviewed and
changed in one place. Which of the two is shown is the console's business, never the core's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Vietnamese and in English."""

    vi: str
    en: str

    def to(self, language: Language) -> str:
        """Return the wording in ``language``."""
        return self.vi if language == "vi" else self.en


def same(text: str) -> Text:
    """Return a `Text` that reads the same in both languages (names, figures, codes)."""
    return Text(text, text)
