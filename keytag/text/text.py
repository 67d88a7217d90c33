"""Text for people, in the two languages keytag speaks.

A `Text` carries both wordings of one sentence side by side, so that a message is written, reviewed and
changed in one place. Which of the two is shown is the console's business, never the core's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from msgspec import Struct

Language = Literal["vi", "en"]


class Text(Struct, frozen=True):
    """One sentence in Vietnamese and in English."""

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


def with_decimal_commas(text: str) -> str:
    """Return Vietnamese ``text`` with the decimal commas of its measures."""
    return _SENTENCE_DECIMAL.sub(r"\1,\2", text)


# A figure in a sentence has its unit after a blank: "2.5 mm", "2.5 × 3 mm", "2.5 đến 3 mm"; a ratio ends in ":1".
# What a document or a command line would say (2.5mm, ward.yaml:2, “2.5 mm”) stays as it must be typed.
_SENTENCE_DECIMAL = re.compile(
    r"(?<![\w.,:“/])(\d+)\.(\d+)"
    r"(?=(?:[ \u00a0](?:×|x|đến|và|–)[ \u00a0]\d+(?:[.,]\d+)?)*[ \u00a0](?:mm|pt|%|\(ΔE00\))(?!\w)|:1(?!\d))"
)
# Unicode block Combining Diacritical Marks, which holds all of Vietnamese's.
_MARKS = re.compile("[\u0300-\u036f]+")
_NO_LETTERS = re.compile("[^a-z0-9]+")


NO_BREAK = "\u00a0"
"""What stands between a figure and its unit, where lines are not broken."""
_UNITS_VI = {"module": "ô"}


def amount_with_unit(amount: float, unit: str, places: int | None = None) -> Text:
    """Return an amount with its unit (``mm``, ``pt``, ``%``, ``module``, ``:1``, "" for a count).

    It has so many decimal ``places``, or as many as its unit is told with.
    """
    if places is None:
        places = 0 if unit in ("%", "", "module") else 1 if unit == ":1" else 2
    said, tie = f"{amount:.{places}f}", "" if unit in ("", ":1") else NO_BREAK
    return Text(
        f"{said.replace('.', ',')}{'' if unit == '%' else tie}{_UNITS_VI.get(unit, unit)}", f"{said}{tie}{unit}"
    )
